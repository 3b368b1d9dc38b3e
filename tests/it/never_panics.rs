//! Nothing panics: random bytes, and valid files with random damage.

use proptest::collection::vec;
use proptest::prelude::*;

use stenosis_routine::format::embedded;
use stenosis_routine::format::report::CheckReport;
use stenosis_routine::text::printable::is_unsafe;

use stenosis_routine::format::rewrite;

use crate::run::{Exercises, cases, check_text};

/// Checks, draws every finding, and lets nothing through that a terminal would obey.
fn survive(bytes: &[u8]) {
    let checked = check_text("any.toml", bytes, &Exercises::default());
    rewrite_whatever_it_is(&String::from_utf8_lossy(bytes));
    let shown = CheckReport::new(false).drawn(&checked.findings).join("\n");
    let obeyed = shown.chars().find(|&c| c != '\n' && is_unsafe(c));
    assert_eq!(obeyed, None, "{shown:?}");
    assert_eq!(
        checked.routine.is_none(),
        checked
            .findings
            .iter()
            .any(|f| f.severity == stenosis_routine::domain::severity::Severity::Fault)
    );
}

/// Rewrites it as `new`, `edit` and `share` do; what is not in order is refused, whatever it is.
fn rewrite_whatever_it_is(text: &str) {
    let shelf = Exercises::default();
    let on = jiff::civil::date(2026, 10, 1);
    let seal =
        rewrite::NewSeal { name: "any", by: Some("A. Therapist"), on, digest: "0", secret: None };
    if let Ok(contained) = rewrite::Contained::new(text, "any", "Any", &shelf) {
        let sealed = contained.sealed(&seal);
        let again = rewrite::Contained::new(&sealed, "any", "Any", &shelf).unwrap();
        assert_eq!(again.sealed_like(&sealed).unwrap(), sealed, "sealed once, it stays as it is");
    }
    if let Ok(titled) = rewrite::titled(text, "Another") {
        assert!(rewrite::text_digest(&titled).is_ok());
    }
    assert!(rewrite::with_schema_line(text, "x.json").starts_with("#:schema x.json\n"));
}

fn any_file() -> impl Strategy<Value = &'static str> {
    let all: Vec<&str> =
        embedded::ROUTINES.iter().chain(embedded::EXERCISES).map(|(_, text)| *text).collect();
    prop::sample::select(all)
}

const PIECES: &[&str] = &[
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    "#",
    "\n",
    "\r\n",
    "\t",
    "\\",
    "0",
    "-1",
    "9999999999999",
    "nan",
    "inf",
    "true",
    "1979-05-27",
    "\u{202e}",
    "\u{1b}",
    "\u{feff}",
    "“",
    "é",
    "🙂",
    "[[exercise]]\n",
    "use = \"a\"\n",
    "reps = 0\n",
    "phase = []\n",
    "\u{0}",
    "\"1e9s\"",
    "a.b.c = 1\n",
];

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn on_random_bytes(bytes in vec(any::<u8>(), 0..400)) {
        survive(&bytes);
    }

    #[test]
    fn on_random_pieces(pieces in vec(prop::sample::select(PIECES), 0..60)) {
        survive(pieces.concat().as_bytes());
    }

    #[test]
    fn on_damaged_files(
        file in any_file(),
        damage in vec((any::<prop::sample::Index>(), 0..12_usize, prop::sample::select(PIECES)), 1..6),
    ) {
        let mut bytes = file.as_bytes().to_vec();
        for (index, cut, piece) in damage {
            let at = index.index(bytes.len() + 1);
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, piece.bytes());
        }
        survive(&bytes);
    }
}

#[test]
fn on_deep_and_long_files() {
    let deep = "[".repeat(100_000);
    let long = format!("format = 1\ntitle = \"{}\"\n", "a".repeat(200_000));
    let many = format!(
        "format = 1\ntitle = \"x\"\n{}",
        "[[exercise]]\nuse = \"belly-breath\"\n".repeat(5_000)
    );
    let keys = format!(
        "format = 1\n{}",
        (0..20_000).map(|n| format!("k{n} = 1")).collect::<Vec<_>>().join("\n")
    );
    let quotes = "\"".repeat(200_000);
    let lines = "x\n".repeat(100_000);
    for text in [deep, long, many, keys, quotes, lines] {
        survive(text.as_bytes());
    }
}
