//! Limits on one exercise: how often, how long, which way.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::Date;

use crate::domain::profile::Flag;
use crate::domain::routine::{
    Breath, Direction, Exercise, Extension, Kind, Phase, Position, Sides, Version,
};
use crate::domain::severity::Severity::{self, Fault, Note, Warning};

use super::wording::asks_to_hold;
use super::{FileKey, Finding, Measured, Quantity, Unsaid, count, millis, outside, range};

/// What breaks a limit in one version of an exercise: its dose, its times, its directions.
pub fn version(kind: Kind, version: &Version) -> Vec<Finding> {
    let phases = version.phases.iter().enumerate();
    let mut found = Vec::new();
    found.extend(repetitions(kind, version));
    found.extend(outside(Quantity::Sets, count(version.sets), FileKey::Sets));
    found.extend(phases.filter_map(|(nth, phase)| phase_time(kind, nth, phase)));
    found.extend(breath_pairs(version));
    found.extend(same_breath_twice(version));
    if kind == Kind::Breath {
        found.extend(held_breaths(version));
    }
    found.extend(rests(kind, version));
    if kind == Kind::Walk {
        found.extend(walk(version));
    }
    found.extend(extension_rules(version));
    if version.extension == Extension::Lumbar {
        found.extend(prescribed(version));
    }
    found
}

/// What breaks a limit in an exercise beyond its versions: what has to be said, and its marks.
pub fn exercise(exercise: &Exercise) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(unsaid(exercise));
    found.extend(one_side(exercise));
    found.extend(bending_back(exercise));
    found.extend(exercise.tags.iter().map(|tag| of_a_tag(tag)));
    found
}

/// Whether nothing in it is paced or held: a march.
fn is_free_tempo(version: &Version) -> bool {
    version.phases.iter().all(|phase| phase.breath == Breath::Free && !phase.hold)
}

fn repetitions(kind: Kind, version: &Version) -> Option<Finding> {
    let quantity = match kind {
        Kind::Mobility if lifts_and_rounds(version) => Quantity::CatCowRepetitions,
        Kind::Mobility | Kind::Balance if is_free_tempo(version) => Quantity::FreeRepetitions,
        Kind::Mobility | Kind::Balance => Quantity::SetRepetitions,
        Kind::Stretch => Quantity::StretchRepetitions,
        Kind::Strength => Quantity::StrengthRepetitions,
        Kind::Breath | Kind::Posture | Kind::Rest | Kind::Walk => return None,
    };
    let (_, band) = range(quantity)?;
    let reps = count(version.reps);
    let found = outside(quantity, reps, FileKey::Reps)?;
    // Fewer than a range asks for are always fine.
    Some(if reps < band.fine.0 { Finding { severity: Note, ..found } } else { found })
}

/// Into extension with one breath, into flexion with another.
fn lifts_and_rounds(version: &Version) -> bool {
    let goes = |direction| {
        let with_the_breath = version.phases.iter().filter(|phase| phase.breath != Breath::Free);
        with_the_breath.into_iter().any(|phase| directions_of(version, phase).contains(&direction))
    };
    goes(Direction::Extension) && goes(Direction::Flexion)
}

/// The directions of a phase: its own, else the exercise's.
fn directions_of<'v>(version: &'v Version, phase: &'v Phase) -> &'v [Direction] {
    match phase.direction.is_empty() {
        true => &version.direction,
        false => &phase.direction,
    }
}

fn phase_time(kind: Kind, nth: usize, phase: &Phase) -> Option<Finding> {
    let found = |quantity| outside(quantity, millis(phase.written_time()), FileKey::Time(nth));
    if kind.holds(phase) {
        return match kind {
            Kind::Strength => found(Quantity::StrengthHold),
            _ => found(Quantity::Hold),
        };
    }
    let moves = matches!(kind, Kind::Mobility | Kind::Stretch | Kind::Strength | Kind::Balance);
    let breath = match phase.breath {
        Breath::In => Quantity::BreathIn,
        Breath::Out => Quantity::BreathOut,
        Breath::Free => return None,
    };
    found(breath).or_else(|| moves.then(|| found(Quantity::Movement)).flatten())
}

/// A breath in and a breath out side by side: one against the other, and how many in a minute.
fn breath_pairs(version: &Version) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut phases = version.phases.iter().enumerate().peekable();
    while let Some((nth, first)) = phases.next() {
        let pair = |(_, second): &(usize, &Phase)| opposite(first, second);
        let Some((next, second)) = phases.next_if(pair) else { continue };
        let (breath_in, breath_out, at) = match first.breath {
            Breath::In => {
                (millis(first.written_time()), millis(second.written_time()), FileKey::Time(next))
            }
            _ => (millis(second.written_time()), millis(first.written_time()), FileKey::Time(nth)),
        };
        let refused = |of, time| range(of).and_then(|(_, band)| band.weigh(time)) == Some(Fault);
        if refused(Quantity::BreathIn, breath_in) || refused(Quantity::BreathOut, breath_out) {
            continue;
        }
        let ratio = breath_out * 1_000 / breath_in.max(1);
        let pace = 60_000_000 / (breath_in + breath_out).max(1);
        found.extend(outside(Quantity::BreathOutToIn, ratio, at));
        found.extend(outside(Quantity::BreathsPerMinute, pace, at));
    }
    found
}

/// Where breathing is the exercise, a hold beside a paced breath is a held breath, whatever it is called.
fn held_breaths(version: &Version) -> Vec<Finding> {
    let is_paced = |phase: &Phase| phase.breath != Breath::Free;
    if !version.phases.iter().any(is_paced) {
        return Vec::new();
    }
    let says_so = |phase: &Phase| phase.cue.as_deref().is_some_and(asks_to_hold);
    let phases = version.phases.iter().enumerate();
    let held = phases.filter(|(_, phase)| phase.hold || (!is_paced(phase) && says_so(phase)));
    held.map(|(nth, _)| rule(10, Fault, FileKey::Hold(nth), Measured::HoldBesideABreath)).collect()
}

fn opposite(first: &Phase, second: &Phase) -> bool {
    let breaths = (first.breath, second.breath);
    matches!(breaths, (Breath::In, Breath::Out) | (Breath::Out, Breath::In))
}

/// Two neighbouring phases with the same paced breath, also from one repetition to the next (LIM-51): it
/// lies in the second of them, or in the last of a repetition that begins as it ends.
fn same_breath_twice(version: &Version) -> Vec<Finding> {
    let same = |(first, second): (&Phase, &Phase)| {
        first.breath == second.breath && first.breath != Breath::Free
    };
    let phases = &version.phases;
    let within = phases.iter().zip(phases.iter().skip(1)).map(same);
    let last_and_first = phases.last().zip(phases.first());
    let on = last_and_first.is_some_and(same) && version.repeats_at_once();
    // A repetition of one phase is both.
    let last = phases.len().saturating_sub(1);
    let within = within.enumerate().filter(|(_, same)| *same).map(|(nth, _)| nth + 1);
    let places: BTreeSet<usize> = within.chain(on.then_some(last)).collect();
    let found = |nth| rule(51, Warning, FileKey::Breath(nth), Measured::SameBreathTwice);
    places.into_iter().map(found).collect()
}

fn rests(kind: Kind, version: &Version) -> Vec<Finding> {
    if matches!(kind, Kind::Breath | Kind::Posture | Kind::Rest) {
        return Vec::new();
    }
    let after = match kind {
        Kind::Strength if is_isometric(version) => Quantity::IsometricRest,
        Kind::Strength => Quantity::StrengthRest,
        _ => Quantity::Rest,
    };
    let between = || {
        let rest = millis(version.rest_between_sets);
        outside(Quantity::RestBetweenSets, rest, FileKey::RestBetweenSets)
    };
    let after = outside(after, millis(version.rest), FileKey::Rest);
    after.into_iter().chain((version.sets > 1).then(between).flatten()).collect()
}

/// At least a third of each repetition is a hold: an isometric exercise. The third is our own choice.
fn is_isometric(version: &Version) -> bool {
    let hold_time: Duration =
        version.phases.iter().filter(|phase| phase.hold).map(Phase::written_time).sum();
    hold_time * 3 >= version.written_rep_length()
}

fn walk(version: &Version) -> Vec<Finding> {
    let sits = |phase: &Phase| version.rests_from_a_walk(phase);
    let mut found = Vec::new();
    let rests = version.phases.iter().enumerate().filter(|(_, phase)| sits(phase));
    for (nth, phase) in rests.clone() {
        let (rest, at) = (millis(phase.written_time()), FileKey::Time(nth));
        found.extend(outside(Quantity::SeatedRest, rest, at));
    }
    let (at, bout) = match rests.count() {
        // Nothing lies between the repetitions, so all of it is one walk.
        0 => (
            FileKey::Reps,
            version.written_rep_length() * version.reps.saturating_mul(version.sets).min(10_000),
        ),
        _ => longest_walk(version, sits),
    };
    let bouts = if version.position.is_on_feet() { Quantity::Walk } else { Quantity::Ride };
    found.extend(outside(bouts, millis(bout), at));
    found
}

/// The longest stretch without a seat, also across the end of a repetition, and where it begins.
fn longest_walk(version: &Version, sits: impl Fn(&Phase) -> bool) -> (FileKey, Duration) {
    let twice = version.phases.iter().enumerate().chain(version.phases.iter().enumerate());
    let (mut longest, mut begins, mut so_far) =
        ((FileKey::Whole, Duration::ZERO), 0, Duration::ZERO);
    for (nth, phase) in twice {
        if so_far.is_zero() {
            begins = nth;
        }
        so_far = if sits(phase) { Duration::ZERO } else { so_far + phase.written_time() };
        if so_far > longest.1 {
            longest = (FileKey::Time(begins), so_far);
        }
    }
    longest
}

/// Where directions and `extension` do not agree, and what is never done at once.
fn extension_rules(version: &Version) -> Vec<Finding> {
    let mut found = Vec::new();
    let bends_back = |phase: &&Phase| directions_of(version, phase).contains(&Direction::Extension);
    let named = version.direction.contains(&Direction::Extension);
    let bending = version.phases.iter().enumerate().filter(|(_, phase)| bends_back(phase));
    let first = bending.clone().next().map(|(nth, _)| FileKey::Toward(nth));
    match (version.extension, first, named.then_some(FileKey::Direction)) {
        (Extension::None, Some(at), _) | (Extension::None, None, Some(at)) => {
            found.push(rule(39, Fault, at, Measured::ExtensionNotMeasured));
        }
        (Extension::Mild | Extension::Thoracic | Extension::Lumbar, None, _) => {
            let measured = Measured::ExtensionWithoutDirection(version.extension);
            found.push(rule(39, Fault, FileKey::Extension, measured));
        }
        _ => {}
    }
    for (nth, phase) in bending {
        let turns = directions_of(version, phase).contains(&Direction::Rotation);
        let sided = version.sides != Sides::Both;
        let one_leg = sided && phase.position.unwrap_or(version.position) == Position::Standing;
        let measured = match (turns, one_leg) {
            (true, _) => Measured::BendingBackAndTurning,
            (false, true) => Measured::BendingBackOnOneLeg,
            (false, false) => continue,
        };
        found.push(rule(27, Fault, FileKey::Toward(nth), measured));
    }
    found
}

/// The most that a clinician may prescribe for the low back in a file.
fn prescribed(version: &Version) -> Vec<Finding> {
    let holds = version.phases.iter().enumerate().filter(|(_, phase)| phase.hold);
    let holds = holds.filter_map(|(nth, phase)| {
        outside(Quantity::LumbarHold, millis(phase.written_time()), FileKey::Time(nth))
    });
    let reps = outside(Quantity::LumbarRepetitions, count(version.reps), FileKey::Reps);
    let sets = outside(Quantity::LumbarSets, count(version.sets), FileKey::Sets);
    reps.into_iter().chain(holds).chain(sets).collect()
}

/// Whether a clearance for bending the low back backwards is too old, or not given yet.
pub fn clearance(on: Date, today: Date) -> Option<Finding> {
    let days = today.since(on).map_or(i32::MAX, |span| span.get_days());
    match u64::try_from(days) {
        Ok(days) => outside(Quantity::ClearanceAge, count(days), FileKey::ClearedOn),
        Err(_) => Some(rule(26, Fault, FileKey::ClearedOn, Measured::ClearanceAhead)),
    }
}

/// Less extension than the exercise of the library has that a file uses: the movement is the same,
/// whatever the file calls it.
pub fn understated_extension(library: Extension, written: Extension) -> Option<Finding> {
    let number = match library {
        Extension::None | Extension::Mild => return None,
        Extension::Thoracic => 25,
        Extension::Lumbar => 26,
    };
    let measured = Measured::UnderstatedExtension(library);
    (written < library).then(|| rule(number, Fault, FileKey::Extension, measured))
}

fn unsaid(exercise: &Exercise) -> Option<Finding> {
    let unsaid = [
        (Unsaid::Easier, exercise.easier.is_none()),
        (Unsaid::Caution, exercise.cautions.is_empty()),
        (Unsaid::Source, exercise.sources.is_empty() && !exercise.own_choice),
    ];
    let unsaid = unsaid.into_iter().filter(|(_, missing)| *missing);
    let unsaid: Vec<Unsaid> = unsaid.map(|(what, _)| what).collect();
    (!unsaid.is_empty()).then(|| rule(39, Warning, FileKey::Whole, Measured::Unsaid(unsaid)))
}

fn one_side(exercise: &Exercise) -> Option<Finding> {
    let one = matches!(exercise.full.sides, Sides::Left | Sides::Right);
    let unexplained = one && exercise.one_side_reason.is_none();
    unexplained.then(|| rule(37, Warning, FileKey::Side, Measured::OneSideOnly))
}

/// What an exercise that bends back brings with it.
fn bending_back(exercise: &Exercise) -> Option<Finding> {
    let rounds = |easier: &Version| {
        easier.extension == Extension::None && !easier.direction.contains(&Direction::Extension)
    };
    let (number, measured) = match exercise.full.extension {
        Extension::Mild if !exercise.easier.as_ref().is_some_and(rounds) => {
            (24, Measured::LiftWithoutRounding)
        }
        Extension::Thoracic if exercise.cautions.is_empty() => {
            (25, Measured::UpperBackWithoutCaution)
        }
        Extension::Thoracic => {
            let never = Extension::Thoracic.never_with().iter().copied();
            let missing: Vec<Flag> =
                never.filter(|flag| !exercise.hide_if.contains(flag)).collect();
            if missing.is_empty() {
                return None;
            }
            (25, Measured::UpperBackWithFlags(missing))
        }
        Extension::None | Extension::Mild | Extension::Lumbar => return None,
    };
    Some(rule(number, Warning, FileKey::Extension, measured))
}

/// One tag warns of force, some are refused for it, and there is no other.
fn of_a_tag(tag: &str) -> Finding {
    let severity = match tag {
        "end-range" | "end_range" => Warning,
        "bounce" | "jump" | "weighted" | "ballistic" => Fault,
        _ => return rule(28, Fault, FileKey::Tags, Measured::UnknownTag(tag.to_owned())),
    };
    rule(28, severity, FileKey::Tags, Measured::Tag(tag.to_owned()))
}

/// What breaks a rule that has no range.
fn rule(number: u8, severity: Severity, key: FileKey, measured: Measured) -> Finding {
    Finding { number, severity, key, measured }
}
