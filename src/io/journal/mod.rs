//! The journal on disk: one part that a stage owns, which takes events and answers and never waits.
//!
//! ```text
//! event, answer --Recorder--> entries --time of day--> lines --Writer's thread--> Log --> file, synced
//! ```

mod background;
mod forget;
mod log_file;
mod synced_log;

pub use background::{Verdict, Writer, not_saved};
pub use forget::{Forget, forget};
pub use log_file::{LOG, LogFile, TORN, is_any_live, is_live, reading};
pub use synced_log::{Log, Medium};

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::domain::timeline::Timeline;
use crate::domain::units::Offset;
use crate::journal::{
    Backwards, Entry, Id, Interrupted, LogLine, Opening, Record, Records, interrupted,
    was_interrupted,
};
use crate::session::Event;
use crate::session::recorder::Recorder;
use crate::text::errors;
use crate::text::journal::NotSaved;
use crate::text::printable::printable;

use super::clock;

/// Why the journal cannot be used, outside of a session.
#[derive(Debug)]
pub enum JournalError {
    /// There is no home folder.
    NoFolder,
    /// The system refused.
    Failed(PathBuf, io::Error),
}

impl JournalError {
    /// What the system said about the log in this folder.
    pub fn failed(folder: &Path, error: io::Error) -> JournalError {
        JournalError::Failed(folder.join(LOG), error)
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JournalError::NoFolder => f.write_str(errors::NO_JOURNAL_FOLDER),
            JournalError::Failed(path, error) => {
                let path = printable(&path.to_string_lossy());
                f.write_str(&errors::journal(&path, &error.to_string()))
            }
        }
    }
}

impl Error for JournalError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            JournalError::NoFolder => None,
            JournalError::Failed(_, error) => Some(error),
        }
    }
}

/// How long the end of a session waits for a slow disk.
const FINISHES_WITHIN: Duration = Duration::from_secs(5);
/// The end of the log that a start looks at, in bytes: thousands of lines.
const RECENT: u64 = 1024 * 1024;

/// The record of one session, or of none.
#[derive(Debug)]
pub struct Journal {
    record: Option<OpenRecord>,
}

#[derive(Debug)]
struct OpenRecord {
    id: Id,
    recorder: Recorder,
    writer: Writer,
    has_written: bool,
}

impl Journal {
    /// The record of a session of this, in this folder; without a folder nothing can be written, and
    /// the end says so. Nothing is written before something happens.
    pub fn begin(folder: Option<PathBuf>, about: Opening) -> Journal {
        let id = Id::new(&clock::now_here(), std::process::id());
        let session = id.clone();
        let writer = Writer::begin(move || {
            let folder = folder.as_deref().ok_or(NotSaved::NoHome)?;
            LogFile::open(folder, Some(&session)).map(Log::new).map_err(|error| not_saved(&error))
        });
        let recorder = Recorder::new(about);
        Journal { record: Some(OpenRecord { id, recorder, writer, has_written: false }) }
    }

    /// A journal in which nothing is written.
    pub fn off() -> Journal {
        Journal { record: None }
    }

    /// Writes down what is worth it of an event; what was said to a question is one.
    pub fn tell(&mut self, event: &Event, at: Offset, timeline: &Timeline) {
        let Some(OpenRecord { id, recorder, writer, has_written }) = &mut self.record else {
            return;
        };
        let entries = recorder.tell(event, at, timeline);
        if entries.is_empty() {
            return;
        }
        let now = clock::now_here();
        for entry in entries {
            writer.write(LogLine::new(id, &now, entry).write());
        }
        *has_written = true;
    }

    /// Waits until everything is safe, within bounds, and says whether it is. Nothing where nothing was
    /// to be written, or it was asked before.
    pub fn finish(&mut self) -> Option<Verdict> {
        let record = self.record.take().filter(|record| record.has_written)?;
        Some(record.writer.finish(FINISHES_WITHIN))
    }
}

/// The last records, newest first: weeks of them, and no more than can be read at once. A journal that
/// cannot be read has none.
pub fn recent(folder: &Path) -> impl Iterator<Item = Record> {
    let log = reading(folder).ok().flatten();
    let records = log.and_then(|log| Records::within(log, RECENT).ok());
    records.into_iter().flatten().map_while(Result::ok)
}

/// The session of this content that was interrupted today.
pub fn interrupted_today(folder: &Path, digest: &str) -> Option<Interrupted> {
    let today = clock::now_here().date();
    interrupted(recent(folder), digest, today, |id| is_live(folder, id))
}

/// Whether any session was interrupted today. Where the last line is of another day, nothing else is
/// read.
pub fn was_interrupted_today(folder: &Path) -> bool {
    let Some(last) = last_line(folder) else { return false };
    let today = clock::now_here().date();
    let live = |id: &Id| is_live(folder, id);
    last.at.civil.date() >= today && was_interrupted(recent(folder), today, live)
}

fn last_line(folder: &Path) -> Option<LogLine> {
    let log = reading(folder).ok().flatten()?;
    let lines = Backwards::within(log, RECENT).ok()?;
    lines.map_while(Result::ok).find_map(|line| LogLine::read(&line).ok())
}

/// Adds something by hand.
///
/// # Errors
/// What the disk says.
pub fn add(folder: &Path, entry: Entry) -> io::Result<()> {
    let now = clock::now_here();
    let line = LogLine::new(&Id::new(&now, std::process::id()), &now, entry);
    Log::new(LogFile::open(folder, None)?).append(&line.write())
}
