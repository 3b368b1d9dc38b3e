//! F-03: whatever a person made gentler in their own copy stays so in every new version.

use proptest::prelude::*;

use stenosis_routine::domain::gentler::{Own, beside, made_gentler};
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::format::rewrite_gentler::{remembered, to_remember, with_gentler};
use stenosis_routine::text::files;

use crate::own_files::gets;
use crate::run::{Exercises, cases, read, routine};

/// What `add` makes of a new version, and what it remembers, without files around it.
fn added(mine: &str, given: &str, new: &str, before: &[Own]) -> (String, Vec<Own>, Vec<String>) {
    let own = made_gentler(&routine(mine), Some(&routine(given)), before);
    let (mut text, mut lines) = (new.to_owned(), Vec::new());
    for easier in [false, true] {
        let now = routine(&text);
        let gentler = beside(&own, &now, easier);
        text = with_gentler(&text, &gentler, &now, &Exercises::default()).unwrap();
        lines.extend(gentler.iter().map(files::gentler));
    }
    let kept = to_remember(&own).map_or(Vec::new(), |text| remembered(&text));
    assert_eq!(kept, own, "what is remembered is what was theirs");
    (text, own, lines)
}

/// The mine of the fixtures: a version as it was sent, with these changes of the person's own.
fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (was, is)| {
        assert!(text.contains(was), "{was}");
        text.replacen(was, is, 1)
    })
}

#[test]
fn f_03_a_lower_pain_a_shorter_hold_and_a_longer_rest_stay() {
    let (one, two) =
        (include_str!("sent/shorter-hold-v1.toml"), include_str!("sent/shorter-hold-v2.toml"));
    let own = changed(
        one,
        &[
            ("max-pain = 4", "max-pain = 2"),
            ("time = \"20s\"", "time = \"12s\""),
            (
                "own-choice = true",
                "own-choice = true\nrest = \"50s\"\nsetup-time = \"40s\"\nchange-over = \"12s\"",
            ),
            ("title = \"Stretch\"", "title = \"Stretch\"\nstop-if = [\"My hip clicks.\"]"),
            ("use = \"seated-march\"", "use = \"seated-march\"\nhide-if = [\"knee\"]"),
        ],
    );
    let (kept, _, lines) = added(&own, one, two, &[]);
    assert_eq!(
        lines,
        [
            "Pain up to 2 of 10; the file says 4.",
            "What ends a session: My hip clicks.",
            "Hamstring: rest of 50 seconds; the file says 15 seconds.",
            "Hamstring: 40 seconds to get ready; the file says 15 seconds.",
            "Hamstring: 12 seconds to change sides; the file says 0 seconds.",
            "Hamstring: 12 seconds in phase 1; the file says 20 seconds.",
            "Seated march: left out for an answer (knee trouble).",
        ]
    );
    let (now, own) = (routine(&kept), routine(&own));
    assert_eq!((now.max_pain, &now.stop_if), (2, &own.stop_if));
    assert_eq!(now.exercises[0], own.exercises[0]);
    assert_eq!(now.exercises[1].full.reps, 5, "what they left as it was is the new version's");
    assert!(now.exercises[1].hide_if.contains(&own.exercises[1].hide_if[0]));
}

#[test]
fn f_03_at_the_command_line() {
    let (one, two) =
        (include_str!("sent/longer-rest-v1.toml"), include_str!("sent/longer-rest-v2.toml"));
    let patient = gets(one);
    patient.does(&["add", "morning.toml", "--yes"]);
    let own = changed(one, &[("reps = 6", "reps = 4"), ("rest = \"40s\"", "rest = \"75s\"")]);
    patient.write("home/routines/morning.toml", &own);
    patient.write("work/morning.toml", two);
    let said = patient.does(&["add", "morning.toml", "--yes"]);
    assert!(
        said.contains(
            "You had made this gentler. It stays so, unless you say otherwise:\n  \
             Seated cat-cow: 4 repetitions; the file says 7.\n  \
             Seated cat-cow: rest of 1 minute 15 seconds; the file says 40 seconds.\n"
        ),
        "{said}"
    );
    assert_eq!(read(patient.routine("morning")), own);
    // A version that asks for as little as they do is no reason to forget what is theirs.
    patient.write("work/morning.toml", own.replace("title = \"Rest\"", "title = \"Less\""));
    patient.does(&["add", "morning.toml", "--yes"]);
    patient.write("work/morning.toml", two);
    patient.does(&["add", "morning.toml", "--yes"]);
    assert_eq!(read(patient.routine("morning")), own);
    assert!(!patient.does(&["list", "--mine"]).contains("own"));
    // They choose the file's numbers: nothing is theirs any more.
    patient.does(&["add", "morning.toml", "--yes", "--as-sent"]);
    assert_eq!(read(patient.routine("morning")), two);
    assert!(!patient.path("home/routines/morning.own.toml").exists());
}

/// Steps: where a person begins lower, or grows no further, each new version does so too; what lies between
/// is the new version's.
#[test]
fn f_03_a_ladder_begins_as_low_and_ends_as_low_as_their_own() {
    let file = |rest: &str| {
        format!("format = 1\ntitle = \"T\"\n\n[[exercise]]\nuse = \"bridge-low\"\n{rest}\n")
    };
    let steps = |reps: &[u32]| {
        let steps: Vec<String> = reps.iter().map(|reps| format!("{{ reps = {reps} }}")).collect();
        file(&format!("steps = [{}]", steps.join(", ")))
    };
    let given = steps(&[4, 6, 8]);
    let kept = |mine: &str, new: &str| {
        let (kept, _, lines) = added(mine, &given, new, &[]);
        let exercise = &routine(&kept).exercises[0];
        let reps: Vec<u32> =
            (0..exercise.ladder.len()).map(|step| exercise.at_step(step).full.reps).collect();
        (reps, lines)
    };
    let (reps, lines) = kept(&steps(&[3, 4]), &steps(&[4, 5, 6, 8]));
    assert_eq!(reps, [3, 4]);
    assert_eq!(
        lines,
        [
            "Low bridge: 3 repetitions; the file says 4.",
            "Low bridge: it grows to 4 repetitions; the file says 8.",
        ]
    );
    assert_eq!(kept(&steps(&[4, 6]), &steps(&[5, 6, 7])).0, [5, 6]);
    assert_eq!(kept(&steps(&[2]), &steps(&[4, 6])).0, [2]);
    assert_eq!(kept(&given, &steps(&[5, 7])), (vec![5, 7], Vec::new()), "what they left as it was");
    // By repetitions where the new version has steps, and by steps where it has repetitions.
    assert_eq!(kept(&file("reps = 3"), &steps(&[4, 6])).0, [3, 4, 6]);
    assert_eq!(kept(&file("reps = 4\nreps-range = [2, 5]"), &steps(&[4, 5, 6])).0, [4, 5]);
    let (text, ..) = added(&steps(&[3, 4]), &given, &file("reps = 5\nreps-range = [2, 7]"), &[]);
    let exercise = &routine(&text).exercises[0];
    assert_eq!((exercise.full.reps, exercise.reps_range.clone()), (3, Some(2..=4)));
}

/// The same of a walk, and of steps that come with the library.
#[test]
fn f_03_a_walk_begins_as_short_and_ends_as_short_as_their_own() {
    let ours = include_str!("../../routines/walk-progress.toml");
    let shorter = changed(
        ours,
        &[
            ("{ time = \"1m\" }", "{ time = \"45s\" }"),
            ("  { time = \"2m30s\" },\n  { time = \"3m\" },\n", ""),
        ],
    );
    let (kept, _, lines) = added(&shorter, ours, ours, &[]);
    let times = |text: &str| -> Vec<u64> {
        let exercise = &routine(text).exercises[0];
        let steps = 0..exercise.ladder.len();
        steps.map(|step| exercise.at_step(step).dose().walk.unwrap().as_secs()).collect()
    };
    assert_eq!(times(&kept), [45, 60, 75, 90, 105, 120]);
    assert_eq!(
        lines,
        [
            "Walk and sit: it grows to 2 minutes; the file says 3 minutes.",
            "Walk and sit: 45 seconds in phase 1; the file says 1 minute.",
        ]
    );
    let ride = "format = 1\ntitle = \"T\"\n\n[[exercise]]\nuse = \"bike-steady\"\n";
    let own = format!("{ride}steps = [{{ time = \"2m\" }}, {{ time = \"3m\" }}]\n");
    assert_eq!(times(&added(&own, ride, ride, &[]).0), [120, 180]);
}

#[test]
fn f_03_the_easier_version_stays_as_gentle_and_never_asks_for_more_than_the_exercise() {
    let file = |reps: u32, easier: &str| {
        format!(
            "format = 1\ntitle = \"T\"\n\n[[exercise]]\nuse = \"bridge-low\"\nreps = {reps}\n{easier}"
        )
    };
    let easier = |reps: u32| format!("easier = {{ reps = {reps} }}\n");
    let (kept, _, lines) =
        added(&file(4, &easier(2)), &file(6, &easier(4)), &file(7, &easier(5)), &[]);
    assert_eq!(kept, file(4, &easier(2)));
    assert_eq!(
        lines,
        [
            "Low bridge: 4 repetitions; the file says 7.",
            "Low bridge, the easier version: 2 repetitions; the file says 4.",
        ]
    );
    // Theirs is the library's easier version with a longer rest: a copy of it comes into the file.
    let own = "easier = { rest = \"90s\" }\n";
    let (kept, ..) = added(&file(4, own), &file(4, ""), &file(5, ""), &[]);
    let kept = routine(&kept);
    assert_eq!(kept.exercises[0].easier.as_ref().unwrap().rest.as_secs(), 90);
    assert_eq!(kept.exercises[0].full.reps, 5);
    // Their repetitions are fewer than the new easier version's.
    let (kept, ..) = added(&file(3, &easier(3)), &file(4, &easier(3)), &file(6, &easier(4)), &[]);
    assert_eq!(kept, file(3, &easier(3)));
}

#[test]
fn f_03_of_two_of_the_same_the_one_that_was_left_out_stays_out() {
    let one = |name: &str, reps: u32| format!("\n[[exercise]]\nuse = \"{name}\"\nreps = {reps}\n");
    let file = |parts: &[String]| format!("format = 1\ntitle = \"T\"\n{}", parts.concat());
    let (first, middle, last) =
        (one("bridge-low", 6), one("seated-march", 3), one("bridge-low", 4));
    let given = file(&[first, middle.clone(), last.clone()]);
    let mine = file(&[middle, last]);
    let mut own = Vec::new();
    let mut kept = mine.clone();
    for _ in 0..3 {
        (kept, own, _) = added(&kept, &given, &given, &own);
        assert_eq!(kept, mine);
    }
}

/// Doses of two exercises: repetitions, hold and rest of the one, repetitions of the other.
type Doses = (u32, u32, u32, u32, u8);

fn file((reps, hold, rest, more, pain): Doses, both: bool) -> String {
    let second = format!("\n[[exercise]]\nuse = \"seated-march\"\nreps = {more}\n");
    format!(
        "format = 1\ntitle = \"T\"\nmax-pain = {pain}\n\n[[exercise]]\ntitle = \"Calf\"\nkind = \"stretch\"\n\
         position = \"seated\"\ndirection = [\"neutral\"]\nreps = {reps}\nrest = \"{rest}s\"\n\
         phase = [{{ breath = \"free\", hold = true, time = \"{hold}s\", cue = \"Stay\" }}]\n{}",
        if both { second.as_str() } else { "" }
    )
}

fn doses() -> impl Strategy<Value = Doses> {
    (1..6_u32, 10..30_u32, 15..60_u32, 2..6_u32, 1..5_u8)
}

fn is_as_gentle(now: &Routine, own: &Routine) -> bool {
    let (now_one, own_one) = (&now.exercises[0].full, &own.exercises[0].full);
    now.max_pain <= own.max_pain
        && now_one.reps <= own_one.reps
        && now_one.rest >= own_one.rest
        && now_one.phases[0].written_time() <= own_one.phases[0].written_time()
        && now.exercises.len() <= own.exercises.len()
        && now.exercises.iter().zip(&own.exercises).all(|(now, own)| now.full.reps <= own.full.reps)
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn f_03_a_gentler_copy_survives_ten_new_versions(
        first in doses(), own in doses(), versions in prop::collection::vec(doses(), 10), both: bool,
    ) {
        let gentler = (
            own.0.min(first.0 - first.0 / 2), own.1.min(first.1 - 1), own.2.max(first.2 + 1),
            own.3.min(first.3 - 1), own.4.min(first.4),
        );
        let gentler = (gentler.0.min(first.0), gentler.1, gentler.2, gentler.3, gentler.4);
        let theirs = routine(&file(gentler, both));
        // What they did not make gentler is not theirs.
        let theirs = Routine {
            max_pain: if gentler.4 < first.4 { theirs.max_pain } else { 10 },
            ..(*theirs).clone()
        };
        let reps = gentler.0 < first.0;
        let (mut mine, mut given, mut kept) = (file(gentler, both), file(first, true), Vec::new());
        for version in versions {
            let new = file(version, true);
            let (text, own, _) = added(&mine, &given, &new, &kept);
            let now = routine(&text);
            let mut theirs = theirs.clone();
            if !reps {
                theirs.exercises[0].full.reps = u32::MAX;
            }
            prop_assert!(is_as_gentle(&now, &theirs), "{}", text);
            (mine, given, kept) = (text, new, own);
        }
    }
}
