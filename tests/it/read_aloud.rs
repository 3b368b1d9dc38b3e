//! Every exercise and routine as it is heard: in full, easier, lighter, and for the answers that it names.

use std::time::Duration;

use stenosis_routine::domain::plan::{Plan, Turn};
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::routine::{Exercise, Phase, Side, Version};
use stenosis_routine::domain::timeline::{Part, Step, Timeline, compile};
use stenosis_routine::domain::units::seconds;
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::format::embedded;
use stenosis_routine::script::{Guidance, Telling, script};

use crate::run::{built_in, routine};

/// The exercises of the library, with a dose.
fn exercises() -> impl Iterator<Item = (&'static str, Exercise)> {
    let with_a_dose =
        embedded::EXERCISES.iter().filter(|(name, _)| *name != "controlled-back-extension");
    with_a_dose.map(|(name, text)| (*name, routine(text).exercises[0].clone()))
}

fn versions(exercise: &Exercise) -> impl Iterator<Item = &Version> {
    [Some(&exercise.full), exercise.easier.as_ref()].into_iter().flatten()
}

fn cues(exercise: &Exercise) -> impl Iterator<Item = (&Phase, &str)> {
    let phases = versions(exercise).flat_map(|version| &version.phases);
    phases.filter_map(|phase| Some((phase, phase.cue.as_deref()?)))
}

fn with(name: &str, flags: &[Flag]) -> Plan {
    let flags = flags.iter().map(|flag| (*flag, Told::Yes)).collect();
    Plan::today(built_in(name)).for_person(&Profile { flags, ..Profile::default() })
}

/// One exercise of the library, for somebody with these answers.
fn alone(name: &str, flags: &[Flag]) -> Plan {
    let flags = flags.iter().map(|flag| (*flag, Told::Yes)).collect();
    let routine = routine(embedded::text(embedded::EXERCISES, name).unwrap());
    Plan::today(routine).for_person(&Profile { flags, ..Profile::default() })
}

fn said(plan: &Plan) -> Vec<String> {
    let telling = Telling { turn: 0, guidance: Guidance::Nowhere, keys: false, aloud: false };
    script(&compile(plan), telling).into_iter().map(|said| said.full).collect()
}

fn told(plan: &Plan) -> Vec<String> {
    Narrator::new(0).plan(plan, &compile(plan), None)
}

fn lengths(timeline: &Timeline, part: impl Fn(Part) -> bool) -> Vec<Duration> {
    let spans = timeline.spans().iter().filter(|span| part(span.part));
    spans.map(|span| span.length).collect()
}

/// LIM-37: on no day, and for nobody, is one side done without the other.
#[test]
fn lim_37_a_lighter_day_leaves_no_side_out() {
    for (name, exercise) in exercises() {
        for (_, cue) in cues(&exercise) {
            assert!(!cue.contains("next time"), "{name}: {cue}");
        }
        let named: Vec<Flag> = exercise.warned_by().collect();
        for flag in named.iter().map(|flag| vec![*flag]).chain([Vec::new()]) {
            let plan = alone(name, &flag).lighter();
            let turns = plan.items()[0].turns();
            let on = |side| move |turn: &&Turn| turn.side == Some(side);
            let left = turns.iter().filter(on(Side::Left)).count();
            assert_eq!(left, turns.iter().filter(on(Side::Right)).count(), "{name}: {flag:?}");
        }
    }
}

/// A breath is about five seconds long (entry 2 of the clinical notes), and so is a hold on a lighter day.
#[test]
fn no_cue_counts_more_breaths_than_its_hold_has_room_for() {
    for (name, exercise) in exercises() {
        for (phase, cue) in cues(&exercise).filter(|(phase, _)| exercise.kind.holds(phase)) {
            let breaths =
                ["one", "two", "three", "four", "five", "six"].iter().position(|number| {
                    let cue = cue.to_lowercase();
                    let words: Vec<&str> = cue.split_whitespace().collect();
                    cue.contains("breath") && words.contains(number)
                });
            let room = phase.written_time().min(seconds(5)).as_secs() / 5;
            assert!(
                breaths.is_none_or(|less| less as u64 <= room.saturating_sub(1)),
                "{name}: {cue}"
            );
        }
    }
}

/// What a set-up or a cue names, in the full version or in the easier one, has to be at hand.
#[test]
fn whatever_is_named_is_in_the_list_of_needs() {
    let things = ["table", "cushion", "towel", "belt", "pillow", "worktop", "wall", "bed", "mat"];
    for (name, exercise) in exercises() {
        let setups = versions(&exercise).flat_map(|version| &version.setup).map(String::as_str);
        let all: Vec<&str> = setups.chain(cues(&exercise).map(|(_, cue)| cue)).collect();
        let needs = exercise.needs.join(" ");
        for thing in things {
            let is_named = |line: &&str| {
                line.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| word == thing)
            };
            let named = all.iter().copied().find(|line| is_named(line));
            assert!(named.is_none() || needs.contains(thing), "{name}: {named:?} wants {thing}");
        }
        for need in &exercise.needs {
            assert!(!need.contains(','), "{name}: {need:?} would read as two things");
        }
    }
}

/// Entry 1, step 6: the cat-cow ends tall, and what follows it says so.
#[test]
fn whoever_has_rounded_comes_back_to_tall_first() {
    let mut seen = 0;
    for (name, _) in embedded::ROUTINES {
        let routine = built_in(name);
        for pair in routine.exercises.windows(2) {
            if pair[0].key() == "seated-cat-cow" {
                assert!(pair[1].full.setup[0].starts_with("Come back to tall"), "{name}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 6);
}

#[test]
fn only_who_has_leaned_forward_comes_up_from_it() {
    let comes_up = |plan: &Plan| {
        said(plan).iter().filter(|line| line.contains("Come up slowly, head last")).count()
    };
    for (name, times) in [("gentle-day", 1), ("wind-down-breathing", 2)] {
        assert_eq!(comes_up(&with(name, &[])), times, "{name}");
        for flag in [Flag::HipReplacement, Flag::Glaucoma, Flag::Pregnancy16w] {
            assert_eq!(comes_up(&with(name, &[flag])), 0, "{name}: {flag:?}");
        }
    }
}

/// Section 3.1 C: what an answer asks of standing up and of rolling holds in the middle of an exercise too.
#[test]
fn whoever_has_sat_down_in_a_walk_stands_up_in_their_time() {
    let stands = |flag: Option<Flag>| {
        let plan = with("walking-intervals", flag.as_slice());
        lengths(&compile(&plan), |part| part == Part::Transition(Step::StandAgain))
    };
    assert_eq!(stands(None), [seconds(15); 2]);
    assert_eq!(stands(Some(Flag::FallsRisk)), [seconds(30); 2]);
    assert_eq!(stands(Some(Flag::Vertigo)), [seconds(35); 2]);
    assert_eq!(stands(Some(Flag::HipReplacement)), [seconds(15); 2], "walk and sit high");
}

#[test]
fn turning_over_takes_as_long_with_vertigo_as_rolling_does() {
    for name in ["clamshell", "open-book"] {
        let turn = |flags: &[Flag]| {
            let timeline = compile(&alone(name, flags));
            lengths(&timeline, |part| matches!(part, Part::ChangeOver { .. }))
        };
        assert_eq!(turn(&[]), [seconds(10)], "{name}");
        assert_eq!(turn(&[Flag::Vertigo]), [seconds(30)], "{name}");
    }
}

/// Lying on the left it is the right leg or arm that moves.
#[test]
fn lying_on_a_side_the_side_is_where_one_lies() {
    for name in ["clamshell", "open-book"] {
        let said = said(&alone(name, &[]));
        for line in ["On your left side.", "On your right side."] {
            assert!(said.iter().any(|said| said == line), "{name}: {line}");
        }
        assert!(!said.iter().any(|said| said == "Left."), "{name}");
    }
    assert!(said(&alone("heel-slide", &[])).iter().any(|said| said == "Left."));
}

#[test]
fn nobody_rests_on_hands_and_knees() {
    let said = said(&alone("bird-dog-easy", &[]));
    assert!(said.iter().any(|line| line.ends_with("Lie down on your side.")), "{said:?}");
}

/// Entry 23: a half-rise, not a seat held half-way.
#[test]
fn whoever_rises_half_way_goes_down_at_once() {
    for name in ["sit-to-stand", "sit-to-stand-high-seat"] {
        let easier = alone(name, &[]).routine().exercises[0].easier.clone().unwrap();
        let poses = easier.phases.iter().filter_map(|phase| phase.pose.as_ref());
        let half_way = poses.filter(|pose| pose.name.as_ref() == "seated-half-rise");
        assert_eq!(half_way.count(), 1, "{name}");
    }
}

/// Section 3.1 C: with trouble getting down to the floor every lying move says "bed".
#[test]
fn with_trouble_on_the_floor_a_mat_is_no_choice() {
    let on_a_mat = |line: &&String| line.split([' ', ',', '.']).any(|word| word == "mat");
    let mats = |plan: &Plan| told(plan).iter().filter(on_a_mat).count();
    for name in ["knees-to-chest", "core-drills", "daily-15"] {
        assert_eq!(mats(&with(name, &[])), 1, "{name}");
        assert_eq!(mats(&with(name, &[Flag::FloorDifficulty])), 0, "{name}");
        assert_eq!(mats(&with(name, &[]).unsure_of(&[Flag::FloorDifficulty])), 0, "{name}");
    }
}

#[test]
fn shoes_are_put_on_seated() {
    let shoes = |name: &str| {
        said(&with(name, &[]))
            .iter()
            .filter(|line| line.ends_with("Put your shoes on now."))
            .count()
    };
    assert_eq!((shoes("core-drills"), shoes("daily-15")), (1, 0));
    let plan = told(&with("core-drills", &[])).join("\n");
    assert!(plan.contains("Shoes beside the bed") && !plan.contains("Shoes on"), "{plan}");
}

#[test]
fn what_is_left_out_is_named_once_and_as_its_file_has_it() {
    let left_out = |plan: &Plan| {
        let lines = told(plan).into_iter().filter(|line| line.starts_with("Left out for you"));
        lines.collect::<Vec<_>>()
    };
    let hip = left_out(&with("walking-intervals", &[Flag::HipReplacement]));
    assert_eq!(hip.len(), 1, "{hip:?}");
    let unsure = Plan::today(built_in("daily-10")).unsure_of(&[Flag::HipReplacement]);
    let strength = left_out(&unsure.without_strength());
    let expected = "Left out for you: Sit to stand (no number for pain today).";
    assert!(strength.iter().any(|line| line == expected), "{strength:?}");
}
