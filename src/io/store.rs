//! Where things are found by name: the person's own folder, and the texts that come with the program.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use etcetera::{AppStrategy, AppStrategyArgs};

use crate::format::diagnostic::Source;
use crate::format::embedded;
use crate::format::{self, composed, is_name};

use crate::text::files::{self, NotUsed};
use crate::text::printable::printable;

use super::own_names::{OwnNames, files_of};
use super::read_file::{ReadText, read};
use super::recordings::RecordingsIn;
use super::user_files::FileKind;
use super::{atomic_file, kept_files};

/// Says where everything that belongs to the person is kept, in place of the usual folders.
pub const HOME: &str = "STENOSIS_ROUTINE_HOME";

/// The person's own folder and the texts that come with the program.
#[derive(Clone, Debug)]
pub struct Store {
    own: Option<PathBuf>,
    /// Files that go by another name than their own, as they were when first asked for.
    renamed: OnceLock<Vec<(FileKind, String, OsString)>>,
}

/// Where a routine was found.
#[derive(Debug)]
pub struct FoundText {
    /// Its text, or why it cannot be read.
    pub text: ReadText,
    /// The person's own file that hides a built-in one of the same name.
    pub shadows: Option<PathBuf>,
    /// What the file is called, where that is not its name.
    pub called: Option<String>,
}

impl FoundText {
    /// A text that goes by its own name.
    fn of(text: ReadText) -> FoundText {
        FoundText { text, shadows: None, called: None }
    }
}

impl Store {
    /// The store of the person who runs the program.
    ///
    /// # Errors
    /// The folder that was named, where it is another one in every place.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks where things are kept")]
    pub fn of_this_person() -> Result<Store, PathBuf> {
        let set = env::var_os(HOME).filter(|path| !path.is_empty()).map(PathBuf::from);
        let own = set.map(whole).transpose()?.or_else(usual_folder);
        Ok(Store { own, ..Store::built_in() })
    }

    /// A store with what comes with the program, and nothing else.
    pub fn built_in() -> Store {
        Store { own: None, renamed: OnceLock::new() }
    }

    /// A store with the person's own files in this folder.
    pub fn in_folder(folder: PathBuf) -> Store {
        Store { own: Some(folder), ..Store::built_in() }
    }

    /// The folder with the person's own routines.
    pub fn own_folder(&self) -> Option<&Path> {
        self.own.as_deref()
    }

    /// A routine or an exercise by name or path: the person's own first, a routine before an exercise.
    pub fn routine(&self, name: &str) -> Option<FoundText> {
        if is_path(name) {
            return Some(FoundText::of(read(Path::new(name), name)));
        }
        if !is_name(name) {
            return None;
        }
        let lists = [FileKind::Routine, FileKind::Exercise];
        let find = |name: &str| lists.into_iter().find_map(|kind| self.find(kind, name));
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
        self.find(FileKind::Exercise, name)
    }

    /// A theme of tones by name or path, the person's own first, and the folder in which its sounds lie.
    pub fn theme(&self, name: &str) -> Option<(FoundText, RecordingsIn)> {
        if is_path(name) {
            let folder = Path::new(name).parent().map(Path::to_owned);
            return Some((FoundText::of(read(Path::new(name), name)), RecordingsIn(folder)));
        }
        let folder = self.own_themes().filter(|_| is_name(name));
        let own = folder.as_ref().map(|folder| folder.join(format!("{name}.toml")));
        let text = match own.filter(|path| is_there(path)) {
            Some(path) => read(&path, &path.to_string_lossy()),
            None => Ok(Source::new(name, embedded::text(embedded::THEMES, name)?)),
        };
        Some((FoundText::of(text), RecordingsIn(folder)))
    }

    /// The names of all themes: built-in ones in their order, then the person's own.
    pub fn theme_names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            embedded::THEMES.iter().map(|(name, _)| (*name).to_owned()).collect();
        let folder = self.own_themes();
        let own = folder.map_or_else(OwnNames::default, |own| OwnNames::of(&own, |_| false));
        let own = own.used.into_iter().filter(|(name, file)| *file == *format!("{name}.toml"));
        let new = own.map(|(name, _)| name).filter(|name| !names.contains(name));
        let new: Vec<String> = new.collect();
        names.extend(new);
        names
    }

    /// The folder of the person's own themes, and of the sound files that they name.
    fn own_themes(&self) -> Option<PathBuf> {
        self.own.as_ref().map(|own| own.join("sounds"))
    }

    fn find(&self, kind: FileKind, name: &str) -> Option<FoundText> {
        let built_in = embedded::text(kind.built_in(), name);
        if let Some((path, text)) = self.own_text(kind, name) {
            let file = path.file_name().map(shown).filter(|file| *file != format!("{name}.toml"));
            return Some(FoundText { text, shadows: built_in.map(|_| path), called: file });
        }
        built_in.map(|text| FoundText::of(Ok(Source::new(name, text))))
    }

    fn own_text(&self, kind: FileKind, name: &str) -> Option<(PathBuf, ReadText)> {
        let path = self.own_path(kind, name)?;
        is_there(&path).then(|| read(&path, &path.to_string_lossy())).map(|text| (path, text))
    }

    /// Where the own file of this name is, or would be.
    pub(super) fn own_path(&self, kind: FileKind, name: &str) -> Option<PathBuf> {
        let folder = self.own.as_ref()?.join(kind.folder());
        let exact = folder.join(format!("{name}.toml"));
        let renamed = || self.renamed().iter().find(|(of, to, _)| *of == kind && to == name);
        match is_there(&exact) {
            true => Some(exact),
            false => Some(renamed().map_or(exact, |(_, _, file)| folder.join(file))),
        }
    }

    /// Files that go by another name than their own.
    fn renamed(&self) -> &[(FileKind, String, OsString)] {
        self.renamed.get_or_init(|| {
            let all = [FileKind::Routine, FileKind::Exercise].map(|kind| (kind, self.own(kind)));
            let all = all.iter().flat_map(|(kind, own)| own.renamed().map(|one| (*kind, one)));
            all.map(|(kind, (name, file))| (kind, name.to_owned(), file.to_owned())).collect()
        })
    }

    /// The own files of this kind.
    fn own(&self, kind: FileKind) -> OwnNames {
        let of = |own: &PathBuf| OwnNames::of(&own.join(kind.folder()), is_built_in_name);
        self.own.as_ref().map_or_else(OwnNames::default, of)
    }

    /// The names of the person's own files of that kind.
    pub fn own_names(&self, kind: FileKind) -> Vec<String> {
        self.own(kind).used.into_iter().map(|(name, _)| name).collect()
    }

    /// What is to be said of the names of own files: by which name one is used that is called otherwise,
    /// and why one is not used. A line each.
    pub fn remarks_on_names(&self, kind: FileKind) -> Vec<String> {
        let own = self.own(kind);
        let used = own.renamed().map(|(name, file)| files::used_as(&shown(file), name));
        let not_used = own.not_used.iter().map(|(file, why)| files::not_used(&shown(file), why));
        let elsewhere = self.outside().into_iter();
        let elsewhere = elsewhere.map(|file| files::not_used(&shown(&file), &NotUsed::Outside));
        used.chain(not_used).chain(elsewhere).collect()
    }

    /// Routines that were put beside the folders for them.
    fn outside(&self) -> Vec<OsString> {
        let mut files = self.own.as_deref().map_or_else(Vec::new, files_of);
        files.retain(|file| {
            let is_kept = kept_files::NAMES.iter().any(|kept| file == kept);
            !is_kept && Path::new(file).extension().is_some_and(|ending| ending == "toml")
        });
        files
    }

    /// The names of all routines: built-in ones in their order, then the person's own.
    pub fn routine_names(&self) -> Vec<String> {
        self.names(FileKind::Routine)
    }

    /// How many routines of the person's own there are.
    pub fn own_routine_count(&self) -> usize {
        self.own(FileKind::Routine).used.len()
    }

    /// Whether the own folder, or the nearest one above it, can be written.
    #[expect(clippy::disallowed_methods, reason = "only writing tells whether it can be written")]
    pub fn can_write(&self) -> io::Result<()> {
        let own = self.own.as_deref().ok_or(io::ErrorKind::NotFound)?;
        let there = own.ancestors().find(|folder| folder.is_dir()).unwrap_or(own);
        atomic_file::can_write(there)
    }

    fn names(&self, kind: FileKind) -> Vec<String> {
        let built_in = kind.built_in().iter();
        let mut names: Vec<String> = built_in.map(|(name, _)| (*name).to_owned()).collect();
        let mut own = self.own_names(kind);
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
        self.names(FileKind::Exercise)
    }
}

/// What a shell makes of `~/` where a person has not left it to one.
fn whole(path: PathBuf) -> Result<PathBuf, PathBuf> {
    let at_home = path.strip_prefix("~").ok().zip(etcetera::home_dir().ok());
    let path = at_home.map(|(rest, home)| home.join(rest)).unwrap_or(path);
    if path.is_absolute() { Ok(path) } else { Err(path) }
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

/// The path of a file from the root on, as far as it can be told.
#[expect(clippy::disallowed_methods, reason = "only the system knows where one stands")]
pub fn whole_path(path: &str) -> String {
    let whole = env::current_dir().map(|here| here.join(path));
    whole.map_or_else(|_| path.to_owned(), |path| path.to_string_lossy().into_owned())
}

#[expect(clippy::disallowed_methods, reason = "it looks only whether there is one")]
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// A name that only a file of exactly that name takes from what comes with the program.
fn is_built_in_name(name: &str) -> bool {
    let texts = [embedded::ROUTINES, embedded::EXERCISES];
    texts.iter().any(|texts| embedded::text(texts, name).is_some())
}

fn shown(file: &OsStr) -> String {
    printable(&file.to_string_lossy())
}
