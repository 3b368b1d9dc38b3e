//! How much more a routine asks for than it did: LIM-35 and LIM-36.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::routine::{LadderStep, Routine};

use super::{FileKey, Finding, Quantity, count, millis, outside, range};

/// Days between two steps of repetitions (LIM-35).
const DAYS_APART: i32 = 3;
/// After so many missed days the first session is at the step before (section 3.3).
pub const MISSED: i32 = 4;

/// What a file asks for of an exercise, as the journal writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// Repetitions, in a set and to a side.
    pub reps: u32,
    /// How often those are done.
    pub sets: u32,
    /// How long one repetition takes, in milliseconds.
    pub rep_ms: u64,
}

impl Load {
    /// What a routine asks for in its exercise of this index. Rounds count as sets.
    pub fn of(routine: &Routine, exercise: usize) -> Load {
        let full = &routine.exercise(exercise).full;
        let sets = full.sets * routine.rounds_of(exercise);
        Load { reps: full.reps, sets, rep_ms: millis(full.written_rep_length()) }
    }
}

/// What is asked of each exercise now; since when is not known.
pub fn loads(routine: &Routine) -> Vec<PastLoad> {
    let titles = routine.exercises.iter().map(|exercise| exercise.full.title.as_str());
    let exercises = (0..routine.exercises.len()).zip(numbered(titles));
    let load = |(exercise, (title, nth)): (usize, (&str, usize))| PastLoad {
        title: title.into(),
        nth,
        load: Load::of(routine, exercise),
        days: None,
    };
    exercises.map(load).collect()
}

/// What an exercise asked for when its routine was last done, and for how many days already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastLoad {
    /// Its title.
    pub title: String,
    /// Its number among the exercises of that title, from 1.
    pub nth: usize,
    /// The numbers.
    pub load: Load,
    /// Days since they were first asked for; nothing where that is not known, or long ago.
    pub days: Option<i32>,
}

/// Each title with its number among equal titles, from 1: the first is compared with the first.
pub fn numbered<'t>(
    titles: impl Iterator<Item = &'t str>,
) -> impl Iterator<Item = (&'t str, usize)> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    titles.map(move |title| {
        let nth = seen.entry(title).or_default();
        *nth += 1;
        (title, *nth)
    })
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

/// A step of a ladder that is larger than the one before by more than is advised.
pub fn step_up(by: LadderStep) -> Option<Finding> {
    match by {
        LadderStep::Reps(more) => outside(Quantity::MoreRepetitions, count(more), FileKey::Reps),
        LadderStep::Time(more) => outside(Quantity::MoreTime, millis(more), FileKey::Time(0)),
        // How many sets there are is a limit of its own.
        LadderStep::Sets(_) => None,
    }
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

/// What this routine asks for beyond what it asked for when it was last done, after so many missed
/// days. Exercises are matched by their titles.
pub fn growth(was: &[PastLoad], routine: &Routine, missed: i32) -> Growth {
    let mut growth = Growth::default();
    let mut things = 0;
    for (index, new) in loads(routine).iter().enumerate() {
        let same = |past: &&PastLoad| (&past.title, past.nth) == (&new.title, new.nth);
        let Some(past) = was.iter().find(same) else {
            things += usize::from(!was.is_empty());
            continue;
        };
        let (was, now) = (past.load, new.load);
        let grown = [now.reps > was.reps, now.sets > was.sets, now.rep_ms > was.rep_ms];
        things += grown.iter().filter(|grown| **grown).count();
        if now.reps > was.reps {
            let pace = pace(was.reps, now.reps, past.days, missed);
            growth.more.push(More { exercise: index, now: now.reps, was: was.reps, pace });
        }
    }
    growth.two_things = things > 1;
    growth
}

fn pace(was: u32, now: u32, days: Option<i32>, missed: i32) -> Pace {
    let at_a_time = range(Quantity::MoreRepetitions).map_or(0, |(_, band)| band.fine.1);
    let fast = count(now - was) > at_a_time;
    let step = u32::try_from(at_a_time / count(1_u32)).unwrap_or(0);
    let soon = days.is_some_and(|days| days < DAYS_APART);
    // Only a step that was new at that last session is held back: a person who comes once a week
    // would otherwise never get further.
    let new_then = days.is_some_and(|days| days <= missed + 1);
    match (fast, soon) {
        _ if missed >= MISSED && new_then => Pace::AtMost(was),
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
        assert_eq!(pace(6, 7, Some(5), 4), Pace::AtMost(6), "the step before, after missed days");
        assert_eq!(pace(6, 7, Some(4), 3), Pace::Fine, "three missed days change nothing");
        assert_eq!(pace(6, 7, Some(14), 6), Pace::Fine, "once a week");
    }
}
