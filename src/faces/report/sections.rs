//! The parts of the page, as a heading and items each; and the rows of its table.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::profile::{Flag, Told};
use crate::faces::weeks::{felt, matters};
use crate::journal::{Activity, AskedFor, CameOfIt, Happened, Spread, Week, WhyLeftOut, WhyRed};
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
    let eased = eased.iter().map(|(title, times)| {
        words::exercise(title, &words::times_of(*times, begun(report, title)))
    });
    let provoked = provoked
        .iter()
        .map(|(title, felt)| words::exercise(title, &words::felt_of(felt, begun(report, title))));
    let notes = account.notes.iter().filter(|_| report.notes);
    let notes = notes.map(|(day, note)| words::note(*day, &printable(note.text())));
    [
        section(words::EMERGENCIES, emergencies(report)),
        section(words::STOPS, stops(report)),
        section(words::HIGH_STARTS, high_starts(report)),
        section(words::COURSE, course(report)),
        section(words::PROVOKED, provoked.collect()),
        section(words::EASED, eased.collect()),
        section(words::DONE, done(report)),
        section(words::LEFT_OUT, left_out(report)),
        section(words::IN_EASIER_VERSION, easier(report)),
        section(words::HEALTH, health(report)),
        section(words::ELSEWHERE, elsewhere(report)),
        section(words::NOTES, notes.collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How often an exercise was begun, by its title as it is printed.
fn begun(report: &ClinicianPage<'_>, title: &str) -> usize {
    let seen = report.overview.account.exercises.iter();
    seen.filter(|(known, _)| printable(known) == title).map(|(_, seen)| seen.begun).sum()
}

fn emergencies(report: &ClinicianPage<'_>) -> Vec<String> {
    let account = report.overview.account;
    let all = account.emergencies.iter().map(|told| {
        let came = match told.came {
            CameOfIt::DoctorLooked(looked) => words::looked(looked),
            CameOfIt::Open => words::STILL_OPEN.to_owned(),
        };
        words::emergency(told.day, &text::safety::answered_with(told.sign), &came)
    });
    or_none(all.collect(), account.asked.sessions)
}

/// What there is, or that there was none of it in so many sessions; without a session nobody has told.
fn or_none(all: Vec<String>, sessions: usize) -> Vec<String> {
    match sessions {
        _ if !all.is_empty() => all,
        0 => vec![words::NOT_TOLD.to_owned()],
        _ => vec![words::none_in(sessions)],
    }
}

fn course(report: &ClinicianPage<'_>) -> Vec<String> {
    let shown = columns(&rows(report));
    let heads = words::COLUMNS.iter().enumerate();
    let missing = heads.filter(|(column, _)| !shown.contains(column)).map(|(_, head)| *head);
    let missing: Vec<&str> = missing.collect();
    let not_told = (!missing.is_empty()).then(|| words::not_told_of(&missing));
    let sentences = matters(&report.overview).into_iter().map(|matter| matter.sentence);
    sentences.chain(not_told).collect()
}

fn easier(report: &ClinicianPage<'_>) -> Vec<String> {
    let account = report.overview.account;
    let titles: Vec<String> = account.easier().map(printable).collect();
    let of = account.planned_exercises();
    let said = (!titles.is_empty()).then(|| words::easier_of(&titles, of));
    said.into_iter().collect()
}

fn stops(report: &ClinicianPage<'_>) -> Vec<String> {
    let AskedFor { sessions, after_last, .. } = report.overview.account.asked;
    let in_sessions = || words::in_sessions(sessions);
    let mut days: BTreeMap<(u8, String, Option<String>), Vec<Date>> = BTreeMap::new();
    for (day, what) in report.overview.account.events.iter().rev() {
        let (place, what, of) = match what {
            Happened::RedStop(Some(WhyRed::Pain)) => {
                (0, words::RED_PAIN.to_owned(), Some(in_sessions()))
            }
            Happened::RedStop(Some(WhyRed::Sharp)) => {
                (0, words::RED_SHARP.to_owned(), Some(in_sessions()))
            }
            Happened::RedStop(Some(WhyRed::Legs)) => {
                (0, words::RED_LEGS.to_owned(), Some(in_sessions()))
            }
            Happened::RedStop(None) => (0, words::RED.to_owned(), Some(in_sessions())),
            Happened::LegStop(title) => {
                let title = printable(title);
                let of = words::times_begun(begun(report, &title));
                (1, words::leg_stop(&title), Some(of))
            }
            Happened::Fall => (2, words::FALL.to_owned(), None),
            Happened::Dizzy => (3, words::WAS_DIZZY.to_owned(), Some(in_sessions())),
            Happened::Slow => (4, words::SLOW.to_owned(), Some(words::answers(after_last))),
            Happened::HighStart(_) => continue,
        };
        days.entry((place, what, of)).or_default().push(*day);
    }
    let said = days.into_iter().map(|((_, what, of), mut days)| {
        let times = days.len();
        days.dedup();
        let last = days.get(days.len().saturating_sub(DAYS)..).unwrap_or_default();
        words::on_days(&words::counted(&what, times, of.as_deref()), last, days.len() - last.len())
    });
    or_none(said.collect(), sessions)
}

fn high_starts(report: &ClinicianPage<'_>) -> Vec<String> {
    let account = report.overview.account;
    let all = account.events.iter().rev().filter_map(|(day, what)| match what {
        Happened::HighStart(pain) => Some(words::number_on(pain.number(), *day)),
        _ => None,
    });
    let all: Vec<String> = all.collect();
    let last = all.get(all.len().saturating_sub(ITEMS)..).unwrap_or_default();
    let more = all.len() - last.len();
    let more = (more > 0).then(|| weeks::and_before(more));
    let said: Vec<String> = last.iter().cloned().chain(more).collect();
    match account.asked.starts {
        0 => vec![words::NOT_TOLD.to_owned()],
        starts => vec![words::high_starts(all.len(), starts, &said)],
    }
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
        let listed = report.overview.account.exercises.get(title).map_or(0, |seen| seen.listed);
        words::left_out(&printable(title), why_in_words(*why), *times, listed)
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
    let told = [Told::Yes, Told::NotSure, Told::No].into_iter().filter_map(of);
    let (all, known) = (Flag::ALL.len(), profile.flags.len());
    told.chain((known < all).then(|| words::flags_not_told(all - known, all))).collect()
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
    let walks = account.elsewhere.get(&Activity::Walk).copied().unwrap_or_default();
    let by = (!by.is_empty()).then(|| words::walks_ended_by(&by, walks));
    let said: Vec<String> = all.chain(by).collect();
    if said.is_empty() { said } else { vec![text::lists::commas(&said)] }
}

/// The places of columns in which something was said.
pub(super) fn columns(rows: &[ReportRow]) -> Vec<usize> {
    let is_said = |column: &usize| {
        rows.iter().any(|row| row.get(*column).is_some_and(|cell| cell != words::NOT_TOLD))
    };
    (0..words::COLUMNS.len()).filter(is_said).collect()
}

/// A row of the table: what `words::COLUMNS` names.
pub(super) type ReportRow = [String; words::COLUMNS.len()];

pub(super) fn rows(report: &ClinicianPage<'_>) -> Vec<ReportRow> {
    report.overview.weeks.iter().map(row).collect()
}

fn row(week: &Week) -> ReportRow {
    let or_not = |said: Option<String>| said.unwrap_or_else(|| words::NOT_TOLD.to_owned());
    let pain = |spread: Option<Spread>, of: usize| {
        let said = spread.map(|spread| {
            let median = weeks::halves(spread.median.doubled());
            let said = words::with_range(&median, spread.least, spread.most);
            words::said_in(&said, usize::try_from(spread.answers).unwrap_or(usize::MAX), of)
        });
        or_not(said)
    };
    let (worst, answers) = week.legs_said;
    let legs = week.legs.map(|legs| words::said_in(weeks::legs(legs), worst, answers));
    let is_told = week.days > 0 || week.before_of > 0;
    let stops = words::stops(week.red_stops, week.leg_stops, week.dizzy, week.falls);
    let monday = weeks::week_of(week.from);
    [
        if week.goes_on { words::so_far(&monday) } else { monday },
        or_not((week.days > 0).then(|| words::days_and_sessions(week.days, week.sessions))),
        pain(week.pain_before, week.before_of),
        pain(week.pain_after, week.after_of),
        or_not(legs),
        or_not((week.slow_of > 0).then(|| words::part_of(week.slow, week.slow_of))),
        or_not(stops.or_else(|| is_told.then(|| words::NO_STOPS.to_owned()))),
        or_not(week.walk.map(|walk| words::walk(walk.minutes, walk.stopped_by, week.walks))),
        or_not(week.goal.map(|goal| goal.number().to_string())),
    ]
}
