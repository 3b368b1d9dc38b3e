//! A screen as a value: cells of text, and what has to be written to get from one to the next.

use std::fmt::Write;
use std::ops::RangeInclusive;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a cell looks. Meaning never hangs on it alone: the words are there as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As the terminal has it.
    #[default]
    Normal,
    /// What is read from two metres.
    Strong,
    /// What may be overlooked.
    Quiet,
    /// Breathing in.
    In,
    /// Breathing out.
    Out,
    /// A position that is held, and rest.
    Still,
    /// The arm or leg that works.
    Works,
    /// What stands around a figure.
    Faint,
}

/// Which colours there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// None: bold is all there is.
    Plain,
    /// The 256 that nearly every terminal has. Each of those used keeps at least 3.8:1 on white and
    /// on black; text of ordinary size 4.5:1.
    Colours,
}

impl Style {
    fn code(self, palette: Palette) -> &'static str {
        match (self, palette) {
            (Style::Normal, _) | (Style::Quiet | Style::Works, Palette::Plain) => "\x1b[0m",
            (Style::Quiet, Palette::Colours) => "\x1b[0;38;5;243m",
            // Fainter than the grey on dark and on light; a terminal that knows no faint shows the grey.
            (Style::Faint, Palette::Colours) => "\x1b[0;2;38;5;243m",
            (Style::Faint, Palette::Plain) => "\x1b[0;2m",
            (Style::Works, Palette::Colours) => "\x1b[0;1;38;5;133m",
            (Style::In, Palette::Colours) => "\x1b[0;1;38;5;32m",
            (Style::Out, Palette::Colours) => "\x1b[0;1;38;5;166m",
            (Style::Strong | Style::Still | Style::In | Style::Out, _) => "\x1b[0;1m",
        }
    }
}

/// The most marks in a row on one letter; what has more loses its last ones.
const MARKS: usize = 3;
/// Unchanged cells between two changed ones that are cheaper to write than to step over.
const STEP: usize = 6;

/// One cell: a grapheme (what a reader takes for one character), or nothing behind a wide one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    letter: char,
    style: Style,
    /// Where the rest of a grapheme of several characters is kept in the grid, counted from 1.
    rest: u16,
}

const NONE: char = '\0';

impl Cell {
    const BLANK: Cell = Cell::of(' ', Style::Normal);
    const COVERED: Cell = Cell::of(NONE, Style::Normal);

    const fn of(letter: char, style: Style) -> Cell {
        Cell { letter, style, rest: 0 }
    }
}

/// Whether a character is a grapheme of one column without looking it up: what most cells hold.
const fn is_simple(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\u{2500}'..='\u{259f}' | '\u{1fb00}'..='\u{1fb3b}')
}

/// A grapheme as it may be written: without control characters, and with few marks in a row.
fn written(grapheme: &str) -> String {
    let mut marks = 0;
    let is_kept = |letter: &char| {
        marks = if letter.width() == Some(0) { marks + 1 } else { 0 };
        letter.width().is_some() && marks <= MARKS
    };
    grapheme.chars().filter(is_kept).collect()
}

/// A screen of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    columns: usize,
    cells: Vec<Cell>,
    /// What stands behind the first character, in the few graphemes that have more than one.
    rests: Vec<String>,
}

impl Grid {
    /// An empty screen of this size.
    pub fn new(columns: usize, rows: usize) -> Grid {
        Grid { columns, cells: vec![Cell::BLANK; columns * rows], rests: Vec::new() }
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Whether it is as large as that, in columns and rows.
    pub fn has_size(&self, (columns, rows): (usize, usize)) -> bool {
        (self.columns, self.rows()) == (columns, rows)
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.cells.len() / self.columns.max(1)
    }

    /// Writes a text from that place on, and as far as the row goes; gives the column behind it.
    pub fn put(&mut self, row: usize, column: usize, text: &str, style: Style) -> usize {
        if row >= self.rows() {
            return column;
        }
        if text.chars().all(is_simple) {
            return text.chars().fold(column, |at, letter| {
                self.place(row, at, Cell::of(letter, style), 1).unwrap_or(at)
            });
        }
        let mut at = column;
        for grapheme in text.graphemes(true).map(written) {
            let mut letters = grapheme.chars();
            // A mark without a letter to stand on takes no column and is left out.
            let (Some(letter), width @ 1..) = (letters.next(), grapheme.width()) else { continue };
            let cell = Cell { rest: self.keep(letters.as_str()), ..Cell::of(letter, style) };
            let Some(next_column) = self.place(row, at, cell, width) else { break };
            at = next_column;
        }
        at
    }

    /// Writes characters of one column each, every one in its own style; blanks hide nothing.
    pub fn put_cells(
        &mut self,
        row: usize,
        column: usize,
        cells: impl Iterator<Item = (char, Style)>,
    ) {
        for (at, (letter, style)) in (column..).zip(cells).filter(|(_, (letter, _))| *letter != ' ')
        {
            self.place(row, at, Cell::of(letter, style), 1);
        }
    }

    /// Puts a cell of this width there; gives the column behind it, or nothing where it does not fit.
    fn place(&mut self, row: usize, column: usize, cell: Cell, width: usize) -> Option<usize> {
        let next_column =
            Some(column + width).filter(|next_column| *next_column <= self.columns)?;
        let first = row * self.columns;
        let cells = self.cells.get_mut(first + column..first + next_column)?;
        cells.fill(Cell::COVERED);
        *cells.first_mut()? = cell;
        Some(next_column)
    }

    /// Keeps the rest of a grapheme; gives its place, counted from 1, and 0 for none.
    fn keep(&mut self, rest: &str) -> u16 {
        match u16::try_from(self.rests.len() + 1) {
            Ok(place) if !rest.is_empty() => {
                self.rests.push(rest.to_owned());
                place
            }
            _ => 0,
        }
    }

    fn rest_of(&self, cell: Cell) -> &str {
        let place = usize::from(cell.rest).checked_sub(1);
        place.and_then(|place| self.rests.get(place)).map_or("", String::as_str)
    }

    /// Whether a cell of this grid looks as one of another; where a rest is kept is not seen.
    fn looks_as(&self, cell: Cell, other: &Grid, its: Cell) -> bool {
        let is_simple = cell.rest == 0 && its.rest == 0;
        (cell.letter, cell.style) == (its.letter, its.style)
            && (is_simple || self.rest_of(cell) == other.rest_of(its))
    }

    /// The text of a row, blanks at its end left out.
    pub fn row(&self, row: usize) -> String {
        let cells = self.cells.iter().skip(row * self.columns).take(self.columns);
        let mut text = String::new();
        for cell in cells.filter(|cell| cell.letter != NONE) {
            text.push(cell.letter);
            text.push_str(self.rest_of(*cell));
        }
        text.trim_end().to_owned()
    }

    /// What a terminal has to be told so that it shows this screen and no longer `before`: only the
    /// cells that differ, all at once. Nothing where nothing differs.
    pub fn changes_from(&self, before: Option<&Grid>, palette: Palette) -> String {
        let before =
            before.filter(|grid| grid.columns == self.columns && grid.rows() == self.rows());
        let mut out = String::new();
        if before.is_none() {
            out.push_str("\x1b[0m\x1b[2J");
        }
        let mut style = None;
        for row in 0..self.rows() {
            self.change_row(row, before, palette, &mut style, &mut out);
        }
        match out.is_empty() {
            true => out,
            false => format!("\x1b[?2026h{out}\x1b[0m\x1b[?2026l"),
        }
    }

    fn row_cells(&self, row: usize) -> &[Cell] {
        self.cells.get(row * self.columns..(row + 1) * self.columns).unwrap_or_default()
    }

    fn change_row(
        &self,
        row: usize,
        before: Option<&Grid>,
        palette: Palette,
        style: &mut Option<Style>,
        out: &mut String,
    ) {
        let (cells, old) = (self.row_cells(row), before.map(|grid| (grid, grid.row_cells(row))));
        if self.rests.is_empty() && old.is_some_and(|(_, old)| old == cells) {
            return;
        }
        let differs = |at: &usize| match old {
            Some((grid, old)) => !self.looks_as(cells[*at], grid, old[*at]),
            None => cells[*at] != Cell::BLANK,
        };
        let changed: Vec<usize> = (0..cells.len()).filter(differs).collect();
        for run in changed.chunk_by(|one, next| next - one <= STEP) {
            let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
            // A covered cell is written by the wide one before it.
            let first = (0..=first).rev().find(|&at| cells[at].letter != NONE).unwrap_or(first);
            self.write_run(row, first..=last, palette, style, out);
        }
    }

    /// Writes the cells of a row from one column to another.
    fn write_run(
        &self,
        row: usize,
        run: RangeInclusive<usize>,
        palette: Palette,
        style: &mut Option<Style>,
        out: &mut String,
    ) {
        let mut is_unsure = true;
        for (at, cell) in run.clone().zip(self.row_cells(row).get(run).unwrap_or_default()) {
            if cell.letter == NONE {
                continue;
            }
            if is_unsure {
                // Writing to a String cannot fail.
                let _ = write!(out, "\x1b[{};{}H", row + 1, at + 1);
            }
            if *style != Some(cell.style) {
                out.push_str(cell.style.code(palette));
                *style = Some(cell.style);
            }
            out.push(cell.letter);
            out.push_str(self.rest_of(*cell));
            // Terminals do not agree on the columns of joined characters: behind one it is said anew.
            is_unsure = cell.rest != 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_written() {
        let mut before = Grid::new(20, 2);
        before.put(0, 0, "breathe in   3", Style::Normal);
        let mut after = before.clone();
        assert_eq!(after.changes_from(Some(&before), Palette::Plain), "");
        after.put(0, 13, "2", Style::Normal);
        let written = after.changes_from(Some(&before), Palette::Plain);
        assert_eq!(written, "\x1b[?2026h\x1b[1;14H\x1b[0m2\x1b[0m\x1b[?2026l");
    }

    #[test]
    fn wide_letters_and_marks_keep_their_columns() {
        let mut grid = Grid::new(6, 1);
        assert_eq!(grid.put(0, 0, "猫e\u{301}x", Style::Normal), 4);
        assert_eq!(grid.row(0), "猫e\u{301}x");
        assert_eq!(grid.put(0, 5, "猫", Style::Normal), 5, "half a letter is none");
        grid.put(3, 0, "nowhere", Style::Normal);
    }

    #[test]
    fn what_a_reader_takes_for_one_character_is_one_cell() {
        for (text, columns) in [
            ("👨\u{200d}👩\u{200d}👧", 2),
            ("e\u{301}", 1),
            ("日本", 4),
            ("🇩🇪🇯🇵", 4),
            ("👍🏽", 2),
            ("नमस्ते", "नमस्ते".width()),
            ("\u{301}", 0),
        ] {
            let mut grid = Grid::new(20, 1);
            assert_eq!(grid.put(0, 0, &format!("{text}|"), Style::Normal), columns + 1, "{text}");
            let shown = if columns == 0 { "|".to_owned() } else { format!("{text}|") };
            assert_eq!(grid.row(0), shown);
            assert_eq!(grid.put(0, 20 - columns, text, Style::Normal), 20, "{text} fits");
            if columns > 1 {
                let next_column = Grid::new(20, 1).put(0, 21 - columns, text, Style::Normal);
                assert!(next_column < 20, "{text}: half of it is none of it");
            }
        }
    }

    #[test]
    fn behind_a_joined_character_the_column_is_said_anew() {
        let mut grid = Grid::new(9, 1);
        grid.put(0, 0, "a👨\u{200d}👧b", Style::Normal);
        let written = grid.changes_from(Some(&Grid::new(9, 1)), Palette::Plain);
        assert!(written.contains("\x1b[1;1H\x1b[0ma👨\u{200d}👧\x1b[1;4Hb"), "{written:?}");
        let mut other = grid.clone();
        other.put(0, 1, "👨\u{200d}👦", Style::Normal);
        let written = other.changes_from(Some(&grid), Palette::Plain);
        assert!(written.contains("\x1b[1;2H\x1b[0m👨\u{200d}👦"), "{written:?}");
        assert_eq!(other.changes_from(Some(&other.clone()), Palette::Plain), "");
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let mut grid = Grid::new(9, 1);
        grid.put(0, 0, &format!("e{}x", "\u{301}".repeat(40)), Style::Normal);
        assert_eq!(grid.row(0), format!("e{}x", "\u{301}".repeat(MARKS)));
    }

    #[test]
    fn control_characters_are_never_written() {
        let mut grid = Grid::new(20, 1);
        grid.put(0, 0, "a\u{1b}[2Jb\u{7}\u{9b}c", Style::Normal);
        assert_eq!(grid.row(0), "a[2Jbc");
    }
}
