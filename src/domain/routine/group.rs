//! Exercises that follow each other and are done in rounds: A B C, and A B C again.

use std::ops::Range;
use std::time::Duration;

use super::Routine;

/// Exercises that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExerciseGroup {
    /// What its file calls it.
    pub name: String,
    /// What it is called where people read it.
    pub title: Option<String>,
    /// How often all of it is done, one exercise after the other.
    pub rounds: u32,
    /// Between two rounds, in place of the rest after the last exercise.
    pub rest_between_rounds: Duration,
    /// Whether it is left out unless a person asks for it.
    pub optional: bool,
    /// Its exercises, by their indices in the routine.
    pub members: Range<usize>,
}

impl ExerciseGroup {
    /// What people read: its title, else its name.
    pub fn called(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }
}

impl Routine {
    /// The group of an exercise, by the exercise's index.
    pub fn group_of(&self, exercise: usize) -> Option<&ExerciseGroup> {
        let behind = self.groups.partition_point(|group| group.members.start <= exercise);
        let group = self.groups.get(behind.checked_sub(1)?)?;
        group.members.contains(&exercise).then_some(group)
    }

    /// How often an exercise is done as its file asks for it, beyond its sets.
    pub fn rounds_of(&self, exercise: usize) -> u32 {
        self.group_of(exercise).map_or(1, |group| group.rounds)
    }
}
