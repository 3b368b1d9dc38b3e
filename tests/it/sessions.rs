//! Sessions as transcripts: keys go in at a time, lines come out.

use std::time::Duration;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::settings::Volume;
use stenosis_routine::domain::units::Moment;
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::session::driver;
use stenosis_routine::session::{Gates, Happening, KeyPress, Manner, Session, Signal};
use stenosis_routine::text;

use crate::run::{built_in, routine};

const AT_THE_KEYBOARD: Manner = Manner { keyboard: true, gates: Gates::Usual, volume: None };
const ALONE: Manner = Manner { keyboard: false, gates: Gates::Usual, volume: None };

/// Three slow movements on a chair, without any finery.
const SHORT: &str = r#"
format = 1
title = "Short"
rest = "15s"

[[exercise]]
title = "Round"
kind = "mobility"
position = "seated"
direction = ["flexion"]
setup = ["Sit"]
setup-time = "5s"
reps = 4
phase = [{ breath = "in", time = "4s", cue = "Tall" }, { breath = "out", time = "6s", cue = "Round" }]
easier = { phase = [{ breath = "out", time = "3s", cue = "A little round" }] }

[[exercise]]
title = "Turn"
kind = "mobility"
position = "seated"
direction = ["rotation"]
setup = ["Arms crossed"]
setup-time = "5s"
side = "alternate"
reps = 2
phase = [{ breath = "out", time = "4s", cue = "Turn" }]
"#;

fn at(seconds: f64, what: &str) -> (Moment, Happening) {
    let happening = match what {
        "enter" => Happening::Key(KeyPress::Enter),
        "suspend" => Happening::Suspend,
        "slept" => Happening::Slept,
        "silence" => Happening::SoundLost,
        "interrupt" => Happening::Stop(Signal::Interrupt),
        key => Happening::Key(KeyPress::Char(key.chars().next().unwrap())),
    };
    (Moment::at(Duration::from_secs_f64(seconds)), happening)
}

fn transcript(text: &str, manner: Manner, script: &[(f64, &str)]) -> String {
    let routine = if text.contains('\n') { routine(text) } else { built_in(text) };
    let plan = Plan::today(routine);
    let script: Vec<_> = script.iter().map(|(seconds, what)| at(*seconds, what)).collect();
    let mut stage = Rehearsal::new(Plain::new(Narrator::without_guidance()), script);
    driver::run(&mut Session::new(plan, manner), &mut stage);
    stage.log
}

#[test]
fn with_nobody_at_the_keyboard() {
    insta::assert_snapshot!(transcript(SHORT, ALONE, &[]));
}

#[test]
fn a_pause_begins_the_repetition_again() {
    insta::assert_snapshot!(transcript(
        SHORT,
        AT_THE_KEYBOARD,
        &[(0.0, " "), (12.0, " "), (99.0, "enter"), (100.0, " "), (110.0, "q"), (110.0, "q"),]
    ));
}

#[test]
fn a_pause_in_a_rest_goes_on_where_it_stopped() {
    insta::assert_snapshot!(transcript(
        SHORT,
        AT_THE_KEYBOARD,
        &[(0.0, " "), (50.0, " "), (100.0, " ")]
    ));
}

#[test]
fn easier_and_then_fewer() {
    insta::assert_snapshot!(transcript(
        SHORT,
        AT_THE_KEYBOARD,
        &[(0.0, " "), (7.0, "e"), (16.0, "e"), (17.0, "e"), (18.0, "e"),]
    ));
}

#[test]
fn a_longer_rest_up_to_its_bound() {
    insta::assert_snapshot!(transcript(
        SHORT,
        AT_THE_KEYBOARD,
        &[
            (0.0, " "),
            (8.0, "l"),
            (46.0, "l"),
            (46.5, "l"),
            (47.0, "l"),
            (47.5, "l"),
            (109.0, "l"),
            (120.0, "q"),
            (120.0, "q"),
        ]
    ));
}

#[test]
fn next_back_and_back_again() {
    insta::assert_snapshot!(transcript(
        SHORT,
        AT_THE_KEYBOARD,
        &[(0.0, " "), (8.0, "n"), (9.0, "b"), (30.0, "b"), (40.0, "n"), (50.0, "b"),]
    ));
}

#[test]
fn a_sleep_of_the_machine_is_a_pause() {
    insta::assert_snapshot!(transcript(
        SHORT,
        AT_THE_KEYBOARD,
        &[(0.0, " "), (12.0, "slept"), (60.0, " "), (70.0, "q"), (70.0, "q")]
    ));
}

#[test]
fn a_sleep_with_nobody_there_ends_by_itself() {
    insta::assert_snapshot!(transcript(SHORT, ALONE, &[(12.0, "slept"), (20.0, "interrupt")]));
}

#[test]
fn no_key_shortens_getting_up() {
    // `n` in the last rest lands on getting up; pressed there, it changes nothing.
    insta::assert_snapshot!(transcript(
        "knees-to-chest",
        AT_THE_KEYBOARD,
        &[
            (0.0, " "),
            (1.0, "n"),
            (41.0, "n"),
            (42.0, "n"),
            (43.0, "n"),
            (44.0, "n"),
            (45.0, "n"),
            (46.0, "n"),
            (47.0, "n"),
            (48.0, "b"),
            (49.0, "l"),
        ]
    ));
}

#[test]
fn from_the_bed_to_the_worktop_it_waits() {
    let log = transcript("core-drills", AT_THE_KEYBOARD, &[(0.0, " ")]);
    let gate = log.find("Next: Bird-dog at the worktop.").unwrap();
    insta::assert_snapshot!(&log[log[..gate].rfind("Feet flat, knees").unwrap() - 8..]);
}

#[test]
fn who_lies_already_is_not_sent_to_bed() {
    let log =
        transcript("knees-to-chest", AT_THE_KEYBOARD, &[(0.0, "n"), (20.0, "q"), (20.0, "q")]);
    assert!(log.contains("I am lying already"), "{log}");
    assert!(!log.contains("down on your side"), "{log}");
    assert!(log.contains("In. Lower hand moves"), "{log}");
    let seated =
        transcript("seated-cat-cow", AT_THE_KEYBOARD, &[(0.0, "n"), (20.0, "q"), (20.0, "q")]);
    assert!(!seated.contains("lying already"), "{seated}");
    assert!(!seated.contains("Ready."), "there `n` does nothing: {seated}");
}

#[test]
fn before_it_began_q_is_not_today() {
    insta::assert_snapshot!(transcript(
        SHORT,
        AT_THE_KEYBOARD,
        &[(3.0, "?"), (4.0, "n"), (5.0, "q")]
    ));
}

#[test]
fn a_walk_ends_by_key_and_a_seated_rest_waits_for_one() {
    let walk = r#"
format = 1
title = "Walk"

[[exercise]]
title = "Walk"
kind = "walk"
position = "walking"
direction = ["neutral"]
setup-time = "5s"
reps = 2
phase = [
  { breath = "free", time = "2m", ends = "key-or-time", cue = "Walk, easy talking pace" },
  { breath = "free", hold = true, time = "90s", ends = "time-then-key", position = "seated", cue = "Sit, forearms on the thighs" },
]
"#;
    insta::assert_snapshot!(transcript(
        walk,
        AT_THE_KEYBOARD,
        &[(0.0, " "), (65.0, "n"), (100.0, "n"), (170.0, " "), (200.0, "n"), (400.0, "enter"),]
    ));
    insta::assert_snapshot!("walk_alone", transcript(walk, ALONE, &[]));
}

#[test]
fn a_short_rest_that_waits_for_a_key_waits_once() {
    let text = r#"
format = 1
title = "Steps"

[[exercise]]
title = "Steps"
kind = "walk"
position = "walking"
direction = ["neutral"]
setup-time = "5s"
reps = 2
phase = [
  { breath = "free", time = "5s", cue = "Step" },
  { breath = "free", time = "30s", ends = "time-then-key", position = "seated", cue = "Sit" },
]
"#;
    // Paused in the second repetition, which begins again behind a rest that was over.
    let log =
        transcript(text, AT_THE_KEYBOARD, &[(0.0, " "), (45.0, " "), (47.0, " "), (55.0, " ")]);
    assert_eq!(log.matches(text::WHEN_SETTLED).count(), 2, "{log}");
}

#[test]
fn a_file_with_its_own_guidance_is_heard() {
    let own = SHORT
        .replace("rest = \"15s\"", "guidance = [\"Small is plenty today.\", \"Softer.\"]")
        .replace("setup-time = \"5s\"", "setup-time = \"15s\"");
    let plan = Plan::today(routine(&own));
    let mut stage = Rehearsal::new(Plain::new(Narrator::new(0)), []);
    driver::run(&mut Session::new(plan, ALONE), &mut stage);
    for line in ["Small is plenty today.", "Softer."] {
        assert_eq!(stage.log.matches(line).count(), 1, "{}", stage.log);
    }
}

#[test]
fn no_line_of_guidance_comes_twice() {
    let plan = Plan::today(built_in("core-drills"));
    for day in 0..12 {
        let mut stage = Rehearsal::new(Plain::new(Narrator::new(day)), []);
        driver::run(&mut Session::new(plan.clone(), ALONE), &mut stage);
        let moments =
            [text::GuidanceMoment::Start, text::GuidanceMoment::Rest, text::GuidanceMoment::End];
        for line in moments.into_iter().flat_map(text::guidance) {
            assert!(stage.log.matches(line).count() <= 1, "{line}");
        }
    }
}

/// What begins in the moment of a key is told in the timeline in which it began, though the key has
/// put another one in its place.
#[test]
fn a_key_in_the_moment_in_which_something_begins() {
    for key in ["n", "b", "e", "l", "p"] {
        // The lead-in begins at 2 s, the first movement at 5 s, a repetition at 15 s, the rest at 45 s.
        for second in [2.0, 5.0, 15.0, 45.0] {
            let log = transcript(
                SHORT,
                AT_THE_KEYBOARD,
                &[(0.0, " "), (second, key), (90.0, "q"), (90.0, "q")],
            );
            assert!(log.contains("Round, 1 of 2."), "{key} at {second}: {log}");
        }
    }
    let alone = "format = 1\ntitle = \"One\"\n[[exercise]]\nuse = \"belly-breath-easy\"\n";
    let log = transcript(alone, AT_THE_KEYBOARD, &[(0.0, " "), (7.0, "n")]);
    assert!(log.contains("0:07  Ready.\n"), "{log}");
}

#[test]
fn keys_count_by_their_place_on_other_keyboards() {
    let latin =
        [(0.0, " "), (7.0, "e"), (46.0, "l"), (50.0, "b"), (60.0, "n"), (70.0, "q"), (70.0, "q")];
    let expected = transcript(SHORT, AT_THE_KEYBOARD, &latin);
    let places = [(" ", " "), ("e", "у"), ("l", "Д"), ("b", "и"), ("n", "т"), ("q", "й")];
    let cyrillic = latin.map(|(at, key)| (at, places.iter().find(|(is, _)| *is == key).unwrap().1));
    assert_eq!(transcript(SHORT, AT_THE_KEYBOARD, &cyrillic), expected);
}

#[test]
fn w_19_a_busy_machine_has_not_slept_however_fast_the_clock_runs() {
    for (pace, late, stalled) in [(1, 1, false), (1, 3, true), (8, 15, false), (8, 17, true)] {
        let plan = Plan::today(routine(SHORT));
        let mut stage = Rehearsal::new(Plain::new(Narrator::without_guidance()), []);
        stage.late = [Duration::from_secs(late)].into();
        driver::run(&mut Session::new(plan, ALONE).at_pace(pace), &mut stage);
        let said = stage.log.contains(text::AFTER_A_STALL);
        assert_eq!(said, stalled, "{pace} {late}\n{}", stage.log);
        assert!(!stage.log.contains(text::AFTER_SLEEP), "{pace} {late}\n{}", stage.log);
    }
}

#[test]
fn a_silence_is_said_once() {
    let log = transcript(SHORT, ALONE, &[(8.0, "silence"), (20.0, "silence")]);
    assert_eq!(log.matches(text::NO_SOUND).count(), 1, "{log}");
    let undisturbed = transcript(SHORT, ALONE, &[]);
    let told = |line: &&str| !line.contains(text::NO_SOUND);
    assert!(log.lines().filter(told).eq(undisturbed.lines()), "{log}");
}

#[test]
fn volume_goes_in_steps_and_m_is_remembered() {
    let manner = Manner { volume: Some(Volume { step: 9, muted: false }), ..AT_THE_KEYBOARD };
    let keys = [(1.0, " "), (6.0, "+"), (7.0, "+"), (8.0, "m"), (9.0, "-"), (9.5, "q"), (9.5, "q")];
    let log = transcript(SHORT, manner, &keys);
    let said = |line: &&str| line.contains("olume") || line.contains("ound off");
    let lines: Vec<&str> = log.lines().filter(said).map(|line| line[9..].trim()).collect();
    let (loudest, softer) = ("Volume 10 of 10.", "Volume 9 of 10.");
    assert_eq!(lines, [loudest, loudest, "Sound off. Sound on again: m", softer]);
}
