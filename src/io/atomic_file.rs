//! Files and folders made for their owner, and written so that they are whole at every moment: beside
//! the file, synced, renamed into its place, and the folder synced.

use std::error::Error;
use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::text::errors;
use crate::text::printable::printable;

use super::file_lock;

/// How the names of files end that are not yet in their place.
const UNFINISHED: &str = ".new";
/// No program takes that long to write a file.
const UNFINISHED_AT_MOST: Duration = Duration::from_secs(60 * 60);
/// So many names of a folder are looked at for what killed runs have left.
const LEFTOVERS_AT_MOST: usize = 10_000;
/// The file by which programs take turns in a folder.
const LOCK: &str = ".lock";

/// Why a file was not written; nothing was changed.
#[derive(Debug)]
pub enum WriteError {
    /// There is no home folder.
    NoFolder,
    /// It is a link to somewhere else.
    Link(PathBuf),
    /// It has other names, under which its words would stay.
    OtherNames(PathBuf),
    /// It is no longer what it was when the person looked at it.
    Changed(PathBuf),
    /// The system refused.
    Failed(PathBuf, io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |path: &Path| printable(&path.to_string_lossy());
        f.write_str(&match self {
            WriteError::NoFolder => errors::NO_FOLDER.to_owned(),
            WriteError::Link(path) => errors::is_a_link(&shown(path)),
            WriteError::OtherNames(path) => errors::has_other_names(&shown(path)),
            WriteError::Changed(path) => errors::changed_meanwhile(&shown(path)),
            WriteError::Failed(path, error) => {
                errors::cannot_write(&shown(path), &error.to_string())
            }
        })
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            WriteError::Failed(_, error) => Some(error),
            _ => None,
        }
    }
}

/// Makes a folder that only its owner may look into; one that is there stays as it is.
#[expect(clippy::disallowed_methods, reason = "this is the file that makes folders")]
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(unix)]
pub(super) fn owner_only(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(not(unix))]
pub(super) fn owner_only(_: &mut OpenOptions) {}

/// Makes a folder and waits until no other program writes in it. Nothing where the folder knows no
/// locks, as some of a network do not.
#[expect(clippy::disallowed_methods, reason = "this is the file that writes files")]
pub(super) fn lock_folder(folder: &Path) -> Result<Option<File>, WriteError> {
    let failed = |error| WriteError::Failed(folder.to_owned(), error);
    make_folder(folder).map_err(failed)?;
    let lock = folder.join(LOCK);
    if lock.is_symlink() {
        return Err(WriteError::Link(lock));
    }
    let file = create_or_open(&lock).map_err(failed)?;
    Ok(file_lock::hold(&file).then_some(file))
}

#[expect(clippy::disallowed_methods, reason = "this is the file that writes files")]
fn create_or_open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    owner_only(&mut options);
    options.open(path)
}

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Its owner.
    Owner,
    /// Whomever the system usually lets read a new file.
    Everybody,
}

/// A file that is on the disk, and not yet in its place. Dropped, it is gone.
pub(super) struct StagedFile {
    file: NamedTempFile,
    path: PathBuf,
}

impl StagedFile {
    /// Writes what belongs to `path` beside it, under a name that no other file has, and syncs it.
    pub(super) fn write(
        path: &Path,
        readers: Readers,
        fill: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<StagedFile> {
        let prefix = format!("{}.", unfinished(path));
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(UNFINISHED);
        let mut file =
            builder.make_in(folder.unwrap_or(Path::new(".")), |beside| create(beside, readers))?;
        fill(file.as_file_mut())?;
        file.as_file().sync_all()?;
        Ok(StagedFile { file, path: path.to_owned() })
    }

    /// Puts it in its place; it is there after a power cut, too.
    pub(super) fn put_in_place(self) -> io::Result<()> {
        self.file.persist(&self.path).map_err(|error| error.error)?;
        sync_folder(&self.path);
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the file that writes files")]
fn create(path: &Path, readers: Readers) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    if readers == Readers::Owner {
        owner_only(&mut options);
    }
    options.open(path)
}

/// How the names begin under which a file is written before it is in its place.
fn unfinished(path: &Path) -> String {
    format!(".{}", path.file_name().unwrap_or_default().to_string_lossy())
}

/// Writes a file of the owner's so that it is whole at every moment.
pub(super) fn write_atomically(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), make_folder)?;
    StagedFile::write(path, Readers::Owner, |file| file.write_all(text.as_bytes()))?.put_in_place()
}

/// Takes away what runs that were killed had begun to write for this file, or for all files of this
/// folder. Where other programs are not kept out meanwhile, only what is too old to be one of theirs.
#[expect(clippy::disallowed_methods, reason = "leftovers are found by their names")]
pub(super) fn clear_leftovers(path: &Path, others_are_kept_out: bool) {
    let (folder, begins) = match path.is_dir() {
        true => (path, ".".to_owned()),
        false => (path.parent().unwrap_or(path), format!("{}.", unfinished(path))),
    };
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.take(LEFTOVERS_AT_MOST).flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_leftover = name.starts_with(&begins) && name.ends_with(UNFINISHED);
        if is_leftover && (others_are_kept_out || is_old(&entry)) {
            // What cannot be taken away does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether it was written so long ago that whoever wrote it is gone.
#[expect(clippy::disallowed_methods, reason = "only the disk tells how old a file is")]
fn is_old(entry: &fs::DirEntry) -> bool {
    let written = entry.metadata().and_then(|about| about.modified()).ok();
    written.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > UNFINISHED_AT_MOST)
}

/// Writes a file that others may read, and gives its size. Whatever goes wrong, what was there stays.
#[expect(clippy::disallowed_methods, reason = "this is the file that writes files")]
pub(super) fn write_to_send(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>,
) -> Result<u64, WriteError> {
    if path.is_symlink() {
        return Err(WriteError::Link(path.to_owned()));
    }
    clear_leftovers(path, false);
    let mut size = 0;
    let staged = StagedFile::write(path, Readers::Everybody, |file| {
        let mut out = BufWriter::new(&mut *file);
        fill(&mut out)?;
        out.flush()?;
        drop(out);
        size = file.metadata()?.len();
        Ok(())
    });
    let placed = staged.and_then(StagedFile::put_in_place);
    placed.map(|()| size).map_err(|error| WriteError::Failed(path.to_owned(), error))
}

/// Whether files can be made in a folder.
pub(super) fn can_write(folder: &Path) -> io::Result<()> {
    let probe = StagedFile::write(&folder.join("stenosis-routine"), Readers::Owner, |_| Ok(()))?;
    probe.file.close()
}

/// A name is in its folder after a power cut once the folder is synced. Where it cannot be, the file
/// is as safe as the system makes it.
#[expect(clippy::disallowed_methods, reason = "a folder is opened to be synced")]
pub(super) fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let _ = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
}
