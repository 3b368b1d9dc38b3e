//! A length of time as a file writes it: `"4s"`, `"1m30s"`, `"1.5s"`.
//!
//! humantime does the arithmetic. It also reads `2M` as two months, `1 5s` as fifteen seconds and
//! `5s 3s` as eight, so what may be written is decided here, before.

use std::time::Duration;

pub(super) use crate::domain::units::{LONGEST_TIME as AT_MOST, SHORTEST_TIME as AT_LEAST};
use crate::text::faults::{self, Advice};

/// What may be written, as a regular expression: the same as `is_well_formed`, for editors.
pub(super) const PATTERN: &str = concat!(
    r"^\s*(?:",
    r"[0-9]+(?:\.[0-9]+)? *m(?: *[0-9]+(?:\.[0-9]+)? *s)?(?: *[0-9]+(?:\.[0-9]+)? *ms)?",
    r"|[0-9]+(?:\.[0-9]+)? *s(?: *[0-9]+(?:\.[0-9]+)? *ms)?",
    r"|[0-9]+(?:\.[0-9]+)? *ms",
    r")\s*$"
);

/// Why a text is not a length of time.
#[derive(Debug, PartialEq)]
pub(super) enum TimeError {
    /// Read, but too short or too long.
    OutOfRange(Duration),
    /// Not read.
    Unreadable(TimeAdvice),
}

/// What to write instead of something that is not a length of time.
#[derive(Debug, PartialEq)]
pub(super) enum TimeAdvice {
    /// A number is there, and its unit is not.
    AddUnit,
    /// This time, which was probably meant.
    Write(String),
    /// No more digits than milliseconds have.
    Milliseconds,
    /// Any time.
    WriteATime,
}

impl TimeAdvice {
    /// The advice in words, to somebody who wrote this.
    pub(super) fn advice(&self, written: &str) -> Advice {
        match self {
            TimeAdvice::AddUnit => faults::add_a_unit(written.trim()),
            TimeAdvice::Write(meant) => faults::write_this_time(meant),
            TimeAdvice::Milliseconds => faults::write_milliseconds().into(),
            TimeAdvice::WriteATime => faults::write_a_time().into(),
        }
    }
}

/// Reads a length: units `m`, `s` and `ms`, each at most once and in that order, blanks between.
pub(super) fn parse(text: &str) -> Result<Duration, TimeError> {
    let unreadable = || TimeError::Unreadable(advice(text));
    if !is_well_formed(text) {
        return Err(unreadable());
    }
    let length = humantime::parse_duration(text.trim()).map_err(|_| unreadable())?;
    if !(AT_LEAST..=AT_MOST).contains(&length) {
        return Err(TimeError::OutOfRange(length));
    }
    if length.subsec_nanos() % 1_000_000 != 0 {
        return Err(TimeError::Unreadable(TimeAdvice::Milliseconds));
    }
    Ok(length)
}

/// Whether every number has a unit, and the units come in their order.
fn is_well_formed(text: &str) -> bool {
    let rank = |(_, unit): &(&str, &str)| ["m", "s", "ms"].iter().position(|known| known == unit);
    let ranks: Option<Vec<usize>> = parts(text).and_then(|all| all.iter().map(rank).collect());
    ranks.is_some_and(|ranks| !ranks.is_empty() && ranks.is_sorted_by(|a, b| a < b))
}

/// Numbers and the letters behind them; nothing where anything else stands between.
fn parts(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut rest = text.trim();
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let number = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (digits, after) = rest.split_at(number);
        let after = after.trim_start_matches(' ');
        let unit = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let (letters, behind) = after.split_at(unit);
        if !digits.starts_with(|c: char| c.is_ascii_digit()) || digits.len() > 12 {
            return None;
        }
        parts.push((digits, letters));
        rest = behind.trim_start_matches(' ');
    }
    Some(parts)
}

/// What was probably meant: `"1,5s"` is `"1.5s"`, `"4 seconds"` is `"4s"`, `"1:30"` is `"1m30s"`.
fn advice(text: &str) -> TimeAdvice {
    if text.trim().parse::<f64>().is_ok_and(|number| (0.0..10_000.0).contains(&number)) {
        return TimeAdvice::AddUnit;
    }
    likely_spelling(text.trim()).map_or(TimeAdvice::WriteATime, TimeAdvice::Write)
}

/// The time that was probably meant, in the format's spelling.
pub(super) fn likely_spelling(text: &str) -> Option<String> {
    let pointed = text.trim().trim_end_matches('.').replace(',', ".");
    // Of two times the first is meant.
    let first = pointed.split_once(['-', '\u{2013}']).map(|(first, second)| {
        let unit = second.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
        let alone = first.trim().ends_with(|c: char| c.is_ascii_digit());
        if alone { format!("{}{unit}", first.trim()) } else { first.trim().to_owned() }
    });
    let pointed = first.filter(|first| !first.is_empty()).unwrap_or(pointed);
    let pair = pointed.split_once(':').filter(|(_, seconds)| !seconds.trim().is_empty());
    let colon = pair.map(|(minutes, seconds)| {
        format!("{}m{}s", minutes.trim(), seconds.trim().trim_start_matches('0'))
    });
    let meant = colon.unwrap_or_else(|| {
        let parts = parts(&pointed).unwrap_or_default();
        // With blanks, so that "1 5s" does not become "15s".
        let words = parts.iter().flat_map(|(number, unit)| [*number, " ", short_unit(unit), " "]);
        words.collect::<String>()
    });
    let whole = !meant.contains(". ") && !meant.ends_with('.');
    (whole && is_well_formed(&meant)).then(|| meant.replace(' ', ""))
}

fn short_unit(unit: &str) -> &str {
    match unit.to_lowercase().as_str() {
        "sec" | "secs" | "second" | "seconds" | "s" | "sek" | "sekunden" | "秒" => "s",
        "min" | "mins" | "minute" | "minutes" | "m" | "minuten" | "分" => "m",
        "ms" | "msec" | "millisecond" | "milliseconds" => "ms",
        _ => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_written() {
        for (text, millis) in [
            ("4s", 4_000),
            ("1m30s", 90_000),
            ("1.5s", 1_500),
            ("500ms", 500),
            ("1m 30s", 90_000),
            ("2 m", 120_000),
            ("1s500ms", 1_500),
            (" 30m ", 1_800_000),
        ] {
            assert_eq!(parse(text), Ok(Duration::from_millis(millis)), "{text}");
        }
    }

    #[test]
    fn what_may_not_and_what_is_said_to_it() {
        for (text, label) in [
            ("4", "write \"4s\" for seconds, or \"4m\" for minutes"),
            ("1,5s", "write \"1.5s\""),
            ("4 seconds", "write \"4s\""),
            ("4 sec.", "write \"4s\""),
            ("2M", "write \"2m\""),
            ("1:30", "write \"1m30s\""),
            ("1 5s", "write a number and a unit, such as \"5s\" or \"1m30s\""),
            ("5s 3s", "write a number and a unit, such as \"5s\" or \"1m30s\""),
            ("30s1m", "write a number and a unit, such as \"5s\" or \"1m30s\""),
            ("", "write a number and a unit, such as \"5s\" or \"1m30s\""),
            ("five", "write a number and a unit, such as \"5s\" or \"1m30s\""),
            ("1.2345s", "write whole milliseconds at most"),
            ("-4s", "write a number and a unit, such as \"5s\" or \"1m30s\""),
        ] {
            let Err(TimeError::Unreadable(advice)) = parse(text) else { panic!("{text}") };
            assert_eq!(advice.advice(text).label, label, "{text}");
        }
        assert_eq!(parse("0s"), Err(TimeError::OutOfRange(Duration::ZERO)));
        assert_eq!(parse("31m"), Err(TimeError::OutOfRange(Duration::from_secs(31 * 60))));
    }
}
