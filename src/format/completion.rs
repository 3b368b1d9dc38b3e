//! `use`: an entry completed from the library's, in the position that was asked for.

use std::rc::Rc;

use crate::domain::routine::{Extension, Position};
use crate::format::diagnostic::{Code, Diagnostic};
use crate::limits;

use super::entry::{ExerciseEntry, InPositionEntry};
use super::keys::Completed;
use super::limit_diagnostics::said;
use super::read::{At, Field, fault};

/// An entry completed from the one that it uses, in the position that was asked for.
pub(super) fn complete(
    written: &ExerciseEntry,
    base: &ExerciseEntry,
    findings: &mut Vec<Diagnostic>,
) -> Option<ExerciseEntry> {
    check_extension(&written.extension, base, findings);
    offered(written, base, findings).map(|placed| written.completed_from(&placed))
}

/// What bends back in the library is not called otherwise by who uses it.
pub(super) fn check_extension(
    written: &Field<Extension>,
    base: &ExerciseEntry,
    findings: &mut Vec<Diagnostic>,
) {
    let (Some(written), Some(library)) = (written.given(), base.extension.value()) else { return };
    let breach = limits::played_down(*library, written.value);
    findings.extend(breach.map(|breach| said(breach, written.place.clone())));
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
        return Some(in_position(base, wanted.value, other));
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

/// An entry in another position that it offers.
pub(super) fn in_position(
    base: &ExerciseEntry,
    position: Position,
    other: &InPositionEntry,
) -> ExerciseEntry {
    let place = other.place.clone();
    ExerciseEntry {
        position: Field::Given(Rc::new(At { value: position, place })),
        setup: other.setup.or(&base.setup),
        phase: other.phase.or(&base.phase),
        needs: other.needs.or(&base.needs),
        ..base.clone()
    }
}
