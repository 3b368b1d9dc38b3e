//! `steps`: a ladder of doses. The exercise is read at its first step, and checked at every one.

use std::rc::Rc;

use crate::domain::routine::{Exercise, Kind, LadderStep};
use crate::format::diagnostic::{Code, Diagnostic, Location};
use crate::limits;
use crate::text::faults;

use super::entry::{ExerciseEntry, StepEntry};
use super::limit_diagnostics::{at_place, at_step, is_limited};
use super::read::{At, Field, fault};
use super::values::Whole;

/// Whether a key beside these steps sets what they set.
pub(super) fn is_overridden(steps: &[StepEntry], written: &ExerciseEntry) -> bool {
    beside(steps, written).next().is_some()
}

/// The keys of an entry that set what these steps set, and where they stand.
fn beside<'e>(
    steps: &[StepEntry],
    written: &'e ExerciseEntry,
) -> impl Iterator<Item = (&'static str, &'e Location)> + use<'e> {
    let any = |is_set: fn(&StepEntry) -> bool| steps.iter().any(is_set);
    let reps = any(|step| !step.reps.is_absent());
    let sets = any(|step| !step.sets.is_absent());
    let time = any(|step| !step.time.is_absent());
    let first = written.phase.value().and_then(|phases| phases.first());
    let first = first.and_then(|phase| phase.time.given()).map(|at| &at.place);
    let keys = [
        ("reps", reps, written.reps.given().map(|at| &at.place)),
        ("reps-range", reps, written.reps_range.given().map(|at| &at.place)),
        ("sets", sets, written.sets.given().map(|at| &at.place)),
        ("time", time, first),
    ];
    keys.into_iter().filter(|(_, set, _)| *set).filter_map(|(key, _, place)| Some((key, place?)))
}

/// Says what stands beside steps in the same entry and sets the same.
pub(super) fn check_beside(written: &ExerciseEntry, findings: &mut Vec<Diagnostic>) {
    let steps = written.steps.value().map_or(&[][..], Vec::as_slice);
    for (key, place) in beside(steps, written) {
        let text = faults::rule_each_other_out(key, "steps");
        findings.push(fault(Code::NotTogether, place.clone(), text));
    }
}

/// The steps of an entry, each with the place of its number; what is wrong with them is said.
pub(super) fn ladder(
    entry: &ExerciseEntry,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(LadderStep, Location)> {
    let mut ladder: Vec<(LadderStep, Location)> = Vec::new();
    for written in entry.steps.value().into_iter().flatten() {
        let Some((step, place)) = step(written, findings) else { continue };
        let by = ladder.iter().rev().find_map(|(before, _)| rise(*before, step));
        let refused = match by {
            _ if is_time_of_no_walk(step, entry) => Some(faults::time_of_no_walk()),
            Some(Rise::Smaller) => Some(faults::a_smaller_step()),
            _ => None,
        };
        if let Some(text) = refused {
            findings.push(fault(Code::Steps, place, text));
            continue;
        }
        if let Some(Rise::By(more)) = by {
            let found = limits::step_up(more);
            findings.extend(found.map(|finding| at_place(&finding, place.clone())));
        }
        ladder.push((step, place));
    }
    ladder
}

fn is_time_of_no_walk(step: LadderStep, entry: &ExerciseEntry) -> bool {
    matches!(step, LadderStep::Time(_)) && entry.kind.value() != Some(&Kind::Walk)
}

/// The one number of a step.
fn step(written: &StepEntry, findings: &mut Vec<Diagnostic>) -> Option<(LadderStep, Location)> {
    let StepEntry { place, reps, sets, time } = written;
    let reps = reps.given().map(|at| (LadderStep::Reps(at.value.0), at.place.clone()));
    let sets = sets.given().map(|at| (LadderStep::Sets(at.value.0), at.place.clone()));
    let time = time.given().map(|at| (LadderStep::Time(at.value), at.place.clone()));
    let is_wrong = written.reps.is_wrong() || written.sets.is_wrong() || written.time.is_wrong();
    let mut numbers = [reps, sets, time].into_iter().flatten();
    match (numbers.next(), numbers.next()) {
        (Some(number), None) => return Some(number),
        (None, _) if is_wrong => {}
        _ => findings.push(fault(Code::Steps, place.clone(), faults::not_one_number())),
    }
    None
}

/// How a step lies to one before it that sets the same.
enum Rise {
    Smaller,
    By(LadderStep),
}

fn rise(before: LadderStep, now: LadderStep) -> Option<Rise> {
    let by = match (before, now) {
        (LadderStep::Reps(was), LadderStep::Reps(now)) => {
            now.checked_sub(was).map(LadderStep::Reps)
        }
        (LadderStep::Sets(was), LadderStep::Sets(now)) => {
            now.checked_sub(was).map(LadderStep::Sets)
        }
        (LadderStep::Time(was), LadderStep::Time(now)) => {
            now.checked_sub(was).map(LadderStep::Time)
        }
        _ => return None,
    };
    Some(by.map_or(Rise::Smaller, Rise::By))
}

/// An entry with the dose of a step, at the place where that was written.
pub(super) fn at(entry: &ExerciseEntry, (step, place): &(LadderStep, Location)) -> ExerciseEntry {
    let mut entry = entry.clone();
    match step {
        LadderStep::Reps(reps) => entry.reps = Field::given_at(Whole(*reps), place),
        LadderStep::Sets(sets) => entry.sets = Field::given_at(Whole(*sets), place),
        LadderStep::Time(time) => {
            if let Field::Given(phases) = &entry.phase {
                let mut phases = At::clone(phases);
                if let Some(first) = phases.value.first_mut() {
                    first.time = Field::given_at(*time, place);
                }
                entry.phase = Field::Given(Rc::new(phases));
            }
        }
    }
    if matches!(step, LadderStep::Reps(_)) {
        entry.reps_range = Field::Absent;
    }
    entry
}

/// What breaks a limit at a higher step than the first, at that step's number.
pub(super) fn check_higher_steps(
    exercise: &Exercise,
    ladder: &[(LadderStep, Location)],
    findings: &mut Vec<Diagnostic>,
) {
    for (nth, (step, place)) in ladder.iter().enumerate().skip(1) {
        let version = exercise.at_step(nth).full;
        let found = limits::version(exercise.kind, &version).into_iter();
        let concerned = found.filter(|finding| at_step(*step, finding.key));
        let found: Vec<Diagnostic> =
            concerned.map(|finding| at_place(&finding, place.clone())).collect();
        let new = |finding: &Diagnostic| {
            !is_limited(&finding.place, findings) || finding.code != Code::Limit(35)
        };
        let new: Vec<Diagnostic> = found.into_iter().filter(new).collect();
        findings.extend(new);
    }
}
