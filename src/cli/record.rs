//! The journal of a session: whether it takes up one that was interrupted, and whether it was saved.

use std::io::Write;
use std::path::Path;

use crate::cli::args::Start;
use crate::cli::error::Failure;
use crate::domain::answers::Score;
use crate::domain::ending::How;
use crate::domain::plan::Plan;
use crate::io::journal::{self, Journal, Leaves, TORN, Verdict};
use crate::io::prompt::ask;
use crate::io::store::Store;
use crate::journal::{Interrupted, LastSession, Opening};
use crate::text;

use super::Loaded;

/// The plan to go on with, and the journal to write it down in. Nothing where somebody, asked whether
/// to go on with an interrupted session, says not today.
pub(super) fn begin(
    asked: &Start,
    loaded: &Loaded,
    plan: Plan,
    keyboard: bool,
    may_ask: bool,
    store: &Store,
) -> Result<Option<(Plan, Journal)>, Failure> {
    let mut about = Opening {
        name: loaded.name.clone(),
        title: loaded.routine.title.clone(),
        digest: loaded.digest.clone(),
        keyboard,
        resumes: None,
        program: env!("CARGO_PKG_VERSION").into(),
    };
    if asked.no_journal {
        return Ok(Some((plan, Journal::begin(store, about, Leaves::Facts))));
    }
    let folder = store.own_folder();
    let may_ask = keyboard && may_ask && asked.from.is_none();
    let interrupted = folder
        .filter(|_| may_ask)
        .and_then(|folder| journal::interrupted_today(folder, &about.digest));
    let choice = interrupted.as_ref().map_or(Ok(TakeUp::Anew), answer)?;
    let plan = match (choice, interrupted) {
        (TakeUp::NotToday, _) => return Ok(None),
        (TakeUp::GoOn, Some(one)) => {
            about.resumes = Some(one.id);
            plan.from_place(one.from)
        }
        _ => plan,
    };
    Ok(Some((plan, Journal::begin(store, about, Leaves::Everything))))
}

/// What becomes of a session that was interrupted.
enum TakeUp {
    GoOn,
    Anew,
    NotToday,
}

/// Asks. Enter goes on: that is the smaller of the two.
#[expect(
    clippy::disallowed_methods,
    reason = "it asks before there is a session to hand the output in"
)]
fn answer(one: &Interrupted) -> Result<TakeUp, Failure> {
    let clock = text::journal::clock(one.at.civil.hour(), one.at.civil.minute());
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}", text::journal::interrupted(&one.title, &clock, one.done, one.of))?;
    Ok(match ask(&text::journal::GO_ON, &mut out)? {
        text::journal::GOES_ON => TakeUp::GoOn,
        text::journal::BEGINS_ANEW => TakeUp::Anew,
        _ => {
            writeln!(out, "{}", text::NOT_TODAY)?;
            TakeUp::NotToday
        }
    })
}

/// Whether it was saved, for the end of a session. Behind the words of an emergency only what the next
/// start will not know is said, and nothing where nothing was done.
pub(super) fn verdict(verdict: Option<Verdict>, how: Option<How>) -> Vec<String> {
    let Some(verdict) = verdict else { return Vec::new() };
    let is_worth_it = how.is_some_and(is_worth_a_word);
    let is_emergency = how == Some(How::Emergency);
    let lines = match &verdict.not_saved {
        Some(why) if is_worth_it || is_emergency => Some(text::journal::not_saved(why)),
        None if verdict.only_facts && verdict.has_lines => {
            Some(text::journal::ONE_LINE_KEPT.into())
        }
        None if is_worth_it && verdict.has_lines => Some(text::journal::SAVED.to_owned()),
        _ => None,
    };
    let not_kept = verdict.not_kept.as_ref().map(text::journal::not_saved);
    let set_aside = (verdict.set_aside && is_worth_it).then(|| text::journal::set_aside(TORN));
    lines.into_iter().chain(not_kept).chain(set_aside).collect()
}

/// The last sessions in a line, this one among them: behind one that was saved, and in which nothing was
/// amiss.
pub(super) fn last_sessions(
    folder: Option<&Path>,
    said: &[String],
    how: Option<How>,
) -> Option<String> {
    let is_one = matches!(how, Some(How::Finished | How::Stopped));
    let is_saved = said.first().is_some_and(|line| line == text::journal::SAVED);
    let folder = folder.filter(|_| is_one && is_saved)?;
    let last: Vec<LastSession> =
        journal::recent(folder).filter_map(|record| LastSession::of(&record)).take(SHOWN).collect();
    let number = |score: Option<Score>| score.map(Score::number);
    let pains = last.iter().rev().map(|one| (number(one.before), number(one.after)));
    let pains: Vec<(Option<u8>, Option<u8>)> = pains.collect();
    let is_said = pains.iter().any(|(before, after)| before.or(*after).is_some());
    (pains.len() == SHOWN && is_said).then(|| text::weeks::last_sessions(&pains))
}

/// So many sessions are in that line.
const SHOWN: usize = 3;

const fn is_worth_a_word(how: How) -> bool {
    matches!(how, How::Finished | How::Stopped | How::Legs | How::RedStop | How::Signal(_))
}
