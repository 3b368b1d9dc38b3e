//! Law 4 for what is remembered: what is lost, cannot be read or was written by a newer version clears
//! nothing, unlocks nothing and counts nothing.

use std::io::Cursor;

use jiff::civil::{Date, date};

use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::io::store::Store;
use stenosis_routine::journal::Memory;
use stenosis_routine::journal::memory::memory_of;

use crate::memory::{finished, line};
use crate::run::run;

const MONDAY: Date = date(2026, 11, 2);
const TUESDAY: Date = date(2026, 11, 3);

fn remembered(day: Date, id: &str, fact: &str) -> String {
    line(day, id, &format!(r#""event":"remembered",{fact}"#))
}

/// Everything that holds somebody back: an emergency, a red stop, legs, dizziness, a lighter next time.
fn trouble() -> String {
    let facts = [
        r#""fact":"emergency""#,
        r#""fact":"red-stop""#,
        r#""fact":"leg-stop","key":"lift""#,
        r#""fact":"dizzy""#,
        r#""fact":"lighter-next""#,
    ];
    facts.map(|fact| remembered(MONDAY, "a", fact)).concat()
}

fn read(log: &str) -> Memory {
    memory_of(Cursor::new(log.as_bytes()), u64::MAX).unwrap()
}

/// What holds somebody back, of all that is remembered.
fn holds_back(memory: &Memory) -> impl PartialEq + std::fmt::Debug + use<> {
    let Memory { emergency, red_stop, dizzy, lighter, slow, rests, .. } = memory.clone();
    (emergency, red_stop, memory.legs.clone(), dizzy, lighter, slow, rests)
}

#[test]
fn law_4_what_a_newer_version_wrote_clears_nothing_and_counts_nothing() {
    let newer = [
        remembered(TUESDAY, "b", r#""fact":"all-clear""#),
        line(TUESDAY, "b", r#""event":"cleared","what":"everything""#),
        line(TUESDAY, "b", r#""event":"answer","question":"doctor-looked","said":"perhaps""#),
        line(TUESDAY, "b", r#""event":"answer","question":"after-last-time","answer":"at-once""#),
        remembered(TUESDAY, "b", r#""fact":"doctor-looked""#).replace("\"v\":1", "\"v\":2"),
        remembered(TUESDAY, "b", r#""fact":"wrong-key""#).replace("\"v\":1", "\"v\":2"),
        remembered(TUESDAY, "b", r#""fact":"card","card":1"#).replace("\"v\":1", "\"v\":2"),
        finished(TUESDAY, "b", "gentle-day").replace("\"finished\"", "\"healed\""),
        finished(TUESDAY, "b", "gentle-day").replace("\"v\":1", "\"v\":2"),
        "\u{0}\u{0}\n".to_owned(),
        "{\"v\":1,\"id\":\"b\",\"event\":\"remembered\",\"fact\":\"doctor-look".to_owned(),
    ];
    let before = read(&trouble());
    assert!(before.emergency.is_some() && before.red_stop.is_some() && before.lighter);
    for more in newer {
        let after = read(&(trouble() + &more));
        // A newer session may have moved, and takes the lighter next time with it; nothing else.
        let after = Memory { lighter: before.lighter, ..after };
        assert_eq!(holds_back(&after), holds_back(&before), "{more}");
        assert_eq!((after.card, after.greens), (None, 0), "{more}");
        assert!(after.accepted.is_empty() && after.legs["lift"].greens == 0, "{more}");
    }
}

#[test]
fn law_4_unknown_keys_of_a_newer_profile_answer_nothing() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::in_folder(home.path().to_owned());
    let write = |text: &str| std::fs::write(home.path().join("profile.toml"), text).unwrap();
    write(
        "all-well = true\nclinician-cleared-until = 2030-01-01\n[flags]\nknee-left = \"no\"\n[well]\nlumbar = true\n",
    );
    let read = store.profile();
    assert!(read.broken.is_none());
    assert_eq!(read.value, Profile::default());
    // A value that is not known is no answer either: the whole file is named, and tells nothing.
    write("clinician-cleared = true\n[flags]\nknee = \"never\"\n");
    let read = store.profile();
    assert!(read.broken.is_some());
    assert_eq!(read.value, Profile::default());
    write("[flags]\nknee = \"no\"\nneck = \"not-sure\"\n[flags.more]\nneck = \"no\"\n");
    let told = store.profile().value;
    assert_eq!(
        (told.told(Flag::Knee), told.told(Flag::Neck)),
        (Some(Told::No), Some(Told::NotSure))
    );
}

/// A routine of seconds, with one exercise that a flag concerns and one for strength.
const SHORT: &str = r#"
format = 1
title = "Short"

[[exercise]]
title = "Sit"
kind = "posture"
position = "seated"
direction = ["neutral"]
setup-time = "500ms"
rest = "500ms"
reps = 2
phase = [{ breath = "free", time = "500ms", cue = "Sit" }]

[[exercise]]
title = "Push"
kind = "strength"
position = "seated"
direction = ["neutral"]
setup-time = "500ms"
rest = "30s"
hide-if = ["osteoporosis"]
reps = 2
phase = [{ breath = "free", time = "500ms", cue = "Push" }]
"#;

/// Files in the person's own folder, and what stands in them.
type Files<'a> = &'a [(&'a str, &'a [u8])];

/// What is started without a keyboard, with these files.
fn started(files: Files<'_>) -> (String, i32) {
    let mut run = run(&["start", "--mute", "short.toml"]).file("short.toml", SHORT);
    for (name, content) in files {
        run = run.file(&format!("home/{name}"), content);
    }
    let (stdout, stderr, status) = run.output();
    assert_eq!(stderr, "");
    (stdout, status)
}

#[test]
fn law_4_without_a_keyboard_what_is_lost_or_unreadable_is_no_larger_than_no_trouble() {
    let all_no = format!("[flags]\n{} = \"no\"\n", Flag::NAMES.join(" = \"no\"\n"));
    let cases: [(Files<'_>, bool); 7] = [
        (&[], false),
        (&[("profile.toml", b"\xff\xfe")], true),
        (&[("profile.toml", b"[flags\nosteoporosis = \"no\"\n")], true),
        (&[("profile.toml", b"all-well = true\n[flags]\nbones = \"no\"\n")], false),
        (&[("profile.toml/a-folder", b"")], true),
        (&[("profile.toml", all_no.as_bytes()), ("journal.jsonl/a-folder", b"")], true),
        (&[("profile.toml", all_no.as_bytes()), ("journal.jsonl", b"\xff\x00{\n")], false),
    ];
    let lived = std::thread::scope(|scope| {
        let runs = cases.map(|(files, _)| scope.spawn(move || started(files)));
        runs.map(|run| run.join().unwrap())
    });
    for ((files, is_named), (stdout, status)) in cases.into_iter().zip(lived) {
        let (first, _) = files.first().copied().unwrap_or(("nothing", b""));
        assert_eq!(status, 0, "{first}: {stdout}");
        // The strength of it is left out, or what a flag concerns: nobody was asked.
        assert!(!stdout.contains("Push, "), "{first}: {stdout}");
        assert!(stdout.contains("BEFORE YOU BEGIN"), "the card is printed, {first}: {stdout}");
        assert_eq!(stdout.contains("cannot be"), is_named, "{first}: {stdout}");
    }
}
