//! `use`: an entry completed from the library's, in the position that was asked for.

use std::rc::Rc;

use crate::domain::routine::{Extension, Position};
use crate::format::diagnostic::{Code, Diagnostic};
use crate::limits;
use crate::text::faults;

use super::entry::{ExerciseEntry, InPositionEntry};
use super::key_tables::Completed;
use super::ladder;
use super::limit_diagnostics::at_place;
use super::read::{At, Field, fault};

/// An entry completed from the one that it uses, in the position that was asked for.
pub(super) fn complete(
    written: &ExerciseEntry,
    base: &ExerciseEntry,
    findings: &mut Vec<Diagnostic>,
) -> Option<ExerciseEntry> {
    check_extension(&written.extension, base, findings);
    let placed = in_requested_position(written, base, findings)?;
    let mut entry = written.completed_from(&placed);
    // What is written beside `use` replaces the library's steps as it replaces its numbers.
    let steps = base.steps.value().map_or(&[][..], Vec::as_slice);
    if written.steps.is_absent() && ladder::is_overridden(steps, written) {
        entry.steps = Field::Absent;
    }
    Some(entry)
}

/// What bends back in the library is not called otherwise by who uses it.
pub(super) fn check_extension(
    written: &Field<Extension>,
    base: &ExerciseEntry,
    findings: &mut Vec<Diagnostic>,
) {
    let (Some(written), Some(library)) = (written.given(), base.extension.value()) else { return };
    let found = limits::understated_extension(*library, written.value);
    findings.extend(found.map(|finding| at_place(&finding, written.place.clone())));
}

/// The library's entry in the position that was asked for.
fn in_requested_position(
    written: &ExerciseEntry,
    base: &ExerciseEntry,
    findings: &mut Vec<Diagnostic>,
) -> Option<ExerciseEntry> {
    let (Some(requested), Some(default)) = (written.position.given(), base.position.value()) else {
        return Some(base.clone());
    };
    if requested.value == *default {
        return Some(base.clone());
    }
    let others: &[_] = base.in_position.value().map_or(&[], |others| &others.0);
    if let Some((_, other)) = others.iter().find(|(position, _)| *position == requested.value) {
        return Some(in_position(base, requested.value, other));
    }
    let offered: Vec<Position> =
        [*default].into_iter().chain(others.iter().map(|(position, _)| *position)).collect();
    let text = faults::position_not_offered(requested.value, &offered);
    findings.push(fault(Code::PositionNotOffered, requested.place.clone(), text));
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
        setup_time: other.setup_time.or(&base.setup_time),
        easier: other.easier.or(&base.easier),
        phase: other.phase.or(&base.phase),
        needs: other.needs.or(&base.needs),
        ..base.clone()
    }
}
