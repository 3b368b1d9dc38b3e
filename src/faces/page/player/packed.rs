//! Long texts made short: what was there before is named by its place. The page has a few lines that undo it, and no
//! browser has to know how.

use std::collections::HashMap;

/// What stands in front of a place; it stands nowhere else.
const MARK: char = '~';
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/// A place takes five letters, so that what is shorter stays as it is.
const SHORTEST: usize = 6;
const LONGEST: usize = SHORTEST + DIGITS.len() - 1;
/// So far back a place can be.
const FARTHEST: usize = DIGITS.len() * DIGITS.len() * DIGITS.len() - 1;
/// So many places are tried, the last ones first.
const TRIED: usize = 48;

/// A text of ASCII without [`MARK`], made short: a mark, three digits for how far back, one for how long.
pub(super) fn packed(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut known: HashMap<&[u8], Vec<usize>> = HashMap::new();
    let mut packed = String::with_capacity(text.len() / 3);
    let mut at = 0;
    while at < bytes.len() {
        let found = longest(bytes, at, &known);
        let length = if let Some((from, length)) = found {
            packed.push(MARK);
            let (back, more) = (at - from, length - SHORTEST);
            packed.extend([back >> 12, back >> 6, back, more].map(digit));
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

/// Where the longest beginning of what follows stands already, and how long it is.
fn longest(bytes: &[u8], at: usize, known: &HashMap<&[u8], Vec<usize>>) -> Option<(usize, usize)> {
    let places = known.get(bytes.get(at..at + SHORTEST)?)?;
    let near = places.iter().rev().take(TRIED).take_while(|from| at - **from <= FARTHEST);
    let same = |from: usize| {
        let ahead = bytes[from..at].iter().zip(&bytes[at..]);
        ahead.take(LONGEST).take_while(|(one, other)| one == other).count()
    };
    let all = near.map(|from| (*from, same(*from))).filter(|(_, length)| *length >= SHORTEST);
    all.max_by_key(|(from, length)| (*length, *from))
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
            if char::from(bytes[at]) == MARK {
                let [far, less, near, more] = [1, 2, 3, 4].map(|nth| number(bytes[at + nth]));
                let from = text.len() - (far << 12 | less << 6 | near);
                text.extend_from_within(from..from + more + SHORTEST);
                at += 5;
            } else {
                text.push(bytes[at]);
                at += 1;
            }
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
