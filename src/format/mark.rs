//! The sender's mark of a file: what of it is signed, and whether a mark fits.

use jiff::civil::Date;

use crate::domain::mark::{Mark, SecretKey};
use crate::domain::people::Marked;

use super::Seal;
use super::rewrite;

/// The mark of a text, as it stands above `[shared]`, and of what that says of name, day and sender.
pub(super) fn of(text: &str, about: &SignedLine<'_>, secret: &SecretKey) -> Mark {
    secret.mark(&message(text), &about.to_string())
}

/// What a mark says besides the text.
#[derive(Clone, Copy)]
pub(super) struct SignedLine<'a> {
    /// The name of the routine where it was shared.
    pub(super) name: &'a str,
    /// Who shares it.
    pub(super) by: Option<&'a str>,
    /// The day.
    pub(super) on: Date,
}

impl std::fmt::Display for SignedLine<'_> {
    /// A name has no blank and a day none either, so no two of these are the same line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let SignedLine { name, by, on } = self;
        write!(f, "{name}, shared on {on}")?;
        by.map_or(Ok(()), |by| write!(f, " by {by}"))
    }
}

/// `share` leaves a line free above `[shared]`, and who looks for that line has it, too.
fn message(text: &str) -> Vec<u8> {
    format!("{text}\n").into_bytes()
}

/// Whether a file that says this of itself has a mark, and whose.
pub fn marked(text: &str, seal: Option<&Seal>) -> Marked {
    let Some(seal) = seal.filter(|seal| seal.key.is_some() || !seal.signature.is_empty()) else {
        return Marked::No;
    };
    fitting(text, seal).map_or(Marked::Broken, |mark| Marked::By(mark.key()))
}

fn fitting(text: &str, seal: &Seal) -> Option<Mark> {
    let mark = Mark::read(seal.key.as_deref()?, &seal.signature).ok()?;
    let about = SignedLine { name: seal.name.as_deref()?, by: seal.by.as_deref(), on: seal.on? };
    let text = rewrite::without_seal(text).ok()?;
    mark.is_of(&message(&text), &about.to_string()).then_some(mark)
}
