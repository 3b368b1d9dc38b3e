//! `remind`: a calendar file that reminds of a routine.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use jiff::civil::Time;

use crate::cli::args::Remind;
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::domain::plan::Plan;
use crate::domain::routine::{DaysOfTheWeek, Routine, Weekday};
use crate::domain::timeline::compile;
use crate::faces::calendar::{Reminder, calendar};
use crate::io::store::Store;
use crate::io::user_files;
use crate::io::{clock, read_file};
use crate::text::printable::printable;
use crate::text::{recording, reminders as words};

use super::render::may_write_over;
use super::{load, shown, zone_line};

/// Times a day that a file can ask for; of one that says nothing no more are taken.
const TIMES_AT_MOST: u8 = 4;
/// The days of a week.
const A_WEEK: u8 = 7;

/// `remind`
pub(super) fn remind(asked: &Remind, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let path = asked.output.as_path();
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("ics")) {
        let which = words::no_calendar_format(&shown(&path.with_extension("")));
        return Err(CommandError::OtherEnding(which).into());
    }
    let loaded = load(Some(&asked.name), store)?;
    let at: Vec<Time> = asked.at.iter().copied().collect::<BTreeSet<Time>>().into_iter().collect();
    let days = days(&loaded.name, &loaded.routine, &asked.days)?;
    let times = times(&loaded.name, &loaded.routine, at.len())?;
    if !read_file::is_missing(path) && !asked.force && !may_write_over(path, out)? {
        writeln!(out, "{}", recording::LEFT_AS_IT_IS)?;
        return Ok(Exit::Done);
    }
    let length = compile(&Plan::today(loaded.routine.clone())).total();
    let reminder = Reminder {
        name: &typed(&asked.name, &loaded.name),
        title: &loaded.routine.title,
        minutes: length.as_secs().div_ceil(60),
        at: &at,
        days: &days,
    };
    user_files::put_for_its_owner(path, &calendar(&reminder, &clock::now_here()))?;
    let names: Vec<&str> = days.iter().map(|day| day.name()).collect();
    let how_often = loaded.routine.how_often.as_deref();
    let how_often = how_often.map(|said| words::in_its_own_words(said, &loaded.routine.frequency));
    let lines = [words::written(&shown(path), at.len(), &names)].into_iter();
    let lines = lines.chain(how_often).chain(times).chain([words::NOTHING_SENT.to_owned()]);
    lines.chain(zone_line()).try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(Exit::Done)
}

/// What is typed behind `start`: a path stays one.
fn typed(asked: &str, name: &str) -> String {
    if Path::new(asked).components().count() > 1 { printable(asked) } else { name.to_owned() }
}

/// The days on which it is; none for every day.
fn days(name: &str, routine: &Routine, asked: &[Weekday]) -> Result<Vec<Weekday>, Failure> {
    let mut days: Vec<Weekday> =
        Weekday::ALL.iter().copied().filter(|day| asked.contains(day)).collect();
    match &routine.frequency.days {
        Some(DaysOfTheWeek::On(its)) if days.is_empty() => {
            days = Weekday::ALL.iter().copied().filter(|day| its.contains(day)).collect();
        }
        Some(DaysOfTheWeek::On(its)) if !days.iter().all(|day| its.contains(day)) => {
            let its: Vec<&str> = its.iter().map(|day| day.name()).collect();
            return Err(cannot(words::not_its_days(name, &its), words::LEAVE_DAYS_OUT));
        }
        Some(DaysOfTheWeek::AWeek(most)) if *most < A_WEEK => {
            if days.is_empty() || days.len() > usize::from(*most) {
                return Err(cannot(words::days_a_week(name, *most), words::SAY_WHICH));
            }
        }
        Some(_) => {}
        None => {
            let of_a_week = |words: &&str| words.to_lowercase().contains(words::OF_A_WEEK);
            let how_often = routine.how_often.as_deref().filter(|_| days.is_empty());
            if let Some(how_often) = how_often.filter(of_a_week).map(printable) {
                return Err(cannot(words::in_words_only(name, &how_often), words::SAY_WHICH));
            }
        }
    }
    Ok(if days.len() == usize::from(A_WEEK) { Vec::new() } else { days })
}

/// Whether that is not too often in a day, and a line where it is less often than meant.
fn times(name: &str, routine: &Routine, count: usize) -> Result<Option<String>, Failure> {
    let meant = routine.frequency.times_a_day;
    let most = meant.unwrap_or(TIMES_AT_MOST);
    if count > usize::from(most) {
        return Err(cannot(words::too_often(name, most), words::give_at(most)));
    }
    Ok(meant.filter(|meant| usize::from(*meant) > count).map(words::meant_more_often))
}

fn cannot(why: String, instead: impl Into<String>) -> Failure {
    CommandError::CannotRemind { why, instead: instead.into() }.into()
}
