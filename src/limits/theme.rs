//! What keeps tones apart, in the range of older ears, and short: LIM-44, -45 and -47.

use crate::domain::severity::Severity;
use crate::domain::theme::{Cue, Theme, Tone};
use crate::domain::units::Hertz;

use super::{FileKey, Finding, Measured, Quantity, millis, outside};

/// Tones for in and out are at least so far apart.
const SEMITONES_APART: f64 = 4.0;

/// What breaks a limit in a theme. A recording has no pitch that is known.
pub fn theme(theme: &Theme) -> Vec<Finding> {
    let tones = Cue::ALL.iter().flat_map(|cue| {
        theme.tones(*cue).iter().enumerate().map(|(nth, tone)| (tone, FileKey::Tone(*cue, nth)))
    });
    let found = tones.flat_map(|(tone, key)| [pitch(tone, key), length(tone, key)]);
    found.flatten().chain(breath(theme)).collect()
}

fn pitch(tone: &Tone, key: FileKey) -> Option<Finding> {
    let found = |Hertz(hz): Hertz| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a pitch that can be heard"
        )]
        let thousandths = (hz * 1_000.0).round() as u64;
        outside(Quantity::TonePitch, thousandths, key)
    };
    tone.hz()?.into_iter().find_map(found)
}

fn length(tone: &Tone, key: FileKey) -> Option<Finding> {
    outside(Quantity::ToneLength, millis(tone.time?), key)
}

/// The tones for in and out: one rises, one falls, and they begin apart.
fn breath(theme: &Theme) -> Option<Finding> {
    let (nth, out) = leading(theme.tones(Cue::Out))?;
    let (_, breathe_in) = leading(theme.tones(Cue::In))?;
    let found = |severity, measured| {
        Some(Finding { number: 45, severity, key: FileKey::Tone(Cue::Out, nth), measured })
    };
    if out == breathe_in {
        return found(Severity::Fault, Measured::BreathTonesAlike);
    }
    let rises = |[from, to]: [Hertz; 2]| semitones(from, to);
    let part = rises(breathe_in) * rises(out) < 0.0;
    let apart = semitones(breathe_in[0], out[0]).abs();
    if part && apart >= SEMITONES_APART {
        return None;
    }
    found(Severity::Warning, Measured::BreathTonesNear)
}

/// The loudest of the tones that have a pitch, and its place.
fn leading(tones: &[Tone]) -> Option<(usize, [Hertz; 2])> {
    let pitched = tones.iter().enumerate().filter_map(|(nth, tone)| Some((nth, tone, tone.hz()?)));
    // The first of several that are equally loud.
    let louder = |a: &(usize, &Tone, _), b: &(usize, &Tone, _)| {
        a.1.loud.0.total_cmp(&b.1.loud.0).then(b.0.cmp(&a.0))
    };
    pitched.max_by(louder).map(|(nth, _, hz)| (nth, hz))
}

fn semitones(Hertz(from): Hertz, Hertz(to): Hertz) -> f64 {
    12.0 * (to / from).log2()
}
