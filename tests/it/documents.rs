//! README and documentation: every example loads, every command parses, every key is described.

use clap::{CommandFactory, Parser};

use stenosis_routine::cli::args::{Cli, overview};
use stenosis_routine::domain::profile::Flag;
use stenosis_routine::domain::severity::Severity;
use stenosis_routine::format::{KeySpec, TABLES};

use crate::own_files::Person;
use crate::run::{Exercises, check_text, read, repository, run};

pub(crate) fn documents() -> Vec<(String, String)> {
    let docs = std::fs::read_dir(repository("docs")).unwrap().map(|entry| entry.unwrap().path());
    let pages = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let top = ["README.md", "CONTRIBUTING.md"].map(repository);
    let mut all: Vec<(String, String)> = pages
        .chain(top)
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), read(&path)))
        .collect();
    all.sort();
    all
}

/// The text of every fenced block whose fence says this.
pub(crate) fn blocks<'t>(text: &'t str, fence: &str) -> Vec<&'t str> {
    let opening = format!("\n```{fence}\n");
    text.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn every_example_is_in_order() {
    let mut examples = 0;
    for (name, text) in documents() {
        let whole = blocks(&text, "toml").into_iter().map(ToString::to_string);
        let exercise =
            |inner: &&str| format!("format = 1\ntitle = \"Example\"\n\n[[exercise]]\n{inner}");
        let parts = blocks(&text, "toml exercise");
        for example in whole.chain(parts.iter().map(exercise)) {
            let checked = check_text(&name, example.as_bytes(), &Exercises::default());
            assert!(checked.of(Severity::Fault).count() == 0, "{name}\n{example}");
            // What a page does not speak of comes as no surprise from `check` either.
            let surprising =
                checked.findings.iter().filter(|f| !text.contains(&f.code.to_string()));
            let drawn: Vec<String> = surprising.map(|f| f.draw(false)).collect();
            assert!(drawn.is_empty(), "{name}\n{example}\n{}", drawn.join("\n"));
            examples += 1;
        }
    }
    assert!(examples >= 10, "only {examples} examples were found");
}

#[test]
fn every_command_in_a_document_can_be_typed() {
    let mut commands = 0;
    for (name, text) in documents() {
        for line in text.lines().filter_map(|line| line.strip_prefix("    ")) {
            let line = line.replace("cargo run --release --", "stenosis-routine");
            if !line.starts_with("stenosis-routine") {
                continue;
            }
            assert!(Cli::try_parse_from(typed(&line)).is_ok(), "{name}: {line}");
            commands += 1;
        }
    }
    assert!(commands >= 5, "only {commands} commands were found");
}

/// The words of a line as a shell reads them, without a comment.
fn typed(line: &str) -> Vec<String> {
    shell_words::split(line.split(" #").next().unwrap()).unwrap()
}

/// The commands of the three pages, in their order, by the people they are for: a therapist with an
/// empty folder, then a patient, then a helper, each with what the one before left in the folder.
#[test]
fn the_pages_for_people_can_be_followed() {
    let mut person = Person::new();
    let mut commands = 0;
    for page in ["docs/for-therapists.md", "docs/for-patients.md", "docs/for-helpers.md"] {
        if page.ends_with("patients.md") {
            // Another home; the file that was sent lies in the folder.
            let sent = read(person.path("work/morning-for-anna.toml"));
            person = Person::new();
            person.write("work/anna.toml", sent);
        }
        let text = read(repository(page));
        for line in text.lines().filter_map(|line| line.strip_prefix("    ")) {
            let Some(at) = line.find("stenosis-routine ") else { continue };
            let mut words = typed(&line[at..]);
            words.remove(0);
            match words[0].as_str() {
                // A session takes its minutes, and the tones need an ear: what they load is loaded.
                "start" | "preview" => {
                    words[0] = "show".into();
                    words.truncate(2);
                }
                // Speech needs a program that makes it.
                "render" => words.retain(|word| word != "--voice"),
                "sounds" => words.truncate(1),
                "add" | "remove" if !words.contains(&"--yes".into()) => words.push("--yes".into()),
                _ => {}
            }
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let (said, status) = person.types(&words);
            assert_eq!(status, 0, "{page}: {line}\n{said}");
            commands += 1;
        }
    }
    assert!(commands >= 20, "only {commands} commands were found");
}

#[test]
fn every_command_in_code_marks_exists() {
    let known = Cli::command();
    for (name, text) in documents() {
        for code in text.split('`').skip(1).step_by(2) {
            let Some(rest) = code.strip_prefix("stenosis-routine ") else { continue };
            let first = rest.split_whitespace().next().unwrap();
            assert!(known.find_subcommand(first).is_some(), "{name}: {code}");
        }
    }
}

#[test]
fn the_overview_and_the_rest_name_every_command() {
    let (often, all) = (overview(false), overview(true));
    let rarely = all.strip_prefix(&often).unwrap();
    let mut cli = Cli::command();
    cli.build();
    for command in cli.get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = command.get_name();
        let listed =
            |page: &str| page.lines().any(|line| line.split_whitespace().next() == Some(name));
        assert!(listed(&often) != listed(rarely), "{name} belongs into one of the two pages");
        let about = command.get_about().unwrap().to_string();
        assert!(all.contains(&about[1..]), "{name}: {about}");
    }
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
    insta::assert_snapshot!(all);
}

/// `src/format/syntax_hints.rs` knows mistakes by the English sentences of these two, and
/// `cargo install` takes the newest version that `Cargo.toml` allows, whatever the lock file says.
#[test]
fn the_parser_whose_sentences_are_read_is_pinned_exactly() {
    let (manifest, lock) = (read(repository("Cargo.toml")), read(repository("Cargo.lock")));
    for name in ["toml", "toml_parser"] {
        let pinned = manifest.split_once(&format!("\n{name} = {{ version = \"=")).unwrap().1;
        let version = pinned.split('"').next().unwrap();
        assert_eq!(version.split('.').count(), 3, "{name} {version} is no whole version");
        assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}+")), "{name}");
    }
    for (text, sentence) in [
        ("a = [1\n", "unclosed array"),
        ("a = {\n", "unclosed inline"),
        ("[[a\n", "unclosed array table"),
        ("a = 1\na = 2\n", "duplicate key"),
        ("a\n", "key with no value"),
        ("a = \"b\n", "basic string"),
        ("a = \"b\" c\n", "unexpected key or value"),
    ] {
        let said = toml::from_str::<toml::Table>(text).unwrap_err().message().to_owned();
        assert!(said.contains(sentence), "{text}: {said}");
    }
}

#[test]
fn clap_finds_its_own_definition_in_order() {
    Cli::command().debug_assert();
}

/// The generated parts of the page on the format; `UPDATE_DOCS=1 cargo test` writes them.
#[test]
fn the_page_on_the_format_describes_every_key() {
    let path = repository("docs/routine-format.md");
    let page = read(&path);
    let mut wanted = page.clone();
    for table in TABLES {
        let entry = |key: &KeySpec| format!("- `{}`: {}\n", key.name, key.doc.trim());
        let keys: String = table.keys.iter().map(entry).collect();
        wanted = filled(&wanted, &format!("<!-- keys: {} -->\n", table.name), &keys);
    }
    let flags: Vec<String> = Flag::NAMES.iter().map(|name| format!("`{name}`")).collect();
    wanted = filled(&wanted, "<!-- flags -->\n", &format!("{}\n", flags.join(", ")));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    assert_eq!(page, wanted, "run UPDATE_DOCS=1 cargo test");
}

/// Replaces what stands between a mark and the next end mark.
fn filled(page: &str, mark: &str, new: &str) -> String {
    let (before, after) = page.split_once(mark).unwrap_or_else(|| panic!("{mark} is not there"));
    let (_, rest) = after.split_once("<!-- end -->").unwrap();
    format!("{before}{mark}{new}<!-- end -->{rest}")
}

#[test]
fn the_test_command_of_the_readme_is_what_ci_runs() {
    let readme = read(repository("README.md"));
    let command = readme.lines().map(str::trim).find(|line| line.starts_with("cargo test"));
    let ci = read(repository(".ci/run"));
    assert!(ci.contains("README.md"), "the script reads the command from the README");
    assert!(command.is_some(), "the README names a test command");
}

#[test]
fn help_is_printed() {
    run(&["--help"]).stdout(&overview(false)).check();
    run(&["-h"]).stdout(&overview(false)).check();
    run(&["help"]).stdout(&overview(false)).check();
    run(&["help", "--all"]).stdout(&overview(true)).check();
    run(&[]).stdout(&overview(false)).check();
    let (page, _, status) = run(&["start", "--help"]).output();
    assert!(status == 0 && page.starts_with("Guide a session, breath by breath\n"), "{page}");
}
