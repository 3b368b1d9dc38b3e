//! Sound files of a theme: read by rodio, once, and made samples as the program has them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::audio::decoded::decoded;
use crate::audio::synth;
use crate::domain::theme::CUE_AT_MOST;
use crate::domain::units::Offset;
use crate::format::theme::Recordings;
use crate::text::faults::NoRecording;

use super::read_file::{ReadError, bytes_at_most};

/// More than ten seconds need, in any of the kinds that are read.
const BYTES_AT_MOST: usize = 8 * 1024 * 1024;
/// A little over the end is cut: what made the file longer may be silence.
const CUT: Duration = Duration::from_millis(500);

/// The sound files in a folder; nowhere, there are none.
#[derive(Clone, Debug)]
pub struct RecordingsIn(pub Option<PathBuf>);

impl Recordings for RecordingsIn {
    fn recording(&self, file: &str) -> Result<Arc<[f32]>, NoRecording> {
        let path = self.0.as_ref().ok_or(NoRecording::Missing)?.join(file);
        let bytes = bytes_at_most(&path, BYTES_AT_MOST).map_err(|error| match error {
            ReadError::Missing => NoRecording::Missing,
            error => NoRecording::Unreadable(error.to_string()),
        })?;
        if bytes.len() > BYTES_AT_MOST {
            return Err(NoRecording::TooLarge);
        }
        cue(bytes)
    }
}

/// The samples of a cue.
fn cue(bytes: Vec<u8>) -> Result<Arc<[f32]>, NoRecording> {
    let unreadable = |error: rodio::decoder::DecoderError| {
        NoRecording::Unreadable(error.to_string().trim_end_matches('.').to_owned())
    };
    let sound = decoded(bytes).map_err(unreadable)?;
    let count = |length| usize::try_from(synth::index(Offset::at(length))).unwrap_or(0);
    let all: Vec<f32> = sound.take(count(CUE_AT_MOST + CUT) + 1).collect();
    if all.is_empty() {
        return Err(NoRecording::Empty);
    }
    if all.len() > count(CUE_AT_MOST + CUT) {
        return Err(NoRecording::TooLong);
    }
    let clean = |sample: f32| if sample.is_finite() { sample.clamp(-1.0, 1.0) } else { 0.0 };
    Ok(all.into_iter().take(count(CUE_AT_MOST)).map(clean).collect())
}
