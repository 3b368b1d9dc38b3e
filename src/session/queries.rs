//! What can be asked of a session: where it is, what is left, and when something is due.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::plan::Plan;
use crate::domain::routine::{Exercise, Extension};
use crate::domain::timeline::Timeline;
use crate::domain::units::{Moment, Offset};

use super::playhead::State;
use super::{Ending, OpenPage, Past, Session};
use crate::conversation::{Fact, PageId};
use crate::domain::answers::Answer;
use crate::domain::profile::Flag;
use crate::domain::timeline::Place;

impl Session {
    /// The same with pages before the plan, where somebody can answer.
    #[must_use]
    pub fn asking(mut self, pages: impl IntoIterator<Item = PageId>) -> Session {
        if self.manner.keyboard {
            self.talk.queue.extend(pages);
        }
        self
    }

    /// The same behind past sessions that mean this.
    #[must_use]
    pub fn after(mut self, past: Past) -> Session {
        self.talk.past = past;
        self
    }

    /// The same with these flags for the page that lists them.
    #[must_use]
    pub fn about(mut self, flags: Vec<Flag>) -> Session {
        self.talk.flags = flags;
        self
    }

    /// The timeline as it is now; a key may replace it.
    pub fn timeline(&self) -> &Arc<Timeline> {
        &self.timeline
    }

    /// Today's version of the routine, as it is now.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Where in the timeline it is.
    pub fn offset(&self, now: Moment) -> Offset {
        self.playhead.offset(&self.timeline, now)
    }

    /// Where it is, for somebody who goes along with it.
    pub fn place(&self) -> Place {
        self.playhead.place()
    }

    /// How much of it is left.
    pub fn left(&self, now: Moment) -> Duration {
        self.timeline.total().saturating_sub(self.offset(now).since_zero())
    }

    /// Whether it waits for a key before something begins.
    pub fn is_at_a_gate(&self) -> bool {
        self.playhead.state == State::Gate
    }

    /// What is left of a count-in, where one is going on.
    pub fn counting_in(&self, now: Moment) -> Option<Duration> {
        self.playhead.counting_in(now)
    }

    /// Whether the clock stands still in the middle of something.
    pub fn is_paused(&self) -> bool {
        matches!(self.playhead.state, State::Paused { .. })
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        self.playhead.state == State::Over
    }

    /// When something is due; nothing while a key is waited for. Another moment after every `open`,
    /// `advance` and `handle`.
    pub fn wake_at(&self) -> Option<Moment> {
        let silent = self.talk.silence().map(|(due, _)| due);
        self.playhead.wake_at(&self.timeline).or(silent)
    }

    /// How it ended, once the movement is over.
    pub fn ending(&self) -> Option<Ending> {
        self.done.ending
    }

    /// The page that is open, with what its words depend on.
    pub fn asked(&self) -> Option<OpenPage> {
        self.talk.open.map(|open| self.open_page(open.page))
    }

    /// What is typed of an answer so far.
    pub fn typed(&self) -> &str {
        &self.talk.typed
    }

    /// Every answer that the journal keeps, in order.
    pub fn answers(&self) -> &[Answer] {
        &self.talk.answers
    }

    /// Everything that is kept for other days, in order.
    pub fn facts(&self) -> &[Fact] {
        &self.talk.facts
    }

    /// Whether an emergency sign was told, and not taken back.
    pub fn is_an_emergency(&self) -> bool {
        let signs = |fact: &&Fact| matches!(fact, Fact::EmergencySign(_) | Fact::WrongKey);
        self.talk.facts.iter().rev().find(signs).is_some_and(|fact| *fact != Fact::WrongKey)
    }

    /// Pain before the first movement.
    pub fn before(&self) -> Option<u8> {
        self.talk.before()
    }

    /// The exercises that bend the upper back backwards and are part of today.
    pub(super) fn accepted(&self) -> impl Iterator<Item = &Exercise> {
        let routine = self.plan.routine();
        let items = self.plan.items().iter().filter(|item| item.left_out().is_none());
        let exercises = items.map(|item| routine.exercise(item.exercise()));
        exercises.filter(|exercise| exercise.full.extension == Extension::Thoracic)
    }
}
