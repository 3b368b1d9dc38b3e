//! The mistakes of people who never wrote such a file, and the answers they get.
//!
//! A good file, one slip in it, one snapshot with all the answers, to be read aloud now and then.

use std::fmt::Write;

use crate::run::{Exercises, check_text};

pub(crate) const GOOD: &str = r#"format = 1
title = "Morning"

[[exercise]]
title = "Cat-cow"
kind = "mobility"
position = "seated"
direction = ["flexion"]
caution = ["Small."]
easier = { rest = "30s" }
own-choice = true
reps = 6
phase = [
  { breath = "in", time = "4s", cue = "Tall" },
  { breath = "out", time = "6s", cue = "Round" },
]
"#;

/// What was slipped, what stood there, and what stands there now.
pub(crate) const SLIPS: &[(&str, &str, &str)] = &[
    ("the closing quotation mark forgotten", "\"Cat-cow\"", "\"Cat-cow"),
    ("the opening quotation mark forgotten", "\"Cat-cow\"", "Cat-cow\""),
    ("no quotation marks at all", "\"Morning\"", "Morning, gentle"),
    ("a word behind the number", "reps = 6", "reps = 6 reps"),
    ("a range for a number", "reps = 6", "reps = 6-8"),
    ("a number in quotation marks", "reps = 6", "reps = \"6\""),
    ("a decimal comma in a number", "reps = 6", "reps = 6,5"),
    ("a word processor's quotation marks", "\"Morning\"", "“Morning”"),
    ("a decimal comma in a time", "\"4s\"", "\"4,5s\""),
    ("a time without a unit", "\"4s\"", "4"),
    ("a time without quotation marks", "\"4s\"", "4s"),
    ("a time in words", "\"4s\"", "\"4 seconds\""),
    ("a time in words without quotation marks", "reps = 6", "rest = 30 sec"),
    ("a tab inside a text", "Cat-cow", "Cat\tcow"),
    ("one pair of brackets", "[[exercise]]", "[exercise]"),
    ("a bracket forgotten", "[[exercise]]", "[[exercise]"),
    ("the plural of a key", "[[exercise]]", "[[exercises]]"),
    ("a colon for an equals sign", "reps = 6", "reps: 6"),
    ("no equals sign", "reps = 6", "reps 6"),
    ("two equals signs", "reps = 6", "reps == 6"),
    ("nothing behind the equals sign", "reps = 6", "reps ="),
    ("a dash in front", "reps = 6", "- reps = 6"),
    ("a key with a slip of spelling", "title = \"Morning\"", "titel = \"Morning\""),
    ("a key with a capital", "title = \"Morning\"", "Title = \"Morning\""),
    ("a key with a blank", "reps = 6", "setup time = \"10s\""),
    ("a key with an underscore", "reps = 6", "setup_time = \"10s\""),
    ("the comma between two phases forgotten", "\"Tall\" },", "\"Tall\" }"),
    ("the closing brace forgotten", "\"Tall\" },", "\"Tall\""),
    ("the closing bracket of a list forgotten", "\n]\n", "\n"),
    ("the same line twice", "reps = 6", "reps = 6\nreps = 7"),
    ("another word for the same thing", "\"in\"", "\"inhale\""),
    ("another word for a position", "\"seated\"", "\"sitting\""),
    ("a held breath", "\"in\"", "\"hold\""),
    ("one word where a list belongs", "[\"flexion\"]", "\"flexion\""),
    ("a date with points", "title = \"Morning\"", "title = \"Morning\"\nreviewed-on = 1.10.2026"),
    (
        "a date in quotation marks",
        "title = \"Morning\"",
        "title = \"Morning\"\nreviewed-on = \"2026-10-01\"",
    ),
    ("yes for true", "own-choice = true", "own-choice = yes"),
    ("quotation marks inside a text", "\"Cat-cow\"", "\"The \"cat-cow\" here\""),
    ("a fraction for a number", "title = \"Morning\"", "title = \"Morning\"\nmax-pain = 4/10"),
    (
        "the title of an exercise for its name",
        "title = \"Cat-cow\"\n",
        "use = \"Belly breath easy\"\n",
    ),
    ("the name of an exercise misspelt", "title = \"Cat-cow\"\n", "use = \"belly-breth-easy\"\n"),
    ("a backslash", "Cat-cow", "Cat\\cow"),
    ("a blank that is none, copied from a web page", "reps = 6", "reps\u{a0}= 6"),
    ("something that cannot be seen, copied along", "reps = 6", "\u{200b}reps = 6"),
    ("more pain than the scale has", "title = \"Morning\"", "title = \"Morning\"\nmax-pain = 12"),
];

#[test]
fn the_good_file_is_good() {
    assert!(check_text("morning.toml", GOOD.as_bytes(), &Exercises::default()).findings.is_empty());
}

#[test]
fn every_slip_gets_one_answer_that_says_what_to_write() {
    let mut page = String::new();
    for (what, right, wrong) in SLIPS {
        assert!(GOOD.contains(right), "{what}");
        let text = GOOD.replacen(right, wrong, 1);
        write!(page, "{}", answers(what, text.as_bytes())).unwrap();
    }
    insta::assert_snapshot!(page);
}

#[test]
fn single_brackets_hide_nothing_behind_them() {
    let text = GOOD.replace("[[exercise]]", "[exercise]").replace("reps = 6", "repz = 6");
    let twice = format!("{text}\n[exercise]  # again\nuse = \"belly-breth\"\n");
    let found = check_text("morning.toml", twice.as_bytes(), &Exercises::default()).findings;
    let found: Vec<(String, &str)> =
        found.iter().map(|one| (one.code.to_string(), one.place.text())).collect();
    let found: Vec<(&str, &str)> =
        found.iter().map(|(code, text)| (code.as_str(), *text)).collect();
    assert_eq!(
        found,
        [
            ("single-bracket", "[exercise]"),
            ("unknown-key", "repz"),
            ("single-bracket", "[exercise]"),
            ("unknown-exercise", "\"belly-breth\""),
        ]
    );
}

#[test]
fn a_file_of_another_kind_gets_one_answer_too() {
    let utf16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16.iter().copied()).collect();
    let files: [(&str, Vec<u8>); 9] = [
        ("saved by a word processor", b"PK\x03\x04\x14\x00\x06\x00\x08\x00".to_vec()),
        ("saved by an old word processor", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        ("saved as rich text", b"{\\rtf1\\ansi format = 1}".to_vec()),
        ("saved as a PDF", b"%PDF-1.7\n".to_vec()),
        ("a web page saved in its place", b"<!DOCTYPE html><title>Morning</title>".to_vec()),
        (
            "saved as Latin-1",
            GOOD.replace("Morning", "F?r morgens")
                .into_bytes()
                .into_iter()
                .map(|b| if b == b'?' { 0xfc } else { b })
                .collect(),
        ),
        ("saved as UTF-16", marked),
        ("saved as UTF-16 without a mark", utf16),
        ("empty", Vec::new()),
    ];
    let page: String = files.iter().map(|(what, bytes)| answers(what, bytes)).collect();
    insta::assert_snapshot!(page);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_no_mistake() {
    let text = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    assert!(check_text("morning.toml", text.as_bytes(), &Exercises::default()).findings.is_empty());
}

fn answers(what: &str, bytes: &[u8]) -> String {
    let checked = check_text("morning.toml", bytes, &Exercises::default());
    assert!(checked.routine.is_none(), "{what}");
    let most = if bytes.is_empty() { 3 } else { 1 };
    let drawn: Vec<String> = checked.findings.iter().map(|finding| finding.draw(false)).collect();
    assert!((1..=most).contains(&drawn.len()), "{what}:\n{}", drawn.join("\n"));
    format!("{}\n\n{}\n\n\n", what.to_uppercase(), drawn.join("\n\n"))
}
