//! Weeks out of a journal: which day belongs to which, what lies in the middle, and what is no answer.

use std::io::Cursor;

use jiff::civil::{Date, date};

use stenosis_routine::domain::answers::{Legs, Score};
use stenosis_routine::journal::change::{self, Course, Trend};
use stenosis_routine::journal::{Median, Period, Records, Week, weeks};

use crate::memory::{finished, line};

const MONDAY: Date = date(2026, 11, 2);

fn day(after: i32) -> Date {
    MONDAY + jiff::Span::new().days(after)
}

/// The weeks of a log up to a day, eight of them.
fn of(log: &str, today: Date) -> Vec<Week> {
    let period = Period::of(8, today);
    let records = Records::of(Cursor::new(log), period).unwrap();
    weeks(records.map(Result::unwrap), period)
}

fn answer(day: Date, id: &str, question: &str, answer: &str) -> String {
    let said =
        format!(r#""event":"answer","question":"{question}","answer":{answer},"offset_ms":0"#);
    line(day, id, &said)
}

/// A session with its pain before and after.
fn session(day: Date, id: &str, before: u8, after: u8) -> String {
    [
        finished(day, id, "daily-5"),
        answer(day, id, "pain-before", &before.to_string()),
        answer(day, id, "pain-after", &after.to_string()),
    ]
    .concat()
}

fn medians(weeks: &[Week]) -> Vec<Option<f64>> {
    let half = |week: &Week| Some(f64::from(week.pain_before?.median.doubled()) / 2.0);
    weeks.iter().map(half).collect()
}

#[test]
fn a_week_is_monday_to_sunday_and_the_middle_of_two_lies_between() {
    let log = [
        session(day(0), "a", 2, 1),
        session(day(6), "b", 5, 4),
        session(day(7), "c", 7, 3),
        answer(day(7), "c", "legs", "\"easier\""),
        session(day(8), "d", 4, 3),
        answer(day(8), "d", "legs", "\"worse\""),
        session(day(9), "e", 6, 3),
    ]
    .concat();
    let weeks = of(&log, day(9));
    assert_eq!(medians(&weeks), [Some(3.5), Some(6.0)]);
    let [first, second] = weeks.as_slice() else { panic!("{weeks:?}") };
    assert_eq!((first.from, first.goes_on, first.days, first.legs), (day(0), false, 2, None));
    assert_eq!((second.from, second.goes_on, second.sessions), (day(7), true, 3));
    assert_eq!((second.legs, second.high_starts), (Some(Legs::Worse), 2));
    let spread = second.pain_before.unwrap();
    assert_eq!((spread.least, spread.most, spread.answers), (4, 7, 3));
}

#[test]
fn silence_is_no_number_and_a_week_without_anything_is_a_gap() {
    let log = [
        session(day(0), "a", 2, 1),
        finished(day(14), "b", "daily-5"),
        answer(day(14), "b", "pain-before", "null"),
    ]
    .concat();
    let weeks = of(&log, day(15));
    assert_eq!(medians(&weeks), [Some(2.0), None, None]);
    assert_eq!(weeks.iter().map(|week| week.sessions).collect::<Vec<_>>(), [1, 0, 1]);
    assert_eq!(of("", day(15)), []);
}

#[test]
fn the_day_is_the_one_that_is_written_wherever_somebody_was() {
    let at = |id: &str, at: &str| {
        line(day(0), id, r#""event":"activity","what":"walk","minutes":5"#)
            .replace("2026-11-02T09:00:00.000+00:00", at)
    };
    // Sunday night in Honolulu, and the same moment in Berlin; the night on which the clocks change.
    let log = [
        at("a", "2026-10-18T23:30:00.000-10:00"),
        at("b", "2026-10-19T11:30:00.000+02:00"),
        at("c", "2026-10-25T02:30:00.000+02:00"),
        at("d", "2026-10-25T02:30:00.000+01:00"),
        at("e", "2026-10-26T00:10:00.000+01:00"),
    ]
    .concat();
    let walks: Vec<(Date, usize, usize)> =
        of(&log, day(0)).iter().map(|week| (week.from, week.walks, week.days)).collect();
    assert_eq!(walks, [(day(-21), 1, 1), (day(-14), 3, 2), (day(-7), 1, 1), (day(0), 0, 0)]);
}

#[test]
fn a_clock_set_back_and_a_day_that_has_not_come() {
    // A session with a clock that ran a year ahead, then one with the right clock again.
    let log =
        [session(day(365), "a", 9, 9), session(day(1), "b", 3, 2), session(day(0), "c", 4, 2)]
            .concat();
    let weeks = of(&log, day(1));
    assert_eq!(medians(&weeks), [Some(3.5)]);
    // Set back within a session, over the first midnight of the period.
    let log = line(
        day(-49),
        "a",
        r#""event":"opened","name":"x","title":"T","digest":"d","keyboard":true,"program":"0""#,
    ) + &line(
        day(-50),
        "a",
        r#""event":"exercise","exercise":1,"title":"Lift","whole":true,"reps":3"#,
    );
    assert_eq!(of(&log, day(1)).first().map(|week| week.sessions), Some(1));
}

#[test]
fn two_homes_put_together_count_each_session_once() {
    let both = [session(day(0), "a", 2, 1), session(day(1), "b", 3, 1)].concat();
    let here = session(day(2), "c", 4, 1);
    let there = session(day(3), "d", 6, 1);
    let log = [both.clone(), here, both, there].concat();
    let weeks = of(&log, day(6));
    assert_eq!(weeks.iter().map(|week| week.sessions).collect::<Vec<_>>(), [4]);
    assert_eq!(medians(&weeks), [Some(3.5)]);
}

#[test]
fn a_goal_has_numbers_of_its_own_words_only() {
    let goal = |on: i32, id: &str, words: &str, hard: u8| {
        line(day(on), id, &format!(r#""event":"goal","words":"{words}","hard":{hard}"#))
    };
    let log = [
        goal(-70, "z", "the stairs", 9),
        goal(0, "a", "the shop", 8),
        session(day(8), "b", 3, 2),
        answer(day(8), "b", "goal", "5"),
        answer(day(8), "b", "goal", "4"),
    ]
    .concat();
    let numbers = |weeks: Vec<Week>| -> Vec<Option<u8>> {
        weeks.iter().map(|week| week.goal.map(Score::number)).collect()
    };
    assert_eq!(numbers(of(&log, day(8))), [Some(8), Some(4)]);
    assert_eq!(numbers(of(&(log + &goal(9, "c", "a letter", 6)), day(9))), [None, Some(6)]);
}

/// What a person said and did, week after week.
fn course(weeks: &[(&[u8], u16)]) -> Vec<Week> {
    let mut log = String::new();
    for (nth, (pains, minutes)) in (0..).zip(weeks) {
        for (at, pain) in (0..).zip(*pains) {
            log += &session(day(nth * 7 + at), &format!("s{nth}-{at}"), *pain, 0);
        }
        let walk =
            format!(r#""event":"activity","what":"walk","minutes":{minutes},"stopped_by":"legs""#);
        log += &line(day(nth * 7), &format!("w{nth}"), &walk);
    }
    of(&log, day(i32::try_from(weeks.len()).unwrap() * 7 - 1))
}

#[test]
fn pain_has_changed_by_three_or_by_two_in_two_weeks_running_and_never_by_one_number() {
    let pain = |weeks: &[(&[u8], u16)]| {
        change::of_pain(&course(weeks), |week| week.pain_before).and_then(|course| course.change)
    };
    assert_eq!(pain(&[(&[6, 6], 1)]), None, "one week");
    assert_eq!(pain(&[(&[6, 6], 1), (&[4, 4], 1)]), Some(Trend::Same), "two, once");
    assert_eq!(pain(&[(&[6, 6], 1), (&[3, 3], 1)]), Some(Trend::Less), "three");
    assert_eq!(pain(&[(&[6, 6], 1), (&[4, 4], 1), (&[4, 4], 1)]), Some(Trend::Less), "two, twice");
    assert_eq!(pain(&[(&[6, 6], 1), (&[8, 8], 1), (&[4, 4], 1)]), Some(Trend::Same), "to and fro");
    assert_eq!(
        pain(&[(&[6, 6], 1), (&[4, 4], 1), (&[], 1), (&[4, 4], 1)]),
        Some(Trend::Same),
        "a gap"
    );
    assert_eq!(pain(&[(&[2, 2], 1), (&[5, 5], 1)]), Some(Trend::More));
    assert_eq!(pain(&[(&[6, 6], 1), (&[1], 1)]), None, "one number is no week");
    assert_eq!(pain(&[(&[6, 7], 1), (&[4, 3], 1)]), Some(Trend::Less), "from 6.5 to 3.5");
}

#[test]
fn a_walk_has_changed_by_a_third_of_what_it_was() {
    let walk = |minutes: &[u16]| {
        let weeks: Vec<(&[u8], u16)> = minutes.iter().map(|minutes| (&[][..], *minutes)).collect();
        change::of_walk(&course(&weeks))
    };
    let known = |first, last, change| {
        let (since, until) = (day(0), day(7));
        Some(Course { since, first, until, last, change: Some(change) })
    };
    assert_eq!(walk(&[10, 13]), known(10, 13, Trend::More));
    assert_eq!(walk(&[10, 12]), known(10, 12, Trend::Same));
    assert_eq!(walk(&[10, 7]), known(10, 7, Trend::Less));
    assert_eq!(walk(&[10]).map(|course| course.change), Some(None));
    assert_eq!(Median::whole(3).doubled(), 6);
}

/// A ride is of kind `walk` in a file, so that it grows as one; in weeks it is none.
#[test]
fn a_ride_is_no_walk() {
    let ride = [
        r#""event":"opened","name":"bike-steady","title":"Steady ride","digest":"d","keyboard":true,"program":"0""#,
        r#""event":"planned","total_ms":300000,"exercises":[{"exercise":1,"title":"Ride","key":"bike-steady","reps":1,"kind":"walk"}]"#,
        r#""event":"exercise","exercise":1,"title":"Ride","whole":true,"reps":1"#,
        r#""event":"ended","how":"finished","done":1,"of":1,"lived_ms":300000"#,
    ];
    let ride: String = ride.iter().map(|entry| line(day(0), "a", entry)).collect();
    let by_hand = line(day(1), "b", r#""event":"activity","what":"cycling","minutes":30"#);
    let weeks = of(&(ride + &by_hand), day(2));
    let [week] = weeks.as_slice() else { panic!("{weeks:?}") };
    assert_eq!((week.walks, week.walk, week.days, week.sessions), (0, None, 2, 1));
}
