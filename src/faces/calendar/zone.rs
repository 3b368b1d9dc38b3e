//! A time zone as a calendar file describes it, out of the zone database that the program reads.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{ToSpan, Zoned};

/// What a zone is called that has no name.
const NO_NAME: &str = "Local";
/// So many years ahead are looked at.
const YEARS: i64 = 20;
/// So many times a change has to come on the same day of a year to be called a rule.
const A_RULE: usize = 10;

/// A zone, and the lines that describe it.
pub(super) struct VTimezone {
    pub(super) name: String,
    pub(super) lines: Vec<String>,
}

/// From one distance to another, and whether that is summer time; and what it is called then.
type Observance = (Offset, Offset, bool, String);

/// The zone of a clock; nothing for UTC, which every calendar knows.
pub(super) fn vtimezone(now: &Zoned) -> Option<VTimezone> {
    let zone = now.time_zone();
    if *zone == TimeZone::UTC {
        return None;
    }
    let name = zone.iana_name().unwrap_or(NO_NAME).to_owned();
    let changes = changes(zone, now);
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{name}")];
    if changes.is_empty() {
        let here = zone.to_offset_info(now.timestamp());
        let same = (here.offset(), here.offset(), false, here.abbreviation().to_owned());
        lines.extend(observance(&same, &["DTSTART:19700101T000000".to_owned()]));
    }
    for (change, onsets) in &changes {
        lines.extend(observance(change, &when(onsets)));
    }
    lines.push("END:VTIMEZONE".to_owned());
    Some(VTimezone { name, lines })
}

/// The changes from the last one on, each with the times at which it comes, by the clock before it.
fn changes(zone: &TimeZone, now: &Zoned) -> BTreeMap<Observance, Vec<DateTime>> {
    let end = now.checked_add(YEARS.years()).map_or(now.timestamp(), |end| end.timestamp());
    let last = zone.preceding(now.timestamp()).next();
    let ahead = zone.following(now.timestamp()).take_while(|change| change.timestamp() < end);
    let mut changes: BTreeMap<Observance, Vec<DateTime>> = BTreeMap::new();
    for change in last.into_iter().chain(ahead) {
        let at = change.timestamp();
        let before = at.checked_sub(1.nanosecond()).unwrap_or(at);
        let from = zone.to_offset(before);
        let name = change.abbreviation().to_owned();
        let onset = from.to_datetime(at);
        let key = (from, change.offset(), change.dst().is_dst(), name);
        changes.entry(key).or_default().push(onset);
    }
    changes
}

/// Since when, and when again.
fn when(onsets: &[DateTime]) -> Vec<String> {
    let written = |at: &DateTime| at.strftime("%Y%m%dT%H%M%S").to_string();
    let Some((first, later)) = onsets.split_first() else { return Vec::new() };
    let begins = format!("DTSTART:{}", written(first));
    if let Some(rule) = rule(onsets) {
        return vec![begins, rule];
    }
    let later: Vec<String> = later.iter().map(written).collect();
    let dates = (!later.is_empty()).then(|| format!("RDATE:{}", later.join(",")));
    std::iter::once(begins).chain(dates).collect()
}

/// The same day of every year, as the second or the last Sunday of a month is.
fn rule(onsets: &[DateTime]) -> Option<String> {
    let (first, later) = onsets.split_first()?;
    let every_year = onsets.windows(2).all(|two| two[1].year() == two[0].year() + 1);
    let alike = |other: &DateTime| {
        (other.month(), other.weekday(), other.time())
            == (first.month(), first.weekday(), first.time())
    };
    if onsets.len() < A_RULE || !every_year || !later.iter().all(alike) {
        return None;
    }
    let nth = |at: &DateTime| (at.day() - 1) / 7 + 1;
    let is_last = |at: &DateTime| at.day() + 7 > at.days_in_month();
    let nth = match onsets {
        all if all.iter().all(is_last) => -1,
        all if all.iter().all(|at| nth(at) == nth(first)) => nth(first),
        _ => return None,
    };
    let day = first.strftime("%a").to_string().to_uppercase();
    let day = day.get(..2)?;
    Some(format!("RRULE:FREQ=YEARLY;BYMONTH={};BYDAY={nth}{day}", first.month()))
}

fn observance((from, to, summer, name): &Observance, when: &[String]) -> Vec<String> {
    let kind = if *summer { "DAYLIGHT" } else { "STANDARD" };
    let ends = [
        format!("TZOFFSETFROM:{}", distance(*from)),
        format!("TZOFFSETTO:{}", distance(*to)),
        format!("TZNAME:{name}"),
        format!("END:{kind}"),
    ];
    std::iter::once(format!("BEGIN:{kind}")).chain(when.iter().cloned()).chain(ends).collect()
}

/// A distance from UTC: `+0100`, and seconds where there are any.
fn distance(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, all) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}
