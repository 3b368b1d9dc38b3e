//! Faults of a file as a whole: its bytes, its format, its tables and keys.

use crate::text::lists::commas;

use super::{DiagnosticText, write_quoted};

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
    DiagnosticText::new(message, "delete it, and type what stands around it anew")
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
}

/// Another format than the one that this program reads.
pub fn other_format(found: u32, known: u32) -> DiagnosticText {
    let message = format!("this is format {found}, and this program reads format {known}");
    match found > known {
        true => DiagnosticText::new(message, "a newer version of the program may read it"),
        false => DiagnosticText::new(message, format!("write format = {known}")),
    }
}

/// Where a key belongs that a table does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAdvice<'a> {
    /// This key was probably meant.
    Write(&'a str),
    /// This table has a key of that name.
    BelongsIn(&'a str),
    /// Nothing is near.
    Delete,
}

/// A key that a table does not have.
pub fn unknown_key(table: &str, key: &str, advice: KeyAdvice<'_>) -> DiagnosticText {
    let label = match advice {
        KeyAdvice::Write(name) => format!("write {name}"),
        KeyAdvice::BelongsIn(other) => format!("it belongs in {other}"),
        KeyAdvice::Delete => "delete it, or put # in front of the line".into(),
    };
    DiagnosticText::new(format!("{table} has no key `{key}`"), label)
}

/// A key that has to be there.
pub fn missing_key(key: &str) -> DiagnosticText {
    DiagnosticText::new(format!("`{key}` is missing"), format!("add {key} = …"))
}

/// A key of the whole file in one of its exercises.
pub fn key_of_the_whole_file(key: &str) -> DiagnosticText {
    DiagnosticText::new(whole_file(key), "move it above the first [[exercise]]")
}

/// The same in an exercise that the file brings along.
pub fn format_of_a_part(key: &str) -> DiagnosticText {
    DiagnosticText::new(whole_file(key), "delete this line")
}

fn whole_file(key: &str) -> String {
    format!("`{key}` belongs to the whole file, not to one exercise")
}

/// A list of tables with one pair of brackets.
pub fn single_brackets(header: &str) -> DiagnosticText {
    let message = format!("`{header}` stands here in single brackets");
    DiagnosticText::new(message, format!("write [[{header}]], with two brackets on each side"))
}

/// A name with anything in it that a file's name cannot have; `meant` is what it probably should be.
pub fn not_a_name(text: &str, meant: Option<&str>) -> DiagnosticText {
    let label = match meant {
        Some(meant) => format!("write \"{meant}\", if that is its name"),
        None => "write letters and hyphens, such as \"seated-cat-cow\"".into(),
    };
    DiagnosticText::new(no_name(text), label)
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
    let label = meant.map_or_else(|| one_of(words), write_quoted);
    DiagnosticText::new(cannot_stand_here(word), label)
}

/// A table under a name that is no position.
pub fn not_a_position(word: &str, meant: Option<&str>, words: &[&str]) -> DiagnosticText {
    let label = meant.map_or_else(|| one_of(words), |name| format!("write {name}"));
    DiagnosticText::new(format!("`{word}` is not a position"), label)
}

fn one_of(words: &[&str]) -> String {
    format!("one of: {}", commas(words))
}

pub(super) fn cannot_stand_here(word: &str) -> String {
    format!("`{word}` cannot stand here")
}
