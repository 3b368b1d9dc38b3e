//! What past days make of today: what they have to say stands in the plan, and where they ask for less
//! it becomes less (sections 3.3 and 4).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use crate::domain::plan::{Item, Plan};
use crate::domain::routine::{Direction, Exercise, Kind, Routine};
use crate::domain::timeline::compile;
use crate::journal::{Record, SessionRecord, What};
use crate::limits::{self, Load, Pace, PastLoad, limit, millis, numbered};
use crate::text;

/// What is looked at: the days of a week, today among them.
const A_WEEK: i32 = 7;
/// After more missed days than these the first session is lighter.
const MISSED: i32 = 7;
/// The first hour after getting up lies in these hours of the day.
const MORNING: Range<i8> = 4..12;

/// Today so far, and the days before it, as the journal knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// How often this routine was done today, or some of it.
    pub times: usize,
    /// How long all sessions of today took together, pauses left out.
    pub moved: Duration,
    /// How many strength exercises were done on each day of the last week, today included.
    pub strength: BTreeMap<Date, usize>,
    /// The last day before today with a session.
    pub last: Option<Date>,
    /// The first day with a session, where that lies within a week.
    pub first: Option<Date>,
    /// What this routine asked for when it was last done.
    pub before: Vec<PastLoad>,
}

impl Days {
    /// Whether nothing was done today yet.
    fn is_first(&self) -> bool {
        self.moved.is_zero() && self.times == 0
    }

    /// How many days lie between the last one with a session and the first session of this day.
    fn missed(&self, today: Date) -> i32 {
        let last = self.last.filter(|_| self.is_first());
        last.map_or(0, |last| since(today, last) - 1)
    }

    /// Whether so many days were missed that the first session is at the step before (section 3.3).
    pub fn goes_back_a_step(&self, today: Date) -> bool {
        (limits::MISSED..=MISSED).contains(&self.missed(today))
    }
}

/// The days in these records, the newest of which come first, for a routine of this name.
pub fn days(records: impl Iterator<Item = Record>, today: Date, name: &str) -> Days {
    let mut days = Days::default();
    let mut steps = Steps::default();
    for record in records {
        let date = record.at.civil.date();
        let ago = since(today, date);
        if ago >= A_WEEK && steps.are_known() {
            days.first = None;
            break;
        }
        let What::Session(session) = record.what else { continue };
        let (done, _) = session.count();
        if date > today {
            continue;
        }
        if ago == 0 {
            let lived_ms = session.ended.map_or(0, |ended| ended.lived_ms);
            days.moved += Duration::from_millis(lived_ms);
            days.times += usize::from(done > 0 && session.about.name == name);
        }
        if done == 0 {
            continue;
        }
        days.first = (ago < A_WEEK).then_some(date);
        if ago > 0 {
            days.last = days.last.or(Some(date));
        }
        let strong = for_strength(&session);
        if ago < A_WEEK && strong > 0 {
            *days.strength.entry(date).or_default() += strong;
        }
        if session.about.name == name {
            steps.reach_back(&session, ago);
        }
    }
    days.before = steps.found;
    days
}

/// What a routine asked for, and since when: told session by session, the newest first.
#[derive(Debug, Default)]
struct Steps {
    /// Whether any session of it was told.
    begun: bool,
    found: Vec<PastLoad>,
    /// Which of them may have begun even earlier.
    open: BTreeSet<usize>,
}

impl Steps {
    fn are_known(&self) -> bool {
        self.begun && self.open.is_empty()
    }

    fn reach_back(&mut self, session: &SessionRecord, ago: i32) {
        let planned = session.plan.iter().flat_map(|(_, planned)| planned);
        let titles = numbered(planned.clone().map(|one| one.title.as_str()));
        let asked: Vec<((&str, usize), Option<Load>)> =
            titles.zip(planned.map(|one| one.asked)).collect();
        if !std::mem::replace(&mut self.begun, true) {
            let step = |((title, nth), asked): ((&str, usize), Option<Load>)| {
                Some(PastLoad { title: title.into(), nth, load: asked?, days: Some(ago) })
            };
            self.found = asked.into_iter().filter_map(step).collect();
            self.open = (0..self.found.len()).collect();
            return;
        }
        for (index, step) in self.found.iter_mut().enumerate() {
            let same = asked.contains(&((step.title.as_str(), step.nth), Some(step.load)));
            match self.open.contains(&index) {
                true if same => step.days = Some(ago),
                _ => drop(self.open.remove(&index)),
            }
        }
        // Longer than a week ago is long ago.
        if ago >= A_WEEK {
            self.open.clear();
        }
    }
}

/// How many strength exercises were begun in a session.
fn for_strength(session: &SessionRecord) -> usize {
    let planned = session.plan.iter().flat_map(|(_, planned)| planned);
    let strong = planned.filter(|one| one.kind == Kind::Strength.name());
    let strong: BTreeSet<usize> = strong.map(|one| one.exercise).collect();
    let done = session.exercises.iter().filter(|done| done.reps > 0);
    let done: BTreeSet<usize> = done.map(|done| done.exercise).collect();
    done.intersection(&strong).count()
}

/// The plan as past days leave it, and what they have to say. `turn` chooses among lines that would
/// all do.
pub fn after_past_days(days: &Days, plan: Plan, now: &Zoned, turn: usize) -> (Plan, Vec<String>) {
    let today = now.date();
    let (first_today, missed) = (days.is_first(), days.missed(today));
    let (mut plan, mut lines) = grown(plan, days, missed);
    if missed > MISSED {
        plan = plan.lighter();
        lines.insert(0, text::welcome_back(turn).to_owned());
    }
    lines.extend(strength(&plan, days, today));
    lines.extend(first_week(days, &plan));
    let just_up = MORNING.contains(&now.hour()) && first_today && rounds(plan.routine());
    lines.extend(just_up.then(|| text::JUST_UP.to_owned()));
    lines.extend(text::once_more(days.times));
    lines.extend(together(&plan, days));
    (plan, lines)
}

/// Days from one to the other.
fn since(today: Date, date: Date) -> i32 {
    today.since(date).map_or(0, |span| span.get_days())
}

/// More repetitions than before (LIM-35), and two things at once (LIM-36).
fn grown(mut plan: Plan, days: &Days, missed: i32) -> (Plan, Vec<String>) {
    let growth = limits::growth(&days.before, plan.routine(), missed);
    let mut lines = Vec::new();
    for more in &growth.more {
        if let Pace::AtMost(reps) = more.pace {
            plan = plan.at_most(more.exercise, reps);
        }
        let title = &plan.routine().exercise(more.exercise).full.title;
        lines.extend(text::more_than_before(title, more));
    }
    lines.extend(growth.two_things.then(|| text::TWO_THINGS.to_owned()));
    (plan, lines)
}

/// So many strength exercises make a day of strength: one slow set of standing up is none.
const A_DAY_OF_STRENGTH: usize = 2;

/// Two or more strength exercises on two days in a row, or on a fourth day of the week (LIM-22).
fn strength(plan: &Plan, days: &Days, today: Date) -> Option<String> {
    let is_strong = |item: &&Item| plan.routine().exercise(item.exercise()).kind == Kind::Strength;
    let items = plan.items().iter().filter(|item| item.is_done());
    // Its rounds are one exercise.
    let planned: BTreeSet<usize> = items.filter(is_strong).map(Item::exercise).collect();
    let planned = planned.len();
    let done_today = days.strength.get(&today).copied().unwrap_or_default();
    if planned == 0 || planned + done_today < A_DAY_OF_STRENGTH {
        return None;
    }
    let strong = days.strength.iter().filter(|(_, count)| **count >= A_DAY_OF_STRENGTH);
    let before: Vec<i32> =
        strong.map(|(date, _)| since(today, *date)).filter(|ago| *ago > 0).collect();
    if before.contains(&1) {
        return Some(text::STRENGTH_YESTERDAY.into());
    }
    let so_many = (before.len() as u64 + 1) * 1_000;
    limit(22).bands.first()?.weigh(so_many)?;
    Some(text::STRENGTH_OFTEN.into())
}

/// Much paced breathing in the first week (LIM-14).
pub fn first_week(days: &Days, plan: &Plan) -> Option<String> {
    let first_week = days.first.is_some() || days.last.is_none();
    let (_, paced) = limits::longest_paced(&compile(plan));
    limit(14).bands.get(1)?.weigh(millis(paced)).filter(|_| first_week)?;
    Some(text::much_paced(paced))
}

/// Whether at least half of its movements do nothing but round the back (LIM-43).
fn rounds(routine: &Routine) -> bool {
    let moves: Vec<&Exercise> =
        routine.exercises.iter().filter(|exercise| exercise.kind.is_movement()).collect();
    let rounds = moves.iter().filter(|exercise| exercise.full.direction == [Direction::Flexion]);
    rounds.count() * 2 >= moves.len().max(1)
}

/// All sessions of the day together (LIM-19).
fn together(plan: &Plan, days: &Days) -> Option<String> {
    let together = days.moved + compile(plan).total();
    limit(19).bands.first()?.weigh(millis(together)).filter(|_| !days.moved.is_zero())?;
    Some(text::much_today(together))
}
