//! The person's own files: written whole, the version before kept, nothing overwritten unseen.
//!
//! Beside `NAME.toml` lie, where there are any, the version before, a draft, and what was sent or
//! given. Their names have a point inside, so no command takes them for a routine.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::format::diagnostic::Source;
use crate::format::embedded;
use crate::format::is_name;

use super::atomic_file::{
    Readers, StagedFile, WriteError, clear_leftovers, lock_folder, make_folder, sync_folder,
};
use super::read_file::{ReadText, read};
use super::store::Store;

/// What kind of file it is; each has its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A routine.
    Routine,
    /// An exercise that routines can use.
    Exercise,
}

impl FileKind {
    /// The folder inside the person's own one.
    pub const fn folder(self) -> &'static str {
        match self {
            FileKind::Routine => "routines",
            FileKind::Exercise => "exercises",
        }
    }

    /// The texts of this kind that come with the program.
    pub const fn built_in(self) -> &'static [embedded::EmbeddedText] {
        match self {
            FileKind::Routine => embedded::ROUTINES,
            FileKind::Exercise => embedded::EXERCISES,
        }
    }
}

/// One of the texts that are kept of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// The one in use.
    Current,
    /// The one in use before.
    Before,
    /// One that is still being written.
    Draft,
    /// As somebody sent it.
    Received,
    /// As it was given to somebody.
    Seal,
    /// No routine: what the person made gentler in it.
    Own,
}

/// Those that are not in use.
pub(super) const COPIES: [Edition; 5] =
    [Edition::Before, Edition::Draft, Edition::Received, Edition::Seal, Edition::Own];

impl Edition {
    /// What stands before `.toml` in the name of its file.
    pub(super) const fn mark(self) -> &'static str {
        match self {
            Edition::Current => "",
            Edition::Before => ".before",
            Edition::Draft => ".draft",
            Edition::Received => ".received",
            Edition::Seal => ".shared",
            Edition::Own => ".own",
        }
    }
}

/// A file of the person's own, there or yet to be written.
#[derive(Clone, Debug)]
pub struct UserFile {
    folder: PathBuf,
    name: String,
    /// The one in use: `NAME.toml`, or a file that goes by this name.
    current: PathBuf,
}

impl Store {
    /// The person's own file of that name.
    pub fn user_file(&self, kind: FileKind, name: &str) -> Result<UserFile, WriteError> {
        let own = self.own_folder().filter(|_| is_name(name)).ok_or(WriteError::NoFolder)?;
        let current = self.own_path(kind, name).ok_or(WriteError::NoFolder)?;
        Ok(UserFile { folder: own.join(kind.folder()), name: name.to_owned(), current })
    }

    /// Writes what editors read into the own folder, where it is another text by now.
    pub fn keep_for_editors(&self, name: &str, text: &str) -> Result<(), WriteError> {
        let folder = self.own_folder().ok_or(WriteError::NoFolder)?;
        let path = folder.join(name);
        if read(&path, name).is_ok_and(|kept| kept.text == text) {
            return Ok(());
        }
        let made = make_folder(folder);
        made.map_err(|error| WriteError::Failed(folder.to_owned(), error))?;
        stage(&path, text, Readers::Owner)?
            .put_in_place()
            .map_err(|error| WriteError::Failed(path, error))
    }
}

impl UserFile {
    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where a copy of it lies.
    pub fn path(&self, copy: Edition) -> PathBuf {
        match copy {
            Edition::Current => self.current.clone(),
            _ => self.folder.join(format!("{}{}.toml", self.name, copy.mark())),
        }
    }

    /// The text of a copy, or why it cannot be read; nothing where there is none.
    #[expect(clippy::disallowed_methods, reason = "this is the file that changes a person's files")]
    pub fn text(&self, copy: Edition) -> Option<ReadText> {
        let path = self.path(copy);
        path.symlink_metadata().ok()?;
        Some(read(&path, &path.to_string_lossy()))
    }

    /// The text of a copy that can be read.
    pub fn readable(&self, copy: Edition) -> Option<Arc<Source>> {
        self.text(copy)?.ok()
    }

    /// Writes the one in use, and keeps the one before. `seen` is what the person has seen of it:
    /// where it is another one by now, nothing is written. `beside` are further copies.
    pub fn put(
        &self,
        text: &str,
        seen: Option<&str>,
        beside: &[(Edition, &str)],
    ) -> Result<(), WriteError> {
        let _lock = self.lock()?;
        let there = self.unchanged(seen)?;
        let before = there.as_deref().filter(|there| *there != text);
        let before = before.map(|before| (Edition::Before, before));
        let all =
            before.into_iter().chain(beside.iter().copied()).chain([(Edition::Current, text)]);
        let staged: Result<Vec<StagedFile>, WriteError> =
            all.map(|(copy, text)| stage(&self.path(copy), text, Readers::Owner)).collect();
        // All are on the disk before the first takes its place.
        staged?.into_iter().try_for_each(|file| {
            file.put_in_place()
                .map_err(|error| WriteError::Failed(self.path(Edition::Current), error))
        })
    }

    /// Writes a copy that is not in use.
    pub fn put_beside(&self, copy: Edition, text: &str) -> Result<(), WriteError> {
        let _lock = self.lock()?;
        let path = self.path(copy);
        stage(&path, text, Readers::Owner)?
            .put_in_place()
            .map_err(|error| WriteError::Failed(path, error))
    }

    /// Forgets a copy that is not in use.
    #[expect(clippy::disallowed_methods, reason = "this is the file that changes a person's files")]
    pub fn forget(&self, copy: Edition) {
        // Where it cannot be taken away it stays, and harms nobody.
        let _ = fs::remove_file(self.path(copy));
    }

    /// Takes it out of use: it becomes the version before. A link is not followed.
    #[expect(clippy::disallowed_methods, reason = "this is the file that changes a person's files")]
    pub fn remove(&self) -> Result<(), WriteError> {
        let _lock = self.lock()?;
        let (path, before) = (self.path(Edition::Current), self.path(Edition::Before));
        fs::rename(&path, before).map_err(|error| WriteError::Failed(path.clone(), error))?;
        sync_folder(&path);
        Ok(())
    }

    /// Held while files of the folder change, so that two programs at once change them one after
    /// the other. Where a folder knows no locks, the look before writing has to do.
    fn lock(&self) -> Result<Option<File>, WriteError> {
        let lock = lock_folder(&self.folder)?;
        clear_leftovers(&self.folder, lock.is_some());
        Ok(lock)
    }

    /// The text in use, if it is the one that was seen.
    #[expect(clippy::disallowed_methods, reason = "this is the file that changes a person's files")]
    fn unchanged(&self, seen: Option<&str>) -> Result<Option<String>, WriteError> {
        let path = self.path(Edition::Current);
        if path.is_symlink() {
            return Err(WriteError::Link(path));
        }
        let there = self.text(Edition::Current).map(Result::ok);
        let there = there.map(|text| text.map(|source| source.text.clone()));
        match (there, seen) {
            (None, None) => Ok(None),
            (Some(Some(there)), Some(seen)) if there == seen => Ok(Some(there)),
            _ => Err(WriteError::Changed(path)),
        }
    }
}

/// Writes a file to be sent, whole, into a folder that is there. Others may read it.
pub fn put_to_send(path: &Path, text: &str) -> Result<(), WriteError> {
    let staged = stage(path, text, Readers::Everybody)?;
    staged.put_in_place().map_err(|error| WriteError::Failed(path.to_owned(), error))
}

/// Writes a file about the person, whole, into a folder that is there. Nobody else may read it.
pub fn put_for_its_owner(path: &Path, text: &str) -> Result<(), WriteError> {
    let staged = stage(path, text, Readers::Owner)?;
    staged.put_in_place().map_err(|error| WriteError::Failed(path.to_owned(), error))
}

/// Makes a folder that others may look into, where there is none yet.
#[expect(clippy::disallowed_methods, reason = "this is the file that changes a person's files")]
pub fn folder_for_everybody(path: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(path).map_err(|error| WriteError::Failed(path.to_owned(), error))
}

#[expect(clippy::disallowed_methods, reason = "this is the file that changes a person's files")]
fn stage(path: &Path, text: &str, readers: Readers) -> Result<StagedFile, WriteError> {
    if path.is_symlink() {
        return Err(WriteError::Link(path.to_owned()));
    }
    StagedFile::write(path, readers, |file| file.write_all(text.as_bytes()))
        .map_err(|error| WriteError::Failed(path.to_owned(), error))
}
