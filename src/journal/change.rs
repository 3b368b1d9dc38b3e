//! Whether something has changed since the first week: what is worth a word, and what is not (section 6b
//! of the clinical notes).

use jiff::civil::Date;

use super::spread::{Median, Spread};
use super::week::Week;

/// Pain, as a weekly median, by so much in one week: 2.3 is the least change that can be told from none
/// in stenosis that is not operated on (J Clin Neurosci 2025;143:111717, n = 128).
const PAIN: u8 = 3;
/// Or by so much in two weeks, one after the other (Farrar 2001: 2 points or 30 %).
const PAIN_TWICE: u8 = 2;
/// Never by one score alone.
const ANSWERS_AT_LEAST: u32 = 2;
/// Minutes to the first stop, in per cent (Ammendolia 2018, Rainville 2012).
const WALK_PER_CENT: u32 = 30;
/// The goal (idea of the Patient-Specific Functional Scale, Stratford 1995).
const GOAL: u8 = 3;

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// It is less.
    Less,
    /// Nothing that could be told from chance.
    Same,
    /// It is more.
    More,
}

/// Something in the first and in the last week of which it is known, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course<T> {
    /// The Monday of the first week.
    pub since: Date,
    /// What it was then.
    pub first: T,
    /// The Monday of the last week.
    pub until: Date,
    /// What it is by now.
    pub last: T,
    /// What became of it; nothing where only one week is known.
    pub change: Option<Trend>,
}

/// The course of what a week has; the weeks come oldest first.
fn course<T: Copy>(
    weeks: &[Week],
    of: impl Fn(&Week) -> Option<T>,
    judge: impl Fn(T, T, Option<T>) -> Trend,
) -> Option<Course<T>> {
    let known: Vec<(Date, T)> =
        weeks.iter().filter_map(|week| Some((week.from, of(week)?))).collect();
    let (&(since, first), &(until, last)) = (known.first()?, known.last()?);
    // The week before the last one, where they follow each other and neither is the first.
    let before = match known.as_slice() {
        [_, .., (from, before), _] if follow(*from, until) => Some(*before),
        _ => None,
    };
    let change = (known.len() > 1).then(|| judge(first, last, before));
    Some(Course { since, first, until, last, change })
}

/// Whether one week follows the other.
pub(super) fn follow(week: Date, next: Date) -> bool {
    next.since(week).is_ok_and(|between| between.get_days() == 7)
}

/// What lies in the middle of a week's numbers, where there is more than one.
pub(super) fn said_often(said: Option<Spread>) -> Option<Median> {
    said.filter(|said| said.answers >= ANSWERS_AT_LEAST).map(|said| said.median)
}

/// Pain in weeks with more than one number.
pub fn of_pain(weeks: &[Week], which: impl Fn(&Week) -> Option<Spread>) -> Option<Course<Median>> {
    let median = |week: &Week| said_often(which(week));
    course(weeks, median, |first, last, before| {
        let by = |now: Median| i16::from(now.doubled()) - i16::from(first.doubled());
        let far = |change: i16, points: u8| change.abs() >= i16::from(points) * 2;
        let twice = before.is_some_and(|before| {
            far(by(before), PAIN_TWICE) && by(before).signum() == by(last).signum()
        });
        let is_one = far(by(last), PAIN) || twice && far(by(last), PAIN_TWICE);
        direction(i32::from(by(last)), is_one)
    })
}

/// The longest walk of each week, in minutes.
pub fn of_walk(weeks: &[Week]) -> Option<Course<u16>> {
    course(
        weeks,
        |week| week.walk.map(|walk| walk.minutes),
        |first, last, _| {
            let by = u32::from(first.abs_diff(last)) * 100;
            let is_one = by >= u32::from(first) * WALK_PER_CENT;
            direction(i32::from(last) - i32::from(first), is_one)
        },
    )
}

/// The goal.
pub fn of_goal(weeks: &[Week]) -> Option<Course<u8>> {
    course(
        weeks,
        |week| Some(week.goal?.number()),
        |first, last, _| {
            direction(i32::from(last) - i32::from(first), first.abs_diff(last) >= GOAL)
        },
    )
}

fn direction(by: i32, is_one: bool) -> Trend {
    match by.signum() {
        -1 if is_one => Trend::Less,
        1 if is_one => Trend::More,
        _ => Trend::Same,
    }
}
