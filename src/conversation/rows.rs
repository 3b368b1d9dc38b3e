//! What each row of the clinical notes leads to (section 3.2): the second table. Afterwards nothing is
//! left to make smaller: it is answered, and what is red stays red.

use crate::domain::ending::How;
use crate::domain::pain_rules::{RedReason, Response, Row, Sign};

use super::PageId;
use super::table::{Cond, Effect, Fact, Next, Outcome, Smaller};

/// What comes of a row.
pub const fn outcome(row: Row) -> Outcome {
    match row {
        Row::StartGreen => Outcome::to(Next::When(Cond::ReadyForMore, &ONE_MORE, &QUEUE)),
        Row::StartAmber => Outcome::doing(&[Effect::Plan(Smaller::ForASoreDay)], Next::Queue),
        Row::StartRed => Outcome::to(Next::Page(PageId::Usual)),
        Row::Green => Outcome::to(Next::When(Cond::Over, &QUEUE, &BACK)),
        Row::AmberLow => Outcome::to(Next::When(Cond::Over, &EASES_SOON, &AMBER_LOW)),
        Row::AmberHigh => Outcome::to(Next::When(Cond::Over, &EASES_SOON, &AMBER_HIGH)),
        Row::Red => red(RedReason::Pain),
        Row::Legs => LEGS,
        Row::Retreat => Outcome::doing(&[Effect::Tell(Row::Retreat)], Next::Back),
        Row::Dizzy => Outcome::doing(&[Effect::Mute], Next::Page(PageId::DizzyGone)),
        Row::Emergency => emergency(Sign::Noticed),
    }
}

/// What comes of P-07, for its reason.
pub const fn red(reason: RedReason) -> Outcome {
    let does: &'static [Effect] = match reason {
        RedReason::Pain => &[Effect::Remember(Fact::TooMuchForToday(RedReason::Pain))],
        RedReason::Sharp => &[Effect::Remember(Fact::TooMuchForToday(RedReason::Sharp))],
        RedReason::Legs => &[Effect::Remember(Fact::TooMuchForToday(RedReason::Legs))],
    };
    Outcome::doing(does, RED_STOP)
}

const BACK: Outcome = Outcome::to(Next::Back);
const QUEUE: Outcome = Outcome::to(Next::Queue);
const ONE_MORE: Outcome = Outcome::to(Next::Page(PageId::OneMore));
/// It is asked about at the next start, and lighter then where it did not ease.
const EASES_SOON: Outcome =
    Outcome::doing(&[Effect::Remember(Fact::Sore), Effect::Say(Response::EasesSoon)], Next::Queue);
const AMBER_LOW: Outcome = Outcome::to(Next::When(
    Cond::NothingSmaller,
    &Outcome::to(Next::Page(PageId::NothingSmaller)),
    &Outcome::doing(&[Effect::Plan(Smaller::Ease), Effect::Tell(Row::AmberLow)], Next::Back),
));
const AMBER_HIGH: Outcome = Outcome::doing(
    &[Effect::Plan(Smaller::RestAndShrink), Effect::Tell(Row::AmberHigh)],
    Next::GoOn,
);
const LEGS: Outcome =
    Outcome::doing(&[Effect::Remember(Fact::LegStop)], Next::Page(PageId::LegsBack));
const RED_STOP: Next = Next::When(
    Cond::Over,
    &Outcome::to(Next::Page(PageId::RedStop)),
    &Outcome::to(Next::End(How::RedStop)),
);
/// What comes of P-11, for its sign: it is kept and written down before the page is shown. What
/// nobody has looked at yet cannot be taken back.
pub const fn emergency(sign: Sign) -> Outcome {
    let does: &'static [Effect] = match sign {
        Sign::Card => &[Effect::Remember(Fact::EmergencySign(Sign::Card)), WRITTEN],
        Sign::Noticed => &[Effect::Remember(Fact::EmergencySign(Sign::Noticed)), WRITTEN],
        Sign::Legs => &[Effect::Remember(Fact::EmergencySign(Sign::Legs)), WRITTEN],
        Sign::Dizzy => &[Effect::Remember(Fact::EmergencySign(Sign::Dizzy)), WRITTEN],
        Sign::RedStop => &[Effect::Remember(Fact::EmergencySign(Sign::RedStop)), WRITTEN],
        Sign::Why => &[Effect::Remember(Fact::EmergencySign(Sign::Why)), WRITTEN],
        Sign::StillOpen => &[Effect::Remember(Fact::EmergencySign(Sign::StillOpen)), WRITTEN],
    };
    match sign {
        Sign::StillOpen => Outcome::doing(does, Next::Page(PageId::EmergencyAgain)),
        _ => Outcome::doing(does, ONCE),
    }
}

const WRITTEN: Effect = Effect::Journal(Row::Emergency);
/// A slip of a key can be taken back once.
const ONCE: Next = Next::When(
    Cond::TakenBack,
    &Outcome::to(Next::Page(PageId::EmergencyAgain)),
    &Outcome::to(Next::Page(PageId::Emergency)),
);
