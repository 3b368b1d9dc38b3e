//! Where somebody is: the key that says it, the way to an exercise, and what is read before lying down.

use std::sync::Arc;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::timeline::{Part, Step, compile};
use stenosis_routine::faces::narrator::{Briefing, Narrator};
use stenosis_routine::faces::plain;
use stenosis_routine::script::{self, Guidance, Script, Telling};
use stenosis_routine::session::{Event, NotNow, Reached};

use crate::lived::{Lived, text};
use crate::run::{built_in, routine};

const SHORT: &str =
    "setup = [\"A pillow under the knees\"]\nsetup-time = \"10s\"\nreps = 2\nrest = \"15s\"";

/// Two exercises on a bed, then one on a chair.
fn bed_and_chair() -> String {
    text(&[
        ("Breathe", "breath", "lying", SHORT),
        ("Roll", "mobility", "lying", &format!("{SHORT}\nside = \"each\"")),
        ("Turn", "mobility", "seated", SHORT),
    ])
}

/// What key `w` says here.
fn where_one_is(lived: &mut Lived) -> String {
    lived.press("w");
    let mut narrator = Narrator::without_guidance();
    let said: Vec<String> =
        lived.events.iter().filter_map(|event| narrator.remark(event)).collect();
    said.join(" / ")
}

/// On to the first span of this part.
fn until(lived: &mut Lived, is_it: impl Fn(Part) -> bool) {
    for _ in 0..2_000 {
        let span = lived.session.timeline().spans()[lived.session.here()];
        if is_it(span.part) {
            return;
        }
        lived.wait(0.5);
        if lived.session.is_at_a_gate() {
            lived.press(" ");
        }
    }
    panic!("it never came");
}

#[test]
fn key_w_says_the_exercise_the_repetition_and_what_is_left() {
    let mut lived = Lived::of(&bed_and_chair());
    lived.press(" ").wait(1.0);
    let total = lived.session.timeline().total().as_secs();
    let left = |seconds: u64| match seconds % 60 {
        0 => format!("{} minutes left.", seconds / 60),
        1 => format!("{} minutes 1 second left.", seconds / 60),
        rest => format!("{} minutes {rest} seconds left.", seconds / 60),
    };
    let way = format!("Breathe, 1 of 3. On the way to it. {}", left(total - 1));
    assert_eq!(where_one_is(&mut lived), way);
    until(&mut lived, |part| part == Part::Setup);
    assert!(where_one_is(&mut lived).starts_with("Breathe, 1 of 3. Getting ready. "));
    until(&mut lived, |part| matches!(part, Part::Phase { nth: 1, .. }));
    let second = where_one_is(&mut lived);
    assert!(second.starts_with("Breathe, 1 of 3. Repetition 2 of 2. "), "{second}");
    until(&mut lived, |part| matches!(part, Part::Rest { .. }));
    assert!(where_one_is(&mut lived).starts_with("Breathe, 1 of 3. Rest. "));
    until(&mut lived, |part| matches!(part, Part::Phase { nth: 3, .. }));
    let right = where_one_is(&mut lived);
    assert!(right.starts_with("Roll, 2 of 3. Right. Repetition 2 of 2. "), "{right}");
    until(&mut lived, |part| part == Part::Transition(Step::PushUp));
    assert!(where_one_is(&mut lived).starts_with("Turn, 3 of 3. On the way to it. "));
}

#[test]
fn key_w_changes_nothing_and_is_heard_at_a_gate_and_in_a_pause() {
    let mut lived = Lived::of(&bed_and_chair());
    lived.press(" ").wait(60.0);
    let (at, timeline) = (lived.at(), Arc::clone(lived.session.timeline()));
    lived.press(" ");
    let paused = where_one_is(&mut lived);
    assert!(paused.ends_with("Paused. Space goes on."), "{paused}");
    assert!(lived.session.is_paused());
    assert_eq!(lived.at().to_bits(), at.to_bits());
    assert!(Arc::ptr_eq(&timeline, lived.session.timeline()));
    lived.press(" ").wait(3.0);
    for _ in 0..600 {
        if lived.session.is_at_a_gate() {
            break;
        }
        lived.wait(0.5);
    }
    let entries = lived.entries();
    assert!(where_one_is(&mut lived).starts_with("Turn, 3 of 3. Getting ready. "));
    assert!(lived.session.is_at_a_gate(), "it still waits");
    assert_eq!(lived.entries(), entries);
}

#[test]
fn behind_the_last_exercise_there_is_only_getting_up() {
    let timeline = compile(&Plan::whole(built_in("knees-to-chest")));
    let up = timeline.spans().iter().rposition(|span| span.part == Part::Transition(Step::PushUp));
    let up = up.unwrap();
    let left = timeline.total().saturating_sub(timeline.spans()[up].at.since_zero());
    assert_eq!(
        script::where_one_is(&timeline, up, left, false),
        "The exercises are over; getting up. 1 minute 15 seconds left."
    );
    let alone = routine(&text(&[("Breathe", "breath", "seated", "reps = 1")]));
    let timeline = compile(&Plan::whole(alone));
    let phase = timeline.spans().iter().position(|span| timeline.phase(span).is_some()).unwrap();
    let said = script::where_one_is(&timeline, phase, timeline.total(), false);
    assert!(said.starts_with("Breathe. ") && !said.contains("of 1"), "{said}");
}

#[test]
fn s_09_key_n_while_getting_up_or_lying_down_drops_nothing() {
    let mut lived = Lived::of(&bed_and_chair());
    lived.press(" ").wait(2.0).press("n");
    assert!(lived.brought(|event| *event == Event::NotNow(NotNow::NextAfterThis)));
    until(&mut lived, |part| part == Part::Setup);
    assert_eq!(lived.title(), "Breathe", "the way to it was no reason to leave it out");
    lived.press("n").press("n");
    until(&mut lived, |part| part == Part::Transition(Step::Roll));
    for _ in 0..3 {
        lived.press("nn");
        assert!(lived.brought(|event| *event == Event::NotNow(NotNow::NextAfterThis)));
        lived.wait(16.0);
    }
    until(&mut lived, |part| part == Part::Setup);
    assert_eq!(lived.title(), "Turn");
    assert_eq!(lived.done(), [(false, 0), (false, 0)], "of the third nothing was left");
}

const READ: Telling = Telling { turn: 0, guidance: Guidance::Nowhere, keys: true, aloud: false };

#[test]
fn s_06_how_to_get_ready_is_read_before_lying_down() {
    let timeline = Arc::new(compile(&Plan::whole(routine(&bed_and_chair()))));
    let lie = timeline.spans()[0];
    assert_eq!(lie.part, Part::Transition(Step::LieDown));
    assert_eq!(script::cue(&timeline, 0)[1..], ["A pillow under the knees."]);
    assert_eq!(script::cue(&timeline, 1), ["A pillow under the knees."], "and lying, too");
    // With nobody there it is said on the way; read in the plan it is not said again.
    let said = |script: &mut Script, index| plain::lines(script.began(&timeline, index));
    let mut alone = Script::new(READ);
    assert_eq!(said(&mut alone, 0)[1..], ["A pillow under the knees."]);
    assert_eq!(said(&mut alone, 1), ["Breathe, 1 of 3.", "Twice."]);
    let mut planned = Script::new(READ);
    let in_the_plan = planned.in_the_plan(&timeline);
    assert_eq!(plain::lines(&in_the_plan), ["A pillow under the knees."]);
    assert_eq!(said(&mut planned, 0).len(), 1);
    assert_eq!(said(&mut planned, 1), ["Breathe, 1 of 3.", "Twice."]);
}

#[test]
fn s_08_what_to_press_stands_last_in_every_plan() {
    for known in [true, false] {
        let briefing = Briefing {
            ends_at: Some("9:42".into()),
            keys: true,
            tones: true,
            known,
            more: vec!["Volume 3 of 10, as last time.".into()],
        };
        let plan = Plan::today(built_in("knees-to-chest"));
        let timeline = Arc::new(compile(&plan));
        let event = Event::Planned { plan: Arc::new(plan), because: None };
        let lines = Narrator::new(0).briefed(briefing).page(&event, &timeline);
        let begins: Vec<bool> = lines.iter().map(|line| line.contains("begin")).collect();
        assert!(begins.last().unwrap(), "{lines:?}");
        assert_eq!(begins.iter().filter(|begins| **begins).count(), 1, "{lines:?}");
        assert_eq!(lines.iter().filter(|line| line.contains("Volume 3")).count(), 1);
    }
}

#[test]
fn a_place_is_said_by_the_script_of_its_timeline() {
    let timeline = Arc::new(compile(&Plan::whole(built_in("seated-cat-cow"))));
    let phase = timeline.spans().iter().position(|span| timeline.phase(span).is_some()).unwrap();
    let place = Reached { timeline: Arc::clone(&timeline), index: phase };
    let left = timeline.total();
    let event = Event::Place { place, left, stands: false };
    let said = Narrator::without_guidance().remark(&event).unwrap();
    assert_eq!(said, script::where_one_is(&timeline, phase, left, false));
}

#[test]
fn s_05_ease_has_a_word_of_its_own_and_what_goes_on_is_not_announced() {
    let of = |name: &str| {
        let timeline = compile(&Plan::whole(routine(&format!("format = 1\nuse = \"{name}\"\n"))));
        let phases = (0..timeline.spans().len())
            .filter(|index| timeline.phase(&timeline.spans()[*index]).is_some());
        let word = |index: usize| script::big_word(&timeline, &timeline.spans()[index]);
        phases.map(|index| (word(index), script::coming(&timeline, index))).collect::<Vec<_>>()
    };
    let next = |word: &str| Some(format!("next: {word}"));
    assert_eq!(of("position-of-ease"), [("EASE", next("rest"))]);
    assert_eq!(of("upright-ease"), [("EASE", next("rest"))]);
    assert_eq!(of("posture-check-chair")[..2], [("CHECK", None), ("CHECK", None)]);
    assert_eq!(of("seated-cat-cow")[..2], [("IN", next("out")), ("OUT", next("in"))]);
}

#[test]
fn s_13_a_minute_of_sitting_says_what_comes_next() {
    let timeline = compile(&Plan::whole(routine(&bed_and_chair())));
    let sit = timeline.spans().iter().position(|span| span.part == Part::Transition(Step::Sit));
    let cue = script::cue(&timeline, sit.unwrap());
    assert_eq!(cue, ["Sit a minute before you stand.", "Next, on the chair: Turn."]);
    // At the end nothing comes.
    let timeline = compile(&Plan::whole(built_in("knees-to-chest")));
    let sit = timeline.spans().iter().rposition(|span| span.part == Part::Transition(Step::Sit));
    assert_eq!(script::cue(&timeline, sit.unwrap()), ["Sit a minute before you stand."]);
}
