//! Limits on a routine as a whole: how long, how much, how often up and down.

use std::time::Duration;

use crate::domain::routine::{Breath, Kind, Routine};
use crate::domain::timeline::{Part, Span, Step, Timeline};
use crate::domain::units::InWords;

use super::{Breach, Found, Key, count, millis, outside};

/// So much time without a paced breath ends paced breathing (LIM-14).
const TO_ONESELF: Duration = Duration::from_secs(60);

/// What breaks a limit in a routine, every exercise of which is done in full.
pub fn routine(routine: &Routine, timeline: &Timeline) -> Vec<Breach> {
    let exercises = routine.exercises.iter().enumerate();
    let strong = exercises.clone().filter(|(_, exercise)| exercise.kind == Kind::Strength);
    let strong: Vec<usize> = strong.map(|(index, _)| index).collect();
    let walks = exercises.clone().any(|(_, exercise)| exercise.kind == Kind::Walk);
    let total = timeline.total();
    let said = |length, what| Found(InWords(length), what);
    let walked = walked(timeline);
    let (paced_at, paced) = longest_paced(timeline);
    let (moved_at, moved) = down_and_up(timeline);
    let (unnoticed_in, unnoticed) = longest_unnoticed(timeline);
    let strength = Key::Exercise(strong.get(4).copied().unwrap_or(0));
    let many = Found(routine.exercises.len(), "exercises");
    let pain = format_args!("max-pain = {}", routine.max_pain);
    let instead = |breach: Option<Breach>, label| breach.map(|breach| breach.instead(label));
    [
        instead(
            outside(
                14,
                0,
                millis(paced),
                Key::Exercise(paced_at),
                said(paced, "of paced breathing"),
            ),
            "ask for fewer breaths, or for a minute of rest between",
        ),
        instead(
            outside(18, usize::from(walks), millis(total), Key::Title, said(total, "in all")),
            "make it shorter, or two routines",
        ),
        instead(
            outside(
                21,
                0,
                count(strong.len()),
                strength,
                Found(strong.len(), "strength exercises"),
            ),
            "keep it for another day",
        ),
        instead(
            outside(23, 0, count(routine.exercises.len()), Key::Exercise(10), many),
            "keep it, and those behind it, for another routine",
        ),
        instead(
            outside(31, 0, count(moved), Key::Exercise(moved_at), Found(moved, "times down or up")),
            "put what is done lying down together",
        ),
        instead(
            outside(34, 0, millis(walked), Key::Title, said(walked, "of walking")),
            "ask for fewer walks, or for shorter ones",
        ),
        instead(
            outside(
                38,
                0,
                millis(unnoticed),
                Key::Exercise(unnoticed_in),
                said(unnoticed, "of movement without a rest"),
            ),
            "ask for less, or for a seated rest between",
        ),
        outside(49, 0, count(routine.max_pain), Key::MaxPain, pain),
    ]
    .into_iter()
    .flatten()
    .collect()
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
