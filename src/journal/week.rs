//! What weeks were like: a fold over records, Monday to Sunday by the date that is written in each.
//!
//! The order of the records does not matter but for the goal, whose last number in a week counts; what
//! is there twice, since two logs were put together, counts once.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::Span;
use jiff::civil::Date;

use crate::domain::answers::{Answer, Legs, Note, Score, StoppedBy};
use crate::domain::pain_rules::{self, Row};

use super::activity::Activity;
use super::felt::Felt;
use super::memo::Memo;
use super::period::{A_WEEK, Period, monday};
use super::record::{Record, SessionRecord, What};
use super::spread::{Scores, Spread};

/// So many records are known again when they come a second time.
const KNOWN_AGAIN_AT_MOST: usize = 100_000;

/// The longest walk of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongestWalk {
    /// Minutes.
    pub minutes: u16,
    /// What ended it, where that was said.
    pub stopped_by: Option<StoppedBy>,
}

/// A week, as far as something is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub from: Date,
    /// It is not over.
    pub goes_on: bool,
    /// Days with movement: a session, a walk, the pool, a ride.
    pub days: usize,
    /// Sessions in which something was done.
    pub sessions: usize,
    /// Pain before the first movement.
    pub pain_before: Option<Spread>,
    /// Of so many sessions.
    pub before_of: usize,
    /// Pain afterwards.
    pub pain_after: Option<Spread>,
    /// Of so many sessions.
    pub after_of: usize,
    /// The worst that was said of the legs.
    pub legs: Option<Legs>,
    /// How often that was said, and how often something was.
    pub legs_said: (usize, usize),
    /// How often it was said how long a session was felt.
    pub slow_of: usize,
    /// How often it took longer than a day to be back to the usual, or cost sleep or plans.
    pub slow: usize,
    /// How often it was too much for that day.
    pub red_stops: usize,
    /// How often legs ended an exercise.
    pub leg_stops: usize,
    /// Sessions in which somebody was dizzy.
    pub dizzy: usize,
    /// Starts with pain of six or more.
    pub high_starts: usize,
    /// Signs that need medical help, and were no wrong key.
    pub emergencies: usize,
    /// Falls.
    pub falls: usize,
    /// Walks that were written down by hand.
    pub walks: usize,
    /// The longest of them.
    pub walk: Option<LongestWalk>,
    /// The last number in it for the goal.
    pub goal: Option<Score>,
}

/// A week that is being counted.
#[derive(Debug, Default)]
struct Tally {
    days: BTreeSet<Date>,
    sessions: usize,
    before: Scores,
    before_of: usize,
    after: Scores,
    after_of: usize,
    legs: BTreeMap<u8, (Legs, usize)>,
    slow: usize,
    slow_of: usize,
    red_stops: usize,
    leg_stops: usize,
    dizzy: usize,
    high_starts: usize,
    emergencies: usize,
    falls: usize,
    walks: usize,
    walk: Option<LongestWalk>,
    goal: Option<Score>,
}

/// Weeks that are being counted, record by record, the newest first.
#[derive(Debug)]
pub struct Weeks {
    period: Period,
    tallies: BTreeMap<Date, Tally>,
    seen: HashSet<u64>,
    goal: GoalWords,
    /// Emergencies that were wrong keys, told by lines that stand alone; their own line comes later.
    taken_back: usize,
    /// Records with a later day than today: a clock was wrong, or is.
    pub later: usize,
}

/// Whether numbers still belong to the goal of today.
#[derive(Debug, Default)]
struct GoalWords {
    /// Any were met.
    is_known: bool,
    /// The words of today; none where it was put away.
    now: Option<Note>,
    /// What was read last belongs to another goal.
    is_another: bool,
}

impl GoalWords {
    fn meet(&mut self, words: Option<&Note>) {
        if !std::mem::replace(&mut self.is_known, true) {
            self.now = words.cloned();
        }
        self.is_another |= self.now.as_ref() != words;
    }
}

/// The weeks of these records, the newest of which come first: the oldest week first, beginning with
/// the first one of which anything is known.
pub fn weeks(records: impl IntoIterator<Item = Record>, period: Period) -> Vec<Week> {
    let mut weeks = Weeks::of(period);
    for record in records {
        weeks.add(&record);
    }
    weeks.counted()
}

impl Weeks {
    /// Of this period, and nothing known yet.
    pub fn of(period: Period) -> Weeks {
        Weeks {
            period,
            tallies: BTreeMap::new(),
            seen: HashSet::new(),
            goal: GoalWords::default(),
            taken_back: 0,
            later: 0,
        }
    }

    /// What is to be got easier, in the words of today.
    pub fn goal(&self) -> Option<&Note> {
        self.goal.now.as_ref()
    }

    /// The next older record; gives whether it is one of the period, and new.
    pub fn add(&mut self, record: &Record) -> bool {
        let day = record.at.civil.date();
        if let What::Goal { words, .. } = &record.what {
            self.goal.meet(words.as_ref());
        }
        if day > self.period.today {
            self.later += 1;
        }
        if !self.period.holds(day) || !self.is_new(record) {
            return false;
        }
        let (is_another, taken_back) = (self.goal.is_another, &mut self.taken_back);
        let tally = self.tallies.entry(monday(day)).or_default();
        let goal = match &record.what {
            What::Session(session) => {
                tally.session(session, day);
                session.goal()
            }
            What::Activity { what, minutes, stopped_by, .. } => {
                tally.activity(*what, *minutes, *stopped_by, day);
                None
            }
            What::Fact(fact) => {
                tally.fact(fact, taken_back);
                None
            }
            What::Goal { hard, .. } => *hard,
            What::Note(_) => None,
        };
        tally.goal = tally.goal.or(goal.filter(|_| !is_another));
        true
    }

    fn is_new(&mut self, record: &Record) -> bool {
        if self.seen.len() >= KNOWN_AGAIN_AT_MOST {
            return true;
        }
        let mut hasher = DefaultHasher::new();
        (record.id.name(), String::from(record.at)).hash(&mut hasher);
        self.seen.insert(hasher.finish())
    }

    /// Every week from the first of which something is known to that of today.
    pub fn counted(self) -> Vec<Week> {
        let Some(first) = self.tallies.keys().next().copied() else { return Vec::new() };
        let last = monday(self.period.today);
        let mondays = first.series(Span::new().days(A_WEEK)).take_while(|monday| *monday <= last);
        let mut tallies = self.tallies;
        let week = |from: Date| {
            let tally = tallies.remove(&from).unwrap_or_default();
            tally.week(from, from == last)
        };
        mondays.map(week).collect()
    }
}

impl Tally {
    fn session(&mut self, session: &SessionRecord, day: Date) {
        if session.exercises.iter().any(|done| done.reps > 0) {
            self.sessions += 1;
            self.days.insert(day);
        }
        self.before_of +=
            usize::from(session.counts(|answer| matches!(answer, Answer::PainBefore(_))));
        self.after_of +=
            usize::from(session.counts(|answer| matches!(answer, Answer::PainAfter(_))));
        if let Some(pain) = session.pain_before() {
            self.before.add(pain);
            let is_high = pain_rules::before(pain.number()) == Row::StartRed;
            self.high_starts += usize::from(is_high);
        }
        if let Some(pain) = session.pain_after() {
            self.after.add(pain);
        }
        for answer in &session.answers {
            if let Answer::Legs(Some(legs)) = answer {
                self.legs.entry(how_bad(*legs)).or_insert((*legs, 0)).1 += 1;
            }
        }
        let felt = session.after_last_time();
        self.slow_of += usize::from(felt.is_some());
        self.slow += usize::from(felt.is_some_and(pain_rules::was_too_much));
        let dizzy = session.felt.iter().any(|(felt, _)| *felt == Felt::Dizzy);
        self.dizzy += usize::from(dizzy);
        let mut taken_back = 0;
        session.facts.iter().rev().for_each(|fact| self.fact(fact, &mut taken_back));
    }

    fn fact(&mut self, fact: &Memo, taken_back: &mut usize) {
        match fact {
            Memo::RedStop => self.red_stops += 1,
            Memo::LegStop { .. } => self.leg_stops += 1,
            Memo::WrongKey => *taken_back += 1,
            Memo::Emergency { .. } if *taken_back > 0 => *taken_back -= 1,
            Memo::Emergency { .. } => self.emergencies += 1,
            _ => {}
        }
    }

    fn activity(
        &mut self,
        what: Activity,
        minutes: Option<u16>,
        stopped_by: Option<StoppedBy>,
        day: Date,
    ) {
        if what.is_movement() {
            self.days.insert(day);
        }
        self.falls += usize::from(what == Activity::Fall);
        if what == Activity::Walk {
            self.walks += 1;
            let this = minutes.map(|minutes| LongestWalk { minutes, stopped_by });
            let both = this.into_iter().chain(self.walk);
            self.walk = both.max_by_key(|walk| (walk.minutes, walk.stopped_by.is_some()));
        }
    }

    fn week(self, from: Date, goes_on: bool) -> Week {
        let worst = self.legs.last_key_value().map(|(_, worst)| *worst);
        Week {
            from,
            goes_on,
            days: self.days.len(),
            sessions: self.sessions,
            pain_before: self.before.spread(),
            before_of: self.before_of,
            pain_after: self.after.spread(),
            after_of: self.after_of,
            legs: worst.map(|(legs, _)| legs),
            legs_said: (
                worst.map_or(0, |(_, times)| times),
                self.legs.values().map(|(_, times)| times).sum(),
            ),
            slow_of: self.slow_of,
            slow: self.slow,
            red_stops: self.red_stops,
            leg_stops: self.leg_stops,
            dizzy: self.dizzy,
            high_starts: self.high_starts,
            emergencies: self.emergencies,
            falls: self.falls,
            walks: self.walks,
            walk: self.walk,
            goal: self.goal,
        }
    }
}

const fn how_bad(legs: Legs) -> u8 {
    match legs {
        Legs::Easier => 0,
        Legs::Same => 1,
        Legs::Worse => 2,
    }
}
