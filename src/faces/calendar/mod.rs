//! Reminders as a calendar file (RFC 5545): a phone or a computer rings at that time of day where the
//! person is, in summer and in winter.

mod zone;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::domain::routine::Weekday;
use crate::text::reminders as words;

use zone::{VTimezone, vtimezone};

/// The longest line, in bytes, without its line end.
const LINE: usize = 75;

/// When somebody is reminded of a routine.
#[derive(Clone, Debug)]
pub struct Reminder<'r> {
    /// The name that is typed behind `start`.
    pub name: &'r str,
    /// The routine's title.
    pub title: &'r str,
    /// How many minutes it takes.
    pub minutes: u64,
    /// At which times of day.
    pub at: &'r [Time],
    /// On which days, in the order of a week; on every day where there are none.
    pub days: &'r [Weekday],
}

/// The file. The first event of each time is on the next such day, by the clock of `now`.
pub fn calendar(reminder: &Reminder<'_>, now: &Zoned) -> String {
    let zone = vtimezone(now);
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//stenosis-routine//reminders//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
    ];
    if let Some(zone) = &zone {
        lines.push(format!("X-WR-TIMEZONE:{}", zone.name));
        lines.extend(zone.lines.iter().cloned());
    }
    for at in reminder.at {
        lines.extend(event(reminder, *at, now, zone.as_ref()));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line) + "\r\n").collect()
}

/// An event that comes again and again at this time of day.
fn event(reminder: &Reminder<'_>, at: Time, now: &Zoned, zone: Option<&VTimezone>) -> Vec<String> {
    let first = first_day(reminder.days, at, now).to_datetime(at).strftime("%Y%m%dT%H%M%S");
    let begins = match zone {
        Some(zone) => format!("DTSTART;TZID={}:{first}", zone.name),
        None => format!("DTSTART:{first}Z"),
    };
    let days: Vec<&str> = reminder.days.iter().map(|day| by_day(*day)).collect();
    let rule = match days.as_slice() {
        [] => "RRULE:FREQ=DAILY".to_owned(),
        days => format!("RRULE:FREQ=WEEKLY;BYDAY={}", days.join(",")),
    };
    let stamp = now.with_time_zone(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    let title = escaped(&words::summary(reminder.title));
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", uid(reminder.name, at, &days)),
        format!("DTSTAMP:{stamp}"),
        begins,
        format!("DURATION:PT{}M", reminder.minutes.max(1)),
        rule,
        format!("SUMMARY:{title}"),
        format!("DESCRIPTION:{}", escaped(&words::description(reminder.name, reminder.minutes))),
        "CLASS:PRIVATE".to_owned(),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{title}"),
        "TRIGGER:PT0S".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

/// The next day on which it is to be, today among them as long as that time lies ahead.
fn first_day(days: &[Weekday], at: Time, now: &Zoned) -> Date {
    let is_one = |date: Date| {
        let nth = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        days.is_empty() || Weekday::ALL.get(nth).is_some_and(|day| days.contains(day))
    };
    let from = i32::from(now.time() >= at);
    let ahead = (from..from + 7).filter_map(|days| now.date().checked_add(days.days()).ok());
    ahead.into_iter().find(|date| is_one(*date)).unwrap_or_else(|| now.date())
}

/// What names an event: the same again for the same reminder, so that it takes the place of the old one.
fn uid(name: &str, at: Time, days: &[&str]) -> String {
    let days = if days.is_empty() { "daily".to_owned() } else { days.join("-").to_lowercase() };
    let letters = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    let name: String = letters.collect();
    format!("{name}-{}-{days}@stenosis-routine", at.strftime("%H%M"))
}

/// A day as rules name it.
const fn by_day(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

/// A text as a value: what separates is marked.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' => value.push_str("\\n"),
            letter if letter.is_control() => value.push(' '),
            letter => value.push(letter),
        }
    }
    value
}

/// A line in pieces of 75 bytes at most, never within a letter.
fn folded(line: &str) -> String {
    let mut whole = String::with_capacity(line.len());
    let mut long = 0;
    for letter in line.chars() {
        if long + letter.len_utf8() > LINE {
            whole.push_str("\r\n ");
            long = 1;
        }
        whole.push(letter);
        long += letter.len_utf8();
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_letters() {
        let line = format!("SUMMARY:{}", "ö".repeat(100));
        let whole = folded(&line);
        assert!(whole.split("\r\n").all(|piece| piece.len() <= LINE), "{whole}");
        assert_eq!(whole.replace("\r\n ", ""), line);
        assert_eq!(folded("short"), "short");
    }

    #[test]
    fn what_separates_is_marked() {
        assert_eq!(escaped("a, b; c\\d\ne\u{7}"), "a\\, b\\; c\\\\d\\ne ");
    }
}
