//! The journal as files in the person's own folder: the log, what was torn, and a lock for each session
//! that goes on.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::io::atomic_file::{clear_leftovers, make_folder, owner_only, sync_folder};
use crate::io::file_lock;
use crate::journal::Id;
use crate::text::errors;

use super::synced_log::Medium;

/// The log.
pub const LOG: &str = "journal.jsonl";
/// Lines that a crash or a full disk has torn.
pub const TORN: &str = "journal.torn";
/// A lock for each session that goes on, named as the session. One that nobody holds is of a session
/// that was interrupted.
const LIVE: &str = "journal.live";
/// The locks that are looked at.
const LIVE_AT_MOST: usize = 1_000;

/// The log as a file.
#[derive(Debug)]
pub struct LogFile {
    folder: PathBuf,
    file: File,
    /// Other programs are kept out just now.
    is_held: bool,
    /// Held while the session goes on.
    live: Option<Live>,
}

impl LogFile {
    /// The log in this folder; makes both where they are missing. With a session, that session counts as
    /// going on until this is dropped.
    ///
    /// # Errors
    /// Where it cannot be opened for writing.
    pub fn open(folder: &Path, session: Option<&Id>) -> io::Result<LogFile> {
        make_folder(folder)?;
        let file = open(&folder.join(LOG))?;
        let mut log = LogFile { folder: folder.to_owned(), file, is_held: false, live: None };
        if let Some(session) = session {
            log.claim()?;
            clear_leftovers(&log.place(), log.is_held);
            // Without locks nobody can tell that the session goes on, and that is all.
            log.live = Live::hold(&folder.join(LIVE), session).ok();
            log.release();
        }
        Ok(log)
    }
}

impl LogFile {
    /// Where the log is: there where a link leads to.
    #[expect(clippy::disallowed_methods, reason = "the journal is written here and nowhere else")]
    fn place(&self) -> PathBuf {
        let path = self.folder.join(LOG);
        fs::canonicalize(&path).unwrap_or(path)
    }

    /// The file itself.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Whether other programs are kept out just now.
    pub(super) fn is_held(&self) -> bool {
        self.is_held
    }
}

impl Read for LogFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.file.read(into)
    }
}

impl Write for LogFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for LogFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Medium for LogFile {
    fn claim(&mut self) -> io::Result<()> {
        let path = self.folder.join(LOG);
        loop {
            self.is_held = file_lock::hold(&self.file);
            if file_lock::leads_to(&path, &self.file) {
                return Ok(());
            }
            // `journal forget` or an editor has put another file in its place, perhaps while this one
            // waited; and the next one may be too late as well.
            self.file = open(&path)?;
        }
    }

    fn release(&mut self) {
        self.is_held = false;
        // It is released with the file at the latest.
        let _ = self.file.unlock();
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn set_aside(&mut self, torn: &[u8]) -> io::Result<()> {
        let mut aside = open(&self.folder.join(TORN))?;
        aside.write_all(torn)?;
        aside.write_all(b"\n")?;
        aside.sync_data()
    }
}

/// A session that goes on.
#[derive(Debug)]
struct Live {
    path: PathBuf,
    /// Kept open: the lock goes with it.
    _held: File,
}

impl Live {
    /// Holds the lock of a session, and clears away those that nobody holds.
    #[expect(clippy::disallowed_methods, reason = "locks are cleared away here")]
    fn hold(folder: &Path, session: &Id) -> io::Result<Live> {
        make_folder(folder)?;
        for name in names(folder) {
            let path = folder.join(name);
            if !is_held(&path) {
                // What cannot be cleared away does no harm.
                let _ = fs::remove_file(path);
            }
        }
        let path = folder.join(session.name());
        let held = open(&path)?;
        file_lock::hold(&held);
        Ok(Live { path, _held: held })
    }
}

impl Drop for Live {
    #[expect(clippy::disallowed_methods, reason = "locks are cleared away here")]
    fn drop(&mut self) {
        // What is left behind is cleared away by the next session.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether a session goes on.
pub fn is_live(folder: &Path, session: &Id) -> bool {
    is_held(&folder.join(LIVE).join(session.name()))
}

/// Whether any session goes on.
pub fn is_any_live(folder: &Path) -> bool {
    let folder = folder.join(LIVE);
    names(&folder).iter().any(|name| is_held(&folder.join(name)))
}

/// The log, to be read; nothing where there is none yet.
///
/// # Errors
/// Where there is one that cannot be read.
pub fn reading(folder: &Path) -> io::Result<Option<File>> {
    let path = folder.join(LOG);
    match ordinary(&path).and_then(|()| read_only(&path)) {
        Ok(file) => Ok(Some(file)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

#[expect(clippy::disallowed_methods, reason = "the journal is read here and nowhere else")]
pub(super) fn read_only(path: &Path) -> io::Result<File> {
    File::open(path)
}

fn is_held(path: &Path) -> bool {
    let file = ordinary(path).and_then(|()| read_only(path));
    // Shared, so that two who look do not take each other for a session.
    file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

#[expect(clippy::disallowed_methods, reason = "locks are found by their names")]
fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.take(LIVE_AT_MOST).filter_map(|entry| Some(entry.ok()?.file_name())).collect()
}

/// Opening a FIFO would wait for somebody at its other end.
#[expect(clippy::disallowed_methods, reason = "asked before it is opened")]
pub(super) fn ordinary(path: &Path) -> io::Result<()> {
    match fs::metadata(path)?.is_file() {
        true => Ok(()),
        false => Err(io::Error::other(errors::JOURNAL_NOT_ORDINARY)),
    }
}

/// Opens a file to read it and to add to it, and makes it where it is missing; only its owner may.
#[expect(clippy::disallowed_methods, reason = "the journal is written here and nowhere else")]
fn open(path: &Path) -> io::Result<File> {
    match ordinary(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        there => there?,
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    owner_only(&mut options);
    let file = options.open(path)?;
    shut_out_others(&file);
    sync_folder(path);
    Ok(file)
}

/// A file that came from elsewhere may be open to others.
#[cfg(unix)]
fn shut_out_others(file: &File) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(about) = file.metadata() else { return };
    if about.permissions().mode() & 0o077 != 0 {
        // Some file systems know no owners.
        let _ = file.set_permissions(fs::Permissions::from_mode(0o600));
    }
}

#[cfg(not(unix))]
fn shut_out_others(_: &File) {}
