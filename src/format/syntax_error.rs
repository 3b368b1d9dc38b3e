//! A line on which the parser stopped, and pieces of it to point at.

use std::ops::Range;

use toml::de::DeTable;

use crate::format::diagnostic::{Code, TextEdit};
use crate::text::faults::DiagnosticText;

use super::typing::{self, bare, line_around};

/// No longer line is searched for what could be meant.
const SEARCHED_AT_MOST: usize = 400;

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
    parser_message: String,
    /// The bracket or brace that is open where the line begins, and where it was opened.
    pub(super) open: Option<(char, usize)>,
}

/// What is said about such a line, where, and what that tells to type.
pub(super) struct SyntaxHint {
    pub(super) code: Code,
    pub(super) span: Range<usize>,
    pub(super) text: DiagnosticText,
    pub(super) edits: Vec<TextEdit>,
}

/// A place for one value: its key, where that stands on the line, and what stands there.
pub(super) struct Slot<'t> {
    pub(super) key: &'t str,
    /// From the key to the end of the value.
    pub(super) pair: Range<usize>,
    pub(super) value: &'t str,
    pub(super) span: Range<usize>,
    /// Whether other values stand beside it in brackets.
    pub(super) grouped: bool,
}

impl<'t> BrokenLine<'t> {
    /// The line of this error, which is at this offset.
    pub(super) fn new(text: &'t str, at: usize, error: &toml::de::Error) -> BrokenLine<'t> {
        let span = error.span().unwrap_or(text.len()..text.len());
        let line = line_around(text, at);
        let token = text.get(span).unwrap_or_default();
        let open = open_bracket(text.get(..line.start).unwrap_or_default());
        BrokenLine {
            text,
            line: text.get(line.clone()).unwrap_or_default(),
            line_start: line.start,
            at,
            token,
            parser_message: error.message().to_owned(),
            open,
        }
    }

    /// Whether these words stand in what the parser said.
    pub(super) fn parser_says(&self, words: &str) -> bool {
        self.parser_message.contains(words)
    }

    pub(super) fn is_header(&self) -> bool {
        self.line.trim_start().starts_with('[') && !self.code().contains('=')
    }

    /// The line without its remark.
    pub(super) fn code(&self) -> &'t str {
        without_comment(self.line)
    }

    /// Whether the line is short enough to look for what could be meant.
    pub(super) fn is_short(&self) -> bool {
        self.line.len() <= SEARCHED_AT_MOST
    }

    /// The line without its remark, split at the first equals sign.
    pub(super) fn key_and_value(&self) -> Option<(&'t str, &'t str)> {
        let (key, value) = self.code().split_once('=')?;
        Some((key.trim(), value.trim()))
    }

    /// The place for a value in which the parser stopped.
    pub(super) fn slot(&self) -> Option<Slot<'t>> {
        let here = self.at.saturating_sub(self.line_start).min(self.code().len());
        let before = self.code().get(..here)?;
        let opened = bare(before).fold(0_i32, |depth, (_, c)| match c {
            '[' | '{' => depth + 1,
            ']' | '}' => depth - 1,
            _ => depth,
        });
        let grouped = self.open.is_some() || opened > 0;
        let (start, end) = match grouped {
            false => (0, self.code().len()),
            true => self.between_commas(here),
        };
        let (key, value) = self.line.get(start..end)?.split_once('=').unwrap_or_else(|| {
            let piece = self.line.get(start..end).unwrap_or_default();
            (piece.get(..0).unwrap_or_default(), piece)
        });
        let value_end = self.line_start + end - (value.len() - value.trim_end().len());
        let value_start = value_end - value.trim().len();
        let key_start = self.line_start + start + (key.len() - key.trim_start().len());
        let pair = if key.trim().is_empty() { value_start } else { key_start }..value_end;
        let (key, value) = (key.trim(), value.trim());
        Some(Slot { key, pair, value, span: value_start..value_end, grouped })
    }

    /// The piece of a group around a place on the line.
    fn between_commas(&self, here: usize) -> (usize, usize) {
        let marks =
            bare(self.code()).filter(|(_, c)| matches!(c, ',' | ';' | '[' | ']' | '{' | '}'));
        let marks: Vec<usize> = marks.map(|(at, _)| at).collect();
        let start = marks.iter().rev().find(|&&mark| mark < here).map_or(0, |mark| mark + 1);
        let end = marks.iter().find(|&&mark| mark >= here.max(start)).copied();
        (start, end.unwrap_or(self.code().len()).max(start))
    }

    /// The value in which the parser stopped, where there is one.
    pub(super) fn value(&self) -> Option<Slot<'t>> {
        self.slot().filter(|slot| !slot.value.is_empty())
    }

    /// A hint at a place in the text.
    pub(super) fn at_span(
        &self,
        code: Code,
        span: Range<usize>,
        text: DiagnosticText,
    ) -> SyntaxHint {
        let typed = text.typed.clone();
        let edits = typed.map_or(Vec::new(), |typed| typing::edits(typed, self.text, span.clone()));
        SyntaxHint { code, span, text, edits }
    }

    /// A hint at the whole line without its remark.
    pub(super) fn on_line(&self, code: Code, text: DiagnosticText) -> SyntaxHint {
        self.at_span(code, self.written(), text)
    }

    /// What stands on the line, without its remark and the blanks around it.
    pub(super) fn written(&self) -> Range<usize> {
        let trimmed = self.code().trim();
        let start = self.line_start + (self.code().len() - self.code().trim_start().len());
        start..start + trimmed.len()
    }

    /// A hint right after the last thing on the line.
    pub(super) fn after_line(&self, code: Code, text: DiagnosticText) -> SyntaxHint {
        let end = self.written().end;
        self.at_span(code, end..end, text)
    }

    /// What to leave out where nobody knows what is meant: the pair in a group, else the line.
    pub(super) fn left_out(&self) -> Range<usize> {
        let line = line_around(self.text, self.at);
        let whole_group = self.code().trim().trim_end_matches(',');
        if whole_group.starts_with('{') && whole_group.ends_with('}') {
            return line;
        }
        let slot = self.slot().filter(|slot| slot.grouped && !slot.key.is_empty());
        let pair = slot.and_then(|slot| typing::pair(self.text, slot.pair.start));
        let pair = pair.filter(|pair| pair.start >= line.start && pair.end <= line.end);
        pair.filter(|pair| !pair.is_empty()).unwrap_or(line)
    }
}

/// The last bracket or brace before which more were opened than closed, and where it stands. What
/// stands before a header line is closed.
pub(super) fn open_bracket(before: &str) -> Option<(char, usize)> {
    let mut open = Vec::new();
    let begin = before.rfind("\n[[").map_or(0, |at| at + 1);
    for (at, c) in bare(before.get(begin..).unwrap_or_default()) {
        match c {
            '[' | '{' => open.push((c, begin + at)),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
    }
    open.pop()
}

/// Whether a text can stand behind an equals sign as it is.
pub(super) fn is_value(text: &str) -> bool {
    let alone = !text.is_empty() && !text.contains('\n') && text.len() <= SEARCHED_AT_MOST;
    alone && DeTable::parse(&format!("a = {text}")).is_ok()
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
