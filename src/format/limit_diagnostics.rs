//! The limits of gentleness, each breach at the line that it was written in.
//!
//! Which limits there are is said in `limits`; here a key becomes a place.

use crate::domain::routine::{Exercise, Routine, Version};
use crate::domain::timeline::Timeline;
use crate::format::diagnostic::{Code, Diagnostic, Place};
use crate::limits::{self, Breach, Key};

use super::entry::{ExerciseEntry, RoutineEntry};
use super::read::Field;

/// What breaks a limit in a version, as this entry has it. Where something was said already, at the
/// place that two versions share, it is not said again.
pub(super) fn check_version(
    entry: &ExerciseEntry,
    version: &Version,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(kind) = entry.kind.value() else { return };
    let breaches = limits::version(*kind, version).into_iter().chain(limits::texts(version));
    let found: Vec<Diagnostic> = breaches.map(|breach| placed(breach, entry)).collect();
    let new = |finding: &Diagnostic| !is_limited(&finding.place, findings);
    let new: Vec<Diagnostic> = found.into_iter().filter(new).collect();
    findings.extend(new);
}

/// What breaks a limit in an exercise beside its versions.
pub(super) fn check_exercise(
    entry: &ExerciseEntry,
    exercise: &Exercise,
    findings: &mut Vec<Diagnostic>,
) {
    let breaches = limits::exercise(exercise).into_iter();
    let breaches = breaches.chain(limits::texts_of_exercise(exercise));
    // What was written but could not be read is not missing as well.
    let spoilt = [entry.easier.is_wrong(), entry.caution.is_wrong(), entry.source.is_wrong()];
    let breaches = breaches.filter(|breach| breach.number != 39 || !spoilt.contains(&true));
    findings.extend(breaches.map(|breach| placed(breach, entry)));
}

/// What breaks a limit in a routine as a whole.
pub(super) fn check_routine(
    entry: &RoutineEntry,
    routine: &Routine,
    timeline: &Timeline,
    findings: &mut Vec<Diagnostic>,
) {
    let breaches = limits::routine(routine, timeline).into_iter();
    let breaches = breaches.chain(limits::texts_of_routine(routine));
    findings.extend(breaches.map(|breach| {
        let whole = key_of_routine(entry, breach.at);
        said(breach, whole)
    }));
}

/// The same for an exercise that is a routine of its own.
pub(super) fn check_alone(
    entry: &ExerciseEntry,
    routine: &Routine,
    timeline: &Timeline,
    findings: &mut Vec<Diagnostic>,
) {
    let breaches = limits::routine(routine, timeline).into_iter();
    findings.extend(breaches.map(|breach| placed(breach, entry)));
}

/// Whether a limit has spoken at this place.
pub(super) fn is_limited(place: &Place, findings: &[Diagnostic]) -> bool {
    let limited = |finding: &&Diagnostic| matches!(finding.code, Code::Limit(_));
    findings.iter().filter(limited).any(|finding| finding.place == *place)
}

/// A breach at the line of this entry's.
pub(super) fn placed(breach: Breach, entry: &ExerciseEntry) -> Diagnostic {
    let whole = key(entry, breach.at);
    said(breach, whole)
}

/// A breach at a place.
pub(super) fn said(breach: Breach, whole: Place) -> Diagnostic {
    let place = breach.word.and_then(|word| around(&whole, &word)).unwrap_or(whole);
    let Breach { number, severity, message, label, .. } = breach;
    Diagnostic { code: Code::Limit(number), severity, message, place, label }
}

/// The word itself, in the value that holds it.
fn around(whole: &Place, word: &str) -> Option<Place> {
    let at = whole.span.start + whole.text().find(word)?;
    Some(Place { span: at..at + word.len(), ..whole.clone() })
}

fn place<T>(field: &Field<T>) -> Option<Place> {
    field.given().map(|at| at.place.clone())
}

/// Where a key of an exercise was written; where it was not, the exercise itself.
fn key(entry: &ExerciseEntry, at: Key) -> Place {
    let phase = |nth: usize| entry.phase.value().and_then(|phases| phases.get(nth));
    let found = match at {
        Key::Title => place(&entry.title),
        Key::Direction => place(&entry.direction),
        Key::Extension => place(&entry.extension),
        Key::Setup => place(&entry.setup),
        Key::Reps => place(&entry.reps),
        Key::Sets => place(&entry.sets),
        Key::RestBetweenSets => place(&entry.rest_between_sets),
        Key::Rest => place(&entry.rest),
        Key::Side => place(&entry.side),
        Key::Progression => place(&entry.progression),
        Key::Caution => place(&entry.caution),
        Key::Tags => place(&entry.tags),
        Key::ClearedOn => place(&entry.cleared_on),
        Key::Time(nth) => phase(nth).and_then(|phase| place(&phase.time)),
        Key::Toward(nth) => {
            phase(nth).and_then(|phase| place(&phase.direction)).or_else(|| place(&entry.direction))
        }
        Key::Cue(nth) => phase(nth).and_then(|phase| place(&phase.cue)),
        Key::Whole
        | Key::Summary
        | Key::Guidance
        | Key::StopIf
        | Key::MaxPain
        | Key::Exercise(_) => None,
    };
    found.unwrap_or_else(|| entry.place.clone())
}

fn key_of_routine(entry: &RoutineEntry, at: Key) -> Place {
    let exercise = |nth: usize| entry.exercise.value().and_then(|exercises| exercises.get(nth));
    let found = match at {
        Key::Title => place(&entry.title),
        Key::Summary => place(&entry.summary),
        Key::Guidance => place(&entry.guidance),
        Key::StopIf => place(&entry.stop_if),
        Key::MaxPain => place(&entry.max_pain),
        Key::Exercise(nth) => exercise(nth).map(|exercise| exercise.place.clone()),
        _ => None,
    };
    found.unwrap_or_else(|| entry.place.clone())
}
