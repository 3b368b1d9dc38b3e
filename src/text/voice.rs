//! What is said of speech: that it can be had, and why there is none; and what only a voice says.

use std::time::Duration;

use crate::domain::routine::Position;

use super::lists::InWords;

/// Once, before the first session in which somebody lies down.
pub const OFFER: &str = "A voice can say what comes, so that nobody has to look: add --voice.";

/// Speech was asked for, and there is nothing that makes it.
pub const NO_ENGINE: &str = "Nothing here makes speech.";
/// The same before a session, which goes on without.
pub fn not_spoken() -> String {
    format!("{NO_ENGINE} {GET_AN_ENGINE}")
}
/// How to come by it.
pub const GET_AN_ENGINE: &str = match cfg!(target_os = "linux") {
    true => "espeak-ng does: `sudo apt install espeak-ng`, or as your system installs programs.",
    false => "espeak-ng does: github.com/espeak-ng/espeak-ng has it.",
};

/// A screen reader was asked for, and there is no way to it.
pub const NO_READER: &str =
    "spd-say was not found or ended, so the lines are printed. It comes with speech-dispatcher.";

/// What was chosen could not be kept, and why: a whole sentence.
pub fn not_kept(why: &str) -> String {
    format!("Next time the voice is as before. {why}")
}

/// A sound file was to be spoken, and the engine gave no answer.
pub fn engine_failed(program: &str) -> String {
    format!("{program} gave no speech, so nothing was written. Without --voice there are tones.")
}

/// In `doctor`: nothing makes speech, and how to come by it.
pub fn none() -> [String; 2] {
    ["Speech: none.".to_owned(), format!("  {GET_AN_ENGINE}")]
}
/// What makes speech, for `doctor`.
pub fn engine(program: &str) -> String {
    format!("Speech: {program}, with --voice.")
}

/// In a rest after movement, to somebody who listens, and may neither look nor reach for a key.
pub const fn worse_then_stop(position: Position) -> &'static str {
    match position {
        Position::Lying | Position::SideLying | Position::Prone => {
            "Worse than before, back or legs? Then stop here, and stay lying."
        }
        Position::AllFours => "Worse than before, back or legs? Then stop here, and lie down.",
        Position::Seated => "Worse than before, back or legs? Then stop here, and stay seated.",
        Position::Standing | Position::Walking => {
            "Worse than before, back or legs? Then stop here, and sit down."
        }
    }
}

/// How long to stay in a position.
pub fn for_so_long(length: Duration) -> String {
    format!("For {}.", InWords(length))
}

/// Said on the way down, before the first exercise on a bed or on the floor.
pub const fn what_to_expect(position: Position) -> &'static [&'static str] {
    match position {
        Position::AllFours => &[
            "You will hear every step, so there is no need to look.",
            "A rising tone: breathe in. A falling tone: out.",
        ],
        _ => &[
            "You will hear every step; close your eyes if you like. There is nothing to press.",
            "A rising tone: breathe in. A falling tone: out.",
        ],
    }
}

/// The last one, for the ear; and where there is little time.
pub const LAST_ONE: &str = "Last one.";
/// See [`LAST_ONE`].
pub const LAST: &str = "Last.";
/// The speech engine failed. Said once.
pub const NO_VOICE: &str = "The voice gives no answer, so nothing more is spoken today.";
