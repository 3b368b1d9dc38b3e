//! A stage without a world: waiting costs nothing, keys come from a list, and what is told is kept.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::timeline::Place;
use crate::domain::timeline::Timeline;
use crate::domain::units::Moment;
use crate::faces::plain::{Layout, Plain};
use crate::session::driver::{EventAt, Stage};
use crate::session::{Happening, KeyPress, Session};

/// Lines are kept as they would be piped.
const PAPER: Layout = Layout { width: 80, newline: "\n", timed: true };

/// A rehearsal: a clock that jumps, and a script of what happens when.
#[derive(Debug)]
pub struct Rehearsal {
    now: Moment,
    script: VecDeque<(Moment, Happening)>,
    /// What the next wake-ups are late by; the others come on time.
    pub late: VecDeque<Duration>,
    /// Keys to press, one after the other, where the session waits and the script is over.
    pub when_waiting: Vec<KeyPress>,
    face: Plain,
    /// Every event, with where it was.
    pub events: Vec<EventAt>,
    /// Where the session was followed to, when, and how long it was then in all.
    pub followed: Vec<(Moment, Duration, Place)>,
    /// The lines of the plain face, the time in front of each.
    pub log: String,
    waits: usize,
}

impl Rehearsal {
    /// A rehearsal with this face and this script.
    pub fn new(face: Plain, script: impl IntoIterator<Item = (Moment, Happening)>) -> Rehearsal {
        let script = script.into_iter().collect();
        Rehearsal {
            now: Moment::ZERO,
            script,
            late: VecDeque::new(),
            when_waiting: vec![KeyPress::Char(' ')],
            face,
            events: Vec::new(),
            followed: Vec::new(),
            log: String::new(),
            waits: 0,
        }
    }
}

impl Stage for Rehearsal {
    fn now(&self) -> Moment {
        self.now
    }

    fn wait(&mut self, until: Option<Moment>) -> Option<Happening> {
        if let Some(&(at, happening)) = self.script.front()
            && until.is_none_or(|due| at <= due)
        {
            self.script.pop_front();
            self.now = self.now.max(at);
            return Some(happening);
        }
        if let Some(due) = until {
            self.now = self.now.max(due + self.late.pop_front().unwrap_or_default());
            return None;
        }
        let key = self.when_waiting.get(self.waits % self.when_waiting.len().max(1)).copied();
        self.waits += 1;
        Some(Happening::Key(key.unwrap_or(KeyPress::Char(' '))))
    }

    fn follow(&mut self, timeline: &Arc<Timeline>, place: Place) {
        self.followed.push((self.now, timeline.total(), place));
    }

    fn show(&mut self, _: &Session) {}

    fn tell(&mut self, told: &EventAt) {
        self.events.push(told.clone());
        self.log += &self.face.page(told, PAPER);
    }
}
