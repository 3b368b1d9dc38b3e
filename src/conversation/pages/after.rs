//! What is asked, or told until a key, when the movement is over.

use std::time::Duration;

use crate::conversation::PageId;
use crate::conversation::rows::{emergency, outcome};
use crate::conversation::table::{Choice, Cond, Effect, Fact, Next, Outcome, Page, Takes};
use crate::domain::answers::{Amount, Answer, Legs, Noticed, Score, WhyStopped};
use crate::domain::ending::How;
use crate::domain::pain_rules::{self, Row, Sign};
use crate::domain::units::minutes;
use crate::text::questions::{self as text, About};

use super::during::NEXT_IS_LIGHTER;
use super::{CLOSE, LEAVE, QUEUE};

/// Questions after a session close by themselves (section "What is asked when").
pub(super) const CLOSES_BY_ITSELF: Option<(Duration, Outcome)> = Some((minutes(2), CLOSE));

/// What is asked after such an ending, in order.
pub const fn afterwards(how: How) -> &'static [PageId] {
    match how {
        How::Finished => &[PageId::After, PageId::Legs, PageId::Amount, PageId::Note],
        How::Stopped => &[PageId::Why],
        How::RedStop => &[PageId::RedStop],
        How::Dizzy => &[PageId::DizzyStays],
        How::Legs
        | How::Emergency
        | How::NotToday
        | How::AskDoctor
        | How::AskFirst
        | How::DoctorsWord
        | How::Instead(_)
        | How::Signal(_) => &[],
    }
}

pub(super) static AFTER: Page = Page {
    id: PageId::After,
    words: text::pain_afterwards,
    lists: None,
    takes: Takes::Pain {
        keys: &[LEAVE],
        answer: Answer::PainAfter,
        row: pain_afterwards,
        no_number: QUEUE,
    },
    no_answer: Some(Answer::PainAfter(None)),
    silence: CLOSES_BY_ITSELF,
    is_a_warning: false,
};

fn pain_afterwards(about: &About, pain: Score) -> Row {
    pain_rules::after(about.before, pain.number(), about.max_pain)
}

pub(super) static LEGS: Page = Page {
    id: PageId::Legs,
    words: text::legs,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says('1', Answer::Legs(Some(Legs::Easier)), QUEUE),
        Choice::says('2', Answer::Legs(Some(Legs::Same)), QUEUE),
        Choice::says(
            '3',
            Answer::Legs(Some(Legs::Worse)),
            Outcome::to(Next::Page(PageId::LegsBack)),
        ),
        Choice::only('\n', QUEUE),
        LEAVE,
    ]),
    no_answer: Some(Answer::Legs(None)),
    silence: CLOSES_BY_ITSELF,
    is_a_warning: false,
};

pub(super) static AMOUNT: Page = Page {
    id: PageId::Amount,
    words: text::amount,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says('1', Answer::Amount(Some(Amount::TooLittle)), QUEUE),
        Choice::says('2', Answer::Amount(Some(Amount::AboutRight)), QUEUE),
        Choice::says('3', Answer::Amount(Some(Amount::TooMuch)), NEXT_IS_LIGHTER),
        Choice::only('\n', QUEUE),
        LEAVE,
    ]),
    no_answer: Some(Answer::Amount(None)),
    silence: CLOSES_BY_ITSELF,
    is_a_warning: false,
};

pub(super) static NOTE: Page = Page {
    id: PageId::Note,
    words: text::note,
    lists: None,
    takes: Takes::Words { answer: Answer::Note, then: QUEUE },
    no_answer: Some(Answer::Note(None)),
    silence: CLOSES_BY_ITSELF,
    is_a_warning: false,
};

pub(super) static WHY: Page = Page {
    id: PageId::Why,
    words: text::why,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says('1', Answer::WhyStopped(Some(WhyStopped::Enough)), QUEUE),
        Choice::says(
            '2',
            Answer::WhyStopped(Some(WhyStopped::Pain)),
            Outcome::to(Next::Page(PageId::Now)),
        ),
        Choice::says('3', Answer::WhyStopped(Some(WhyStopped::Legs)), outcome(Row::Legs)),
        Choice::says('4', Answer::WhyStopped(Some(WhyStopped::Dizzy)), outcome(Row::Dizzy)),
        Choice::says('5', Answer::Noticed(Some(Noticed::Emergency)), emergency(Sign::Why)),
        Choice::says('6', Answer::WhyStopped(Some(WhyStopped::Other)), QUEUE),
        Choice::only('\n', QUEUE),
        LEAVE,
    ]),
    no_answer: Some(Answer::WhyStopped(None)),
    silence: CLOSES_BY_ITSELF,
    is_a_warning: false,
};

pub(super) static RED_STOP: Page = Page {
    id: PageId::RedStop,
    words: text::red_stop,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says('5', Answer::Noticed(Some(Noticed::Emergency)), emergency(Sign::RedStop)),
        Choice::only('\n', CLOSE),
        Choice::only('q', CLOSE),
    ]),
    no_answer: None,
    silence: None,
    is_a_warning: true,
};

/// It was meant: that ends the session, whatever it was.
const MEANT: Outcome =
    Outcome::to(Next::When(Cond::Over, &CLOSE, &Outcome::to(Next::End(How::Emergency))));
const ENTER_MEANS_IT: Choice = Choice::says('\n', Answer::EmergencyMeant(Some(true)), MEANT);
const Y_MEANS_IT: Choice = Choice::says('y', Answer::EmergencyMeant(Some(true)), MEANT);

/// Kept when it opens; silence leaves it so.
pub(super) static EMERGENCY: Page = Page {
    id: PageId::Emergency,
    words: text::emergency,
    lists: None,
    takes: Takes::Keys(&[
        ENTER_MEANS_IT,
        Y_MEANS_IT,
        Choice::says(
            'k',
            Answer::EmergencyMeant(Some(false)),
            Outcome::doing(&[Effect::Remember(Fact::WrongKey)], Next::PageBefore),
        ),
    ]),
    no_answer: Some(Answer::EmergencyMeant(None)),
    silence: None,
    is_a_warning: true,
};

pub(super) static EMERGENCY_AGAIN: Page = Page {
    id: PageId::EmergencyAgain,
    words: text::emergency_again,
    lists: None,
    takes: Takes::Keys(&[ENTER_MEANS_IT, Y_MEANS_IT]),
    no_answer: Some(Answer::EmergencyMeant(None)),
    silence: None,
    is_a_warning: true,
};
