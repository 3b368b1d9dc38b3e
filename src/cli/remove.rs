//! `remove`: a file of one's own out of use; a copy stays.

use std::io::Write;

use crate::cli::args::Remove;
use crate::cli::error::{Error, Exit};
use crate::format::embedded;
use crate::io::store::Shelf;
use crate::io::user_files::{Copy, OwnFile, Sort};
use crate::io::{prompt, terminal};
use crate::text::files;
use crate::text::printable::printable;

use super::shown;

/// `remove`
#[expect(clippy::disallowed_methods, reason = "it asks only whether the name is there")]
pub(super) fn remove(asked: &Remove, shelf: &Shelf, out: &mut impl Write) -> Result<Exit, Error> {
    let own = |sort| shelf.own(sort, &asked.name).ok();
    let sorts = [Sort::Routine, Sort::Exercise].into_iter();
    let there = |own: &OwnFile| own.path(Copy::Current).symlink_metadata().is_ok();
    let found = sorts.filter_map(|sort| Some((sort, own(sort)?))).find(|(_, own)| there(own));
    let Some((sort, own)) = found else {
        return Err(Error::Usage(files::not_yours(&printable(&asked.name))));
    };
    let path = shown(&own.path(Copy::Current));
    if !asked.yes {
        if !terminal::has_keyboard() {
            let command = format!("stenosis-routine remove {}", own.name());
            return Err(Error::Usage(files::needs_yes(&command)));
        }
        writeln!(out, "{path}")?;
        if prompt::ask(&files::TAKE_AWAY, out)? != 'y' {
            writeln!(out, "{}", files::NOT_TAKEN)?;
            return Ok(Exit::Done);
        }
    }
    own.remove()?;
    writeln!(out, "{}", files::taken_away(&shown(&own.path(Copy::Before))))?;
    if embedded::text(sort.built_in(), own.name()).is_some() {
        writeln!(out, "{}", files::built_in_again(own.name()))?;
    }
    Ok(Exit::Done)
}
