//! Spare exercises: what may take the place of the rest of another.

use super::{Exercise, Kind, Routine};

/// What may take the place of the rest of an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relief {
    /// A minute of ease.
    Ease,
    /// Breathing.
    Breath,
}

impl Routine {
    /// An exercise by its index; those behind the file's own are spare ones.
    pub fn exercise(&self, index: usize) -> &Exercise {
        let spare = index.checked_sub(self.exercises.len());
        spare.and_then(|index| self.spare.get(index)).unwrap_or_else(|| &self.exercises[index])
    }

    /// The index of what relieves somebody who lies, or who is upright; nothing where there is none.
    pub fn relief(&self, relief: Relief, lying: bool) -> Option<usize> {
        let kind = match relief {
            Relief::Ease => Kind::Rest,
            Relief::Breath => Kind::Breath,
        };
        let fits = |exercise: &Exercise| {
            exercise.kind == kind && exercise.full.position.is_down() == lying
        };
        self.spare.iter().position(fits).map(|index| self.exercises.len() + index)
    }
}
