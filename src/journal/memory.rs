//! What past sessions mean for this one: a fold over the lines of the journal, the oldest first.
//!
//! The order of the lines is the truth. A date only tells one day from another: a line that a wrong
//! clock has dated into the future is past all the same, since it stands before what follows.
//!
//! The whole log is read, in memory that does not grow with it. Of what lies further back than the last
//! part of it only the lines are taken apart that hold a fact ([`Memo`]), which is quick, so that no
//! emergency scrolls out of sight; while a red stop is open or legs are remembered, every line is, since
//! what lifts them is a session that went well.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use jiff::civil::Date;

use crate::domain::answers::{Amount, Answer, BackToUsual, Legs, Noticed, Score, WhyStopped};
use crate::domain::pain_rules::{self, Row};
use crate::domain::profile::Flag;
use crate::domain::routine::Kind;

use super::IS_OF_A_GOAL;
use super::activity::Activity;
use super::backwards::LINE_AT_MOST;
use super::line::{EndedBy, Entry, ExerciseDone, LogLine};
use super::lived::{HowItWent, Lived};
use super::memo::Memo;
use super::planned::Planned;
use super::remembered::{LegMemory, Memory};
use super::stamp::Id;

/// The routine that lifts a red stop.
pub const GENTLE_DAY: &str = "gentle-day";
/// Sessions of which it is not yet known how they were felt, or that overlap.
const SESSIONS_AT_MOST: usize = 64;
/// What every line with a [`Memo`] holds.
const HOLDS_A_FACT: &str = "\"remembered\"";

/// The lines of a journal, the oldest first, as what they mean.
pub fn memory(lines: impl IntoIterator<Item = LogLine>) -> Memory {
    let mut fold = Fold::default();
    lines.into_iter().for_each(|line| fold.line(line));
    fold.finish()
}

/// The same of a log; of what lies before its last `recent` bytes, all that must not be forgotten.
///
/// # Errors
/// What the log says.
pub fn memory_of(mut log: impl Read + Seek, recent: u64) -> io::Result<Memory> {
    let end = log.seek(SeekFrom::End(0))?;
    log.seek(SeekFrom::Start(0))?;
    let mut log = BufReader::new(log.take(end));
    let (mut fold, mut at, mut line) = (Fold::default(), 0, Vec::new());
    loop {
        line.clear();
        let read = (&mut log).take(LINE_AT_MOST as u64 + 1).read_until(b'\n', &mut line)?;
        at += read as u64;
        if read == 0 {
            return Ok(fold.finish());
        }
        let is_recent = at >= end.saturating_sub(recent) || fold.looks_closely();
        let holds = || {
            let line = str::from_utf8(&line).unwrap_or_default();
            line.contains(HOLDS_A_FACT) || line.contains(IS_OF_A_GOAL)
        };
        // What is damaged, or too long for a line, or of another version, is passed over.
        if (is_recent || holds())
            && let Ok(line) = LogLine::read(&line)
        {
            fold.line(line);
        }
    }
}

/// A session whose answers may still come.
#[derive(Clone, Debug, Default)]
struct Going {
    id: Option<Id>,
    name: String,
    digest: String,
    plan: Vec<Planned>,
    /// Exercises with a repetition, by their place in the plan.
    done: BTreeSet<usize>,
    /// What of it may grow.
    lived: Lived,
    /// It was said to be too much.
    too_much: bool,
    /// How long the one before was felt was left open.
    left_open: bool,
    /// The last day with movement before it.
    moved_before: Option<Date>,
    has_moved: bool,
    finished: bool,
    pain_after: Option<Score>,
    legs: Option<Legs>,
    worse: bool,
    /// Counted up: an earlier session clears no later stop.
    nth: u64,
    judged: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Fold {
    pub(super) memory: Memory,
    going: VecDeque<Going>,
    sessions: u64,
    /// The last session in which each exercise ended with leg symptoms.
    stopped_in: BTreeMap<String, u64>,
}

impl Fold {
    /// What it all means; what may grow also for the day on which the last sessions are said to have been
    /// felt no longer than an hour.
    fn finish(mut self) -> Memory {
        let mut well = self.clone();
        well.after_last(usize::MAX, Date::MIN, BackToUsual::WithinTheHour);
        self.memory.growth_if_well = well.memory.growth;
        self.memory
    }

    fn looks_closely(&self) -> bool {
        let memory = &self.memory;
        memory.red_stop.is_some()
            || memory.legs.values().any(|legs| !legs.is_back && !legs.has_waited())
    }

    /// The place of a session among those that go on.
    fn place_of(&mut self, id: &Id) -> usize {
        if let Some(place) = self.going.iter().position(|going| going.id.as_ref() == Some(id)) {
            return place;
        }
        self.sessions += 1;
        if self.going.len() >= SESSIONS_AT_MOST {
            self.going.pop_front();
        }
        let going = Going { id: Some(id.clone()), nth: self.sessions, ..Going::default() };
        self.going.push_back(going);
        self.going.len() - 1
    }

    pub(super) fn line(&mut self, line: LogLine) {
        let LogLine { id, at, entry, .. } = line;
        let date = at.civil.date();
        if let Entry::Activity { what, .. } = &entry {
            self.memory.walked = (*what == Activity::Walk).then_some(date).or(self.memory.walked);
            return;
        }
        if self.memory.weekly.is_told(date, &entry) {
            return;
        }
        let place = self.place_of(&id);
        if let Entry::Remembered { fact, .. } = entry {
            return self.fact(place, date, fact);
        }
        if let Entry::Answer { answer: Answer::AfterLastTime(Some(back)), .. } = entry {
            return self.after_last(place, date, back);
        }
        let Some(going) = self.going.get_mut(place) else { return };
        let memory = &mut self.memory;
        match entry {
            Entry::Opened(about) => (going.name, going.digest) = (about.name, about.digest),
            Entry::Planned { exercises, total_ms } => {
                memory.growth.begins(&going.name, &going.digest);
                going.lived = Lived::begins(date, total_ms, &exercises);
                going.plan = exercises;
                going.begins(memory, date);
            }
            Entry::Exercise(done) => going.exercise(memory, &done, date),
            Entry::Answer { answer, .. } => going.answer(memory, &answer, date),
            Entry::Ended(ended) => {
                going.finished = ended.how == EndedBy::Finished;
                going.lived.ends(ended);
                if going.finished {
                    memory.finished.insert(going.name.clone());
                }
                going.ends(memory);
            }
            _ => {}
        }
    }

    fn fact(&mut self, place: usize, date: Date, fact: Memo) {
        let memory = &mut self.memory;
        memory.growth.fact(&fact);
        memory.weekly.fact(date, &fact);
        let Some(going) = self.going.get(place) else { return };
        match fact {
            Memo::Card { card } => memory.card = Some((card, date)),
            Memo::AskedFirst { card } => {
                memory.card = Some((card, date));
                memory.asked_first = Some(date);
                (memory.ask_first, memory.something_new) = (None, None);
            }
            Memo::AskFirst => memory.ask_first = Some(date),
            Memo::SomethingNew => memory.something_new = Some(date),
            Memo::Emergency { .. } => memory.emergency = Some(date),
            Memo::WrongKey => memory.emergency = None,
            // A gentle day comes first then.
            Memo::DoctorLooked => {
                let looked = [memory.emergency.take(), memory.doctor_today.take()];
                memory.red_stop = looked.into_iter().flatten().next().or(memory.red_stop);
            }
            Memo::DoctorToday => memory.doctor_today = Some(date),
            Memo::RedStop => memory.red_stop = Some(date),
            Memo::LegStop { key } => {
                self.stopped_in.insert(key.clone(), going.nth);
                let stops = memory.legs.get(&key).map_or(0, |legs| legs.stops) + 1;
                memory.legs.insert(key, LegMemory { stops, last: date, greens: 0, is_back: false });
            }
            Memo::FlagsAsked { flags } => {
                for flag in flags.iter().filter_map(|name| Flag::named(name)) {
                    let asked = memory.flags_asked.entry(flag).or_default();
                    asked.insert(going.digest.clone(), date);
                }
            }
            Memo::Dizzy => memory.dizzy = Some(date),
            Memo::LighterNext => memory.lighter = true,
            Memo::Sore => memory.sore = true,
            Memo::FullAgain { key, full } => {
                if let Some(legs) = memory.legs.get_mut(&key) {
                    (legs.is_back, legs.greens) = (full, 0);
                }
            }
            Memo::CautionAccepted { content, .. } => drop(memory.accepted.insert(content)),
            Memo::StepTaken { .. }
            | Memo::StepLeft { .. }
            | Memo::StepBack { .. }
            | Memo::WeekCardRead { .. }
            | Memo::Other => {}
        }
    }

    /// How long the sessions before this one were felt.
    fn after_last(&mut self, place: usize, date: Date, back: BackToUsual) {
        self.memory.moved = None;
        self.memory.sore = false;
        let too_much = pain_rules::was_too_much(back);
        self.memory.slow = if too_much { self.memory.slow.saturating_add(1) } else { 0 };
        if self.memory.slow > 1 || too_much && self.memory.worse_before {
            self.memory.rests = Some(date);
        }
        self.memory.growth.asked();
        let before = self.going.iter_mut().enumerate().filter(|(nth, _)| *nth != place);
        for (_, going) in before.filter(|(_, going)| going.has_moved && !going.judged) {
            going.judged = true;
            let went = going.went(back);
            self.memory.growth.judged(&going.digest, &going.lived, went);
            let is_green = back == BackToUsual::WithinTheHour && going.went_well();
            self.memory.greens = if is_green { self.memory.greens + 1 } else { 0 };
            let keys = going.plan.iter().filter(|one| going.done.contains(&one.exercise));
            for key in keys.map(|one| &one.key).filter(|_| is_green) {
                let later = self.stopped_in.get(key).is_none_or(|stop| going.nth > *stop);
                if let Some(legs) = self.memory.legs.get_mut(key).filter(|_| later) {
                    legs.greens += 1;
                }
            }
        }
    }
}

impl Going {
    fn moves(&self, exercise: usize) -> bool {
        let planned = self.plan.iter().find(|one| one.exercise == exercise);
        planned.and_then(|one| Kind::named(&one.kind)).is_some_and(Kind::is_movement)
    }

    /// It begins: until its end says otherwise there was movement, since the power may go.
    fn begins(&mut self, memory: &mut Memory, date: Date) {
        let planned = self.plan.iter().filter(|one| one.left_out.is_none());
        let moves = planned.map(|one| one.exercise).any(|exercise| self.moves(exercise));
        // Who leaves that question open and goes on was asked; who leaves is asked again.
        memory.moved = memory.moved.filter(|_| !self.left_open);
        self.moved_before = memory.moved;
        if moves {
            memory.moved = Some(date);
        }
    }

    fn exercise(&mut self, memory: &mut Memory, done: &ExerciseDone, date: Date) {
        if done.reps == 0 {
            return;
        }
        self.done.insert(done.exercise);
        self.lived.exercise(done);
        if self.moves(done.exercise) && !std::mem::replace(&mut self.has_moved, true) {
            memory.moved = Some(date);
            memory.growth.moved(&self.digest);
            memory.worse_before = std::mem::take(&mut memory.lighter);
            memory.sore = false;
        }
    }

    fn ends(&self, memory: &mut Memory) {
        if !self.has_moved && !self.plan.is_empty() {
            memory.moved = self.moved_before;
        }
    }

    fn answer(&mut self, memory: &mut Memory, answer: &Answer, date: Date) {
        match answer {
            Answer::PainBefore(Some(pain)) => {
                if pain_rules::before(pain.number()) == Row::StartRed {
                    let before = memory.high_pain.map_or(0, |(times, _)| times);
                    memory.high_pain = Some((before + 1, date));
                }
                return;
            }
            Answer::AfterLastTime(None) => {
                self.left_open = true;
                return;
            }
            Answer::Noticed(Some(Noticed::Dizzy)) => memory.dizzy = Some(date),
            Answer::WhyStopped(Some(why)) => {
                if *why == WhyStopped::Dizzy {
                    memory.dizzy = Some(date);
                }
                self.worse |= !matches!(why, WhyStopped::Enough | WhyStopped::Other);
            }
            Answer::PainAfter(Some(pain)) => self.pain_after = Some(*pain),
            Answer::Legs(Some(legs)) => {
                self.legs = Some(*legs);
                self.worse |= *legs == Legs::Worse;
                memory.lighter |= *legs == Legs::Worse;
            }
            Answer::Amount(Some(amount)) => {
                self.too_much |= *amount == Amount::TooMuch;
                memory.lighter |= *amount == Amount::TooMuch;
            }
            _ => return,
        }
        self.lift_a_red_stop(memory, date);
    }

    /// Any answered gentle day on another day than the red stop lifts it, unless it went badly.
    fn lift_a_red_stop(&self, memory: &mut Memory, date: Date) {
        let answered = self.name == GENTLE_DAY && !self.done.is_empty() && !self.worse;
        if answered && memory.red_stop.is_some_and(|stop| stop != date) {
            memory.red_stop = None;
        }
    }

    /// How it was felt, as far as something may grow by it.
    fn went(&self, back: BackToUsual) -> HowItWent {
        let pain = self.pain_after.map(Score::number);
        let hurt = pain.is_some_and(|pain| pain_rules::before(pain) != Row::StartGreen);
        let not_easy = hurt || self.worse || self.too_much || pain_rules::was_too_much(back);
        match back {
            _ if not_easy => HowItWent::NotEasy,
            BackToUsual::WithinTheHour if self.went_well() => HowItWent::Green,
            _ => HowItWent::Unknown,
        }
    }

    /// To the end, with pain up to three and legs no worse, both said.
    fn went_well(&self) -> bool {
        let pain = self.pain_after.map(Score::number);
        let easy = pain.is_some_and(|pain| pain_rules::before(pain) == Row::StartGreen);
        self.finished && easy && self.legs.is_some() && !self.worse
    }
}
