//! A log read from its end, line by line, in memory that does not grow with it.

use std::io::{self, Read, Seek, SeekFrom};

/// What is read at a time.
const CHUNK: u64 = 64 * 1024;
/// The longest line that is kept; of a longer one only an empty line is left, which nobody can read.
pub const LINE_AT_MOST: usize = 64 * 1024;

/// The lines of a log, the last one first, without their line ends. Blank lines are passed over.
#[derive(Debug)]
pub struct Backwards<R> {
    log: R,
    /// Everything from here on was read.
    read_from: u64,
    /// Nothing before this is read.
    floor: u64,
    /// What was read and not given yet; its end is the end of the next line.
    unread: Vec<u8>,
    /// The line whose beginning is not read yet is too long to be kept.
    too_long: bool,
    over: bool,
}

impl<R: Read + Seek> Backwards<R> {
    /// From the end of this log as it is now.
    ///
    /// # Errors
    /// Where its end cannot be found.
    pub fn new(log: R) -> io::Result<Backwards<R>> {
        Backwards::within(log, u64::MAX)
    }

    /// The same, but only what begins within the last `bytes`.
    ///
    /// # Errors
    /// Where its end cannot be found.
    pub fn within(mut log: R, bytes: u64) -> io::Result<Backwards<R>> {
        let read_from = log.seek(SeekFrom::End(0))?;
        let floor = read_from.saturating_sub(bytes);
        Ok(Backwards { log, read_from, floor, unread: Vec::new(), too_long: false, over: false })
    }

    fn next_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        // What was searched and has no line end is not searched again.
        let mut unsearched = self.unread.len();
        loop {
            if let Some(end) = self.unread.iter().take(unsearched).rposition(|byte| *byte == b'\n')
            {
                let line = self.unread.split_off(end + 1);
                self.unread.pop();
                return Ok(Some(self.kept(line)));
            }
            if self.read_from <= self.floor {
                self.over = true;
                let line = std::mem::take(&mut self.unread);
                let whole = self.read_from == 0;
                return Ok(whole.then(|| self.kept(line)));
            }
            if self.unread.len() > LINE_AT_MOST {
                self.unread.clear();
                self.too_long = true;
            }
            unsearched = self.read_chunk()?;
        }
    }

    fn kept(&mut self, line: Vec<u8>) -> Vec<u8> {
        let too_long = std::mem::take(&mut self.too_long) || line.len() > LINE_AT_MOST;
        if too_long { b"?".to_vec() } else { line }
    }

    /// Puts what lies before in front; gives how much that was.
    fn read_chunk(&mut self) -> io::Result<usize> {
        let length = (self.read_from - self.floor).min(CHUNK);
        self.read_from -= length;
        self.log.seek(SeekFrom::Start(self.read_from))?;
        // One byte more, so that the end of it is known at once.
        let mut chunk = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
        (&mut self.log).take(length).read_to_end(&mut chunk)?;
        let read = chunk.len();
        chunk.append(&mut self.unread);
        self.unread = chunk;
        Ok(read)
    }
}

impl<R: Read + Seek> Iterator for Backwards<R> {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            match self.next_line() {
                Ok(None) => return None,
                Ok(Some(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(line) => return line.map(Ok),
                Err(error) => {
                    self.over = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn lines(log: &[u8]) -> Vec<String> {
        let lines = Backwards::new(Cursor::new(log)).unwrap();
        lines.map(|line| String::from_utf8(line.unwrap()).unwrap()).collect()
    }

    #[test]
    fn the_last_line_comes_first() {
        assert_eq!(lines(b""), [""; 0]);
        assert_eq!(lines(b"\n\n"), [""; 0]);
        assert_eq!(lines(b"a\nb\n\nc"), ["c", "b", "a"]);
        assert_eq!(lines(b"a\nb\n"), ["b", "a"]);
    }

    #[test]
    fn lines_cross_what_is_read_at_a_time() {
        let mut expected: Vec<String> =
            (0..40_000).map(|number| format!("line {number}")).collect();
        let log = expected.join("\n");
        expected.reverse();
        assert_eq!(lines(log.as_bytes()), expected);
    }

    #[test]
    fn a_line_without_end_needs_no_memory() {
        let long = format!("first\n{}\nlast\n", "x".repeat(10 * LINE_AT_MOST));
        let mut backwards = Backwards::new(Cursor::new(long.as_bytes())).unwrap();
        assert_eq!(backwards.next().unwrap().unwrap(), b"last");
        assert_eq!(backwards.next().unwrap().unwrap(), b"?");
        assert!(backwards.unread.capacity() < 4 * LINE_AT_MOST, "{}", backwards.unread.capacity());
        assert_eq!(backwards.next().unwrap().unwrap(), b"first");
    }
}
