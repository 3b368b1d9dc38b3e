//! Forgetting: the log is written anew beside itself, without what is to be forgotten, and renamed. Of an
//! emergency or a red stop that is still open one line stays, that it was.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use serde::Deserialize;

use crate::io::atomic_file::{Readers, StagedFile, clear_leftovers};
use crate::io::file_lock::has_other_names;
use crate::journal::{IS_OF_A_GOAL, Id, LogLine, Memory, StillOpen};
use crate::text::errors;

use super::kept::{keep_memory, let_go};
use super::log_file::{LOG, LogFile, TORN, is_any_live, read_only};
use super::synced_log::Medium;

/// What is to be forgotten.
#[derive(Clone, Copy, Debug)]
pub enum Forget<'i> {
    /// One session, or one thing added by hand.
    One(&'i Id),
    /// The goal: its words, and every number for it.
    Goal,
    /// Everything.
    All,
}

/// Forgets, and gives what is left to know; nothing where a session goes on. What is still open stays, a
/// line each.
///
/// # Errors
/// What the disk says; then the log is as it was.
#[expect(clippy::disallowed_methods, reason = "the journal is forgotten here and nowhere else")]
pub fn forget(folder: &Path, what: Forget<'_>) -> io::Result<Option<Memory>> {
    let mut log = LogFile::open(folder, None)?;
    log.claim()?;
    // Under the log's own lock no session can begin meanwhile.
    let mut left = None;
    if !is_any_live(folder) {
        let_go(folder, log.is_held())?;
        // Nobody can tell what a torn line was, unless its name is left. The log is the last: once
        // another is in its place, its lock keeps nobody out.
        let torn = folder.join(TORN);
        if torn.exists() {
            without(&torn, log.is_held(), |_, line| (!names(line, what)).then_some(line.into()))?;
        }
        let path = folder.join(LOG);
        let open = still_open(&path)?;
        let mut known = StillOpen::default();
        without(&path, log.is_held(), |place, line| {
            let left: Option<Cow<'_, [u8]>> = match is_of(line, what) {
                false => Some(line.into()),
                true => open.get(&place).map(|left| left.write().into_bytes().into()),
            };
            if let Some(line) = &left {
                known.line(place, line);
            }
            left
        })?;
        left = Some(known.memory());
    }
    log.release();
    keep_memory(folder);
    Ok(left)
}

/// The lines of a log that hold what is still open, by their places, and what is left of each.
fn still_open(path: &Path) -> io::Result<BTreeMap<usize, LogLine>> {
    let mut open = StillOpen::default();
    each_line(path, |place, line| {
        open.line(place, line);
        Ok(())
    })?;
    Ok(open.lines())
}

fn each_line(path: &Path, mut see: impl FnMut(usize, &[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut lines = BufReader::new(read_only(path)?);
    let (mut place, mut line) = (0, Vec::new());
    while lines.read_until(b'\n', &mut line)? > 0 {
        see(place, &line)?;
        line.clear();
        place += 1;
    }
    Ok(())
}

/// Writes a file anew with what is left of each line: there where a link leads to it.
#[expect(clippy::disallowed_methods, reason = "the journal is forgotten here and nowhere else")]
fn without(
    path: &Path,
    is_held: bool,
    mut left_of: impl for<'l> FnMut(usize, &'l [u8]) -> Option<Cow<'l, [u8]>>,
) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    if has_other_names(&path) {
        return Err(io::Error::other(errors::ANOTHER_NAME));
    }
    clear_leftovers(&path, is_held);
    let staged = StagedFile::write(&path, Readers::Owner, |file| {
        let mut out = BufWriter::new(file);
        each_line(&path, |place, line| {
            left_of(place, line).map_or(Ok(()), |left| out.write_all(&left))
        })?;
        out.flush()
    });
    staged?.put_in_place()
}

/// All that is read of a line here: a newer version names its sessions too.
#[derive(Deserialize)]
struct LineName {
    id: String,
}

fn is_of(line: &[u8], what: Forget<'_>) -> bool {
    match what {
        Forget::All => true,
        Forget::Goal => LogLine::read(line).is_ok_and(|line| line.entry.is_of_the_goal()),
        Forget::One(id) => {
            serde_json::from_slice::<LineName>(line).is_ok_and(|named| named.id == id.name())
        }
    }
}

fn names(line: &[u8], what: Forget<'_>) -> bool {
    let holds = |name: &[u8]| line.windows(name.len()).any(|part| part == name);
    match what {
        Forget::All => true,
        Forget::Goal => holds(IS_OF_A_GOAL.as_bytes()),
        Forget::One(id) => holds(id.name().as_bytes()),
    }
}
