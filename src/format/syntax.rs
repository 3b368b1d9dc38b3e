//! Where a file is not TOML: which lines, and which tables nothing more can be said about.
//!
//! The parser knows where it stopped; what was meant is read off the line in `slips`. Knows
//! nothing of routines.

use std::ops::Range;
use std::sync::Arc;

use crate::format::diagnostic::{Code, Diagnostic, Place, Source};

use super::read::fault;
use super::syntax_error::Slip;
use super::syntax_hints;

/// One fault a line and three in all: the rest would be echoes of these.
const AT_MOST: usize = 3;

/// What the parser could not read.
#[derive(Debug, Default)]
pub(super) struct Broken {
    pub(super) findings: Vec<Diagnostic>,
    /// The tables in which nothing more is said: what they mean cannot be known.
    stretches: Vec<Range<usize>>,
}

impl Broken {
    /// Whether a place lies in a table that could not be read as a whole, or is one that the
    /// parser made up to go on.
    pub(super) fn holds(&self, span: &Range<usize>) -> bool {
        let made_up = !self.stretches.is_empty() && *span == (0..0);
        made_up || self.stretches.iter().any(|stretch| stretch.contains(&span.start))
    }
}

/// Says what is wrong on each line that the parser stumbled over.
pub(super) fn explain(source: &Arc<Source>, errors: &[toml::de::Error]) -> Broken {
    let mut slips: Vec<Slip<'_>> = errors.iter().map(|e| Slip::new(&source.text, e)).collect();
    slips.sort_by_key(|slip| slip.at);
    slips.dedup_by_key(|slip| slip.line_start);
    let mut broken = Broken::default();
    for slip in slips.iter().take(AT_MOST) {
        let told = syntax_hints::explain(slip);
        let ends_reading = told.code == Code::UnclosedBracket;
        let place = Place { source: Arc::clone(source), span: told.span.clone() };
        broken.findings.push(fault(told.code, place, told.message, told.label));
        broken.stretches.push(table_around(&source.text, told.span.start, ends_reading));
        if ends_reading {
            break;
        }
    }
    broken
}

/// From the header line above to the next one, or to the end where a list was never closed.
fn table_around(text: &str, at: usize, to_the_end: bool) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind("\n[").map_or(0, |at| at + 1);
    let end = after.find("\n[").map_or(text.len(), |offset| at + offset + 1);
    start..if to_the_end { text.len() + 1 } else { end.max(at + 1) }
}
