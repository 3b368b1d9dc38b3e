//! From bytes to text: what is no plain text in UTF-8 is told apart and named.
//!
//! Knows nothing of TOML.

use std::sync::Arc;

use crate::format::diagnostic::{Code, Diagnostic, Place, Source};
use crate::text::printable::is_unsafe;

use super::read::fault;

/// A routine file is no larger than this, in bytes.
pub const FILE_AT_MOST: usize = 256 * 1024;

/// Beginnings of files that are often taken for text.
const DOCUMENTS: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a word processor's document, or a packed folder"),
    (b"\xd0\xcf\x11\xe0", "an old word processor's document"),
    (b"{\\rtf", "a word processor's document (RTF)"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"<!DOCTYPE", "a web page"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
];

const SAVE_AS_TEXT: &str =
    "open it, choose \"save as\", then \"plain text (UTF-8)\", and let the name end in .toml";

/// The text of a file, or the one finding that says why it has none. A byte-order mark is dropped.
///
/// # Errors
/// The finding, with the file's name and no line.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Arc<Source>, Box<Diagnostic>> {
    let refuse =
        |code, message: String, label: &str| Err(Box::new(no_text(name, code, message, label)));
    if bytes.len() > FILE_AT_MOST {
        let message = format!("this file has more than {} KiB", FILE_AT_MOST / 1024);
        return refuse(
            Code::TooLarge,
            message,
            "a routine is a short text; is this the right file?",
        );
    }
    let document = DOCUMENTS.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some((_, what)) = document {
        return refuse(Code::NotPlainText, format!("this is {what}, not plain text"), SAVE_AS_TEXT);
    }
    if looks_like_utf16(bytes) {
        return refuse(Code::NotUtf8, "this text is saved as UTF-16".into(), SAVE_AS_TEXT);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match str::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => refuse_bytes(name, bytes, error.valid_up_to()),
    }
}

fn no_text(name: &str, code: Code, message: String, label: &str) -> Diagnostic {
    let place = Place { source: Source::new(name, ""), span: 0..0 };
    fault(code, place, message, label)
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let start = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    let zeros = start.split(|&byte| byte == 0).count() - 1;
    marked || (zeros >= 2 && zeros * 3 >= start.len())
}

/// Points at the line with the first byte that is not UTF-8: most often an umlaut or an accent.
fn refuse_bytes(name: &str, bytes: &[u8], at: usize) -> Result<Arc<Source>, Box<Diagnostic>> {
    if bytes.contains(&0) {
        let message = "this is not a text file".to_owned();
        return Err(Box::new(no_text(name, Code::NotPlainText, message, SAVE_AS_TEXT)));
    }
    let source = Source::new(name, String::from_utf8_lossy(bytes));
    let place = Place { source, span: at..at + '\u{fffd}'.len_utf8() };
    let message = "this letter is not saved as UTF-8 (the file may be Latin-1 or Windows-1252)";
    Err(Box::new(fault(Code::NotUtf8, place, message, "save the file anew as UTF-8")))
}

/// The characters of a text that no terminal may see, at most three of them.
pub(super) fn unsafe_characters(source: &Arc<Source>) -> Vec<Diagnostic> {
    let text = &source.text;
    let layout = |at: usize, c: char| match c {
        '\n' | '\t' => true,
        '\r' => text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n')),
        _ => false,
    };
    let unsafe_ones = text.char_indices().filter(|&(at, c)| is_unsafe(c) && !layout(at, c));
    unsafe_ones
        .take(3)
        .map(|(at, c)| {
            let place = Place { source: Arc::clone(source), span: at..at + c.len_utf8() };
            let message = format!("a character that cannot be seen (U+{:04X})", u32::from(c));
            let label = "delete it, and type what stands around it anew";
            fault(Code::ControlCharacter, place, message, label)
        })
        .collect()
}
