//! Routine files: from text to a checked [`Routine`], or to every fault in it at once.
//!
//! ```text
//! bytes --text--> source --document--> TOML --entry--> keys --exercise, routine--> Routine
//! ```
//!
//! Knows no disk: a [`Shelf`] hands over the texts that `use` asks for.

mod completion;
mod document;
mod entry;
mod exercise;
mod gentle;
mod keys;
mod library;
mod pose_entry;
mod poses;
mod read;
mod routine;
mod sketch;
mod slip;
mod slips;
mod spelling;
mod syntax;
mod text;
mod time;
mod values;

use std::sync::Arc;

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Severity, Source};
use crate::routine::Routine;

pub use entry::TABLES;
pub use keys::{Key, Table};
pub use library::{Library, Shelf};

pub use text::{FILE_AT_MOST, decode};
pub use values::is_name;

use document::Document;
use entry::{ExerciseEntry, RoutineEntry};
use read::Reading;

/// What came of checking a file.
#[derive(Debug)]
pub struct Checked {
    /// The routine; nothing where there is a fault.
    pub routine: Option<Arc<Routine>>,
    /// Everything that was found, in the order of the file.
    pub findings: Vec<Diagnostic>,
}

impl Checked {
    /// A file that could not even be read.
    pub fn refused(finding: Diagnostic) -> Checked {
        Checked { routine: None, findings: vec![finding] }
    }

    /// How many findings weigh this much.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Checks a routine file, or an exercise file as a routine of that exercise alone.
pub fn check(source: &Arc<Source>, library: &Library<'_>) -> Checked {
    let document = Document::parse(source);
    let mut reading = Reading::new(Arc::clone(source));
    let (routine, findings) = if is_exercise(document.root()) {
        let entry = ExerciseEntry::read_table(document.root(), document.head(), &mut reading);
        let mut findings = reading.findings;
        document.check_format(&entry.format, &mut findings);
        (routine::of_one(&entry, library, &mut findings), findings)
    } else {
        let entry = RoutineEntry::read_table(document.root(), document.head(), &mut reading);
        let mut findings = reading.findings;
        document.check_format(&entry.format, &mut findings);
        (routine::build(&entry, library, &mut findings), findings)
    };
    let findings = in_order(source, document.all_findings(findings));
    let faulty = findings.iter().any(|finding| finding.severity == Severity::Fault);
    Checked { routine: routine.filter(|_| !faulty), findings }
}

/// What relieves, seated and lying: a minute of ease, and breathing.
const RELIEF: &str = r#"
format = 1
title = "Relief"
exercise = [
  { use = "position-of-ease", position = "seated" },
  { use = "position-of-ease", position = "lying" },
  { use = "belly-breath-easy", position = "seated" },
  { use = "belly-breath-easy", position = "lying" },
]
"#;

/// The same routine with what relieves at hand, from this library.
pub fn with_relief(routine: &Routine, library: &Library<'_>) -> Routine {
    let relief = check(&Source::new("relief.toml", RELIEF), library).routine;
    let spare = relief.map_or(Vec::new(), |relief| relief.exercises.clone());
    Routine { spare, ..routine.clone() }
}

/// The name that was probably meant.
pub fn nearest_name<'n>(name: &str, names: &'n [String]) -> Option<&'n str> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    spelling::meant(name, &names)
}

/// Whether a file is an exercise: it has what only an exercise has, and no list of exercises.
fn is_exercise(root: &DeTable<'_>) -> bool {
    let has = |name: &str| root.iter().any(|(key, _)| key.get_ref() == name);
    !has("exercise") && ["use", "phase", "kind", "position"].into_iter().any(has)
}

/// The file's own findings first, each once, as they come in the text.
fn in_order(source: &Arc<Source>, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let key = |finding: &Diagnostic| {
        let place = &finding.place;
        (place.source != *source, place.source.name.clone(), place.span.start, finding.code)
    };
    findings.sort_by_cached_key(key);
    findings.dedup();
    findings
}
