//! Weeks for the person they are about: a table, small plots, and a sentence to each.

mod cards;
mod json;
mod sentences;

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::figure::{WEEK_COLUMNS, plot};
use crate::journal::{Account, CardDue, Week};
use crate::text::printable::printable;
use crate::text::weeks as words;

pub use cards::card_page;
pub use json::json;
pub use sentences::{Matter, felt, matters, remarks};

/// Rows of cells of a plot.
const ROWS: usize = 3;
/// Columns for what a plot is of.
const LABEL: usize = 13;
/// Columns for the numbers beside a plot.
const AXIS: usize = 4;
/// The fewest columns in which a sentence stands beside a plot.
const SENTENCE: usize = 24;
/// Blanks between two columns.
const GAP: usize = 2;

/// Some weeks, and what is to be said of them.
#[derive(Clone, Copy, Debug)]
pub struct Overview<'j> {
    /// The oldest first; at least one.
    pub weeks: &'j [Week],
    /// What the sessions of these weeks tell.
    pub account: &'j Account,
    /// What the last weeks call for.
    pub cards: &'j [CardDue],
    /// What is to get easier, as it was written.
    pub goal: Option<&'j str>,
}

impl Overview<'_> {
    /// The goal as it can be printed.
    pub fn goal(&self) -> Option<String> {
        self.goal.map(printable)
    }
}

/// One line a week, and then the sentences.
pub fn plain(overview: &Overview<'_>) -> Vec<String> {
    let weeks = overview.weeks.iter().map(sentences::of_week);
    let sentences = matters(overview).into_iter().map(|matter| matter.sentence);
    let cards = cards::all_cards(overview.cards);
    weeks.chain(sentences).chain(remarks(overview)).chain(cards).collect()
}

/// The table, the plots with their sentences, and the other sentences, in lines of this width at most;
/// without Braille no plots.
pub fn drawn(overview: &Overview<'_>, width: usize, braille: bool) -> Vec<String> {
    let mut lines = wrapped(&words::heading(overview.weeks.len()), width);
    lines.push(String::new());
    lines.extend(table(overview.weeks, width).unwrap_or_else(|| {
        let weeks = overview.weeks.iter().map(sentences::of_week);
        weeks.flat_map(|line| wrapped(&line, width)).collect()
    }));
    for matter in matters(overview) {
        lines.push(String::new());
        match matter.plot.is_some() && braille {
            true => lines.extend(beside(&matter, width)),
            false => lines.extend(wrapped(&matter.sentence, width)),
        }
    }
    let cards = cards::all_cards(overview.cards);
    for remark in remarks(overview).into_iter().chain(cards) {
        lines.push(String::new());
        lines.extend(wrapped(&remark, width));
    }
    lines
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, width).into_iter().map(Cow::into_owned).collect()
}

/// A row a week; nothing where it is wider than that.
fn table(weeks: &[Week], width: usize) -> Option<Vec<String>> {
    let head = words::COLUMNS.map(ToOwned::to_owned);
    let rows: Vec<TableCells> = std::iter::once(head).chain(weeks.iter().map(row)).collect();
    // What nobody has ever said is no column.
    let is_said = |column: usize| {
        rows.iter().skip(1).any(|row| row.get(column).is_some_and(|cell| cell != words::NOT_SAID))
    };
    let wide = |column| rows.iter().filter_map(|row| row.get(column)).map(String::len).max();
    let columns: Vec<(usize, usize)> = (0..words::COLUMNS.len())
        .filter(|column| is_said(*column))
        .filter_map(|column| Some((column, wide(column)? + GAP)))
        .collect();
    let line = |row: &TableCells| {
        let cells = columns.iter().filter_map(|(column, wide)| Some((row.get(*column)?, wide)));
        let cells: Vec<String> = cells.map(|(cell, wide)| format!("{cell:<wide$}")).collect();
        cells.concat().trim_end().to_owned()
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    lines.iter().all(|line| line.width() <= width).then_some(lines)
}

/// A row of the table: what `words::COLUMNS` names.
type TableCells = [String; words::COLUMNS.len()];

fn row(week: &Week) -> TableCells {
    let or_dash = |said: Option<String>| said.unwrap_or_else(|| words::NOT_SAID.to_owned());
    let half = |spread: Option<crate::journal::Spread>| {
        or_dash(spread.map(|spread| words::halves(spread.median.doubled())))
    };
    [
        words::week_of(week.from),
        or_dash((week.days > 0).then(|| words::days(week.days))),
        half(week.pain_before),
        half(week.pain_after),
        or_dash(week.legs.map(|legs| words::legs(legs).to_owned())),
        or_dash(week.walk.map(|walk| words::minutes(walk.minutes))),
        or_dash(week.goal.map(|goal| goal.number().to_string())),
    ]
}

/// A plot with its label on the left and its sentence on the right, or below where that is too narrow.
fn beside(matter: &Matter, width: usize) -> Vec<String> {
    let Some((values, top)) = &matter.plot else { return wrapped(&matter.sentence, width) };
    let rows = plot(values, f32::from(*top), ROWS);
    let lead = LABEL + AXIS + values.len() * WEEK_COLUMNS + GAP;
    let rest = width.saturating_sub(lead);
    let said = if rest < SENTENCE { Vec::new() } else { wrapped(&matter.sentence, rest) };
    let count = rows.len().max(said.len());
    let line = |nth: usize| {
        let label = if nth == 0 { matter.label } else { "" };
        let number = match nth {
            0 => top.to_string(),
            _ if nth + 1 == ROWS => "0".to_owned(),
            _ => String::new(),
        };
        let plot = rows.get(nth).map_or("", String::as_str);
        let said = said.get(nth).map_or("", String::as_str);
        let columns = values.len() * WEEK_COLUMNS + GAP;
        let line = format!("{label:<LABEL$}{number:>3} {plot:<columns$}{said}");
        line.trim_end().to_owned()
    };
    let mut lines: Vec<String> = (0..count).map(line).collect();
    if said.is_empty() {
        lines.extend(wrapped(&matter.sentence, width));
    }
    lines
}
