//! When to stop, and what a health answer changes: a sheet of paper cannot ask.

use maud::{Markup, html};

use crate::domain::profile::{Flag, UNSAFE_ALONE};
use crate::text::{self, handout as words, safety};

use super::sheet::PaperSheet;

impl PaperSheet<'_> {
    /// The card, what else ends a session, and who leaves out what.
    pub(super) fn safety(&self) -> Markup {
        let [emergency, not_today] = lists();
        let routine = self.routine();
        let lang = self.lang();
        html! {
            section.stop {
                h2 { (words::WHEN_TO_STOP) }
                p { (safety::card_for_whom()) }
                div.framed.emergency {
                    (emergency)
                    p { strong { (words::EMERGENCY_NUMBER) } }
                }
                div.framed {
                    (not_today)
                    @if routine.contact.is_some() { p { (words::QUESTIONS) ": " (self.contact()) } }
                }
                @if !routine.stop_if.is_empty() {
                    div.framed {
                        h3 { (words::STOP_AT) }
                        ul {
                            @for sign in &routine.stop_if {
                                li lang=[lang] dir="auto" { (text::sentence(sign)) }
                            }
                        }
                    }
                }
                div.framed {
                    h3 { (words::PAIN) }
                    ul { @for rule in words::pain_rules(routine.max_pain) { li { (rule) } } }
                }
            }
            (self.health_answers())
        }
    }

    /// What each health answer changes, where it changes anything.
    fn health_answers(&self) -> Markup {
        let rows = Flag::ALL.iter().filter_map(|flag| Some((*flag, self.changed_by(*flag)?)));
        let rows: Vec<(Flag, Vec<String>)> = rows.collect();
        html! {
            @if !rows.is_empty() {
                section.answers {
                    h2 { (words::IF_SO_FOR_YOU) }
                    p { (words::NOT_SURE_COUNTS) }
                    ul {
                        @for (flag, lines) in &rows {
                            li {
                                strong { (words::health_answer(*flag)) ". " }
                                (self.said(&lines.join(" ")))
                            }
                        }
                    }
                }
            }
        }
    }

    /// What an answer changes, a sentence each; nothing where it changes nothing.
    fn changed_by(&self, flag: Flag) -> Option<Vec<String>> {
        let (mut out, mut easier, mut ask) = (Vec::new(), Vec::new(), Vec::new());
        let mut others = Vec::new();
        let mut stands = false;
        for (number, one) in (1..).zip(&self.routine().exercises) {
            let instead = one.instead.iter().find(|instead| instead.flag == flag);
            if one.hidden_by().any(|hides| hides == flag) {
                out.push(number);
            } else if let Some(instead) = instead {
                others.push(words::ask_for_another(number, &instead.exercise.full.title));
            } else if one.warned_by().any(|warns| warns == flag) {
                if one.easier.is_some() { easier.push(number) } else { ask.push(number) }
            }
            stands |= one.full.is_on_feet();
        }
        let company = stands && UNSAFE_ALONE.contains(&flag);
        let lines: Vec<String> = [words::leave_out(&out), words::take_easier(&easier)]
            .into_iter()
            .chain([words::ask_first(&ask)])
            .flatten()
            .chain(others)
            .chain(company.then(|| text::SOMEBODY_NEAR.to_owned()))
            .chain((flag == Flag::HipReplacement).then(|| words::SITS_HIGH.to_owned()))
            .collect();
        (!lines.is_empty()).then_some(lines)
    }
}

/// The two lists of the card.
fn lists() -> [Markup; 2] {
    let mut lists = safety::card_lists().into_iter().map(|(head, entries)| {
        html! {
            h3 { (head) }
            ul { @for entry in entries { li { (entry) } } }
        }
    });
    let mut list = || lists.next().unwrap_or_default();
    [list(), list()]
}
