//! The steps by which a file lets an exercise grow.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Exercise, Kind, Version};

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

/// Which of these numbers a step sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rung {
    /// Repetitions in a set.
    Reps,
    /// How often those are done.
    Sets,
    /// How long the first phase of a walk lasts.
    Time,
}

impl LadderStep {
    /// Which number it sets.
    pub const fn rung(self) -> Rung {
        match self {
            LadderStep::Reps(_) => Rung::Reps,
            LadderStep::Sets(_) => Rung::Sets,
            LadderStep::Time(_) => Rung::Time,
        }
    }

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

/// How much of an exercise is asked for, in the numbers that may grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDose {
    /// Repetitions in a set, and to a side.
    pub reps: u32,
    /// How often those are done.
    pub sets: u32,
    /// How long the first phase of a walk lasts; nothing of any other exercise.
    pub walk: Option<Duration>,
}

impl StepDose {
    /// Whether none of its numbers is larger than another's.
    pub fn is_at_most(self, other: StepDose) -> bool {
        self.reps <= other.reps && self.sets <= other.sets && self.walk <= other.walk
    }
}

impl Exercise {
    /// What it asks for.
    pub fn dose(&self) -> StepDose {
        let first = self.full.phases.first().map(|phase| phase.time);
        let walk = first.filter(|_| self.kind == Kind::Walk);
        StepDose { reps: self.full.reps, sets: self.full.sets, walk }
    }

    /// Whether its steps set this number.
    pub fn sets_by_steps(&self, rung: Rung) -> bool {
        self.ladder.iter().any(|step| step.rung() == rung)
    }

    /// What it asks for at the last of its steps; without steps, what it asks for.
    pub fn at_the_last_step(&self) -> StepDose {
        self.at_step(self.ladder.len()).dose()
    }

    /// The same as far as it had grown: at the highest of its steps that asks for no more than that dose,
    /// never below the lowest; without steps, with as many repetitions as its range still allows.
    #[must_use]
    pub fn grown_to(&self, dose: StepDose) -> Exercise {
        let steps = (1..self.ladder.len()).rev().map(|step| self.at_step(step));
        let step = steps.into_iter().find(|grown| grown.dose().is_at_most(dose));
        let mut grown = step.unwrap_or_else(|| self.clone());
        if self.ladder.is_empty() {
            let most = self.most_reps().unwrap_or(self.full.reps);
            grown.full.reps = dose.reps.min(most).max(self.full.reps);
        }
        grown
    }

    /// One step more than a dose that it has grown to; nothing at the last step, or where nothing is to
    /// grow. Steps win over the range; walks grow by steps alone.
    pub fn step_after(&self, dose: StepDose) -> Option<StepDose> {
        if !self.ladder.is_empty() {
            let doses = (0..self.ladder.len()).map(|step| self.at_step(step).dose());
            let above = |step: &StepDose| !step.is_at_most(dose);
            return doses.into_iter().find(above).filter(|step| dose.is_at_most(*step));
        }
        let more = StepDose { reps: dose.reps + 1, ..dose };
        self.most_reps().filter(|most| more.reps <= *most).map(|_| more)
    }

    /// The most repetitions that its range offers of a movement that is no walk.
    fn most_reps(&self) -> Option<u32> {
        let grows = self.kind.is_movement() && self.kind != Kind::Walk;
        self.reps_range.as_ref().filter(|_| grows).map(|range| *range.end())
    }

    /// The same with no more than this dose.
    #[must_use]
    pub(in crate::domain) fn no_more_than(mut self, dose: StepDose) -> Exercise {
        self.full.reps = self.full.reps.min(dose.reps.max(1));
        self.full.sets = self.full.sets.min(dose.sets.max(1));
        if let (Some(walk), Some(first)) = (dose.walk, self.full.phases.first_mut()) {
            first.time = first.time.min(walk);
        }
        self
    }
}
