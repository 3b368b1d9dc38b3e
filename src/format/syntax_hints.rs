//! What was meant by a line that is not TOML, in the words of somebody who never heard of TOML.
//!
//! A list of small recognisers, the most telling first. Knows one line at a time.

use std::ops::Range;

use crate::format::diagnostic::Code;

use super::spelling;
use super::syntax_error::{Slip, Told, without_comment};
use super::time;

/// What is said about a line that is not TOML.
pub(super) fn explain(slip: &Slip<'_>) -> Told {
    let known = RECOGNISERS.iter().find_map(|recognise| recognise(slip));
    known.unwrap_or_else(|| {
        let message = format!("this line cannot be read: {}", slip.said);
        slip.on_line(Code::Syntax, message, "compare it with the lines around it")
    })
}

/// The most telling first: a curly quote explains everything behind it on its line.
const RECOGNISERS: &[fn(&Slip<'_>) -> Option<Told>] = &[
    invisible_blank,
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

fn invisible_blank(slip: &Slip<'_>) -> Option<Told> {
    let invisible = |c: &char| {
        matches!(c, '\u{a0}' | '\u{2000}'..='\u{200d}' | '\u{202f}' | '\u{2060}' | '\u{3000}')
    };
    let blank = without_comment(slip.line).chars().find(invisible)?;
    let message = format!("a blank that is no ordinary blank (U+{:04X})", u32::from(blank));
    let label = "delete it, and press the space bar";
    Some(slip.at_piece(Code::ControlCharacter, &blank.to_string(), message, label))
}

fn curly_quote(slip: &Slip<'_>) -> Option<Told> {
    let curly = |c: char| matches!(c, '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}');
    let first = slip.line.chars().find(|&c| curly(c))?;
    let straight: String = slip.value()?.chars().map(|c| if curly(c) { '"' } else { c }).collect();
    let message = format!("{first} is a quotation mark of a word processor");
    let label = match slip.value() {
        Some(value) if value.starts_with(curly) => format!("write {straight}"),
        _ => "write straight quotation marks: \"".into(),
    };
    Some(slip.at_piece(Code::CurlyQuote, &first.to_string(), message, label))
}

fn unclosed_list(slip: &Slip<'_>) -> Option<Told> {
    let next_line = (slip.said.contains("in array") && slip.token == "=") || slip.is_header();
    let at_end = slip.said.contains("unclosed array") || slip.said.contains("unclosed inline");
    let before = slip.text.get(..if next_line { slip.line_start } else { slip.at })?;
    let (mark, line) = open_bracket(before).filter(|_| next_line || at_end)?;
    let closing = if mark == '[' { ']' } else { '}' };
    let message = format!("the {mark} that was opened in line {line} is never closed");
    if next_line {
        let label = format!("write {closing} on a line before this one");
        return Some(slip.on_line(Code::UnclosedBracket, message, label));
    }
    Some(slip.behind_line(Code::UnclosedBracket, message, format!("write {closing} here")))
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

fn missing_brace(slip: &Slip<'_>) -> Option<Told> {
    if !slip.said.contains("inline table") || !slip.line.trim_start().starts_with('{') {
        return None;
    }
    let above = slip.text.get(..slip.line_start)?.trim_end();
    let message = "the { on this line is never closed";
    let label = "write } here, and a comma behind it";
    Some(Told {
        code: Code::UnclosedBracket,
        span: above.len()..above.len(),
        message: message.into(),
        label: label.into(),
    })
}

fn header_bracket(slip: &Slip<'_>) -> Option<Told> {
    let header = without_comment(slip.line).trim();
    let name = header.trim_matches(['[', ']', ' ']);
    if !header.starts_with('[') || header.contains('=') || slip.said.contains("duplicate") {
        return None;
    }
    let meant = if header.starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") };
    let message = "the brackets around this name do not match";
    (header != meant)
        .then(|| slip.on_line(Code::UnclosedBracket, message, format!("write {meant}")))
}

fn header_twice(slip: &Slip<'_>) -> Option<Told> {
    let header = without_comment(slip.line).trim();
    let name = header.strip_prefix('[')?.strip_suffix(']')?;
    let again = slip.said.contains("duplicate") && !name.starts_with('[');
    again.then(|| {
        let message = format!("[{name}] stands here for the second time");
        slip.on_line(Code::DuplicateKey, message, "put both parts together under one")
    })
}

fn duplicate_key(slip: &Slip<'_>) -> Option<Told> {
    slip.said.contains("duplicate key").then(|| {
        let message = format!("`{}` is written twice in the same place", slip.token);
        slip.at_piece(Code::DuplicateKey, slip.token, message, "delete one of the two lines")
    })
}

fn missing_quote(slip: &Slip<'_>) -> Option<Told> {
    let line = without_comment(slip.line).replace("\\\"", "");
    let odd = |mark: char| line.matches(mark).count() % 2 == 1;
    let text_open = slip.said.contains("basic string") || slip.said.contains("literal string, ");
    let missing = odd('"') || (text_open && odd('\''));
    if !missing {
        return None;
    }
    let message = "a quotation mark is missing";
    let value = slip.value().unwrap_or_default();
    let label = match (value.starts_with('"'), value.ends_with('"')) {
        (true, false) if line.matches('"').count() == 1 => format!("write {value}\""),
        (false, true) if line.matches('"').count() == 1 => format!("write \"{value}"),
        _ => "each text needs one before it and one behind it".into(),
    };
    Some(slip.behind_line(Code::MissingQuote, message, label))
}

fn quote_inside(slip: &Slip<'_>) -> Option<Told> {
    let value = slip.value()?;
    let stray = slip.said.contains("unexpected key or value");
    let inside = value.get(1..value.len().checked_sub(1)?)?;
    (stray && value.starts_with('"') && value.ends_with('"') && inside.contains('"')).then(|| {
        let message = "quotation marks stand inside a text";
        let label = "leave the inner ones out, or write ' for them";
        slip.at_piece(Code::AfterValue, value, message, label)
    })
}

fn dash_or_colon(slip: &Slip<'_>) -> Option<Told> {
    let line = slip.line.trim();
    if !slip.said.contains("key with no value") && !slip.said.contains("unquoted key") {
        return None;
    }
    if let Some(rest) = line.strip_prefix("- ") {
        let label = format!("write {rest}, without the dash");
        return Some(slip.on_line(Code::Syntax, "a line does not begin with a dash", label));
    }
    let (key, value) = line.split_once(':')?;
    let label = format!("write {} = {}", key.trim(), value.trim());
    let message = "between a key and its value stands an equals sign, not a colon";
    let plain = !key.contains(['=', '"', ' ']);
    plain.then(|| slip.on_line(Code::MissingEquals, message, label))
}

fn missing_equals(slip: &Slip<'_>) -> Option<Told> {
    let line = without_comment(slip.line).trim();
    if line.contains('=') || slip.is_header() || !slip.said.contains("key with no value") {
        return None;
    }
    let label = match line.split_once(char::is_whitespace) {
        Some((key, value)) => format!("write {key} = {}", value.trim()),
        None => format!("write {line} = and a value, or put # in front of the line"),
    };
    Some(slip.on_line(Code::MissingEquals, "an equals sign is missing", label))
}

fn equals_twice(slip: &Slip<'_>) -> Option<Told> {
    slip.said.contains("extra `=`").then(|| {
        let message = "one equals sign is enough";
        slip.at_piece(Code::Syntax, "==", message, "write =")
    })
}

fn key_with_blanks(slip: &Slip<'_>) -> Option<Told> {
    let (key, _) = slip.key_and_value()?;
    let wrong = slip.said.contains("key") && !slip.said.contains("key or value");
    let meant = spelling::kebab(key);
    (wrong && !key.is_empty() && key != meant).then(|| {
        let message = format!("`{key}` cannot be a key: small letters and hyphens, no blanks");
        slip.at_piece(Code::UnknownKey, key, message, format!("write {meant}"))
    })
}

fn nothing_after_equals(slip: &Slip<'_>) -> Option<Told> {
    let (_, value) = slip.key_and_value()?;
    value.is_empty().then(|| {
        let message = "nothing stands behind the equals sign";
        slip.behind_line(Code::Syntax, message, "write a value, or delete the line")
    })
}

fn range_for_a_number(slip: &Slip<'_>) -> Option<Told> {
    let value = slip.value()?;
    let (low, high) = value.split_once(['-', '\u{2013}'])?;
    let number = |text: &str| text.trim().parse::<u32>().is_ok_and(|number| number < 1_000);
    (number(low) && number(high)).then(|| {
        let message = "a range cannot stand here";
        let (low, high) = (low.trim(), high.trim());
        let label =
            format!("write {low}; the range is a line of its own: reps-range = [{low}, {high}]");
        slip.at_piece(Code::AfterValue, value, message, label)
    })
}

fn date_by_points(slip: &Slip<'_>) -> Option<Told> {
    let value = slip.value()?;
    let parts: Vec<&str> = value.split(['.', '/']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let number = |text: &str, length: Range<usize>| {
        text.parse::<u16>().is_ok() && length.contains(&text.len())
    };
    (number(day, 1..3) && number(month, 1..3) && number(year, 4..5)).then(|| {
        let label = format!("write year-month-day: {year}-{month:0>2}-{day:0>2}");
        slip.at_piece(Code::NotADate, value, "cannot read this as a date", label)
    })
}

fn decimal_comma(slip: &Slip<'_>) -> Option<Told> {
    let value = slip.value()?;
    let (whole, part) = value.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let unit = part.trim_start_matches(|c: char| c.is_ascii_digit());
    (digits(whole) && part.starts_with(|c: char| c.is_ascii_digit())).then(|| {
        let label = match unit {
            "" => "write a whole number".to_owned(),
            _ => format!("write \"{whole}.{part}\""),
        };
        slip.at_piece(Code::AfterValue, value, "a comma stands in a number", label)
    })
}

fn leading_zero(slip: &Slip<'_>) -> Option<Told> {
    let value = slip.value()?;
    slip.said.contains("leading zero").then(|| {
        let label = format!("write {}", value.trim_start_matches('0'));
        slip.at_piece(Code::Syntax, value, "a number does not begin with 0", label)
    })
}

fn true_or_false(slip: &Slip<'_>) -> Option<Told> {
    let value = slip.value()?;
    let meant = match value.to_lowercase().as_str() {
        "yes" | "y" | "on" | "true" => "true",
        "no" | "n" | "off" | "false" => "false",
        _ => return None,
    };
    let message = format!("`{value}` cannot stand here");
    Some(slip.at_piece(Code::UnknownWord, value, message, format!("write {meant}")))
}

fn number_and_more(slip: &Slip<'_>) -> Option<Told> {
    let value = slip.value()?;
    let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, more) = value.split_at_checked(digits).filter(|(number, _)| !number.is_empty())?;
    if let Some(time) = time::meant(value) {
        let label = format!("write \"{time}\", in quotation marks");
        return Some(slip.at_piece(
            Code::UnquotedText,
            value,
            "this time has no quotation marks",
            label,
        ));
    }
    let words = more.starts_with([' ', '/', 'x', 'X']);
    (words && slip.said.contains("quoted")).then(|| {
        let message = format!("`{}` stands behind a number", more.trim());
        slip.at_piece(Code::AfterValue, value, message, format!("write {number} alone"))
    })
}

fn unquoted_text(slip: &Slip<'_>) -> Option<Told> {
    let unquoted = slip.said.contains("must be quoted") || slip.said.contains("invalid boolean");
    let in_list = slip.line.contains(['[', '{']) && !slip.token.is_empty();
    let text = if in_list { slip.token } else { slip.value()? };
    let text = text.trim_end_matches(',');
    unquoted.then(|| {
        let label = format!("write \"{text}\"");
        slip.at_piece(Code::UnquotedText, text, "a text needs quotation marks", label)
    })
}

fn missing_comma(slip: &Slip<'_>) -> Option<Told> {
    if !slip.said.contains("missing comma") {
        return None;
    }
    let before = slip.text.get(..slip.at)?.trim_end();
    Some(Told {
        code: Code::MissingComma,
        span: before.len()..before.len(),
        message: "a comma is missing between two entries".into(),
        label: "write , here".into(),
    })
}

fn backslash(slip: &Slip<'_>) -> Option<Told> {
    slip.said.contains("escape").then(|| {
        let message = "a backslash stands in a text";
        slip.at_piece(Code::Syntax, "\\", message, "write \\\\ or leave it out")
    })
}

fn not_a_date(slip: &Slip<'_>) -> Option<Told> {
    let value = slip.value()?;
    let date = slip.said.contains("date") || slip.said.contains("time");
    date.then(|| {
        let label = "write year-month-day: 2026-10-01";
        slip.at_piece(Code::NotADate, value, "cannot read this as a date", label)
    })
}
