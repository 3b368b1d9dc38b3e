//! What is said of a session that becomes a sound file.

use std::time::Duration;

use crate::domain::units::Clock;

use super::commands::{line, quoted};
use super::files::Question;
use super::lists::{Count, all_of};

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
/// A name that no theme of tones has.
pub fn no_theme(name: &str) -> String {
    format!("There is no theme {name}.")
}
/// The tones that were chosen on another day cannot be used now.
pub fn usual_tones(chosen: &str) -> String {
    format!("The tones {} cannot be used now: the usual ones are heard.", quoted(chosen))
}
/// Tones are taken from now on.
pub fn tones_chosen(title: &str) -> String {
    format!("From now on: {title}.")
}
/// Below the list of themes.
pub const HEAR_A_THEME: &str = "Hear one:     stenosis-routine sounds test bowl\n\
                                Take one:     stenosis-routine sounds use bowl";
/// In the list of themes, behind the one that is used.
pub const IS_USED: &str = "  (in use)";
/// The same behind one that has faults.
pub fn theme_has_faults(name: &str) -> String {
    format!("has faults: {}", line(&["check", name]))
}
/// What `check` says of a theme: whether it can be used, and how many findings it has.
pub fn theme_verdict(usable: bool, faults: usize, warnings: usize) -> String {
    match (usable, warnings) {
        (true, 0) => "in order. A theme of tones.".to_owned(),
        (true, _) => format!("usable, {}. A theme of tones.", Count(warnings as u64, "warning")),
        (false, _) => Count(faults as u64, "fault").to_string(),
    }
}

/// What a voice would leave out of an exercise, for whoever writes the file.
pub fn no_time_to_say(number: usize, title: &str, words: &str) -> String {
    format!(
        "warning: a voice has no time to say “{words}” in exercise {number}, {title}\n\
         \x20 help: give it a longer set-up or rest, or fewer words"
    )
}

/// Where the names of themes stand.
pub const LIST_SHOWS_THEMES: &str = "`stenosis-routine sounds list` shows the names.";

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
