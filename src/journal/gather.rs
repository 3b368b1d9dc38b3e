//! From lines, newest first, to whole records.

use std::collections::BTreeMap;

use super::line::{Entry, LogLine};
use super::record::{Record, SessionRecord, What};
use super::stamp::Id;

/// Sessions that may overlap; of more, the oldest are dropped, so that a damaged log needs no memory.
const OPEN_AT_MOST: usize = 64;
/// The lines that one session may have.
const LINES_AT_MOST: usize = 10_000;

/// Puts lines together, newest first: a record is whole when the line that opened it comes.
#[derive(Debug, Default)]
pub struct Gather {
    /// The entries of each session, newest first, and when the session was first met.
    open: BTreeMap<Id, (usize, Vec<Entry>)>,
    met: usize,
}

impl Gather {
    /// The next older line; gives the record that it opened.
    pub fn line(&mut self, line: LogLine) -> Option<Record> {
        let LogLine { id, at, zone, entry, .. } = line;
        let what = match entry {
            Entry::Opened(about) => {
                let mut session = SessionRecord::new(about);
                let entries = self.open.remove(&id).map_or_else(Vec::new, |(_, entries)| entries);
                entries.into_iter().rev().for_each(|entry| session.add(entry));
                What::Session(Box::new(session))
            }
            Entry::Activity { what, minutes, stopped_by, note } => {
                What::Activity { what, minutes, stopped_by, note }
            }
            Entry::Note { note } => What::Note(note),
            Entry::Goal { words, hard } => What::Goal { words, hard },
            Entry::Remembered { fact, alone: true } => What::Fact(fact),
            entry => {
                self.keep(id, entry);
                return None;
            }
        };
        Some(Record { id, at, zone, what })
    }

    fn keep(&mut self, id: Id, entry: Entry) {
        if self.open.len() >= OPEN_AT_MOST && !self.open.contains_key(&id) {
            let oldest = self.open.iter().min_by_key(|(_, (met, _))| *met);
            let oldest = oldest.map(|(id, _)| id.clone());
            oldest.and_then(|id| self.open.remove(&id));
        }
        self.met += 1;
        let (_, entries) = self.open.entry(id).or_insert((self.met, Vec::new()));
        if entries.len() < LINES_AT_MOST {
            entries.push(entry);
        }
    }
}
