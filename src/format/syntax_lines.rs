//! What was meant by a line as a whole: remarks, headers, lists and texts that go over several lines.

use crate::format::diagnostic::{Code, TextEdit};
use crate::text::faults;

use super::entry::TABLES;
use super::meant;
use super::repair::table_around;
use super::spelling;
use super::syntax_error::{BrokenLine, SyntaxHint, is_value, without_comment};
use super::typing::{bare, line_around, pair};

/// What other languages begin a remark with.
const REMARKS: &[&str] = &["--", "//", ";", "/*", "*", "%", "<!--", "REM ", "\u{2014}", "\u{2022}"];
/// Marks that other languages put between a key and its value.
const EQUALS: &[&str] = &["==", ":=", "=>", "=:"];

/// A remark as other languages begin it.
pub(super) fn remark(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let line = broken.line.trim();
    let mark = REMARKS.iter().find(|mark| line.starts_with(**mark))?;
    if broken.open.is_some() && *mark == "*" {
        return None;
    }
    let start = broken.line_start + broken.line.len() - broken.line.trim_start().len();
    let text = faults::other_remark(mark.trim());
    Some(broken.at_span(Code::Syntax, start..start + mark.trim().len(), text))
}

/// A blank that only looks like one.
pub(super) fn other_blank(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let other = |c: &char| {
        matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
    };
    let blanks = bare(broken.code()).filter(|(_, c)| other(c));
    let blanks: Vec<(usize, char)> = blanks.collect();
    let (first, blank) = *blanks.first()?;
    let span = |at: usize, c: char| broken.line_start + at..broken.line_start + at + c.len_utf8();
    let edits = blanks.iter().map(|(at, c)| TextEdit { span: span(*at, *c), text: " ".into() });
    let edits = edits.collect();
    let hint = broken.at_span(
        Code::ControlCharacter,
        span(first, blank),
        faults::no_ordinary_blank(blank),
    );
    Some(SyntaxHint { edits, ..hint })
}

/// A text that begins on one line and ends on the next.
pub(super) fn text_over_lines(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let odd = |line: &str| line.replace("\\\"", "").matches('"').count() % 2 == 1;
    let is_own = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        let is_key =
            |name: &str| TABLES.iter().any(|table| table.keys.iter().any(|key| key.name == name));
        line.trim_start().starts_with('[') || (line.contains('=') && is_key(key))
    };
    if !odd(broken.line) || !broken.line.contains('"') {
        return None;
    }
    let mut end = line_around(broken.text, broken.at).end;
    let mut edits = Vec::new();
    for _ in 0..3 {
        let rest = broken.text.get(end..)?;
        let next = rest.trim_start_matches(['\r', '\n', ' ', '\t']);
        let begin = broken.text.len() - next.len();
        let line = line_around(broken.text, begin);
        let written = broken.text.get(line.clone())?;
        if is_own(written) || written.trim().is_empty() {
            return None;
        }
        let kept = broken.text.get(..end)?.trim_end().len();
        edits.push(TextEdit { span: kept..begin, text: " ".into() });
        if odd(written) {
            let start = broken.written().end;
            let text = faults::text_over_lines();
            let hint = broken.at_span(Code::MissingQuote, start..start, text);
            return Some(SyntaxHint { edits, ..hint });
        }
        end = line.end;
    }
    None
}

/// A value on the line below its key.
pub(super) fn value_below(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let (key, value) = broken.key_and_value()?;
    let end = line_around(broken.text, broken.at).end;
    let below = broken.text.get(end..)?.trim_start();
    let next = below.lines().next()?;
    let stands_alone =
        next.starts_with(['[', '{', '"']) && !next.starts_with("[[") && !next.contains("] ");
    let opens = next.trim() == "[" || next.trim() == "{" || is_value(next.trim());
    let header =
        next.trim().trim_matches(['[', ']']).chars().all(|c| c.is_alphanumeric() || c == '-')
            && next.starts_with('[')
            && next.trim() != "[";
    if key.is_empty() || !value.is_empty() || !stands_alone || !opens || header {
        return None;
    }
    let begin = broken.text.len() - below.len();
    let written = broken.written().end;
    let hint = broken.at_span(Code::Syntax, written..written, faults::value_below());
    let edits = vec![TextEdit { span: written..begin, text: " ".into() }];
    Some(SyntaxHint { edits, ..hint })
}

/// A list or a group that is never closed: seen on the first line that is no part of it, or at the end.
pub(super) fn unclosed(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let Some((mark, opened)) = broken.open else { return unclosed_on_the_line(broken) };
    let closing = if mark == '[' { ']' } else { '}' };
    let line = broken.code().trim();
    let is_pair = meant::begins_with_a_key(line);
    let closes = || {
        let table = table_around(broken.text, broken.line_start);
        let rest = broken.text.get(broken.line_start..table.end.min(broken.text.len()));
        rest.unwrap_or_default().lines().any(|line| line.trim_start().starts_with(closing))
    };
    let begins_anew = match mark {
        '[' => is_pair || broken.is_header(),
        _ => broken.is_header() || (is_pair && !closes()),
    };
    let at_end = broken.parser_says("unclosed array") || broken.parser_says("unclosed inline");
    let lines = broken.text.get(..opened)?.matches('\n').count() + 1;
    let text = faults::unclosed(mark, lines, closing);
    let before = match (begins_anew, at_end) {
        (true, _) => broken.text.get(..broken.line_start)?,
        (false, true) => broken.text.get(..broken.at.max(broken.written().end))?,
        (false, false) => return None,
    };
    // Behind the last thing that is no remark.
    let end =
        bare(before).filter(|(_, c)| !c.is_whitespace()).last().map(|(at, c)| at + c.len_utf8());
    let quoted = before.trim_end();
    let ends_quoted = quoted.ends_with(['"', '\'']) && !quoted.lines().last()?.contains('#');
    let end = if ends_quoted { quoted.len() } else { end?.max(opened + 1) };
    Some(broken.at_span(Code::UnclosedBracket, end..end, text))
}

/// The same, where it was opened on the line itself and the next line is something else.
fn unclosed_on_the_line(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let mut open = Vec::new();
    for (at, c) in bare(broken.code()) {
        match c {
            '[' | '{' => open.push((at, c)),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
    }
    let (_, mark) = open.pop()?;
    let at_end = broken.parser_says("unclosed array") || broken.parser_says("unclosed inline");
    if broken.is_header() || !at_end {
        return None;
    }
    let closing = if mark == '[' { ']' } else { '}' };
    let line = broken.text.get(..broken.line_start)?.matches('\n').count() + 1;
    Some(broken.after_line(Code::UnclosedBracket, faults::unclosed(mark, line, closing)))
}

/// A brace of one entry in a list, before the next entry begins.
pub(super) fn missing_brace(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let (mark, _) = broken.open?;
    if mark != '{' || !broken.line.trim_start().starts_with(['{', ']']) {
        return None;
    }
    let above = broken.text.get(..broken.line_start)?.trim_end();
    let last = above.rfind('\n').map_or(0, |at| at + 1);
    let code = without_comment(above.get(last..)?).trim_end();
    let above = above.get(..last + code.len())?;
    let end = above.strip_suffix(',').unwrap_or(above).len();
    let text = match (above.ends_with(','), broken.line.trim_start().starts_with(']')) {
        (false, false) => faults::unclosed_brace("},"),
        _ => faults::unclosed_brace("}"),
    };
    Some(broken.at_span(Code::UnclosedBracket, end..end, text))
}

/// Brackets of a header that do not match, or a name that stands behind them.
pub(super) fn header(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let written = broken.code().trim();
    if !written.starts_with('[') || written.contains('=') || broken.parser_says("duplicate") {
        return None;
    }
    let inner = written.trim_start_matches('[');
    let (name, behind) = match inner.split_once(']') {
        Some((name, behind)) => (name, behind.trim_start_matches(']')),
        None => inner.split_once([' ', ':']).unwrap_or((inner, "")),
    };
    let (name, inside) = name.trim().split_once([' ', ':']).unwrap_or((name.trim(), ""));
    let is_list = spelling::closest_name(name, &["exercise"]).is_some();
    let name = if is_list { "exercise" } else { name.trim() };
    let called = [inside, behind].concat();
    let called = called.trim_matches([' ', ':', '-', '"', '\'', '\u{2013}', ']', '.', '#']);
    let meant = match is_list || written.starts_with("[[") {
        true => format!("[[{name}]]"),
        false => format!("[{name}]"),
    };
    if called.is_empty() {
        return (written != meant)
            .then(|| broken.on_line(Code::UnclosedBracket, faults::header_brackets(&meant)));
    }
    let title = is_list && !called.chars().all(char::is_numeric) && !has_title(broken);
    Some(broken.on_line(Code::AfterValue, faults::behind_a_header(&meant, title.then_some(called))))
}

fn has_title(broken: &BrokenLine<'_>) -> bool {
    let table = table_around(broken.text, broken.line_start);
    let below = broken.text.get(broken.written().end..table.end.min(broken.text.len()));
    let begins =
        |line: &str| line.trim_start().starts_with("title") || line.trim_start().starts_with("use");
    below.is_some_and(|below| below.lines().any(begins))
}

/// The same table twice.
pub(super) fn header_twice(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let header = broken.code().trim();
    let name = header.strip_prefix('[')?.strip_suffix(']')?;
    let again = broken.parser_says("duplicate") && !name.starts_with('[');
    again.then(|| broken.on_line(Code::DuplicateKey, faults::header_twice(name)))
}

/// The same key twice.
pub(super) fn duplicate_key(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    if !broken.parser_says("duplicate key") {
        return None;
    }
    let span = broken.at..broken.at + broken.token.len();
    let text = faults::duplicate_key(broken.token);
    let hint = broken.at_span(Code::DuplicateKey, span, text);
    let whole = pair(broken.text, broken.at).filter(|_| !broken.is_header());
    let edits = whole.map(|span| TextEdit { span, text: String::new() }).into_iter().collect();
    Some(SyntaxHint { edits, ..hint })
}

/// A line of a list as other formats write it.
pub(super) fn dash(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let rest = broken.code().trim().strip_prefix(['-', '*', '\u{2013}'])?.trim_start();
    // Behind other keys, a dash begins the next exercise.
    let above = broken.text.get(..broken.line_start)?.trim_end().lines().last().unwrap_or_default();
    let begins =
        |key: &str| rest.strip_prefix(key).is_some_and(|rest| rest.starts_with([' ', ':', '=']));
    let next = !above.trim_start().starts_with('[') && ["use", "title"].into_iter().any(begins);
    let text = match meant::pair(rest) {
        Some(meant) if next => faults::dash(&format!("[[exercise]]\n{meant}")),
        Some(meant) => faults::dash(&meant),
        None => return Some(broken.on_line(Code::Syntax, faults::stray_words(rest))),
    };
    Some(broken.on_line(Code::Syntax, text))
}

/// Another mark than an equals sign between a key and its value.
pub(super) fn equals(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let line = broken.code();
    let mark = EQUALS.iter().find_map(|mark| {
        let mut found =
            bare(line).filter(|(at, _)| line.get(*at..).is_some_and(|l| l.starts_with(mark)));
        found.next().map(|(at, _)| (at, *mark))
    });
    let (at, mark) = mark?;
    let start = broken.line_start + at;
    Some(broken.at_span(Code::Syntax, start..start + mark.len(), faults::other_equals(mark)))
}

/// A colon where an equals sign belongs: on a line, or in a group.
pub(super) fn colon(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let line = broken.code().trim();
    if broken.open.is_none() && !line.starts_with(['{', '[']) && !line.contains(['{', '=']) {
        let (key, value) = line.split_once(':')?;
        let key = key.trim().trim_matches('"');
        let plain = !key.is_empty() && !key.contains(['=', ' ']);
        let meant = plain.then(|| meant::lines(key, value)).flatten()?;
        return Some(broken.on_line(Code::MissingEquals, faults::colon(&meant)));
    }
    let is_key = |before: &str| {
        let word = before.trim_end().trim_end_matches('"');
        let letters = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let name = word.rsplit(|c: char| !letters(c)).next().unwrap_or_default();
        !name.is_empty() && before.trim_end().len() > name.len()
    };
    let colons = bare(broken.code())
        .filter(|&(at, c)| c == ':' && broken.code().get(..at).is_some_and(is_key));
    let edits: Vec<TextEdit> = colons
        .map(|(at, _)| {
            let at = broken.line_start + at;
            TextEdit { span: at..at + 1, text: " =".into() }
        })
        .collect();
    let first = edits.first()?.span.clone();
    let hint = broken.at_span(Code::MissingEquals, first, faults::colon_in_a_group());
    Some(SyntaxHint { edits, ..hint })
}

/// A key and a value with nothing between them, or words that are no key at all.
pub(super) fn missing_equals(broken: &BrokenLine<'_>) -> Option<SyntaxHint> {
    let line = broken.code().trim();
    if line.contains('=') || line.is_empty() || broken.is_header() || broken.open.is_some() {
        return None;
    }
    let known = line.split_once(char::is_whitespace).filter(|(key, _)| meant::key(key).is_some());
    let meant = known.and_then(|(key, value)| meant::lines(key, value));
    let text = match meant {
        Some(meant) => faults::missing_equals(&meant),
        None if meant::key(line).is_some() => faults::lone_word(line),
        None => faults::stray_words(line),
    };
    Some(broken.on_line(Code::MissingEquals, text))
}
