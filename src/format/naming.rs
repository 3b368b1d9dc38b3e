//! From the words that a person types to a name that is safe as a file's name on every system.

use unicode_normalization::UnicodeNormalization;

use super::spelling::kebab;
use super::values::{NAME_AT_MOST, is_name};

/// Names that Windows keeps for devices, whatever their ending.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt", "conin", "conout"];

/// The one spelling of a text that every system agrees on (NFC).
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The file name, without its ending, for something that a person calls so: small letters of any
/// script, digits and hyphens. Nothing where no letter is left, or where it is a path.
///
/// ```
/// use stenosis_routine::format::file_name;
/// assert_eq!(file_name("Morning walk").as_deref(), Some("morning-walk"));
/// assert_eq!(file_name("Füße & Beine").as_deref(), Some("füße-beine"));
/// assert_eq!(file_name("../morning"), None);
/// ```
pub fn file_name(called: &str) -> Option<String> {
    if called.contains(['/', '\\']) {
        return None;
    }
    let name = composed(&kebab(&composed(called)));
    let name = shortened(&name);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = match RESERVED.contains(&bare) {
        true => format!("routine-{name}"),
        false => name.to_owned(),
    };
    is_name(&name).then_some(name)
}

/// As many whole letters as a name may have bytes.
fn shortened(name: &str) -> &str {
    let fits = |&(at, c): &(usize, char)| at + c.len_utf8() <= NAME_AT_MOST - "routine-".len();
    let end = name.char_indices().take_while(fits).last().map_or(0, |(at, c)| at + c.len_utf8());
    name.get(..end).unwrap_or_default().trim_end_matches('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_script_are_kept_in_one_spelling() {
        for (called, name) in [
            ("Bridge, gentle!", "bridge-gentle"),
            ("  A  b_c ", "a-b-c"),
            ("Cafe\u{301}", "caf\u{e9}"),
            ("朝の体操", "朝の体操"),
            ("हिन्दी", "हिन्दी"),
            ("İstanbul", "i\u{307}stanbul"),
            ("CON", "routine-con"),
            ("com1", "routine-com1"),
            ("company", "company"),
            ("a\u{202e}b", "a-b"),
            ("~/x", ""),
            ("..", ""),
            ("", ""),
            ("😀", ""),
            ("\u{301}", ""),
        ] {
            assert_eq!(file_name(called).unwrap_or_default(), name, "{called:?}");
        }
    }

    #[test]
    fn no_name_is_too_long_and_none_is_cut_inside_a_letter() {
        for letter in ["a", "é", "朝", "a\u{301}b"] {
            let name = file_name(&letter.repeat(200)).unwrap();
            assert!(name.len() <= NAME_AT_MOST && is_name(&name), "{name}");
            assert_eq!(file_name(&name).as_deref(), Some(name.as_str()), "a name stays as it is");
        }
    }
}
