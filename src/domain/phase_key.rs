//! What a phase is known by in another version of its exercise.

use serde::{Deserialize, Serialize};

use crate::domain::routine::{Phase, Position, Version};

/// What a phase is matched by: a version may put others before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PhaseKey {
    /// The word for its breath.
    breath: String,
    /// Whether a position is held.
    hold: bool,
    /// Whether somebody sits down in it who was on their feet.
    rests: bool,
    /// Its number among the phases of which this is true, from 0.
    nth: usize,
}

impl PhaseKey {
    /// Those of a version, in its order.
    pub(super) fn all(version: &Version) -> Vec<PhaseKey> {
        let mut keys: Vec<PhaseKey> = Vec::new();
        for phase in &version.phases {
            let mut key = PhaseKey {
                breath: phase.breath.name().to_owned(),
                hold: phase.hold,
                rests: rests(phase, version),
                nth: 0,
            };
            while keys.contains(&key) {
                key.nth += 1;
            }
            keys.push(key);
        }
        keys
    }

    pub(super) fn place(&self, version: &Version) -> Option<usize> {
        PhaseKey::all(version).iter().position(|key| key == self)
    }

    /// Whether somebody sits down in it who was on their feet.
    pub(super) fn is_a_seat(&self) -> bool {
        self.rests
    }
}

fn rests(phase: &Phase, version: &Version) -> bool {
    let sits = |position: Position| !position.is_on_feet();
    version.position.is_on_feet() && phase.position.is_some_and(sits)
}
