//! What an engine has written, as samples of ours: one channel, our rate, silence cut off, one loudness.

use std::sync::Arc;
use std::time::Duration;

use crate::audio::decoded::decoded;
use crate::audio::synth;
use crate::domain::units::{Offset, seconds};

use super::{LOUDEST_SPEECH, SpeechSamples};

/// The longest sentence.
const AT_MOST: Duration = seconds(20);
/// As many bytes as an engine may write for it: 20 seconds of two channels at 96,000 samples of 32 bits.
pub const BYTES_AT_MOST: usize = 16 * 1024 * 1024;
/// What is softer than this is silence.
const SILENCE: f32 = 0.003;
/// As loud as speech is on the whole, where its peaks allow it.
const ON_THE_WHOLE: f32 = 0.11;
/// Where the name of a piece of a WAV file stands, and behind it its length.
const NAME: usize = 4;
const FIRST_PIECE: usize = 12;

/// The samples of a WAV that an engine wrote; nothing where it is none, or says nothing, or for too long.
pub fn spoken(mut wav: Vec<u8>) -> Option<SpeechSamples> {
    say_true_length(&mut wav);
    let sound = decoded(wav).ok()?;
    let most = usize::try_from(synth::index(Offset::at(AT_MOST))).ok()?;
    let all: Vec<f32> = sound.take(most + 1).collect();
    (all.len() <= most).then(|| levelled(&all)).flatten()
}

/// Who writes to a pipe does not know the length yet, and says any: the rest of the file is meant.
fn say_true_length(wav: &mut [u8]) {
    if !wav.starts_with(b"RIFF") {
        return;
    }
    let mut at = FIRST_PIECE;
    while let Some(length) = length_at(wav, at + NAME) {
        let begin = at + 2 * NAME;
        let left = wav.len().saturating_sub(begin);
        if wav.get(at..at + NAME) == Some(b"data") && length > left {
            write_length(wav, at + NAME, left);
            write_length(wav, NAME, wav.len().saturating_sub(2 * NAME));
        }
        at = begin.saturating_add(length).saturating_add(length % 2);
    }
}

fn length_at(wav: &[u8], at: usize) -> Option<usize> {
    let bytes = wav.get(at..at.checked_add(NAME)?)?;
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}

fn write_length(wav: &mut [u8], at: usize, length: usize) {
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    if let Some(place) = wav.get_mut(at..at + NAME) {
        place.copy_from_slice(&length.to_le_bytes());
    }
}

/// Speech without the silence around it, all sentences as loud as each other as far as peaks allow it.
pub fn levelled(samples: &[f32]) -> Option<SpeechSamples> {
    let is_heard = |sample: &f32| sample.is_finite() && sample.abs() > SILENCE;
    let first = samples.iter().position(is_heard)?;
    let last = samples.iter().rposition(is_heard)?;
    let heard = samples.get(first..=last)?;
    let clean = |sample: &f32| if sample.is_finite() { sample.clamp(-1.0, 1.0) } else { 0.0 };
    let peak = heard.iter().map(|sample| clean(sample).abs()).fold(SILENCE, f32::max);
    #[expect(clippy::cast_precision_loss, reason = "at most 960,000")]
    let whole = (heard.iter().map(|s| clean(s).powi(2)).sum::<f32>() / heard.len() as f32).sqrt();
    let gain = (LOUDEST_SPEECH / peak).min(ON_THE_WHOLE / whole);
    Some(heard.iter().map(|sample| clean(sample) * gain).collect::<Arc<[f32]>>())
}
