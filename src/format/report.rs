//! What is printed of many findings: the first, within bounds, and how many there are besides.

use crate::text::faults;

use super::diagnostic::Diagnostic;

/// No more findings of a file are shown.
const SHOWN_AT_MOST: usize = 50;
/// No more bytes are shown; with the words around them, below 64 KiB.
const BYTES_AT_MOST: usize = 60 * 1024;

/// What one command prints of its findings, however many files it looks at.
#[derive(Debug)]
pub struct CheckReport {
    colour: bool,
    /// The bytes that may still be shown.
    left: usize,
}

impl CheckReport {
    /// A report with or without colour, with nothing in it yet.
    pub fn new(colour: bool) -> CheckReport {
        CheckReport { colour, left: BYTES_AT_MOST }
    }

    /// The findings of a file, drawn. Where there are too many, faults come first, and the last line
    /// says how many are not shown.
    pub fn drawn(&mut self, findings: &[Diagnostic]) -> Vec<String> {
        let mut order: Vec<&Diagnostic> = findings.iter().collect();
        if order.len() > SHOWN_AT_MOST {
            order.sort_by_key(|finding| finding.severity);
        }
        let mut drawn = Vec::new();
        for finding in order.iter().take(SHOWN_AT_MOST) {
            let one = finding.draw(self.colour);
            if one.len() > self.left {
                // Whatever comes behind is not shown either, so that none is left out in between.
                self.left = 0;
                break;
            }
            self.left -= one.len();
            drawn.push(one);
        }
        let more = order.len() - drawn.len();
        drawn.extend((more > 0).then(|| faults::and_more(more)));
        drawn
    }
}
