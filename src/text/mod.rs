//! Every sentence that a person meets, in one place, as functions of plain arguments.
//!
//! A clinician can read them in one sitting, and a translator finds them all: another language is one
//! more module with the same functions. Not reviewed by a clinician.
//!
//! What is said before, in and after a session is in `plan`, `session`, `guidance`, `person`,
//! `questions`, `warnings`, `safety` and `screen`. `files` is about a person's own files, `handout` is
//! what stands on the page for paper and phone, `health` asks for health answers, `faults` and `limits`
//! say what `check` finds, `journal` what stands in the journal. `lists` holds plurals and lists.

pub mod about;
pub mod commands;
pub mod conversation;
pub mod errors;
pub mod faults;
pub mod files;
mod groups;
mod guidance;
pub mod handout;
pub mod health;
pub mod icon;
pub mod journal;
pub mod limits;
pub mod lists;
pub mod people;
mod person;
mod plan;
pub mod player;
pub mod printable;
pub mod questions;
pub mod recording;
pub mod reminders;
pub mod report;
pub mod safety;
pub mod schema;
mod screen;
mod session;
pub mod voice;
mod wanted;
pub mod weekly;
pub mod weeks;

pub use groups::*;
pub use guidance::{GuidanceMoment, guidance, welcome_back};
pub use person::*;
pub use plan::*;
pub use safety::SAFETY;
pub use screen::*;
pub use session::*;

use std::time::Duration;

use crate::domain::units::Clock;

use limits::capitalised;

/// What ends a sentence, or a piece of one, in the scripts that routines are written in: Latin, Chinese
/// and Japanese, Arabic, Devanagari, Armenian, Burmese, Ethiopic, Khmer.
const ENDS: &[char] = &[
    '.', '?', ':', '!', ';', '\u{2026}', '\u{3002}', '\u{ff0e}', '\u{ff1f}', '\u{ff01}',
    '\u{ff61}', '\u{ff1a}', '\u{61f}', '\u{6d4}', '\u{964}', '\u{965}', '\u{589}', '\u{104b}',
    '\u{1362}', '\u{17d4}',
];
/// What can stand behind the end of a sentence and belong to it.
const CLOSES: &[char] = &[
    '"', '\'', ')', ']', '\u{201d}', '\u{2019}', '\u{201c}', '\u{bb}', '\u{300d}', '\u{300f}',
    '\u{ff09}', '\u{200f}',
];

/// A text as a sentence: with the full stop of its script where it has no mark of its own.
pub fn sentence(text: &str) -> String {
    let stop = match text.trim_end_matches(CLOSES).chars().next_back() {
        None => "",
        Some(last) if ENDS.contains(&last) => "",
        // Kana, ideographs and their marks; the letters of Hindi.
        Some('\u{3040}'..='\u{9fff}') => "\u{3002}",
        Some('\u{900}'..='\u{97f}') => "\u{964}",
        Some(_) => ".",
    };
    format!("{text}{stop}")
}

/// A length without the part of a second that a key press leaves over.
pub(crate) fn whole_seconds(length: Duration) -> Clock {
    Clock(Duration::from_secs(length.as_secs()))
}

/// A small count as a word that begins a sentence.
pub fn number(count: usize) -> String {
    const WORDS: [&str; 11] =
        ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
    WORDS.get(count).map_or_else(|| count.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn f_14_a_sentence_that_ends_gets_no_second_end() {
        for ended in
            ["Up!", "Sit tall.", "丸めます。", "هل أنت مستعد؟", "बैठिए।", "Say \"stop.\"", "Ready?"]
        {
            assert_eq!(sentence(ended), ended);
        }
        assert_eq!(sentence("Sit tall"), "Sit tall.");
        assert_eq!(sentence("Say \"stop\""), "Say \"stop\".");
    }
}
