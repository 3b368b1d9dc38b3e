//! The health answers that can make a session smaller, as data.
//!
//! Routine files refer to flags in `hide-if` and `warn-if`; `plan` knows what they change.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::de::Error as _;
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

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Flag, D::Error> {
        let name = String::deserialize(deserializer)?;
        Flag::named(&name).ok_or_else(|| D::Error::unknown_variant(&name, Flag::NAMES))
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
pub const LEANING_BACK: &[Flag] = &[Flag::ExtSensitive, Flag::Spondylolisthesis];
/// They are asked about on another day than [`LEANING_BACK`], so that a first run stays short.
pub const ASKED_NEXT_DAY: &[Flag] = &[Flag::Osteoporosis, Flag::Vertigo];
/// Until it was asked about, the smaller version is done.
pub const SMALLER_UNTIL_ASKED: Flag = Flag::Osteoporosis;

/// Asked last: most are not asked for it by their age, and who says no is not asked again (C-18).
pub const ASKED_LAST: Flag = Flag::Pregnancy16w;

/// With these nobody stands alone (section 3.1 C).
pub const UNSAFE_ALONE: &[Flag] = &[Flag::FallsRisk, Flag::DrowsyMeds];

/// With these a while has passed after which nobody knows: they are asked anew.
const LAPSES: &[Flag] = &[Flag::RecentSurgery, Flag::RecentFracture];
/// So long they hold, from the day on which they were told: twelve weeks, our own cautious choice.
const LAPSES_AFTER_DAYS: i32 = 12 * 7;

/// What a clinician has cleared: bending the low back backwards, as one file asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Cleared {
    /// The file's name.
    pub file: String,
    /// The day on which that was told.
    pub on: Date,
    /// What it says of these exercises, as [`crate::domain::digest::of_exercise`] names it: with another
    /// content nobody has cleared it.
    pub content: Vec<String>,
}

/// What a person declared of their health, and nothing else; what past sessions mean is in the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Profile {
    /// Health answers.
    #[serde(deserialize_with = "known_flags")]
    pub flags: BTreeMap<Flag, Told>,
    /// The day on which each of them was told.
    #[serde(deserialize_with = "known_days")]
    pub since: BTreeMap<Flag, Date>,
    /// What a clinician has cleared, file by file.
    pub cleared: Vec<Cleared>,
}

impl Profile {
    /// What was told of a flag, whenever that was: see [`Profile::on`].
    pub fn told(&self, flag: Flag) -> Option<Told> {
        self.flags.get(&flag).copied()
    }

    /// Keeps what was told of a flag on this day.
    pub fn tell(&mut self, flag: Flag, told: Told, today: Date) {
        self.flags.insert(flag, told);
        self.since.insert(flag, today);
    }

    /// What holds on this day: of what has lapsed nobody is sure. A day that has not come, and a yes
    /// without its day, lapse never.
    #[must_use]
    pub fn on(&self, today: Date) -> Profile {
        let mut profile = self.clone();
        for flag in LAPSES.iter().filter(|flag| self.has(**flag)) {
            let since = self.since.get(flag).and_then(|told| today.since(*told).ok());
            if since.is_some_and(|ago| ago.get_days() >= LAPSES_AFTER_DAYS) {
                profile.flags.insert(*flag, Told::NotSure);
            }
        }
        profile
    }

    /// Keeps that a clinician has cleared these contents of a file, in place of what was cleared of it
    /// before; without a content nothing of it is cleared any more.
    pub fn clear(&mut self, file: &str, content: Vec<String>, on: Date) {
        self.cleared.retain(|cleared| cleared.file != file);
        if !content.is_empty() {
            self.cleared.push(Cleared { file: file.to_owned(), on, content });
        }
    }

    /// Whether a clinician has cleared an exercise of this content.
    pub fn is_cleared(&self, content: &str) -> bool {
        self.cleared.iter().any(|cleared| cleared.content.iter().any(|known| known == content))
    }

    /// Keeps what a session was told, which knew this profile as `known`. What was told elsewhere
    /// meanwhile stays. The card's own flags are told by a key for all of them: that lowers no yes
    /// until it has lapsed.
    pub fn tell_all(&mut self, told: &BTreeMap<Flag, Told>, known: &Profile, today: Date) {
        let now = self.on(today);
        let lowers = |flag: &Flag| ON_THE_CARD.contains(flag) && now.has(*flag);
        let told = told.iter().filter(|(flag, _)| !lowers(flag));
        let told = told.map(|(flag, told)| (*flag, *told)).collect();
        self.tell_each(&told, known, today);
    }

    /// Keeps answers to questions that each named one flag, asked while this profile was `known`. What was
    /// told elsewhere meanwhile stays.
    pub fn tell_each(&mut self, told: &BTreeMap<Flag, Told>, known: &Profile, today: Date) {
        let (now, known) = (self.on(today), known.on(today));
        for (flag, told) in told {
            if now.told(*flag) == known.told(*flag) {
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
        let mut profile = Profile::default();
        profile.clear("mine", vec!["abc".into()], DAY);
        profile.tell(Flag::Knee, Told::Yes, DAY);
        profile.tell(Flag::Vertigo, Told::NotSure, DAY);
        let kept = Kept::from(profile);
        assert_eq!(Kept::read(&kept.write().unwrap()), Ok(kept));
        assert_eq!(Kept::<Profile>::read(""), Ok(Kept::default()));
    }

    ///
    #[test]
    fn an_operation_lapses_after_twelve_weeks_and_then_the_card_may_lower_it() {
        let mut profile = Profile::default();
        for flag in [Flag::RecentSurgery, Flag::RecentFracture, Flag::Knee] {
            profile.tell(flag, Told::Yes, DAY);
        }
        let after = |days: i32| DAY + jiff::Span::new().days(days);
        let told = |days, flag| profile.on(after(days)).told(flag);
        for flag in [Flag::RecentSurgery, Flag::RecentFracture] {
            for (days, holds) in [(-1, Told::Yes), (83, Told::Yes), (84, Told::NotSure)] {
                assert_eq!(told(days, flag), Some(holds), "{flag} {days}");
            }
        }
        assert_eq!(told(1_000, Flag::Knee), Some(Told::Yes));
        let undated = Profile { since: BTreeMap::new(), ..profile.clone() };
        assert_eq!(undated.on(after(84)), undated);
        for (days, kept) in [(83, Told::Yes), (84, Told::No)] {
            let mut profile = profile.clone();
            let known = profile.on(after(days));
            profile.tell_all(&[(Flag::RecentSurgery, Told::No)].into(), &known, after(days));
            assert_eq!(profile.told(Flag::RecentSurgery), Some(kept), "{days}");
        }
    }

    /// C-33.
    #[test]
    fn what_is_cleared_is_one_content_of_one_file() {
        let mut profile = Profile::default();
        profile.clear("mine", vec!["a".into(), "b".into()], DAY);
        profile.clear("other", vec!["c".into()], DAY);
        let cleared = |profile: &Profile| ["a", "b", "c", "d"].map(|is| profile.is_cleared(is));
        assert_eq!(cleared(&profile), [true, true, true, false]);
        profile.clear("mine", vec!["d".into()], DAY);
        assert_eq!(cleared(&profile), [false, false, true, true]);
        profile.clear("other", Vec::new(), DAY);
        assert_eq!(cleared(&profile), [false, false, false, true]);
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
