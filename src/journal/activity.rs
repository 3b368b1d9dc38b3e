//! What was done elsewhere, or happened.

use serde::{Deserialize, Serialize};

/// What can be added by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Activity {
    /// A walk.
    Walk,
    /// In the water.
    Pool,
    /// On a bicycle, also one that stands still.
    Cycling,
    /// Something warm on the back.
    Heat,
    /// Something cold on it.
    Cold,
    /// A fall.
    Fall,
}

impl Activity {
    /// Whether somebody moves.
    pub const fn is_movement(self) -> bool {
        matches!(self, Activity::Walk | Activity::Pool | Activity::Cycling)
    }
}
