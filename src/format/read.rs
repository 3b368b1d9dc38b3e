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
use crate::format::diagnostic::{Code, Diagnostic, Place, Source};

use super::shape::Shape;

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) place: Place,
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
    pub(super) fn given_at(value: T, place: &Place) -> Field<T> {
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

    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place { source: Arc::clone(&self.source), span }
    }

    pub(super) fn fault(
        &mut self,
        code: Code,
        span: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) {
        let place = self.place(span);
        self.findings.push(fault(code, place, message, label));
    }

    /// The value of one key, as its type reads it.
    pub(super) fn field<T: Read>(&mut self, value: &Spanned<DeValue<'_>>) -> Field<T> {
        match T::read(value, self) {
            Some(read) => {
                Field::Given(Rc::new(At { value: read, place: self.place(value.span()) }))
            }
            None => Field::Wrong,
        }
    }

    /// A value of another type than the key takes: said once, with what was probably meant.
    pub(super) fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str, label: String) {
        let message = format!("{wanted} is needed here, and this is {}", type_in_words(value));
        self.fault(Code::WrongType, value.span(), message, label);
    }
}

/// A finding that makes the file unusable.
pub(super) fn fault(
    code: Code,
    place: Place,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    let (message, label) = (message.into(), label.into());
    Diagnostic { code, severity: Severity::Fault, message, place, label }
}

/// A finding that its author may want to know of.
pub(super) fn warning(
    code: Code,
    place: Place,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..fault(code, place, message, label) }
}

/// The value of a key that has to be there; where it is missing, that is said once.
pub(super) fn required<'f, T>(
    field: &'f Field<T>,
    key: &str,
    place: &Place,
    findings: &mut Vec<Diagnostic>,
) -> Option<&'f T> {
    if field.is_absent() {
        let message = format!("`{key}` is missing");
        let label = format!("add {key} = …");
        findings.push(fault(Code::MissingKey, place.clone(), message, label));
    }
    field.value()
}

fn type_in_words(value: &Spanned<DeValue<'_>>) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a group of keys",
    }
}

/// A type that a value of the document can be read as.
pub(super) trait Read: Sized {
    /// What such a value looks like.
    const SHAPE: Shape;

    /// The value, or nothing after saying what is wrong with it.
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self>;
}
