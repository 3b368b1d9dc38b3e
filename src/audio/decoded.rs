//! What a sound file holds, as samples of ours: one channel, at our rate.

use std::io::Cursor;
use std::num::NonZero;

use rodio::conversions::{ChannelCountConverter, SampleRateConverter};
use rodio::decoder::DecoderError;
use rodio::{Decoder, Source};

use super::synth::RATE;

/// The samples of a WAV, FLAC or MP3 file, one after the other.
///
/// rodio's own `UniformSourceIterator` begins anew with every packet of a file, which makes speech of 22,050
/// samples a second 0.03 % too short, with a leap 19 times a second.
///
/// # Errors
/// Where it is no such file.
pub fn decoded(bytes: Vec<u8>) -> Result<impl Iterator<Item = f32>, DecoderError> {
    let decoder = Decoder::new(Cursor::new(bytes))?;
    let (channels, from) = (decoder.channels(), decoder.sample_rate());
    let to = NonZero::new(RATE).unwrap_or(NonZero::<u32>::MIN);
    let at_our_rate = SampleRateConverter::new(decoder, from, to, channels);
    Ok(ChannelCountConverter::new(at_our_rate, channels, NonZero::<u16>::MIN))
}
