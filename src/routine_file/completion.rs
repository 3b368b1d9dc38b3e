//! `use`: an entry completed from the library's, in the position that was asked for.

use crate::diagnostic::{Code, Diagnostic};

use super::entry::{ExerciseEntry, InPositionEntry};
use super::keys::Completed;
use super::read::fault;

/// An entry completed from the one that it uses, in the position that was asked for.
pub(super) fn complete(
    written: &ExerciseEntry,
    base: &ExerciseEntry,
    findings: &mut Vec<Diagnostic>,
) -> Option<ExerciseEntry> {
    offered(written, base, findings).map(|placed| written.completed_from(&placed))
}

/// The library's entry in the position that was asked for.
fn offered(
    written: &ExerciseEntry,
    base: &ExerciseEntry,
    findings: &mut Vec<Diagnostic>,
) -> Option<ExerciseEntry> {
    let (Some(wanted), Some(own)) = (written.position.given(), base.position.value()) else {
        return Some(base.clone());
    };
    if wanted.value == *own {
        return Some(base.clone());
    }
    let others: &[_] = base.in_position.value().map_or(&[], |others| &others.0);
    if let Some((_, other)) = others.iter().find(|(position, _)| *position == wanted.value) {
        return Some(in_position(base, other));
    }
    let names: Vec<&str> = others.iter().map(|(position, _)| position.name()).collect();
    let label = format!(
        "write {}, or leave the line out",
        [&[own.name()], &names[..]].concat().join(" or ")
    );
    let message = format!("this exercise cannot be done {}", wanted.value);
    findings.push(fault(Code::PositionNotOffered, wanted.place.clone(), message, label));
    None
}

pub(super) fn in_position(base: &ExerciseEntry, other: &InPositionEntry) -> ExerciseEntry {
    ExerciseEntry {
        setup: other.setup.or(&base.setup),
        phase: other.phase.or(&base.phase),
        needs: other.needs.or(&base.needs),
        ..base.clone()
    }
}
