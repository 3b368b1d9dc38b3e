//! Files that several programs, editors and people change at once: on shares without locks, behind
//! links, under several names.

#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::path::Path;

use crate::own_files::{Person, everything};
use crate::run::{program, read};

const DAY: jiff::civil::Date = jiff::civil::date(2026, 10, 5);

fn walk(id: &str) -> String {
    crate::memory::line(DAY, id, r#""event":"activity","what":"walk","minutes":7"#)
}

/// A library in front of the system's, in which every lock fails with the number in `NO_LOCKS`.
#[cfg(target_os = "linux")]
fn without_locks(folder: &Path) -> std::path::PathBuf {
    let (source, library) = (folder.join("locks.c"), folder.join("locks.so"));
    let text = "#include <errno.h>\n#include <stdlib.h>\n\
        int flock(int file, int what) { errno = atoi(getenv(\"NO_LOCKS\")); return -1; }\n";
    std::fs::write(&source, text).unwrap();
    let built = assert_cmd::Command::new("cc")
        .args(["-shared", "-fPIC", "-o"])
        .args([&library, &source])
        .output();
    assert!(built.unwrap().status.success(), "a linker that builds this builds that");
    library
}

#[cfg(target_os = "linux")]
#[test]
fn w_04_on_a_share_without_locks_all_goes_on() {
    let person = Person::new();
    let library = without_locks(person.0.path());
    // ENOLCK, EBADF, EINVAL, EOPNOTSUPP, ENOSYS, EIO
    for number in ["37", "9", "22", "95", "38", "5"] {
        let does = |line: &str| {
            let mut command = person.command(program());
            command.env("LD_PRELOAD", &library).env("NO_LOCKS", number);
            let (said, status) = person.said(command.args(line.split(' ')));
            assert_eq!(status, 0, "{line} {number}: {said}");
            said
        };
        does("journal add walk 20");
        assert!(does("journal --json").contains(r#""lived_ms":1200000"#), "{number}");
        does("profile set knee yes");
        assert!(read(person.path("home/profile.toml")).contains("knee = \"yes\""));
        does(&format!("new evening-{number}"));
        assert!(person.routine(&format!("evening-{number}")).exists());
        assert_eq!(does("journal forget --all --yes").lines().last(), Some("Forgotten."));
        assert_eq!(read(person.path("home/journal.jsonl")), "");
        does("profile forget");
    }
    // What a killed run left is taken for another program's that still writes, until it is old.
    let left = ["home/.profile.toml.aB3xY9.new", "home/.journal.jsonl.aB3xY9.new"];
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(2 * 60 * 60);
    for age in [None, Some(old)] {
        for left in left {
            person.write(left, "private");
            let file = std::fs::File::options().append(true).open(person.path(left)).unwrap();
            file.set_modified(age.unwrap_or_else(std::time::SystemTime::now)).unwrap();
        }
        for line in ["journal forget --all --yes", "profile forget"] {
            let mut command = person.command(program());
            command.env("LD_PRELOAD", &library).env("NO_LOCKS", "37");
            assert_eq!(person.said(command.args(line.split(' '))).1, 0);
        }
        assert!(left.iter().all(|left| person.path(left).exists() == age.is_none()), "{age:?}");
    }
}

#[test]
fn w_05_behind_a_link_nothing_stays_that_was_forgotten() {
    let person = Person::new();
    person.write("cloud/journal.jsonl", walk("a") + &walk("b"));
    person.write("cloud/journal.torn", "{\"torn\n");
    person.write("cloud/profile.toml", "[flags]\nknee = \"yes\"\n");
    std::fs::create_dir_all(person.path("home")).unwrap();
    for name in ["journal.jsonl", "journal.torn", "profile.toml"] {
        symlink(person.path("cloud").join(name), person.path("home").join(name)).unwrap();
    }
    assert!(person.does(&["journal", "forget", "b", "--yes"]).contains("Forgotten."));
    assert_eq!(read(person.path("cloud/journal.jsonl")), walk("a"));
    person.does(&["journal", "add", "walk", "20"]);
    assert_eq!(read(person.path("cloud/journal.jsonl")).lines().count(), 2);
    assert!(person.does(&["journal", "forget", "--all", "--yes"]).contains("Forgotten."));
    person.does(&["profile", "forget"]);
    for name in ["journal.jsonl", "journal.torn", "profile.toml"] {
        let behind = read(person.path("cloud").join(name));
        assert!(!behind.contains(['k', '{']), "{name}: {behind}");
        assert!(person.path("home").join(name).is_symlink(), "{name}");
    }
}

#[test]
fn w_05_with_a_second_name_nothing_is_called_forgotten() {
    let person = Person::new();
    person.write("home/journal.jsonl", walk("a"));
    person.write("home/profile.toml", "[flags]\nknee = \"yes\"\n");
    for name in ["journal.jsonl", "profile.toml"] {
        let (kept, copy) = (person.path("home").join(name), person.path(name));
        std::fs::hard_link(kept, copy).unwrap();
    }
    for args in [&["journal", "forget", "--all", "--yes"][..], &["profile", "forget"]] {
        let (said, status) = person.types(args);
        assert!(status != 0 && said.contains("has a second name on this disk"), "{said}");
        assert!(!said.contains("Forgotten."), "{said}");
    }
    assert_eq!(read(person.path("home/journal.jsonl")), walk("a"));
    assert!(read(person.path("home/profile.toml")).contains("knee"));
}

/// Several programs add and forget, and somebody saves the log in an editor that renames it.
#[test]
fn w_06_adding_and_forgetting_at_once_loses_no_line() {
    const ADDERS: usize = 4;
    const EACH: usize = 12;
    let person = Person::new();
    let forgotten: Vec<String> = (0..2 * EACH).map(|nth| format!("old-{nth}")).collect();
    person.write("home/journal.jsonl", forgotten.iter().map(|id| walk(id)).collect::<String>());
    std::thread::scope(|scope| {
        let person = &person;
        for adder in 0..ADDERS {
            scope.spawn(move || {
                for nth in 0..EACH {
                    let minutes = (1 + adder * EACH + nth).to_string();
                    person.does(&["journal", "add", "pool", &minutes]);
                }
            });
        }
        for ids in forgotten.chunks(EACH) {
            scope.spawn(move || {
                for id in ids {
                    let said = person.does(&["journal", "forget", id, "--yes"]);
                    assert!(said.contains("Forgotten."), "{said}");
                }
            });
        }
    });
    let left = read(person.path("home/journal.jsonl"));
    assert_eq!(left.lines().count(), ADDERS * EACH, "{left}");
    for minutes in 1..=ADDERS * EACH {
        let line = format!(r#""what":"pool","minutes":{minutes}"#);
        let is_it =
            |text: &&str| text.contains(&format!("{line},")) || text.contains(&format!("{line}}}"));
        assert_eq!(left.lines().filter(is_it).count(), 1, "{line}\n{left}");
    }
    let names: Vec<_> =
        everything(&person.path("home")).into_iter().map(|(path, _)| path).collect();
    // The other is the mark of whoever shares from there.
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn w_06_a_log_that_an_editor_has_renamed_is_not_written_to_any_more() {
    use stenosis_routine::io::journal::{Log, LogFile};
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("journal.jsonl");
    let mut log = Log::new(LogFile::open(home.path(), None).unwrap());
    log.append(&walk("a")).unwrap();
    for save in [
        // As editors save: the old file keeps its content under another name,
        |path: &Path, text: &str| {
            std::fs::rename(path, path.with_extension("jsonl~")).unwrap();
            std::fs::write(path, text).unwrap();
        },
        // or is gone for ever,
        |path: &Path, text: &str| {
            std::fs::write(path.with_extension("tmp"), text).unwrap();
            std::fs::rename(path.with_extension("tmp"), path).unwrap();
        },
        // or is taken away, and there is none.
        |path: &Path, _: &str| std::fs::remove_file(path).unwrap(),
    ] {
        save(&path, &walk("edited"));
        let edited = std::fs::read_to_string(&path).unwrap_or_default();
        log.append(&walk("b")).unwrap();
        assert_eq!(read(path.clone()), edited + &walk("b"));
    }
}

#[test]
fn w_07_the_next_session_takes_away_what_a_killed_forgetting_has_left() {
    use stenosis_routine::io::journal::LogFile;
    let person = Person::new();
    person.write("cloud/journal.jsonl", walk("a"));
    std::fs::create_dir_all(person.path("home")).unwrap();
    symlink(person.path("cloud/journal.jsonl"), person.path("home/journal.jsonl")).unwrap();
    person.write("cloud/.journal.jsonl.aB3xY9.new", walk("a"));
    person.write("cloud/.other.jsonl.aB3xY9.new", "of somebody else");
    let now = jiff::Zoned::now();
    let session = stenosis_routine::journal::Id::new(&now, 1);
    LogFile::open(&person.path("home"), Some(&session)).unwrap();
    assert!(!person.path("cloud/.journal.jsonl.aB3xY9.new").exists());
    assert!(person.path("cloud/.other.jsonl.aB3xY9.new").exists());
}
