//! Limits at their edges: what is just within, and what a rule is not about.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::routine::{
    Breath, Direction, Exercise, Extension, Kind, Phase, Position, Sides, Version,
};
use stenosis_routine::domain::severity::Severity;
use stenosis_routine::domain::timeline::compile;
use stenosis_routine::domain::units::{minutes, seconds};
use stenosis_routine::limits;

use crate::lived::text;
use crate::plans::one;
use crate::run::routine;

fn exercise() -> Exercise {
    Arc::unwrap_or_clone(one("seated", "", "")).exercises.remove(0)
}

/// A version of these phases.
fn of(phases: Vec<Phase>) -> Version {
    Version { phases, ..exercise().full }
}

fn paced(breath: Breath, time: u64) -> Phase {
    Phase::new(breath, seconds(time))
}

fn hold(time: u64) -> Phase {
    let mut phase = Phase::new(Breath::Free, seconds(time));
    phase.hold = true;
    phase
}

/// The limits that it breaks.
fn broken(kind: Kind, version: &Version) -> BTreeSet<u8> {
    let found = limits::version(kind, version).into_iter();
    found
        .filter(|finding| finding.severity < Severity::Note)
        .map(|finding| finding.number)
        .collect()
}

#[test]
fn lim_16_a_third_of_it_held_is_isometric() {
    let rests_short = |held: u64, moved: u64| {
        let phases = vec![hold(held), Phase::new(Breath::Free, seconds(moved))];
        broken(Kind::Strength, &Version { rest: seconds(20), ..of(phases) }).contains(&16)
    };
    assert!(!rests_short(4, 8), "exactly a third: 20 seconds are enough");
    assert!(rests_short(4, 9));
}

#[test]
fn lim_17_is_about_sets_where_there_are_some() {
    let short = |sets| {
        let version = Version { sets, rest_between_sets: seconds(5), ..exercise().full };
        broken(Kind::Mobility, &version).contains(&17)
    };
    assert!(short(2) && !short(1));
}

#[test]
fn lim_13_is_about_movement_and_not_about_breathing() {
    let version = of(vec![paced(Breath::In, 5), paced(Breath::Out, 7)]);
    assert!(broken(Kind::Mobility, &version).contains(&13));
    assert!(!broken(Kind::Breath, &version).contains(&13));
}

#[test]
fn lim_32_a_walk_goes_on_across_repetitions_and_sets() {
    let walk = |minutes_of: &[u64], reps, sets| {
        let phase = |(nth, length): (usize, &u64)| {
            let mut phase = Phase::new(Breath::Free, minutes(*length));
            // Every second one is a seat.
            phase.position = (nth % 2 == 1).then_some(Position::Seated);
            phase
        };
        let phases = minutes_of.iter().enumerate().map(phase).collect();
        let version = Version { position: Position::Walking, reps, sets, ..of(phases) };
        broken(Kind::Walk, &version).contains(&32)
    };
    assert!(!walk(&[1], 3, 1) && walk(&[1], 2, 2), "four minutes on end, in two sets");
    assert!(!walk(&[2, 1, 1], 2, 1), "two and one across the end are three");
    assert!(walk(&[2, 1, 2], 2, 1), "two and two are four");
}

#[test]
fn lim_27_on_one_leg_is_standing_on_it() {
    let bends = |position, sides| {
        let mut phase = Phase::new(Breath::Free, seconds(3));
        phase.direction = vec![Direction::Extension];
        let version = Version { position, sides, extension: Extension::Mild, ..of(vec![phase]) };
        broken(Kind::Mobility, &version).contains(&27)
    };
    assert!(bends(Position::Standing, Sides::Each));
    assert!(!bends(Position::Seated, Sides::Each) && !bends(Position::Standing, Sides::Both));
}

#[test]
fn lim_37_one_side_with_a_reason_is_fine() {
    let told = |reason: Option<&str>, sides| {
        let mut exercise = exercise();
        (exercise.full.sides, exercise.one_side_reason) = (sides, reason.map(ToOwned::to_owned));
        limits::exercise(&exercise).iter().any(|finding| finding.number == 37)
    };
    for one in [Sides::Left, Sides::Right] {
        assert!(told(None, one) && !told(Some("as told"), one));
    }
    assert!(!told(None, Sides::Each) && !told(None, Sides::Alternate) && !told(None, Sides::Both));
}

#[test]
fn lim_25_and_26_as_much_as_the_library_has_is_not_played_down() {
    let number = |library, written| {
        limits::understated_extension(library, written).map(|finding| finding.number)
    };
    for extension in Extension::ALL {
        assert_eq!(number(*extension, *extension), None);
        assert_eq!(number(Extension::Mild, *extension), None);
    }
    assert_eq!(number(Extension::Thoracic, Extension::Mild), Some(25));
    assert_eq!(number(Extension::Thoracic, Extension::Lumbar), None);
    assert_eq!(number(Extension::Lumbar, Extension::Thoracic), Some(26));
}

#[test]
fn lim_14_a_minute_to_oneself_and_nothing_shorter_ends_paced_breathing() {
    let longest = |free: u64| {
        let breath = "reps = 6\nrest = \"15s\"\nsetup-time = \"15s\"\nphase = [{ breath = \"in\", time = \"4s\" }, { breath = \"out\", time = \"6s\" }]";
        let free = format!(
            "setup-time = \"10s\"\nrest = \"10s\"\nphase = [{{ breath = \"free\", time = \"{free}s\", cue = \"Rest\" }}]"
        );
        let all = [
            ("One", "breath", "seated", breath),
            ("Rest", "rest", "seated", &free),
            ("Two", "breath", "seated", breath),
        ];
        let (_, longest) = limits::longest_paced(&compile(&Plan::whole(routine(&text(&all)))));
        longest
    };
    // 15 s of rest, 10 s to get ready, the free time, 10 s of rest, 15 s to get ready.
    assert_eq!((longest(10), longest(9)), (minutes(1), minutes(2)));
    let moved = "reps = 6\nphase = [{ breath = \"in\", time = \"4s\" }, { breath = \"out\", time = \"6s\" }]";
    let moved = text(&[("Move", "mobility", "seated", moved)]);
    let (_, longest) = limits::longest_paced(&compile(&Plan::whole(routine(&moved))));
    assert_eq!(longest, Duration::ZERO, "in a movement the breath is led by what is moved");
}

#[test]
fn lim_38_changing_sides_is_no_moment_to_notice() {
    let unnoticed = |change_over: u64| {
        let more = format!(
            "reps = 10\nside = \"each\"\nchange-over = \"{change_over}s\"\nphase = [{{ breath = \"free\", time = \"14s\", cue = \"Move\" }}]"
        );
        let routine = routine(&text(&[("Move", "mobility", "seated", &more)]));
        let timeline = compile(&Plan::whole(routine.clone()));
        limits::routine(&routine, &timeline).iter().any(|finding| finding.number == 38)
    };
    assert!(!unnoticed(20) && unnoticed(21), "280 s, and the change between");
}
