//! The page as lines of text, for a mail program or a form.

use unicode_width::UnicodeWidthStr;

use crate::text::{report as words, weeks};

use super::ClinicianPage;
use super::sections::{ITEMS, columns, rows, sections};

/// The longest line.
const WIDTH: usize = 78;
/// Where a line to be filled in by hand ends.
const BY_HAND: usize = 60;

/// The page as text.
pub fn text(report: &ClinicianPage<'_>) -> String {
    let mut lines = vec![words::TITLE.to_owned()];
    lines.push(words::period(report.from(), report.today, report.sessions()));
    lines.push(words::NOT_A_DIAGNOSIS.to_owned());
    lines.extend([String::new(), by_hand(words::WHO), by_hand(words::BORN)]);
    if let Some(goal) = report.overview.goal() {
        lines.push(String::new());
        lines.extend(wrapped(&weeks::goal(&goal), ""));
    }
    lines.push(String::new());
    lines.extend(table(report));
    for section in sections(report).iter().map(|section| section.cut(ITEMS)) {
        lines.push(String::new());
        lines.push(section.heading.to_owned());
        for item in &section.items {
            lines.extend(wrapped(item, "  "));
        }
    }
    lines.push(String::new());
    lines.extend(words::BY_HAND.map(by_hand));
    lines.push(String::new());
    lines.extend(wrapped(words::HOW_TO_READ, ""));
    lines.extend(wrapped(&words::written_by(report.version, report.today), ""));
    lines.join("\n") + "\n"
}

fn by_hand(what: &str) -> String {
    format!("{what:<12}{}", "_".repeat(BY_HAND - 12))
}

fn wrapped(text: &str, indent: &str) -> Vec<String> {
    let further = format!("{indent}{indent}");
    let options = textwrap::Options::new(WIDTH).initial_indent(indent).subsequent_indent(&further);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Every week as a heading and what is said of it: nine columns are too wide for text.
fn table(report: &ClinicianPage<'_>) -> Vec<String> {
    let rows = rows(report);
    let columns = columns(&rows);
    let lines = rows.iter().flat_map(|row| {
        let cells = columns.iter().skip(1).map(|column| (words::COLUMNS[*column], &row[*column]));
        let (told, not_told): (Vec<_>, Vec<_>) =
            cells.partition(|(_, cell)| *cell != words::NOT_TOLD);
        let not_told: Vec<&str> = not_told.into_iter().map(|(column, _)| column).collect();
        let not_told = (!not_told.is_empty()).then(|| words::not_told_of(&not_told));
        let said = told.iter().map(|(column, cell)| words::exercise(column, cell));
        let said: Vec<String> = said.chain(not_told).collect();
        let said = if told.is_empty() { words::NOT_TOLD.to_owned() } else { said.join("; ") };
        let [week, ..] = row;
        let lead = format!("{week:<16}");
        let further = " ".repeat(lead.width());
        let options =
            textwrap::Options::new(WIDTH).initial_indent(&lead).subsequent_indent(&further);
        let said = textwrap::wrap(&said, options);
        said.into_iter().map(std::borrow::Cow::into_owned).collect::<Vec<_>>()
    });
    lines.collect()
}
