//! What each row of the clinical notes leads to (section 3.2): the second table.

use crate::domain::ending::How;
use crate::domain::pain_rules::Row;

use super::table::{Cond, Effect, Fact, Next, Outcome, PageId, Smaller};

/// What comes of a row. Afterwards nothing is left to make smaller; what is red stays red.
pub const fn outcome(row: Row) -> Outcome {
    match row {
        Row::StartGreen => QUEUE,
        Row::StartAmber => Outcome::doing(&[Effect::Plan(Smaller::ForASoreDay)], Next::Queue),
        Row::StartRed => Outcome::to(Next::Page(PageId::Usual)),
        Row::Green => Outcome::to(unless_over(&BACK)),
        Row::AmberLow => Outcome::to(unless_over(&AMBER_LOW)),
        Row::AmberHigh => Outcome::to(unless_over(&AMBER_HIGH)),
        Row::Red => RED,
        Row::Legs => LEGS,
        Row::Retreat => Outcome::doing(&[Effect::Tell(Row::Retreat)], Next::Back),
        Row::Dizzy => Outcome::doing(&[Effect::Mute], Next::Page(PageId::DizzyGone)),
        Row::Emergency => Outcome::to(Next::End(How::Emergency)),
    }
}

const BACK: Outcome = Outcome::to(Next::Back);
const QUEUE: Outcome = Outcome::to(Next::Queue);
const AMBER_LOW: Outcome =
    Outcome::doing(&[Effect::Plan(Smaller::Ease), Effect::Tell(Row::AmberLow)], Next::Back);
const AMBER_HIGH: Outcome = Outcome::doing(
    &[Effect::Plan(Smaller::RestAndShrink), Effect::Tell(Row::AmberHigh)],
    Next::GoOn,
);
const LEGS: Outcome =
    Outcome::doing(&[Effect::Remember(Fact::LegStop)], Next::Page(PageId::LegsBack));
const RED: Outcome = Outcome::doing(
    &[Effect::Remember(Fact::TooMuchForToday)],
    Next::When(
        Cond::Over,
        &Outcome::to(Next::Page(PageId::RedStop)),
        &Outcome::to(Next::End(How::RedStop)),
    ),
);

const fn unless_over(during: &'static Outcome) -> Next {
    Next::When(Cond::Over, &QUEUE, during)
}
