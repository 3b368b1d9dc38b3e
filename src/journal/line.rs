//! One line of the log: when, in which session, and what happened. `docs/journal-format.md` describes
//! it for others; a test holds the page against this file.

use std::time::Duration;

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::domain::answers::{Answer, Note, Score, StoppedBy};

use super::activity::Activity;
use super::memo::Memo;
use super::planned::{NoMore, Planned};
use super::stamp::{Id, Stamp};

/// The version of the format. It becomes another one when a key or a word comes to mean something else;
/// new keys and new events do not change it.
pub const FORMAT: u8 = 1;

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogLine {
    /// The version of the format.
    #[serde(rename = "v")]
    pub version: FormatVersion,
    /// The session it belongs to.
    pub id: Id,
    /// When it happened.
    pub at: Stamp,
    /// The name of the time zone, where the system knows one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub zone: Option<String>,
    /// What happened.
    #[serde(flatten)]
    pub entry: Entry,
}

/// Stands for [`FORMAT`]: a line of another version is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub struct FormatVersion;

impl From<FormatVersion> for u8 {
    fn from(_: FormatVersion) -> u8 {
        FORMAT
    }
}

impl TryFrom<u8> for FormatVersion {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<FormatVersion, Self::Error> {
        (number == FORMAT).then_some(FormatVersion).ok_or("this line is of another version")
    }
}

impl LogLine {
    /// Something that happens now.
    pub fn new(id: &Id, now: &Zoned, entry: Entry) -> LogLine {
        let zone = now.time_zone().iana_name().map(ToOwned::to_owned);
        LogLine { version: FormatVersion, id: id.clone(), at: now.into(), zone, entry }
    }

    /// As it is written, with its line end.
    pub fn write(&self) -> String {
        // Nothing in a line can fail to be written: no map, no number that JSON does not have.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }

    /// A line as it was written, with or without its line end.
    ///
    /// # Errors
    /// Where it is damaged, or of a version that this program does not know.
    pub fn read(bytes: &[u8]) -> Result<LogLine, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Entry {
    /// Somebody opened a session; not that it began.
    Opened(Opening),
    /// It begins, with this plan.
    Planned {
        /// How long it takes with nobody at the keyboard.
        total_ms: u64,
        /// Its exercises in the order of the file.
        exercises: Vec<Planned>,
    },
    /// An exercise is over.
    Exercise(ExerciseDone),
    /// A question was asked.
    Answer {
        /// Which one, and what was said.
        #[serde(flatten)]
        answer: Answer,
        /// Where in the session.
        #[serde(flatten)]
        place: WrittenPlace,
    },
    /// The easier version, or fewer repetitions.
    Eased {
        /// Which of the two.
        to: EasedTo,
        /// Where.
        #[serde(flatten)]
        place: WrittenPlace,
    },
    /// What was noticed changes more than the repetitions that are left.
    Adapted {
        /// By which row of section 3.2 of the clinical notes, as P-06.
        row: String,
        /// All that is left out from here on.
        left_out: Vec<NoMore>,
        /// Where.
        #[serde(flatten)]
        place: WrittenPlace,
    },
    /// 15 seconds more of a rest.
    Longer(WrittenPlace),
    /// The clock stands still.
    Paused(WrittenPlace),
    /// It goes on after a pause or a sleep.
    Resumed(WrittenPlace),
    /// The machine slept.
    Slept(WrittenPlace),
    /// It is over.
    Ended(Ended),
    /// Something that other days have to know.
    Remembered {
        /// What.
        #[serde(flatten)]
        fact: Memo,
        /// The session it belongs to is not written down; this stands alone.
        #[serde(skip_serializing_if = "is_false", default)]
        alone: bool,
    },
    /// Something done elsewhere, added by hand.
    Activity {
        /// What.
        what: Activity,
        /// For how long, where that was said.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        minutes: Option<u16>,
        /// What ended a walk, where that was said.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        stopped_by: Option<StoppedBy>,
        /// A few words.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        note: Option<Note>,
    },
    /// A few words, added by hand.
    Note {
        /// The words.
        note: Note,
    },
    /// One thing that is hard, in a person's own words.
    Goal {
        /// The words; none where there is to be no goal any more.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        words: Option<Note>,
        /// How hard it is, from 0 to 10, where that was said.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        hard: Option<Score>,
    },
}

/// What a session is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The name or the path that was typed.
    pub name: String,
    /// The title in the file.
    pub title: String,
    /// Names the content: another digest is another routine, whatever its name.
    pub digest: String,
    /// Whether somebody was at the keyboard.
    pub keyboard: bool,
    /// The session that this one takes up again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub resumes: Option<Id>,
    /// The version of the program.
    pub program: String,
}

/// Where in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenPlace {
    /// How much of the timeline lay before.
    pub offset_ms: u64,
    /// The exercise, from 1 as in the file; none before the first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub exercise: Option<usize>,
}

impl WrittenPlace {
    /// At this offset.
    pub fn new(offset: Duration, exercise: Option<usize>) -> WrittenPlace {
        WrittenPlace { offset_ms: millis(offset), exercise }
    }
}

/// What was done of an exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExerciseDone {
    /// Its number, from 1 as in the file.
    pub exercise: usize,
    /// Its title.
    pub title: String,
    /// In which round, from 1, where it has several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub round: Option<u32>,
    /// Whether all of it that was planned was done.
    pub whole: bool,
    /// Repetitions begun.
    pub reps: usize,
    /// How many of them in the easier version.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub easier: usize,
    /// Why it was not done to its end.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<WhyNot>,
}

/// Why an exercise was not done to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNot {
    /// Somebody went on to the next one.
    Skipped,
    /// Somebody began it, or the one before it, once more.
    BegunAgain,
    /// What was noticed at key `p` ended it.
    Noticed,
    /// The session was finished there.
    Stopped,
    /// A reason that this version has no word for.
    #[serde(other)]
    Other,
}

/// What came of asking for less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EasedTo {
    /// The easier version.
    Easier,
    /// Fewer repetitions.
    Fewer,
    /// Something that this version has no word for.
    #[serde(other)]
    Other,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// By what.
    pub how: EndedBy,
    /// Exercises done to the end of what was planned.
    pub done: usize,
    /// Exercises that were planned.
    pub of: usize,
    /// How long it ran, pauses left out.
    pub lived_ms: u64,
}

/// By what a session ended: [`crate::domain::ending::How`], as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndedBy {
    /// To the last line.
    Finished,
    /// By key, before it began.
    NotToday,
    /// Something gentler was done instead.
    Instead,
    /// By key.
    Stopped,
    /// Because it was too much for that day.
    RedStop,
    /// Because medical help was needed.
    Emergency,
    /// Ctrl-C.
    Interrupt,
    /// The system asked for it.
    Terminate,
    /// The terminal was closed.
    HangUp,
    /// Nobody read what was printed.
    Unheard,
    /// A way that this version has no word for.
    #[serde(other)]
    Other,
}

/// Whole milliseconds.
pub fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
pub(super) fn is_false(is_so: &bool) -> bool {
    !is_so
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
pub(super) fn is_zero(number: &usize) -> bool {
    *number == 0
}
