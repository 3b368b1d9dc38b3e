//! Cards of weeks in words: as sentences, and as the lines of a page.

use jiff::civil::Date;

use crate::journal::change::Course;
use crate::journal::{Because, CardDue, Median, Overall, SomeWeeks, WeekCard};
use crate::text::printable::printable;
use crate::text::{weekly as text, weeks as words};

/// Everything that is called for, in paragraphs: what to ask about together, and what can be taken along.
pub(super) fn all_cards(due: &[CardDue]) -> Vec<String> {
    let is_of_weeks = |due: &&CardDue| matches!(due.because, Because::Weeks(_));
    let asks = due.iter().filter(|due| !is_of_weeks(due)).map(|due| led_to(due.card, &due.because));
    let asks: Vec<String> = asks.collect();
    let asks = (!asks.is_empty()).then(|| format!("{} {}", text::ASK_ABOUT, asks.join(" ")));
    let weeks = due.iter().filter(is_of_weeks).map(|due| card_in_words(due).join(" "));
    let along =
        (!due.is_empty()).then(|| text::takes_along().map(|line| line.trim().to_owned()).join(" "));
    asks.into_iter().chain(weeks).chain(along).collect()
}

/// What a card says, a sentence each.
fn card_in_words(due: &CardDue) -> Vec<String> {
    match &due.because {
        Because::Weeks(weeks) => of_weeks(due.card, weeks),
        because => vec![text::ASK_ABOUT.to_owned(), led_to(due.card, because)],
    }
}

/// The same on a page, with what can be taken along.
pub fn card_page(due: &CardDue) -> Vec<String> {
    let said = card_in_words(due);
    said.iter().flat_map(|line| text::on_a_page(line)).chain(text::takes_along()).collect()
}

fn of_weeks(card: WeekCard, weeks: &SomeWeeks) -> Vec<String> {
    match card {
        WeekCard::TwoWeeks => text::two_weeks(weeks.days).into(),
        WeekCard::FourWeeks => text::four_weeks(&measures(weeks)),
        _ => text::six_weeks(
            &measures(weeks),
            match weeks.overall() {
                Overall::Better => text::SIX_BETTER,
                Overall::Same => text::SIX_SAME,
                Overall::Worse => text::SIX_WORSE,
                Overall::Unknown => text::SIX_UNKNOWN,
            },
        ),
    }
}

/// What can be compared, now and then.
fn measures(weeks: &SomeWeeks) -> Vec<String> {
    let pain = |pain: Median| words::halves(pain.doubled());
    let number = |count: u16| count.to_string();
    let walk = of_course(weeks.walk, words::minutes, number);
    let pain = of_course(weeks.pain, pain, pain);
    let goal = of_course(weeks.goal, words::hard, |hard| hard.to_string());
    let all = [(text::WALK, walk), (words::PAIN_BEFORE, pain), (text::GOAL, goal)];
    let known = all.into_iter().filter_map(|(what, both)| Some((what, both?)));
    known.map(|(what, (now, was))| text::now_and_was(what, &now, &was)).collect()
}

fn of_course<T>(
    course: Option<Course<T>>,
    now: impl Fn(T) -> String,
    was: impl Fn(T) -> String,
) -> Option<(String, String)> {
    let course = course.filter(|course| course.change.is_some())?;
    Some((now(course.last), was(course.first)))
}

fn led_to(card: WeekCard, because: &Because) -> String {
    match because {
        Because::Days(days) => text::on_days(what(card), days),
        Because::Exercise(title, days) => {
            text::on_days(&text::legs_ended(&printable(title), days.len()), days)
        }
        Because::Numbers(numbers) => {
            let numbers: Vec<(u8, Date)> =
                numbers.iter().map(|(score, day)| (score.number(), *day)).collect();
            text::numbers_on(&numbers)
        }
        Because::Pain(three) => text::three_weeks(
            text::PAIN_UP,
            three.map(|(week, pain)| (week, words::halves(pain.doubled()))),
        ),
        Because::Walk(three) => text::three_weeks(
            text::WALK_DOWN,
            three.map(|(week, walk)| (week, words::minutes(walk))),
        ),
        Because::Weeks(_) => String::new(),
    }
}

const fn what(card: WeekCard) -> &'static str {
    match card {
        WeekCard::Fall => text::FALL,
        WeekCard::LegsWorse => text::LEGS_WORSE,
        WeekCard::RedStops => text::RED_STOPS,
        WeekCard::Dizzy => text::DIZZY,
        WeekCard::SameLegs
        | WeekCard::HighStarts
        | WeekCard::PainUp
        | WeekCard::WalkDown
        | WeekCard::SixWeeks
        | WeekCard::FourWeeks
        | WeekCard::TwoWeeks => "",
    }
}
