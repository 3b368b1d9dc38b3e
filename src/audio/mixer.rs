//! What a stream of samples holds: a timeline at its place, marks over it, and soft changes between.
//!
//! A stream counts its own samples and never stops. A mix says, for any of them, what is heard
//! there; a pause, a skip or a new timeline changes it from one sample on, with a fade, so that
//! nothing clicks. Knows no clock: whoever plays it says which sample is heard when.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use crate::audio::synth::{self, RATE};
use crate::audio::voice::{RAMP, Speech};
use crate::domain::theme::{Cue, Theme};
use crate::domain::timeline::Timeline;
use crate::domain::units::{Gain, Offset};

/// From one thing to another, in samples: 15 ms.
pub const FADE: u64 = 15 * RATE as u64 / 1000;
/// What is rendered at once.
const BLOCK: usize = 512;

/// A timeline at its place in a stream.
#[derive(Clone, Debug)]
pub struct Playing {
    /// What is played.
    pub timeline: Arc<Timeline>,
    /// The sample of the stream at which its first one is heard; below zero where the stream began later.
    pub zero: i64,
    /// The sample of the stream at which it begins to be heard.
    pub begins: u64,
    /// What is said over it.
    pub speech: Arc<Speech>,
}

/// Something that is played, from one fade to another.
#[derive(Clone, Debug)]
struct PlayingLayer {
    playing: Playing,
    rises: u64,
    falls: Option<u64>,
}

/// How loud everything is: from one level to another.
#[derive(Clone, Copy, Debug)]
struct Level {
    from: Gain,
    to: Gain,
    at: u64,
}

/// What is heard at each sample of a stream.
#[derive(Clone, Debug)]
pub struct Mix {
    theme: Arc<Theme>,
    level: Level,
    layers: Vec<PlayingLayer>,
    marks: Vec<(u64, Cue)>,
    ends: Option<u64>,
}

impl Mix {
    /// Silence, with a theme for what comes.
    pub fn silence(theme: Arc<Theme>, gain: Gain) -> Mix {
        let level = Level { from: gain, to: gain, at: 0 };
        Mix { theme, level, layers: Vec::new(), marks: Vec::new(), ends: None }
    }

    /// What is played now, if anything is.
    pub fn now(&self) -> Option<&Playing> {
        self.layers.last().filter(|layer| layer.falls.is_none()).map(|layer| &layer.playing)
    }

    /// How loud it is, or becomes.
    pub fn gain(&self) -> Gain {
        self.level.to
    }

    /// From this sample on something else is played, or nothing.
    pub fn change(&mut self, at: u64, to: Option<Playing>) {
        for layer in &mut self.layers {
            layer.falls.get_or_insert(at);
        }
        self.layers.extend(to.map(|playing| {
            let rises = at.max(playing.begins);
            PlayingLayer { playing, rises, falls: None }
        }));
    }

    /// From this sample on it is louder or softer.
    pub fn set_gain(&mut self, at: u64, gain: Gain) {
        self.level = Level { from: self.level.at(at), to: gain, at };
    }

    /// The same place of another timeline, or with other speech, which differ only where nobody has heard
    /// it yet.
    pub fn swap(&mut self, timeline: Arc<Timeline>, speech: Arc<Speech>) {
        if let Some(layer) = self.layers.last_mut().filter(|layer| layer.falls.is_none()) {
            (layer.playing.timeline, layer.playing.speech) = (timeline, speech);
        }
    }

    /// A cue that belongs to no timeline, from this sample on.
    pub fn mark(&mut self, at: u64, cue: Cue) {
        self.marks.push((at, cue));
    }

    /// From this sample on everything fades, and nothing comes any more.
    pub fn end(&mut self, at: u64) {
        self.ends = Some(at);
    }

    /// Forgets what is over at this sample.
    pub fn forget_before(&mut self, at: u64) {
        let theme = Arc::clone(&self.theme);
        self.marks.retain(|(from, cue)| from + mark_length(&theme, *cue) > at);
        self.layers.retain(|layer| layer.falls.is_none_or(|falls| falls + RAMP > at));
    }

    /// The next sample from `from` on at which something is heard; nothing where the rest is silence.
    pub fn next_sound(&self, from: u64) -> Option<u64> {
        let sounding = |(at, cue): &&(u64, Cue)| at + mark_length(&self.theme, *cue) > from;
        let marked = self.marks.iter().filter(sounding).map(|(at, _)| (*at).max(from));
        let played = self.layers.iter().filter_map(|layer| {
            let next = layer.playing.next_sound(from, &self.theme);
            next.filter(|next| layer.falls.is_none_or(|falls| *next < falls + RAMP))
        });
        let muted = self.level.to.0 == 0.0 && from >= self.level.at + FADE;
        let next = marked.chain(played).min().filter(|_| !muted);
        next.filter(|next| self.ends.is_none_or(|ends| *next < ends + RAMP))
    }

    /// The samples from `from` on.
    pub fn render(&self, from: u64, out: &mut [f32]) {
        out.fill(0.0);
        let mut begin = from;
        for block in out.chunks_mut(BLOCK) {
            self.render_block(begin, block);
            begin += block.len() as u64;
        }
    }

    fn render_block(&self, from: u64, out: &mut [f32]) {
        let mut heard = [0.0; BLOCK];
        for layer in &self.layers {
            let heard = &mut heard[..out.len()];
            heard.fill(0.0);
            layer.playing.render(from, heard, &self.theme);
            let level = layer.level(from..from + out.len() as u64);
            for ((at, sample), sum) in (from..).zip(heard).zip(&mut *out) {
                *sum += *sample * level.unwrap_or_else(|| layer.envelope(at, FADE));
            }
        }
        for (at, cue) in &self.marks {
            let late = usize::try_from(at.saturating_sub(from)).unwrap_or(usize::MAX);
            if let Some(from_the_mark) = out.get_mut(late..) {
                synth::render_cue(&self.theme, *cue, from.saturating_sub(*at), from_the_mark);
            }
        }
        let ending = |at, length| self.ends.map_or(0.0, |ends| faded(at, ends, length));
        if self.ends.is_some() {
            for (at, sample) in (from..).zip(&mut *out) {
                *sample *= 1.0 - ending(at, FADE);
            }
        }
        for layer in &self.layers {
            layer
                .playing
                .speak(from, out, |at| layer.envelope(at, RAMP) * (1.0 - ending(at, RAMP)));
        }
        let level = self.level.throughout(from);
        for (at, sample) in (from..).zip(out) {
            *sample *= level.unwrap_or_else(|| self.level.at(at)).0;
        }
    }
}

impl PlayingLayer {
    /// How loud it is all along, where it is neither rising nor falling.
    fn level(&self, heard: Range<u64>) -> Option<f32> {
        let falls = self.falls.is_some_and(|falls| falls < heard.end);
        (heard.start >= self.rises + FADE && !falls).then_some(1.0)
    }

    /// How loud it is; it falls in so many samples.
    fn envelope(&self, at: u64, falling: u64) -> f32 {
        let fallen = self.falls.map_or(0.0, |falls| faded(at, falls, falling));
        faded(at, self.rises, FADE) * (1.0 - fallen)
    }
}

impl Level {
    /// The level from a sample on, where it does not change any more.
    fn throughout(self, from: u64) -> Option<Gain> {
        (from >= self.at + FADE).then_some(self.to)
    }

    fn at(self, at: u64) -> Gain {
        Gain(self.from.0 + (self.to.0 - self.from.0) * faded(at, self.at, FADE))
    }
}

/// How far a fade of that length has come that began at `since`, from 0 to 1.
fn faded(at: u64, since: u64, length: u64) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "at most 3840")]
    let part = at.saturating_sub(since).min(length) as f32 / length as f32;
    part
}

fn mark_length(theme: &Theme, cue: Cue) -> u64 {
    synth::index(Offset::at(synth::length_of(theme, cue)))
}

impl Playing {
    /// The sample of the stream at which a place of the timeline is heard.
    pub fn sample_at(&self, offset: Offset) -> u64 {
        let n = i64::try_from(synth::index(offset)).unwrap_or(i64::MAX);
        u64::try_from(self.zero.saturating_add(n)).unwrap_or(0)
    }

    /// The sample of the stream from which on another sounds otherwise, that has the same zero; nothing
    /// where none does from `free` on.
    pub fn differs_from(&self, other: &Playing, free: u64) -> Option<u64> {
        let is_same = Arc::ptr_eq(&self.timeline, &other.timeline);
        let tones = || self.sample_at(synth::differ_from(&self.timeline, &other.timeline));
        let own = self.own_sample(free);
        let said = self.speech.differs_from(&other.speech, own);
        let said = said.map(|at| free.saturating_add(at.saturating_sub(own)));
        (!is_same).then(tones).into_iter().chain(said).min()
    }

    fn next_sound(&self, from: u64, theme: &Theme) -> Option<u64> {
        let from = from.max(self.begins);
        let nanos = self.own_sample(from).saturating_mul(1_000_000_000) / u64::from(RATE);
        let offset = Offset::at(Duration::from_nanos(nanos));
        let next = synth::next_sound(&self.timeline, theme, offset);
        let next = next.map(|next| self.sample_at(next).max(from));
        let own = self.own_sample(from);
        let said = self.speech.next_sound(own).map(|said| from + (said - own));
        next.into_iter().chain(said).min()
    }

    /// Adds what is said over it.
    fn speak(&self, from: u64, out: &mut [f32], loud: impl Fn(u64) -> f32) {
        let late = usize::try_from(self.begins.saturating_sub(from)).unwrap_or(usize::MAX);
        let Some(heard) = out.get_mut(late..) else { return };
        let (here, own) = (from.max(self.begins), self.own_sample(from.max(self.begins)));
        self.speech.over(own, heard, |at| loud(here + (at - own)));
    }

    /// Writes what is heard of it; silence before it begins.
    fn render(&self, from: u64, out: &mut [f32], theme: &Theme) {
        let late = usize::try_from(self.begins.saturating_sub(from)).unwrap_or(usize::MAX);
        if let Some(heard) = out.get_mut(late..) {
            synth::render(&self.timeline, theme, self.own_sample(from.max(self.begins)), heard);
        }
    }

    /// The timeline's sample that is heard at one of the stream's.
    pub fn own_sample(&self, at: u64) -> u64 {
        let n = i64::try_from(at).unwrap_or(i64::MAX).saturating_sub(self.zero);
        n.max(0).unsigned_abs()
    }
}
