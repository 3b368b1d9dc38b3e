//! What past days make of today (sections 3.3 and 4: LIM-14, -19, -20, -22, -35, -36, -43).

use std::io::Cursor;
use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::domain::timeline::compile;
use stenosis_routine::domain::units::minutes;
use stenosis_routine::journal::Records;
use stenosis_routine::journal::history::{Days, after_past_days, days};

use crate::run::{built_in, routine};

pub(crate) const TODAY: Date = date(2026, 3, 12);

pub(crate) fn at(hour: i8) -> Zoned {
    TODAY.at(hour, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap()
}

pub(crate) fn ago(days: i32) -> Date {
    TODAY - jiff::Span::new().days(days)
}

/// A session of so many days ago: what was written, newest last.
pub(crate) fn session(ago_days: i32, name: &str, digest: &str, exercise: &str) -> String {
    let day = ago(ago_days);
    let head = format!(r#"{{"v":1,"id":"{day}-{name}","at":"{day}T09:00:00.000+00:00","event":"#);
    [
        format!(
            r#""opened","name":"{name}","title":"T","digest":"{digest}","keyboard":true,"program":"0"}}"#
        ),
        format!(r#""planned","total_ms":1000,"exercises":[{{"exercise":1,"title":"Lift","reps":3,{exercise}}}]}}"#),
        r#""exercise","exercise":1,"title":"Lift","whole":true,"reps":3}"#.into(),
        r#""ended","how":"finished","done":1,"of":1,"lived_ms":600000}"#.into(),
    ]
    .map(|line| format!("{head}{line}\n"))
    .concat()
}

pub(crate) const MOBILITY: &str = r#""kind":"mobility""#;
pub(crate) const STRENGTH: &str = r#""kind":"strength""#;

pub(crate) fn asked(reps: u32, rep_ms: u64) -> String {
    format!(r#""kind":"mobility","asked":{{"reps":{reps},"sets":1,"rep_ms":{rep_ms}}}"#)
}

pub(crate) fn read(log: &[String], name: &str) -> Days {
    let log = log.concat();
    let records = Records::new(Cursor::new(log.as_bytes())).unwrap();
    days(records.map(Result::unwrap), TODAY, name)
}

/// What is said of a routine, and the plan that is left.
pub(crate) fn told(days: &Days, routine: &Arc<Routine>, hour: i8) -> (Plan, Vec<String>) {
    after_past_days(days, Plan::whole(Arc::clone(routine)), &at(hour), 0)
}

#[test]
fn only_today_counts_as_today() {
    let log = [
        session(1, "a", "d", MOBILITY),
        session(0, "a", "d", MOBILITY),
        session(0, "b", "d", MOBILITY),
    ];
    let a = read(&log, "a");
    assert_eq!((a.times, a.moved), (1, minutes(20)));
    assert_eq!((a.last, a.first), (Some(ago(1)), Some(ago(1))));
    assert_eq!(read(&log, "c").times, 0);
    let (_, said) =
        told(&Days { times: 2, moved: minutes(25), ..a }, &built_in("seated-cat-cow"), 15);
    assert_eq!(
        said,
        [
            "This is the third time today; twice is plenty.",
            "With this it is 31 minutes today; 30 are plenty.",
        ]
    );
}

#[test]
fn a_week_begins_with_the_first_session() {
    let log = [session(8, "a", "d", MOBILITY), session(2, "a", "d", MOBILITY)];
    assert_eq!(read(&log, "a").first, None, "it began before");
    assert_eq!(read(&log[1..], "a").first, Some(ago(2)));
}

/// A day with two strength exercises.
pub(crate) fn strong(ago_days: i32) -> String {
    ["a", "b"].map(|name| session(ago_days, name, "d", STRENGTH)).concat()
}

#[test]
fn lim_22_strength_has_days_between() {
    let core = built_in("core-drills");
    let yesterday = read(&[strong(1)], "core-drills");
    let (_, said) = told(&yesterday, &core, 15);
    assert_eq!(said, ["Strength was yesterday: muscles need the day between."]);
    let (_, said) = told(&yesterday, &built_in("seated-cat-cow"), 15);
    assert_eq!(said, [""; 0], "no strength in it");
    let often = [6, 4, 2].map(strong);
    let (_, said) = told(&read(&often, "core-drills"), &core, 15);
    assert_eq!(said, ["More than three days of strength in a week; two or three are plenty."]);
    let (_, said) = told(&read(&often[1..], "core-drills"), &core, 15);
    assert_eq!(said, [""; 0]);
}

/// C-21: a routine that is called daily is not scolded every day for its one set of standing up.
#[test]
fn c_21_one_strength_exercise_makes_no_day_of_strength() {
    let (daily, core) = (built_in("daily-10"), built_in("core-drills"));
    let each_day = [6, 5, 4, 3, 2, 1].map(|days| session(days, "daily-10", "d", STRENGTH));
    let past = read(&each_day, "core-drills");
    for routine in [&daily, &core] {
        assert_eq!(told(&past, routine, 15).1, [""; 0], "one a day came before");
    }
    let past = read(&[strong(1)], "daily-10");
    assert_eq!(told(&past, &daily, 15).1, [""; 0], "one of them today");
    let second = told(&read(&[strong(1), session(0, "c", "d", STRENGTH)], "daily-10"), &daily, 15);
    assert_eq!(second.1, ["Strength was yesterday: muscles need the day between."]);
}

#[test]
fn after_more_than_a_week_away_it_is_lighter() {
    let routine = built_in("seated-cat-cow");
    for (days, lighter) in [(8, false), (9, true)] {
        let past = read(&[session(days, "seated-cat-cow", "d", MOBILITY)], "seated-cat-cow");
        let (plan, said) = told(&past, &routine, 15);
        assert_eq!(plan.is_lighter(), lighter, "{days} days");
        assert_eq!(said.contains(&"Welcome back.".to_owned()), lighter);
    }
}

pub(crate) fn lifts(reps: u32, seconds: u32) -> Arc<Routine> {
    routine(&format!(
        r#"
format = 1
title = "Lifts"
[[exercise]]
title = "Lift"
kind = "mobility"
position = "seated"
direction = ["neutral"]
reps = {reps}
phase = [{{ breath = "in", time = "4s" }}, {{ breath = "out", time = "{seconds}s" }}]
"#
    ))
}

#[test]
fn lim_35_grows_by_steps() {
    let said = |was: u32, now: u32, days: i32| {
        let past = read(&[session(days, "lifts", "older", &asked(was, 8_000))], "lifts");
        let (plan, said) = told(&past, &lifts(now, 4), 15);
        (plan.items()[0].turns().len(), said)
    };
    assert_eq!(said(4, 6, 3), (6, vec![]));
    assert_eq!(
        said(4, 5, 2).1,
        ["Lift: 5 repetitions, 4 before. A few days lie between two steps."]
    );
    assert_eq!(
        said(4, 7, 3).1,
        ["Lift: 7 repetitions, 4 before. One or two more at a time are plenty."]
    );
    assert_eq!(said(4, 8, 3), (6, vec!["Lift: 8 repetitions, 4 before. 6 for now.".into()]));
    assert_eq!(said(4, 5, 4), (5, vec![]), "three missed days");
    assert_eq!(said(4, 5, 5), (4, vec!["Lift: 5 repetitions, 4 before. 4 for now.".into()]));
    assert_eq!(said(6, 4, 1), (4, vec![]), "less is always fine");
}

#[test]
fn lim_35_looks_at_what_a_file_asked_for_and_not_at_a_lighter_day() {
    let log = [session(3, "lifts", "d", &asked(6, 8_000))];
    let (plan, _) = told(&read(&log, "lifts"), &lifts(8, 4), 15);
    assert_eq!(plan.items()[0].turns().len(), 8, "3 were done of the 6 that were asked for");
}

#[test]
fn lim_35_counts_from_the_last_step_and_not_from_the_last_session() {
    let daily = |first: i32| -> Vec<String> {
        (1..=first).rev().map(|ago| session(ago, "lifts", "d", &asked(6, 8_000))).collect()
    };
    let soon = "Lift: 7 repetitions, 6 before. A few days lie between two steps.";
    assert_eq!(told(&read(&daily(2), "lifts"), &lifts(7, 4), 15).1, [soon]);
    assert_eq!(told(&read(&daily(5), "lifts"), &lifts(7, 4), 15).1, [""; 0]);
}

#[test]
fn lim_35_a_leap_is_done_in_steps() {
    let mut log = vec![session(20, "lifts", "d", &asked(3, 8_000))];
    let mut done = Vec::new();
    for days_ago in (0..20).rev() {
        let now = ago(days_ago);
        let records = Records::new(Cursor::new(log.concat())).unwrap();
        let past = days(records.map(Result::unwrap), now, "lifts");
        let now = now.at(15, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        let (plan, _) = after_past_days(&past, Plan::whole(lifts(10, 4)), &now, 0);
        let reps = plan.routine().exercises[0].full.reps;
        done.push(reps);
        log.push(session(days_ago, "lifts", "d", &asked(reps, 8_000)));
    }
    assert!(done.is_sorted(), "{done:?}");
    assert_eq!(
        done[..8],
        [3, 3, 5, 5, 5, 7, 10, 10],
        "by two every third day, until it is no leap"
    );
}

#[test]
fn lim_35_once_a_week_is_no_reason_to_stay() {
    let weekly = [14, 7].map(|ago| session(ago, "lifts", "d", &asked(6, 8_000)));
    let (plan, said) = told(&read(&weekly, "lifts"), &lifts(7, 4), 15);
    assert_eq!((plan.items()[0].turns().len(), said), (7, vec![]));
    let (plan, _) = told(&read(&weekly[1..], "lifts"), &lifts(7, 4), 15);
    assert_eq!(plan.items()[0].turns().len(), 6, "that step is new, and days were missed");
}

#[test]
fn lim_35_compares_the_first_of_a_title_with_the_first() {
    let twice = routine(
        "format = 1\ntitle = \"T\"\n[[exercise]]\nuse = \"belly-breath\"\nreps = 3\n\
         [[exercise]]\nuse = \"belly-breath\"\nreps = 6\n",
    );
    let was = stenosis_routine::limits::loads(&twice);
    assert_eq!(stenosis_routine::limits::growth(&was, &twice, 0).more, []);
}

#[test]
fn a_power_cut_does_not_undo_a_day() {
    let log = session(1, "core-drills", "d", STRENGTH);
    let cut: Vec<&str> = log.lines().filter(|line| !line.contains("ended")).collect();
    let past = read(&[cut.join("\n") + "\n"], "core-drills");
    assert_eq!(past.last, Some(ago(1)));
    assert_eq!(past.strength.get(&ago(1)), Some(&1));
}

#[test]
fn lim_36_one_thing_at_a_time() {
    let past = read(&[session(3, "lifts", "older", &asked(5, 8_000))], "lifts");
    let both = told(&past, &lifts(6, 5), 15).1;
    assert_eq!(both, ["Two things have grown at once: if it hurts, nobody knows which."]);
    assert_eq!(told(&past, &lifts(5, 5), 15).1, [""; 0]);
}

#[test]
fn lim_14_the_first_week_has_less_paced_breathing() {
    let breaths = |reps: u32| {
        routine(&format!(
            "format = 1\ntitle = \"B\"\n[[exercise]]\nuse = \"belly-breath\"\nreps = {reps}\n"
        ))
    };
    let said = "4 minutes of paced breathing; in the first week three are plenty.";
    assert_eq!(
        told(&Days::default(), &breaths(20), 15).1,
        [said],
        "nothing is known: it is the first day"
    );
    assert_eq!(told(&Days::default(), &breaths(18), 15).1, [""; 0]);
    let later = Days { last: Some(ago(2)), first: None, ..Days::default() };
    assert_eq!(told(&later, &breaths(20), 15).1, [""; 0]);
}

#[test]
fn lim_43_a_morning_that_rounds_the_back() {
    let past = Days { last: Some(ago(1)), ..Days::default() };
    let knees = built_in("knees-to-chest");
    let said = "Just up? In the first hour less bending is kinder to the back.";
    assert_eq!(told(&past, &knees, 8).1, [said]);
    assert_eq!(told(&past, &knees, 12).1, [""; 0]);
    assert_eq!(told(&past, &built_in("seated-cat-cow"), 8).1, [""; 0]);
    let second = Days { moved: minutes(5), ..past };
    assert_eq!(told(&second, &knees, 8).1, [""; 0]);
}

#[test]
fn past_days_only_ever_make_it_smaller() {
    for name in ["seated-cat-cow", "core-drills", "knees-to-chest"] {
        let whole = compile(&Plan::whole(built_in(name))).total();
        for last in 1..20 {
            let past = Days { last: Some(ago(last)), ..Days::default() };
            let (plan, _) = told(&past, &built_in(name), 9);
            assert!(compile(&plan).total() <= whole, "{name}, {last}");
        }
    }
}
