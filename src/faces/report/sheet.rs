//! How much fits one sheet, as low as Letter and as narrow as A4: counted in halves of a line, as they were
//! measured on paper. What does not fit is set smaller, and then the later parts are cut.

use unicode_width::UnicodeWidthStr;

use super::ClinicianPage;
use super::sections::{ITEMS, ReportRow, Section, columns, sections};

/// What stands around a heading, a row and the table.
const AROUND_A_HEADING: usize = 1;
const AROUND_A_ROW: usize = 1;
const AROUND_THE_TABLE: usize = 5;
/// Columns of the parts. A part is not broken, so that one of them ends early: of twenty lines one is lost.
const COLUMNS: usize = 2;
const LOST: usize = 20;

/// How large the letters are, as what it leaves room for.
struct SheetLetters {
    /// Halves of lines that the table and the parts have together.
    halves: usize,
    /// Characters of a line of a part.
    part: usize,
    /// Characters of a cell of the table before it takes a second line.
    cell: usize,
    /// Characters of a row of it, before most of its cells do.
    row: usize,
}

const USUAL: SheetLetters = SheetLetters { halves: 78, part: 48, cell: 27, row: 100 };
const DENSE: SheetLetters = SheetLetters { halves: 104, part: 54, cell: 31, row: 117 };
/// Characters between two columns of the table.
const BETWEEN_CELLS: usize = 2;

/// The parts of a page, as they fit.
pub(super) struct OneSheet {
    pub(super) parts: Vec<Section>,
    /// In smaller letters.
    pub(super) is_dense: bool,
}

impl OneSheet {
    pub(super) fn of(report: &ClinicianPage<'_>, rows: &[ReportRow]) -> OneSheet {
        let all = sections(report);
        let whole: Vec<Section> = all.iter().map(|part| part.cut(ITEMS)).collect();
        for (letters, is_dense) in [(&USUAL, false), (&DENSE, true)] {
            if letters.high(&whole) <= letters.left(rows) {
                return OneSheet { parts: whole, is_dense };
            }
        }
        OneSheet { parts: DENSE.cut(&all, DENSE.left(rows)), is_dense: true }
    }
}

impl SheetLetters {
    /// What the table leaves for the parts, over both columns.
    fn left(&self, rows: &[ReportRow]) -> usize {
        let lines = |row: &ReportRow| row.iter().map(|cell| lines_of(cell, self.cell)).max();
        let least = if wide(rows) > self.row { 2 } else { 1 };
        let row = |row: &ReportRow| 2 * lines(row).unwrap_or(1).max(least) + AROUND_A_ROW;
        let table = rows.iter().map(row).sum::<usize>() + AROUND_THE_TABLE;
        let both = self.halves.saturating_sub(table) * COLUMNS;
        both - both / LOST
    }

    /// How high some parts are.
    fn high(&self, parts: &[Section]) -> usize {
        parts.iter().map(|part| self.of_part(part)).sum()
    }

    fn of_part(&self, part: &Section) -> usize {
        let lines: usize = part.items.iter().map(|item| lines_of(item, self.part)).sum();
        2 * (lines + 1) + AROUND_A_HEADING
    }

    /// Every part with its first item, and the earlier ones with as many as there is room for.
    fn cut(&self, all: &[Section], left: usize) -> Vec<Section> {
        let mut parts: Vec<Section> = all.iter().map(|part| part.cut(1)).collect();
        let mut high = self.high(&parts);
        for (part, whole) in parts.iter_mut().zip(all) {
            for most in 2..=ITEMS.min(whole.items.len()) {
                let longer = whole.cut(most);
                let then = high - self.of_part(part) + self.of_part(&longer);
                if then > left {
                    break;
                }
                (*part, high) = (longer, then);
            }
        }
        parts
    }
}

/// How wide the rows of the table would be on one line.
fn wide(rows: &[ReportRow]) -> usize {
    let of_column = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.width() + BETWEEN_CELLS).max().unwrap_or(0)
    };
    columns(rows).into_iter().map(of_column).sum()
}

fn lines_of(text: &str, columns: usize) -> usize {
    text.width().div_ceil(columns).max(1)
}
