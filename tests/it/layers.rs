//! Imports point one way: the table in `src/lib.rs` is the rule, and this reads it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::run::{read, repository};

/// Module to layer, from the crate's own documentation.
fn layers() -> BTreeMap<String, u32> {
    let docs = read(repository("src/lib.rs"));
    let rows = docs.lines().filter_map(|line| line.strip_prefix("//! | "));
    let mut layers = BTreeMap::new();
    for row in rows {
        let cells: Vec<&str> = row.split(" | ").collect();
        let Some(layer) = cells[0].split(' ').next().and_then(|number| number.parse().ok()) else {
            continue;
        };
        for module in cells[1].split('`').skip(1).step_by(2) {
            layers.insert(module.to_owned(), layer);
        }
    }
    layers
}

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The module of `src/` that a file belongs to.
fn module(file: &Path) -> String {
    let inside = file.strip_prefix(repository("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that a text names behind `crate::`, also in braces.
fn imports(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut names = Vec::new();
    for after in code.split("crate::").skip(1) {
        let list = after.strip_prefix('{').and_then(|list| list.split('}').next());
        for name in list.unwrap_or(after).split(',').take(if list.is_some() { 99 } else { 1 }) {
            let word: String =
                name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            names.push(word);
        }
    }
    names
}

#[test]
fn a_module_imports_from_the_layers_beneath_its_own() {
    let layers = layers();
    let highest = layers.values().max().copied();
    for file in source_files(&repository("src")) {
        let module = module(&file);
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let own =
            layers.get(&module).unwrap_or_else(|| panic!("{module} is not in the table of lib.rs"));
        for import in imports(&read(&file)) {
            // `crate::something` in prose, or a macro.
            let Some(other) = layers.get(&import) else { continue };
            let inside = import == module;
            let top = Some(*own) == highest && own == other;
            assert!(
                inside || top || other < own,
                "{}: {import} is not beneath {module}",
                file.display()
            );
        }
    }
}

#[test]
fn the_table_names_every_module_and_no_other() {
    let text = read(repository("src/lib.rs"));
    let declared: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "))
        .map(|line| line.trim_end_matches(';'))
        .collect();
    let mut named: Vec<String> = layers().into_keys().collect();
    let mut declared: Vec<String> = declared.iter().map(ToString::to_string).collect();
    named.sort();
    declared.sort();
    assert_eq!(named, declared);
}

#[test]
fn the_test_would_notice() {
    assert_eq!(
        imports("use crate::words;\nuse crate::{plan, time::X};\nlet x = crate::app::run();"),
        ["words", "plan", "time", "app"]
    );
    assert!(imports("// crate::app").is_empty());
}
