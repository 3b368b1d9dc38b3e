//! What is asked or shown once a week at most: the goal, and the cards of weeks.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::answers::{Answer, Note, Score};

use super::line::Entry;
use super::memo::Memo;
use super::period::monday;

/// So many names of cards are remembered: a damaged log needs no memory.
const CARDS_AT_MOST: usize = 64;

/// What past days say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeeklyMemory {
    /// One thing that is hard, in a person's own words.
    pub goal: Option<Note>,
    /// The last number for it, and its day.
    pub hard: Option<(Score, Date)>,
    /// The last day on which one was asked for, whether it was said or not.
    pub asked: Option<Date>,
    /// The last day on which something else was asked or shown that is not met every time.
    pub more: Option<Date>,
    /// The cards of weeks that were read, by name.
    pub cards: BTreeSet<String>,
}

impl WeeklyMemory {
    /// A line that is about the goal; gives whether it is one.
    pub(super) fn is_told(&mut self, day: Date, entry: &Entry) -> bool {
        let hard = match entry {
            Entry::Goal { words, hard } => {
                if self.goal != *words {
                    (self.hard, self.asked) = (None, None);
                }
                self.goal.clone_from(words);
                *hard
            }
            Entry::Answer { answer: Answer::Goal(hard), .. } => {
                self.asked = Some(day);
                *hard
            }
            _ => return false,
        };
        if let Some(hard) = hard {
            (self.hard, self.asked) = (Some((hard, day)), Some(day));
        }
        true
    }

    /// A fact: whether it was met because something was asked or shown that is not met every time.
    pub(super) fn fact(&mut self, day: Date, fact: &Memo) {
        let is_more = match fact {
            Memo::WeekCardRead { card } => {
                if self.cards.len() < CARDS_AT_MOST {
                    self.cards.insert(card.clone());
                }
                true
            }
            Memo::StepTaken { .. }
            | Memo::StepLeft { .. }
            | Memo::FullAgain { .. }
            | Memo::FlagsAsked { .. } => true,
            _ => false,
        };
        if is_more {
            self.more = Some(day);
        }
    }

    /// Whether nothing of this was asked or shown on a day: there is one such thing a day at most.
    pub fn is_quiet(&self, today: Date) -> bool {
        ![self.more, self.asked].contains(&Some(today))
    }

    /// The goal, where it is to be asked for: once in a week, Monday to Sunday, and whatever was said.
    pub fn goal_due(&self, today: Date) -> Option<&Note> {
        let is_asked = self.asked.is_some_and(|day| monday(day) == monday(today));
        self.goal.as_ref().filter(|_| !is_asked && self.is_quiet(today))
    }
}

impl Entry {
    /// Whether it is about the goal: its words, or a number for it.
    pub fn is_of_the_goal(&self) -> bool {
        matches!(self, Entry::Goal { .. } | Entry::Answer { answer: Answer::Goal(_), .. })
    }
}
