//! Speech over tones: which sentence is heard at which sample, and how the tones make room for it.
//!
//! What is said is the script's, when it is said is arithmetic: a sentence fits between two marks or it
//! does not. Samples of speech are made elsewhere, ahead of time; here they are added to a sum, so a
//! session that is heard and one that is written to a file are the same.

mod ahead;
mod fit;
mod queue;
mod sentence;
mod stretch;
mod unsaid;

use std::ops::Range;
use std::sync::Arc;

use crate::audio::synth::RATE;
use crate::domain::theme::LOUDEST_AT_ONCE;

pub use ahead::{AT_FIRST, Say, SpeechAhead, SpokenThroughout, VoiceGone};
pub use fit::{FASTEST, Fitted, USUAL_RATE, Wording, fit};
pub use sentence::{BYTES_AT_MOST, levelled, spoken};
pub use stretch::{Stretch, ToSay, stretches};
pub use unsaid::{LeftUnsaid, unsaid};

/// How many samples a second has.
const SAMPLES_A_SECOND: u64 = RATE as u64;
/// What is left of tones under speech: 22 dB less, so that a breath's tone does not cover its word.
const DUCKED: f32 = 0.08;
/// As loud as speech may be, so that everything together stays within [`LOUDEST_AT_ONCE`].
pub const LOUDEST_SPEECH: f32 = LOUDEST_AT_ONCE * (1.0 - DUCKED);
/// In which time tones become softer, and louder again; and in which speech fades at a pause: 80 ms.
pub const RAMP: u64 = 80 * SAMPLES_A_SECOND / 1000;
/// Between two sentences that lie nearer than this the tones stay soft.
const NEAR: u64 = SAMPLES_A_SECOND / 2;

/// The samples of a sentence, 48,000 a second, as loud as they are heard.
pub type SpeechSamples = Arc<[f32]>;

/// A sentence at its place.
#[derive(Clone, Debug)]
pub struct SpokenSentence {
    /// The sample of the timeline at which it begins.
    pub begin: u64,
    /// What is heard.
    pub samples: SpeechSamples,
}

impl SpokenSentence {
    /// The first sample behind it.
    pub fn end(&self) -> u64 {
        self.begin + self.samples.len() as u64
    }

    fn is(&self, other: &SpokenSentence) -> bool {
        self.begin == other.begin && Arc::ptr_eq(&self.samples, &other.samples)
    }
}

/// Sentences of a timeline, one after the other: those that are made by now and not yet over.
#[derive(Clone, Debug, Default)]
pub struct Speech {
    sentences: Vec<SpokenSentence>,
    /// Where tones are soft.
    soft: Vec<Range<u64>>,
}

impl Speech {
    /// These sentences, in their order.
    pub fn of(sentences: Vec<SpokenSentence>) -> Speech {
        let mut soft: Vec<Range<u64>> = Vec::new();
        for sentence in &sentences {
            match soft.last_mut().filter(|before| sentence.begin < before.end + NEAR) {
                Some(before) => before.end = before.end.max(sentence.end()),
                None => soft.push(sentence.begin..sentence.end()),
            }
        }
        Speech { sentences, soft }
    }

    /// The sentences.
    pub fn sentences(&self) -> &[SpokenSentence] {
        &self.sentences
    }

    /// Those that have begun at this sample: no other is cut by a change of what follows.
    #[must_use]
    pub fn begun_before(&self, at: u64) -> Speech {
        let begun = self.sentences.iter().filter(|sentence| sentence.begin < at);
        Speech::of(begun.cloned().collect())
    }

    /// Those that begin at this sample or later.
    #[must_use]
    pub fn from(&self, at: u64) -> Speech {
        let later = self.sentences.iter().filter(|sentence| sentence.begin >= at);
        Speech::of(later.cloned().collect())
    }

    /// The first sample from `from` on that two of them make another; nothing where they are the same there.
    pub fn differs_from(&self, other: &Speech, from: u64) -> Option<u64> {
        let only_in = |one: &Speech, other: &Speech| {
            let ahead = one.sentences.iter().filter(|sentence| sentence.end() + RAMP > from);
            let mut own = ahead.filter(|own| !other.sentences.iter().any(|also| also.is(own)));
            own.next().map(|own| own.begin.saturating_sub(RAMP))
        };
        only_in(self, other).into_iter().chain(only_in(other, self)).min()
    }

    /// The next sample from `from` on at which somebody speaks.
    pub fn next_sound(&self, from: u64) -> Option<u64> {
        let next = self.sentences.iter().find(|sentence| sentence.end() > from);
        next.map(|sentence| sentence.begin.max(from))
    }

    /// What is left of tones at a sample, where speech is as loud as it goes.
    fn room(&self, at: u64) -> f32 {
        let mut room = 1.0_f32;
        for soft in &self.soft {
            let apart = soft.start.saturating_sub(at).max((at + 1).saturating_sub(soft.end));
            room = room.min(1.0 - (1.0 - DUCKED) * closeness(apart));
        }
        room
    }

    /// Makes room in these tones, and adds what is said from the sample `from` on. `loud` says how far
    /// speech has come, from 0 to 1: less than all of it while it fades.
    pub fn over(&self, from: u64, tones: &mut [f32], loud: impl Fn(u64) -> f32) {
        let end = from + tones.len() as u64;
        let is_near = |soft: &Range<u64>| soft.start < end + RAMP && soft.end + RAMP > from;
        if self.soft.iter().any(is_near) {
            for (at, tone) in (from..).zip(&mut *tones) {
                *tone *= 1.0 - (1.0 - self.room(at)) * loud(at);
            }
        }
        for sentence in &self.sentences {
            let (first, last) = (sentence.begin.max(from), sentence.end().min(end));
            let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            let heard = sentence.samples.iter().skip(place(first.saturating_sub(sentence.begin)));
            let sums = tones.iter_mut().skip(place(first - from));
            for ((at, sample), sum) in (first..last).zip(heard).zip(sums) {
                *sum += sample * loud(at);
            }
        }
    }
}

/// From 1 at no distance to 0 where a ramp has its end.
#[expect(clippy::cast_precision_loss, reason = "at most 3840")]
fn closeness(apart: u64) -> f32 {
    1.0 - apart.min(RAMP) as f32 / RAMP as f32
}
