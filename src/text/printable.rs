//! What may reach a terminal: texts of strangers without anything that it would obey, and not endless.

use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthChar;

/// Whether a character may reach no terminal, wherever it stands: controls, those that turn text round,
/// those that nobody can see, and those that Unicode has given no meaning.
pub fn is_unsafe(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    match c.general_category() {
        GeneralCategory::Control
        | GeneralCategory::LineSeparator
        | GeneralCategory::ParagraphSeparator
        | GeneralCategory::PrivateUse
        | GeneralCategory::Surrogate
        | GeneralCategory::Unassigned => true,
        GeneralCategory::Format => !is_joiner(c) && !is_sign_over_numbers(c),
        // A joiner of marks, fillers of Korean, and two vowels of Khmer that are never drawn.
        _ => matches!(
            c,
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}'
        ),
    }
}

/// The characters of a text that may not reach a terminal there, and where they stand. Beside those that
/// never may, these are joiners and variation selectors that change nothing of what stands before them.
pub fn unsafe_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = None;
    text.char_indices().filter(move |&(at, c)| {
        let after = || text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let out_of_place = match c {
            _ if is_joiner(c) => !joins(before, c, after()),
            _ if is_variation_selector(c) => !before.is_some_and(can_vary),
            _ => is_unsafe(c),
        };
        before = Some(c);
        out_of_place
    })
}

/// A text without anything that a terminal would obey, or that nobody could see.
pub fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    let mut so_far = 0;
    for (at, c) in unsafe_characters(text) {
        printable.push_str(text.get(so_far..at).unwrap_or_default());
        printable.push('\u{fffd}');
        so_far = at + c.len_utf8();
    }
    printable.push_str(text.get(so_far..).unwrap_or_default());
    printable
}

const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';

fn is_joiner(c: char) -> bool {
    matches!(c, NON_JOINER | JOINER)
}

/// The format characters that are drawn: around numbers in Arabic, Syriac and Kaithi.
fn is_sign_over_numbers(c: char) -> bool {
    matches!(
        c,
        '\u{600}'
            ..='\u{605}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{890}'
                | '\u{891}'
                | '\u{8e2}'
                | '\u{110bd}'
                | '\u{110cd}'
    )
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character can have variants: an emoji, a digit in a box, a letter of some scripts.
fn can_vary(c: char) -> bool {
    let hides = is_joiner(c) || is_variation_selector(c) || is_unsafe(c);
    !hides && !c.is_ascii_alphabetic() && !c.is_whitespace()
}

/// Whether a joiner means something there: in an emoji, in Persian, in the scripts of India.
fn joins(before: Option<char>, joiner: char, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    let joined_script = |c: char| matches!(c, '\u{600}'..='\u{109f}' | '\u{1700}'..='\u{1cff}' | '\u{a800}'..='\u{abff}' | '\u{10800}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}');
    let letter = |c: char| joined_script(c) && (c.is_alphabetic() || is_combining_mark(c));
    let half_letter = joined_script(before) && is_combining_mark(before) && joiner == JOINER;
    let emoji = joiner == JOINER && is_emoji(before) && after.is_some_and(is_emoji);
    half_letter || emoji || (letter(before) && after.is_some_and(letter))
}

/// Whether a character is an emoji, the colour of one's skin or its selector.
fn is_emoji(c: char) -> bool {
    use GeneralCategory::{MathSymbol, OtherSymbol};
    let symbol = !c.is_ascii() && matches!(c.general_category(), OtherSymbol | MathSymbol);
    symbol || matches!(c, '\u{1f3fb}'..='\u{1f3ff}' | '\u{fe0f}')
}

/// The most bytes of a piece of so many columns: marks have bytes and no column of their own.
const BYTES_OF_A_COLUMN: usize = 4;

fn column_width(c: char) -> usize {
    if c == '\t' { 4 } else { c.width().unwrap_or(1) }
}

/// How many columns of a terminal a text takes, each tab four.
pub fn columns(text: &str) -> usize {
    text.chars().map(column_width).sum()
}

/// The beginning of a text that takes no more than so many columns.
pub fn head(text: &str, columns: usize) -> &str {
    let end = fitting(text.chars(), columns);
    text.get(..end).unwrap_or_default()
}

/// The end of a text that takes no more than so many columns.
pub fn tail(text: &str, columns: usize) -> &str {
    let length = fitting(text.chars().rev(), columns);
    text.get(text.len() - length..).unwrap_or_default()
}

/// How many bytes of these characters fit into so many columns.
fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let (mut wide, mut bytes) = (0, 0);
    for c in characters {
        wide += column_width(c);
        if wide > columns || bytes + c.len_utf8() > columns * BYTES_OF_A_COLUMN {
            break;
        }
        bytes += c.len_utf8();
    }
    bytes
}

/// A text with its middle left out where it takes more than so many columns.
pub fn shortened(text: &str, columns: usize) -> String {
    const GAP: &str = " \u{2026} ";
    if head(text, columns).len() == text.len() {
        return text.to_owned();
    }
    let end = columns / 3;
    format!("{}{GAP}{}", head(text, columns.saturating_sub(end + 3)), tail(text, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_found_wherever_it_stands() {
        let never = [
            '\u{1b}',
            '\u{9b}',
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{200b}',
            '\u{200e}',
            '\u{2028}',
            '\u{202e}',
            '\u{2060}',
            '\u{2064}',
            '\u{2069}',
            '\u{378}',
            '\u{3164}',
            '\u{e000}',
            '\u{f8ff}',
            '\u{feff}',
            '\u{fff9}',
            '\u{ffff}',
            '\u{1d173}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e007f}',
            '\u{f0000}',
            '\u{10fffd}',
        ];
        for c in never {
            assert!(is_unsafe(c), "{c:?}");
            for text in [format!("a{c}b"), format!("{c}"), format!("🙂{c}🙂"), format!("می{c}خ")]
            {
                assert!(unsafe_characters(&text).any(|(_, found)| found == c), "{text:?}");
                assert!(printable(&text).contains('\u{fffd}'), "{text:?}");
            }
        }
    }

    #[test]
    fn joiners_and_selectors_stay_where_they_mean_something() {
        for text in [
            "Füße, 朝の体操, हिन्दी, Ελληνικά, e\u{301}, ½ × 3 … – “x” 🙂 │ █",
            "👩\u{200d}⚕\u{fe0f}",
            "👨🏽\u{200d}👩🏽\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "🙂\u{200d}↔\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "അവന്\u{200d} ",
            "葛\u{e0100}",
            "ᠠ\u{180b}",
        ] {
            assert_eq!(unsafe_characters(text).next(), None, "{text:?}");
            assert_eq!(printable(text), text);
        }
    }

    #[test]
    fn joiners_and_selectors_that_only_hide_are_found() {
        for text in [
            "se\u{200d}ated",
            "\u{200d}a",
            "a\u{200c}",
            "я\u{200c}я",
            "朝\u{200d}朝",
            "🙂\u{200d}a",
            "🙂\u{200d}",
            "🙂\u{200c}🙂",
            "a\u{fe00}",
            " \u{fe0f}",
            "🙂\u{fe0f}\u{fe0f}",
            "🙂\u{e0100}\u{e0101}",
            "\u{fe0f}",
            "می\u{200c}\u{200c}خ",
        ] {
            assert!(unsafe_characters(text).next().is_some(), "{text:?}");
        }
    }

    #[test]
    fn a_long_text_loses_its_middle() {
        assert_eq!(shortened("1234567890", 10), "1234567890");
        assert_eq!(shortened("12345678901", 10), "1234 … 901");
        assert_eq!(shortened(&format!("a{}", "\u{301}".repeat(1_000)), 10).chars().count(), 17);
        assert_eq!((head("朝の体操", 5), tail("朝の体操", 5)), ("朝の", "体操"));
    }
}
