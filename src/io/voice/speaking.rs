//! A thread that has the sentences of a session made ahead, and hands them to its sound.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::audio::voice::{Speech, SpeechAhead, VoiceGone};
use crate::domain::theme::Theme;
use crate::domain::timeline::{Place, Timeline};
use crate::domain::units::Moment;
use crate::io::clock::SessionClock;
use crate::script::Telling;

use super::engine::Engine;

/// How long there is nothing to do where nothing runs.
const LONG: Duration = Duration::from_secs(3600);

/// Where the session is, from a moment on.
type SinceThen = (Arc<Timeline>, Place, Moment);

/// A handle to the thread; it never waits for it. Without it the thread ends by itself.
#[derive(Debug)]
pub struct Speaking {
    orders: Sender<SinceThen>,
}

impl Speaking {
    /// Begins to make speech. `hand` takes what is made; `lost` is called once when there is no speech any
    /// more.
    pub fn begin(
        engine: Engine,
        telling: Telling,
        theme: Arc<Theme>,
        clock: SessionClock,
        hand: impl Fn(&Arc<Timeline>, Speech) + Send + 'static,
        lost: impl Fn() + Send + 'static,
    ) -> Option<Speaking> {
        let (orders, received) = channel();
        let run = move || {
            let ahead = SpeechAhead::new(telling, theme);
            if let Err(VoiceGone) = run(&received, engine, ahead, clock, &hand) {
                lost();
            }
        };
        thread::Builder::new().name("voice".into()).spawn(run).ok()?;
        Some(Speaking { orders })
    }

    /// The session is at this place of this timeline, since that moment.
    pub fn follow(&self, timeline: &Arc<Timeline>, place: Place, now: Moment) {
        // Without a thread there is no speech, which is known already.
        let _ = self.orders.send((Arc::clone(timeline), place, now));
    }
}

/// Makes what is next, until nobody is there who follows.
fn run(
    received: &Receiver<SinceThen>,
    mut engine: Engine,
    mut ahead: SpeechAhead,
    clock: SessionClock,
    hand: &dyn Fn(&Arc<Timeline>, Speech),
) -> Result<(), VoiceGone> {
    let mut wait = LONG;
    loop {
        let followed = match received.recv_timeout(wait) {
            Ok(followed) => Some(followed),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        if let Some((timeline, place, now)) = followed {
            ahead.follow(timeline, place, now);
            hand_on(&ahead, hand);
            wait = Duration::ZERO;
            continue;
        }
        let made = ahead.make(&|| clock.now(), &mut |words, rate| engine.say(words, rate))?;
        if made {
            hand_on(&ahead, hand);
        }
        let enough = ahead.is_enough_for(clock.now());
        wait = if made { Duration::ZERO } else { enough.unwrap_or(LONG) };
    }
}

fn hand_on(ahead: &SpeechAhead, hand: &dyn Fn(&Arc<Timeline>, Speech)) {
    if let Some(timeline) = ahead.timeline() {
        hand(timeline, ahead.speech());
    }
}
