//! A file as a TOML document: what could be parsed, and what could not.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::format::diagnostic::{Code, Diagnostic, Location, Source};
use crate::text::faults;

use super::read::{Field, FromToml, Reading, fault};
use super::shape::Shape;
use super::source_text;
use super::syntax::{self, SyntaxFaults};
use super::values::Whole;

/// The format that this version reads.
pub(super) const FORMAT: u32 = 1;

/// The number of a format.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Format(u32);

impl FromToml for Format {
    const SHAPE: Shape = Shape::Whole { least: FORMAT, most: FORMAT };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        Whole::<0, 1_000_000>::read(value, reading).map(|Whole(format)| Format(format))
    }
}

/// A parsed file.
pub(super) struct Document<'t> {
    source: &'t Arc<Source>,
    root: Spanned<DeTable<'t>>,
    syntax: SyntaxFaults,
    unsafe_characters: Vec<Diagnostic>,
}

impl<'t> Document<'t> {
    pub(super) fn parse(source: &'t Arc<Source>) -> Document<'t> {
        let unsafe_characters = source_text::unsafe_characters(source);
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        let syntax = match unsafe_characters.is_empty() {
            true => syntax::explain(source, &errors),
            // A character that cannot be seen hides what the line says, so only it is reported.
            false => SyntaxFaults::default(),
        };
        Document { source, root, syntax, unsafe_characters }
    }

    pub(super) fn root(&self) -> &DeTable<'t> {
        self.root.get_ref()
    }

    /// The first line, where something is missing that belongs to the whole file.
    pub(super) fn head(&self) -> Range<usize> {
        0..self.source.text.lines().next().map_or(0, str::len)
    }

    /// The first line has to name the format.
    pub(super) fn check_format(&self, format: &Field<Format>, findings: &mut Vec<Diagnostic>) {
        if format.is_absent() {
            let place = Location { source: Arc::clone(self.source), span: self.head() };
            findings.push(fault(Code::FormatVersion, place, faults::no_format()));
        }
        if let Some(at) = format.given().filter(|at| at.value.0 != FORMAT) {
            let text = faults::other_format(at.value.0, FORMAT);
            findings.push(fault(Code::FormatVersion, at.place.clone(), text));
        }
    }

    /// Everything there is to say: first what could not be read, then what was found in the rest.
    /// What a table means is not checked where it could not be read.
    pub(super) fn all_findings(self, meaning: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let unreadable = !self.unsafe_characters.is_empty();
        let source = self.source;
        let is_meaningful = |finding: &Diagnostic| {
            let is_from_here = finding.place.source == *source;
            !is_from_here || !(unreadable || self.syntax.holds(&finding.place.span))
        };
        let meaning = meaning.into_iter().filter(is_meaningful);
        self.unsafe_characters
            .into_iter()
            .chain(self.syntax.findings.clone())
            .chain(meaning)
            .collect()
    }
}
