//! The health answers that can make a session smaller, as data.
//!
//! Routine files refer to flags in `hide-if` and `warn-if`; `plan` knows what they change.

use std::collections::BTreeMap;

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

/// Asked last: most are not asked for it by their age, and who says no is not asked again (C-18).
pub const ASKED_LAST: Flag = Flag::Pregnancy16w;

/// With these nobody stands alone (section 3.1 C).
pub const UNSAFE_ALONE: &[Flag] = &[Flag::FallsRisk, Flag::DrowsyMeds];

/// What a person declared of their health, and nothing else; what past sessions mean is in the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Profile {
    /// A clinician has cleared bending the low back backwards.
    pub clinician_cleared: bool,
    /// Health answers.
    #[serde(deserialize_with = "known_flags")]
    pub flags: BTreeMap<Flag, Told>,
    /// The day on which each of them was told.
    #[serde(deserialize_with = "known_days")]
    pub since: BTreeMap<Flag, Date>,
}

impl Profile {
    /// What was told of a flag.
    pub fn told(&self, flag: Flag) -> Option<Told> {
        self.flags.get(&flag).copied()
    }

    /// Keeps what was told of a flag on this day.
    pub fn tell(&mut self, flag: Flag, told: Told, today: Date) {
        self.flags.insert(flag, told);
        self.since.insert(flag, today);
    }

    /// Keeps what a session was told, which knew this profile as `known`. What was told elsewhere
    /// meanwhile stays. The card's own flags are told by a key for all of them: that lowers no yes.
    pub fn tell_all(&mut self, told: &BTreeMap<Flag, Told>, known: &Profile, today: Date) {
        let lowers = |flag: &Flag| ON_THE_CARD.contains(flag) && self.has(*flag);
        let told = told.iter().filter(|(flag, _)| !lowers(flag));
        let told = told.map(|(flag, told)| (*flag, *told)).collect();
        self.tell_each(&told, known, today);
    }

    /// Keeps answers to questions that each named one flag, asked while this profile was `known`. What was
    /// told elsewhere meanwhile stays.
    pub fn tell_each(&mut self, told: &BTreeMap<Flag, Told>, known: &Profile, today: Date) {
        for (flag, told) in told {
            if self.told(*flag) == known.told(*flag) {
                self.tell(*flag, *told, today);
            }
        }
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

/// The same of the days.
fn known_days<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Flag, Date>, D::Error> {
    known_keys(deserializer, Flag::named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kept_document::Kept;

    const DAY: Date = Date::constant(2026, 11, 20);

    #[test]
    fn what_is_written_is_read_again() {
        let mut profile = Profile { clinician_cleared: true, ..Profile::default() };
        profile.tell(Flag::Knee, Told::Yes, DAY);
        profile.tell(Flag::Vertigo, Told::NotSure, DAY);
        let kept = Kept::from(profile);
        assert_eq!(Kept::read(&kept.write().unwrap()), Ok(kept));
        assert_eq!(Kept::<Profile>::read(""), Ok(Kept::default()));
    }

    /// C-17, A-23.
    #[test]
    fn a_session_undoes_nothing_that_was_told_meanwhile_and_the_card_lowers_no_yes() {
        let mut known = Profile::default();
        known.tell(Flag::RecentFracture, Told::Yes, DAY);
        let mut kept = known.clone();
        kept.tell(Flag::Knee, Told::Yes, DAY);
        let told = [
            (Flag::Knee, Told::No),
            (Flag::Neck, Told::No),
            (Flag::RecentFracture, Told::No),
            (Flag::RecentSurgery, Told::No),
        ];
        kept.tell_all(&told.into(), &known, DAY);
        assert!(kept.has(Flag::Knee) && kept.has(Flag::RecentFracture));
        let no = Some(Told::No);
        assert_eq!((kept.told(Flag::Neck), kept.told(Flag::RecentSurgery)), (no, no));
    }
}
