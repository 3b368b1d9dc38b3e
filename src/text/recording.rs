//! What is said of a session that becomes a sound file.

use std::time::Duration;

use crate::domain::units::Clock;

use super::commands::quoted;
use super::files::Question;
use super::lists::all_of;

/// Before a file that is there becomes another one.
pub const WRITE_OVER: Question = Question {
    text: "Write over it?",
    answers: &[('y', "yes"), ('n', "no, leave it as it is (Enter)")],
    enter: 'n',
};
/// A file of this name is there.
pub fn there_already(path: &str) -> String {
    format!("{path} is there already.")
}
/// It stays.
pub const LEFT_AS_IT_IS: &str = "It was left as it is.";
/// What to do where nobody can be asked about it.
pub const ADD_FORCE: &str = "Add --force to write over it, or name another file behind -o.";

/// Exercises that need somebody's leave, which a file cannot ask for.
pub fn not_in_it(titles: &[&String]) -> Option<String> {
    let titles = Some(all_of(titles)).filter(|titles| !titles.is_empty())?;
    Some(format!("Not in it, for it bends the back backwards and a file cannot ask: {titles}."))
}
/// Exercises that this person's health answers rule out.
pub fn not_for_you(titles: &[&String]) -> Option<String> {
    let titles = Some(all_of(titles)).filter(|titles| !titles.is_empty())?;
    Some(format!("In it, and left out for you in a session, by your health answers: {titles}."))
}
/// What a file cannot do.
pub const ASKS_NOTHING: &str =
    "A sound file asks nothing and stops for nobody: read `stenosis-routine safety` first.";

/// What was written: how long it lasts, and its size in bytes.
pub fn written(path: &str, total: Duration, size: u64) -> String {
    let tenths = (size + 50_000) / 100_000;
    format!("{path}: {}, {}.{} MB.", Clock(total), tenths / 10, tenths % 10)
}

/// A sound of another kind: how its name ends, where it ends in something, and what is before that.
pub fn no_sound_format(stem: &str, ending: Option<&str>) -> String {
    match ending {
        Some(ending) => format!(
            "A session is written as .wav or .flac; `ffmpeg -i {} {}` makes a .{ending} of that.",
            quoted(&format!("{stem}.flac")),
            quoted(&format!("{stem}.{ending}"))
        ),
        None => "A session is written as .wav or .flac: give the name one of these endings.".into(),
    }
}
