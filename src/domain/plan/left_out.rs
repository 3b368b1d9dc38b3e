//! Why something of a routine is not part of today, or smaller, or another thing.

use crate::domain::profile::Flag;

/// Why an exercise is not part of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The session begins further on.
    BeforeTheStart,
    /// It belongs to a group that is done only where that is asked for.
    Optional,
    /// It bends the upper back backwards, and its caution screen has not been accepted.
    CautionNotAccepted,
    /// It bends the low back backwards, and a clinician's clearance is not in the profile.
    NotCleared,
    /// A health answer rules it out.
    Flag(Flag),
    /// Pain: not on a sore day.
    Sore,
    /// The legs: only breathing is left.
    Legs,
    /// It ended with leg symptoms earlier today.
    LegStop,
    /// Nobody knows how much it hurts: nothing for strength.
    NoNumber,
    /// Dizzy today: nothing on the feet.
    Dizzy,
}

/// Why an exercise is done in its easier version from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EasierFor {
    /// A health answer.
    Flag(Flag),
    /// Nobody knows whether it is so.
    Unsure(Flag),
    /// It is asked about on another day.
    NotAsked(Flag),
    /// It ended with leg symptoms.
    Legs,
}

/// The exercise of the file in whose place another one is done, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InPlaceOf {
    /// What it is called.
    pub title: String,
    /// A health answer.
    pub why: EasierFor,
}
