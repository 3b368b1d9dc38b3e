//! What outlives forgetting: what is still open for a doctor, for somebody to be asked or for a gentle
//! day, as one line each that says nothing else. It is the line that `--no-journal` leaves.

use std::collections::BTreeMap;

use super::line::{Entry, LogLine};
use super::memo::Memo;
use super::memory::Fold;
use super::remembered::Memory;

/// Reads a log line by line, the oldest first, and knows which of them hold what is still open.
#[derive(Debug, Default)]
pub struct StillOpen {
    fold: Fold,
    emergency: Option<Held>,
    doctor_today: Option<Held>,
    red_stop: Option<Held>,
    ask_first: Option<Held>,
    something_new: Option<Held>,
}

/// The place of a line among the lines of its log, from 0, and the line.
type Held = (usize, LogLine);

impl StillOpen {
    /// The next line; what is damaged or of another version holds nothing.
    pub fn line(&mut self, place: usize, bytes: &[u8]) {
        let Ok(line) = LogLine::read(bytes) else { return };
        if let Entry::Remembered { fact, .. } = &line.entry {
            match fact {
                Memo::Emergency { .. } => self.emergency = Some((place, line.clone())),
                Memo::DoctorToday => self.doctor_today = Some((place, line.clone())),
                Memo::RedStop => self.red_stop = Some((place, line.clone())),
                Memo::AskFirst => self.ask_first = Some((place, line.clone())),
                Memo::SomethingNew => self.something_new = Some((place, line.clone())),
                Memo::WrongKey => self.emergency = None,
                // A gentle day comes first then.
                Memo::DoctorLooked => {
                    let looked = [self.emergency.take(), self.doctor_today.take()];
                    let looked = looked.into_iter().flatten().next();
                    self.red_stop = looked.or_else(|| self.red_stop.take());
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
        let held = [
            (self.red_stop, memory.red_stop, Memo::RedStop),
            (self.ask_first, memory.ask_first, Memo::AskFirst),
            (self.something_new, memory.something_new, Memo::SomethingNew),
            (self.doctor_today, memory.doctor_today, Memo::DoctorToday),
            (self.emergency, memory.emergency, Memo::Emergency { sign: None }),
        ];
        let open = held.into_iter().filter(|(_, open, _)| open.is_some());
        open.filter_map(|(held, _, fact)| held.map(|held| alone(held, fact))).collect()
    }
}

fn alone((place, line): Held, fact: Memo) -> Held {
    (place, LogLine { entry: Entry::Remembered { fact, alone: true }, ..line })
}
