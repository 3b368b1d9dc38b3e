//! What a reply means, as data that the journal keeps.

use crate::domain::answers::{
    Amount, Answer, BackToUsual, Card, Legs, Note, Noticed, Score, WhyStopped,
};

use super::pages::{Question, Reply};

/// What a reply says to a question. Nothing for what is only put away or left by a key, and for
/// health flags, which the profile keeps.
pub fn answer(question: Question, reply: &Reply) -> Option<Answer> {
    use BackToUsual as B;
    let key = match reply {
        Reply::Key(key) => Some(*key),
        Reply::Number(_) | Reply::Words(_) | Reply::None => None,
    };
    let score = match reply {
        Reply::Number(number) => Score::new(*number),
        Reply::Key(_) | Reply::Words(_) | Reply::None => None,
    };
    let yes = match key {
        Some('y') => Some(true),
        Some('n') => Some(false),
        _ => None,
    };
    Some(match question {
        Question::Card => Answer::Card(match key {
            Some('n') => Some(Card::None),
            Some('1') => Some(Card::FirstList),
            Some('2') => Some(Card::SecondList),
            _ => None,
        }),
        Question::AskedFirst => Answer::AskedFirst((key == Some('a')).then_some(true)),
        Question::New => Answer::AnythingNew(yes),
        Question::Looked => Answer::DoctorLooked(yes),
        Question::AfterLast => Answer::AfterLastTime(nth(
            key,
            &[B::WithinTheHour, B::ByTheNextDay, B::Later, B::CostSleepOrPlans],
        )),
        Question::Before => Answer::PainBefore(score),
        Question::Usual => Answer::Usual(yes),
        Question::Notice => Answer::Noticed(nth(key, NOTICED)),
        Question::Now => Answer::PainDuring(score),
        Question::LegsBack => Answer::LegsBack(yes),
        Question::DizzyGone => Answer::DizzyGone(yes),
        Question::After => Answer::PainAfter(score),
        Question::Legs => Answer::Legs(nth(key, &[Legs::Easier, Legs::Same, Legs::Worse])),
        Question::Amount => {
            Answer::Amount(nth(key, &[Amount::TooLittle, Amount::AboutRight, Amount::TooMuch]))
        }
        Question::Note => Answer::Note(match reply {
            Reply::Words(words) => Note::new(words),
            Reply::Key(_) | Reply::Number(_) | Reply::None => None,
        }),
        Question::Why => Answer::WhyStopped(nth(key, WHY_STOPPED)),
        Question::TooMuchAgain
        | Question::LeaningBack
        | Question::Flags
        | Question::Caution
        | Question::NothingLeft
        | Question::RestInstead
        | Question::DoctorToday
        | Question::OnlyBreathing
        | Question::RedStop
        | Question::Emergency => return None,
    })
}

/// In the order of their keys.
const NOTICED: &[Noticed] = &[
    Noticed::MorePain,
    Noticed::Legs,
    Noticed::Sharp,
    Noticed::Dizzy,
    Noticed::Emergency,
    Noticed::Eases,
];
/// In the order of their keys.
const WHY_STOPPED: &[WhyStopped] =
    &[WhyStopped::Enough, WhyStopped::Pain, WhyStopped::Legs, WhyStopped::Dizzy, WhyStopped::Other];

/// What a digit stands for, counted from 1.
fn nth<T: Copy>(key: Option<char>, list: &[T]) -> Option<T> {
    let nth = usize::try_from(key?.to_digit(10)?).ok()?;
    list.get(nth.checked_sub(1)?).copied()
}
