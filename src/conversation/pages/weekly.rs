//! What comes once a week at most, or once: a card of weeks before the plan, and the goal behind the end.

use crate::conversation::PageId;
use crate::conversation::table::{Choice, Effect, Fact, Listed, Next, Outcome, Page, Takes};
use crate::domain::answers::Answer;
use crate::text::weekly as text;

use super::after::CLOSES_BY_ITSELF;
use super::{AWAY, LEAVE, QUEUE};

/// Whoever leaves there has read it, too.
const READ: &[Effect] = &[Effect::Remember(Fact::WeekCardRead)];

/// It changes nothing of today, and waits: who is away from the screen misses none.
pub(super) static WEEK_CARD: Page = Page {
    id: PageId::WeekCard,
    words: text::week_card,
    lists: Some(Listed::WeekCard),
    takes: Takes::Keys(&[
        Choice::only('\n', Outcome::doing(READ, Next::Queue)),
        Choice::only('q', Outcome::doing(READ, AWAY)),
    ]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

pub(super) static GOAL: Page = Page {
    id: PageId::Goal,
    words: text::how_hard,
    lists: Some(Listed::Goal),
    takes: Takes::Score { keys: &[LEAVE], answer: Answer::Goal, then: QUEUE },
    no_answer: Some(Answer::Goal(None)),
    silence: CLOSES_BY_ITSELF,
    is_a_warning: false,
};
