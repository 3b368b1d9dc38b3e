//! The characters that a picture is drawn with, and which part of a cell each of them covers.

use std::sync::LazyLock;

use super::raster::FINE;

/// What a terminal can draw with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Nothing beyond ASCII.
    Ascii,
    /// Quarters of a cell, and its eighths from below and from the left.
    Blocks,
    /// Those, and sixths of a cell.
    Sextants,
}

/// The samples of a cell, the first row in the lowest eight bits.
pub(super) type Mask = u64;

/// A character and the samples that it covers.
pub(super) type Glyph = (char, Mask);

/// Columns and rows of a cell, from and to, that a character covers.
type Covered = [usize; 4];

const QUARTERS: [char; 14] = ['▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟'];
const EIGHTHS: [(char, Covered); 15] = [
    ('█', [0, 8, 0, 8]),
    ('▁', [0, 8, 7, 8]),
    ('▂', [0, 8, 6, 8]),
    ('▃', [0, 8, 5, 8]),
    ('▅', [0, 8, 3, 8]),
    ('▆', [0, 8, 2, 8]),
    ('▇', [0, 8, 1, 8]),
    ('▏', [0, 1, 0, 8]),
    ('▎', [0, 2, 0, 8]),
    ('▍', [0, 3, 0, 8]),
    ('▋', [0, 5, 0, 8]),
    ('▊', [0, 6, 0, 8]),
    ('▉', [0, 7, 0, 8]),
    ('▔', [0, 8, 0, 1]),
    ('▕', [7, 8, 0, 8]),
];
/// A body in plain characters, what is behind it, and what is around it.
const BODY: [(char, Covered); 3] = [('#', [0, 8, 0, 8]), ('"', [0, 8, 0, 4]), ('m', [0, 8, 4, 8])];
const BEHIND: [(char, Covered); 3] =
    [(':', [0, 8, 0, 8]), ('\'', [0, 8, 0, 4]), ('.', [0, 8, 4, 8])];
const AROUND: [(char, Covered); 5] = [
    ('-', [0, 8, 2, 5]),
    ('_', [0, 8, 6, 8]),
    ('|', [3, 6, 0, 8]),
    ('|', [0, 3, 0, 8]),
    ('|', [5, 8, 0, 8]),
];
/// The first of the characters that are sixths of a cell; two of the patterns are older characters.
const FIRST_SEXTANT: u32 = 0x1fb00;
const OLDER: [u8; 2] = [0b01_01_01, 0b10_10_10];
/// The third of a cell that a row belongs to.
const THIRDS: [usize; FINE] = [0, 0, 0, 1, 1, 2, 2, 2];

/// A set of characters for each tone: those of a body, of what is behind and of what is around.
pub(super) struct Tables {
    pub(super) body: Vec<Glyph>,
    pub(super) behind: Vec<Glyph>,
    pub(super) around: Vec<Glyph>,
}

impl Glyphs {
    pub(super) fn tables(self) -> &'static Tables {
        static ASCII: LazyLock<Tables> = LazyLock::new(|| Tables {
            body: BODY.map(covering).to_vec(),
            behind: BEHIND.map(covering).to_vec(),
            around: AROUND.map(covering).to_vec(),
        });
        static BLOCKS: LazyLock<Tables> = LazyLock::new(|| Tables::alike(blocks().collect()));
        static SEXTANTS: LazyLock<Tables> =
            LazyLock::new(|| Tables::alike(blocks().chain(sextants()).collect()));
        match self {
            Glyphs::Ascii => &ASCII,
            Glyphs::Blocks => &BLOCKS,
            Glyphs::Sextants => &SEXTANTS,
        }
    }
}

impl Tables {
    fn alike(table: Vec<Glyph>) -> Tables {
        Tables { body: table.clone(), behind: table.clone(), around: table }
    }
}

fn blocks() -> impl Iterator<Item = Glyph> {
    let quarters = QUARTERS.into_iter().zip(1_u8..).map(|(character, bits)| {
        (character, mask(|x, y| is_set(bits, y / (FINE / 2) * 2 + x / (FINE / 2))))
    });
    quarters.chain(EIGHTHS.map(covering))
}

fn sextants() -> impl Iterator<Item = Glyph> {
    let patterns = (1..0b11_11_11).filter(|bits| !OLDER.contains(bits));
    let characters = (FIRST_SEXTANT..).map_while(char::from_u32);
    characters.zip(patterns).map(|(character, bits)| {
        (character, mask(|x, y| is_set(bits, THIRDS[y] * 2 + x / (FINE / 2))))
    })
}

fn is_set(bits: u8, place: usize) -> bool {
    bits >> place & 1 == 1
}

fn covering((character, [left, right, top, bottom]): (char, Covered)) -> Glyph {
    (character, mask(|x, y| (left..right).contains(&x) && (top..bottom).contains(&y)))
}

fn mask(is_covered: impl Fn(usize, usize) -> bool) -> Mask {
    let all = (0..FINE).flat_map(|y| (0..FINE).map(move |x| (x, y)));
    all.filter(|(x, y)| is_covered(*x, *y)).fold(0, |mask, (x, y)| mask | 1 << (y * FINE + x))
}
