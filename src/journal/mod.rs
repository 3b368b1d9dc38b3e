//! What is written down of a session, and read again: events and true times to lines, lines to
//! records.
//!
//! Knows no disk and no clock: times of day are given to it, and a log is anything that can be read.

mod account;
mod activity;
mod backwards;
mod cards;
pub mod change;
mod felt;
mod gather;
mod growth;
pub mod history;
mod kept_memory;
mod line;
mod listing;
mod lived;
mod memo;
pub mod memory;
mod pairs;
mod period;
mod planned;
mod record;
mod remembered;
mod spread;
mod stamp;
mod still_open;
mod table;
mod week;
mod weekly;

pub use account::{
    Account, AskedFor, CameOfIt, EmergencyTold, ExerciseSeen, Happened, LastSession, RoutineDone,
};
pub use activity::Activity;
pub use backwards::{Backwards, LINE_AT_MOST};
pub use cards::{Because, CardDue, LastWeeks, Overall, SomeWeeks, WeekCard};
pub use felt::Felt;
pub use gather::Gather;
pub use growth::{Grown, GrowthStep, GrowthSteps};
pub use kept_memory::{FileState, KeptMemory};
pub use line::{
    EasedTo, Ended, EndedBy, Entry, ExerciseDone, FORMAT, FormatVersion, LogLine, Opening, WhyNot,
    WrittenPlace, millis,
};
pub use listing::{ListLayout, page};
pub use memo::Memo;
pub use period::Period;
pub use planned::{NoMore, Planned, PlannedRounds, WhyLeftOut};
pub use record::{
    End, Interrupted, Record, SessionRecord, What, WhyRed, interrupted, was_interrupted,
};
pub use remembered::{LegMemory, Memory};
pub use spread::{Median, Spread};
pub use stamp::{Id, Stamp};
pub use still_open::StillOpen;
pub use table::{TableRow, row};
pub use week::{LongestWalk, Week, Weeks, weeks};
pub use weekly::WeeklyMemory;

use std::io::{self, Read, Seek};

use jiff::civil::Date;

/// The records of a log, the newest first.
#[derive(Debug)]
pub struct Records<R> {
    lines: Backwards<R>,
    gather: Gather,
    /// Lines of days before this one are passed over, but for a goal's.
    since: Option<Date>,
    /// Lines that were not understood: damaged, or written by a newer version.
    pub not_understood: usize,
}

impl<R: Read + Seek> Records<R> {
    /// From the end of this log as it is now.
    ///
    /// # Errors
    /// Where its end cannot be found.
    pub fn new(log: R) -> io::Result<Records<R>> {
        Records::within(log, u64::MAX)
    }

    /// The same, but only what lies within the last `bytes` of it.
    ///
    /// # Errors
    /// Where its end cannot be found.
    pub fn within(log: R, bytes: u64) -> io::Result<Records<R>> {
        let lines = Backwards::within(log, bytes)?;
        Ok(Records { lines, gather: Gather::default(), since: None, not_understood: 0 })
    }

    /// Those of a period, what is dated later, and goals: lines of days before it are not taken apart.
    ///
    /// # Errors
    /// Where its end cannot be found.
    pub fn of(log: R, period: Period) -> io::Result<Records<R>> {
        Records::of_within(log, period, u64::MAX)
    }

    /// The same, but only what lies within the last `bytes` of it.
    ///
    /// # Errors
    /// Where its end cannot be found.
    pub fn of_within(log: R, period: Period, bytes: u64) -> io::Result<Records<R>> {
        // A day more, since a clock may have been set back in a session.
        let since = period.from.yesterday().unwrap_or(period.from);
        Ok(Records { since: Some(since), ..Records::within(log, bytes)? })
    }
}

/// Whether a line was written before this day and is no goal; told without taking it apart.
fn is_earlier(line: &[u8], since: Date) -> bool {
    // Inside a text a quotation mark has a backslash before it.
    let after = |key: &[u8]| line.windows(key.len()).position(|here| here == key);
    let at = after(WRITTEN_AT).map(|at| at + WRITTEN_AT.len());
    let day = at.and_then(|at| str::from_utf8(line.get(at..at + DAY)?).ok());
    let day = day.and_then(|day| day.parse::<Date>().ok());
    day.is_some_and(|day| day < since) && after(IS_OF_A_GOAL.as_bytes()).is_none()
}

/// What stands before the day of a line.
const WRITTEN_AT: &[u8] = b"\"at\":\"";
/// How long a day is, as it is written.
const DAY: usize = "2026-10-25".len();
/// What every line about the goal holds.
pub const IS_OF_A_GOAL: &str = "\"goal\"";

impl<R: Read + Seek> Iterator for Records<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        for line in self.lines.by_ref() {
            let passed = |line: &Vec<u8>| self.since.is_some_and(|day| is_earlier(line, day));
            if line.as_ref().is_ok_and(passed) {
                continue;
            }
            match line.map(|line| LogLine::read(&line)) {
                Err(error) => return Some(Err(error)),
                Ok(Err(_)) => self.not_understood += 1,
                Ok(Ok(line)) => {
                    if let Some(record) = self.gather.line(line) {
                        return Some(Ok(record));
                    }
                }
            }
        }
        None
    }
}
