//! A screen as a value: cells of text, and what has to be written to get from one to the next.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

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
            (Style::Normal, _) | (Style::Quiet, Palette::Plain) => "\x1b[0m",
            (Style::Quiet, Palette::Colours) => "\x1b[0;38;5;243m",
            (Style::In, Palette::Colours) => "\x1b[0;1;38;5;32m",
            (Style::Out, Palette::Colours) => "\x1b[0;1;38;5;166m",
            (Style::Strong | Style::Still | Style::In | Style::Out, _) => "\x1b[0;1m",
        }
    }
}

/// The longest cluster of characters in one cell; what is longer loses its last marks.
const CLUSTER: usize = 4;
/// Unchanged cells between two changed ones that are cheaper to write than to step over.
const STEP: usize = 6;

/// One cell: a character with its marks, or nothing behind a wide one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    text: [char; CLUSTER],
    style: Style,
}

const NONE: char = '\0';

impl Cell {
    const BLANK: Cell = Cell { text: [' ', NONE, NONE, NONE], style: Style::Normal };
    const COVERED: Cell = Cell { text: [NONE; CLUSTER], style: Style::Normal };

    fn of(letter: char, style: Style) -> Cell {
        Cell { text: [letter, NONE, NONE, NONE], style }
    }

    fn mark(&mut self, mark: char) {
        if let Some(free) = self.text.iter_mut().find(|letter| **letter == NONE) {
            *free = mark;
        }
    }
}

/// A screen of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    columns: usize,
    cells: Vec<Cell>,
}

impl Grid {
    /// An empty screen of this size.
    pub fn new(columns: usize, rows: usize) -> Grid {
        Grid { columns, cells: vec![Cell::BLANK; columns * rows] }
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.cells.len() / self.columns.max(1)
    }

    /// Writes a text from that place on, and as far as the row goes; gives the column behind it.
    pub fn put(&mut self, row: usize, column: usize, text: &str, style: Style) -> usize {
        let (mut at, columns) = (column, self.columns);
        let Some(cells) = self.cells.get_mut(row * columns..(row + 1) * columns) else {
            return column;
        };
        for letter in text.chars() {
            match letter.width() {
                None => {}
                Some(0) => {
                    let before = cells.iter_mut().take(at).rev().find(|cell| cell.text[0] != NONE);
                    if let Some(cell) = before {
                        cell.mark(letter);
                    }
                }
                Some(width) if at + width <= columns => {
                    cells[at] = Cell::of(letter, style);
                    cells[at + 1..at + width].fill(Cell::COVERED);
                    at += width;
                }
                Some(_) => break,
            }
        }
        at
    }

    /// The text of a row, blanks at its end left out.
    pub fn row(&self, row: usize) -> String {
        let cells = self.cells.iter().skip(row * self.columns).take(self.columns);
        let text: String = cells.flat_map(|cell| cell.text).filter(|c| *c != NONE).collect();
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
            let was = |column: usize| match before {
                Some(grid) => grid.cells[row * self.columns + column],
                None => Cell::BLANK,
            };
            self.change_row(row, was, palette, &mut style, &mut out);
        }
        match out.is_empty() {
            true => out,
            false => format!("\x1b[?2026h{out}\x1b[0m\x1b[?2026l"),
        }
    }

    fn change_row(
        &self,
        row: usize,
        was: impl Fn(usize) -> Cell,
        palette: Palette,
        style: &mut Option<Style>,
        out: &mut String,
    ) {
        let cells = &self.cells[row * self.columns..(row + 1) * self.columns];
        let changed: Vec<usize> = (0..cells.len()).filter(|&at| cells[at] != was(at)).collect();
        for run in changed.chunk_by(|one, next| next - one <= STEP) {
            let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
            // A covered cell is written by the wide one before it.
            let first = (0..=first).rev().find(|&at| cells[at] != Cell::COVERED).unwrap_or(first);
            // Writing to a String cannot fail.
            let _ = write!(out, "\x1b[{};{}H", row + 1, first + 1);
            for cell in &cells[first..=last] {
                if *style != Some(cell.style) {
                    out.push_str(cell.style.code(palette));
                    *style = Some(cell.style);
                }
                out.extend(cell.text.iter().filter(|letter| **letter != NONE));
            }
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
    fn control_characters_are_never_written() {
        let mut grid = Grid::new(20, 1);
        grid.put(0, 0, "a\u{1b}[2Jb\u{7}\u{9b}c", Style::Normal);
        assert_eq!(grid.row(0), "a[2Jbc");
    }
}
