//! Faults of single values: of another type, too large, not readable.

use std::fmt::Display;
use std::time::Duration;

use crate::text::lists::InWords;

use super::{Advice, DiagnosticText, quoted};

/// What a value is, or has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A text.
    Text,
    /// A whole number.
    Whole,
    /// A number, with or without a point.
    Number,
    /// A number with a point.
    Decimal,
    /// `true` or `false`.
    Truth,
    /// A day.
    Date,
    /// A length of time.
    Time,
    /// A list.
    List,
    /// A table.
    Table,
}

impl ValueType {
    const fn words(self) -> &'static str {
        match self {
            ValueType::Text => "a text",
            ValueType::Whole => "a whole number",
            ValueType::Number => "a number",
            ValueType::Decimal => "a number with a point",
            ValueType::Truth => "true or false",
            ValueType::Date => "a date",
            ValueType::Time => "a time",
            ValueType::List => "a list",
            ValueType::Table => "a group of keys",
        }
    }
}

/// A value of another type than its key takes; `advice` is one of those below.
pub fn wrong_type(wanted: ValueType, found: ValueType, advice: Advice) -> DiagnosticText {
    advice.about(format!("{} is needed here, and this is {}", wanted.words(), found.words()))
}

/// Advice for a text that is not one value.
pub fn write_a_text() -> Advice {
    "write a text in quotation marks".to_owned().into()
}

/// Advice for a list where a text belongs; `only` is the one text in it.
pub fn text_instead_of_a_list(only: Option<&str>) -> Advice {
    only.map_or_else(write_a_text, |only| Advice::write(quoted(only)))
}

/// Advice for a list of one number where a number belongs.
pub fn number_instead_of_a_list(number: &str) -> Advice {
    Advice::here(format!("write {number}, without brackets"), number)
}

/// Advice for a text without quotation marks.
pub fn quote_it(written: &str) -> Advice {
    let meant = quoted(written);
    Advice::here(format!("put quotation marks around it: {meant}"), meant)
}

/// Advice for a number in quotation marks.
pub fn unquote_number(digits: &str) -> Advice {
    Advice::here(format!("write {digits}, without quotation marks"), digits)
}

/// Advice for a number with a point where none can be.
pub fn write_a_whole_number() -> String {
    "write a whole number".into()
}

/// Advice for anything else where a whole number belongs.
pub fn write_a_whole_number_within(least: u32, most: u32) -> String {
    format!("write a whole number from {least} to {most}")
}

/// Advice where a number belongs.
pub fn write_a_number_within(least: i32, most: i32) -> String {
    format!("write a number from {least} to {most}")
}

/// Advice where true or false belongs; `meant` is the one of them that was probably meant.
pub fn write_a_truth(meant: Option<bool>) -> Advice {
    match meant {
        Some(meant) => {
            Advice::here(format!("write {meant}, without quotation marks"), meant.to_string())
        }
        None => "write true or false, without quotation marks".to_owned().into(),
    }
}

/// `hold = "20s"`; `timed`: the phase has its time already.
pub fn hold_with_a_time(time: &str, timed: bool) -> DiagnosticText {
    let message = "hold says that a position is held; how long is said by time =";
    let meant = match timed {
        true => "true".to_owned(),
        false => format!("true, time = {}", quoted(time)),
    };
    DiagnosticText::write(message, meant)
}

/// Advice for a date in quotation marks.
pub fn unquote_date(date: &str) -> Advice {
    Advice::here(format!("write it without quotation marks: {date}"), date)
}

/// Advice for a value where a list of values belongs.
pub fn put_in_a_list_of(written: &str) -> Advice {
    let meant = format!("[{written}]");
    Advice::here(format!("put square brackets around it: {meant}"), meant)
}

/// Advice where a table belongs.
pub fn write_a_table() -> String {
    "write { key = value, … }".into()
}

/// A whole number outside its bounds.
pub fn whole_out_of_range(written: impl Display, least: u32, most: u32) -> DiagnosticText {
    DiagnosticText::new(not_between(written, least, most), write_a_whole_number_within(least, most))
}

/// A number outside its bounds.
pub fn number_out_of_range(written: &str, least: i32, most: i32) -> DiagnosticText {
    DiagnosticText::new(not_between(written, least, most), write_a_number_within(least, most))
}

fn not_between(written: impl Display, least: impl Display, most: impl Display) -> String {
    format!("{written} is not between {least} and {most}")
}

/// A place that is not two numbers.
pub fn not_a_spot(numbers: usize) -> DiagnosticText {
    let message = format!("a place is two numbers, and here are {numbers}");
    DiagnosticText::new(message, "write [x, y], such as [50, 95]")
}

/// A list that is too long.
pub fn list_too_long(entries: usize, most: usize) -> DiagnosticText {
    DiagnosticText::new(format!("{entries} entries, and {most} is the most"), "shorten the list")
}

/// A character in a text that no terminal may see.
pub fn unsafe_in_text(character: char) -> DiagnosticText {
    match character {
        '\t' => DiagnosticText::new("a tab stands inside a text", "use blanks"),
        '\n' | '\r' => {
            DiagnosticText::new("a text goes over several lines", "write it on one line")
        }
        other => {
            let code = u32::from(other);
            let message = format!("a character that cannot be seen (U+{code:04X}) is in this text");
            DiagnosticText::new(message, "delete it, and type the words anew")
        }
    }
}

/// A text without a letter.
pub fn empty_text() -> DiagnosticText {
    DiagnosticText::new("this text is empty", "write something, or leave the line out")
}

/// A text that is too wide.
pub fn text_too_wide(width: usize, most: usize) -> DiagnosticText {
    let message = format!("this text is {width} columns wide, and {most} is the most");
    DiagnosticText::new(message, format!("say it in {most} letters or fewer"))
}

/// A time that is too short or too long.
pub fn time_out_of_range(length: Duration, least: Duration, most: Duration) -> DiagnosticText {
    let bound = |length: Duration| match length.as_secs() / 60 {
        0 => format!("{} s", length.as_secs_f32()),
        minutes => format!("{minutes} min"),
    };
    let (least, most) = (bound(least), bound(most));
    let message = format!("{} is not between {least} and {most}", InWords(length));
    DiagnosticText::new(message, "write a time in between")
}

/// A time without its unit; `advice` is one of those below.
pub fn time_without_unit(advice: Advice) -> DiagnosticText {
    advice.about("this time has no unit")
}

/// Something that cannot be read as a time; `advice` is one of those below.
pub fn not_a_time(written: &str, advice: Advice) -> DiagnosticText {
    advice.about(format!("cannot read `{written}` as a length of time"))
}

/// Advice for a number where a time belongs.
pub fn add_a_unit(number: &str) -> Advice {
    let seconds = quoted(&format!("{number}s"));
    let label = format!("write {seconds} for seconds, or \"{number}m\" for minutes");
    Advice::here(label, seconds)
}

/// Advice for a time in another spelling.
pub fn write_this_time(meant: &str) -> Advice {
    Advice::write(quoted(meant))
}

/// Advice where a time belongs.
pub fn write_a_time() -> String {
    "write a number and a unit, such as \"5s\" or \"1m30s\"".into()
}

/// Advice for a time that is more exact than anybody can hear.
pub fn write_milliseconds() -> String {
    "write whole milliseconds at most".into()
}

/// Something that cannot be read as a date.
pub fn not_a_date() -> DiagnosticText {
    DiagnosticText::new(NOT_A_DATE, "write year-month-day, without quotation marks: 2026-10-01")
}

pub(super) const NOT_A_DATE: &str = "cannot read this as a date";
