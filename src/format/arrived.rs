//! Whether a file is what was sent: a mail around it, an end that is missing, a format of later on.
//!
//! Says it of the text as a whole, to whoever has been sent it; what an author would mend is said elsewhere.

use toml::de::{DeTable, DeValue};

use super::document::FORMAT;
use super::{FILE_KEY, pasted};

/// What came in place of the file that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The mail, or its text with the marks that a mail puts in.
    Mail,
    /// A file that a newer version of the program has made.
    Newer,
    /// The beginning of a file.
    CutShort,
}

/// What a text is, where it is not the file that was sent. `in_order` says that nothing was wrong with it.
pub fn arrival(text: &str, in_order: bool) -> Option<Arrival> {
    let (table, slips) = DeTable::parse_recoverable(text);
    let root = table.get_ref();
    if is_without_its_seal(root) {
        return Some(Arrival::CutShort);
    }
    if in_order {
        return None;
    }
    if is_mail(text) {
        return Some(Arrival::Mail);
    }
    if is_newer(root) {
        return Some(Arrival::Newer);
    }
    let ends_early = is_unfinished(text) || (slips.is_empty() && has_only_a_head(root));
    ends_early.then_some(Arrival::CutShort)
}

/// Whether a text is a mail as it was saved, or was taken out of one with its marks. Whoever was sent a
/// file has written none of it: one header is enough, and so is a line that answers with `>`.
fn is_mail(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    pasted::mail_at(text).is_some()
        || pasted::is_mail_header(first)
        || first.starts_with("From ")
        || first.starts_with('>')
}

/// A newer format; or a newer program, whose format this version may not know in full.
fn is_newer(root: &DeTable<'_>) -> bool {
    let format = match value(root, "format") {
        Some(DeValue::Integer(number)) => number.as_str().parse::<u32>().unwrap_or(0),
        _ => 0,
    };
    let shared = value(root, "shared").and_then(DeValue::as_table);
    let program = shared.and_then(|shared| value(shared, "program")?.as_str());
    let version = program.and_then(|program| numbers(program.rsplit(' ').next()?));
    format > FORMAT || version > numbers(env!("CARGO_PKG_VERSION"))
}

/// The numbers of a version, such as `0.1.0`.
fn numbers(version: &str) -> Option<Vec<u32>> {
    version.split('.').map(|number| number.parse().ok()).collect()
}

fn value<'v, 'i>(table: &'v DeTable<'i>, name: &str) -> Option<&'v DeValue<'i>> {
    table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value.get_ref())
}

/// `share` writes its own table last, and the name of the text last in that.
fn is_without_its_seal(root: &DeTable<'_>) -> bool {
    let shared = value(root, "shared").and_then(DeValue::as_table);
    match shared.filter(|shared| !shared.is_empty()) {
        Some(shared) => value(shared, "text").is_none(),
        None => value(root, "library").is_some(),
    }
}

fn has_only_a_head(root: &DeTable<'_>) -> bool {
    let body = ["exercise", "use", "phase", "kind", "position", "shared"];
    value(root, FILE_KEY).is_some() && body.iter().all(|key| value(root, key).is_none())
}

/// Whether the last thing that a text says has no end.
fn is_unfinished(text: &str) -> bool {
    let last = LastStatement::of(text);
    let Some(statement) = text.get(last.start..) else { return false };
    let others = statement.lines().skip(1).map(str::trim_start);
    let goes_on = others.into_iter().any(|line| is_key(line) || line.starts_with("[["));
    if last.is_open {
        return !goes_on;
    }
    let written = statement.trim_end();
    let is_faulty = || written.parse::<toml_edit::DocumentMut>().is_err();
    written.starts_with("[[") || (!text.ends_with('\n') && is_faulty())
}

/// Whether a line begins with a key of its own: then it is not the inside of a list.
fn is_key(line: &str) -> bool {
    let key = line.split_once('=').map_or("", |(key, _)| key.trim());
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    !key.is_empty() && key.chars().all(plain)
}

/// Where the last key or table of a text begins, and whether something in it is still open.
struct LastStatement {
    start: usize,
    is_open: bool,
}

impl LastStatement {
    fn of(text: &str) -> LastStatement {
        let mut last = LastStatement { start: 0, is_open: false };
        let (mut depth, mut quote) = (0_usize, None);
        let (mut is_comment, mut is_escaped, mut begins) = (false, false, true);
        for (at, c) in text.char_indices() {
            if begins && !c.is_whitespace() && c != '#' {
                (last.start, begins) = (at, false);
            }
            match (c, quote) {
                ('\n', _) => {
                    // No text of a routine goes over two lines.
                    (quote, is_comment, is_escaped) = (None, false, false);
                    begins |= depth == 0;
                }
                (_, Some(_)) if is_escaped => is_escaped = false,
                ('\\', Some('"')) => is_escaped = true,
                (_, Some(open)) if c == open => quote = None,
                (_, Some(_)) => {}
                _ if is_comment => {}
                ('"' | '\'', None) => quote = Some(c),
                ('#', None) => is_comment = true,
                ('[' | '{', None) => depth += 1,
                (']' | '}', None) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        last.is_open = depth > 0 || quote.is_some();
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_no_file() {
        for text in [
            "From: a@b\nSubject: Morning\n\nformat = 1\n",
            "From - Thu Nov 26\nformat = 1\n",
            "\nReceived: from x\n",
            "format =3D 1\ntitle =3D \"Morning\"\n",
            "> format = 1\n> title = \"Morning\"\n",
        ] {
            assert_eq!(arrival(text, false), Some(Arrival::Mail), "{text}");
            assert!(is_mail(text));
        }
        for text in ["format = 1\ntitle = \"From: a\"\n", "# To: Anna\nformat = 1\n", ""] {
            assert!(!is_mail(text), "{text}");
        }
    }

    #[test]
    fn a_newer_format_and_a_newer_program() {
        let one = |format: u32, program: &str| {
            format!(
                "format = {format}\nuse = \"x\"\n[shared]\nprogram = \"{program}\"\ntext = \"1\"\n"
            )
        };
        let newer = Some(Arrival::Newer);
        assert_eq!(arrival(&one(2, "x"), false), newer);
        assert_eq!(arrival(&one(1, "stenosis-routine 99.0.0"), false), newer);
        assert_eq!(arrival(&one(1, concat!("x ", env!("CARGO_PKG_VERSION"))), false), None);
        assert_eq!(arrival(&one(1, "stenosis-routine 99.0.0"), true), None);
    }

    #[test]
    fn a_bracket_that_was_forgotten_is_no_missing_end() {
        let whole = "format = 1\nneeds = [\"a\"\nreps = 3\nuse = \"x\"\n";
        assert_eq!(arrival(whole, false), None);
        assert_eq!(arrival("format = 1\nuse = \"x\"\nreps = three\n", false), None);
    }
}
