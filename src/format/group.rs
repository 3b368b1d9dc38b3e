//! `group`: exercises that follow each other and are done in rounds.

use std::ops::Range;
use std::time::Duration;

use crate::domain::routine::{DEFAULT_REST_BETWEEN_ROUNDS, Exercise, ExerciseGroup, LadderStep};
use crate::format::diagnostic::{Code, Diagnostic};
use crate::text::faults;

use super::entry::{ExerciseEntry, GroupEntry, RoutineEntry};
use super::exercise::text;
use super::read::{At, fault, warning};
use super::spelling;
use super::values::{Name, Whole};

/// The groups of a file whose exercises these are, in their order; what is wrong with them is said.
pub(super) fn groups(
    entry: &RoutineEntry,
    exercises: Option<&[Exercise]>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<ExerciseGroup> {
    let written: &[ExerciseEntry] = entry.exercise.value().map_or(&[], Vec::as_slice);
    let declared: &[(String, GroupEntry)] = entry.group.value().map_or(&[], |groups| &groups.0);
    let (members, meant) = members(written, (declared, entry.group.is_wrong()), findings);
    let mut groups = Vec::new();
    for (name, written) in declared {
        let members = members.iter().find(|(known, _)| known == name).map(|(_, at)| at.clone());
        let is_used = members.is_some() || meant.contains(&name.as_str());
        check_effect((name, written), is_used, findings);
        groups.extend(members.map(|members| group(name, written, members)));
    }
    groups.sort_by_key(|group| group.members.start);
    for group in groups.iter().filter(|group| group.rounds > 1) {
        for at in group.members.clone() {
            let built = exercises.and_then(|exercises| exercises.get(at));
            if let (Some(written), Some(exercise)) = (written.get(at), built) {
                check_sets(written, exercise, findings);
            }
        }
    }
    groups
}

fn group(name: &str, written: &GroupEntry, members: Range<usize>) -> ExerciseGroup {
    ExerciseGroup {
        name: name.to_owned(),
        title: text(&written.title),
        rounds: rounds(written),
        rest_between_rounds: rest(written),
        optional: written.optional.value().copied().unwrap_or(false),
        members,
    }
}

fn rounds(written: &GroupEntry) -> u32 {
    written.rounds.value().map_or(1, |Whole(rounds)| *rounds)
}

fn rest(written: &GroupEntry) -> Duration {
    written.rest_between_rounds.value().copied().unwrap_or(DEFAULT_REST_BETWEEN_ROUNDS)
}

/// Which exercises name which group, and the groups that were probably meant by others. A group that is not
/// there, or that goes on further down, is said once.
fn members<'e>(
    written: &'e [ExerciseEntry],
    (declared, is_wrong): (&'e [(String, GroupEntry)], bool),
    findings: &mut Vec<Diagnostic>,
) -> (Vec<(&'e str, Range<usize>)>, Vec<&'e str>) {
    let names: Vec<&str> = declared.iter().map(|(name, _)| name.as_str()).collect();
    let mut members: Vec<(&str, Range<usize>)> = Vec::new();
    let (mut unknown, mut meant): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for (at, exercise) in written.iter().enumerate() {
        let follows = members.last().is_some_and(|(_, members)| members.end == at);
        if let (true, true, Some((_, last))) =
            (exercise.group.is_wrong(), follows, members.last_mut())
        {
            // What could not be read parts nothing.
            last.end = at + 1;
        }
        let Some(At { value: Name(name), place }) = exercise.group.given() else { continue };
        match members.iter_mut().find(|(known, _)| known == name) {
            Some((_, members)) if members.end == at => members.end = at + 1,
            Some(_) => {
                let text = faults::apart_from_its_group(name);
                findings.push(fault(Code::Group, place.clone(), text));
            }
            None if names.contains(&name.as_str()) => {
                members.push((name, at..at + 1));
            }
            None if is_wrong || unknown.contains(&name.as_str()) => {}
            None => {
                unknown.push(name);
                let near = spelling::closest_name(name, &names);
                meant.extend(near);
                findings.push(fault(Code::Group, place.clone(), faults::unknown_group(name, near)));
            }
        }
    }
    (members, meant)
}

/// What stands there for nothing.
fn check_effect(
    (name, written): (&str, &GroupEntry),
    is_used: bool,
    findings: &mut Vec<Diagnostic>,
) {
    if !is_used {
        let text = faults::nobody_in_the_group(name);
        findings.push(warning(Code::NoEffect, written.place.clone(), text));
    }
    let rest = written.rest_between_rounds.given();
    if let Some(rest) = rest.filter(|_| rounds(written) == 1 && !written.rounds.is_wrong()) {
        let text = faults::rest_without_rounds();
        findings.push(warning(Code::NoEffect, rest.place.clone(), text));
    }
}

/// Sets are for an exercise alone, rounds for all of a group.
fn check_sets(written: &ExerciseEntry, exercise: &Exercise, findings: &mut Vec<Diagnostic>) {
    let grows = |step: &LadderStep| matches!(step, LadderStep::Sets(sets) if *sets > 1);
    let steps = exercise.ladder.iter().any(grows);
    if exercise.full.sets < 2 && !steps {
        return;
    }
    let group = written.group.given().map_or(&written.place, |group| &group.place);
    let (place, text) = match (steps, written.steps.given(), written.sets.given()) {
        (true, Some(steps), _) => (&steps.place, faults::steps_of_sets_in_rounds()),
        (true, None, _) => (group, faults::steps_of_sets_in_rounds()),
        (false, _, Some(sets)) => (&sets.place, faults::sets_in_rounds()),
        (false, _, None) => (group, faults::sets_of_the_library_in_rounds()),
    };
    findings.push(fault(Code::NotTogether, place.clone(), text));
}

/// Only a routine says what belongs together.
pub(super) fn refuse_in_an_exercise(written: &ExerciseEntry, findings: &mut Vec<Diagnostic>) {
    let Some(group) = written.group.given() else { return };
    findings.push(fault(Code::UnknownKey, group.place.clone(), faults::group_of_a_library()));
}
