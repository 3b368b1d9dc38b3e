//! What was done so far on a day.

use std::time::Duration;

use jiff::civil::Date;

use super::{Record, What};

/// A day so far, as the journal knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// How often a routine was done, or some of it.
    pub times: usize,
    /// How long all sessions took together, pauses left out.
    pub moved: Duration,
}

/// The sessions of a day among these records, the newest of which come first; `name` is the routine
/// whose times are counted.
pub fn day(records: impl Iterator<Item = Record>, date: Date, name: &str) -> Day {
    let of_the_day = records.take_while(|record| record.at.civil.date() >= date);
    let mut day = Day::default();
    for record in of_the_day.filter(|record| record.at.civil.date() == date) {
        let What::Session(session) = record.what else { continue };
        let Some(ended) = &session.ended else { continue };
        day.moved += Duration::from_millis(ended.lived_ms);
        day.times += usize::from(ended.done > 0 && session.about.name == name);
    }
    day
}
