//! From the keys of a routine file to a routine, and whether it is of a size to be done.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::digest::digest;
use crate::domain::plan::Plan;
use crate::domain::routine::{
    DEFAULT_MAX_PAIN, DaysOfTheWeek, Exercise, Frequency, Read, Review, Routine, SoundWish,
    Version, Weekday,
};
use crate::domain::severity::Severity;
use crate::domain::timeline::{Timeline, compile};
use crate::format::diagnostic::{Code, Diagnostic, Location};
use crate::text::faults;

use super::entry::{ExerciseEntry, RoutineEntry};
use super::exercise::{self, lines, text};
use super::group::{groups, refuse_in_an_exercise};
use super::library::Library;
use super::limit_diagnostics::{check_alone, check_routine};
use super::poses::Figures;
use super::read::{Field, fault, required};
use super::values::Whole;

/// No routine has more steps.
const SPANS_AT_MOST: u64 = 100_000;

/// A routine from its keys; nothing where a fault stands in the way.
pub(super) fn build(
    entry: &RoutineEntry,
    library: &Library<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Arc<Routine>> {
    let title = required(&entry.title, "title", &entry.place, findings);
    let brought: &[_] = entry.library.value().map_or(&[], |brought| &brought.0);
    for (_, brought) in brought {
        refuse_format(brought, findings);
        refuse_in_an_exercise(brought, findings);
    }
    let with_brought = library.with(brought);
    let library = if brought.is_empty() { library } else { &with_brought };
    let figures = Figures::of(&entry.pose, library.program_poses(), findings);
    let exercises = exercises(entry, (library, &figures), findings);
    let groups = groups(entry, exercises.as_deref(), findings);
    let (title, exercises) = (title?, exercises?);
    let routine = Routine {
        title: title.0.clone(),
        summary: text(&entry.summary),
        author: text(&entry.author),
        contact: text(&entry.contact),
        clinic: text(&entry.clinic),
        language: text(&entry.language),
        review: Review {
            by: text(&entry.reviewed_by),
            on: entry.reviewed_on.value().copied(),
            again_by: entry.review_by.value().copied(),
            read: Read::Unknown,
        },
        how_often: text(&entry.how_often),
        frequency: frequency(entry, findings),
        sound: SoundWish {
            theme: entry.theme.value().copied(),
            voice: entry.voice.value().copied(),
        },
        max_pain: entry.max_pain.value().map_or(DEFAULT_MAX_PAIN, |Whole(pain)| {
            u8::try_from(*pain).unwrap_or(DEFAULT_MAX_PAIN)
        }),
        stop_if: lines(&entry.stop_if),
        guidance: lines(&entry.guidance),
        exercises,
        groups,
        poses: figures.between_exercises(),
        spare: Vec::new(),
    };
    let read = what_was_read(entry, &routine);
    let review = Review { read, ..routine.review.clone() };
    let routine = Routine { review, ..routine };
    let place = entry.title.given().map_or(&entry.place, |title| &title.place);
    let (routine, timeline) = of_a_size_to_be_done(routine, place, findings)?;
    check_routine(entry, &routine, &timeline, findings);
    check_at_the_top(entry, &routine, place, findings);
    Some(routine)
}

/// The same with every exercise at the top of its ladder, as far as it was not said already.
fn check_at_the_top(
    entry: &RoutineEntry,
    routine: &Routine,
    place: &Location,
    findings: &mut Vec<Diagnostic>,
) {
    if routine.exercises.iter().all(|exercise| exercise.ladder.is_empty()) {
        return;
    }
    let grown = |exercise: &Exercise| exercise.at_step(exercise.ladder.len());
    let exercises = routine.exercises.iter().map(grown).collect();
    let top = Routine { exercises, ..routine.clone() };
    let Some((top, timeline)) = of_a_size_to_be_done(top, place, findings) else { return };
    let mut found = Vec::new();
    check_routine(entry, &top, &timeline, &mut found);
    found.retain(|finding| findings.iter().all(|said| said.code != finding.code));
    findings.append(&mut found);
}

/// How often it is done, in numbers; the days are either counted or named.
fn frequency(entry: &RoutineEntry, findings: &mut Vec<Diagnostic>) -> Frequency {
    if let (Some(_), Some(counted)) = (entry.days.given(), entry.days_a_week.given()) {
        let text = faults::rule_each_other_out("days-a-week", "days");
        findings.push(fault(Code::NotTogether, counted.place.clone(), text));
    }
    let small = |number: u32| u8::try_from(number).ok();
    let named: BTreeSet<Weekday> = entry.days.value().into_iter().flatten().copied().collect();
    let counted = entry.days_a_week.value().and_then(|Whole(number)| small(*number));
    Frequency {
        times_a_day: entry.times_a_day.value().and_then(|Whole(number)| small(*number)),
        days: match named.is_empty() {
            true => counted.map(DaysOfTheWeek::AWeek),
            false => Some(DaysOfTheWeek::On(named)),
        },
    }
}

/// Whether the content that a reviewer has read is the one of today.
fn what_was_read(entry: &RoutineEntry, routine: &Routine) -> Read {
    match text(&entry.reviewed_digest) {
        None => Read::Unknown,
        Some(read) if read == digest(routine) => Read::Unchanged,
        Some(_) => Read::Changed,
    }
}

/// An exercise file as a routine of that exercise alone.
pub(super) fn of_one(
    entry: &ExerciseEntry,
    library: &Library<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Arc<Routine>> {
    let figures = Figures::of(&entry.pose, library.program_poses(), findings);
    refuse_in_an_exercise(entry, findings);
    let exercise = exercise::build(entry, &Field::Absent, (library, &figures), findings)?;
    let title = exercise.full.title.clone();
    let poses = figures.between_exercises();
    let routine = Routine { poses, ..Routine::of(title, vec![exercise]) };
    let (routine, timeline) = of_a_size_to_be_done(routine, &entry.place, findings)?;
    check_alone(entry, &routine, &timeline, findings);
    Some(routine)
}

fn exercises(
    entry: &RoutineEntry,
    (library, figures): (&Library<'_>, &Figures<'_>),
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<Exercise>> {
    let Some(written) = entry.exercise.given() else {
        if entry.exercise.is_absent() {
            let place = entry.place.clone();
            findings.push(fault(Code::RoutineSize, place, faults::no_exercise()));
        }
        return None;
    };
    if written.value.is_empty() {
        let text = faults::no_exercise_in_the_list();
        findings.push(fault(Code::RoutineSize, written.place.clone(), text));
        return None;
    }
    let build = |exercise: &ExerciseEntry| {
        refuse_file_keys(exercise, findings);
        exercise::build(exercise, &entry.rest, (library, figures), findings)
    };
    let built: Vec<Option<Exercise>> = written.value.iter().map(build).collect();
    built.into_iter().collect()
}

/// The key that every file has at its top and nothing inside it has.
pub const FILE_KEY: &str = "format";

/// `format` and `[pose.NAME]` belong to a whole file.
fn refuse_file_keys(entry: &ExerciseEntry, findings: &mut Vec<Diagnostic>) {
    let format = entry.format.given().map(|at| (FILE_KEY, &at.place));
    let pose = entry.pose.given().map(|at| ("pose", &at.place));
    for (key, place) in [format, pose].into_iter().flatten() {
        let text = faults::key_of_the_whole_file(key);
        findings.push(fault(Code::UnknownKey, place.clone(), text));
    }
}

/// An exercise that the file brings along is a whole file otherwise, with figures of its own.
fn refuse_format(brought: &ExerciseEntry, findings: &mut Vec<Diagnostic>) {
    let Some(format) = brought.format.given() else { return };
    let text = faults::format_of_a_part(FILE_KEY);
    findings.push(fault(Code::UnknownKey, format.place.clone(), text));
}

/// The routine laid out in time, unless it has more steps than anybody could do.
fn of_a_size_to_be_done(
    routine: Routine,
    place: &Location,
    findings: &mut Vec<Diagnostic>,
) -> Option<(Arc<Routine>, Timeline)> {
    let exercises = routine.exercises.iter().enumerate();
    let spans = |(index, exercise): (usize, &Exercise)| {
        spans(&exercise.full) * u64::from(routine.rounds_of(index))
    };
    let spans: u64 = exercises.map(spans).sum();
    if spans > SPANS_AT_MOST {
        // Where a limit has refused something already, that is what has to change.
        if !findings.iter().any(|finding| finding.severity == Severity::Fault) {
            let text = faults::too_many_steps(spans, SPANS_AT_MOST);
            findings.push(fault(Code::RoutineSize, place.clone(), text));
        }
        return None;
    }
    let routine = Arc::new(routine);
    let timeline = compile(&Plan::whole(Arc::clone(&routine)));
    Some((routine, timeline))
}

/// How many spans a version becomes, counted before any is made.
fn spans(version: &Version) -> u64 {
    let phases = u64::try_from(version.phases.len()).unwrap_or(u64::MAX);
    u64::from(version.reps) * u64::from(version.sets) * u64::from(version.sides.count()) * phases
}
