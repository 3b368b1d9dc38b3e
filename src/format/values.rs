//! The types that a value can have: the right kind, within its bounds, or what was probably meant.
//!
//! Knows single values only; what keys there are is said in `entry`.

use std::ops::Range;
use std::time::Duration;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};
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

pub(super) use super::numbers::{Number, Whole};
use super::read::{FromToml, Reading};
use super::shape::Shape;
use super::spelling;
use super::time::{self, TimeError};
use super::typing;

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
/// A line of a signature: one of them names the routine, its sender and the day.
pub(super) type MarkLine = TextLine<0, 400>;

impl<const MIN: usize, const MAX: usize> FromToml for TextLine<MIN, MAX> {
    const SHAPE: Shape = Shape::Text { least: MIN, most: MAX };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            let written = reading.written(value).to_owned();
            let advice = match value.get_ref() {
                DeValue::Array(list) => faults::text_instead_of_a_list(only_text(list)),
                DeValue::Table(_) => faults::write_a_text(),
                _ => faults::quote_it(&written),
            };
            reading.wrong_type(value, ValueType::Text, advice);
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

/// The text of a list of one text.
fn only_text<'l>(list: &'l DeArray<'_>) -> Option<&'l str> {
    match list.first().map(Spanned::get_ref) {
        Some(DeValue::String(text)) if list.len() == 1 => Some(text),
        _ => None,
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
                reading.wrong_type(value, ValueType::Time, faults::write_a_time().into());
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
                let advice = advice.advice(&written);
                let text = match number_alone || written.trim().parse::<f64>().is_ok() {
                    true => faults::time_without_unit(advice),
                    false => faults::not_a_time(&written, advice),
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
        let span = value.span();
        let key = typing::key_before(&reading.source.text, span.start);
        let key = key.and_then(|key| reading.source.text.get(key)).unwrap_or_default();
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            _ => reading.written(value).to_owned(),
        };
        let meant = spelling::truth(&written);
        let time = time::parse(&written).is_ok().then(|| written.trim().to_owned());
        let time = time.or_else(|| time::likely_spelling(&written));
        match (key, time, meant) {
            ("hold", Some(time), None) => {
                let beside = typing::beside(&reading.source.text, &span, "time");
                reading.fault(Code::WrongType, span, faults::hold_with_a_time(&time, beside));
            }
            (_, _, meant) => {
                reading.wrong_type(value, ValueType::Truth, faults::write_a_truth(meant));
            }
        }
        None
    }
}

impl FromToml for Date {
    const SHAPE: Shape = Shape::Date;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let written = match value.get_ref() {
            DeValue::Datetime(datetime) if datetime.time.is_none() => datetime.to_string(),
            DeValue::String(text) if text.parse::<Date>().is_ok() => {
                let advice = faults::unquote_date(text.trim());
                reading.wrong_type(value, ValueType::Date, advice);
                return None;
            }
            DeValue::String(text) => text.to_string(),
            _ => reading.written(value).to_owned(),
        };
        let read = written.parse::<Date>().ok();
        if read.is_none() {
            let text = match spelling::date(&written) {
                Some(date) => faults::date_in_this_order(&date),
                None => faults::not_a_date(),
            };
            reading.fault(Code::NotADate, value.span(), text);
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
        let named: Vec<&str> = text.split([',', ';', '+', '&']).map(str::trim).collect();
        if named.len() > 1 && named.iter().all(|name| is_name(name)) {
            let key = typing::key_before(&reading.source.text, value.span().start);
            let is_use = key.and_then(|key| reading.source.text.get(key)) == Some("use");
            if is_use {
                let text = faults::several_names(&named);
                reading.fault(Code::NotAName, value.span(), text);
                return None;
            }
        }
        refuse_name(&text, value.span(), reading);
        None
    }
}

/// Says that this cannot be a name, and what can.
pub(super) fn refuse_name(text: &str, span: Range<usize>, reading: &mut Reading) {
    // The name of a file names what is in it.
    let name = text.trim_end_matches(".toml");
    let name = if name.len() < text.len() { name.rsplit(['/', '\\']).next() } else { None };
    let meant = spelling::kebab(name.unwrap_or(text));
    let meant = Some(meant.as_str()).filter(|meant| is_name(meant));
    reading.fault(Code::NotAName, span, faults::not_a_name(text, meant));
}

impl<T: FromToml> FromToml for Vec<T> {
    const SHAPE: Shape = Shape::List { each: &T::SHAPE, least: 0, most: LIST_AT_MOST };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let DeValue::Array(list) = value.get_ref() else {
            let written = reading.written(value).to_owned();
            let advice = match value.get_ref() {
                DeValue::Table(_) if written.starts_with('[') => {
                    let header = written.trim_matches(['[', ']']);
                    let text = faults::single_brackets(header);
                    reading.fault(Code::SingleBracket, value.span(), text);
                    return None;
                }
                // Words with commas between them are a list already.
                DeValue::String(text) if T::SHAPE.is_words() => {
                    let words =
                        text.split([',', ';', '/']).map(str::trim).filter(|word| !word.is_empty());
                    let words: Vec<String> = words.map(faults::quoted).collect();
                    faults::put_in_a_list_of(&words.join(", "))
                }
                _ => faults::put_in_a_list_of(&written),
            };
            reading.wrong_type(value, ValueType::List, advice);
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
    reading.wrong_type(value, ValueType::Table, faults::write_a_table().into());
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
