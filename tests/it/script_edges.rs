//! What is said once, what is said again, and what waits for its place.

use std::sync::Arc;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::timeline::{Part, Timeline, compile};
use stenosis_routine::script::{Guidance, Script, Telling, Topic, Utterance, script};
use stenosis_routine::text::{self, GuidanceMoment};

use crate::lived::{Lived, text as routine_text};
use crate::run::routine;

const HEARD: Telling = Telling { turn: 0, guidance: Guidance::Between, keys: true, aloud: false };

fn laid(text: &str) -> Timeline {
    compile(&Plan::whole(routine(text)))
}

fn all(said: &[Utterance], topic: Topic) -> Vec<(usize, &str)> {
    said.iter()
        .filter(|said| said.topic == topic)
        .map(|said| (said.span, said.full.as_str()))
        .collect()
}

fn one(kind: &str, position: &str, more: &str) -> String {
    routine_text(&[("One", kind, position, more)])
}

#[test]
fn the_line_at_the_end_is_the_programs_own_and_for_who_sits() {
    let own = |position: &str| {
        one("mobility", position, "setup-time = \"5s\"").replacen(
            "title",
            "guidance = [\"Mine\"]\ntitle",
            1,
        )
    };
    let last = |text: &str| {
        let timeline = laid(text);
        let said = script(&timeline, HEARD);
        let at_the_end = all(&said, Topic::Guidance).into_iter();
        let at_the_end = at_the_end.filter(|(span, _)| *span + 1 == timeline.spans().len());
        at_the_end.map(|(_, line)| line.to_owned()).collect::<Vec<_>>()
    };
    let ends: Vec<String> =
        text::guidance(GuidanceMoment::End).iter().map(ToString::to_string).collect();
    assert!(
        last(&own("seated")).iter().all(|line| ends.contains(line))
            && last(&own("seated")).len() == 1
    );
    assert_eq!(last(&own("standing")).len(), 1, "who stood has sat down");
    let lying = own("lying");
    assert_eq!(last(&lying).len(), 1, "who lay has sat up");
}

#[test]
fn the_session_is_opened_where_there_is_time_for_it() {
    let opened = |set_up: u32| {
        let said = script(
            &laid(&one("mobility", "seated", &format!("setup-time = \"{set_up}s\""))),
            HEARD,
        );
        all(&said, Topic::Guidance).iter().any(|(span, _)| *span == 0)
    };
    assert!(opened(13) && !opened(12), "ten seconds before the lead-in");
    let rests = |rest: u32| {
        let timeline = laid(&one("mobility", "seated", &format!("rest = \"{rest}s\"")));
        let rest = (0..timeline.spans().len()).find(|index| timeline.is_rest(*index)).unwrap();
        all(&script(&timeline, HEARD), Topic::Guidance).iter().any(|(span, _)| *span == rest)
    };
    assert!(rests(15) && !rests(14));
}

#[test]
fn a_cue_comes_back_where_the_breath_alone_would_not_tell_which() {
    let cues = |phases: &str| {
        let said = script(
            &laid(&one("mobility", "seated", &format!("reps = 2\nphase = [{phases}]"))),
            HEARD,
        );
        all(&said, Topic::Movement).iter().filter(|(_, line)| line.contains("Reach")).count()
    };
    let (reach, back) = (
        "{ breath = \"out\", time = \"4s\", cue = \"Reach\" }",
        "{ breath = \"in\", time = \"4s\", cue = \"Back\" }",
    );
    assert_eq!(cues(&format!("{back}, {reach}")), 1);
    let down = "{ breath = \"out\", time = \"4s\", cue = \"Down\" }";
    assert_eq!(cues(&format!("{back}, {reach}, {back}, {down}")), 2);
}

#[test]
fn breath_without_a_pace_is_not_paced_by_words() {
    let free =
        "reps = 3\nphase = [{ breath = \"free\", time = \"10s\", cue = \"Breathe as you like\" }]";
    let count =
        |kind: &str| all(&script(&laid(&one(kind, "seated", free)), HEARD), Topic::Movement).len();
    assert_eq!((count("breath"), count("posture")), (1, 3));
}

#[test]
fn what_waits_for_a_key_is_read_out_there_and_not_in_the_rest_before() {
    let set_up = "setup = [\"Hold the back of a chair\"]";
    let spans = |position: &str| {
        let timeline = laid(&routine_text(&[
            ("One", "mobility", "seated", ""),
            ("Two", "mobility", position, set_up),
        ]));
        let said = script(&timeline, HEARD);
        all(&said, Topic::SetUp)
            .iter()
            .map(|(span, _)| timeline.spans()[*span].part)
            .collect::<Vec<_>>()
    };
    assert_eq!(spans("standing"), [Part::Setup]);
    assert_eq!(spans("seated"), [Part::Rest { set: None }]);
}

#[test]
fn who_lies_at_the_end_may_stay() {
    let ups = |kind: &str| {
        let timeline = laid(&one(kind, "lying", ""));
        let said = script(&timeline, HEARD);
        all(&said, Topic::Position).last().map(|(_, line)| (*line).to_owned())
    };
    assert_eq!(ups("breath").as_deref(), Some(text::STAY_LYING));
    assert_ne!(ups("mobility").as_deref(), Some(text::STAY_LYING));
}

#[test]
fn the_plan_reads_out_how_to_get_ready_for_what_comes_first() {
    let read = |position: &str| {
        let timeline = laid(&one("mobility", position, "setup = [\"Get ready\"]"));
        Script::new(HEARD).in_the_plan(&timeline).len()
    };
    assert_eq!((read("seated"), read("lying")), (1, 1), "read before lying down");
}

/// A pause goes back to the beginning of a repetition, also behind a key that has made another timeline.
#[test]
fn a_script_goes_back_with_a_repetition() {
    let timeline = Arc::new(laid(&one("mobility", "seated", "reps = 4")));
    let mut told = Script::new(HEARD);
    let words = |said: &[Utterance]| said.iter().map(|said| said.full.clone()).collect::<Vec<_>>();
    let later = words(told.began(&timeline, 4));
    let earlier = words(told.began(&timeline, 3));
    assert!(!earlier.is_empty() && earlier != later);
    assert_eq!(words(told.began(&timeline, 4)), later);
}

#[test]
fn a_key_for_the_volume_is_heard_again() {
    use stenosis_routine::domain::settings::Volume;
    let muted = Volume { step: 4, muted: true };
    assert_eq!(muted.louder(), Volume { step: 5, muted: false });
    assert_eq!(muted.softer(), Volume { step: 3, muted: false });
    assert_eq!(Lived::of("seated-cat-cow").press("m+").events.len(), 2);
}
