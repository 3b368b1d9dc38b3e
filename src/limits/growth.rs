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

/// What is asked of each exercise, nobody knows since when.
pub fn asked(routine: &Routine) -> Vec<Step> {
    let step = |exercise: &Exercise| Step {
        title: exercise.full.title.clone(),
        asked: Asked::of(exercise),
        days: None,
    };
    routine.exercises.iter().map(step).collect()
}

/// What an exercise asked for when its routine was last done, and for how many days already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its title.
    pub title: String,
    /// The numbers.
    pub asked: Asked,
    /// Days since they were first asked for; nothing where that is not known, or long ago.
    pub days: Option<i32>,
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
    /// Twice as many or more, or after days without it: no more than this for now.
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

/// What this routine asks for beyond what it asked for when it was last done, `away` days ago.
/// Exercises are matched by their titles.
pub fn growth(was: &[Step], routine: &Routine, away: i32) -> Growth {
    let mut growth = Growth::default();
    let mut things = 0;
    for (index, exercise) in routine.exercises.iter().enumerate() {
        let title = &exercise.full.title;
        let Some(step) = was.iter().find(|step| step.title == *title) else {
            things += usize::from(!was.is_empty());
            continue;
        };
        let (was, now) = (step.asked, Asked::of(exercise));
        let grown = [now.reps > was.reps, now.sets > was.sets, now.rep_ms > was.rep_ms];
        things += grown.iter().filter(|grown| **grown).count();
        if now.reps > was.reps {
            let pace = pace(was.reps, now.reps, step.days, away);
            growth.more.push(More { exercise: index, now: now.reps, was: was.reps, pace });
        }
    }
    growth.two_things = things > 1;
    growth
}

fn pace(was: u32, now: u32, days: Option<i32>, away: i32) -> Pace {
    let at_a_time = limit(35).bands.first().map_or(0, |band| band.fine.1);
    let fast = count(now - was) > at_a_time;
    let step = u32::try_from(at_a_time / count(1_u32)).unwrap_or(0);
    let soon = days.is_some_and(|days| days < DAYS_APART);
    match (fast, soon) {
        _ if away >= AT_THE_STEP_BEFORE => Pace::AtMost(was),
        (true, true) if now >= was.saturating_mul(2) => Pace::AtMost(was),
        (true, false) if now >= was.saturating_mul(2) => Pace::AtMost(was + step),
        (true, _) => Pace::Fast,
        (false, true) => Pace::Soon,
        (false, false) => Pace::Fine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lim_35_two_more_every_three_days_and_never_twice_as_many() {
        assert_eq!(pace(6, 8, Some(3), 1), Pace::Fine);
        assert_eq!(pace(6, 8, None, 1), Pace::Fine);
        assert_eq!(pace(6, 7, Some(2), 1), Pace::Soon);
        assert_eq!(pace(5, 8, Some(3), 1), Pace::Fast);
        assert_eq!(pace(3, 6, Some(3), 1), Pace::AtMost(5));
        assert_eq!(pace(5, 12, Some(1), 1), Pace::AtMost(5), "the step before was yesterday");
        assert_eq!(pace(1, 2, Some(3), 1), Pace::Fine, "one more");
        assert_eq!(pace(6, 7, None, 4), Pace::AtMost(6), "the step before, after days without it");
    }
}
