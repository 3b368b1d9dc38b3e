//! The health answers that can make a session smaller, as data.
//!
//! Routine files refer to flags in `hide-if` and `warn-if`; `plan` knows what they change.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::kept_document::known_keys;

vocabulary! {
    /// A health answer. What each stands for, and why it matters, is section 3.1 C of the clinical notes.
    pub enum Flag {
        /// Leaning back brings on leg symptoms.
        ExtSensitive = "ext-sensitive",
        /// A vertebra that has slipped.
        Spondylolisthesis = "spondylolisthesis",
        /// Thin bones.
        Osteoporosis = "osteoporosis",
        /// A fracture lately, or of a vertebra.
        RecentFracture = "recent-fracture",
        /// Back, hip, knee or belly operation within 12 weeks.
        RecentSurgery = "recent-surgery",
        /// A hip replacement.
        HipReplacement = "hip-replacement",
        /// Knee trouble.
        Knee = "knee",
        /// Getting down to the floor or up from it is hard.
        FloorDifficulty = "floor-difficulty",
        /// Falls, or fear of falling.
        FallsRisk = "falls-risk",
        /// High blood pressure or heart trouble.
        HighBpHeart = "high-bp-heart",
        /// Glaucoma.
        Glaucoma = "glaucoma",
        /// Vertigo that comes with changes of position.
        Vertigo = "vertigo",
        /// Pregnant, 16 weeks or more.
        Pregnancy16w = "pregnancy-16w",
        /// A lung or heart-failure team has given a breathing plan.
        Breathing = "breathing",
        /// A hernia, or a weak pelvic floor.
        HerniaPelvic = "hernia-pelvic",
        /// Medicines that make dizzy or drowsy.
        DrowsyMeds = "drowsy-meds",
        /// Wrist or shoulder trouble.
        WristShoulder = "wrist-shoulder",
        /// Neck trouble.
        Neck = "neck",
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What a person said of a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// Asked, and not known: the smaller version of what it concerns.
    NotSure,
}

/// The text of the safety card. A new number shows it again to everybody.
pub const CARD: u32 = 1;

/// The flags that the safety card asks for: whoever has none of its signs has none of them.
pub const ON_THE_CARD: &[Flag] = &[Flag::RecentSurgery, Flag::RecentFracture];

/// The flags that one question in plain words stands for, on the first run of the flagship.
pub const LEANING_BACK: &[Flag] =
    &[Flag::ExtSensitive, Flag::Spondylolisthesis, Flag::Osteoporosis, Flag::Vertigo];

/// With these nobody stands alone (section 3.1 C).
pub const UNSAFE_ALONE: &[Flag] = &[Flag::FallsRisk, Flag::DrowsyMeds];

/// What the program knows of a person's health, and what it has to come back to. All of it was told
/// by the person, and stays on this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Profile {
    /// A clinician has cleared bending the low back backwards.
    pub clinician_cleared: bool,
    /// Health answers.
    #[serde(deserialize_with = "known_flags")]
    pub flags: BTreeMap<Flag, Told>,
    /// What was answered on the way.
    pub remembered: Remembered,
}

/// What was answered on the way, with the day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Remembered {
    /// The number of the safety card that was answered.
    pub card: u32,
    /// The card's second list: somebody was asked, and gentle exercise is fine.
    pub asked_first: Option<Date>,
    /// An emergency sign, until a doctor has looked at it.
    pub emergency: Option<Date>,
    /// The last red stop.
    pub red_stop: Option<Date>,
    /// The last session with movement, until it was asked how long it was felt.
    pub moved: Option<Date>,
    /// The last one was too much: today is lighter.
    pub too_much: bool,
    /// The day on which it was too much for the second time in a row: only gentle-day on it.
    pub rests: Option<Date>,
    /// Exercises that ended with leg symptoms: they come back in the easier version.
    pub legs: BTreeSet<String>,
    /// How often that was, ever.
    pub leg_stops: BTreeMap<String, u32>,
    /// Routines that were finished once: their plan is one line from then on.
    pub done: BTreeSet<String>,
    /// Exercises whose caution was read and accepted.
    pub accepted: BTreeSet<String>,
}

impl Profile {
    /// What was told of a flag; the card's own are answered with it.
    pub fn told(&self, flag: Flag) -> Option<Told> {
        let on_the_card = ON_THE_CARD.contains(&flag) && self.remembered.card == CARD;
        self.flags.get(&flag).copied().or(on_the_card.then_some(Told::No))
    }

    /// Whether a flag is set.
    pub fn has(&self, flag: Flag) -> bool {
        self.told(flag) == Some(Told::Yes)
    }
}

/// Health answers; one that only a newer version asks for is passed over.
fn known_flags<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Flag, Told>, D::Error> {
    known_keys(deserializer, Flag::named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kept_document::Kept;

    #[test]
    fn what_is_written_is_read_again() {
        let day = Some(Date::constant(2026, 11, 20));
        let profile = Profile {
            clinician_cleared: true,
            flags: [(Flag::Knee, Told::Yes), (Flag::Vertigo, Told::NotSure)].into(),
            remembered: Remembered {
                card: CARD,
                red_stop: day,
                moved: day,
                too_much: true,
                legs: ["A \"quoted\" \\ title".to_owned()].into(),
                leg_stops: [("A \"quoted\" \\ title".to_owned(), 2)].into(),
                ..Remembered::default()
            },
        };
        let kept = Kept::from(profile);
        assert_eq!(Kept::read(&kept.write().unwrap()), Ok(kept));
        assert_eq!(Kept::<Profile>::read(""), Ok(Kept::default()));
    }

    #[test]
    fn the_card_answers_its_own_flags() {
        let mut profile = Profile::default();
        assert_eq!(profile.told(Flag::RecentSurgery), None);
        profile.remembered.card = CARD;
        assert_eq!(profile.told(Flag::RecentSurgery), Some(Told::No));
        profile.flags.insert(Flag::RecentSurgery, Told::Yes);
        assert!(profile.has(Flag::RecentSurgery));
        assert_eq!(profile.told(Flag::Knee), None);
    }
}
