//! What a plan and its timeline are made of: sides, sets, ends, and what makes them longer.

use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::domain::plan::{Ease, Pause, Plan};
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::routine::{Position, Routine, Side};
use stenosis_routine::domain::timeline::{Part, Step, Timeline, compile};

use crate::run::routine;

/// One movement of two seconds with these keys.
pub(crate) fn one(position: &str, keys: &str, phase: &str) -> Arc<Routine> {
    routine(&format!(
        "format = 1\ntitle = \"x\"\n[[exercise]]\ntitle = \"x\"\nkind = \"mobility\"\nposition = \"{position}\"\n\
         direction = [\"neutral\"]\none-side-reason = \"as told\"\n{keys}\n\
         phase = [{{ breath = \"out\", time = \"2s\", cue = \"Move\"{phase} }}]\n"
    ))
}

pub(crate) fn sides(timeline: &Timeline) -> String {
    let word = |part| match part {
        Part::Phase { turn, of, .. } => {
            let side = match turn.side {
                None => "",
                Some(Side::Left) => "L",
                Some(Side::Right) => "R",
            };
            Some(format!("{side}{}/{of}", turn.rep))
        }
        Part::ChangeOver { .. } => Some("turn".into()),
        Part::Rest { set: Some(set) } => Some(format!("set {set}")),
        _ => None,
    };
    timeline.spans().iter().filter_map(|span| word(span.part)).collect::<Vec<_>>().join(" ")
}

#[test]
fn repetitions_are_shared_between_the_sides_as_the_file_says() {
    let laid = |keys: &str| sides(&compile(&Plan::whole(one("seated", keys, ""))));
    assert_eq!(laid("reps = 2\nside = \"both\""), "1/2 2/2");
    assert_eq!(laid("reps = 2\nside = \"left\""), "L1/2 L2/2");
    assert_eq!(laid("reps = 2\nside = \"right\""), "R1/2 R2/2");
    assert_eq!(laid("reps = 2\nside = \"alternate\""), "L1/2 R1/2 L2/2 R2/2");
    assert_eq!(laid("reps = 2\nside = \"each\""), "L1/2 L2/2 R1/2 R2/2");
    assert_eq!(
        laid("reps = 1\nsets = 2\nside = \"each\"\nchange-over = \"8s\""),
        "L1/1 turn R1/1 set 1 L1/1 turn R1/1"
    );
}

#[test]
fn who_lies_on_a_side_gets_time_to_turn_without_being_asked() {
    let timeline = compile(&Plan::whole(one("side-lying", "side = \"each\"", "")));
    let turn = timeline.spans().iter().find(|span| matches!(span.part, Part::ChangeOver { .. }));
    assert_eq!(turn.unwrap().length, Duration::from_secs(10));
    assert_eq!(sides(&compile(&Plan::whole(one("seated", "side = \"each\"", "")))), "L1/1 R1/1");
}

/// Where the last phase leaves a person decides how they get up, and what a rest looks like.
#[test]
fn an_exercise_ends_where_its_last_phase_ends() {
    let ways = |position: &str, phase: &str| -> (Vec<Step>, Position) {
        let timeline = compile(&Plan::whole(one(position, "", phase)));
        let step = |part| match part {
            Part::Transition(step) => Some(step),
            _ => None,
        };
        let rest = (0..timeline.spans().len()).find(|index| timeline.is_rest(*index)).unwrap();
        let steps = timeline.spans().iter().filter_map(|span| step(span.part)).collect();
        (steps, timeline.position_at(rest))
    };
    let up = [Step::Roll, Step::PushUp, Step::Sit];
    let lying = ways("lying", "");
    assert_eq!(lying, ([&[Step::LieDown][..], &up].concat(), Position::Lying));
    assert_eq!(ways("lying", ", position = \"seated\""), (vec![Step::LieDown], Position::Seated));
    assert_eq!(ways("seated", ", position = \"prone\""), (up.to_vec(), Position::Prone));
}

#[test]
fn a_smaller_version_has_no_more_sets_and_repetitions_than_are_left() {
    let keys = "reps = 4\nsets = 3\nwarn-if = [\"knee\"]\neasier = { reps = 3, sets = 3 }";
    let whole = Arc::unwrap_or_clone(one("seated", keys, ""));
    let mut fewer = whole.clone();
    fewer.exercises[0].full.sets = 2;
    fewer.exercises[0].full.reps = 2;
    let knee = Profile { flags: [(Flag::Knee, Told::Yes)].into(), ..Profile::default() };
    let eased = |routine: Routine| {
        let plan = Plan::whole(Arc::new(routine)).for_person(&knee);
        let turns = plan.items()[0].turns().to_vec();
        assert!(turns.iter().all(|turn| turn.ease == Ease::Easier));
        turns.iter().map(|turn| (turn.set, turn.rep)).max().unwrap()
    };
    assert_eq!(eased(whole), (3, 3));
    assert_eq!(eased(fewer), (2, 2));
}

#[test]
fn each_pause_becomes_longer_by_itself_and_up_to_its_bound() {
    let keys = "reps = 1\nsets = 2\nside = \"each\"\nchange-over = \"8s\"\nsetup-time = \"9s\"\nrest = \"20s\"";
    let routine = one("lying", keys, "");
    let pauses = [
        (Pause::Transition, 2),
        (Pause::Setup, 2),
        (Pause::ChangeOver(1), 4),
        (Pause::ChangeOver(2), 4),
        (Pause::BetweenSets(1), 4),
        (Pause::Rest, 4),
    ];
    for (pause, times) in pauses {
        let mut plan = Plan::whole(Arc::clone(&routine));
        let before = compile(&plan);
        let mut pressed = 0;
        while plan.lengthen(0, pause) {
            pressed += 1;
        }
        assert_eq!(pressed, times, "{pause:?}");
        let after = compile(&plan);
        for (was, is) in before.spans().iter().zip(after.spans()) {
            let own = was.item == 0 && was.pause() == Some(pause);
            let more = if own { Duration::from_secs(15 * times) } else { Duration::ZERO };
            assert_eq!(is.length, was.length + more, "{pause:?}: {:?}", was.part);
        }
    }
    let mut plan = Plan::whole(routine);
    let before = compile(&plan).total();
    assert!(plan.lengthen(1, Pause::Transition), "the last getting up");
    assert_eq!(compile(&plan).total(), before + Duration::from_secs(15));
}

#[test]
fn the_rest_behind_a_set_is_that_of_the_set_though_the_next_one_is_easier() {
    let keys = "reps = 2\nsets = 2\nrest-between-sets = \"60s\"\neasier = { reps = 1 }";
    let mut routine = Arc::unwrap_or_clone(one("seated", keys, ""));
    routine.exercises[0].easier.as_mut().unwrap().rest_between_sets = Duration::from_secs(5);
    let mut plan = Plan::whole(Arc::new(routine));
    plan.ease(0, 2);
    let timeline = compile(&plan);
    assert_eq!(sides(&timeline), "1/2 2/2 set 1 1/1");
    let between = timeline.spans().iter().find(|span| span.part == Part::Rest { set: Some(1) });
    assert_eq!(between.unwrap().length, Duration::from_secs(60));
}
