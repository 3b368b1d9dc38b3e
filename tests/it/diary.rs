//! `journal` and what `start` says of it, as transcripts; and what becomes of small files that are
//! broken.

use std::path::Path;

use crate::run::{program, run};

const QUICK: &str = "format = 1\ntitle = \"Quick\"\n\n[[exercise]]\nuse = \"posture-check-chair\"\nsetup-time = \"500ms\"\n\
                     rest = \"500ms\"\nphase = [{ breath = \"free\", time = \"500ms\", cue = \"Sit easy\" }]\n";

/// Three days: one interrupted, one stopped early, one finished with all its answers, a walk, a note.
const LOG: &str = include_str!("diary.jsonl");

fn logged(args: &[&str]) -> (String, String, i32) {
    run(args).file("home/journal.jsonl", LOG).output()
}

#[test]
fn the_last_entries_in_plain_words() {
    let (stdout, stderr, status) = logged(&["journal"]);
    assert_eq!((stderr.as_str(), status), ("", 0));
    insta::assert_snapshot!(stdout);
    let (last, _, _) = logged(&["journal", "--last", "2"]);
    assert!(stdout.starts_with(&last) && last.lines().count() < stdout.lines().count(), "{last}");
}

#[test]
fn rows_for_other_programs() {
    let (json, _, status) = logged(&["journal", "--json"]);
    assert_eq!(status, 0);
    let (csv, _, status) = logged(&["journal", "--csv"]);
    assert_eq!(status, 0);
    insta::assert_snapshot!(format!("{json}\n{csv}"));
    for line in json.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let end = row["end"].as_str().unwrap();
        assert!(["finished", "stopped-early", "interrupted", "not-begun"].contains(&end), "{line}");
    }
}

#[test]
fn an_empty_journal_says_so_and_has_no_rows() {
    run(&["journal"])
        .stdout("There is nothing in the journal yet. A session writes itself down.\n")
        .check();
    run(&["journal", "--json"]).check();
}

#[test]
fn lines_that_nobody_can_read_are_counted() {
    let log = format!("{{\"v\":9}}\n{LOG}no line at all\n");
    let (stdout, _, status) = run(&["journal"]).file("home/journal.jsonl", log).output();
    assert_eq!(status, 0);
    assert!(
        stdout.ends_with("2 lines of the journal could not be read: damaged, or written by a newer version. Kept as is.\n"),
        "{stdout}"
    );
}

#[test]
fn what_is_typed_or_written_by_others_plays_no_tricks_on_the_terminal() {
    let log = LOG.replace("with the dog", "\\u001b[2Jgone\\nForgotten.");
    let (stdout, _, _) = run(&["journal"]).file("home/journal.jsonl", log).output();
    assert!(!stdout.contains('\u{1b}') && stdout.contains("[2Jgone Forgotten."), "{stdout}");
}

/// The program in a home of its own, again and again.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Home {
        let home = Home(tempfile::tempdir().unwrap());
        std::fs::write(home.0.path().join("quick.toml"), QUICK).unwrap();
        home
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str], home: &Path) -> (String, String, i32) {
        let output = assert_cmd::Command::new(program())
            .args(args)
            .current_dir(self.0.path())
            .env_clear()
            .env("HOME", home)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code().unwrap_or(-1))
    }

    fn own(&self, args: &[&str]) -> (String, String, i32) {
        let own = self.path("home");
        std::fs::create_dir_all(&own).unwrap();
        self.run(args, &own)
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.path("home/.local/share/stenosis-routine/journal.jsonl"))
            .unwrap_or_default()
    }
}

#[test]
fn a_session_a_walk_and_a_note_and_forgetting_them() {
    let home = Home::new();
    let (stdout, stderr, status) = home.own(&["start", "--mute", "quick.toml"]);
    assert_eq!((stderr.as_str(), status), ("", 0));
    assert!(stdout.ends_with("\nSaved on this computer.\n"), "{stdout}");
    home.own(&["journal", "add", "walk", "20", "--note", "with the dog"]);
    let (stdout, _, _) = home.own(&["journal", "add", "note", "slept", "badly"]);
    assert_eq!(stdout, "Written down.\n");
    let (listed, _, _) = home.own(&["journal"]);
    let endings = [
        "\"slept badly\"",
        "Walk, 20 minutes. \"with the dog\"",
        "Quick: finished, one of one, 0:01.",
    ];
    for (line, ending) in listed.lines().zip(endings) {
        assert!(line.ends_with(ending), "{listed}");
    }
    let (_, stderr, status) = home.own(&["journal", "forget", "2"]);
    assert_eq!(status, 2);
    assert!(stderr.starts_with("Nobody is at the keyboard to ask."), "{stderr}");
    let before = home.log();
    let (stdout, _, _) = home.own(&["journal", "forget", "2", "--yes"]);
    assert!(stdout.ends_with("\"with the dog\"\nForgotten.\n"), "{stdout}");
    let kept: Vec<&str> =
        before.split_inclusive('\n').filter(|line| !line.contains("walk")).collect();
    assert_eq!(home.log(), kept.concat());
    let (_, stderr, status) = home.own(&["journal", "forget", "9", "--yes"]);
    assert_eq!(
        (stderr.as_str(), status),
        ("There is no entry 9. `stenosis-routine journal` shows their numbers.\n", 2)
    );
    home.own(&["journal", "forget", "--all", "--yes"]);
    assert_eq!(home.log(), "");
}

#[test]
fn nothing_is_written_where_nothing_is_to_be() {
    let home = Home::new();
    for args in [&["start", "--mute", "--no-journal", "quick.toml"][..], &["preview", "quick.toml"]]
    {
        let (stdout, _, status) = home.own(args);
        assert_eq!(status, 0);
        assert!(!stdout.contains("aved"), "{stdout}");
    }
    assert_eq!(std::fs::read_dir(home.path("home")).unwrap().count(), 0);
}

#[test]
fn a_session_counts_where_nothing_can_be_written() {
    let home = Home::new();
    std::fs::write(home.path("file"), "").unwrap();
    // A home that is a file, one that nobody can make a folder in, and none.
    for nowhere in [home.path("file"), "/proc/nowhere".into()] {
        let (stdout, stderr, status) = home.run(&["start", "--mute", "quick.toml"], &nowhere);
        assert_eq!((stderr.as_str(), status), ("", 0));
        let last = stdout.rsplit_once("Not saved: ").unwrap().1.replace('\n', " ");
        assert_eq!(last, "its folder is not there. It counts all the same. ");
        let (stdout, _, status) = home.run(&["journal"], &nowhere);
        assert_eq!((stdout.lines().count(), status), (1, 0));
        let (_, stderr, status) = home.run(&["journal", "add", "walk"], &nowhere);
        assert_eq!(status, 1);
        assert!(stderr.contains("cannot be used: "), "{stderr}");
    }
}

#[test]
fn a_half_written_line_is_set_aside_and_said() {
    let home = Home::new();
    let folder = home.path("home/.local/share/stenosis-routine");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("journal.jsonl"), "{\"v\":1,\"id\":\"2026").unwrap();
    let (stdout, _, _) = home.own(&["start", "--mute", "quick.toml"]);
    assert!(
        stdout.ends_with("A half-written line of the journal was set aside, in journal.torn.\n"),
        "{stdout}"
    );
    assert_eq!(
        std::fs::read_to_string(folder.join("journal.torn")).unwrap(),
        "{\"v\":1,\"id\":\"2026\n"
    );
    assert!(
        home.log().starts_with("{\"v\":1,\"id\":\"2026") && home.log().lines().count() == 4,
        "{}",
        home.log()
    );
}

#[test]
fn a_broken_settings_file_is_named_and_kept() {
    let (stdout, stderr, status) = run(&["start", "--mute", "quick.toml"])
        .file("quick.toml", QUICK)
        .file("home/settings.toml", "volume = loud\n")
        .output();
    assert_eq!((stderr.as_str(), status), ("", 0));
    let named = stdout.lines().find(|line| line.contains("settings.toml"));
    assert!(
        named.is_some_and(|line| line.starts_with("FOLDER/home/settings.toml cannot be read (")),
        "{stdout}"
    );
}

/// The page on the format names every key and every word that is written.
#[test]
fn the_page_on_the_journal_describes_every_key() {
    let page = crate::run::read(crate::run::repository("docs/journal-format.md"));
    let (json, _, _) = logged(&["journal", "--json"]);
    let mut described = 0;
    for line in LOG.lines().chain(json.lines()) {
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(line).unwrap();
        let words = ["event", "fact", "how", "question", "what", "end", "why", "to"];
        let words = words.iter().filter_map(|key| object.get(*key)?.as_str());
        for word in object.keys().map(String::as_str).chain(words) {
            assert!(page.contains(&format!("`{word}`")), "{word} is not described");
            described += 1;
        }
    }
    assert!(described > 200, "{described}");
}
