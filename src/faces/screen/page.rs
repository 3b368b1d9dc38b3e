//! A page to read: in lines of text, in parts where it does not fit, and in letters where there is room for all of it.

use crate::faces::big_text::{self, LetterSize};
use crate::faces::grid::{Grid, Style};
use crate::faces::view::PageText;

use super::layout::Letters;
use super::{Screen, width, wrapped};

/// The longest line of a page.
const PAGE: usize = 58;
/// From this size on a page is in letters, if all of it has room. On a screen full of words it always is.
const LARGE: (usize, usize) = (100, 30);
/// Rows that a line of letters takes at most, as a part of the screen.
const OF_ALL_ROWS: usize = 6;
/// Between letters and the left edge.
const EDGE: usize = 2;
/// A part of a page is followed by more.
const MORE: &str = "space  more";

impl Screen {
    /// Turns to the next part of a page that does not fit; whether there was one.
    pub fn turn(&mut self) -> bool {
        let more = self.part + 1 < self.parts().len();
        self.part += usize::from(more);
        more
    }

    pub(super) fn page(&mut self, page: &PageText, grid: &mut Grid) {
        if self.page != page.lines {
            self.page.clone_from(&page.lines);
            self.part = 0;
        }
        let remark: Vec<String> = page.remark.iter().cloned().collect();
        if let Some((size, lines)) = self.in_letters(page) {
            let below = self.letters_of(&lines, size, grid);
            self.lines(&remark, below, Style::Normal, grid);
            return;
        }
        let parts = self.parts();
        let Some(mut lines) = parts.get(self.part).cloned() else { return };
        let is_last = self.part + 1 == parts.len();
        if let (Some(typed), true, Some(last)) = (&page.typed, is_last, lines.last_mut()) {
            let room = self.room.columns.saturating_sub(4).saturating_sub(width(last));
            *last = format!("{last} {}_", tail(typed, room));
        }
        if !is_last {
            lines.push(MORE.into());
        }
        let top = self.room.rows.saturating_sub(lines.len()) / 3;
        let first = if self.part == 0 { Style::Strong } else { Style::Normal };
        let title = lines.len().min(1);
        self.lines(&lines[..title], top, first, grid);
        self.lines(&lines[title..], top + title, Style::Normal, grid);
        self.lines(&remark, top + lines.len() + 1, Style::Normal, grid);
    }

    /// Lines of text from a row on, where those of a page stand.
    fn lines(&self, lines: &[String], row: usize, style: Style, grid: &mut Grid) {
        let indent = self.room.columns.saturating_sub(PAGE) / 2;
        let indent = indent.max(usize::from(self.room.columns > PAGE));
        let lines = lines.iter().flat_map(|line| wrapped(line, PAGE.min(self.room.columns)));
        for (nth, line) in lines.enumerate() {
            grid.put(row + nth, indent, &line, style);
        }
    }

    /// The open page, broken by words, in parts that fit and are about as long as each other: no part is the keys
    /// alone.
    fn parts(&self) -> Vec<Vec<String>> {
        let width = PAGE.min(self.room.columns.saturating_sub(1)).max(1);
        let lines: Vec<String> = self.page.iter().flat_map(|line| wrapped(line, width)).collect();
        if lines.len() <= self.room.rows {
            return vec![lines];
        }
        let count = lines.len().div_ceil(self.room.rows.saturating_sub(1).max(1));
        lines.chunks(lines.len().div_ceil(count)).map(<[String]>::to_vec).collect()
    }

    /// A page in the largest letters in which all of it fits.
    fn in_letters(&self, page: &PageText) -> Option<(LetterSize, Vec<String>)> {
        let is_large = self.room.columns >= LARGE.0 && self.room.rows >= LARGE.1;
        let mut lines = page.lines.clone();
        if let (Some(typed), Some(last)) = (&page.typed, lines.last_mut()) {
            *last = format!("{last} {typed}_");
        }
        let can_be = lines.iter().all(|line| big_text::can_be_drawn(line));
        if !(is_large || self.room.big) || !can_be {
            return None;
        }
        let columns = self.room.columns.saturating_sub(2 * EDGE);
        let rows = self.room.rows.saturating_sub(2);
        LetterSize::narrow(self.room.rows / OF_ALL_ROWS, self.room.ink).find_map(|size| {
            let all = lines.iter().map(|line| big_text::wrapped(line, columns, size));
            let all: Vec<Vec<String>> = all.collect::<Option<_>>()?;
            let all: Vec<String> = all.into_iter().flat_map(at_least_one).collect();
            (rows_of(&all, size) <= rows).then_some((size, all))
        })
    }

    /// Draws them; gives the row beneath.
    fn letters_of(&self, lines: &[String], size: LetterSize, grid: &mut Grid) -> usize {
        let mut row = self.room.rows.saturating_sub(rows_of(lines, size)) / 3;
        for (nth, line) in lines.iter().enumerate() {
            let style = if nth == 0 { Style::Strong } else { Style::Normal };
            self.letters(line, Letters { row, column: EDGE, size }, style, grid);
            row += rows_of(std::slice::from_ref(line), size);
        }
        row + 1
    }
}

/// An empty line keeps its place.
fn at_least_one(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// Rows that lines of letters take; an empty one half of it.
fn rows_of(lines: &[String], size: LetterSize) -> usize {
    let rows = |line: &String| if line.is_empty() { size.rows() / 2 } else { size.rows() };
    lines.iter().map(rows).sum()
}

/// The end of what is typed, as far as there is room.
fn tail(typed: &str, room: usize) -> String {
    let skip = typed.chars().count().saturating_sub(room);
    typed.chars().skip(skip).collect()
}
