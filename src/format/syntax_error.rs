//! A line on which the parser stopped, and pieces of it to point at.

use std::ops::Range;

use crate::format::diagnostic::Code;
use crate::text::faults::DiagnosticText;

/// A line, and where on it the parser stopped.
pub(super) struct BrokenLine<'t> {
    pub(super) text: &'t str,
    pub(super) line: &'t str,
    pub(super) line_start: usize,
    /// Where the parser stopped, in the whole text.
    pub(super) at: usize,
    /// What it stumbled over; often nothing.
    pub(super) token: &'t str,
    /// What it said, in its own words.
    pub(super) parser_message: String,
}

/// What is said about such a line, and where.
pub(super) struct SyntaxHint {
    pub(super) code: Code,
    pub(super) span: Range<usize>,
    pub(super) text: DiagnosticText,
}

impl<'t> BrokenLine<'t> {
    /// The line of this error, which is at this offset.
    pub(super) fn new(text: &'t str, at: usize, error: &toml::de::Error) -> BrokenLine<'t> {
        let span = error.span().unwrap_or(text.len()..text.len());
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = text.get(line_start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let token = text.get(span).unwrap_or_default();
        BrokenLine { text, line, line_start, at, token, parser_message: error.message().to_owned() }
    }

    /// Whether these words stand in what the parser said.
    pub(super) fn parser_says(&self, words: &str) -> bool {
        self.parser_message.contains(words)
    }

    pub(super) fn is_header(&self) -> bool {
        self.line.trim_start().starts_with('[')
    }

    /// The line without its comment, split at the first equals sign.
    pub(super) fn key_and_value(&self) -> Option<(&'t str, &'t str)> {
        let (key, value) = without_comment(self.line).split_once('=')?;
        Some((key.trim(), value.trim()))
    }

    pub(super) fn value(&self) -> Option<&'t str> {
        self.key_and_value().map(|(_, value)| value).filter(|value| !value.is_empty())
    }

    /// A hint at one piece of the line; at the whole line where the piece is not in it.
    pub(super) fn at_piece(&self, code: Code, piece: &str, text: DiagnosticText) -> SyntaxHint {
        let trimmed = self.line.trim();
        let (start, length) = match self.line.find(piece) {
            Some(start) if !piece.is_empty() => (start, piece.len()),
            _ => (self.line.len() - self.line.trim_start().len(), trimmed.len()),
        };
        let start = self.line_start + start;
        SyntaxHint { code, span: start..start + length, text }
    }

    pub(super) fn on_line(&self, code: Code, text: DiagnosticText) -> SyntaxHint {
        self.at_piece(code, "", text)
    }

    /// A hint right after the last thing on the line.
    pub(super) fn after_line(&self, code: Code, text: DiagnosticText) -> SyntaxHint {
        let end = self.line_start + without_comment(self.line).trim_end().len();
        SyntaxHint { code, span: end..end, text }
    }
}

/// The line up to a `#` that does not stand in a text.
pub(super) fn without_comment(line: &str) -> &str {
    let mut quoted = None;
    for (at, c) in line.char_indices() {
        match (quoted, c) {
            (None, '#') => return line.get(..at).unwrap_or(line),
            (None, '"' | '\'') => quoted = Some(c),
            (Some(mark), c) if c == mark => quoted = None,
            _ => {}
        }
    }
    line
}
