//! What was meant by a line that is not TOML, in the words of somebody who never heard of TOML.
//!
//! A list of small recognisers, the most telling first. Those of whole lines are in `syntax_lines`.

use std::ops::Range;

use crate::format::diagnostic::{Code, TextEdit};
use crate::text::faults;

use super::meant;
use super::repair::table_around;
use super::spelling;
use super::syntax_error::{BrokenLine, Slot, SyntaxHint, is_value};
use super::syntax_lines as lines;
use super::time;
use super::typing::{self, bare};

/// A longer line was not typed by anybody.
const LINE_AT_MOST: usize = 4_000;
/// No longer piece of a line is repeated under its caret.
const REPEATED_AT_MOST: usize = 60;

/// What is said about a line that is not TOML.
pub(super) fn explain(broken: &BrokenLine<'_>) -> SyntaxHint {
    let recognisers = RECOGNISERS.iter().filter(|_| broken.line.len() <= LINE_AT_MOST);
    let known = recognisers.into_iter().find_map(|recognise| recognise(broken));
    known.unwrap_or_else(|| broken.on_line(Code::Syntax, faults::unreadable_line()))
}

/// In this order, and the first that fits is given: a curly quote explains every other fault after it.
const RECOGNISERS: &[fn(&BrokenLine<'_>) -> Option<SyntaxHint>] = &[
    lines::remark,
    lines::other_blank,
    curly_quote,
    lines::text_over_lines,
    lines::value_below,
    lines::unclosed,
    lines::missing_brace,
    lines::header_twice,
    lines::header,
    lines::duplicate_key,
    lines::colon,
    semicolon,
    missing_quote,
    quote_inside,
    lines::dash,
    lines::equals,
    lines::missing_equals,
    key_with_blanks,
    nothing_after_equals,
    sets_by_reps,
    range_for_a_number,
    date,
    decimal_comma,
    leading_zero,
    true_or_false,
    unquoted_time,
    number_in_other_words,
    mark_behind,
    words_behind_a_number,
    unquoted_text,
    backslash,
    missing_comma,
    comma_too_many,
];

fn curly_quote(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let curly = |c: char| matches!(c, '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}');
    let marks = bare(broken.code()).filter(|(_, c)| curly(*c));
    let marks: Vec<(usize, char)> = marks.collect();
    let (first, mark) = *marks.first()?;
    let (last, _) = *marks.last()?;
    if marks.len() == 1 && broken.slot().is_some_and(|slot| slot.key.contains(mark)) {
        let at = broken.line_start + first;
        let text = faults::mark_in_a_key(mark);
        return Some(broken.at_span(Code::CurlyQuote, at..at + mark.len_utf8(), text));
    }
    let span = |at: usize, c: char| broken.line_start + at..broken.line_start + at + c.len_utf8();
    // Within one text, single ones stay as they are.
    let double = matches!(mark, '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}');
    let single = |at: usize, c: char| double && matches!(c, '\u{2018}'..='\u{201b}') && at != first;
    let edits = marks.iter().filter(|(at, c)| !single(*at, *c));
    let edits: Vec<TextEdit> =
        edits.map(|(at, c)| TextEdit { span: span(*at, *c), text: "\"".into() }).collect();
    let whole =
        broken.code().get(first..last)?.chars().chain(broken.code().get(last..)?.chars().next());
    let straight: String = whole.map(|c| if curly(c) { '"' } else { c }).collect();
    let straight = Some(straight).filter(|text| text.len() <= REPEATED_AT_MOST && text.len() > 1);
    let text = faults::curly_quote(mark, straight.as_deref());
    Some(SyntaxHint { edits, ..broken.at_span(Code::CurlyQuote, span(first, mark), text) })
}

/// A semicolon between two entries of a group.
fn semicolon(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let code = broken.code();
    let grouped = broken.open.is_some() || bare(code).any(|(_, c)| matches!(c, '[' | '{'));
    let marks = bare(code).filter(|(_, c)| *c == ';' && grouped);
    let edits: Vec<TextEdit> = marks
        .map(|(at, _)| {
            let at = broken.line_start + at;
            TextEdit { span: at..at + 1, text: ",".into() }
        })
        .collect();
    let first = edits.first()?.span.clone();
    let hint = broken.at_span(Code::MissingComma, first, faults::semicolon());
    Some(SyntaxHint { edits, ..hint })
}

/// A quotation mark that is missing: where one makes the line readable, there.
fn missing_quote(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let line = broken.code().replace("\\\"", "__");
    if line.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let written = broken.written();
    let whole = broken.text.get(written.clone())?;
    let closes =
        whole.char_indices().filter(|(_, c)| matches!(c, ',' | ']' | '}')).map(|(at, _)| at);
    let closes = closes.chain([whole.len()]);
    let opens = whole.char_indices().filter(|(_, c)| matches!(c, '=' | '[' | ','));
    let opens = opens.map(|(at, _)| {
        let rest = whole.get(at + 1..).unwrap_or_default();
        at + 1 + rest.len() - rest.trim_start().len()
    });
    let places = closes.chain(opens).filter(|_| broken.is_short());
    let good = places.into_iter().find_map(|at| {
        let (before, after) = whole.split_at_checked(at)?;
        let before_blank = before.trim_end();
        let tried = format!("{before_blank}\"{}{after}", before.get(before_blank.len()..)?);
        is_readable(&tried).then(|| (written.start + before_blank.len(), at))
    });
    let Some((at, _)) = good else {
        return Some(broken.after_line(Code::MissingQuote, faults::missing_quote(false)));
    };
    Some(broken.at_span(Code::MissingQuote, at..at, faults::missing_quote(true)))
}

/// Whether a line can be read by itself: a key and its value, or entries of a list.
fn is_readable(line: &str) -> bool {
    let pair = line.split_once('=').filter(|(key, _)| !key.contains(['{', '"', '[']));
    match pair {
        Some((_, value)) => is_value(value.trim()),
        None => is_value(&format!("[{}]", line.trim_end_matches([',', ']']))),
    }
}

fn quote_inside(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let (_, value) = broken.key_and_value().filter(|_| broken.open.is_none())?;
    let inside = value.get(1..value.len().checked_sub(1)?)?;
    let quoted = value.starts_with('"') && value.ends_with('"') && inside.contains('"');
    quoted.then(|| {
        let end = broken.written().end;
        let meant = faults::quoted(inside);
        broken.at_span(Code::AfterValue, end - value.len()..end, faults::quote_inside(&meant))
    })
}

fn key_with_blanks(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.slot().filter(|slot| !slot.key.is_empty() && !slot.value.is_empty())?;
    let wrong = broken.parser_says("key") && !broken.parser_says("key or value");
    let word = slot
        .key
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '/' | '.' | '\''));
    let meant = match meant::key(slot.key) {
        Some(known) => known.to_owned(),
        None => spelling::kebab(slot.key),
    };
    let span = slot.pair.start..slot.pair.start + slot.key.len();
    let text = faults::not_a_key(slot.key, &meant);
    (wrong && word && slot.key != meant && meant.is_ascii())
        .then(|| broken.at_span(Code::UnknownKey, span, text))
}

fn nothing_after_equals(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.slot()?;
    let nothing = slot.value.is_empty() && !slot.key.is_empty() && broken.code().contains('=');
    nothing.then(|| broken.at_span(Code::Syntax, slot.span.clone(), faults::no_value()))
}

/// `3x10`: sets and repetitions, as every clinic writes them.
fn sets_by_reps(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.value()?;
    let (sets, reps) = meant::sets_and_reps(slot.value)?;
    (slot.key == "reps" || slot.key == "sets").then(|| two_keys(broken, &slot, sets, reps))
}

fn two_keys(broken: &BrokenLine<'_>, slot: &Slot<'_>, sets: u32, reps: u32) -> SyntaxHint {
    let table = table_around(broken.text, broken.line_start);
    let table = broken.text.get(table.start..table.end.min(broken.text.len())).unwrap_or_default();
    let other = if slot.key == "reps" { "sets" } else { "reps" };
    let has_other = table.lines().any(|line| line.trim_start().starts_with(other));
    let text = match has_other && !slot.grouped {
        true => faults::sets_and_reps_apart(sets, reps, slot.key),
        false => faults::sets_and_reps(sets, reps, slot.grouped),
    };
    broken.at_span(Code::AfterValue, slot.pair.clone(), text)
}

fn range_for_a_number(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.value()?;
    let parts = slot.value.split_once(['-', '\u{2013}', '\u{2012}', '~']);
    let (low, high) = parts.or_else(|| slot.value.split_once("to"))?;
    let number = |text: &str| text.trim().parse::<u32>().is_ok_and(|number| number < 1_000);
    (number(low) && number(high)).then(|| {
        let (low, high) = (low.trim(), high.trim());
        match slot.key == "reps" && !slot.grouped {
            true => {
                let text = faults::range_of_reps(low, high);
                broken.at_span(Code::AfterValue, slot.pair, text)
            }
            false => broken.at_span(Code::AfterValue, slot.span, faults::range_for_a_number(low)),
        }
    })
}

fn date(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot =
        broken.value().filter(|slot| slot.key.ends_with("-on") || slot.key.ends_with("-by"))?;
    let text = match spelling::date(slot.value) {
        Some(date) => faults::date_in_this_order(&date),
        None => faults::date_in_another_order(),
    };
    let is_text = slot.value.starts_with('"') || slot.key.ends_with("ed-by");
    (!is_text).then(|| broken.at_span(Code::NotADate, slot.span, text))
}

fn decimal_comma(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.value().filter(|slot| !slot.grouped)?;
    let (whole, part) = slot.value.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let unit = part.trim_start_matches(|c: char| c.is_ascii_digit());
    (digits(whole) && part.starts_with(|c: char| c.is_ascii_digit())).then(|| {
        let meant = (!unit.is_empty()).then(|| time::likely_spelling(slot.value)).flatten();
        broken.at_span(Code::AfterValue, slot.span, faults::decimal_comma(meant.as_deref()))
    })
}

fn leading_zero(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.value()?;
    let meant = slot.value.trim_start_matches('0');
    let zero = broken.parser_says("leading zero") && is_value(meant);
    zero.then(|| broken.at_span(Code::Syntax, slot.span, faults::leading_zero(meant)))
}

fn true_or_false(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.value().filter(|slot| !is_value(slot.value))?;
    let meant = spelling::truth(slot.value)?;
    let text = faults::truth_in_other_words(slot.value, meant);
    Some(broken.at_span(Code::UnknownWord, slot.span, text))
}

fn unquoted_time(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.value()?;
    let time = time::likely_spelling(slot.value)?;
    if slot.key == "hold" {
        let beside = typing::beside(broken.text, &slot.span, "time");
        let text = faults::hold_with_a_time(&time, beside);
        return Some(broken.at_span(Code::WrongType, slot.span, text));
    }
    Some(broken.at_span(Code::UnquotedText, slot.span, faults::unquoted_time(&time)))
}

/// `six`, and digits of other scripts.
fn number_in_other_words(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.value()?;
    let number = spelling::number(slot.value)?;
    let text = faults::number_in_other_words(slot.value, number);
    Some(broken.at_span(Code::WrongType, slot.span, text))
}

/// A mark behind a value that ends a line.
fn mark_behind(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.value().filter(|slot| !slot.grouped)?;
    let meant = slot.value.trim_end_matches([',', ';', '.', ' ']);
    let mark = slot.value.get(meant.len()..)?.trim();
    (!mark.is_empty() && is_value(meant)).then(|| {
        let span = slot.span.start + meant.len()..slot.span.end;
        broken.at_span(Code::AfterValue, span, faults::mark_behind(mark))
    })
}

fn words_behind_a_number(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let slot = broken.value()?;
    let digits = slot.value.trim_start_matches(['x', 'X', '~', '\u{d7}', ' ']);
    let length = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, more) =
        digits.split_at_checked(length).filter(|(number, _)| !number.is_empty())?;
    let before = slot.value.get(..slot.value.len() - digits.len())?;
    let words =
        more.starts_with([' ', '/', 'x', 'X', '(', '+', '\u{d7}', '%']) || !before.is_empty();
    let other = if more.trim().is_empty() { before } else { more };
    (words && is_value(number)).then(|| {
        let text = faults::words_beside_a_number(number, other.trim());
        broken.at_span(Code::AfterValue, slot.span, text)
    })
}

fn unquoted_text(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let unquoted = broken.parser_says("must be quoted") || broken.parser_says("invalid boolean");
    let slot = broken.value()?;
    let plain = slot.value.trim_end_matches([',', ';']);
    // "in" begins like a number without end.
    let is_word = plain.starts_with(char::is_alphabetic) && !is_value(plain);
    if !(unquoted || is_word) || plain.contains(['"', '{', '[', ']', '}']) {
        return None;
    }
    let meant = meant::value(slot.key, plain).unwrap_or_else(|| faults::quoted(plain));
    let span = slot.span.start..slot.span.start + plain.len();
    Some(broken.at_span(Code::UnquotedText, span, faults::unquoted_text(&meant)))
}

fn missing_comma(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    if !broken.parser_says("missing comma") {
        return None;
    }
    let before = broken.text.get(..broken.at)?;
    let end = end_of_what_is_said(before);
    Some(broken.at_span(Code::MissingComma, end, faults::missing_comma()))
}

/// Right behind the last thing that is no remark.
fn end_of_what_is_said(before: &str) -> Range<usize> {
    let trimmed = before.trim_end();
    let line = trimmed.rfind('\n').map_or(0, |at| at + 1);
    let code = super::syntax_error::without_comment(trimmed.get(line..).unwrap_or_default());
    let end = line + code.trim_end().len();
    end..end
}

fn comma_too_many(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let extra = broken.parser_says("extra comma");
    let comma = broken.text.get(broken.at..)?.find(',').filter(|_| extra)?;
    let span = broken.at + comma..broken.at + comma + 1;
    Some(broken.at_span(Code::Syntax, span, faults::comma_too_many()))
}

fn backslash(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    if !broken.parser_says("escape") {
        return None;
    }
    let before = broken
        .text
        .get(broken.line_start..=broken.at)
        .or(broken.text.get(broken.line_start..broken.at))?;
    let at = broken.line_start + before.rfind('\\').or_else(|| broken.line.find('\\'))?;
    Some(broken.at_span(Code::Syntax, at..at + 1, faults::backslash()))
}
