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
use crate::domain::routine::{Area, Breath, Direction, Ends, Extension, Kind, Position, Sides};
use crate::domain::units::InWords;
use crate::format::diagnostic::Code;
use crate::limits::limit;
use crate::text::printable::is_unsafe;

use super::read::{Read, Reading};
use super::shape::Shape;
use super::spelling;
use super::time;

/// A list longer than this is a mistake or a joke.
const LIST_AT_MOST: usize = 100;

/// One line of text, `MIN` to `MAX` columns wide, with nothing in it that a terminal would obey.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line<const MIN: usize, const MAX: usize>(pub(super) String);

/// A title or a cue.
pub(super) type Short = Line<1, 60>;
/// A sentence.
pub(super) type Sentence = Line<1, 200>;
/// A sentence that may be left empty, which is the same as leaving it out.
pub(super) type MaybeSentence = Line<0, 200>;

impl<const MIN: usize, const MAX: usize> Read for Line<MIN, MAX> {
    const SHAPE: Shape = Shape::Text { least: MIN, most: MAX };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            let written = reading.source.text.get(value.span()).unwrap_or_default();
            let label = match value.get_ref() {
                DeValue::Array(_) | DeValue::Table(_) => "write a text in quotation marks".into(),
                _ => format!("put quotation marks around it: \"{written}\""),
            };
            reading.wrong_type(value, "a text", label);
            return None;
        };
        if let Some(unsafe_character) = text.chars().find(|&c| is_unsafe(c)) {
            refuse_character(unsafe_character, value.span(), reading);
            return None;
        }
        let (trimmed, width) = (text.trim(), text.trim().width());
        if trimmed.len() >= 4 * MAX.max(1) || width > MAX || width < MIN {
            refuse_width(width, MIN..MAX, value.span(), reading);
            return None;
        }
        Some(Line(trimmed.to_owned()))
    }
}

fn refuse_character(c: char, span: Range<usize>, reading: &mut Reading) {
    let (message, label) = match c {
        '\t' => ("a tab stands inside a text".into(), "use blanks"),
        '\n' | '\r' => ("a text goes over several lines".into(), "write it on one line"),
        _ => (
            format!("a character that cannot be seen (U+{:04X}) is in this text", u32::from(c)),
            "delete it, and type the words anew",
        ),
    };
    reading.fault(Code::ControlCharacter, span, message, label);
}

fn refuse_width(width: usize, bounds: Range<usize>, span: Range<usize>, reading: &mut Reading) {
    let (message, label) = if width < bounds.start {
        ("this text is empty".into(), "write something, or leave the line out".into())
    } else {
        let most = bounds.end;
        (
            format!("this text is {width} columns wide, and {most} is the most"),
            format!("say it in {most} letters or fewer"),
        )
    };
    reading.fault(Code::TextLength, span, message, label);
}

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Whole<const MIN: u32, const MAX: u32>(pub(super) u32);

impl<const MIN: u32, const MAX: u32> Read for Whole<MIN, MAX> {
    const SHAPE: Shape = Shape::Whole { least: MIN, most: MAX };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let DeValue::Integer(number) = value.get_ref() else {
            let written = match value.get_ref() {
                DeValue::String(text) => text.to_string(),
                _ => reading.source.text.get(value.span()).unwrap_or_default().into(),
            };
            let digits: String = written.trim().chars().take_while(char::is_ascii_digit).collect();
            let label = match (value.get_ref(), digits.is_empty()) {
                (DeValue::String(_), false) => {
                    format!("write {digits}, without quotation marks")
                }
                (DeValue::Float(_), _) => "write a whole number".into(),
                _ => format!("write a whole number from {MIN} to {MAX}"),
            };
            reading.wrong_type(value, "a whole number", label);
            return None;
        };
        let read = i64::from_str_radix(number.as_str(), number.radix()).ok();
        let read = read.and_then(|n| u32::try_from(n).ok()).filter(|n| (MIN..=MAX).contains(n));
        if read.is_none() {
            let message = format!("{number} is not between {MIN} and {MAX}");
            let label = format!("write a whole number from {MIN} to {MAX}");
            reading.fault(Code::OutOfRange, value.span(), message, label);
        }
        read.map(Whole)
    }
}

/// A number from `MIN` to `MAX`, with or without a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number<const MIN: i32, const MAX: i32>(pub(super) f32);

impl<const MIN: i32, const MAX: i32> Read for Number<MIN, MAX> {
    const SHAPE: Shape = Shape::Number { least: MIN, most: MAX };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let written = match value.get_ref() {
            DeValue::Integer(number) => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => {
                let label = format!("write a number from {MIN} to {MAX}");
                reading.wrong_type(value, "a number", label);
                return None;
            }
        };
        let bounds = f64::from(MIN)..=f64::from(MAX);
        let read = written.parse::<f64>().ok().filter(|number| bounds.contains(number));
        if read.is_none() {
            let message = format!("{written} is not between {MIN} and {MAX}");
            let label = format!("write a number from {MIN} to {MAX}");
            reading.fault(Code::OutOfRange, value.span(), message, label);
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

impl Read for Spot {
    const SHAPE: Shape = Shape::List { each: &Number::<0, 100>::SHAPE, least: 2, most: 2 };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let numbers: Vec<Number<0, 100>> = Vec::read(value, reading)?;
        if let [Number(x), Number(y)] = numbers[..] {
            return Some(Spot(Point { x, y }));
        }
        let message = format!("a place is two numbers, and here are {}", numbers.len());
        let label = "write [x, y], such as [50, 95]";
        reading.fault(Code::WrongType, value.span(), message, label);
        None
    }
}

impl Read for Duration {
    const SHAPE: Shape = Shape::Time(time::PATTERN);

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            _ => {
                let label = format!("write {}", time::EXAMPLES);
                reading.wrong_type(value, "a time", label);
                return None;
            }
        };
        let number_alone = !matches!(value.get_ref(), DeValue::String(_));
        match time::parse(&written) {
            Ok(length) if !number_alone => Some(length),
            Ok(_) => None,
            Err(time::Error::OutOfRange(length)) => {
                let message = format!("{} is not between 0.5 s and 30 min", InWords(length));
                reading.fault(Code::OutOfRange, value.span(), message, "write a time in between");
                None
            }
            Err(time::Error::Unreadable { label }) => {
                let message = if number_alone || written.trim().parse::<f64>().is_ok() {
                    "this time has no unit".to_owned()
                } else {
                    format!("cannot read `{written}` as a length of time")
                };
                reading.fault(Code::NotATime, value.span(), message, label);
                None
            }
        }
    }
}

impl Read for bool {
    const SHAPE: Shape = Shape::Truth;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        let label = "write true or false, without quotation marks".into();
        reading.wrong_type(value, "true or false", label);
        None
    }
}

impl Read for Date {
    const SHAPE: Shape = Shape::Date;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let written = match value.get_ref() {
            DeValue::Datetime(datetime) if datetime.time.is_none() => datetime.to_string(),
            DeValue::String(text) if text.parse::<Date>().is_ok() => {
                let label = format!("write it without quotation marks: {}", text.trim());
                reading.wrong_type(value, "a date", label);
                return None;
            }
            _ => String::new(),
        };
        let read = written.parse::<Date>().ok();
        if read.is_none() {
            let label = "write year-month-day, without quotation marks: 2026-10-01";
            reading.fault(Code::NotADate, value.span(), "cannot read this as a date", label);
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
    begins && text.len() <= NAME_AT_MOST && text.chars().all(fits)
}

impl Read for Name {
    const SHAPE: Shape = Shape::Name;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let Line(text) = Short::read(value, reading)?;
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
    let label = if is_name(&meant) {
        format!("write \"{meant}\", if that is its name")
    } else {
        "write letters and hyphens, such as \"seated-cat-cow\"".into()
    };
    let message = format!("`{text}` cannot be a name: no blanks, points or slashes");
    reading.fault(Code::NotAName, span, message, label);
}

impl<T: Read> Read for Vec<T> {
    const SHAPE: Shape = Shape::List { each: &T::SHAPE, least: 0, most: LIST_AT_MOST };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let DeValue::Array(list) = value.get_ref() else {
            let written = reading.source.text.get(value.span()).unwrap_or_default();
            let label = match value.get_ref() {
                DeValue::Table(_) if written.starts_with('[') => {
                    let header = written.trim_matches(['[', ']']);
                    let message = format!("`{header}` stands here in single brackets");
                    let label = format!("write [[{header}]], with two brackets on each side");
                    reading.fault(Code::SingleBracket, value.span(), message, label);
                    return None;
                }
                DeValue::Table(_) => "put square brackets around it: [ { … } ]".into(),
                _ => format!("put square brackets around it: [{written}]"),
            };
            reading.wrong_type(value, "a list", label);
            return None;
        };
        if list.len() > LIST_AT_MOST {
            let message = format!("{} entries, and {LIST_AT_MOST} is the most", list.len());
            reading.fault(Code::OutOfRange, value.span(), message, "shorten the list");
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
    reading.wrong_type(value, "a group of keys", "write { key = value, … }".into());
    None
}

macro_rules! read_words {
    ($($type:ident),+) => {
        $(impl Read for $type {
            const SHAPE: Shape = Shape::Words($type::WORDS);

            fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
                let word = one_of($type::NAMES, value, reading)?;
                $type::named(&word)
            }
        })+
    };
}

read_words!(
    Area, Breath, Direction, Ends, Extension, Flag, Kind, Position, PropKind, Sides, Viewpoint
);

fn one_of(names: &[&str], value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<String> {
    let Line(word) = MaybeSentence::read(value, reading)?;
    if names.contains(&word.as_str()) {
        return Some(word);
    }
    if names == Breath::NAMES && spelling::means_holding(&word) {
        refuse_breath_hold(value.span(), reading);
        return None;
    }
    let label = match spelling::meant(&word, names) {
        Some(name) => format!("write \"{name}\""),
        None => format!("one of: {}", names.join(", ")),
    };
    let message = format!("`{word}` cannot stand here");
    reading.fault(Code::UnknownWord, value.span(), message, label);
    None
}

fn refuse_breath_hold(span: Range<usize>, reading: &mut Reading) {
    let message = format!("the breath is never held, because {}", limit(10).because);
    let label = "to hold a position, write breath = \"free\", hold = true";
    reading.fault(Code::Limit(10), span, message, label);
}
