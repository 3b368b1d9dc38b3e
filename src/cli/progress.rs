//! `progress`: what has changed from week to week.

use std::io::Write;
use std::path::Path;

use crate::cli::args::ProgressArgs;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::domain::answers::Note;
use crate::faces::big_text::Ink;
use crate::faces::weeks::{self, Overview};
use crate::io::journal::{self as files, JournalError};
use crate::io::store::Store;
use crate::io::{clock, terminal};
use crate::journal::{Account, CardDue, LastWeeks, Period, Records, Week, Weeks};
use crate::text::{journal as said, weeks as words};

use super::zone_line;

/// Some weeks of a journal, read in one pass.
#[derive(Debug, Default)]
pub(super) struct ReadWeeks {
    pub(super) weeks: Vec<Week>,
    pub(super) account: Account,
    pub(super) goal: Option<Note>,
    /// What the last weeks call for, however many were asked for.
    pub(super) cards: Vec<CardDue>,
    /// Records of days that have not come.
    pub(super) later: usize,
    pub(super) not_understood: usize,
    /// Nothing at all is in the journal.
    pub(super) is_empty: bool,
}

impl ReadWeeks {
    /// What is in the journal of this folder, of these weeks.
    pub(super) fn of(folder: Option<&Path>, period: Period) -> Result<ReadWeeks, Failure> {
        let nothing = || ReadWeeks { is_empty: true, ..ReadWeeks::default() };
        let Some(folder) = folder else { return Ok(nothing()) };
        let failed = |error| JournalError::failed(folder, error);
        let Some(log) = files::reading(folder).map_err(failed)? else { return Ok(nothing()) };
        let mut last = LastWeeks::on(period.today);
        let from = period.from.min(last.period().from);
        let mut records = Records::of(log, Period { from, ..period }).map_err(failed)?;
        let (mut weeks, mut account) = (Weeks::of(period), Account::default());
        for record in records.by_ref() {
            let record = record.map_err(failed)?;
            if weeks.add(&record) {
                account.add(&record);
            }
            last.add(&record);
        }
        Ok(ReadWeeks {
            cards: last.cards(),
            goal: weeks.goal().cloned(),
            later: weeks.later,
            weeks: weeks.counted(),
            account,
            not_understood: records.not_understood,
            is_empty: false,
        })
    }

    /// What is to be said of them.
    pub(super) fn overview(&self) -> Overview<'_> {
        let goal = self.goal.as_ref().map(Note::text);
        Overview { weeks: &self.weeks, account: &self.account, cards: &self.cards, goal }
    }

    /// What was not counted, a line each.
    pub(super) fn left_out(&self) -> Vec<String> {
        let later = (self.later > 0).then(|| words::dated_later(self.later));
        let not_understood = self.not_understood;
        let not_understood = (not_understood > 0).then(|| said::not_understood(not_understood));
        later.into_iter().chain(not_understood).collect()
    }
}

/// `progress`
pub(super) fn progress(
    asked: &ProgressArgs,
    store: &Store,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let period = Period::of(asked.weeks, clock::today());
    let read = ReadWeeks::of(store.own_folder(), period)?;
    if asked.json {
        let json = weeks::json(&read.overview()).map_err(std::io::Error::from)?;
        out.write_all(json.as_bytes())?;
        return Ok(Exit::Done);
    }
    let lines = if read.weeks.is_empty() {
        let nothing =
            if read.is_empty { said::EMPTY.to_owned() } else { words::nothing_lately(asked.weeks) };
        vec![nothing]
    } else if asked.plain || !terminal::can_draw() {
        weeks::plain(&read.overview())
    } else {
        let braille = terminal::ink() == Ink::Blocks;
        weeks::drawn(&read.overview(), terminal::width(), braille)
    };
    let lines = lines.into_iter().chain(read.left_out()).chain(zone_line());
    lines.into_iter().try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(Exit::Done)
}
