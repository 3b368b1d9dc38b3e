//! What weeks say, in sentences; and the numbers of which a plot is made.

use std::collections::BTreeMap;

use crate::domain::answers::{Legs, Score};
use crate::journal::change::{self, Course, Trend};
use crate::journal::{Felt, Median, Spread, Week};
use crate::text::printable::printable;
use crate::text::weeks::{self as words, Became, ChangeWords, FirstAndLast, OftenEarly};

use super::Overview;

/// So many exercises are named in a sentence.
const NAMED_AT_MOST: usize = 6;

/// One thing that is followed from week to week.
#[derive(Clone, Debug)]
pub struct Matter {
    /// What a plot of it is called.
    pub label: &'static str,
    /// A number a week, and the highest that there can be; nothing where a plot would show nothing.
    pub plot: Option<(Vec<Option<f32>>, u16)>,
    /// The same in words.
    pub sentence: String,
}

/// Pain, walking and the goal, as far as anything is known of them.
pub fn matters(overview: &Overview<'_>) -> Vec<Matter> {
    let weeks = overview.weeks;
    let pain = |label: &'static str, which: fn(&Week) -> Option<Spread>| {
        let course = change::of_pain(weeks, which);
        let sentence = course.map(|course| {
            let said = said(&course, |median: Median| words::halves(median.doubled()));
            words::first_and_last(label, &said(&words::OF_PAIN))
        });
        let values = |week: &Week| Some(f32::from(which(week)?.median.doubled()) / 2.0);
        matter(label, sentence, weeks, values, u16::from(Score::WORST))
    };
    let walk = change::of_walk(weeks).map(|course| {
        let said = said(&course, words::minutes);
        words::first_and_last(words::WALK, &said(&words::OF_WALKING))
    });
    let minutes = |week: &Week| Some(f32::from(week.walk?.minutes));
    let longest = weeks.iter().filter_map(|week| Some(week.walk?.minutes)).max().unwrap_or(0);
    let goal = overview.goal();
    let hard = change::of_goal(weeks).zip(goal.clone()).map(|(course, goal)| {
        let said = said(&course, words::hard);
        words::first_and_last(&words::goal(&goal), &said(&words::OF_THE_GOAL))
    });
    let goal = hard.or_else(|| goal.map(|goal| words::goal_alone(&goal)));
    let hard = |week: &Week| Some(f32::from(week.goal?.number()));
    [
        pain(words::PAIN_BEFORE, |week| week.pain_before),
        pain(words::PAIN_AFTER, |week| week.pain_after),
        matter(words::WALK, walk, weeks, minutes, round_minutes(longest)),
        matter(words::GOAL, goal, weeks, hard, u16::from(Score::WORST)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn matter(
    label: &'static str,
    sentence: Option<String>,
    weeks: &[Week],
    value: impl Fn(&Week) -> Option<f32>,
    top: u16,
) -> Option<Matter> {
    let values: Vec<Option<f32>> = weeks.iter().map(value).collect();
    let known = values.iter().flatten().count();
    let plot = (known > 1).then_some((values, top));
    Some(Matter { label, plot, sentence: sentence? })
}

/// The end of an axis for so many minutes: a number that a clock has.
fn round_minutes(longest: u16) -> u16 {
    let ends = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240];
    ends.into_iter().find(|end| longest <= *end).unwrap_or(longest)
}

/// A course in words, as soon as it is known what less and more of it are called.
fn said<T: Copy>(
    course: &Course<T>,
    number: impl Fn(T) -> String,
) -> impl Fn(&ChangeWords) -> FirstAndLast {
    let first = (course.since, number(course.first));
    let last = (course.until, number(course.last));
    let change = course.change;
    move |words| FirstAndLast {
        first: first.clone(),
        last: last.clone(),
        became: match change {
            None => Became::OneWeek,
            Some(Trend::Same) => Became::NoClearChange(words.from),
            Some(Trend::Less) => Became::Clearly(words.less),
            Some(Trend::More) => Became::Clearly(words.more),
        },
    }
}

/// Legs, what ended early, what eased and what provoked, and easier versions.
pub fn remarks(overview: &Overview<'_>) -> Vec<String> {
    let Overview { weeks, account, .. } = overview;
    let early = words::ended_early_in_sentences(often_early(weeks));
    let (eased, provoked) = felt(&account.felt);
    let easier: Vec<String> = account.easier().map(printable).collect();
    [
        legs(weeks),
        early,
        (!eased.is_empty()).then(|| words::eased(&eased)),
        (!provoked.is_empty()).then(|| words::provoked(&provoked)),
        (!easier.is_empty()).then(|| words::in_easier_version(&easier)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn often_early(weeks: &[Week]) -> OftenEarly {
    let sum = |of: fn(&Week) -> usize| weeks.iter().map(of).sum();
    OftenEarly {
        red_stops: sum(|week| week.red_stops),
        leg_stops: sum(|week| week.leg_stops),
        dizzy: sum(|week| week.dizzy),
        slow: sum(|week| week.slow),
        falls: sum(|week| week.falls),
    }
}

fn legs(weeks: &[Week]) -> Option<String> {
    let count = |worst: Legs| weeks.iter().filter(|week| week.legs == Some(worst)).count();
    let said = [Legs::Worse, Legs::Same, Legs::Easier].map(|worst| (worst, count(worst)));
    let said: Vec<(Legs, usize)> = said.into_iter().filter(|(_, weeks)| *weeks > 0).collect();
    (!said.is_empty()).then(|| words::legs_in_weeks(&said))
}

type FeltEasing = Vec<(String, usize)>;
type Provoked = Vec<(String, Vec<(&'static str, usize)>)>;

/// What eased and what provoked, the most often said first.
pub fn felt(felt: &BTreeMap<(String, Felt), usize>) -> (FeltEasing, Provoked) {
    let mut eased = FeltEasing::new();
    let mut provoked: BTreeMap<String, Vec<(&'static str, usize)>> = BTreeMap::new();
    for ((title, what), times) in felt {
        let title = printable(title);
        match felt_in_words(*what) {
            None => eased.push((title, *times)),
            Some(what) => provoked.entry(title).or_default().push((what, *times)),
        }
    }
    let often = |felt: &[(&str, usize)]| felt.iter().map(|(_, times)| *times).sum::<usize>();
    let mut provoked: Provoked = provoked.into_iter().collect();
    eased.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    provoked.sort_by_key(|(_, felt)| std::cmp::Reverse(often(felt)));
    eased.truncate(NAMED_AT_MOST);
    provoked.truncate(NAMED_AT_MOST);
    (eased, provoked)
}

/// What an exercise brought on; nothing where it eased.
const fn felt_in_words(felt: Felt) -> Option<&'static str> {
    Some(match felt {
        Felt::Eased => return None,
        Felt::Legs => words::FELT_LEGS,
        Felt::MorePain => words::FELT_MORE_PAIN,
        Felt::Sharp => words::FELT_SHARP,
        Felt::Dizzy => words::FELT_DIZZY,
    })
}

/// A week in one line.
pub(super) fn of_week(week: &Week) -> String {
    let half = |spread: Option<Spread>| Some(words::halves(spread?.median.doubled()));
    let (before, after) = (half(week.pain_before), half(week.pain_after));
    let early = words::ended_early(often_early(std::slice::from_ref(week)));
    let parts = [
        (week.days > 0).then(|| words::moved_on(week.days, week.sessions)),
        words::pain(before.as_deref(), after.as_deref()),
        week.legs.map(words::legs_at_worst),
        week.walk.map(|walk| words::longest_walk(walk.minutes)),
        week.goal.map(|goal| words::goal_of_a_week(goal.number())),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().chain(early).collect();
    words::week_line(week.from, week.goes_on, &parts)
}
