//! What one day tells the others: a fact a line, written when it was told and not when the session ends.

use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::pain_rules::Sign;

/// Something that other days have to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Memo {
    /// Nothing on the safety card of this number is so.
    Card {
        /// Its number.
        card: u32,
    },
    /// Something on its second list may be, and somebody was asked who says that it is fine.
    AskedFirst {
        /// The card's number.
        card: u32,
    },
    /// Something of its second list may be, and nobody was asked yet.
    AskFirst,
    /// Something is new, on a later day, and nobody was asked yet.
    SomethingNew,
    /// A sign of the first list: medical help now.
    Emergency {
        /// What was answered, where that is known.
        #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "known_sign")]
        sign: Option<Sign>,
    },
    /// It was a wrong key: there is no emergency.
    WrongKey,
    /// Dizziness that does not go, or severe pain that is new: a doctor is to be asked that day.
    DoctorToday,
    /// A doctor has looked at either.
    DoctorLooked,
    /// It was too much for that day.
    RedStop,
    /// An exercise ended with leg symptoms.
    LegStop {
        /// What the exercise is remembered by.
        key: String,
    },
    /// Dizziness: nothing on the feet for the rest of the day.
    Dizzy,
    /// The next session is lighter.
    LighterNext,
    /// It ended with pain that is to ease within 45 minutes: the next session is lighter where it did not.
    Sore,
    /// An exercise that the legs have made smaller: whether it comes back in full, after three green
    /// sessions; where not, they are counted anew.
    FullAgain {
        /// What the exercise is remembered by.
        key: String,
        /// Whether it does.
        full: bool,
    },
    /// An exercise of a routine is done at this dose from now on: one step more.
    StepTaken {
        /// The digest of the routine.
        routine: String,
        /// What the exercise is remembered by.
        key: String,
        /// Its number among those of that key, from 1.
        nth: usize,
        /// Repetitions.
        reps: u32,
        /// How often those are done.
        sets: u32,
        /// How long a walk lasts.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        walk_ms: Option<u64>,
    },
    /// One step more was offered, and left for now.
    StepLeft {
        /// The digest of the routine.
        routine: String,
        /// What the exercise is remembered by.
        key: String,
        /// Its number among those of that key, from 1.
        nth: usize,
    },
    /// It was too much: the last step of an exercise is taken back.
    StepBack {
        /// The digest of the routine.
        routine: String,
        /// What the exercise is remembered by.
        key: String,
        /// Its number among those of that key, from 1.
        nth: usize,
    },
    /// A card of weeks was read, and does not come again.
    WeekCardRead {
        /// Its name.
        card: String,
    },
    /// These health answers were asked for; the answers are in the profile.
    FlagsAsked {
        /// Their names.
        flags: Vec<String>,
    },
    /// The caution of an exercise was read and accepted.
    CautionAccepted {
        /// What the exercise is remembered by.
        key: String,
        /// Its content, as [`crate::domain::digest::of_exercise`] names it.
        content: String,
    },
    /// Something that this version has no word for.
    #[serde(other)]
    Other,
}

impl Memo {
    /// Whether it is kept also of a session that is not to be written down: without it the next start
    /// would do harm, or ask for ever.
    pub fn is_always_kept(&self) -> bool {
        matches!(
            self,
            Memo::AskFirst
                | Memo::SomethingNew
                | Memo::AskedFirst { .. }
                | Memo::Emergency { .. }
                | Memo::WrongKey
                | Memo::DoctorToday
                | Memo::DoctorLooked
                | Memo::RedStop
        )
    }

    /// What is left of it where nothing else of a session is written down: that it was.
    #[must_use]
    pub fn alone(self) -> Memo {
        match self {
            Memo::Emergency { .. } => Memo::Emergency { sign: None },
            other => other,
        }
    }
}

/// One that only another version knows is none.
fn known_sign<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Sign>, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    Ok(name.and_then(|name| Sign::named(&name)))
}
