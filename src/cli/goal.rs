//! `goal`: one thing that is hard, in a person's own words; sessions ask once a week how hard it is.

use std::io::{self, Write};
use std::path::Path;

use crate::cli::args::GoalArgs;
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::domain::answers::{Note, Score};
use crate::io::journal::{self as files, JournalError};
use crate::io::store::Store;
use crate::io::{prompt, terminal};
use crate::journal::{Entry, WeeklyMemory};
use crate::text::journal as said;
use crate::text::printable::printable;
use crate::text::questions::{Wanted, please};
use crate::text::weekly as text;

use super::zone_line;

/// So many characters are one thing, on a page and in a question (our own choice).
const CHARACTERS_AT_MOST: usize = 100;

/// `goal`
pub(super) fn goal(asked: &GoalArgs, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let folder = store.own_folder();
    if asked.forget {
        return forget(asked, folder.ok_or(JournalError::NoFolder)?, out);
    }
    if asked.words.is_empty() {
        return show(folder, out);
    }
    let typed = asked.words.join(" ");
    let words = Note::new(&typed).ok_or(CommandError::NoGoal)?;
    let long = words.text().chars().count();
    if long > CHARACTERS_AT_MOST {
        return Err(CommandError::GoalTooLong(long, CHARACTERS_AT_MOST).into());
    }
    let folder = folder.ok_or(JournalError::NoFolder)?;
    let hard = if terminal::has_keyboard() { ask(&words, out)? } else { None };
    let entry = Entry::Goal { words: Some(words), hard };
    files::add(folder, entry).map_err(|error| JournalError::failed(folder, error))?;
    writeln!(out, "{}", text::GOAL_WRITTEN)?;
    zone_line().iter().try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(Exit::Done)
}

/// What is kept.
fn show(folder: Option<&Path>, out: &mut impl Write) -> Result<Exit, Failure> {
    let weekly = folder.map(files::memory).transpose()?.unwrap_or_default().weekly;
    let WeeklyMemory { goal: Some(goal), hard, .. } = weekly else {
        text::NO_GOAL.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        return Ok(Exit::Done);
    };
    let hard = hard.map(|(hard, day)| (hard.number(), day));
    let kept = text::kept_goal(&printable(goal.text()), hard);
    writeln!(out, "{}", textwrap::fill(&kept, terminal::width()))?;
    Ok(Exit::Done)
}

/// How hard it is now; nothing where nobody says.
fn ask(words: &Note, out: &mut impl Write) -> io::Result<Option<Score>> {
    for line in text::asks_how_hard(&printable(words.text())) {
        writeln!(out, "{line}")?;
    }
    loop {
        out.flush()?;
        let Some(line) = prompt::typed() else {
            writeln!(out)?;
            return Ok(None);
        };
        if line.trim().is_empty() {
            return Ok(None);
        }
        match line.trim().parse().ok().and_then(Score::new) {
            Some(score) => return Ok(Some(score)),
            None => writeln!(out, "{}", please(&Wanted::Score))?,
        }
    }
}

fn forget(asked: &GoalArgs, folder: &Path, out: &mut impl Write) -> Result<Exit, Failure> {
    if !asked.yes && !terminal::has_keyboard() {
        return Err(CommandError::NobodyToAsk.into());
    }
    if !asked.yes && prompt::ask(&said::FORGET_GOAL, out)? != 'y' {
        writeln!(out, "{}", said::KEPT)?;
        return Ok(Exit::Done);
    }
    let left = files::forget(folder, files::Forget::Goal);
    let left = left.map_err(|error| JournalError::failed(folder, error))?;
    if left.is_none() {
        return Err(CommandError::SessionGoesOn.into());
    }
    writeln!(out, "{}", said::FORGOTTEN)?;
    Ok(Exit::Done)
}
