//! What outlives forgetting: an emergency or a red stop that is still open, as one line that says
//! nothing else. It is the line that `--no-journal` leaves.

use std::collections::BTreeMap;

use super::line::{Entry, LogLine};
use super::memo::Memo;
use super::memory::{Fold, Memory};

/// Reads a log line by line, the oldest first, and knows which of them hold what is still open.
#[derive(Debug, Default)]
pub struct StillOpen {
    fold: Fold,
    emergency: Option<Held>,
    red_stop: Option<Held>,
}

/// The place of a line among the lines of its log, from 0, and the line.
type Held = (usize, LogLine);

impl StillOpen {
    /// The next line; what is damaged or of another version holds nothing.
    pub fn line(&mut self, place: usize, bytes: &[u8]) {
        let Ok(line) = LogLine::read(bytes) else { return };
        if let Entry::Remembered { fact, .. } = &line.entry {
            match fact {
                Memo::Emergency => self.emergency = Some((place, line.clone())),
                Memo::RedStop => self.red_stop = Some((place, line.clone())),
                Memo::WrongKey => self.emergency = None,
                // A gentle day comes first then.
                Memo::DoctorLooked => {
                    self.red_stop = self.emergency.take().or_else(|| self.red_stop.take());
                }
                _ => {}
            }
        }
        self.fold.line(line);
    }

    /// What all lines mean together.
    pub fn memory(self) -> Memory {
        self.fold.memory
    }

    /// The places of the lines that hold what is still open, and what is left of each.
    pub fn lines(self) -> BTreeMap<usize, LogLine> {
        let memory = self.fold.memory;
        let emergency = self.emergency.filter(|_| memory.emergency.is_some());
        let red_stop = self.red_stop.filter(|_| memory.red_stop.is_some());
        let held = [(red_stop, Memo::RedStop), (emergency, Memo::Emergency)];
        held.into_iter().filter_map(|(held, fact)| held.map(|held| alone(held, fact))).collect()
    }
}

fn alone((place, line): Held, fact: Memo) -> Held {
    (place, LogLine { entry: Entry::Remembered { fact, alone: true }, ..line })
}
