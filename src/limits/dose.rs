//! Limits on one exercise: how often, how long, which way.

use std::time::Duration;

use jiff::civil::Date;

use crate::domain::routine::{
    Breath, Direction, Exercise, Extension, Kind, Phase, Position, Sides, Version,
};
use crate::domain::severity::Severity::{Fault, Note, Warning};
use crate::domain::units::{Count, InWords};

use super::{Breach, Found, Key, breach, count, limit, millis, outside};

/// What breaks a limit in one version of an exercise: its dose, its times, its directions.
pub fn version(kind: Kind, version: &Version) -> Vec<Breach> {
    let phases = version.phases.iter().enumerate();
    let mut found = Vec::new();
    found.extend(repetitions(kind, version));
    let sets = count(version.sets);
    found.extend(outside(5, 0, sets, Key::Sets, Count(version.sets.into(), "set")));
    found.extend(phases.filter_map(|(nth, phase)| phase_time(kind, nth, phase)));
    found.extend(pairs(version));
    found.extend(rests(kind, version));
    if kind == Kind::Walk {
        found.extend(walk(version));
    }
    found.extend(directions(version));
    if version.extension == Extension::Lumbar {
        found.extend(prescribed(version));
    }
    found
}

/// What breaks a limit in an exercise beyond its versions: what has to be said, and its marks.
pub fn exercise(exercise: &Exercise) -> Vec<Breach> {
    let mut found = Vec::new();
    found.extend(unsaid(exercise));
    found.extend(one_side(exercise));
    found.extend(upward(exercise));
    found.extend(exercise.tags.iter().filter_map(|tag| marked(tag)));
    found
}

/// Whether nothing in it is paced or held: a march.
fn is_free_tempo(version: &Version) -> bool {
    version.phases.iter().all(|phase| phase.breath == Breath::Free && !phase.hold)
}

fn repetitions(kind: Kind, version: &Version) -> Option<Breach> {
    let reps = Count(version.reps.into(), "repetition");
    let said = |of| Found(reps, of);
    let value = count(version.reps);
    match kind {
        Kind::Mobility if lifts_and_rounds(version) => {
            let found = outside(2, 0, value, Key::Reps, said("of a cat-cow"))?;
            let fewer = value < limit(2).bands[0].fine.0;
            let note = Breach { severity: Note, ..found.clone() }.instead("fewer is always fine");
            Some(if fewer { note } else { found })
        }
        Kind::Mobility | Kind::Balance if is_free_tempo(version) => {
            outside(48, 0, value, Key::Reps, said("at one's own pace"))
        }
        Kind::Mobility | Kind::Balance => outside(1, 0, value, Key::Reps, said("in a set")),
        Kind::Stretch => outside(3, 0, value, Key::Reps, said("of a stretch")),
        Kind::Strength => outside(4, 0, value, Key::Reps, said("of a strength exercise")),
        Kind::Breath | Kind::Posture | Kind::Rest | Kind::Walk => None,
    }
}

/// Into extension with one breath, into flexion with another.
fn lifts_and_rounds(version: &Version) -> bool {
    let goes = |direction| {
        let with_the_breath = version.phases.iter().filter(|phase| phase.breath != Breath::Free);
        with_the_breath.into_iter().any(|phase| toward(version, phase).contains(&direction))
    };
    goes(Direction::Extension) && goes(Direction::Flexion)
}

/// The directions of a phase: its own, else the exercise's.
fn toward<'v>(version: &'v Version, phase: &'v Phase) -> &'v [Direction] {
    match phase.direction.is_empty() {
        true => &version.direction,
        false => &phase.direction,
    }
}

fn phase_time(kind: Kind, nth: usize, phase: &Phase) -> Option<Breach> {
    let (time, at) = (millis(phase.written_time()), Key::Time(nth));
    let said = |what| Found(InWords(phase.written_time()), what);
    if kind.holds(phase) {
        let strength = usize::from(kind == Kind::Strength);
        return outside(11, strength, time, at, said("in one position"));
    }
    let moves = matches!(kind, Kind::Mobility | Kind::Stretch | Kind::Strength | Kind::Balance);
    let breath = match phase.breath {
        Breath::In => outside(6, 0, time, at, said("for a breath in")),
        Breath::Out => outside(7, 0, time, at, said("for a breath out")),
        Breath::Free => return None,
    };
    breath.or_else(|| outside(13, 0, time, at, said("for one movement")).filter(|_| moves))
}

const LONGER_OUT: &str = "let the breath out last once to twice as long as the breath in";
const FIVE_TO_TWELVE: &str = "let both breaths together last 5 to 12 seconds";

/// A breath in and a breath out side by side: one against the other, and how many in a minute.
fn pairs(version: &Version) -> Vec<Breach> {
    let mut found = Vec::new();
    let mut phases = version.phases.iter().enumerate().peekable();
    while let Some((nth, first)) = phases.next() {
        let pair = |(_, second): &(usize, &Phase)| opposite(first, second);
        let Some((next, second)) = phases.next_if(pair) else { continue };
        let (breath_in, breath_out, at) = match first.breath {
            Breath::In => {
                (millis(first.written_time()), millis(second.written_time()), Key::Time(next))
            }
            _ => (millis(second.written_time()), millis(first.written_time()), Key::Time(nth)),
        };
        let weighed = [(6, breath_in), (7, breath_out)];
        let refused =
            |&(number, time): &(u8, u64)| limit(number).bands[0].weigh(time) == Some(Fault);
        if weighed.iter().any(refused) {
            continue;
        }
        let ratio = breath_out * 1_000 / breath_in.max(1);
        let longer = outside(8, 0, ratio, at, Found(Thousandths(ratio), "times the breath in"));
        let longer = longer.map(|breach| breach.instead(LONGER_OUT));
        let pace = 60_000_000 / (breath_in + breath_out).max(1);
        let slower = outside(9, 0, pace, at, Found(Thousandths(pace), "breaths a minute"));
        let slower = slower.map(|breach| breach.instead(FIVE_TO_TWELVE));
        found.extend(longer.into_iter().chain(slower));
    }
    found
}

fn opposite(first: &Phase, second: &Phase) -> bool {
    let breaths = (first.breath, second.breath);
    matches!(breaths, (Breath::In, Breath::Out) | (Breath::Out, Breath::In))
}

/// With one digit behind the point, or none.
struct Thousandths(u64);

impl std::fmt::Display for Thousandths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = self.0 / 10;
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

fn rests(kind: Kind, version: &Version) -> Vec<Breach> {
    if matches!(kind, Kind::Breath | Kind::Posture | Kind::Rest) {
        return Vec::new();
    }
    let said = |rest, what| Found(InWords(rest), what);
    let (rest, between) = (version.rest, version.rest_between_sets);
    let after = match kind {
        Kind::Strength => {
            let still = usize::from(is_isometric(version));
            outside(
                16,
                still,
                millis(rest),
                Key::Rest,
                said(rest, "of rest after a strength exercise"),
            )
        }
        _ => outside(15, 0, millis(rest), Key::Rest, said(rest, "of rest after an exercise")),
    };
    let between = (version.sets > 1).then(|| {
        outside(17, 0, millis(between), Key::RestBetweenSets, said(between, "of rest between sets"))
    });
    after.into_iter().chain(between.flatten()).collect()
}

/// At least a third of each repetition is a hold: an isometric exercise. Own choice of where that begins.
fn is_isometric(version: &Version) -> bool {
    let held: Duration =
        version.phases.iter().filter(|phase| phase.hold).map(Phase::written_time).sum();
    held * 3 >= version.written_rep_length()
}

fn walk(version: &Version) -> Vec<Breach> {
    let sits = |phase: &Phase| !phase.position.unwrap_or(version.position).is_on_feet();
    let mut found = Vec::new();
    let rests = version.phases.iter().enumerate().filter(|(_, phase)| sits(phase));
    for (nth, phase) in rests.clone() {
        let said = Found(InWords(phase.written_time()), "of seated rest");
        found.extend(outside(33, 0, millis(phase.written_time()), Key::Time(nth), said));
    }
    let (at, bout) = match rests.count() {
        // Nothing lies between the repetitions, so all of it is one walk.
        0 => (
            Key::Reps,
            version.written_rep_length() * version.reps.saturating_mul(version.sets).min(10_000),
        ),
        _ => longest_walk(version, sits),
    };
    found.extend(outside(
        32,
        0,
        millis(bout),
        at,
        Found(InWords(bout), "of walking without a seated rest"),
    ));
    found
}

/// The longest stretch on the feet, also across the end of a repetition, and where it begins.
fn longest_walk(version: &Version, sits: impl Fn(&Phase) -> bool) -> (Key, Duration) {
    let twice = version.phases.iter().enumerate().chain(version.phases.iter().enumerate());
    let (mut longest, mut begins, mut so_far) = ((Key::Whole, Duration::ZERO), 0, Duration::ZERO);
    for (nth, phase) in twice {
        if so_far.is_zero() {
            begins = nth;
        }
        so_far = if sits(phase) { Duration::ZERO } else { so_far + phase.written_time() };
        if so_far > longest.1 {
            longest = (Key::Time(begins), so_far);
        }
    }
    longest
}

/// Where directions and `extension` do not agree, and what is never done at once.
fn directions(version: &Version) -> Vec<Breach> {
    let mut found = Vec::new();
    let bends_back = |phase: &&Phase| toward(version, phase).contains(&Direction::Extension);
    let named = version.direction.contains(&Direction::Extension);
    let bending = version.phases.iter().enumerate().filter(|(_, phase)| bends_back(phase));
    let first = bending.clone().next().map(|(nth, _)| Key::Toward(nth));
    match (version.extension, first, named.then_some(Key::Direction)) {
        (Extension::None, Some(at), _) | (Extension::None, None, Some(at)) => {
            let label = "write extension = \"mild\", \"thoracic\" or \"lumbar\" as well, or take it out here";
            let said = "extension without saying how much";
            found.push(breach(39, Fault, at, said, label));
        }
        (Extension::Mild | Extension::Thoracic | Extension::Lumbar, None, _) => {
            let label =
                "write direction = [\"extension\", …] where it happens, or extension = \"none\"";
            let said = format!("extension = \"{}\", and no direction says so", version.extension);
            found.push(breach(39, Fault, Key::Extension, &said, label));
        }
        _ => {}
    }
    for (nth, phase) in bending {
        let turns = toward(version, phase).contains(&Direction::Rotation);
        let sided = version.sides != Sides::Both;
        let one_leg = sided && phase.position.unwrap_or(version.position) == Position::Standing;
        let said = match (turns, one_leg) {
            (true, _) => "bending back and turning at once",
            (false, true) => "bending back on one leg",
            (false, false) => continue,
        };
        found.push(breach(
            27,
            Fault,
            Key::Toward(nth),
            said,
            "take one of the two out of this phase",
        ));
    }
    found
}

/// The ceiling of what a clinician may type in for the low back.
fn prescribed(version: &Version) -> Vec<Breach> {
    let reps =
        format!("{} of bending the low back backwards", Count(version.reps.into(), "repetition"));
    let sets = format!("{} of bending the low back backwards", Count(version.sets.into(), "set"));
    let holds = version.phases.iter().enumerate().filter(|(_, phase)| phase.hold);
    let holds = holds.filter_map(|(nth, phase)| {
        let said = format!("{} with the low back bent backwards", InWords(phase.written_time()));
        outside(26, 1, millis(phase.written_time()), Key::Time(nth), said)
    });
    let reps = outside(26, 0, count(version.reps), Key::Reps, reps);
    let sets = outside(26, 2, count(version.sets), Key::Sets, sets);
    reps.into_iter().chain(holds).chain(sets).collect()
}

/// Whether a clearance for bending the low back backwards is too old, or not given yet.
pub fn clearance(on: Date, today: Date) -> Option<Breach> {
    let days = today.since(on).map_or(i32::MAX, |span| span.get_days());
    let Ok(days) = u64::try_from(days) else {
        let said = "a clearance of a day that has not come";
        return Some(breach(
            26,
            Fault,
            Key::ClearedOn,
            said,
            "write the day on which it was given",
        ));
    };
    let old =
        outside(26, 3, count(days), Key::ClearedOn, format!("cleared {} ago", Count(days, "day")))?;
    Some(old.instead("ask the clinician again, and write the new day"))
}

/// An exercise of the library that bends the upper or the low back backwards goes on doing so,
/// whatever a file that uses it calls that.
pub fn played_down(library: Extension, written: Extension) -> Option<Breach> {
    let number = match library {
        Extension::None | Extension::Mild => return None,
        Extension::Thoracic => 25,
        Extension::Lumbar => 26,
    };
    let said = format!("the exercise that is used has extension = \"{library}\"");
    let label = "take this line out, or choose another exercise";
    (written < library).then(|| breach(number, Fault, Key::Extension, &said, label))
}

fn unsaid(exercise: &Exercise) -> Option<Breach> {
    let parts = [
        ("no easier version", "easier", exercise.easier.is_none()),
        ("no caution", "caution", exercise.cautions.is_empty()),
        ("no source", "source", exercise.sources.is_empty() && !exercise.own_choice),
    ];
    let missing = parts.iter().filter(|(.., missing)| *missing);
    let said: Vec<&str> = missing.clone().map(|(said, ..)| *said).collect();
    let keys: Vec<&str> = missing.map(|(_, key, _)| *key).collect();
    if keys.is_empty() {
        return None;
    }
    let said = format!("an exercise with {}", said.join(", "));
    let or = if keys.contains(&"source") { " (or own-choice = true)" } else { "" };
    let list = keys.join(", ") + or;
    Some(breach(39, Warning, Key::Whole, &said, format!("add {list}")))
}

fn one_side(exercise: &Exercise) -> Option<Breach> {
    let one = matches!(exercise.full.sides, Sides::Left | Sides::Right);
    (one && exercise.one_side_reason.is_none()).then(|| {
        let label = "write side = \"each\", or say why: one-side-reason = \"…\"";
        breach(37, Warning, Key::Side, "one side only, and no reason given", label)
    })
}

/// What an exercise that bends back brings with it.
fn upward(exercise: &Exercise) -> Option<Breach> {
    let rounds = |easier: &Version| {
        easier.extension == Extension::None && !easier.direction.contains(&Direction::Extension)
    };
    match exercise.full.extension {
        Extension::Mild if !exercise.easier.as_ref().is_some_and(rounds) => {
            let label =
                "add easier = { direction = [\"flexion\"], extension = \"none\", phase = [ … ] }";
            let said = "a lift without an easier version that only rounds";
            Some(breach(24, Warning, Key::Extension, said, label))
        }
        Extension::Thoracic if exercise.cautions.is_empty() => {
            let said = "the upper back bends backwards, and there is no caution";
            Some(breach(25, Warning, Key::Extension, said, "add caution = [\"…\"]"))
        }
        Extension::Thoracic => {
            let never = Extension::Thoracic.never_with().iter();
            let missing: Vec<&str> = never
                .filter(|flag| !exercise.hide_if.contains(flag))
                .map(|flag| flag.name())
                .collect();
            let said = "the upper back bends backwards, and hide-if leaves somebody out";
            let label = format!("add to hide-if: {}", missing.join(", "));
            (!missing.is_empty()).then(|| breach(25, Warning, Key::Extension, said, label))
        }
        _ => None,
    }
}

fn marked(tag: &str) -> Option<Breach> {
    let severity = match tag {
        "end-range" | "end_range" => Warning,
        "bounce" | "jump" | "weighted" | "ballistic" => Fault,
        _ => return None,
    };
    let said = format!("an exercise with the mark {tag}");
    let found = breach(28, severity, Key::Tags, &said, "choose another exercise");
    Some(Breach { word: Some(tag.to_owned()), ..found })
}
