//! What keeps a session from beginning where nobody can answer.

use std::io::Write;

use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::conversation::PageId;
use crate::domain::routine::Position;
use crate::journal::Memory;
use crate::text;

/// A page that nobody can answer, what is said behind it, and how the program ends then.
pub(super) type ComesFirst = (PageId, &'static str, Exit);

/// Nobody can say that a doctor has looked, or that somebody was asked: that page, and nothing begins.
pub(super) fn without_a_keyboard(memory: &Memory) -> Option<ComesFirst> {
    let looked = text::LOOKED_AT_A_KEYBOARD;
    match (memory.emergency, memory.waits_for_a_doctor(), memory.asks_first()) {
        (Some(_), ..) => Some((PageId::Emergency, looked, Exit::Emergency)),
        (None, true, _) => Some((PageId::DoctorToday, looked, Exit::Done)),
        (None, false, true) => Some((PageId::AskedFirst, text::ASKED_AT_A_KEYBOARD, Exit::Done)),
        (None, false, false) => None,
    }
}

#[expect(clippy::disallowed_methods, reason = "there is no session to hand the output in")]
pub(super) fn say((page, behind, exit): ComesFirst) -> Result<Exit, Failure> {
    let mut out = anstream::stdout().lock();
    let about = text::questions::About::nothing_yet(Position::Seated);
    let mut lines = (page.page().words)(&about);
    // The last line is that of the keys.
    lines.pop();
    for line in text::questions::to_keep(&lines).iter().map(String::as_str).chain([behind]) {
        writeln!(out, "{line}")?;
    }
    Ok(exit)
}
