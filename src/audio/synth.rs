//! The sound of a timeline, sample by sample: arithmetic, and exact at any place.
//!
//! [`sample`] says what is heard at the n-th sample of a session; [`render`] says the same for many
//! in a row, and is what plays and what is written to files. Nothing is remembered between calls,
//! so it makes no difference how long the pieces are in which somebody asks.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the samples of three hours fit into every type used here, and a sample is an f32"
)]

use std::f64::consts::TAU;
use std::ops::Range;
use std::time::Duration;

use crate::domain::theme::{Cue, Theme, Tone, ToneSound};
use crate::domain::timeline::{LEAD_IN, Span, Timeline};
use crate::domain::units::{Hertz, Offset};

use super::tone_of_span::{cue_of, is_last};

/// Samples a second.
pub const RATE: u32 = 48_000;

/// From silence to full, along a cosine (LIM-47: a soft start; at most 15 ms).
const ATTACK: u64 = 12 * RATE as u64 / 1000;
/// From full to silence.
const RELEASE: u64 = 40 * RATE as u64 / 1000;
/// Kept silent at the end of a tone that fills its phase, so that the next one is heard as another.
const GAP: u64 = 20 * RATE as u64 / 1000;
/// Within a piece of this many samples a glide is counted as steady: two thirds of a millisecond, in which its
/// wave is less than one of the 32 768 steps of a file away from the true one.
const PIECE: u64 = 32;
/// How long a tone is that fills its phase, where there is none.
const BY_ITSELF: Duration = Duration::from_secs(3);
/// A hold from this length on has its middle marked.
const LONG_HOLD: Duration = Duration::from_secs(10);

/// The index of the sample that is heard at a place: whole nanoseconds times rate, divided once.
pub fn index(at: Offset) -> u64 {
    let samples = at.since_zero().as_nanos() * u128::from(RATE) / 1_000_000_000;
    u64::try_from(samples).unwrap_or(u64::MAX)
}

/// What is heard at the n-th sample, from -1 to 1.
pub fn sample(timeline: &Timeline, theme: &Theme, n: u64) -> f32 {
    let mut out = [0.0];
    render(timeline, theme, n, &mut out);
    out[0]
}

/// What is heard from the sample `from` on, added to what is there.
pub fn render(timeline: &Timeline, theme: &Theme, from: u64, out: &mut [f32]) {
    let end = from + out.len() as u64;
    let spans = timeline.spans();
    let first = spans.partition_point(|span| index(span.at) <= from).saturating_sub(1);
    for (nth, span) in spans.iter().enumerate().skip(first) {
        if index(span.at) >= end {
            break;
        }
        for sounding in soundings(timeline, theme, nth, span) {
            sounding.render(from, out);
        }
    }
}

/// A cue by itself, from its sample `from` on, added to what is there.
pub fn render_cue(theme: &Theme, cue: Cue, from: u64, out: &mut [f32]) {
    for tone in theme.tones(cue) {
        let begin = index(Offset::at(tone.at));
        let end = index(Offset::at(tone.at + tone.time.unwrap_or(BY_ITSELF)));
        Sounding { tone, begin, end, gap: 0 }.render(from, out);
    }
}

/// How long a cue lasts by itself.
pub fn length_of(theme: &Theme, cue: Cue) -> Duration {
    let ends = theme.tones(cue).iter().map(|tone| tone.at + tone.time.unwrap_or(BY_ITSELF));
    ends.max().unwrap_or_default()
}

/// The place from which on the sound of two timelines differs.
pub fn differ_from(old: &Timeline, new: &Timeline) -> Offset {
    let heard = |timeline: &Timeline, (nth, span): (usize, &Span)| {
        (span.at, span.length, cue_of(timeline, span), is_last(timeline, nth))
    };
    let pairs = old.spans().iter().enumerate().zip(new.spans().iter().enumerate());
    let same = pairs.take_while(|(a, b)| heard(old, *a) == heard(new, *b)).count();
    let at = |timeline: &Timeline| timeline.spans().get(same).map(|span| span.at);
    at(old).or_else(|| at(new)).unwrap_or(Offset::at(old.total()))
}

/// The next place from `offset` on at which something is heard; nothing where the rest is silence.
pub fn next_sound(timeline: &Timeline, theme: &Theme, offset: Offset) -> Option<Offset> {
    let from = index(offset);
    let spans = timeline.spans();
    let first = timeline.index_at(offset);
    let following = spans.iter().enumerate().skip(first);
    let begins = following.flat_map(|(nth, span)| soundings(timeline, theme, nth, span));
    let next = begins.filter(|sounding| sounding.end > from).map(|s| s.begin).min_by_key(|b| *b)?;
    Some(at_index(next.max(from)))
}

/// The place of a sample.
pub(super) fn at_index(n: u64) -> Offset {
    Offset::at(Duration::from_nanos(n.saturating_mul(1_000_000_000) / u64::from(RATE)))
}

/// Where something else is heard in a span than what it begins with: the middle of a hold, and the end.
pub(super) fn marks_inside(
    timeline: &Timeline,
    theme: &Theme,
    nth: usize,
    span: &Span,
) -> Vec<u64> {
    let halfway = halfway(timeline, theme, span).next();
    let ending = ending(timeline, theme, nth, span).into_iter().next();
    halfway.into_iter().chain(ending).map(|sounding| sounding.begin).collect()
}

/// A tone at its place in the session.
struct Sounding<'t> {
    tone: &'t Tone,
    begin: u64,
    end: u64,
    /// Silent samples before the end.
    gap: u64,
}

/// Everything that is heard in a span.
fn soundings<'t>(
    timeline: &Timeline,
    theme: &'t Theme,
    nth: usize,
    span: &Span,
) -> Vec<Sounding<'t>> {
    let (begin, end) = (span.at.since_zero(), span.end().since_zero());
    let mut all = Vec::new();
    match cue_of(timeline, span) {
        // Counts down to the first movement, however short the set-up was.
        Some(Cue::LeadIn) => all.extend(placed(theme, Cue::LeadIn, span, end, LEAD_IN)),
        Some(cue) => all.extend(placed(theme, cue, span, begin, Duration::ZERO)),
        None => {}
    }
    all.extend(halfway(timeline, theme, span));
    all.extend(ending(timeline, theme, nth, span));
    all
}

/// The middle of a long hold.
fn halfway<'t>(
    timeline: &Timeline,
    theme: &'t Theme,
    span: &Span,
) -> impl Iterator<Item = Sounding<'t>> {
    let is_long = span.length >= LONG_HOLD && timeline.holds(span);
    let middle = span.at.since_zero() + span.length / 2;
    placed(theme, Cue::Halfway, span, middle, Duration::ZERO).filter(move |_| is_long)
}

/// The end of the session, where a span is the last one.
fn ending<'t>(timeline: &Timeline, theme: &'t Theme, nth: usize, span: &Span) -> Vec<Sounding<'t>> {
    if !is_last(timeline, nth) {
        return Vec::new();
    }
    let cue = if timeline.position_at(nth).is_down() { Cue::EndInBed } else { Cue::End };
    let end = span.end().since_zero();
    let mut ending: Vec<_> = placed(theme, cue, span, end, length_of(theme, cue)).collect();
    if ending.is_empty() {
        ending.extend(squeezed(theme, cue, span));
    }
    ending
}

/// The last tone of a cue for which a span is too short, as long as the span.
fn squeezed<'t>(theme: &'t Theme, cue: Cue, span: &Span) -> Option<Sounding<'t>> {
    let tone = theme.tones(cue).last()?;
    Some(Sounding { tone, begin: index(span.at), end: index(span.end()), gap: 0 })
}

/// The tones of a cue that begins `ahead` of a place; none reaches out of its span.
fn placed<'t>(
    theme: &'t Theme,
    cue: Cue,
    span: &Span,
    place: Duration,
    ahead: Duration,
) -> impl Iterator<Item = Sounding<'t>> {
    let (span_begin, span_end) = (index(span.at), index(span.end()));
    theme.tones(cue).iter().filter_map(move |tone| {
        let start = (place + tone.at).checked_sub(ahead)?;
        let begin = index(Offset::at(start));
        let end = tone.time.map_or(span_end, |time| index(Offset::at(start + time)));
        let gap = if tone.time.is_none() { GAP } else { 0 };
        let inside = (span_begin..span_end).contains(&begin);
        inside.then(|| Sounding { tone, begin, end: end.min(span_end), gap })
    })
}

impl Sounding<'_> {
    /// Adds what of it falls into the samples from `from` on.
    fn render(&self, from: u64, out: &mut [f32]) {
        let silent = self.end.saturating_sub(self.gap);
        let asked_for = self.begin.max(from)..silent.min(from + out.len() as u64);
        let Some(first) = asked_for.start.checked_sub(from).map(|first| first as usize) else {
            return;
        };
        let count = asked_for.end.saturating_sub(asked_for.start) as usize;
        let Some(out) = out.get_mut(first..).and_then(|out| out.get_mut(..count)) else { return };
        match &self.tone.sound {
            ToneSound::Wave(hz) => self.render_wave(*hz, asked_for, out),
            ToneSound::Recorded(samples) => {
                let heard = samples.iter().skip((asked_for.start - self.begin) as usize);
                for ((n, sample), sum) in asked_for.zip(heard).zip(out) {
                    *sum += sample * self.envelope(n);
                }
            }
        }
    }

    /// Pieces so short that the pitch is steady in each, and always the same ones, so that a sample is the
    /// same however it is asked for.
    fn render_wave(&self, hz: [Hertz; 2], asked_for: Range<u64>, out: &mut [f32]) {
        let glide = Glide::new(hz, self.end - self.begin);
        let half = self.tone.halves_in.map(|half| half.as_secs_f64() * f64::from(RATE));
        let fallen = |samples: f64| half.map_or(1.0, |half| (-samples / half).exp2());
        let mut out = out.iter_mut();
        let mut start = asked_for.start.saturating_sub(self.begin) / PIECE * PIECE;
        let mut turns = glide.turns(start);
        while self.begin + start < asked_for.end {
            let next = glide.turns(start + PIECE);
            let begins = Pointer::at(turns.fract(), fallen(start as f64));
            let wave = begins.turned_by(Pointer::at((next - turns) / PIECE as f64, fallen(1.0)));
            let piece = self.begin + start..self.begin + start + PIECE;
            let heard = piece.start.max(asked_for.start)..piece.end.min(asked_for.end);
            let wave = wave.iter().skip((heard.start - piece.start) as usize);
            let sums = out.by_ref().take((heard.end - heard.start) as usize);
            match self.level(&heard) {
                Some(loud) => sums.zip(wave).for_each(|(sum, sample)| *sum += sample * loud),
                None => sums.zip(wave).zip(heard).for_each(|((sum, sample), n)| {
                    *sum += sample * self.envelope(n);
                }),
            }
            (start, turns) = (start + PIECE, next);
        }
    }

    /// How loud it is all along, where it is neither rising nor falling.
    fn level(&self, heard: &Range<u64>) -> Option<f32> {
        let silent = self.end.saturating_sub(self.gap);
        let steady = heard.start >= self.begin + ATTACK && heard.end + RELEASE <= silent;
        steady.then_some(self.tone.loud.0)
    }

    /// A soft start and a soft end.
    fn envelope(&self, n: u64) -> f32 {
        let silent = self.end.saturating_sub(self.gap);
        let rising = ramp(n - self.begin, ATTACK);
        let falling = ramp(silent.saturating_sub(n + 1), RELEASE);
        rising * falling * self.tone.loud.0
    }
}

/// A pitch that moves in equal musical steps.
struct Glide {
    low: f64,
    /// How fast it grows, a second, as a logarithm.
    growth: f64,
}

impl Glide {
    fn new(hz: [Hertz; 2], length: u64) -> Glide {
        let [low, high] = hz.map(|hz| hz.0);
        Glide { low, growth: (high / low).ln() / in_seconds(length.max(1)) }
    }

    /// How often the wave has turned after so many samples: the integral of the pitch.
    fn turns(&self, samples: u64) -> f64 {
        let Glide { low, growth } = *self;
        let time = in_seconds(samples);
        if growth == 0.0 { low * time } else { low * (growth * time).exp_m1() / growth }
    }
}

fn in_seconds(samples: u64) -> f64 {
    samples as f64 / f64::from(RATE)
}

/// A pointer that turns, and may become shorter: its height is the wave.
#[derive(Clone, Copy)]
struct Pointer {
    sine: f64,
    cosine: f64,
}

impl Pointer {
    fn at(turns: f64, length: f64) -> Pointer {
        let (sine, cosine) = (TAU * turns).sin_cos();
        Pointer { sine: sine * length, cosine: cosine * length }
    }

    fn and(self, step: Pointer) -> Pointer {
        Pointer {
            sine: self.sine * step.cosine + self.cosine * step.sine,
            cosine: self.cosine * step.cosine - self.sine * step.sine,
        }
    }

    /// Its heights, a step at a time. Four turn beside each other, since none of them has to wait for the
    /// one before.
    fn turned_by(self, step: Pointer) -> [f32; PIECE as usize] {
        let (second, third) = (self.and(step), self.and(step).and(step));
        let mut four = [self, second, third, third.and(step)];
        let step = step.and(step).and(step.and(step));
        let mut wave = [0.0; PIECE as usize];
        for places in wave.chunks_exact_mut(four.len()) {
            for (place, pointer) in places.iter_mut().zip(&mut four) {
                *place = pointer.sine as f32;
                *pointer = pointer.and(step);
            }
        }
        wave
    }
}

/// Half a cosine, from 0 to 1 in `length` samples.
fn ramp(n: u64, length: u64) -> f32 {
    if n >= length {
        return 1.0;
    }
    let part = n as f32 / length as f32;
    0.5 - 0.5 * (part * std::f32::consts::PI).cos()
}
