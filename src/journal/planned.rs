//! What was planned, as a line of the journal has it.

use serde::{Deserialize, Serialize};

use crate::domain::plan;
use crate::limits::Load;

use super::line::{is_false, is_zero};

/// An exercise of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Its number, from 1 as in the file.
    pub exercise: usize,
    /// Its title.
    pub title: String,
    /// What it is remembered by; empty in lines of earlier versions.
    #[serde(default)]
    pub key: String,
    /// Repetitions in all, over sets and sides.
    pub reps: usize,
    /// How many of them in the easier version.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub easier: usize,
    /// Fewer repetitions from the start than the file asks for: a lighter day.
    #[serde(skip_serializing_if = "is_false", default)]
    pub fewer: bool,
    /// Why it is not part of today.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left_out: Option<WhyLeftOut>,
    /// Its rounds of today, where its group has several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rounds: Option<PlannedRounds>,
    /// What it is for, as in the file; empty in lines of earlier versions.
    #[serde(default)]
    pub kind: String,
    /// What the file asks for, less where it has grown too fast; the day may be smaller still.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asked: Option<Load>,
}

impl Planned {
    /// Whether the session begins behind it, or behind its first round.
    pub fn begins_further_on(&self) -> bool {
        self.left_out == Some(WhyLeftOut::BeforeTheStart)
            || self.rounds.is_some_and(|rounds| rounds.from > 1)
    }
}

/// The rounds of an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRounds {
    /// The number of the first exercise of its group.
    pub group: usize,
    /// The first round in which it is done today, from 1.
    pub from: u32,
    /// The last.
    pub to: u32,
}

/// Why an exercise is not part of today: [`crate::domain::plan::LeftOut`], as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyLeftOut {
    /// The session begins further on.
    BeforeTheStart,
    /// Its group is done only where that is asked for.
    Optional,
    /// Its caution screen has not been accepted.
    CautionNotAccepted,
    /// A clearance is missing.
    NotCleared,
    /// A health answer rules it out.
    HealthAnswer,
    /// It was a sore day.
    Sore,
    /// The legs: only breathing was left.
    Legs,
    /// It ended with leg symptoms earlier that day.
    LegStop,
    /// Nobody knew how much it hurt: nothing for strength.
    NoNumber,
    /// Dizziness: nothing on the feet.
    Dizzy,
    /// A reason that this version has no word for.
    #[serde(other)]
    Other,
}

impl From<plan::LeftOut> for WhyLeftOut {
    fn from(why: plan::LeftOut) -> WhyLeftOut {
        match why {
            plan::LeftOut::BeforeTheStart => WhyLeftOut::BeforeTheStart,
            plan::LeftOut::Optional => WhyLeftOut::Optional,
            plan::LeftOut::CautionNotAccepted => WhyLeftOut::CautionNotAccepted,
            plan::LeftOut::NotCleared => WhyLeftOut::NotCleared,
            plan::LeftOut::Flag(_) => WhyLeftOut::HealthAnswer,
            plan::LeftOut::Sore => WhyLeftOut::Sore,
            plan::LeftOut::Legs => WhyLeftOut::Legs,
            plan::LeftOut::LegStop => WhyLeftOut::LegStop,
            plan::LeftOut::NoNumber => WhyLeftOut::NoNumber,
            plan::LeftOut::Dizzy => WhyLeftOut::Dizzy,
        }
    }
}

/// An exercise that is not done any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoMore {
    /// Its number, from 1 as in the file.
    pub exercise: usize,
    /// Why.
    pub left_out: WhyLeftOut,
}
