//! The steps by which a file lets an exercise grow.

use std::time::Duration;

use super::{Exercise, Version};

/// One step of a ladder: the one number that it sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LadderStep {
    /// Repetitions in a set.
    Reps(u32),
    /// How often those are done.
    Sets(u32),
    /// How long the first phase of a walk lasts.
    Time(Duration),
}

impl LadderStep {
    fn apply(self, version: &mut Version) {
        match self {
            LadderStep::Reps(reps) => version.reps = reps,
            LadderStep::Sets(sets) => version.sets = sets,
            LadderStep::Time(time) => {
                if let Some(first) = version.phases.first_mut() {
                    first.time = time;
                }
            }
        }
    }
}

impl Exercise {
    /// The same at a step of its ladder, counted from 0. Each step keeps what those before it have set.
    #[must_use]
    pub fn at_step(&self, step: usize) -> Exercise {
        let mut grown = self.clone();
        for step in self.ladder.iter().take(step + 1) {
            step.apply(&mut grown.full);
        }
        grown
    }
}
