//! What the program keeps for a person in small files of their own: health answers, and what they set.
//!
//! A change reads the file, changes it and writes it whole while other programs wait. What a newer
//! version wrote in it stays. A file that cannot be read is never written over.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::kept_document::Kept;
use crate::domain::profile::Profile;
use crate::domain::settings::{ThemeChoice, Voice, VoiceChoice, Volume};
use crate::format::diagnostic::Diagnostic;
use crate::text::errors;
use crate::text::printable::printable;

use super::atomic_file::{WriteError, clear_leftovers, lock_folder, write_atomically};
use super::file_lock::has_other_names;
use super::read_file::read;
use super::store::Store;

/// What a person set, in their own folder.
const SETTINGS: &str = "settings.toml";
/// Health answers, beside it.
const PROFILE: &str = "profile.toml";
/// Whose marked files were taken in.
pub(super) const PEOPLE: &str = "people.toml";
/// The secret half of the person's own mark.
pub(super) const SENDER: &str = "sender.toml";
/// All of them.
pub(super) const NAMES: [&str; 4] = [SETTINGS, PROFILE, PEOPLE, SENDER];

/// What a small file of the person's own says.
#[derive(Debug)]
pub struct Recalled<T> {
    /// What it says, or what is usual.
    pub value: T,
    /// Why that is the usual, where there is a file that cannot be read.
    pub broken: Option<Unreadable>,
}

/// A file of the person's own that is there and cannot be read.
#[derive(Debug)]
pub struct Unreadable {
    /// Where it is.
    pub path: PathBuf,
    /// Why.
    pub why: WhyUnreadable,
}

/// Why a small file cannot be read.
#[derive(Debug)]
pub enum WhyUnreadable {
    /// It is no text, or the system does not give it.
    File(Box<Diagnostic>),
    /// Its text is not what is kept in it.
    Text {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        error: Box<toml::de::Error>,
    },
}

impl WhyUnreadable {
    fn text(text: &str, error: toml::de::Error) -> WhyUnreadable {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        WhyUnreadable::Text { line, error: Box::new(error) }
    }
}

impl Error for WhyUnreadable {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            WhyUnreadable::File(_) => None,
            WhyUnreadable::Text { error, .. } => Some(error.as_ref()),
        }
    }
}

impl fmt::Display for WhyUnreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WhyUnreadable::File(finding) => f.write_str(&finding.message),
            WhyUnreadable::Text { line, error } => {
                f.write_str(&errors::in_line(*line, error.message()))
            }
        }
    }
}

/// Why something is not kept; all is as it was.
#[derive(Debug)]
pub enum KeepError {
    /// There is a file that cannot be read, and it was not written over.
    Unreadable(Unreadable),
    /// It cannot be written.
    Write(WriteError),
}

impl fmt::Display for KeepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeepError::Unreadable(Unreadable { path, why }) => {
                let (path, why) = (path.to_string_lossy(), why.to_string());
                f.write_str(&errors::not_written_over(&printable(&path), &printable(&why)))
            }
            KeepError::Write(WriteError::Failed(_, error)) => {
                f.write_str(&errors::not_kept(&error.to_string()))
            }
            KeepError::Write(error) => error.fmt(f),
        }
    }
}

impl Error for KeepError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            KeepError::Unreadable(broken) => broken.why.source(),
            KeepError::Write(error) => Some(error),
        }
    }
}

impl Store {
    /// What the person set.
    pub fn settings(&self) -> Recalled<Volume> {
        self.recall(SETTINGS)
    }

    /// What the person told of their health.
    pub fn profile(&self) -> Recalled<Profile> {
        self.recall(PROFILE)
    }

    /// Changes what is kept of a person's health, and gives what it is then.
    ///
    /// # Errors
    /// See [`KeepError`]; then everything is as it was.
    pub fn change_profile(&self, change: impl FnOnce(&mut Profile)) -> Result<Profile, KeepError> {
        self.change(PROFILE, |kept| change(&mut kept.value))
    }

    /// Forgets all that was told, also to a newer version.
    ///
    /// # Errors
    /// See [`KeepError`]; then everything is as it was.
    pub fn forget_profile(&self) -> Result<Profile, KeepError> {
        let path = self.own_folder().map(|own| own.join(PROFILE));
        if let Some(path) = path.filter(|path| has_other_names(path)) {
            return Err(KeepError::Write(WriteError::OtherNames(path)));
        }
        self.change(PROFILE, |kept| *kept = Kept::default())
    }

    /// Remembers what the person set.
    ///
    /// # Errors
    /// See [`KeepError`]; then everything is as it was.
    pub fn remember(&self, volume: Volume) -> Result<(), KeepError> {
        self.change(SETTINGS, |kept| kept.value = volume).map(drop)
    }

    /// Which tones the person chose; nothing where they chose none, or it cannot be read.
    pub fn chosen_theme(&self) -> Option<String> {
        self.recall::<ThemeChoice>(SETTINGS).value.theme
    }

    /// Remembers which tones the person chose.
    ///
    /// # Errors
    /// See [`KeepError`]; then everything is as it was.
    pub fn choose_theme(&self, theme: Option<String>) -> Result<(), KeepError> {
        self.change(SETTINGS, |kept| kept.value = ThemeChoice { theme }).map(|_| ())
    }

    /// Which voice the person chose, and what makes it.
    pub fn voice(&self) -> VoiceChoice {
        self.recall(SETTINGS).value
    }

    /// Remembers who is to speak, or that this was offered.
    ///
    /// # Errors
    /// See [`KeepError`]; then everything is as it was.
    pub fn choose_voice(&self, voice: Option<Voice>) -> Result<(), KeepError> {
        let change = |kept: &mut Kept<VoiceChoice>| {
            kept.value.voice = voice.or(kept.value.voice);
            kept.value.voice_offered = true;
        };
        self.change(SETTINGS, change).map(drop)
    }

    pub(super) fn recall<T: Default + DeserializeOwned + Serialize>(
        &self,
        name: &str,
    ) -> Recalled<T> {
        let read = self.own_folder().map_or(Ok(Kept::default()), |own| kept(&own.join(name)));
        match read {
            Ok(kept) => Recalled { value: kept.value, broken: None },
            Err(broken) => Recalled { value: T::default(), broken: Some(broken) },
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the file that keeps profile and settings"
    )]
    pub(super) fn change<T: Default + DeserializeOwned + Serialize>(
        &self,
        name: &str,
        change: impl FnOnce(&mut Kept<T>),
    ) -> Result<T, KeepError> {
        let folder = self.own_folder().ok_or(KeepError::Write(WriteError::NoFolder))?;
        let lock = lock_folder(folder).map_err(KeepError::Write)?;
        let path = folder.join(name);
        let mut kept = kept(&path).map_err(KeepError::Unreadable)?;
        // Where a person keeps it elsewhere and links to it, it is written there.
        let path = path.canonicalize().unwrap_or(path);
        clear_leftovers(&path, lock.is_some());
        change(&mut kept);
        let text = kept.write().map_err(io::Error::other);
        let written = text.and_then(|text| write_atomically(&path, &text));
        written.map_err(|error| KeepError::Write(WriteError::Failed(path, error)))?;
        Ok(kept.value)
    }
}

/// What a file says; what is usual where there is none.
#[expect(clippy::disallowed_methods, reason = "this is the file that keeps profile and settings")]
fn kept<T: Default + DeserializeOwned + Serialize>(path: &Path) -> Result<Kept<T>, Unreadable> {
    let gone = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
    if path.symlink_metadata().is_err_and(|error| gone.contains(&error.kind())) {
        return Ok(Kept::default());
    }
    let broken = |why| Unreadable { path: path.to_owned(), why };
    let source = read(path, &path.to_string_lossy());
    let source = source.map_err(|finding| broken(WhyUnreadable::File(finding)))?;
    Kept::read(&source.text).map_err(|error| broken(WhyUnreadable::text(&source.text, error)))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests look at what is on the disk")]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path().join("own"));
        (folder, store)
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_and_never_written_over() {
        let (folder, store) = store();
        store.remember(Volume { step: 3, muted: false }).unwrap();
        assert_eq!(store.settings().value.step, 3);
        let path = folder.path().join("own").join(SETTINGS);
        for broken in ["mute = false\nvolume = loud\n", "\u{0}"] {
            write_atomically(&path, broken).unwrap();
            let named = store.settings().broken.unwrap();
            assert_eq!(named.path, path);
            assert!(store.remember(Volume { step: 4, muted: false }).is_err());
            let left = super::super::read_file::bytes(&path).unwrap();
            assert_eq!(left, broken.as_bytes());
        }
        write_atomically(&path, "mute = false\nvolume = loud\n").unwrap();
        let why = store.settings().broken.unwrap().why.to_string();
        assert!(why.starts_with("line 2: ") && !why.contains('\n'), "{why}");
    }

    #[test]
    fn what_killed_runs_have_left_goes_and_stands_in_nobodys_way() {
        let (folder, store) = store();
        store.remember(Volume::default()).unwrap();
        let own = folder.path().join("own");
        let id = std::process::id();
        let left = [".settings.toml.aB3xY9.new", ".settings.toml..new"];
        let of_this_run = format!("settings.{id}.new");
        let others = [&of_this_run, ".profile.toml.aB3xY9.new", "settings.new"];
        for name in left.into_iter().chain(others) {
            write_atomically(&own.join(name), "half").unwrap();
        }
        store.remember(Volume { step: 2, muted: true }).unwrap();
        assert_eq!(store.settings().value.step, 2);
        assert!(left.iter().all(|name| !own.join(name).exists()));
        assert!(others.iter().all(|name| own.join(name).exists()), "they are of other files");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_kept_can_be_read_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, store) = store();
        store.remember(Volume::default()).unwrap();
        let mode = |path: &str| folder.path().join(path).metadata().unwrap().permissions().mode();
        assert_eq!(mode("own") & 0o777, 0o700);
        assert_eq!(mode("own/settings.toml") & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn behind_a_link_it_is_written_where_the_link_leads() {
        let (folder, store) = store();
        store.remember(Volume::default()).unwrap();
        let (link, elsewhere) = (folder.path().join("own").join(SETTINGS), folder.path().join("x"));
        std::fs::rename(&link, &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
        store.remember(Volume { step: 1, muted: false }).unwrap();
        assert!(link.is_symlink());
        assert_eq!(store.settings().value.step, 1);
    }
}
