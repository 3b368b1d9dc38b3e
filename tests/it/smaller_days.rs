//! What a lighter day, a sore day, pain on the way and the legs leave of a plan.

use std::sync::Arc;

use stenosis_routine::domain::plan::{Item, LeftOut, Plan};
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::routine::{Kind, Position, Routine};
use stenosis_routine::domain::timeline::{Part, compile};
use stenosis_routine::domain::units::seconds;

use crate::lived::text;
use crate::plans::{one, sides};
use crate::run::{built_in, routine};

fn kind(plan: &Plan, item: usize) -> Kind {
    plan.routine().exercise(plan.items()[item].exercise()).kind
}

#[test]
fn two_reasons_for_a_lighter_day_make_it_no_smaller_than_one() {
    let once = Plan::whole(one("seated", "reps = 8\nsets = 2", "")).lighter();
    assert_eq!(sides(&compile(&once)), "1/4 2/4 3/4 4/4 set 1 1/4 2/4 3/4 4/4");
    assert_eq!(once.clone().lighter(), once);
    assert_eq!(once.clone().for_a_sore_day(), once, "nothing in it is for strength");
}

#[test]
fn a_lighter_day_holds_for_five_seconds_and_rests_as_long_as_ever() {
    let held = |kind: &str, time: &str| {
        let phase = format!(
            "phase = [{{ breath = \"free\", hold = true, time = \"{time}\", cue = \"Stay\" }}]"
        );
        let plan = Plan::whole(routine(&text(&[("Hold", kind, "seated", &phase)]))).lighter();
        let timeline = compile(&plan);
        let phase = timeline.spans().iter().find(|span| matches!(span.part, Part::Phase { .. }));
        phase.unwrap().length
    };
    assert_eq!(held("stretch", "20s"), seconds(5));
    assert_eq!(held("stretch", "4s"), seconds(4));
    assert_eq!(held("rest", "20s"), seconds(20));
}

#[test]
fn fewer_repetitions_are_for_one_exercise_and_at_least_one_stays() {
    let two = text(&[
        ("One", "mobility", "seated", "reps = 4"),
        ("Two", "mobility", "seated", "reps = 4"),
    ]);
    let left = |reps: u32| {
        let plan = Plan::whole(routine(&two)).at_most(1, reps);
        let asked: Vec<u32> = plan.routine().exercises.iter().map(|one| one.full.reps).collect();
        let done: Vec<usize> = plan.items().iter().map(|item| item.turns().len()).collect();
        (asked, done)
    };
    assert_eq!(left(2), (vec![4, 2], vec![4, 2]));
    assert_eq!(left(0), (vec![4, 1], vec![4, 1]));
    assert_eq!(left(9), (vec![4, 4], vec![4, 4]));
}

#[test]
fn a_sore_day_leaves_out_strength_and_says_nothing_else_of_what_was_left_out() {
    let kinds = ["mobility", "strength", "stretch", "strength"];
    let four: Vec<_> = kinds.iter().map(|kind| (*kind, *kind, "seated", "reps = 2")).collect();
    let plan = Plan::whole(routine(&text(&four))).from_exercise(3).for_a_sore_day();
    let why: Vec<Option<LeftOut>> = plan.items().iter().map(Item::left_out).collect();
    let before = Some(LeftOut::BeforeTheStart);
    assert_eq!(why, [before, before, None, Some(LeftOut::Sore)]);
    assert!(plan.is_lighter());
}

/// One of each kind, each with three repetitions, and what relieves.
fn every_kind() -> Arc<Routine> {
    let kinds = Kind::ALL.iter().filter(|kind| **kind != Kind::Walk);
    let all: Vec<_> = kinds.map(|kind| (kind.name(), kind.name(), "seated", "reps = 3")).collect();
    let routine = Arc::unwrap_or_clone(routine(&text(&all)));
    Arc::new(Routine { spare: built_in("gentle-day").spare.clone(), ..routine })
}

/// What is left out behind the first item, by its kind.
fn left_out(plan: &Plan, why: LeftOut) -> Vec<&'static str> {
    let items = plan.items().iter().enumerate().skip(1);
    let left_out = items.filter(|(_, item)| item.left_out() == Some(why));
    left_out.map(|(index, _)| kind(plan, index).name()).collect()
}

#[test]
fn pain_of_five_leaves_ease_and_what_is_small() {
    for (position, down) in [(Position::Seated, false), (Position::Lying, true)] {
        let mut plan = Plan::whole(every_kind());
        assert_eq!(plan.rest_and_shrink(0, 1, position), 1);
        assert_eq!((plan.items()[0].turns().len(), plan.items()[0].left_out()), (1, None));
        assert_eq!(left_out(&plan, LeftOut::Sore), ["stretch", "strength", "balance"]);
        let relief = plan.routine().exercise(plan.items()[1].exercise());
        assert_eq!((relief.kind, relief.full.position.is_down()), (Kind::Rest, down));
        assert!(plan.items()[1].is_done());
    }
    // What it is noticed in was done so far, and what was passed stays as it was.
    let mut plan = Plan::whole(every_kind());
    assert_eq!(plan.rest_and_shrink(2, 1, Position::Seated), 3);
    assert!(plan.items().iter().take(3).all(|item| item.left_out().is_none()));
}

/// a minute of ease is done upright where a hip may not bend, whoever is not sure included.
#[test]
fn a_28_relief_follows_the_answers_too() {
    let eased = |told: &[(Flag, Told)]| {
        let profile = Profile { flags: told.iter().copied().collect(), ..Profile::default() };
        let mut plan = Plan::whole(every_kind()).for_person(&profile);
        plan.rest_and_shrink(0, 1, Position::Standing);
        let relief = &plan.items()[1];
        (relief.is_done(), plan.routine().exercise(relief.exercise()).full.title.clone())
    };
    let (leaning, upright) = ("Position of ease", "Sitting at ease");
    for (told, title) in [
        (None, leaning),
        (Some(Told::No), leaning),
        (Some(Told::Yes), upright),
        (Some(Told::NotSure), upright),
    ] {
        let told: Vec<_> = told.map(|told| (Flag::HipReplacement, told)).into_iter().collect();
        assert_eq!(eased(&told), (true, title.to_owned()), "{told:?}");
    }
}

#[test]
fn legs_leave_breathing() {
    let mut plan = Plan::whole(every_kind());
    let next = plan.only_breathe(0, 2, Position::Seated);
    assert_eq!((kind(&plan, next), plan.items()[next].exercise()), (Kind::Breath, 4));
    assert_eq!(plan.items()[0].turns().len(), 2);
    let others = ["stretch", "strength", "balance", "posture", "rest"];
    assert_eq!(left_out(&plan, LeftOut::Legs), others);
    // Behind the breathing none is left, and some is put in where a person is.
    for (position, down) in [(Position::Standing, false), (Position::SideLying, true)] {
        let mut plan = Plan::whole(every_kind());
        assert_eq!(plan.only_breathe(5, 1, position), 6);
        let relief = plan.routine().exercise(plan.items()[6].exercise());
        assert_eq!((relief.kind, relief.full.position.is_down()), (Kind::Breath, down));
        assert_eq!(plan.items()[5].turns().len(), 1);
    }
}
