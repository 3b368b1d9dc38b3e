//! What is asked while the clock stands still, from key `p` on.

use crate::conversation::pages::{CLOSE, LEAVE, STOP};
use crate::conversation::rows::outcome;
use crate::conversation::table::{
    Choice, Cond, Effect, Next, Outcome, Page, PageId, Smaller, Takes,
};
use crate::domain::answers::{Answer, Noticed, Score};
use crate::domain::pain_rules::{self, Row};
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
        sign('3', Noticed::Sharp),
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
    takes: Takes::Pain { keys: &[LEAVE], answer: Answer::PainDuring, row: pain_now },
    no_answer: Some(Answer::PainDuring(None)),
    silence: None,
    is_a_warning: false,
};

fn pain_now(about: &About, pain: Option<Score>) -> Row {
    let row = |pain: Score| pain_rules::during(about.before, pain.number(), about.max_pain);
    pain.map_or(pain_rules::noticed(Noticed::MorePain), row)
}

/// It closes where the movement is over, and else does this.
const fn unless_over(during: &'static Outcome) -> Outcome {
    Outcome::to(Next::When(Cond::Over, &CLOSE, during))
}

/// The times of P-08 and P-10 are those of section 3.2.
pub(super) static LEGS_BACK: Page = Page {
    id: PageId::LegsBack,
    words: text::legs_back,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says(
            'y',
            Answer::LegsBack(Some(true)),
            unless_over(&Outcome::to(Next::When(
                Cond::LegsBackInTime,
                &Outcome::doing(
                    &[Effect::Plan(Smaller::OnlyBreathe)],
                    Next::Page(PageId::OnlyBreathing),
                ),
                &STOP,
            ))),
        ),
        LEAVE,
    ]),
    no_answer: Some(Answer::LegsBack(None)),
    silence: Some((minutes(10), outcome(Row::Red))),
    is_a_warning: false,
};

pub(super) static ONLY_BREATHING: Page = Page {
    id: PageId::OnlyBreathing,
    words: text::only_breathing,
    lists: None,
    takes: Takes::Keys(&[
        Choice::only(' ', Outcome::doing(&[Effect::Journal(Row::Legs)], Next::GoOn)),
        LEAVE,
    ]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

pub(super) static DIZZY_GONE: Page = Page {
    id: PageId::DizzyGone,
    words: text::dizzy_gone,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says('y', Answer::DizzyGone(Some(true)), unless_over(&BACK)),
        Choice::says('n', Answer::DizzyGone(Some(false)), unless_over(&STOP)),
        LEAVE,
    ]),
    no_answer: Some(Answer::DizzyGone(None)),
    silence: Some((minutes(2), unless_over(&STOP))),
    is_a_warning: false,
};
