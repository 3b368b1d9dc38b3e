//! Limits on a routine as a whole: how long, how much, how often up and down.

use std::time::Duration;

use crate::domain::routine::{Breath, Kind, Routine};
use crate::domain::timeline::{Part, Span, Step, Timeline};

use super::{FileKey, Finding, Quantity, count, millis, outside};

/// So much time without a paced breath ends paced breathing (LIM-14).
const TO_ONESELF: Duration = Duration::from_secs(60);

/// What breaks a limit in a routine, every exercise of which is done in full.
pub fn routine(routine: &Routine, timeline: &Timeline) -> Vec<Finding> {
    let exercises = routine.exercises.iter().enumerate();
    let strong = exercises.clone().filter(|(_, exercise)| exercise.kind == Kind::Strength);
    let strong: Vec<usize> = strong.map(|(index, _)| index).collect();
    let walks = exercises.clone().any(|(_, exercise)| exercise.kind == Kind::Walk);
    let total = timeline.total();
    let walked = walked(timeline);
    let (paced_at, paced) = longest_paced(timeline);
    let (moved_at, moved) = down_and_up(timeline);
    let (unnoticed_in, unnoticed) = longest_unnoticed(timeline);
    let length = if walks { Quantity::WalkingRoutineLength } else { Quantity::RoutineLength };
    let exercise = FileKey::Exercise;
    let fifth_strong = exercise(strong.get(4).copied().unwrap_or(0));
    [
        outside(Quantity::PacedBreathing, millis(paced), exercise(paced_at)),
        outside(length, millis(total), FileKey::Title),
        outside(Quantity::StrengthExercises, count(strong.len()), fifth_strong),
        outside(Quantity::Exercises, count(routine.exercises.len()), exercise(10)),
        outside(Quantity::WaysDownAndUp, count(moved), exercise(moved_at)),
        outside(Quantity::Walking, millis(walked), FileKey::Title),
        outside(Quantity::MovementWithoutRest, millis(unnoticed), exercise(unnoticed_in)),
        times_a_day(routine),
        outside(Quantity::MaxPain, count(routine.max_pain), FileKey::MaxPain),
    ]
    .into_iter()
    .flatten()
    .chain(rounds(routine))
    .collect()
}

/// Rounds are sets of a whole group, and what lies between them is free where that is free (LIM-05,
/// LIM-17).
fn rounds(routine: &Routine) -> Vec<Finding> {
    let mut found = Vec::new();
    let groups = routine.groups.iter().enumerate().filter(|(_, group)| group.rounds > 1);
    for (nth, group) in groups {
        found.extend(outside(Quantity::Rounds, count(group.rounds), FileKey::Rounds(nth)));
        let mut members =
            routine.exercises.iter().take(group.members.end).skip(group.members.start);
        if members.any(|exercise| exercise.kind.is_movement()) {
            let (rest, at) = (millis(group.rest_between_rounds), FileKey::RestBetweenRounds(nth));
            found.extend(outside(Quantity::RestBetweenRounds, rest, at));
        }
    }
    found
}

/// How often in a day its file asks for it; breathing alone may be done as often as a file can say.
fn times_a_day(routine: &Routine) -> Option<Finding> {
    let times = count(routine.frequency.times_a_day?);
    let breathes = routine.exercises.iter().all(|exercise| exercise.kind == Kind::Breath);
    let found = || outside(Quantity::SameRoutineInADay, times, FileKey::TimesADay);
    (!breathes).then(found).flatten()
}

fn walked(timeline: &Timeline) -> Duration {
    let on_feet = |span: &&Span| {
        let own = timeline.phase(span).and_then(|phase| phase.position);
        own.unwrap_or(timeline.version(span).position).is_on_feet()
    };
    let walks = timeline.spans().iter().filter(|span| {
        matches!(span.part, Part::Phase { .. }) && timeline.exercise(span).kind == Kind::Walk
    });
    walks.filter(on_feet).map(|span| span.length).sum()
}

/// The most paced breathing without a minute to oneself, and the exercise in which it ends.
pub fn longest_paced(timeline: &Timeline) -> (usize, Duration) {
    let (mut longest, mut so_far, mut to_oneself) =
        ((0, Duration::ZERO), Duration::ZERO, Duration::ZERO);
    for span in timeline.spans() {
        let breath = timeline.phase(span).map(|phase| phase.breath);
        let paced = matches!(breath, Some(Breath::In | Breath::Out));
        if !paced {
            to_oneself += span.length;
            continue;
        }
        if to_oneself >= TO_ONESELF {
            so_far = Duration::ZERO;
        }
        to_oneself = Duration::ZERO;
        // In a movement the breath is led by what is moved, and pauses come by themselves.
        if timeline.exercise(span).kind == Kind::Breath {
            so_far += span.length;
        }
        if so_far > longest.1 {
            longest = (span.exercise, so_far);
        }
    }
    longest
}

/// The longest movement without a moment to notice pain, and the exercise in which it lies.
fn longest_unnoticed(timeline: &Timeline) -> (usize, Duration) {
    let (mut longest, mut so_far) = ((0, Duration::ZERO), Duration::ZERO);
    for span in timeline.spans() {
        if !timeline.exercise(span).kind.is_movement() || timeline.is_for_noticing(span) {
            so_far = Duration::ZERO;
        } else if matches!(span.part, Part::Phase { .. } | Part::ChangeOver { .. }) {
            so_far += span.length;
        }
        if so_far > longest.1 {
            longest = (span.exercise, so_far);
        }
    }
    longest
}

/// The exercise that a person goes down to last, and how often they go down or up.
fn down_and_up(timeline: &Timeline) -> (usize, usize) {
    let ways = |step: Step| {
        timeline.spans().iter().filter(move |span| span.part == Part::Transition(step))
    };
    let last = ways(Step::LieDown).next_back().map_or(0, |span| span.exercise);
    (last, ways(Step::LieDown).count() + ways(Step::Roll).count())
}
