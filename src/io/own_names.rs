//! The names of a person's own files: which of them are used, under which name, and which are not.
//!
//! A file can be called anything by the time it comes out of a mail, a cloud or another system's file
//! manager. One whose name can be made a good one is used under that; any other is named, with the reason.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use crate::format::{file_name, is_name};
use crate::text::files::NotUsed;

use super::user_files::COPIES;

/// The names that one look into a folder reads.
const NAMES_AT_MOST: usize = 1_000;

/// The files of a folder, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnNames {
    /// Names, each with the file that goes by it: `NAME.toml`, or what was made that.
    pub(super) used: Vec<(String, OsString)>,
    /// The files that are not used.
    pub(super) not_used: Vec<(OsString, NotUsed)>,
}

impl OwnNames {
    /// What is in this folder; nothing where there is none. `taken` are names that only a file of
    /// exactly that name has.
    pub(super) fn of(folder: &Path, taken: impl Fn(&str) -> bool) -> OwnNames {
        let (exact, odd): (Vec<_>, Vec<_>) = files_of(folder)
            .into_iter()
            .filter(|file| !is_ours(file))
            .partition(|file| exact_name(file).is_some());
        let exact =
            exact.into_iter().filter_map(|file| Some((exact_name(&file)?.to_owned(), file)));
        let mut names = OwnNames { used: exact.collect(), not_used: Vec::new() };
        for file in odd.into_iter().filter(|file| !is_folder(&folder.join(file))) {
            match made_good(&file) {
                Ok(name) if taken(&name) || names.file(&name).is_some() => {
                    names.not_used.push((file, NotUsed::Taken(name)));
                }
                Ok(name) => names.used.push((name, file)),
                Err(why) => names.not_used.push((file, why)),
            }
        }
        names.used.sort();
        names
    }

    /// The file that goes by this name.
    pub(super) fn file(&self, name: &str) -> Option<&OsStr> {
        self.used.iter().find(|(used, _)| used == name).map(|(_, file)| file.as_os_str())
    }

    /// Those that go by another name than their own.
    pub(super) fn renamed(&self) -> impl Iterator<Item = (&str, &OsStr)> {
        let odd = self.used.iter().filter(|(_, file)| exact_name(file).is_none());
        odd.map(|(name, file)| (name.as_str(), file.as_os_str()))
    }
}

/// What lies in a folder and is not hidden, in the order of its name.
#[expect(clippy::disallowed_methods, reason = "this is the file that reads folders")]
pub(super) fn files_of(folder: &Path) -> Vec<OsString> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.take(NAMES_AT_MOST).filter_map(|entry| Some(entry.ok()?.file_name()));
    let mut names: Vec<OsString> =
        names.filter(|name| !name.to_string_lossy().starts_with('.')).collect();
    names.sort();
    names
}

#[expect(clippy::disallowed_methods, reason = "a folder among files is nobody's routine")]
fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// `NAME` of a file that is called `NAME.toml`.
fn exact_name(file: &OsStr) -> Option<&str> {
    file.to_str()?.strip_suffix(".toml").filter(|name| is_name(name))
}

/// Whether it is a copy that the program keeps.
fn is_ours(file: &OsStr) -> bool {
    let stem = file.to_str().and_then(|file| file.strip_suffix(".toml"));
    let copied =
        |stem: &str| COPIES.iter().any(|copy| stem.strip_suffix(copy.mark()).is_some_and(is_name));
    stem.is_some_and(copied)
}

/// The name that a file is used under. Windows hides the ending `.txt` that it has put behind it.
fn made_good(file: &OsStr) -> Result<String, NotUsed> {
    let file = file.to_str().ok_or(NotUsed::NotUnicode)?;
    let endings = [".toml", ".toml.txt"];
    let called = endings.iter().find_map(|ending| {
        let (called, end) = file.split_at_checked(file.len().checked_sub(ending.len())?)?;
        end.eq_ignore_ascii_case(ending).then_some(called)
    });
    file_name(called.ok_or(NotUsed::Ending)?).ok_or(NotUsed::NoName)
}
