//! Two weeks to tick off.

use maud::{Markup, html};

use crate::domain::routine::{DaysOfTheWeek, Weekday};
use crate::text::handout as words;

use super::sheet::PaperSheet;

/// So many weeks are on a sheet.
const WEEKS: usize = 2;

impl PaperSheet<'_> {
    pub(super) fn two_weeks(&self) -> Markup {
        html! {
            section.weeks {
                h2 { (words::TWO_WEEKS) }
                p { (words::HOW_TO_TICK) }
                @for week in 1..=WEEKS { (self.week(week)) }
                div.to-write { p.wide { (words::TO_TELL) } }
            }
        }
    }

    fn week(&self, number: usize) -> Markup {
        let times = self.routine().frequency.times_a_day.unwrap_or(1);
        html! {
            table {
                thead {
                    tr {
                        th scope="col" { (words::week(number)) }
                        @for day in Weekday::ALL { th scope="col" { (words::day(*day)) } }
                    }
                }
                tbody {
                    tr {
                        th scope="row" { (words::DONE) }
                        @for day in Weekday::ALL {
                            td { @if self.is_on(*day) { @for _ in 0..times { span.box {} } } }
                        }
                    }
                    @for row in [words::PAIN_BEFORE, words::PAIN_AFTER, words::LEGS] {
                        tr {
                            th scope="row" { (row) }
                            @for _ in Weekday::ALL { td {} }
                        }
                    }
                }
            }
        }
    }

    /// Whether the file asks for it on this day, as far as it names days.
    fn is_on(&self, day: Weekday) -> bool {
        match &self.routine().frequency.days {
            Some(DaysOfTheWeek::On(days)) => days.contains(&day),
            Some(DaysOfTheWeek::AWeek(_)) | None => true,
        }
    }
}
