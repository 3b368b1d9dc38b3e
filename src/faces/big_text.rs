//! Letters that can be read from two metres: the bitmaps of a font, two of their rows to a row of
//! the terminal.

use font8x8::UnicodeFonts;

/// Rows of the terminal that a word takes at the smallest size.
pub const ROWS: usize = 4;
/// Rows of a bitmap; twice [`ROWS`].
const HEIGHT: usize = 8;
/// Columns that a blank takes, and those between two letters.
const BLANK: usize = 3;

/// Which characters there are to draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Half blocks.
    Blocks,
    /// Nothing beyond ASCII.
    Ascii,
}

/// A word in big letters: rows of text of equal width, [`ROWS`] times `scale` of them.
pub fn word(text: &str, scale: usize, ink: Ink) -> Vec<String> {
    let columns: Vec<u8> = text.chars().flat_map(columns).collect();
    // The last column is the gap behind the last letter.
    let columns = columns.split_last().map_or(&[][..], |(_, columns)| columns);
    let is_set =
        |x: usize, y: usize| columns.get(x / scale).is_some_and(|c| c >> (y / scale) & 1 == 1);
    let pair = |x: usize, row: usize| (is_set(x, 2 * row), is_set(x, 2 * row + 1));
    let line = |row| (0..columns.len() * scale).map(|x| ink.cell(pair(x, row))).collect();
    (0..HEIGHT * scale / 2).map(line).collect()
}

/// How many columns a word takes.
pub fn width(text: &str, scale: usize) -> usize {
    text.chars().map(|letter| columns(letter).len()).sum::<usize>().saturating_sub(1) * scale
}

impl Ink {
    /// What stands between two things on a line.
    pub const fn dot(self) -> &'static str {
        match self {
            Ink::Blocks => "·",
            Ink::Ascii => "-",
        }
    }

    const fn cell(self, halves: (bool, bool)) -> char {
        match (self, halves) {
            (_, (false, false)) => ' ',
            (Ink::Blocks, (true, true)) => '█',
            (Ink::Blocks, (true, false)) => '▀',
            (Ink::Blocks, (false, true)) => '▄',
            (Ink::Ascii, (true, true)) => '#',
            (Ink::Ascii, (true, false)) => '"',
            (Ink::Ascii, (false, true)) => '_',
        }
    }
}

/// The columns of a letter, each a byte whose lowest bit is its top, and one empty one behind.
fn columns(letter: char) -> Vec<u8> {
    let rows = font8x8::BASIC_FONTS.get(letter).unwrap_or_default();
    let column = |x: usize| (0..HEIGHT).fold(0, |bits, y| bits | (rows[y] >> x & 1) << y);
    let all: Vec<u8> = (0..8).map(column).collect();
    let first = all.iter().position(|bits| *bits != 0);
    let last = all.iter().rposition(|bits| *bits != 0);
    let (Some(first), Some(last)) = (first, last) else { return vec![0; BLANK] };
    all[first..=last].iter().copied().chain([0]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_as_wide_as_it_says() {
        for text in ["IN", "OUT", "READY 3", "10", ""] {
            for scale in [1, 2, 3] {
                let rows = word(text, scale, Ink::Blocks);
                assert_eq!(rows.len(), ROWS * scale);
                for row in &rows {
                    assert_eq!(row.chars().count(), width(text, scale), "{text}");
                }
            }
        }
    }
}
