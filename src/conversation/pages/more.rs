//! What may come back in full, or be one step more: asked before the plan.

use crate::conversation::PageId;
use crate::conversation::table::{
    Choice, Effect, Fact, Listed, Next, Outcome, Page, Smaller, Takes,
};
use crate::text::questions as text;

use super::LEAVE;

/// Silence and "no" leave it as small as the legs have made it.
const STAYS_EASIER: Outcome = Outcome::doing(
    &[Effect::Plan(Smaller::EasierForLegs), Effect::Remember(Fact::FullAgain(false))],
    Next::Queue,
);

pub(super) static FULL_AGAIN: Page = Page {
    id: PageId::FullAgain,
    words: text::full_again,
    lists: Some(Listed::Returning),
    takes: Takes::Keys(&[
        Choice::only('y', Outcome::doing(&[Effect::Remember(Fact::FullAgain(true))], Next::Queue)),
        Choice::only('n', STAYS_EASIER),
        Choice::only('\n', STAYS_EASIER),
        LEAVE,
    ]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

/// Nobody grows without saying so: "no", silence and leaving keep it as it is (section 6b).
const LEFT_AS_IT_IS: Outcome =
    Outcome::doing(&[Effect::Remember(Fact::OneMore(false))], Next::Queue);

pub(super) static ONE_MORE: Page = Page {
    id: PageId::OneMore,
    words: text::one_more,
    lists: Some(Listed::OneMore),
    takes: Takes::Keys(&[
        Choice::only(
            'y',
            Outcome::doing(&[Effect::Remember(Fact::OneMore(true)), Effect::OneMore], Next::Queue),
        ),
        Choice::only('n', LEFT_AS_IT_IS),
        Choice::only('\n', LEFT_AS_IT_IS),
        LEAVE,
    ]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};
