//! What some weeks call for: a card at two, four and six of them, and what is worth asking a clinician
//! about (section 6b of the clinical notes; the counts are our own choice). A pure function of the weeks and
//! of what their sessions tell; that each is shown once is kept elsewhere.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::account::{Account, Happened};
use super::change::{self, Course, Trend};
use super::period::{Period, monday};
use super::record::Record;
use super::spread::Median;
use super::week::{Week, Weeks};
use crate::domain::answers::{Legs, Score};

/// So many weeks are looked at, this one among them.
const WEEKS: u16 = 12;
/// Often enough to ask about.
const THREE_TIMES: usize = 3;
const TWICE: usize = 2;
/// Within so many days.
const DAYS: i32 = 14;
/// So many days are named of one thing.
const NAMED_AT_MOST: usize = 6;
/// Pain, as a weekly median, by so much.
const PAIN: u8 = 2;
/// What is left of a walk that is shorter by 30 %.
const PER_CENT_LEFT: u32 = 70;
/// The days after which the cards of weeks come.
const TWO_WEEKS: i32 = 14;
const FOUR_WEEKS: i32 = 28;
const SIX_WEEKS: i32 = 42;
/// "Six weeks of regular sessions": so many weeks that are over, each with movement.
const REGULAR_WEEKS: usize = 6;

vocabulary! {
    /// A card of weeks; what is most serious stands first.
    pub enum WeekCard {
        /// A fall.
        Fall = "fall",
        /// Legs worse after two sessions running.
        LegsWorse = "legs-worse",
        /// The same exercise ended by the legs three times.
        SameLegs = "same-legs",
        /// Too much for the day three times in 14 days.
        RedStops = "red-stops",
        /// Dizzy twice.
        Dizzy = "dizzy",
        /// Pain of six or more at the start three times in 14 days.
        HighStarts = "high-starts",
        /// Median pain up by two in two weeks running.
        PainUp = "pain-up",
        /// Walks shorter by 30 % in two weeks running.
        WalkDown = "walk-down",
        /// Six weeks are over: easier, no clear change, or worse.
        SixWeeks = "six-weeks",
        /// Four weeks are over.
        FourWeeks = "four-weeks",
        /// Two weeks are over.
        TwoWeeks = "two-weeks",
    }
}

/// A card that is called for, and what has led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardDue {
    /// Which.
    pub card: WeekCard,
    /// By what.
    pub because: Because,
}

/// What has led to a card; days come oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// It was on these days.
    Days(Vec<Date>),
    /// The legs ended this exercise, on these days.
    Exercise(String, Vec<Date>),
    /// These numbers, on these days.
    Numbers(Vec<(Score, Date)>),
    /// Pain in the first week, and in the last two.
    Pain([(Date, Median); 3]),
    /// The longest walk in the first week, and in the last two, in minutes.
    Walk([(Date, u16); 3]),
    /// What some weeks were like.
    Weeks(SomeWeeks),
}

/// Some weeks since the first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SomeWeeks {
    /// Days with movement in the first two weeks.
    pub days: usize,
    /// The longest walk.
    pub walk: Option<Course<u16>>,
    /// Pain before the first movement.
    pub pain: Option<Course<Median>>,
    /// The goal.
    pub goal: Option<Course<u8>>,
}

/// What has become of everything that is followed, taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overall {
    /// Something is clearly easier, and nothing worse.
    Better,
    /// Something is clearly worse, whatever else is easier.
    Worse,
    /// Nothing has clearly changed.
    Same,
    /// Too little was said to compare.
    Unknown,
}

impl SomeWeeks {
    fn of(weeks: &[Week], days: usize) -> SomeWeeks {
        SomeWeeks {
            days,
            walk: change::of_walk(weeks),
            pain: change::of_pain(weeks, |week| week.pain_before),
            goal: change::of_goal(weeks),
        }
    }

    /// Whether they were easier, the same or worse, by their own numbers.
    pub fn overall(&self) -> Overall {
        // A longer walk is better, more pain is not.
        let walk = self.walk.and_then(|course| course.change).map(|change| match change {
            Trend::Less => Trend::More,
            Trend::Same => Trend::Same,
            Trend::More => Trend::Less,
        });
        let pain = self.pain.and_then(|course| course.change);
        let goal = self.goal.and_then(|course| course.change);
        let known: Vec<Trend> = [walk, pain, goal].into_iter().flatten().collect();
        match known {
            known if known.is_empty() => Overall::Unknown,
            known if known.contains(&Trend::More) => Overall::Worse,
            known if known.contains(&Trend::Less) => Overall::Better,
            _ => Overall::Same,
        }
    }
}

/// The weeks that cards are about, read record by record, the newest first.
#[derive(Debug)]
pub struct LastWeeks {
    period: Period,
    weeks: Weeks,
    account: Account,
}

impl LastWeeks {
    /// As they are on a day, and nothing known yet.
    pub fn on(today: Date) -> LastWeeks {
        let period = Period::of(WEEKS, today);
        LastWeeks { period, weeks: Weeks::of(period), account: Account::default() }
    }

    /// Which days they have.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The next older record.
    pub fn add(&mut self, record: &Record) {
        if self.weeks.add(record) {
            self.account.add(record);
        }
    }

    /// Everything that they call for, what is most serious first.
    pub fn cards(self) -> Vec<CardDue> {
        cards_due(&self.weeks.counted(), &self.account, self.period)
    }
}

/// Everything that the weeks of a period call for; the weeks come oldest first.
fn cards_due(weeks: &[Week], account: &Account, period: Period) -> Vec<CardDue> {
    let over: Vec<Week> = weeks.iter().filter(|week| !week.goes_on).cloned().collect();
    let of = |card: WeekCard, because: Option<Because>| Some(CardDue { card, because: because? });
    let on = |is_it: fn(&Happened) -> bool, times: usize| {
        let days = days_of(account, is_it);
        (days.len() >= times).then(|| Because::Days(last_of(days)))
    };
    let within = |is_it: fn(&Happened) -> bool| {
        close_together(&days_of(account, is_it), |day| *day).map(Because::Days)
    };
    [
        of(WeekCard::Fall, on(|what| *what == Happened::Fall, 1)),
        of(WeekCard::LegsWorse, legs_worse(account)),
        of(WeekCard::SameLegs, same_legs(account)),
        of(WeekCard::RedStops, within(|what| matches!(what, Happened::RedStop(_)))),
        of(WeekCard::Dizzy, on(|what| *what == Happened::Dizzy, TWICE)),
        of(WeekCard::HighStarts, high_starts(account)),
        of(WeekCard::PainUp, pain_up(&over)),
        of(WeekCard::WalkDown, walk_down(&over)),
        of_weeks(&over, account, period),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The days of something that happened, oldest first, as often as it did.
fn days_of(account: &Account, is_it: impl Fn(&Happened) -> bool) -> Vec<Date> {
    let events = account.events.iter().rev().filter(|(_, what)| is_it(what));
    events.map(|(day, _)| *day).collect()
}

/// The last of some days.
fn last_of(mut days: Vec<Date>) -> Vec<Date> {
    let before = days.len().saturating_sub(NAMED_AT_MOST);
    days.drain(..before);
    days
}

/// The last three that lie within 14 days.
fn close_together<T: Clone>(all: &[T], day: impl Fn(&T) -> Date) -> Option<Vec<T>> {
    let is_close = |three: &&[T]| match three {
        [first, .., last] => {
            day(last).since(day(first)).is_ok_and(|between| between.get_days() < DAYS)
        }
        _ => false,
    };
    all.windows(THREE_TIMES).rev().find(is_close).map(<[T]>::to_vec)
}

fn legs_worse(account: &Account) -> Option<Because> {
    let told = &account.legs;
    let both =
        told.windows(TWICE).find(|both| both.iter().all(|(_, legs)| *legs == Legs::Worse))?;
    Some(Because::Days(both.iter().rev().map(|(day, _)| *day).collect()))
}

fn same_legs(account: &Account) -> Option<Because> {
    let mut stops: BTreeMap<&str, Vec<Date>> = BTreeMap::new();
    for (day, what) in account.events.iter().rev() {
        if let Happened::LegStop(title) = what {
            stops.entry(title).or_default().push(*day);
        }
    }
    let often = stops.into_iter().max_by_key(|(_, days)| days.len())?;
    let (title, days) = Some(often).filter(|(_, days)| days.len() >= THREE_TIMES)?;
    Some(Because::Exercise(title.to_owned(), last_of(days)))
}

fn high_starts(account: &Account) -> Option<Because> {
    let starts = account.events.iter().rev().filter_map(|(day, what)| match what {
        Happened::HighStart(pain) => Some((*pain, *day)),
        _ => None,
    });
    let starts: Vec<(Score, Date)> = starts.collect();
    close_together(&starts, |(_, day)| *day).map(Because::Numbers)
}

/// The first of some weeks, and the last two where they follow each other.
fn first_and_last_two<T: Copy>(known: &[(Date, T)]) -> Option<[(Date, T); 3]> {
    match known {
        [first, .., before, last] if change::follow(before.0, last.0) => {
            Some([*first, *before, *last])
        }
        _ => None,
    }
}

fn pain_up(over: &[Week]) -> Option<Because> {
    let known =
        over.iter().filter_map(|week| Some((week.from, change::said_often(week.pain_before)?)));
    let three = first_and_last_two(&known.collect::<Vec<_>>())?;
    let [(_, first), last @ ..] = three;
    let is_up = |now: Median| now.doubled() >= first.doubled() + 2 * PAIN;
    last.iter().all(|(_, now)| is_up(*now)).then_some(Because::Pain(three))
}

fn walk_down(over: &[Week]) -> Option<Because> {
    let known = over.iter().filter_map(|week| Some((week.from, week.walk?.minutes)));
    let three = first_and_last_two(&known.collect::<Vec<_>>())?;
    let [(_, first), last @ ..] = three;
    let is_down = |now: u16| u32::from(now) * 100 <= u32::from(first) * PER_CENT_LEFT;
    last.iter().all(|(_, now)| is_down(*now)).then_some(Because::Walk(three))
}

/// The card of the weeks that are over, the last one that is called for. Where the first week of the period
/// has movement, nobody knows when it began.
fn of_weeks(over: &[Week], account: &Account, period: Period) -> Option<CardDue> {
    let first = *account.moved.first().filter(|first| monday(**first) > period.from)?;
    let ago = period.today.since(first).ok()?.get_days();
    let regular = over.iter().filter(|week| week.days > 0).count();
    let card = match ago {
        SIX_WEEKS.. if regular >= REGULAR_WEEKS => WeekCard::SixWeeks,
        FOUR_WEEKS..SIX_WEEKS => WeekCard::FourWeeks,
        TWO_WEEKS..FOUR_WEEKS => WeekCard::TwoWeeks,
        _ => return None,
    };
    let in_two_weeks = |day: &&Date| day.since(first).is_ok_and(|span| span.get_days() < TWO_WEEKS);
    let days = account.moved.iter().take_while(in_two_weeks).count();
    Some(CardDue { card, because: Because::Weeks(SomeWeeks::of(over, days)) })
}
