//! What is asked before the plan.

use crate::conversation::PageId;
use crate::conversation::rows::emergency;
use crate::conversation::table::{
    Choice, Cond, Effect, Fact, Listed, Next, Outcome, Page, Smaller, Takes,
};
use crate::domain::answers::{Answer, BackToUsual, Card, Score};
use crate::domain::ending::{How, Instead};
use crate::domain::pain_rules::{self, Response, Row, Sign};
use crate::domain::profile::Told;
use crate::text::questions::{self as text, About};

use super::{LEAVE, QUEUE};

const EMERGENCY: Outcome = emergency(Sign::Card);
const GENTLE_DAY: Outcome = Outcome::to(Next::End(How::Instead(Instead::GentleDay)));
const REST: Outcome = Outcome::to(Next::End(How::Instead(Instead::Rest)));
const BREATHING: Outcome = Outcome::to(Next::End(How::Instead(Instead::Breathing)));

const fn page(id: PageId) -> Outcome {
    Outcome::to(Next::Page(id))
}

/// Pages that a session may begin with, in their order; which of them, past days decide.
pub const AT_FIRST: &[PageId] = &[
    PageId::Card,
    PageId::New,
    PageId::Looked,
    PageId::AfterLast,
    PageId::WeekCard,
    PageId::LeaningBack,
    PageId::Flags,
    PageId::FullAgain,
    PageId::Caution,
    PageId::Before,
];

pub(super) static CARD: Page = Page {
    id: PageId::Card,
    words: text::card,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says(
            'n',
            Answer::Card(Some(Card::None)),
            // What is new and not on the card is asked about first, too; also on another day (`O`).
            Outcome::to(Next::When(
                Cond::AsksFirst,
                &page(PageId::AskedFirst),
                &Outcome::doing(&[Effect::Remember(Fact::NoneOnTheCard)], Next::Queue),
            )),
        ),
        Choice::says('1', Answer::Card(Some(Card::FirstList)), EMERGENCY),
        Choice::says(
            '2',
            Answer::Card(Some(Card::SecondList)),
            Outcome::doing(&[Effect::Remember(Fact::AskFirst)], Next::Page(PageId::AskedFirst)),
        ),
        LEAVE,
    ]),
    no_answer: Some(Answer::Card(None)),
    silence: None,
    is_a_warning: false,
};

pub(super) static ASKED_FIRST: Page = Page {
    id: PageId::AskedFirst,
    words: text::asked_first,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says(
            'a',
            Answer::AskedFirst(Some(true)),
            Outcome::doing(
                &[Effect::Remember(Fact::AskedFirst), Effect::AskByName],
                Next::When(Cond::SomethingNew, &SORE_DAY, &QUEUE),
            ),
        ),
        LEAVE,
    ]),
    no_answer: Some(Answer::AskedFirst(None)),
    silence: None,
    is_a_warning: false,
};

pub(super) static NEW: Page = Page {
    id: PageId::New,
    words: text::new,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says('n', Answer::AnythingNew(Some(false)), QUEUE),
        Choice::says(
            'y',
            Answer::AnythingNew(Some(true)),
            Outcome::doing(&[Effect::Remember(Fact::NewToday)], Next::Page(PageId::Card)),
        ),
        LEAVE,
    ]),
    no_answer: Some(Answer::AnythingNew(None)),
    silence: None,
    is_a_warning: false,
};

pub(super) static LOOKED: Page = Page {
    id: PageId::Looked,
    words: text::looked,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says(
            'y',
            Answer::DoctorLooked(Some(true)),
            Outcome::doing(&[Effect::Remember(Fact::DoctorLooked)], Next::Queue),
        ),
        Choice::says(
            'n',
            Answer::DoctorLooked(Some(false)),
            Outcome::to(Next::When(Cond::NoEmergency, &ASK_TODAY, &STILL_OPEN)),
        ),
        // It is asked again at the next start (`O`: A-22 knows only y and n).
        Choice::says('w', Answer::ExerciseFine(Some(false)), DOCTORS_WORD),
        Choice::only('q', DOCTORS_WORD),
    ]),
    no_answer: Some(Answer::DoctorLooked(None)),
    silence: None,
    is_a_warning: false,
};

const DOCTORS_WORD: Outcome = Outcome::to(Next::End(How::DoctorsWord));
const STILL_OPEN: Outcome = emergency(Sign::StillOpen);
/// It is kept: the next start asks whether a doctor has looked.
const ASK_TODAY: Outcome =
    Outcome::doing(&[Effect::Remember(Fact::DoctorToday)], Next::Page(PageId::DoctorToday));
const SORE_DAY: Outcome = Outcome::doing(&[Effect::Plan(Smaller::ForASoreDay)], Next::Queue);
const LIGHTER: Outcome = Outcome::doing(&[Effect::Plan(Smaller::Lighter)], Next::Queue);
/// Too much twice in a row rests the routine; once makes it lighter (section 3.3).
const WAS_TOO_MUCH: Next = Next::When(Cond::WasTooMuch, &page(PageId::TooMuchAgain), &STEP_BACK);
/// Pain that has not eased within the hour was to make today lighter.
const UNLESS_SORE: Next = Next::When(Cond::WasSore, &STEP_BACK, &QUEUE);
/// What had grown last goes back by a step (section 6b), and today is lighter.
const STEP_BACK: Outcome =
    Outcome::doing(&[Effect::Plan(Smaller::StepBack), Effect::Plan(Smaller::Lighter)], Next::Queue);
const UNLESS_BAD: Outcome = Outcome::to(Next::When(Cond::WasBad, &LIGHTER, &QUEUE));

pub(super) static AFTER_LAST: Page = Page {
    id: PageId::AfterLast,
    words: text::after_last,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says(
            '1',
            Answer::AfterLastTime(Some(BackToUsual::WithinTheHour)),
            Outcome::doing(
                &[Effect::Remember(Fact::AfterLast(Some(BackToUsual::WithinTheHour)))],
                Next::Queue,
            ),
        ),
        Choice::says(
            '2',
            Answer::AfterLastTime(Some(BackToUsual::ByTheNextDay)),
            Outcome::doing(
                &[Effect::Remember(Fact::AfterLast(Some(BackToUsual::ByTheNextDay)))],
                UNLESS_SORE,
            ),
        ),
        Choice::says(
            '3',
            Answer::AfterLastTime(Some(BackToUsual::Later)),
            Outcome::doing(
                &[Effect::Remember(Fact::AfterLast(Some(BackToUsual::Later)))],
                WAS_TOO_MUCH,
            ),
        ),
        Choice::says(
            '4',
            Answer::AfterLastTime(Some(BackToUsual::CostSleepOrPlans)),
            Outcome::doing(
                &[Effect::Remember(Fact::AfterLast(Some(BackToUsual::CostSleepOrPlans)))],
                WAS_TOO_MUCH,
            ),
        ),
        // Without an answer it counts as it did, and as it ended (`O`).
        Choice::only(
            '\n',
            Outcome::doing(
                &[Effect::Remember(Fact::AfterLast(None))],
                Next::When(Cond::WasTooMuch, &LIGHTER, &UNLESS_BAD),
            ),
        ),
        LEAVE,
    ]),
    no_answer: Some(Answer::AfterLastTime(None)),
    silence: None,
    is_a_warning: false,
};

pub(super) static TOO_MUCH_AGAIN: Page = Page {
    id: PageId::TooMuchAgain,
    words: text::too_much_again,
    lists: None,
    takes: Takes::Keys(&[Choice::only(' ', GENTLE_DAY), LEAVE]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

/// Not knowing counts as it does in A-9.
const UNSURE: Effect = Effect::Plan(Smaller::UnsureOfLeaningBack);

pub(super) static LEANING_BACK: Page = Page {
    id: PageId::LeaningBack,
    words: text::leaning_back,
    lists: None,
    takes: Takes::Keys(&[
        Choice::only(
            'n',
            Outcome::doing(&[Effect::Remember(Fact::LeaningBack(Told::No))], Next::Queue),
        ),
        Choice::only(
            'y',
            Outcome::doing(
                &[UNSURE, Effect::Remember(Fact::LeaningBack(Told::NotSure))],
                Next::Queue,
            ),
        ),
        Choice::only('\n', Outcome::doing(&[UNSURE], Next::Queue)),
        LEAVE,
    ]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

pub(super) static FLAGS: Page = Page {
    id: PageId::Flags,
    words: text::flags,
    lists: Some(Listed::Flags),
    takes: Takes::List { keys: &[LEAVE], then: page(PageId::FlagsRight), not_sure: FLAGS_TOLD },
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

const FLAGS_TOLD: Outcome = Outcome::doing(
    &[Effect::Plan(Smaller::ForToldFlags), Effect::Remember(Fact::ToldFlags)],
    Next::Queue,
);

pub(super) static FLAGS_RIGHT: Page = Page {
    id: PageId::FlagsRight,
    words: text::flags_right,
    lists: Some(Listed::ToldFlags),
    takes: Takes::Confirm {
        keys: &[Choice::only('\n', FLAGS_TOLD), LEAVE],
        otherwise: page(PageId::Flags),
    },
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

pub(super) static CAUTION: Page = Page {
    id: PageId::Caution,
    words: text::caution_of,
    lists: Some(Listed::Cautions),
    takes: Takes::Keys(&[
        Choice::only(
            'y',
            Outcome::doing(
                &[
                    Effect::Plan(Smaller::WithCautionAccepted),
                    Effect::Remember(Fact::CautionAccepted),
                ],
                Next::Queue,
            ),
        ),
        Choice::only('\n', QUEUE),
        LEAVE,
    ]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

pub(super) static BEFORE: Page = Page {
    id: PageId::Before,
    words: text::pain_before,
    lists: None,
    takes: Takes::Pain {
        keys: &[LEAVE],
        answer: Answer::PainBefore,
        row: pain_before,
        no_number: Outcome::to(Next::When(
            Cond::HasStrength,
            &Outcome::doing(
                &[Effect::Plan(Smaller::WithoutNumber), Effect::Say(Response::WithoutStrength)],
                Next::Queue,
            ),
            &Outcome::doing(&[Effect::Plan(Smaller::WithoutNumber)], Next::Queue),
        )),
    },
    no_answer: Some(Answer::PainBefore(None)),
    silence: None,
    is_a_warning: false,
};

fn pain_before(_: &About, pain: Score) -> Row {
    pain_rules::before(pain.number())
}

pub(super) static NOTHING_LEFT: Page = Page {
    id: PageId::NothingLeft,
    words: text::nothing_left,
    lists: Some(Listed::LeftOut),
    takes: Takes::Keys(&[Choice::only(' ', GENTLE_DAY), Choice::only('b', REST), LEAVE]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

pub(super) static USUAL: Page = Page {
    id: PageId::Usual,
    words: text::usual,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says('y', Answer::Usual(Some(true)), page(PageId::RestInstead)),
        Choice::says('n', Answer::Usual(Some(false)), ASK_TODAY),
        LEAVE,
    ]),
    no_answer: Some(Answer::Usual(None)),
    silence: None,
    is_a_warning: false,
};

pub(super) static REST_INSTEAD: Page = Page {
    id: PageId::RestInstead,
    words: text::rest_instead,
    lists: None,
    takes: Takes::Keys(&[Choice::only(' ', REST), Choice::only('b', BREATHING), LEAVE]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

const ASK_DOCTOR: Outcome = Outcome::to(Next::End(How::AskDoctor));

pub(super) static DOCTOR_TODAY: Page = Page {
    id: PageId::DoctorToday,
    words: text::doctor_today,
    lists: None,
    takes: Takes::Keys(&[
        Choice::only('c', page(PageId::FirstList)),
        Choice::only('\n', ASK_DOCTOR),
        Choice::only('q', ASK_DOCTOR),
    ]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};

pub(super) static FIRST_LIST: Page = Page {
    id: PageId::FirstList,
    words: text::first_list,
    lists: None,
    takes: Takes::Keys(&[
        Choice::says('1', Answer::Card(Some(Card::FirstList)), EMERGENCY),
        Choice::only('\n', Outcome::to(Next::PageBefore)),
        Choice::only('q', ASK_DOCTOR),
    ]),
    no_answer: None,
    silence: None,
    is_a_warning: false,
};
