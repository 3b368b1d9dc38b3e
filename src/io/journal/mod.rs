//! The journal on disk: one part that a stage owns, which takes events and answers and never waits.
//!
//! ```text
//! event, answer --Recorder--> entries --time of day--> lines --Writer's thread--> Log --> file, synced
//! ```

mod background;
mod forget;
mod kept;
mod log_file;
mod synced_log;

pub use background::{Keep, Verdict, Writer, not_saved};
pub use forget::{Forget, forget};
pub use kept::{KNOWN, keep_memory};
pub use log_file::{LOG, LogFile, TORN, is_any_live, is_live, reading};
pub use synced_log::{Log, Medium};

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;

use crate::domain::profile::{Flag, Profile, Told};
use crate::domain::timeline::Timeline;
use crate::domain::units::Offset;
use crate::journal::{
    Backwards, Entry, Id, Interrupted, LogLine, Memory, Opening, Period, Record, Records,
    interrupted, was_interrupted,
};
use crate::session::Event;
use crate::session::recorder::Recorder;
use crate::text::errors;
use crate::text::journal::NotSaved;
use crate::text::printable::printable;

use super::clock;
use super::store::Store;

use kept::{RECENT, memory_in};

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
/// How long a page waits until what was told before it is safe. An emergency waits no longer (law 6).
const SETTLES_WITHIN: Duration = Duration::from_millis(300);
/// The end of it in which weeks are looked for.
const OF_WEEKS: u64 = 4 * RECENT;

/// The record of one session, or of none.
#[derive(Debug)]
pub struct Journal {
    record: Option<OpenRecord>,
}

/// What a session leaves on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaves {
    /// All of it.
    Everything,
    /// Only what the next start must know, a line each.
    Facts,
}

#[derive(Debug)]
struct OpenRecord {
    id: Id,
    recorder: Recorder,
    writer: Writer,
    leaves: Leaves,
    has_written: bool,
    /// Something must be safe before the next page is shown.
    is_unsettled: bool,
    answers: Option<Answers>,
}

/// Where health answers are kept.
#[derive(Debug)]
struct Answers {
    store: Store,
    /// As the session knows them.
    known: Profile,
}

impl Journal {
    /// The record of a session of this, in this store; without a folder nothing can be written, and
    /// the end says so. Nothing is written before something happens.
    pub fn begin(store: &Store, about: Opening, leaves: Leaves) -> Journal {
        let id = Id::new(&clock::now_here(), std::process::id());
        let session = (leaves == Leaves::Everything).then(|| id.clone());
        let folder = store.own_folder().map(ToOwned::to_owned);
        let writer = Writer::begin(move || {
            let folder = folder.as_deref().ok_or(NotSaved::NoHome)?;
            LogFile::open(folder, session.as_ref()).map(Log::new).map_err(|error| not_saved(&error))
        });
        let recorder = Recorder::new(about);
        let record = OpenRecord {
            id,
            recorder,
            writer,
            leaves,
            has_written: false,
            is_unsettled: false,
            answers: None,
        };
        Journal { record: Some(record) }
    }

    /// The same, keeping health answers in the store's profile, which the session knows as `known`.
    #[must_use]
    pub fn with_answers(mut self, store: &Store, known: &Profile) -> Journal {
        if let Some(record) = &mut self.record {
            record.answers = Some(Answers { store: store.clone(), known: known.clone() });
        }
        self
    }

    /// A journal in which nothing is written.
    pub fn off() -> Journal {
        Journal { record: None }
    }

    /// Whether all that is said is written down.
    pub fn keeps_everything(&self) -> bool {
        self.record.as_ref().is_some_and(|record| record.leaves == Leaves::Everything)
    }

    /// Writes down what is worth it of an event; what was said to a question is one.
    pub fn tell(&mut self, event: &Event, at: Offset, timeline: &Timeline) {
        let Some(record) = &mut self.record else { return };
        let entries = record.recorder.tell(event, at, timeline);
        let now = clock::now_here();
        for entry in entries.into_iter().filter_map(|entry| record.leaves.of(entry)) {
            record.is_unsettled |= matches!(entry, Entry::Remembered { .. });
            record.has_written = true;
            record.writer.write(LogLine::new(&record.id, &now, entry).write());
        }
        if let (Event::ForOtherDays(what), Some(answers)) = (event, &mut record.answers)
            && !what.told.is_empty()
        {
            record.is_unsettled = true;
            record.writer.keep(answers.keeping(what.told.clone(), now.date()));
        }
    }

    /// Waits, within bounds, until what must not be lost is safe: before the next page is shown.
    pub fn settle(&mut self) {
        if let Some(record) = &mut self.record
            && std::mem::take(&mut record.is_unsettled)
        {
            record.writer.settle(SETTLES_WITHIN);
        }
    }

    /// Waits until everything is safe, within bounds, and says whether it is. Nothing where nothing was
    /// to be written, or it was asked before.
    pub fn finish(&mut self) -> Option<Verdict> {
        let record = self.record.take()?;
        let (leaves, has_written) = (record.leaves, record.has_written);
        let verdict = record.writer.finish(FINISHES_WITHIN);
        let is_worth_it = has_written || verdict.not_kept.is_some();
        let only_facts = leaves == Leaves::Facts;
        is_worth_it.then_some(Verdict { only_facts, has_lines: has_written, ..verdict })
    }
}

impl Leaves {
    fn of(self, entry: Entry) -> Option<Entry> {
        match (self, entry) {
            (Leaves::Everything, entry) => Some(entry),
            (Leaves::Facts, Entry::Remembered { fact, .. }) if fact.is_always_kept() => {
                Some(Entry::Remembered { fact: fact.alone(), alone: true })
            }
            (Leaves::Facts, _) => None,
        }
    }
}

impl Answers {
    fn keeping(&mut self, told: BTreeMap<Flag, Told>, today: Date) -> Keep {
        let (store, known) = (self.store.clone(), self.known.clone());
        // What is told next in this session is told over it.
        self.known.tell_all(&told, &known, today);
        Box::new(move || {
            let kept = store.change_profile(|profile| profile.tell_all(&told, &known, today));
            kept.map(drop).map_err(|error| NotSaved::Answers(error.to_string()))
        })
    }
}

/// What past sessions mean for this one.
///
/// # Errors
/// Where there is a journal that cannot be read.
pub fn memory(folder: &Path) -> Result<Memory, JournalError> {
    let log = reading(folder);
    let memory =
        log.and_then(|log| log.map_or(Ok(Memory::default()), |log| memory_in(folder, log)));
    memory.map_err(|error| JournalError::failed(folder, error))
}

/// The last records, newest first: weeks of them, and no more than can be read at once. A journal that
/// cannot be read has none.
pub fn recent(folder: &Path) -> impl Iterator<Item = Record> {
    let log = reading(folder).ok().flatten();
    let records = log.and_then(|log| Records::within(log, RECENT).ok());
    records.into_iter().flatten().map_while(Result::ok)
}

/// The last records of a period, newest first: of twelve weeks all, unless somebody moves ten times a day.
pub fn recent_of(folder: &Path, period: Period) -> impl Iterator<Item = Record> {
    let log = reading(folder).ok().flatten();
    let records = log.and_then(|log| Records::of_within(log, period, OF_WEEKS).ok());
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
    Log::new(LogFile::open(folder, None)?).append(&line.write())?;
    keep_memory(folder);
    Ok(())
}
