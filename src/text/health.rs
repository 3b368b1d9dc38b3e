//! Health answers asked one after the other, and said back.

use std::collections::BTreeMap;

use crate::domain::profile::{Flag, Told};

use super::flag_in_words;
use super::limits::capitalised;

/// What can be said to a health question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthReply {
    /// An answer.
    Told(Told),
    /// It stays as it is.
    Keep,
    /// The question before.
    Back,
    /// No more of them.
    Enough,
}

/// What can be typed, and what it means; the first of each is its key.
const REPLIES: &[(HealthReply, &[&str])] = &[
    (HealthReply::Told(Told::Yes), &["y", "yes"]),
    (HealthReply::Told(Told::No), &["n", "no"]),
    (HealthReply::Told(Told::NotSure), &["s", "not sure", "not-sure", "unsure", "?"]),
    (HealthReply::Keep, &["\n", ""]),
    (HealthReply::Back, &["b", "back"]),
    (HealthReply::Enough, &["q", "quit"]),
];

/// Above the questions.
pub const HOW_TO_ANSWER: &[&str] = &[
    "A letter, then Enter:  y  yes     n  no     s  not sure",
    "Enter alone leaves it as it is.   b  one back   q  enough",
];
/// Who answers this with no is not asked again.
pub const NOT_ASKED_AGAIN: &str = "n  no, and never ask again";
/// Nothing was answered.
pub const NOTHING_CHANGED: &str = "Nothing was changed.";
/// What was answered is written down.
pub const KEPT: &str = "Kept on this computer.";

/// What was meant by a word; nothing where that is not clear.
pub fn reply(word: &str) -> Option<HealthReply> {
    let word = word.trim().to_lowercase();
    let means = |(_, words): &&(HealthReply, &[&str])| words.contains(&word.as_str());
    REPLIES.iter().find(means).map(|(reply, _)| *reply)
}

/// The keys that can be typed.
pub fn keys() -> Vec<char> {
    REPLIES.iter().filter_map(|(_, words)| words.first()?.chars().next()).collect()
}

/// A question, and what is known.
pub fn question(number: usize, of: usize, flag: Flag, known: Option<Told>) -> String {
    let what = capitalised(flag_in_words(flag));
    let known = known.map_or(String::new(), |told| format!(" So far: {}.", told_in_words(told)));
    format!("{number} of {of}. {what}?{known}")
}

/// An answer, small.
pub const fn told_in_words(told: Told) -> &'static str {
    match told {
        Told::Yes => "yes",
        Told::No => "no",
        Told::NotSure => "not sure",
    }
}

/// What was answered, said back, a line for each answer that was given.
pub fn said_back(answers: &BTreeMap<Flag, Told>) -> Vec<String> {
    let of = |told: Told| {
        let flags = answers.iter().filter(|(_, said)| **said == told);
        let flags: Vec<&str> = flags.map(|(flag, _)| flag_in_words(*flag)).collect();
        let told = capitalised(told_in_words(told));
        (!flags.is_empty()).then(|| format!("{told}: {}.", flags.join("; ")))
    };
    [Told::Yes, Told::NotSure, Told::No].into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_sure_is_never_read_as_no() {
        for (typed, meant) in [
            ("N\n", Some(HealthReply::Told(Told::No))),
            (" not sure\r\n", Some(HealthReply::Told(Told::NotSure))),
            ("\n", Some(HealthReply::Keep)),
            ("not", None),
            ("nothing", None),
            ("yn", None),
            ("1", None),
        ] {
            assert_eq!(reply(typed), meant, "{typed:?}");
        }
    }
}
