//! The routines that come with the program.

use std::collections::BTreeSet;
use std::path::Path;

use stenosis_routine::builtin;
use stenosis_routine::plan::Plan;
use stenosis_routine::timeline::{Part, compile};
use stenosis_routine::units::Clock;

use crate::run::{Exercises, built_in, check_text, repository};

fn names_in(folder: &Path) -> BTreeSet<String> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_program_carries_every_file_of_the_folder() {
    for (folder, list) in
        [("routines", builtin::ROUTINES), ("routines/exercises", builtin::EXERCISES)]
    {
        let carried: BTreeSet<String> = list.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(carried, names_in(&repository(folder)), "{folder}");
    }
}

#[test]
fn every_file_is_in_order_without_a_warning() {
    for (name, text) in builtin::ROUTINES.iter().chain(builtin::EXERCISES) {
        let checked = check_text(name, text.as_bytes(), &Exercises::default());
        let drawn: Vec<String> = checked.findings.iter().map(|f| f.draw(false)).collect();
        assert!(drawn.is_empty(), "{}", drawn.join("\n"));
    }
}

/// Section 2 of the clinical notes, with the amendments.
#[test]
fn the_totals_are_those_of_the_clinical_notes() {
    let totals = [
        ("seated-cat-cow", "5:00", vec![43, 25, 120, 52, 60]),
        ("knees-to-chest", "10:03", vec![36, 75, 126, 83, 73, 80]),
        ("core-drills", "12:52", vec![36, 66, 117, 123, 131, 80, 89]),
    ];
    for (name, total, pieces) in totals {
        let timeline = compile(&Plan::today(built_in(name)));
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
fn every_exercise_has_a_source_an_easier_version_and_a_caution() {
    for (name, text) in builtin::EXERCISES {
        let checked = check_text(name, text.as_bytes(), &Exercises::default());
        let routine = checked.routine.unwrap();
        let exercise = &routine.exercises[0];
        assert!(exercise.easier.is_some(), "{name} has no easier version");
        assert!(!exercise.cautions.is_empty(), "{name} has no caution");
        assert!(!exercise.sources.is_empty(), "{name} has no source");
        let own = exercise.sources.iter().any(|source| source.starts_with("Own choice: "));
        assert_eq!(own, exercise.own_choice, "{name} says what is its own choice");
        assert!(
            exercise.reps_range.as_ref().is_some_and(|range| range.contains(&exercise.full.reps)),
            "{name}"
        );
    }
}
