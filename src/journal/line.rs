//! One line of the log: when, in which session, and what happened. `docs/journal-format.md` describes
//! it for others; a test holds the page against this file.

use std::time::Duration;

use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Note};

/// The version of the format. It becomes another one when a key or a word comes to mean something else;
/// new keys and new events do not change it.
pub const FORMAT: u8 = 1;

/// A time of day where it was, and how far that lies from UTC.
///
/// Written as `2026-10-25T02:30:00.123+01:00`, so that it is clear on the night the clocks change too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Stamp {
    /// What the wall clock showed.
    pub civil: DateTime,
    offset: jiff::tz::Offset,
}

impl From<&Zoned> for Stamp {
    fn from(now: &Zoned) -> Stamp {
        Stamp { civil: now.datetime(), offset: now.offset() }
    }
}

impl From<Stamp> for String {
    fn from(stamp: Stamp) -> String {
        let zone = jiff::tz::TimeZone::fixed(stamp.offset);
        let there = stamp.civil.to_zoned(zone);
        there.map_or_else(
            |_| stamp.civil.to_string(),
            |there| there.strftime("%Y-%m-%dT%H:%M:%S.%3f%:z").to_string(),
        )
    }
}

impl TryFrom<String> for Stamp {
    type Error = String;

    fn try_from(text: String) -> Result<Stamp, String> {
        let pieces = Pieces::parse(&text).map_err(|error| error.to_string())?;
        let time = pieces.time().ok_or("a time of day is missing")?;
        let offset = pieces.to_numeric_offset().ok_or("the offset from UTC is missing")?;
        Ok(Stamp { civil: pieces.date().to_datetime(time), offset })
    }
}

/// What holds the lines of one session together; also one thing added by hand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Id(String);

impl Id {
    /// The name of what begins `now` in the process with this number.
    pub fn new(now: &Zoned, process: u32) -> Id {
        let now = now.timestamp().strftime("%Y%m%dT%H%M%S.%3fZ");
        Id(format!("{now}-{process}"))
    }

    /// As it is written. It can be the name of a file.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Id, Self::Error> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.';
        let name = text.len() <= 64 && text.starts_with(|c: char| c.is_ascii_alphanumeric());
        (name && text.chars().all(plain)).then_some(Id(text)).ok_or("this is no name of a session")
    }
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The version of the format.
    #[serde(rename = "v")]
    pub version: Version,
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
pub struct Version;

impl From<Version> for u8 {
    fn from(_: Version) -> u8 {
        FORMAT
    }
}

impl TryFrom<u8> for Version {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Version, Self::Error> {
        (number == FORMAT).then_some(Version).ok_or("this line is of another version")
    }
}

impl Line {
    /// Something that happens now.
    pub fn new(id: &Id, now: &Zoned, entry: Entry) -> Line {
        let zone = now.time_zone().iana_name().map(ToOwned::to_owned);
        Line { version: Version, id: id.clone(), at: now.into(), zone, entry }
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
    pub fn read(bytes: &[u8]) -> Result<Line, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Entry {
    /// Somebody opened a session; not that it began.
    Opened(About),
    /// It begins, with this plan.
    Planned {
        /// How long it takes with nobody at the keyboard.
        total_ms: u64,
        /// Its exercises in the order of the file.
        exercises: Vec<Planned>,
    },
    /// An exercise is over.
    Exercise(Done),
    /// A question was asked.
    Answer {
        /// Which one, and what was said.
        #[serde(flatten)]
        answer: Answer,
        /// Where in the session.
        #[serde(flatten)]
        place: Place,
    },
    /// The easier version, or fewer repetitions.
    Eased {
        /// Which of the two.
        to: Smaller,
        /// Where.
        #[serde(flatten)]
        place: Place,
    },
    /// 15 seconds more of a rest.
    Longer(Place),
    /// The clock stands still.
    Paused(Place),
    /// It goes on after a pause or a sleep.
    Resumed(Place),
    /// The machine slept.
    Slept(Place),
    /// It is over.
    Ended(Ended),
    /// Something done elsewhere, added by hand.
    Activity {
        /// What.
        what: Activity,
        /// For how long, where that was said.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        minutes: Option<u16>,
        /// A few words.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        note: Option<Note>,
    },
    /// A few words, added by hand.
    Note {
        /// The words.
        note: Note,
    },
}

/// What a session is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
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
pub struct Place {
    /// How much of the timeline lay before.
    pub offset_ms: u64,
    /// The exercise, from 1 as in the file; none before the first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub exercise: Option<usize>,
}

impl Place {
    /// At this offset.
    pub fn new(offset: Duration, exercise: Option<usize>) -> Place {
        Place { offset_ms: millis(offset), exercise }
    }
}

/// An exercise of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Its number, from 1 as in the file.
    pub exercise: usize,
    /// Its title.
    pub title: String,
    /// Repetitions in all, over sets and sides.
    pub reps: usize,
    /// How many of them in the easier version.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub easier: usize,
    /// Why it is not part of today.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left_out: Option<LeftOut>,
}

/// Why an exercise is not part of today: [`crate::plan::LeftOut`], as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// The session begins further on.
    BeforeTheStart,
    /// Its caution screen has not been accepted.
    CautionNotAccepted,
    /// A clearance is missing.
    NotCleared,
    /// A health answer rules it out.
    HealthAnswer,
    /// It was a sore day.
    Sore,
    /// The legs: only breathing was left.
    Legs,
    /// A reason that this version has no word for.
    #[serde(other)]
    Other,
}

/// What was done of an exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Its number, from 1 as in the file.
    pub exercise: usize,
    /// Its title.
    pub title: String,
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
    /// The session was finished there.
    Stopped,
    /// A reason that this version has no word for.
    #[serde(other)]
    Other,
}

/// What came of asking for less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Smaller {
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
    pub how: How,
    /// Exercises done to the end of what was planned.
    pub done: usize,
    /// Exercises that were planned.
    pub of: usize,
    /// How long it ran, pauses left out.
    pub lived_ms: u64,
}

/// By what a session ended: [`crate::session::How`], as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
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

/// What can be added by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Activity {
    /// A walk.
    Walk,
    /// In the water.
    Pool,
    /// On a bicycle, also one that stands still.
    Cycling,
}

/// Whole milliseconds.
pub(super) fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}
