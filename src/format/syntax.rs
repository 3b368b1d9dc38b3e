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

/// Says what is wrong on each line that the parser stumbled over.
pub(super) fn explain(source: &Arc<Source>, errors: &[toml::de::Error]) -> SyntaxFaults {
    let line = |error| BrokenLine::new(&source.text, error);
    let mut lines: Vec<BrokenLine<'_>> = errors.iter().map(line).collect();
    lines.sort_by_key(|line| line.at);
    lines.dedup_by_key(|line| line.line_start);
    let mut faults = SyntaxFaults::default();
    for line in lines.iter().take(AT_MOST) {
        let SyntaxHint { code, span, text } = syntax_hints::explain(line);
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

/// From the header line above to the next one, or to the end where a list was never closed.
fn table_around(text: &str, at: usize, to_the_end: bool) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind("\n[").map_or(0, |at| at + 1);
    let end = after.find("\n[").map_or(text.len(), |offset| at + offset + 1);
    start..if to_the_end { text.len() + 1 } else { end.max(at + 1) }
}
