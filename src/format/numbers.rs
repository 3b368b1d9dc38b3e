//! Numbers within bounds, or what was probably meant by something that is none.

use toml::Spanned;
use toml::de::DeValue;

use crate::format::diagnostic::Code;
use crate::text::faults::{self, ValueType};

use super::read::{FromToml, Reading};
use super::shape::Shape;
use super::{meant, spelling, typing};

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Whole<const MIN: u32, const MAX: u32>(pub(super) u32);

impl<const MIN: u32, const MAX: u32> FromToml for Whole<MIN, MAX> {
    const SHAPE: Shape = Shape::Whole { least: MIN, most: MAX };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let DeValue::Integer(number) = value.get_ref() else {
            refuse_number(value, (MIN, MAX), reading);
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

/// Says what to write instead of something that is no whole number from `least` to `most`.
fn refuse_number(value: &Spanned<DeValue<'_>>, (least, most): (u32, u32), reading: &mut Reading) {
    let text = match value.get_ref() {
        DeValue::String(text) => text.as_ref(),
        DeValue::Array(list) if list.len() == 1 => {
            let only = list.first().map(|only| reading.written(only)).unwrap_or_default();
            let advice = faults::number_instead_of_a_list(only);
            return reading.wrong_type(value, ValueType::Whole, advice);
        }
        DeValue::Float(_) => {
            let advice = faults::write_a_whole_number().into();
            return reading.wrong_type(value, ValueType::Whole, advice);
        }
        _ => {
            let advice = faults::write_a_whole_number_within(least, most).into();
            return reading.wrong_type(value, ValueType::Whole, advice);
        }
    };
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    let key = typing::key_before(&reading.source.text, value.span().start);
    if let (Some((sets, reps)), Some(key)) = (meant::sets_and_reps(text), key) {
        let name = reading.source.text.get(key.clone()).unwrap_or_default();
        if name == "reps" {
            let line = typing::line_around(&reading.source.text, key.start);
            let before = reading.source.text.get(line.start..key.start).unwrap_or_default();
            let advice = faults::sets_and_reps(sets, reps, !before.trim().is_empty());
            return reading.fault(Code::WrongType, key.start..value.span().end, advice);
        }
    }
    let number = spelling::number(text).map(|number| number.to_string());
    let advice = match number.or((!digits.is_empty()).then_some(digits)) {
        Some(digits) => faults::unquote_number(&digits),
        None => faults::write_a_whole_number_within(least, most).into(),
    };
    reading.wrong_type(value, ValueType::Whole, advice);
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
                let advice = faults::write_a_number_within(MIN, MAX).into();
                reading.wrong_type(value, ValueType::Number, advice);
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
