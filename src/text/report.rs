//! What stands on the page for a clinician: what a person has told, in as few words as there are.

use jiff::civil::Date;

use crate::domain::answers::StoppedBy;
use crate::domain::profile::Told;

use super::lists::{Count, all_of, commas};
use super::weeks::{and_more, times_said, week_of};

/// Above everything.
pub const TITLE: &str = "For a physiotherapist or doctor";
/// What kind of page it is.
pub const NOT_A_DIAGNOSIS: &str = "Told by the person, not a diagnosis.";
/// Lines to be filled in by hand, at the top.
pub const WHO: &str = "Name:";
/// The second of them.
pub const BORN: &str = "Born:";
/// Lines to be filled in by hand, at the end.
pub const BY_HAND: [&str; 4] = ["May change:", "Avoid:", "Signed:", "Date:"];

/// The period of a page, and the sessions in it.
pub fn period(from: Date, until: Date, sessions: usize) -> String {
    let from = from.strftime("%-d %B %Y");
    let until = until.strftime("%-d %B %Y");
    let sessions = Count(sessions as u64, "session");
    format!("Exercise at home, {from} to {until}: {sessions}")
}

/// Who wrote it, and where it is.
pub fn written_by(version: &str, on: Date) -> String {
    let on = on.strftime("%-d %B %Y");
    format!(
        "Written on {on} by stenosis-routine {version} on the person's own computer, and sent nowhere."
    )
}

/// How to read the numbers.
pub const HOW_TO_READ: &str = "Weeks run Monday to Sunday. Pain is 0 to 10, asked as one sits or lies \
    before the first movement and after the last: the median of a week, and in brackets the lowest and the highest. The goal is 0, \
    not hard, to 10. \"Clearly\" is a median of pain 3 away from the first week's, or 2 in two weeks running; 30 % of a walk; 3 of a \
    goal. Planned is what the routine asked for that day, without what was left out. 4/6 is 4 of 6: of sessions for pain, of answers for legs and slow to settle; the longest walk is one of \
    so many. Not told is not asked, or asked and not answered. The program is not a medical device and \
    was not reviewed by a clinician.";

/// What the page says where nothing is known.
pub const NOT_TOLD: &str = "not told";
/// Something is known of a week, and nothing ended early.
pub const NO_STOPS: &str = "none";

/// How often, of how many times.
pub fn out_of(times: usize, of: usize) -> String {
    format!("{times} of {of}")
}

/// The same, in a table.
pub fn part_of(times: usize, of: usize) -> String {
    format!("{times}/{of}")
}

/// What was said, and how often, of how many times, in a table.
pub fn said_in(said: &str, times: usize, of: usize) -> String {
    format!("{said}, {}", part_of(times, of))
}

/// How often something was said of an exercise that was begun so often.
pub fn times_of(times: usize, of: usize) -> String {
    format!("{} times", out_of(times, of.max(times)))
}

/// What was felt in an exercise that was begun so often.
pub fn felt_of(felt: &[(&str, usize)], of: usize) -> String {
    let said = felt.iter().map(|(what, times)| format!("{what} {}", times_of(*times, of)));
    commas(&said.collect::<Vec<_>>())
}

/// There was none of it.
pub fn none_in(sessions: usize) -> String {
    format!("none in {}", Count(sessions as u64, "session"))
}

/// The heads of the table.
pub const COLUMNS: [&str; 9] = [
    "Week of",
    "Days, sessions",
    "Pain before",
    "Pain after",
    "Legs at worst",
    "Slow to settle",
    "Stops",
    "Longest walk",
    "Goal",
];

/// Days and sessions of a week.
pub fn days_and_sessions(days: usize, sessions: usize) -> String {
    format!("{days}, {sessions}")
}

/// A median with its range.
pub fn with_range(median: &str, least: u8, most: u8) -> String {
    if least == most { median.to_owned() } else { format!("{median} ({least} to {most})") }
}

/// Stops of a week: too much for the day, legs, dizzy, falls.
pub fn stops(red: usize, legs: usize, dizzy: usize, falls: usize) -> Option<String> {
    let said = [(red, "too much"), (legs, "legs"), (dizzy, "dizzy"), (falls, "fall")];
    let said = said.into_iter().filter(|(times, _)| *times > 0);
    let said: Vec<String> = said.map(|(times, what)| format!("{what} {times}")).collect();
    (!said.is_empty()).then(|| commas(&said))
}

/// The longest walk, what ended it, and of how many.
pub fn walk(minutes: u16, stopped_by: Option<StoppedBy>, walks: usize) -> String {
    match stopped_by {
        Some(by) => format!("{minutes} min, {}, of {walks}", ended_by(by)),
        None => format!("{minutes} min, of {walks}"),
    }
}

/// What ended a walk, small.
pub const fn ended_by(by: StoppedBy) -> &'static str {
    match by {
        StoppedBy::Legs => "legs",
        StoppedBy::Back => "back",
        StoppedBy::Breath => "breath",
        StoppedBy::Balance => "unsteady",
        StoppedBy::Tired => "tired",
        StoppedBy::Other => "other",
    }
}

/// Behind the week that goes on.
pub fn so_far(week: &str) -> String {
    format!("{week}, so far")
}

/// What became of numbers.
pub const COURSE: &str = "First and last week";
/// Routines.
pub const DONE: &str = "Done of what was planned";
/// Left out.
pub const LEFT_OUT: &str = "Left out, and why";
/// Easier versions.
pub const IN_EASIER_VERSION: &str = "In the easier version now";
/// Eased.
pub const EASED: &str = "Eased, as told then, by exercise";
/// Provoked.
pub const PROVOKED: &str = "Provoked, as told then, by exercise";
/// Stops.
pub const STOPS: &str = "Stops, falls and slow recoveries, with dates";
/// Starts at six or more.
pub const HIGH_STARTS: &str = "Pain of 6 or more at the start";
/// Emergencies.
pub const EMERGENCIES: &str = "Emergency answers, and what came of them";
/// Health answers.
pub const HEALTH: &str = "Health answers told";
/// Done elsewhere.
pub const ELSEWHERE: &str = "Besides";
/// Notes.
pub const NOTES: &str = "The last notes, in the person's words";

/// A routine: sessions, and repetitions of those that were planned.
pub fn routine(title: &str, sessions: usize, finished: usize, reps: usize, of: usize) -> String {
    let many = Count(sessions as u64, "session");
    format!("{title}: {finished} of {many} to the end, {reps} of {of} repetitions")
}

/// An exercise that was left out.
pub fn left_out(title: &str, why: &str, times: usize, of: usize) -> String {
    format!("{title}: {why}, {}", times_of(times, of))
}

/// Why it was: somebody began further on.
pub const BEFORE_THE_START: &str = "begun further on";
/// It is optional, and nobody asked for it.
pub const OPTIONAL: &str = "optional, and not asked for";
/// A caution was not accepted.
pub const CAUTION: &str = "its caution was not accepted";
/// Nobody has cleared it.
pub const NOT_CLEARED: &str = "no clinician has cleared it";
/// A health answer.
pub const HEALTH_ANSWER: &str = "a health answer";
/// A sore day.
pub const SORE: &str = "a sore day";
/// Legs.
pub const LEGS: &str = "the legs, only breathing was left";
/// A leg stop.
pub const LEG_STOP: &str = "it had ended with leg symptoms that day";
/// No number.
pub const NO_NUMBER: &str = "no number for pain, so no strength";
/// Dizzy.
pub const DIZZY: &str = "dizzy, so nothing on the feet";
/// Something else.
pub const OTHER_REASON: &str = "another reason";

/// An exercise and what was felt in it.
pub fn exercise(title: &str, felt: &str) -> String {
    format!("{title}: {felt}")
}

/// Too much for a day: the number.
pub const RED_PAIN: &str = "too much for the day, by pain";
/// A sharp pain.
pub const RED_SHARP: &str = "too much for the day, a sharp pain";
/// Legs.
pub const RED_LEGS: &str = "too much for the day, legs did not settle";
/// Nobody knows.
pub const RED: &str = "too much for the day";
/// Dizzy.
pub const WAS_DIZZY: &str = "dizzy";
/// Slow.
pub const SLOW: &str = "slow to settle, or it cost sleep or plans";
/// A fall.
pub const FALL: &str = "a fall, or nearly one";

/// Legs ended an exercise.
pub fn leg_stop(title: &str) -> String {
    format!("legs ended {title}")
}

/// The last item that there is room for, of more.
pub fn with_more(item: &str, more: usize) -> String {
    format!("{item} ({})", and_more(more))
}

/// Something with the days on which it was.
pub fn on_days(what: &str, days: &[Date], more: usize) -> String {
    let days: Vec<String> = days.iter().map(|day| week_of(*day)).collect();
    let before = if more > 0 { format!(", and {more} more before") } else { String::new() };
    format!("{what}: {}{before}", commas(&days))
}

/// Something, and how often, of how many times.
pub fn counted(what: &str, times: usize, of: Option<&str>) -> String {
    match of {
        Some(of) => format!("{what}, {times} of {of}"),
        None => format!("{what}, {}", times_said(times)),
    }
}

/// Sessions, of which something is counted.
pub fn in_sessions(sessions: usize) -> String {
    Count(sessions as u64, "session").to_string()
}

/// Times that an exercise was begun.
pub fn times_begun(times: usize) -> String {
    Count(times as u64, "time").to_string()
}

/// Answers, of which something is counted.
pub fn answers(count: usize) -> String {
    Count(count as u64, "answer").to_string()
}

/// Starts at six or more, of those with a number, and when.
pub fn high_starts(times: usize, of: usize, days: &[String]) -> String {
    let often = format!("{times} of {} with a number", Count(of as u64, "start"));
    if days.is_empty() { often } else { format!("{often}: {}", commas(days)) }
}

/// Numbers that nobody has told.
pub fn not_told_of(what: &[&str]) -> String {
    let what = what.join(", ");
    format!("Not told: {}.", what.to_lowercase())
}

/// Exercises in their easier version, of how many.
pub fn easier_of(titles: &[String], of: usize) -> String {
    format!("{}: {}", out_of(titles.len(), of), all_of(titles))
}

/// Health answers that nobody has given.
pub fn flags_not_told(count: usize, of: usize) -> String {
    format!("Not told, not asked or not answered: {}", out_of(count, of))
}

/// A number and its day.
pub fn number_on(number: u8, day: Date) -> String {
    format!("{number} on {}", week_of(day))
}

/// An emergency answer, what it was, and what came of it.
pub fn emergency(day: Date, answered: &str, came: &str) -> String {
    format!("{}: {answered}. {came}", week_of(day))
}

/// A doctor has looked since.
pub fn looked(looked: Date) -> String {
    format!("A doctor has looked since, told on {}", week_of(looked))
}

/// Nobody has said so.
pub const STILL_OPEN: &str = "Nobody has said that a doctor has looked";

/// Health answers of one kind.
pub fn told(told: Told, what: &[String]) -> String {
    let head = match told {
        Told::Yes => "Yes",
        Told::No => "No",
        Told::NotSure => "Not sure",
    };
    format!("{head}: {}", what.join("; "))
}

/// A health answer and the day on which it was told.
pub fn told_on(what: &str, since: Option<Date>) -> String {
    match since {
        Some(since) => format!("{what} (told {})", since.strftime("%-d %b %Y")),
        None => what.to_owned(),
    }
}

/// What was done elsewhere.
pub fn besides(what: &str, times: usize) -> String {
    format!("{what} {}", times_said(times))
}

/// What ended walks, and how often.
pub fn walks_ended_by(by: &[(StoppedBy, usize)], walks: usize) -> String {
    let by = by.iter().map(|(by, times)| format!("{} {}", ended_by(*by), out_of(*times, walks)));
    format!("walks ended by {}", all_of(&by.collect::<Vec<_>>()))
}

/// A note with its day.
pub fn note(day: Date, words: &str) -> String {
    format!("{}: \"{words}\"", week_of(day))
}

/// Which line is which in the picture.
pub const PICTURE_PAIN: &str = "Pain: before (line), after (dashes)";
/// The second picture.
pub const PICTURE_WALK: &str = "Longest walk, minutes";
/// The third.
pub const PICTURE_GOAL: &str = "Goal, 0 to 10 hard";

/// The page was written.
pub fn written(path: &str) -> String {
    format!(
        "{path} is written: one sheet. Nothing was sent; look at it, then print it or take it along."
    )
}

/// There is nothing to write a page of.
pub fn nothing_lately(weeks: u16) -> String {
    let weeks = Count(weeks.into(), "week");
    format!("There is nothing in the journal of the last {weeks} that a page could tell.")
}

/// Another ending was asked for.
pub fn no_report_format(stem: &str) -> String {
    format!("A page for a clinician is written as .html or .txt: -o {stem}.html")
}
