//! `journal forget`: what is forgotten is gone, and an emergency or a red stop that is still open is not.

use jiff::civil::{Date, date};

use stenosis_routine::io::journal::{Forget, forget, memory};
use stenosis_routine::journal::{Id, Memory};

use crate::memory::{finished, line};
use crate::run::run;

const MONDAY: Date = date(2026, 11, 2);
const TUESDAY: Date = date(2026, 11, 3);

fn fact(day: Date, id: &str, fact: &str) -> String {
    line(day, id, &format!(r#""event":"remembered","fact":"{fact}""#))
}

fn alone(day: Date, id: &str, fact: &str) -> String {
    line(day, id, &format!(r#""event":"remembered","fact":"{fact}","alone":true"#))
}

/// What is left of a log of which these are forgotten, one after the other.
fn without(log: &str, which: &[&str]) -> (String, Memory) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    std::fs::write(&path, log).unwrap();
    for which in which {
        let id = Id::try_from((*which).to_owned());
        let what = id.as_ref().map_or(Forget::All, Forget::One);
        let left = forget(folder.path(), what).unwrap();
        assert_eq!(left, Some(memory(folder.path()).unwrap()));
    }
    (std::fs::read_to_string(path).unwrap(), memory(folder.path()).unwrap())
}

/// No session has this name.
const ALL: &str = "*";

#[test]
fn an_emergency_outlives_forgetting_as_one_line_that_says_nothing_else() {
    let before = finished(MONDAY, "a", "seated-cat-cow");
    let note =
        line(MONDAY, "b", r#""event":"answer","question":"note","said":"fell","offset_ms":1"#);
    let log = before + &note + &fact(MONDAY, "b", "emergency") + &finished(TUESDAY, "c", "other");
    let (left, memory) = without(&log, &[ALL]);
    assert_eq!(left, alone(MONDAY, "b", "emergency"));
    assert_eq!(memory, Memory { emergency: Some(MONDAY), ..Memory::default() });
    // And again, by its name too.
    assert_eq!(without(&log, &[ALL, "b", ALL]).0, left);
}

#[test]
fn what_is_open_stays_open_whatever_is_forgotten_and_what_is_over_goes() {
    let emergency = || fact(MONDAY, "a", "emergency");
    let looked = || fact(TUESDAY, "b", "doctor-looked");
    let red = |id| fact(MONDAY, id, "red-stop");
    let gentle = || {
        let answer = r#""event":"answer","question":"pain-after","answer":2,"offset_ms":1"#;
        finished(TUESDAY, "g", "gentle-day") + &line(TUESDAY, "g", answer)
    };
    let (open, none) = (Some(MONDAY), None);
    for (log, which, expected) in [
        (emergency(), &["a"][..], (open, none)),
        (emergency() + &fact(MONDAY, "a", "wrong-key"), &[ALL], (none, none)),
        (red("a"), &["a"], (none, open)),
        (red("a") + &red("b"), &["b"], (none, open)),
        (red("a") + &gentle(), &[ALL], (none, none)),
        (fact(MONDAY, "a", "doctor-today") + &looked(), &[ALL], (none, open)),
        (red("a") + &emergency(), &[ALL], (open, open)),
        // A doctor has looked: a gentle day comes first, also when either is forgotten, or both.
        (emergency() + &looked(), &[ALL], (none, open)),
        (emergency() + &looked(), &["a"], (none, open)),
        (emergency() + &looked(), &["a", "b"], (none, open)),
        (emergency() + &looked() + &gentle(), &[ALL], (none, none)),
        // Who forgets what has closed it is asked once more.
        (emergency() + &looked(), &["b"], (open, none)),
    ] {
        let (left, memory) = without(&log, which);
        assert_eq!((memory.emergency, memory.red_stop), expected, "{which:?} of\n{log}");
        let closed = expected == (none, none);
        assert!(!closed || left.is_empty(), "{left}");
    }
}

#[test]
fn it_says_what_stays() {
    for (log, said) in [
        (finished(MONDAY, "a", "x"), "Forgotten.\n"),
        (
            fact(MONDAY, "a", "emergency"),
            "Forgotten.\nOne line stays until a doctor has seen you, so that the next start asks \
             about it.\n",
        ),
        (
            fact(MONDAY, "a", "red-stop"),
            "Forgotten.\nOne line stays until gentle-day has gone well, so that the next start \
             begins with it.\n",
        ),
    ] {
        run(&["journal", "forget", "--all", "--yes"])
            .file("home/journal.jsonl", log)
            .stdout(said)
            .check();
    }
}
