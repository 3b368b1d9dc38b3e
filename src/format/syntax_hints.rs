//! What was meant by a line that is not TOML, in the words of somebody who never heard of TOML.
//!
//! A list of small recognisers, the most telling first. Knows one line at a time.

use std::ops::Range;

use crate::format::diagnostic::Code;
use crate::text::faults;

use super::spelling;
use super::syntax_error::{BrokenLine, SyntaxHint, without_comment};
use super::time;

/// What is said about a line that is not TOML.
pub(super) fn explain(broken: &BrokenLine<'_>) -> SyntaxHint {
    let known = RECOGNISERS.iter().find_map(|recognise| recognise(broken));
    known.unwrap_or_else(|| {
        broken.on_line(Code::Syntax, faults::unreadable_line(&broken.parser_message))
    })
}

/// In this order, and the first that fits is given: a curly quote explains every other fault after it.
const RECOGNISERS: &[fn(&BrokenLine<'_>) -> Option<SyntaxHint>] = &[
    other_blank,
    curly_quote,
    unclosed_list,
    missing_brace,
    header_bracket,
    header_twice,
    duplicate_key,
    missing_quote,
    quote_inside,
    dash_or_colon,
    missing_equals,
    equals_twice,
    key_with_blanks,
    nothing_after_equals,
    range_for_a_number,
    date_by_points,
    decimal_comma,
    leading_zero,
    true_or_false,
    number_and_more,
    unquoted_text,
    missing_comma,
    backslash,
    not_a_date,
];

fn other_blank(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let other = |c: &char| {
        matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
    };
    let blank = without_comment(broken.line).chars().find(other)?;
    let text = faults::no_ordinary_blank(blank);
    Some(broken.at_piece(Code::ControlCharacter, &blank.to_string(), text))
}

fn curly_quote(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let curly = |c: char| matches!(c, '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}');
    let first = broken.line.chars().find(|&c| curly(c))?;
    let straight: String =
        broken.value()?.chars().map(|c| if curly(c) { '"' } else { c }).collect();
    let quoted = broken.value().is_some_and(|value| value.starts_with(curly));
    let text = faults::curly_quote(first, quoted.then_some(&straight));
    Some(broken.at_piece(Code::CurlyQuote, &first.to_string(), text))
}

fn unclosed_list(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let next_line = (broken.parser_says("in array") && broken.token == "=") || broken.is_header();
    let at_end = broken.parser_says("unclosed array") || broken.parser_says("unclosed inline");
    let before = broken.text.get(..if next_line { broken.line_start } else { broken.at })?;
    let (mark, line) = open_bracket(before).filter(|_| next_line || at_end)?;
    let closing = if mark == '[' { ']' } else { '}' };
    Some(match next_line {
        true => broken.on_line(Code::UnclosedBracket, faults::unclosed_before(mark, line, closing)),
        false => {
            broken.after_line(Code::UnclosedBracket, faults::unclosed_here(mark, line, closing))
        }
    })
}

/// The last bracket or brace before which more were opened than closed, and its line.
fn open_bracket(before: &str) -> Option<(char, usize)> {
    let mut open = Vec::new();
    for (number, line) in before.lines().enumerate() {
        let mut quoted = false;
        for c in without_comment(line).chars() {
            match c {
                '"' => quoted = !quoted,
                '[' | '{' if !quoted => open.push((c, number + 1)),
                ']' | '}' if !quoted => drop(open.pop()),
                _ => {}
            }
        }
    }
    open.pop()
}

fn missing_brace(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    if !broken.parser_says("inline table") || !broken.line.trim_start().starts_with('{') {
        return None;
    }
    let above = broken.text.get(..broken.line_start)?.trim_end();
    let (code, span) = (Code::UnclosedBracket, above.len()..above.len());
    Some(SyntaxHint { code, span, text: faults::unclosed_brace() })
}

fn header_bracket(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let header = without_comment(broken.line).trim();
    let name = header.trim_matches(['[', ']', ' ']);
    if !header.starts_with('[') || header.contains('=') || broken.parser_says("duplicate") {
        return None;
    }
    let meant = if header.starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") };
    (header != meant)
        .then(|| broken.on_line(Code::UnclosedBracket, faults::header_brackets(&meant)))
}

fn header_twice(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let header = without_comment(broken.line).trim();
    let name = header.strip_prefix('[')?.strip_suffix(']')?;
    let again = broken.parser_says("duplicate") && !name.starts_with('[');
    again.then(|| broken.on_line(Code::DuplicateKey, faults::header_twice(name)))
}

fn duplicate_key(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let key = broken.token;
    let twice = broken.parser_says("duplicate key");
    twice.then(|| broken.at_piece(Code::DuplicateKey, key, faults::duplicate_key(key)))
}

fn missing_quote(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let line = without_comment(broken.line).replace("\\\"", "");
    let odd = |mark: char| line.matches(mark).count() % 2 == 1;
    let text_open = broken.parser_says("basic string") || broken.parser_says("literal string, ");
    let missing = odd('"') || (text_open && odd('\''));
    if !missing {
        return None;
    }
    let value = broken.value().unwrap_or_default();
    let meant = match (value.starts_with('"'), value.ends_with('"')) {
        (true, false) if line.matches('"').count() == 1 => Some(format!("{value}\"")),
        (false, true) if line.matches('"').count() == 1 => Some(format!("\"{value}")),
        _ => None,
    };
    Some(broken.after_line(Code::MissingQuote, faults::missing_quote(meant.as_deref())))
}

fn quote_inside(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let value = broken.value()?;
    let stray = broken.parser_says("unexpected key or value");
    let inside = value.get(1..value.len().checked_sub(1)?)?;
    let quoted = value.starts_with('"') && value.ends_with('"') && inside.contains('"');
    (stray && quoted).then(|| broken.at_piece(Code::AfterValue, value, faults::quote_inside()))
}

fn dash_or_colon(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let line = broken.line.trim();
    if !broken.parser_says("key with no value") && !broken.parser_says("unquoted key") {
        return None;
    }
    if let Some(rest) = line.strip_prefix("- ") {
        return Some(broken.on_line(Code::Syntax, faults::dash(rest)));
    }
    let (key, value) = line.split_once(':')?;
    let plain = !key.contains(['=', '"', ' ']);
    plain.then(|| broken.on_line(Code::MissingEquals, faults::colon(key.trim(), value.trim())))
}

fn missing_equals(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let line = without_comment(broken.line).trim();
    if line.contains('=') || broken.is_header() || !broken.parser_says("key with no value") {
        return None;
    }
    let text = match line.split_once(char::is_whitespace) {
        Some((key, value)) => faults::missing_equals(key, value.trim()),
        None => faults::lone_word(line),
    };
    Some(broken.on_line(Code::MissingEquals, text))
}

fn equals_twice(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let twice = broken.parser_says("extra `=`");
    twice.then(|| broken.at_piece(Code::Syntax, "==", faults::equals_twice()))
}

fn key_with_blanks(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let (key, _) = broken.key_and_value()?;
    let wrong = broken.parser_says("key") && !broken.parser_says("key or value");
    let meant = spelling::kebab(key);
    let fits = !key.is_empty() && key != meant;
    (wrong && fits).then(|| broken.at_piece(Code::UnknownKey, key, faults::not_a_key(key, &meant)))
}

fn nothing_after_equals(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let (_, value) = broken.key_and_value()?;
    value.is_empty().then(|| broken.after_line(Code::Syntax, faults::no_value()))
}

fn range_for_a_number(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let value = broken.value()?;
    let (low, high) = value.split_once(['-', '\u{2013}'])?;
    let number = |text: &str| text.trim().parse::<u32>().is_ok_and(|number| number < 1_000);
    (number(low) && number(high)).then(|| {
        let text = faults::range_for_a_number(low.trim(), high.trim());
        broken.at_piece(Code::AfterValue, value, text)
    })
}

fn date_by_points(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let value = broken.value()?;
    let parts: Vec<&str> = value.split(['.', '/']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let number = |text: &str, length: Range<usize>| {
        text.parse::<u16>().is_ok() && length.contains(&text.len())
    };
    (number(day, 1..3) && number(month, 1..3) && number(year, 4..5))
        .then(|| broken.at_piece(Code::NotADate, value, faults::date_by_points(day, month, year)))
}

fn decimal_comma(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let value = broken.value()?;
    let (whole, part) = value.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let unit = part.trim_start_matches(|c: char| c.is_ascii_digit());
    (digits(whole) && part.starts_with(|c: char| c.is_ascii_digit())).then(|| {
        let meant = (!unit.is_empty()).then(|| format!("{whole}.{part}"));
        broken.at_piece(Code::AfterValue, value, faults::decimal_comma(meant.as_deref()))
    })
}

fn leading_zero(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let value = broken.value()?;
    let meant = value.trim_start_matches('0');
    let zero = broken.parser_says("leading zero");
    zero.then(|| broken.at_piece(Code::Syntax, value, faults::leading_zero(meant)))
}

fn true_or_false(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let value = broken.value()?;
    let meant = match value.to_lowercase().as_str() {
        "yes" | "y" | "on" | "true" => true,
        "no" | "n" | "off" | "false" => false,
        _ => return None,
    };
    Some(broken.at_piece(Code::UnknownWord, value, faults::truth_in_other_words(value, meant)))
}

fn number_and_more(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let value = broken.value()?;
    let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, more) = value.split_at_checked(digits).filter(|(number, _)| !number.is_empty())?;
    if let Some(time) = time::likely_spelling(value) {
        return Some(broken.at_piece(Code::UnquotedText, value, faults::unquoted_time(&time)));
    }
    let words = more.starts_with([' ', '/', 'x', 'X']);
    (words && broken.parser_says("quoted")).then(|| {
        let text = faults::words_after_number(number, more.trim());
        broken.at_piece(Code::AfterValue, value, text)
    })
}

fn unquoted_text(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let unquoted = broken.parser_says("must be quoted") || broken.parser_says("invalid boolean");
    let in_list = broken.line.contains(['[', '{']) && !broken.token.is_empty();
    let text = if in_list { broken.token } else { broken.value()? };
    let text = text.trim_end_matches(',');
    unquoted.then(|| broken.at_piece(Code::UnquotedText, text, faults::unquoted_text(text)))
}

fn missing_comma(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    if !broken.parser_says("missing comma") {
        return None;
    }
    let before = broken.text.get(..broken.at)?.trim_end();
    let (code, span) = (Code::MissingComma, before.len()..before.len());
    Some(SyntaxHint { code, span, text: faults::missing_comma() })
}

fn backslash(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let escape = broken.parser_says("escape");
    escape.then(|| broken.at_piece(Code::Syntax, "\\", faults::backslash()))
}

fn not_a_date(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let value = broken.value()?;
    let date = broken.parser_says("date") || broken.parser_says("time");
    date.then(|| broken.at_piece(Code::NotADate, value, faults::date_in_another_order()))
}
