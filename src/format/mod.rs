//! Routine files: from text to a checked [`Routine`], or to every fault in it at once.
//!
//! ```text
//! bytes --text--> source --document--> TOML --entry--> keys --exercise, routine--> Routine
//! ```
//!
//! Knows no disk: a [`ExerciseTexts`] hands over the texts that `use` asks for.

mod arrived;
mod completion;
pub mod diagnostic;
mod document;
pub mod embedded;
mod entry;
mod exercise;
mod group;
mod inherited;
mod instead;
mod key_tables;
mod ladder;
mod library;
mod limit_diagnostics;
mod look_alike;
pub mod mark;
mod meant;
mod named_tables;
mod naming;
mod numbers;
mod pasted;
mod pose_builder;
mod pose_entry;
mod poses;
mod read;
mod repair;
pub mod report;
pub mod rewrite;
pub mod rewrite_gentler;
mod rewrite_lines;
mod routine;
pub mod schema;
mod shape;
mod source_text;
mod spelling;
mod syntax_error;
mod syntax_hints;
mod syntax_lines;
pub mod theme;
mod theme_entry;
mod time;
mod together;
mod typing;
mod values;

use std::sync::Arc;

use jiff::civil::Date;
use toml::de::DeTable;

use crate::domain::routine::Routine;
use crate::domain::severity::Severity;
use crate::format::diagnostic::{Diagnostic, Source};

pub use arrived::{Arrival, arrival};
pub use entry::TABLES;
pub use inherited::{Movement, precautions_by_movement};
pub use library::{EmbeddedExercises, ExerciseTexts, Library};
pub use look_alike::looks_like;
pub use naming::{composed, file_name};
pub use routine::FILE_KEY;
pub use shape::{KeySpec, Shape, TableSpec, Word};

pub use source_text::{FILE_AT_MOST, decode};
pub use values::is_name;

use document::Document;
use entry::{ExerciseEntry, RoutineEntry};
use read::Reading;
use repair::Repair;

/// What came of checking a file.
#[derive(Debug, Default)]
pub struct Checked {
    /// The routine; nothing where there is a fault.
    pub routine: Option<Arc<Routine>>,
    /// Everything that was found, in the order of the file.
    pub findings: Vec<Diagnostic>,
    /// What `share` wrote about the file, where it did.
    pub shared: Option<Seal>,
}

/// What `share` wrote about a file: who, when, and what the content was.
#[derive(Clone, Debug, PartialEq)]
pub struct Seal {
    /// The name of the routine where it was shared.
    pub name: Option<String>,
    /// Who shared it.
    pub by: Option<String>,
    /// The day they did.
    pub on: Option<Date>,
    /// Names the content.
    pub digest: Option<String>,
    /// By what the sender is known.
    pub key: Option<String>,
    /// The sender's mark.
    pub signature: Vec<String>,
    /// Names the text without this table.
    pub text: Option<String>,
}

impl Seal {
    fn of(entry: &RoutineEntry) -> Option<Seal> {
        let shared = entry.shared.value()?;
        Some(Seal {
            name: shared.name.value().map(|name| name.0.clone()),
            by: exercise::text(&shared.by),
            on: shared.on.value().copied(),
            digest: exercise::text(&shared.digest),
            key: exercise::text(&shared.key),
            signature: exercise::lines(&shared.signature),
            text: exercise::text(&shared.text),
        })
    }
}

impl Checked {
    /// A file that could not even be read.
    pub fn refused(finding: Diagnostic) -> Checked {
        Checked { findings: vec![finding], ..Checked::default() }
    }

    /// The findings that weigh this much.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(move |finding| finding.severity == severity)
    }

    /// How many warnings there are, strong ones too.
    pub fn warnings(&self) -> usize {
        self.of(Severity::Warning).count() + self.of(Severity::Strong).count()
    }
}

/// Checks a routine file, or an exercise file as a routine of that exercise alone.
///
/// A file that comes with the program uses its exercises, and no others of the same names.
pub fn check(source: &Arc<Source>, library: &Library<'_>) -> Checked {
    if embedded::is_ours(source) {
        return as_written(source, library.embedded());
    }
    let repair = Repair::of(source);
    if repair.is_needless() {
        return as_written(source, library);
    }
    let Checked { shared, findings, .. } = as_written(&repair.source, library);
    let findings = in_order(source, repair.findings_as_written(findings));
    Checked { routine: None, findings, shared }
}

fn as_written(source: &Arc<Source>, library: &Library<'_>) -> Checked {
    let document = Document::parse(source);
    let mut reading = Reading::new(Arc::clone(source));
    let (routine, shared, findings) = if is_exercise(document.root()) {
        let entry = ExerciseEntry::read_table(document.root(), document.head(), &mut reading);
        let mut findings = reading.findings;
        document.check_format(&entry.format, &mut findings);
        (routine::of_one(&entry, library, &mut findings), None, findings)
    } else {
        let entry = RoutineEntry::read_table(document.root(), document.head(), &mut reading);
        let mut findings = reading.findings;
        document.check_format(&entry.format, &mut findings);
        (routine::build(&entry, library, &mut findings), Seal::of(&entry), findings)
    };
    let findings = in_order(source, findings);
    let faulty = findings.iter().any(|finding| finding.severity == Severity::Fault);
    Checked { routine: routine.filter(|_| !faulty), findings, shared }
}

/// The texts that `use` in this file asks for: the program's own where the file comes with it.
pub fn exercise_texts<'t>(source: &Source, texts: &'t dyn ExerciseTexts) -> &'t dyn ExerciseTexts {
    if embedded::is_ours(source) { &EmbeddedExercises } else { texts }
}

/// Whether a text is an exercise file, as far as it can be read.
pub fn is_exercise_file(text: &str) -> bool {
    is_exercise(DeTable::parse_recoverable(text).0.get_ref())
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
    spelling::closest_name(name, &names)
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
