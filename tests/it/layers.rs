//! Imports point one way: the table in `src/lib.rs` is the rule, and this holds the code against it.
//!
//! A floor is a module of `lib.rs` with all that lies in it. A file imports from its own floor and
//! from those that its row names, which are rows above. Tests inside a file count as its code. An
//! import counts where it is written: what a floor hands on with `pub use` is then its own.

mod paths;
mod table;
mod tricks;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use syn::visit::{self, Visit};

use crate::run::{read, repository};

use paths::{Found, Leads, paths};
use table::Table;

/// Texts of sources by their path beneath the folder of `lib.rs`.
type Files = BTreeMap<String, String>;

#[derive(Debug)]
struct Fault {
    file: String,
    line: usize,
    /// The path as the file has it.
    written: String,
    why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: `{}`: {}", self.file, self.line, self.written, self.why)
    }
}

/// Everything in a crate of that name that is against the table in its `lib.rs`.
fn faults(crate_name: &str, files: &Files) -> Vec<Fault> {
    let lib = files.get("lib.rs").map_or("", String::as_str);
    let (table, mut faults) = Table::read(lib);
    let (parsed, broken) = parse(files);
    faults.extend(broken);
    faults.extend(rows_and_modules(&table, &parsed));
    let names = Names::of(crate_name, &parsed);
    for (file, parsed) in parsed {
        for found in paths(&parsed, module(file), &names.roots) {
            if let Some(why) = why_not(&table, &names, &found) {
                let Found { line, written, .. } = found;
                faults.push(Fault { file: file.into(), line, written, why });
            }
        }
    }
    faults
}

type Parsed<'a> = BTreeMap<&'a str, syn::File>;

fn parse(files: &Files) -> (Parsed<'_>, Vec<Fault>) {
    let (mut parsed, mut faults) = (BTreeMap::new(), Vec::new());
    for (file, text) in files {
        match syn::parse_file(text) {
            Ok(tree) => drop(parsed.insert(file.as_str(), tree)),
            Err(e) => {
                let (line, why) = (e.span().start().line, format!("it cannot be parsed: {e}"));
                faults.push(Fault { file: file.clone(), line, written: file.clone(), why });
            }
        }
    }
    (parsed, faults)
}

/// The module that a file is, from the root of the crate.
fn module(file: &str) -> Vec<String> {
    let mut names: Vec<String> =
        file.trim_end_matches(".rs").split('/').map(ToOwned::to_owned).collect();
    if matches!(file, "lib.rs" | "main.rs") || names.last().is_some_and(|last| last == "mod") {
        names.pop();
    }
    names
}

/// Rows without a module, modules without a row, and files that belong to no row.
fn rows_and_modules(table: &Table, parsed: &Parsed) -> Vec<Fault> {
    let items = parsed.get("lib.rs").map_or(&[][..], |lib| &lib.items);
    let declared: BTreeMap<String, usize> = items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Mod(item) => {
                Some((paths::name(&item.ident), item.ident.span().start().line))
            }
            _ => None,
        })
        .collect();
    let fault = |file: &str, line: usize, name: &str, why: &str| Fault {
        file: file.into(),
        line,
        written: name.into(),
        why: why.into(),
    };
    let rows = table.floors().filter(|(floor, _)| !declared.contains_key(*floor));
    let rows = rows.map(|(floor, line)| fault("lib.rs", line, floor, "a row, and no such module"));
    let modules = declared.iter().filter(|(name, _)| !table.has(name));
    let modules = modules.map(|(name, line)| fault("lib.rs", *line, name, "no row in the table"));
    let lost = parsed.keys().filter_map(|file| {
        let floor = module(file).into_iter().next()?;
        let known = table.has(&floor) || declared.contains_key(&floor);
        (!known).then(|| fault(file, 1, &floor, "no row in the table, and no module of lib.rs"))
    });
    rows.chain(modules).chain(lost).collect()
}

/// Names that reach across files without a path.
struct Names {
    /// What the crate is called in itself.
    roots: Vec<String>,
    /// Macros, and the floors that define one of that name.
    macros: BTreeMap<String, BTreeSet<String>>,
    /// The floor that is being read.
    floor: Option<String>,
}

impl Names {
    fn of(crate_name: &str, parsed: &Parsed) -> Names {
        let roots = vec![crate_name.replace('-', "_")];
        let mut names = Names { roots, macros: BTreeMap::new(), floor: None };
        for (file, parsed) in parsed {
            names.floor = module(file).into_iter().next();
            names.visit_file(parsed);
        }
        names
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let outside = self.floor.clone();
        self.floor.get_or_insert_with(|| paths::name(&item.ident));
        visit::visit_item_mod(self, item);
        self.floor = outside;
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let of_itself = item.ident == "self" || self.roots.contains(&paths::name(&item.ident));
        if let Some((_, rename)) = item.rename.as_ref().filter(|_| of_itself) {
            self.roots.push(paths::name(rename));
        }
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if let (Some(ident), Some(floor)) = (&item.ident, &self.floor) {
            self.macros.entry(paths::name(ident)).or_default().insert(floor.clone());
        }
        visit::visit_item_macro(self, item);
    }
}

/// Why a path may not stand where it does, if so.
fn why_not(table: &Table, names: &Names, found: &Found) -> Option<String> {
    let floor = found.inside.first().filter(|floor| table.has(floor));
    match (&found.leads, floor) {
        (Leads::Refused(why), _) => Some((*why).to_owned()),
        // The root may name every floor, and one without a row is a fault already.
        (_, None) => None,
        (Leads::Macro(name), Some(floor)) => not_one_of(names.macros.get(name)?, floor, table),
        (Leads::To(place), Some(floor)) => match place.first() {
            Some(to) if table.has(to) => not_one_of(&[to.clone()].into(), floor, table),
            Some(to) => match names.macros.get(to) {
                Some(defining) => not_one_of(defining, floor, table),
                None => Some("it leads to no row of the table".to_owned()),
            },
            None => Some("it names the root of the crate: say which module".to_owned()),
        },
    }
}

fn not_one_of(others: &BTreeSet<String>, floor: &str, table: &Table) -> Option<String> {
    if others.iter().any(|other| table.allows(floor, other)) {
        return None;
    }
    let others: Vec<String> = others.iter().cloned().collect();
    Some(format!("`{floor}` may import {}; not {}", listed(table.may(floor)), listed(&others)))
}

fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

/// Every source beneath a folder.
pub(crate) fn sources(root: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let inside = path.strip_prefix(root).unwrap().to_string_lossy();
                files.insert(inside.replace(std::path::MAIN_SEPARATOR, "/"), read(&path));
            }
        }
    }
    files
}

#[test]
fn every_floor_imports_only_what_its_row_names() {
    let faults = faults(env!("CARGO_PKG_NAME"), &sources(&repository("src")));
    let listed: Vec<String> = faults.iter().map(|fault| format!("src/{fault}")).collect();
    assert!(listed.is_empty(), "against the table in src/lib.rs:\n{}", listed.join("\n"));
}

#[test]
fn every_source_beneath_a_folder_is_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
    for file in ["lib.rs", "a/mod.rs", "a/b/c.rs", "a/b/note.txt"] {
        std::fs::write(folder.path().join(file), "").unwrap();
    }
    let files = sources(folder.path());
    assert_eq!(files.keys().collect::<Vec<_>>(), ["a/b/c.rs", "a/mod.rs", "lib.rs"]);
}
