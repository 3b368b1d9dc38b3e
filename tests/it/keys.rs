//! Keys of the format that say when, where and for whom: read, checked, shown, compared, given away.

use std::collections::BTreeSet;
use std::sync::Arc;

use stenosis_routine::domain::digest::digest;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::routine::{DaysOfTheWeek, Routine, Side, Weekday};
use stenosis_routine::domain::routine_diff::differences;
use stenosis_routine::domain::severity::Severity;
use stenosis_routine::domain::theme::ThemeName;
use stenosis_routine::domain::timeline::compile;
use stenosis_routine::script::{Guidance, Telling, script};
use stenosis_routine::session::{Event, NotNow};
use stenosis_routine::text::files;

use crate::lived::{Lived, text};
use crate::own_files::Person;
use crate::run::{Exercises, check_text, read, routine, run};

/// A routine with these lines at its top, and these under its one exercise.
pub(crate) fn with(top: &str, below: &str) -> String {
    format!(
        "format = 1\ntitle = \"Evening\"\n{top}\n[[exercise]]\nuse = \"belly-breath-easy\"\n{below}\n"
    )
}

/// What `check` says, a line each: weight, code and the text under the caret.
pub(crate) fn said_of(text: &str) -> Vec<String> {
    let found = check_text("test.toml", text.as_bytes(), &Exercises::default()).findings;
    let line = |f: &stenosis_routine::format::diagnostic::Diagnostic| {
        let weight = match f.severity {
            Severity::Fault => "fault",
            Severity::Warning | Severity::Strong => "warning",
            Severity::Note => "note",
        };
        format!("{weight} {} {}", f.code, f.place.text())
    };
    found.iter().map(line).collect()
}

fn changes(was: &str, now: &str) -> Vec<String> {
    differences(&routine(was), &routine(now)).iter().map(files::change).collect()
}

#[test]
fn how_often_in_numbers_is_read_and_shown_behind_the_words() {
    let text = with("how-often = \"daily\"\ntimes-a-day = 2\ndays = [\"sunday\", \"monday\"]", "");
    let read = routine(&text);
    assert_eq!(read.frequency.times_a_day, Some(2));
    let days = BTreeSet::from([Weekday::Monday, Weekday::Sunday]);
    assert_eq!(read.frequency.days, Some(DaysOfTheWeek::On(days)));
    let (stdout, ..) = run(&["show", "a.toml"]).file("a.toml", &text).output();
    assert!(stdout.contains(", daily, twice a day, on Monday and Sunday.\n"), "{stdout}");

    // What ends by itself is a sentence of its own.
    let text = with("how-often = \"Nur morgens!\"\ndays-a-week = 2", "");
    let (stdout, ..) = run(&["show", "a.toml"]).file("a.toml", &text).output();
    assert!(stdout.contains(", Nur morgens! 2 days a week.\n"), "{stdout}");

    let (stdout, ..) =
        run(&["show", "a.toml"]).file("a.toml", with("days-a-week = 3", "")).output();
    assert!(stdout.contains(". 3 days a week.\n"), "{stdout}");
}

#[test]
fn days_are_counted_or_named_and_not_both() {
    let both = with("days-a-week = 1\ndays = [\"monday\"]", "");
    assert_eq!(said_of(&both), ["fault not-together 1"]);
    assert_eq!(said_of(&with("days = [\"Monday\"]", "")), ["fault unknown-word \"Monday\""]);
    assert_eq!(said_of(&with("days-a-week = 8", "")), ["fault out-of-range 8"]);
    assert_eq!(routine(&with("days = []", "")).frequency.days, None);
}

#[test]
fn lim_20_four_times_a_day_are_for_breathing_alone() {
    for times in 1..=4 {
        assert_eq!(said_of(&with(&format!("times-a-day = {times}"), "")), [""; 0], "{times}");
    }
    assert_eq!(said_of(&with("times-a-day = 5", "")), ["fault out-of-range 5"]);
    let moves = |times: u32| {
        with(&format!("times-a-day = {times}"), "\n[[exercise]]\nuse = \"seated-cat-cow\"")
    };
    assert_eq!(said_of(&moves(2)), [""; 0]);
    assert_eq!(said_of(&moves(3)), ["warning LIM-20 3"]);
    assert_eq!(said_of(&moves(4)), ["fault LIM-20 4"]);
}

#[test]
fn a_note_is_for_reading_and_never_said_during() {
    let text = with("", "note = \"As on the blue chair.\"");
    let (shown, ..) = run(&["show", "a.toml"]).file("a.toml", &text).output();
    assert!(shown.contains("\nTo read\n"), "{shown}");
    assert_eq!(shown.matches("As on the blue chair.").count(), 1, "{shown}");
    let timeline = compile(&Plan::whole(routine(&text)));
    let telling = Telling { turn: 0, guidance: Guidance::Between, keys: true, aloud: false };
    let said = script(&timeline, telling);
    assert!(said.iter().all(|line| !line.full.contains("blue chair")), "{said:?}");

    assert_eq!(said_of(&with("", "note = \"Force it.\"")), ["warning LIM-40 Force"]);
    assert_eq!(said_of(&with("", "note = \"It will cure you.\"")), ["warning LIM-41 cure"]);
    assert_eq!(said_of(&with("", "note = \"Arch.\"")), ["warning LIM-42 Arch"]);
    let long = |letters: usize| format!("note = \"{}\"", "a".repeat(letters));
    assert_eq!(said_of(&with("", &long(300))), [""; 0]);
    assert!(said_of(&with("", &long(301)))[0].starts_with("fault text-length"));
}

#[test]
fn the_clinic_stands_between_author_and_contact() {
    let text = with("author = \"A. B.\"\nclinic = \"Hill House\"\ncontact = \"Tel. 1\"", "");
    let (shown, ..) = run(&["show", "a.toml"]).file("a.toml", text).output();
    assert!(shown.contains("\nBy A. B., Hill House, Tel. 1.\n"), "{shown}");
}

#[test]
fn a_file_may_wish_for_tones_that_come_with_the_program_and_for_a_voice() {
    let read = routine(&with("theme = \"soft\"\nvoice = true", ""));
    assert_eq!((read.sound.theme, read.sound.voice), (Some(ThemeName::Soft), Some(true)));
    assert_eq!(said_of(&with("theme = \"../x\"", "")), ["fault unknown-word \"../x\""]);
    assert_eq!(said_of(&with("voice = \"yes\"", "")), ["fault wrong-type \"yes\""]);
}

#[test]
fn what_these_keys_say_is_content_and_its_change_has_words() {
    let plain = with("", "");
    for (top, below, said) in [
        ("times-a-day = 2", "", "Twice a day."),
        ("days-a-week = 1", "", "1 day a week."),
        ("days = [\"friday\"]", "", "On Friday."),
        ("clinic = \"Hill House\"", "", "What it says of itself, or its guidance."),
        ("theme = \"soft\"", "", "The tones that it asks for, or the voice."),
        ("voice = false", "", "The tones that it asks for, or the voice."),
        ("", "up-to = true", "Belly breath, starter pace: up to that many, no longer all."),
        (
            "",
            "steps = [{ reps = 8 }]",
            "Belly breath, starter pace: other steps by which it grows.",
        ),
        ("", "note = \"Blue chair.\"", "Belly breath, starter pace: another note."),
    ] {
        let text = with(top, below);
        assert_ne!(digest(&routine(&text)), digest(&routine(&plain)), "{text}");
        let said: Vec<String> = said.split('|').map(ToOwned::to_owned).collect();
        assert_eq!(changes(&plain, &text), said, "{text}");
        assert_eq!(changes(&text, &plain).len(), 1, "{text}");
    }
    let (three, two) = (with("times-a-day = 3", ""), with("times-a-day = 2", ""));
    assert_eq!(changes(&two, &three), ["3 times a day. Before: Twice a day."]);
}

#[test]
fn every_key_survives_share_add_share_to_the_byte() {
    let cleared = format!("cleared-on = {}", stenosis_routine::io::clock::today());
    let text = include_str!("every-key.toml").replace("cleared-on = 2026-10-01", &cleared);
    let (sender, receiver) = (Person::new(), Person::new());
    sender.write("work/every.toml", text);
    let (said, status) = sender.types(&["share", "every.toml", "-o", "sent.toml"]);
    assert_eq!(status, 0, "{said}");
    let sent = read(sender.path("work/sent.toml"));
    for kept in ["days = [\"monday\", \"thursday\"]", "note = ", "clinic = ", "voice = false"] {
        assert!(sent.contains(kept), "{kept}\n{sent}");
    }
    receiver.write("work/sent.toml", &sent);
    let (said, status) = receiver.types(&["add", "--yes", "sent.toml"]);
    assert_eq!(status, 0, "{said}");
    let (again, status) = receiver.types(&["share", "every", "-o", "-"]);
    assert_eq!((again.as_str(), status), (sent.as_str(), 0));
}

/// So many repetitions of five seconds on each side, ready at five.
fn up_to(side: &str, reps: u32) -> String {
    let more = format!(
        "side = \"{side}\"\nreps = {reps}\nup-to = true\nsetup-time = \"5s\"\nrest = \"20s\""
    );
    text(&[("Slide", "mobility", "lying", &more), ("Sit", "mobility", "seated", "")])
}

/// The repetitions left in the plan, such as `L1 R1`.
fn turns(lived: &Lived) -> String {
    let letter = |side| match side {
        None => "",
        Some(Side::Left) => "L",
        Some(Side::Right) => "R",
    };
    let turns = lived.session.plan().items()[0].turns().iter();
    turns.map(|turn| format!("{}{}", letter(turn.side), turn.rep)).collect::<Vec<_>>().join(" ")
}

#[test]
fn key_n_finishes_an_up_to_exercise_with_this_repetition_and_it_is_whole() {
    let enough = |other_side| Event::NotNow(NotNow::Enough { other_side });
    // 40 s to lie down, 5 s to get ready, and 2 s into the repetition after so many.
    for (side, reps, whole_before, left, other_side) in [
        ("both", 6, 2, "1 2 3", false),
        ("alternate", 4, 2, "L1 R1 L2 R2", true),
        ("alternate", 4, 3, "L1 R1 L2 R2", false),
        ("each", 3, 1, "L1 L2 R1 R2", true),
        ("each", 3, 4, "L1 L2 L3 R1 R2", false),
    ] {
        let mut lived = Lived::of(&up_to(side, reps));
        lived.press(" ").wait(47.0 + 5.0 * f64::from(whole_before));
        assert!(lived.press("n").brought(|event| *event == enough(other_side)), "{side}");
        assert_eq!(turns(&lived), left, "{side} {whole_before}");
        assert!(lived.press("n").brought(|event| *event == enough(other_side)), "twice is once");
        assert_eq!(turns(&lived), left, "{side} {whole_before}");
        lived.wait(60.0);
        assert_eq!(lived.done(), [(true, left.split(' ').count())], "{side}: rest, and whole");
    }
}

#[test]
fn before_its_first_repetition_key_n_passes_an_up_to_exercise_over() {
    let mut lived = Lived::of(&up_to("both", 6));
    lived.press(" ").wait(42.0).press("n").wait(1.0);
    assert_eq!(lived.done(), [(false, 0)]);
}

#[test]
fn with_nobody_there_all_of_an_up_to_exercise_is_done() {
    let text = up_to("each", 4);
    let asked = compile(&Plan::whole(routine(&text)));
    let all = compile(&Plan::whole(routine(&text.replace("up-to = true", ""))));
    assert_eq!(asked.spans(), all.spans());
}

#[test]
fn only_one_set_of_several_repetitions_is_up_to_and_no_walk() {
    let plain = up_to("both", 6);
    let found = |text: &str| said_of(text).into_iter().filter(|s| s.starts_with("fault")).collect();
    let faults: Vec<String> = found(&plain);
    assert_eq!(faults, [""; 0]);
    for (was, now) in [
        ("reps = 6", "reps = 1"),
        ("reps = 6", "reps = 6\nsets = 2"),
        ("\"mobility\"\nposition = \"lying\"", "\"walk\"\nposition = \"walking\""),
    ] {
        let faults: Vec<String> = found(&plain.replacen(was, now, 1));
        assert_eq!(faults, ["fault not-together true"], "{now}");
    }
}

#[test]
fn an_up_to_dose_says_so_and_which_key_is_enough() {
    let timeline = compile(&Plan::whole(routine(&up_to("each", 4))));
    for (keys, dose) in [
        (true, "Up to 4 times each side. n when it is enough."),
        (false, "Up to 4 times each side."),
    ] {
        let telling = Telling { turn: 0, guidance: Guidance::Between, keys, aloud: false };
        let said = script(&timeline, telling);
        assert!(said.iter().any(|line| line.full == dose), "{said:?}");
    }
}

/// A cat-cow with this below its `use`.
fn cat_cow(below: &str) -> String {
    format!("format = 1\ntitle = \"Grows\"\n\n[[exercise]]\nuse = \"seated-cat-cow\"\n{below}\n")
}

fn walk(steps: &str) -> String {
    format!(
        "format = 1\ntitle = \"Walk\"\n\n[[exercise]]\nuse = \"walk-interval\"\nsteps = [{steps}]\n"
    )
}

#[test]
fn a_ladder_is_done_at_its_first_step_which_wins_over_the_librarys_own() {
    let ladder = routine(&cat_cow("steps = [{ reps = 6 }, { reps = 8 }]"));
    let fixed = routine(&cat_cow("reps = 6"));
    let timeline = |routine: &Arc<Routine>| compile(&Plan::whole(Arc::clone(routine)));
    assert_eq!(timeline(&ladder).spans(), timeline(&fixed).spans());
    let exercise = &ladder.exercises[0];
    assert_eq!([0, 1, 2].map(|step| exercise.at_step(step).full.reps), [6, 8, 8]);
    let easier = exercise.easier.as_ref().unwrap();
    assert!(easier.reps <= exercise.full.reps);

    let steps = "{ time = \"1m30s\" }, { time = \"2m\" }, { reps = 4 }";
    let walked = &routine(&walk(steps)).exercises[0];
    let dose = |step: usize| {
        let full = walked.at_step(step).full;
        (full.phases[0].written_time().as_secs(), full.reps)
    };
    assert_eq!([0, 1, 2].map(dose), [(90, 3), (120, 3), (120, 4)], "what was set stays");
    let (shown, ..) = run(&["show", "a.toml"]).file("a.toml", walk(steps)).output();
    let listed = "- 1 minute 30 seconds\n- 2 minutes\n- 4 repetitions\n";
    assert!(shown.contains(listed), "{shown}");
}

#[test]
fn each_step_sets_one_number_and_none_is_smaller() {
    for (steps, said) in [
        ("{ reps = 6 }, { reps = 6 }, { reps = 8 }", ""),
        ("{ reps = 7 }, { reps = 6 }", "fault steps 6"),
        ("{ reps = 6 }, { sets = 2, reps = 7 }", "fault steps { sets = 2, reps = 7 }"),
        ("{ reps = 6 }, {}", "fault steps {}"),
        ("{ time = \"2m\" }", "fault steps \"2m\""),
        ("{ reps = 6 }, { rep = 7 }", "fault unknown-key rep"),
    ] {
        let found = said_of(&cat_cow(&format!("steps = [{steps}]")));
        let wanted: Vec<&str> = Some(said).filter(|said| !said.is_empty()).into_iter().collect();
        assert_eq!(found, wanted, "{steps}");
    }
    let down = walk("{ time = \"2m\" }, { reps = 4 }, { time = \"1m\" }");
    assert_eq!(said_of(&down), ["fault steps \"1m\""]);
}

#[test]
fn lim_35_a_step_of_more_than_two_repetitions_or_thirty_seconds_is_warned_of() {
    let breaths = |steps: &str| with("", &format!("steps = [{steps}]"));
    assert_eq!(said_of(&breaths("{ reps = 4 }, { reps = 6 }")), [""; 0]);
    assert_eq!(said_of(&breaths("{ reps = 4 }, { reps = 7 }")), ["warning LIM-35 7"]);
    let walks = |second: &str| walk(&format!("{{ time = \"2m\" }}, {{ time = \"{second}\" }}"));
    assert_eq!(said_of(&walks("2m30s")), [""; 0]);
    assert_eq!(said_of(&walks("2m31s")), ["warning LIM-35 \"2m31s\""]);
}

#[test]
fn every_step_is_checked_and_the_whole_at_its_top() {
    assert_eq!(said_of(&cat_cow("steps = [{ reps = 8 }, { reps = 10 }]")), ["warning LIM-02 10"]);
    let eleven = cat_cow("steps = [{ reps = 8 }, { reps = 10 }, { reps = 11 }]");
    assert_eq!(said_of(&eleven), ["warning LIM-02 10", "fault LIM-02 11"]);
    assert_eq!(said_of(&cat_cow("steps = [{ sets = 1 }, { sets = 4 }]")), ["fault LIM-05 4"]);
    let long = (0..8).map(|nth| format!("{{ time = \"{}s\" }}", 120 + 30 * nth));
    let long = walk(&long.collect::<Vec<_>>().join(", ")).replace("steps", "reps = 5\nsteps");
    let found = said_of(&long);
    assert!(found.contains(&"warning LIM-34 \"Walk\"".into()), "{found:?}");
    assert!(
        found.iter().filter(|said| said.starts_with("warning LIM-32")).count() > 1,
        "{found:?}"
    );
    let huge = cat_cow("steps = [{ reps = 6 }, { reps = 1000 }, { sets = 100 }]");
    assert!(said_of(&huge).iter().any(|said| said.starts_with("fault LIM-02")), "{huge}");
}

#[test]
fn a_number_and_steps_that_set_it_do_not_stand_in_one_entry() {
    let steps = "steps = [{ reps = 6 }]";
    for (beside, at) in [("reps = 6", "6"), ("reps-range = [6, 8]", "[6, 8]")] {
        let text = cat_cow(&format!("{beside}\n{steps}"));
        assert_eq!(said_of(&text), [format!("fault not-together {at}")]);
    }
    let sets = cat_cow("sets = 1\nsteps = [{ sets = 1 }]");
    assert_eq!(said_of(&sets), ["fault not-together 1"]);
    assert_eq!(said_of(&cat_cow("sets = 1\nsteps = [{ reps = 6 }]")), [""; 0]);
    let own = |time: &str| {
        let seat = "{ breath = \"free\", time = \"90s\", position = \"seated\", cue = \"Sit\" }";
        let walks = format!("{{ breath = \"free\", {time} cue = \"Walk\" }}");
        let more = format!("steps = [{{ time = \"2m\" }}]\nphase = [{walks}, {seat}]");
        text(&[("Walk", "walk", "walking", &more)])
    };
    let faults = |text: &str| -> Vec<String> {
        said_of(text).into_iter().filter(|said| said.starts_with("fault")).collect()
    };
    assert_eq!(faults(&own("")), [""; 0], "the ladder says how long");
    assert_eq!(faults(&own("time = \"2m\",")), ["fault not-together \"2m\""]);
    let none = own("").replace("steps = [{ time = \"2m\" }]\n", "");
    assert_eq!(faults(&none).len(), 1, "without a ladder a time is missing");
}

#[test]
fn a_number_beside_use_takes_the_place_of_the_librarys_steps() {
    let brought = |below: &str| {
        let library =
            "\n[library.grows]\nuse = \"seated-cat-cow\"\nsteps = [{ reps = 6 }, { reps = 8 }]\n";
        let text = cat_cow(below).replace("use = \"seated-cat-cow\"", "use = \"grows\"");
        routine(&(text + library))
    };
    assert_eq!(brought("").exercises[0].ladder.len(), 2);
    let fixed = brought("reps = 7");
    assert_eq!((fixed.exercises[0].full.reps, fixed.exercises[0].ladder.len()), (7, 0));
}
