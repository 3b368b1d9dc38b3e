//! What a calendar says, and what `remind` says of it.

use crate::domain::routine::Frequency;

use super::limits::capitalised;
use super::lists::{Count, all_of};
use super::plan::and_in_numbers;
use super::printable::printable;

/// What a calendar shows.
pub fn summary(title: &str) -> String {
    format!("{}, if it suits you", printable(title))
}

/// What it shows behind that.
pub fn description(name: &str, minutes: u64) -> String {
    let minutes = Count(minutes.max(1), "minute");
    format!(
        "About {minutes}. Less of it is fine, and so is another day.\n\
         In a terminal: stenosis-routine start {}",
        printable(name)
    )
}

/// The file was written.
pub fn written(path: &str, times: usize, days: &[&str]) -> String {
    let times = match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{times} times"),
    };
    let days = if days.is_empty() { "every day".to_owned() } else { format!("on {}", names(days)) };
    format!("{path} reminds {times} {days}. Open it with the calendar of your phone or computer.")
}

fn names(days: &[&str]) -> String {
    all_of(&days.iter().map(|day| capitalised(day)).collect::<Vec<_>>())
}

/// It stays here.
pub const NOTHING_SENT: &str = "Nothing was sent. Some calendars ask again whether they may ring; an online one keeps it elsewhere.";

/// How often it is meant, in the words of its file, and in its numbers.
pub fn in_its_own_words(how_often: &str, frequency: &Frequency) -> String {
    let said = and_in_numbers(&printable(how_often), frequency).concat();
    format!("How often, in the words of its file: {said}")
}

/// It is meant more often than it reminds.
pub fn meant_more_often(times: u8) -> String {
    format!("Its file says {times} times a day; `--at` can be given as often.")
}

/// More times a day than the file says.
pub fn too_often(name: &str, times: u8) -> String {
    let times = Count(times.into(), "time");
    format!("{name} is meant for {times} a day, and no more.")
}
/// What to write instead.
pub fn give_at(times: u8) -> String {
    match times {
        1 => "Give --at once.".to_owned(),
        _ => format!("Give --at at most {times} times."),
    }
}

/// A number of days a week, and nobody says which.
pub fn days_a_week(name: &str, days: u8) -> String {
    format!("{name} is meant for {} a week.", Count(days.into(), "day"))
}
/// A how-often with this word in it means some days of a week.
pub const OF_A_WEEK: &str = "week";
/// How often stands in the file in words only, and nobody says which days.
pub fn in_words_only(name: &str, how_often: &str) -> String {
    format!("The file of {name} says how often in words: {how_often}.")
}
/// What to write.
pub const SAY_WHICH: &str = "Say which:  --days mon,thu";

/// Not one of its days.
pub fn not_its_days(name: &str, days: &[&str]) -> String {
    format!("{name} is meant for {}.", names(days))
}
/// What to write.
pub const LEAVE_DAYS_OUT: &str = "Leave --days out, or name some of these.";

/// A calendar file ends otherwise.
pub fn no_calendar_format(stem: &str) -> String {
    format!("A calendar file ends in .ics: -o {stem}.ics")
}
