//! `people`: the person's own mark, and whom they know by theirs.

use std::io::Write;

use crate::cli::args::{PeopleArgs, PeopleCommand};
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::io::store::Store;
use crate::text::people;

use super::broken_line;

/// `people`
pub(super) fn people(
    asked: &PeopleArgs,
    store: &Store,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    match &asked.command {
        None => list(store, out),
        Some(PeopleCommand::Forget { who }) => {
            let who = who.join(" ");
            if store.people().value.iter().next().is_none()
                || store.change_people(|people| people.forget(&who))? == 0
            {
                return Err(CommandError::NobodyCalled(who).into());
            }
            writeln!(out, "{}", people::forgotten(&who))?;
            Ok(Exit::Done)
        }
    }
}

fn list(store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let own = store.own_mark();
    if let Some(broken) = &own.broken {
        writeln!(out, "{}", broken_line(broken))?;
    }
    let own = own.value.map(|own| people::own_mark(&own.secret.public().words(), own.made));
    writeln!(out, "{}\n", own.as_deref().unwrap_or(people::NO_MARK_YET))?;
    let known = store.people();
    if let Some(broken) = &known.broken {
        writeln!(out, "{}", broken_line(broken))?;
    }
    if known.value.iter().next().is_none() {
        writeln!(out, "{}", people::NOBODY_SENT)?;
        return Ok(Exit::Done);
    }
    writeln!(out, "{}", people::THEY_SENT)?;
    for (_, sender) in known.value.iter() {
        writeln!(out, "  {}", people::known(sender))?;
    }
    writeln!(out, "{}\n{}", people::to_forget(), people::SAYS_NO_MORE)?;
    Ok(Exit::Done)
}
