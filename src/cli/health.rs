//! `safety` and `profile`: when to stop, and the answers that make sessions smaller.

use std::io::Write;

use crate::cli::args::{ProfileCommand, Safety, SetFlag};
use crate::cli::error::{Exit, Failure};
use crate::conversation::graph;
use crate::domain::profile::{Flag, Profile};
use crate::io::clock;
use crate::io::kept_files::Recalled;
use crate::io::store::Store;
use crate::io::terminal;
use crate::text;

use super::{broken_line, health_questions};

/// `safety`
pub(super) fn safety(asked: Safety, out: &mut impl Write) -> Result<Exit, Failure> {
    if asked.all {
        write!(out, "{}", graph::document(false))?;
        return Ok(Exit::Done);
    }
    for line in text::questions::CARD.iter().chain(&[""]).chain(text::SAFETY) {
        writeln!(out, "{}", textwrap::fill(line, terminal::width()))?;
    }
    Ok(Exit::Done)
}

/// `profile`
pub(super) fn profile(
    command: Option<&ProfileCommand>,
    store: &Store,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let profile = match command {
        None if terminal::has_keyboard() && store.own_folder().is_some() => {
            return health_questions::ask(store, out);
        }
        None => {
            let Recalled { value, broken } = store.profile();
            if let Some(broken) = &broken {
                writeln!(out, "{}", broken_line(broken))?;
            }
            value
        }
        Some(ProfileCommand::Set(asked)) => store.change_profile(|profile| set(profile, asked))?,
        Some(ProfileCommand::Cleared { told }) => {
            store.change_profile(|profile| profile.clinician_cleared = told.is_yes())?
        }
        Some(ProfileCommand::Forget) => store.forget_profile()?,
    };
    show(&profile, out)
}

fn set(profile: &mut Profile, asked: &SetFlag) {
    for flag in &asked.flags {
        profile.tell(*flag, asked.told.into(), clock::today());
    }
}

pub(super) fn show(profile: &Profile, out: &mut impl Write) -> Result<Exit, Failure> {
    writeln!(out, "{}", text::PROFILE)?;
    for flag in Flag::ALL {
        let told = profile.told(*flag).map_or("-", text::health::told_in_words);

        writeln!(out, "  {flag:<17} {told:<9} {}", text::flag_in_words(*flag))?;
    }
    if profile.clinician_cleared {
        writeln!(out, "{}", text::CLEARED)?;
    }
    writeln!(out, "{}", text::HOW_TO_SET)?;
    Ok(Exit::Done)
}
