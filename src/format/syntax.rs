//! Where a file is not TOML: which lines, and which tables nothing more can be said about.
//!
//! The parser knows where it stopped; what was meant is read off the line in `syntax_hints`. Knows
//! nothing of routines.

use std::ops::Range;
use std::sync::Arc;

use crate::format::diagnostic::{Code, Diagnostic, Location, Source};

use super::read::fault;
use super::syntax_error::{BrokenLine, SyntaxHint};
use super::syntax_hints;

/// One fault a line and three in all: the rest would be echoes of these.
const AT_MOST: usize = 3;

/// What the parser could not read.
#[derive(Debug, Default)]
pub(super) struct SyntaxFaults {
    pub(super) findings: Vec<Diagnostic>,
    /// The tables in which nothing more is said: what they mean cannot be known.
    tables: Vec<Range<usize>>,
}

impl SyntaxFaults {
    /// Whether a place lies in a table that could not be read as a whole, or is one that the
    /// parser made up to go on.
    pub(super) fn holds(&self, span: &Range<usize>) -> bool {
        let made_up = !self.tables.is_empty() && *span == (0..0);
        made_up || self.tables.iter().any(|table| table.contains(&span.start))
    }
}

/// Says what is wrong on the first lines that the parser stumbled over.
pub(super) fn explain(source: &Arc<Source>, errors: &[toml::de::Error]) -> SyntaxFaults {
    let mut faults = SyntaxFaults::default();
    for line in broken_lines(&source.text, errors) {
        let SyntaxHint { code, span, text } = syntax_hints::explain(&line);
        let ends_reading = code == Code::UnclosedBracket;
        faults.tables.push(table_around(&source.text, span.start, ends_reading));
        let place = Location { source: Arc::clone(source), span };
        faults.findings.push(fault(code, place, text));
        if ends_reading {
            break;
        }
    }
    faults
}

/// The first lines with an error, each with its first one. A parser can stumble over every byte of a
/// line, so a line is looked at once.
fn broken_lines<'t>(text: &'t str, errors: &[toml::de::Error]) -> Vec<BrokenLine<'t>> {
    let written = text.trim_end().len();
    let mut errors: Vec<(usize, &toml::de::Error)> =
        errors.iter().map(|error| (error_offset(error, text.len(), written), error)).collect();
    errors.sort_by_key(|(at, _)| *at);
    let mut lines: Vec<BrokenLine<'t>> = Vec::new();
    let mut line_end = None;
    for (at, error) in errors {
        if line_end.is_some_and(|end| at <= end) {
            continue;
        }
        if lines.len() == AT_MOST {
            break;
        }
        line_end =
            Some(text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |n| at + n));
        lines.push(BrokenLine::new(text, at, error));
    }
    lines
}

/// Where an error is. One at the very end belongs to the last line that has something on it.
fn error_offset(error: &toml::de::Error, end: usize, written: usize) -> usize {
    let at = error.span().map_or(end, |span| span.start);
    if at < end { at } else { written }
}

/// From the header line above to the next one, or to the end where a list was never closed.
fn table_around(text: &str, at: usize, to_the_end: bool) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind("\n[").map_or(0, |at| at + 1);
    let end = after.find("\n[").map_or(text.len(), |offset| at + offset + 1);
    start..if to_the_end { text.len() + 1 } else { end.max(at + 1) }
}
