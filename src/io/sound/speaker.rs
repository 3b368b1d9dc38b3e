//! The sound thread where rodio opens the device: macOS, Windows, and Linux with `--features alsa`.
//!
//! The device pulls samples from an endless source that counts them. What it has pulled cannot be
//! changed any more, so a key is heard a little later than with a sound server, about a tenth of a
//! second. In long silences the device is closed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rodio::{DeviceSinkBuilder, MixerDeviceSink};

use crate::audio::mixer::Mix;
use crate::audio::playback::{Playback, Zero};
use crate::audio::source::{SampleSource, Samples};
use crate::audio::synth;
use crate::domain::theme::Theme;
use crate::domain::units::{Gain, Moment, Offset};
use crate::io::clock::SessionClock;
use crate::text::commands;

use super::{Order, note, tell_done};

/// From the pull of a sample to the ear: the device's buffer. An estimate; no system says it.
const BUFFERED: Duration = Duration::from_millis(50);
/// A silence longer than this is not played but waited for.
const LONG_SILENCE: Duration = Duration::from_secs(10);
/// How long before the next sound the device is opened again.
const WARM_UP: Duration = Duration::from_millis(1500);
/// Pulls from which the device's clock is read; the earliest of them says when it really runs.
const STEADY_AFTER: Duration = Duration::from_millis(400);
/// Without a device somebody looks for one this often.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// How often an open device is looked after.
const LOOK_AFTER: Duration = Duration::from_millis(500);
/// The device's clock and the session's part slowly; this far apart they are set right.
const APART: Duration = Duration::from_millis(5);

/// Where orders are given.
#[derive(Clone, Debug)]
pub(super) struct OrderSender(Sender<Order>);

impl OrderSender {
    /// Both ends.
    #[expect(clippy::unnecessary_wraps, reason = "with a sound server this can fail")]
    pub(super) fn new() -> Option<(OrderSender, Receiver<Order>)> {
        let (sender, receiver) = channel();
        Some((OrderSender(sender), receiver))
    }

    /// Gives an order; without a thread to take it there is no sound, which is known already.
    pub(super) fn send(&self, order: Order) {
        let _ = self.0.send(order);
    }
}

/// Looks for a device, plays, and looks again when it is gone, until it is told to end.
pub(super) fn run(
    orders: &Receiver<Order>,
    theme: &Arc<Theme>,
    gain: Gain,
    clock: SessionClock,
    tell_gone: &dyn Fn(bool),
) {
    let mut playback = Playback::silence(Arc::clone(theme), gain);
    let mut device: Option<Device> = None;
    let mut looked = None;
    loop {
        let now = clock.now();
        let due = playback.next_sound(now).is_some_and(|next| next.since(now) <= WARM_UP);
        let again = looked.is_none_or(|at| now.since(at) >= LOOK_AGAIN);
        if device.is_none() && again && (due || looked.is_none()) {
            device = Device::open(&playback, clock).ok();
            looked = device.is_none().then_some(now);
            tell_gone(device.is_none());
        }
        if let Some(open) = &mut device {
            open.look_after(&mut playback, clock);
            if open.is_broken() {
                looked = Some(now);
                device = None;
                tell_gone(true);
            } else if !due && open.is_silent(&playback, clock) {
                device = None;
            }
        } else {
            playback.forget_marks();
        }
        match orders.recv_timeout(wait(device.is_some(), looked, &playback, clock)) {
            Ok(Order::End(done)) => {
                if let Some(open) = &device {
                    open.end();
                }
                tell_done(&done);
                return;
            }
            Ok(Order::Mark(cue, at)) => {
                // A mark is heard at once, so the device has to be there.
                device = device.or_else(|| Device::open(&playback, clock).ok());
                playback.mark(cue, at);
            }
            Ok(order) => note(&mut playback, order),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// How long nothing has to be done.
fn wait(open: bool, looked: Option<Moment>, playback: &Playback, clock: SessionClock) -> Duration {
    let now = clock.now();
    let next = playback.next_sound(now).map(|next| (next - WARM_UP).since(now));
    match (open, looked) {
        (true, _) => LOOK_AFTER,
        (false, Some(_)) => LOOK_AGAIN,
        (false, None) => next.unwrap_or(Duration::from_secs(3600)),
    }
}

/// What the device's thread and this one share.
#[derive(Debug)]
struct Shared {
    mix: Mix,
    /// The sample that is pulled next.
    next: u64,
    /// The earliest that the stream's first sample can have been heard, going by its pulls.
    earliest: Option<Zero>,
    began: Option<Moment>,
}

/// An open device.
struct Device {
    shared: Arc<Mutex<Shared>>,
    zero: Option<Zero>,
    broken: Arc<AtomicBool>,
    /// Dropped with it: that closes the device.
    _sink: MixerDeviceSink,
}

impl Device {
    fn open(playback: &Playback, clock: SessionClock) -> Result<Device, rodio::DeviceSinkError> {
        let broken = Arc::new(AtomicBool::new(false));
        let noted = Arc::clone(&broken);
        // rodio would print these, in the middle of what a person reads.
        let note = move |_| noted.store(true, Ordering::Relaxed);
        let mut sink =
            DeviceSinkBuilder::from_default_device()?.with_error_callback(note).open_stream()?;
        sink.log_on_drop(false);
        let mix = playback.silent_mix();
        let shared = Shared { mix, next: 0, earliest: None, began: None };
        let shared = Arc::new(Mutex::new(shared));
        sink.mixer().add(SampleSource::new(Pulled { shared: Arc::clone(&shared), clock }));
        Ok(Device { shared, zero: None, broken, _sink: sink })
    }

    fn is_broken(&self) -> bool {
        // Stopped for a moment is no reason to give up; no pulls at all is.
        self.broken.load(Ordering::Relaxed) && self.with(|shared| shared.began.is_none())
    }

    /// Brings what is played to what is wanted, from the next pull on.
    fn look_after(&mut self, playback: &mut Playback, clock: SessionClock) {
        let now = clock.now();
        let reading = self.with(|shared| {
            let steady = shared.began.is_some_and(|began| now.since(began) >= STEADY_AFTER);
            shared.earliest.filter(|_| steady)
        });
        let silent = self.with(|shared| shared.mix.next_sound(shared.next).is_none());
        self.zero = match (self.zero, reading) {
            (Some(zero), Some(reading)) if zero.apart(reading) > APART && silent => Some(reading),
            (zero, reading) => zero.or(reading),
        };
        if let Some(zero) = self.zero {
            self.with(|shared| {
                let free = shared.next;
                playback.bring(&mut shared.mix, zero, free);
                shared.mix.forget_before(free);
            });
        }
    }

    /// Whether nothing is heard for a long time.
    fn is_silent(&self, playback: &Playback, clock: SessionClock) -> bool {
        let now = clock.now();
        let long = synth::index(Offset::at(LONG_SILENCE));
        let soon = playback.next_sound(now).is_some_and(|next| next.since(now) <= LONG_SILENCE);
        let heard = self.with(|shared| {
            let heard_now = shared.next.saturating_sub(synth::index(Offset::at(BUFFERED)));
            shared.mix.next_sound(heard_now).is_some_and(|next| next - heard_now < long)
        });
        !soon && !heard
    }

    fn end(&self) {
        let sounds = self.with(|shared| {
            let free = shared.next;
            shared.mix.end(free);
            shared.mix.next_sound(free).is_some()
        });
        if sounds {
            let (_open, never) = channel::<()>();
            // Nothing comes: this is how a thread here waits.
            let _ = never.recv_timeout(BUFFERED);
        }
    }

    fn with<T>(&self, what: impl FnOnce(&mut Shared) -> T) -> T {
        what(&mut self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The mix as the device pulls it.
struct Pulled {
    shared: Arc<Mutex<Shared>>,
    clock: SessionClock,
}

impl Samples for Pulled {
    /// 5 ms; the clock of the device is read between two.
    const BLOCK: usize = 240;

    fn write(&mut self, from: u64, out: &mut [f32]) {
        let now = self.clock.now();
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.mix.render(from, out);
        let heard = Zero::of_sample(i64::try_from(from).unwrap_or(0), now + BUFFERED);
        shared.earliest = Some(shared.earliest.map_or(heard, |earliest| earliest.min(heard)));
        shared.began.get_or_insert(now);
        shared.next = from + out.len() as u64;
    }

    fn count(&self) -> Option<u64> {
        None
    }
}

/// The device, or why there is none.
pub(super) fn describe(_: SessionClock) -> Result<String, Vec<String>> {
    let note = |_| {};
    let device = DeviceSinkBuilder::from_default_device()
        .and_then(|builder| builder.with_error_callback(note).open_stream());
    match device {
        Ok(mut sink) => {
            sink.log_on_drop(false);
            Ok(commands::SOUND_DEVICE.into())
        }
        Err(error) => Err(commands::no_sound_device(&error.to_string()).into()),
    }
}
