//! Long texts made short: what was there before is named by its place. The page has a few lines that undo it, and no
//! browser has to know how.

use std::collections::HashMap;

/// What stands in front of a place that is far back, or near; neither stands anywhere else.
const FAR: Reference = Reference { mark: '~', digits: 3 };
const NEAR: Reference = Reference { mark: '^', digits: 2 };
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/// A near place takes four letters, so that what is shorter stays as it is.
const SHORTEST: usize = 5;
const LONGEST: usize = SHORTEST + DIGITS.len() - 1;
/// So many places are tried, the last ones first.
const TRIED: usize = 48;

/// How a place is named: a mark, so many digits for how far back, one for how long.
struct Reference {
    mark: char,
    digits: u32,
}

impl Reference {
    fn reaches(&self, back: usize) -> bool {
        back < DIGITS.len().pow(self.digits)
    }

    /// How many letters it takes.
    fn length(&self) -> usize {
        self.digits as usize + 2
    }

    fn of(back: usize) -> Option<&'static Reference> {
        [&NEAR, &FAR].into_iter().find(|reference| reference.reaches(back))
    }
}

/// A text of ASCII without the marks, made short.
pub(super) fn packed(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut known: HashMap<&[u8], Vec<usize>> = HashMap::new();
    let mut packed = String::with_capacity(text.len() / 3);
    let mut at = 0;
    while at < bytes.len() {
        let length = if let Some((reference, from, length)) = longest(bytes, at, &known) {
            packed.push(reference.mark);
            let digits = (0..reference.digits).rev().map(|nth| (at - from) >> (6 * nth));
            packed.extend(digits.chain([length - SHORTEST]).map(digit));
            length
        } else {
            packed.push(char::from(bytes[at]));
            1
        };
        for place in at..at + length {
            if let Some(beginning) = bytes.get(place..place + SHORTEST) {
                known.entry(beginning).or_default().push(place);
            }
        }
        at += length;
    }
    packed
}

fn digit(number: usize) -> char {
    char::from(DIGITS[number % DIGITS.len()])
}

/// How to name what follows, where that stands already: the place by which most letters are saved, and how long it is.
fn longest(
    bytes: &[u8],
    at: usize,
    known: &HashMap<&[u8], Vec<usize>>,
) -> Option<(&'static Reference, usize, usize)> {
    let places = known.get(bytes.get(at..at + SHORTEST)?)?;
    let same = |from: usize| {
        let ahead = bytes[from..at].iter().zip(&bytes[at..]);
        ahead.take(LONGEST).take_while(|(one, other)| one == other).count()
    };
    let near = places.iter().rev().take(TRIED);
    let all = near.filter_map(|from| Some((Reference::of(at - *from)?, *from, same(*from))));
    let saved = |(reference, from, length): &(&Reference, usize, usize)| {
        (length.saturating_sub(reference.length()), *from)
    };
    all.filter(|(reference, _, length)| *length > reference.length()).max_by_key(saved)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the page does.
    fn unpacked(packed: &str) -> String {
        let number = |letter: u8| DIGITS.iter().position(|digit| *digit == letter).unwrap_or(0);
        let bytes = packed.as_bytes();
        let mut text: Vec<u8> = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let mark = char::from(bytes[at]);
            let Some(reference) = [NEAR, FAR].into_iter().find(|known| known.mark == mark) else {
                text.push(bytes[at]);
                at += 1;
                continue;
            };
            let (digits, length) = (reference.digits as usize, reference.length());
            let back = bytes[at + 1..=at + digits].iter();
            let from = text.len() - back.fold(0, |back, digit| back << 6 | number(*digit));
            text.extend_from_within(from..from + number(bytes[at + length - 1]) + SHORTEST);
            at += length;
        }
        String::from_utf8(text).unwrap_or_default()
    }

    #[test]
    fn what_was_made_short_is_the_same_again() {
        let long: Vec<String> = (0..40_000).map(|nth| (nth * nth % 977).to_string()).collect();
        let long = long.join(",");
        for text in ["", "abc", "abcabcabcabcabcabcabc", "a", &"x".repeat(500), &long] {
            assert_eq!(unpacked(&packed(text)), text);
        }
        assert!(packed(&long).len() * 3 < long.len());
    }
}
