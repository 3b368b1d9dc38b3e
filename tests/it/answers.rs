//! What an answer makes of today's plan, and of other days.

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::pain_rules::Row;
use stenosis_routine::domain::plan::{Ease, Plan};
use stenosis_routine::domain::profile::{Flag, LEANING_BACK, Profile, Told};
use stenosis_routine::domain::routine::Extension;
use stenosis_routine::session::{Event, How, Instead, Session};
use stenosis_routine::text::questions::Wanted;

use crate::lived::{AT_THE_KEYBOARD, Lived, TODAY, plan, text};

/// A session that is asked about these flags.
fn about(what: &str, page: PageId, flags: &[Flag]) -> Lived {
    let session = Session::new(plan(what), AT_THE_KEYBOARD).asking([page]);
    Lived::begin(session.about(flags.to_vec()))
}

#[test]
fn the_flags_that_are_told_make_the_plan_as_if_they_had_been_known() {
    let flags = [Flag::HipReplacement, Flag::Knee];
    let known = |told: [Told; 2]| {
        let profile =
            Profile { flags: flags.into_iter().zip(told).collect(), ..Profile::default() };
        plan("knees-to-chest").for_person(&profile)
    };
    let answers = [
        ("1\n\n", [Told::Yes, Told::No]),
        ("2\n\n", [Told::No, Told::Yes]),
        ("0\n\n", [Told::No, Told::No]),
        ("\n", [Told::NotSure, Told::NotSure]),
    ];
    for (keys, told) in answers {
        let mut lived = about("knees-to-chest", PageId::Flags, &flags);
        lived.press(keys);
        assert_eq!(lived.session.plan(), &known(told), "{keys:?}");
    }
    assert_ne!(known([Told::Yes, Told::No]), plan("knees-to-chest"));
}

#[test]
fn every_flag_of_leaning_back_counts_where_nobody_knows() {
    for flag in LEANING_BACK {
        let warned = format!("warn-if = [\"{}\"]\nreps = 4\neasier = {{ reps = 2 }}", flag.name());
        let text = text(&[("Lean", "mobility", "seated", &warned)]);
        let eases = |keys: &str| {
            let mut lived = about(&text, PageId::LeaningBack, LEANING_BACK);
            lived.press(keys);
            lived.session.plan().items()[0].turns().iter().all(|turn| turn.ease == Ease::Easier)
        };
        assert!(eases("y") && eases("\n") && !eases("n"), "{flag:?}");
    }
}

/// Of the library, and asked about.
pub(crate) const BENDS_BACK: &str = r#"
format = 1
title = "T"
exercise = [
  { use = "seated-thoracic-extension" },
  { use = "seated-cat-cow" },
  { use = "belly-breath" },
]
"#;

#[test]
fn a_caution_lets_in_what_waits_for_it_once_it_is_accepted() {
    let bends_back = |plan: &Plan| {
        let done = plan.items().iter().filter(|item| item.is_done());
        let mut exercises = done.map(|item| plan.routine().exercise(item.exercise()));
        exercises.any(|exercise| exercise.full.extension == Extension::Thoracic)
    };
    let mut lived = Lived::asked(BENDS_BACK, &[PageId::Caution]);
    assert!(!lived.session.asked().unwrap().about.list.is_empty(), "it is read first");
    assert!(!bends_back(lived.session.plan()));
    lived.press("y");
    assert!(bends_back(lived.session.plan()));
    assert!(!lived.kept().accepted.is_empty());
    let mut lived = Lived::asked(BENDS_BACK, &[PageId::Caution]);
    lived.press("\n");
    assert!(!bends_back(lived.session.plan()));
}

/// A caution that is accepted lets in nobody who has just said that it is wrong for them.
#[test]
fn what_was_told_of_flags_outranks_a_caution_that_is_accepted() {
    let pages = [PageId::Flags, PageId::Caution];
    for (flags, done) in [("1\n\n", false), ("0\n\n", true)] {
        let session = Session::new(plan(BENDS_BACK), AT_THE_KEYBOARD).asking(pages);
        let mut lived = Lived::begin(session.about(vec![Flag::ExtSensitive]));
        lived.press(flags).press("y");
        assert_eq!(lived.session.plan().items()[0].is_done(), done, "{flags:?}");
    }
}

#[test]
fn a_file_may_ask_to_stop_at_less_pain() {
    let row = |max_pain: &str| {
        let text = text(&[("Move", "mobility", "seated", "reps = 4")]).replacen(
            "title",
            &format!("{max_pain}title"),
            1,
        );
        let mut lived = Lived::of(&text);
        lived.press(" ").wait(20.0).press("p13\n");
        lived.events.iter().find_map(|event| match event {
            Event::Adapted { row, .. } => Some(*row),
            _ => None,
        })
    };
    assert_eq!(row(""), None);
    assert_eq!(row("max-pain = 2\n"), Some(Row::AmberHigh));
}

#[test]
fn pain_afterwards_is_weighed_by_the_pain_before() {
    let red = |before: &str, after: &str| {
        let mut lived = Lived::asked("seated-cat-cow", &[PageId::Before]);
        lived.press(before).live().press(after);
        lived.kept().red_stop
    };
    assert_eq!(red("2\n", "5\n"), Some(TODAY), "up by three");
    assert_eq!(red("3\n", "5\n"), None);
    assert_eq!(red("\n", "5\n"), None, "nobody knows how it began");
}

#[test]
fn only_movement_is_asked_about_on_the_next_day() {
    let moved = |what| {
        let mut lived = Lived::of(what);
        lived.live();
        lived.kept().moved
    };
    assert_eq!(moved("wind-down-breathing"), None);
    assert_eq!(moved("seated-cat-cow"), Some(TODAY));
}

#[test]
fn an_exercise_that_ended_with_leg_symptoms_stays_easier_though_the_session_ends_well() {
    let mut lived = Lived::of("seated-cat-cow");
    lived.press(" ").wait(60.0).press("p2y ").live().press("0\n2");
    assert_eq!(lived.session.ending().unwrap().how, How::Finished);
    let kept = lived.kept();
    let stops: Vec<u32> = kept.legs.values().map(|legs| legs.stops).collect();
    assert_eq!((stops, kept.legs_easier().len()), (vec![1], 1));
}

#[test]
fn gentle_day_is_offered_by_key_where_the_plan_is_lighter() {
    let mut whole = Lived::of("seated-cat-cow");
    whole.press("g");
    let refused = Event::Refused(Wanted::Keys(vec![' ', 'q']));
    assert_eq!((whole.events.as_slice(), whole.session.ending()), (&[refused][..], None));
    let mut lighter = Lived::begin(Session::new(plan("seated-cat-cow").lighter(), AT_THE_KEYBOARD));
    lighter.press("g");
    assert_eq!(
        lighter.session.ending().map(|ending| ending.how),
        Some(How::Instead(Instead::GentleDay))
    );
}

#[test]
fn what_is_typed_has_its_length() {
    let mut lived = Lived::asked("seated-cat-cow", &[PageId::Before]);
    lived.press("10");
    assert_eq!(lived.session.typed(), "10");
    lived.press("\n");
    assert_eq!(lived.session.before(), Some(10));
    let mut lived = Lived::of("seated-cat-cow");
    lived.live().press("0\n22").press(&"x".repeat(600));
    assert_eq!(lived.session.typed().len(), 500);
}
