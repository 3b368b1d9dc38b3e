//! `profile` at a keyboard: the health questions one after the other, answered by a letter and Enter.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::conversation::key_places::by_place;
use crate::domain::profile::{ASKED_LAST, Flag, Profile, Told};
use crate::io::kept_files::{KeepError, Recalled};
use crate::io::store::Store;
use crate::io::{clock, prompt, terminal};
use crate::text::health::{self as text, HealthReply};
use crate::text::questions::{Wanted, please};

/// Asks for every health answer, keeps what was said in one change, and says it back. Nothing is asked
/// where nothing could be kept.
pub(super) fn ask(store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let Recalled { value: known, broken } = store.profile();
    if let Some(broken) = broken {
        return Err(KeepError::Unreadable(broken).into());
    }
    for line in [crate::text::PROFILE].iter().chain(text::HOW_TO_ANSWER) {
        writeln!(out, "{line}")?;
    }
    let said = interview(&known, out)?;
    if said.is_empty() {
        writeln!(out, "{}", text::NOTHING_CHANGED)?;
        return super::health::show(&known, out);
    }
    let kept = store.change_profile(|profile| profile.tell_each(&said, &known, clock::today()))?;
    // As it stands there now: what was told elsewhere meanwhile has stayed.
    let kept = said.keys().filter_map(|flag| Some((*flag, kept.told(*flag)?))).collect();
    for line in text::said_back(&kept) {
        writeln!(out, "{}", textwrap::fill(&line, terminal::width()))?;
    }
    writeln!(out, "{}", text::KEPT)?;
    Ok(Exit::Done)
}

/// The flags in the order in which they are asked for.
fn asked_for(known: &Profile) -> Vec<Flag> {
    let is_asked = |flag: &Flag| *flag != ASKED_LAST || known.told(*flag) != Some(Told::No);
    let mut flags: Vec<Flag> = Flag::ALL.iter().copied().filter(is_asked).collect();
    flags.sort_by_key(|flag| *flag == ASKED_LAST);
    flags
}

/// What was answered until somebody had enough, or the input was over.
fn interview(known: &Profile, out: &mut impl Write) -> io::Result<BTreeMap<Flag, Told>> {
    let flags = asked_for(known);
    let (mut said, mut at) = (BTreeMap::new(), 0);
    while let Some(flag) = flags.get(at) {
        let so_far = said.get(flag).copied().or(known.told(*flag));
        let question = text::question(at + 1, flags.len(), *flag, so_far);
        writeln!(out, "\n{}", textwrap::fill(&question, terminal::width()))?;
        if *flag == ASKED_LAST {
            writeln!(out, "{}", text::NOT_ASKED_AGAIN)?;
        }
        match reply(out)? {
            HealthReply::Told(told) => {
                said.insert(*flag, told);
                at += 1;
            }
            HealthReply::Keep => at += 1,
            HealthReply::Back => at = at.saturating_sub(1),
            HealthReply::Enough => break,
        }
    }
    Ok(said)
}

/// What was said; whatever fits nothing is answered at once.
fn reply(out: &mut impl Write) -> io::Result<HealthReply> {
    loop {
        out.flush()?;
        let Some(line) = prompt::typed() else {
            writeln!(out)?;
            return Ok(HealthReply::Enough);
        };
        let mut letters = line.trim().chars();
        let word = match (letters.next(), letters.next()) {
            (Some(letter), None) => by_place(letter).to_string(),
            _ => line,
        };
        match text::reply(&word) {
            Some(reply) => return Ok(reply),
            None => writeln!(out, "{}", please(&Wanted::Keys(text::keys())))?,
        }
    }
}
