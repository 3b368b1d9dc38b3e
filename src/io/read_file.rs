//! Reading files from anywhere: what is no ordinary file, or too large, is refused before it is read.

use std::error::Error;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use crate::domain::severity::Severity;
use crate::format::diagnostic::{Code, Diagnostic, Location, Source};
use crate::format::{FILE_AT_MOST, decode};
use crate::text::errors;

/// A file's text, or the finding that says why there is none.
pub type ReadText = Result<Arc<Source>, Box<Diagnostic>>;

/// Why a file was not read.
#[derive(Debug)]
pub enum ReadError {
    /// It is a folder.
    Folder,
    /// It is a device, a pipe or the like.
    NotOrdinary,
    /// It is not there.
    Missing,
    /// The system says that this person may not read it.
    MayNotRead,
    /// The system refused otherwise.
    Failed(io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> ReadError {
        match error.kind() {
            io::ErrorKind::NotFound => ReadError::Missing,
            io::ErrorKind::PermissionDenied => ReadError::MayNotRead,
            _ => ReadError::Failed(error),
        }
    }
}

impl ReadError {
    /// What to do about it.
    fn advice(&self) -> &'static str {
        match self {
            ReadError::Folder => errors::FOLDER.1,
            ReadError::NotOrdinary => errors::NOT_ORDINARY.1,
            ReadError::Missing => errors::MISSING.1,
            ReadError::MayNotRead => errors::MAY_NOT_READ.1,
            ReadError::Failed(_) => errors::TRY_AGAIN,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Folder => f.write_str(errors::FOLDER.0),
            ReadError::NotOrdinary => f.write_str(errors::NOT_ORDINARY.0),
            ReadError::Missing => f.write_str(errors::MISSING.0),
            ReadError::MayNotRead => f.write_str(errors::MAY_NOT_READ.0),
            ReadError::Failed(error) => f.write_str(&errors::cannot_read(&error.to_string())),
        }
    }
}

impl Error for ReadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            ReadError::Failed(error) => Some(error),
            _ => None,
        }
    }
}

/// Whether there is nothing of this name.
#[expect(clippy::disallowed_methods, reason = "it looks only whether there is something")]
pub fn is_missing(path: &Path) -> bool {
    path.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// The text of a file, or the finding that says why there is none; `shown` is what it is called there.
pub fn read(path: &Path, shown: &str) -> ReadText {
    let bytes = bytes(path).map_err(|error| unreadable(shown, &error))?;
    decode(shown, &bytes)
}

/// The text on standard input, under the name `-`.
#[expect(clippy::disallowed_methods, reason = "this is the file that reads files")]
pub fn read_standard_input() -> ReadText {
    let bytes = at_most(io::stdin().lock(), 0, FILE_AT_MOST)
        .map_err(|error| unreadable("-", &error.into()))?;
    decode("-", &bytes)
}

pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    bytes_at_most(path, FILE_AT_MOST)
}

/// The bytes of a file, and one more than so many where it has more.
#[expect(clippy::disallowed_methods, reason = "this is the file that reads files")]
pub(super) fn bytes_at_most(path: &Path, most: usize) -> Result<Vec<u8>, ReadError> {
    // Asked before it is opened: opening a FIFO would wait for somebody to write.
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(ReadError::Folder);
    }
    if !about.is_file() {
        return Err(ReadError::NotOrdinary);
    }
    Ok(at_most(File::open(path)?, about.len(), most)?)
}

/// One byte more than a file may have, so that more is noticed and never kept. About `length` is
/// expected.
fn at_most(reader: impl Read, length: u64, most: usize) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(most).unwrap_or(u64::MAX) + 1;
    let room = usize::try_from(limit.min(length.saturating_add(1))).unwrap_or(0);
    let mut bytes = Vec::with_capacity(room);
    reader.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(shown: &str, error: &ReadError) -> Diagnostic {
    Diagnostic {
        code: Code::Unreadable,
        severity: Severity::Fault,
        message: error.to_string(),
        place: Location { source: Source::new(shown, ""), span: 0..0 },
        label: error.advice().to_owned(),
        edits: Vec::new(),
    }
}
