//! Where things are found by name: the person's own folder, and the texts that come with the program.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::{AppStrategy, AppStrategyArgs};

use crate::format::diagnostic::Source;
use crate::format::embedded;
use crate::format::{self, composed, is_name};

use super::atomic_file;
use super::read_file::{ReadText, read};

/// Says where everything that belongs to the person is kept, in place of the usual folders.
pub const HOME: &str = "STENOSIS_ROUTINE_HOME";

/// The names of own files that one listing looks at.
const NAMES_AT_MOST: usize = 1_000;

/// The person's own folder and the texts that come with the program.
#[derive(Clone, Debug)]
pub struct Store {
    own: Option<PathBuf>,
}

/// Where a routine was found.
#[derive(Debug)]
pub struct FoundText {
    /// Its text, or why it cannot be read.
    pub text: ReadText,
    /// The person's own file that hides a built-in one of the same name.
    pub shadows: Option<PathBuf>,
}

impl Store {
    /// The store of the person who runs the program.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks where things are kept")]
    pub fn of_this_person() -> Store {
        let set = env::var_os(HOME).filter(|path| !path.is_empty()).map(PathBuf::from);
        Store { own: set.or_else(usual_folder) }
    }

    /// A store with what comes with the program, and nothing else.
    pub fn built_in() -> Store {
        Store { own: None }
    }

    /// A store with the person's own files in this folder.
    pub fn in_folder(folder: PathBuf) -> Store {
        Store { own: Some(folder) }
    }

    /// The folder with the person's own routines.
    pub fn own_folder(&self) -> Option<&Path> {
        self.own.as_deref()
    }

    /// A routine or an exercise by name or path: the person's own first, a routine before an exercise.
    pub fn routine(&self, name: &str) -> Option<FoundText> {
        if is_path(name) {
            return Some(FoundText { text: read(Path::new(name), name), shadows: None });
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
    pub fn exercise_file(&self, name: &str) -> Option<FoundText> {
        self.find("exercises", embedded::EXERCISES, name)
    }

    fn find(
        &self,
        folder: &str,
        texts: &[embedded::EmbeddedText],
        name: &str,
    ) -> Option<FoundText> {
        let built_in = embedded::text(texts, name);
        if let Some((path, text)) = self.own_file(folder, name) {
            return Some(FoundText { text, shadows: built_in.map(|_| path) });
        }
        built_in.map(|text| FoundText { text: Ok(Source::new(name, text)), shadows: None })
    }

    #[expect(clippy::disallowed_methods, reason = "it looks only whether there is one")]
    fn own_file(&self, folder: &str, name: &str) -> Option<(PathBuf, ReadText)> {
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
        atomic_file::can_write(there)
    }

    fn names(&self, folder: &str, texts: &[embedded::EmbeddedText]) -> Vec<String> {
        let mut names: Vec<String> = texts.iter().map(|(name, _)| (*name).to_owned()).collect();
        let mut own = self.own.as_ref().map_or_else(Vec::new, |own| files_in(&own.join(folder)));
        own.retain(|name| !names.contains(name));
        names.append(&mut own);
        names
    }
}

impl format::ExerciseTexts for Store {
    fn exercise(&self, name: &str) -> Option<ReadText> {
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

/// A name with a slash, or one that ends in `.toml`, is a path.
pub fn is_path(name: &str) -> bool {
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
