//! What is wrong with a file, and how it is shown: code, message, line, caret, what to write instead.
//!
//! Knows nothing of routines. Whoever finds a fault says it in words; this module draws it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::domain::severity::Severity;
use crate::text::printable::{columns, head, printable, shortened, tail, unsafe_characters};

/// The longest piece of a line that is drawn around a caret, in bytes.
const DRAWN_AT_MOST: usize = 400;
/// The most columns of such a piece, or of its caret and label; with the line's number, below 200.
const COLUMNS_AT_MOST: usize = 188;
/// The most columns of a message, which has its code before it.
const MESSAGE_AT_MOST: usize = 170;
/// The most columns of a label, which has a caret before it.
const LABEL_AT_MOST: usize = 120;
/// Columns before a caret that stay, however long the marked piece is.
const BEFORE_AT_LEAST: usize = 20;

/// A file's text under the name that a person knows it by.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The path or the routine's name, as it is shown.
    pub name: String,
    /// The whole text; empty where the file is no text.
    pub text: String,
}

impl Source {
    /// A shared source; every diagnostic keeps the one it speaks of.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Arc::new(Source { name: printable(&name.into()), text: text.into() })
    }
}

/// A stretch of one source, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file it lies in.
    pub source: Arc<Source>,
    /// From where to where.
    pub span: Range<usize>,
}

impl Location {
    /// The text at this place.
    pub fn text(&self) -> &str {
        self.source.text.get(self.span.clone()).unwrap_or_default()
    }

    /// The line on which it begins, from 1.
    pub fn line(&self) -> usize {
        let start = floor_boundary(&self.source.text, self.span.start);
        self.source.text.get(..start).unwrap_or_default().matches('\n').count() + 1
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// What kind of fault it is; the name stands in brackets and never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
            /// A limit that keeps routines gentle, by its number: `LIM-01` to `LIM-50`.
            Limit(u8),
        }

        impl Code {
            /// Every code but the limits, in the order of the list above.
            pub const ALL: &[Code] = &[$(Code::$variant,)+];
        }

        impl fmt::Display for Code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Code::$variant => f.write_str($name),)+
                    Code::Limit(number) => write!(f, "LIM-{number:02}"),
                }
            }
        }
    };
}

codes! {
    /// There is no such file, or it cannot be read.
    Unreadable = "unreadable",
    /// The file is larger than a routine can be.
    TooLarge = "too-large",
    /// The file is a document, a picture or an archive, not plain text.
    NotPlainText = "not-plain-text",
    /// The file is text, but not in UTF-8.
    NotUtf8 = "not-utf-8",
    /// A character that could play tricks on a terminal.
    ControlCharacter = "control-character",
    /// A text begins and does not end.
    MissingQuote = "missing-quote",
    /// The quotation marks of a word processor.
    CurlyQuote = "curly-quote",
    /// A text without quotation marks.
    UnquotedText = "unquoted-text",
    /// A key and a value without an equals sign between them.
    MissingEquals = "missing-equals",
    /// Something follows a value that was complete.
    AfterValue = "after-value",
    /// Two entries without a comma between them.
    MissingComma = "missing-comma",
    /// A bracket or brace is opened and not closed, or the other way round.
    UnclosedBracket = "unclosed-bracket",
    /// The same key twice.
    DuplicateKey = "duplicate-key",
    /// One pair of brackets where two are needed.
    SingleBracket = "single-bracket",
    /// Anything else that is not TOML.
    Syntax = "syntax",
    /// A key that the format does not have.
    UnknownKey = "unknown-key",
    /// A key that has to be there.
    MissingKey = "missing-key",
    /// Keys that cannot stand beside each other.
    NotTogether = "not-together",
    /// A number where a text belongs, or the like.
    WrongType = "wrong-type",
    /// A word that is not one of those that can stand there.
    UnknownWord = "unknown-word",
    /// Not a length of time.
    NotATime = "not-a-time",
    /// A number or a time that is too small or too large.
    OutOfRange = "out-of-range",
    /// A text that is empty or too long.
    TextLength = "text-length",
    /// Not a date.
    NotADate = "not-a-date",
    /// Not the name of an exercise, a pose or a sound file.
    NotAName = "not-a-name",
    /// A format that this version does not know.
    FormatVersion = "format-version",
    /// No exercise of this name.
    UnknownExercise = "unknown-exercise",
    /// No pose of this name.
    UnknownPose = "unknown-pose",
    /// A figure that nobody could be: a limb that does not reach, a foot in the floor.
    PoseShape = "pose-shape",
    /// An exercise that uses itself, or a pose that begins from itself.
    UseLoop = "use-loop",
    /// The exercise cannot be done in that position.
    PositionNotOffered = "position-not-offered",
    /// A position that leaves no time to turn over, or the like.
    SideAndPosition = "side-and-position",
    /// A key that means nothing beside another one.
    NoEffect = "no-effect",
    /// An easier version that asks for more than the exercise itself.
    EasierAsksMore = "easier-asks-more",
    /// More repetitions than the range allows, or a range that runs backwards.
    RepsRange = "reps-range",
    /// A ladder in which a step is no number, or a smaller one than before.
    Steps = "steps",
    /// An exercise in a group that is not there, or apart from the others of its group.
    Group = "group",
    /// Too few or too many exercises, steps or minutes.
    RoutineSize = "routine-size",
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind.
    pub code: Code,
    /// Whether the file can still be used.
    pub severity: Severity,
    /// What happened, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Location,
    /// Stands under the caret: what to write instead.
    pub label: String,
    /// What the label tells to type; empty where it leaves that to the author.
    pub edits: Vec<TextEdit>,
}

/// One change of a file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// What goes, in bytes of the text; empty where something is only added.
    pub span: Range<usize>,
    /// What comes in its place.
    pub text: String,
}

impl TextEdit {
    /// A text with these changes, which lie apart from each other.
    pub fn apply(edits: &[TextEdit], text: &str) -> String {
        let mut ordered: Vec<&TextEdit> = edits.iter().collect();
        ordered.sort_by_key(|edit| edit.span.start);
        let mut changed = String::with_capacity(text.len());
        let mut so_far = 0;
        for TextEdit { span, text: new } in ordered {
            changed.push_str(text.get(so_far..span.start).unwrap_or_default());
            changed.push_str(new);
            so_far = span.end;
        }
        changed.push_str(text.get(so_far..).unwrap_or_default());
        changed
    }
}

impl Diagnostic {
    /// Writes the finding as a person reads it, with or without colour.
    pub fn draw(&self, colour: bool) -> String {
        let level = match self.severity {
            Severity::Fault => Level::ERROR.with_name("fault"),
            Severity::Strong => Level::WARNING.with_name("strong warning"),
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let message = shortened(&printable(&self.message), MESSAGE_AT_MOST);
        let label = shortened(&printable(&self.label), LABEL_AT_MOST);
        let name = shortened(&self.place.source.name, MESSAGE_AT_MOST);
        let code = self.code.to_string();
        let title = level.primary_title(message.as_str()).id(code.as_str());
        let extract = Extract::around(&self.place, columns(&label));
        let group = if self.place.source.text.is_empty() {
            title.element(Origin::path(name.as_str())).element(Level::HELP.message(label.as_str()))
        } else {
            title.element(
                Snippet::source(extract.text.as_str())
                    .line_start(extract.line)
                    .path(name.as_str())
                    .annotation(
                        AnnotationKind::Primary.span(extract.span.clone()).label(label.as_str()),
                    ),
            )
        };
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }
}

/// The line around a place, short enough to draw and safe to print.
struct Extract {
    text: String,
    line: usize,
    span: Range<usize>,
}

impl Extract {
    /// The extract that has room for a label of so many columns behind its caret.
    fn around(place: &Location, label: usize) -> Extract {
        let text = place.source.text.as_str();
        let start = floor_boundary(text, place.span.start.min(text.len()));
        let (before, after) = text.split_at(start);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_start = line_start.max(start.saturating_sub(DRAWN_AT_MOST / 2));
        let line_end = start + after.find('\n').unwrap_or(after.len());
        let line_end = line_end.min(start + DRAWN_AT_MOST / 2);
        let line_end =
            line_end - usize::from(text.get(..line_end).is_some_and(|t| t.ends_with('\r')));
        let (from, to) = (floor_boundary(text, line_start), floor_boundary(text, line_end));
        let end = floor_boundary(text, place.span.end).clamp(start, to.max(start));
        let piece = |range: Range<usize>| text.get(range).unwrap_or_default();
        let (ahead, marked, behind) = (piece(from..start), piece(start..end), piece(end..to));
        // A caret has a column, and a blank stands between it and its label.
        let room = COLUMNS_AT_MOST.saturating_sub(label + 2);
        let marked = head(marked, room.saturating_sub(columns(ahead).min(BEFORE_AT_LEAST)));
        let ahead = tail(ahead, room.saturating_sub(columns(marked)));
        let rest = COLUMNS_AT_MOST.saturating_sub(columns(ahead) + columns(marked));
        let behind = if start + marked.len() == end { head(behind, rest) } else { "" };
        Extract {
            text: same_length_printable(&[ahead, marked, behind].concat()),
            line: before.matches('\n').count() + 1,
            span: ahead.len()..ahead.len() + marked.len(),
        }
    }
}

fn floor_boundary(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

/// A printable text, every character as many bytes long as before, so that spans still fit.
fn same_length_printable(text: &str) -> String {
    let mut printable = text.to_owned();
    for (at, c) in unsafe_characters(text).filter(|(_, c)| *c != '\t') {
        let end = at + c.len_utf8();
        let shown = match c.len_utf8() {
            1 => "?",
            2 => "\u{bf}",
            3 => "\u{fffd}",
            _ => "\u{fffd}?",
        };
        printable.replace_range(at..end, shown);
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::printable::is_unsafe;

    fn fault(text: &str, span: Range<usize>) -> Diagnostic {
        Diagnostic {
            code: Code::NotATime,
            severity: Severity::Fault,
            message: "cannot read `5 secnds` as a length of time".into(),
            place: Location { source: Source::new("neck.toml", text), span },
            label: "write \"5s\"".into(),
            edits: Vec::new(),
        }
    }

    #[test]
    fn a_fault_names_its_line_and_points() {
        let text = "format = 1\ntime = \"5 secnds\"\n";
        insta::assert_snapshot!(fault(text, 18..28).draw(false), @r#"
        fault[not-a-time]: cannot read `5 secnds` as a length of time
         --> neck.toml:2:8
          |
        2 | time = "5 secnds"
          |        ^^^^^^^^^^ write "5s"
        "#);
    }

    #[test]
    fn a_file_that_is_no_text_is_named_without_a_line() {
        insta::assert_snapshot!(fault("", 0..0).draw(false), @r#"
        fault[not-a-time]: cannot read `5 secnds` as a length of time
        --> neck.toml
         = help: write "5s"
        "#);
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_drawn() {
        let drawn = fault("a = \"\u{1b}[2J\u{9b}\u{202e}\u{7}\"", 4..6).draw(false);
        assert!(!drawn.chars().any(|c| c != '\n' && is_unsafe(c)), "{drawn:?}");
    }

    #[test]
    fn a_span_beyond_the_text_or_inside_a_character_is_drawn_all_the_same() {
        for (start, end) in [(0, 99), (99, 120), (1, 2), (3, 1)] {
            assert!(fault("é = é", start..end).draw(false).contains("neck.toml"));
        }
    }
}
