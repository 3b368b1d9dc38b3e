//! Tables under names that a file chooses: a position, an exercise that it brings along.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::domain::routine::Position;
use crate::format::diagnostic::Code;
use crate::text::faults;

use super::entry::{ExerciseEntry, InPositionEntry};
use super::read::{FromToml, Reading};
use super::shape::Shape;
use super::spelling;
use super::values::{is_name, refuse_name, table};

/// The positions that an exercise offers beside its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct InPositions(pub(super) Vec<(Position, InPositionEntry)>);

impl FromToml for InPositions {
    const SHAPE: Shape = Shape::ByWord(Position::WORDS, &InPositionEntry::SHAPE);

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let mut offered = Vec::new();
        for (key, value) in table(value, reading)? {
            match Position::named(key.get_ref()) {
                Some(position) => {
                    offered.push((position, InPositionEntry::read(value, reading)?));
                }
                None => refuse_position(key.get_ref(), key.span(), reading),
            }
        }
        Some(InPositions(offered))
    }
}

/// The exercises that a file brings along.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Brought(pub(super) Vec<(String, ExerciseEntry)>);

impl FromToml for Brought {
    const SHAPE: Shape = Shape::ByName(&ExerciseEntry::SHAPE);

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let mut brought = Vec::new();
        for (key, value) in table(value, reading)? {
            let name = key.get_ref().as_ref();
            match is_name(name) {
                true => brought.push((name.to_owned(), ExerciseEntry::read(value, reading)?)),
                false => refuse_name(name, key.span(), reading),
            }
        }
        Some(Brought(brought))
    }
}

fn refuse_position(word: &str, span: Range<usize>, reading: &mut Reading) {
    let meant = spelling::closest_name(word, Position::NAMES);
    let text = faults::not_a_position(word, meant, Position::NAMES);
    reading.fault(Code::UnknownWord, span, text);
}
