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

/// The two texts of a diagnostic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiagnosticText {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub label: String,
}

impl DiagnosticText {
    /// The two texts of a diagnostic, from anything that is a text.
    pub(super) fn new(message: impl Into<String>, label: impl Into<String>) -> DiagnosticText {
        DiagnosticText { message: message.into(), label: label.into() }
    }
}

/// Advice to write this text, in quotation marks.
fn write_quoted(text: &str) -> String {
    format!("write \"{text}\"")
}
