//! What past days make of today: what they have to say stands in the plan, and where they ask for less
//! it becomes less (sections 3.3 and 4).

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;

use crate::journal::{Record, Session, What};
use crate::limits::{self, Asked, Pace, Step, limit};
use crate::plan::Plan;
use crate::routine::{Direction, Exercise, Kind, Routine};
use crate::timeline::compile;
use crate::words;

/// What is looked at: the days of a week, today among them.
const A_WEEK: i32 = 7;
/// After more days than these without a session the first one is lighter.
const DAYS_AWAY: i32 = 7;
/// The first hour after getting up lies before this hour of the day.
const NOON: i8 = 12;

/// Today so far, and the days before it, as the journal knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// How often this routine was done today, or some of it.
    pub times: usize,
    /// How long all sessions of today took together, pauses left out.
    pub moved: Duration,
    /// The days of the last week, today left out, on which something for strength was done.
    pub strength: BTreeSet<Date>,
    /// The last day before today with a session.
    pub last: Option<Date>,
    /// The first day with a session, where that lies within a week.
    pub first: Option<Date>,
    /// What this routine asked for when it was last done, and how many days ago that was.
    pub before: Option<(i32, Vec<Step>)>,
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
        let Some(ended) = session.ended.filter(|_| date <= today) else { continue };
        if ago == 0 {
            days.moved += Duration::from_millis(ended.lived_ms);
            days.times += usize::from(ended.done > 0 && session.about.name == name);
        }
        if ended.done == 0 {
            continue;
        }
        days.first = (ago < A_WEEK).then_some(date);
        if ago > 0 {
            days.last = days.last.or(Some(date));
            days.strength.extend((ago < A_WEEK && was_for_strength(&session)).then_some(date));
        }
        if session.about.name == name {
            steps.and_before(&session, ago);
        }
    }
    days.before = steps.last.map(|ago| (ago, steps.found));
    days
}

/// What a routine asked for, and since when: told session by session, the newest first.
#[derive(Debug, Default)]
struct Steps {
    /// Days since it was last done.
    last: Option<i32>,
    found: Vec<Step>,
    /// Those whose beginning is not found yet.
    open: BTreeSet<String>,
}

impl Steps {
    fn are_known(&self) -> bool {
        self.last.is_some() && self.open.is_empty()
    }

    fn and_before(&mut self, session: &Session, ago: i32) {
        let planned = session.plan.iter().flat_map(|(_, planned)| planned);
        let asked = planned.filter_map(|one| Some((one.title.as_str(), one.asked?)));
        if self.last.is_none() {
            self.last = Some(ago);
            for (title, asked) in asked {
                self.found.push(Step { title: title.into(), asked, days: Some(ago) });
                self.open.insert(title.into());
            }
            return;
        }
        let asked: Vec<(&str, Asked)> = asked.collect();
        for step in &mut self.found {
            let same = asked.contains(&(step.title.as_str(), step.asked));
            match self.open.contains(&step.title) {
                true if same => step.days = Some(ago),
                _ => drop(self.open.remove(&step.title)),
            }
        }
        // Longer than a week ago is long ago.
        if ago >= A_WEEK {
            self.open.clear();
        }
    }
}

fn was_for_strength(session: &Session) -> bool {
    let planned = session.plan.iter().flat_map(|(_, planned)| planned);
    let strong = |exercise: usize| {
        let mut planned = planned.clone().filter(|one| one.exercise == exercise);
        planned.any(|one| one.kind == Kind::Strength.name())
    };
    session.exercises.iter().any(|done| done.reps > 0 && strong(done.exercise))
}

/// The plan as past days leave it, and what they have to say. `turn` chooses among lines that would
/// all do.
pub fn heeded(days: &Days, plan: Plan, now: &Zoned, turn: usize) -> (Plan, Vec<String>) {
    let today = now.date();
    let away = days.last.map(|last| since(today, last)).filter(|_| days.times == 0);
    let (mut plan, mut lines) = grown(plan, days);
    if away.is_some_and(|away| away > DAYS_AWAY) {
        plan = plan.lighter();
        lines.insert(0, words::welcome_back(turn).to_owned());
    }
    lines.extend(strength(&plan, days, today));
    let first_week = days.first.is_some() || days.last.is_none();
    lines.extend(first_week.then(|| paced(&plan)).flatten());
    let just_up = now.hour() < NOON && days.moved.is_zero() && rounds(plan.routine());
    lines.extend(just_up.then(|| words::JUST_UP.to_owned()));
    lines.extend(words::once_more(days.times));
    lines.extend(together(&plan, days));
    (plan, lines)
}

/// Days from one to the other.
fn since(today: Date, date: Date) -> i32 {
    today.since(date).map_or(0, |span| span.get_days())
}

/// More repetitions than before (LIM-35), and two things at once (LIM-36).
fn grown(mut plan: Plan, days: &Days) -> (Plan, Vec<String>) {
    let Some((away, was)) = &days.before else { return (plan, Vec::new()) };
    let growth = limits::growth(was, plan.routine(), *away);
    let mut lines = Vec::new();
    for more in &growth.more {
        if let Pace::AtMost(reps) = more.pace {
            plan = plan.at_most(more.exercise, reps);
        }
        let title = &plan.routine().exercise(more.exercise).full.title;
        lines.extend(words::more_than_before(title, more));
    }
    lines.extend(growth.two_things.then(|| words::TWO_THINGS.to_owned()));
    (plan, lines)
}

/// Strength on two days in a row, or on a fourth day of the week (LIM-22).
fn strength(plan: &Plan, days: &Days, today: Date) -> Option<String> {
    let is_strong = |kind| kind == Kind::Strength;
    let mut items = plan.items().iter().filter(|item| item.is_done());
    items.find(|item| is_strong(plan.routine().exercise(item.exercise()).kind))?;
    if days.strength.iter().any(|date| since(today, *date) == 1) {
        return Some(words::STRENGTH_YESTERDAY.into());
    }
    let so_many = (days.strength.len() as u64 + 1) * 1_000;
    limit(22).bands.first()?.weigh(so_many)?;
    Some(words::STRENGTH_OFTEN.into())
}

/// Much paced breathing in the first week (LIM-14).
fn paced(plan: &Plan) -> Option<String> {
    let (_, paced) = limits::longest_paced(&compile(plan));
    let millis = u64::try_from(paced.as_millis()).unwrap_or(u64::MAX);
    limit(14).bands.get(1)?.weigh(millis)?;
    Some(words::much_paced(paced))
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
    let millis = u64::try_from(together.as_millis()).unwrap_or(u64::MAX);
    limit(19).bands.first()?.weigh(millis).filter(|_| !days.moved.is_zero())?;
    Some(words::much_today(together))
}
