//! What a log means, kept beside it so that the next start need not read it all.
//!
//! It counts only where this very program has made it of this very log: any other file under that name,
//! and any change to it by whomever, also one that leaves its length and its date, and it is as if there
//! were none. Then the log is read.

use serde::{Deserialize, Serialize};

use crate::domain::digest::of_text;

use super::remembered::Memory;

/// What the system knows of a file without reading it. Whoever changes a byte changes one of these:
/// `changed` is set by the system alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileState {
    /// Where it lies.
    pub device: u64,
    /// Which file it is there.
    pub number: u64,
    /// Its length in bytes.
    pub length: u64,
    /// When its content was changed, in seconds and parts of one.
    pub modified: (i64, i64),
    /// When anything about it was changed.
    pub changed: (i64, i64),
}

impl FileState {
    /// Whether any later change would show, `now` being a file that was written to just now: the clock of
    /// the files has gone on since the last one. One that knows whole seconds only is too coarse.
    pub fn has_settled(&self, now: &FileState) -> bool {
        let is_earlier = self.modified < now.modified && self.changed < now.modified;
        self.device == now.device && is_earlier && self.changed.1 != 0
    }
}

/// What a log means, and by whom and of what it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMemory {
    /// The version of the program.
    pub version: String,
    /// The program itself: what is remembered may mean something else in another.
    pub program: FileState,
    /// The log as it was.
    pub log: FileState,
    /// What it means.
    pub memory: Memory,
}

impl KeptMemory {
    /// As it is written: a line that tells whether the next one is whole, and that line. Nothing where it
    /// would not come back as it is.
    pub fn write(&self) -> Option<String> {
        let line = serde_json::to_string(self).ok()?;
        let text = format!("{}\n{line}\n", of_text(&line));
        (KeptMemory::read(&text).as_ref() == Some(self)).then_some(text)
    }

    /// What was written; nothing where it is not whole.
    pub fn read(text: &str) -> Option<KeptMemory> {
        let (name, line) = text.strip_suffix('\n')?.split_once('\n')?;
        let kept = (of_text(line) == name).then(|| serde_json::from_str(line).ok());
        kept.flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: (i64, i64) = (10, 500);

    fn state(device: u64, modified: (i64, i64), changed: (i64, i64)) -> FileState {
        FileState { device, number: 2, length: 3, modified, changed }
    }

    #[test]
    fn it_has_settled_once_the_clock_of_files_went_on() {
        let now = state(1, (10, 501), (10, 501));
        assert!(state(1, AT, AT).has_settled(&now));
        for (other, why) in [
            (state(1, (10, 501), AT), "its content was changed just now"),
            (state(1, AT, (10, 501)), "something else of it was"),
            (state(1, AT, (11, 1)), "its clock is ahead"),
            (state(2, AT, AT), "another device has another clock"),
            (state(1, (9, 0), (9, 0)), "a clock of whole seconds"),
        ] {
            assert!(!other.has_settled(&now), "{why}");
        }
    }

    #[test]
    fn what_is_not_whole_is_not_read() {
        let file = state(1, AT, AT);
        let memory = Memory { lighter: true, ..Memory::default() };
        let kept = KeptMemory { version: "0".into(), program: file, log: file, memory };
        let text = kept.write().unwrap();
        assert_eq!(KeptMemory::read(&text), Some(kept));
        assert_eq!(KeptMemory::read(&text.replace("true", "false")), None);
        assert_eq!(KeptMemory::read(text.trim_end()), None);
        assert_eq!(KeptMemory::read(""), None);
    }
}
