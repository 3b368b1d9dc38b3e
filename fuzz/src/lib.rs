//! What the targets share: a machine with nothing but what comes with the program, and the one thing
//! that nothing printed may ever hold.

use std::sync::Arc;

use stenosis_routine::format::diagnostic::{Diagnostic, Source};
use stenosis_routine::format::{ExerciseTexts, embedded};
use stenosis_routine::text::printable::is_unsafe;

/// A machine with what comes with the program, and nothing else.
pub struct BuiltIn;

impl ExerciseTexts for BuiltIn {
    fn exercise(&self, name: &str) -> Option<Result<Arc<Source>, Box<Diagnostic>>> {
        embedded::text(embedded::EXERCISES, name).map(|text| Ok(Source::new(name, text)))
    }

    fn exercise_names(&self) -> Vec<String> {
        embedded::EXERCISES.iter().map(|(name, _)| (*name).to_owned()).collect()
    }
}

/// Nothing that is printed holds what a terminal would obey.
pub fn assert_printable(text: &str) {
    let obeyed = text.chars().find(|c| *c != '\n' && is_unsafe(*c));
    assert_eq!(obeyed, None, "{text:?}");
}
