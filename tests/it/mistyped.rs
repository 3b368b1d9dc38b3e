//! Slips at the command line, and the answers they get: what was meant, and the line to type.
//!
//! One snapshot with all the answers, to be read aloud now and then.

use std::fmt::Write;

use clap::Parser;

use stenosis_routine::cli::args::Cli;

use crate::run::run;

const OWN: &str = "format = 1\ntitle = \"Mine\"\n\n[[exercise]]\nuse = \"belly-breath\"\n";

/// What is typed behind the program's name.
const SLIPS: &[&str] = &[
    // A name that is none.
    "start seated cat cow",
    "start seated_cat_cow",
    "start \"Seated cat-cow\"",
    "start SEATED-CAT-COW",
    "start seated-cat-cwo",
    "start seated-cat-cow.toml",
    "start 3",
    "start seated-cat-cow 3",
    "start daily",
    "start lighter",
    "start daily-5 daily-10",
    "start sent",
    "start my file.toml",
    "show knee",
    "show bridge low",
    "preview Daily 5",
    "edit daily5",
    "share",
    "share my-mornin",
    "new",
    "new my morning",
    "new evening --from core drills",
    "remove",
    "remove my_mornin",
    "remove daily-5",
    "check sent.tml",
    // A command that is none.
    "star",
    "START",
    "strat daily-5",
    "play",
    "run seated-cat-cow",
    "stop",
    "pause",
    "starten",
    "hilfe",
    "übungen",
    "routines",
    "exercises",
    "lists",
    "version",
    "seated-cat-cow",
    "seated cat cow",
    "daily-5 start",
    "delete my-morning",
    "walk 20",
    "frobnicate",
    // Help, and the version, asked for in other ways.
    "/help",
    "/?",
    "-v",
    "--Version",
    "help star",
    "help seated-cat-cow",
    "help all",
    "list help",
    "start /?",
    // Options.
    "--mute",
    "--lighter start daily-5",
    "start --mute=yes",
    "start --mute=no",
    "start -mute",
    "start —mute",
    "start --MUTE",
    "start --mut",
    "start --quiet",
    "start --in_bed",
    "start --colour",
    "start --from x",
    "start --from three",
    "start --from",
    "start --from 0",
    "start --from -1",
    "start --from 99",
    "start --from=99 daily-5",
    "start --volume 11",
    "start --volume 50%",
    "start --plain --big",
    "list exercises",
    "list all",
    "doctor now",
    "safety list",
    // Health answers.
    "profile set knee",
    "profile set knees yes",
    "profile set yes knee",
    "profile set heart ja",
    "profile set knee maybe",
    "profile knee yes",
    "profile set",
    "profile cleared",
    "profile reset",
    // The journal.
    "journal add 'walked 10 minutes'",
    "journal add walked 10 minutes",
    "journal add 'went for a walk, 1 hour'",
    "journal add 'walked 2 km'",
    "journal add 'back felt stiff'",
    "journal add swimming",
    "journal add walk ten",
    "journal add walk 20 min",
    "journal add walk 6 --stopped-by leg",
    "journal add walk 6 --stopped by numbness",
    "journal add walk 6 --stopped-by",
    "journal add hot-pack",
    "journal add ice 10",
    "journal add 'fell on the stairs'",
    "fell",
    // Weeks.
    "weeks",
    "progress --weeks many",
    "report",
    "report weeks.html",
    "remind",
    "remind daily-5 --at 9",
    "remind daily-5 --at 9pm -o a.ics",
    "remind daily-5 --at 25:00 -o a.ics",
    "remind daily-5 --at 9:00 --days Montag -o a.ics",
    "remind daily-5 --at 9:00 --days someday -o a.ics",
    "journal walk 20",
    "journal 5",
    "journal --last x",
    "journal forget",
    "journal clear",
    "journal delete 2",
    // Files.
    "add",
    "add nofile",
    "add sent",
    "add seated-cat-cow",
    "add my file.toml",
    "check",
    "check nofile",
    "check daily 5",
    "check --rules daily-5",
    "completions",
    "completions foo",
    "completions ZSH",
    "man journal ad",
];

fn answer(slip: &str) -> (String, i32) {
    let words = shell_words::split(slip).unwrap();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (stdout, stderr, status) = run(&words)
        .file("home/routines/my-morning.toml", OWN)
        .file("sent.toml", OWN)
        .file("my file.toml", OWN)
        .output();
    assert_eq!(stdout, "", "{slip}");
    (stderr, status)
}

#[test]
fn s_11_every_slip_at_the_command_line_is_answered_with_what_was_meant() {
    let mut page = String::new();
    for slip in SLIPS {
        let (answer, status) = answer(slip);
        assert_eq!(status, 2, "{slip}: {answer}");
        write!(page, "$ stenosis-routine {slip}\n{answer}\n").unwrap();
    }
    insta::assert_snapshot!(page);
}

#[test]
fn s_11_every_line_to_type_can_be_typed() {
    let mut lines = 0;
    for slip in SLIPS {
        let (answer, _) = answer(slip);
        for line in answer.lines() {
            let Some((_, line)) = line.split_once(":  ") else {
                assert!(line.chars().count() <= 80, "{line}");
                continue;
            };
            let words = shell_words::split(line).unwrap();
            assert_eq!(words[0], "stenosis-routine", "{answer}");
            let read = Cli::try_parse_from(&words);
            let version = words[1..] == ["--version"];
            assert!(read.is_ok() || version, "{slip}: {line}");
            lines += 1;
        }
        assert!(answer.lines().count() <= 4, "{answer}");
        assert!(!answer.contains("error:") && !answer.contains('!'), "{answer}");
    }
    assert!(lines > 80, "{lines} lines");
}

#[test]
fn f_15_a_name_with_blanks_is_printed_as_it_can_be_typed() {
    let (stdout, stderr, status) =
        run(&["share", "sent.toml", "-o", "for anna.toml"]).file("sent.toml", OWN).output();
    assert_eq!((stderr.as_str(), status), ("", 0));
    assert!(stdout.contains("types:  stenosis-routine add 'for anna.toml'\n"), "{stdout}");
    let (_, stderr, status) = run(&["add", "for anna.toml"]).file("for anna.toml", OWN).output();
    assert_eq!(status, 2);
    assert!(
        stderr.ends_with("To do it:  stenosis-routine add 'for anna.toml' --yes\n"),
        "{stderr}"
    );
}

/// Words of any kind, in any order: an answer, and never a panic.
#[test]
fn s_11_any_words_are_answered() {
    let words = [
        "start", "journal", "add", "--from", "-", "--", "", "=", "--=", "-x", "é", "9", "--mute",
        "/",
    ];
    for one in words {
        for two in words {
            let (_, stderr, status) = run(&["list", one, two]).output();
            assert!(
                status == 2 && !stderr.contains("a fault in the program"),
                "{one} {two}: {stderr}"
            );
        }
    }
}
