//! Sound files: written beside their place, whole, and then put there.

use std::io::{BufWriter, Write};
use std::path::Path;

use crate::audio::markers::Markers;
use crate::audio::pcm::Tell;
use crate::audio::{flac, wav};

use super::atomic_file::{Readers, StagedFile, WriteError, clear_leftovers};

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
#[expect(clippy::disallowed_methods, reason = "this is the file that writes sound files")]
pub fn write(
    path: &Path,
    format: SoundFormat,
    sound: impl Iterator<Item = f32>,
    markers: &Markers,
    tell: &mut Tell<'_>,
) -> Result<u64, WriteError> {
    if path.is_symlink() {
        return Err(WriteError::Link(path.to_owned()));
    }
    clear_leftovers(path, false);
    let mut size = 0;
    let staged = StagedFile::write(path, Readers::Everybody, |file| {
        let mut out = BufWriter::new(&mut *file);
        match format {
            SoundFormat::Wav => wav::write(sound, markers, &mut out, tell)?,
            SoundFormat::Flac => flac::write(sound, markers, &mut out, tell)?,
        }
        out.flush()?;
        drop(out);
        size = file.metadata()?.len();
        Ok(())
    });
    let placed = staged.and_then(StagedFile::put_in_place);
    placed.map(|()| size).map_err(|error| WriteError::Failed(path.to_owned(), error))
}
