//! The table of floors in the documentation of a crate, lowest first.
//!
//! ```text
//! | floor | may import | lives there |
//! |---|---|---|
//! | `base` | - | words |
//! | [`house`] | `base` | rooms |
//! | [`roof`] | all | what keeps the rain out |
//! ```

use std::collections::BTreeMap;

use super::Fault;

const HEAD: [&str; 3] = ["floor", "may import", "lives there"];

/// The line of each floor, and what it may import.
#[derive(Default)]
pub(super) struct Table(BTreeMap<String, (usize, Vec<String>)>);

impl Table {
    /// Reads the table out of `lib.rs`, with everything that is wrong with it.
    pub(super) fn read(lib: &str) -> (Table, Vec<Fault>) {
        let (mut table, mut faults) = (Table::default(), Vec::new());
        let mut above: Vec<String> = Vec::new();
        for (line, row) in rows(lib) {
            match Row::read(&row, &above) {
                Ok(Row { floor, .. }) if above.contains(&floor) => {
                    faults.push(fault(line, &floor, "it has a row above"));
                }
                Ok(Row { floor, may }) => {
                    above.push(floor.clone());
                    table.0.insert(floor, (line, may));
                }
                Err((cell, why)) => faults.push(fault(line, &cell, why)),
            }
        }
        if table.0.is_empty() {
            faults.push(fault(1, &HEAD.join(" | "), "the documentation has no rows beneath this"));
        }
        (table, faults)
    }

    /// Each floor and its line.
    pub(super) fn floors(&self) -> impl Iterator<Item = (&String, usize)> {
        self.0.iter().map(|(floor, (line, _))| (floor, *line))
    }

    pub(super) fn has(&self, floor: &str) -> bool {
        self.0.contains_key(floor)
    }

    pub(super) fn allows(&self, floor: &str, other: &str) -> bool {
        floor == other || self.may(floor).iter().any(|name| name == other)
    }

    pub(super) fn may(&self, floor: &str) -> &[String] {
        self.0.get(floor).map_or(&[], |(_, may)| may)
    }
}

fn fault(line: usize, written: &str, why: &str) -> Fault {
    Fault { file: "lib.rs".into(), line, written: written.into(), why: why.into() }
}

struct Row {
    floor: String,
    may: Vec<String>,
}

impl Row {
    fn read(cells: &[String], above: &[String]) -> Result<Row, (String, &'static str)> {
        let [floor, may, lives] = cells else {
            return Err((cells.join(" | "), "a row has three cells"));
        };
        if lives.is_empty() {
            return Err((floor.clone(), "its row does not say what lives there"));
        }
        Ok(Row { floor: name(floor)?, may: names(may, above)? })
    }
}

/// The names of a cell, each of a row above.
fn names(cell: &str, above: &[String]) -> Result<Vec<String>, (String, &'static str)> {
    match cell {
        "-" => return Ok(Vec::new()),
        "all" => return Ok(above.to_vec()),
        _ => {}
    }
    let names: Vec<String> = cell.split(',').map(name).collect::<Result<_, _>>()?;
    match names.iter().find(|name| !above.contains(name)) {
        Some(name) => Err((name.clone(), "only rows above can be imported")),
        None => Ok(names),
    }
}

/// The name in `` `name` ``, `` [`name`] `` or `` [`mod@name`] ``.
fn name(cell: &str) -> Result<String, (String, &'static str)> {
    let cell = cell.trim();
    let inside = cell.strip_prefix('[').and_then(|cell| cell.strip_suffix(']')).unwrap_or(cell);
    let name = inside.strip_prefix('`').and_then(|inside| inside.strip_suffix('`'));
    // `mod@` tells rustdoc that the floor is meant and not the macro of that name.
    let name = name.map(|name| name.strip_prefix("mod@").unwrap_or(name));
    match name.filter(|name| syn::parse_str::<syn::Ident>(name).is_ok()) {
        Some(name) => Ok(name.to_owned()),
        None => Err((cell.to_owned(), "a floor is written as `name` or [`name`]")),
    }
}

/// Lines and cells of the rows beneath the head, without the rule.
fn rows(lib: &str) -> impl Iterator<Item = (usize, Vec<String>)> {
    lib.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, cells(line)))
        .skip_while(|(_, cells)| *cells != HEAD)
        .skip(2)
        .take_while(|(_, cells)| !cells.is_empty())
}

fn cells(line: &str) -> Vec<String> {
    let row = line.strip_prefix("//! |").and_then(|row| row.trim_end().strip_suffix('|'));
    row.map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect()).unwrap_or_default()
}

fn read(rows: &str) -> (Table, Vec<String>) {
    let head = "//! | floor | may import | lives there |\n//! |---|---|---|\n";
    let (table, faults) = Table::read(&format!("//! A crate.\n//!\n{head}{rows}\npub mod a;\n"));
    (table, faults.iter().map(ToString::to_string).collect())
}

#[test]
fn rows_become_what_each_floor_may_import() {
    let rows = "//! | `base` | - | words |\n//! | [`house`] | `base` | rooms |\n\
                //! | [`shed`] | [`base`], `house` | tools |\n//! | `roof` | all | tiles |\n//!\n\
                //! | other | table | here |";
    let (table, faults) = read(rows);
    assert_eq!(faults, [""; 0]);
    let all: Vec<String> = table
        .floors()
        .map(|(floor, _)| format!("{floor}: {}", table.may(floor).join(" ")))
        .collect();
    assert_eq!(all, ["base: ", "house: base", "roof: base house shed", "shed: base house"]);
}

#[test]
fn what_is_wrong_with_a_row_is_said() {
    let base = "//! | `base` | - | words |\n";
    let cases = [
        ("//! | `a` | `b` | x |\n//! | `b` | - | y |", "6: `b`: only rows above can be imported"),
        ("//! | `a` | `a` | itself |", "6: `a`: only rows above can be imported"),
        ("//! | `a` | `gone` | x |", "6: `gone`: only rows above can be imported"),
        ("//! | `base` | - | again |", "6: `base`: it has a row above"),
        ("//! | a | - | x |", "6: `a`: a floor is written as `name` or [`name`]"),
        ("//! | `a b` | - | x |", "6: ``a b``: a floor is written as `name` or [`name`]"),
        ("//! | `a` |  | x |", "6: ``: a floor is written as `name` or [`name`]"),
        ("//! | `a` | base | x |", "6: `base`: a floor is written as `name` or [`name`]"),
        ("//! | `a` | - |", "6: ``a` | -`: a row has three cells"),
        ("//! | `a` | - |  |", "6: ``a``: its row does not say what lives there"),
    ];
    for (row, fault) in cases {
        assert_eq!(read(&format!("{base}{row}")).1, [format!("lib.rs:{fault}")], "{row}");
    }
}

#[test]
fn a_crate_without_a_table_is_at_fault() {
    let fault = "lib.rs:1: `floor | may import | lives there`: \
                 the documentation has no rows beneath this";
    assert_eq!(read("").1, [fault]);
}
