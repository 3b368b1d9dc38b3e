//! What a session wants to be heard, and how a stream's mix is brought to it.
//!
//! Knows the stream's clock as one figure: the moment at which its first sample was heard.

use std::sync::Arc;
use std::time::Duration;

use crate::audio::synth::{self, RATE};
use crate::domain::theme::{Cue, Theme};
use crate::domain::timeline::Place;
use crate::domain::timeline::Timeline;
use crate::domain::units::{Gain, Moment};

use crate::audio::mixer::{Mix, Playing};
use crate::audio::voice::Speech;

/// The moment at which the first sample of a stream was heard, or would have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Zero {
    /// In nanoseconds of the session's clock; below its own zero where the stream began earlier.
    nanos: i128,
}

impl Zero {
    /// From a sample and the moment at which it is heard.
    pub fn of_sample(sample: i64, heard: Moment) -> Zero {
        let length = i128::from(sample) * 1_000_000_000 / i128::from(RATE);
        Zero { nanos: nanos(heard) - length }
    }

    /// The sample that is heard at a moment; below zero before the stream began.
    pub fn sample_at(self, moment: Moment) -> i64 {
        let samples = (nanos(moment) - self.nanos) * i128::from(RATE) / 1_000_000_000;
        i64::try_from(samples).unwrap_or(i64::MAX)
    }

    /// How far two readings of the same clock lie apart.
    pub fn apart(self, other: Zero) -> Duration {
        Duration::from_nanos(
            u64::try_from((self.nanos - other.nanos).unsigned_abs()).unwrap_or(u64::MAX),
        )
    }
}

fn nanos(at: Moment) -> i128 {
    i128::try_from(at.since_zero().as_nanos()).unwrap_or(i128::MAX)
}

/// What is wanted, whether or not there is a stream to hear it from.
#[derive(Clone, Debug)]
pub struct Playback {
    theme: Arc<Theme>,
    gain: Gain,
    timeline: Option<Arc<Timeline>>,
    place: Place,
    marks: Vec<(Cue, Moment)>,
    /// What is said over which timeline.
    speech: Option<(Arc<Timeline>, Arc<Speech>)>,
}

impl Playback {
    /// Silence so far.
    pub fn silence(theme: Arc<Theme>, gain: Gain) -> Playback {
        let (timeline, marks, speech) = (None, Vec::new(), None);
        Playback { theme, gain, timeline, place: Place::Held, marks, speech }
    }

    /// The session is here.
    pub fn follow(&mut self, timeline: Arc<Timeline>, place: Place) {
        self.timeline = Some(timeline);
        self.place = place;
    }

    /// This is said over this timeline.
    pub fn say(&mut self, timeline: Arc<Timeline>, speech: Arc<Speech>) {
        self.speech = Some((timeline, speech));
    }

    /// A cue that belongs to no timeline, at that moment or as soon as can be; not while it is muted.
    pub fn mark(&mut self, cue: Cue, at: Moment) {
        if self.gain.0 > 0.0 {
            self.marks.push((cue, at));
        }
    }

    /// As loud as this.
    pub fn set_gain(&mut self, gain: Gain) {
        self.gain = gain;
    }

    /// Marks that nobody could hear are old by the time somebody can.
    pub fn forget_marks(&mut self) {
        self.marks.clear();
    }

    /// A mix that is still silent.
    pub fn silent_mix(&self) -> Mix {
        Mix::silence(Arc::clone(&self.theme), self.gain)
    }

    /// When the next sound is due; at once if one is going on.
    pub fn next_sound(&self, now: Moment) -> Option<Moment> {
        if self.gain.0 == 0.0 {
            return None;
        }
        let marked = self.marks.first().map(|_| now);
        let played = match (&self.timeline, self.place) {
            (Some(timeline), Place::Running { offset, at }) => {
                let here = offset + now.since(at);
                let next = synth::next_sound(timeline, &self.theme, here);
                let speech = self.speech_over(timeline);
                let said = speech.and_then(|speech| speech.next_sound(synth::index(here)));
                let next = next.into_iter().chain(said.map(synth::at_index)).min();
                next.map(|next| (at + next.since(offset)).max(now))
            }
            _ => None,
        };
        marked.or(played)
    }

    /// Brings a mix to what is wanted, changing nothing before the sample `free`. Gives the
    /// first sample that has become another, if one has.
    pub fn bring(&mut self, mix: &mut Mix, zero: Zero, free: u64) -> Option<u64> {
        let mut changed = None;
        for (cue, at) in std::mem::take(&mut self.marks) {
            mix.mark(u64::try_from(zero.sample_at(at)).unwrap_or(0).max(free), cue);
            changed = Some(free);
        }
        if mix.gain() != self.gain {
            mix.set_gain(free, self.gain);
            changed = Some(free);
        }
        let to = self.playing(zero);
        match (mix.now(), to) {
            (None, None) => changed,
            (Some(old), Some(new)) if old.zero.abs_diff(new.zero) <= 1 => {
                let new = self.with_what_has_begun(new, old, free);
                match old.differs_from(&new, free) {
                    None => changed,
                    Some(differs) if differs > free => {
                        mix.swap(new.timeline, new.speech);
                        Some(changed.unwrap_or(differs))
                    }
                    Some(_) => {
                        mix.change(free, Some(new));
                        Some(free)
                    }
                }
            }
            (_, to) => {
                mix.change(free, to);
                Some(free)
            }
        }
    }

    /// What is said over this timeline, as far as that is known.
    fn speech_over(&self, timeline: &Arc<Timeline>) -> Option<&Arc<Speech>> {
        let (over, speech) = self.speech.as_ref()?;
        Arc::ptr_eq(over, timeline).then_some(speech)
    }

    /// A sentence that has begun is never cut, also where what is said next is not known yet.
    fn with_what_has_begun(&self, new: Playing, old: &Playing, free: u64) -> Playing {
        if self.speech_over(&new.timeline).is_some() {
            return new;
        }
        Playing { speech: Arc::new(old.speech.begun_before(old.own_sample(free))), ..new }
    }

    fn playing(&self, zero: Zero) -> Option<Playing> {
        let (Some(timeline), Place::Running { offset, at }) = (&self.timeline, self.place) else {
            return None;
        };
        let begins = zero.sample_at(at);
        let first = synth::index(offset);
        let zero = begins - i64::try_from(first).unwrap_or(i64::MAX);
        let begins = u64::try_from(begins).unwrap_or(0);
        // What was to be heard before this place is not heard in part.
        let speech = self.speech_over(timeline).map(|speech| Arc::new(speech.from(first)));
        let speech = speech.unwrap_or_default();
        Some(Playing { timeline: Arc::clone(timeline), zero, begins, speech })
    }
}
