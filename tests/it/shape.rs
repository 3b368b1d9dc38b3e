//! The shape of the code: functions short, files short, the changelog up to date.

use std::path::Path;

use crate::run::{read, repository};

/// Name, first line and number of lines of every function before the tests of a file.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let code: Vec<&str> = text.lines().take_while(|line| *line != "#[cfg(test)]").collect();
    let mut found = Vec::new();
    for (start, line) in code.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let words = line.trim_start();
        let is_function =
            ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn ", "pub const fn ", "const fn "]
                .iter()
                .any(|begin| words.starts_with(begin));
        if !is_function || words.ends_with(';') {
            continue;
        }
        let closing = format!("{}}}", " ".repeat(indent));
        let one_line = words.ends_with('}');
        let end = code.iter().skip(start).position(|line| **line == *closing).filter(|_| !one_line);
        let name = words.split("fn ").nth(1).unwrap_or_default();
        let name = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        found.push((name, start + 1, end.unwrap_or(0) + 1));
    }
    found
}

fn for_each_source(folder: &Path, see: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => for_each_source(&path, see),
            false => see(&path, &read(&path)),
        }
    }
}

#[test]
fn functions_and_files_are_short() {
    let mut lengths = Vec::new();
    for_each_source(&repository("src"), &mut |path, text| {
        let lines = text.lines().take_while(|line| *line != "#[cfg(test)]").count();
        assert!(lines <= 400, "{}: {lines} lines before its tests", path.display());
        for (name, line, length) in functions(text) {
            assert!(length <= 70, "{}:{line}: {name} has {length} lines", path.display());
            lengths.push(length);
        }
    });
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 12, "the median function has {median} lines");
}

/// The structs of a file and how many fields each has.
fn structs(text: &str) -> Vec<(String, usize)> {
    let items = syn::parse_file(text).unwrap().items;
    let field_count = |item: &syn::Item| match item {
        syn::Item::Struct(it) => Some((it.ident.to_string(), it.fields.len())),
        _ => None,
    };
    items.iter().filter_map(field_count).collect()
}

#[test]
fn a_session_is_made_of_small_parts() {
    let mut seen = 0;
    for_each_source(&repository("src/session"), &mut |path, text| {
        for (name, fields) in structs(text) {
            assert!(fields <= 10, "{}: {name} has {fields} fields", path.display());
            seen += usize::from(name == "Session");
        }
    });
    assert_eq!(seen, 1, "the session is among them");
}

#[test]
fn the_ruler_measures() {
    let text = "fn a() {\n    x\n}\n\nimpl T {\n    pub fn b(&self) -> u8 {\n        1\n    }\n}\n";
    assert_eq!(functions(text), [("a".to_owned(), 1, 3), ("b".to_owned(), 6, 3)]);
    let text = "struct A { b: u8, c: u8 } enum D { E { f: u8 } } struct G;";
    assert_eq!(structs(text), [("A".to_owned(), 2), ("G".to_owned(), 0)]);
}

#[test]
fn the_changelog_names_the_version() {
    let changelog = read(repository("CHANGELOG.md"));
    assert!(changelog.contains(&format!("## {}", env!("CARGO_PKG_VERSION"))));
}
