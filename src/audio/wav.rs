//! A sound as a WAV file: samples of 16 bits, and behind them where each exercise begins and what is
//! said, for players that know.

use std::io::{self, Seek, SeekFrom, Write};

use hound::{SampleFormat, WavSpec, WavWriter};

use super::markers::Markers;
use super::pcm::{BITS, Tell, blocks};
use super::source::Samples;
use super::synth::{self, RATE};

/// Where the length of all that follows stands.
const LENGTH_AT: u64 = 4;
/// What stands before that and is not counted.
const NOT_COUNTED: u64 = 8;

/// Writes a sound of one channel.
///
/// # Errors
/// Where it cannot be written, or `tell` wants it to end.
pub fn write(
    sound: impl Samples,
    markers: &Markers,
    mut out: impl Write + Seek,
    tell: &mut Tell<'_>,
) -> io::Result<()> {
    let sample_format = SampleFormat::Int;
    let spec = WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: BITS, sample_format };
    let mut writer = WavWriter::new(&mut out, spec).map_err(reason)?;
    blocks(sound, tell, |block| {
        let count = u32::try_from(block.len()).map_err(io::Error::other)?;
        let mut samples = writer.get_i16_writer(count);
        for sample in block {
            samples.write_sample(*sample);
        }
        samples.flush().map_err(reason)
    })?;
    writer.finalize().map_err(reason)?;
    let end = out.seek(SeekFrom::End(0))?;
    let chunks = chunks(markers);
    out.write_all(&chunks)?;
    let length = u32::try_from(end + chunks.len() as u64 - NOT_COUNTED);
    out.seek(SeekFrom::Start(LENGTH_AT))?;
    out.write_all(&length.map_err(io::Error::other)?.to_le_bytes())
}

fn reason(error: hound::Error) -> io::Error {
    match error {
        hound::Error::IoError(error) => error,
        error => io::Error::other(error),
    }
}

/// Where each exercise begins, and its name; title and lines, the lines as players know them (LRC).
fn chunks(markers: &Markers) -> Vec<u8> {
    let mut points = number(markers.chapters.len()).to_vec();
    let mut labels = b"adtl".to_vec();
    for (id, chapter) in markers.chapters.iter().enumerate() {
        let sample = number(usize::try_from(synth::index(chapter.at)).unwrap_or(0));
        // Its name; its place in a list of pieces, which there is not; the piece; and there, the sample.
        let point = [number(id), sample, *b"data", number(0), number(0), sample];
        points.extend(point.concat());
        labels.extend(chunk(*b"labl", &[&number(id), chapter.words.as_bytes(), b"\0"].concat()));
    }
    let text = |name, words: &str| chunk(name, &[words.as_bytes(), b"\0"].concat());
    let info = [b"INFO".to_vec(), text(*b"INAM", &markers.title), text(*b"ICMT", &markers.lrc())];
    [chunk(*b"cue ", &points), chunk(*b"LIST", &labels), chunk(*b"LIST", &info.concat())].concat()
}

/// A piece of a file under its name; each begins at an even place.
fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = [&name[..], &number(content.len()), content].concat();
    chunk.extend((!content.len().is_multiple_of(2)).then_some(0));
    chunk
}

fn number(count: usize) -> [u8; 4] {
    u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes()
}
