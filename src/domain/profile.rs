//! The health answers that can make a session smaller, as data.
//!
//! Routine files refer to flags in `hide-if` and `warn-if`; `plan` knows what they change.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

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
pub const LEANING_BACK: &[Flag] =
    &[Flag::ExtSensitive, Flag::Spondylolisthesis, Flag::Osteoporosis, Flag::Vertigo];

/// With these nobody stands alone (section 3.1 C).
pub const UNSAFE_ALONE: &[Flag] = &[Flag::FallsRisk, Flag::DrowsyMeds];

/// What the program knows of a person's health, and what it has to come back to. All of it was told
/// by the person, and stays on this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// A clinician has cleared bending the low back backwards.
    pub clinician_cleared: bool,
    /// Health answers.
    pub flags: BTreeMap<Flag, Told>,
    /// What was answered on the way.
    pub remembered: Remembered,
}

/// What was answered on the way, with the day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
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

/// Reads a profile.
///
/// # Errors
/// Where the text is not what [`write()`] makes.
pub fn read(text: &str) -> Result<Profile, toml::de::Error> {
    toml::from_str(text)
}

/// The text that is kept.
pub fn write(profile: &Profile) -> String {
    use std::fmt::Write;
    let Profile { clinician_cleared, flags, remembered } = profile;
    let mut out = String::from("# Written by the program; you may change it.\n");
    // Writing to a String cannot fail.
    let _ = writeln!(out, "clinician-cleared = {clinician_cleared}\n\n[flags]");
    for (flag, told) in flags {
        let told = match told {
            Told::Yes => "yes",
            Told::No => "no",
            Told::NotSure => "not-sure",
        };
        let _ = writeln!(out, "{flag} = \"{told}\"");
    }
    let _ = writeln!(out, "\n[remembered]\ncard = {}", remembered.card);
    let dates = [
        ("asked-first", remembered.asked_first),
        ("emergency", remembered.emergency),
        ("red-stop", remembered.red_stop),
        ("moved", remembered.moved),
        ("rests", remembered.rests),
    ];
    for (key, date) in dates {
        if let Some(date) = date {
            let _ = writeln!(out, "{key} = \"{date}\"");
        }
    }
    let _ = writeln!(out, "too-much = {}", remembered.too_much);
    let counts: Vec<String> = remembered
        .leg_stops
        .iter()
        .map(|(title, count)| format!("{} = {count}", quoted(title)))
        .collect();
    let _ = writeln!(out, "leg-stops = {{ {} }}", counts.join(", "));
    let lists = [
        ("legs", &remembered.legs),
        ("done", &remembered.done),
        ("accepted", &remembered.accepted),
    ];
    for (key, titles) in lists {
        let quoted: Vec<String> = titles.iter().map(|title| quoted(title)).collect();
        let _ = writeln!(out, "{key} = [{}]", quoted.join(", "));
    }
    out
}

/// A title as TOML writes it; titles have no control characters.
fn quoted(title: &str) -> String {
    format!("\"{}\"", title.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(read(&write(&profile)), Ok(profile));
        assert_eq!(read(""), Ok(Profile::default()));
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
