//! One broken file for each code, and the whole answer that it gets.
//!
//! `broken/CODE.toml` goes in; `snapshots/` holds what comes out. Findings about bytes have no
//! readable file and are made here.

use std::collections::BTreeSet;

use stenosis_routine::domain::severity::Severity;
use stenosis_routine::format::diagnostic::Code;

use crate::run::{Exercises, check_text, read, repository, run};

fn answer(name: &str, bytes: &[u8]) -> (Vec<Code>, String) {
    let others =
        Exercises(vec![("circle".into(), "format = 1\nuse = \"circle\"\nreps = 2\n".into())]);
    let checked = check_text(name, bytes, &others);
    let codes = checked.findings.iter().map(|finding| finding.code).collect();
    let drawn: Vec<String> = checked.findings.iter().map(|finding| finding.draw(false)).collect();
    (codes, drawn.join("\n\n"))
}

/// Files that cannot be kept as text.
fn bytes(code: Code) -> Option<Vec<u8>> {
    Some(match code {
        Code::TooLarge => b"# a long story\n".repeat(20_000),
        Code::NotPlainText => b"PK\x03\x04\x14\x00\x06\x00".to_vec(),
        Code::NotUtf8 => b"format = 1\ntitle = \"F\xfcr morgens\"\n".to_vec(),
        Code::ControlCharacter => {
            "format = 1\ntitle = \"Red \u{1b}[31malert\"\n".as_bytes().to_vec()
        }
        _ => return None,
    })
}

#[test]
fn every_code_has_a_file_and_an_answer() {
    for &code in Code::ALL {
        if code == Code::Unreadable {
            continue; // There is no such file; see below.
        }
        let path = repository(&format!("tests/it/broken/{code}.toml"));
        let content = bytes(code).unwrap_or_else(|| read(path).into_bytes());
        let (codes, drawn) = answer(&format!("{code}.toml"), &content);
        assert!(codes.contains(&code), "{code}: found {codes:?}");
        let others: BTreeSet<Code> = codes.into_iter().filter(|&other| other != code).collect();
        assert!(others.is_empty(), "{code}: also found {others:?}\n{drawn}");
        insta::assert_snapshot!(code.to_string(), drawn);
    }
}

#[test]
fn every_broken_file_belongs_to_a_code() {
    for entry in std::fs::read_dir(repository("tests/it/broken")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = Code::ALL.iter().any(|code| format!("{code}.toml") == name);
        assert!(known, "{name} belongs to no code");
    }
}

#[test]
fn code_names_are_unique_and_kebab_case() {
    let names: BTreeSet<String> = Code::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), Code::ALL.len());
    assert!(
        names
            .iter()
            .all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '8'))
    );
}

#[test]
fn all_faults_of_a_file_come_at_once_in_its_order() {
    let text = "format = 1\ntitel = \"x\"\nmax-pain = 11\n\n[[exercise]]\nuse = \"belly-breth\"\n\n\
                [[exercise]]\ntitle = \"A\"\nkind = \"stretching\"\nposition = \"sitting\"\ndirection = \"flexion\"\nreps = \"6\"\n\
                phase = [{ breath = \"inhale\", time = \"4\" }]\n";
    let (codes, drawn) = answer("many.toml", text.as_bytes());
    assert_eq!(codes.len(), 9, "{drawn}");
    insta::assert_snapshot!("many_faults", drawn);
}

#[test]
fn a_fault_in_a_used_exercise_names_that_file() {
    let shelf =
        Exercises(vec![("own".into(), "format = 1\ntitle = \"Own\"\nkind = \"breth\"\n".into())]);
    let checked = check_text(
        "mine.toml",
        b"format = 1\ntitle = \"Mine\"\n\n[[exercise]]\nuse = \"own\"\n",
        &shelf,
    );
    assert!(checked.findings.iter().all(|finding| finding.place.source.name == "own.toml"));
    assert_eq!(checked.of(Severity::Fault).count(), 1);
}

#[test]
fn what_is_no_ordinary_file_gets_a_sentence() {
    let unix = |folder: &std::path::Path| {
        std::fs::create_dir(folder.join("folder.toml")).unwrap();
        #[cfg(unix)]
        {
            let fifo = folder.join("fifo.toml");
            assert!(std::process::Command::new("mkfifo").arg(fifo).status().unwrap().success());
        }
    };
    let (stdout, stderr, status) =
        run(&["check", "folder.toml", "fifo.toml", "/dev/zero", "missing.toml", "a/../b.toml"])
            .prepare(unix)
            .output();
    assert_eq!((stderr.as_str(), status), ("", 2));
    insta::assert_snapshot!("not_ordinary", stdout);
}
