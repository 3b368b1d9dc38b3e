//! Keyboards with other letters: a key counts by its place.
//!
//! Only where a letter chooses something. Words stay as they were typed.

/// A letter, and the one that stands on the same key of a Latin keyboard.
///
/// Cyrillic is that of the keyboards for Russian, Ukrainian, Belarusian and Kazakh; Greek has one.
/// Two keys are missing, because a slip there would say something that was not meant:
///
/// - `y`. Its Cyrillic letter, н, stands on `n` for Serbian, for Macedonian and wherever letters go by
///   their sound, and a "no" must never be read as "yes".
/// - Greek `q`. It is a semicolon, which a Latin keyboard has beside `l`.
pub const KEY_PLACES: &[(char, char)] = &[
    ('ф', 'a'),
    ('и', 'b'),
    ('с', 'c'),
    ('у', 'e'),
    ('п', 'g'),
    ('д', 'l'),
    ('ь', 'm'),
    ('т', 'n'),
    ('з', 'p'),
    ('й', 'q'),
    ('я', 'z'),
    ('α', 'a'),
    ('β', 'b'),
    ('ψ', 'c'),
    ('ε', 'e'),
    ('γ', 'g'),
    ('λ', 'l'),
    ('μ', 'm'),
    ('ν', 'n'),
    ('π', 'p'),
    ('υ', 'y'),
    ('ζ', 'z'),
];

/// The letter of a Latin keyboard on the same key, small; any other letter as it is.
pub fn by_place(letter: char) -> char {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let found = KEY_PLACES.iter().find(|(there, _)| *there == small);
    found.map_or(letter, |(_, latin)| *latin)
}
