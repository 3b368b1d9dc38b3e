//! What was done in a session, and how it ended.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::domain::ending::{Closing, How};
use crate::domain::plan::{Item, Plan};
use crate::domain::routine::Position;

use super::Ending;

/// What was done.
#[derive(Clone, Debug, Default)]
pub(super) struct Done {
    /// The exercises that were done to the end of what was planned, each with its round.
    pub(super) exercises: BTreeSet<(usize, u32)>,
    pub(super) ending: Option<Ending>,
    /// It has ended, and what is asked afterwards was not asked yet.
    pub(super) has_just_ended: bool,
    /// The page that was opened last is one that nobody may miss.
    pub(super) is_warned: bool,
    /// It was left at a question about dizziness or legs.
    pub(super) is_unsettled: bool,
}

impl Done {
    /// The movement ends.
    pub(super) fn end(
        &mut self,
        how: How,
        plan: &Plan,
        (position, closing): (Position, Closing),
        lived: Duration,
    ) -> Ending {
        let planned = plan.items().iter().filter(|item| item.left_out().is_none());
        let of: BTreeSet<usize> = planned.clone().map(Item::exercise).collect();
        // With several rounds an exercise is done when all of them are.
        let is_open = |item: &&Item| !self.exercises.contains(&(item.exercise(), item.round()));
        let open: BTreeSet<usize> = planned.filter(is_open).map(Item::exercise).collect();
        let begun: BTreeSet<usize> = self.exercises.iter().map(|(exercise, _)| *exercise).collect();
        let (done, of) = (begun.difference(&open).count(), of.len());
        let ending = Ending { how, position, closing, done, of, lived };
        self.ending = Some(ending);
        self.has_just_ended = true;
        ending
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::routine::Kind;
    use crate::domain::units::seconds;

    const TWO: &[Kind] = &[Kind::Breath, Kind::Mobility];

    #[test]
    fn it_ends_once_with_what_was_done_of_what_was_planned() {
        let plan = super::super::tests::plan(TWO).from_exercise(2);
        let mut done = Done::default();
        done.exercises.insert((1, 1));
        let ending =
            done.end(How::Stopped, &plan, (Position::Seated, Closing::StandWhenSteady), seconds(9));
        assert_eq!((ending.done, ending.of, ending.lived), (1, 1, seconds(9)));
        assert_eq!(done.ending, Some(ending));
        assert!(done.has_just_ended);
    }
}
