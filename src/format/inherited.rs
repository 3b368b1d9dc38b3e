//! What no file takes away from an exercise: the health answers of the library's exercises that it
//! uses, of a built-in one of the same name, and of those that move as it does.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::profile::Flag;
use crate::domain::routine::{Direction, Kind, Position, Precautions};
use crate::domain::severity::Severity;
use crate::format::diagnostic::{Code, Diagnostic};
use crate::text::faults;

use super::embedded;
use super::entry::{ExerciseEntry, PhaseEntry};
use super::library::{EmbeddedExercises, Library};
use super::read::{At, Field, fault};
use super::values::Name;

/// Where the body is, and which way the spine goes there.
pub type Movement = (Position, Direction);

/// What an exercise hands on to whoever uses it.
#[derive(Clone, Debug, Default)]
pub(super) struct Inherited {
    pub(super) precautions: Precautions,
    /// The exercises that are done in its place.
    pub(super) instead: BTreeMap<Flag, At<Name>>,
}

impl Inherited {
    /// This, and what an entry says itself.
    pub(super) fn with_named_by(mut self, written: &ExerciseEntry) -> Inherited {
        self.precautions.add(&named_by(written));
        let own = written.instead.value().into_iter().flat_map(|instead| &instead.0);
        self.instead.extend(own.map(|(flag, name)| (*flag, name.clone())));
        self
    }

    /// This, and what another one hands on; what this says of a flag stays.
    pub(super) fn and(mut self, other: Inherited) -> Inherited {
        self.precautions.add(&other.precautions);
        let mut instead = other.instead;
        instead.append(&mut self.instead);
        Inherited { instead, ..self }
    }
}

/// The answers that an entry names.
fn named_by(entry: &ExerciseEntry) -> Precautions {
    let all = |field: &Field<Vec<Flag>>| field.value().into_iter().flatten().copied().collect();
    Precautions { hide: all(&entry.hide_if), warn: all(&entry.warn_if) }
}

impl Library<'_> {
    /// What an entry inherits, which is complete now: all that the exercises hand on that it uses, and
    /// for movements that they do not have whatever the library's own have.
    pub(super) fn inherited_by(
        &self,
        written: &ExerciseEntry,
        complete: &ExerciseEntry,
    ) -> Inherited {
        let base = written.uses.value().and_then(|name| self.look_up(&name.0));
        let known = base.as_ref().and_then(|base| base.entry.as_ref()).map(movements_of);
        let mut inherited = base.map_or_else(Inherited::default, |base| base.inherited.clone());
        let easier = complete.easier.value().and_then(|easier| easier.uses.value());
        if let Some(easier) = easier.and_then(|name| self.look_up(&name.0)) {
            // Done in its place, it is wrong for whom it is wrong anywhere.
            inherited.precautions.hide.extend(&easier.inherited.precautions.hide);
        }
        if self.is_own() {
            return inherited;
        }
        let known = known.unwrap_or_default();
        let moves = complete.kind.value().is_none_or(|kind| kind.is_movement());
        let new = movements_of(complete).into_iter().filter(|movement| !known.contains(movement));
        for movement in new.filter(|(_, direction)| moves || *direction != Direction::Neutral) {
            if let Some(precautions) = self.embedded().precautions().get(&movement) {
                inherited.precautions.add(precautions);
            }
        }
        inherited
    }

    /// Says that answers of the library's stay, where an entry's list takes some of them out.
    pub(super) fn note_what_stays(&self, written: &ExerciseEntry, findings: &mut Vec<Diagnostic>) {
        let base = written.uses.value().and_then(|name| self.look_up(&name.0));
        let Some(base) = base else { return };
        let Precautions { hide, warn } = &base.inherited.precautions;
        for (field, inherited) in [(&written.hide_if, hide), (&written.warn_if, warn)] {
            let Some(given) = field.given() else { continue };
            let stays: Vec<Flag> =
                inherited.iter().filter(|flag| !given.value.contains(flag)).copied().collect();
            // Who writes only other answers adds them.
            let adds = !given.value.is_empty() && stays.len() == inherited.len();
            if !stays.is_empty() && !adds {
                let text = faults::answers_stay(&stays);
                let note = fault(Code::NoEffect, given.place.clone(), text);
                findings.push(Diagnostic { severity: Severity::Note, ..note });
            }
        }
    }
}

/// The health answers of the library's own movements, by position and direction.
pub fn precautions_by_movement() -> BTreeMap<Movement, Precautions> {
    Library::new(&EmbeddedExercises).embedded().precautions().clone()
}

/// The same of a library: what hides a movement in a position and a direction hides every other there;
/// where the spine stays where it is, nobody can tell how much one moves, and it calls for care.
pub(super) fn by_movement(own: &Library<'_>) -> BTreeMap<Movement, Precautions> {
    let mut all: BTreeMap<Movement, Precautions> = BTreeMap::new();
    for (name, _) in embedded::EXERCISES {
        let Some(read) = own.look_up(name) else { continue };
        let Some(entry) = &read.entry else { continue };
        if !entry.kind.value().copied().is_some_and(Kind::is_movement) {
            continue;
        }
        for position in positions(entry) {
            for direction in entry.direction.value().into_iter().flatten() {
                let mut named = named_by(entry);
                named.warn.extend(read.inherited.instead.keys());
                let named = match direction {
                    Direction::Neutral => named.softened(),
                    _ => named,
                };
                all.entry((position, *direction)).or_default().add(&named);
            }
        }
    }
    all
}

/// Every position that an exercise is done in.
pub(super) fn positions(entry: &ExerciseEntry) -> impl Iterator<Item = Position> {
    let others = entry.in_position.value().into_iter().flat_map(|others| &others.0);
    entry.position.value().copied().into_iter().chain(others.map(|(position, _)| *position))
}

/// Where an exercise takes the body, and which way the spine goes there, in every position, and in
/// its easier version where that is its own.
fn movements_of(entry: &ExerciseEntry) -> BTreeSet<Movement> {
    let mut movements = BTreeSet::new();
    let mut add = |position, direction: &Field<Vec<Direction>>, phases: &Field<Vec<PhaseEntry>>| {
        let directions = |field: &Field<Vec<Direction>>| field.value().cloned().unwrap_or_default();
        movements.extend(directions(direction).into_iter().map(|way| (position, way)));
        for phase in phases.value().into_iter().flatten() {
            let position = phase.position.value().copied().unwrap_or(position);
            let ways = directions(&phase.direction.or(direction));
            movements.extend(ways.into_iter().map(|way| (position, way)));
        }
    };
    let others: &[_] = entry.in_position.value().map_or(&[], |others| &others.0);
    let easier = entry.easier.value().filter(|easier| easier.uses.is_absent());
    for position in positions(entry) {
        let other = others.iter().find(|(known, _)| *known == position);
        let phases = other.map_or(entry.phase.clone(), |(_, other)| other.phase.or(&entry.phase));
        add(position, &entry.direction, &phases);
        if let Some(easier) = easier {
            add(position, &easier.direction.or(&entry.direction), &easier.phase.or(&phases));
        }
    }
    movements
}
