//! The exercise library as `use` sees it: every exercise read once, whatever asks for it.
//!
//! Whoever makes a library says where the texts come from; nothing here touches a disk.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::routine::{Position, Precautions};
use crate::domain::severity::Severity;
use crate::format::diagnostic::{Code, Diagnostic, Location, Source};
use crate::text::faults;

use super::completion::complete;
use super::document::Document;
use super::embedded;
use super::entry::ExerciseEntry;
use super::group::refuse_in_an_exercise;
use super::inherited::{Inherited, Movement, by_movement};
use super::poses::ProgramPoses;
use super::read::{At, Field, Reading, fault};
use super::repair::Repair;
use super::spelling;
use super::values::Name;

/// Where the texts of exercises are kept.
pub trait ExerciseTexts {
    /// The text of the exercise of this name, or why it cannot be had; nothing where there is none.
    fn exercise(&self, name: &str) -> Option<Result<Arc<Source>, Box<Diagnostic>>>;

    /// Every name there is.
    fn exercise_names(&self) -> Vec<String>;
}

/// The exercises that come with the program and no others. What comes with the program uses them, whatever a person's own
/// folder has under the same names.
#[derive(Debug)]
pub struct EmbeddedExercises;

impl ExerciseTexts for EmbeddedExercises {
    fn exercise(&self, name: &str) -> Option<Result<Arc<Source>, Box<Diagnostic>>> {
        embedded::text(embedded::EXERCISES, name).map(|text| Ok(Source::new(name, text)))
    }

    fn exercise_names(&self) -> Vec<String> {
        embedded::EXERCISES.iter().map(|(name, _)| (*name).to_owned()).collect()
    }
}

/// `use` goes through no more exercises, one after the other.
pub(super) const USES_AT_MOST: usize = 16;

/// What came of reading one exercise file.
#[derive(Clone, Debug, Default)]
pub(super) struct ReadExercise {
    /// How many exercises `use` goes through to read it, itself among them.
    uses: usize,
    pub(super) entry: Option<ExerciseEntry>,
    /// What whoever uses it inherits.
    pub(super) inherited: Inherited,
    findings: Vec<Diagnostic>,
}

/// The exercises that files use, read when they are first asked for.
pub struct Library<'s> {
    texts: &'s dyn ExerciseTexts,
    /// The day on which files are read, where that is known.
    pub(super) today: Option<Date>,
    /// What can be done lying is done lying.
    in_bed: bool,
    known: RefCell<BTreeMap<String, Rc<ReadExercise>>>,
    /// The exercises that are being read just now, each used by the one before.
    being_read: RefCell<Vec<String>>,
    /// What the file that is being checked brings along; it is found before all others.
    brought: Vec<(String, ExerciseEntry)>,
    program_poses: ProgramPoses,
    /// The library of the files that come with the program, made when it is first asked for.
    embedded: Rc<OnceCell<Library<'static>>>,
    /// It is that library.
    is_own: bool,
    /// The health answers of its movements, gathered when they are first asked for.
    precautions: OnceCell<BTreeMap<Movement, Precautions>>,
}

impl<'s> Library<'s> {
    /// A library of these texts, with nothing read yet.
    pub fn new(texts: &'s dyn ExerciseTexts) -> Library<'s> {
        let (known, being_read, program_poses) =
            (RefCell::default(), RefCell::default(), ProgramPoses::default());
        Library {
            texts,
            today: None,
            in_bed: false,
            known,
            being_read,
            brought: Vec::new(),
            program_poses,
            embedded: Rc::default(),
            is_own: false,
            precautions: OnceCell::new(),
        }
    }

    /// The same for the files that come with the program.
    pub(super) fn embedded(&self) -> &Library<'static> {
        let (today, in_bed, is_own) = (self.today, self.in_bed, true);
        let made = || Library { today, in_bed, is_own, ..Library::new(&EmbeddedExercises) };
        self.embedded.get_or_init(made)
    }

    /// Whether it is the library of the files that come with the program, and of no others.
    pub(super) fn is_own(&self) -> bool {
        self.is_own
    }

    /// The health answers of its movements.
    pub(super) fn precautions(&self) -> &BTreeMap<Movement, Precautions> {
        self.precautions.get_or_init(|| by_movement(self))
    }

    /// An exercise by its name; what was found in it is said where it is used.
    pub(super) fn look_up(&self, name: &str) -> Option<Rc<ReadExercise>> {
        let place = Location { source: Source::new(name, ""), span: 0..0 };
        self.read_once(&At { value: Name(name.to_owned()), place }, &mut Vec::new())
    }

    /// The program's own poses.
    pub(super) fn program_poses(&self) -> &ProgramPoses {
        &self.program_poses
    }

    /// The same on this day: a clearance grows old (LIM-26).
    #[must_use]
    pub fn on(self, today: Date) -> Library<'s> {
        Library { today: Some(today), embedded: Rc::default(), ..self }
    }

    /// The same for somebody who stays in bed: what can be done lying is done lying.
    #[must_use]
    pub fn in_bed(self, in_bed: bool) -> Library<'s> {
        Library { in_bed, embedded: Rc::default(), ..self }
    }

    /// An entry in the position in which it is done: as it is written, or in bed lying, where it can be.
    pub(super) fn in_its_position(
        &self,
        written: &ExerciseEntry,
        base: &ExerciseEntry,
    ) -> ExerciseEntry {
        let lying = |position: &Position| *position == Position::Lying;
        let others: &[_] = base.in_position.value().map_or(&[], |others| &others.0);
        let other = others.iter().find(|(position, _)| lying(position));
        let elsewhere = written.position.given().is_some_and(|at| !lying(&at.value));
        let position = match other {
            _ if !self.in_bed => return written.clone(),
            Some((value, other)) => {
                Field::Given(Rc::new(At { value: *value, place: other.place.clone() }))
            }
            None if elsewhere && base.position.value().is_some_and(lying) => Field::Absent,
            None => return written.clone(),
        };
        // The set-up that was written is for the other position.
        ExerciseEntry { position, setup: Field::Absent, ..written.clone() }
    }

    /// The library of a file that brings exercises along. What was read without them may use other
    /// exercises of the same names, so it is read anew.
    pub(super) fn with(&self, brought: &[(String, ExerciseEntry)]) -> Library<'s> {
        let (today, in_bed, brought) = (self.today, self.in_bed, brought.to_vec());
        let embedded = Rc::clone(&self.embedded);
        Library { today, in_bed, brought, embedded, ..Library::new(self.texts) }
    }

    /// The exercise that `use` names, with everything that was found in its file.
    pub(super) fn entry(
        &self,
        name: &At<Name>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ExerciseEntry> {
        self.entry_within(USES_AT_MOST, name, findings).map(|(entry, _)| entry)
    }

    /// The same, with how many exercises `use` goes through, where they are no more than this.
    fn entry_within(
        &self,
        most: usize,
        name: &At<Name>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(ExerciseEntry, usize)> {
        let read = self.read_once(name, findings)?;
        // A file is used many times; what is wrong with it is said once.
        if !read.findings.first().is_some_and(|first| findings.contains(first)) {
            findings.extend(read.findings.iter().cloned());
        }
        if read.uses > most {
            findings.push(uses_too_many(name));
            return None;
        }
        Some((read.entry.clone()?, read.uses))
    }

    fn read_once(
        &self,
        name: &At<Name>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Rc<ReadExercise>> {
        let Name(requested) = &name.value;
        if let Some(read) = self.known.borrow().get(requested) {
            return Some(Rc::clone(read));
        }
        if self.being_read.borrow().contains(requested) {
            findings.push(uses_itself(name));
            return None;
        }
        if self.being_read.borrow().len() >= USES_AT_MOST {
            findings.push(uses_too_many(name));
            return None;
        }
        self.being_read.borrow_mut().push(requested.clone());
        let brought = self.brought.iter().find(|(known, _)| known == requested);
        let read = match brought {
            Some((_, entry)) => Ok(self.complete(requested, entry)),
            None => match self.texts.exercise(requested) {
                None => Err(self.unknown(name)),
                Some(Err(finding)) => {
                    Ok(ReadExercise { findings: vec![*finding], ..ReadExercise::default() })
                }
                Some(Ok(source)) => Ok(self.read(requested, &source)),
            },
        };
        self.being_read.borrow_mut().pop();
        match read {
            Ok(read) => {
                let read = Rc::new(read);
                self.known.borrow_mut().insert(requested.clone(), Rc::clone(&read));
                Some(read)
            }
            Err(finding) => {
                findings.push(finding);
                None
            }
        }
    }

    fn read(&self, name: &str, source: &Arc<Source>) -> ReadExercise {
        // The program's own is as it is in the program's library, whatever else there is.
        let is_built_in = embedded::text(embedded::EXERCISES, name) == Some(&source.text);
        let known = || self.embedded().look_up(name).map(|read| ReadExercise::clone(&read));
        if let Some(read) = (is_built_in && !self.is_own).then(known).flatten() {
            return read;
        }
        let repair = Repair::of(source);
        let document = Document::parse(&repair.source);
        let mut reading = Reading::new(Arc::clone(&repair.source));
        let written = ExerciseEntry::read_table(document.root(), document.head(), &mut reading);
        let mut findings = reading.findings;
        document.check_format(&written.format, &mut findings);
        refuse_in_an_exercise(&written, &mut findings);
        let read = self.completed(&written, findings);
        let findings = repair.findings_as_written(read.findings);
        let faulty = findings.iter().any(|finding| finding.severity == Severity::Fault);
        let entry = read.entry.filter(|_| !faulty);
        self.keeping_its_name(name, ReadExercise { entry, findings, ..read })
    }

    /// An exercise of another's under the name of a built-in one takes nothing away from that.
    fn keeping_its_name(&self, name: &str, read: ReadExercise) -> ReadExercise {
        let built_in = embedded::text(embedded::EXERCISES, name).filter(|_| !self.is_own);
        let Some(built_in) = built_in.and_then(|_| self.embedded().look_up(name)) else {
            return read;
        };
        let inherited = read.inherited.and(built_in.inherited.clone());
        ReadExercise { inherited, ..read }
    }

    /// An exercise that the file brings along; what is wrong in it was said when the file was read.
    fn complete(&self, name: &str, brought: &ExerciseEntry) -> ReadExercise {
        self.keeping_its_name(name, self.completed(brought, Vec::new()))
    }

    /// An entry completed from the one that it uses, and how many exercises `use` goes through.
    fn completed(&self, written: &ExerciseEntry, mut findings: Vec<Diagnostic>) -> ReadExercise {
        let (entry, uses) = match &written.uses {
            Field::Given(name) => match self.entry_within(USES_AT_MOST - 1, name, &mut findings) {
                Some((base, uses)) => (complete(written, &base, &mut findings), uses + 1),
                None => (None, 1),
            },
            Field::Wrong => (None, 1),
            Field::Absent => (Some(written.clone()), 1),
        };
        let inherited = entry.as_ref().map(|entry| self.inherited_by(written, entry));
        let inherited = inherited.unwrap_or_default().with_named_by(written);
        ReadExercise { uses, entry, inherited, findings }
    }

    fn unknown(&self, name: &At<Name>) -> Diagnostic {
        let Name(requested) = &name.value;
        let names = self.texts.exercise_names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let text = faults::unknown_exercise(requested, spelling::closest_name(requested, &names));
        fault(Code::UnknownExercise, name.place.clone(), text)
    }
}

fn uses_itself(name: &At<Name>) -> Diagnostic {
    fault(Code::UseLoop, name.place.clone(), faults::uses_itself(&name.value.0))
}

fn uses_too_many(name: &At<Name>) -> Diagnostic {
    fault(Code::UseLoop, name.place.clone(), faults::uses_too_many(USES_AT_MOST))
}
