//! A session conducted: what is due is told, and between two such moments the stage waits.
//!
//! Knows neither terminal nor clock. What a session needs of the world is the trait [`Stage`].

use std::sync::Arc;

use crate::domain::timeline::Place;
use crate::domain::timeline::Timeline;
use crate::domain::units::{Moment, Offset};
use crate::session::{Ending, Event, Happening, Session};

/// The world, as far as a session needs one.
pub trait Stage {
    /// What the clock says.
    fn now(&self) -> Moment;

    /// Waits until then, or for ever; comes back earlier with what happened.
    fn wait(&mut self, until: Option<Moment>) -> Option<Happening>;

    /// The session is at this place of this timeline now.
    fn follow(&mut self, timeline: &Arc<Timeline>, place: Place);

    /// This is what there is to see now.
    fn show(&mut self, session: &Session);

    /// Something happened in the session.
    fn tell(&mut self, told: &EventAt);
}

/// Something that happened, and where in the session.
#[derive(Clone, Debug)]
pub struct EventAt {
    /// What.
    pub event: Event,
    /// The place: where a span begins, else where the session is.
    pub at: Offset,
    /// The timeline of that place.
    pub timeline: Arc<Timeline>,
}

impl EventAt {
    /// An event of this session, which is at `now`.
    fn of(session: &Session, now: Offset, event: Event) -> EventAt {
        let (at, timeline) = match &event {
            Event::Began(reached) | Event::Gate(reached) => (reached.at(), &reached.timeline),
            _ => (now, session.timeline()),
        };
        let timeline = Arc::clone(timeline);
        EventAt { event, at, timeline }
    }
}

/// Conducts a session to its end.
pub fn run(session: &mut Session, stage: &mut impl Stage) -> Option<Ending> {
    let mut events = session.open(stage.now());
    let mut followed = None;
    loop {
        tell(session, stage, events);
        let now = (Arc::clone(session.timeline()), session.place());
        if !followed.as_ref().is_some_and(|before| is_same(before, &now)) {
            stage.follow(&now.0, now.1);
            followed = Some(now);
        }
        if session.is_over() {
            return session.ending();
        }
        stage.show(session);
        events = match stage.wait(session.wake_at()) {
            Some(happening) => session.handle(stage.now(), happening),
            None => session.advance(stage.now()),
        };
    }
}

type Followed = (Arc<Timeline>, Place);

/// Whether nothing has changed for somebody who goes along.
fn is_same(before: &Followed, now: &Followed) -> bool {
    Arc::ptr_eq(&before.0, &now.0) && before.1 == now.1
}

/// Tells what happened.
fn tell(session: &Session, stage: &mut impl Stage, events: Vec<Event>) {
    let now = session.offset(stage.now());
    for event in events {
        stage.tell(&EventAt::of(session, now, event));
    }
}
