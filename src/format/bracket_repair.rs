//! A file with `[exercise]` in single brackets, read as if they were double: every such header is a
//! fault, and everything behind it is checked all the same.

use std::ops::Range;
use std::sync::Arc;

use crate::format::diagnostic::{Code, Diagnostic, Location, Source};
use crate::text::faults;

use super::read::fault;

/// A text with both brackets everywhere, and the way back to the text as it was written.
pub(super) struct BracketRepair {
    pub(super) source: Arc<Source>,
    written: Arc<Source>,
    /// The headers, where they were written.
    headers: Vec<Range<usize>>,
    /// The brackets that were added, in the repaired text.
    added: Vec<usize>,
}

impl BracketRepair {
    /// The text repaired; nothing where there is nothing to repair.
    pub(super) fn of(written: &Arc<Source>) -> Option<BracketRepair> {
        let text = &written.text;
        let headers: Vec<Range<usize>> = single_headers(text).collect();
        if headers.is_empty() {
            return None;
        }
        let mut repaired = String::with_capacity(text.len() + 2 * headers.len());
        let mut so_far = 0;
        for header in &headers {
            repaired.push_str(&text[so_far..header.start]);
            repaired.push_str("[[exercise]]");
            so_far = header.end;
        }
        repaired.push_str(&text[so_far..]);
        let both_ends = |(nth, header): (usize, &Range<usize>)| {
            [header.start + 2 * nth, header.end + 2 * nth + 1]
        };
        let added = headers.iter().enumerate().flat_map(both_ends).collect();
        let source = Source::new(written.name.clone(), repaired);
        Some(BracketRepair { source, written: Arc::clone(written), headers, added })
    }

    /// What was found in the repaired text, where it was written; and a fault at each header.
    pub(super) fn findings_as_written(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let headers = self.headers.iter().map(|header| {
            let text = faults::single_brackets("exercise");
            fault(Code::SingleBracket, self.place(header.clone()), text)
        });
        let found = findings.into_iter().map(|finding| match finding.place.source == self.source {
            true => {
                let Range { start, end } = finding.place.span;
                let place = self.place(self.offset_as_written(start)..self.offset_as_written(end));
                Diagnostic { place, ..finding }
            }
            false => finding,
        });
        headers.chain(found).collect()
    }

    fn place(&self, span: Range<usize>) -> Location {
        Location { source: Arc::clone(&self.written), span }
    }

    /// The place in the written text of a place in the repaired one, which has a bracket more at both
    /// ends of each header.
    fn offset_as_written(&self, at: usize) -> usize {
        at - self.added.partition_point(|&bracket| bracket < at)
    }
}

/// The headers in single brackets, each alone on its line.
fn single_headers(text: &str) -> impl Iterator<Item = Range<usize>> {
    const HEADER: &str = "[exercise]";
    let mut line_start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = line_start + line.len() - line.trim_start().len();
        line_start += line.len();
        let rest = line.trim_start().strip_prefix(HEADER)?.trim();
        (rest.is_empty() || rest.starts_with('#')).then_some(start..start + HEADER.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_leads_back_to_what_was_written() {
        let text = "title = \"é\"\n[exercise]\na = 1\n  [exercise] # é\nb = 2\n# [exercise]\n";
        let repaired = BracketRepair::of(&Source::new("t", text)).unwrap();
        assert_eq!(repaired.source.text.matches("[[exercise]]").count(), 2, "not in a comment");
        for word in ["title", "é", "a = 1", "# é", "b = 2", "# [exercise]"] {
            let (there, here) = (repaired.source.text.find(word), text.find(word));
            assert_eq!(there.map(|at| repaired.offset_as_written(at)), here, "{word}");
        }
        let end = repaired.source.text.len();
        assert_eq!(repaired.offset_as_written(end), text.len());
        assert!(
            BracketRepair::of(&Source::new("t", "[[exercise]]\n[exercise.easier]\n")).is_none()
        );
    }
}
