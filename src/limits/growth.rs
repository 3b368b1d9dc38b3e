//! How much more a routine asks for than it did: LIM-35 and LIM-36.

use serde::{Deserialize, Serialize};

use crate::routine::{Exercise, Routine};

use super::{count, limit};

/// Days between two steps of repetitions (LIM-35).
const DAYS_APART: i32 = 3;
/// After so many days without it, a routine begins where it was before it grew (section 3.3).
const AT_THE_STEP_BEFORE: i32 = 4;

/// What a file asks for of an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Repetitions, in a set and to a side.
    pub reps: u32,
    /// How often those are done.
    pub sets: u32,
    /// How long one repetition takes, in milliseconds.
    pub rep_ms: u64,
}

impl Asked {
    /// What is asked of an exercise.
    pub fn of(exercise: &Exercise) -> Asked {
        let rep_ms = u64::try_from(exercise.full.rep_length().as_millis()).unwrap_or(u64::MAX);
        Asked { reps: exercise.full.reps, sets: exercise.full.sets, rep_ms }
    }
}

/// What is asked of each exercise, by its title.
pub fn asked(routine: &Routine) -> Vec<(String, Asked)> {
    let asked = |exercise: &Exercise| (exercise.full.title.clone(), Asked::of(exercise));
    routine.exercises.iter().map(asked).collect()
}

/// More repetitions of an exercise than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// Its index in the routine.
    pub exercise: usize,
    /// Repetitions now.
    pub now: u32,
    /// Repetitions before.
    pub was: u32,
    /// How fast that is.
    pub pace: Pace,
}

/// How fast repetitions grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// One or two more, after some days.
    Fine,
    /// The same, after fewer days than three.
    Soon,
    /// More than two at a time.
    Fast,
    /// Twice as many or more, or after days without it: today no more than this.
    AtMost(u32),
}

/// What has grown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    /// Exercises with more repetitions.
    pub more: Vec<More>,
    /// Whether two things have grown at once (LIM-36).
    pub two_things: bool,
}

/// What this routine asks for beyond what it asked for `days` ago, where that is known. Exercises are
/// matched by their titles.
pub fn growth(was: &[(String, Asked)], routine: &Routine, days: Option<i32>) -> Growth {
    let mut growth = Growth::default();
    let mut things = 0;
    for (index, exercise) in routine.exercises.iter().enumerate() {
        let title = &exercise.full.title;
        let Some((_, was)) = was.iter().find(|(known, _)| known == title) else {
            things += usize::from(!was.is_empty());
            continue;
        };
        let now = Asked::of(exercise);
        let grown = [now.reps > was.reps, now.sets > was.sets, now.rep_ms > was.rep_ms];
        things += grown.iter().filter(|grown| **grown).count();
        if now.reps > was.reps {
            let pace = pace(was.reps, now.reps, days);
            growth.more.push(More { exercise: index, now: now.reps, was: was.reps, pace });
        }
    }
    growth.two_things = things > 1;
    growth
}

fn pace(was: u32, now: u32, days: Option<i32>) -> Pace {
    let at_a_time = limit(35).bands.first().map_or(0, |band| band.fine.1);
    let fast = count(now - was) > at_a_time;
    let step = u32::try_from(at_a_time / count(1_u32)).unwrap_or(0);
    match days {
        Some(days) if days >= AT_THE_STEP_BEFORE => Pace::AtMost(was),
        _ if fast && now >= was.saturating_mul(2) => Pace::AtMost(was + step),
        _ if fast => Pace::Fast,
        Some(days) if days < DAYS_APART => Pace::Soon,
        _ => Pace::Fine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lim_35_two_more_every_three_days_and_never_twice_as_many() {
        assert_eq!(pace(6, 8, Some(3)), Pace::Fine);
        assert_eq!(pace(6, 8, None), Pace::Fine);
        assert_eq!(pace(6, 7, Some(2)), Pace::Soon);
        assert_eq!(pace(5, 8, Some(3)), Pace::Fast);
        assert_eq!(pace(3, 6, Some(3)), Pace::AtMost(5));
        assert_eq!(pace(1, 2, Some(3)), Pace::Fine, "one more");
        assert_eq!(pace(6, 7, Some(4)), Pace::AtMost(6), "the step before, after days without it");
    }
}
