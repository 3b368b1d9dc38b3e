//! What is asked or shown once a week at most, on pages of at most 58 columns and 19 rows.

use jiff::civil::Date;

use super::journal::quoted;
use super::lists::{Count, all_of};
use super::questions::About;
use super::weeks::{times_said, week_of};

/// How wide a page is.
const WIDTH: usize = 58;
/// What the numbers of the goal mean.
const FROM_TO: &str = "0 not hard, 10 as hard as can be.";

/// How hard the goal is.
pub fn how_hard(about: &About) -> Vec<String> {
    let words = about.list.first().map_or(String::new(), |words| quoted(words));
    how_hard_of(&words)
}

fn how_hard_of(words: &str) -> Vec<String> {
    let asks = format!("How hard is it now? {words}");
    let asks = textwrap::wrap(asks.trim_end(), WIDTH).into_iter().map(std::borrow::Cow::into_owned);
    asks.chain([format!("{FROM_TO} Number, or Enter:")]).collect()
}

/// The same at the command that sets it.
pub fn asks_how_hard(words: &str) -> Vec<String> {
    how_hard_of(&quoted(words))
}

/// There is no goal.
pub const NO_GOAL: [&str; 2] = [
    "There is no goal. To name one thing that is hard because of your back or legs:",
    "stenosis-routine goal \"climb the stairs\"",
];

/// What is kept of it: the words, the last number and its day.
pub fn kept_goal(words: &str, hard: Option<(u8, Date)>) -> String {
    let hard = match hard {
        Some((hard, day)) => format!("{}, told on {}.", super::weeks::hard(hard), week_of(day)),
        None => "No number for it yet.".to_owned(),
    };
    format!("The goal: {}. {hard} A session asks once a week, behind its end.", quoted(words))
}

/// It was written down.
pub const GOAL_WRITTEN: &str = "Written down. Once a week a session asks how hard it is.";
/// There is no word in it.
pub const NO_WORDS: &str = "A goal has words: one thing that is hard because of your back or legs.";

/// It is longer than one thing.
pub fn too_long(long: usize, most: usize) -> String {
    format!(
        "The goal is {long} characters long; {most} are room for one thing. Nothing was changed."
    )
}

/// What a card of weeks says.
pub fn week_card(about: &About) -> Vec<String> {
    about.list.iter().cloned().chain(["Enter  go on".to_owned()]).collect()
}

/// What is worth asking about.
pub const ASK_ABOUT: &str = "Something to ask your physiotherapist or doctor about:";
/// A fall.
pub const FALL: &str = "A fall, or nearly one";
/// Legs, twice running.
pub const LEGS_WORSE: &str = "Legs worse after two sessions running";
/// Red stops.
pub const RED_STOPS: &str = "Too much for the day three times within two weeks";
/// Dizzy.
pub const DIZZY: &str = "Dizzy in more than one session";
/// Pain.
pub const PAIN_UP: &str = "Pain before is up";
/// Walks.
pub const WALK_DOWN: &str = "The longest walk is shorter";
/// A walk, small.
pub const WALK: &str = "Walk";
/// The goal, small.
pub const GOAL: &str = "The goal";

/// The legs ended an exercise more than once.
pub fn legs_ended(title: &str, times: usize) -> String {
    format!("Your legs ended {title} {}", times_said(times))
}

/// Something, with the days on which it was.
pub fn on_days(what: &str, days: &[Date]) -> String {
    let days: Vec<String> = days.iter().map(|day| week_of(*day)).collect();
    format!("{what}: {}.", all_of(&days))
}

/// Numbers for pain at the start, with their days.
pub fn numbers_on(numbers: &[(u8, Date)]) -> String {
    let said = numbers.iter().map(|(number, day)| format!("{number} on {}", week_of(*day)));
    let said = all_of(&said.collect::<Vec<_>>());
    format!("Pain of 6 or more at the start three times within two weeks: {said}.")
}

/// A number in the first week, and in the last two.
pub fn three_weeks(what: &str, weeks: [(Date, String); 3]) -> String {
    let [first, before, last] =
        weeks.map(|(week, number)| format!("{number} in the week of {}", week_of(week)));
    format!("{what}: {first}, {before}, {last}.")
}

/// Two weeks are over.
pub fn two_weeks(days: usize) -> [String; 2] {
    let days = Count(days as u64, "day");
    [format!("Two weeks. You moved on {days}."), "Early for a change; comfort counts.".to_owned()]
}

/// Four weeks are over: what can be compared.
pub fn four_weeks(measures: &[String]) -> Vec<String> {
    let too_few = measures.is_empty().then(|| TOO_FEW.to_owned());
    let head = ["Four weeks.".to_owned()].into_iter();
    head.chain(measures.iter().cloned()).chain(too_few).collect()
}
const TOO_FEW: &str = "Too few numbers were told to compare.";

/// Six weeks are over: what can be compared, and what that means.
pub fn six_weeks(measures: &[String], meaning: &str) -> Vec<String> {
    let head = ["Six weeks.".to_owned()].into_iter();
    head.chain(measures.iter().cloned()).chain([meaning.to_owned()]).collect()
}

/// It was easier.
pub const SIX_BETTER: &str = "Easier by your own numbers. Keep what helps, 2 or 3 days a week.";
/// It was not.
pub const SIX_SAME: &str = "No clear change in six weeks. More of the same is not the answer: show this \
    page to your physiotherapist or doctor.";
/// It was harder.
pub const SIX_WORSE: &str = "This is worse than at the start. Please have it looked at.";
/// Nobody knows.
pub const SIX_UNKNOWN: &str = "Too few numbers were told to say what has changed. If it is no easier, \
    show this page to your physiotherapist or doctor.";

/// What is followed, now and at first.
pub fn now_and_was(what: &str, now: &str, was: &str) -> String {
    format!("{what}: {now}, was {was}.")
}

/// A line of a card, as wide as a page at most.
pub fn on_a_page(line: &str) -> Vec<String> {
    textwrap::wrap(line, WIDTH).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// What can be taken along to a clinician.
pub fn takes_along() -> [String; 2] {
    ["Your weeks on one page, to take along:", "  stenosis-routine report -o report.html"]
        .map(ToOwned::to_owned)
}

/// Every card as an example, for somebody to read and sign.
pub fn cards() -> Vec<String> {
    let day = |day| Date::constant(2026, 11, day);
    let days = [day(3), day(9), day(12)];
    let ask = |said: String| format!("{ASK_ABOUT} {said}");
    let weeks = |one: &str, two: &str, three: &str| {
        [(day(2), one.to_owned()), (day(9), two.to_owned()), (day(16), three.to_owned())]
    };
    let measures =
        [now_and_was(WALK, "4 min", "3"), now_and_was(super::weeks::PAIN_BEFORE, "3", "4")];
    let six = [SIX_BETTER, SIX_SAME, SIX_WORSE, SIX_UNKNOWN];
    [two_weeks(9).join(" "), four_weeks(&measures).join(" "), four_weeks(&[]).join(" ")]
        .into_iter()
        .chain(six.map(|meaning| six_weeks(&measures, meaning).join(" ")))
        .chain([
            ask(on_days(FALL, &days[..1])),
            ask(on_days(LEGS_WORSE, &days[..2])),
            ask(on_days(&legs_ended("Seated knee hug", 3), &days)),
            ask(on_days(RED_STOPS, &days)),
            ask(on_days(DIZZY, &days[..2])),
            ask(numbers_on(&[(6, day(3)), (7, day(9)), (6, day(12))])),
            ask(three_weeks(PAIN_UP, weeks("3", "5", "6"))),
            ask(three_weeks(WALK_DOWN, weeks("9 min", "6 min", "5 min"))),
            takes_along().map(|line| line.trim().to_owned()).join(" "),
        ])
        .collect()
}
