//! When something was, and the name of what it belongs to, as both are written.

use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use serde::{Deserialize, Serialize};

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
