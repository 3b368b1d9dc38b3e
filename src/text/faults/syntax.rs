//! Faults of a line that is not TOML, for somebody who never heard of TOML.

use super::{DiagnosticText, Keystrokes, files::cannot_stand_here, quoted, values::NOT_A_DATE};

/// Nothing that is known.
pub fn unreadable_line() -> DiagnosticText {
    DiagnosticText::new("this line cannot be read", "compare it with the lines around it")
}

/// A blank that only looks like one.
pub fn no_ordinary_blank(blank: char) -> DiagnosticText {
    let message = format!("a blank that is no ordinary blank (U+{:04X})", u32::from(blank));
    DiagnosticText::new(message, "delete it, and press the space bar").here(" ")
}

/// A remark as other languages begin it.
pub fn other_remark(mark: &str) -> DiagnosticText {
    DiagnosticText::new(
        format!("a remark begins with #, not with {mark}"),
        format!("write # for {mark}"),
    )
    .here("#")
}

/// Words that are no key and no value.
pub fn stray_words(words: &str) -> DiagnosticText {
    let message = format!("`{words}` is no key with a value");
    DiagnosticText::new(message, "put # in front of it, if it is a remark")
        .typed(Keystrokes::Remark)
}

/// The lines around a file that was copied out of a chat; `both`: there are two of them.
pub fn fenced(both: bool) -> DiagnosticText {
    let label = match both {
        true => "keep what stands between this line and the other one like it",
        false => "delete this line, and what stands outside of it",
    };
    DiagnosticText::new("lines of a chat stand around the routine", label)
}

/// The quotation mark of a word processor; `straight` is the text with straight ones.
pub fn curly_quote(mark: char, straight: Option<&str>) -> DiagnosticText {
    let label = match straight {
        Some(straight) => format!("write {straight}"),
        None => "write straight quotation marks: \"".into(),
    };
    DiagnosticText::new(format!("{mark} is a quotation mark of a word processor"), label)
}

/// The same in the middle of a key.
pub fn mark_in_a_key(mark: char) -> DiagnosticText {
    DiagnosticText::new(format!("{mark} stands in a key"), "delete it").here("")
}

/// A text that goes on in the next line.
pub fn text_over_lines() -> DiagnosticText {
    DiagnosticText::new("a text goes over several lines", "write it on one line, with a blank here")
}

/// A value on the line below its key.
pub fn value_below() -> DiagnosticText {
    let message = "the value stands on the next line";
    DiagnosticText::new(message, "write it here, behind the equals sign")
}

/// A bracket that is never closed.
pub fn unclosed(open: char, line: usize, close: char) -> DiagnosticText {
    let message = format!("the {open} that was opened in line {line} is never closed");
    DiagnosticText::new(message, format!("write {close} here")).here(close)
}

/// A brace of one entry in a list; `closing` is written with the comma that is missing, too.
pub fn unclosed_brace(closing: &str) -> DiagnosticText {
    DiagnosticText::new("the { before this is never closed", format!("write {closing} here"))
        .here(closing)
}

/// Brackets of a header that do not match.
pub fn header_brackets(meant: &str) -> DiagnosticText {
    DiagnosticText::write("the brackets around this name do not match", meant)
}

/// Words in or behind a header; `title` is what they say, where the exercise has no title yet.
pub fn behind_a_header(meant: &str, title: Option<&str>) -> DiagnosticText {
    let message = "a name stands behind title =, not beside the brackets";
    match title.map(quoted) {
        Some(title) => {
            let label = format!("write {meant} alone, and below it title = {title}");
            DiagnosticText::new(message, label).here(format!("{meant}\ntitle = {title}"))
        }
        None => DiagnosticText::new(message, format!("write {meant} alone")).here(meant),
    }
}

/// The same table twice.
pub fn header_twice(name: &str) -> DiagnosticText {
    let message = format!("[{name}] stands here for the second time");
    DiagnosticText::new(message, "put both parts together under one")
}

/// The same key twice.
pub fn duplicate_key(key: &str) -> DiagnosticText {
    let message = format!("`{key}` is written twice in the same place");
    DiagnosticText::new(message, "delete one of the two")
}

/// A text that begins and does not end, or the other way round; `here`: the mark belongs right there.
pub fn missing_quote(here: bool) -> DiagnosticText {
    let message = "a quotation mark is missing";
    match here {
        true => DiagnosticText::new(message, "write \" here").here("\""),
        false => DiagnosticText::new(message, "each text needs one before it and one behind it"),
    }
}

/// Quotation marks inside a text.
pub fn quote_inside(meant: &str) -> DiagnosticText {
    DiagnosticText::write("quotation marks stand inside a text", meant)
}

/// A line of a list, as other formats write it.
pub fn dash(rest: &str) -> DiagnosticText {
    DiagnosticText::write("a line does not begin with a dash", rest)
}

/// A colon where an equals sign belongs.
pub fn colon(lines: &str) -> DiagnosticText {
    DiagnosticText::write(NO_COLON, lines)
}

/// The same between braces.
pub fn colon_in_a_group() -> DiagnosticText {
    DiagnosticText::new(NO_COLON, "write = for each colon")
}

const NO_COLON: &str = "between a key and its value stands an equals sign, not a colon";

/// A semicolon between two entries.
pub fn semicolon() -> DiagnosticText {
    DiagnosticText::new("a comma stands between two entries, not a semicolon", "write , for each ;")
}

/// A key and its value without an equals sign between them.
pub fn missing_equals(lines: &str) -> DiagnosticText {
    DiagnosticText::write(MISSING_EQUALS, lines)
}

/// A line of one word.
pub fn lone_word(word: &str) -> DiagnosticText {
    let label = format!("write {word} = and a value, or put # in front of the line");
    DiagnosticText::new(MISSING_EQUALS, label).typed(Keystrokes::Remark)
}

const MISSING_EQUALS: &str = "an equals sign is missing";

/// Other marks than an equals sign.
pub fn other_equals(mark: &str) -> DiagnosticText {
    DiagnosticText::new(format!("one equals sign is enough, and here is {mark}"), "write =")
        .here("=")
}

/// A key in another spelling than keys have.
pub fn not_a_key(key: &str, meant: &str) -> DiagnosticText {
    let message = format!("`{key}` cannot be a key: small letters and hyphens, no blanks");
    DiagnosticText::write(message, meant)
}

/// A key without a value.
pub fn no_value() -> DiagnosticText {
    DiagnosticText::new(
        "nothing stands behind the equals sign",
        "write a value, or delete the line",
    )
}

/// `3x10`: two keys; `grouped`: other keys stand beside it on the line.
pub fn sets_and_reps(sets: u32, reps: u32, grouped: bool) -> DiagnosticText {
    let (first, second) = (format!("sets = {sets}"), format!("reps = {reps}"));
    let message = SETS_AND_REPS;
    if grouped {
        return DiagnosticText::write(message, format!("{first}, {second}"));
    }
    DiagnosticText::write(message, format!("{first}\n{second}"))
}

/// The same, where the other key stands there already.
pub fn sets_and_reps_apart(sets: u32, reps: u32, key: &str) -> DiagnosticText {
    let number = if key == "sets" { sets } else { reps };
    DiagnosticText::write(SETS_AND_REPS, format!("{key} = {number}"))
}

const SETS_AND_REPS: &str = "sets and repetitions are two keys";

/// Two numbers where one belongs.
pub fn range_for_a_number(low: &str) -> DiagnosticText {
    DiagnosticText::write(NO_RANGE, low)
}

/// The same for repetitions, which have a range of their own.
pub fn range_of_reps(low: &str, high: &str) -> DiagnosticText {
    let (reps, range) = (format!("reps = {low}"), format!("reps-range = [{low}, {high}]"));
    DiagnosticText::write(NO_RANGE, format!("{reps}\n{range}"))
}

const NO_RANGE: &str = "a range cannot stand here";

/// A date in another order.
pub fn date_in_this_order(date: &str) -> DiagnosticText {
    DiagnosticText::new(NOT_A_DATE, format!("write year-month-day: {date}")).here(date)
}

/// Something else where a date belongs.
pub fn date_in_another_order() -> DiagnosticText {
    DiagnosticText::new(NOT_A_DATE, "write year-month-day, such as 2026-10-01")
}

/// A comma in a number; `meant` is the time that it is with a point, where that can be.
pub fn decimal_comma(meant: Option<&str>) -> DiagnosticText {
    let message = "a comma stands in a number";
    match meant {
        Some(time) => DiagnosticText::write(message, quoted(time)),
        None => DiagnosticText::new(message, super::write_a_whole_number()),
    }
}

/// A number that begins with 0.
pub fn leading_zero(meant: &str) -> DiagnosticText {
    DiagnosticText::write("a number does not begin with 0", meant)
}

/// Another word for true or false.
pub fn truth_in_other_words(written: &str, meant: bool) -> DiagnosticText {
    DiagnosticText::write(cannot_stand_here(written), meant.to_string())
}

/// A time without quotation marks.
pub fn unquoted_time(meant: &str) -> DiagnosticText {
    let meant = quoted(meant);
    DiagnosticText::new(
        "this time has no quotation marks",
        format!("write {meant}, in quotation marks"),
    )
    .here(meant)
}

/// A number in words, or in digits of another script.
pub fn number_in_other_words(written: &str, number: u32) -> DiagnosticText {
    let message = format!("`{written}` is not written in the digits 0 to 9");
    DiagnosticText::write(message, number.to_string())
}

/// A comma or a full stop behind a value.
pub fn mark_behind(mark: &str) -> DiagnosticText {
    let message = format!("`{mark}` stands behind the value");
    DiagnosticText::new(message, "delete it").here("")
}

/// Words beside a number.
pub fn words_beside_a_number(number: &str, words: &str) -> DiagnosticText {
    let message = format!("`{words}` stands beside a number");
    DiagnosticText::new(message, format!("write {number} alone")).here(number)
}

/// A text without quotation marks; `meant` has them.
pub fn unquoted_text(meant: &str) -> DiagnosticText {
    DiagnosticText::write("a text needs quotation marks", meant)
}

/// Two entries without a comma between them.
pub fn missing_comma() -> DiagnosticText {
    DiagnosticText::new("a comma is missing between two entries", "write , here").here(",")
}

/// A comma with nothing before or behind it.
pub fn comma_too_many() -> DiagnosticText {
    DiagnosticText::new("one comma too many", "delete it").here("")
}

/// A backslash in a text.
pub fn backslash() -> DiagnosticText {
    DiagnosticText::new("a backslash stands in a text", "write \\\\ or leave it out").here("\\\\")
}
