//! The limits of gentleness, each finding at the line that it was written in.
//!
//! Which limits there are is in `limits`, their words in `text::limits`; here a key becomes a place.

use crate::domain::routine::{Exercise, LadderStep, Routine, Version};
use crate::domain::timeline::Timeline;
use crate::format::diagnostic::{Code, Diagnostic, Location};
use crate::limits::{self, FileKey, Finding, Measured};
use crate::text::faults::{DiagnosticText, Keystrokes};
use crate::text::limits as words;

use super::entry::{ExerciseEntry, RoutineEntry};
use super::read::{Field, fault};

/// What breaks a limit in a version, as this entry has it. Where something was said already, at the
/// place that two versions share, it is not said again.
pub(super) fn check_version(
    entry: &ExerciseEntry,
    version: &Version,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(kind) = entry.kind.value() else { return };
    let found = limits::version(*kind, version).into_iter().chain(limits::texts(version));
    let found: Vec<Diagnostic> = found.map(|finding| at_entry(&finding, entry)).collect();
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
    let found = limits::exercise(exercise).into_iter();
    let found = found.chain(limits::texts_of_exercise(exercise));
    // What was written but could not be read is not missing as well.
    let spoilt = [entry.easier.is_wrong(), entry.caution.is_wrong(), entry.source.is_wrong()];
    let is_unsaid = |finding: &Finding| matches!(finding.measured, Measured::Unsaid(_));
    let found = found.filter(|finding| !(is_unsaid(finding) && spoilt.contains(&true)));
    findings.extend(found.map(|finding| at_entry(&finding, entry)));
}

/// What breaks a limit in a routine as a whole.
pub(super) fn check_routine(
    entry: &RoutineEntry,
    routine: &Routine,
    timeline: &Timeline,
    findings: &mut Vec<Diagnostic>,
) {
    let found = limits::routine(routine, timeline).into_iter();
    let found = found.chain(limits::texts_of_routine(routine));
    let place =
        |key| key_of_group(entry, routine, key).unwrap_or_else(|| key_of_routine(entry, key));
    findings.extend(found.map(|finding| at_place(&finding, place(finding.key))));
}

/// The same for an exercise that is a routine of its own.
pub(super) fn check_alone(
    entry: &ExerciseEntry,
    routine: &Routine,
    timeline: &Timeline,
    findings: &mut Vec<Diagnostic>,
) {
    let found = limits::routine(routine, timeline).into_iter();
    findings.extend(found.map(|finding| at_entry(&finding, entry)));
}

/// Whether a finding at this key comes of the number that a step sets.
pub(super) fn at_step(step: LadderStep, key: FileKey) -> bool {
    match step {
        LadderStep::Reps(_) => key == FileKey::Reps,
        LadderStep::Sets(_) => key == FileKey::Sets,
        LadderStep::Time(_) => matches!(key, FileKey::Time(_) | FileKey::Reps),
    }
}

/// Whether a limit has spoken at this place.
pub(super) fn is_limited(place: &Location, findings: &[Diagnostic]) -> bool {
    let limited = |finding: &&Diagnostic| matches!(finding.code, Code::Limit(_));
    findings.iter().filter(limited).any(|finding| finding.place == *place)
}

/// A finding at the line of this entry's.
pub(super) fn at_entry(finding: &Finding, entry: &ExerciseEntry) -> Diagnostic {
    match key(entry, finding.key) {
        Some(place) => at_place(finding, place),
        None => without_its_key(finding, entry.place.clone()),
    }
}

/// A finding about a key that is not written: at the table that should have it.
fn without_its_key(finding: &Finding, table: Location) -> Diagnostic {
    let DiagnosticText { message, label, .. } = words::finding(finding);
    let (code, severity) = (Code::Limit(finding.number), finding.severity);
    let text = match file_key_name(finding.key).and_then(|key| words::add(finding, key)) {
        Some((label, line)) if table.text().starts_with('[') => {
            DiagnosticText { message, label, typed: Some(Keystrokes::LineBelow(line)) }
        }
        _ => DiagnosticText { message, label, typed: None },
    };
    Diagnostic { severity, ..fault(code, table, text) }
}

/// What a key of an exercise is called that has a value of its own where it is not written.
const fn file_key_name(key: FileKey) -> Option<&'static str> {
    match key {
        FileKey::Rest => Some("rest"),
        FileKey::RestBetweenSets => Some("rest-between-sets"),
        _ => None,
    }
}

/// A finding at a place, or at the word in it that it is about.
pub(super) fn at_place(finding: &Finding, whole: Location) -> Diagnostic {
    let place = finding.word().and_then(|word| around(&whole, word)).unwrap_or(whole);
    let (code, severity) = (Code::Limit(finding.number), finding.severity);
    Diagnostic { severity, ..fault(code, place, words::finding(finding)) }
}

/// The word itself, in the value that holds it.
fn around(whole: &Location, word: &str) -> Option<Location> {
    let at = whole.span.start + whole.text().find(word)?;
    Some(Location { span: at..at + word.len(), ..whole.clone() })
}

fn place<T>(field: &Field<T>) -> Option<Location> {
    field.given().map(|at| at.place.clone())
}

/// Where a key of an exercise was written.
fn key(entry: &ExerciseEntry, at: FileKey) -> Option<Location> {
    let phase = |nth: usize| entry.phase.value().and_then(|phases| phases.get(nth));
    match at {
        FileKey::Title => place(&entry.title),
        FileKey::Direction => place(&entry.direction),
        FileKey::Extension => place(&entry.extension),
        FileKey::Setup => place(&entry.setup),
        FileKey::Reps => place(&entry.reps),
        FileKey::Sets => place(&entry.sets),
        FileKey::RestBetweenSets => place(&entry.rest_between_sets),
        FileKey::Rest => place(&entry.rest),
        FileKey::Side => place(&entry.side),
        FileKey::Progression => place(&entry.progression),
        FileKey::Note => place(&entry.note),
        FileKey::Caution => place(&entry.caution),
        FileKey::Needs => place(&entry.needs),
        FileKey::Tags => place(&entry.tags),
        FileKey::ClearedOn => place(&entry.cleared_on),
        FileKey::Breath(nth) => phase(nth).and_then(|phase| place(&phase.breath)),
        FileKey::Time(nth) => phase(nth).and_then(|phase| place(&phase.time)),
        FileKey::Toward(nth) => {
            phase(nth).and_then(|phase| place(&phase.direction)).or_else(|| place(&entry.direction))
        }
        FileKey::Hold(nth) => {
            phase(nth).and_then(|phase| place(&phase.hold).or_else(|| place(&phase.cue)))
        }
        FileKey::Cue(nth) => phase(nth).and_then(|phase| place(&phase.cue)),
        FileKey::Whole
        | FileKey::Summary
        | FileKey::Guidance
        | FileKey::StopIf
        | FileKey::TimesADay
        | FileKey::MaxPain
        | FileKey::Tone(..)
        | FileKey::GroupTitle(_)
        | FileKey::Rounds(_)
        | FileKey::RestBetweenRounds(_)
        | FileKey::Exercise(_) => None,
    }
}

/// Where a key of a group was written.
fn key_of_group(entry: &RoutineEntry, routine: &Routine, at: FileKey) -> Option<Location> {
    let written = |nth: usize| {
        let group = routine.groups.get(nth)?;
        let mut written = entry.group.value()?.0.iter();
        written.find(|(name, _)| *name == group.name).map(|(_, written)| written)
    };
    match at {
        FileKey::GroupTitle(nth) => written(nth).and_then(|group| place(&group.title)),
        FileKey::Rounds(nth) => written(nth).and_then(|group| place(&group.rounds)),
        FileKey::RestBetweenRounds(nth) => {
            written(nth).and_then(|group| place(&group.rest_between_rounds))
        }
        _ => None,
    }
}

fn key_of_routine(entry: &RoutineEntry, at: FileKey) -> Location {
    let exercise = |nth: usize| entry.exercise.value().and_then(|exercises| exercises.get(nth));
    let found = match at {
        FileKey::Title => place(&entry.title),
        FileKey::Summary => place(&entry.summary),
        FileKey::Guidance => place(&entry.guidance),
        FileKey::StopIf => place(&entry.stop_if),
        FileKey::TimesADay => place(&entry.times_a_day),
        FileKey::MaxPain => place(&entry.max_pain),
        FileKey::Exercise(nth) => exercise(nth).map(|exercise| exercise.place.clone()),
        _ => None,
    };
    found.unwrap_or_else(|| entry.place.clone())
}
