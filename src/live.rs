//! A session conducted: what is due is told, and between two such moments the stage waits.
//!
//! Knows neither terminal nor clock. What a session needs of the world is the trait [`Stage`].

use std::sync::Arc;

use crate::session::{Ending, Event, Happening, Session};
use crate::timeline::Timeline;
use crate::units::{Moment, Offset};

/// The world, as far as a session needs one.
pub trait Stage {
    /// What the clock says.
    fn now(&self) -> Moment;

    /// Waits until then, or for ever; comes back earlier with what happened.
    fn wait(&mut self, until: Option<Moment>) -> Option<Happening>;

    /// Something happened in the session, at this place of its timeline.
    fn tell(&mut self, event: &Event, at: Offset, timeline: &Arc<Timeline>);
}

/// Conducts a session to its end.
pub fn run(session: &mut Session, stage: &mut impl Stage) -> Option<Ending> {
    let mut events = session.open(stage.now());
    loop {
        if let Some(ending) = tell(session, stage, &events) {
            return Some(ending);
        }
        if session.is_over() {
            return None;
        }
        events = match stage.wait(session.wake_at()) {
            Some(happening) => session.handle(stage.now(), happening),
            None => session.advance(stage.now()),
        };
    }
}

/// Tells what happened; gives the ending, if it was one.
fn tell(session: &Session, stage: &mut impl Stage, events: &[Event]) -> Option<Ending> {
    let timeline = session.timeline();
    let now = session.offset(stage.now());
    let mut over = None;
    for event in events {
        let at = match event {
            Event::Began(index) => timeline.spans().get(*index).map_or(now, |span| span.at),
            _ => now,
        };
        stage.tell(event, at, timeline);
        if let Event::Ended(ending) = event {
            over = Some(*ending);
        }
    }
    over
}
