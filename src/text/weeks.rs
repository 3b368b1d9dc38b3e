//! What is said of weeks: in words, without praise, and nothing of days on which nothing was done.

use jiff::civil::Date;

use crate::domain::answers::Legs;

use super::journal::quoted;
use super::lists::{Count, all_of, commas};
use super::number;

/// Above the weeks.
pub fn heading(weeks: usize) -> String {
    let many = number(weeks).to_lowercase();
    match weeks {
        1 => "This week, from Monday. It goes on.".to_owned(),
        _ => format!(
            "The last {many} weeks, Monday to Sunday. The last line is this week; it goes on."
        ),
    }
}

/// The journal has nothing of these weeks.
pub fn nothing_lately(weeks: u16) -> String {
    let weeks = Count(weeks.into(), "week");
    format!("There is nothing in the journal of the last {weeks}. `journal` lists what is older.")
}

/// What is dated later than today.
pub fn dated_later(count: usize) -> String {
    match count {
        1 => "One entry is dated later than today, and is left out: a clock was wrong.".to_owned(),
        _ => format!(
            "{count} entries are dated later than today, and are left out: a clock was wrong."
        ),
    }
}

/// The columns of the table of weeks.
pub const COLUMNS: [&str; 7] =
    ["Week of", "Moved on", "Pain before", "after", "Legs", "Longest walk", "Goal"];
/// Nothing was said.
pub const NOT_SAID: &str = "-";
/// Behind the week that goes on.
pub const SO_FAR: &str = "so far";

/// The day with which a week begins, in a table.
pub fn week_of(monday: Date) -> String {
    monday.strftime("%-d %b").to_string()
}

/// Days with movement.
pub fn days(count: usize) -> String {
    Count(count as u64, "day").to_string()
}

/// Minutes, in a table.
pub fn minutes(count: u16) -> String {
    format!("{count} min")
}

/// The legs, in a table.
pub const fn legs(legs: Legs) -> &'static str {
    match legs {
        Legs::Easier => "easier",
        Legs::Same => "the same",
        Legs::Worse => "worse",
    }
}

/// Half of a whole number, as it is written: `3`, `3.5`.
pub fn halves(doubled: u8) -> String {
    let half = if doubled.is_multiple_of(2) { "" } else { ".5" };
    format!("{}{half}", doubled / 2)
}

/// A week in one line, from its parts.
pub fn week_line(monday: Date, goes_on: bool, parts: &[String]) -> String {
    let so_far = if goes_on { ", so far" } else { "" };
    let parts = match parts {
        [] => "nothing written down".to_owned(),
        parts => parts.join("; "),
    };
    format!("Week of {}{so_far}: {parts}.", monday.strftime("%-d %B"))
}

/// Days and sessions of a week.
pub fn moved_on(days: usize, sessions: usize) -> String {
    let (days, sessions) = (Count(days as u64, "day"), Count(sessions as u64, "session"));
    format!("moved on {days}, {sessions}")
}

/// Pain of a week, before and after.
pub fn pain(before: Option<&str>, after: Option<&str>) -> Option<String> {
    let said = [(before, "before"), (after, "after")].into_iter();
    let said: Vec<String> = said.filter_map(|(n, when)| Some(format!("{} {when}", n?))).collect();
    (!said.is_empty()).then(|| format!("pain {}", said.join(", ")))
}

/// Legs of a week.
pub fn legs_at_worst(worst: Legs) -> String {
    format!("legs {} at the worst", legs(worst))
}

/// The longest walk of a week.
pub fn longest_walk(minutes: u16) -> String {
    format!("longest walk {}", Count(minutes.into(), "minute"))
}

/// The goal of a week.
pub fn goal_of_a_week(hard: u8) -> String {
    format!("goal {hard} of 10 hard")
}

/// What became of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// Only one week is known.
    OneWeek,
    /// Nothing that could be told from chance; from where on it could.
    NoClearChange(&'static str),
    /// A word for what it is now.
    Clearly(&'static str),
}

/// A number in the first and the last week of which it is known.
#[derive(Clone, Debug)]
pub struct FirstAndLast {
    /// The first week's Monday, and the number.
    pub first: (Date, String),
    /// The last one's.
    pub last: (Date, String),
    /// What became of it.
    pub became: Became,
}

/// What became of something, in one sentence or two.
pub fn first_and_last(what: &str, course: &FirstAndLast) -> String {
    let FirstAndLast { first: (since, first), last: (until, last), became } = course;
    let (since, until) = (week_of(*since), week_of(*until));
    match became {
        Became::OneWeek => {
            format!("{what}: {last} in the week of {until}. Too little is known to compare.")
        }
        Became::NoClearChange(from) => format!(
            "{what}: {first} in the week of {since}, {last} in the week of {until}. \
             Not yet a clear change, which is {from}."
        ),
        Became::Clearly(how) => format!(
            "{what}: {first} in the week of {since}, {last} in the week of {until}. Clearly {how}."
        ),
    }
}

/// What the plots and sentences are about.
pub const PAIN_BEFORE: &str = "Pain before";
/// The same, afterwards.
pub const PAIN_AFTER: &str = "Pain after";
/// The same, of walking.
pub const WALK: &str = "Longest walk";
/// The same, of legs.
pub const LEGS: &str = "Legs";

/// How hard the goal is.
pub fn hard(score: u8) -> String {
    format!("{score} of 10 hard")
}

/// The goal, as what a sentence is about.
pub fn goal(words: &str) -> String {
    format!("The goal, {}", quoted(words))
}
/// A goal of which no number is known.
pub fn goal_alone(words: &str) -> String {
    format!("The goal: {}. No number for it yet.", quoted(words))
}
/// The goal, beside a plot.
pub const GOAL: &str = "Goal";

/// What a clear change of something is called, and from where on it is one (section 6b).
#[derive(Clone, Copy, Debug)]
pub struct ChangeWords {
    /// When there is less of it.
    pub less: &'static str,
    /// When there is more.
    pub more: &'static str,
    /// From where on.
    pub from: &'static str,
}

/// Pain.
pub const OF_PAIN: ChangeWords =
    ChangeWords { less: "less", more: "more", from: "3, or 2 for two weeks" };
/// Walking.
pub const OF_WALKING: ChangeWords =
    ChangeWords { less: "shorter", more: "longer", from: "30 percent" };
/// How hard the goal is.
pub const OF_THE_GOAL: ChangeWords = ChangeWords { less: "easier", more: "harder", from: "3" };

/// The worst answers on legs, and in how many weeks each.
pub fn legs_in_weeks(counts: &[(Legs, usize)]) -> String {
    let said = counts
        .iter()
        .map(|(worst, weeks)| format!("{} in {}", legs(*worst), Count(*weeks as u64, "week")));
    format!("Legs, at the worst of a week: {}.", commas(&said.collect::<Vec<_>>()))
}

/// What eased, with how often it was said.
pub fn eased(exercises: &[(String, usize)]) -> String {
    let said = exercises.iter().map(|(title, times)| format!("{title} ({})", times_said(*times)));
    format!("Eased, as you said then: {}.", all_of(&said.collect::<Vec<_>>()))
}

/// What provoked, what it was, and how often.
pub fn provoked(exercises: &[(String, Vec<(&str, usize)>)]) -> String {
    let said = exercises.iter().map(|(title, felt)| format!("{title} ({})", felt_in_words(felt)));
    format!("Provoked, as you said then: {}.", all_of(&said.collect::<Vec<_>>()))
}

/// What was felt, and how often.
pub fn felt_in_words(felt: &[(&str, usize)]) -> String {
    let said = felt.iter().map(|(what, times)| format!("{what} {}", times_said(*times)));
    commas(&said.collect::<Vec<_>>())
}

/// How often.
pub fn times_said(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{times} times"),
    }
}

/// A leg symptom, small.
pub const FELT_LEGS: &str = "legs";
/// More pain, small.
pub const FELT_MORE_PAIN: &str = "more pain";
/// A sharp pain, small.
pub const FELT_SHARP: &str = "sharp pain";
/// Dizzy, small.
pub const FELT_DIZZY: &str = "dizzy";

/// What is done in its easier version.
pub fn in_easier_version(titles: &[String]) -> String {
    format!("In its easier version: {}.", all_of(titles))
}

/// How often something ended early, or was worth a word, in a week or in some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OftenEarly {
    /// Too much for the day.
    pub red_stops: usize,
    /// Legs ended an exercise.
    pub leg_stops: usize,
    /// Dizzy.
    pub dizzy: usize,
    /// Slow to settle.
    pub slow: usize,
    /// Falls.
    pub falls: usize,
}

/// What ended early, and what else was worth a word: a piece each.
pub fn ended_early(often: OftenEarly) -> Vec<String> {
    let said = [
        (often.red_stops, "too much for the day"),
        (often.leg_stops, "legs ended an exercise"),
        (often.dizzy, "dizzy"),
        (often.slow, "more than a day until back to the usual, or it cost sleep or plans"),
        (often.falls, "a fall, or nearly one"),
    ];
    let said = said.into_iter().filter(|(times, _)| *times > 0);
    said.map(|(times, what)| format!("{what}: {}", times_said(times))).collect()
}

/// The same as sentences.
pub fn ended_early_in_sentences(often: OftenEarly) -> Option<String> {
    let said = ended_early(often).into_iter();
    let said: Vec<String> = said.map(|one| super::limits::capitalised(&one) + ".").collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Where there is more than is shown, and it was earlier.
pub fn and_before(count: usize) -> String {
    format!("and {count} more before")
}
/// Where there is more than is shown.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

/// At the end of a session: pain before and after of the last ones, the oldest first.
pub fn last_sessions(pains: &[(Option<u8>, Option<u8>)]) -> String {
    let word =
        |pain: Option<u8>| pain.map_or_else(|| "no number".to_owned(), |pain| pain.to_string());
    let said: Vec<String> = pains
        .iter()
        .map(|(before, after)| match (before, after) {
            (None, None) => "no number".to_owned(),
            (before, after) => format!("{} then {}", word(*before), word(*after)),
        })
        .collect();
    let many = number(pains.len()).to_lowercase();
    format!("The last {many} sessions, pain before and after: {}.", said.join(", "))
}
