//! Keyboards with other letters: a key counts by its place.
//!
//! Only where a letter chooses something. Words stay as they were typed.

/// A letter, and the one that stands on the same key of a Latin keyboard.
///
/// Cyrillic is that of the keyboards for Russian, Ukrainian, Belarusian and Kazakh; Greek has one.
/// Three keys are missing, two because a slip there would say something that was not meant:
///
/// - `y`. Its Cyrillic letter, н, stands on `n` for Serbian, for Macedonian and wherever letters go by
///   their sound, and a "no" must never be read as "yes".
/// - Greek `q`. It is a semicolon, which a Latin keyboard has beside `l`.
/// - Greek `w`. It is a final sigma, and a large sigma is the key beside it.
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
    ('ц', 'w'),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_one_place_in_each_alphabet() {
        for (there, latin) in KEY_PLACES {
            assert!(there.is_lowercase() && !there.is_ascii() && latin.is_ascii_lowercase());
            assert_eq!(KEY_PLACES.iter().filter(|(other, _)| other == there).count(), 1, "{there}");
            let big = there.to_uppercase().next().unwrap();
            assert_eq!((by_place(*there), by_place(big)), (*latin, *latin));
        }
        // Every key that a session knows, but for those that are left out.
        for key in "abceglmnpqw".chars() {
            let places = KEY_PLACES.iter().filter(|(_, latin)| *latin == key).count();
            assert_eq!(places, if "qw".contains(key) { 1 } else { 2 }, "{key}");
        }
        for same in ['н', ';', 'n', '3', 'é'] {
            assert_eq!(by_place(same), same);
        }
    }
}
