//! What is asked while the clock stands still, from key `p` on.

use crate::conversation::PageId;
use crate::conversation::pages::{CLOSE, LEAVE, STOP};
use crate::conversation::rows::{emergency, outcome, red};
use crate::conversation::table::{Choice, Cond, Effect, Fact, Next, Outcome, Page, Smaller, Takes};
use crate::domain::answers::{Answer, Noticed, Score};
use crate::domain::ending::How;
use crate::domain::pain_rules::{self, RedReason, Response, Row, Sign};
use crate::domain::units::minutes;
use crate::text::questions::{self as text, About};

const BACK: Outcome = Outcome::to(Next::Back);

pub(super) static NOTICE: Page = Page {
    id: PageId::Notice,
    words: text::notice,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says(
            '1',
            Answer::Noticed(Some(Noticed::MorePain)),
            Outcome::to(Next::Page(PageId::Now)),
        ),
        sign('2', Noticed::Legs),
        Choice::says('3', Answer::Noticed(Some(Noticed::Sharp)), red(RedReason::Sharp)),
        sign('4', Noticed::Dizzy),
        sign('5', Noticed::Emergency),
        sign('6', Noticed::Eases),
        Choice::only('\n', BACK),
        LEAVE,
    ]),
    no_answer: Some(Answer::Noticed(None)),
    silence: None,
    is_a_warning: false,
};

/// A sign leads where its row leads.
const fn sign(key: char, sign: Noticed) -> Choice {
    Choice::says(key, Answer::Noticed(Some(sign)), outcome(pain_rules::noticed(sign)))
}

pub(super) static NOW: Page = Page {
    id: PageId::Now,
    words: text::pain,
    lists: None,
    takes: Takes::Pain {
        keys: &[LEAVE],
        answer: Answer::PainDuring,
        row: pain_now,
        no_number: outcome(pain_rules::noticed(Noticed::MorePain)),
    },
    no_answer: Some(Answer::PainDuring(None)),
    silence: None,
    is_a_warning: false,
};

/// Over or not; afterwards 4 and 5 are answered also where it began so.
fn pain_now(about: &About, pain: Score) -> Row {
    let weigh = if about.is_over { pain_rules::after } else { pain_rules::during };
    weigh(about.before, pain.number(), about.max_pain)
}

pub(super) static NOTHING_SMALLER: Page = Page {
    id: PageId::NothingSmaller,
    words: text::nothing_smaller,
    lists: None,
    takes: Takes::Keys(&[Choice::only(' ', BACK), LEAVE]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

pub(super) static FINISH: Page = Page {
    id: PageId::Finish,
    words: text::finish,
    lists: None,
    takes: Takes::Keys(&[Choice::only('q', STOP), Choice::only(' ', BACK)]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

const LIGHTER_NEXT: Effect = Effect::Remember(Fact::LighterNext);
const LEGS_OVER: Next = Next::When(
    Cond::LastWasTooMuch,
    &Outcome::doing(&[Effect::Say(Response::AskAboutThis)], Next::End(How::Legs)),
    &Outcome::to(Next::End(How::Legs)),
);
const NOT_SETTLED: Outcome = red(RedReason::Legs);
/// Worse, but over: the next session is lighter.
pub(super) const NEXT_IS_LIGHTER: Outcome = Outcome::doing(
    &[LIGHTER_NEXT],
    Next::When(
        Cond::LastWasTooMuch,
        &Outcome::doing(&[Effect::Say(Response::NextIsLighterAsk)], Next::Queue),
        &Outcome::doing(&[Effect::Say(Response::NextIsLighter)], Next::Queue),
    ),
);

/// The times of P-08 and P-10 are those of section 3.2. Whoever leaves has not said that they settled.
pub(super) static LEGS_BACK: Page = Page {
    id: PageId::LegsBack,
    words: text::legs_back,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says(
            'y',
            Answer::LegsBack(Some(true)),
            Outcome::to(Next::When(Cond::Over, &NEXT_IS_LIGHTER, &SETTLED)),
        ),
        Choice::says('n', Answer::LegsBack(Some(false)), NOT_SETTLED),
        Choice::says('5', Answer::Noticed(Some(Noticed::Emergency)), emergency(Sign::Legs)),
        Choice::only('q', NOT_SETTLED),
    ]),
    no_answer: Some(Answer::LegsBack(None)),
    silence: Some((minutes(10), NOT_SETTLED)),
    is_a_warning: false,
};

/// The next session is lighter, whether the breathing goes on or not (`O`).
const SETTLED: Outcome = Outcome::doing(
    &[LIGHTER_NEXT],
    Next::When(
        Cond::LegsBackInTime,
        &Outcome::doing(&[Effect::Plan(Smaller::OnlyBreathe)], Next::Page(PageId::OnlyBreathing)),
        &Outcome::to(LEGS_OVER),
    ),
);

pub(super) static ONLY_BREATHING: Page = Page {
    id: PageId::OnlyBreathing,
    words: text::only_breathing,
    lists: None,
    takes: Takes::Keys(&[
        Choice::only(' ', Outcome::doing(&[Effect::Journal(Row::Legs)], Next::GoOn)),
        Choice::only('q', Outcome::to(LEGS_OVER)),
    ]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

const DIZZY_TODAY: Effect = Effect::Remember(Fact::DizzyToday);
/// The next start asks whether a doctor has looked: our own choice (`O`), since nobody is there after the
/// fifteen minutes of A-18.
const DIZZY_STILL: Outcome = Outcome::doing(
    &[DIZZY_TODAY, Effect::Remember(Fact::DoctorToday)],
    Next::When(
        Cond::Over,
        &Outcome::to(Next::Page(PageId::DizzyStays)),
        &Outcome::to(Next::End(How::Dizzy)),
    ),
);
/// Nothing on the feet for the rest of the day.
const DIZZY_NO_MORE: Outcome = Outcome::doing(
    &[DIZZY_TODAY],
    Next::When(
        Cond::Over,
        &Outcome::doing(&[Effect::Say(Response::OffTheFeet)], Next::Queue),
        &Outcome::doing(
            &[Effect::Plan(Smaller::OffTheFeet), Effect::Tell(Row::Dizzy)],
            Next::When(Cond::OnTheFeet, &Outcome::to(Next::GoOn), &BACK),
        ),
    ),
);

/// An emergency sign that a page names has a key there (A-17 and A-18 name some; the key is `O`).
const DIZZY_SIGNS: Choice =
    Choice::says('5', Answer::Noticed(Some(Noticed::Emergency)), emergency(Sign::Dizzy));

pub(super) static DIZZY_GONE: Page = Page {
    id: PageId::DizzyGone,
    words: text::dizzy_gone,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says('y', Answer::DizzyGone(Some(true)), DIZZY_NO_MORE),
        Choice::says('n', Answer::DizzyGone(Some(false)), DIZZY_STILL),
        DIZZY_SIGNS,
        Choice::only('q', DIZZY_STILL),
    ]),
    no_answer: Some(Answer::DizzyGone(None)),
    silence: Some((minutes(2), DIZZY_STILL)),
    is_a_warning: false,
};

pub(super) static DIZZY_STAYS: Page = Page {
    id: PageId::DizzyStays,
    words: text::dizzy_stays,
    lists: None,
    takes: Takes::Keys(&[DIZZY_SIGNS, Choice::only('\n', CLOSE), Choice::only('q', CLOSE)]),
    no_answer: None,
    silence: None,
    is_a_warning: true,
};
