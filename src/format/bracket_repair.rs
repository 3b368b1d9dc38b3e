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
}

impl BracketRepair {
    /// The text repaired; nothing where there is nothing to repair.
    pub(super) fn of(written: &Arc<Source>) -> Option<BracketRepair> {
        let text = &written.text;
        let headers = text.match_indices("[exercise]").filter_map(|(at, header)| {
            let end = at + header.len();
            let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            let rest = text[end..].lines().next().unwrap_or_default().trim_start();
            let alone = text[line_start..at].trim().is_empty();
            (alone && (rest.is_empty() || rest.starts_with('#'))).then_some(at..end)
        });
        let headers: Vec<Range<usize>> = headers.collect();
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
        let source = Source::new(written.name.clone(), repaired);
        Some(BracketRepair { source, written: Arc::clone(written), headers })
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
        let added = |(nth, header): (usize, &Range<usize>)| {
            let (first, second) = (header.start + 2 * nth, header.end + 2 * nth + 1);
            usize::from(first < at) + usize::from(second < at)
        };
        at - self.headers.iter().enumerate().map(added).sum::<usize>()
    }
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
