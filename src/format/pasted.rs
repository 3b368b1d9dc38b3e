//! What is no routine file yet, though one is in it: a mail, a piece of a chat, a file of a newer format.
//!
//! Said once, and nothing else is: everything else would only follow.

use std::ops::Range;

use crate::format::diagnostic::{Code, TextEdit};
use crate::text::faults::{self, DiagnosticText};

use super::document::FORMAT;
use super::syntax_error::SyntaxHint;
use super::typing::line_around;

/// Headers of which a saved mail has some.
const MAIL_HEADERS: &[&str] = &[
    "from:",
    "to:",
    "subject:",
    "date:",
    "received:",
    "return-path:",
    "delivered-to:",
    "message-id:",
    "mime-version:",
    "reply-to:",
];
/// Headers that nothing but a mail has.
const MAIL_ONLY: &[&str] = &["content-transfer-encoding:", "content-type:", "x-mozilla-status:"];
/// Formats beyond this are a slip of the finger.
const FORMATS_TO_COME: u32 = 99;

/// Why this is no routine file, where everything in it says so.
pub(super) fn no_routine(text: &str) -> Option<(Code, Range<usize>, DiagnosticText)> {
    mail(text).or_else(|| json(text)).or_else(|| newer(text))
}

fn mail(text: &str) -> Option<(Code, Range<usize>, DiagnosticText)> {
    mail_at(text).map(|span| (Code::NotPlainText, span, faults::a_mail()))
}

/// Where a text shows that it is a mail as it was saved, or was wrapped for the way of one.
pub(super) fn mail_at(text: &str) -> Option<Range<usize>> {
    let first = text.lines().take_while(|line| !line.trim().is_empty());
    let (mut headers, mut sure) = (0, false);
    for line in first.take(50) {
        headers += usize::from(is_mail_header(line));
        sure |= begins_with(line, MAIL_ONLY);
    }
    if headers >= 2 || sure {
        return Some(line_around(text, 0));
    }
    // Wrapped for the way: every equals sign is =3D there.
    let at = text.find("=3D")?;
    let begins = text.trim_start().starts_with("format =3D") || text.matches(" =3D ").count() > 1;
    begins.then(|| at..at + 3)
}

/// Whether a line is one of those above a mail.
pub(super) fn is_mail_header(line: &str) -> bool {
    begins_with(line, MAIL_HEADERS)
}

fn begins_with(line: &str, names: &[&str]) -> bool {
    let name = line.split_inclusive(':').next().unwrap_or_default().to_lowercase();
    names.contains(&name.as_str())
}

fn json(text: &str) -> Option<(Code, Range<usize>, DiagnosticText)> {
    let begins = text.trim_start();
    let start = text.len() - begins.len();
    let inside = begins.strip_prefix('{')?.trim_start();
    inside.starts_with(['"', '}']).then(|| (Code::NotPlainText, start..start + 1, faults::json()))
}

/// The first lines say that the file is for a newer version.
fn newer(text: &str) -> Option<(Code, Range<usize>, DiagnosticText)> {
    let mut start = 0;
    for line in text.split_inclusive('\n').take_while(|line| !line.starts_with('[')) {
        let value = line.trim_start().strip_prefix("format").map(str::trim_start);
        if let Some(value) = value.and_then(|value| value.strip_prefix('=')) {
            let number = value.split('#').next().unwrap_or_default().trim();
            let format = number.parse().ok()?;
            let at = start + line.find(number)?;
            return (FORMAT + 1..=FORMATS_TO_COME).contains(&format).then(|| {
                let text = faults::newer_format(format, FORMAT);
                (Code::FormatVersion, at..at + number.len(), text)
            });
        }
        start += line.len();
    }
    None
}

/// The fences around a file that was copied out of a chat, and what stands outside of them.
pub(super) fn fenced(text: &str) -> Option<SyntaxHint> {
    let mut start = 0;
    let fences = text.split_inclusive('\n').filter_map(|line| {
        let here = start;
        start += line.len();
        line.trim_start().starts_with("```").then(|| here..here + line.len())
    });
    let fences: Vec<Range<usize>> = fences.take(3).collect();
    let first = fences.first()?;
    let gone = |span: Range<usize>| TextEdit { span, text: String::new() };
    // A lone one can stand at the end.
    let begins = text.get(..first.start)?.lines().all(|line| !line.contains('='));
    let edits = match fences.get(1) {
        Some(second) => vec![gone(0..first.end), gone(second.start..text.len())],
        None if begins => vec![gone(0..first.end)],
        None => vec![gone(first.start..text.len())],
    };
    let line = line_around(text, first.start);
    let text = faults::fenced(fences.len() > 1);
    Some(SyntaxHint { code: Code::Syntax, span: line, text, edits })
}
