//! The routines that come with the program.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use stenosis_routine::domain::plan::{Eased, LeftOut, Plan};
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::routine::{Direction, Kind, Position};
use stenosis_routine::domain::severity::Severity;
use stenosis_routine::domain::timeline::{Part, Step, compile};
use stenosis_routine::domain::units::Clock;
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::faces::timeline_table;
use stenosis_routine::format::embedded;
use stenosis_routine::script;
use stenosis_routine::session::driver;
use stenosis_routine::session::{Gates, Manner, Session};

use crate::run::{Exercises, built_in, check_text, repository, routine};

fn names_in(folder: &Path) -> BTreeSet<String> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_program_carries_every_file_of_the_folder() {
    for (folder, list) in [
        ("routines", embedded::ROUTINES),
        ("routines/exercises", embedded::EXERCISES),
        ("routines/poses", embedded::POSES),
    ] {
        let carried: BTreeSet<String> = list.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(carried, names_in(&repository(folder)), "{folder}");
    }
}

/// Ships without a dose, and does not run.
const WITHOUT_A_DOSE: &str = "controlled-back-extension";

fn exercises_with_a_dose() -> impl Iterator<Item = &'static embedded::EmbeddedText> {
    embedded::EXERCISES.iter().filter(|(name, _)| *name != WITHOUT_A_DOSE)
}

#[test]
fn every_file_is_in_order_without_a_warning() {
    for (name, text) in embedded::ROUTINES.iter().chain(exercises_with_a_dose()) {
        let checked = check_text(name, text.as_bytes(), &Exercises::default());
        let warned = checked.findings.iter().filter(|f| f.severity < Severity::Note);
        let drawn: Vec<String> = warned.map(|f| f.draw(false)).collect();
        assert!(drawn.is_empty(), "{}", drawn.join("\n"));
    }
}

/// Section 1.1 of the clinical notes, with the amendments: set-up, repetitions and rest of each exercise.
#[test]
fn the_lengths_of_the_exercises_are_those_of_the_clinical_notes() {
    let lengths = [
        ("seated-cat-cow", 100),
        ("seated-cat-cow-small", 80),
        ("single-knee-to-chest", 126),
        ("double-knee-to-chest", 115),
        ("seated-knee-hug", 115),
        ("pelvic-tilt", 75),
        ("seated-pelvic-tilt", 70),
        ("abdominal-brace", 125),
        ("heel-slide", 117),
        ("dead-bug-easy", 124),
        ("bird-dog-worktop", 126),
        ("bird-dog-easy", 158),
        ("bridge-low", 130),
        ("seated-forward-fold", 102),
        ("seated-rotation", 121),
        ("seated-thoracic-extension", 71),
        ("shoulder-blade-squeeze", 85),
        ("open-book", 146),
        ("seated-hamstring", 139),
        ("supine-hamstring", 149),
        ("hip-flexor", 135),
        ("figure-four", 97),
        ("knee-rolls", 89),
        ("sit-to-stand", 111),
        ("sit-to-stand-high-seat", 111),
        ("seated-march", 65),
        ("supported-march", 70),
        ("supported-heel-raise", 70),
        ("clamshell", 140),
        ("posture-check-chair", 44),
        ("posture-check-wall", 40),
        ("belly-breath", 80),
        ("belly-breath-easy", 71),
        ("position-of-ease", 95),
        ("walk-interval", 655),
        ("walk-interval-upright", 655),
        ("knee-bend-worktop", 60),
        ("near-tandem-stand", 71),
        ("side-leg-raise", 94),
        ("bike-steady", 225),
        ("upright-ease", 80),
    ];
    assert_eq!(lengths.len(), exercises_with_a_dose().count());
    for (name, length) in lengths {
        let timeline =
            compile(&Plan::whole(routine(embedded::text(embedded::EXERCISES, name).unwrap())));
        let own = timeline.spans().iter().filter(|span| !matches!(span.part, Part::Transition(_)));
        assert_eq!(own.map(|span| span.length.as_secs()).sum::<u64>(), length, "{name}");
    }
}

const PRESCRIBED: &str =
    "format = 1\ntitle = \"Prescribed\"\n\n[[exercise]]\nuse = \"controlled-back-extension\"\n";

#[test]
fn back_extension_ships_without_a_dose_and_runs_only_with_a_clinicians() {
    let alone = check_text("alone", PRESCRIBED.as_bytes(), &Exercises::default());
    let codes: Vec<String> =
        alone.findings.iter().map(|finding| finding.code.to_string()).collect();
    assert!(alone.routine.is_none());
    assert!(codes.iter().any(|code| code == "LIM-26"), "{codes:?}");

    let dose = "cleared-by = \"B. Clinician\"\ncleared-on = 2026-10-01\nreps = 3\n\
                phase = [{ breath = \"in\", time = \"3s\" }, { breath = \"out\", time = \"3s\" }]\n";
    let cleared = routine(&format!("{PRESCRIBED}{dose}"));
    let plan = Plan::today(cleared);
    assert_eq!(
        plan.items()[0].left_out(),
        Some(LeftOut::NotCleared),
        "the profile has to say so too"
    );
}

/// Section 2 of the clinical notes, with the times of: the only table of totals.
#[test]
fn the_totals_are_those_of_the_clinical_notes() {
    let totals = [
        ("seated-cat-cow", "5:19", vec![43, 44, 120, 52, 60]),
        ("knees-to-chest", "10:30", vec![36, 75, 126, 95, 73, 95]),
        ("core-drills", "13:42", vec![36, 66, 117, 123, 131, 95, 89]),
        ("daily-5", "4:57", vec![43, 95, 57, 66, 36]),
        ("daily-10", "10:17", vec![43, 100, 57, 89, 97, 62, 84, 50]),
        ("daily-15", "14:38", vec![43, 100, 89, 75, 94, 73, 89, 75, 95]),
        ("chair-only", "9:54", vec![44, 43, 61, 100, 70, 57, 85, 84, 50]),
        ("thoracic-mobility", "9:06", vec![44, 70, 100, 85, 121, 66, 60]),
        ("walking-intervals", "15:25", vec![57, 66, 655, 66, 36]),
        ("walk-progress", "9:55", vec![565]),
        ("bike-steady", "3:45", vec![225]),
        ("steady-feet", "8:48", vec![60, 36, 71, 36, 94, 36, 70]),
        ("wind-down-breathing", "7:41", vec![85, 71, 140, 85, 80]),
        ("hips-and-hamstrings", "11:01", vec![43, 57, 139, 97, 85, 89, 66, 50]),
        ("gentle-day", "4:16", vec![85, 57, 57, 57]),
    ];
    assert_eq!(totals.len(), embedded::ROUTINES.len());
    for (name, total, pieces) in totals {
        let plan = Plan::today(built_in(name));
        assert_eq!(plan.items().len(), pieces.len(), "{name}");
        let timeline = compile(&plan);
        assert_eq!(Clock(timeline.total()).to_string(), total, "{name}");
        let piece = |item: usize| -> u64 {
            let own = timeline.spans().iter().filter(|span| span.item == item);
            let own = own.filter(|span| !matches!(span.part, Part::Transition(_)));
            own.map(|span| span.length.as_secs()).sum()
        };
        assert_eq!((0..pieces.len()).map(piece).collect::<Vec<_>>(), pieces, "{name}");
    }
}

#[test]
fn show_says_where_every_dose_comes_from_and_what_is_our_own_choice() {
    for (name, _) in embedded::ROUTINES {
        let plan = Plan::whole(built_in(name));
        let mut page = Vec::new();
        timeline_table::write(&plan, &compile(&plan), 1_000, &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        let (_, sources) = page.split_once("\nWhere the doses come from\n").unwrap();
        for exercise in &plan.routine().exercises {
            let own = format!("{}\n- {}\n", exercise.full.title, exercise.sources.join("\n- "));
            assert!(sources.contains(&own), "{name}: {own}");
            assert!(own.contains("\n- Own choice: "), "{name}: {own}");
        }
        let has_an_order = plan.routine().exercises.len() > 1;
        assert_eq!(sources.contains("are the routine's own choice."), has_an_order, "{name}");
    }
}

/// Section 3.1 C: what a fracture, a pregnancy and a leg symptom on leaning back leave out.
#[test]
fn health_answers_leave_out_whole_classes_of_exercises() {
    for (name, text) in exercises_with_a_dose() {
        let routine = routine(text);
        let exercise = &routine.exercises[0];
        let bends = [Direction::Flexion, Direction::Rotation];
        let moves = exercise.kind.is_movement() && exercise.kind != Kind::Walk;
        let fractured = exercise.kind == Kind::Strength
            || moves && bends.iter().any(|bend| exercise.full.direction.contains(bend));
        let flat = exercise.full.position == Position::Lying && exercise.kind.is_movement();
        for (flag, concerned) in [(Flag::RecentFracture, fractured), (Flag::Pregnancy16w, flat)] {
            assert!(!concerned || exercise.hide_if.contains(&flag), "{name}: {flag}");
        }
    }
}

/// A-28, and those of section 1.2 beside them: what these answers leave out, and what they make smaller.
#[test]
fn a_28_answers_leave_out_and_make_smaller_what_the_notes_say() {
    let hides = [
        (Flag::RecentSurgery, "abdominal-brace pelvic-tilt bird-dog-worktop"),
        (
            Flag::RecentFracture,
            "seated-hamstring supine-hamstring figure-four hip-flexor single-knee-to-chest \
             seated-knee-hug pelvic-tilt seated-pelvic-tilt",
        ),
    ];
    let warns = [
        (Flag::RecentSurgery, "sit-to-stand"),
        (Flag::Spondylolisthesis, "bridge-low bird-dog-worktop"),
        (Flag::ExtSensitive, "bird-dog-worktop"),
    ];
    let instead = "sit-to-stand walk-interval";
    let of = |name: &str| routine(embedded::text(embedded::EXERCISES, name).unwrap());
    for (flag, names) in hides {
        for name in names.split_whitespace() {
            assert!(of(name).exercises[0].hide_if.contains(&flag), "{name}: {flag}");
        }
    }
    for (flag, names) in warns {
        for name in names.split_whitespace() {
            assert!(of(name).exercises[0].warn_if.contains(&flag), "{name}: {flag}");
        }
    }
    for name in instead.split_whitespace() {
        let routine = of(name);
        let exercise = &routine.exercises[0];
        assert!(exercise.warned_by().any(|flag| flag == Flag::HipReplacement), "{name}");
        assert!(exercise.in_its_place(|flag| flag == Flag::HipReplacement).is_some(), "{name}");
    }
}

/// with a hip replacement nobody leans on a table or on the thighs, sitting.
#[test]
fn a_28_with_a_hip_replacement_one_sits_upright() {
    let hip = Profile { flags: [(Flag::HipReplacement, Told::Yes)].into(), ..Profile::default() };
    for name in ["gentle-day", "walking-intervals", "wind-down-breathing"] {
        let timeline = compile(&Plan::today(built_in(name)).for_person(&hip));
        for (index, span) in timeline.spans().iter().enumerate() {
            let Some(phase) = timeline.phase(span) else { continue };
            let rests = matches!(timeline.exercise(span).kind, Kind::Rest | Kind::Walk);
            if rests && timeline.position_at(index) == Position::Seated {
                assert!(phase.cue.as_ref().unwrap().contains("hands on"), "{name}: {phase:?}");
                assert_eq!(phase.pose.as_ref().unwrap().name.as_ref(), "seated", "{name}");
            }
        }
    }
}

/// Section 6b: who sits high walks no further than the step of today, and sits no shorter.
#[test]
fn with_a_hip_replacement_a_walk_that_grows_is_no_longer_than_its_step() {
    let hip = Profile { flags: [(Flag::HipReplacement, Told::Yes)].into(), ..Profile::default() };
    let own = built_in("walk-progress");
    for step in 0..own.exercises[0].ladder.len() {
        let mut routine = (*own).clone();
        routine.exercises[0] = routine.exercises[0].at_step(step);
        let routine = Arc::new(routine);
        let lengths = |plan: &Plan, on_feet: bool| -> Vec<u64> {
            let timeline = compile(plan);
            let spans = timeline.spans().iter().enumerate();
            let walked = spans.filter(|(index, span)| {
                let here = timeline.position_at(*index).is_on_feet();
                timeline.phase(span).is_some() && here == on_feet
            });
            walked.map(|(_, span)| span.length.as_secs()).collect()
        };
        let whole = Plan::today(Arc::clone(&routine));
        let high = Plan::today(routine).for_person(&hip);
        assert!(high.items()[0].in_place_of().is_some());
        // Its own walks are of two minutes.
        let walks: Vec<u64> = lengths(&whole, true).into_iter().map(|walk| walk.min(120)).collect();
        assert_eq!((lengths(&high, true), walks.len()), (walks, 3), "{step}");
        assert_eq!(lengths(&high, false), lengths(&whole, false), "{step}");
    }
}

/// Section 6b: a ride is fine up to five minutes (LIM-32), is called one, and is less on a lighter day.
#[test]
fn a_ride_is_no_walk_and_gets_smaller_on_a_lighter_day() {
    let of = |time: &str| {
        let text = embedded::text(embedded::EXERCISES, "bike-steady").unwrap();
        let text = text.replace("{ time = \"5m\" }", &format!("{{ time = \"{time}\" }}"));
        let checked = check_text("own.toml", text.as_bytes(), &Exercises::default());
        checked.findings.iter().map(|finding| finding.code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(of("5m"), [""; 0]);
    assert_eq!(of("5m1s"), ["LIM-32", "LIM-35"]);
    let plan = Plan::today(built_in("bike-steady"));
    let timeline = compile(&plan);
    let ride = |timeline: &stenosis_routine::domain::timeline::Timeline| -> (String, u64) {
        let span = timeline.spans().iter().find(|span| timeline.phase(span).is_some()).unwrap();
        (script::big_word(timeline, span).to_owned(), span.length.as_secs())
    };
    assert_eq!(ride(&timeline), ("RIDE".to_owned(), 180));
    assert_eq!(ride(&compile(&plan.lighter())), ("RIDE".to_owned(), 90));
}

/// A-29, C-21: what is called daily holds one strength exercise at most.
#[test]
fn c_21_daily_routines_hold_one_strength_exercise_at_most() {
    let mut daily = 0;
    for (name, _) in embedded::ROUTINES {
        let routine = built_in(name);
        if routine.how_often.as_ref().is_some_and(|often| often.starts_with("daily")) {
            let strong = routine.exercises.iter().filter(|one| one.kind == Kind::Strength);
            assert!(strong.count() <= 1, "{name}");
            daily += 1;
        }
    }
    assert!(daily >= 6);
}

/// a dose for strength is a start, and says how far it may go.
#[test]
fn a_29_strength_is_a_start() {
    for (name, text) in exercises_with_a_dose() {
        let routine = routine(text);
        let exercise = &routine.exercises[0];
        if exercise.kind != Kind::Strength {
            continue;
        }
        let range = exercise.reps_range.clone().unwrap();
        let most = match name {
            &"abdominal-brace" | &"heel-slide" | &"dead-bug-easy" => 6,
            &"bird-dog-worktop" | &"bird-dog-easy" => 5,
            _ => 8,
        };
        assert_eq!(*range.end(), most, "{name}");
        assert!(most < 8 || *range.start() == 4, "{name}");
        assert!(exercise.sources.iter().any(|source| source.contains("is a start")), "{name}");
    }
}

/// A-27, S-05: each correction has its time, under a word of its own.
#[test]
fn a_27_a_posture_check_says_check_for_eight_seconds_each() {
    let timeline = compile(&Plan::whole(routine("format = 1\nuse = \"posture-check-chair\"\n")));
    let phases = timeline.spans().iter().filter(|span| timeline.phase(span).is_some());
    let said: Vec<(&str, u64)> =
        phases.map(|span| (script::big_word(&timeline, span), span.length.as_secs())).collect();
    assert_eq!(said, [("CHECK", 8), ("CHECK", 8), ("CHECK", 8), ("REST", 10)]);
}

/// sitting down is the first of the seat of a walk, and no transition.
#[test]
fn a_26_a_walk_says_to_sit_down_in_its_seat() {
    let timeline = compile(&Plan::whole(routine("format = 1\nuse = \"walk-interval\"\n")));
    for phase in timeline.exercise(&timeline.spans()[0]).full.phases.iter().skip(1) {
        assert!(phase.cue.as_ref().unwrap().starts_with("Sit down slowly"), "{phase:?}");
    }
    let transitions = timeline.spans().iter().filter(|s| matches!(s.part, Part::Transition(_)));
    assert!(
        transitions.map(|span| span.part).all(|part| part == Part::Transition(Step::StandAgain))
    );
}

#[test]
fn every_exercise_has_a_source_an_easier_version_and_a_caution() {
    for (name, text) in exercises_with_a_dose() {
        let checked = check_text(name, text.as_bytes(), &Exercises::default());
        let routine = checked.routine.unwrap();
        let exercise = &routine.exercises[0];
        assert!(exercise.easier.is_some(), "{name} has no easier version");
        assert!(!exercise.cautions.is_empty(), "{name} has no caution");
        assert!(!exercise.sources.is_empty(), "{name} has no source");
        let own = exercise.sources.iter().any(|source| source.starts_with("Own choice: "));
        assert_eq!(own, exercise.own_choice, "{name} says what is its own choice");
        let range = exercise.reps_range.as_ref();
        let in_range = range.is_some_and(|range| range.contains(&exercise.full.reps));
        assert!(in_range || !exercise.ladder.is_empty(), "{name}");
    }
}

#[test]
fn each_is_lived_through_to_its_end_in_the_time_that_was_promised() {
    let alone = Manner { keyboard: false, gates: Gates::Usual, volume: None };
    let exercises = exercises_with_a_dose().map(|(_, text)| routine(text));
    for routine in embedded::ROUTINES.iter().map(|(name, _)| built_in(name)).chain(exercises) {
        let plan = Plan::whole(routine);
        let (title, total) = (plan.routine().title.clone(), Clock(compile(&plan).total()));
        let mut stage = Rehearsal::new(Plain::new(Narrator::new(0)), []);
        driver::run(&mut Session::new(plan, alone), &mut stage);
        let last = stage.log.lines().rev().take(4).collect::<Vec<_>>().join("\n");
        assert!(last.contains(&format!("{total}  That is all for today.")), "{title}: {last}");
    }
}

/// Easier from the first repetition on, wherever that is possible.
#[test]
fn each_can_be_made_easier_all_the_way() {
    for (name, _) in embedded::ROUTINES {
        let full = Plan::whole(built_in(name));
        let mut easier = full.clone();
        for item in 0..easier.items().len() {
            assert_ne!(easier.ease(item, 0), Eased::Not, "{name}: {item}");
        }
        assert!(!easier.is_empty(), "{name}");
        assert!(compile(&easier).total() <= compile(&full).total(), "{name} became longer");
    }
}

#[test]
fn lighter_days_last_as_long_as_the_notes_say() {
    let lighter = |name| compile(&Plan::today(built_in(name)).for_a_sore_day()).total();
    let totals = ["seated-cat-cow", "knees-to-chest", "core-drills"]
        .map(|name| Clock(lighter(name)).to_string());
    assert_eq!(totals, ["4:01", "8:57", "5:02"]);
    let once = Plan::today(built_in("knees-to-chest")).lighter();
    assert_eq!(once.clone().lighter(), once, "two reasons make it no smaller than one");
}
