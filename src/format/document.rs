//! A file as a TOML document, and the format that it says it has.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::format::diagnostic::{Code, Diagnostic, Location, Source};
use crate::text::faults;

use super::read::{Field, FromToml, Reading, fault};
use super::shape::Shape;
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
}

impl<'t> Document<'t> {
    /// What can be read of a text; `repair` has said what cannot.
    pub(super) fn parse(source: &'t Arc<Source>) -> Document<'t> {
        Document { source, root: DeTable::parse_recoverable(&source.text).0 }
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
}
