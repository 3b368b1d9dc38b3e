//! The sound of a session: one thread that owns it, and a handle that never waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use crate::audio::playback::Playback;
use crate::audio::voice::Speech;
use crate::domain::theme::{Cue, Theme};
use crate::domain::timeline::Place;
use crate::domain::timeline::Timeline;
use crate::domain::units::{Gain, Moment};

use super::clock::SessionClock;

// On Linux a sound server is spoken to directly, which needs nothing to build. Elsewhere, and with
// the feature `alsa`, rodio opens the device.
#[cfg(all(target_os = "linux", not(feature = "alsa")))]
mod bell;
#[cfg(all(target_os = "linux", not(feature = "alsa")))]
mod connection;
#[cfg(test)]
#[cfg(all(target_os = "linux", not(feature = "alsa")))]
mod fake_server;
#[cfg(all(target_os = "linux", not(feature = "alsa")))]
mod places;
#[cfg(all(target_os = "linux", not(feature = "alsa")))]
mod player;
#[cfg(all(target_os = "linux", not(feature = "alsa")))]
mod pulse;
#[cfg(all(target_os = "linux", not(feature = "alsa")))]
mod server_stream;
#[cfg(all(target_os = "linux", not(feature = "alsa")))]
use pulse as output;

#[cfg(not(all(target_os = "linux", not(feature = "alsa"))))]
mod speaker;
#[cfg(not(all(target_os = "linux", not(feature = "alsa"))))]
use speaker as output;

/// How long the program waits for its last tone to fade before it leaves.
const FADES_WITHIN: Duration = Duration::from_millis(150);

/// What the sound thread is asked to do.
#[derive(Debug)]
enum Order {
    /// The session is here now.
    Follow(Arc<Timeline>, Place),
    /// Something that belongs to no timeline, at a moment.
    Mark(Cue, Moment),
    /// This is said over this timeline.
    Say(Arc<Timeline>, Speech),
    /// As loud as this.
    Loud(Gain),
    /// Say when nothing sounds any more.
    Hush(Sender<()>),
    /// Let everything fade, say so, and end.
    End(Sender<()>),
}

/// Whether there is sound, as the thread that makes it knows.
#[derive(Clone, Debug)]
struct Report {
    gone: Arc<AtomicBool>,
}

impl Report {
    /// There is sound, or none; says whether that is news.
    fn tell(&self, gone: bool) -> bool {
        self.gone.swap(gone, Ordering::Relaxed) != gone
    }
}

/// A handle to the sound. Nothing here ever waits for a sound server.
#[derive(Debug)]
pub struct Sound {
    orders: output::OrderSender,
    report: Report,
}

impl Sound {
    /// Begins to look for a way to make sound; `lost` is called when there is none, or none any more.
    pub fn open(
        theme: Arc<Theme>,
        gain: Gain,
        clock: SessionClock,
        lost: impl Fn() + Send + 'static,
    ) -> Option<Sound> {
        let (orders, heard) = output::OrderSender::new()?;
        let report = Report { gone: Arc::default() };
        let told = report.clone();
        let tell = move |gone| {
            if told.tell(gone) && gone {
                lost();
            }
        };
        let run = move || output::run(&heard, &theme, gain, clock, &tell);
        thread::Builder::new().name("sound".into()).spawn(run).ok()?;
        Some(Sound { orders, report })
    }

    /// Whether there is no sound just now.
    pub fn is_gone(&self) -> bool {
        self.report.gone.load(Ordering::Relaxed)
    }

    /// The session is at this place of this timeline.
    pub fn follow(&self, timeline: &Arc<Timeline>, place: Place) {
        self.orders.send(Order::Follow(Arc::clone(timeline), place));
    }

    /// A cue that belongs to no timeline, at that moment or as soon as can be.
    pub fn mark(&self, cue: Cue, at: Moment) {
        self.orders.send(Order::Mark(cue, at));
    }

    /// Where speech is handed in, by whoever makes it.
    pub fn mouth(&self) -> impl Fn(&Arc<Timeline>, Speech) + Send + 'static {
        let orders = self.orders.clone();
        move |timeline, speech| orders.send(Order::Say(Arc::clone(timeline), speech))
    }

    /// Louder or softer, from now on.
    pub fn loud(&self, gain: Gain) {
        self.orders.send(Order::Loud(gain));
    }

    /// Waits, for a moment at most, until what was asked for before is on its way.
    pub fn hush(&self) {
        self.wait_for(Order::Hush);
    }

    fn wait_for(&self, order: impl Fn(Sender<()>) -> Order) {
        let (done, wait) = channel();
        self.orders.send(order(done));
        // Without an answer in time the sound is somebody else's trouble.
        let _ = wait.recv_timeout(FADES_WITHIN);
    }
}

impl Drop for Sound {
    fn drop(&mut self) {
        self.wait_for(Order::End);
    }
}

/// Notes what is wanted now.
fn note(playback: &mut Playback, order: Order) {
    match order {
        Order::Follow(timeline, place) => playback.follow(timeline, place),
        Order::Mark(cue, at) => playback.mark(cue, at),
        Order::Say(timeline, speech) => playback.say(timeline, Arc::new(speech)),
        Order::Loud(gain) => playback.set_gain(gain),
        Order::Hush(done) | Order::End(done) => tell_done(&done),
    }
}

fn tell_done(done: &Sender<()>) {
    // Whoever asked may have gone on without an answer.
    let _ = done.send(());
}

/// What there is to make sound with, in a sentence; else in some why there is nothing.
///
/// # Errors
/// Those sentences.
pub fn describe(clock: SessionClock) -> Result<String, Vec<String>> {
    output::describe(clock)
}
