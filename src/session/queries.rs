//! What can be asked of a session: where it is, what is left, and when something is due.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::plan::Plan;
use crate::domain::timeline::Timeline;
use crate::domain::units::{Moment, Offset};

use super::{COUNT_IN, Ending, Session, State};
use crate::domain::timeline::Place;

impl Session {
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
        match self.state {
            State::Running { at, since } => at + now.since(since),
            State::Paused { at } | State::CountIn { at, .. } => at,
            State::Gate | State::Settling => self.starts(self.next),
            State::Asking { .. } | State::Over => self.shown,
        }
    }

    /// Where it is, for somebody who goes along with it.
    pub fn place(&self) -> Place {
        match self.state {
            State::Running { at, since } => Place::Running { offset: at, at: since },
            State::CountIn { at, from } => Place::Running { offset: at, at: from + COUNT_IN },
            _ => Place::Held,
        }
    }

    /// How much of it is left.
    pub fn left(&self, now: Moment) -> Duration {
        self.timeline.total().saturating_sub(self.offset(now).since_zero())
    }

    /// Whether it waits for a key before something begins.
    pub fn is_at_a_gate(&self) -> bool {
        self.state == State::Gate
    }

    /// What is left of a count-in, where one is going on.
    pub fn counting_in(&self, now: Moment) -> Option<Duration> {
        match self.state {
            State::CountIn { from, .. } => Some((from + COUNT_IN).since(now)),
            _ => None,
        }
    }

    /// Whether the clock stands still in the middle of something.
    pub fn is_paused(&self) -> bool {
        matches!(self.state, State::Paused { .. })
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        self.state == State::Over
    }

    /// When something is due; nothing while a key is waited for.
    pub fn wake_at(&self) -> Option<Moment> {
        match self.state {
            State::Running { at, since } => Some(since + self.starts(self.next).since(at)),
            State::CountIn { from, .. } => Some(from + COUNT_IN),
            State::Asking { question, since } => question.waits().map(|at_most| since + at_most),
            State::Gate | State::Settling | State::Paused { .. } | State::Over => None,
        }
    }

    /// How it ended, once the movement is over.
    pub fn ending(&self) -> Option<Ending> {
        self.ending
    }
}
