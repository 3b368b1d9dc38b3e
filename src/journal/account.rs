//! What the sessions of some weeks tell somebody who was not there: what eased, what provoked, what was
//! done of what was planned, and what ended early. A fold over records, the newest first.
//!
//! Everything in it is bounded: a file may say whatever it likes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::answers::{Answer, Legs, Note, Score, StoppedBy};
use crate::domain::pain_rules::{self, Row, Sign};

use super::activity::Activity;
use super::felt::Felt;
use super::memo::Memo;
use super::planned::WhyLeftOut;
use super::record::{Record, SessionRecord, What, WhyRed};

/// So many exercises or routines are told apart.
const NAMES_AT_MOST: usize = 200;
/// So many days are named for what ended early.
const EVENTS_AT_MOST: usize = 200;
/// So many notes are kept.
const NOTES: usize = 3;
/// So many sessions are looked at in a line.
const LAST_SESSIONS: usize = 3;

/// Some weeks, as somebody who was not there wants to know them.
#[derive(Debug, Default)]
pub struct Account {
    /// What was felt in exercises, by their titles, and how often.
    pub felt: BTreeMap<(String, Felt), usize>,
    /// What was done of each routine, by its title.
    pub routines: BTreeMap<String, RoutineDone>,
    /// What was left out, by its title, and why; how often.
    pub left_out: BTreeMap<(String, WhyLeftOut), usize>,
    /// What ended early or was worth a word, the newest first.
    pub events: Vec<(Date, Happened)>,
    /// Signs that need medical help, the newest first, and what came of them.
    pub emergencies: Vec<EmergencyTold>,
    /// Of how many all that may be.
    pub asked: AskedFor,
    /// How often each exercise was part of a plan, by its title, and how often it was begun.
    pub exercises: BTreeMap<String, ExerciseSeen>,
    /// What was done elsewhere, and how often.
    pub elsewhere: BTreeMap<Activity, usize>,
    /// What ended walks.
    pub stopped_by: BTreeMap<StoppedBy, usize>,
    /// The last notes, the newest first.
    pub notes: Vec<(Date, Note)>,
    /// The last sessions in which something was done, the newest first.
    pub last: Vec<LastSession>,
    /// What was said of the legs behind each session, the newest first.
    pub legs: Vec<(Date, Legs)>,
    /// Days with movement.
    pub moved: BTreeSet<Date>,
    /// Whether an exercise was planned in its easier version when it was last planned.
    versions: BTreeMap<String, bool>,
    /// The last day on which a doctor was said to have looked, of those that were met so far.
    looked: Option<Date>,
    taken_back: usize,
}

/// What was done of a routine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoutineDone {
    /// Sessions that began.
    pub sessions: usize,
    /// Those of them that were finished.
    pub finished: usize,
    /// Repetitions.
    pub reps: usize,
    /// Repetitions that were planned for those days.
    pub planned: usize,
}

/// What ended early, or is worth a word with its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Too much for that day, and why, where that is known.
    RedStop(Option<WhyRed>),
    /// Leg symptoms ended this exercise.
    LegStop(String),
    /// Dizzy.
    Dizzy,
    /// Pain of six or more at the start.
    HighStart(Score),
    /// A fall.
    Fall,
    /// Longer than a day until one was back to the usual.
    Slow,
}

/// How often something could have been said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AskedFor {
    /// Sessions that began, or in which a number was asked for.
    pub sessions: usize,
    /// Numbers for pain before the start.
    pub starts: usize,
    /// Answers to how long the last session was felt.
    pub after_last: usize,
}

/// How often there was something to be said of an exercise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExerciseSeen {
    /// It was part of the routine of a session, left out or not.
    pub listed: usize,
    /// It was begun.
    pub begun: usize,
}

/// A sign that needs medical help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmergencyTold {
    /// On which day.
    pub day: Date,
    /// What was answered, where that is known.
    pub sign: Option<Sign>,
    /// What came of it.
    pub came: CameOfIt,
}

/// What came of a sign that needs medical help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameOfIt {
    /// A doctor has looked since, as was said on this day.
    DoctorLooked(Date),
    /// Nobody has said so.
    Open,
}

/// A session in three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastSession {
    /// Its day.
    pub day: Date,
    /// Pain before it.
    pub before: Option<Score>,
    /// Pain after it.
    pub after: Option<Score>,
}

impl LastSession {
    /// A session in which something was done.
    pub fn of(record: &Record) -> Option<LastSession> {
        let session = record.session()?;
        session.exercises.iter().any(|done| done.reps > 0).then(|| LastSession {
            day: record.at.civil.date(),
            before: session.pain_before(),
            after: session.pain_after(),
        })
    }
}

impl Account {
    /// The next older record of the weeks.
    pub fn add(&mut self, record: &Record) {
        let day = record.at.civil.date();
        match &record.what {
            What::Session(session) => {
                let done = LastSession::of(record);
                if done.is_some() {
                    self.moved.insert(day);
                }
                if self.last.len() < LAST_SESSIONS {
                    self.last.extend(done);
                }
                self.session(session, day);
            }
            What::Activity { what, stopped_by, note, .. } => {
                *self.elsewhere.entry(*what).or_default() += 1;
                if what.is_movement() {
                    self.moved.insert(day);
                }
                if let Some(by) = stopped_by {
                    *self.stopped_by.entry(*by).or_default() += 1;
                }
                if *what == Activity::Fall {
                    self.happened(day, Happened::Fall);
                }
                self.note(day, note.as_ref());
            }
            What::Fact(fact) => self.fact(day, fact, None),
            What::Note(note) => self.note(day, Some(note)),
            What::Goal { .. } => {}
        }
    }

    /// So many exercises were planned.
    pub fn planned_exercises(&self) -> usize {
        self.versions.len()
    }

    /// The titles of exercises that were last planned in their easier version.
    pub fn easier(&self) -> impl Iterator<Item = &str> {
        let easier = self.versions.iter().filter(|(_, easier)| **easier);
        easier.map(|(title, _)| title.as_str())
    }

    fn session(&mut self, session: &SessionRecord, day: Date) {
        for fact in session.facts.iter().rev() {
            self.fact(day, fact, Some(session));
        }
        if session.felt.iter().any(|(felt, _)| *felt == Felt::Dizzy) {
            self.happened(day, Happened::Dizzy);
        }
        self.asked.add(session);
        let high = session.pain_before();
        let high = high.filter(|pain| pain_rules::before(pain.number()) == Row::StartRed);
        if let Some(pain) = high {
            self.happened(day, Happened::HighStart(pain));
        }
        if session.after_last_time().is_some_and(pain_rules::was_too_much) {
            self.happened(day, Happened::Slow);
        }
        if let Some(legs) = session.legs().filter(|_| self.legs.len() < EVENTS_AT_MOST) {
            self.legs.push((day, legs));
        }
        self.note(day, session.note().as_ref());
        self.felt_in(session);
        self.planned(session);
    }

    fn felt_in(&mut self, session: &SessionRecord) {
        let said: BTreeSet<(Felt, usize)> =
            session.felt.iter().filter_map(|(felt, at)| Some((*felt, (*at)?))).collect();
        for (felt, exercise) in said {
            if let Some(title) = session.title_of(exercise)
                && let Some(count) = slot(&mut self.felt, (title.to_owned(), felt))
            {
                *count += 1;
            }
        }
    }

    fn planned(&mut self, session: &SessionRecord) {
        let Some((_, plan)) = &session.plan else { return };
        let (reps, planned) = session.reps();
        if let Some(done) = slot(&mut self.routines, session.about.title.clone()) {
            done.sessions += 1;
            done.finished += usize::from(session.is_finished());
            done.reps += reps;
            done.planned += planned;
        }
        let begun = session.exercises.iter().filter(|done| done.reps > 0);
        let begun: BTreeSet<usize> = begun.map(|done| done.exercise).collect();
        for one in plan {
            let title = || one.title.clone();
            if let Some(seen) = slot(&mut self.exercises, title()) {
                seen.listed += 1;
                seen.begun += usize::from(begun.contains(&one.exercise));
            }
            match one.left_out {
                Some(why) => {
                    if let Some(count) = slot(&mut self.left_out, (title(), why)) {
                        *count += 1;
                    }
                }
                None if self.versions.len() < NAMES_AT_MOST => {
                    let is_easier = one.easier > 0 && one.easier >= one.reps;
                    self.versions.entry(title()).or_insert(is_easier);
                }
                None => {}
            }
        }
    }

    fn fact(&mut self, day: Date, fact: &Memo, session: Option<&SessionRecord>) {
        match fact {
            Memo::RedStop => {
                let why = session.and_then(|session| session.red_stop);
                self.happened(day, Happened::RedStop(why));
            }
            Memo::LegStop { key } => {
                let title = session.and_then(|session| session.title_of_key(key)).unwrap_or(key);
                self.happened(day, Happened::LegStop(title.to_owned()));
            }
            Memo::WrongKey => self.taken_back += 1,
            Memo::DoctorLooked => self.looked = Some(day),
            Memo::Emergency { .. } if self.taken_back > 0 => self.taken_back -= 1,
            Memo::Emergency { sign } if self.emergencies.len() < EVENTS_AT_MOST => {
                let came = self.looked.map_or(CameOfIt::Open, CameOfIt::DoctorLooked);
                self.emergencies.push(EmergencyTold { day, sign: *sign, came });
            }
            _ => {}
        }
    }

    fn happened(&mut self, day: Date, what: Happened) {
        if self.events.len() < EVENTS_AT_MOST {
            self.events.push((day, what));
        }
    }

    fn note(&mut self, day: Date, note: Option<&Note>) {
        if self.notes.len() < NOTES {
            self.notes.extend(note.map(|note| (day, note.clone())));
        }
    }
}

impl AskedFor {
    fn add(&mut self, session: &SessionRecord) {
        self.sessions +=
            usize::from(session.counts(|answer| matches!(answer, Answer::PainBefore(_))));
        self.starts += usize::from(session.pain_before().is_some());
        self.after_last += usize::from(session.after_last_time().is_some());
    }
}

/// The place of a name in a table, unless the table is full.
fn slot<K: Ord, V: Default>(table: &mut BTreeMap<K, V>, name: K) -> Option<&mut V> {
    let has_room = table.len() < NAMES_AT_MOST;
    match table.entry(name) {
        std::collections::btree_map::Entry::Occupied(there) => Some(there.into_mut()),
        std::collections::btree_map::Entry::Vacant(free) => {
            has_room.then(|| free.insert(V::default()))
        }
    }
}
