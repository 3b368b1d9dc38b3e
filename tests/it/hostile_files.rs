//! Files from strangers, and folders that say no: a clear refusal each, and nothing written.

use std::path::Path;

use stenosis_routine::text::printable::is_unsafe;

use crate::own_files::{MORNING, Person, everything, gets, sends};
use crate::run::{program, read};

/// A file is refused with exit code 2, in words that a terminal can print, and the home stays as it was.
#[track_caller]
fn refused(text: &[u8], why: &str) {
    let person = Person::new();
    person.write("home/routines/mine.toml", MORNING);
    person.write("work/sent.toml", text);
    let before = everything(person.0.path());
    for (said, status) in [
        person.types(&["add", "sent.toml", "--yes"]),
        person.pipes(text, &["add", "-", "--yes"]),
        person.types(&["share", "sent.toml", "-o", "out.toml"]),
    ] {
        assert_eq!(status, 2, "{said}");
        assert!(said.contains(why), "{said}");
        assert_eq!(said.chars().find(|&c| is_unsafe(c) && c != '\n'), None, "{said:?}");
    }
    assert_eq!(everything(person.0.path()), before);
}

#[test]
fn escape_and_bidirectional_characters() {
    for character in ["\u{1b}[2J", "\u{202e}", "\u{7}", "\u{2066}", "\u{0}"] {
        for place in ["Morning", "A. Therapist", "Slowly."] {
            refused(MORNING.replace(place, &format!("a{character}b")).as_bytes(), "U+");
        }
    }
    // Written as TOML escapes, they come to life only when the text is read.
    let (_, sent) = sends(MORNING);
    for (place, is) in [
        ("title = \"Morning\"", "title = \"a\\u001b[2Jb\""),
        ("by = \"A. Therapist\"", "by = \"a\\u202eb\""),
        ("program = \"", "program = \"\\u0007"),
        ("name = \"morning\"", "name = \"a\\u001bb\""),
        ("[library.bridge-low]", "[library.\"a\\u001bb\"]"),
        ("reps = 4 ", "\"re\\u001bps\" = 4 "),
    ] {
        assert!(sent.contains(place), "{place}");
        refused(sent.replacen(place, is, 1).as_bytes(), "fault[");
    }
}

#[test]
fn a_path_in_every_name() {
    let (_, sent) = sends(MORNING);
    for (place, is) in [
        ("use = \"bridge-low\"", "use = \"../bridge-low\""),
        ("[library.bridge-low]", "[library.\"../bridge-low\"]"),
        ("pose = \"lying-bridge\"", "pose = \"../../etc/passwd\""),
        ("name = \"morning\"", "name = \"../../morning\""),
        ("name = \"morning\"", "name = \"/etc/morning\""),
        ("easier = { ", "easier = { use = \"../x\", "),
        ("own-choice = true", "own-choice = true\ntags = [\"../x\"]"),
    ] {
        assert!(sent.contains(place), "{place}");
        refused(sent.replacen(place, is, 1).as_bytes(), "cannot be a name");
    }
    let patient = gets(&sent);
    for name in ["../up", "/tmp/up", "a/../b", "..\\up"] {
        let (said, status) = patient.types(&["add", "morning.toml", "--yes", "--as", name]);
        assert!(status == 2 && said.contains("cannot be a name"), "{said}");
    }
    assert!(!patient.path("home/routines").exists());
}

#[test]
fn ten_megabytes() {
    let large = format!("{MORNING}{}", "# a long story\n".repeat(700_000));
    assert!(large.len() > 10_000_000);
    refused(large.as_bytes(), "this file has more than 256 KiB");
}

#[test]
fn exercises_that_use_each_other_in_a_circle() {
    let (_, sent) = sends(MORNING);
    let library = "[library.bridge-low]\n";
    refused(
        sent.replace(library, &format!("{library}use = \"bridge-low\"\n")).as_bytes(),
        "uses itself",
    );
    let two = format!("{library}use = \"b\"\n\n[library.b]\nuse = \"bridge-low\"\n\n[library.c]\n");
    refused(sent.replace(library, &two).as_bytes(), "uses itself");
}

#[test]
fn what_is_no_routine_at_all() {
    refused(b"", "the file does not say which format it has");
    refused(b"PK\x03\x04", "not plain text");
    refused(b"\xff\xfeformat", "UTF-16");
    refused(b"format = 1\ntitle = \"x\"\n[shared]\n", "the routine has no exercise");
    let (said, status) = Person::new().types(&["add", "nothing.toml", "--yes"]);
    assert!(status == 2 && said.starts_with("There is no file nothing.toml."), "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_persons_folder() {
    use std::os::unix::fs::symlink;
    let (_, sent) = sends(MORNING);
    for name in ["morning.toml", "morning.received.toml", ".lock"] {
        for target in ["precious.toml", "not-there"] {
            let person = gets(&sent);
            person.write("precious.toml", MORNING);
            person.write("home/routines/other.toml", MORNING);
            symlink(person.path(target), person.path("home/routines").join(name)).unwrap();
            let before = everything(person.0.path());
            let (said, status) = person.types(&["add", "morning.toml", "--yes"]);
            assert!(status != 0 && !said.contains("Taken in"), "{name} {target}: {said}");
            assert!(
                said.contains("is a link to another place") || said.contains("no such file"),
                "{said}"
            );
            assert_eq!(everything(person.0.path()), before, "{name} {target}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_without_write_permission() {
    let (_, sent) = sends(MORNING);
    let person = gets(&sent);
    // Nobody may write there, not even an administrator.
    for home in ["/proc/self/home", "/sys/home"] {
        for args in [&["add", "morning.toml", "--yes"][..], &["new", "x"], &["edit", "core-drills"]]
        {
            let mut command = person.command(program());
            let (said, status) = person.said(command.args(args).env("STENOSIS_ROUTINE_HOME", home));
            assert_eq!(status, 1, "{said}");
            assert!(said.contains(home) && said.contains(" cannot be written: "), "{said}");
            assert!(said.ends_with("Nothing was changed.\n"), "{said}");
        }
        // To share, nothing has to be remembered.
        let mut command = person.command(program());
        command.args(["share", "core-drills", "-o", "-"]).env("STENOSIS_ROUTINE_HOME", home);
        assert_eq!(person.said(&mut command).1, 0);
    }
    let (said, status) = person.types(&["share", "core-drills", "-o", "/sys/core.toml"]);
    assert!(status == 1 && said.contains("/sys/core.toml cannot be written: "), "{said}");
}

/// A disk that takes half a file: the limit on the size of files stands for it.
#[cfg(unix)]
#[test]
fn a_full_disk() {
    let (_, sent) = sends(MORNING);
    let (_, second) = sends(&MORNING.replace("reps = 4 ", "reps = 5 "));
    let person = gets(&sent);
    person.does(&["add", "morning.toml", "--yes"]);
    person.write("work/second.toml", &second);
    let before = everything(person.0.path());
    for args in
        ["add second.toml --yes", "add second.toml --yes --as other", "share core-drills -o c.toml"]
    {
        let line = format!("trap '' XFSZ; ulimit -f 1; exec {} {args}", program().display());
        let (said, status) = person.said(person.command("sh").args(["-c", &line]));
        assert_eq!(status, 1, "{said}");
        assert!(
            said.contains(" cannot be written: ") && said.ends_with("Nothing was changed.\n"),
            "{said}"
        );
        assert_eq!(everything(person.0.path()), before, "{args}");
    }
}

#[test]
fn several_at_once() {
    let person = Person::new();
    let sent: Vec<String> = (1..=8)
        .map(|reps| sends(&MORNING.replace("reps = 4 ", &format!("reps = {reps} "))).1)
        .collect();
    for (at, text) in sent.iter().enumerate() {
        person.write(&format!("work/{at}.toml"), text);
    }
    let said: Vec<(String, i32)> = std::thread::scope(|scope| {
        let person = &person;
        let add = |at: usize| {
            scope.spawn(move || person.types(&["add", &format!("{at}.toml"), "--yes", "--as-sent"]))
        };
        let running: Vec<_> = (0..sent.len()).map(add).collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    for (said, status) in &said {
        let refused = *status == 2 && said.contains("was changed in the meantime");
        assert!(*status == 0 || refused, "{status}: {said}");
    }
    assert!(said.iter().any(|(_, status)| *status == 0));
    assert!(sent.contains(&read(person.routine("morning"))), "one of them, and whole");
    for (path, content) in everything(&person.path("home/routines")) {
        let text = String::from_utf8(content.unwrap()).unwrap();
        assert!(is_kept(&path) && sent.contains(&text), "{}", path.display());
    }
}

fn is_kept(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy();
    ["morning.toml", "morning.before.toml", "morning.received.toml"].contains(&name.as_ref())
}

#[test]
fn characters_that_nobody_can_see() {
    for character in
        ["\u{200b}", "\u{ad}", "\u{2060}", "\u{e0041}", "\u{e000}", "\u{378}", "\u{3164}"]
    {
        for place in ["Morning", "A. Therapist", "Slowly."] {
            refused(MORNING.replace(place, &format!("a{character}b")).as_bytes(), "U+");
        }
    }
    // A joiner that hides between Latin letters; one in an emoji and in Persian is a letter's own.
    refused(MORNING.replace("Morning", "Mor\u{200d}ning").as_bytes(), "U+200D");
    let titled = MORNING.replace("Morning", "می\u{200c}خواهم 👩\u{200d}⚕\u{fe0f}");
    let person = gets(&titled);
    assert!(
        person
            .does(&["add", "morning.toml", "--yes"])
            .contains("می\u{200c}خواهم 👩\u{200d}⚕\u{fe0f}")
    );
}

#[test]
fn a_name_that_looks_like_a_built_in_one_is_told() {
    let person = gets(MORNING);
    let alike = "\u{455}eated-cat-cow";
    let said = person.does(&["add", "morning.toml", "--yes", "--as", alike]);
    let line =
        format!("The name {alike} looks like the built-in seated-cat-cow, and is another one.\n");
    assert!(said.contains(&line), "{said}");
    assert!(person.does(&["show", alike]).starts_with(&line));
    assert!(
        person.does(&["show", &format!("../home/routines/{alike}.toml")]).starts_with("The name ")
    );
    let list = person.does(&["list"]);
    let told = list
        .lines()
        .filter(|line| line.contains("(looks like seated-cat-cow, and is another one)"));
    assert!(told.map(|line| line.starts_with(alike)).eq([true]), "{list}");
    assert!(!person.does(&["show", "seated-cat-cow"]).contains("looks like"));
}

#[test]
fn an_added_exercise_changes_no_built_in_routine() {
    let new = || {
        let person = Person::new();
        person.write(
            "home/routines/mine.toml",
            "format = 1\ntitle = \"Mine\"\n\n[[exercise]]\nuse = \"posture-check-wall\"\n",
        );
        person
    };
    let (plain, other) = (new(), new());
    // One is faulty; one is another exercise, and built-in exercises use it.
    other.write("home/exercises/belly-breath.toml", "format = 1\ntitle = \"Faulty\"\n");
    for name in ["posture-check-wall", "posture-check-chair", "seated-cat-cow", "position-of-ease"]
    {
        let own = "format = 1\nuse = \"bridge-low\"\ntitle = \"My own\"\n";
        other.write(&format!("home/exercises/{name}.toml"), own);
    }
    let list = |person: &Person| -> Vec<String> {
        let list = person.does(&["list"]);
        list.lines().filter(|line| !line.starts_with("mine ")).map(String::from).collect()
    };
    assert_eq!(list(&plain), list(&other));
    for (name, text) in stenosis_routine::format::embedded::ROUTINES {
        let shown = |person: &Person| person.does(&["show", name]);
        assert_eq!(shown(&plain), shown(&other), "{name}");
        if text.contains("belly-breath") {
            let shared = other.does(&["share", name, "-o", "-"]);
            assert!(!shared.contains("Faulty") && !shared.contains("My own"), "{name}");
        }
    }
    // What is the person's own uses their own.
    assert!(other.does(&["show", "mine"]).contains("My own"));
    assert!(!plain.does(&["show", "mine"]).contains("My own"));
}

#[test]
fn who_takes_in_an_exercise_of_a_built_in_name_is_told_who_uses_it() {
    let person = gets("format = 1\nuse = \"bridge-low\"\nreps = 2\n");
    let said = person.does(&["add", "morning.toml", "--yes", "--as", "belly-breath"]);
    assert!(
        said.ends_with("\nBuilt-in routines go on with the built-in belly-breath.\n"),
        "{said}"
    );
    let said = person.does(&["add", "morning.toml", "--yes", "--as", "low-bridge"]);
    assert!(!said.contains("Built-in routines"), "{said}");
}
