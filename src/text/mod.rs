//! Every sentence that a person meets, in one place, as functions of plain arguments.
//!
//! A clinician can read them in one sitting, and a translator finds them all: another language is one
//! more module with the same functions. Not reviewed by a clinician.
//!
//! What is said before, in and after a session is in `plan`, `session`, `guidance`, `person`,
//! `questions`, `warnings`, `safety` and `screen`. `files` is about a person's own files, `health` asks for health answers, `faults` and `limits` say
//! what `check` finds, `journal` what stands in the journal. `lists` holds plurals and lists.

pub mod commands;
pub mod conversation;
pub mod errors;
pub mod faults;
pub mod files;
mod guidance;
pub mod health;
pub mod journal;
pub mod limits;
pub mod lists;
mod person;
mod plan;
pub mod printable;
pub mod questions;
pub mod safety;
mod screen;
mod session;
mod wanted;

pub use guidance::{GuidanceMoment, guidance, welcome_back};
pub use person::*;
pub use plan::*;
pub use safety::SAFETY;
pub use screen::*;
pub use session::*;

use std::time::Duration;

use crate::domain::units::Clock;

/// A text as a sentence: with a full stop where it has no mark of its own.
pub fn sentence(text: &str) -> String {
    match text.ends_with(['.', '?', ':']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

/// A length without the part of a second that a key press leaves over.
pub(crate) fn whole_seconds(length: Duration) -> Clock {
    Clock(Duration::from_secs(length.as_secs()))
}

/// A small count as a word that begins a sentence.
fn number(count: usize) -> String {
    const WORDS: [&str; 11] =
        ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
    WORDS.get(count).map_or_else(|| count.to_string(), ToString::to_string)
}
