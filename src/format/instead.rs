//! `instead`: what is done in an exercise's place for a health answer. It is built in, and never larger.

use std::rc::Rc;

use crate::domain::profile::Flag;
use crate::domain::routine::{Exercise, Position, Substitute, Version};
use crate::format::diagnostic::{Code, Diagnostic};
use crate::text::faults;

use super::embedded;
use super::entry::ExerciseEntry;
use super::exercise;
use super::inherited::{Inherited, positions};
use super::library::{EmbeddedExercises, ExerciseTexts, Library};
use super::poses::Figures;
use super::read::{At, Field, fault};
use super::spelling;
use super::values::Name;

/// An exercise with what is done in its place, by the answers in their order. What an entry names itself
/// and is no built-in exercise, or larger, is a fault. What it inherits and would be larger is not done:
/// the answer calls for care then, and the easier version is.
pub(super) fn with_substitutes(
    written: &ExerciseEntry,
    mut of: Exercise,
    (inherited, library): (&Inherited, &Library<'_>),
    findings: &mut Vec<Diagnostic>,
) -> Exercise {
    let own = written.instead.value().into_iter().flat_map(|instead| &instead.0);
    let mut named = inherited.instead.clone();
    for (flag, name) in own {
        named.insert(*flag, name.clone());
        let refused = substitute(*flag, name, &of, library).err();
        let elsewhere = |found: &Diagnostic| {
            // Done so in another position that the exercise offers, it is for that.
            let others = written.in_position.value().into_iter().flat_map(|others| &others.0);
            let mut others = others.map(|(position, _)| *position);
            found.code == Code::PositionNotOffered
                && others.any(|position| is_done(&name.value, position, library))
        };
        findings.extend(refused.filter(|found| !elsewhere(found)));
    }
    for (flag, name) in named {
        match substitute(flag, &name, &of, library) {
            Ok(substitute) => of.instead.push(substitute),
            Err(found) if found.code == Code::PositionNotOffered => {}
            Err(_) => drop(of.inherited.warn.insert(flag)),
        }
    }
    of
}

fn substitute(
    flag: Flag,
    name: &At<Name>,
    of: &Exercise,
    library: &Library<'_>,
) -> Result<Substitute, Diagnostic> {
    let Name(wanted) = &name.value;
    let refused = |code, text| fault(code, name.place.clone(), text);
    if embedded::text(embedded::EXERCISES, wanted).is_none() {
        let names = EmbeddedExercises.exercise_names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let meant = spelling::closest_name(wanted, &names);
        return Err(refused(Code::UnknownExercise, faults::not_built_in(wanted, meant)));
    }
    let position = of.full.position;
    if !is_done(&name.value, position, library) {
        return Err(refused(Code::PositionNotOffered, faults::not_done_there(wanted, position)));
    }
    // What has no dose of its own is done for nobody.
    let not_built_in = || refused(Code::UnknownExercise, faults::not_built_in(wanted, None));
    let exercise = built_in(name, position, library).ok_or_else(not_built_in)?;
    let exercise = no_larger(exercise, &of.full);
    if exercise.full.asks_more_than(&of.full) {
        return Err(refused(Code::EasierAsksMore, faults::instead_asks_more(wanted)));
    }
    Ok(Substitute { flag, name: wanted.clone(), exercise })
}

/// Whether a built-in exercise is done in a position.
fn is_done(Name(name): &Name, position: Position, library: &Library<'_>) -> bool {
    let read = library.embedded().look_up(name);
    let entry = read.as_ref().and_then(|read| read.entry.as_ref());
    entry.is_some_and(|entry| positions(entry).any(|offered| offered == position))
}

/// A built-in exercise in a position, as the library has it.
fn built_in(name: &At<Name>, position: Position, library: &Library<'_>) -> Option<Exercise> {
    let position = Field::given_at(position, &name.place);
    let uses = Field::Given(Rc::new(name.clone()));
    let used = ExerciseEntry { uses, position, ..ExerciseEntry::nothing(name.place.clone()) };
    let library = library.embedded();
    let mut unsaid = Vec::new();
    let figures = Figures::of(&Field::Absent, library.program_poses(), &mut unsaid);
    exercise::build_alone(&used, &Field::Absent, (library, &figures), &mut unsaid)
}

/// No more repetitions than the exercise in whose place it is done, and no shorter rest.
fn no_larger(exercise: Exercise, than: &Version) -> Exercise {
    let rest = exercise.full.rest.max(than.rest);
    let full = Version { rest, ..exercise.full.capped_by(than) };
    let easier = exercise.easier.map(|easier| Version { rest, ..easier.capped_by(&full) });
    Exercise { full, easier, ..exercise }
}
