//! The person's own files: written whole, the version before kept, nothing overwritten unseen.
//!
//! Beside `NAME.toml` lie, where there are any, the version before, a draft, and what was sent or
//! given. Their names have a point inside, so no command takes them for a routine.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::format::diagnostic::Source;
use crate::format::embedded;
use crate::format::is_name;

use super::atomic_file::{Beside, create, create_or_open, create_to_send, make_folder};
use super::store::{Shelf, Text, files_in, read};

/// What kind of file it is; each has its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A routine.
    Routine,
    /// An exercise that routines can use.
    Exercise,
}

impl Sort {
    /// The folder inside the person's own one.
    pub const fn folder(self) -> &'static str {
        match self {
            Sort::Routine => "routines",
            Sort::Exercise => "exercises",
        }
    }

    /// The texts of this sort that come with the program.
    pub const fn built_in(self) -> &'static [embedded::EmbeddedText] {
        match self {
            Sort::Routine => embedded::ROUTINES,
            Sort::Exercise => embedded::EXERCISES,
        }
    }
}

/// One of the texts that are kept of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// The one in use.
    Current,
    /// The one in use before.
    Before,
    /// One that is still being written.
    Draft,
    /// As somebody sent it.
    Received,
    /// As it was given to somebody.
    Shared,
}

impl Copy {
    const fn mark(self) -> &'static str {
        match self {
            Copy::Current => "",
            Copy::Before => ".before",
            Copy::Draft => ".draft",
            Copy::Received => ".received",
            Copy::Shared => ".shared",
        }
    }
}

/// Why a file was not written; nothing was changed.
#[derive(Debug)]
pub enum Refusal {
    /// There is no home folder.
    NoFolder,
    /// It is a link to somewhere else.
    Link(PathBuf),
    /// It is no longer what it was when the person looked at it.
    Changed(PathBuf),
    /// The system refused.
    Failed(PathBuf, io::Error),
}

/// A file of the person's own, there or yet to be written.
#[derive(Clone, Debug)]
pub struct OwnFile {
    folder: PathBuf,
    name: String,
}

impl Shelf {
    /// The person's own file of that name.
    pub fn own(&self, sort: Sort, name: &str) -> Result<OwnFile, Refusal> {
        let own = self.own_folder().filter(|_| is_name(name)).ok_or(Refusal::NoFolder)?;
        Ok(OwnFile { folder: own.join(sort.folder()), name: name.to_owned() })
    }

    /// The names of the person's own files of that sort.
    pub fn own_names(&self, sort: Sort) -> Vec<String> {
        self.own_folder().map_or_else(Vec::new, |own| files_in(&own.join(sort.folder())))
    }

    /// Writes what editors read into the own folder, where it is another text by now.
    pub fn keep_for_editors(&self, name: &str, text: &str) -> Result<(), Refusal> {
        let folder = self.own_folder().ok_or(Refusal::NoFolder)?;
        let path = folder.join(name);
        if read(&path, name).is_ok_and(|kept| kept.text == text) {
            return Ok(());
        }
        let made = make_folder(folder);
        made.map_err(|error| Refusal::Failed(folder.to_owned(), error))?;
        stage(&path, text, create)?.rename().map_err(|error| Refusal::Failed(path, error))
    }
}

impl OwnFile {
    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where a copy of it lies.
    pub fn path(&self, copy: Copy) -> PathBuf {
        self.folder.join(format!("{}{}.toml", self.name, copy.mark()))
    }

    /// The text of a copy, or why it cannot be read; nothing where there is none.
    #[expect(clippy::disallowed_methods, reason = "this is the file that looks for own files")]
    pub fn text(&self, copy: Copy) -> Option<Text> {
        let path = self.path(copy);
        path.symlink_metadata().ok()?;
        Some(read(&path, &path.to_string_lossy()))
    }

    /// The text of a copy that can be read.
    pub fn readable(&self, copy: Copy) -> Option<Arc<Source>> {
        self.text(copy)?.ok()
    }

    /// Writes the one in use, and keeps the one before. `seen` is what the person has seen of it:
    /// where it is another one by now, nothing is written. `beside` are further copies.
    pub fn put(
        &self,
        text: &str,
        seen: Option<&str>,
        beside: &[(Copy, &str)],
    ) -> Result<(), Refusal> {
        let _lock = self.lock()?;
        let there = self.unchanged(seen)?;
        let before = there.as_deref().filter(|there| *there != text);
        let before = before.map(|before| (Copy::Before, before));
        let all = before.into_iter().chain(beside.iter().copied()).chain([(Copy::Current, text)]);
        let staged: Result<Vec<Beside>, Refusal> =
            all.map(|(copy, text)| stage(&self.path(copy), text, create)).collect();
        // All are on the disk before the first takes its place.
        staged?.into_iter().try_for_each(|file| {
            file.rename().map_err(|error| Refusal::Failed(self.path(Copy::Current), error))
        })
    }

    /// Writes a copy that is not in use.
    pub fn put_beside(&self, copy: Copy, text: &str) -> Result<(), Refusal> {
        let _lock = self.lock()?;
        let path = self.path(copy);
        stage(&path, text, create)?.rename().map_err(|error| Refusal::Failed(path, error))
    }

    /// Forgets a copy that is not in use.
    #[expect(clippy::disallowed_methods, reason = "this is the file that puts own files away")]
    pub fn forget(&self, copy: Copy) {
        // Where it cannot be taken away it stays, and harms nobody.
        let _ = fs::remove_file(self.path(copy));
    }

    /// Takes it out of use: it becomes the version before. A link is not followed.
    #[expect(clippy::disallowed_methods, reason = "this is the file that puts own files away")]
    pub fn remove(&self) -> Result<(), Refusal> {
        let _lock = self.lock()?;
        let (path, before) = (self.path(Copy::Current), self.path(Copy::Before));
        fs::rename(&path, before).map_err(|error| Refusal::Failed(path, error))
    }

    /// Held while files of the folder change, so that two programs at once change them one after
    /// the other.
    #[expect(clippy::disallowed_methods, reason = "a link is not followed")]
    fn lock(&self) -> Result<Option<File>, Refusal> {
        let failed = |error| Refusal::Failed(self.folder.clone(), error);
        make_folder(&self.folder).map_err(failed)?;
        let lock = self.folder.join(".lock");
        if lock.is_symlink() {
            return Err(Refusal::Link(lock));
        }
        let file = create_or_open(&lock).map_err(failed)?;
        // Some network folders know no locks; there the look before writing has to do.
        Ok(file.lock().is_ok().then_some(file))
    }

    /// The text in use, if it is the one that was seen.
    #[expect(clippy::disallowed_methods, reason = "a link is not followed")]
    fn unchanged(&self, seen: Option<&str>) -> Result<Option<String>, Refusal> {
        let path = self.path(Copy::Current);
        if path.is_symlink() {
            return Err(Refusal::Link(path));
        }
        let there = self.text(Copy::Current).map(Result::ok);
        let there = there.map(|text| text.map(|source| source.text.clone()));
        match (there, seen) {
            (None, None) => Ok(None),
            (Some(Some(there)), Some(seen)) if there == seen => Ok(Some(there)),
            _ => Err(Refusal::Changed(path)),
        }
    }
}

/// Writes a file to be sent, whole, into a folder that is there. Others may read it.
pub fn put_to_send(path: &Path, text: &str) -> Result<(), Refusal> {
    let staged = stage(path, text, create_to_send)?;
    staged.rename().map_err(|error| Refusal::Failed(path.to_owned(), error))
}

#[expect(clippy::disallowed_methods, reason = "a link is not followed")]
fn stage(
    path: &Path,
    text: &str,
    create: fn(&Path) -> io::Result<File>,
) -> Result<Beside, Refusal> {
    if path.is_symlink() {
        return Err(Refusal::Link(path.to_owned()));
    }
    Beside::write(path, text, create).map_err(|error| Refusal::Failed(path.to_owned(), error))
}
