//! Forgetting: the log is written anew beside itself, without what is to be forgotten, and renamed.

use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use serde::Deserialize;

use crate::io::atomic_file::{Readers, StagedFile, clear_leftovers};
use crate::io::file_lock::has_other_names;
use crate::journal::Id;
use crate::text::errors;

use super::log_file::{LOG, LogFile, TORN, is_any_live, read_only};
use super::synced_log::Medium;

/// What is to be forgotten.
#[derive(Clone, Copy, Debug)]
pub enum Forget<'i> {
    /// One session, or one thing added by hand.
    One(&'i Id),
    /// Everything.
    All,
}

/// Forgets, unless a session goes on; says whether it did.
///
/// # Errors
/// What the disk says; then the log is as it was.
#[expect(clippy::disallowed_methods, reason = "the journal is forgotten here and nowhere else")]
pub fn forget(folder: &Path, what: Forget<'_>) -> io::Result<bool> {
    let mut log = LogFile::open(folder, None)?;
    log.claim()?;
    // Under the log's own lock no session can begin meanwhile.
    let forgets = !is_any_live(folder);
    if forgets {
        // Nobody can tell what a torn line was, unless its name is left. The log is the last: once
        // another is in its place, its lock keeps nobody out.
        let torn = folder.join(TORN);
        if torn.exists() {
            without(&torn, log.is_held(), |line| !names(line, what))?;
        }
        without(&folder.join(LOG), log.is_held(), |line| !is_of(line, what))?;
    }
    log.release();
    Ok(forgets)
}

/// Writes a file anew with the lines that are kept, each as it was: there where a link leads to it.
#[expect(clippy::disallowed_methods, reason = "the journal is forgotten here and nowhere else")]
fn without(path: &Path, is_held: bool, keeps: impl Fn(&[u8]) -> bool) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    if has_other_names(&path) {
        return Err(io::Error::other(errors::ANOTHER_NAME));
    }
    clear_leftovers(&path, is_held);
    let staged = StagedFile::write(&path, Readers::Owner, |file| {
        let mut lines = BufReader::new(read_only(&path)?);
        let mut out = BufWriter::new(file);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line)? > 0 {
            if keeps(&line) {
                out.write_all(&line)?;
            }
            line.clear();
        }
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
        Forget::One(id) => {
            serde_json::from_slice::<LineName>(line).is_ok_and(|named| named.id == id.name())
        }
    }
}

fn names(line: &[u8], what: Forget<'_>) -> bool {
    match what {
        Forget::All => true,
        Forget::One(id) => {
            let id = id.name().as_bytes();
            line.windows(id.len()).any(|part| part == id)
        }
    }
}
