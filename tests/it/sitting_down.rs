//! C-30, A-26: whoever stands is told to sit before a rest, before what relieves, and at the end, whatever
//! key is pressed.

use std::time::Duration;

use stenosis_routine::domain::routine::Position;
use stenosis_routine::domain::timeline::{Part, Step};
use stenosis_routine::session::{Event, NotNow};

use crate::lived::{Lived, text};

/// What the events tell of as begun, in words; phases of one repetition are one.
fn begun(events: &[Event]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for event in events {
        let Event::Began(reached) = event else { continue };
        let word = match reached.span().unwrap().part {
            Part::Transition(Step::Stand | Step::StandAgain) => "stand",
            Part::Transition(Step::SitDown) => "sit",
            Part::Transition(_) => "way",
            Part::Setup | Part::LeadIn => "ready",
            Part::Phase { .. } => "move",
            Part::Rest { .. } => "rest",
            Part::ChangeOver { .. } | Part::Finished => "other",
        };
        if words.last() != Some(&word) {
            words.push(word);
        }
    }
    words.join(" ")
}

const KEYS: &str = "reps = 2\nsetup-time = \"5s\"\nrest = \"20s\"";

/// One on the feet, one on a chair: ready to 5 s, moving to 15 s, sitting down to 35 s, rest to 55 s.
fn two() -> Lived {
    Lived::of(&text(&[("Stand", "balance", "standing", KEYS), ("Sit", "mobility", "seated", KEYS)]))
}

fn position(lived: &Lived) -> Position {
    lived.session.timeline().position_at(lived.session.here())
}

#[test]
fn whoever_stands_sits_down_before_the_rest() {
    let mut lived = two();
    let said = [lived.press(" ").events.clone(), lived.wait(58.0).events.clone()].concat();
    assert_eq!(begun(&said), "ready move sit rest ready");
    assert_eq!(position(&lived), Position::Seated);
    let alone = text(&[("Stand", "balance", "standing", KEYS)]);
    assert_eq!(begun(&Lived::of(&alone).press(" ").live().events), "ready move sit rest");
    let both = [("One", "balance", "standing", KEYS), ("Two", "balance", "standing", KEYS)];
    let said = begun(&Lived::of(&text(&both)).press(" ").live().events);
    assert_eq!(
        said, "ready move rest ready move sit rest",
        "between two done standing nobody sits down"
    );
}

#[test]
fn key_n_leads_by_the_chair() {
    let mut lived = two();
    lived.press(" ").wait(8.0);
    assert_eq!(begun(&lived.press("n").events), "sit");
    assert_eq!(position(&lived), Position::Standing, "on the way to a seat");
    assert_eq!(begun(&lived.wait(21.0).events), "ready", "no rest behind what was ended");
    let mut before = two();
    assert_eq!(begun(&before.press(" ").wait(2.0).press("n").events), "sit");
    // Late in getting ready, of which nothing is left.
    let long = KEYS.replace("\"5s\"", "\"25s\"");
    let both = [("Stand", "balance", "standing", &*long), ("Sit", "mobility", "seated", KEYS)];
    let mut late = Lived::of(&text(&both));
    assert_eq!(begun(&late.press(" ").wait(24.0).press("n").events), "sit");
    let mut seated = two();
    seated.press(" ").wait(40.0);
    assert_eq!(position(&seated), Position::Seated);
    assert_eq!(begun(&seated.press("n").events), "ready", "who sits is not told again");
    let mut half_way = two();
    half_way.press(" ").wait(20.0);
    assert!(half_way.press("n").brought(|e| *e == Event::NotNow(NotNow::NextAfterThis)));
    assert_eq!(
        begun(&half_way.wait(16.0).events),
        "ready",
        "the rest is left out, the chair is not"
    );
}

/// What comes next has become another one meanwhile: who has sat down still sits.
#[test]
fn whoever_has_sat_down_stands_up_again_for_what_is_left() {
    let mut lived = Lived::of(&text(&[
        ("Stand", "balance", "standing", KEYS),
        ("Sit", "mobility", "seated", KEYS),
        ("Breathe", "breath", "standing", KEYS),
    ]));
    lived.press(" ").wait(40.0).press("p2y ");
    let said = [lived.events.clone(), lived.wait(30.0).events.clone()].concat();
    assert!(begun(&said).starts_with("stand"), "{}", begun(&said));
    let mut middle = two();
    middle.press(" ").wait(8.0).press("b");
    assert_eq!(begun(&middle.wait(4.0).events), "ready", "who stands stays standing");
}

/// Risen from the seat of a walk, for the next one: who is done with it sits down again, and what is made
/// longer is the rest.
#[test]
fn whoever_has_risen_in_the_middle_of_a_walk_sits_down_again() {
    let walk = "setup-time = \"5s\"\nreps = 2\nrest = \"20s\"\nphase = [\
                { breath = \"free\", time = \"60s\", cue = \"Walk\" },\
                { breath = \"free\", time = \"60s\", position = \"seated\", cue = \"Sit\" }]";
    let both = [("Walk", "walk", "walking", walk), ("Sit", "mobility", "seated", KEYS)];
    let mut lived = Lived::of(&text(&both));
    lived.press(" ").wait(120.0);
    assert_eq!(begun(&lived.wait(7.0).events), "stand");
    assert_eq!(position(&lived), Position::Standing);
    let total = lived.session.timeline().total();
    let here = lived.session.here();
    lived.press("l");
    assert_eq!(lived.session.timeline().total(), total + Duration::from_secs(15));
    assert_eq!(lived.session.here(), here, "longer is what comes, not what was");
    assert_eq!(begun(&lived.press("n").events), "sit");
    assert_eq!(begun(&lived.wait(21.0).events), "ready");
}

/// The middle of standing up is no place to go on from seated.
#[test]
fn whoever_leaves_sit_to_stand_on_the_feet_sits_down() {
    let of = |key: &str, seconds: f64| {
        let mut lived = Lived::of(
            "format = 1\ntitle = \"T\"\n[[exercise]]\nuse = \"sit-to-stand\"\n\
                                   [[exercise]]\nuse = \"seated-march\"\n",
        );
        lived.press(" ").wait(10.0 + seconds);
        let position = position(&lived);
        (position, begun(&lived.press(key).events))
    };
    assert_eq!(of("n", 1.0), (Position::Seated, "ready".into()));
    assert_eq!(of("n", 5.0), (Position::Standing, "sit".into()));
    assert_eq!(of("n", 12.0), (Position::Seated, "ready".into()));
}

/// A pause while standing, and the count-in to the repetition that begins again: the person still stands.
#[test]
fn whoever_breaks_off_standing_sits_down_before_what_is_seated() {
    let up = "phase = [{ breath = \"in\", time = \"5s\", position = \"standing\" }]";
    let both = [
        ("Up", "mobility", "seated", &*format!("{KEYS}\n{up}")),
        ("Sit", "mobility", "seated", KEYS),
    ];
    for key in ["b", "n"] {
        let mut lived = Lived::of(&text(&both));
        lived.press(" ").wait(7.0).press(" ");
        assert_eq!(position(&lived), Position::Standing);
        assert_eq!(begun(&lived.press(" ").press(key).wait(4.0).events), "sit", "{key}");
    }
}

/// In a pause a key leads elsewhere, and nobody has moved by that.
#[test]
fn whoever_stands_in_a_pause_stands_until_the_chair() {
    let up = "phase = [{ breath = \"in\", time = \"5s\", position = \"standing\" }, \
              { breath = \"out\", time = \"5s\" }]";
    let both = [
        ("Up", "mobility", "seated", &*format!("{KEYS}\n{up}")),
        ("Sit", "mobility", "seated", KEYS),
    ];
    for keys in ["b ", "bp6  ", "bn ", "bp1\n6\n "] {
        let mut lived = Lived::of(&text(&both));
        lived.press(" ").wait(17.0).press(" ");
        let said = [lived.press(keys).events.clone(), lived.wait(4.0).events.clone()].concat();
        assert!(begun(&said).starts_with("sit"), "{keys:?}: {}", begun(&said));
    }
}

/// Broken off in its first repetition, what is done standing is no longer part of the plan.
#[test]
fn whoever_stands_in_what_is_left_out_sits_down() {
    for keys in ["n", "np1\n6\n ", "p1\n6\n "] {
        let mut lived = Lived::of(&text(&[("Stand", "balance", "standing", KEYS)]));
        lived.press(" ").wait(7.0).press(" ").press(" ");
        assert_eq!(position(&lived), Position::Standing);
        let said = [lived.press(keys).events.clone(), lived.wait(4.0).events.clone()].concat();
        assert!(begun(&said).starts_with("sit"), "{keys:?}: {}", begun(&said));
    }
}

#[test]
fn legs_on_the_feet_lead_by_the_chair_to_breathing() {
    let mut lived = Lived::of("daily-10");
    while lived.title() != "Supported heel raise" || position(&lived) != Position::Standing {
        lived.wait(1.0);
        if lived.session.is_at_a_gate() {
            lived.press(" ");
        }
    }
    lived.wait(20.0);
    if lived.session.is_at_a_gate() {
        lived.press(" ").wait(14.0);
    }
    assert_eq!((lived.title(), position(&lived)), ("Supported heel raise", Position::Standing));
    lived.press("p2y ");
    let said = [lived.events.clone(), lived.wait(60.0).events.clone()].concat();
    assert_eq!(begun(&said).split(' ').next(), Some("sit"), "{}", begun(&said));
    assert_eq!(position(&lived), Position::Seated);
}

#[test]
fn longer_while_sitting_down_leaves_the_past_alone() {
    let mut lived = two();
    lived.press(" ").wait(20.0);
    let before = lived.at();
    assert!(lived.press("l").brought(|event| *event == Event::Longer(true)));
    assert!((lived.at() - before).abs() < 0.01);
    assert_eq!(begun(&lived.wait(29.0).events), "", "35 seconds to sit down");
    assert_eq!(begun(&lived.wait(2.0).events), "rest");
}
