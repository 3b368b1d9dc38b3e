//! How a plan is laid out: ways between positions, getting ready, changing sides, and what a span knows.

use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::domain::plan::{Ease, Plan};
use stenosis_routine::domain::routine::{Position, Sides};
use stenosis_routine::domain::timeline::{Part, Step, Timeline, compile};
use stenosis_routine::domain::units::{Offset, seconds};

use crate::lived::text;
use crate::plans::{one, sides};
use crate::run::routine;

fn laid(exercises: &[(&str, &str, &str, &str)]) -> Timeline {
    compile(&Plan::whole(routine(&text(exercises))))
}

fn steps(timeline: &Timeline) -> Vec<Step> {
    let step = |part| match part {
        Part::Transition(step) => Some(step),
        _ => None,
    };
    timeline.spans().iter().filter_map(|span| step(span.part)).collect()
}

fn find(timeline: &Timeline, is_so: impl Fn(Part) -> bool) -> usize {
    timeline.spans().iter().position(|span| is_so(span.part)).unwrap()
}

#[test]
fn who_breathes_lying_stays_there_and_who_only_rests_gets_up() {
    let breath = ("Breathe", "breath", "lying", "");
    let rest = ("Rest", "rest", "lying", "");
    let up = [Step::LieDown, Step::Roll, Step::PushUp, Step::Sit];
    assert_eq!(steps(&laid(&[breath, rest])), [Step::LieDown]);
    assert_eq!(steps(&laid(&[rest])), up);
    assert_eq!(steps(&laid(&[breath, ("Move", "mobility", "lying", "")])), up);
}

#[test]
fn on_the_side_a_person_turns_where_the_next_side_is_the_other() {
    let turns = |first: &str, second: &str| {
        let side = |side: &str| format!("one-side-reason = \"as told\"\nside = \"{side}\"");
        let (first, second) = (side(first), side(second));
        let both = [
            ("One", "mobility", "side-lying", first.as_str()),
            ("Two", "mobility", "side-lying", second.as_str()),
        ];
        steps(&laid(&both)).contains(&Step::Turn)
    };
    assert!(turns("left", "right") && turns("right", "left"));
    assert!(!turns("left", "left") && !turns("right", "right"));
    assert!(!turns("each", "right"), "it ends on the right");
    assert!(turns("each", "left") && turns("right", "each"));
}

#[test]
fn a_change_of_sides_takes_the_time_that_its_file_says() {
    let change = |timeline: &Timeline| {
        let span =
            timeline.spans().iter().find(|span| matches!(span.part, Part::ChangeOver { .. }));
        span.map(|span| span.length)
    };
    let written = one("side-lying", "side = \"each\"\nchange-over = \"20s\"", "");
    assert_eq!(change(&compile(&Plan::whole(written))), Some(seconds(20)));
    let mut alternate = Arc::unwrap_or_clone(one("side-lying", "side = \"each\"\nreps = 2", ""));
    alternate.exercises[0].full.sides = Sides::Alternate;
    let timeline = compile(&Plan::whole(Arc::new(alternate)));
    assert_eq!((sides(&timeline).as_str(), change(&timeline)), ("L1/2 R1/2 L2/2 R2/2", None));
}

#[test]
fn getting_ready_ends_with_a_lead_in_and_is_never_longer_than_written() {
    for (written, expected) in [(1, vec![1]), (3, vec![3]), (4, vec![1, 3]), (20, vec![17, 3])] {
        let timeline =
            compile(&Plan::whole(one("seated", &format!("setup-time = \"{written}s\""), "")));
        let ready =
            timeline.spans().iter().filter(|span| matches!(span.part, Part::Setup | Part::LeadIn));
        assert_eq!(ready.map(|span| span.length.as_secs()).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn the_rest_behind_a_set_belongs_to_that_set() {
    let mut plan =
        Plan::whole(one("seated", "reps = 2\nsets = 3\neasier = { reps = 2, sets = 3 }", ""));
    plan.ease(0, 2);
    let timeline = compile(&plan);
    let rests = timeline.spans().iter().filter_map(|span| match span.part {
        Part::Rest { set: Some(set) } => Some((set, span.ease)),
        _ => None,
    });
    assert_eq!(rests.collect::<Vec<_>>(), [(1, Ease::Full), (2, Ease::Easier)]);
}

const WALK: &str = "setup-time = \"5s\"\nreps = 2\nphase = [{ breath = \"free\", time = \"60s\", cue = \"Walk\" },\n\
                    { breath = \"free\", time = \"60s\", position = \"seated\", cue = \"Sit\" }]";

#[test]
fn pain_is_noticed_in_a_rest_after_movement_and_sitting_in_a_walk() {
    let walk = laid(&[("Walk", "walk", "walking", WALK)]);
    let for_noticing = |timeline: &Timeline| -> Vec<usize> {
        let spans = timeline.spans().iter().enumerate();
        spans.filter(|(_, span)| timeline.is_for_noticing(span)).map(|(index, _)| index).collect()
    };
    // Set-up, lead-in, walk, seat, walk, seat.
    assert_eq!(for_noticing(&walk)[..2], [3, 6]);
    assert!(!for_noticing(&walk).contains(&2) && !for_noticing(&walk).contains(&4));
    for (kind, noticed) in [
        ("mobility", true),
        ("strength", true),
        ("breath", false),
        ("posture", false),
        ("rest", false),
    ] {
        assert_eq!(
            !for_noticing(&laid(&[("One", kind, "seated", "")])).is_empty(),
            noticed,
            "{kind}"
        );
    }
}

#[test]
fn a_repetition_is_the_same_from_wherever_in_it_one_looks() {
    let walk = laid(&[("Walk", "walk", "walking", WALK)]);
    let around = |index| {
        walk.repetition_around(index)
            .map(|(at, length)| (at.since_zero().as_secs(), length.as_secs()))
    };
    let all: Vec<_> = (0..8).map(around).collect();
    let (first, second) = (Some((5, 120)), Some((140, 120)));
    assert_eq!(all, [None, None, first, first, None, second, second, None]);
}

#[test]
fn whoever_has_risen_walks_a_step_and_the_session_waits() {
    let gates = |first: &str, second: &str| {
        let timeline = laid(&[("One", "mobility", first, ""), ("Two", "mobility", second, "")]);
        let gates = (0..timeline.spans().len()).filter(|index| timeline.is_gate(*index));
        gates.map(|index| timeline.spans()[index].item).collect::<Vec<_>>()
    };
    assert_eq!(gates("seated", "standing"), [1], "risen from a chair");
    assert_eq!(gates("lying", "standing"), [1]);
    assert_eq!(gates("lying", "seated"), [1]);
    assert_eq!(gates("seated", "lying"), [1], "from the chair to the bed");
    assert_eq!(gates("standing", "lying"), [1]);
    assert_eq!(gates("seated", "seated"), [0; 0]);
    assert_eq!(gates("standing", "standing"), [0; 0]);
}

#[test]
fn how_the_body_is_placed_on_the_way() {
    let timeline = laid(&[("One", "mobility", "seated", ""), ("Two", "mobility", "standing", "")]);
    let stand = find(&timeline, |part| part == Part::Transition(Step::Stand));
    assert_eq!(timeline.position_at(stand), Position::Standing);
    let walk = laid(&[("Walk", "walk", "walking", WALK)]);
    assert_eq!([2, 3].map(|index| walk.position_at(index)), [Position::Walking, Position::Seated]);
    let lying = laid(&[("One", "mobility", "lying", "")]);
    let at = |step| lying.position_at(find(&lying, |part| part == Part::Transition(step)));
    let ways = [Step::LieDown, Step::Roll, Step::PushUp, Step::Sit].map(at);
    assert_eq!(ways, [Position::Lying, Position::Lying, Position::Seated, Position::Seated]);
}

#[test]
fn a_moment_between_two_spans_belongs_to_the_one_that_begins() {
    let timeline = laid(&[("One", "mobility", "seated", "setup-time = \"5s\"")]);
    for (index, span) in timeline.spans().iter().enumerate() {
        assert_eq!(timeline.index_at(span.at), index);
    }
    assert_eq!(timeline.index_at(Offset::at(Duration::from_millis(1_999))), 0);
}
