//! Faults of a line that is not TOML, for somebody who never heard of TOML.

use super::{DiagnosticText, files::cannot_stand_here, values::NOT_A_DATE, write_quoted};

/// Nothing that is known; `parser` is what the parser says.
pub fn unreadable_line(parser: &str) -> DiagnosticText {
    let message = format!("this line cannot be read: {parser}");
    DiagnosticText::new(message, "compare it with the lines around it")
}

/// A blank that only looks like one.
pub fn no_ordinary_blank(blank: char) -> DiagnosticText {
    let message = format!("a blank that is no ordinary blank (U+{:04X})", u32::from(blank));
    DiagnosticText::new(message, "delete it, and press the space bar")
}

/// The quotation mark of a word processor; `straight` is the value with straight ones.
pub fn curly_quote(mark: char, straight: Option<&str>) -> DiagnosticText {
    let label = match straight {
        Some(straight) => format!("write {straight}"),
        None => "write straight quotation marks: \"".into(),
    };
    DiagnosticText::new(format!("{mark} is a quotation mark of a word processor"), label)
}

/// A bracket that is never closed, seen on a later line.
pub fn unclosed_before(open: char, line: usize, close: char) -> DiagnosticText {
    DiagnosticText::new(
        never_closed(open, line),
        format!("write {close} on a line before this one"),
    )
}

/// The same, seen at the end of its line.
pub fn unclosed_here(open: char, line: usize, close: char) -> DiagnosticText {
    DiagnosticText::new(never_closed(open, line), format!("write {close} here"))
}

fn never_closed(open: char, line: usize) -> String {
    format!("the {open} that was opened in line {line} is never closed")
}

/// A brace of one entry in a list.
pub fn unclosed_brace() -> DiagnosticText {
    DiagnosticText::new("the { on this line is never closed", "write } here, and a comma behind it")
}

/// Brackets of a header that do not match.
pub fn header_brackets(meant: &str) -> DiagnosticText {
    DiagnosticText::new("the brackets around this name do not match", format!("write {meant}"))
}

/// The same table twice.
pub fn header_twice(name: &str) -> DiagnosticText {
    let message = format!("[{name}] stands here for the second time");
    DiagnosticText::new(message, "put both parts together under one")
}

/// The same key twice.
pub fn duplicate_key(key: &str) -> DiagnosticText {
    let message = format!("`{key}` is written twice in the same place");
    DiagnosticText::new(message, "delete one of the two lines")
}

/// A text that begins and does not end, or the other way round; `meant` is the whole text.
pub fn missing_quote(meant: Option<&str>) -> DiagnosticText {
    let label = match meant {
        Some(meant) => format!("write {meant}"),
        None => "each text needs one before it and one behind it".into(),
    };
    DiagnosticText::new("a quotation mark is missing", label)
}

/// Quotation marks inside a text.
pub fn quote_inside() -> DiagnosticText {
    DiagnosticText::new(
        "quotation marks stand inside a text",
        "leave the inner ones out, or write ' for them",
    )
}

/// A line of a list, as other formats write it.
pub fn dash(rest: &str) -> DiagnosticText {
    DiagnosticText::new(
        "a line does not begin with a dash",
        format!("write {rest}, without the dash"),
    )
}

/// A colon where an equals sign belongs.
pub fn colon(key: &str, value: &str) -> DiagnosticText {
    let message = "between a key and its value stands an equals sign, not a colon";
    DiagnosticText::new(message, format!("write {key} = {value}"))
}

/// A key and its value without an equals sign between them.
pub fn missing_equals(key: &str, value: &str) -> DiagnosticText {
    DiagnosticText::new(MISSING_EQUALS, format!("write {key} = {value}"))
}

/// A line of one word.
pub fn lone_word(word: &str) -> DiagnosticText {
    let label = format!("write {word} = and a value, or put # in front of the line");
    DiagnosticText::new(MISSING_EQUALS, label)
}

const MISSING_EQUALS: &str = "an equals sign is missing";

/// Two equals signs.
pub fn equals_twice() -> DiagnosticText {
    DiagnosticText::new("one equals sign is enough", "write =")
}

/// A key in another spelling than keys have.
pub fn not_a_key(key: &str, meant: &str) -> DiagnosticText {
    let message = format!("`{key}` cannot be a key: small letters and hyphens, no blanks");
    DiagnosticText::new(message, format!("write {meant}"))
}

/// A key without a value.
pub fn no_value() -> DiagnosticText {
    DiagnosticText::new(
        "nothing stands behind the equals sign",
        "write a value, or delete the line",
    )
}

/// Two numbers where one belongs.
pub fn range_for_a_number(low: &str, high: &str) -> DiagnosticText {
    let label =
        format!("write {low}; the range is a line of its own: reps-range = [{low}, {high}]");
    DiagnosticText::new("a range cannot stand here", label)
}

/// A date as many countries write it.
pub fn date_by_points(day: &str, month: &str, year: &str) -> DiagnosticText {
    DiagnosticText::new(NOT_A_DATE, format!("write year-month-day: {year}-{month:0>2}-{day:0>2}"))
}

/// Something else where a date belongs.
pub fn date_in_another_order() -> DiagnosticText {
    DiagnosticText::new(NOT_A_DATE, "write year-month-day: 2026-10-01")
}

/// A comma in a number; `meant` is what stands there with a point, where that can be.
pub fn decimal_comma(meant: Option<&str>) -> DiagnosticText {
    let label = meant.map_or_else(super::write_a_whole_number, write_quoted);
    DiagnosticText::new("a comma stands in a number", label)
}

/// A number that begins with 0.
pub fn leading_zero(meant: &str) -> DiagnosticText {
    DiagnosticText::new("a number does not begin with 0", format!("write {meant}"))
}

/// Another word for true or false.
pub fn truth_in_other_words(written: &str, meant: bool) -> DiagnosticText {
    DiagnosticText::new(cannot_stand_here(written), format!("write {meant}"))
}

/// A time without quotation marks.
pub fn unquoted_time(meant: &str) -> DiagnosticText {
    let label = format!("write \"{meant}\", in quotation marks");
    DiagnosticText::new("this time has no quotation marks", label)
}

/// Words after a number.
pub fn words_after_number(number: &str, words: &str) -> DiagnosticText {
    DiagnosticText::new(
        format!("`{words}` stands behind a number"),
        format!("write {number} alone"),
    )
}

/// A text without quotation marks.
pub fn unquoted_text(text: &str) -> DiagnosticText {
    DiagnosticText::new("a text needs quotation marks", write_quoted(text))
}

/// Two entries without a comma between them.
pub fn missing_comma() -> DiagnosticText {
    DiagnosticText::new("a comma is missing between two entries", "write , here")
}

/// A backslash in a text.
pub fn backslash() -> DiagnosticText {
    DiagnosticText::new("a backslash stands in a text", "write \\\\ or leave it out")
}
