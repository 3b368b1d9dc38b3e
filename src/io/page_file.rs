//! A page as a file: written beside its place, whole, and then put there.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

use data_encoding::BASE64;

use crate::audio::flac;
use crate::audio::markers::Markers;
use crate::audio::pcm::Tell;
use crate::audio::source::Samples;
use crate::faces::page::HtmlPage;

use super::atomic_file::{WriteError, write_to_send};

/// So many bytes of a sound become text at once: whole groups of three, so that nothing is filled up
/// but at the end.
const PIECE: usize = 3 * 16 * 1024;

/// Writes a page, and gives the size of its file. Whatever goes wrong, what was there stays.
pub fn write(path: &Path, page: &HtmlPage) -> Result<u64, WriteError> {
    write_to_send(path, |file| file.write_all(page.before_sound.as_bytes()))
}

/// Writes a page with a sound of one channel in it; `tell` can end it.
pub fn write_with_sound(
    path: &Path,
    page: &HtmlPage,
    sound: impl Samples,
    markers: &Markers,
    tell: &mut Tell<'_>,
) -> Result<u64, WriteError> {
    write_to_send(path, |file| {
        // Its head is known at the end only, and a page is written from the beginning.
        let mut beside = tempfile::tempfile()?;
        let mut out = BufWriter::new(&mut beside);
        flac::write(sound, markers, &mut out, tell)?;
        out.flush()?;
        drop(out);
        beside.rewind()?;
        file.write_all(page.before_sound.as_bytes())?;
        as_base64(&mut beside, file)?;
        file.write_all(page.after_sound.as_bytes())
    })
}

fn as_base64(sound: &mut File, out: &mut impl Write) -> io::Result<()> {
    let mut sound = BufReader::new(sound);
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        sound.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            return Ok(());
        }
        out.write_all(BASE64.encode(&piece).as_bytes())?;
    }
}
