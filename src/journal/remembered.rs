//! What past sessions mean for this one, as data; [`super::memory`] folds it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::profile::{CARD, Flag};

use super::growth::Grown;
use super::weekly::WeeklyMemory;

/// So many answered green sessions in which an exercise was done bring it back as it was.
const GREENS_TO_COME_BACK: u32 = 3;

/// What past sessions mean for this one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The number of the safety card that was answered, and when.
    pub card: Option<(u32, Date)>,
    /// The card's second list: somebody was asked, and gentle exercise is fine.
    pub asked_first: Option<Date>,
    /// Something of that list may be so, until somebody was asked.
    pub ask_first: Option<Date>,
    /// Something was said to be new, until somebody was asked.
    pub something_new: Option<Date>,
    /// An emergency sign, until a doctor has looked at it.
    pub emergency: Option<Date>,
    /// Dizziness that did not go, or severe pain that was new, until a doctor has looked at it.
    pub doctor_today: Option<Date>,
    /// The last red stop, or what a doctor has looked at, until a gentle day has gone well.
    pub red_stop: Option<Date>,
    /// Exercises that ended with leg symptoms, by what they are remembered by.
    pub legs: BTreeMap<String, LegMemory>,
    /// The last day on which somebody was dizzy.
    pub dizzy: Option<Date>,
    /// The last day with movement, until it was asked how long that was felt.
    pub moved: Option<Date>,
    /// How many sessions in a row were felt for too long.
    pub slow: u32,
    /// The last day on which that was so for the second time or more: only a gentle day on it.
    pub rests: Option<Date>,
    /// The last session was too much, or left the legs worse: the next one is lighter.
    pub lighter: bool,
    /// The same of the session before the last one.
    pub worse_before: bool,
    /// The last session ended with pain that was to ease within 45 minutes, and nobody has said yet
    /// whether it did.
    pub sore: bool,
    /// Green sessions in a row: to the end, with answers, pain of three at most, legs no worse, back to
    /// the usual within the hour.
    pub greens: u32,
    /// How far exercises have grown.
    pub growth: Grown,
    /// The same where the last sessions turn out to have been felt no longer than an hour.
    pub growth_if_well: Grown,
    /// How often pain was six or more before the first movement, and the last day of it.
    pub high_pain: Option<(u32, Date)>,
    /// The last day with a walk that was written down by hand.
    pub walked: Option<Date>,
    /// What is asked or shown once a week at most.
    pub weekly: WeeklyMemory,
    /// Exercises whose caution was read and accepted, by their content.
    pub accepted: BTreeSet<String>,
    /// Routines that were finished once, by name: their plan is one line from then on.
    pub finished: BTreeSet<String>,
    /// When each health answer was asked for, by the content of the routine that it was asked for.
    pub flags_asked: BTreeMap<Flag, BTreeMap<String, Date>>,
}

/// An exercise that ended with leg symptoms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegMemory {
    /// How often, ever.
    pub stops: u32,
    /// The last time.
    pub last: Date,
    /// Answered green sessions since then, or since it was asked, in which it was done.
    pub greens: u32,
    /// It was said to come back in full.
    pub is_back: bool,
}

impl Memory {
    /// Whether the safety card of today was answered.
    pub fn knows_the_card(&self) -> bool {
        self.card.is_some_and(|(number, _)| number == CARD)
    }

    /// Whether somebody is to be asked first, and was not yet: the card comes again.
    pub fn asks_first(&self) -> bool {
        self.ask_first.or(self.something_new).is_some()
    }

    /// Whether the last session ended with pain of four or five, with legs or with a red stop.
    pub fn ended_badly(&self) -> bool {
        let moved = |moved: Date| self.legs.values().any(|legs| legs.last >= moved);
        self.sore || self.red_stop.is_some() || self.moved.is_some_and(moved)
    }

    /// Whether a doctor is to look first, and has not yet.
    pub fn waits_for_a_doctor(&self) -> bool {
        self.emergency.or(self.doctor_today).is_some()
    }

    /// Exercises that are left out for the rest of this day.
    pub fn legs_today(&self, today: Date) -> BTreeSet<&str> {
        let today = self.legs.iter().filter(|(_, legs)| legs.last == today);
        today.map(|(key, _)| key.as_str()).collect()
    }

    /// Exercises that come in their easier version.
    pub fn legs_easier(&self) -> BTreeSet<&str> {
        let easier = self.legs.iter().filter(|(_, legs)| !legs.is_back);
        easier.map(|(key, _)| key.as_str()).collect()
    }

    /// Those of them of which it is asked whether they come back in full.
    pub fn legs_returning(&self) -> BTreeSet<&str> {
        let mut easier = self.legs_easier();
        easier.retain(|key| self.legs.get(*key).is_some_and(LegMemory::has_waited));
        easier
    }
}

impl LegMemory {
    /// Whether it was green so often since that it may be asked about.
    pub(super) fn has_waited(&self) -> bool {
        self.greens >= GREENS_TO_COME_BACK
    }
}
