//! Past days to the day and the hour: what still counts, and what does no longer.

use jiff::civil::Date;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::units::minutes;
use stenosis_routine::journal::history::{Days, after_past_days};
use stenosis_routine::limits;
use stenosis_routine::text;

use crate::days::{MOBILITY, STRENGTH, ago, asked, at, read, session, strong, told};
use crate::lived::text as routine_text;
use crate::run::{built_in, routine};

/// A session of which nothing was done to its end.
fn begun(ago_days: i32, name: &str) -> String {
    let log = session(ago_days, name, "d", MOBILITY).replace("\"done\":1", "\"done\":0");
    log.lines()
        .filter(|line| !line.contains("\"event\":\"exercise\""))
        .fold(String::new(), |log, line| log + line + "\n")
}

#[test]
fn a_day_that_has_not_come_does_not_count() {
    assert_eq!(read(&[session(-1, "a", "d", STRENGTH)], "a"), Days::default());
}

#[test]
fn what_was_begun_and_not_done_counts_as_time_and_as_nothing_else() {
    let today = read(&[begun(0, "a")], "a");
    assert_eq!((today.times, today.moved), (0, minutes(10)));
    let yesterday = read(&[begun(1, "a")], "a");
    assert_eq!((yesterday.last, yesterday.first, yesterday.before.len()), (None, None, 0));
}

#[test]
fn a_week_has_seven_days_with_today() {
    let first = |days: i32| read(&[session(days, "a", "d", MOBILITY)], "a").first;
    assert_eq!((first(6), first(7)), (Some(ago(6)), None));
    let strength = |days: i32| read(&[session(days, "a", "d", STRENGTH)], "a").strength.len();
    assert_eq!([1, 6, 7, 8].map(strength), [1, 1, 0, 0]);
    // Longer ago than that is long ago, whatever was done before.
    let log = [14, 7, 3].map(|days| session(days, "a", "d", &asked(6, 8_000)));
    let since: Vec<Option<i32>> = read(&log, "a").before.iter().map(|step| step.days).collect();
    assert_eq!(since, [Some(7)]);
}

#[test]
fn strength_counts_where_a_repetition_of_it_was_done() {
    let none = session(1, "a", "d", STRENGTH)
        .replace("\"whole\":true,\"reps\":3", "\"whole\":true,\"reps\":0");
    assert_eq!(read(&[none], "a").strength.len(), 0);
    assert_eq!(read(&[session(1, "a", "d", STRENGTH)], "a").strength.len(), 1);
}

#[test]
fn nothing_is_said_of_strength_that_is_left_out_today() {
    let yesterday = read(&[strong(1)], "a");
    let told_off = |plan: Plan| {
        after_past_days(&yesterday, plan, &at(15), 0)
            .1
            .contains(&text::STRENGTH_YESTERDAY.to_owned())
    };
    let whole = Plan::whole(built_in("core-drills"));
    assert!(told_off(whole.clone()) && !told_off(whole.for_a_sore_day()));
}

#[test]
fn the_first_hour_is_that_of_a_morning() {
    let past = Days { last: Some(ago(1)), ..Days::default() };
    let knees = built_in("knees-to-chest");
    let said = |hour: i8| told(&past, &knees, hour).1.contains(&text::JUST_UP.to_owned());
    let mornings: Vec<i8> = (0..24).filter(|hour| said(*hour)).collect();
    assert_eq!(mornings, (4..12).collect::<Vec<_>>());
    let half = |rounds: &str| {
        let moves = [("One", "mobility", "seated", ""), ("Two", "mobility", "seated", "")];
        let text = routine_text(&moves).replacen("[\"neutral\"]", rounds, 1);
        told(&past, &routine(&text), 8).1.contains(&text::JUST_UP.to_owned())
    };
    assert!(half("[\"flexion\"]"), "half of its movements");
    assert!(!half("[\"neutral\"]") && !half("[\"flexion\", \"rotation\"]"));
}

#[test]
fn the_first_week_lasts_a_week() {
    let breaths =
        routine("format = 1\ntitle = \"B\"\n[[exercise]]\nuse = \"belly-breath\"\nreps = 20\n");
    let says = |last: Option<Date>, first: Option<Date>| {
        !told(&Days { last, first, ..Days::default() }, &breaths, 15).1.is_empty()
    };
    assert!(says(None, None), "it is the first day");
    assert!(says(Some(ago(1)), Some(ago(6))));
    assert!(!says(Some(ago(1)), None));
}

#[test]
fn one_long_session_is_not_much_together() {
    let walk = "reps = 3\nphase = [{ breath = \"free\", time = \"10m\", cue = \"Walk\" },\n\
                { breath = \"free\", time = \"60s\", position = \"seated\", cue = \"Sit\" }]";
    let long = routine(&routine_text(&[("Walk", "walk", "walking", walk)]));
    let much = |moved| {
        let past = Days { moved, last: Some(ago(1)), ..Days::default() };
        told(&past, &long, 15).1.iter().any(|line| line.contains("today; 30 are plenty"))
    };
    assert!(!much(minutes(0)) && much(minutes(1)));
}

#[test]
fn the_first_session_of_a_day_is_that_also_without_its_length() {
    let knees = built_in("knees-to-chest");
    let said = |times| {
        let past = Days { times, last: Some(ago(1)), ..Days::default() };
        told(&past, &knees, 8).1.contains(&text::JUST_UP.to_owned())
    };
    assert!(said(0) && !said(1), "a power cut has left no length of it");
}

/// LIM-36: an exercise that is new is one of the things that have grown.
#[test]
fn a_new_exercise_and_more_of_another_are_two_things() {
    let of = |reps: &[u32]| {
        let more: Vec<String> = reps.iter().map(|reps| format!("reps = {reps}")).collect();
        let titles = ["One", "Two"].iter().zip(&more);
        let all: Vec<_> =
            titles.map(|(title, more)| (*title, "mobility", "seated", more.as_str())).collect();
        routine(&routine_text(&all))
    };
    let two = |was: &[limits::PastLoad], now: &[u32]| limits::growth(was, &of(now), 0).two_things;
    let was = limits::loads(&of(&[4]));
    assert!(two(&was, &[5, 4]));
    assert!(!two(&was, &[4, 4]) && !two(&was, &[5]) && !two(&[], &[4, 4]));
}
