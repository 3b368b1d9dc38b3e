//! For whom an exercise is wrong, or wants care: the health answers that it names, those that no file
//! takes away, and what is done in its place.

use std::collections::BTreeSet;

use super::{Exercise, Extension, Position, Sides, Version};
use crate::domain::profile::{Flag, UNSAFE_ALONE};

/// Health answers that leave an exercise out, and those that call for care.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Precautions {
    /// They leave it out.
    pub hide: BTreeSet<Flag>,
    /// They call for care.
    pub warn: BTreeSet<Flag>,
}

impl Precautions {
    /// These and those of another.
    pub fn add(&mut self, other: &Precautions) {
        self.hide.extend(&other.hide);
        self.warn.extend(&other.warn);
    }

    /// The same where nobody can tell how much it moves: what hides calls for care.
    #[must_use]
    pub fn softened(&self) -> Precautions {
        Precautions { hide: BTreeSet::new(), warn: self.hide.union(&self.warn).copied().collect() }
    }
}

/// What is done in an exercise's place by whom a health answer concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct Substitute {
    /// The answer.
    pub flag: Flag,
    /// The built-in exercise's name.
    pub name: String,
    /// That exercise, in the position of the one whose place it takes, and no larger.
    pub exercise: Exercise,
}

impl Exercise {
    /// The health answers that leave it out: those that its file names, and those that no file can
    /// take away.
    pub fn hidden_by(&self) -> impl Iterator<Item = Flag> {
        let versions = || [Some(&self.full), self.easier.as_ref()].into_iter().flatten();
        let flat = versions().any(Version::is_flat).then_some(Flag::Pregnancy16w);
        let never = self.full.extension.never_with();
        let named = self.hide_if.iter().chain(&self.inherited.hide).chain(never);
        named.copied().chain(flat)
    }

    /// The health answers that call for care: those that its file names, those that no file can take
    /// away, those for which something else is done, and on the feet those with which nobody stands alone.
    pub fn warned_by(&self) -> impl Iterator<Item = Flag> {
        let on_feet = self.full.is_on_feet();
        let unsafe_alone = UNSAFE_ALONE.iter().filter(move |_| on_feet);
        let instead = self.instead.iter().map(|instead| &instead.flag);
        let named = self.warn_if.iter().chain(&self.inherited.warn);
        named.chain(instead).chain(unsafe_alone).copied()
    }

    /// What is done in its place where one of these answers is so, and the answer. It is remembered as
    /// this exercise is, and whatever else concerns either of them concerns it.
    pub fn in_its_place(&self, is_so: impl Fn(Flag) -> bool) -> Option<(Flag, Exercise)> {
        let Substitute { flag, exercise, .. } =
            self.instead.iter().find(|instead| is_so(instead.flag))?;
        let others = |named: &mut dyn Iterator<Item = Flag>| -> BTreeSet<Flag> {
            named.filter(|other| other != flag).collect()
        };
        let mut inherited = exercise.inherited.clone();
        inherited.add(&Precautions {
            hide: others(&mut self.hidden_by()),
            warn: others(&mut self.warned_by()),
        });
        let name = Some(self.key().to_owned());
        let (full, easier) = (exercise.full.clone(), exercise.easier.clone());
        let full = full.walking_no_further_than(&self.full);
        let as_easy = self.easier.as_ref().unwrap_or(&self.full);
        let easier = easier.map(|easier| easier.walking_no_further_than(as_easy));
        let now =
            Exercise { name, full, easier, inherited, instead: Vec::new(), ..exercise.clone() };
        Some((*flag, now))
    }
}

impl Version {
    /// Whether any of it is done lying flat, on the back or on the front.
    fn is_flat(&self) -> bool {
        let positions = self.phases.iter().filter_map(|phase| phase.position);
        [self.position].into_iter().chain(positions).any(Position::is_flat)
    }

    /// The same with no more repetitions than another has, counting both sides.
    #[must_use]
    pub fn capped_by(mut self, other: &Version) -> Version {
        let most = other.reps * other.sides.count() / self.sides.count();
        self.reps = self.reps.min(most).max(1);
        self.sets = self.sets.min(other.sets);
        self
    }

    /// The same with no longer walks than another has, and no shorter seats, where both are walks.
    fn walking_no_further_than(mut self, other: &Version) -> Version {
        if !self.position.is_on_feet() || !other.position.is_on_feet() {
            return self;
        }
        let length = |seat: bool| {
            let alike =
                other.phases.iter().filter(move |phase| other.rests_from_a_walk(phase) == seat);
            alike.map(|phase| phase.time)
        };
        let (Some(walk), Some(seat)) = (length(false).max(), length(true).min()) else {
            return self;
        };
        let seats: Vec<bool> =
            self.phases.iter().map(|phase| self.rests_from_a_walk(phase)).collect();
        for (phase, sits) in self.phases.iter_mut().zip(seats) {
            phase.time = if sits { phase.time.max(seat) } else { phase.time.min(walk) };
        }
        self
    }

    /// Whether it asks for more than another: more repetitions, a longer hold, more bending back, or
    /// another place to be.
    pub fn asks_more_than(&self, other: &Version) -> bool {
        let turns = |version: &Version| version.reps * version.sets * version.sides.count();
        let hold = |version: &Version| {
            let holds = version.phases.iter().filter(|phase| phase.hold);
            holds.map(|phase| phase.time).max()
        };
        turns(self) > turns(other)
            || hold(self) > hold(other)
            || self.extension > other.extension
            || self.extension > Extension::Mild
            || self.position != other.position
    }
}

impl Position {
    /// Whether it is lying flat: late in a pregnancy nobody does [section 3.1 C of the clinical notes].
    pub const fn is_flat(self) -> bool {
        matches!(self, Position::Lying | Position::Prone)
    }
}

impl Sides {
    /// How many sides each repetition is done to.
    pub const fn count(self) -> u32 {
        match self {
            Sides::Both | Sides::Left | Sides::Right => 1,
            Sides::Each | Sides::Alternate => 2,
        }
    }
}
