//! What may become one step more in a plan, and what goes back by one.

use std::sync::Arc;

use crate::domain::routine::{Exercise, StepDose};

use super::{Ease, Plan, turns};

impl Plan {
    /// No more than so many repetitions of an exercise, in a set and to a side.
    #[must_use]
    pub fn at_most(self, exercise: usize, reps: u32) -> Plan {
        match self.routine.exercises.get(exercise).map(Exercise::dose) {
            Some(asked) => self.back_to(exercise, StepDose { reps, ..asked }),
            None => self,
        }
    }

    /// No more of an exercise than this: for now the routine asks for no more.
    #[must_use]
    pub fn back_to(mut self, exercise: usize, dose: StepDose) -> Plan {
        if let Some(asked) = self.routine.exercises.get(exercise) {
            let limited = asked.clone().no_more_than(dose);
            Arc::make_mut(&mut self.routine).replace(exercise, limited);
        }
        let (reps, sets) = (dose.reps.max(1), dose.sets.max(1));
        for item in self.items.iter_mut().filter(|item| item.exercise == exercise) {
            item.turns.retain(|turn| turn.rep <= reps && turn.set <= sets);
        }
        self
    }

    /// Whether an exercise is done as its file asks for it at this dose, so that it may grow: today
    /// nothing has made it smaller or put another in its place.
    pub fn is_as_asked(&self, exercise: usize, dose: StepDose) -> bool {
        let mut items = self.items.iter().filter(|item| item.exercise == exercise);
        let (Some(item), None) = (items.next(), items.next()) else { return false };
        let Some(asked) = self.routine.exercises.get(exercise) else { return false };
        let is_whole = item.is_done() && !item.is_cut() && item.in_place_of.is_none();
        is_whole
            && !self.is_lighter()
            && asked.dose() == dose
            && item.turns == turns(&asked.full, Ease::Full)
    }

    /// One step more of an exercise that is done as it is asked for, never above the last step or the
    /// range of its file. It is the one function that makes a plan larger, and only a person's key calls
    /// it.
    #[must_use]
    pub fn one_more(mut self, exercise: usize, now: StepDose, then: StepDose) -> Plan {
        if !self.is_as_asked(exercise, now) {
            return self;
        }
        let grown = self.routine.exercise(exercise).grown_to(then);
        for item in self.items.iter_mut().filter(|item| item.exercise == exercise) {
            item.turns = turns(&grown.full, Ease::Full);
        }
        Arc::make_mut(&mut self.routine).replace(exercise, grown);
        self
    }
}
