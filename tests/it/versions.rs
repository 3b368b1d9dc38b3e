//! Two versions of a routine: what differs, and what a person's own numbers become.

use jiff::civil::date;
use proptest::prelude::*;

use stenosis_routine::domain::digest::digest;
use stenosis_routine::domain::gentler::{beside, made_gentler};
use stenosis_routine::domain::routine_diff::{Change, differences};
use stenosis_routine::format::embedded;
use stenosis_routine::format::rewrite::{Contained, NewSeal};
use stenosis_routine::format::rewrite_gentler::with_gentler;
use stenosis_routine::text::files;

use crate::run::{Exercises, built_in, cases, routine};

fn text(reps: u32, sets: u32, seconds: u32, title: &str) -> String {
    format!(
        "format = 1\ntitle = \"Two\"\n\n[[exercise]]\ntitle = \"{title}\"\nkind = \"stretch\"\n\
         position = \"seated\"\ndirection = [\"flexion\"]\nreps = {reps}\nsets = {sets}\n\
         phase = [{{ breath = \"free\", hold = true, time = \"{seconds}s\", cue = \"Stay\" }}]\n\n\
         [[exercise]]\nuse = \"bridge-low\"\n"
    )
}

fn said(was: &str, now: &str) -> Vec<String> {
    differences(&routine(was), &routine(now)).iter().map(files::change).collect()
}

#[test]
fn nothing_differs_from_itself() {
    for (name, _) in embedded::ROUTINES {
        assert_eq!(differences(&built_in(name), &built_in(name)), []);
    }
}

/// What `share` has written of a routine of ours brings its own exercises; who takes it in unchanged reads
/// that nothing changes, though what no file takes away is another set of answers for a copy.
#[test]
fn a_copy_with_its_own_exercises_differs_in_nothing() {
    for (name, text) in embedded::ROUTINES {
        let (ours, library) = (built_in(name), Exercises::default());
        let copy = Contained::new(text, name, &ours.title, &library).unwrap();
        let seal =
            NewSeal { name, by: None, on: date(2026, 5, 3), digest: &digest(&ours), secret: None };
        let copy = routine(&copy.sealed(&seal));
        assert_eq!(differences(&routine(text), &copy), [], "{name}");
    }
}

#[test]
fn every_kind_of_difference_is_said_once() {
    let was = text(4, 1, 10, "Hamstring");
    let now = |from: &str, to: &str| said(&was, &was.replacen(from, to, 1));
    assert_eq!(now("reps = 4", "reps = 3"), ["Hamstring: 3 repetitions, was 4."]);
    assert_eq!(now("sets = 1", "sets = 2"), ["Hamstring: 2 sets, was 1."]);
    assert_eq!(
        now("\"10s\"", "\"15s\""),
        ["Hamstring: a repetition of 15 seconds, was 10 seconds."]
    );
    assert_eq!(
        now("sets = 1", "sets = 1\nrest = \"1m\""),
        ["Hamstring: rest of 1 minute, was 15 seconds."]
    );
    assert_eq!(
        now("sets = 1", "rest-between-sets = \"2m\""),
        ["Hamstring: rest between sets of 2 minutes, was 1 minute."]
    );
    assert_eq!(
        now("sets = 1", "setup-time = \"9s\""),
        ["Hamstring: 9 seconds to get ready, was 15 seconds."]
    );
    assert_eq!(now("\"Stay\"", "\"Stay soft\""), ["Hamstring: other words or movements."]);
    assert_eq!(now("\"Two\"", "\"Three\""), ["Its title; it was Two."]);
    assert_eq!(now("format = 1", "format = 1\nmax-pain = 3"), ["Pain up to 3 of 10, was 4."]);
    assert_eq!(
        now("format = 1", "format = 1\nguidance = [\"Soft.\"]"),
        ["What it says of itself, or its guidance."]
    );
    assert_eq!(
        now("\"Hamstring\"", "\"Calf\""),
        ["Calf: new, 4 repetitions.", "Hamstring: no longer part of it."]
    );
    let (head, exercises) = was.split_once("[[exercise]]").unwrap();
    let (one, two) = exercises.split_once("[[exercise]]").unwrap();
    let turned = format!("{head}[[exercise]]{two}\n[[exercise]]{one}");
    assert_eq!(said(&was, &turned), ["The exercises come in another order."]);
    assert_eq!(
        now("\"bridge-low\"\n", "\"bridge-low\"\nreps = 2\n"),
        ["Low bridge: 2 repetitions, was 5."]
    );
}

#[test]
fn the_same_exercise_twice_is_matched_in_order() {
    let twice = |first: u32, second: u32| {
        format!(
            "format = 1\ntitle = \"T\"\n[[exercise]]\nuse = \"bridge-low\"\nreps = {first}\n\
             [[exercise]]\nuse = \"bridge-low\"\nreps = {second}\n"
        )
    };
    assert_eq!(said(&twice(4, 3), &twice(4, 2)), ["Low bridge: 2 repetitions, was 3."]);
}

proptest! {
    #![proptest_config(cases(200))]

    /// A number is the person's own where it is smaller than what they were given and than what is
    /// new; else it is the new version's.
    #[test]
    fn own_numbers_go_down_and_never_up(
        own in (2..6_u32, 1..3_u32, 10..20_u32),
        given in (2..6_u32, 1..3_u32, 10..20_u32),
        new in (2..6_u32, 1..3_u32, 10..20_u32),
    ) {
        let file = |(reps, sets, seconds)| text(reps, sets, seconds, "Hamstring");
        let [mine, was, theirs] = [own, given, new].map(|numbers| routine(&file(numbers)));
        let kept = |given| {
            let gentler = beside(&made_gentler(&mine, given, &[]), &theirs, false);
            with_gentler(&file(new), &gentler, &theirs, &Exercises::default()).unwrap()
        };
        let stays = |own: u32, given: u32, new: u32| if own < given.min(new) { own } else { new };
        let expected = (stays(own.0, given.0, new.0), stays(own.1, given.1, new.1), stays(own.2, given.2, new.2));
        prop_assert_eq!(kept(Some(&was)), file(expected));
        // Given by nobody, whatever is smaller is their own.
        prop_assert_eq!(kept(None), file((own.0.min(new.0), own.1.min(new.1), own.2.min(new.2))));
    }

    /// What differs is seen from both sides, and nothing is seen where nothing differs.
    #[test]
    fn a_difference_is_seen_from_both_sides(a in 0..12_usize, b in 0..12_usize) {
        let one = built_in(embedded::ROUTINES[a].0);
        let other = built_in(embedded::ROUTINES[b].0);
        let (there, back) = (differences(&one, &other), differences(&other, &one));
        let count = |changes: &[Change], added: bool| changes.iter().filter(|change| match change {
            Change::Added { .. } => added,
            Change::Removed { .. } => !added,
            _ => false,
        }).count();
        prop_assert_eq!(count(&there, true), count(&back, false));
        prop_assert_eq!(there.is_empty(), a == b);
        prop_assert_eq!(back.is_empty(), a == b);
    }
}
