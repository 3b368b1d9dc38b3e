//! Tables of keys: what a table may hold, its documentation, and how it is read and completed.
//!
//! Knows no table of its own; those of format 1 are in `entry` and `pose_entry`.

use std::ops::Range;

use toml::de::DeValue;

use crate::format::diagnostic::Code;
use crate::text::faults::{self, KeyAdvice};

use super::read::Reading;
use super::shape::{Shape, TableSpec};
use super::spelling;

/// Completing one table from another.
pub(super) trait Completed {
    /// This one, and from the other whatever this one does not say: key by key, each value whole.
    fn completed_from(&self, other: &Self) -> Self;
}

/// A table as a struct with one field a key; `TABLES` beside it are those that a lost key may belong to.
macro_rules! entry {
    (@unless) => { None };
    (@unless $unless:literal) => { Some($unless) };
    (
        $(#[doc = $outer:literal])+
        struct $entry:ident, $called:literal, [$($needed:literal),*] $(unless $unless:literal)? {
            $($(#[doc = $doc:literal])+ $key:literal $field:ident: $type:ty,)+
        }
    ) => {
        $(#[doc = $outer])+
        #[derive(Clone, Debug, PartialEq)]
        pub(super) struct $entry {
            pub(super) place: Location,
            $(pub(super) $field: Field<$type>,)+
        }

        impl $entry {
            pub(super) const TABLE: TableSpec = TableSpec {
                name: $called,
                keys: &[$(KeySpec { name: $key, doc: concat!($($doc),+), shape: <$type>::SHAPE },)+],
                needed: &[$($needed),*],
                unless: entry!(@unless $($unless)?),
            };

            /// One without any key.
            pub(super) fn nothing(place: Location) -> $entry {
                $entry { place, $($field: Field::Absent,)+ }
            }

            /// Reads every key that is there; a key that should not be there is a finding.
            pub(super) fn read_table(
                table: &DeTable<'_>,
                span: Range<usize>,
                reading: &mut Reading,
            ) -> $entry {
                let mut entry = $entry::nothing(reading.place(span));
                for (key, value) in table {
                    match key.get_ref().as_ref() {
                        $($key => entry.$field = reading.field(value),)+
                        unknown => {
                            let at = (key.span(), value.get_ref());
                            let meant = refuse_key(unknown, at, (&Self::TABLE, TABLES), reading);
                            entry.mark_wrong(meant);
                        }
                    }
                }
                entry
            }

            /// A key that was meant but misspelt is not missing as well.
            fn mark_wrong(&mut self, key: Option<&str>) {
                match key {
                    $(Some($key) if self.$field.is_absent() => self.$field = Field::Wrong,)+
                    _ => {}
                }
            }
        }

        impl Completed for $entry {
            fn completed_from(&self, other: &$entry) -> $entry {
                $entry {
                    place: self.place.clone(),
                    $($field: self.$field.or(&other.$field),)+
                }
            }
        }

        impl FromToml for $entry {
            const SHAPE: Shape = Shape::Table(&$entry::TABLE);

            fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
                let inner = table(value, reading)?;
                Some($entry::read_table(inner, value.span(), reading))
            }
        }
    };
}

/// Says that there is no such key; gives the one that was probably meant.
pub(super) fn refuse_key(
    unknown: &str,
    (span, value): (Range<usize>, &DeValue<'_>),
    (table, tables): (&TableSpec, &[TableSpec]),
    reading: &mut Reading,
) -> Option<&'static str> {
    let own: Vec<&'static str> = table.keys.iter().map(|key| key.name).collect();
    let shape = |name: &str| table.keys.iter().find(|key| key.name == name).map(|key| key.shape);
    let fits = |name: &str| shape(name).is_some_and(|shape| may_be(&shape, value));
    let meant = spelling::closest_fitting(unknown, &own, fits);
    let exact = |other: &&TableSpec| other.keys.iter().any(|key| key.name == unknown);
    // Most keys of a routine mean something else in its exercises, so that one comes last.
    let nearest_first = || tables.iter().skip(1).chain(tables.first());
    let same = nearest_first().find(exact).map(|other| (other.name, unknown));
    let elsewhere = same.or_else(|| {
        nearest_first().find_map(|other| {
            let names: Vec<&'static str> = other.keys.iter().map(|key| key.name).collect();
            Some((other.name, spelling::synonym(unknown, &names)?))
        })
    });
    let advice = match (meant, elsewhere) {
        (Some(name), _) => KeyAdvice::Write(name),
        (None, Some((other, name))) => KeyAdvice::BelongsIn(other, name),
        (None, None) => KeyAdvice::Delete,
    };
    reading.fault(Code::UnknownKey, span, faults::unknown_key(table.name, unknown, advice));
    meant
}

/// Whether a value looks as if it were meant for a key of this shape.
fn may_be(shape: &Shape, value: &DeValue<'_>) -> bool {
    let begins_with_a_digit = |text: &str| text.trim_start().starts_with(|c: char| c.is_numeric());
    match value {
        DeValue::String(text) if begins_with_a_digit(text) => matches!(shape, Shape::Time(_)),
        DeValue::String(_) => matches!(shape, Shape::Text { .. } | Shape::Name | Shape::Words(_)),
        DeValue::Integer(_) => matches!(shape, Shape::Whole { .. } | Shape::Number { .. }),
        DeValue::Float(_) => matches!(shape, Shape::Number { .. }),
        DeValue::Boolean(_) => matches!(shape, Shape::Truth),
        DeValue::Datetime(_) => matches!(shape, Shape::Date),
        DeValue::Array(_) => matches!(shape, Shape::List { .. }),
        DeValue::Table(_) => {
            matches!(shape, Shape::Table(_) | Shape::ByWord(..) | Shape::ByName(_))
        }
    }
}

pub(super) use entry;
