//! The types that a value can have: the right kind, within its bounds, or what was probably meant.
//!
//! Knows single values only; what keys there are is said in `entry`.

use std::ops::Range;
use std::time::Duration;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthStr;

use crate::domain::pose::{Point, PropKind, Viewpoint};
use crate::domain::profile::Flag;
use crate::domain::routine::{
    Area, Breath, Direction, Ends, Extension, Kind, Position, Sides, Weekday,
};
use crate::domain::theme::ThemeName;
use crate::format::diagnostic::Code;
use crate::text::faults::{self, ValueType};
use crate::text::printable::unsafe_characters;

use super::read::{FromToml, Reading};
use super::shape::Shape;
use super::spelling;
use super::time::{self, TimeError};

/// No list of the format needs more entries.
const LIST_AT_MOST: usize = 100;

/// One line of text, `MIN` to `MAX` columns wide, with nothing in it that a terminal would obey.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextLine<const MIN: usize, const MAX: usize>(pub(super) String);

/// A title or a cue.
pub(super) type Short = TextLine<1, 60>;
/// A sentence.
pub(super) type Sentence = TextLine<1, 200>;
/// A few sentences that may be left empty.
pub(super) type Paragraph = TextLine<0, 300>;
/// A sentence that may be left empty, which is the same as leaving it out.
pub(super) type MaybeSentence = TextLine<0, 200>;

impl<const MIN: usize, const MAX: usize> FromToml for TextLine<MIN, MAX> {
    const SHAPE: Shape = Shape::Text { least: MIN, most: MAX };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            let written = reading.source.text.get(value.span()).unwrap_or_default();
            let label = match value.get_ref() {
                DeValue::Array(_) | DeValue::Table(_) => faults::write_a_text(),
                _ => faults::quote_it(written),
            };
            reading.wrong_type(value, ValueType::Text, label);
            return None;
        };
        if let Some(unsafe_character) = unsafe_characters(text).map(|(_, c)| c).next() {
            let text = faults::unsafe_in_text(unsafe_character);
            reading.fault(Code::ControlCharacter, value.span(), text);
            return None;
        }
        let (trimmed, width) = (text.trim(), text.trim().width());
        if trimmed.len() >= 4 * MAX.max(1) || width > MAX || width < MIN {
            let text = match width < MIN {
                true => faults::empty_text(),
                false => faults::text_too_wide(width, MAX),
            };
            reading.fault(Code::TextLength, value.span(), text);
            return None;
        }
        Some(TextLine(trimmed.to_owned()))
    }
}

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Whole<const MIN: u32, const MAX: u32>(pub(super) u32);

impl<const MIN: u32, const MAX: u32> FromToml for Whole<MIN, MAX> {
    const SHAPE: Shape = Shape::Whole { least: MIN, most: MAX };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let DeValue::Integer(number) = value.get_ref() else {
            let written = match value.get_ref() {
                DeValue::String(text) => text.to_string(),
                _ => reading.source.text.get(value.span()).unwrap_or_default().into(),
            };
            let digits: String = written.trim().chars().take_while(char::is_ascii_digit).collect();
            let label = match (value.get_ref(), digits.is_empty()) {
                (DeValue::String(_), false) => faults::unquote_number(&digits),
                (DeValue::Float(_), _) => faults::write_a_whole_number(),
                _ => faults::write_a_whole_number_within(MIN, MAX),
            };
            reading.wrong_type(value, ValueType::Whole, label);
            return None;
        };
        let read = i64::from_str_radix(number.as_str(), number.radix()).ok();
        let read = read.and_then(|n| u32::try_from(n).ok()).filter(|n| (MIN..=MAX).contains(n));
        if read.is_none() {
            let text = faults::whole_out_of_range(number, MIN, MAX);
            reading.fault(Code::OutOfRange, value.span(), text);
        }
        read.map(Whole)
    }
}

/// A number from `MIN` to `MAX`, with or without a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number<const MIN: i32, const MAX: i32>(pub(super) f32);

impl<const MIN: i32, const MAX: i32> FromToml for Number<MIN, MAX> {
    const SHAPE: Shape = Shape::Number { least: MIN, most: MAX };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let written = match value.get_ref() {
            DeValue::Integer(number) => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => {
                let label = faults::write_a_number_within(MIN, MAX);
                reading.wrong_type(value, ValueType::Number, label);
                return None;
            }
        };
        let bounds = f64::from(MIN)..=f64::from(MAX);
        let read = written.parse::<f64>().ok().filter(|number| bounds.contains(number));
        if read.is_none() {
            let text = faults::number_out_of_range(written, MIN, MAX);
            reading.fault(Code::OutOfRange, value.span(), text);
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a place in a drawing, within small bounds"
        )]
        read.map(|number| Number(number as f32))
    }
}

/// A place on the grid of a figure: `[x, y]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot(pub(super) Point);

impl FromToml for Spot {
    const SHAPE: Shape = Shape::List { each: &Number::<0, 100>::SHAPE, least: 2, most: 2 };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let numbers: Vec<Number<0, 100>> = Vec::read(value, reading)?;
        if let [Number(x), Number(y)] = numbers[..] {
            return Some(Spot(Point { x, y }));
        }
        reading.fault(Code::WrongType, value.span(), faults::not_a_spot(numbers.len()));
        None
    }
}

impl FromToml for Duration {
    const SHAPE: Shape = Shape::Time(time::PATTERN);

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            _ => {
                reading.wrong_type(value, ValueType::Time, faults::write_a_time());
                return None;
            }
        };
        let number_alone = !matches!(value.get_ref(), DeValue::String(_));
        match time::parse(&written) {
            Ok(length) if !number_alone => Some(length),
            Ok(_) => None,
            Err(TimeError::OutOfRange(length)) => {
                let text = faults::time_out_of_range(length, time::AT_LEAST, time::AT_MOST);
                reading.fault(Code::OutOfRange, value.span(), text);
                None
            }
            Err(TimeError::Unreadable(advice)) => {
                let label = advice.label(&written);
                let text = match number_alone || written.trim().parse::<f64>().is_ok() {
                    true => faults::time_without_unit(label),
                    false => faults::not_a_time(&written, label),
                };
                reading.fault(Code::NotATime, value.span(), text);
                None
            }
        }
    }
}

impl FromToml for bool {
    const SHAPE: Shape = Shape::Truth;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        reading.wrong_type(value, ValueType::Truth, faults::write_a_truth());
        None
    }
}

impl FromToml for Date {
    const SHAPE: Shape = Shape::Date;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let written = match value.get_ref() {
            DeValue::Datetime(datetime) if datetime.time.is_none() => datetime.to_string(),
            DeValue::String(text) if text.parse::<Date>().is_ok() => {
                let label = faults::unquote_date(text.trim());
                reading.wrong_type(value, ValueType::Date, label);
                return None;
            }
            _ => String::new(),
        };
        let read = written.parse::<Date>().ok();
        if read.is_none() {
            reading.fault(Code::NotADate, value.span(), faults::not_a_date());
        }
        read
    }
}

/// The name of an exercise or a pose: letters, digits and hyphens, so that it can never be a path.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name(pub(super) String);

/// The most bytes of a name: as a file's name, with its ending, it fits every system.
pub(super) const NAME_AT_MOST: usize = 100;

/// Whether a text can be the name of a routine, an exercise or a pose: letters of any script with
/// their marks, digits and hyphens.
pub fn is_name(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || is_combining_mark(c);
    let begins = text.chars().next().is_some_and(|first| !is_combining_mark(first));
    let plain = text.chars().all(fits) && unsafe_characters(text).next().is_none();
    begins && text.len() <= NAME_AT_MOST && plain
}

impl FromToml for Name {
    const SHAPE: Shape = Shape::Name;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let TextLine(text) = Short::read(value, reading)?;
        if is_name(&text) {
            return Some(Name(text));
        }
        refuse_name(&text, value.span(), reading);
        None
    }
}

/// Says that this cannot be a name, and what can.
pub(super) fn refuse_name(text: &str, span: Range<usize>, reading: &mut Reading) {
    let meant = spelling::kebab(text);
    let meant = Some(meant.as_str()).filter(|meant| is_name(meant));
    reading.fault(Code::NotAName, span, faults::not_a_name(text, meant));
}

impl<T: FromToml> FromToml for Vec<T> {
    const SHAPE: Shape = Shape::List { each: &T::SHAPE, least: 0, most: LIST_AT_MOST };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let DeValue::Array(list) = value.get_ref() else {
            let written = reading.source.text.get(value.span()).unwrap_or_default();
            let label = match value.get_ref() {
                DeValue::Table(_) if written.starts_with('[') => {
                    let header = written.trim_matches(['[', ']']);
                    let text = faults::single_brackets(header);
                    reading.fault(Code::SingleBracket, value.span(), text);
                    return None;
                }
                DeValue::Table(_) => faults::put_in_a_list(),
                _ => faults::put_in_a_list_of(written),
            };
            reading.wrong_type(value, ValueType::List, label);
            return None;
        };
        if list.len() > LIST_AT_MOST {
            let text = faults::list_too_long(list.len(), LIST_AT_MOST);
            reading.fault(Code::OutOfRange, value.span(), text);
            return None;
        }
        let read: Vec<Option<T>> = list.iter().map(|entry| T::read(entry, reading)).collect();
        read.into_iter().collect()
    }
}

/// The table in a value, where a table belongs.
pub(super) fn table<'v, 'i>(
    value: &'v Spanned<DeValue<'i>>,
    reading: &mut Reading,
) -> Option<&'v DeTable<'i>> {
    if let DeValue::Table(table) = value.get_ref() {
        return Some(table);
    }
    reading.wrong_type(value, ValueType::Table, faults::write_a_table());
    None
}

macro_rules! read_words {
    ($($type:ident),+) => {
        $(impl FromToml for $type {
            const SHAPE: Shape = Shape::Words($type::WORDS);

            fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
                let word = one_of($type::NAMES, value, reading)?;
                $type::named(&word)
            }
        })+
    };
}

read_words!(
    Area, Breath, Direction, Ends, Extension, Flag, Kind, Position, PropKind, Sides, ThemeName,
    Viewpoint, Weekday
);

fn one_of(names: &[&str], value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<String> {
    let TextLine(word) = MaybeSentence::read(value, reading)?;
    if names.contains(&word.as_str()) {
        return Some(word);
    }
    if names == Breath::NAMES && spelling::means_holding(&word) {
        reading.fault(Code::Limit(10), value.span(), faults::held_breath());
        return None;
    }
    let text = faults::unknown_word(&word, spelling::closest_name(&word, names), names);
    reading.fault(Code::UnknownWord, value.span(), text);
    None
}
