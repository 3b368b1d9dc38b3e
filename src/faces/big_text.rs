//! Letters that can be read from two metres: the bitmaps of a font, as large as there is room for.

use font8x8::UnicodeFonts;

use crate::text::questions::key_name;

/// Rows of a bitmap.
const HEIGHT: usize = 8;
/// The quarters of a cell that can be filled: the first bit is the left one above.
const QUARTERS: [char; 16] =
    [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];
/// Columns that a blank takes, and those between two letters.
const BLANK: usize = 3;
/// Blanks between two words of a line at most: two keys of a page stand apart.
const WIDEST_GAP: usize = 3;

/// Which characters there are to draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Blocks: halves, quarters and eighths of a cell.
    Blocks,
    /// Those, and sixths of a cell.
    Sextants,
    /// Nothing beyond ASCII.
    Ascii,
}

/// How large a letter is: half columns and half rows for each point of its bitmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterSize {
    wide: usize,
    high: usize,
}

impl LetterSize {
    /// The smallest letters there are: four rows, half as wide as high.
    pub const SMALLEST: LetterSize = LetterSize { wide: 1, high: 1 };

    /// The largest at which a text is no wider and no higher than that; nothing where none is so small.
    pub fn fitting(text: &str, columns: usize, rows: usize, ink: Ink) -> Option<LetterSize> {
        // Plain characters have no half columns.
        let step = if ink == Ink::Ascii { 2 } else { 1 };
        let highest = LetterSize::narrow(rows, ink).find_map(|LetterSize { wide, high }| {
            let widths = (wide..=2 * high).rev().step_by(step);
            let mut sizes = widths.map(|wide| LetterSize { wide, high });
            sizes.find(|size| width(text, *size) <= columns)
        });
        highest.filter(|_| !text.is_empty())
    }

    /// Narrow letters of no more rows than that, the largest first.
    pub fn narrow(rows: usize, ink: Ink) -> impl Iterator<Item = LetterSize> {
        let even = move |high: usize| if ink == Ink::Ascii { high + high % 2 } else { high };
        (1..=2 * rows / HEIGHT).rev().map(move |high| LetterSize { wide: even(high), high })
    }

    /// Letters of the same shape, no wider and no higher than that, and no larger than these.
    pub fn no_larger(self, text: &str, columns: usize, rows: usize) -> Option<LetterSize> {
        let sizes = (1..=self.high.min(2 * rows / HEIGHT)).rev();
        let mut sizes = sizes.map(|high| {
            let wide = (self.wide * high).div_ceil(self.high);
            LetterSize {
                wide: wide.next_multiple_of(if self.wide.is_multiple_of(2) { 2 } else { 1 }),
                high,
            }
        });
        sizes.find(|size| width(text, *size) <= columns)
    }

    /// How many times a letter covers what one of the smallest does.
    pub const fn times_the_smallest(self) -> usize {
        self.wide * self.high
    }

    /// Rows of the terminal that a line takes.
    pub const fn rows(self) -> usize {
        (HEIGHT * self.high).div_ceil(2)
    }
}

/// A word in big letters: rows of text of equal width.
pub fn word(text: &str, size: LetterSize, ink: Ink) -> Vec<String> {
    let columns: Vec<u8> = text.chars().flat_map(columns).collect();
    // The last column is the gap behind the last letter.
    let columns = columns.split_last().map_or(&[][..], |(_, columns)| columns);
    let is_set = |x: usize, y: usize| {
        columns
            .get(x / size.wide)
            .is_some_and(|c| y / size.high < HEIGHT && c >> (y / size.high) & 1 == 1)
    };
    let quarters = |x: usize, y: usize| {
        [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(right, down)| is_set(2 * x + right, 2 * y + down))
    };
    let across = (columns.len() * size.wide).div_ceil(2);
    let line = |row| (0..across).map(|x| ink.cell(quarters(x, row))).collect();
    (0..size.rows()).map(line).collect()
}

/// How many columns a word takes.
pub fn width(text: &str, size: LetterSize) -> usize {
    let points = text.chars().map(|letter| columns(letter).len()).sum::<usize>().saturating_sub(1);
    (points * size.wide).div_ceil(2)
}

/// A text in lines of big letters; nothing where a word is wider than that. Blanks between two words stay.
pub fn wrapped(text: &str, columns: usize, size: LetterSize) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for (gap, word) in kept_together(text) {
        let gap = &gap[..gap.len().min(WIDEST_GAP)];
        let longer = lines.last().map(|line| format!("{line}{gap}{word}"));
        match longer.filter(|line| width(line, size) <= columns) {
            Some(line) => {
                lines.pop();
                lines.push(line);
            }
            None if width(&word, size) <= columns => lines.push(word),
            None => return None,
        }
    }
    Some(lines)
}

/// What no line ends within, each with the blanks before it: a word, and a key with the word behind it.
pub fn kept_together(text: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut gap = String::new();
    for (nth, word) in text.split(' ').enumerate() {
        gap.extend((nth > 0).then_some(' '));
        if word.is_empty() {
            continue;
        }
        let gap = std::mem::take(&mut gap);
        let named = [' ', '\n'].map(key_name);
        let is_key = |before: &str| {
            before.chars().count() == 1 || gap.len() > 1 && named.iter().any(|key| key == before)
        };
        match all.last_mut().filter(|(_, before)| is_key(before)) {
            Some((_, key)) => *key = format!("{key}{gap}{word}"),
            None => all.push((gap, word.to_owned())),
        }
    }
    all
}

/// Whether every character of a text can be drawn.
pub fn can_be_drawn(text: &str) -> bool {
    text.chars().all(|letter| font8x8::BASIC_FONTS.get(letter).is_some())
}

impl Ink {
    /// What stands between two things on a line.
    pub const fn dot(self) -> &'static str {
        match self {
            Ink::Blocks | Ink::Sextants => "·",
            Ink::Ascii => "-",
        }
    }

    /// The character for the quarters of a cell that are filled: two above, two below.
    fn cell(self, quarters: [bool; 4]) -> char {
        let [above, _, below, _] = quarters;
        match (self, above, below) {
            (Ink::Ascii, true, true) => '#',
            (Ink::Ascii, true, false) => '"',
            (Ink::Ascii, false, true) => '_',
            (Ink::Ascii, false, false) => ' ',
            (Ink::Blocks | Ink::Sextants, ..) => {
                let bits = quarters.iter().rev().fold(0, |bits, set| bits << 1 | usize::from(*set));
                QUARTERS.get(bits).copied().unwrap_or(' ')
            }
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
    fn a_word_is_as_wide_as_it_says_and_as_large_as_fits() {
        for ink in [Ink::Blocks, Ink::Ascii] {
            for text in ["IN", "OUT", "READY 3", "10"] {
                for (columns, rows) in [(30, 4), (60, 8), (80, 20), (200, 60), (500, 9)] {
                    let Some(size) = LetterSize::fitting(text, columns, rows, ink) else {
                        continue;
                    };
                    let drawn = word(text, size, ink);
                    assert!(drawn.len() == size.rows() && drawn.len() <= rows);
                    for row in &drawn {
                        assert_eq!(row.chars().count(), width(text, size), "{text}");
                        assert!(row.chars().count() <= columns);
                    }
                }
            }
        }
        assert_eq!(LetterSize::fitting("IN", 200, 3, Ink::Blocks), None);
        assert_eq!(word("", LetterSize::SMALLEST, Ink::Blocks).concat(), "");
    }

    #[test]
    fn a_key_stays_with_its_word_and_apart_from_the_next_one() {
        let wide = width("1  pain   2  legs", LetterSize::SMALLEST);
        let wrap = |columns| wrapped("1  pain   2  legs  Enter", columns, LetterSize::SMALLEST);
        assert_eq!(wrap(wide), Some(vec!["1  pain   2  legs".into(), "Enter".into()]));
        assert_eq!(
            wrap(wide - 1),
            Some(vec!["1  pain".into(), "2  legs  Enter".into()]),
            "not the key alone"
        );
        assert_eq!(wrap(width("1  pain", LetterSize::SMALLEST) - 1), None);
        let together = |text: &str| kept_together(text).into_iter().map(|(_, word)| word);
        assert!(together("yes     Enter  not sure").eq(["yes", "Enter  not", "sure"]));
        assert!(
            together("press Enter now, in space").eq(["press", "Enter", "now,", "in", "space"])
        );
        assert_eq!(wrapped("", 80, LetterSize::SMALLEST), Some(Vec::new()));
    }

    #[test]
    fn small_letters_use_quarters_of_a_cell() {
        let rows = word("I", LetterSize::SMALLEST, Ink::Blocks);
        assert_eq!(rows.len(), 4);
        assert!(rows.concat().chars().any(|letter| "▘▝▖▗▞▚▛▜▙▟".contains(letter)), "{rows:?}");
    }
}
