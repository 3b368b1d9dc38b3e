//! Speech of a session that is lived, made ahead of its place: a key may change what follows, stop the
//! clock or go elsewhere. Knows no engine and no clock; both are arguments.

use std::sync::Arc;
use std::time::Duration;

use crate::audio::synth;
use crate::domain::theme::Theme;
use crate::domain::timeline::{Place, Timeline};
use crate::domain::units::Moment;
use crate::script::{Script, Telling, Topic, Utterance};

use super::queue::SentenceQueue;
use super::stretch::{Stretch, ToSay, stretches};
use super::{SAMPLES_A_SECOND, Speech, SpeechSamples};

/// Sentences are made so far ahead.
const AHEAD: usize = 10;
/// A sentence that begins within this time counts as begun: its samples are on their way.
const ON_THE_WAY: u64 = SAMPLES_A_SECOND * 30 / 1000;
/// How often a stretch is laid out once more whose time has come meanwhile.
const TRIES: usize = 3;
/// Where a session begins, goes on or goes elsewhere, nobody speaks for so long:
/// 600 ms, in which a silent stream comes to run.
pub const AT_FIRST: u64 = SAMPLES_A_SECOND * 6 / 10;

/// The engine gives no speech any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoiceGone;

/// What makes samples of words at a rate; nothing once it cannot.
pub type Say<'s> = dyn FnMut(&str, u16) -> Option<SpeechSamples> + 's;

/// The sentences of a session from its place on, as far as they are made.
#[derive(Debug)]
pub struct SpeechAhead {
    script: Script,
    theme: Arc<Theme>,
    timeline: Option<Arc<Timeline>>,
    place: Place,
    /// Where the session stood when its clock last stood still, or last went elsewhere.
    stood_at: u64,
    queue: SentenceQueue,
    said: SaidSoFar,
}

/// What was said in a stretch already.
#[derive(Debug, Default)]
struct SaidSoFar {
    /// Where the stretch begins.
    stretch: u64,
    sentences: Vec<(Topic, String)>,
}

impl SaidSoFar {
    /// From now on that of another stretch, if it is another.
    fn in_stretch(&mut self, begin: u64) {
        if self.stretch != begin {
            *self = SaidSoFar { stretch: begin, sentences: Vec::new() };
        }
    }

    fn has(&self, one: &ToSay) -> bool {
        self.sentences.iter().any(|(topic, words)| *topic == one.topic && *words == one.full)
    }
}

impl SpeechAhead {
    /// Nothing is said yet. The theme tells where tones are in the way.
    pub fn new(telling: Telling, theme: Arc<Theme>) -> SpeechAhead {
        SpeechAhead {
            script: Script::new(telling),
            theme,
            timeline: None,
            place: Place::Held,
            stood_at: 0,
            queue: SentenceQueue::default(),
            said: SaidSoFar::default(),
        }
    }

    /// The timeline that the speech belongs to.
    pub fn timeline(&self) -> Option<&Arc<Timeline>> {
        self.timeline.as_ref()
    }

    /// What is made by now.
    pub fn speech(&self) -> Speech {
        self.queue.speech()
    }

    /// The session is here now.
    pub fn follow(&mut self, timeline: Arc<Timeline>, place: Place, now: Moment) {
        let here = self.here(now);
        let goes_on = goes_on(self.place, place);
        self.note(here, goes_on);
        self.hear_so_far(here);
        let paused = self.place == Place::Held && self.stood_at > 0;
        let at = match place {
            Place::Running { offset, .. } if !goes_on => synth::index(offset),
            _ => here,
        };
        if goes_on {
            self.queue.keep_begun(here + ON_THE_WAY);
        } else {
            self.queue.keep_begun(0);
            self.stood_at = at;
        }
        (self.place, self.timeline) = (place, Some(timeline));
        self.lay_out(at, paused && !goes_on, goes_on);
    }

    /// Makes the next sentences, as many as lie between two marks; whether there were any to make. What took
    /// so long to make that its time has come is laid out once more, for no sentence begins in its middle.
    ///
    /// # Errors
    /// Where there is no speech any more.
    pub fn make(
        &mut self,
        clock: &dyn Fn() -> Moment,
        say: &mut Say<'_>,
    ) -> Result<bool, VoiceGone> {
        let here = self.here(clock());
        self.queue.forget_before(here);
        if self.queue.count_after(here) >= AHEAD || self.queue.is_full() {
            return Ok(false);
        }
        let count = self.queue.count_after(0);
        let mut made = self.queue.make_next(0, say)?;
        let is_running = matches!(self.place, Place::Running { .. });
        let in_time = |queue: &SentenceQueue, from: u64| queue.begin_of(count) >= Some(from);
        for _ in 0..TRIES {
            let from = self.here(clock()) + ON_THE_WAY;
            if !is_running || self.queue.begin_of(count).is_none() || in_time(&self.queue, from) {
                break;
            }
            self.queue.take_back(count);
            made = self.queue.make_next(from + ON_THE_WAY, say)?;
        }
        Ok(made)
    }

    /// How long there is nothing to make: until the next sentence is on its way.
    pub fn is_enough_for(&self, now: Moment) -> Option<Duration> {
        let here = self.here(now);
        let running = matches!(self.place, Place::Running { .. });
        let next = self.queue.begin_after(here).filter(|_| running)?;
        Some(synth::at_index(next).since(synth::at_index(here)))
    }

    /// The sample of the timeline that is heard at a moment.
    fn here(&self, now: Moment) -> u64 {
        match self.place {
            Place::Running { offset, at } => synth::index(offset + now.since(at)),
            Place::Held => self.stood_at,
        }
    }

    /// Notes what was said in the stretch of this place: what has begun, or only what was over.
    fn note(&mut self, here: u64, goes_on: bool) {
        let Some(begin) = self.queue.stretch_at(here).map(|stretch| stretch.begin) else { return };
        self.said.in_stretch(begin);
        for made in self.queue.made_since(begin) {
            let is_said =
                if goes_on { made.begin() <= here + ON_THE_WAY } else { made.end() <= here };
            if is_said {
                self.said.sentences.push((made.topic, made.full.clone()));
            }
        }
    }

    /// What was said before the stretch of this place is not said again.
    fn hear_so_far(&mut self, here: u64) {
        let Some(timeline) = self.timeline.clone() else { return };
        let begin = self.queue.stretch_at(here).map_or(0, |stretch| stretch.begin);
        if let Some(before) = span_at(&timeline, begin).checked_sub(1) {
            self.script.began(&timeline, before);
        }
    }

    /// Lays out everything from a place on.
    fn lay_out(&mut self, at: u64, paused: bool, goes_on: bool) {
        let Some(timeline) = self.timeline.clone() else { return };
        let empty = stretches(&timeline, &self.theme, &[]);
        let nth = empty.partition_point(|stretch| stretch.begin <= at).saturating_sub(1);
        let begin = empty.get(nth).map_or(0, |stretch| stretch.begin);
        if !goes_on && at == begin {
            self.said.in_stretch(u64::MAX);
        }
        self.said.in_stretch(begin);
        let utterances = self.script.ahead(&timeline, span_at(&timeline, begin));
        let mut all = stretches(&timeline, &self.theme, &utterances);
        if let Some(first) = all.get_mut(nth) {
            let index = span_at(&timeline, at);
            let stays = |said: &ToSay| (goes_on || said.span >= index) && !self.said.has(said);
            first.sentences.retain(stays);
            let is_inside = timeline.spans().get(index).is_some_and(|s| at > synth::index(s.at));
            if paused && is_inside {
                orient(first, self.script.again(&timeline, index));
            }
        }
        let from = if goes_on { at + ON_THE_WAY } else { at + AT_FIRST };
        self.queue.begin_at(all, nth, from);
    }
}

/// Whether somebody who was there goes on without having noticed anything.
fn goes_on(before: Place, after: Place) -> bool {
    let (Place::Running { offset, at }, Place::Running { offset: to, at: then }) = (before, after)
    else {
        return false;
    };
    offset + then.since_zero() == to + at.since_zero()
}

/// The span of a sample.
fn span_at(timeline: &Timeline, n: u64) -> usize {
    let after = timeline.spans().partition_point(|span| synth::index(span.at) <= n);
    after.saturating_sub(1)
}

/// What tells somebody where they are comes first, in the place of the same.
fn orient(stretch: &mut Stretch, again: Vec<Utterance>) {
    stretch.sentences.retain(|said| !again.iter().any(|again| again.topic == said.topic));
    let said = again.into_iter().map(|again| ToSay {
        earliest: 0,
        at_the_end: false,
        span: again.span,
        topic: again.topic,
        rank: again.rank(),
        full: again.full,
        short: again.short,
    });
    stretch.sentences.splice(0..0, said);
}

/// Everything from this place of a timeline that nothing changes.
#[derive(Clone, Debug)]
pub struct SpokenThroughout {
    all: Vec<Stretch>,
    queue: SentenceQueue,
    /// The sample that is asked for next, if one goes on.
    next: u64,
}

impl SpokenThroughout {
    /// These words, in a timeline with these tones.
    pub fn of(timeline: &Timeline, theme: &Theme, script: &[Utterance]) -> SpokenThroughout {
        let all = stretches(timeline, theme, script);
        let mut throughout = SpokenThroughout { all, queue: SentenceQueue::default(), next: 0 };
        throughout.seek(0);
        throughout
    }

    fn seek(&mut self, at: u64) {
        let nth = self.all.partition_point(|stretch| stretch.begin <= at).saturating_sub(1);
        // Who comes into the middle of a stretch hears the rest of its sentences where they always are.
        self.queue = SentenceQueue::default();
        self.queue.begin_at(self.all.clone(), nth, AT_FIRST);
    }

    /// Makes all that is heard in `count` samples from `from` on.
    ///
    /// # Errors
    /// Where there is no speech any more.
    pub fn speech(
        &mut self,
        from: u64,
        count: u64,
        say: &mut Say<'_>,
    ) -> Result<Speech, VoiceGone> {
        if from != self.next {
            self.seek(from);
        }
        self.next = from + count;
        self.queue.forget_before(from);
        while self.queue.next_stretch().is_some_and(|begin| begin < self.next + super::RAMP) {
            self.queue.make_next(0, say)?;
        }
        Ok(self.queue.speech())
    }
}
