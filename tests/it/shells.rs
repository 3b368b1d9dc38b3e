//! What shells, the manual and the menus of help are told. Tab in real shells is pressed by
//! `scripts/try-completions.py`.

use clap::{Arg, Command, CommandFactory};

use stenosis_routine::cli::args::Cli;

use crate::run::{read, run};

const OWN: &str = "format = 1\ntitle = \"Mine\"\n\n[[exercise]]\nuse = \"belly-breath\"\n\
                   group = \"more\"\n\n[group.more]\noptional = true\n";

/// What is offered behind these words, for a person with a routine and an exercise of their own.
fn offered(before: &[&str], word: &str) -> String {
    let word = format!("--word={word}");
    let args: Vec<&str> =
        ["complete", &word, "--"].into_iter().chain(before.iter().copied()).collect();
    let (stdout, stderr, status) = run(&args)
        .file("home/routines/my-morning.toml", OWN)
        .file("home/exercises/my-bridge.toml", "format = 1\nuse = \"bridge-low\"\n")
        .output();
    assert_eq!((stderr.as_str(), status), ("", 0), "{before:?}");
    stdout
}

fn words(offered: &str) -> Vec<&str> {
    offered.lines().map(|line| line.split('\t').next().unwrap()).collect()
}

type Words = &'static [&'static str];

#[test]
fn w_15_tab_offers_what_fits() {
    // The words before, the word so far, what has to be offered, and what must not.
    let cases: &[(Words, &str, Words, Words)] = &[
        (&[], "", &["start", "journal", "completions"], &["complete", "--help"]),
        (&[], "sta", &["start"], &["show"]),
        (&[], "--", &["--help", "--version"], &["start"]),
        (&["start"], "", &["seated-cat-cow", "my-morning", "my-bridge", ":toml"], &["bridge-low"]),
        (&["start"], "brid", &["bridge-low", "my-bridge"], &["daily-5"]),
        (&["start"], "--", &["--lighter", "--from"], &["seated-cat-cow"]),
        (&["start", "--lighter"], "--", &["--mute"], &["--lighter"]),
        (&["start", "--from", "2"], "", &["daily-5"], &[]),
        (&["start", "--from", "=", "2"], "", &["daily-5"], &[]),
        (&["start", "--from=2"], "", &["daily-5"], &[]),
        (&["start", "--from"], "", &[], &["daily-5"]),
        (&["start", "my-morning", "--with"], "", &["more"], &["my-morning", "daily-5"]),
        (&["start", "daily-5"], "", &[], &["daily-5"]),
        (&["start", "--"], "", &["daily-5"], &["--lighter"]),
        (&["new"], "", &[], &["daily-5"]),
        (&["new", "x", "--from"], "", &["daily-5", "my-morning"], &[]),
        (&["edit"], "", &["daily-5", "my-morning"], &[":toml"]),
        (&["share"], "", &["my-morning", ":toml"], &[]),
        (&["share", "my-morning", "-o"], "", &[":toml"], &["daily-5"]),
        (&["share", "my-morning", "--output"], "", &[":toml"], &["daily-5"]),
        (&["remove"], "", &["my-morning", "my-bridge"], &["daily-5", ":toml"]),
        (&["check"], "", &["my-morning", ":toml"], &[]),
        (&["check", "a.toml"], "", &["my-morning", ":toml"], &[]),
        (&["add"], "", &[":toml"], &["my-morning"]),
        (&["add", "a.toml", "--as"], "", &["my-morning"], &[":toml"]),
        (&["profile"], "", &["set", "cleared"], &[]),
        (&["profile", "set"], "", &["knee", "glaucoma"], &["yes"]),
        (&["profile", "set", "knee"], "", &["yes", "not-sure", "neck"], &[]),
        (&["journal"], "", &["add", "forget"], &["start"]),
        (&["journal", "add"], "", &["walk", "note"], &["forget"]),
        (&["help"], "", &["start", "journal"], &["complete"]),
        (&["help", "journal"], "", &["add"], &["start"]),
        (&["man", "journal", "add"], "", &["pool"], &["start"]),
        (&["man", "--dir"], "", &[":folder"], &["start"]),
        (&["completions"], "", &["bash", "zsh", "fish"], &[]),
        (&["nothing"], "", &[], &["add"]),
    ];
    for (before, word, wanted, unwanted) in cases {
        let offered = offered(before, word);
        let words = words(&offered);
        for wanted in *wanted {
            assert!(words.contains(wanted), "{before:?} {word}: {wanted} in {words:?}");
        }
        for unwanted in *unwanted {
            assert!(!words.contains(unwanted), "{before:?} {word}: {unwanted} in {words:?}");
        }
    }
}

#[test]
fn w_15_menus_have_descriptions_of_their_own() {
    let menu = [offered(&[], ""), offered(&["start"], "--"), offered(&["profile", "set"], "")];
    for line in menu.iter().flat_map(|menu| menu.lines()) {
        let (_, about) = line.split_once('\t').unwrap();
        assert!(about.len() > 4 && !about.starts_with('`'), "{line}");
    }
    let names = offered(&["start"], "daily");
    assert!(names.starts_with("daily-5\t4:57  seated\n"), "{names}");
}

/// Values that only the person knows.
const TYPED_BY_HAND: &[&str] =
    &["N", "STEP", "WHO", "MINUTES", "WORDS", "ENTRY", "TIME", "DAYS", "GROUP"];

fn for_each_value(command: &Command, way: &[&str], see: &mut impl FnMut(&[&str], &Arg)) {
    let shown = |command: &&Command| !command.is_hide_set();
    for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
        see(way, arg);
    }
    for below in command.get_subcommands().filter(shown) {
        for_each_value(below, &[way, &[below.get_name()]].concat(), see);
    }
}

#[test]
fn w_15_every_value_is_offered_or_typed_by_hand() {
    let mut cli = Cli::command();
    cli.build();
    let mut seen = 0;
    for_each_value(&cli, &[], &mut |way, arg| {
        let name = arg.get_value_names().unwrap()[0].as_str();
        let by_hand = TYPED_BY_HAND.contains(&name) || (way == ["new"] && name == "NAME");
        let option = arg.get_long().map(|long| format!("--{long}"));
        let before = [way, &option.as_deref().into_iter().collect::<Vec<_>>()].concat();
        // The answers of `profile set` come before what is said of them.
        let before = if name == "TOLD" && way == ["profile", "set"] {
            vec!["profile", "set", "knee"]
        } else {
            before
        };
        let offered = offered(&before, "");
        assert_eq!(offered.is_empty(), by_hand, "{way:?} {name}: {offered}");
        seen += 1;
    });
    assert!(seen > 20, "{seen}");
}

#[test]
fn w_15_a_script_for_each_shell_asks_the_program() {
    for (shell, registers) in [
        ("bash", "\ncomplete -F _stenosis_routine stenosis-routine\n"),
        ("zsh", "\n    compdef _stenosis-routine stenosis-routine\n"),
        ("fish", "\ncomplete -c stenosis-routine "),
        ("powershell", "\nRegister-ArgumentCompleter -Native -CommandName stenosis-routine "),
    ] {
        let (script, stderr, status) = run(&["completions", shell]).output();
        assert_eq!((stderr.as_str(), status), ("", 0));
        assert!(script.contains(registers) && script.contains(" complete "), "{script}");
        assert!(script.contains("--word="), "{script}");
    }
}

#[test]
fn w_15_the_manual_has_every_page_that_it_names() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("new/man1");
    let asked = pages.to_str().unwrap();
    let (stdout, stderr, status) = run(&["man", "--dir", asked]).output();
    assert_eq!((stderr.as_str(), status), ("", 0));
    assert!(stdout.ends_with("stenosis-routine.1\n"), "{stdout}");
    let written: Vec<String> = std::fs::read_dir(&pages)
        .unwrap()
        .map(|page| page.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(written.len() > 25, "{written:?}");
    let mut named = 0;
    for page in &written {
        let text = read(pages.join(page)).replace("\\-", "-");
        let reference = |word: &str| word.strip_suffix("(1)").map(|name| format!("{name}.1"));
        for name in text.split_whitespace().filter_map(reference) {
            assert!(written.contains(&name), "{page} names {name}");
            named += 1;
        }
        let first = text.lines().find(|line| line.starts_with(".TH ")).unwrap();
        assert!(
            first.contains(concat!("\"stenosis-routine ", env!("CARGO_PKG_VERSION"))),
            "{first}"
        );
        assert!(!text.contains("\n`"), "{page} describes each command in words");
        // What is written is what is printed.
        let way = page.strip_prefix("stenosis-routine").unwrap().strip_suffix(".1").unwrap();
        // The one command whose name has a hyphen itself.
        let way = way.replace("install-icon", "install_icon");
        let words = way.split('-').filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(|word| word.replace('_', "-")).collect();
        let words = [&["man"], &words.iter().map(String::as_str).collect::<Vec<_>>()[..]];
        let (printed, _, _) = run(&words.concat()).output();
        assert_eq!(printed.replace("\\-", "-"), text, "{page}");
    }
    assert!(named + 1 >= written.len(), "each page but the first is named by another");
}

fn ways(command: &Command, way: &[String], pages: &mut Vec<Vec<String>>) {
    for below in command.get_subcommands() {
        let way = [way, &[below.get_name().to_owned()]].concat();
        ways(below, &way, pages);
        pages.push(way);
    }
}

#[test]
fn w_15_every_page_of_help_begins_with_what_the_command_does() {
    let mut cli = Cli::command();
    cli.build();
    let mut pages = Vec::new();
    ways(&cli, &[], &mut pages);
    assert!(pages.len() > 25);
    for way in pages {
        let way: Vec<&str> = way.iter().map(String::as_str).collect();
        let (by_flag, _, status) = run(&[&way[..], &["-h"]].concat()).output();
        let first = by_flag.lines().next().unwrap();
        assert!(status == 0 && first.starts_with(char::is_uppercase), "{way:?}: {by_flag}");
        let (by_word, _, status) = run(&[&["help"], &way[..]].concat()).output();
        assert!(status == 0 && by_word == by_flag, "{way:?}: {by_word}\n{by_flag}");
        let usage = format!("\nUsage: stenosis-routine {}", way.join(" "));
        assert!(by_flag.contains(&usage), "{by_flag}");
    }
}
