//! Files: the person's own folder, routine files from anywhere, and what is refused before it is read.

use std::env;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::{AppStrategy, AppStrategyArgs};

use crate::domain::profile::{self, Profile};
use crate::domain::settings::{self, Volume};
use crate::domain::severity::Severity;
use crate::format::diagnostic::{Code, Diagnostic, Location, Source};
use crate::format::embedded;
use crate::format::{self, FILE_AT_MOST, composed, decode, is_name};

use super::atomic_file::{create, write_whole};

/// Says where everything that belongs to the person is kept, in place of the usual folders.
pub const HOME: &str = "STENOSIS_ROUTINE_HOME";

/// What is remembered, in the person's own folder.
const SETTINGS: &str = "settings.toml";
/// Health answers, beside it.
const PROFILE: &str = "profile.toml";

/// The broken files of one name that are kept.
const SET_ASIDE_AT_MOST: usize = 99;

/// The names of own files that one listing looks at.
const NAMES_AT_MOST: usize = 1_000;

/// The person's own folder and the texts that come with the program.
#[derive(Debug)]
pub struct Shelf {
    own: Option<PathBuf>,
}

/// What a small file of the person's own says.
#[derive(Debug)]
pub struct Recalled<T> {
    /// What it says, or what is usual.
    pub value: T,
    /// The file, where there is one that cannot be read.
    pub broken: Option<Broken>,
}

/// A file of the person's own that cannot be read.
#[derive(Debug)]
pub struct Broken {
    /// Where it is.
    pub path: PathBuf,
    /// Why.
    pub why: String,
}

/// A file's text, or the sentence that says why there is none.
pub type Text = Result<Arc<Source>, Box<Diagnostic>>;

/// Where a routine was found.
#[derive(Debug)]
pub struct Found {
    /// Its text, or why it cannot be read.
    pub text: Text,
    /// The person's own file that hides a built-in one of the same name.
    pub shadows: Option<PathBuf>,
}

impl Shelf {
    /// The shelf of the person who runs the program.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks where things are kept")]
    pub fn of_this_person() -> Shelf {
        let set = env::var_os(HOME).filter(|path| !path.is_empty()).map(PathBuf::from);
        Shelf { own: set.or_else(usual_folder) }
    }

    /// A shelf with what comes with the program, and nothing else.
    pub fn built_in() -> Shelf {
        Shelf { own: None }
    }

    /// The folder with the person's own routines.
    pub fn own_folder(&self) -> Option<&Path> {
        self.own.as_deref()
    }

    /// A routine or an exercise by name or path: the person's own first, a routine before an exercise.
    pub fn routine(&self, name: &str) -> Option<Found> {
        if is_path(name) {
            return Some(Found { text: read(Path::new(name), name), shadows: None });
        }
        if !is_name(name) {
            return None;
        }
        let lists = [("routines", embedded::ROUTINES), ("exercises", embedded::EXERCISES)];
        let find = |name: &str| {
            lists.into_iter().find_map(|(folder, texts)| self.find(folder, texts, name))
        };
        find(name).or_else(|| find(&composed(name)))
    }

    /// Whether this is the name of a routine that comes with the program, and no other is found first.
    #[expect(clippy::disallowed_methods, reason = "this is the file that looks for files")]
    pub fn is_built_in(&self, name: &str) -> bool {
        let own = |own: &PathBuf| {
            let file = format!("{name}.toml");
            ["routines", "exercises"]
                .iter()
                .any(|folder| own.join(folder).join(&file).symlink_metadata().is_ok())
        };
        embedded::text(embedded::ROUTINES, name).is_some() && !self.own.as_ref().is_some_and(own)
    }

    /// An exercise by name.
    pub fn exercise_file(&self, name: &str) -> Option<Found> {
        self.find("exercises", embedded::EXERCISES, name)
    }

    fn find(&self, folder: &str, texts: &[embedded::EmbeddedText], name: &str) -> Option<Found> {
        let built_in = embedded::text(texts, name);
        if let Some((path, text)) = self.own_file(folder, name) {
            return Some(Found { text, shadows: built_in.map(|_| path) });
        }
        built_in.map(|text| Found { text: Ok(Source::new(name, text)), shadows: None })
    }

    #[expect(clippy::disallowed_methods, reason = "this is the file that looks for files")]
    fn own_file(&self, folder: &str, name: &str) -> Option<(PathBuf, Text)> {
        let path = self.own.as_ref()?.join(folder).join(format!("{name}.toml"));
        path.symlink_metadata().ok()?;
        let text = read(&path, &path.to_string_lossy());
        Some((path, text))
    }

    /// The names of all routines: built-in ones in their order, then the person's own.
    pub fn routine_names(&self) -> Vec<String> {
        self.names("routines", embedded::ROUTINES)
    }

    /// How many routines of the person's own there are.
    pub fn own_routine_count(&self) -> usize {
        self.own.as_ref().map_or(0, |own| files_in(&own.join("routines")).len())
    }

    /// Whether the own folder, or the nearest one above it, can be written.
    #[expect(clippy::disallowed_methods, reason = "only writing tells whether it can be written")]
    pub fn can_write(&self) -> io::Result<()> {
        let own = self.own.as_deref().ok_or(io::ErrorKind::NotFound)?;
        let there = own.ancestors().find(|folder| folder.is_dir()).unwrap_or(own);
        let beside = there.join(format!(".stenosis-routine.{}", std::process::id()));
        create(&beside).and_then(|_| fs::remove_file(&beside))
    }

    /// What the person set.
    pub fn settings(&self) -> Recalled<Volume> {
        self.recall(SETTINGS, settings::read)
    }

    /// What the person told of their health.
    pub fn profile(&self) -> Recalled<Profile> {
        self.recall(PROFILE, profile::read)
    }

    /// Keeps it.
    ///
    /// # Errors
    /// What the disk says; then everything is as it was.
    pub fn keep_profile(&self, profile: &Profile) -> io::Result<()> {
        self.keep(PROFILE, &profile::write(profile), profile::read)
    }

    /// Remembers what the person set. Where nothing can be written it is not remembered, and that
    /// is all.
    pub fn remember(&self, volume: Volume) {
        let _ = self.keep(SETTINGS, &settings::write(volume), settings::read);
    }

    /// What a small file of the person's own says. Where there is none, or one that cannot be read,
    /// what is usual; the latter is named.
    pub fn recall<T: Default, E: fmt::Display>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Recalled<T> {
        let usual = |broken| Recalled { value: T::default(), broken };
        let Some(path) = self.own.as_ref().map(|own| own.join(name)) else { return usual(None) };
        match small(&path, name, parse) {
            None => usual(None),
            Some(Ok(value)) => Recalled { value, broken: None },
            Some(Err(why)) => usual(Some(Broken { path, why })),
        }
    }

    /// Keeps a small file of the person's own, whole at every moment. One that cannot be read is set
    /// aside first; nothing that a person wrote is lost.
    ///
    /// # Errors
    /// What the disk says; then everything is as it was.
    pub fn keep<T, E: fmt::Display>(
        &self,
        name: &str,
        text: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> io::Result<()> {
        let path = self.own.as_ref().ok_or(io::ErrorKind::NotFound)?.join(name);
        if let Some(Err(_)) = small(&path, name, parse) {
            set_aside(&path)?;
        }
        write_whole(&path, text)
    }

    fn names(&self, folder: &str, texts: &[embedded::EmbeddedText]) -> Vec<String> {
        let mut names: Vec<String> = texts.iter().map(|(name, _)| (*name).to_owned()).collect();
        let mut own = self.own.as_ref().map_or_else(Vec::new, |own| files_in(&own.join(folder)));
        own.retain(|name| !names.contains(name));
        names.append(&mut own);
        names
    }
}

impl format::ExerciseTexts for Shelf {
    fn exercise(&self, name: &str) -> Option<Text> {
        self.exercise_file(name).map(|found| found.text)
    }

    fn exercise_names(&self) -> Vec<String> {
        self.names("exercises", embedded::EXERCISES)
    }
}

fn usual_folder() -> Option<PathBuf> {
    let args = AppStrategyArgs {
        top_level_domain: String::new(),
        author: String::new(),
        app_name: "stenosis-routine".into(),
    };
    let usual = etcetera::app_strategy::choose_native_strategy(args).ok()?;
    Some(usual.data_dir()).filter(|folder| folder.is_absolute())
}

/// The password that a sound server of this person's may want to see.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "this is the file that reads files")]
pub fn pulse_cookie() -> Option<Vec<u8>> {
    let path = pulseaudio::cookie_path_from_env()?;
    let mut cookie = Vec::new();
    File::open(path).ok()?.take(1024).read_to_end(&mut cookie).ok()?;
    Some(cookie)
}

/// A name with a slash, or one that ends in `.toml`, is a path.
fn is_path(name: &str) -> bool {
    let ending = Path::new(name).extension().is_some_and(|ending| ending == "toml");
    ending || name.contains(std::path::is_separator)
}

#[expect(clippy::disallowed_methods, reason = "this is the file that reads folders")]
pub(super) fn files_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.take(NAMES_AT_MOST).filter_map(|entry| Some(entry.ok()?.path()));
    let mut names: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| is_name(name))
        .collect();
    names.sort();
    names
}

/// The text of a file, or the sentence that says why there is none.
pub fn read(path: &Path, shown: &str) -> Text {
    let bytes = bytes(path).map_err(|why| unreadable(shown, why))?;
    decode(shown, &bytes)
}

/// The text on standard input, under the name `-`.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the file that reads what comes from outside"
)]
pub fn read_standard_input() -> Text {
    let bytes = at_most(io::stdin().lock(), 0).map_err(|error| unreadable("-", why(&error)))?;
    decode("-", &bytes)
}

/// A small file, or why it cannot be read; nothing where there is none.
#[expect(clippy::disallowed_methods, reason = "this is the file that looks for files")]
fn small<T, E: fmt::Display>(
    path: &Path,
    name: &str,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Option<Result<T, String>> {
    path.symlink_metadata().ok()?;
    let text = read(path, name).map_err(|finding| finding.message);
    Some(text.and_then(|source| parse(&source.text).map_err(|error| error.to_string())))
}

/// Renames a file to the first name beside it that is free.
#[expect(clippy::disallowed_methods, reason = "this is the file that knows which names are free")]
fn set_aside(path: &Path) -> io::Result<()> {
    let names = (1..=SET_ASIDE_AT_MOST).map(|number| match number {
        1 => path.with_extension("toml.broken"),
        _ => path.with_extension(format!("toml.broken-{number}")),
    });
    let free = names.into_iter().find(|name| name.symlink_metadata().is_err());
    fs::rename(path, free.ok_or(io::ErrorKind::AlreadyExists)?)
}

type Why = (String, &'static str);

#[expect(clippy::disallowed_methods, reason = "this is the file that reads files")]
fn bytes(path: &Path) -> Result<Vec<u8>, Why> {
    // Asked before it is opened: opening a FIFO would wait for somebody to write.
    let about = fs::metadata(path).map_err(|error| why(&error))?;
    if about.is_dir() {
        return Err(("this is a folder".into(), "name a file in it, ending in .toml"));
    }
    if !about.is_file() {
        return Err(("this is not an ordinary file".into(), "copy it into a file first"));
    }
    let file = File::open(path).map_err(|error| why(&error))?;
    at_most(file, about.len()).map_err(|error| why(&error))
}

/// One byte more than a routine may have, so that more is noticed and never kept. About `length` is
/// expected.
fn at_most(reader: impl Read, length: u64) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(FILE_AT_MOST).unwrap_or(u64::MAX) + 1;
    let room = usize::try_from(limit.min(length.saturating_add(1))).unwrap_or(0);
    let mut bytes = Vec::with_capacity(room);
    reader.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn why(error: &io::Error) -> Why {
    match error.kind() {
        io::ErrorKind::NotFound => {
            ("there is no such file".into(), "look at the name and the folder")
        }
        io::ErrorKind::PermissionDenied => {
            ("this file may not be read".into(), "ask its owner, or copy it to your own folder")
        }
        _ => (format!("this file cannot be read: {error}"), "try again, or copy it first"),
    }
}

fn unreadable(shown: &str, (message, label): Why) -> Diagnostic {
    Diagnostic {
        code: Code::Unreadable,
        severity: Severity::Fault,
        message,
        place: Location { source: Source::new(shown, ""), span: 0..0 },
        label: label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.trim().parse()
    }

    #[test]
    fn a_broken_small_file_is_named_then_set_aside_and_never_lost() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf { own: Some(folder.path().join("own")) };
        let recall = || shelf.recall("n.toml", number);
        let there = |name: &str| {
            let path = folder.path().join("own").join(name);
            bytes(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok())
        };
        assert!(recall().value == 0 && recall().broken.is_none());
        for (broken, kept_as) in [("one", "n.toml.broken"), ("two", "n.toml.broken-2")] {
            shelf.keep("n.toml", "7", number).unwrap();
            assert!(recall().value == 7 && recall().broken.is_none());
            write_whole(&folder.path().join("own/n.toml"), broken).unwrap();
            let named = recall().broken.unwrap();
            assert!(named.path.ends_with("n.toml") && named.why.contains("digit"), "{named:?}");
            assert_eq!(there("n.toml").as_deref(), Some(broken), "reading changes nothing");
            shelf.keep("n.toml", "8", number).unwrap();
            assert_eq!(there(kept_as).as_deref(), Some(broken));
        }
        assert_eq!(there("n.toml.broken").as_deref(), Some("one"));
    }

    #[cfg(unix)]
    #[test]
    #[expect(clippy::disallowed_methods, reason = "it is about what lies on the disk")]
    fn what_is_kept_can_be_read_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf { own: Some(folder.path().join("own")) };
        shelf.keep("n.toml", "7", number).unwrap();
        let mode =
            |path: &str| fs::metadata(folder.path().join(path)).unwrap().permissions().mode();
        assert_eq!(mode("own") & 0o777, 0o700);
        assert_eq!(mode("own/n.toml") & 0o777, 0o600);
    }
}
