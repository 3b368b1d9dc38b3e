//! Keys of one exercise that do not go together.

use crate::domain::routine::{Extension, Kind, Position, Sides, Version};
use crate::format::diagnostic::{Code, Diagnostic, Location};
use crate::limits;
use crate::text::faults;

use super::entry::ExerciseEntry;
use super::exercise::range;
use super::library::Library;
use super::limit_diagnostics::{at_entry, is_limited};
use super::numbers::Whole;
use super::read::{Field, fault, warning};

pub(super) fn check_sides(entry: &ExerciseEntry, full: &Version, findings: &mut Vec<Diagnostic>) {
    let place = |field: &Field<Sides>| field.given().map(|at| at.place.clone());
    let side = place(&entry.side).unwrap_or_else(|| entry.place.clone());
    if full.sides == Sides::Alternate && full.position == Position::SideLying {
        findings.push(fault(Code::SideAndPosition, side, faults::alternate_on_the_side()));
    }
    let idle = [
        (full.sides != Sides::Each, &entry.change_over, faults::change_over_without_sides()),
        (full.sets == 1, &entry.rest_between_sets, faults::rest_without_sets()),
    ];
    for (is_idle, field, text) in idle {
        if let Some(at) = field.given().filter(|_| is_idle) {
            findings.push(warning(Code::NoEffect, at.place.clone(), text));
        }
    }
}

/// Only a single set of repetitions, one after the other, can be finished after any of them.
pub(super) fn check_up_to(entry: &ExerciseEntry, full: &Version, findings: &mut Vec<Diagnostic>) {
    let Some(up_to) = entry.up_to.given().filter(|up_to| up_to.value) else { return };
    let walks = entry.kind.value() == Some(&Kind::Walk);
    if walks || full.sets > 1 || full.reps == 1 {
        findings.push(fault(Code::NotTogether, up_to.place.clone(), faults::nothing_up_to()));
    }
}

pub(super) fn check_reps_range(entry: &ExerciseEntry, findings: &mut Vec<Diagnostic>) {
    let Some(written) = entry.reps_range.given() else { return };
    let Some(range) = range(&entry.reps_range) else {
        let turned = match written.value.as_slice() {
            [Whole(high), Whole(low)] => Some((*low, *high)),
            _ => None,
        };
        let text = faults::not_a_range(turned);
        findings.push(fault(Code::RepsRange, written.place.clone(), text));
        return;
    };
    let most = *range.end();
    let unsaid = |place: &Location| !is_limited(place, findings);
    let more = entry.reps.given().filter(|reps| reps.value.0 > most);
    if let Some(reps) = more.filter(|reps| unsaid(&reps.place)) {
        let text = faults::beyond_the_range(reps.value.0, most);
        findings.push(warning(Code::RepsRange, reps.place.clone(), text));
    }
}

/// Bending back at the low back: only with a clinician's name, a date and a dose in the file.
pub(super) fn check_clearance(
    entry: &ExerciseEntry,
    easier: Option<&ExerciseEntry>,
    library: &Library<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let lumbar = [Some(entry), easier].into_iter().flatten().find_map(|entry| {
        entry.extension.given().filter(|extension| extension.value == Extension::Lumbar)
    });
    let Some(lumbar) = lumbar else { return };
    let missing = [
        ("cleared-by", entry.cleared_by.is_absent()),
        ("cleared-on", entry.cleared_on.is_absent()),
        ("reps", entry.reps.is_absent()),
        ("phase", entry.phase.is_absent()),
    ];
    let missing: Vec<&str> =
        missing.iter().filter(|(_, absent)| *absent).map(|(key, _)| *key).collect();
    if !missing.is_empty() {
        let text = faults::not_cleared(&missing);
        findings.push(fault(Code::Limit(26), lumbar.place.clone(), text));
    }
    if let (Some(on), Some(today)) = (entry.cleared_on.value(), library.today) {
        findings.extend(limits::clearance(*on, today).map(|finding| at_entry(&finding, entry)));
    }
}
