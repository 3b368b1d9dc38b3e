//! From the keys of an exercise to an exercise: what is missing, and what does not go together.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::domain::routine::{
    Breath, Clearance, DEFAULT_REST, DEFAULT_REST_BETWEEN_SETS, DEFAULT_SETUP, Direction, Ends,
    Exercise, Extension, Phase, Precautions, Sides, Version,
};
use crate::format::diagnostic::{Code, Diagnostic};
use crate::text::faults::{self, CountOf};

use super::completion::{check_extension, complete, in_position};
use super::entry::{ExerciseEntry, PhaseEntry};
use super::inherited::Inherited;
use super::instead::with_substitutes;
use super::ladder;
use super::library::Library;
use super::limit_diagnostics::{check_exercise, check_version};
use super::poses::Figures;
use super::read::{At, Field, fault, required};
use super::together::{check_clearance, check_reps_range, check_sides, check_up_to};
use super::values::{Name, TextLine, Whole};

/// An exercise from its keys, completed from the library; nothing where a key that it cannot do
/// without is missing or wrong. `rest` is the file's own.
pub(super) fn build(
    written: &ExerciseEntry,
    rest: &Field<Duration>,
    (library, figures): (&Library<'_>, &Figures<'_>),
    findings: &mut Vec<Diagnostic>,
) -> Option<Exercise> {
    let exercise = build_alone(written, rest, (library, figures), findings)?;
    library.note_what_stays(written, findings);
    let base = written.uses.value().and_then(|Name(name)| library.look_up(name));
    let inherited = base.map_or_else(Inherited::default, |base| base.inherited.clone());
    Some(with_substitutes(written, exercise, (&inherited, library), findings))
}

/// The same without what may be done in its place.
pub(super) fn build_alone(
    written: &ExerciseEntry,
    rest: &Field<Duration>,
    (library, figures): (&Library<'_>, &Figures<'_>),
    findings: &mut Vec<Diagnostic>,
) -> Option<Exercise> {
    let entry = match &written.uses {
        Field::Given(name) => {
            let base = library.entry(name, findings)?;
            complete(&library.in_its_position(written, &base), &base, findings)?
        }
        Field::Wrong => return None,
        Field::Absent => written.clone(),
    };
    let entry = ExerciseEntry { rest: entry.rest.or(rest), ..entry };
    ladder::check_beside(written, findings);
    let steps = ladder::ladder(&entry, findings);
    let entry = steps.first().map_or_else(|| entry.clone(), |first| ladder::at(&entry, first));
    let full = full_version(&entry, figures, findings);
    let easier = full.as_ref().and_then(|_| easier_entry(&entry, library, findings));
    check_clearance(&entry, easier.as_ref(), library, findings);
    let full = full?;
    check_version(&entry, &full, findings);
    let easier =
        easier.and_then(|easier| easier_version(&entry, &easier, &full, figures, findings));
    if !written.in_position.is_absent() {
        check_other_positions(&entry, (library, figures), findings);
    }
    check_sides(&entry, &full, findings);
    check_reps_range(&entry, findings);
    check_up_to(&entry, &full, findings);
    let inherited = library.inherited_by(written, &entry).precautions;
    let exercise = exercise(written, &entry, full, easier, findings)?;
    let ladder = steps.iter().map(|(step, _)| *step).collect();
    let exercise = Exercise { ladder, inherited, ..exercise };
    ladder::check_higher_steps(&exercise, &steps, findings);
    check_exercise(&entry, &exercise, findings);
    Some(exercise)
}

fn exercise(
    written: &ExerciseEntry,
    entry: &ExerciseEntry,
    full: Version,
    easier: Option<Version>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Exercise> {
    Some(Exercise {
        name: written.uses.value().map(|Name(name)| name.clone()),
        kind: *required(&entry.kind, "kind", &entry.place, findings)?,
        areas: list(&entry.area),
        full,
        easier,
        up_to: entry.up_to.value().copied().unwrap_or(false),
        reps_range: range(&entry.reps_range),
        ladder: Vec::new(),
        progression: text(&entry.progression),
        note: text(&entry.note),
        cautions: lines(&entry.caution),
        hide_if: list(&entry.hide_if),
        warn_if: list(&entry.warn_if),
        inherited: Precautions::default(),
        instead: Vec::new(),
        needs: lines(&entry.needs),
        tags: list(&entry.tags).into_iter().map(|Name(tag)| tag).collect(),
        sources: lines(&entry.source),
        own_choice: entry.own_choice.value().copied().unwrap_or(false),
        one_side_reason: text(&entry.one_side_reason),
        clearance: clearance(entry),
    })
}

fn full_version(
    entry: &ExerciseEntry,
    figures: &Figures<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Version> {
    let figures = figures.and(&entry.pose, findings);
    let place = &entry.place;
    // Each is asked for before any is used, so that all that are missing are named.
    let title = required(&entry.title, "title", place, findings);
    let position = required(&entry.position, "position", place, findings);
    let direction = required(&entry.direction, "direction", place, findings);
    let kind = required(&entry.kind, "kind", place, findings);
    let phases = required(&entry.phase, "phase", place, findings)
        .and_then(|_| phases(entry, &figures, findings));
    let (title, position, direction, phases) = (title?, *position?, direction?, phases?);
    kind?;
    Some(Version {
        title: title.0.clone(),
        position,
        direction: direction.clone(),
        extension: entry.extension.value().copied().unwrap_or(Extension::None),
        setup: lines(&entry.setup),
        setup_time: entry.setup_time.value().copied().unwrap_or(DEFAULT_SETUP),
        sides: entry.side.value().copied().unwrap_or(Sides::Both),
        reps: number(&entry.reps).unwrap_or(1),
        sets: number(&entry.sets).unwrap_or(1),
        rest_between_sets: entry
            .rest_between_sets
            .value()
            .copied()
            .unwrap_or(DEFAULT_REST_BETWEEN_SETS),
        change_over: entry.change_over.value().copied(),
        rest: entry.rest.value().copied().unwrap_or(DEFAULT_REST),
        phases,
    })
}

/// The easier version as an entry of its own: what it says, then the exercise that it uses, else the
/// exercise itself. Its rest is the exercise's.
fn easier_entry(
    entry: &ExerciseEntry,
    library: &Library<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<ExerciseEntry> {
    let easier = entry.easier.value()?;
    let base = match &easier.uses {
        Field::Given(name) => used_entry(name, entry, library, findings)?,
        Field::Wrong => return None,
        Field::Absent => entry.clone(),
    };
    if easier.uses.given().is_some() {
        check_extension(&easier.extension, &base, findings);
    }
    // With directions of its own and no extension among them, it holds none unless it says so.
    let own = easier.direction.value().filter(|_| easier.uses.is_absent());
    let straightens = own.is_some_and(|own| !own.contains(&Direction::Extension));
    Some(ExerciseEntry {
        place: easier.place.clone(),
        reps: easier.reps.or(&base.reps),
        sets: easier.sets.or(&base.sets),
        rest: easier.rest.or(&entry.rest),
        direction: easier.direction.or(&base.direction),
        extension: if straightens {
            easier.extension.clone()
        } else {
            easier.extension.or(&base.extension)
        },
        phase: easier.phase.or(&base.phase),
        ..base
    })
}

/// Another exercise of the library in an easier version's place, in the same position if it can be.
fn used_entry(
    name: &At<Name>,
    full: &ExerciseEntry,
    library: &Library<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<ExerciseEntry> {
    let base = library.entry(name, findings)?;
    let others: &[_] = base.in_position.value().map_or(&[], |others| &others.0);
    let same = others.iter().find(|(position, _)| Some(position) == full.position.value());
    let used = same.map_or_else(|| base.clone(), |(at, other)| in_position(&base, *at, other));
    if used.position.value() != full.position.value() {
        return Some(used);
    }
    // Whoever presses the key is in position already, so the set-up stays the exercise's own.
    let (setup, setup_time) = (full.setup.clone(), full.setup_time.clone());
    Some(ExerciseEntry { setup, setup_time, ..used })
}

/// The easier version, which never asks for more than the exercise itself.
fn easier_version(
    entry: &ExerciseEntry,
    easier: &ExerciseEntry,
    full: &Version,
    figures: &Figures<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Version> {
    let version = full_version(easier, figures, findings)?;
    check_version(easier, &version, findings);
    let written = entry.easier.value()?;
    // Of a number that could not be read nobody knows whether the other is larger.
    if !entry.reps.is_wrong() {
        check_not_more(&written.reps, full.reps, CountOf::Repetitions, findings);
    }
    if !entry.sets.is_wrong() {
        check_not_more(&written.sets, full.sets, CountOf::Sets, findings);
    }
    if version.extension > full.extension {
        let place = easier.extension.given().map_or(&easier.place, |at| &at.place);
        let text = faults::easier_bends_back_more(full.extension);
        findings.push(fault(Code::EasierAsksMore, place.clone(), text));
    }
    let (reps, sets) = (version.reps.min(full.reps), version.sets.min(full.sets));
    let phases = version.phases.into_iter().enumerate();
    let phases = phases.map(|(nth, phase)| shown_as(phase, full.phases.get(nth))).collect();
    Some(Version { reps, sets, phases, ..version })
}

/// A phase of the easier version that names no pose is shown as the exercise's at its place: in
/// another position, that is another pose.
fn shown_as(mut phase: Phase, full: Option<&Phase>) -> Phase {
    phase.pose = phase.pose.or_else(|| full.and_then(|full| full.pose.clone()));
    phase
}

fn check_not_more<const MAX: u32>(
    easier: &Field<Whole<1, MAX>>,
    most: u32,
    of: CountOf,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(at) = easier.given().filter(|at| at.value.0 > most) else { return };
    let text = faults::easier_asks_more(at.value.0, most, of);
    findings.push(fault(Code::EasierAsksMore, at.place.clone(), text));
}

/// The same exercise in every other position that it offers.
fn check_other_positions(
    entry: &ExerciseEntry,
    (library, figures): (&Library<'_>, &Figures<'_>),
    findings: &mut Vec<Diagnostic>,
) {
    for (position, other) in entry.in_position.value().iter().flat_map(|others| &others.0) {
        let placed = in_position(entry, *position, other);
        let Some(version) = full_version(&placed, figures, findings) else { continue };
        check_version(&placed, &version, findings);
        if other.easier.given().is_some()
            && let Some(easier) = easier_entry(&placed, library, findings)
        {
            easier_version(&placed, &easier, &version, figures, findings);
        }
    }
}

fn phases(
    exercise: &ExerciseEntry,
    figures: &Figures<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<Phase>> {
    let at = exercise.phase.given()?;
    if at.value.is_empty() {
        findings.push(fault(Code::MissingKey, at.place.clone(), faults::no_phase()));
    }
    let built: Vec<Option<Phase>> =
        at.value.iter().map(|entry| phase(entry, exercise, figures, findings)).collect();
    built.into_iter().collect::<Option<Vec<Phase>>>().filter(|phases| !phases.is_empty())
}

fn phase(
    entry: &PhaseEntry,
    exercise: &ExerciseEntry,
    figures: &Figures<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Phase> {
    let position = entry.position.or(&exercise.position);
    let on_feet = position.value().is_some_and(|position| position.is_on_feet());
    let pose = entry.pose.given().map(|name| figures.named(name, on_feet, findings));
    let breath = required(&entry.breath, "breath", &entry.place, findings);
    // With a time behind `hold` it was said already where that belongs.
    let time = match entry.hold.is_wrong() {
        true => entry.time.value(),
        false => required(&entry.time, "time", &entry.place, findings),
    };
    if entry.breath.value() == Some(&Breath::Free) {
        // "In" and "out" say what to do; with a free breath only the cue does.
        required(&entry.cue, "cue", &entry.place, findings)?;
    }
    let (breath, time) = (*breath?, *time?);
    let hold = entry.hold.given().filter(|hold| hold.value);
    if let (Some(hold), Breath::In | Breath::Out) = (hold, breath) {
        let text = faults::hold_with_a_breath();
        findings.push(fault(Code::Limit(12), hold.place.clone(), text));
    }
    let mut phase = Phase::new(breath, time);
    phase.hold = hold.is_some();
    phase.ends = entry.ends.value().copied().unwrap_or(Ends::Time);
    phase.cue = text(&entry.cue);
    phase.pose = pose.flatten();
    phase.position = entry.position.value().copied();
    phase.direction = list(&entry.direction);
    Some(phase)
}

fn clearance(entry: &ExerciseEntry) -> Option<Clearance> {
    let (by, on) = (entry.cleared_by.value()?, entry.cleared_on.value()?);
    Some(Clearance { by: by.0.clone(), on: *on })
}

/// A range of repetitions; nothing where it is none.
pub(super) fn range(field: &Field<Vec<Whole<1, 1_000>>>) -> Option<RangeInclusive<u32>> {
    match field.value()?.as_slice() {
        [Whole(low), Whole(high)] if low <= high => Some(*low..=*high),
        _ => None,
    }
}

fn number<const MIN: u32, const MAX: u32>(field: &Field<Whole<MIN, MAX>>) -> Option<u32> {
    field.value().map(|Whole(number)| *number)
}

fn list<T: Clone>(field: &Field<Vec<T>>) -> Vec<T> {
    field.value().cloned().unwrap_or_default()
}

/// A text that may be left out; an empty one counts as left out.
pub(super) fn text<const MIN: usize, const MAX: usize>(
    field: &Field<TextLine<MIN, MAX>>,
) -> Option<String> {
    field.value().map(|line| line.0.clone()).filter(|line| !line.is_empty())
}

/// The texts of a list.
pub(super) fn lines<const MIN: usize, const MAX: usize>(
    field: &Field<Vec<TextLine<MIN, MAX>>>,
) -> Vec<String> {
    field.value().into_iter().flatten().map(|line| line.0.clone()).collect()
}
