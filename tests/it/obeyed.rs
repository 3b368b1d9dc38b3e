//! Every advice is obeyed: what `check` tells to write is typed where its caret stands, and checked again.
//!
//! One fault for each cause, on the line of the slip; with its advice typed, that fault is gone and
//! nothing new stands there.

use std::collections::BTreeSet;

use stenosis_routine::domain::severity::Severity;
use stenosis_routine::format::diagnostic::{Diagnostic, TextEdit};

use crate::mistakes::{GOOD, SLIPS};
use crate::run::{Exercises, check_text, read, repository};

/// More slips in the same good file: what was slipped, what stood there, and what stands there now.
const MORE_SLIPS: &[(&str, &str, &str)] = &[
    ("sets and repetitions in one", "reps = 6", "reps = 3x10"),
    ("the same with blanks", "reps = 6", "reps = 2 x 8"),
    ("the same with a sign for times", "reps = 6", "reps = 2×8"),
    ("the same in words", "reps = 6", "reps = 2 sets of 8"),
    ("the same in quotation marks", "reps = 6", "reps = \"3x10\""),
    ("a remark as in SQL", "reps = 6", "-- six times\nreps = 6"),
    ("a remark as in C", "reps = 6", "// six times\nreps = 6"),
    ("a remark with a semicolon", "reps = 6", "; six times\nreps = 6"),
    ("a remark behind a value", "reps = 6", "reps = 6 // six"),
    ("words in parentheses behind a value", "reps = 6", "reps = 6 (slowly)"),
    ("a comma at the end", "reps = 6", "reps = 6,"),
    ("a semicolon at the end", "reps = 6", "reps = 6;"),
    ("a full stop behind a text", "title = \"Morning\"", "title = \"Morning\"."),
    ("a digit of full width", "reps = 6", "reps = ６"),
    ("an Arabic digit", "reps = 6", "reps = ٦"),
    ("a number in words", "reps = 6", "reps = six"),
    ("a number in words, in quotation marks", "reps = 6", "reps = \"six\""),
    ("a number with a leading zero", "reps = 6", "reps = 06"),
    ("about so many", "reps = 6", "reps = ~6"),
    ("times behind a number", "reps = 6", "reps = 6x"),
    ("a list of one number", "reps = 6", "reps = [6]"),
    ("the name beside the header", "[[exercise]]", "[[exercise]] Seated cat-cow"),
    ("the name in the header", "[[exercise]]", "[[exercise: Seated cat-cow]]"),
    ("a number in the header", "[[exercise]]", "[[exercise 1]]"),
    ("the header with a capital", "[[exercise]]", "[[Exercise]]"),
    ("the plural in single brackets", "[[exercise]]", "[exercises]"),
    ("semicolons between entries", "\"in\", time = \"4s\",", "\"in\"; time = \"4s\";"),
    ("colons between braces", "breath = \"in\", time =", "breath: \"in\", time:"),
    ("entries as in JSON", "breath = \"in\", time =", "\"breath\": \"in\", \"time\":"),
    ("a colon and words without marks", "title = \"Morning\"", "title: Morning"),
    ("another mark for an equals sign", "reps = 6", "reps := 6"),
    ("an arrow for an equals sign", "reps = 6", "reps => 6"),
    ("words without an equals sign", "title = \"Morning\"", "title Morning, gentle"),
    ("a note without a mark", "reps = 6", "slowly and with ease\nreps = 6"),
    ("a list as in a mail", "reps = 6", "* reps = 6"),
    ("a text over two lines", "[\"Small.\"]", "[\"Small, and\nslowly.\"]"),
    ("a text over three lines", "\"Cat-cow\"", "\"Cat\nand\ncow\""),
    ("the value below its key", "caution = [\"Small.\"]", "caution =\n[\"Small.\"]"),
    ("a list left open", "[\"Small.\"]", "[\"Small.\""),
    ("a list left open, with a comma", "[\"Small.\"]", "[\"Small.\","),
    ("a group left open", "{ rest = \"30s\" }", "{ rest = \"30s\""),
    ("a quotation mark missing in a list", "[\"Small.\"]", "[\"Small.]"),
    ("a quotation mark missing in a group", "breath = \"in\", time", "breath = \"in, time"),
    ("the opening one missing in a group", "cue = \"Tall\"", "cue = Tall\""),
    ("a word without marks in a group", "cue = \"Tall\"", "cue = Tall"),
    ("a time without marks in a group", "time = \"4s\"", "time = 4s"),
    ("yes for true in a group", "\"4s\", cue = \"Tall\"", "\"4s\", hold = no, cue = \"Tall\""),
    ("a word without marks in a list", "[\"flexion\"]", "[flexion]"),
    ("curly marks in a list", "[\"Small.\"]", "[“Small.”]"),
    ("curly marks in a group", "\"Tall\"", "“Tall”"),
    ("German marks", "\"Morning\"", "„Morning“"),
    ("French marks", "\"Morning\"", "«Morning»"),
    ("single curly marks", "\"Morning\"", "‘Morning’"),
    ("a key twice in a group", "cue = \"Tall\"", "cue = \"Tall\", cue = \"Tall\""),
    ("two commas in a group", "\"4s\", cue = \"Tall\"", "\"4s\",, cue = \"Tall\""),
    ("a comma missing in a group", "\"in\", time = \"4s\"", "\"in\" time = \"4s\""),
    (
        "the file of an exercise for its name",
        "title = \"Cat-cow\"",
        "use = \"belly-breath-easy.toml\"",
    ),
    ("two names in one use", "title = \"Cat-cow\"", "use = \"belly-breath, belly-breath-easy\""),
    ("a time behind hold", "\"out\", time = \"6s\"", "\"free\", hold = \"6s\""),
    ("a rest in a phase", "cue = \"Round\"", "cue = \"Round\", rest = \"5s\""),
    ("a range of times", "\"4s\"", "\"4-5s\""),
    ("a time with a colon", "{ rest = \"30s\" }", "{ rest = \"1:30\" }"),
    ("a time with a capital", "\"4s\"", "\"4S\""),
    (
        "a date in American order",
        "title = \"Morning\"",
        "title = \"Morning\"\nreviewed-on = 10/21/2026",
    ),
    ("a date without zeros", "title = \"Morning\"", "title = \"Morning\"\nreviewed-on = 2026-1-5"),
    ("a range turned round", "reps = 6", "reps = 6\nreps-range = [8, 4]"),
    ("a weight", "reps = 6", "reps = 6\nweight = \"2 kg\""),
    ("a rest with a letter too few", "reps = 6", "reps = 6\nres = \"40s\""),
    ("repetitions with a letter too few", "reps = 6", "res = 6"),
    ("a group that is not there", "reps = 6", "reps = 6\ngroup = \"legs\""),
    ("a picture", "reps = 6", "reps = 6\nimage = \"cat.png\""),
    ("notes", "reps = 6", "reps = 6\nremarks = \"for me\""),
    ("how often, in an exercise", "reps = 6", "reps = 6\nfrequency = \"daily\""),
    ("how long, in an exercise", "reps = 6", "reps = 6\nduration = \"2m\""),
    ("the author in an exercise", "reps = 6", "reps = 6\nauthor = \"A\""),
    (
        "a group over several lines with a key too many",
        "{ rest = \"30s\" }",
        "{\n  rest = \"30s\",\n  weight = 3,\n}",
    ),
    ("several directions in one text", "[\"flexion\"]", "\"flexion, neutral\""),
    ("a list for a word", "\"seated\"", "[\"seated\"]"),
    ("an easier version that asks for more", "{ rest = \"30s\" }", "{ reps = 9 }"),
    (
        "a held breath in a movement",
        "phase = [",
        "phase = [\n  { breath = \"hold\", time = \"4s\" },",
    ),
    ("sets and repetitions behind a colon", "reps = 6", "reps: 3x10"),
    ("sets and repetitions behind nothing", "reps = 6", "reps 2x8"),
    ("an exercise as in a heading", "[[exercise]]\ntitle = \"Cat-cow\"", "exercise: Cat-cow"),
    ("a list as in YAML", "[[exercise]]\ntitle = \"Cat-cow\"", "- title: Cat-cow"),
    ("in without marks", "breath = \"in\"", "breath = in"),
    ("a time without marks behind hold", "\"out\", time = \"6s\"", "\"free\", hold = 6s"),
    ("a mark that means nothing", "reps = 6", "reps = 6\ntags = [\"end-range\", \"heavy\"]"),
    ("no format", "format = 1\n", ""),
    ("a format before the first", "format = 1", "format = 0"),
    ("copied out of a chat", GOOD_BEGINS, "```toml\nformat = 1\ntitle = \"Morning\""),
    (
        "copied out of a chat with words",
        GOOD_BEGINS,
        "Here is your routine:\n\n```\nformat = 1\ntitle = \"Morning\"",
    ),
    ("true in quotation marks", "own-choice = true", "own-choice = \"true\""),
    ("True with a capital", "own-choice = true", "own-choice = True"),
    ("a slip in a pose", "cue = \"Tall\"", "cue = \"Tall\", pose = \"seatd\""),
    ("a pose of nobody", "cue = \"Tall\"", "cue = \"Tall\", pose = \"supine-bridge\""),
];

const GOOD_BEGINS: &str = "format = 1\ntitle = \"Morning\"";

/// Slips whose advice leaves to the author what to type.
const LEFT_TO_THE_AUTHOR: &[&str] = &[
    "nothing behind the equals sign",
    "a decimal comma in a number",
    "a tab inside a text",
    "more pain than the scale has",
];

fn faults(text: &str) -> Vec<Diagnostic> {
    let checked = check_text("morning.toml", text.as_bytes(), &Exercises::default());
    checked.findings.into_iter().filter(|one| one.severity == Severity::Fault).collect()
}

fn drawn(found: &[Diagnostic]) -> String {
    found.iter().map(|one| one.draw(false)).collect::<Vec<_>>().join("\n")
}

/// Whether the label says what is typed. A blank, or nothing, and what is longer than a label it
/// describes.
fn says_what_is_typed(found: &Diagnostic) -> bool {
    found.edits.iter().flat_map(|edit| edit.text.lines()).all(|line| {
        let line = line.trim();
        line.is_empty()
            || line == "[[exercise]]"
            || found.label.contains(line.trim_start_matches("use = "))
    })
}

/// The lines that differ between two texts, from 1.
fn changed_lines(good: &str, bad: &str) -> std::ops::RangeInclusive<usize> {
    let same = good.lines().zip(bad.lines()).take_while(|(a, b)| a == b).count();
    let same_behind = good.lines().rev().zip(bad.lines().rev()).take_while(|(a, b)| a == b).count();
    // What is missing is missed behind the line before.
    same.max(1)..=(bad.lines().count().saturating_sub(same_behind)).max(same + 1)
}

#[test]
fn f_06_every_slip_is_one_fault_on_its_line_and_its_advice_works_when_typed() {
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for (what, right, slip) in SLIPS.iter().chain(MORE_SLIPS) {
        assert!(names.insert(what), "{what}: twice");
        assert!(GOOD.contains(right), "{what}");
        let text = GOOD.replacen(right, slip, 1);
        let found = faults(&text);
        let [one] = found.as_slice() else {
            wrong.push(format!("{what}: {} faults\n{}", found.len(), drawn(&found)));
            continue;
        };
        let line = text[..one.place.span.start].matches('\n').count() + 1;
        let lines = changed_lines(GOOD, &text);
        if !lines.contains(&line) {
            wrong.push(format!("{what}: line {line}, not {lines:?}\n{}", drawn(&found)));
        }
        if LEFT_TO_THE_AUTHOR.contains(what) {
            assert!(one.edits.is_empty(), "{what}");
            continue;
        }
        let obeyed = TextEdit::apply(&one.edits, &text);
        let left = faults(&obeyed);
        if one.edits.is_empty() || !left.is_empty() {
            wrong.push(format!(
                "{what}: typed, it is\n{obeyed}\n{}{}",
                drawn(&found),
                drawn(&left)
            ));
        } else if !says_what_is_typed(one) {
            wrong.push(format!(
                "{what}: not what the label says\n{}\n{:?}",
                drawn(&found),
                one.edits
            ));
        }
    }
    assert!(wrong.is_empty(), "{} slips:\n\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(MORE_SLIPS.len() >= 40);
}

#[test]
fn every_advice_for_a_broken_file_takes_one_fault_away_and_brings_none() {
    let mut wrong = Vec::new();
    let mut typed = 0;
    for folder in ["tests/it/broken", "tests/it/slips"] {
        for entry in std::fs::read_dir(repository(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = read(&path);
            let name = path.file_name().unwrap().to_string_lossy();
            let found = faults(&text);
            let said: BTreeSet<&str> = found.iter().map(|one| one.message.as_str()).collect();
            for one in found.iter().filter(|one| !one.edits.is_empty()) {
                typed += 1;
                let left = faults(&TextEdit::apply(&one.edits, &text));
                let new = left.iter().any(|left| !said.contains(left.message.as_str()));
                if left.len() >= found.len() || new || !says_what_is_typed(one) {
                    wrong.push(format!("{name}:\n{}\nthen\n{}", one.draw(false), drawn(&left)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} advices:\n\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(typed >= 30, "{typed} advices were typed");
}

#[test]
fn an_advice_that_says_what_to_write_says_what_to_type() {
    let mut wrong = Vec::new();
    for (what, right, slip) in SLIPS.iter().chain(MORE_SLIPS) {
        let found = faults(&GOOD.replacen(right, slip, 1));
        let vague = |one: &&Diagnostic| {
            let general =
                ["write a ", "write year", "write letters", "write whole", "write true or"];
            let says = one.label.starts_with("write ")
                && !general.iter().any(|g| one.label.starts_with(g));
            says && one.edits.is_empty()
        };
        wrong.extend(found.iter().filter(vague).map(|one| format!("{what}: {}", one.label)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn told(text: &str) -> Vec<(String, usize)> {
    faults(text).iter().map(|one| (one.code.to_string(), one.place.line())).collect()
}

#[test]
fn f_02_what_stands_behind_a_slip_is_checked_and_nothing_only_follows_from_it() {
    let said = |slips: &[(&str, &str)]| {
        let text = slips.iter().fold(GOOD.to_owned(), |text, (right, slip)| {
            assert!(text.contains(right), "{right}");
            text.replacen(right, slip, 1)
        });
        told(&text)
    };
    let two = |first: (&str, usize), second: (&str, usize)| {
        vec![(first.0.to_owned(), first.1), (second.0.to_owned(), second.1)]
    };
    let kind = ("\"mobility\"", "\"mobile-ity-x\"");
    // In the same exercise, before and behind.
    let colon = ("reps = 6", "reps: 6");
    assert_eq!(said(&[kind, colon]), two(("unknown-word", 6), ("missing-equals", 12)));
    let zero = ("reps = 6", "reps = 0");
    let open = ("[\"Small.\"]", "[\"Small.\"");
    assert_eq!(said(&[open, zero]), two(("unclosed-bracket", 9), ("out-of-range", 12)));
    let lines = ("[\"Small.\"]", "[\"Small,\nand slow.\"]");
    assert_eq!(said(&[lines, zero]), two(("missing-quote", 9), ("out-of-range", 13)));
    // A line that only its author can mend hides what is missing, and no more.
    let empty = ("kind = \"mobility\"", "kind =");
    assert_eq!(said(&[empty, zero]), two(("syntax", 6), ("out-of-range", 12)));
    // F-11: of a number that cannot be read nobody says that the easier version asks for more.
    let easier = ("{ rest = \"30s\" }", "{ reps = 3 }");
    let many = ("reps = 6", "reps = 100000");
    assert_eq!(said(&[easier, many]), [("out-of-range".to_owned(), 12)]);
}

fn slip(name: &str) -> String {
    read(repository(&format!("tests/it/slips/{name}.toml")))
}

#[test]
fn f_08_a_mail_and_a_file_of_a_newer_version_are_said_once() {
    assert_eq!(told(&slip("enc-eml")), [("not-plain-text".to_owned(), 1)]);
    assert_eq!(told(&slip("enc-qp-body")), [("not-plain-text".to_owned(), 1)]);
    assert_eq!(
        told("{\n  \"format\": 1,\n  \"title\": \"x\"\n}\n"),
        [("not-plain-text".to_owned(), 1)]
    );
    assert_eq!(told(&slip("newer-format")), [("format-version".to_owned(), 1)]);
}

#[test]
fn f_04_a_held_breath_is_refused_in_every_spelling() {
    for (name, lines) in
        [("478-as-hold", &[12][..]), ("box-as-hold", &[12, 14]), ("box-as-hold-silent", &[12, 14])]
    {
        let text = slip(name);
        let held: Vec<(String, usize)> =
            lines.iter().map(|line| ("LIM-10".into(), *line)).collect();
        assert_eq!(told(&text), held, "{name}");
        let cues = text.replace("hold = true, ", "");
        assert_eq!(told(&cues), held, "{name}, in the cues alone");
    }
    let named = GOOD.replace("\"in\"", "\"hold\"");
    assert!(!drawn(&faults(&named)).contains("hold = true"), "no advice leads to it");
    // Beside a movement a position is held, and breathing goes on.
    let position = GOOD.replace("\"out\", time = \"6s\"", "\"free\", hold = true, time = \"6s\"");
    assert_eq!(told(&position), []);
}

#[test]
fn f_07_no_word_of_the_parser_reaches_a_person() {
    let words =
        ["expected", "invalid", "unquoted key", "inline table", "array", "string", "boolean"];
    let foreign = |text: &str| {
        let said = |one: &Diagnostic| format!("{} {}", one.message, one.label);
        let found =
            faults(text).iter().map(said).find(|said| words.iter().any(|word| said.contains(word)));
        assert_eq!(found, None, "{text}");
    };
    for (_, right, slip) in SLIPS.iter().chain(MORE_SLIPS) {
        foreign(&GOOD.replacen(right, slip, 1));
    }
    for garbage in [
        "][",
        "= =",
        "{{}",
        "a = {b = }",
        "\"",
        "'''",
        "\\u",
        "a.b. = 1",
        "+-",
        "@@@",
        "<p>",
        "a = 1__0",
    ] {
        foreign(&format!("{GOOD}{garbage}\n"));
    }
}

/// What fingers add by mistake.
const STRAY: &[&str] = &[
    "\"", "'", ",", ";", ":", "=", "[", "]", "{", "}", "#", "\n", " ", "-", "x", "6", "“", "```\n",
];

/// A good file with one mark too many, or one in place of another: every advice can be typed, and the
/// first one, typed, takes a fault away. A slip can always make another good word, so not quite always.
#[test]
fn the_first_advice_for_a_slip_of_one_mark_takes_a_fault_away() {
    let (mut typed, mut in_vain) = (0, Vec::new());
    for at in 0..GOOD.len() {
        let stray = STRAY[at % STRAY.len()];
        for end in [at, at + 1] {
            let text = format!("{}{stray}{}", &GOOD[..at], &GOOD[end..]);
            let found = faults(&text);
            for edit in found.iter().flat_map(|one| &one.edits) {
                assert!(text.get(edit.span.clone()).is_some(), "{edit:?} in\n{text}");
            }
            let Some(first) = found.first().filter(|first| !first.edits.is_empty()) else {
                continue;
            };
            typed += 1;
            let left = faults(&TextEdit::apply(&first.edits, &text));
            if left.len() >= found.len() {
                in_vain.push(format!("{}\nthen\n{}", drawn(&found), drawn(&left)));
            }
        }
    }
    assert!(typed > 100, "{typed} advices were typed");
    assert!(in_vain.len() * 50 <= typed, "{} of {typed}:\n{}", in_vain.len(), in_vain.join("\n\n"));
}
