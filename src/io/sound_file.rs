//! Sound files: written beside their place, whole, and then put there.

use std::path::Path;

use crate::audio::markers::Markers;
use crate::audio::pcm::Tell;
use crate::audio::source::Samples;
use crate::audio::{flac, wav};

use super::atomic_file::{WriteError, write_to_send};

/// What a sound file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundFormat {
    /// As large as it gets, and read by everything.
    Wav,
    /// The same samples in a tenth of the room.
    Flac,
}

impl SoundFormat {
    /// As the name of a file ends.
    pub fn of(path: &Path) -> Option<SoundFormat> {
        let ending = path.extension()?;
        let is = |known: &str| ending.eq_ignore_ascii_case(known);
        is("wav").then_some(SoundFormat::Wav).or_else(|| is("flac").then_some(SoundFormat::Flac))
    }
}

/// Writes a sound of one channel, and gives the size of its file. Whatever goes wrong, what was there
/// stays; `tell` can end it.
pub fn write(
    path: &Path,
    format: SoundFormat,
    sound: impl Samples,
    markers: &Markers,
    tell: &mut Tell<'_>,
) -> Result<u64, WriteError> {
    write_to_send(path, |out| match format {
        SoundFormat::Wav => wav::write(sound, markers, out, tell),
        SoundFormat::Flac => flac::write(sound, markers, out, tell),
    })
}
