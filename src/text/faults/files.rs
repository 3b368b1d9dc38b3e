//! Faults of a file as a whole: its bytes, its format, its tables and keys.

use crate::text::lists::commas;

use super::{DiagnosticText, Keystrokes, quoted};

const SAVE_AS_TEXT: &str =
    "open it, choose \"save as\", then \"plain text (UTF-8)\", and let the name end in .toml";

/// More bytes than a routine can have; `most` is in KiB.
pub fn too_large(most: usize) -> DiagnosticText {
    let message = format!("this file has more than {most} KiB");
    DiagnosticText::new(message, "a routine is a short text; is this the right file?")
}

/// What is often taken for a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoText {
    /// A zipped document, or a zipped folder.
    Packed,
    /// A binary document of an old word processor.
    OldDocument,
    /// Rich text.
    RichText,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A compressed file.
    Compressed,
    /// A web page.
    WebPage,
    /// XML.
    Xml,
}

/// A file that is something else than a plain text.
pub fn not_plain_text(what: NoText) -> DiagnosticText {
    let what = match what {
        NoText::Packed => "a word processor's document, or a packed folder",
        NoText::OldDocument => "an old word processor's document",
        NoText::RichText => "a word processor's document (RTF)",
        NoText::Pdf => "a PDF",
        NoText::Picture => "a picture",
        NoText::Compressed => "a packed file",
        NoText::WebPage => "a web page",
        NoText::Xml => "an XML file",
    };
    DiagnosticText::new(format!("this is {what}, not plain text"), SAVE_AS_TEXT)
}

/// Bytes that are no text at all.
pub fn not_a_text_file() -> DiagnosticText {
    DiagnosticText::new("this is not a text file", SAVE_AS_TEXT)
}

/// A mail that was saved whole, or its text as it travels.
pub fn a_mail() -> DiagnosticText {
    let message = "this is the mail itself, not the file that came with it";
    DiagnosticText::new(message, "open the mail, save the attachment, and use that")
}

/// A file in the notation of another format.
pub fn json() -> DiagnosticText {
    let message = "this file is written as JSON, with braces around everything";
    DiagnosticText::new(
        message,
        "write lines of key = value; `stenosis-routine new NAME` begins such a file",
    )
}

/// A file of a format to come.
pub fn newer_format(found: u32, known: u32) -> DiagnosticText {
    let message = format!(
        "this file was made by a newer version: format {found}, and this version reads {known}"
    );
    DiagnosticText::new(message, "update stenosis-routine, or ask for the file in an older format")
}

/// A text in UTF-16.
pub fn utf16() -> DiagnosticText {
    DiagnosticText::new("this text is saved as UTF-16", SAVE_AS_TEXT)
}

/// A byte that is not UTF-8.
pub fn not_utf8() -> DiagnosticText {
    DiagnosticText::new(
        "this letter is not saved as UTF-8 (the file may be Latin-1 or Windows-1252)",
        "save the file anew as UTF-8",
    )
}

/// A character anywhere in a file that no terminal may see.
pub fn invisible_character(character: char) -> DiagnosticText {
    let message = format!("a character that cannot be seen (U+{:04X})", u32::from(character));
    DiagnosticText::new(message, "delete it, and type what stands around it anew").here("")
}

/// Below a finding: the other lines of which the same is to be said, and of how many more.
pub fn and_the_same(lines: &[usize], more: usize) -> String {
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    let more = match more {
        0 => String::new(),
        more => format!(", and in {more} more"),
    };
    format!("the same in {noun} {}{more}", commas(lines))
}

/// Below the findings that are shown: how many are not.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

/// No line says which format it is.
pub fn no_format() -> DiagnosticText {
    DiagnosticText::new(
        "the file does not say which format it has",
        "write above this line: format = 1",
    )
    .typed(Keystrokes::LineAbove("format = 1".into()))
}

/// Another format than the one that this program reads.
pub fn other_format(found: u32, known: u32) -> DiagnosticText {
    let message = format!("this is format {found}, and this program reads format {known}");
    DiagnosticText::write(message, known.to_string())
}

/// Where a key belongs that a table does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAdvice<'a> {
    /// This key was probably meant.
    Write(&'a str),
    /// This table has a key of this name.
    BelongsIn(&'a str, &'a str),
    /// Nothing is near.
    Delete,
}

/// Keys that people look for, and why there are none.
const NO_SUCH_KEYS: &[(&[&str], &str)] = &[
    (
        &["weight", "weights", "load", "resistance", "band", "intensity", "kg"],
        "exercises are done without weights here",
    ),
    (
        &["image", "images", "photo", "video", "url", "link", "gif"],
        "pictures cannot be brought along; pose = in a phase names a drawn figure",
    ),
    (
        &["notes", "note", "comment", "comments", "remark", "remarks", "todo"],
        "what is for you alone stands behind #",
    ),
    (
        &["duration", "length", "time", "total", "minutes"],
        "the length follows from repetitions, phases and rests",
    ),
    (
        &["level", "difficulty", "phase-name", "week", "stage"],
        "one file is one level; `easier` and `progression` say what can change",
    ),
    (&["id", "uuid", "version", "date", "created"], "a routine is known by the name of its file"),
    (&["tempo", "bpm", "speed", "pace"], "the pace follows from the time of each phase"),
    (&["goal", "goals", "benefit", "benefits", "muscles"], "a short summary can say it"),
];

/// A key that a table does not have.
pub fn unknown_key(table: &str, key: &str, advice: KeyAdvice<'_>) -> DiagnosticText {
    let message = format!("{table} has no key `{key}`");
    match advice {
        KeyAdvice::Write(name) => DiagnosticText::write(message, name),
        KeyAdvice::BelongsIn(other, name) => {
            let as_name = if key == name { String::new() } else { format!(", as {name}") };
            let label = format!("take it out here; it belongs in {other}{as_name}");
            DiagnosticText::new(message, label).typed(Keystrokes::WithoutThisKey)
        }
        KeyAdvice::Delete => {
            let label = match NO_SUCH_KEYS.iter().find(|(keys, _)| keys.contains(&key)) {
                Some((_, why)) => format!("take it out: {why}"),
                None => "delete it, with its value; there is none like it".into(),
            };
            DiagnosticText::new(message, label).typed(Keystrokes::WithoutThisKey)
        }
    }
}

/// A key that has to be there.
pub fn missing_key(key: &str) -> DiagnosticText {
    DiagnosticText::new(format!("`{key}` is missing"), format!("add {key} = …"))
}

/// A key of the whole file in one of its exercises.
pub fn key_of_the_whole_file(key: &str) -> DiagnosticText {
    DiagnosticText::new(whole_file(key), "take it out here; it stands above the first [[exercise]]")
        .typed(Keystrokes::WithoutThisKey)
}

/// The same in an exercise that the file brings along.
pub fn format_of_a_part(key: &str) -> DiagnosticText {
    DiagnosticText::new(whole_file(key), "delete this line").typed(Keystrokes::WithoutThisKey)
}

fn whole_file(key: &str) -> String {
    format!("`{key}` belongs to the whole file, not to one exercise")
}

/// A list of tables with one pair of brackets.
pub fn single_brackets(header: &str) -> DiagnosticText {
    let message = format!("`{header}` stands here in single brackets");
    let meant = format!("[[{header}]]");
    DiagnosticText::new(message, format!("write {meant}, with two brackets on each side"))
        .here(meant)
}

/// A name with anything in it that a file's name cannot have; `meant` is what it probably should be.
pub fn not_a_name(text: &str, meant: Option<&str>) -> DiagnosticText {
    let Some(meant) = meant.map(quoted) else {
        let label = "write letters and hyphens, such as \"seated-cat-cow\"";
        return DiagnosticText::new(no_name(text), label);
    };
    let label = format!("write {meant}, if that is its name");
    DiagnosticText::new(no_name(text), label).here(meant)
}

/// Several names where one belongs.
pub fn several_names(names: &[&str]) -> DiagnosticText {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    let meant = names.join("\n\n[[exercise]]\nuse = ");
    let label =
        format!("write {} each below an [[exercise]] of its own, with use =", commas(&names));
    DiagnosticText::new("one exercise has one name", label).here(meant)
}

/// The same of a table `[pose.NAME]`.
pub fn not_a_pose_name(text: &str) -> DiagnosticText {
    DiagnosticText::new(no_name(text), "write letters and hyphens, such as [pose.seated-lift]")
}

fn no_name(text: &str) -> String {
    format!("`{text}` cannot be a name: no blanks, points or slashes")
}

/// A word that is none of those that can stand there; `meant` is the one that probably was.
pub fn unknown_word(word: &str, meant: Option<&str>, words: &[&str]) -> DiagnosticText {
    match meant {
        Some(meant) => DiagnosticText::write(cannot_stand_here(word), quoted(meant)),
        None => DiagnosticText::new(cannot_stand_here(word), one_of(words)),
    }
}

/// A table under a name that is no position.
pub fn not_a_position(word: &str, meant: Option<&str>, words: &[&str]) -> DiagnosticText {
    let message = format!("`{word}` is not a position");
    match meant {
        Some(meant) => DiagnosticText::write(message, meant),
        None => DiagnosticText::new(message, one_of(words)),
    }
}

fn one_of(words: &[&str]) -> String {
    format!("one of: {}", commas(words))
}

pub(super) fn cannot_stand_here(word: &str) -> String {
    format!("`{word}` cannot stand here")
}
