//! Values under words and names that a file chooses: a position, a health answer, an exercise that it
//! brings along.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::domain::profile::Flag;
use crate::domain::routine::Position;
use crate::format::diagnostic::Code;
use crate::text::faults;

use super::read::{At, FromToml, Reading};
use super::shape::Shape;
use super::spelling;
use super::values::{is_name, refuse_name, table};

/// A table each under the word of a position.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ByPosition<T>(pub(super) Vec<(Position, T)>);

impl<T: FromToml> FromToml for ByPosition<T> {
    const SHAPE: Shape = Shape::ByWord(Position::WORDS, &T::SHAPE);

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let mut offered = Vec::new();
        for (key, value) in table(value, reading)? {
            match Position::named(key.get_ref()) {
                Some(position) => {
                    offered.push((position, T::read(value, reading)?));
                }
                None => refuse_position(key.get_ref(), key.span(), reading),
            }
        }
        Some(ByPosition(offered))
    }
}

/// A value each under the word of a health answer, with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ByFlag<T>(pub(super) Vec<(Flag, At<T>)>);

impl<T: FromToml> FromToml for ByFlag<T> {
    const SHAPE: Shape = Shape::ByWord(Flag::WORDS, &T::SHAPE);

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let mut told = Vec::new();
        for (key, value) in table(value, reading)? {
            let word = key.get_ref();
            let Some(flag) = Flag::named(word) else {
                let meant = spelling::closest_name(word, Flag::NAMES);
                let text = faults::unknown_word(word, meant, Flag::NAMES);
                reading.fault(Code::UnknownWord, key.span(), text);
                continue;
            };
            let place = reading.place(value.span());
            told.push((flag, At { value: T::read(value, reading)?, place }));
        }
        Some(ByFlag(told))
    }
}

/// A table each under a name that the file chooses.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ByName<T>(pub(super) Vec<(String, T)>);

impl<T: FromToml> FromToml for ByName<T> {
    const SHAPE: Shape = Shape::ByName(&T::SHAPE);

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let mut brought = Vec::new();
        for (key, value) in table(value, reading)? {
            let name = key.get_ref().as_ref();
            match is_name(name) {
                true => brought.push((name.to_owned(), T::read(value, reading)?)),
                false => refuse_name(name, key.span(), reading),
            }
        }
        Some(ByName(brought))
    }
}

fn refuse_position(word: &str, span: Range<usize>, reading: &mut Reading) {
    let meant = spelling::closest_name(word, Position::NAMES);
    let text = faults::not_a_position(word, meant, Position::NAMES);
    reading.fault(Code::UnknownWord, span, text);
}
