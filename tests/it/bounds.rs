//! What a file of 256 KiB can cost: no stack, and no more output than a person reads.
//!
//! How long it takes is measured by `scripts/slowest-check.py`; here the work is counted.

use proptest::collection::vec;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use stenosis_routine::format::FILE_AT_MOST;
use stenosis_routine::format::diagnostic::{Code, Diagnostic};
use stenosis_routine::format::embedded;
use stenosis_routine::format::report::CheckReport;

use crate::run::{Exercises, cases, check_text, run};

const HEAD: &str = "format = 1\ntitle = \"x\"\n";
const EXERCISE: &str = "[[exercise]]\nuse = \"belly-breath\"\n";

/// A text that is filled up to the size of a file.
fn filled(before: &str, piece: &str) -> String {
    let room = FILE_AT_MOST - before.len();
    before.to_owned() + &piece.repeat(room / piece.len())
}

/// A piece for each number, as many as fit.
fn numbered(before: &str, piece: impl Fn(usize) -> String) -> String {
    let mut text = before.to_owned();
    for number in 0.. {
        let next = piece(number);
        if text.len() + next.len() > FILE_AT_MOST {
            break;
        }
        text.push_str(&next);
    }
    text
}

/// A chain of exercises of the file's own, each of which uses the next; the last is a built-in one.
fn chain(length: usize) -> String {
    let link = |nth: usize| match nth + 1 == length {
        true => format!("[library.a{nth}]\nuse = \"belly-breath\"\n"),
        false => format!("[library.a{nth}]\nuse = \"a{}\"\n", nth + 1),
    };
    let links: String = (0..length).map(link).collect();
    format!("{HEAD}[[exercise]]\nuse = \"a0\"\n{links}")
}

/// An exercise each that uses one of these.
fn uses(numbers: impl Iterator<Item = usize>) -> String {
    numbers.fold(String::new(), |text, nth| text + &format!("[[exercise]]\nuse = \"a{nth}\"\n"))
}

/// Files made to cost much, each under a name.
fn costly() -> Vec<(&'static str, String)> {
    let key = format!("{HEAD}k = ");
    let text = format!("{HEAD}k = \"");
    let phases = "[[exercise]]\ntitle = \"a\"\nkind = \"breath\"\nposition = \"seated\"\ndirection = [\"neutral\"]\nphase = [";
    vec![
        ("equals signs", filled(HEAD, "=")),
        ("points", filled(HEAD, ".")),
        ("plus signs", filled(HEAD, "+")),
        ("plus signs in a value", filled(&key, "+")),
        ("commas", filled(&format!("{key}["), ",")),
        ("colons", filled("", ":")),
        ("backslashes", filled(&text, "\\")),
        ("escapes", filled(HEAD, "\\u")),
        ("escapes in a text", filled(&text, "\\u")),
        ("half escapes in a text", filled(&text, "\\u00")),
        ("brackets", filled(&key, "[")),
        ("closed brackets", format!("{key}{}{}\n", "[".repeat(100_000), "]".repeat(100_000))),
        ("braces", filled(&key, "{a=")),
        ("closed braces", format!("{key}{}1{}\n", "{a=".repeat(50_000), "}".repeat(50_000))),
        ("points in a key", filled(HEAD, "a.") + "a = 1\n"),
        ("points in a header", format!("{HEAD}[{}a]\n", "a.".repeat(100_000))),
        ("deep keys", numbered(HEAD, |n| format!("k{n}.{}b = 1\n", "a.".repeat(78)))),
        ("marks", filled(&format!("{text}a"), "\u{301}")),
        ("wide letters", filled(&text, "朝")),
        ("quotation marks", filled("", "\"")),
        ("returns", filled(HEAD, "\r")),
        ("unknown keys", numbered("format = 1\n", |n| format!("k{n} = 1\n"))),
        ("unknown tables", numbered(HEAD, |n| format!("[a{n}]\n"))),
        ("unknown keys on a line", numbered("exercise = [{ ", |n| format!("k{n} = 1, "))),
        ("long keys", numbered(HEAD, |n| format!("{}{n} = 1\n", "k".repeat(300)))),
        ("the same key", filled(HEAD, "a = 1\n")),
        ("words", filled(HEAD, "x\n")),
        ("single brackets", filled(HEAD, "[exercise]\n")),
        ("single brackets with keys", filled(HEAD, "[exercise]\nrepz = 6\n")),
        ("single brackets in a text", filled(&text, "[exercise]")),
        ("phases", filled(&format!("{HEAD}{phases}"), "{breath=\"x\",time=4},")),
        ("exercises", filled(HEAD, EXERCISE)),
        ("a chain", chain(2_285)),
        ("a long chain", chain(7_000)),
        ("a chain from all its ends", uses((0..100).rev()) + &chain(2_285).replace(HEAD, "")),
        (
            "a chain of poses",
            numbered(&format!("{HEAD}{EXERCISE}"), |n| {
                format!("[pose.a{n}]\nlike = \"a{}\"\n", n + 1)
            }),
        ),
        ("a long title", format!("format = 1\ntitle = \"{}\"\n", "a".repeat(200_000))),
        ("a long name", format!("{HEAD}[[exercise]]\nuse = \"{}\"\n", "a".repeat(200_000))),
        ("a long time", format!("{HEAD}rest = \"{}\"\n", "1s".repeat(100_000))),
    ]
}

/// What `check` prints of a file is what a person can read.
#[track_caller]
fn readable(name: &str, findings: &[Diagnostic]) {
    let drawn = CheckReport::new(false).drawn(findings);
    assert!(drawn.len() <= 51, "{name}: {} findings are shown", drawn.len());
    let more = findings.len().saturating_sub(50);
    if more > 0 && drawn.len() == 51 {
        // What says the same is folded, so there can be fewer.
        let said = drawn.last().and_then(|last| last.strip_prefix("and ")?.strip_suffix(" more"));
        assert!(
            said.is_some_and(|said| said.parse::<usize>().unwrap() <= more),
            "{name}: {said:?}"
        );
    }
    assert!(drawn.iter().map(|one| one.len() + 2).sum::<usize>() < 64 * 1024, "{name}");
    for line in drawn.iter().flat_map(|one| one.lines()) {
        assert!(line.width() <= 200, "{name}: {} columns: {line}", line.width());
    }
}

#[test]
fn a_costly_file_is_refused_in_few_words() {
    for (name, text) in costly() {
        let text = text.get(..text.len().min(FILE_AT_MOST)).unwrap_or(&text);
        let checked = check_text("any.toml", text.as_bytes(), &Exercises::default());
        assert!(checked.routine.is_none() && !checked.findings.is_empty(), "{name}");
        readable(name, &checked.findings);
    }
}

#[test]
fn use_goes_through_sixteen_exercises_and_no_more() {
    let codes = |text: &str| -> Vec<Code> {
        let found = check_text("any.toml", text.as_bytes(), &Exercises::default()).findings;
        found.iter().map(|finding| finding.code).collect()
    };
    // The built-in one at its end is one of them.
    assert_eq!(codes(&chain(15)), []);
    assert_eq!(codes(&chain(16)), [Code::UseLoop]);
    // Whichever is read first.
    let from_its_end = uses((0..16).rev());
    let chain = chain(16).replace("[[exercise]]\nuse = \"a0\"\n", &from_its_end);
    assert_eq!(codes(&chain), [Code::UseLoop]);
    let found = check_text("any.toml", chain.as_bytes(), &Exercises::default()).findings;
    assert_eq!(found[0].message, "`use` goes through more than 16 exercises");
}

#[test]
fn a_faulty_exercise_is_told_once_however_often_it_is_used() {
    let faulty = numbered("format = 1\ntitle = \"x\"\n", |n| format!("k{n} = 1\n"));
    let keys = faulty.lines().count() - 2;
    let shelf = Exercises(vec![("own".into(), faulty)]);
    let text = format!("{HEAD}{}", "[[exercise]]\nuse = \"own\"\n".repeat(100));
    let found = check_text("any.toml", text.as_bytes(), &shelf).findings;
    assert_eq!(found.iter().filter(|one| one.code == Code::UnknownKey).count(), keys);
}

#[test]
fn f_10_faults_come_first_and_what_is_said_again_is_folded() {
    let idle = "[[exercise]]\nuse = \"belly-breath\"\nrest-between-sets = \"30s\"\n".repeat(60);
    let text = format!("{HEAD}{idle}[[exercise]]\nuse = \"belly-breth\"\n");
    let found = check_text("any.toml", text.as_bytes(), &Exercises::default()).findings;
    let drawn = CheckReport::new(false).drawn(&found);
    assert!(drawn[0].starts_with("fault[unknown-exercise]"), "{}", drawn[0]);
    assert!(drawn[1].starts_with("warning["), "{}", drawn[1]);
    let folded = "  the same in lines 8, 11, 14, 17, 20, 23, 26, 29, 32, 35, and in 49 more";
    assert_eq!((drawn.len(), drawn[1].lines().last()), (2, Some(folded)));
}

#[test]
fn the_program_says_little_of_much_and_keeps_its_exit_code() {
    let (_, keys) = costly().into_iter().find(|(name, _)| *name == "unknown keys").unwrap();
    let count = keys.lines().count() - 1;
    for args in [
        &["check", "keys.toml", "chain.toml"][..],
        &["show", "keys.toml"],
        &["add", "chain.toml", "--yes"],
    ] {
        let chain = chain(2_285) + "\n[shared]\ntext = \"as it was\"\n";
        let (stdout, stderr, status) =
            run(args).file("keys.toml", &keys).file("chain.toml", chain).output();
        assert_eq!(status, 2, "{args:?}");
        let said = stdout + &stderr;
        assert!(said.len() < 64 * 1024, "{args:?}: {}", said.len());
        if args.contains(&"keys.toml") {
            assert!(said.contains(&format!("\nand {} more\n", count + 2 - 50)), "{args:?}: {said}");
        }
        if args.contains(&"chain.toml") {
            assert!(said.contains("goes through more than 16 exercises"), "{args:?}: {said}");
        }
    }
}

const PIECES: &[&str] = &[
    "=",
    ".",
    "+",
    "\\u",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    "\n",
    "\r",
    "a.",
    "{a=",
    "[exercise]\n",
    "[[exercise]]\n",
    "k = 1\n",
    "use = \"a\"\n",
    "\u{301}",
    "\u{200b}",
    "é",
    "朝",
    "phase = [{}]\n",
    "[library.b]\n",
    "[pose.c]\n",
    "like = \"c\"\n",
];

proptest! {
    #![proptest_config(cases(24))]

    /// Valid files, damaged and blown up to the largest size: there are never more findings than
    /// pieces of text that could be wrong, and what is shown stays short.
    #[test]
    fn a_file_costs_no_more_than_its_size(
        file in prop::sample::select([embedded::ROUTINES, embedded::EXERCISES].concat()),
        damage in vec((any::<prop::sample::Index>(), prop::sample::select(PIECES), 1..200_000_usize), 1..4),
        again in 1..60_usize,
    ) {
        let mut text = file.1.repeat(again);
        for (index, piece, times) in damage {
            let at = index.index(text.len() + 1);
            let at = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap();
            let room = FILE_AT_MOST.saturating_sub(text.len()) / piece.len();
            text.insert_str(at, &piece.repeat(times.min(room)));
        }
        let checked = check_text("any.toml", text.as_bytes(), &Exercises::default());
        prop_assert!(checked.findings.len() <= 20 + text.len() / 4, "{}", checked.findings.len());
        readable(file.0, &checked.findings);
    }
}
