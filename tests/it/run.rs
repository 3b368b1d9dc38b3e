//! Texts to check, and the files of this repository.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use stenosis_routine::builtin;
use stenosis_routine::diagnostic::{Diagnostic, Source};
use stenosis_routine::routine::Routine;
use stenosis_routine::routine_file::{self, Checked, Library, Shelf};

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub(crate) fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(path.as_ref())
        .unwrap_or_else(|e| panic!("{}: {e}", path.as_ref().display()))
}

/// The exercises that come with the program, and a few more.
#[derive(Default)]
pub(crate) struct Exercises(pub(crate) Vec<(String, String)>);

impl Shelf for Exercises {
    fn exercise(&self, name: &str) -> Option<Result<Arc<Source>, Box<Diagnostic>>> {
        let own = self.0.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
        own.or_else(|| builtin::text(builtin::EXERCISES, name))
            .map(|text| Ok(Source::new(format!("{name}.toml"), text)))
    }

    fn exercise_names(&self) -> Vec<String> {
        builtin::EXERCISES.iter().map(|(name, _)| (*name).to_owned()).collect()
    }
}

/// Checks a text as a file of that name.
pub(crate) fn check_text(name: &str, bytes: &[u8], shelf: &Exercises) -> Checked {
    match routine_file::decode(name, bytes) {
        Ok(source) => routine_file::check(&source, &Library::new(shelf)),
        Err(finding) => Checked::refused(*finding),
    }
}

/// A routine from a text that has to be in order.
#[track_caller]
pub(crate) fn routine(text: &str) -> Arc<Routine> {
    let checked = check_text("test.toml", text.as_bytes(), &Exercises::default());
    let drawn: Vec<String> = checked.findings.iter().map(|finding| finding.draw(false)).collect();
    Arc::new(checked.routine.unwrap_or_else(|| panic!("{}", drawn.join("\n"))))
}

/// A routine that comes with the program.
#[track_caller]
pub(crate) fn built_in(name: &str) -> Arc<Routine> {
    routine(builtin::text(builtin::ROUTINES, name).unwrap())
}
