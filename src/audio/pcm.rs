//! Samples as files have them: whole numbers of 16 bits, in blocks.

use std::io;

use super::source::Samples;

/// Samples of a block: a frame of a FLAC file.
pub(super) const BLOCK: usize = 4096;
/// Bits of a sample.
pub(super) const BITS: u16 = 16;

/// What hears how many samples are written; its error ends the writing.
pub type Tell<'t> = dyn FnMut(u64) -> io::Result<()> + 't;

/// One sample, the nearest that there is.
#[expect(clippy::cast_possible_truncation, reason = "what is too loud becomes the loudest")]
pub fn pcm(sample: f32) -> i16 {
    let scaled = sample * f32::from(i16::MAX);
    // What `round` does, at a third of its cost.
    (scaled + 0.5_f32.copysign(scaled)) as i16
}

/// Hands on all samples, a block at a time, and tells after each how many that makes.
pub(super) fn blocks(
    mut sound: impl Samples,
    tell: &mut Tell<'_>,
    mut write: impl FnMut(&[i16]) -> io::Result<()>,
) -> io::Result<u64> {
    let (mut heard, mut block) = (vec![0.0; BLOCK], Vec::with_capacity(BLOCK));
    let mut written = 0;
    loop {
        let left = sound.count().map(|count| count.saturating_sub(written));
        let left = left.and_then(|left| usize::try_from(left).ok());
        heard.truncate(left.unwrap_or(BLOCK));
        if heard.is_empty() {
            return Ok(written);
        }
        sound.write(written, &mut heard);
        block.clear();
        block.extend(heard.iter().map(|sample| pcm(*sample)));
        write(&block)?;
        written += block.len() as u64;
        tell(written)?;
    }
}
