//! Whole records: a session, or something added by hand.

use jiff::civil::Date;

use crate::domain::answers::{
    Amount, Answer, BackToUsual, Legs, Note, Noticed, Score, StoppedBy, WhyStopped,
};

use crate::domain::plan::StartingPlace;

use super::activity::Activity;
use super::felt::Felt;
use super::line::{Ended, EndedBy, Entry, ExerciseDone, Opening, WhyNot};
use super::memo::Memo;
use super::planned::Planned;
use super::stamp::{Id, Stamp};

/// One thing in the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its name.
    pub id: Id,
    /// When it was opened or added.
    pub at: Stamp,
    /// The name of the time zone then.
    pub zone: Option<String>,
    /// What it is.
    pub what: What,
}

/// What a record is of.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A session.
    Session(Box<SessionRecord>),
    /// Something done elsewhere.
    Activity {
        /// What.
        what: Activity,
        /// For how long.
        minutes: Option<u16>,
        /// What ended a walk.
        stopped_by: Option<StoppedBy>,
        /// A few words.
        note: Option<Note>,
    },
    /// A few words.
    Note(Note),
    /// One thing that is hard, and how hard it is.
    Goal {
        /// The words; none where there is to be no goal any more.
        words: Option<Note>,
        /// From 0 to 10.
        hard: Option<Score>,
    },
    /// All that is written down of a session that was not to be.
    Fact(Memo),
}

/// Everything that is known of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRecord {
    /// What it was of.
    pub about: Opening,
    /// Its plan, and how long it would have taken; none where it never began.
    pub plan: Option<(u64, Vec<Planned>)>,
    /// What was done of each exercise, in order; one that was begun again comes twice.
    pub exercises: Vec<ExerciseDone>,
    /// Every question, in order; `None` in one is "no answer".
    pub answers: Vec<Answer>,
    /// What was felt in it, in order, and in which exercise.
    pub felt: Vec<(Felt, Option<usize>)>,
    /// By which rows of the clinical notes what was noticed has changed more than repetitions.
    pub adapted: Vec<String>,
    /// How often it was made easier.
    pub eased: usize,
    /// How often a rest was made longer.
    pub longer: usize,
    /// How often it was paused, sleeps of the machine included.
    pub paused: usize,
    /// What it has told other days, in order.
    pub facts: Vec<Memo>,
    /// Why it was too much for that day, where it was and that can be told.
    pub red_stop: Option<WhyRed>,
    /// How it ended, where it did.
    pub ended: Option<Ended>,
}

/// Why it was too much for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyRed {
    /// The number.
    Pain,
    /// A sharp or shooting pain.
    Sharp,
    /// Legs that had not settled.
    Legs,
}

/// What an answer says of a red stop that follows it.
fn why_red(answer: &Answer) -> Option<WhyRed> {
    match answer {
        Answer::Noticed(Some(Noticed::Sharp)) => Some(WhyRed::Sharp),
        Answer::Noticed(Some(Noticed::Legs))
        | Answer::WhyStopped(Some(WhyStopped::Legs))
        | Answer::Legs(Some(Legs::Worse))
        | Answer::LegsBack(_) => Some(WhyRed::Legs),
        Answer::PainDuring(Some(_)) | Answer::PainAfter(Some(_)) => Some(WhyRed::Pain),
        _ => None,
    }
}

/// How a session ended, in a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// To the last line.
    Finished,
    /// Before it.
    StoppedEarly,
    /// Before its first second: what was answered led elsewhere, or somebody left.
    NotBegun,
    /// Nobody knows: it was not to be written down.
    NotWritten,
    /// By a power cut, a crash or a closed lid: no end was written, and nobody is writing any more.
    Interrupted,
}

impl SessionRecord {
    pub(super) fn new(about: Opening) -> SessionRecord {
        SessionRecord {
            about,
            plan: None,
            exercises: Vec::new(),
            answers: Vec::new(),
            felt: Vec::new(),
            adapted: Vec::new(),
            eased: 0,
            longer: 0,
            paused: 0,
            facts: Vec::new(),
            red_stop: None,
            ended: None,
        }
    }

    pub(super) fn add(&mut self, entry: Entry) {
        match entry {
            Entry::Planned { total_ms, exercises } => self.plan = Some((total_ms, exercises)),
            Entry::Exercise(done) => self.exercises.push(done),
            Entry::Answer { answer, place } => {
                if let Some(felt) = Felt::of(&answer) {
                    self.felt.push((felt, place.exercise));
                }
                self.answers.push(answer);
            }
            Entry::Adapted { row, .. } => self.adapted.push(row),
            Entry::Eased { .. } => self.eased += 1,
            Entry::Longer(_) => self.longer += 1,
            Entry::Paused(_) | Entry::Slept(_) => self.paused += 1,
            Entry::Remembered { fact, .. } => {
                if fact == Memo::RedStop {
                    self.red_stop = self.answers.iter().rev().find_map(why_red);
                }
                self.facts.push(fact);
            }
            Entry::Ended(ended) => self.ended = Some(ended),
            Entry::Opened(_)
            | Entry::Resumed(_)
            | Entry::Activity { .. }
            | Entry::Note { .. }
            | Entry::Goal { .. } => {}
        }
    }

    /// Whether it got as far as its first second.
    pub fn has_begun(&self) -> bool {
        self.plan.is_some()
    }

    /// How it ended; `live` says whether somebody is still writing. Nothing while it goes on.
    pub fn end(&self, live: bool) -> Option<End> {
        match self.ended.map(|ended| ended.how) {
            None if live => None,
            _ if !self.has_begun() => Some(End::NotBegun),
            Some(EndedBy::Finished) => Some(End::Finished),
            Some(_) => Some(End::StoppedEarly),
            None => Some(End::Interrupted),
        }
    }

    /// Whether something of it could have been said by this answer: something was done, or it was asked for.
    pub(super) fn counts(&self, is_it: impl Fn(&Answer) -> bool) -> bool {
        self.exercises.iter().any(|done| done.reps > 0) || self.answers.iter().any(is_it)
    }

    /// Whether it was finished.
    pub fn is_finished(&self) -> bool {
        self.ended.is_some_and(|ended| ended.how == EndedBy::Finished)
    }

    /// The title of an exercise of this session, by its number; also of one put in for relief.
    pub fn title_of(&self, exercise: usize) -> Option<&str> {
        let mut planned = self.plan.iter().flat_map(|(_, planned)| planned);
        let planned = planned.find(|one| one.exercise == exercise).map(|one| &one.title);
        let done = || Some(&self.exercises.iter().find(|one| one.exercise == exercise)?.title);
        planned.or_else(done).map(String::as_str)
    }

    /// The title of what is remembered by this key.
    pub fn title_of_key(&self, key: &str) -> Option<&str> {
        let mut planned = self.plan.iter().flat_map(|(_, planned)| planned);
        planned.find(|one| one.key == key).map(|one| one.title.as_str())
    }

    /// Exercises done to the end of what was planned, and how many were planned.
    pub fn count(&self) -> (usize, usize) {
        if let Some(ended) = self.ended {
            return (ended.done, ended.of);
        }
        let done = self.exercises.iter().filter(|exercise| exercise.whole);
        let done: std::collections::BTreeSet<usize> = done.map(|one| one.exercise).collect();
        let planned = self.plan.iter().flat_map(|(_, exercises)| exercises);
        (done.len(), planned.filter(|exercise| exercise.left_out.is_none()).count())
    }

    /// Repetitions that were begun, and how many were planned, without what was put in for relief.
    pub fn reps(&self) -> (usize, usize) {
        let planned = self.plan.iter().flat_map(|(_, exercises)| exercises);
        let planned = planned.filter(|one| one.left_out.is_none());
        planned.fold((0, 0), |(done, of), one| {
            let begun = self.exercises.iter().filter(|done| done.exercise == one.exercise);
            let begun: usize = begun.map(|done| done.reps).sum();
            (done + begun.min(one.reps), of + one.reps)
        })
    }

    /// The place from which it can be taken up again: the one behind the last exercise that
    /// is whole, round by round. Nothing where none is whole, or nothing is left. Nothing, too, where something was
    /// noticed that ends more than an exercise (section 3.2; not to offer it is our own choice).
    pub fn goes_on_from(&self) -> Option<StartingPlace> {
        if self.answers.iter().any(is_alarming) || !self.adapted.is_empty() {
            return None;
        }
        let (_, plan) = self.plan.as_ref()?;
        let group = |exercise: usize| {
            let planned = plan.iter().find(|one| one.exercise == exercise);
            planned.and_then(|one| one.rounds).map_or(exercise, |rounds| rounds.group)
        };
        let passed = |done: &&ExerciseDone| done.whole || done.why == Some(WhyNot::Skipped);
        let passed = self.exercises.iter().filter(passed);
        let passed =
            passed.map(|done| (group(done.exercise), done.round.unwrap_or(1), done.exercise));
        let whole = passed.max();
        let before = plan.iter().any(Planned::begins_further_on);
        let ahead = plan.iter().filter(|one| one.left_out.is_none());
        let ahead = ahead.flat_map(|one| {
            let (group, rounds) =
                (group(one.exercise), one.rounds.map_or(1..=1, |r| r.from..=r.to));
            rounds.map(move |round| (group, round, one.exercise))
        });
        let next = ahead.filter(|place| whole.is_none_or(|whole| *place > whole)).min();
        let (_, round, exercise) = next.filter(|_| before || whole.is_some())?;
        Some(StartingPlace { exercise, round })
    }
}

/// Ended by somebody, or by the system, for no reason that tells of trouble.
const LEFT_FOR_NOW: &[EndedBy] =
    &[EndedBy::Stopped, EndedBy::Interrupt, EndedBy::Terminate, EndedBy::HangUp, EndedBy::Unheard];

impl SessionRecord {
    /// Whether going on with it may be offered: it was interrupted, or stopped early, and nothing was said
    /// that tells of trouble (C-23).
    fn can_be_taken_up(&self, live: bool) -> bool {
        let left = |ended: Ended| LEFT_FOR_NOW.contains(&ended.how);
        let troubles = [WhyStopped::Pain, WhyStopped::Legs, WhyStopped::Dizzy];
        let trouble = self.why_stopped().is_some_and(|why| troubles.contains(&why));
        match self.end(live) {
            Some(End::Interrupted) => true,
            Some(End::StoppedEarly) => self.ended.is_some_and(left) && !trouble,
            _ => false,
        }
    }
}

/// More pain alone makes it smaller, and what eases goes on; anything else that key `p` names ends an
/// exercise at least.
fn is_alarming(answer: &Answer) -> bool {
    let harmless = [Noticed::MorePain, Noticed::Eases];
    matches!(answer, Answer::Noticed(Some(what)) if !harmless.contains(what))
}

/// What was last said to a question; "no answer" takes nothing back.
macro_rules! last_said {
    ($($(#[doc = $doc:literal])+ $name:ident: $variant:ident($type:ty);)+) => {
        impl SessionRecord {
            $($(#[doc = $doc])+
            pub fn $name(&self) -> Option<$type> {
                self.answers.iter().rev().find_map(|answer| match answer {
                    Answer::$variant(said) => said.clone(),
                    _ => None,
                })
            })+
        }
    };
}

last_said! {
    /// Pain before it.
    pain_before: PainBefore(Score);
    /// Pain in the middle of it.
    pain_during: PainDuring(Score);
    /// Whether pain of six or more at rest is usual.
    usual: Usual(bool);
    /// Pain after it.
    pain_after: PainAfter(Score);
    /// The legs after it.
    legs: Legs(Legs);
    /// How much it was.
    amount: Amount(Amount);
    /// How hard the goal is.
    goal: Goal(Score);
    /// Why it was finished early.
    why_stopped: WhyStopped(WhyStopped);
    /// What was said in it of the session before.
    after_last_time: AfterLastTime(BackToUsual);
    /// The words that were left with it.
    note: Note(Note);
}

impl Record {
    /// The session, where it is one.
    pub fn session(&self) -> Option<&SessionRecord> {
        match &self.what {
            What::Session(session) => Some(session),
            What::Activity { .. } | What::Note(_) | What::Goal { .. } | What::Fact(_) => None,
        }
    }
}

/// A session that was interrupted or stopped early today, and can be taken up again.
#[derive(Clone, Debug, PartialEq)]
pub struct Interrupted {
    /// Its name.
    pub id: Id,
    /// When it was opened.
    pub at: Stamp,
    /// Where to go on from.
    pub from: StartingPlace,
    /// That exercise's title.
    pub title: String,
    /// Exercises that were done.
    pub done: usize,
    /// Exercises that were planned.
    pub of: usize,
}

/// Whether any of these sessions, the newest of which come first, may be one to take up again today.
pub fn was_interrupted(
    records: impl IntoIterator<Item = Record>,
    today: Date,
    is_live: impl Fn(&Id) -> bool,
) -> bool {
    let mut recent = records.into_iter().take_while(|record| record.at.civil.date() >= today);
    recent.any(|record| {
        let begun = record.session().filter(|session| session.has_begun());
        begun.is_some_and(|session| session.can_be_taken_up(is_live(&record.id)))
    })
}

/// The session of this content to take up again: the newest that began, if that was today and it was
/// interrupted or stopped early without trouble. `records` come newest first, `is_live` says whether somebody is still writing one.
///
/// Nothing is offered of another day, also where a clock that was set back makes one of it.
pub fn interrupted(
    records: impl IntoIterator<Item = Record>,
    digest: &str,
    today: Date,
    is_live: impl Fn(&Id) -> bool,
) -> Option<Interrupted> {
    let same = |record: &Record| {
        record.session().is_some_and(|one| one.has_begun() && one.about.digest == digest)
    };
    let mut recent = records.into_iter().take_while(|record| record.at.civil.date() >= today);
    let record = recent.find(same).filter(|record| record.at.civil.date() == today)?;
    let session = record.session()?;
    if !session.can_be_taken_up(is_live(&record.id)) {
        return None;
    }
    let from = session.goes_on_from()?;
    let (_, plan) = session.plan.as_ref()?;
    let title = plan.iter().find(|one| one.exercise == from.exercise)?.title.clone();
    let (done, of) = session.count();
    Some(Interrupted { id: record.id.clone(), at: record.at, from, title, done, of })
}
