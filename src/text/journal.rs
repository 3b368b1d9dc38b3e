//! What is said about the journal: that it was written, or not, and what stands in it.

use std::time::Duration;

use crate::domain::answers::{Amount, BackToUsual, Legs, StoppedBy, WhyStopped};

use super::files::Question;
use super::lists::Count;
use super::{number, whole_seconds};

/// Nothing is in it, or nothing that was asked for.
pub const EMPTY: &str = "There is nothing in the journal yet. A session writes itself down.";
/// At the end of a session.
pub const SAVED: &str = "Saved on this computer.";

/// At the end of a session that was not to be written down, of which one thing must be known.
pub const ONE_LINE_KEPT: &str =
    "One line of it is kept all the same, so that the next start knows.";

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// The disk is full.
    NoRoom,
    /// The folder, or the whole disk, can only be read.
    MayNotWrite,
    /// There is no home folder.
    NoHome,
    /// The folder is not there, and cannot be made.
    NoFolder,
    /// The disk has not answered in time; it may be written after all.
    Slow,
    /// The system has not let the writing begin.
    NotStarted,
    /// Anything else, as the system says it.
    Failed(String),
    /// Health answers, and why: a whole sentence.
    Answers(String),
}

/// At the end of a session that was not written down, or not all of it.
pub fn not_saved(why: &NotSaved) -> String {
    let why = match why {
        NotSaved::NoRoom => "no room on the disk".to_owned(),
        NotSaved::MayNotWrite => "its folder may not be written".to_owned(),
        NotSaved::NoHome => "there is no home folder".to_owned(),
        NotSaved::NoFolder => "its folder is not there".to_owned(),
        NotSaved::NotStarted => "the disk failed (nothing could be started)".to_owned(),
        NotSaved::Failed(what) => format!("the disk failed ({what})"),
        NotSaved::Answers(why) => return format!("Your answers are asked again. {why}"),
        NotSaved::Slow => {
            return "The disk is slow, and it may not be saved. It counts all the same.".to_owned();
        }
    };
    format!("Not saved: {why}. It counts all the same.")
}

/// A line that a power cut or a full disk left half written.
pub fn set_aside(kept_as: &str) -> String {
    format!("A half-written line of the journal was set aside, in {kept_as}.")
}

/// Lines that nobody could read.
pub fn not_understood(count: usize) -> String {
    let lines = Count(count as u64, "line");
    format!(
        "{lines} of the journal could not be read: damaged, or written by a newer version. Kept as is."
    )
}

/// A session of this routine was interrupted, or stopped early, today, before the exercise of this title.
pub fn interrupted(title: &str, clock: &str, done: usize, of: usize) -> String {
    let (done, of) = (number(done).to_lowercase(), number(of).to_lowercase());
    format!("This was left at {clock}, {done} of {of} done. Next: {title}.")
}

/// The key that goes on with it.
pub const GOES_ON: char = 'y';
/// The key that begins it anew.
pub const BEGINS_ANEW: char = 'b';

/// What to do about it.
pub const GO_ON: Question = Question {
    text: "How to begin?",
    answers: &[
        (GOES_ON, "with the next exercise (Enter)"),
        (BEGINS_ANEW, "from the beginning"),
        ('q', "not today"),
    ],
    enter: GOES_ON,
};

/// A session that was done to its last line.
pub const FINISHED: &str = "finished";
/// A session that was finished before.
pub const STOPPED_EARLY: &str = "stopped early";
/// A session that was cut off.
pub const INTERRUPTED: &str = "interrupted";
/// A session that somebody is doing just now.
pub const GOING_ON: &str = "going on now";

/// How much of a session was done: exercises, repetitions where they say more, and how long it ran.
pub fn amount_done(
    done: usize,
    of: usize,
    reps: Option<(usize, usize)>,
    lived: Option<Duration>,
) -> String {
    let in_words = |count| number(count).to_lowercase();
    let count = format!("{} of {}", in_words(done), in_words(of));
    let reps = reps.map(|(reps, planned)| {
        let planned = Count(planned as u64, "repetition");
        format!(", {reps} of {planned}")
    });
    let count = count + &reps.unwrap_or_default();
    match lived {
        Some(lived) => format!("{count}, {}", whole_seconds(lived)),
        None => count,
    }
}

/// A session, in its first sentence.
pub fn session(title: &str, end: &str, amount: &str) -> String {
    format!("{title}: {end}, {amount}.")
}

/// Behind a session that went on with one that was interrupted.
pub const TAKEN_UP_AGAIN: &str = "Taken up again.";

/// Pain, as far as it was said.
pub fn pain(before: Option<u8>, during: Option<u8>, after: Option<u8>) -> Option<String> {
    let said = [(before, "before"), (during, "during"), (after, "after")];
    let said = said.into_iter().filter_map(|(pain, when)| Some(format!("{} {when}", pain?)));
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("Pain {}.", said.join(", ")))
}

/// The legs, against the start.
pub fn legs(legs: Legs) -> &'static str {
    match legs {
        Legs::Easier => "Legs easier.",
        Legs::Same => "Legs the same.",
        Legs::Worse => "Legs worse.",
    }
}

/// How much it was.
pub fn amount(amount: Amount) -> &'static str {
    match amount {
        Amount::TooLittle => "Too little.",
        Amount::AboutRight => "About right.",
        Amount::TooMuch => "Too much.",
    }
}

/// Why it was finished early.
pub fn why_stopped(why: WhyStopped) -> &'static str {
    match why {
        WhyStopped::Enough => "It was enough.",
        WhyStopped::Pain => "Because of pain.",
        WhyStopped::Legs => "Because of the legs.",
        WhyStopped::Dizzy => "Because of dizziness.",
        WhyStopped::Other => "For another reason.",
    }
}

/// What was said of the session before.
pub fn after_last_time(back: BackToUsual) -> &'static str {
    match back {
        BackToUsual::WithinTheHour => "After the time before: back to the usual within the hour.",
        BackToUsual::ByTheNextDay => "After the time before: back to the usual by the next day.",
        BackToUsual::Later => "After the time before: later than the next day.",
        BackToUsual::CostSleepOrPlans => "After the time before: it cost sleep or plans.",
    }
}

/// An emergency.
pub const EMERGENCY: &str = "A sign that needs medical help now.";
/// It was none.
pub const WRONG_KEY: &str = "That was a wrong key: no emergency.";
/// Dizziness that does not go, or severe pain that is new.
pub const DOCTOR_TODAY: &str = "Something to ask a doctor about that day.";
/// Later, about either.
pub const DOCTOR_LOOKED: &str = "A doctor has seen it since.";
/// Something that is new, or of the card's second list.
pub const ASK_FIRST: &str = "Something to ask about first.";
/// Somebody was asked about it.
pub const ASKED_FIRST: &str = "Asked about it: gentle exercise is fine.";
/// A red stop, without its reason.
pub const RED_STOP: &str = "Too much for that day.";
/// A red stop by the number.
pub const RED_STOP_PAIN: &str = "Too much pain for that day.";
/// A red stop by its kind.
pub const RED_STOP_SHARP: &str = "A sharp pain: too much for that day.";
/// A red stop by the legs.
pub const RED_STOP_LEGS: &str = "The legs had not settled: too much for that day.";

/// A leg stop.
pub fn leg_stop(title: &str) -> String {
    format!("Leg symptoms ended {title}.")
}

/// Whether severe pain at rest is usual.
pub fn usual(is_usual: bool) -> &'static str {
    if is_usual { "That is usual." } else { "That is not usual." }
}

/// A session that never began.
pub fn not_begun(title: &str) -> String {
    format!("{title}: not begun.")
}

/// Something done elsewhere.
pub fn activity(what: &str, minutes: Option<u16>) -> String {
    match minutes {
        Some(minutes) => format!("{what}, {}.", Count(minutes.into(), "minute")),
        None => format!("{what}."),
    }
}

/// A walk.
pub const WALK: &str = "Walk";
/// In the water.
pub const POOL: &str = "Pool";
/// On a bicycle.
pub const CYCLING: &str = "Cycling";
/// Something warm.
pub const HEAT: &str = "Warmth";
/// Something cold.
pub const COLD: &str = "Cold";
/// A fall.
pub const FALL: &str = "A fall";

/// What ended a walk.
pub fn stopped_by(by: StoppedBy) -> &'static str {
    match by {
        StoppedBy::Legs => "Stopped by the legs.",
        StoppedBy::Back => "Stopped by the back.",
        StoppedBy::Breath => "Stopped by being short of breath.",
        StoppedBy::Balance => "Stopped by being unsteady.",
        StoppedBy::Tired => "Stopped by being tired.",
        StoppedBy::Other => "Stopped by something else.",
    }
}

/// What is hard, and how hard.
pub fn goal(words: Option<&str>, hard: Option<u8>) -> String {
    match (words, hard) {
        (None, _) => "No goal any more.".to_owned(),
        (Some(words), None) => format!("The goal: {}.", quoted(words)),
        (Some(words), Some(hard)) => format!("The goal: {}, {hard} of 10 hard.", quoted(words)),
    }
}

/// A note in a list.
pub fn quoted(note: &str) -> String {
    format!("\"{note}\"")
}

/// Something was added by hand.
pub const ADDED: &str = "Written down.";
/// Behind a fall.
pub const FELL: &str = "Tell your doctor or physiotherapist of any fall.";
/// Before one thing is forgotten; it is listed above.
pub const FORGET_THIS: Question = forget("Forget this for good?");
/// Before the goal and its numbers are forgotten.
pub const FORGET_GOAL: Question = forget("Forget the goal and its numbers for good?");
/// Before everything is forgotten.
pub const FORGET_ALL: Question = forget("Forget the whole journal for good?");

const fn forget(text: &'static str) -> Question {
    Question { text, answers: &[('y', "yes, forget"), ('n', "no, keep it (Enter)")], enter: 'n' }
}

/// It was not forgotten.
pub const KEPT: &str = "Kept.";
/// It was.
pub const FORGOTTEN: &str = "Forgotten.";
/// An emergency that is still open outlives that.
pub const EMERGENCY_STAYS: &str =
    "One line stays until a doctor has seen you, so that the next start asks about it.";
/// So does what is to be asked about first.
pub const ASK_FIRST_STAYS: &str =
    "One line stays until you have asked, so that the next start asks about it.";
/// So does a red stop.
pub const RED_STOP_STAYS: &str =
    "One line stays until gentle-day has gone well, so that the next start begins with it.";

/// A time of day.
pub fn clock(hour: i8, minute: i8) -> String {
    format!("{hour}:{minute:02}")
}

/// The day of an entry, as somebody who reads it on `today` would say it.
pub fn day(date: jiff::civil::Date, today: jiff::civil::Date) -> String {
    if date == today {
        return "Today".into();
    }
    if date.tomorrow().is_ok_and(|next| next == today) {
        return "Yesterday".into();
    }
    let format = if date.year() == today.year() { "%a %-d %b" } else { "%-d %b %Y" };
    date.strftime(format).to_string()
}
