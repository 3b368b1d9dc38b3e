//! A routine as the rest of the program knows it: checked, complete, in plain types.
//!
//! It cannot hold nonsense: `format` makes it, and only from a file without a fault. It knows
//! neither files nor today; the plan is today's version of it.

mod frequency;
mod group;
mod ladder;
mod lists;
mod precautions;

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use crate::domain::pose::{Pose, Poses};
use crate::domain::profile::Flag;
use crate::domain::theme::ThemeName;
use crate::domain::units::seconds;

pub use frequency::{DaysOfTheWeek, Frequency};
pub use group::ExerciseGroup;
pub use ladder::{LadderStep, Rung, StepDose};
pub use lists::{Area, Breath, Direction, Ends, Extension, Kind, Position, Side, Sides, Weekday};
pub use precautions::{Precautions, Substitute};

/// The rest after an exercise where nothing says otherwise. Own choice (LIM-15 asks for 15 s or more).
pub const DEFAULT_REST: Duration = seconds(15);
/// The time to get ready where nothing says otherwise. Own choice.
pub const DEFAULT_SETUP: Duration = seconds(15);
/// The rest between two sets where nothing says otherwise (LIM-17: 60 s or more).
pub const DEFAULT_REST_BETWEEN_SETS: Duration = seconds(60);
/// The rest between two rounds of a group where nothing says otherwise (LIM-17: 60 s or more).
pub const DEFAULT_REST_BETWEEN_ROUNDS: Duration = seconds(60);
/// The time to turn to the other side, lying on the side, where nothing says otherwise. Own choice.
pub const DEFAULT_TURN_OVER: Duration = seconds(10);
/// The pain up to which a session goes on where nothing says otherwise (NHS lumbar stenosis page: at most 4).
pub const DEFAULT_MAX_PAIN: u8 = 4;

/// A checked routine.
#[derive(Clone, Debug, PartialEq)]
pub struct Routine {
    /// At most 60 columns.
    pub title: String,
    /// What it is, in a sentence.
    pub summary: Option<String>,
    /// Who wrote it, and how to reach them.
    pub author: Option<String>,
    /// Printed where a person is told to ask somebody.
    pub contact: Option<String>,
    /// Where the author works.
    pub clinic: Option<String>,
    /// The language of its texts.
    pub language: Option<String>,
    /// Whether and when a clinician has read it.
    pub review: Review,
    /// In words: "daily".
    pub how_often: Option<String>,
    /// The same in numbers, which programs can use.
    pub frequency: Frequency,
    /// How it sounds where a person has not chosen that themselves.
    pub sound: SoundWish,
    /// The pain, 0 to 10, up to which a session goes on.
    pub max_pain: u8,
    /// What ends a session for the person this was written for.
    pub stop_if: Vec<String>,
    /// Lines of the author's, in place of the built-in ones.
    pub guidance: Vec<String>,
    /// In the order in which they are done; at least one.
    pub exercises: Vec<Exercise>,
    /// Those of them that belong together, in the same order; none is in two of them.
    pub groups: Vec<ExerciseGroup>,
    /// The figures between exercises.
    pub poses: Poses,
    /// What relieves, for days on which it is called for: see [`Routine::relief`].
    pub spare: Vec<Exercise>,
}

/// How a file asks a session to sound; a person's own setting wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SoundWish {
    /// The tones.
    pub theme: Option<ThemeName>,
    /// Whether cues are spoken.
    pub voice: Option<bool>,
}

/// What may take the place of the rest of an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relief {
    /// A minute of ease.
    Ease,
    /// Breathing.
    Breath,
}

impl Routine {
    /// A routine with nothing but a title and exercises.
    pub fn of(title: impl Into<String>, exercises: Vec<Exercise>) -> Routine {
        Routine {
            title: title.into(),
            summary: None,
            author: None,
            contact: None,
            clinic: None,
            language: None,
            review: Review::default(),
            how_often: None,
            frequency: Frequency::default(),
            sound: SoundWish::default(),
            max_pain: DEFAULT_MAX_PAIN,
            stop_if: Vec::new(),
            guidance: Vec::new(),
            exercises,
            groups: Vec::new(),
            poses: Poses::default(),
            spare: Vec::new(),
        }
    }

    /// An exercise by its index; those behind the file's own are spare ones.
    pub fn exercise(&self, index: usize) -> &Exercise {
        let spare = index.checked_sub(self.exercises.len());
        spare.and_then(|index| self.spare.get(index)).unwrap_or_else(|| &self.exercises[index])
    }

    /// Puts another exercise in the place of one, by its index.
    pub(in crate::domain) fn replace(&mut self, index: usize, exercise: Exercise) {
        let known = self.exercises.iter_mut().chain(&mut self.spare);
        if let Some(place) = known.into_iter().nth(index) {
            *place = exercise;
        }
    }

    /// The index of what relieves somebody who lies, or who is upright; nothing where there is none.
    pub fn relief(&self, relief: Relief, lying: bool) -> Option<usize> {
        let kind = match relief {
            Relief::Ease => Kind::Rest,
            Relief::Breath => Kind::Breath,
        };
        let fits = |exercise: &Exercise| {
            exercise.kind == kind && exercise.full.position.is_down() == lying
        };
        self.spare.iter().position(fits).map(|index| self.exercises.len() + index)
    }
}

impl Exercise {
    /// What it is remembered by.
    pub fn key(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.full.title)
    }
}

/// Who has reviewed a routine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The clinician; `None` prints "not reviewed by a clinician".
    pub by: Option<String>,
    /// When they did.
    pub on: Option<Date>,
    /// When it should be looked at again.
    pub again_by: Option<Date>,
    /// Whether the file names the content that was read, and then whether that is still its content.
    pub read: Read,
}

/// What is known of the content that a reviewer has read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Read {
    /// The file does not say.
    #[default]
    Unknown,
    /// It is the content of today.
    Unchanged,
    /// It was another one.
    Changed,
}

/// One exercise, with its easier version.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    /// Its name in the exercise library, where it comes from there.
    pub name: Option<String>,
    /// What it is for.
    pub kind: Kind,
    /// The parts of the body it is for.
    pub areas: Vec<Area>,
    /// As the file asks for it: a ceiling, never a target.
    pub full: Version,
    /// Smaller, one key away.
    pub easier: Option<Version>,
    /// Whoever does it may finish after any repetition: what was done is all of it.
    pub up_to: bool,
    /// The repetitions that progress may offer, never more.
    pub reps_range: Option<RangeInclusive<u32>>,
    /// The steps by which it grows. [`Exercise::full`] is the first of them in a file, and in a plan that
    /// of today, which the memory of past days says.
    pub ladder: Vec<LadderStep>,
    /// How it may grow, in words.
    pub progression: Option<String>,
    /// For reading before and after, never while it is done; at most 300 columns.
    pub note: Option<String>,
    /// What to look out for.
    pub cautions: Vec<String>,
    /// Health answers that leave it out, as its file says.
    pub hide_if: Vec<Flag>,
    /// Health answers that call for care, as its file says.
    pub warn_if: Vec<Flag>,
    /// What no file takes away: the answers of the library's exercises that it uses, or of those that
    /// move as it does.
    pub inherited: Precautions,
    /// What is done in its place, the first that fits.
    pub instead: Vec<Substitute>,
    /// What has to be at hand.
    pub needs: Vec<String>,
    /// Marks that limits look at.
    pub tags: Vec<String>,
    /// Where the dose comes from.
    pub sources: Vec<String>,
    /// Whether the dose, or what the sources leave open, is the author's own choice.
    pub own_choice: bool,
    /// Why it has one side only.
    pub one_side_reason: Option<String>,
    /// Who has cleared bending back at the low back, and when.
    pub clearance: Option<Clearance>,
}

/// A clinician's clearance for bending back at the low back.
#[derive(Clone, Debug, PartialEq)]
pub struct Clearance {
    /// The clinician.
    pub by: String,
    /// The day.
    pub on: Date,
}

/// What is done: an exercise in its full or in its easier version.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// What it is called while it is done.
    pub title: String,
    /// Where it begins, and where it ends unless its last phase says otherwise.
    pub position: Position,
    /// Which way the spine goes.
    pub direction: Vec<Direction>,
    /// How much extension it holds.
    pub extension: Extension,
    /// How to get ready, a sentence each.
    pub setup: Vec<String>,
    /// Time to get ready.
    pub setup_time: Duration,
    /// How repetitions are shared between the sides.
    pub sides: Sides,
    /// Repetitions in a set; per side when there are sides.
    pub reps: u32,
    /// How often that is done.
    pub sets: u32,
    /// Between two sets.
    pub rest_between_sets: Duration,
    /// From the left to the right, for [`Sides::Each`].
    pub change_over: Option<Duration>,
    /// After it.
    pub rest: Duration,
    /// One repetition; at least one phase.
    pub phases: Vec<Phase>,
}

impl Version {
    /// How the body is placed when the last phase is over.
    pub fn ends_in(&self) -> Position {
        self.phases.last().and_then(|phase| phase.position).unwrap_or(self.position)
    }

    /// Whether any of it is done standing or walking.
    pub fn is_on_feet(&self) -> bool {
        let stands = |phase: &Phase| phase.position.is_some_and(Position::is_on_feet);
        self.position.is_on_feet() || self.phases.iter().any(stands)
    }

    /// Whether a phase is the seat of a walk. Who rides a bicycle sits all the time, and rests where the
    /// file says that a position is held.
    pub fn rests_from_a_walk(&self, phase: &Phase) -> bool {
        match self.position.is_on_feet() {
            true => phase.position.is_some_and(|position| !position.is_on_feet()),
            false => phase.hold,
        }
    }

    /// Whether one repetition follows another with nothing between, in the same set.
    pub fn repeats_at_once(&self) -> bool {
        let turns_over = self.position == Position::SideLying;
        match self.sides {
            Sides::Alternate => true,
            Sides::Each if self.change_over.is_none() && !turns_over => true,
            _ => self.reps > 1,
        }
    }

    /// How long one repetition takes as its file asks for it.
    pub fn written_rep_length(&self) -> Duration {
        self.phases.iter().map(|phase| phase.time).sum()
    }
}

/// A part of a repetition.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// What the breath does.
    pub breath: Breath,
    /// Whether a position is held; breathing goes on.
    pub hold: bool,
    /// How long its file asks for. Today it may be shorter, so only `domain` reads it, and from
    /// outside [`Phase::written_time`] says what it is.
    pub(in crate::domain) time: Duration,
    /// What ends it, with somebody at the keyboard.
    pub ends: Ends,
    /// One short sentence, shown and spoken; at most 60 columns. There always is one where the breath is free.
    pub cue: Option<String>,
    /// The figure that shows it.
    pub pose: Option<Arc<Pose>>,
    /// Where it differs from the exercise's.
    pub position: Option<Position>,
    /// Where it differs from the exercise's; empty when it does not.
    pub direction: Vec<Direction>,
}

impl Phase {
    /// A phase of this written time in which nothing is held, ended by the clock, without a cue.
    pub fn new(breath: Breath, time: Duration) -> Phase {
        Phase {
            breath,
            hold: false,
            time,
            ends: Ends::Time,
            cue: None,
            pose: None,
            position: None,
            direction: Vec::new(),
        }
    }

    /// How long its file asks for: for limits and for writing files. How long it lasts today is the
    /// length of its span.
    pub fn written_time(&self) -> Duration {
        self.time
    }
}
