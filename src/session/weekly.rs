//! What a session asks or shows once a week at most: a card of weeks before the plan, and the goal behind
//! the end. There is one such thing a day, and what is asked now and then counts as one.

use jiff::civil::Date;

use crate::conversation::PageId;
use crate::journal::Memory;
use crate::text::printable::printable;

use super::{How, Session};

/// Pages that are not met every time: one of them a day leaves no room for another.
const NOW_AND_THEN: &[PageId] = &[
    PageId::WeekCard,
    PageId::LeaningBack,
    PageId::Flags,
    PageId::FullAgain,
    PageId::OneMore,
    PageId::Goal,
];

/// Those of them that a session needs: a card waits for another day.
const NEEDED: &[PageId] = &[PageId::LeaningBack, PageId::Flags, PageId::FullAgain];

/// What this day has of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnceAWeek {
    /// A card of weeks, where there is one to be shown.
    pub card: Option<CardToShow>,
    /// The goal, where it is to be asked for.
    pub goal: Option<String>,
    /// Such a thing was met today.
    pub is_over: bool,
}

/// A card of weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardToShow {
    /// What it is remembered by.
    pub name: &'static str,
    /// What it says.
    pub lines: Vec<String>,
}

impl OnceAWeek {
    /// By what past days say, without a card. Where a doctor, or somebody else, is to be asked first, nothing
    /// else is asked or shown.
    pub fn of(memory: &Memory, today: Date) -> OnceAWeek {
        let waits = memory.waits_for_a_doctor() || memory.asks_first();
        let goal = memory.weekly.goal_due(today).map(|goal| printable(goal.text()));
        OnceAWeek { card: None, goal, is_over: waits || !memory.weekly.is_quiet(today) }
    }

    /// A page is opened.
    pub(super) fn opens(&mut self, page: PageId) {
        self.is_over |= NOW_AND_THEN.contains(&page);
    }

    /// What a card of weeks says.
    pub(super) fn said(&self) -> Vec<String> {
        self.card.as_ref().map_or_else(Vec::new, |card| card.lines.clone())
    }
}

impl Session {
    /// The same with what this day has of what comes once a week.
    #[must_use]
    pub fn once_a_week(mut self, weekly: OnceAWeek) -> Session {
        self.weekly = weekly;
        self
    }

    /// Whether no card of weeks is shown now.
    pub(super) fn has_no_card(&self) -> bool {
        let asked = |page: &PageId| NEEDED.contains(page) && !self.is_moot(*page);
        let waits = self.talk.queue.iter().any(asked);
        self.weekly.card.is_none() || self.weekly.is_over || waits
    }

    /// Puts the goal among what is asked behind a session that was finished: before the note, which is the
    /// last.
    pub(super) fn ask_for_the_goal(&mut self, how: How) {
        let is_asked = how == How::Finished && self.weekly.goal.is_some() && !self.weekly.is_over;
        let note = self.talk.queue.iter().position(|page| *page == PageId::Note);
        if let Some(place) = note.filter(|_| is_asked) {
            self.talk.queue.insert(place, PageId::Goal);
        }
    }
}
