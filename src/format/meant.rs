//! What a key takes, and which value was probably meant by what somebody wrote behind it.

use super::entry::TABLES;
use super::shape::{KeySpec, Shape};
use super::spelling;
use super::syntax_error::is_value;
use super::time;
use crate::text::faults::quoted;

/// What a file says of a key, in the first table that has it.
fn spec(key: &str) -> Option<&'static KeySpec> {
    TABLES.iter().flat_map(|table| table.keys).find(|spec| spec.name == key)
}

/// The key of the format that was probably meant.
pub(super) fn key(written: &str) -> Option<&'static str> {
    key_for(written, "")
}

/// The same, of several as near as each other the one that takes what stands behind it.
fn key_for(written: &str, after: &str) -> Option<&'static str> {
    let names = TABLES.iter().flat_map(|table| table.keys).map(|spec| spec.name);
    let names: Vec<&str> = names.collect();
    let bare = after.trim().trim_matches('"');
    let is_whole = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit());
    let is_time = !is_whole && time::likely_spelling(bare).is_some();
    let fits = |name: &str| match spec(name).map(|spec| spec.shape) {
        Some(Shape::Time(_)) => is_time,
        Some(Shape::Whole { .. }) => is_whole,
        _ => !is_time && !is_whole,
    };
    spelling::closest_fitting(written, &names, fits)
}

/// Whether a line begins with a key of the format and an equals sign.
pub(super) fn begins_with_a_key(line: &str) -> bool {
    line.split_once('=').is_some_and(|(written, _)| spec(written.trim()).is_some())
}

/// A whole line of key and value that was probably meant.
pub(super) fn pair(line: &str) -> Option<String> {
    let (written, after) = line.split_once(['=', ':'])?;
    lines(written.trim().trim_matches('"'), after)
}

/// The line, or the lines, that were probably meant by this key and what somebody wrote behind it.
pub(super) fn lines(written: &str, after: &str) -> Option<String> {
    let name = key_for(written, after).unwrap_or(written);
    if spelling::closest_name(written, &["exercise"]).is_some() && !after.contains(['[', '{']) {
        let title = after.trim().trim_matches('"');
        let titled = || format!("[[exercise]]\ntitle = {}", quoted(title));
        return Some(if title.is_empty() { "[[exercise]]".into() } else { titled() });
    }
    match sets_and_reps(after).filter(|_| name == "reps" || name == "sets") {
        Some((sets, reps)) => Some(format!("sets = {sets}\nreps = {reps}")),
        None => Some(format!("{name} = {}", value(name, after)?)),
    }
}

/// The value that was probably meant behind this key.
pub(super) fn value(key: &str, written: &str) -> Option<String> {
    let plain = written.trim().trim_end_matches([',', ';']).trim();
    if is_value(plain) {
        return Some(plain.to_owned());
    }
    let bare = plain.trim_matches(['"', '\'', '\u{201c}', '\u{201d}', '\u{201e}', ' ']);
    if bare.is_empty() || bare.contains(['[', '{', '}', ']']) {
        return None;
    }
    match spec(key).map(|spec| spec.shape) {
        Some(Shape::Whole { .. } | Shape::Number { .. }) => number(bare),
        Some(Shape::Truth) => spelling::truth(bare).map(|truth| truth.to_string()),
        Some(Shape::Time(_)) => time::likely_spelling(bare).map(|time| quoted(&time)),
        Some(Shape::List { .. }) => Some(format!("[{}]", quoted(bare))),
        Some(Shape::Date) => spelling::date(bare),
        Some(Shape::Table(_) | Shape::ByWord(..) | Shape::ByName(_)) => None,
        Some(Shape::Text { .. } | Shape::Name | Shape::Words(_)) | None => Some(quoted(bare)),
    }
}

/// A number in words, in other digits, or with words behind it.
fn number(written: &str) -> Option<String> {
    let first = written.split([' ', '\u{a0}']).next().unwrap_or(written);
    let number = spelling::number(written).or_else(|| spelling::number(first));
    let digits: String = written.chars().take_while(char::is_ascii_digit).collect();
    number.map(|number| number.to_string()).or((!digits.is_empty()).then_some(digits))
}

/// Sets and repetitions in one, as clinics write them.
pub(super) fn sets_and_reps(written: &str) -> Option<(u32, u32)> {
    let lower = written.to_lowercase();
    let digits =
        |text: &str| text.trim().parse::<u32>().ok().filter(|number| (1..=1_000).contains(number));
    let between = ["x", "\u{d7}", "*", "sets of", "set of"];
    let (sets, reps) = between.iter().find_map(|mark| lower.split_once(mark))?;
    let sets = sets.trim().trim_end_matches("sets").trim_end_matches("set");
    let reps = reps.trim().trim_end_matches("repetitions").trim_end_matches("reps");
    Some((digits(sets)?, digits(reps)?))
}
