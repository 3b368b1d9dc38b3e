//! The page as one file that a browser shows and prints on one sheet, without a script and without a
//! network. Every text is escaped by `maud`.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::faces::page::policy::policy;
use crate::text::{report as words, weeks};

use super::ClinicianPage;
use super::pictures::pictures;
use super::sections::{ReportRow, Section, columns, rows};
use super::sheet::OneSheet;

/// How the page looks.
const STYLE: &str = include_str!("report.css");

/// The page as HTML.
pub fn html(report: &ClinicianPage<'_>) -> String {
    let rows = rows(report);
    let OneSheet { parts, is_dense } = OneSheet::of(report, &rows);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(STYLE, None, false));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (words::TITLE) }
                style { (PreEscaped(STYLE)) }
            }
            body.dense[is_dense] {
                (top(report))
                @if let Some(goal) = report.overview.goal() {
                    p.goal { strong { (weeks::goal(&goal)) } }
                }
                (pictures(report.overview.weeks))
                (table(&rows))
                div.parts { @for part in &parts { (section(part)) } }
                div.hand { @for what in words::BY_HAND { (field(what)) } }
                p.small {
                    (words::HOW_TO_READ) " " (words::written_by(report.version, report.today))
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn top(report: &ClinicianPage<'_>) -> Markup {
    html! {
        div.top {
            div {
                h1 { (words::TITLE) }
                p { strong { (words::period(report.from(), report.today, report.sessions())) } }
                p { (words::NOT_A_DIAGNOSIS) }
            }
            div.who { (field(words::WHO)) (field(words::BORN)) }
        }
    }
}

/// A line to be filled in by hand.
fn field(what: &str) -> Markup {
    html! { div.field { span { (what) } i {} } }
}

fn table(rows: &[ReportRow]) -> Markup {
    let columns = columns(rows);
    html! {
        table {
            thead { tr { @for column in &columns { th { (words::COLUMNS[*column]) } } } }
            tbody {
                @for row in rows {
                    tr { @for column in &columns { td { (row[*column]) } } }
                }
            }
        }
    }
}

fn section(part: &Section) -> Markup {
    html! {
        section {
            h2 { (part.heading) }
            @if let [one] = part.items.as_slice() {
                p { (one) }
            } @else {
                ul { @for item in &part.items { li { (item) } } }
            }
        }
    }
}
