//! The parts of the page, as a heading and items each; and the rows of its table.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::profile::Told;
use crate::faces::weeks::{felt, matters};
use crate::journal::{Activity, CameOfIt, Happened, Spread, Week, WhyLeftOut, WhyRed};
use crate::text::printable::printable;
use crate::text::{self, flag_in_words, journal, report as words, weeks};

use super::ClinicianPage;

/// So many items a part has at most.
pub(super) const ITEMS: usize = 8;
/// So many days are named of one thing.
const DAYS: usize = 6;

/// A part of the page.
pub(super) struct Section {
    pub(super) heading: &'static str,
    pub(super) items: Vec<String>,
}

fn section(heading: &'static str, items: Vec<String>) -> Option<Section> {
    (!items.is_empty()).then_some(Section { heading, items })
}

impl Section {
    /// Its first items, at least one; the last of them says how many more there are.
    pub(super) fn cut(&self, most: usize) -> Section {
        let more = self.items.len().saturating_sub(most.max(1));
        let mut items: Vec<String> = self.items.iter().take(most.max(1)).cloned().collect();
        if let Some(last) = items.last_mut().filter(|_| more > 0) {
            *last = words::with_more(last, more);
        }
        Section { heading: self.heading, items }
    }
}

/// Every part of which something is known; what is worst comes first.
pub(super) fn sections(report: &ClinicianPage<'_>) -> Vec<Section> {
    let account = report.overview.account;
    let (eased, provoked) = felt(&account.felt);
    let eased =
        eased.iter().map(|(title, times)| words::exercise(title, &weeks::times_said(*times)));
    let provoked =
        provoked.iter().map(|(title, felt)| words::exercise(title, &weeks::felt_in_words(felt)));
    let course = matters(&report.overview).into_iter().map(|matter| matter.sentence);
    let easier = account.easier().map(printable).collect();
    let notes = account.notes.iter().filter(|_| report.notes);
    let notes = notes.map(|(day, note)| words::note(*day, &printable(note.text())));
    [
        section(words::EMERGENCIES, emergencies(report)),
        section(words::STOPS, stops(report)),
        section(words::HIGH_STARTS, high_starts(report)),
        section(words::COURSE, course.collect()),
        section(words::PROVOKED, provoked.collect()),
        section(words::EASED, eased.collect()),
        section(words::DONE, done(report)),
        section(words::LEFT_OUT, left_out(report)),
        section(words::IN_EASIER_VERSION, easier),
        section(words::HEALTH, health(report)),
        section(words::ELSEWHERE, elsewhere(report)),
        section(words::NOTES, notes.collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn emergencies(report: &ClinicianPage<'_>) -> Vec<String> {
    let all = report.overview.account.emergencies.iter();
    all.map(|(day, came)| match came {
        CameOfIt::DoctorLooked(looked) => words::looked(*day, *looked),
        CameOfIt::Open => words::still_open(*day),
    })
    .collect()
}

fn stops(report: &ClinicianPage<'_>) -> Vec<String> {
    let mut days: BTreeMap<(u8, String), Vec<Date>> = BTreeMap::new();
    for (day, what) in report.overview.account.events.iter().rev() {
        let (place, what) = match what {
            Happened::RedStop(Some(WhyRed::Pain)) => (0, words::RED_PAIN.to_owned()),
            Happened::RedStop(Some(WhyRed::Sharp)) => (0, words::RED_SHARP.to_owned()),
            Happened::RedStop(Some(WhyRed::Legs)) => (0, words::RED_LEGS.to_owned()),
            Happened::RedStop(None) => (0, words::RED.to_owned()),
            Happened::LegStop(title) => (1, words::leg_stop(&printable(title))),
            Happened::Fall => (2, words::FALL.to_owned()),
            Happened::Dizzy => (3, words::WAS_DIZZY.to_owned()),
            Happened::Slow => (4, words::SLOW.to_owned()),
            Happened::HighStart(_) => continue,
        };
        let days = days.entry((place, what)).or_default();
        if days.last() != Some(day) {
            days.push(*day);
        }
    }
    let said = days.into_iter().map(|((_, what), days)| {
        let last = days.get(days.len().saturating_sub(DAYS)..).unwrap_or_default();
        words::on_days(&what, last, days.len() - last.len())
    });
    said.collect()
}

fn high_starts(report: &ClinicianPage<'_>) -> Vec<String> {
    let all = report.overview.account.events.iter().rev().filter_map(|(day, what)| match what {
        Happened::HighStart(pain) => Some(words::number_on(pain.number(), *day)),
        _ => None,
    });
    let all: Vec<String> = all.collect();
    let last = all.get(all.len().saturating_sub(ITEMS)..).unwrap_or_default();
    let more = all.len() - last.len();
    let more = (more > 0).then(|| weeks::and_before(more));
    let said: Vec<String> = last.iter().cloned().chain(more).collect();
    if said.is_empty() { said } else { vec![text::lists::commas(&said)] }
}

fn done(report: &ClinicianPage<'_>) -> Vec<String> {
    let routines = report.overview.account.routines.iter();
    let mut routines: Vec<_> = routines.collect();
    routines.sort_by_key(|(_, done)| std::cmp::Reverse(done.sessions));
    let said = routines.into_iter().map(|(title, done)| {
        words::routine(&printable(title), done.sessions, done.finished, done.reps, done.planned)
    });
    said.collect()
}

fn left_out(report: &ClinicianPage<'_>) -> Vec<String> {
    let all = report.overview.account.left_out.iter();
    let is_chosen = |why| matches!(why, WhyLeftOut::BeforeTheStart | WhyLeftOut::Optional);
    let mut all: Vec<_> = all.filter(|((_, why), _)| !is_chosen(*why)).collect();
    all.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
    let said = all.into_iter().map(|((title, why), times)| {
        words::left_out(&printable(title), why_in_words(*why), *times)
    });
    said.collect()
}

const fn why_in_words(why: WhyLeftOut) -> &'static str {
    match why {
        WhyLeftOut::BeforeTheStart => words::BEFORE_THE_START,
        WhyLeftOut::Optional => words::OPTIONAL,
        WhyLeftOut::CautionNotAccepted => words::CAUTION,
        WhyLeftOut::NotCleared => words::NOT_CLEARED,
        WhyLeftOut::HealthAnswer => words::HEALTH_ANSWER,
        WhyLeftOut::Sore => words::SORE,
        WhyLeftOut::Legs => words::LEGS,
        WhyLeftOut::LegStop => words::LEG_STOP,
        WhyLeftOut::NoNumber => words::NO_NUMBER,
        WhyLeftOut::Dizzy => words::DIZZY,
        WhyLeftOut::Other => words::OTHER_REASON,
    }
}

fn health(report: &ClinicianPage<'_>) -> Vec<String> {
    let profile = report.profile;
    let of = |told: Told| {
        let flags = profile.flags.iter().filter(|(_, said)| **said == told);
        let flags = flags.map(|(flag, _)| {
            let since = profile.since.get(flag).copied();
            words::told_on(flag_in_words(*flag), since.filter(|_| told == Told::Yes))
        });
        let flags: Vec<String> = flags.collect();
        (!flags.is_empty()).then(|| words::told(told, &flags))
    };
    [Told::Yes, Told::NotSure, Told::No].into_iter().filter_map(of).collect()
}

fn elsewhere(report: &ClinicianPage<'_>) -> Vec<String> {
    let account = report.overview.account;
    let all = account.elsewhere.iter().filter(|(what, _)| **what != Activity::Fall);
    let all = all.map(|(what, times)| {
        let what = match what {
            Activity::Walk => journal::WALK,
            Activity::Pool => journal::POOL,
            Activity::Cycling => journal::CYCLING,
            Activity::Heat => journal::HEAT,
            Activity::Cold => journal::COLD,
            Activity::Fall => journal::FALL,
        };
        words::besides(what, *times)
    });
    let by: Vec<_> = account.stopped_by.iter().map(|(by, times)| (*by, *times)).collect();
    let by = (!by.is_empty()).then(|| words::walks_ended_by(&by));
    let said: Vec<String> = all.chain(by).collect();
    if said.is_empty() { said } else { vec![text::lists::commas(&said)] }
}

/// The places of columns in which something was said.
pub(super) fn columns(rows: &[ReportRow]) -> Vec<usize> {
    let is_said = |column: &usize| {
        rows.iter().any(|row| row.get(*column).is_some_and(|cell| cell != weeks::NOT_SAID))
    };
    (0..words::COLUMNS.len()).filter(is_said).collect()
}

/// A row of the table: what `words::COLUMNS` names.
pub(super) type ReportRow = [String; words::COLUMNS.len()];

pub(super) fn rows(report: &ClinicianPage<'_>) -> Vec<ReportRow> {
    report.overview.weeks.iter().map(row).collect()
}

fn row(week: &Week) -> ReportRow {
    let or_dash = |said: Option<String>| said.unwrap_or_else(|| weeks::NOT_SAID.to_owned());
    let pain = |spread: Option<Spread>| {
        let said = spread.map(|spread| {
            let median = weeks::halves(spread.median.doubled());
            words::with_range(&median, spread.least, spread.most)
        });
        or_dash(said)
    };
    let monday = weeks::week_of(week.from);
    [
        if week.goes_on { words::so_far(&monday) } else { monday },
        or_dash((week.days > 0).then(|| words::days_and_sessions(week.days, week.sessions))),
        pain(week.pain_before),
        pain(week.pain_after),
        or_dash(week.legs.map(|legs| weeks::legs(legs).to_owned())),
        or_dash((week.slow > 0).then(|| weeks::times_said(week.slow))),
        or_dash(words::stops(week.red_stops, week.leg_stops, week.dizzy, week.falls)),
        or_dash(week.walk.map(|walk| words::walk(walk.minutes, walk.stopped_by))),
        or_dash(week.goal.map(|goal| goal.number().to_string())),
    ]
}
