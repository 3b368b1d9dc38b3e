//! What was done in a session, as far as something may grow by it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::gentler::ExerciseKey;
use crate::domain::routine::Kind;
use crate::limits::numbered;

use super::line::{Ended, ExerciseDone};
use super::planned::Planned;

/// How a session was felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HowItWent {
    /// To its end, with pain up to three and legs no worse, and back to the usual within the hour.
    Green,
    /// More pain, worse legs, too much, or longer than a day.
    NotEasy,
    /// Neither, or nobody said.
    Unknown,
}

/// What was done of a session's exercises, as far as growth has to know.
#[derive(Clone, Debug, Default)]
pub(super) struct Lived {
    /// The day on which it began.
    pub(super) date: Date,
    keys: BTreeMap<usize, ExerciseKey>,
    planned: BTreeMap<usize, usize>,
    total_ms: u64,
    done: BTreeSet<usize>,
    whole: BTreeSet<usize>,
    walks: BTreeSet<usize>,
    was_cut: bool,
}

impl Lived {
    pub(super) fn begins(date: Date, total_ms: u64, plan: &[Planned]) -> Lived {
        let keys = numbered(plan.iter().map(|one| one.key.as_str()));
        let keys = plan.iter().zip(keys).map(|(one, (key, nth))| (one.exercise, (key.into(), nth)));
        let as_asked = plan.iter().filter(|one| one.easier == 0 && !one.fewer);
        let walks = plan.iter().filter(|one| one.kind == Kind::Walk.name());
        Lived {
            date,
            keys: keys.collect(),
            planned: as_asked.map(|one| (one.exercise, one.reps)).collect(),
            total_ms,
            walks: walks.map(|one| one.exercise).collect(),
            ..Lived::default()
        }
    }

    pub(super) fn exercise(&mut self, done: &ExerciseDone) {
        if done.reps == 0 {
            return;
        }
        self.done.insert(done.exercise);
        let asked = self.planned.get(&done.exercise);
        let is_whole =
            done.whole && done.easier == 0 && asked.is_some_and(|reps| done.reps >= *reps);
        if is_whole {
            self.whole.insert(done.exercise);
        } else {
            self.whole.remove(&done.exercise);
        }
    }

    /// A session that was shorter than its plan had a walk that was ended before its time, or more.
    pub(super) fn ends(&mut self, ended: Ended) {
        self.was_cut = ended.lived_ms < self.total_ms;
    }

    fn keys<'s>(&'s self, of: &'s BTreeSet<usize>) -> impl Iterator<Item = ExerciseKey> {
        of.iter().filter_map(|exercise| self.keys.get(exercise).cloned())
    }

    pub(super) fn done(&self) -> impl Iterator<Item = ExerciseKey> {
        self.keys(&self.done)
    }

    pub(super) fn whole(&self) -> Vec<ExerciseKey> {
        let counts = |exercise: &&usize| !(self.was_cut && self.walks.contains(*exercise));
        let whole: BTreeSet<usize> = self.whole.iter().filter(counts).copied().collect();
        self.keys(&whole).collect()
    }
}
