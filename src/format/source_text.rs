//! From bytes to text: what is no plain text in UTF-8 is told apart and named.
//!
//! Knows nothing of TOML.

use std::sync::Arc;

use crate::format::diagnostic::{Code, Diagnostic, Location, Source};
use crate::text::faults::{self, DiagnosticText, NoText};
use crate::text::printable;

use super::read::fault;

/// A routine file is no larger than this, in bytes.
pub const FILE_AT_MOST: usize = 256 * 1024;

/// Beginnings of files that are often taken for text.
const DOCUMENTS: &[(&[u8], NoText)] = &[
    (b"PK\x03\x04", NoText::Packed),
    (b"\xd0\xcf\x11\xe0", NoText::OldDocument),
    (b"{\\rtf", NoText::RichText),
    (b"%PDF", NoText::Pdf),
    (b"\x89PNG", NoText::Picture),
    (b"\xff\xd8\xff", NoText::Picture),
    (b"\x1f\x8b", NoText::Compressed),
    (b"<!DOCTYPE", NoText::WebPage),
    (b"<!doctype", NoText::WebPage),
    (b"<html", NoText::WebPage),
    (b"<?xml", NoText::Xml),
];

/// The text of a file, or the one finding that says why it has none. A byte-order mark is dropped.
///
/// # Errors
/// The finding, with the file's name and no line.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Arc<Source>, Box<Diagnostic>> {
    let refuse = |code, text| Err(Box::new(without_line(name, code, text)));
    if bytes.len() > FILE_AT_MOST {
        return refuse(Code::TooLarge, faults::too_large(FILE_AT_MOST / 1024));
    }
    if let Some((_, what)) = DOCUMENTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return refuse(Code::NotPlainText, faults::not_plain_text(*what));
    }
    if looks_like_utf16(bytes) {
        return refuse(Code::NotUtf8, faults::utf16());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match str::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(_) if bytes.contains(&0) => refuse(Code::NotPlainText, faults::not_a_text_file()),
        Err(error) => Err(Box::new(not_utf8(name, bytes, error.valid_up_to()))),
    }
}

/// A finding about a file as a whole.
fn without_line(name: &str, code: Code, text: DiagnosticText) -> Diagnostic {
    fault(code, Location { source: Source::new(name, ""), span: 0..0 }, text)
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let start = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    let zeros = start.split(|&byte| byte == 0).count() - 1;
    marked || (zeros >= 2 && zeros * 3 >= start.len())
}

/// Points at the line with the first byte that is not UTF-8: most often an umlaut or an accent.
fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let source = Source::new(name, String::from_utf8_lossy(bytes));
    let place = Location { source, span: at..at + '\u{fffd}'.len_utf8() };
    fault(Code::NotUtf8, place, faults::not_utf8())
}

/// The characters of a text that no terminal may see, or nobody could, at most three of them.
pub(super) fn unsafe_characters(source: &Arc<Source>) -> Vec<Diagnostic> {
    let text = &source.text;
    let layout = |at: usize, c: char| match c {
        '\n' | '\t' => true,
        '\r' => text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n')),
        _ => false,
    };
    let unsafe_ones = printable::unsafe_characters(text).filter(|&(at, c)| !layout(at, c));
    unsafe_ones
        .take(3)
        .map(|(at, c)| {
            let place = Location { source: Arc::clone(source), span: at..at + c.len_utf8() };
            fault(Code::ControlCharacter, place, faults::invisible_character(c))
        })
        .collect()
}
