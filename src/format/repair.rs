//! A file that is not TOML, read as it was probably meant: each advice is obeyed in a copy of the
//! text, so that everything behind a slip is checked as well, and nothing is said that only follows
//! from it.
//!
//! The parser knows where it stopped; what was meant is read off the line in `syntax_hints`.

use std::ops::Range;
use std::sync::Arc;

use toml::de::DeTable;

use crate::domain::severity::Severity;
use crate::format::diagnostic::{Code, Diagnostic, Location, Source, TextEdit};
use crate::text::faults;

use super::read::fault;
use super::syntax_error::{BrokenLine, SyntaxHint};
use super::typing::line_around;
use super::{embedded, pasted, source_text, spelling, syntax_hints};

/// The most bytes that are parsed again and again, and with it how many slips are looked for.
const PARSED_AT_MOST: usize = 1 << 20;
/// So many are looked for in the largest file, and so many in an ordinary one.
const SLIPS: (usize, usize) = (3, 20);
/// After so many lines that can only be left out, this is no routine.
const LEFT_OUT_AT_MOST: usize = 3;

/// A text as it was written, the text that was probably meant, and the way back.
pub(super) struct Repair {
    pub(super) source: Arc<Source>,
    written: Arc<Source>,
    /// Where each byte of the text that was meant was written, and its end.
    offsets: Vec<usize>,
    faults: Vec<Diagnostic>,
    /// Pieces in whose place something else was meant.
    meant: Vec<Range<usize>>,
    /// Tables in which a line could only be left out.
    gaps: Vec<Range<usize>>,
    /// From here on nothing could be read.
    unread: Option<usize>,
}

impl Repair {
    /// What was meant by this text: the same, where it can be read.
    pub(super) fn of(written: &Arc<Source>) -> Repair {
        let as_is = Repair {
            source: Arc::clone(written),
            written: Arc::clone(written),
            offsets: Vec::new(),
            faults: Vec::new(),
            meant: Vec::new(),
            gaps: Vec::new(),
            unread: None,
        };
        if embedded::is_ours(written) {
            return as_is;
        }
        let mut repair = as_is;
        if let Some((code, span, text)) = pasted::no_routine(&written.text) {
            repair.faults.push(fault(code, repair.place(span), text));
            repair.unread = Some(0);
            return repair;
        }
        let unsafe_characters = source_text::unsafe_characters(written);
        if !unsafe_characters.is_empty() {
            // A character that cannot be seen hides what the line says, so only it is reported.
            repair.faults = unsafe_characters;
            repair.unread = Some(0);
            return repair;
        }
        repair.take_out_of_a_chat();
        repair.double_brackets();
        repair.slips();
        repair
    }

    /// Whether the text can be read as it is.
    pub(super) fn is_needless(&self) -> bool {
        self.faults.is_empty()
    }

    /// What was found in the text that was meant, where it was written, behind the slips themselves;
    /// without what only follows from them.
    pub(super) fn findings_as_written(self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let meaning = findings.into_iter().filter_map(|finding| {
            if finding.place.source != self.source {
                return Some(finding);
            }
            let made_up = self.unread.is_some() && finding.place.span == (0..0);
            let place = self.place(self.as_written(&finding.place.span));
            let is_meant = self.is_meant(&finding.place.span);
            if is_meant && finding.severity != Severity::Fault {
                return None;
            }
            let edits = finding.edits.iter().filter(|_| !is_meant);
            let edits = edits.map(|edit| self.edit_as_written(edit)).collect();
            let finding = Diagnostic { place, edits, ..finding };
            (!made_up && !self.only_follows(&finding)).then_some(finding)
        });
        let meaning: Vec<Diagnostic> = meaning.collect();
        self.faults.into_iter().chain(meaning).collect()
    }

    fn only_follows(&self, finding: &Diagnostic) -> bool {
        let start = finding.place.span.start;
        let absent = matches!(
            finding.code,
            Code::MissingKey
                | Code::RoutineSize
                | Code::FormatVersion
                | Code::NoEffect
                | Code::EasierAsksMore
                | Code::RepsRange
                | Code::Limit(_)
        );
        self.unread.is_some_and(|unread| start >= unread)
            || absent && self.gaps.iter().any(|gap| gap.contains(&start))
    }

    fn place(&self, span: Range<usize>) -> Location {
        Location { source: Arc::clone(&self.written), span }
    }

    fn offset(&self, at: usize) -> usize {
        match self.offsets.is_empty() {
            true => at,
            false => self.offsets.get(at).copied().unwrap_or(self.written.text.len()),
        }
    }

    fn as_written(&self, span: &Range<usize>) -> Range<usize> {
        let (start, end) =
            (self.offset(span.start), self.offset(span.end).max(self.offset(span.start)));
        let instead = self.meant.iter().find(|piece| piece.start == start && start == end);
        match instead.filter(|_| !span.is_empty()) {
            Some(piece) => piece.clone(),
            None => start..end,
        }
    }

    /// Whether a place lies in what was meant instead of something else: there an advice cannot be
    /// typed before the one that was given for that.
    fn is_meant(&self, span: &Range<usize>) -> bool {
        let written = self.as_written(span);
        !span.is_empty() && self.meant.contains(&written)
    }

    fn edit_as_written(&self, edit: &TextEdit) -> TextEdit {
        TextEdit { span: self.as_written(&edit.span), text: edit.text.clone() }
    }

    /// Changes the text that is read, and says why. Where nothing is changed, `gap` is left out.
    fn change(&mut self, hint: SyntaxHint, gap: Range<usize>) {
        let SyntaxHint { code, span, text, edits } = hint;
        let mut found = fault(code, self.place(self.as_written(&span)), text);
        found.edits = edits.iter().map(|edit| self.edit_as_written(edit)).collect();
        self.faults.push(found);
        let mut changes = edits;
        if changes.is_empty() {
            let at = self.offset(gap.start);
            self.gaps.push(table_around(&self.written.text, at));
            changes.push(TextEdit { span: gap, text: String::new() });
        }
        self.apply(changes);
    }

    fn apply(&mut self, mut changes: Vec<TextEdit>) {
        if self.offsets.is_empty() {
            self.offsets = (0..=self.written.text.len()).collect();
        }
        let text = TextEdit::apply(&changes, &self.source.text);
        changes.sort_by_key(|change| std::cmp::Reverse(change.span.start));
        for TextEdit { span, text } in changes {
            let (start, end) = (self.offset(span.start), self.offset(span.end));
            let length = self.offsets.len();
            let written = std::iter::repeat_n(start, text.len());
            self.offsets.splice(span.start.min(length)..span.end.min(length), written);
            self.meant.push(start..end);
        }
        self.source = Source::new(self.written.name.clone(), text);
    }

    /// A file that was copied out of a chat, with what stands around it.
    fn take_out_of_a_chat(&mut self) {
        if let Some(hint) = pasted::fenced(&self.source.text) {
            self.change(hint, 0..0);
        }
    }

    /// `[exercise]` for `[[exercise]]`, wherever it stands.
    fn double_brackets(&mut self) {
        let headers: Vec<Range<usize>> = single_headers(&self.source.text).collect();
        let double =
            |span: &Range<usize>| TextEdit { span: span.clone(), text: "[[exercise]]".into() };
        let faults = headers.iter().map(|header| {
            let text = faults::single_brackets("exercise");
            let edits = vec![self.edit_as_written(&double(header))];
            let place = self.place(self.as_written(header));
            Diagnostic { edits, ..fault(Code::SingleBracket, place, text) }
        });
        let faults: Vec<Diagnostic> = faults.collect();
        if !faults.is_empty() {
            self.faults.extend(faults);
            self.apply(headers.iter().map(double).collect());
        }
    }

    /// One slip after the other, each found in the text without those before it.
    fn slips(&mut self) {
        let (fewest, most) = SLIPS;
        let slips = (PARSED_AT_MOST / self.source.text.len().max(1)).clamp(fewest, most);
        for _ in 0..slips {
            let source = Arc::clone(&self.source);
            let Some(broken) = first_error(&source.text) else { return };
            let hint = syntax_hints::explain(&broken);
            self.change(hint, broken.left_out());
            if self.gaps.len() == LEFT_OUT_AT_MOST {
                break;
            }
        }
        let source = Arc::clone(&self.source);
        if let Some(broken) = first_error(&source.text) {
            self.unread = Some(table_around(&self.written.text, self.offset(broken.at)).start);
        }
    }
}

/// The first line on which the parser stopped.
fn first_error(text: &str) -> Option<BrokenLine<'_>> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let written = text.trim_end().len();
    let offset = |error: &toml::de::Error| {
        let at = error.span().map_or(text.len(), |span| span.start);
        // One at the very end belongs to the last line that has something on it.
        if at < text.len() { at } else { written }
    };
    let first = errors.iter().min_by_key(|error| offset(error))?;
    Some(BrokenLine::new(text, offset(first), first))
}

/// From the header line above to the next one.
pub(super) fn table_around(text: &str, at: usize) -> Range<usize> {
    let line = line_around(text, at);
    let (before, after) = text.split_at_checked(line.end).unwrap_or((text, ""));
    let start = match before.starts_with('[') && !before.contains("\n[") {
        true => 0,
        false => before.rfind("\n[").map_or(0, |at| at + 1),
    };
    let end = after.find("\n[").map_or(text.len(), |offset| before.len() + offset);
    start..end + 1
}

/// The headers in single brackets, each alone on its line, whatever a list of exercises is called there.
fn single_headers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut line_start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = line_start + line.len() - line.trim_start().len();
        line_start += line.len();
        let (name, rest) = line.trim_start().strip_prefix('[')?.split_once(']')?;
        let is_exercise = || spelling::closest_name(name, &["exercise"]).is_some();
        let alone = rest.trim().is_empty() || rest.trim_start().starts_with('#');
        (alone && name.len() <= 20 && !name.contains('[') && is_exercise())
            .then_some(start..start + name.len() + 2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_leads_back_to_what_was_written() {
        let text = "title = \"é\"\n[exercise]\na = 1\n  [exercise] # é\nb = 2\n# [exercise]\n";
        let repair = Repair::of(&Source::new("t", text));
        assert_eq!(repair.source.text.matches("[[exercise]]").count(), 2, "not in a comment");
        for word in ["title", "é", "a = 1", "# é", "b = 2", "# [exercise]"] {
            let (there, here) = (repair.source.text.find(word), text.find(word));
            assert_eq!(there.map(|at| repair.offset(at)), here, "{word}");
        }
        assert_eq!(repair.offset(repair.source.text.len()), text.len());
        assert!(Repair::of(&Source::new("t", "[[exercise]]\n[exercise.easier]\n")).is_needless());
    }
}
