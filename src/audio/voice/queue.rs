//! Stretches in their order, of which one after the other becomes sentences.

use super::ahead::{Say, VoiceGone};
use super::fit::{PAUSE, Wording, fit};
use super::stretch::Stretch;
use super::{RAMP, SAMPLES_A_SECOND, Speech, SpeechSamples, SpokenSentence};
use crate::script::Topic;

/// As many sentences are held at most.
const HELD: usize = 32;
/// What is over stays for so long: somebody may write the samples before now once more.
const KEPT: u64 = SAMPLES_A_SECOND;

/// A sentence that is made, and what it says.
#[derive(Clone, Debug)]
pub(super) struct MadeSentence {
    sentence: SpokenSentence,
    pub(super) topic: Topic,
    pub(super) full: String,
}

impl MadeSentence {
    pub(super) fn begin(&self) -> u64 {
        self.sentence.begin
    }

    pub(super) fn end(&self) -> u64 {
        self.sentence.end()
    }
}

/// Stretches, and the sentences of those that are made.
#[derive(Clone, Debug, Default)]
pub(super) struct SentenceQueue {
    stretches: Vec<Stretch>,
    /// The stretch that is made next.
    next: usize,
    /// Nothing begins before.
    from: u64,
    made: Vec<MadeSentence>,
}

impl SentenceQueue {
    /// From now on these stretches, beginning with one of them; what is made already stays.
    pub(super) fn begin_at(&mut self, stretches: Vec<Stretch>, next: usize, from: u64) {
        (self.stretches, self.next, self.from) = (stretches, next, from);
    }

    pub(super) fn speech(&self) -> Speech {
        Speech::of(self.made.iter().map(|made| made.sentence.clone()).collect())
    }

    /// Only what has begun at this sample stays.
    pub(super) fn keep_begun(&mut self, at: u64) {
        self.made.retain(|made| made.begin() < at);
    }

    pub(super) fn forget_before(&mut self, at: u64) {
        self.made.retain(|made| made.end() + RAMP + KEPT > at);
    }

    pub(super) fn count_after(&self, at: u64) -> usize {
        self.made.iter().filter(|made| made.begin() > at).count()
    }

    pub(super) fn is_full(&self) -> bool {
        self.made.len() >= HELD
    }

    pub(super) fn begin_after(&self, at: u64) -> Option<u64> {
        self.made.iter().map(MadeSentence::begin).find(|begin| *begin > at)
    }

    /// Where the sentence begins that was made as the `nth`.
    pub(super) fn begin_of(&self, nth: usize) -> Option<u64> {
        self.made.get(nth).map(MadeSentence::begin)
    }

    /// The stretch made last is made once more, and these sentences of it go.
    pub(super) fn take_back(&mut self, nth: usize) {
        self.made.truncate(nth);
        self.next = self.next.saturating_sub(1);
    }

    pub(super) fn made_since(&self, at: u64) -> impl Iterator<Item = &MadeSentence> {
        self.made.iter().filter(move |made| made.begin() >= at)
    }

    /// The stretch around a sample.
    pub(super) fn stretch_at(&self, at: u64) -> Option<&Stretch> {
        let after = self.stretches.partition_point(|stretch| stretch.begin <= at);
        self.stretches.get(after.checked_sub(1)?)
    }

    /// Where the stretch begins that is made next.
    pub(super) fn next_stretch(&self) -> Option<u64> {
        self.stretches.get(self.next).map(|stretch| stretch.begin)
    }

    /// Makes the sentences of the next stretch, none before `from`; whether there was one.
    pub(super) fn make_next(&mut self, from: u64, say: &mut Say<'_>) -> Result<bool, VoiceGone> {
        let Some(stretch) = self.stretches.get(self.next) else { return Ok(false) };
        let before = self.made.last().map_or(0, |last| last.end() + PAUSE);
        let mut tried: Vec<(String, u16, SpeechSamples)> = Vec::new();
        let mut length = |words: &str, rate: u16| {
            let samples = say(words, rate).ok_or(VoiceGone)?;
            let length = samples.len() as u64;
            tried.push((words.to_owned(), rate, samples));
            Ok(length)
        };
        let fitted = fit(stretch, self.from.max(before).max(from), &mut length)?;
        for said in fitted {
            let Some(sentence) = stretch.sentences.get(said.nth) else { continue };
            let words = Wording::of(said.words, sentence);
            let is_it = |(w, r, _): &&(String, u16, SpeechSamples)| w == words && *r == said.rate;
            let Some((_, _, samples)) = tried.iter().find(is_it) else { continue };
            let samples = SpeechSamples::clone(samples);
            self.made.push(MadeSentence {
                sentence: SpokenSentence { begin: said.begin, samples },
                topic: sentence.topic,
                full: sentence.full.clone(),
            });
        }
        self.next += 1;
        Ok(true)
    }
}
