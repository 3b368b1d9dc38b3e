//! Samples as files have them: whole numbers of 16 bits, in blocks.

use std::io;

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
    sound: impl Iterator<Item = f32>,
    tell: &mut Tell<'_>,
    mut write: impl FnMut(&[i16]) -> io::Result<()>,
) -> io::Result<u64> {
    let mut sound = sound.map(pcm);
    let mut block = vec![0; BLOCK];
    let mut written = 0;
    loop {
        let mut count = 0;
        for (place, sample) in block.iter_mut().zip(sound.by_ref()) {
            *place = sample;
            count += 1;
        }
        let Some(block) = block.get(..count).filter(|block| !block.is_empty()) else {
            return Ok(written);
        };
        write(block)?;
        written += block.len() as u64;
        tell(written)?;
    }
}
