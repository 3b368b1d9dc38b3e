//! How long changes of position take.

use std::time::Duration;

use crate::domain::routine::DEFAULT_TURN_OVER;
use crate::domain::units::seconds;

use super::Plan;

/// How long a change of position takes (section 1.1 of the clinical notes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transitions {
    /// Lying down slowly.
    pub lie: Duration,
    /// Rolling to the side, on the way up.
    pub roll: Duration,
    /// Pushing up with the arms.
    pub push: Duration,
    /// Sitting before standing (LIM-30: 60 s or more).
    pub sit: Duration,
    /// Standing and holding support.
    pub stand: Duration,
    /// Sitting down, after something on the feet. Own choice.
    pub sit_down: Duration,
    /// Turning between two ways of lying.
    pub turn: Duration,
}

impl Default for Transitions {
    fn default() -> Transitions {
        Transitions {
            lie: seconds(40),
            roll: seconds(15),
            push: seconds(15),
            sit: seconds(60),
            stand: seconds(15),
            sit_down: seconds(20),
            turn: DEFAULT_TURN_OVER,
        }
    }
}

impl Plan {
    /// From now on a person sits down after this item, whatever comes next: it has come to that, or it ends
    /// on the feet, where it would not.
    pub fn sit_down_after(&mut self, item: usize) {
        if let Some(item) = self.items.get_mut(item) {
            item.sits_down = true;
        }
    }
}
