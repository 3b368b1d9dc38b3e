//! What easing, cutting and beginning again leave of a plan, to the repetition.

use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::domain::plan::{Ease, Eased, Pause, Plan};
use stenosis_routine::domain::routine::{Position, Sides, Version};
use stenosis_routine::domain::timeline::compile;
use stenosis_routine::domain::units::seconds;

use crate::lived::text;
use crate::plans::{one, sides};
use crate::run::routine;

#[test]
fn the_set_that_has_begun_is_finished_easier_and_later_sets_are_those_of_the_easier_version() {
    let keys = "reps = 2\nsets = 3\neasier = { reps = 2, sets = 1 }";
    let eased_at = |turn: usize| {
        let mut plan = Plan::whole(one("seated", keys, ""));
        assert_eq!(plan.ease(0, turn), Eased::Easier);
        sides(&compile(&plan))
    };
    assert_eq!(eased_at(0), "1/2 2/2");
    assert_eq!(eased_at(1), "1/2 2/2");
    assert_eq!(eased_at(2), "1/2 2/2 set 1 1/2 2/2", "the second set has begun");
}

#[test]
fn what_is_begun_again_is_no_larger_than_it_had_become_and_its_rests_are_as_written() {
    let keys = "reps = 4\neasier = { reps = 4 }";
    let mut plan = Plan::whole(one("seated", keys, ""));
    plan.ease(0, 2);
    assert!(plan.lengthen(0, Pause::Rest));
    plan.again(0, (3, 3), false);
    let again = &plan.items()[1];
    assert!(again.turns().len() == 1 && again.turns().iter().all(|turn| turn.ease == Ease::Easier));
    assert_eq!(again.longer(Pause::Rest), Duration::ZERO);
}

/// Who is in the middle of an exercise is not moved for its easier version.
#[test]
fn an_easier_version_elsewhere_does_not_follow_in_the_middle() {
    let eased = |change: fn(&mut Version)| {
        let keys = "reps = 4\nside = \"each\"\neasier = { reps = 4 }";
        let mut routine = Arc::unwrap_or_clone(one("seated", keys, ""));
        change(routine.exercises[0].easier.as_mut().unwrap());
        Plan::whole(Arc::new(routine)).ease(0, 1)
    };
    assert_eq!(eased(|_| {}), Eased::Easier);
    let begins_elsewhere = |easier: &mut Version| {
        easier.position = Position::Standing;
        easier.phases[0].position = Some(Position::Seated);
    };
    assert_eq!(eased(begins_elsewhere), Eased::Fewer, "though it ends in the same place");
    assert_eq!(eased(|easier| easier.phases[0].position = Some(Position::Lying)), Eased::Fewer);
    assert_eq!(eased(|easier| easier.sides = Sides::Alternate), Eased::Fewer);
}

#[test]
fn fewer_is_half_of_what_is_left_in_this_set_and_half_of_each_that_follows() {
    let halved_at = |turn: usize| {
        let mut plan = Plan::whole(one("seated", "reps = 4\nsets = 2", ""));
        assert_eq!(plan.ease(0, turn), Eased::Fewer);
        sides(&compile(&plan))
    };
    assert_eq!(halved_at(0), "1/2 2/2 set 1 1/2 2/2");
    assert_eq!(halved_at(2), "1/3 2/3 3/3 set 1 1/2 2/2");
    assert_eq!(halved_at(4), "1/4 2/4 3/4 4/4 set 1 1/2 2/2");
}

/// What was lived stays as it was; the rest is that of what was done last.
#[test]
fn eased_on_the_way_it_began_in_full_and_rests_as_the_easier_version_does() {
    let keys = "reps = 4\neasier = { reps = 4 }";
    let mut routine = Arc::unwrap_or_clone(one("seated", keys, ""));
    (routine.exercises[0].full.setup_time, routine.exercises[0].full.rest) =
        (seconds(20), seconds(20));
    let easier = routine.exercises[0].easier.as_mut().unwrap();
    (easier.setup_time, easier.rest) = (seconds(10), seconds(30));
    let mut plan = Plan::whole(Arc::new(routine));
    plan.ease(0, 2);
    let timeline = compile(&plan);
    let length = |index: usize| timeline.spans()[index].length.as_secs();
    assert_eq!(length(0) + length(1), 20, "getting ready");
    let rest = (0..timeline.spans().len()).find(|index| timeline.is_rest(*index)).unwrap();
    assert_eq!(length(rest), 30);
}

#[test]
fn what_was_passed_before_it_began_is_not_done() {
    let two = text(&[("One", "mobility", "seated", ""), ("Two", "mobility", "seated", "")]);
    let mut plan = Plan::whole(routine(&two));
    assert_eq!(plan.next_after(0), Some(1));
    plan.end_item(1, 0);
    assert!(!plan.items()[1].is_done() && plan.items()[1].is_cut());
    assert_eq!(plan.next_after(0), None);
    assert!(!plan.is_empty());
    plan.end_item(0, 0);
    assert!(plan.is_empty());
}
