//! What has grown, and what may: the dose that each exercise of a routine has reached, and how it has
//! gone since (sections 3.3 and 6b of the clinical notes). A routine is its content, by its digest, so
//! that one dose does not follow an exercise into another routine.
//!
//! A step is taken by a person's key alone; one is taken back after a sore answer. Both are facts of the
//! journal, and so are never out of sight. How it has gone is read from the last sessions.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::gentler::ExerciseKey;
use crate::domain::routine::{Exercise, Kind, Routine, StepDose};
use crate::limits::numbered;

use super::line::millis;
use super::lived::{HowItWent, Lived};
use super::memo::Memo;
use super::remembered::Memory;

/// So many answered green sessions, on as many days, let it be asked (3.3; the count is our own choice).
const GREENS: u32 = 3;
/// Walks grow once a week (6b), and so does strength (3.3).
const A_WEEK: i32 = 7;
/// So many steps up are remembered, to go back by; of more, the oldest are the dose to begin with.
const STEPS_AT_MOST: usize = 64;
/// So many routines are remembered: a damaged log needs no memory.
const ROUTINES_AT_MOST: usize = 512;

/// What has grown, routine by routine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grown {
    /// By the digest of their content.
    routines: BTreeMap<String, OfRoutine>,
    /// The content that a name stood for last.
    latest: BTreeMap<String, String>,
    /// The routines whose last sessions nobody has asked about yet.
    open: BTreeSet<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct OfRoutine {
    #[serde(with = "super::pairs")]
    exercises: BTreeMap<ExerciseKey, OfExercise>,
    /// Which exercise took each step, the last one at the end.
    order: Vec<ExerciseKey>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct OfExercise {
    /// The doses beyond the first step, each larger than the one before; the last is that of today.
    doses: Vec<StepDose>,
    /// Green sessions in which all of it was done at that dose.
    greens: u32,
    /// Their days, no more of them than count.
    days: BTreeSet<Date>,
    /// The first day with it at that dose.
    since: Option<Date>,
    /// The last day on which a session with it was not easy, or was not said to be.
    not_easy: Option<Date>,
    /// How often a step was left.
    left: u32,
}

/// One step of one exercise, up or back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrowthStep {
    /// The digest of its routine.
    pub routine: String,
    /// Which exercise.
    pub exercise: ExerciseKey,
    /// Its index in the routine.
    pub index: usize,
    /// What it asks for.
    pub now: StepDose,
    /// What it would ask for.
    pub then: StepDose,
}

impl GrowthStep {
    /// It is taken.
    pub fn taken(&self) -> Memo {
        let (routine, (key, nth), then) = (self.routine.clone(), self.exercise.clone(), self.then);
        let walk_ms = then.walk.map(millis);
        Memo::StepTaken { routine, key, nth, reps: then.reps, sets: then.sets, walk_ms }
    }

    /// It is left for now.
    pub fn left(&self) -> Memo {
        let (routine, (key, nth)) = (self.routine.clone(), self.exercise.clone());
        Memo::StepLeft { routine, key, nth }
    }

    /// It is taken back.
    pub fn taken_back(&self) -> Memo {
        let (routine, (key, nth)) = (self.routine.clone(), self.exercise.clone());
        Memo::StepBack { routine, key, nth }
    }
}

/// The steps of a routine on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrowthSteps {
    /// What is offered where nobody is asked how long the last sessions were felt.
    pub offer: Option<GrowthStep>,
    /// What is offered to whom they were felt no longer than an hour.
    pub offer_if_well: Option<GrowthStep>,
    /// The way back, the next step first.
    pub back: Vec<GrowthStep>,
    /// What is written down where the last sessions were too much.
    pub back_after_last: Vec<Memo>,
    /// Whether they were of this routine, so that it goes back today.
    pub is_open: bool,
    /// The exercises that may come back in full, by their key.
    pub returning: BTreeSet<String>,
}

impl Memory {
    /// The steps of a routine, `routine` being what its file says.
    pub fn steps(&self, name: &str, digest: &str, routine: &Routine, today: Date) -> GrowthSteps {
        let Memory { growth, growth_if_well, .. } = self;
        GrowthSteps {
            offer: growth.offer(digest, routine, today),
            offer_if_well: growth_if_well.offer(digest, routine, today),
            back: growth.back(name, digest, routine),
            back_after_last: growth.back_after_last(),
            is_open: growth.is_open(digest),
            returning: self.legs_returning().into_iter().map(ToOwned::to_owned).collect(),
        }
    }
}

/// The exercises of a routine, each with what it is remembered by in it.
fn keyed(routine: &Routine) -> impl Iterator<Item = (ExerciseKey, &Exercise)> {
    let keys = numbered(routine.exercises.iter().map(Exercise::key));
    keys.map(|(key, nth)| (key.to_owned(), nth)).zip(&routine.exercises)
}

impl Grown {
    /// What is known of a routine of this content; of one of which nothing is, what is of the content
    /// that its name stood for last.
    fn of(&self, name: &str, digest: &str) -> Option<&OfRoutine> {
        let known = self.routines.get(digest);
        known.or_else(|| self.routines.get(self.latest.get(name)?))
    }

    /// A routine as far as it has grown. Of a new version each exercise is at the highest step that asks
    /// for no more than it did.
    pub fn grown(&self, name: &str, digest: &str, routine: &Routine) -> Routine {
        let mut grown = routine.clone();
        let Some(known) = self.of(name, digest) else { return grown };
        let keys: Vec<ExerciseKey> = keyed(routine).map(|(key, _)| key).collect();
        for (exercise, key) in grown.exercises.iter_mut().zip(keys) {
            let dose = known.exercises.get(&key).and_then(|one| one.doses.last());
            if let Some(dose) = dose {
                *exercise = exercise.grown_to(*dose);
            }
        }
        grown
    }

    /// The one step that is offered today: `routine` is what its file says. What was never left comes
    /// before what was, steps of a ladder before repetitions of a range, then the order of the file.
    pub fn offer(&self, digest: &str, routine: &Routine, today: Date) -> Option<GrowthStep> {
        // What was done of another content is no reason for more of this one.
        let known = self.routines.get(digest)?;
        let steps = keyed(routine).enumerate().filter_map(|(index, (key, exercise))| {
            let one = known.exercises.get(&key)?;
            let now =
                one.doses.last().map_or(exercise.dose(), |dose| exercise.grown_to(*dose).dose());
            let then = exercise.step_after(now).filter(|_| one.is_ready(exercise.kind, today))?;
            let rank = (one.left, exercise.ladder.is_empty(), index);
            let routine = digest.to_owned();
            Some((rank, GrowthStep { routine, exercise: key, index, now, then }))
        });
        steps.min_by_key(|(rank, _)| *rank).map(|(_, step)| step)
    }

    /// The steps that this routine goes back by, the next one first.
    pub fn back(&self, name: &str, digest: &str, routine: &Routine) -> Vec<GrowthStep> {
        let Some(known) = self.of(name, digest) else { return Vec::new() };
        let mut doses: BTreeMap<ExerciseKey, (usize, StepDose, Vec<StepDose>)> = BTreeMap::new();
        for (index, (key, exercise)) in keyed(routine).enumerate() {
            if let Some(one) = known.exercises.get(&key) {
                let reached = one.doses.iter().map(|dose| exercise.grown_to(*dose).dose());
                doses.insert(key, (index, exercise.dose(), reached.collect()));
            }
        }
        let steps = known.order.iter().rev().filter_map(|key| {
            let (index, first, reached) = doses.get_mut(key)?;
            let now = reached.pop()?;
            let then = reached.last().copied().unwrap_or(*first);
            let (routine, index) = (digest.to_owned(), *index);
            Some(GrowthStep { routine, exercise: key.clone(), index, now, then })
        });
        steps.filter(|step| step.then != step.now).collect()
    }

    /// What is written down where the last sessions were too much: the last step of each routine that
    /// nobody was asked about yet is taken back.
    pub fn back_after_last(&self) -> Vec<Memo> {
        let of_each = self.open.iter().filter_map(|digest| {
            let (key, nth) = self.routines.get(digest)?.order.last()?.clone();
            Some(Memo::StepBack { routine: digest.clone(), key, nth })
        });
        of_each.collect()
    }

    /// Whether the last sessions, about which nobody was asked yet, were of this content too.
    pub fn is_open(&self, digest: &str) -> bool {
        self.open.contains(digest)
    }

    fn of_digest(&mut self, digest: &str) -> &mut OfRoutine {
        if self.routines.len() >= ROUTINES_AT_MOST && !self.routines.contains_key(digest) {
            self.routines.pop_first();
        }
        self.routines.entry(digest.to_owned()).or_default()
    }

    /// A session of a routine begins. A content that is new under a known name begins where the last one
    /// was, and how that went is no reason for more.
    pub(super) fn begins(&mut self, name: &str, digest: &str) {
        if digest.is_empty() {
            return;
        }
        let carried =
            self.of(name, digest).filter(|_| !self.routines.contains_key(digest)).cloned();
        if let Some(mut carried) = carried {
            for one in carried.exercises.values_mut() {
                one.counts_anew();
                one.since = None;
            }
            *self.of_digest(digest) = carried;
        }
        if self.latest.len() >= ROUTINES_AT_MOST && !self.latest.contains_key(name) {
            self.latest.pop_first();
        }
        self.latest.insert(name.to_owned(), digest.to_owned());
    }

    /// There was movement in a session of it, and nobody was asked yet how long that was felt.
    pub(super) fn moved(&mut self, digest: &str) {
        if self.open.len() < ROUTINES_AT_MOST {
            self.open.insert(digest.to_owned());
        }
    }

    /// It was asked how long the last sessions were felt.
    pub(super) fn asked(&mut self) {
        self.open.clear();
    }

    /// A fact of the journal.
    pub(super) fn fact(&mut self, fact: &Memo) {
        match fact {
            Memo::StepTaken { routine, key, nth, reps, sets, walk_ms } => {
                let walk = walk_ms.map(Duration::from_millis);
                let dose = StepDose { reps: *reps, sets: *sets, walk };
                self.of_digest(routine).take((key.clone(), *nth), dose);
            }
            Memo::StepBack { routine, key, nth } => {
                self.of_digest(routine).go_back(&(key.clone(), *nth));
                self.open.remove(routine);
            }
            Memo::StepLeft { routine, key, nth } => {
                let of = self.of_digest(routine);
                let one = of.exercises.entry((key.clone(), *nth)).or_default();
                one.left = one.left.saturating_add(1);
                of.counts_anew();
            }
            _ => {}
        }
    }

    /// How a session of it was felt is known.
    pub(super) fn judged(&mut self, digest: &str, lived: &Lived, went: HowItWent) {
        let of = self.of_digest(digest);
        for key in lived.done() {
            let one = of.exercises.entry(key).or_default();
            one.since.get_or_insert(lived.date);
            if went != HowItWent::Green {
                one.not_easy = one.not_easy.max(Some(lived.date));
            }
        }
        match went {
            HowItWent::Green => {
                for key in lived.whole() {
                    let one = of.exercises.entry(key).or_default();
                    one.greens = one.greens.saturating_add(1);
                    if one.days.len() < GREENS as usize {
                        one.days.insert(lived.date);
                    }
                }
            }
            HowItWent::NotEasy => of.counts_anew(),
            HowItWent::Unknown => {}
        }
    }
}

impl OfRoutine {
    fn take(&mut self, key: ExerciseKey, dose: StepDose) {
        let one = self.exercises.entry(key.clone()).or_default();
        one.since = None;
        if one.doses.len() < STEPS_AT_MOST {
            one.doses.push(dose);
            self.order.push(key);
        }
        self.counts_anew();
    }

    fn go_back(&mut self, key: &ExerciseKey) {
        if let Some(one) = self.exercises.get_mut(key) {
            one.doses.pop();
            one.since = None;
        }
        if let Some(last) = self.order.iter().rposition(|other| other == key) {
            self.order.remove(last);
        }
        self.counts_anew();
    }

    /// One thing at a time: whatever changes, all of it is counted anew.
    fn counts_anew(&mut self) {
        self.exercises.values_mut().for_each(OfExercise::counts_anew);
    }
}

impl OfExercise {
    fn counts_anew(&mut self) {
        self.greens = 0;
        self.days.clear();
    }

    fn is_ready(&self, kind: Kind, today: Date) -> bool {
        let ago = |day: Date| today.since(day).map_or(0, |span| span.get_days());
        let waits_a_week = matches!(kind, Kind::Walk | Kind::Strength);
        let is_a_week = !waits_a_week || self.since.is_some_and(|since| ago(since) >= A_WEEK);
        let was_easy = self.not_easy.is_none_or(|day| ago(day) >= A_WEEK);
        let all_easy = kind != Kind::Walk || was_easy;
        self.greens >= GREENS && self.days.len() >= GREENS as usize && is_a_week && all_easy
    }
}
