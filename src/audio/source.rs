//! A sound of which any sample can be asked for. A WAV and a FLAC file ask for its samples by the block;
//! a device gets it as rodio takes it, as a source that can be sought to the sample.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use rodio::Source;
use rodio::source::SeekError;

use crate::audio::synth::{self, RATE};
use crate::audio::voice::{SpeechSamples, SpokenThroughout};
use crate::domain::theme::Theme;
use crate::domain::timeline::Timeline;
use crate::domain::units::Offset;
use crate::script::Utterance;

/// Something of which any sample can be asked for.
pub trait Samples {
    /// How many are asked for at once.
    const BLOCK: usize;

    /// Writes the samples from `from` on over what is there.
    fn write(&mut self, from: u64, out: &mut [f32]);

    /// How many there are; nothing where they never end.
    fn count(&self) -> Option<u64>;
}

/// A session that nothing changes, from its first sample to its last.
#[derive(Clone, Debug)]
pub struct WholeSession {
    timeline: Arc<Timeline>,
    theme: Arc<Theme>,
}

impl WholeSession {
    /// The sound of this timeline in these tones.
    pub fn new(timeline: Arc<Timeline>, theme: Arc<Theme>) -> WholeSession {
        WholeSession { timeline, theme }
    }
}

impl Samples for WholeSession {
    const BLOCK: usize = 4096;

    fn write(&mut self, from: u64, out: &mut [f32]) {
        out.fill(0.0);
        synth::render(&self.timeline, &self.theme, from, out);
    }

    fn count(&self) -> Option<u64> {
        Some(synth::index(Offset::at(self.timeline.total())))
    }
}

/// The same with its words. Nothing of it is kept longer than it is heard.
#[derive(Debug)]
pub struct SpokenSession<V> {
    whole: WholeSession,
    words: SpokenThroughout,
    voice: V,
}

impl<V: FnMut(&str, u16) -> Option<SpeechSamples>> SpokenSession<V> {
    /// The sound of this timeline in these tones, and this script, as `voice` makes samples of words at a
    /// rate. Once it gives none, nothing more is said.
    pub fn new(
        timeline: Arc<Timeline>,
        theme: Arc<Theme>,
        script: &[Utterance],
        voice: V,
    ) -> SpokenSession<V> {
        let words = SpokenThroughout::of(&timeline, &theme, script);
        SpokenSession { whole: WholeSession::new(timeline, theme), words, voice }
    }
}

impl<V: FnMut(&str, u16) -> Option<SpeechSamples>> Samples for SpokenSession<V> {
    const BLOCK: usize = WholeSession::BLOCK;

    fn write(&mut self, from: u64, out: &mut [f32]) {
        self.whole.write(from, out);
        if let Ok(speech) = self.words.speech(from, out.len() as u64, &mut self.voice) {
            speech.over(from, out, |_| 1.0);
        }
    }

    fn count(&self) -> Option<u64> {
        self.whole.count()
    }
}

/// Samples one after the other, of one channel, from -1 to 1.
#[derive(Clone, Debug)]
pub struct SampleSource<S> {
    samples: S,
    block: Vec<f32>,
    /// The next one in the block.
    at: usize,
    /// The first one behind the block.
    next: u64,
}

impl<S: Samples> SampleSource<S> {
    /// From the first one on.
    pub fn new(samples: S) -> SampleSource<S> {
        SampleSource { samples, block: Vec::new(), at: 0, next: 0 }
    }

    fn fill(&mut self) {
        let left = self.samples.count().map(|count| count.saturating_sub(self.next));
        let left = left.and_then(|left| usize::try_from(left).ok());
        self.block.resize(left.map_or(S::BLOCK, |left| left.min(S::BLOCK)), 0.0);
        self.at = 0;
        self.samples.write(self.next, &mut self.block);
        self.next += self.block.len() as u64;
    }
}

impl<S: Samples> Iterator for SampleSource<S> {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.at >= self.block.len() {
            self.fill();
        }
        let sample = self.block.get(self.at).copied();
        self.at += 1;
        sample
    }
}

impl<S: Samples> Source for SampleSource<S> {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZero<u16> {
        NonZero::<u16>::MIN
    }

    fn sample_rate(&self) -> NonZero<u32> {
        NonZero::new(RATE).unwrap_or(NonZero::<u32>::MIN)
    }

    fn total_duration(&self) -> Option<Duration> {
        self.samples.count().map(|count| synth::at_index(count).since_zero())
    }

    fn try_seek(&mut self, to: Duration) -> Result<(), SeekError> {
        self.next = synth::index(Offset::at(to));
        self.block.clear();
        Ok(())
    }
}
