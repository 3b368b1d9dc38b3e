//! What a person said about pain and legs, as data.
//!
//! Silence is never an answer: who was asked and said nothing is kept as `None`, and that is not the
//! same as never having been asked. What is asked when, and what an answer changes, is sections 3.2 and
//! 3.3 of the clinical notes; nothing here decides it.

use serde::{Deserialize, Serialize};

/// Pain from 0, none, to 10, the worst one can think of (section 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub struct Score(u8);

impl Score {
    /// The worst.
    pub const WORST: u8 = 10;

    /// A number as a score; nothing above 10.
    pub fn new(number: u8) -> Option<Score> {
        (number <= Score::WORST).then_some(Score(number))
    }

    /// As a number.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Score {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Score, Self::Error> {
        Score::new(number).ok_or("a score is 0 to 10")
    }
}

/// When somebody was back to the usual after a session (section 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackToUsual {
    /// Within the hour.
    WithinTheHour,
    /// By the next day.
    ByTheNextDay,
    /// Later than that.
    Later,
    /// It cost sleep or plans.
    CostSleepOrPlans,
}

/// The legs, against the start of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Legs {
    /// Easier.
    Easier,
    /// The same.
    Same,
    /// Worse.
    Worse,
}

/// How far down it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// The back alone.
    Back,
    /// The buttock.
    Buttock,
    /// The thigh.
    Thigh,
    /// The calf.
    Calf,
    /// The foot.
    Foot,
}

/// How much a session was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Amount {
    /// Too little.
    TooLittle,
    /// About right.
    AboutRight,
    /// Too much.
    TooMuch,
}

/// What of the safety card applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Card {
    /// None of it.
    None,
    /// Perhaps something of the first list: emergency help.
    FirstList,
    /// Perhaps something of the second: ask first.
    SecondList,
}

/// Why a session was finished early.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyStopped {
    /// It was enough.
    Enough,
    /// Pain.
    Pain,
    /// The legs.
    Legs,
    /// Dizziness.
    Dizzy,
    /// Something else.
    Other,
}

/// What ended a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoppedBy {
    /// The legs: pain, tingling, numbness, heaviness.
    Legs,
    /// Pain in the back.
    Back,
    /// Short of breath.
    Breath,
    /// Unsteady, or dizzy.
    Balance,
    /// Tired.
    Tired,
    /// Something else.
    #[serde(other)]
    Other,
}

/// What somebody noticed who pressed key `p`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Noticed {
    /// More pain.
    MorePain,
    /// A leg symptom that is new, stronger or further down.
    Legs,
    /// A sharp or shooting pain.
    Sharp,
    /// Dizzy, short of breath, tingling lips or fingers.
    Dizzy,
    /// A sign of the emergency list.
    Emergency,
    /// It eases, or moves up toward the back.
    Eases,
}

/// A few words of a person's own: one line, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Note(String);

impl Note {
    /// The longest note, in characters; what is longer is cut there.
    pub const AT_MOST: usize = 500;

    /// A text as a note; nothing where no word is left of it.
    pub fn new(text: &str) -> Option<Note> {
        Some(Note::from(text.to_owned())).filter(|note| !note.0.is_empty())
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl From<String> for Note {
    fn from(text: String) -> Note {
        let words: Vec<&str> =
            text.split(|letter: char| letter.is_whitespace() || letter.is_control()).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        Note(words.join(" ").chars().take(Note::AT_MOST).collect())
    }
}

/// A question that was asked, and what was said; `None` is "no answer".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "question", content = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// What of the safety card applies.
    Card(Option<Card>),
    /// Whether somebody was asked who says that gentle exercise is fine.
    AskedFirst(Option<bool>),
    /// Whether any sign of the card is new.
    AnythingNew(Option<bool>),
    /// Whether a doctor has looked at an emergency sign.
    DoctorLooked(Option<bool>),
    /// Whether a doctor who has looked says that gentle exercise is fine.
    ExerciseFine(Option<bool>),
    /// When one was back to the usual after the session before this.
    AfterLastTime(Option<BackToUsual>),
    /// Pain before the first movement, as one sits or lies.
    PainBefore(Option<Score>),
    /// Whether pain of six or more at rest is usual.
    Usual(Option<bool>),
    /// What was noticed at key `p`.
    Noticed(Option<Noticed>),
    /// Pain during the session, after key `p`.
    PainDuring(Option<Score>),
    /// How far down it reaches.
    Reach(Option<Reach>),
    /// Whether the legs are back as they were, after they were noticed.
    LegsBack(Option<bool>),
    /// Whether dizziness has gone.
    DizzyGone(Option<bool>),
    /// Pain afterwards.
    PainAfter(Option<Score>),
    /// The legs against the start.
    Legs(Option<Legs>),
    /// How much it was.
    Amount(Option<Amount>),
    /// How hard the goal is: the one thing that a person has named.
    Goal(Option<Score>),
    /// A few words.
    Note(Option<Note>),
    /// Why it was finished early.
    WhyStopped(Option<WhyStopped>),
    /// Whether an emergency sign was meant, and no slip of a key; no answer counts as meant.
    EmergencyMeant(Option<bool>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_answer_is_kept_and_is_no_number() {
        let silent = serde_json::to_string(&Answer::PainBefore(None)).unwrap();
        assert_eq!(silent, r#"{"question":"pain-before","answer":null}"#);
        assert_eq!(serde_json::from_str::<Answer>(&silent).unwrap(), Answer::PainBefore(None));
        let none = serde_json::to_string(&Answer::PainBefore(Score::new(0))).unwrap();
        assert_eq!(none, r#"{"question":"pain-before","answer":0}"#);
    }

    #[test]
    fn a_score_ends_at_ten() {
        assert_eq!(Score::new(10).map(Score::number), Some(10));
        assert_eq!(Score::new(11), None);
        assert!(serde_json::from_str::<Score>("11").is_err());
    }

    #[test]
    fn a_note_is_one_line_that_a_terminal_can_show() {
        let note = |text| Note::new(text).map(|note| note.text().to_owned());
        assert_eq!(note("  warm\n pack\u{1b}[2J "), Some("warm pack [2J".into()));
        assert_eq!(note(" \n\t"), None);
        assert_eq!(note(&"x".repeat(600)).map(|text| text.len()), Some(Note::AT_MOST));
    }
}
