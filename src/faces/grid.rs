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

/// The most marks on one character; what has more loses its last ones.
const MARKS: usize = 3;
/// Unchanged cells between two changed ones that are cheaper to write than to step over.
const STEP: usize = 6;

/// One cell: a character, or nothing behind a wide one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    letter: char,
    style: Style,
    /// Its place among the marks of the grid, counted from 1.
    marked: u8,
}

const NONE: char = '\0';

impl Cell {
    const BLANK: Cell = Cell::of(' ', Style::Normal);
    const COVERED: Cell = Cell::of(NONE, Style::Normal);

    const fn of(letter: char, style: Style) -> Cell {
        Cell { letter, style, marked: 0 }
    }
}

/// How many columns a character takes; nothing for what is no text. What most cells hold is known
/// without looking it up.
fn columns(letter: char) -> Option<usize> {
    match letter {
        ' '..='~' | '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}' => Some(1),
        _ => letter.width(),
    }
}

/// A screen of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    columns: usize,
    cells: Vec<Cell>,
    /// Accents and the like, of the few characters that have some.
    marks: Vec<String>,
}

impl Grid {
    /// An empty screen of this size.
    pub fn new(columns: usize, rows: usize) -> Grid {
        Grid { columns, cells: vec![Cell::BLANK; columns * rows], marks: Vec::new() }
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
        let (first, mut at) = (row * self.columns, column);
        for letter in text.chars() {
            match columns(letter) {
                None => {}
                Some(0) => self.mark(first, first + at, letter),
                Some(width) if at + width <= self.columns => {
                    self.cells[first + at] = Cell::of(letter, style);
                    self.cells[first + at + 1..first + at + width].fill(Cell::COVERED);
                    at += width;
                }
                Some(_) => break,
            }
        }
        at
    }

    /// Puts a mark on the character before a place.
    fn mark(&mut self, first: usize, place: usize, mark: char) {
        let before = self.cells[first..place].iter_mut().rev().find(|cell| cell.letter != NONE);
        let Some(cell) = before else { return };
        if cell.marked == 0 {
            let Ok(next) = u8::try_from(self.marks.len() + 1) else { return };
            self.marks.push(String::new());
            cell.marked = next;
        }
        let marks = &mut self.marks[usize::from(cell.marked) - 1];
        if marks.chars().count() < MARKS {
            marks.push(mark);
        }
    }

    fn marks_of(&self, cell: Cell) -> &str {
        let place = usize::from(cell.marked).checked_sub(1);
        place.and_then(|place| self.marks.get(place)).map_or("", String::as_str)
    }

    /// The text of a row, blanks at its end left out.
    pub fn row(&self, row: usize) -> String {
        let cells = self.cells.iter().skip(row * self.columns).take(self.columns);
        let mut text = String::new();
        for cell in cells.filter(|cell| cell.letter != NONE) {
            text.push(cell.letter);
            text.push_str(self.marks_of(*cell));
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
        if self.marks.is_empty() && old.is_some_and(|(_, old)| old == cells) {
            return;
        }
        let differs = |at: &usize| match old {
            Some((grid, old)) => {
                old[*at] != cells[*at] || grid.marks_of(old[*at]) != self.marks_of(cells[*at])
            }
            None => cells[*at] != Cell::BLANK,
        };
        let changed: Vec<usize> = (0..cells.len()).filter(differs).collect();
        for run in changed.chunk_by(|one, next| next - one <= STEP) {
            let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
            // A covered cell is written by the wide one before it.
            let first = (0..=first).rev().find(|&at| cells[at].letter != NONE).unwrap_or(first);
            // Writing to a String cannot fail.
            let _ = write!(out, "\x1b[{};{}H", row + 1, first + 1);
            for cell in cells[first..=last].iter().filter(|cell| cell.letter != NONE) {
                if *style != Some(cell.style) {
                    out.push_str(cell.style.code(palette));
                    *style = Some(cell.style);
                }
                out.push(cell.letter);
                out.push_str(self.marks_of(*cell));
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
