//! What is written down of a session, and read again: events and true times to lines, lines to
//! records.
//!
//! Knows no disk and no clock: times of day are given to it, and a log is anything that can be read.

mod backwards;
mod growth;
pub mod history;
mod line;
mod listing;
mod lived;
mod memo;
pub mod memory;

mod record;
mod remembered;
mod stamp;
mod still_open;
mod table;

pub use backwards::{Backwards, LINE_AT_MOST};
pub use growth::{Grown, GrowthStep, GrowthSteps};
pub use line::{
    Activity, EasedTo, Ended, EndedBy, Entry, ExerciseDone, FORMAT, FormatVersion, LogLine, NoMore,
    Opening, Planned, WhyLeftOut, WhyNot, WrittenPlace, millis,
};
pub use listing::{ListLayout, page};
pub use memo::Memo;
pub use record::{
    End, Gather, Interrupted, Record, SessionRecord, What, WhyRed, interrupted, was_interrupted,
};
pub use remembered::{LegMemory, Memory};
pub use stamp::{Id, Stamp};
pub use still_open::StillOpen;
pub use table::{TableRow, row};

use std::io::{self, Read, Seek};

/// The records of a log, the newest first.
#[derive(Debug)]
pub struct Records<R> {
    lines: Backwards<R>,
    gather: Gather,
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
        Ok(Records { lines, gather: Gather::default(), not_understood: 0 })
    }
}

impl<R: Read + Seek> Iterator for Records<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        for line in self.lines.by_ref() {
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
