//! A session to the moment: where a pause goes on, what waits for a key, when the clock stands still.

use std::time::Duration;

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::units::Moment;
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::session::{
    Event, Gates, Happening, How, KeyPress, Manner, Session, Signal, Standstill,
};

use crate::lived::{AT_THE_KEYBOARD, Lived, plan, text};

/// Two exercises on a chair, a repetition of each as long as that; five seconds to get ready.
fn two(seconds: &str) -> String {
    let more = format!(
        "setup-time = \"5s\"\nreps = 4\nphase = [{{ breath = \"free\", time = \"{seconds}\", cue = \"Move\" }}]"
    );
    text(&[("One", "mobility", "seated", &more), ("Two", "mobility", "seated", &more)])
}

#[test]
fn a_repetition_of_thirty_seconds_begins_again_and_a_longer_one_goes_on() {
    for (length, goes_on_at) in [("30s", 35.0), ("30500ms", 45.0)] {
        let mut lived = Lived::of(&two(length));
        lived.press(" ").wait(45.0).press("  ").wait(3.0);
        assert!((lived.at() - goes_on_at).abs() < 1e-9, "{length}: {}", lived.at());
    }
}

#[test]
fn a_count_in_that_is_noticed_late_has_ended_in_its_time() {
    let mut lived = Lived::of(&two("10s"));
    lived.press(" ").wait(8.0).press("  ");
    lived.now = lived.now + Duration::from_secs(4);
    lived.session.advance(lived.now);
    assert!((lived.at() - 6.0).abs() < 1e-9, "{}", lived.at());
}

#[test]
fn a_count_in_can_be_paused() {
    let mut lived = Lived::of(&two("10s"));
    lived.press(" ").wait(8.0).press("  ").wait(1.0).press(" ");
    assert!(lived.brought(|event| *event == Event::Paused(Standstill::ByKey)));
    assert!(lived.session.is_paused());
    lived.wait(60.0);
    assert!((lived.at() - 5.0).abs() < 1e-9, "it stands where it was to begin: {}", lived.at());
}

#[test]
fn stopping_the_program_is_a_pause_and_no_sleep() {
    let mut lived = Lived::of(&two("10s"));
    lived.press(" ").wait(8.0).happen(Happening::Suspend);
    assert_eq!(lived.events, [Event::Paused(Standstill::ByKey)]);
}

/// What is brought so much later than the last look at a movement of ten seconds that is five old: a
/// program that was not let run, or a machine that slept as well.
fn brought_late(manner: Manner, happening: Option<Happening>) -> (Vec<Event>, Session) {
    let mut lived = Lived::begin(Session::new(plan(&two("10s")), manner));
    if manner.keyboard {
        lived.press(" ");
    }
    lived.wait(8.0).now = Moment::at(Duration::from_secs(608));
    let events = match happening {
        Some(happening) => lived.session.handle(lived.now, happening),
        None => lived.session.advance(lived.now),
    };
    (events, lived.session)
}

#[test]
fn w_19_a_program_that_stood_still_is_no_computer_that_was_away() {
    let alone = Manner { keyboard: false, ..AT_THE_KEYBOARD };
    let key = Happening::Key(KeyPress::Char('x'));
    for (happening, why, said) in [
        (None, Standstill::Stalled, "the program stood still"),
        (Some(Happening::Resized), Standstill::Stalled, "the program stood still"),
        // Behind a sleep it is late as well: the sleep is why.
        (Some(Happening::Slept), Standstill::Slept, "the computer was away"),
    ] {
        let (events, session) = brought_late(AT_THE_KEYBOARD, happening);
        assert_eq!(events, [Event::Paused(why)]);
        assert!(session.is_paused());
        let (events, session) = brought_late(alone, happening);
        assert_eq!(events, [Event::CountIn(why)]);
        assert!(session.wake_at().is_some(), "with nobody there it goes on by itself");
        let narrator = &mut Narrator::without_guidance();
        for event in [Event::Paused(why), Event::CountIn(why)] {
            let remark = narrator.remark(&event).unwrap().to_lowercase();
            assert!(remark.contains(said), "{remark}");
        }
    }
    let (events, _) = brought_late(AT_THE_KEYBOARD, Some(key));
    assert_eq!(events.first(), Some(&Event::Paused(Standstill::Stalled)));
}

#[test]
fn w_19_what_nobody_did_does_not_count() {
    for happening in [Happening::Resized, Happening::Slept] {
        let (_, mut session) = brought_late(AT_THE_KEYBOARD, Some(happening));
        let now = Moment::at(Duration::from_secs(700));
        session.handle(now, Happening::Stop(Signal::Interrupt));
        let ending = session.ending().unwrap();
        assert_eq!((ending.done, ending.lived), (0, Duration::from_secs(8)), "{happening:?}");
    }
}

#[test]
fn what_waits_for_a_key_depends_on_how_it_is_conducted() {
    let gates = |gates| {
        let manner = Manner { gates, ..AT_THE_KEYBOARD };
        let mut lived = Lived::begin(Session::new(plan(&two("10s")), manner));
        let at_the_plan = lived.session.is_at_a_gate();
        if at_the_plan {
            lived.press(" ");
        }
        lived.wait(600.0);
        (at_the_plan, lived.brought(|event| matches!(event, Event::Gate(_))))
    };
    assert_eq!(gates(Gates::Usual), (true, false), "nobody has to walk a step");
    assert_eq!(gates(Gates::Every), (true, true));
    assert_eq!(gates(Gates::None), (false, false));
}

#[test]
fn a_signal_leaves_no_question_open() {
    let mut lived = Lived::of(&two("10s"));
    lived.press(" ").wait(8.0).press("p");
    assert!(lived.page().is_some());
    lived.happen(Happening::Stop(Signal::Interrupt));
    assert_eq!((lived.page(), lived.session.is_over()), (None, true));
}

/// Behind a seat that has waited for its key, a repetition that begins again does not wait once more.
#[test]
fn a_seat_that_is_over_does_not_wait_again() {
    let more = "setup-time = \"5s\"\nreps = 2\nphase = [{ breath = \"free\", time = \"5s\", cue = \"Step\" },\n\
                { breath = \"free\", time = \"10s\", ends = \"time-then-key\", cue = \"Settle\" }]";
    let mut lived = Lived::of(&text(&[("One", "posture", "seated", more)]));
    lived.press(" ").wait(25.0);
    assert!(lived.brought(|event| *event == Event::Settling));
    lived.press(" ").wait(7.0).press("  ").wait(3.0);
    assert!((lived.at() - 20.0).abs() < 1e-9, "{}", lived.at());
    lived.wait(5.0);
    assert!(!lived.brought(|event| *event == Event::Settling), "{:?}", lived.events);
    assert!((lived.at() - 25.0).abs() < 1e-9, "{}", lived.at());
}

/// Who asked for no waiting gets up from a seat when its time is over, as without a keyboard.
#[test]
fn hands_free_a_seat_waits_for_no_key() {
    let more = "setup-time = \"5s\"\nreps = 2\nphase = [{ breath = \"free\", time = \"10s\", ends = \"time-then-key\", cue = \"Settle\" }]";
    let plan = plan(&text(&[("One", "posture", "seated", more)]));
    let manner = Manner { gates: Gates::None, ..AT_THE_KEYBOARD };
    let mut lived = Lived::begin(Session::new(plan, manner));
    lived.wait(600.0);
    assert!(!lived.brought(|event| *event == Event::Settling), "{:?}", lived.events);
    assert!(lived.brought(|event| matches!(event, Event::Ended(_))), "{:?}", lived.events);
}

#[test]
fn what_a_key_went_to_in_a_pause_is_told_when_it_begins() {
    let mut lived = Lived::of(&two("10s"));
    lived.press(" ").wait(8.0).press(" n");
    assert!(lived.session.is_paused());
    lived.press(" ").wait(3.0);
    let begins = |event: &Event| match event {
        Event::Began(reached) => reached.timeline.is_setting_up(reached.index),
        _ => false,
    };
    assert!(lived.brought(begins), "{:?}", lived.events);
    assert_eq!(lived.title(), "Two");
}

#[test]
fn the_key_for_the_next_exercise_passes_what_waits() {
    let more = "setup-time = \"5s\"\nreps = 2\nphase = [{ breath = \"free\", time = \"10s\", ends = \"time-then-key\", cue = \"Settle\" }]";
    let mut lived = Lived::of(&text(&[("One", "posture", "seated", more)]));
    lived.press(" ").wait(30.0).press("n");
    assert!(lived.brought(|event| matches!(event, Event::Began(_))), "{:?}", lived.events);
    assert!((lived.at() - 15.0).abs() < 1e-9);
}

#[test]
fn whoever_types_after_a_session_is_still_there() {
    let mut lived = Lived::of(&two("10s"));
    lived.live().press("0\n22");
    assert_eq!(lived.page(), Some(PageId::Note));
    lived.wait(119.0).press("w").wait(119.0).press("arm\n");
    assert_eq!(lived.session.answers().len(), 4, "{:?}", lived.session.answers());
    let mut silent = Lived::of(&two("10s"));
    silent.live().press("0\n22").wait(120.0);
    assert!(silent.session.is_over());
}

#[test]
fn a_machine_that_sleeps_right_behind_an_answer_has_lost_nothing() {
    let mut lived = Lived::of("seated-cat-cow");
    lived.press(" ").wait(100.0).press("p15\n");
    assert!(lived.page().is_none());
    let begun = lived.at();
    lived.now = lived.now + Duration::from_secs(3_600);
    lived.session.advance(lived.now);
    assert!(lived.session.is_paused());
    assert!((lived.at() - begun).abs() < 1e-9, "{begun} {}", lived.at());
}

#[test]
fn with_nobody_there_a_plan_of_which_nothing_is_left_is_over() {
    let mut empty = plan(&two("10s"));
    empty.end_item(0, 0);
    empty.end_item(1, 0);
    let alone = Manner { keyboard: false, ..AT_THE_KEYBOARD };
    let lived = Lived::begin(Session::new(empty.clone(), alone));
    assert_eq!(lived.session.ending().map(|ending| ending.how), Some(How::NotToday));
    let asked = Lived::begin(Session::new(empty, AT_THE_KEYBOARD));
    assert_eq!((asked.page(), asked.session.ending()), (Some(PageId::NothingLeft), None));
}

#[test]
fn a_signal_among_the_last_questions_changes_no_ending() {
    let mut lived = Lived::of(&two("10s"));
    lived.live().happen(Happening::Stop(Signal::HangUp));
    assert!(matches!(lived.events.as_slice(), [Event::GettingUp { .. }, Event::Closed]));
    assert_eq!(lived.session.ending().map(|ending| ending.how), Some(How::Finished));
}
