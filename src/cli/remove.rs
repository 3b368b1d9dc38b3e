//! `remove`: a file of one's own out of use; a copy stays.

use std::io::Write;

use crate::cli::args::Remove;
use crate::cli::error::{CommandError, Exit, Failure};
use crate::format::embedded;
use crate::io::store::Store;
use crate::io::user_files::{Edition, FileKind, UserFile};
use crate::io::{prompt, terminal};
use crate::text::files;

use super::shown;

/// `remove`
#[expect(clippy::disallowed_methods, reason = "it asks only whether the name is there")]
pub(super) fn remove(asked: &Remove, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let own = |kind| store.user_file(kind, &asked.name).ok();
    let sorts = [FileKind::Routine, FileKind::Exercise].into_iter();
    let there = |own: &UserFile| own.path(Edition::Current).symlink_metadata().is_ok();
    let found = sorts.filter_map(|kind| Some((kind, own(kind)?))).find(|(_, own)| there(own));
    let Some((kind, own)) = found else {
        return Err(CommandError::NotYours(asked.name.clone()).into());
    };
    let path = shown(&own.path(Edition::Current));
    if !asked.yes {
        if !terminal::has_keyboard() {
            let command = format!("stenosis-routine remove {}", own.name());
            return Err(CommandError::NobodyHere { command }.into());
        }
        writeln!(out, "{path}")?;
        if prompt::ask(&files::TAKE_AWAY, out)? != 'y' {
            writeln!(out, "{}", files::NOT_TAKEN)?;
            return Ok(Exit::Done);
        }
    }
    own.remove()?;
    writeln!(out, "{}", files::taken_away(&shown(&own.path(Edition::Before))))?;
    if embedded::text(kind.built_in(), own.name()).is_some() {
        writeln!(out, "{}", files::built_in_again(own.name()))?;
    }
    Ok(Exit::Done)
}
