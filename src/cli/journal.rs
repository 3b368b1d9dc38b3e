//! `journal`: what was done and how it felt; adding to it, and forgetting.

use std::io::{self, Write};
use std::path::Path;

use crate::cli::args::{Elsewhere, JournalAdd, JournalArgs, JournalCommand, JournalForget};
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::domain::answers::Note;
use crate::io::journal::{self as files, JournalError};
use crate::io::store::Store;
use crate::io::{clock, prompt, terminal};
use crate::journal::{Activity, Entry, ListLayout, Record, Records, page, row};
use crate::text::journal as text;

use super::zone_line;

/// How many entries are listed for a person who says nothing.
const LISTED: u32 = 10;

/// `journal`
pub(super) fn journal(
    asked: &JournalArgs,
    store: &Store,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let folder = store.own_folder();
    let Some(folder) = folder else { return no_home(asked, out) };
    let done = match &asked.command {
        Some(JournalCommand::Add(what)) => add(what, folder, out),
        Some(JournalCommand::Forget(which)) => return forget(which, folder, out),
        None if asked.json => json(asked, folder, out),
        None if asked.csv => csv(asked, folder, out),
        None => list(asked, folder, out),
    };
    done.map(|()| Exit::Done)
}

fn no_home(asked: &JournalArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    if asked.command.is_some() {
        return Err(JournalError::NoFolder.into());
    }
    if !asked.json && !asked.csv {
        writeln!(out, "{}", text::EMPTY)?;
    }
    Ok(Exit::Done)
}

/// Calls `see` with every record, newest first, until it has enough; gives how many lines were not
/// understood.
fn records(
    folder: &Path,
    mut see: impl FnMut(&Record, bool) -> io::Result<bool>,
) -> Result<usize, Failure> {
    let failed = |error| JournalError::failed(folder, error);
    let Some(log) = files::reading(folder).map_err(failed)? else { return Ok(0) };
    let mut records = Records::new(log).map_err(failed)?;
    for record in records.by_ref() {
        let record = record.map_err(failed)?;
        let may_go_on = record.session().is_some_and(|session| session.ended.is_none());
        let live = may_go_on && files::is_live(folder, &record.id);
        if !see(&record, live)? {
            break;
        }
    }
    Ok(records.not_understood)
}

/// Calls `see` with what a person would count.
fn entries(
    folder: &Path,
    last: u32,
    mut see: impl FnMut(u32, &Record, bool) -> io::Result<()>,
) -> Result<usize, Failure> {
    let mut number = 0;
    records(folder, |record, live| {
        number += 1;
        see(number, record, live)?;
        Ok(number < last)
    })
}

fn list(asked: &JournalArgs, folder: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let layout = ListLayout { width: terminal::width(), today: clock::now_here().date() };
    let mut is_empty = true;
    let last = asked.last.unwrap_or(LISTED);
    let not_understood = entries(folder, last, |number, record, live| {
        is_empty = false;
        out.write_all(page(layout, number, record, live).as_bytes())
    })?;
    if is_empty {
        writeln!(out, "{}", text::EMPTY)?;
    }
    if not_understood > 0 {
        writeln!(out, "{}", text::not_understood(not_understood))?;
    }
    Ok(zone_line().iter().try_for_each(|line| writeln!(out, "{line}"))?)
}

fn json(asked: &JournalArgs, folder: &Path, out: &mut impl Write) -> Result<(), Failure> {
    rows(asked, folder, |row| {
        let row = serde_json::to_string(&row)? + "\n";
        out.write_all(row.as_bytes())
    })
}

fn csv(asked: &JournalArgs, folder: &Path, out: &mut impl Write) -> Result<(), Failure> {
    // By this mark a spreadsheet knows that it is UTF-8.
    write!(out, "\u{feff}")?;
    let mut table = csv::Writer::from_writer(out);
    rows(asked, folder, |row| {
        table.serialize(row.for_a_spreadsheet()).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    })?;
    Ok(table.flush()?)
}

/// Calls `see` with as many rows as were asked for; all where nobody said.
fn rows(
    asked: &JournalArgs,
    folder: &Path,
    mut see: impl FnMut(crate::journal::TableRow) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut left = asked.last.unwrap_or(u32::MAX);
    records(folder, |record, live| {
        if let Some(row) = row(record, live) {
            see(row)?;
            left = left.saturating_sub(1);
        }
        Ok(left > 0)
    })?;
    Ok(())
}

fn add(what: &JournalAdd, folder: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let Some(entry) = entry(what) else { return Ok(()) };
    files::add(folder, entry).map_err(|error| JournalError::failed(folder, error))?;
    let fell = matches!(what, JournalAdd::Fall(_)).then(|| text::FELL.to_owned());
    let lines = [text::ADDED.to_owned()].into_iter().chain(fell).chain(zone_line());
    Ok(lines.into_iter().try_for_each(|line| writeln!(out, "{line}"))?)
}

/// What is written down; nothing where there are no words.
fn entry(what: &JournalAdd) -> Option<Entry> {
    let note = |words: &Option<String>| words.as_deref().and_then(Note::new);
    let elsewhere = |what, more: &Elsewhere| {
        let (minutes, note) = (more.minutes, note(&more.note));
        Entry::Activity { what, minutes, stopped_by: None, note }
    };
    Some(match what {
        JournalAdd::Walk(walk) => Entry::Activity {
            what: Activity::Walk,
            minutes: walk.more.minutes,
            stopped_by: walk.stopped_by.map(Into::into),
            note: note(&walk.more.note),
        },
        JournalAdd::Pool(more) => elsewhere(Activity::Pool, more),
        JournalAdd::Cycling(more) => elsewhere(Activity::Cycling, more),
        JournalAdd::Heat(more) => elsewhere(Activity::Heat, more),
        JournalAdd::Cold(more) => elsewhere(Activity::Cold, more),
        JournalAdd::Fall(words) => {
            elsewhere(Activity::Fall, &Elsewhere { minutes: None, note: words.note.clone() })
        }
        JournalAdd::Note { words } => Entry::Note { note: Note::new(&words.join(" "))? },
    })
}

fn forget(asked: &JournalForget, folder: &Path, out: &mut impl Write) -> Result<Exit, Failure> {
    let which = asked.entry.as_deref();
    let record = which.map(|which| find(which, folder)).transpose()?.flatten();
    if let (Some(which), None) = (which, &record) {
        return Err(CommandError::NoEntry(which.to_owned()).into());
    }
    if let Some(record) = &record {
        let layout = ListLayout { width: terminal::width(), today: clock::now_here().date() };
        write!(out, "{}", page(layout, 1, record, files::is_live(folder, &record.id)))?;
    }
    let question = if record.is_some() { text::FORGET_THIS } else { text::FORGET_ALL };
    if !asked.yes && !terminal::has_keyboard() {
        return Err(CommandError::NobodyToAsk.into());
    }
    if !asked.yes && prompt::ask(&question, out)? != 'y' {
        writeln!(out, "{}", text::KEPT)?;
        return Ok(Exit::Done);
    }
    let what = record.as_ref().map_or(files::Forget::All, |record| files::Forget::One(&record.id));
    let left = files::forget(folder, what).map_err(|error| JournalError::failed(folder, error))?;
    let Some(memory) = left else {
        return Err(CommandError::SessionGoesOn.into());
    };
    writeln!(out, "{}", text::FORGOTTEN)?;
    let stays = [
        (memory.waits_for_a_doctor(), text::EMERGENCY_STAYS),
        (memory.asks_first(), text::ASK_FIRST_STAYS),
        (memory.red_stop.is_some(), text::RED_STOP_STAYS),
    ];
    for (_, stays) in stays.iter().filter(|(is_open, _)| *is_open) {
        writeln!(out, "{stays}")?;
    }
    Ok(Exit::Done)
}

/// The entry with this number, or of this name.
fn find(which: &str, folder: &Path) -> Result<Option<Record>, Failure> {
    let mut found = None;
    let at = which.parse::<u32>().ok();
    entries(folder, at.unwrap_or(u32::MAX), |number, record, _| {
        if found.is_none() && (at == Some(number) || record.id.name() == which) {
            found = Some(record.clone());
        }
        Ok(())
    })?;
    Ok(found)
}
