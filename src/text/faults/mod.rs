//! What is said of a fault in a file: what is wrong, and what to write instead.
//!
//! Functions of plain arguments, one for each fault that `format` finds. A message is one sentence
//! without a full stop; a label stands under the caret and says what to write.

mod exercises;
mod files;
mod poses;
mod syntax;
mod themes;
mod values;

pub use exercises::*;
pub use files::*;
pub use poses::*;
pub use syntax::*;
pub use themes::*;
pub use values::*;

/// The two texts of a diagnostic, and what the second one tells to type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiagnosticText {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub label: String,
    /// What the label tells to type; nothing where it leaves that to the author.
    pub typed: Option<Keystrokes>,
}

/// What an advice tells to type, seen from its caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keystrokes {
    /// In place of what is marked; where nothing is marked, right there.
    Here(String),
    /// A line of its own above the marked one.
    LineAbove(String),
    /// A line of its own below the marked one.
    LineBelow(String),
    /// Behind everything else.
    AtTheEnd(String),
    /// `#` in front of the marked line.
    Remark,
    /// Nothing: the marked key goes, with its value.
    WithoutThisKey,
    /// Nothing: the marked entry of a list goes, with its comma.
    WithoutThisEntry,
    /// Nothing: the group in braces around the mark goes, with its comma.
    WithoutThisGroup,
}

impl DiagnosticText {
    /// The two texts of a diagnostic, from anything that is a text.
    pub(in crate::text) fn new(
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> DiagnosticText {
        DiagnosticText { message: message.into(), label: label.into(), typed: None }
    }

    /// Advice to write this in place of what is marked.
    fn write(message: impl Into<String>, text: impl Into<String>) -> DiagnosticText {
        let text = text.into();
        DiagnosticText::new(message, format!("write {}", in_a_label(&text))).here(text)
    }

    /// The same texts, and what the label tells to type.
    #[must_use]
    pub(in crate::text) fn typed(self, typed: Keystrokes) -> DiagnosticText {
        DiagnosticText { typed: Some(typed), ..self }
    }

    /// The same texts; the label tells to type this in place of what is marked.
    #[must_use]
    pub(in crate::text) fn here(self, text: impl Into<String>) -> DiagnosticText {
        self.typed(Keystrokes::Here(text.into()))
    }
}

/// A label, and what it tells to type, where that is one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// Stands under the caret.
    pub label: String,
    typed: Option<Keystrokes>,
}

impl Advice {
    /// To write this in place of what is marked; the label says it with more words around it.
    fn here(label: impl Into<String>, text: impl Into<String>) -> Advice {
        Advice { label: label.into(), typed: Some(Keystrokes::Here(text.into())) }
    }

    /// To write this in place of what is marked.
    fn write(text: impl Into<String>) -> Advice {
        let text = text.into();
        Advice::here(format!("write {text}"), text)
    }

    fn about(self, message: impl Into<String>) -> DiagnosticText {
        DiagnosticText { message: message.into(), label: self.label, typed: self.typed }
    }
}

/// Advice that leaves to the author what to type.
impl From<String> for Advice {
    fn from(label: String) -> Advice {
        Advice { label, typed: None }
    }
}

/// Lines to type, as a label says them.
fn in_a_label(lines: &str) -> String {
    lines.replace('\n', " and, on the next line, ")
}

/// A text in quotation marks, as a file writes it: marks and backslashes inside it become others.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "'").replace('\\', "/"))
}
