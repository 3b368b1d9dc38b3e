//! A sound as a FLAC file: the same samples in a tenth of the room, and before them where each
//! exercise begins and what is said.
//!
//! Frames are encoded one by one: flacenc's own loop would keep the whole sound in memory, and writes a
//! smallest size of a frame that rodio refuses to read.

use std::io::{self, Seek, SeekFrom, Write};

use flacenc::bitsink::ByteSink;
use flacenc::component::{BitRepr, StreamInfo};
use flacenc::config::Encoder;
use flacenc::encode_fixed_size_frame;
use flacenc::error::{Verified, Verify};
use flacenc::source::{Context, Fill, FrameBuf};

use super::markers::Markers;
use super::pcm::{BITS, BLOCK, Tell, blocks};
use super::source::Samples;
use super::synth::RATE;

/// How a FLAC file begins.
const MARK: &[u8] = b"fLaC";
/// What a block before the sound holds, by the number of its kind.
const STREAM_INFO: u8 = 0;
const COMMENTS: u8 = 4;
/// Set on the last of those blocks.
const LAST: u8 = 0x80;
/// Who wrote it.
const WRITER: &str = concat!("stenosis-routine ", env!("CARGO_PKG_VERSION"));

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
    let mut encoder = FrameEncoder::new()?;
    out.write_all(MARK)?;
    let begin = out.stream_position()?;
    out.write_all(&encoder.about()?)?;
    out.write_all(&block(COMMENTS | LAST, &comments(markers))?)?;
    let samples = blocks(sound, tell, |block| out.write_all(&encoder.frame(block)?))?;
    encoder.end(samples)?;
    // Only now it is known how many samples there are, and what they sum up to.
    out.seek(SeekFrom::Start(begin))?;
    out.write_all(&encoder.about()?)?;
    out.seek(SeekFrom::End(0)).map(|_| ())
}

/// What makes a frame of each block.
struct FrameEncoder {
    config: Verified<Encoder>,
    info: StreamInfo,
    samples: FrameBuf,
    sum: Context,
    frames: usize,
}

impl FrameEncoder {
    fn new() -> io::Result<FrameEncoder> {
        let config = Encoder::default().into_verified().map_err(|(_, error)| reason(error))?;
        let mut info = StreamInfo::new(RATE as usize, 1, BITS.into()).map_err(reason)?;
        info.set_block_sizes(BLOCK, BLOCK).map_err(reason)?;
        let samples = FrameBuf::with_size(1, BLOCK).map_err(reason)?;
        Ok(FrameEncoder { config, info, samples, sum: Context::new(BITS.into(), 1), frames: 0 })
    }

    /// The bytes of one frame.
    fn frame(&mut self, block: &[i16]) -> io::Result<Vec<u8>> {
        let block: Vec<i32> = block.iter().map(|sample| i32::from(*sample)).collect();
        self.samples.fill_interleaved(&block).map_err(reason)?;
        self.sum.fill_interleaved(&block).map_err(reason)?;
        let frame = encode_fixed_size_frame(&self.config, &self.samples, self.frames, &self.info);
        let frame = frame.map_err(reason)?;
        self.frames += 1;
        self.info.update_frame_info(&frame);
        let mut bytes = ByteSink::new();
        frame.write(&mut bytes).map_err(reason)?;
        Ok(bytes.as_slice().to_vec())
    }

    fn end(&mut self, samples: u64) -> io::Result<()> {
        self.info.set_total_samples(usize::try_from(samples).map_err(io::Error::other)?);
        self.info.set_md5_digest(&self.sum.md5_digest());
        // The last frame is shorter, and does not count.
        self.info.set_block_sizes(BLOCK, BLOCK).map_err(reason)
    }

    /// The block that says what sound it is.
    fn about(&self) -> io::Result<Vec<u8>> {
        let mut bytes = ByteSink::new();
        self.info.write(&mut bytes).map_err(reason)?;
        block(STREAM_INFO, bytes.as_slice())
    }
}

fn reason(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}

/// A block before the sound: what it holds, its length in three bytes, its content.
fn block(kind: u8, content: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(content.len()).map_err(io::Error::other)?;
    let [0, length @ ..] = length.to_be_bytes() else {
        return Err(io::ErrorKind::FileTooLarge.into());
    };
    Ok([&[kind][..], &length, content].concat())
}

/// Title, chapters and lines, as `NAME=words`.
fn comments(markers: &Markers) -> Vec<u8> {
    let mut all = vec![format!("TITLE={}", markers.title)];
    for (nth, chapter) in markers.chapters.iter().enumerate() {
        all.push(format!("CHAPTER{:03}={}", nth + 1, chapter.chapter_time()));
        all.push(format!("CHAPTER{:03}NAME={}", nth + 1, chapter.words));
    }
    all.push(format!("LYRICS={}", markers.lrc()));
    let counted = |text: &str| {
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        [&length.to_le_bytes()[..], text.as_bytes()].concat()
    };
    let count = u32::try_from(all.len()).unwrap_or(u32::MAX).to_le_bytes();
    let comments = all.iter().map(|comment| counted(comment));
    [counted(WRITER), count.to_vec()].into_iter().chain(comments).flatten().collect()
}
