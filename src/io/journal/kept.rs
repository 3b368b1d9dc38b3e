//! What the log means, in a file beside it, so that a start need not read years of it.
//!
//! ```text
//! start --the log is as it was--> the kept memory
//!       --anything else---------> the whole log
//! end of a session, something added, something forgotten --> kept anew
//! ```
//!
//! It is made while the log is held, so that `journal forget` never finds one that is on its way. Nothing
//! depends on it: where it cannot be made or read, the log is.

use std::env;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::io::atomic_file::{Readers, StagedFile, clear_leftovers};
use crate::journal::memory::memory_of;
use crate::journal::{FileState, KeptMemory, Memory};

use super::log_file::{LOG, LogFile, ordinary, read_only, reading};
use super::synced_log::Medium;

/// The file.
pub const KNOWN: &str = "journal.known";
/// The longest one.
const AT_MOST: u64 = 1024 * 1024;
/// A shorter log is read as quickly.
const WORTH_KEEPING: u64 = 16 * 1024;
/// The end of the log that is read line by line whatever the lines hold, in bytes: thousands of lines.
pub(super) const RECENT: u64 = 1024 * 1024;
/// The clock of files goes on in steps of some milliseconds; one that does not within these is too coarse.
const LOOKS_AT_MOST: u32 = 30;
const LOOKS_EVERY: Duration = Duration::from_millis(1);

/// What this log means.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn memory_in(folder: &Path, log: File) -> io::Result<Memory> {
    kept(folder, &log).map_or_else(|| memory_of(log, RECENT), Ok)
}

/// What is kept of this log, where it still holds.
fn kept(folder: &Path, log: &File) -> Option<Memory> {
    let (of, by) = (state(log).ok()?, this_program().ok()?);
    let path = folder.join(KNOWN);
    ordinary(&path).ok()?;
    let mut text = String::new();
    read_only(&path).ok()?.take(AT_MOST).read_to_string(&mut text).ok()?;
    let kept = KeptMemory::read(&text)?;
    let holds = kept.log == of && kept.program == by && kept.version == env!("CARGO_PKG_VERSION");
    holds.then_some(kept.memory)
}

/// Keeps what the log means now, where it is so long that it is worth it, and what was kept no longer holds.
pub fn keep_memory(folder: &Path) {
    // Where that fails the log is read, as ever.
    let _ = try_to_keep(folder);
}

fn try_to_keep(folder: &Path) -> io::Result<()> {
    let Some(log) = reading(folder)? else { return let_go(folder, false) };
    if kept(folder, &log).is_some() {
        return Ok(());
    }
    drop(log);
    let mut log = LogFile::open(folder, None)?;
    log.claim()?;
    let done = keep_anew(folder, &mut log);
    log.release();
    done
}

#[expect(
    clippy::disallowed_methods,
    reason = "where the log is a link, it is kept by whoever has it"
)]
fn keep_anew(folder: &Path, log: &mut LogFile) -> io::Result<()> {
    let_go(folder, log.is_held())?;
    let is_long = state(log.file())?.length >= WORTH_KEEPING;
    if !is_long || !log.is_held() || folder.join(LOG).is_symlink() {
        return Ok(());
    }
    let staged = StagedFile::write(&folder.join(KNOWN), Readers::Owner, |file| {
        let before = settled(log, file)?;
        let memory = memory_of(&mut *log, RECENT)?;
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let kept = KeptMemory { version, program: this_program()?, log: before, memory };
        let text = kept.write().filter(|text| text.len() as u64 <= AT_MOST);
        let text = text.filter(|_| state(log.file()).is_ok_and(|after| after == before));
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(text.ok_or(ErrorKind::InvalidData)?.as_bytes())
    });
    staged?.put_in_place()
}

/// The log as the system describes it, once any later change would show.
#[expect(clippy::disallowed_methods, reason = "the session is over, and nobody waits")]
fn settled(log: &LogFile, beside: &mut File) -> io::Result<FileState> {
    for _ in 0..LOOKS_AT_MOST {
        beside.write_all(b"\n")?;
        let (log, now) = (state(log.file())?, state(beside)?);
        if log.has_settled(&now) {
            return Ok(log);
        }
        thread::sleep(LOOKS_EVERY);
    }
    Err(ErrorKind::Unsupported.into())
}

/// Takes away what is kept, and what runs that were killed had begun to.
///
/// # Errors
/// Where it stays.
#[expect(clippy::disallowed_methods, reason = "it is forgotten here and nowhere else")]
pub(super) fn let_go(folder: &Path, others_are_kept_out: bool) -> io::Result<()> {
    let path = folder.join(KNOWN);
    clear_leftovers(&path, others_are_kept_out);
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The program that runs.
#[expect(clippy::disallowed_methods, reason = "it is looked up, and not opened")]
fn this_program() -> io::Result<FileState> {
    described(&fs::metadata(env::current_exe()?)?)
}

fn state(file: &File) -> io::Result<FileState> {
    described(&file.metadata()?)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere nothing tells one file from another")]
fn described(about: &fs::Metadata) -> io::Result<FileState> {
    use std::os::unix::fs::MetadataExt;
    Ok(FileState {
        device: about.dev(),
        number: about.ino(),
        length: about.len(),
        modified: (about.mtime(), about.mtime_nsec()),
        changed: (about.ctime(), about.ctime_nsec()),
    })
}

/// Nothing tells there when a file was changed that its owner could not set: nothing is kept.
#[cfg(not(unix))]
fn described(_: &fs::Metadata) -> io::Result<FileState> {
    Err(ErrorKind::Unsupported.into())
}
