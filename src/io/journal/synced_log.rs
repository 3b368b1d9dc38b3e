//! A log of whole lines: each is in the file and synced, or it is not in the file.
//!
//! Knows no path; what it is kept in is a [`Medium`], so that tests can pull the plug at any byte.

use std::io::{self, Read, Seek, SeekFrom, Write};

use serde::de::IgnoredAny;

use crate::journal::LINE_AT_MOST;

/// The end of a log that is looked at before it is written to.
const LOOKED_AT: u64 = 2 * LINE_AT_MOST as u64;
/// A crash damages the lines that were not synced: one for each program that was writing.
const DAMAGED_AT_MOST: usize = 8;

/// What a log is kept in. Reading begins where it was sought to; writing goes to the end.
pub trait Medium: Read + Write + Seek {
    /// Keeps other programs from writing until [`Medium::release`]. Where there are no locks nobody is
    /// kept out, and that is no error.
    fn claim(&mut self) -> io::Result<()>;

    /// Lets other programs write again.
    fn release(&mut self);

    /// Shortens it to this length.
    fn truncate(&mut self, length: u64) -> io::Result<()>;

    /// Comes back when everything that was written is safe from a power cut.
    fn sync(&mut self) -> io::Result<()>;

    /// Keeps what was torn somewhere else, safe from a power cut.
    fn set_aside(&mut self, torn: &[u8]) -> io::Result<()>;
}

/// A log that is written to.
#[derive(Debug)]
pub struct Log<M> {
    medium: M,
    /// Whether its last lines were looked at; after that only the last byte is.
    looked_at: bool,
    /// Whether something torn was set aside.
    has_set_aside: bool,
}

impl<M: Medium> Log<M> {
    /// A log in this medium.
    pub fn new(medium: M) -> Log<M> {
        Log { medium, looked_at: false, has_set_aside: false }
    }

    /// Whether something torn was set aside since it was opened.
    pub fn has_set_aside(&self) -> bool {
        self.has_set_aside
    }

    /// Adds a line, with its line end. When this comes back without an error the line is there after
    /// any power cut. With an error the log is cut back to what it was, where the medium still lets
    /// it; where not, the next line that is written sets the rest aside.
    ///
    /// # Errors
    /// What the medium says.
    pub fn append(&mut self, line: &str) -> io::Result<()> {
        self.medium.claim()?;
        let appended = self.set_torn_aside().and_then(|()| self.write_line(line));
        self.medium.release();
        appended
    }

    fn write_line(&mut self, line: &str) -> io::Result<()> {
        let before = self.medium.seek(SeekFrom::End(0))?;
        let written = self.medium.write_all(line.as_bytes()).and_then(|()| self.medium.sync());
        if written.is_err() {
            // Where it cannot be cut off, whoever writes next sets it aside.
            let _ = self.medium.truncate(before);
        }
        written
    }

    /// Sets aside what a crash or a full disk has torn.
    fn set_torn_aside(&mut self) -> io::Result<()> {
        let end = self.medium.seek(SeekFrom::End(0))?;
        let looked_at = if self.looked_at { 1 } else { LOOKED_AT };
        if self.looked_at && self.tail(end, looked_at)? == b"\n" {
            return Ok(());
        }
        let tail = self.tail(end, LOOKED_AT)?;
        let from_the_start = tail.len() as u64 == end;
        let whole = whole_lines(&tail, from_the_start);
        let torn = tail.get(whole..).unwrap_or_default();
        if !torn.is_empty() {
            self.medium.set_aside(torn)?;
            self.medium.truncate(end - torn.len() as u64)?;
            self.has_set_aside = true;
        }
        if tail.get(..whole).is_some_and(|kept| !kept.is_empty() && !kept.ends_with(b"\n")) {
            self.medium.write_all(b"\n")?;
        }
        self.looked_at = true;
        Ok(())
    }

    /// At most so many of its last bytes.
    fn tail(&mut self, end: u64, at_most: u64) -> io::Result<Vec<u8>> {
        let length = end.min(at_most);
        self.medium.seek(SeekFrom::Start(end - length))?;
        let mut tail = Vec::new();
        (&mut self.medium).take(length).read_to_end(&mut tail)?;
        Ok(tail)
    }
}

/// How much of the end of a log is whole lines. A last line without its line end may be whole: somebody
/// has opened the log in an editor.
fn whole_lines(tail: &[u8], from_the_start: bool) -> usize {
    let mut end = tail.len();
    for _ in 0..DAMAGED_AT_MOST {
        let body = tail.get(..end).unwrap_or_default();
        let body = body.strip_suffix(b"\n").unwrap_or(body);
        let begins = body.iter().rposition(|byte| *byte == b'\n').map_or(0, |before| before + 1);
        let line = body.get(begins..).unwrap_or_default();
        let begins_before = begins == 0 && !from_the_start;
        let is_whole = || serde_json::from_slice::<IgnoredAny>(line).is_ok();
        if end == 0 || begins_before || line.trim_ascii().is_empty() || is_whole() {
            break;
        }
        end = begins;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_torn_is_taken_away() {
        let kept = |tail: &[u8]| whole_lines(tail, true);
        assert_eq!(kept(b""), 0);
        assert_eq!(kept(b"{}\n{\"a\":1}\n"), 11);
        assert_eq!(kept(b"{}\n{\"a\":1}"), 10, "whole without its line end");
        assert_eq!(kept(b"{}\n{\"a\":1"), 3);
        assert_eq!(kept(b"{\"a\":1"), 0);
        assert_eq!(kept(b"{}\n\0\0\0\0\n{\"a\n"), 3, "two programs were writing");
        assert_eq!(whole_lines(b"56}\n{\"a", false), 4, "the first line begins before");
    }
}
