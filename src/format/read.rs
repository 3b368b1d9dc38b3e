//! A file being read: its values with their places, and what was found wrong so far.
//!
//! A value that is wrong is a finding and is left out; reading goes on, so that one check finds
//! everything. Which types a value can have is said in `values`.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;

use crate::domain::severity::Severity;
use crate::format::diagnostic::{Code, Diagnostic, Location, Source};
use crate::text::faults::{self, Advice, DiagnosticText, ValueType};

use super::shape::Shape;
use super::typing;

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) place: Location,
}

/// What a key held. `Wrong` was reported when it was read, so nobody asks for it again.
///
/// Shared, because a library exercise lends its fields to every entry that uses it.
#[derive(Debug, PartialEq)]
pub(super) enum Field<T> {
    Absent,
    Wrong,
    Given(Rc<At<T>>),
}

impl<T> Clone for Field<T> {
    fn clone(&self) -> Field<T> {
        match self {
            Field::Absent => Field::Absent,
            Field::Wrong => Field::Wrong,
            Field::Given(at) => Field::Given(Rc::clone(at)),
        }
    }
}

impl<T> Field<T> {
    pub(super) fn given_at(value: T, place: &Location) -> Field<T> {
        Field::Given(Rc::new(At { value, place: place.clone() }))
    }

    pub(super) fn given(&self) -> Option<&At<T>> {
        match self {
            Field::Given(at) => Some(at),
            Field::Absent | Field::Wrong => None,
        }
    }

    pub(super) fn value(&self) -> Option<&T> {
        self.given().map(|at| &at.value)
    }

    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    pub(super) fn is_wrong(&self) -> bool {
        matches!(self, Field::Wrong)
    }

    /// This one, or the other where this one says nothing.
    pub(super) fn or(&self, other: &Field<T>) -> Field<T> {
        if self.is_absent() { other.clone() } else { self.clone() }
    }
}

/// A file being read: its text, and what was found so far.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) source: Arc<Source>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Reading {
    pub(super) fn new(source: Arc<Source>) -> Reading {
        Reading { source, findings: Vec::new() }
    }

    pub(super) fn place(&self, span: Range<usize>) -> Location {
        Location { source: Arc::clone(&self.source), span }
    }

    pub(super) fn fault(&mut self, code: Code, span: Range<usize>, text: DiagnosticText) {
        let place = self.place(span);
        self.findings.push(fault(code, place, text));
    }

    /// A value as it was written.
    pub(super) fn written(&self, value: &Spanned<DeValue<'_>>) -> &str {
        self.source.text.get(value.span()).unwrap_or_default()
    }

    /// The value of one key, as its type reads it.
    pub(super) fn field<T: FromToml>(&mut self, value: &Spanned<DeValue<'_>>) -> Field<T> {
        match T::read(value, self) {
            Some(read) => {
                Field::Given(Rc::new(At { value: read, place: self.place(value.span()) }))
            }
            None => Field::Wrong,
        }
    }

    /// A value of another type than the key takes: said once, with what was probably meant.
    pub(super) fn wrong_type(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        wanted: ValueType,
        advice: Advice,
    ) {
        let text = faults::wrong_type(wanted, type_of(value), advice);
        self.fault(Code::WrongType, value.span(), text);
    }
}

/// A finding that makes the file unusable.
pub(super) fn fault(code: Code, place: Location, text: DiagnosticText) -> Diagnostic {
    let DiagnosticText { message, label, typed } = text;
    let edits = typed
        .map_or(Vec::new(), |typed| typing::edits(typed, &place.source.text, place.span.clone()));
    Diagnostic { code, severity: Severity::Fault, message, place, label, edits }
}

/// A finding that its author may want to know of.
pub(super) fn warning(code: Code, place: Location, text: DiagnosticText) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..fault(code, place, text) }
}

/// The value of a key that has to be there; where it is missing, that is said once.
pub(super) fn required<'f, T>(
    field: &'f Field<T>,
    key: &str,
    place: &Location,
    findings: &mut Vec<Diagnostic>,
) -> Option<&'f T> {
    if field.is_absent() {
        findings.push(fault(Code::MissingKey, place.clone(), faults::missing_key(key)));
    }
    field.value()
}

fn type_of(value: &Spanned<DeValue<'_>>) -> ValueType {
    match value.get_ref() {
        DeValue::String(_) => ValueType::Text,
        DeValue::Integer(_) => ValueType::Number,
        DeValue::Float(_) => ValueType::Decimal,
        DeValue::Boolean(_) => ValueType::Truth,
        DeValue::Datetime(_) => ValueType::Date,
        DeValue::Array(_) => ValueType::List,
        DeValue::Table(_) => ValueType::Table,
    }
}

/// A type that a value of the document can be read as.
pub(super) trait FromToml: Sized {
    /// What such a value looks like.
    const SHAPE: Shape;

    /// The value, or nothing after saying what is wrong with it.
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self>;
}
