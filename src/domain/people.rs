//! Whose files were taken in here, by their mark, and what that says of another one.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::as_seen::as_seen;
use crate::domain::mark::PublicKey;

/// Everybody whose marked files were taken in here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct People {
    /// By their keys, as those are written.
    #[serde(rename = "sender")]
    senders: BTreeMap<String, KnownSender>,
}

/// Somebody whose marked file was taken in here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KnownSender {
    /// The name in their last file; nothing where it gave none.
    pub name: Option<String>,
    /// The words of their key.
    pub words: String,
    /// The day of their first file.
    pub since: Date,
    /// The day of their last.
    pub last: Date,
}

/// The mark of a file that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// It has none.
    No,
    /// It does not fit: it is another file's, or this one was changed after it was put on.
    Broken,
    /// It was put on by who has the secret half of this key.
    By(PublicKey),
}

/// From whom a file is, as far as its mark tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender<'p> {
    /// There is no mark, and nobody of that name is known by one.
    Unknown,
    /// There is none, though this sender's files have one.
    WithoutTheirMark(&'p KnownSender),
    /// It does not fit.
    WithABrokenMark,
    /// A mark that was not seen here yet.
    FirstTime(PublicKey),
    /// The same sender as before.
    Same(&'p KnownSender),
    /// The same, under another name.
    Renamed(&'p KnownSender),
    /// The name of a known sender, and a mark that was not seen here yet.
    AnotherComputer(&'p KnownSender, PublicKey),
    /// The name of one known sender, and the mark of another.
    OneAsTheOther {
        /// Whose name it has.
        named: &'p KnownSender,
        /// Whose mark.
        marked: &'p KnownSender,
    },
}

impl Sender<'_> {
    /// Whether somebody has to say that they want it all the same.
    pub fn is_in_doubt(&self) -> bool {
        match self {
            Sender::WithoutTheirMark(_)
            | Sender::WithABrokenMark
            | Sender::AnotherComputer(..)
            | Sender::OneAsTheOther { .. } => true,
            Sender::Unknown | Sender::FirstTime(_) | Sender::Same(_) | Sender::Renamed(_) => false,
        }
    }
}

impl People {
    /// All of them, each with the key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &KnownSender)> {
        // What has no words is of a newer version, or half forgotten.
        let whole = |(_, known): &(&String, &KnownSender)| !known.words.is_empty();
        self.senders.iter().filter(whole).map(|(key, known)| (key.as_str(), known))
    }

    /// From whom a file is that has this mark and is by `by`; where it has no mark, what else it names
    /// as its author counts as well.
    pub fn sender(&self, marked: Marked, by: Option<&str>, author: Option<&str>) -> Sender<'_> {
        let key = match marked {
            Marked::Broken => return Sender::WithABrokenMark,
            Marked::No => {
                let named = by.and_then(|name| self.named(name));
                let named = named.or_else(|| author.and_then(|name| self.named(name)));
                return named.map_or(Sender::Unknown, Sender::WithoutTheirMark);
            }
            Marked::By(key) => key,
        };
        let named = by.and_then(|name| self.named(name));
        match (self.with_key(key), named) {
            (None, None) => Sender::FirstTime(key),
            (None, Some(named)) => Sender::AnotherComputer(named, key),
            (Some(known), _) if by.is_none_or(|by| known.is_called(by)) => Sender::Same(known),
            (Some(known), None) => Sender::Renamed(known),
            (Some(marked), Some(named)) => Sender::OneAsTheOther { named, marked },
        }
    }

    /// Remembers that a file with this mark was taken in. `words` are those of the key.
    pub fn met(&mut self, key: PublicKey, words: &str, name: Option<&str>, on: Date) {
        let new = || KnownSender { since: on, words: words.to_owned(), ..KnownSender::default() };
        let known = self.senders.entry(key.to_string()).or_insert_with(new);
        known.last = on;
        if let Some(name) = name {
            known.name = Some(name.to_owned());
        }
    }

    /// Forgets all who are called so, or whose mark has these words; says how many there were.
    pub fn forget(&mut self, who: &str) -> usize {
        let before = self.senders.len();
        let who_is = |known: &KnownSender| known.is_called(who) || known.words == who.trim();
        self.senders.retain(|_, known| !who_is(known));
        before - self.senders.len()
    }

    fn with_key(&self, key: PublicKey) -> Option<&KnownSender> {
        let key = key.to_string();
        self.iter().find(|(known, _)| *known == key).map(|(_, known)| known)
    }

    /// Who is called so; the one met last, where there are several.
    fn named(&self, name: &str) -> Option<&KnownSender> {
        let named = self.iter().map(|(_, known)| known).filter(|known| known.is_called(name));
        named.max_by_key(|known| known.last)
    }
}

impl KnownSender {
    fn is_called(&self, name: &str) -> bool {
        self.name.as_deref().is_some_and(|own| is_the_same_name(own, name))
    }
}

/// Whether two names are taken for one: points, blanks, capitals and look-alike letters make no other.
///
/// ```
/// use stenosis_routine::domain::people::is_the_same_name;
/// assert!(is_the_same_name("A. Therapist", "a therapist"));
/// assert!(is_the_same_name("A. Therapist", "A. Ther\u{430}pist"), "with a Cyrillic a");
/// assert!(!is_the_same_name("A. Therapist", "B. Therapist"));
/// assert!(!is_the_same_name("...", "!"), "no name at all");
/// ```
pub fn is_the_same_name(one: &str, other: &str) -> bool {
    let letters =
        |name: &str| as_seen(name).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (one, other) = (letters(one), letters(other));
    !one.is_empty() && one == other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mark::SecretKey;

    fn key(number: u8) -> PublicKey {
        SecretKey::new([number; 32]).public()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn each_case_of_key_and_name() {
        let mut people = People::default();
        people.met(key(1), "one", Some("A. Therapist"), day("2026-05-03"));
        people.met(key(2), "two", Some("B. Other"), day("2026-06-03"));
        let [a, b] = ["one", "two"].map(|words| {
            people.iter().find(|(_, known)| known.words == words).map(|(_, known)| known).unwrap()
        });
        let by = |number| Marked::By(key(number));
        let cases = [
            (by(1), Some("A. Therapist"), Sender::Same(a)),
            (by(1), Some("a\u{a0}therapist"), Sender::Same(a)),
            (by(1), None, Sender::Same(a)),
            (by(1), Some("A. Married"), Sender::Renamed(a)),
            (by(1), Some("B. Other"), Sender::OneAsTheOther { named: b, marked: a }),
            (by(3), Some("C. New"), Sender::FirstTime(key(3))),
            (by(3), None, Sender::FirstTime(key(3))),
            (by(3), Some("A. Therapist"), Sender::AnotherComputer(a, key(3))),
            (by(3), Some("\u{410}. Therapist"), Sender::AnotherComputer(a, key(3))),
            (Marked::No, Some("A. Therapist"), Sender::WithoutTheirMark(a)),
            (Marked::No, Some("C. New"), Sender::Unknown),
            (Marked::No, None, Sender::Unknown),
            (Marked::Broken, Some("C. New"), Sender::WithABrokenMark),
        ];
        for (marked, name, expected) in cases {
            assert_eq!(people.sender(marked, name, None), expected, "{marked:?} {name:?}");
        }
        let by_author = people.sender(Marked::No, None, Some("A. Therapist"));
        assert_eq!(by_author, Sender::WithoutTheirMark(a));
        assert_eq!(people.sender(by(3), None, Some("A. Therapist")), Sender::FirstTime(key(3)));
    }

    #[test]
    fn two_computers_of_one_sender_are_both_known() {
        let mut people = People::default();
        people.met(key(1), "one", Some("A. Therapist"), day("2026-05-03"));
        people.met(key(2), "two", Some("A. Therapist"), day("2026-06-03"));
        people.met(key(1), "never", None, day("2026-07-03"));
        for number in [1, 2] {
            let sender = people.sender(Marked::By(key(number)), Some("A. Therapist"), None);
            assert!(matches!(sender, Sender::Same(_)), "{sender:?}");
        }
        let first = people.iter().find(|(_, known)| known.words == "one").unwrap().1;
        assert_eq!((first.since, first.last), (day("2026-05-03"), day("2026-07-03")));
        assert_eq!(people.forget("two"), 1);
        assert_eq!(people.forget("a therapist"), 1);
        assert_eq!((people.forget("a therapist"), people), (0, People::default()));
    }
}
