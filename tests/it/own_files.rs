//! A person's own files, as transcripts: written, changed, given to somebody else, taken in.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use stenosis_routine::domain::mark::SecretKey;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::timeline::compile;
use stenosis_routine::faces::timeline_table;
use stenosis_routine::format::embedded::{self, EmbeddedText};

use crate::programmes::{PROGRAMMES, programme};
use crate::run::{Exercises, check_text, program, read};

/// Somebody with a home and a working folder of their own.
pub(crate) struct Person(pub(crate) tempfile::TempDir);

/// What was printed, and the exit code.
pub(crate) type Said = (String, i32);

impl Person {
    pub(crate) fn new() -> Person {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("work")).unwrap();
        let person = Person(folder);
        person.has_the_mark_of(1);
        person
    }

    /// A mark is made of chance; a transcript wants the same one every time.
    pub(crate) fn has_the_mark_of(&self, number: u8) {
        let secret = String::from(SecretKey::new([number; 32]));
        self.write("home/sender.toml", format!("made = \"2026-05-03\"\nsecret = \"{secret}\"\n"));
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn routine(&self, name: &str) -> PathBuf {
        self.path("home/routines").join(format!("{name}.toml"))
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::new(program);
        command
            .current_dir(self.path("work"))
            .env_clear()
            .env("HOME", self.path("nobody"))
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("STENOSIS_ROUTINE_HOME", self.path("home"))
            .timeout(std::time::Duration::from_secs(60));
        command
    }

    pub(crate) fn said(&self, command: &mut assert_cmd::Command) -> Said {
        let output = command.output().unwrap();
        let both = [output.stdout, output.stderr].concat();
        (self.without_places(both), output.status.code().unwrap_or(-1))
    }

    /// Types a command where nobody can be asked.
    pub(crate) fn types(&self, args: &[&str]) -> Said {
        self.said(self.command(program()).args(args))
    }

    pub(crate) fn pipes(&self, input: &[u8], args: &[&str]) -> Said {
        self.said(self.command(program()).args(args).write_stdin(input))
    }

    #[track_caller]
    pub(crate) fn does(&self, args: &[&str]) -> String {
        let (said, status) = self.types(args);
        assert_eq!(status, 0, "{args:?}\n{said}");
        said
    }

    /// Types a command at a terminal, then these answers, and then the end of the input.
    #[cfg(unix)]
    pub(crate) fn at_a_terminal(&self, args: &[&str], editor: &str, answers: &str) -> Said {
        let (mut terminal, inside) = pty_process::blocking::open().unwrap();
        let command = pty_process::blocking::Command::new(program())
            .args(args)
            .current_dir(self.path("work"))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("VISUAL", editor)
            .env("STENOSIS_ROUTINE_HOME", self.path("home"));
        let mut child = command.spawn(inside).unwrap();
        terminal.write_all(format!("{answers}\u{4}").as_bytes()).unwrap();
        let mut said = Vec::new();
        // Ends with an error when the program is gone.
        let _ = terminal.read_to_end(&mut said);
        let status = child.wait().unwrap().code().unwrap_or(-1);
        (self.without_places(said), status)
    }

    fn without_places(&self, said: Vec<u8>) -> String {
        let said = String::from_utf8(said).unwrap();
        said.replace(&*self.0.path().to_string_lossy(), "FOLDER").replace('\r', "")
    }
}

pub(crate) const MORNING: &str = r#"format = 1
title = "Morning"
author = "A. Therapist"

# Slowly.
[[exercise]]
use = "bridge-low"   # low is enough
reps = 4             # four

[[exercise]]
use = "seated-cat-cow"
"#;

pub(crate) fn sends(text: &str) -> (Person, String) {
    let therapist = Person::new();
    therapist.write("home/routines/morning.toml", text);
    therapist.does(&["share", "morning", "-o", "morning.toml"]);
    let sent = read(therapist.path("work/morning.toml"));
    (therapist, sent)
}

pub(crate) fn gets(text: &str) -> Person {
    let patient = Person::new();
    patient.write("work/morning.toml", text);
    patient
}

/// What was shared, without the lines of the sender's mark.
pub(crate) fn without_mark(text: &str) -> String {
    let (before, rest) = text.split_once("\nkey = ").unwrap();
    let (_, after) = rest.split_once("\n]\n").unwrap();
    format!("{before}\n{after}")
}

/// What a session would be.
fn timeline(text: &str) -> String {
    let checked = check_text("shared.toml", text.as_bytes(), &Exercises::default());
    let mut json = Vec::new();
    let timeline = compile(&Plan::whole(checked.routine.unwrap()));
    timeline_table::write_json(&timeline, &mut json).unwrap();
    String::from_utf8(json).unwrap()
}

#[test]
fn new_writes_a_file_that_can_be_done() {
    let person = Person::new();
    let said = person.does(&["new", "Morning for Anna"]);
    assert_eq!(
        said,
        "FOLDER/home/routines/morning-for-anna.toml\n\
         This is a file of yours now. It can be done as it is:\n  \
         stenosis-routine start morning-for-anna\n\
         To change it:  stenosis-routine edit morning-for-anna\n"
    );
    let text = read(person.routine("morning-for-anna"));
    assert!(text.starts_with(
        "#:schema ../routine.schema.json\nformat = 1\ntitle = \"Morning for Anna\"\n"
    ));
    assert!(person.path("home/routine.schema.json").exists());
    assert_eq!(
        person.does(&["check", "morning-for-anna"]),
        "morning-for-anna: in order. 2 exercises, 2:43.\n"
    );
    let (said, status) = person.types(&["new", "morning for anna"]);
    assert_eq!(status, 2);
    assert!(
        said.starts_with("You have morning-for-anna already. Nothing was changed.\n"),
        "{said}"
    );
    assert_eq!(read(person.routine("morning-for-anna")), text);
}

#[test]
fn new_begins_with_another_routine() {
    let person = Person::new();
    person.does(&["new", "evening", "--from", "core-drills"]);
    let text = read(person.routine("evening"));
    let built_in = embedded::text(embedded::ROUTINES, "core-drills").unwrap();
    let expected = built_in.replace("title = \"Core drills\"", "title = \"Evening\"");
    assert_eq!(text, format!("#:schema ../routine.schema.json\n{expected}"));
    person.does(&["new", "only-one", "--from", "bridge-low"]);
    assert!(person.does(&["show", "only-one"]).starts_with("Only one\n"));
    let (said, status) = person.types(&["new", "x", "--from", "nothing-of-that-name"]);
    assert_eq!(status, 2);
    assert!(said.starts_with("There is no routine"), "{said}");
    assert!(!person.routine("x").exists());
}

#[test]
fn names_are_safe_or_refused() {
    let person = Person::new();
    for (typed, name) in
        [("Füße", "füße"), ("Cafe\u{301}", "caf\u{e9}"), ("朝", "朝"), ("nul", "routine-nul")]
    {
        person.does(&["new", typed]);
        assert!(person.routine(name).exists(), "{typed}");
        // Found again, however its accents are typed.
        person.does(&["check", &name.replace('\u{e9}', "e\u{301}")]);
    }
    for typed in ["../up", "a/b", "..", ".", "", "\\\\server\\x", "\u{1b}", "😀"] {
        let (said, status) = person.types(&["new", "--", typed]);
        assert_eq!(status, 2, "{typed:?}");
        assert!(said.contains(" cannot be a name. Write a name of letters"), "{said}");
        assert!(!said.contains('\u{1b}'), "{said}");
    }
    let here: Vec<_> = std::fs::read_dir(person.0.path()).unwrap().collect();
    assert_eq!(here.len(), 2, "work and home, and nothing beside them");
}

#[test]
fn edit_without_an_editor_says_where_the_file_is() {
    let person = Person::new();
    let said = person.does(&["edit", "seated-cat-cow"]);
    assert!(
        said.starts_with(
            "FOLDER/home/routines/seated-cat-cow.toml\nOpen this file with any text editor"
        ),
        "{said}"
    );
    let text = read(person.routine("seated-cat-cow"));
    assert!(text.ends_with(embedded::text(embedded::ROUTINES, "seated-cat-cow").unwrap()));
    person.write("home/routines/seated-cat-cow.toml", MORNING);
    person.does(&["edit", "seated-cat-cow"]);
    assert_eq!(read(person.routine("seated-cat-cow")), MORNING, "it is not written over");
    person.does(&["edit", "bridge-low"]);
    let exercise = read(person.path("home/exercises/bridge-low.toml"));
    assert!(exercise.starts_with("#:schema ../exercise.schema.json\nformat = 1\n"), "{exercise}");
    for name in ["no-such-routine", "../x", "x.toml"] {
        assert_eq!(person.types(&["edit", name]).1, 2);
    }
}

#[cfg(unix)]
#[test]
fn edit_checks_on_return_and_keeps_the_version_before() {
    let person = Person::new();
    person.write("work/four.toml", MORNING);
    person.write("work/three.toml", MORNING.replace("reps = 4 ", "reps = 3 "));
    let (said, status) = person.at_a_terminal(&["edit", "seated-cat-cow"], "cp four.toml", "");
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("In order, and in use: FOLDER/home/routines/seated-cat-cow.toml\n"));
    assert!(!said.contains("The version before is kept"), "the built-in one stays as it is");
    let (said, _) = person.at_a_terminal(&["edit", "seated-cat-cow"], "cp three.toml", "");
    assert!(said.contains("repetitions, was 4."), "{said}");
    assert!(
        said.contains(
            "The version before is kept: FOLDER/home/routines/seated-cat-cow.before.toml"
        )
    );
    assert!(read(person.routine("seated-cat-cow")).contains("reps = 3 "));
    assert_eq!(read(person.routine("seated-cat-cow.before")), MORNING);
}

/// W-12: an editor with a window of its own comes back while the file is still open in it.
#[cfg(unix)]
#[test]
fn w_12_a_draft_that_an_editor_may_still_have_open_is_kept() {
    let person = Person::new();
    person.write("work/four.toml", MORNING);
    let (said, status) = person.at_a_terminal(&["edit", "seated-cat-cow"], "true", "");
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("came back at once") && said.contains("code --wait"), "{said}");
    let draft = person.routine("seated-cat-cow.draft");
    assert!(said.contains("Kept as a draft: FOLDER/home/routines/seated-cat-cow.draft.toml"));
    assert!(!person.routine("seated-cat-cow").exists());
    // Still nothing changed: a draft that was only opened comes into use as little.
    let (said, _) = person.at_a_terminal(&["edit", "seated-cat-cow"], "true", "");
    assert!(said.contains("This is your draft from last time."), "{said}");
    assert!(draft.exists() && !person.routine("seated-cat-cow").exists());
    // What was saved in the window meanwhile comes into use.
    std::fs::write(&draft, MORNING).unwrap();
    let (said, _) = person.at_a_terminal(&["edit", "seated-cat-cow"], "true", "");
    assert!(said.contains("In order, and in use"), "{said}");
    assert_eq!(read(person.routine("seated-cat-cow")), MORNING);
    assert!(!draft.exists());
}

#[cfg(unix)]
#[test]
fn edit_shows_the_faults_and_asks() {
    let person = Person::new();
    person.write("home/routines/mine.toml", MORNING);
    person.write("work/broken.toml", MORNING.replace("reps = 4 ", "reps = four "));
    // Kept as a draft: Enter alone, and the end of the input too.
    for answer in ["k\n", "\n", ""] {
        let (said, status) = person.at_a_terminal(&["edit", "mine"], "cp broken.toml", answer);
        assert_eq!(status, 0);
        assert!(said.contains("fault[") && said.contains("What now?"), "{said}");
        assert!(said.contains("Kept as a draft: FOLDER/home/routines/mine.draft.toml"), "{said}");
        assert_eq!(read(person.routine("mine")), MORNING, "what was in use stays in use");
    }
    assert!(!person.does(&["list", "--mine"]).contains("draft"));
    // What is no text at all is a fault like any other.
    person.write("work/bytes.toml", b"\xff\xfe\x00");
    let (said, _) = person.at_a_terminal(&["edit", "mine"], "cp bytes.toml", "d\n");
    assert!(said.contains("fault[not-utf-8]") && said.contains("Dropped."), "{said}");
    person.at_a_terminal(&["edit", "mine"], "cp broken.toml", "k\n");
    // The draft is opened the next time, and dropped.
    let (said, _) = person.at_a_terminal(&["edit", "mine"], "grep four", "d\n");
    assert!(
        said.contains("This is your draft from last time.") && said.contains("\nreps = four "),
        "{said}"
    );
    assert!(said.contains("Dropped. What you had is still there."), "{said}");
    assert!(!person.routine("mine.draft").exists());
    // Back to the editor, which mends it.
    person.write(
        "work/mend",
        "#!/bin/sh\ngrep -q 'reps = four' \"$1\" && sed -i 's/= four/= 2/' \"$1\" || cp broken.toml \"$1\"\n",
    );
    let (said, _) = person.at_a_terminal(&["edit", "mine"], "sh ./mend", "b\n");
    assert!(said.contains("In order, and in use"), "{said}");
    assert!(read(person.routine("mine")).contains("reps = 2 "));
}

#[cfg(unix)]
#[test]
fn an_editor_that_is_not_there_costs_nothing() {
    let person = Person::new();
    let (said, status) = person.at_a_terminal(&["edit", "core-drills"], "no-such-editor -w", "");
    assert_eq!(status, 0);
    assert!(said.contains("Your editor did not do its work (no-such-editor: "), "{said}");
    assert!(said.contains("Open this file with any text editor"), "{said}");
    assert!(person.routine("core-drills").exists());
    assert!(!person.routine("core-drills.draft").exists());
}

#[test]
fn every_routine_exercise_and_programme_survives_share_and_add() {
    let programmes = PROGRAMMES.iter().map(|(name, _)| (*name, programme(name)));
    let ours = |texts: &'static [EmbeddedText]| {
        texts.iter().map(|(name, text)| (*name, (*text).to_owned()))
    };
    let routines: Vec<(&str, String)> = ours(embedded::ROUTINES).chain(programmes).collect();
    let all = routines.len();
    let exercises = ours(embedded::EXERCISES);
    for (nth, (name, text)) in routines.into_iter().chain(exercises).enumerate() {
        if check_text(name, text.as_bytes(), &Exercises::default()).routine.is_none() {
            continue; // Waits for a clinician's dose, or is refused for its own.
        }
        let person = Person::new();
        let path = format!("{name}.toml");
        person.write(&format!("work/{path}"), &text);
        let shared = person.does(&["share", &path, "-o", "-"]);
        // On a machine that knows no exercise at all, it is the same session.
        let alone = Person::new();
        let called = format!("my-{name}");
        let (said, status) =
            alone.pipes(shared.as_bytes(), &["add", "-", "--yes", "--as", &called]);
        assert_eq!(status, 0, "{name}\n{said}");
        assert!(said.contains("The content is what was shared."), "{said}");
        let (before, after) = (timeline(&text), timeline(&read(alone.routine(&called))));
        assert!(before == after, "{name}");
        if nth < all {
            assert_eq!(alone.does(&["share", &called, "-o", "-"]), shared, "{name}");
        }
    }
}

#[test]
fn ten_times_shared_and_added_it_is_the_same_to_the_byte() {
    let (_, first) = sends(MORNING);
    let mut text = first.clone();
    for _ in 0..10 {
        let person = gets(&text);
        person.does(&["add", "morning.toml", "--yes"]);
        assert_eq!(read(person.routine("morning")), text);
        text = person.does(&["share", "morning", "-o", "-"]);
        assert_eq!(text, first);
    }
    // An earlier day is kept, as long as the content is the same.
    let earlier = regex_free_replace(&without_mark(&first), "on = ", "on = 2020-02-20");
    let person = gets(&earlier);
    person.does(&["add", "morning.toml", "--yes"]);
    assert_eq!(person.does(&["share", "morning", "-o", "-"]), earlier);
    person.write("home/routines/morning.toml", earlier.replace("reps = 4 ", "reps = 3 "));
    let changed = person.does(&["share", "morning", "-o", "-"]);
    assert!(
        !changed.contains("2020-02-20") && !changed.contains("by ="),
        "who changed it has no name"
    );
}

#[test]
fn what_was_changed_and_shared_before_is_shared_again_as_it_was() {
    let (_, sent) = sends(MORNING);
    let person = gets(&sent);
    person.does(&["add", "morning.toml", "--yes"]);
    person.write("home/routines/morning.toml", sent.replace("reps = 4 ", "reps = 3 "));
    let changed = person.does(&["share", "morning", "-o", "-"]);
    assert!(!changed.contains("by ="));
    assert_eq!(person.does(&["share", "morning", "-o", "-"]), changed);
    assert_eq!(
        gets(&changed)
            .does(&["add", "morning.toml", "--yes"])
            .matches("The content is what was shared.")
            .count(),
        1
    );
}

/// The text with the line that begins so replaced.
fn regex_free_replace(text: &str, begin: &str, line: &str) -> String {
    let replaced = |old: &str| if old.starts_with(begin) { line.into() } else { old.to_owned() };
    text.lines().map(|old| replaced(old) + "\n").collect()
}

#[test]
fn the_author_shares_again_and_the_day_stays_until_the_content_changes() {
    let (therapist, first) = sends(MORNING);
    let kept = therapist.routine("morning.shared");
    let earlier = regex_free_replace(&without_mark(&first), "on = ", "on = 2020-02-20");
    std::fs::write(&kept, earlier).unwrap();
    therapist.does(&["share", "morning", "-o", "morning.toml"]);
    assert!(read(therapist.path("work/morning.toml")).contains("\non = 2020-02-20\n"));
    therapist.write("home/routines/morning.toml", MORNING.replace("reps = 4 ", "reps = 5 "));
    therapist.does(&["share", "morning", "-o", "morning.toml"]);
    assert!(!read(therapist.path("work/morning.toml")).contains("2020-02-20"));
}

#[test]
fn a_shared_file_reads_well() {
    let (therapist, sent) = sends(MORNING);
    assert!(sent.starts_with(MORNING), "what was written stays as it was, with its comments");
    assert!(sent.contains("\n[library.bridge-low]\ntitle = "), "{sent}");
    assert!(
        sent.contains("\n[pose.lying-bridge]\n") && sent.contains("\ncopied = true\n"),
        "{sent}"
    );
    // An exercise of one's own, with a comment and a figure, and what it uses in turn.
    therapist.write(
        "home/exercises/mine.toml",
        "#:schema ../exercise.schema.json\n# As I teach it.\nformat = 1\nuse = \"bridge-low\"\nreps = 2\n\n[pose.lying-bridge]\nlike = \"lying-bridge\"\nspine = { head = 5 }\n",
    );
    therapist.write("home/routines/two.toml", MORNING.replace("\"seated-cat-cow\"", "\"mine\""));
    let sent = therapist.does(&["share", "two", "-o", "-"]);
    assert!(sent.contains("\n# As I teach it.\n[library.mine]\nuse = \"bridge-low\"\n"), "{sent}");
    assert!(sent.contains("\n[library.mine.pose.lying-bridge]\nlike = "), "{sent}");
    assert!(!sent.contains("#:schema"), "{sent}");
    let patient = gets(&sent);
    patient.does(&["add", "morning.toml", "--yes"]);
    assert!(patient.does(&["show", "two"]).starts_with("Morning\n"));
    let windows =
        patient.pipes(sent.replace('\n', "\r\n").as_bytes(), &["add", "-", "--yes", "--as", "w"]);
    assert!(windows.0.contains("The content is what was shared."), "{}", windows.0);
}

#[test]
fn share_writes_over_nothing_but_what_it_wrote() {
    let (therapist, _) = sends(MORNING);
    therapist.write("work/letter.toml", "dear = \"Anna\"\n");
    let (said, status) = therapist.types(&["share", "morning", "-o", "letter.toml"]);
    assert_eq!(status, 2);
    assert!(said.contains("`share` has not written it"), "{said}");
    assert_eq!(read(therapist.path("work/letter.toml")), "dear = \"Anna\"\n");
    let (said, status) = therapist.types(&["share", "morning", "-o", "no-such-folder/m.toml"]);
    assert!(status == 1 && said.contains("cannot be written: No such file"), "{said}");
    let large = format!("{MORNING}{}", "# a long story\n".repeat(17_450));
    therapist.write("home/routines/large.toml", large);
    let (said, status) = therapist.types(&["share", "large", "-o", "-"]);
    assert!(status == 2 && said.contains("more than 256 KiB"));
    let said = therapist.does(&["share", "core-drills", "-o", "core.toml"]);
    assert!(said.contains("It does not say from whom it is."), "{said}");
    let said = therapist.does(&["share", "core-drills", "-o", "core.toml", "--by", "B. Other"]);
    assert!(!said.contains("It does not say from whom it is."), "{said}");
    assert!(read(therapist.path("work/core.toml")).contains("\nby = \"B. Other\"\n"));
}

#[test]
fn a_changed_byte_is_named_as_such() {
    let (_, sent) = sends(MORNING);
    for (was, is) in
        [("reps = 4 ", "reps = 5 "), ("Seated cat-cow", "Seated cat-caw"), ("\"4s\"", "\"5s\"")]
    {
        assert!(sent.contains(was));
        let said = gets(&sent.replacen(was, is, 1)).does(&[
            "add",
            "morning.toml",
            "--yes",
            "--any-sender",
        ]);
        assert!(said.contains("THE CONTENT IS NOT WHAT WAS SHARED"), "{is}: {said}");
    }
    for (was, is) in
        [("# Slowly.", "# Slowly!"), ("pelvis = [52, 66]", "pelvis = [52, 67]"), ("\n\n", "\n")]
    {
        assert!(sent.contains(was), "{was}");
        // With a mark that does not fit nothing of it is taken for a fact.
        let said = gets(&without_mark(&sent.replacen(was, is, 1))).does(&[
            "add",
            "morning.toml",
            "--yes",
            "--any-sender",
        ]);
        assert!(
            said.contains("comments, layout or figures were changed after that."),
            "{is}: {said}"
        );
    }
    let said = gets(MORNING).does(&["add", "morning.toml", "--yes"]);
    assert!(said.contains("It was not written by `share`. It says: by A. Therapist."), "{said}");
}

#[test]
fn add_shows_what_is_new_and_keeps_the_version_before() {
    let (_, sent) = sends(MORNING);
    let patient = gets(&sent);
    patient.does(&["add", "morning.toml", "--yes"]);
    assert!(patient.does(&["add", "morning.toml"]).contains("You have exactly this already."));
    let (_, second) = sends(
        &MORNING
            .replace("reps = 4 ", "reps = 3 ")
            .replace("\"seated-cat-cow\"\n", "\"knee-rolls\"\n"),
    );
    patient.write("work/second.toml", &second);
    let said = patient.does(&["add", "second.toml", "--yes"]);
    insta::assert_snapshot!(without_the_day(&said));
    assert_eq!(read(patient.routine("morning")), second);
    assert_eq!(read(patient.routine("morning.before")), sent);
    let (said, status) = patient.types(&["add", "second.toml", "--as", "other"]);
    assert_eq!(status, 2);
    assert!(
        said.ends_with("To do it:  stenosis-routine add second.toml --as other --yes\n"),
        "{said}"
    );
    assert!(!patient.routine("other").exists());
    patient.does(&["add", "second.toml", "--as", "other", "--yes"]);
    assert_eq!(read(patient.routine("other")), second);
}

fn without_the_day(said: &str) -> String {
    said.replace(&jiff::Zoned::now().strftime("%-d %B %Y").to_string(), "DAY")
}

#[test]
fn what_a_person_made_smaller_stays() {
    let (_, sent) = sends(MORNING);
    let patient = gets(&sent);
    patient.does(&["add", "morning.toml", "--yes"]);
    let own = sent.replace("reps = 4             # four", "reps = 3             # my own three");
    patient.write("home/routines/morning.toml", &own);
    let (_, second) =
        sends(&MORNING.replace("reps = 4 ", "reps = 5 ").replace("low is enough", "higher"));
    patient.write("work/second.toml", &second);
    let (said, status) = patient.types(&["add", "second.toml"]);
    assert_eq!(status, 2);
    assert!(said.contains("It stays so, unless you say otherwise:\n"), "{said}");
    assert!(said.contains(": 3 repetitions; the file says 5.\n"), "{said}");
    assert_eq!(read(patient.routine("morning")), own);
    patient.does(&["add", "second.toml", "--yes"]);
    let kept = read(patient.routine("morning"));
    assert_eq!(kept, second.replace("reps = 5 ", "reps = 3 "), "the rest is the new version's");
    assert_eq!(read(patient.routine("morning.received")), second);
    // A third version: their own number is still their own, and not one that the therapist gave.
    let (_, third) = sends(&MORNING.replace("reps = 4 ", "reps = 6 "));
    patient.write("work/third.toml", &third);
    patient.does(&["add", "third.toml", "--yes"]);
    assert!(read(patient.routine("morning")).contains("reps = 3 "));
    patient.does(&["add", "third.toml", "--yes", "--as-sent"]);
    assert_eq!(read(patient.routine("morning")), third);
}

#[test]
fn a_shorter_hold_and_an_exercise_left_out_stay_so_too() {
    let (_, sent) = sends(MORNING);
    let patient = gets(&sent);
    patient.does(&["add", "morning.toml", "--yes"]);
    let (head, library) = sent.split_once("\n[[exercise]]\nuse = \"seated-cat-cow\"\n").unwrap();
    let shorter = library.replacen("time = \"4s\"", "time = \"3s\"", 1);
    assert_ne!(shorter, library, "the bridge has a phase of four seconds");
    patient.write("home/routines/morning.toml", format!("{head}{shorter}"));
    let (_, second) = sends(&MORNING.replace("Slowly", "Slowly, please"));
    patient.write("work/second.toml", &second);
    let said = patient.does(&["add", "second.toml", "--yes"]);
    assert!(said.contains("3 seconds in phase"), "{said}");
    assert!(said.contains("Seated cat-cow: left out."), "{said}");
    let kept = patient.does(&["show", "morning"]);
    assert!(!kept.contains("Seated cat-cow"), "{kept}");
    assert!(read(patient.routine("morning")).contains("# Slowly, please."));
}

#[test]
fn what_cannot_stay_so_is_never_raised_unasked() {
    let only = |name: &str, more: &str| {
        format!(
            "format = 1\ntitle = \"One\"\nauthor = \"A\"\n\n[[exercise]]\nuse = \"{name}\"\n{more}"
        )
    };
    let both = only("bridge-low", "\n[[exercise]]\nuse = \"seated-march\"\n");
    let patient = gets(&both);
    patient.does(&["add", "morning.toml", "--yes"]);
    // They left the bridge out; now it is all that there is.
    let own = only("seated-march", "");
    patient.write("home/routines/morning.toml", &own);
    let second = only("bridge-low", "");
    patient.write("work/second.toml", &second);
    let (said, status) = patient.types(&["add", "second.toml", "--yes", "--as", "morning"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("cannot stay by itself:\n  Low bridge: left out.\n"), "{said}");
    assert!(said.ends_with("stenosis-routine add second.toml --yes --as-sent\n"), "{said}");
    assert_eq!(read(patient.routine("morning")), own);
    patient.does(&["add", "second.toml", "--yes", "--as-sent", "--as", "morning"]);
    assert_eq!(read(patient.routine("morning")), second);
}

#[cfg(unix)]
#[test]
fn add_asks_at_a_terminal() {
    let (_, sent) = sends(MORNING);
    let patient = gets(&sent);
    for answer in ["n\n", "\n", "", "what\nn\n"] {
        let (said, status) = patient.at_a_terminal(&["add", "morning.toml"], "", answer);
        assert_eq!(status, 0, "{said}");
        assert!(said.contains("Take it in?") && said.contains("Nothing was changed."), "{said}");
        assert!(!patient.routine("morning").exists());
    }
    patient.at_a_terminal(&["add", "morning.toml"], "", "y\n");
    assert_eq!(read(patient.routine("morning")), sent);
    patient.write("home/routines/morning.toml", sent.replace("reps = 4 ", "reps = 2 "));
    let (_, second) = sends(&MORNING.replace("reps = 4 ", "reps = 5 "));
    patient.write("work/second.toml", &second);
    patient.at_a_terminal(&["add", "second.toml"], "", "f\n");
    assert_eq!(read(patient.routine("morning")), second, "all as the file says");
}

#[test]
fn remove_keeps_a_copy() {
    let person = Person::new();
    person.write("home/routines/seated-cat-cow.toml", MORNING);
    let (said, status) = person.types(&["remove", "seated-cat-cow"]);
    assert_eq!(status, 2);
    assert!(said.contains("stenosis-routine remove seated-cat-cow --yes"), "{said}");
    let said = person.does(&["remove", "seated-cat-cow", "--yes"]);
    assert_eq!(
        said,
        "Taken away. A copy is kept: FOLDER/home/routines/seated-cat-cow.before.toml\n\
         The built-in seated-cat-cow is used again.\n"
    );
    assert_eq!(read(person.routine("seated-cat-cow.before")), MORNING);
    assert!(person.does(&["show", "seated-cat-cow"]).starts_with("Seated cat-cow\n"));
    for name in ["seated-cat-cow", "../home", "seated-cat-cow.before"] {
        let (said, status) = person.types(&["remove", name, "--yes"]);
        assert!(status == 2 && said.starts_with("You have no file called "), "{said}");
    }
}

#[test]
fn list_mine_is_only_mine() {
    let person = Person::new();
    assert_eq!(
        person.does(&["list", "--mine"]),
        "There is none of your own yet. To write one:  stenosis-routine new NAME\n"
    );
    person.does(&["new", "Füße"]);
    person.does(&["new", "a"]);
    person.does(&["edit", "bridge-low"]);
    let said = person.does(&["list", "--mine"]);
    assert!(said.starts_with("a      2:43  seated\nfüße   2:43  seated\n\n"), "{said}");
    let said = person.does(&["list", "--mine", "--exercises"]);
    assert!(said.starts_with("bridge-low  "), "{said}");
}

/// Every file below a folder, with its content.
pub(crate) fn everything(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(everything(&path));
        } else {
            found.push((path.clone(), std::fs::read(&path).ok()));
        }
    }
    found.retain(|(path, _)| path.file_name().is_none_or(|name| name != ".lock"));
    found.sort();
    found
}

#[test]
fn what_a_newer_version_keeps_in_profile_and_settings_stays() {
    let person = Person::new();
    person.write(
        "home/profile.toml",
        "new-answer = \"often\"\n\n[flags]\nknee = \"yes\"\nnew-flag = \"yes\"\n\n\
         [since]\nneck = \"2026-11-01\"\nnew-memory = [1, 2]\n\n[new-table]\nx = 1\n",
    );
    let said = person.does(&["profile", "set", "knee", "no"]);
    assert!(said.contains("knee              no"), "{said}");
    let kept: toml::Table = read(person.path("home/profile.toml")).parse().unwrap();
    assert_eq!(kept["new-answer"].as_str(), Some("often"));
    assert_eq!(kept["flags"]["new-flag"].as_str(), Some("yes"));
    assert_eq!(kept["flags"]["knee"].as_str(), Some("no"));
    assert!(kept["since"]["neck"].is_datetime() || kept["since"]["neck"].is_str());
    assert_eq!(kept["since"]["new-memory"][1].as_integer(), Some(2));
    assert_eq!(kept["new-table"]["x"].as_integer(), Some(1));
    // Whoever forgets, forgets what a newer version asked, too.
    person.does(&["profile", "forget"]);
    let forgotten = read(person.path("home/profile.toml"));
    assert!(!forgotten.contains("new") && !forgotten.contains("knee"), "{forgotten}");
}

#[test]
fn a_profile_that_cannot_be_read_is_never_written_over() {
    let person = Person::new();
    for broken in
        [&b"[flags]\nknee = \"perhaps\"\n"[..], b"[flags\n", b"\xff", b"[since]\nknee = true\n"]
    {
        person.write("home/profile.toml", broken);
        for command in
            [&["set", "knee", "no"][..], &["cleared", "seated-cat-cow", "no"], &["forget"]]
        {
            let (said, status) = person.types(&[&["profile"], command].concat());
            assert_eq!(status, 2, "{said}");
            assert!(
                said.starts_with("FOLDER/home/profile.toml cannot be read (")
                    && said.ends_with(
                        "). It was not written over.\n\
                         Mend it or take it away. Then do it again.\n"
                    )
                    && said.lines().count() == 2,
                "{said}"
            );
            assert_eq!(std::fs::read(person.path("home/profile.toml")).unwrap(), broken);
        }
        let said = person.does(&["profile"]);
        assert!(said.contains("It stays as it is, and the usual is used."), "{said}");
    }
    let names = std::fs::read_dir(person.path("home")).unwrap();
    let ours = |name: &std::ffi::OsStr| name != ".lock" && name != "sender.toml";
    assert_eq!(names.filter(|name| ours(&name.as_ref().unwrap().file_name())).count(), 1);
}

/// Another process of the same number had begun to write and was killed: in containers all have one.
#[test]
fn what_a_killed_run_has_left_stands_in_nobodys_way() {
    let person = Person::new();
    person.does(&["profile", "set", "knee", "yes"]);
    person.write("home/.profile.toml.aB3xY9.new", "half of an ans");
    person.write("home/routines/.morning.toml.aB3xY9.new", "half of a rou");
    person.write("home/routines/notes.new", "of somebody else");
    for number in 1..5 {
        person.write(&format!("home/profile.{number}.new"), "");
    }
    person.does(&["profile", "set", "knee", "no"]);
    person.does(&["new", "evening"]);
    assert!(!person.path("home/.profile.toml.aB3xY9.new").exists());
    assert!(!person.path("home/routines/.morning.toml.aB3xY9.new").exists());
    assert!(person.path("home/routines/notes.new").exists());
    assert!(read(person.path("home/profile.toml")).contains("knee = \"no\""));
}

/// As they come out of a mail, a cloud or another system's file manager.
#[cfg(target_os = "linux")]
#[test]
fn w_13_a_file_of_another_name_is_used_under_a_good_one_or_named_with_the_reason() {
    let person = Person::new();
    for name in [
        "My Morning.toml",
        "EVENING.TOML",
        "noon.toml.txt",
        "bad day (Anna's conflicted copy 2026-10-05).toml",
        "walk.sync-conflict-20261005-101010-ABCDEFG.toml",
        "plain.toml",
        "Plain.Toml",
        "Seated Cat-Cow.toml",
        "😀.toml",
        "notes.txt",
        ".hidden.toml",
        "plain.before.toml",
    ] {
        person.write(&format!("home/routines/{name}"), MORNING);
    }
    person.write("home/routines/folder.toml.d/x.toml", MORNING);
    person.write("home/lost.toml", MORNING);
    person.write("home/settings.toml", "");
    let said = person.does(&["list", "--mine"]);
    let remarks: Vec<&str> =
        said.lines().filter_map(|line| line.strip_prefix("The file ")).collect();
    assert_eq!(
        remarks,
        [
            "bad day (Anna's conflicted copy 2026-10-05).toml is used as \
             bad-day-anna-s-conflicted-copy-2026-10-05.",
            "EVENING.TOML is used as evening.",
            "My Morning.toml is used as my-morning.",
            "noon.toml.txt is used as noon.",
            "walk.sync-conflict-20261005-101010-ABCDEFG.toml is used as \
             walk-sync-conflict-20261005-101010-abcdefg.",
            "Plain.Toml is not used: there is another plain. Give it another name.",
            "Seated Cat-Cow.toml is not used: there is another seated-cat-cow. Give it another name.",
            "notes.txt is not used: its name does not end in .toml.",
            "😀.toml is not used: there is no letter or digit in its name. Give it another one.",
            "lost.toml is not used: it lies outside. Put it into the folder routines or exercises.",
        ],
        "{said}"
    );
    assert!(person.does(&["list"]).contains("is used as my-morning."));
    let said = person.does(&["show", "my-morning"]);
    assert!(said.contains("The file My Morning.toml is used as my-morning."), "{said}");
    assert!(!person.does(&["show", "plain"]).contains("is used as"));
    // What comes with the program is hidden by a file of exactly its name, and by no other.
    assert!(!person.does(&["show", "seated-cat-cow"]).contains("Morning"));
    let said = person.does(&["edit", "noon"]);
    assert!(said.contains("FOLDER/home/routines/noon.toml.txt"), "{said}");
    person.does(&["remove", "evening", "--yes"]);
    assert!(!person.path("home/routines/EVENING.TOML").exists());
    assert_eq!(read(person.path("home/routines/evening.before.toml")), MORNING);
}

#[cfg(target_os = "linux")]
#[test]
fn w_14_a_file_whose_name_is_no_text_is_named() {
    use std::os::unix::ffi::OsStrExt;
    let person = Person::new();
    person.write("home/routines/plain.toml", MORNING);
    for folder in ["home/routines", "work"] {
        let name = std::ffi::OsStr::from_bytes(b"f\xfcr mich.toml");
        std::fs::write(person.path(folder).join(name), MORNING).unwrap();
    }
    let said = person.does(&["list", "--mine"]);
    assert!(
        said.contains("The file f\u{fffd}r mich.toml is not used: its name is not in UTF-8."),
        "{said}"
    );
}

#[test]
fn w_14_a_note_may_begin_with_a_hyphen_and_a_spreadsheet_takes_none_for_a_formula() {
    let person = Person::new();
    for args in [
        &["journal", "add", "note", "- better"][..],
        &["journal", "add", "note", "-5", "degrees"],
        &["journal", "add", "walk", "20", "--note", "-slow"],
        &["journal", "add", "walk", "20", "--note", "\u{ff1d}1+1"],
        &["journal", "add", "walk", "20", "--note", "Füße gut"],
    ] {
        person.does(args);
    }
    let listed = person.does(&["journal"]);
    for note in ["- better", "-5 degrees", "-slow", "Füße gut"] {
        assert!(listed.contains(note), "{listed}");
    }
    let table = person.does(&["journal", "--csv"]);
    let table = table.strip_prefix('\u{feff}').unwrap();
    assert!(table.starts_with("id,"), "{table}");
    for note in ["'-slow", "'\u{ff1d}1+1", ",Füße gut"] {
        assert!(table.contains(note), "{table}");
    }
    assert!(person.does(&["journal", "add", "note", "--help"]).contains("Usage"));
}

#[cfg(unix)]
#[test]
fn w_14_a_home_that_is_no_whole_path_is_said_and_a_tilde_is_the_home() {
    let person = Person::new();
    let at = |home: &str, args: &[&str]| {
        let mut command = person.command(program());
        let command = command.env("HOME", person.path("me")).env("STENOSIS_ROUTINE_HOME", home);
        person.said(command.args(args))
    };
    std::fs::create_dir(person.path("me")).unwrap();
    let before = everything(person.0.path());
    for home in ["my-folder", "./x", "../x"] {
        for args in [&["new", "x"][..], &["list"], &["journal", "add", "walk"]] {
            let (said, status) = at(home, args);
            assert_eq!(status, 2, "{said}");
            assert_eq!(
                said,
                format!(
                    "STENOSIS_ROUTINE_HOME names {home}, which is another folder in every place. \
                     Give it the whole path, or one that begins with ~/.\n"
                )
            );
        }
        assert_eq!(at(home, &["safety"]).1, 0);
    }
    assert_eq!(everything(person.0.path()), before);
    assert_eq!(at("~/own", &["new", "x"]).1, 0);
    assert!(person.path("me/own/routines/x.toml").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn w_14_an_argument_that_is_no_text_is_refused_in_words() {
    use std::os::unix::ffi::OsStrExt;
    let person = Person::new();
    let name = std::ffi::OsStr::from_bytes(b"f\xfcr mich.toml");
    std::fs::write(person.path("work").join(name), MORNING).unwrap();
    for args in [&["check"][..], &["add"], &["start"], &["show"], &["journal", "add", "note"]] {
        let (said, status) = person.said(person.command(program()).args(args).arg(name));
        assert_eq!(status, 2, "{said}");
        assert!(said.contains("UTF-8"), "{said}");
    }
    let (said, status) =
        person.said(person.command(program()).args(["share", "core-drills", "-o"]).arg(name));
    assert!(status == 2 && said.contains("is there already"), "{said}");
}
