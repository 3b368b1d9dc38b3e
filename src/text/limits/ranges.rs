//! Ranges and their numbers in words.

use std::fmt;
use std::time::Duration;

use crate::limits::{Band, Quantity, Unit};
use crate::text::lists::InWords;

/// What a range asks for, and what becomes of anything else.
pub(super) fn band(band: &Band) -> String {
    let Band { of, unit, fine, warned, strong } = *band;
    let beyond = match (warned.0, warned.1) {
        (0, _) => "more",
        (_, u64::MAX) => "less",
        _ => "anything else",
    };
    let begin = format!("{}{}", applies_to(of), RangeInWords(fine, unit));
    let wider = match warned {
        _ if warned == fine => return format!("{begin}; {beyond} is refused."),
        (0, u64::MAX) => return format!("{begin}; {beyond} with a warning."),
        (0, high) => format!("up to {}", InUnit(high, unit)),
        (low, u64::MAX) => format!("down to {}", InUnit(low, unit)),
        both => RangeInWords(both, unit).to_string(),
    };
    let strongly = match strong < warned.1 {
        true => format!(", a strong one beyond {}", InUnit(strong, unit)),
        false => String::new(),
    };
    format!("{begin}; {wider} with a warning{strongly}; {beyond} is refused.")
}

/// What tells apart the ranges of a limit that has several.
const fn applies_to(of: Quantity) -> &'static str {
    match of {
        Quantity::Hold => "stretch and others: ",
        Quantity::StrengthHold => "strength: ",
        Quantity::PacedBreathingInFirstWeek => "in the first week: ",
        Quantity::IsometricRest => "where a third of it or more is a hold: ",
        Quantity::MoreTime => "a walk: ",
        Quantity::WalkingRoutineLength => "with walking: ",
        Quantity::LumbarRepetitions => "repetitions: ",
        Quantity::LumbarHold => "a hold: ",
        Quantity::LumbarSets => "sets: ",
        Quantity::ClearanceAge => "days since the clearance: ",
        _ => "",
    }
}

/// What to write so that a value lies in a range.
pub(super) fn write_within(band: &Band) -> String {
    let amount = |value| InUnit(value, band.unit);
    match band.fine {
        (0, high) if band.unit == Unit::Count => format!("write {} or fewer", amount(high)),
        (0, high) => format!("write {} or less", amount(high)),
        (low, u64::MAX) => format!("write {} or more", amount(low)),
        both => format!("write {}", RangeInWords(both, band.unit)),
    }
}

/// A range beside what was found.
pub(super) fn beside(band: &Band) -> String {
    let range = RangeInWords(band.fine, band.unit);
    match band.fine {
        (0, _) | (_, u64::MAX) => format!("the range is {range}"),
        _ => format!("{range} is the range"),
    }
}

/// A range as a person says it: `6 to 8`, `at most 20 seconds`.
struct RangeInWords((u64, u64), Unit);

impl fmt::Display for RangeInWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RangeInWords((low, high), unit) = *self;
        let amount = |value| InUnit(value, unit);
        match (low, high) {
            (0, high) => write!(f, "at most {}", amount(high)),
            (low, u64::MAX) => write!(f, "at least {}", amount(low)),
            (low, high) if low == high => write!(f, "{}", amount(high)),
            (low, high) => write!(f, "{} to {}", InUnit(low, Unit::Count), amount(high)),
        }
    }
}

/// A number of thousandths in its unit.
struct InUnit(u64, Unit);

impl fmt::Display for InUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let InUnit(value, unit) = *self;
        let exact = format!("{}.{:03}", value / 1_000, value % 1_000);
        let plain = exact.trim_end_matches('0').trim_end_matches('.');
        match unit {
            Unit::Count => f.write_str(plain),
            Unit::Seconds => write!(f, "{}", InWords(Duration::from_millis(value))),
            Unit::PerMinute => write!(f, "{plain} a minute"),
            Unit::Times => write!(f, "{plain} times"),
        }
    }
}
