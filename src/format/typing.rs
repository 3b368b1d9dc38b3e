//! What an advice tells to type, as changes of the text in which its caret stands.
//!
//! Knows brackets, quotation marks and lines; what is advised is said in `text::faults`.

use std::ops::Range;

use crate::format::diagnostic::TextEdit;
use crate::text::faults::Keystrokes;

/// The changes of the text around a caret. None where what is meant does not stand there.
pub(super) fn edits(typed: Keystrokes, text: &str, at: Range<usize>) -> Vec<TextEdit> {
    let one = |span: Range<usize>, text: String| vec![TextEdit { span, text }];
    match typed {
        Keystrokes::Here(text) => one(at, text),
        Keystrokes::LineAbove(line) => {
            let start = line_around(text, at.start).start;
            one(start..start, format!("{line}\n"))
        }
        Keystrokes::LineBelow(line) => {
            let end = line_around(text, at.end.max(at.start)).end;
            one(end..end, format!("\n{line}"))
        }
        Keystrokes::AtTheEnd(lines) => {
            let end = text.trim_end().len();
            one(end..end, format!("\n{lines}"))
        }
        Keystrokes::Remark => {
            let start = line_around(text, at.start).start;
            one(start..start, "# ".into())
        }
        Keystrokes::WithoutThisKey => {
            pair(text, key_before(text, at.start).map_or(at.start, |key| key.start))
                .map_or(Vec::new(), |pair| one(pair, String::new()))
        }
        Keystrokes::WithoutThisEntry => {
            let before = text.get(..at.start).unwrap_or_default();
            let start = at.start - usize::from(before.ends_with('"'));
            pair(text, start).map_or(Vec::new(), |entry| one(entry, String::new()))
        }
        Keystrokes::WithoutThisGroup => {
            group(text, &at).map_or(Vec::new(), |group| one(group, String::new()))
        }
    }
}

/// The line around a place, without its end.
pub(super) fn line_around(text: &str, at: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = before.len() + after.find('\n').unwrap_or(after.len());
    let returned = text.get(start..end).is_some_and(|line| line.ends_with('\r'));
    start..end - usize::from(returned)
}

/// Each character of a text outside of quotation marks and remarks, with its offset. A text in single
/// or double marks ends with its line at the latest.
pub(super) fn bare(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut quoted, mut remark, mut escaped) = (None, false, false);
    text.char_indices().filter(move |&(_, c)| {
        let was_escaped = std::mem::take(&mut escaped);
        match (quoted, c) {
            (_, '\n') => {
                (quoted, remark) = (None, false);
                return true;
            }
            _ if remark => return false,
            (None, '#') => remark = true,
            (None, '"' | '\'') => quoted = Some(c),
            (None, _) => return true,
            (Some('"'), '\\') => escaped = !was_escaped,
            (Some(mark), c) if c == mark && !was_escaped => quoted = None,
            (Some(_), _) => {}
        }
        false
    })
}

/// The key to which the value belongs that begins here.
pub(super) fn key_before(text: &str, value: usize) -> Option<Range<usize>> {
    let before = text.get(..value)?.trim_end_matches([' ', '\t']).strip_suffix('=')?.trim_end();
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let start = before.trim_end_matches(letters).len();
    (start < before.len()).then_some(start..before.len())
}

/// A key and its value, with the comma that parts them from the others, or the whole line. `at` is
/// where the key begins.
pub(super) fn pair(text: &str, at: usize) -> Option<Range<usize>> {
    let line = line_around(text, at);
    let before = text.get(line.start..at)?;
    let end = at + end_of_value(text.get(at..)?)?;
    if before.trim().is_empty() {
        let rest = text.get(end..)?;
        // In a group over several lines a comma follows; a remark on the line goes with it.
        let after = rest.trim_start_matches([' ', '\t', ',']);
        let at_end = after.starts_with(['\n', '\r', '#']) || after.is_empty();
        let whole = at_end.then(|| end + rest.find('\n').map_or(rest.len(), |newline| newline + 1));
        return Some(line.start..whole.unwrap_or(end));
    }
    let rest = text.get(end..)?;
    if let Some(behind) = rest.trim_start().strip_prefix(',') {
        return Some(at..text.len() - behind.trim_start_matches(' ').len());
    }
    let start = text.get(..at)?.trim_end().strip_suffix(',').map_or(at, str::len);
    Some(start..end)
}

/// Where the value of `key = value` ends: before the comma, the bracket or the line that ends it.
fn end_of_value(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in bare(text) {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' | ',' | '\n' if depth == 0 => return Some(text.get(..at)?.trim_end().len()),
            ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    Some(text.trim_end().len())
}

/// Whether this key stands in the same group as a place, or among the lines of the same table.
pub(super) fn beside(text: &str, at: &Range<usize>, key: &str) -> bool {
    let around = group(text, at).unwrap_or_else(|| super::repair::table_around(text, at.start));
    let around = text.get(around.start..around.end.min(text.len())).unwrap_or_default();
    let begins = |piece: &str| {
        let rest = piece.trim_start_matches(['{', ' ', '\t']).strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    around.split([',', '\n']).any(begins)
}

/// The innermost `{ … }` around a place, with the comma behind it and the line that it leaves empty.
fn group(text: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let mut open = Vec::new();
    let braces = bare(text).filter(|(_, c)| matches!(c, '{' | '}'));
    for (place, brace) in braces {
        if brace == '{' {
            open.push(place);
            continue;
        }
        let begins = open.pop()?;
        if begins <= at.start && at.end <= place + 1 {
            let rest = text.get(place + 1..)?;
            let behind = rest.trim_start_matches(' ').strip_prefix(',').unwrap_or(rest);
            let end = text.len() - behind.len();
            let line = line_around(text, begins);
            let alone = text.get(line.start..begins)?.trim().is_empty() && behind.starts_with('\n');
            return Some(if alone { line.start..end + 1 } else { begins..end });
        }
    }
    None
}
