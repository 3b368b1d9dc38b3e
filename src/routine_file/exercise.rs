//! From the keys of an exercise to an exercise: what is missing, and what does not go together.

use std::ops::RangeInclusive;
use std::rc::Rc;
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostic};
use crate::routine::{
    Breath, Clearance, DEFAULT_REST_BETWEEN_SETS, DEFAULT_SETUP, Ends, Exercise, Extension, Phase,
    Position, Sides, Version,
};

use super::completion::{complete, in_position};
use super::entry::{ExerciseEntry, PhaseEntry};
use super::library::Library;
use super::poses::Figures;
use super::read::{At, Field, fault, required, warning};
use super::values::{Line, Name, Whole};

/// An exercise from its keys, completed from the library; nothing where a key that it cannot do
/// without is missing or wrong. `rest` is the file's own.
pub(super) fn build(
    written: &ExerciseEntry,
    rest: Duration,
    (library, figures): (&Library<'_>, &Figures<'_>),
    findings: &mut Vec<Diagnostic>,
) -> Option<Exercise> {
    let entry = match &written.uses {
        Field::Given(name) => {
            let base = library.entry(name, findings)?;
            complete(written, &base, findings)?
        }
        Field::Wrong => return None,
        Field::Absent => written.clone(),
    };
    let figures = figures.and(&entry.pose, findings);
    let full = full_version(&entry, rest, &figures, findings);
    let easier =
        full.as_ref().and_then(|full| easier_version(&entry, full, (library, &figures), findings));
    check_clearance(&entry, easier.as_ref(), findings);
    let full = full?;
    check_sides(&entry, &full, findings);
    check_reps_range(&entry, findings);
    Some(Exercise {
        name: written.uses.value().map(|Name(name)| name.clone()),
        kind: *required(&entry.kind, "kind", &entry.place, findings)?,
        areas: list(&entry.area),
        full,
        easier,
        reps_range: range(&entry.reps_range),
        progression: text(&entry.progression),
        cautions: lines(&entry.caution),
        hide_if: list(&entry.hide_if),
        warn_if: list(&entry.warn_if),
        needs: lines(&entry.needs),
        tags: list(&entry.tags).into_iter().map(|Name(tag)| tag).collect(),
        sources: lines(&entry.source),
        own_choice: entry.own_choice.value().copied().unwrap_or(false),
        one_side_reason: text(&entry.one_side_reason),
        clearance: clearance(&entry),
    })
}

fn full_version(
    entry: &ExerciseEntry,
    rest: Duration,
    figures: &Figures<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Version> {
    let place = &entry.place;
    // Each is asked for before any is used, so that all that are missing are named.
    let title = required(&entry.title, "title", place, findings);
    let position = required(&entry.position, "position", place, findings);
    let direction = required(&entry.direction, "direction", place, findings);
    let kind = required(&entry.kind, "kind", place, findings);
    let phases = required(&entry.phase, "phase", place, findings)
        .and_then(|_| phases(&entry.phase, entry.position.value(), figures, findings));
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
        rest: entry.rest.value().copied().unwrap_or(rest),
        phases,
    })
}

fn easier_version(
    entry: &ExerciseEntry,
    full: &Version,
    (library, figures): (&Library<'_>, &Figures<'_>),
    findings: &mut Vec<Diagnostic>,
) -> Option<Version> {
    let easier = entry.easier.value()?;
    let base = match &easier.uses {
        Field::Given(name) => used_version(name, full, (library, figures), findings)?,
        Field::Wrong => return None,
        Field::Absent => full.clone(),
    };
    check_not_more(&easier.reps, full.reps, "repetitions", findings);
    check_not_more(&easier.sets, full.sets, "sets", findings);
    let phases = match &easier.phase {
        Field::Absent => base.phases.clone(),
        written => phases(written, Some(&base.position), figures, findings)?,
    };
    Some(Version {
        direction: easier.direction.value().cloned().unwrap_or_else(|| base.direction.clone()),
        extension: easier.extension.value().copied().unwrap_or(base.extension),
        reps: number(&easier.reps).unwrap_or(base.reps),
        sets: number(&easier.sets).unwrap_or(base.sets),
        rest: easier.rest.value().copied().unwrap_or(full.rest),
        phases,
        ..base
    })
}

/// Another exercise of the library in an easier version's place, in the same position if it can be.
fn used_version(
    name: &At<Name>,
    full: &Version,
    (library, figures): (&Library<'_>, &Figures<'_>),
    findings: &mut Vec<Diagnostic>,
) -> Option<Version> {
    let base = library.entry(name, findings)?;
    let others: &[_] = base.in_position.value().map_or(&[], |others| &others.0);
    let same = others.iter().find(|(position, _)| *position == full.position);
    let placed = match same {
        Some((position, other)) => {
            let place = base.place.clone();
            ExerciseEntry {
                position: Field::Given(Rc::new(At { value: *position, place })),
                ..in_position(&base, other)
            }
        }
        None => base,
    };
    let figures = figures.and(&placed.pose, findings);
    let used = full_version(&placed, full.rest, &figures, findings)?;
    if used.position != full.position {
        return Some(used);
    }
    // The person is there already: the way into it is the exercise's own, whenever the key falls.
    let (setup, setup_time) = (full.setup.clone(), full.setup_time);
    Some(Version { setup, setup_time, ..used })
}

fn check_not_more<const MAX: u32>(
    easier: &Field<Whole<1, MAX>>,
    most: u32,
    what: &str,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(at) = easier.given().filter(|at| at.value.0 > most) else { return };
    let message =
        format!("the easier version asks for {} {what}, the exercise for {most}", at.value.0);
    let label = format!("write {most} or fewer");
    findings.push(fault(Code::EasierAsksMore, at.place.clone(), message, label));
}

fn phases(
    field: &Field<Vec<PhaseEntry>>,
    position: Option<&Position>,
    figures: &Figures<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<Phase>> {
    let at = field.given()?;
    if at.value.is_empty() {
        let label = "write at least one: { breath = \"out\", time = \"4s\", cue = \"…\" }";
        findings.push(fault(Code::MissingKey, at.place.clone(), "this list is empty", label));
    }
    let built: Vec<Option<Phase>> =
        at.value.iter().map(|entry| phase(entry, position, figures, findings)).collect();
    built.into_iter().collect::<Option<Vec<Phase>>>().filter(|phases| !phases.is_empty())
}

fn phase(
    entry: &PhaseEntry,
    position: Option<&Position>,
    figures: &Figures<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Phase> {
    let on_feet = entry.position.value().or(position).is_some_and(|position| position.is_on_feet());
    let pose = entry.pose.given().map(|name| figures.named(name, on_feet, findings));
    let breath = required(&entry.breath, "breath", &entry.place, findings);
    let time = required(&entry.time, "time", &entry.place, findings);
    if entry.breath.value() == Some(&Breath::Free) {
        // In and out say what to do; a free breath leaves everything open.
        required(&entry.cue, "cue", &entry.place, findings)?;
    }
    let (breath, time) = (*breath?, *time?);
    let hold = entry.hold.given().filter(|hold| hold.value);
    if let (Some(hold), Breath::In | Breath::Out) = (hold, breath) {
        let message = "while a position is held, breathing goes on (LIM-12)";
        let label = "write breath = \"free\" beside it";
        findings.push(fault(Code::HoldWithoutBreath, hold.place.clone(), message, label));
    }
    Some(Phase {
        breath,
        hold: hold.is_some(),
        time,
        ends: entry.ends.value().copied().unwrap_or(Ends::Time),
        cue: text(&entry.cue),
        pose: pose.flatten(),
        position: entry.position.value().copied(),
        direction: list(&entry.direction),
    })
}

fn check_sides(entry: &ExerciseEntry, full: &Version, findings: &mut Vec<Diagnostic>) {
    let place = |field: &Field<Sides>| field.given().map(|at| at.place.clone());
    let side = place(&entry.side).unwrap_or_else(|| entry.place.clone());
    let one_side = matches!(full.sides, Sides::Left | Sides::Right);
    if one_side && entry.one_side_reason.is_absent() {
        let message = "one side only, and no reason given (LIM-37)";
        let label = "write side = \"each\", or say why: one-side-reason = \"…\"";
        findings.push(warning(Code::OneSide, side.clone(), message, label));
    }
    if full.sides == Sides::Alternate && full.position == Position::SideLying {
        let message = "lying on one side, there is no time to turn over at every repetition";
        let label = "write side = \"each\"";
        findings.push(fault(Code::SideAndPosition, side, message, label));
    }
    let idle = [
        (full.sides != Sides::Each, &entry.change_over, "change-over needs side = \"each\""),
        (full.sets == 1, &entry.rest_between_sets, "rest-between-sets needs sets = 2 or more"),
    ];
    for (is_idle, field, message) in idle {
        if let Some(at) = field.given().filter(|_| is_idle) {
            let label = "without effect here";
            findings.push(warning(Code::NoEffect, at.place.clone(), message, label));
        }
    }
}

fn check_reps_range(entry: &ExerciseEntry, findings: &mut Vec<Diagnostic>) {
    let Some(written) = entry.reps_range.given() else { return };
    let Some(range) = range(&entry.reps_range) else {
        let message = "a range is two numbers, the smaller one first";
        let label = "write [fewest, most], such as [4, 8]";
        findings.push(fault(Code::RepsRange, written.place.clone(), message, label));
        return;
    };
    let most = *range.end();
    if let Some(reps) = entry.reps.given().filter(|reps| reps.value.0 > most) {
        let message = format!("{} repetitions, and the range ends at {most}", reps.value.0);
        let label = format!("{most} or fewer is meant");
        findings.push(warning(Code::RepsRange, reps.place.clone(), message, label));
    }
}

/// Bending back at the low back: only with a clinician's name, a date and a dose in the file.
fn check_clearance(
    entry: &ExerciseEntry,
    easier: Option<&Version>,
    findings: &mut Vec<Diagnostic>,
) {
    let full = entry.extension.value().copied();
    let easier = easier.map(|easier| easier.extension);
    if ![full, easier].contains(&Some(Extension::Lumbar)) {
        return;
    }
    let missing = [
        ("cleared-by", entry.cleared_by.is_absent()),
        ("cleared-on", entry.cleared_on.is_absent()),
        ("reps", entry.reps.is_absent()),
    ];
    let missing: Vec<&str> =
        missing.iter().filter(|(_, absent)| *absent).map(|(key, _)| *key).collect();
    if missing.is_empty() {
        return;
    }
    let place = entry.extension.given().map_or(&entry.place, |at| &at.place);
    let message = "bending back at the low back needs a clinician's clearance (LIM-26)";
    let label = format!("add {}", missing.join(", "));
    findings.push(fault(Code::NotCleared, place.clone(), message, label));
}

fn clearance(entry: &ExerciseEntry) -> Option<Clearance> {
    let (by, on) = (entry.cleared_by.value()?, entry.cleared_on.value()?);
    Some(Clearance { by: by.0.clone(), on: *on })
}

fn range(field: &Field<Vec<Whole<1, 1_000>>>) -> Option<RangeInclusive<u32>> {
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
    field: &Field<Line<MIN, MAX>>,
) -> Option<String> {
    field.value().map(|line| line.0.clone()).filter(|line| !line.is_empty())
}

/// The texts of a list.
pub(super) fn lines<const MIN: usize, const MAX: usize>(
    field: &Field<Vec<Line<MIN, MAX>>>,
) -> Vec<String> {
    field.value().into_iter().flatten().map(|line| line.0.clone()).collect()
}
