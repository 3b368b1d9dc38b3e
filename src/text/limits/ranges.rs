//! Ranges and their numbers in words.

use std::fmt;
use std::time::Duration;

use crate::domain::severity::Severity;
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
        Quantity::Rounds => "rounds of a group: ",
        Quantity::RestBetweenRounds => "between rounds of a group: ",
        Quantity::LumbarRepetitions => "repetitions: ",
        Quantity::LumbarHold => "a hold: ",
        Quantity::LumbarSets => "sets: ",
        Quantity::ClearanceAge => "days since the clearance: ",
        _ => "",
    }
}

/// What to write so that a value lies in a range, in words, and the nearest of it as a file writes it.
pub(super) fn write_within(band: &Band, value: u64) -> (String, String) {
    let typed = |value| Written(value, band.unit).to_string();
    let few = if band.unit == Unit::Count { "fewer" } else { "less" };
    let (low, high) = band.fine;
    let nearest = typed(value.clamp(low, high));
    let words = match band.fine {
        (0, _) => format!("{nearest} or {few}"),
        (_, u64::MAX) => format!("{nearest} or more"),
        _ => format!("{} to {}", typed(low), typed(high)),
    };
    (words, nearest)
}

/// The bounds beside what was found: the one that was broken, and the usual one.
pub(super) fn beside(band: &Band, value: u64, severity: Severity) -> String {
    let amount = |value| InUnit(value, band.unit);
    let too_much = value > band.fine.1;
    let (end, usual, bound) = match too_much {
        true => ("most", band.fine.1, band.warned.1),
        false => ("least", band.fine.0, band.warned.0),
    };
    let is_open = bound == if too_much { u64::MAX } else { 0 };
    let (usual, bound) = (amount(usual), (bound, amount(bound)));
    match severity {
        _ if is_open => format!("{usual} is the usual {end}"),
        Severity::Fault if band.fine == band.warned => format!("{} is the {end}", bound.1),
        Severity::Fault => format!("{} is the {end}, and {usual} the usual {end}", bound.1),
        _ => format!("{usual} is the usual {end}, and {} the {end}", bound.1),
    }
}

/// A number of thousandths as a file writes it.
struct Written(u64, Unit);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Written(value, unit) = *self;
        match (unit, value / 60_000, value % 60_000) {
            (Unit::Seconds, 0, rest) => write!(f, "\"{}s\"", InDigits(rest)),
            (Unit::Seconds, minutes, 0) => write!(f, "\"{minutes}m\""),
            (Unit::Seconds, minutes, rest) => write!(f, "\"{minutes}m{}s\"", InDigits(rest)),
            _ => write!(f, "{}", InDigits(value)),
        }
    }
}

/// A number of thousandths with as many digits behind the point as it needs.
struct InDigits(u64);

impl fmt::Display for InDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exact = format!("{}.{:03}", self.0 / 1_000, self.0 % 1_000);
        f.write_str(exact.trim_end_matches('0').trim_end_matches('.'))
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
        let plain = InDigits(value);
        match unit {
            Unit::Count => write!(f, "{plain}"),
            Unit::Seconds => write!(f, "{}", InWords(Duration::from_millis(value))),
            Unit::PerMinute => write!(f, "{plain} a minute"),
            Unit::Times => write!(f, "{plain} times"),
            Unit::Hertz => write!(f, "{plain} Hz"),
        }
    }
}
