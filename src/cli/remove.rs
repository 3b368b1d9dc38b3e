//! `remove`: a file of one's own out of use; a copy stays.

use std::io::Write;

use crate::cli::args::Remove;
use crate::cli::error::{CommandError, Failure, Hint};
use crate::cli::exit::Exit;
use crate::format::{self, embedded};
use crate::io::store::Store;
use crate::io::user_files::{Edition, FileKind, UserFile};
use crate::io::{prompt, terminal};
use crate::text::files;

use super::shown;

fn not_yours(name: &str, store: &Store) -> Failure {
    let failure = Failure::from(CommandError::NotYours(name.to_owned()));
    let own = [FileKind::Routine, FileKind::Exercise].map(|kind| store.own_names(kind)).concat();
    match format::nearest_name(name.strip_suffix(".toml").unwrap_or(name), &own) {
        Some(near) => failure.hint(Hint::Instead(name.to_owned(), vec![near.to_owned()])),
        None => failure,
    }
}

/// `remove`
#[expect(clippy::disallowed_methods, reason = "it asks only whether the name is there")]
pub(super) fn remove(asked: &Remove, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let user_file = |kind| store.user_file(kind, &asked.name).ok();
    let sorts = [FileKind::Routine, FileKind::Exercise].into_iter();
    let there = |user_file: &UserFile| user_file.path(Edition::Current).symlink_metadata().is_ok();
    let found = sorts
        .filter_map(|kind| Some((kind, user_file(kind)?)))
        .find(|(_, user_file)| there(user_file));
    let Some((kind, user_file)) = found else {
        return Err(not_yours(&asked.name, store));
    };
    let path = shown(&user_file.path(Edition::Current));
    if !asked.yes {
        if !terminal::has_keyboard() {
            let command = format!("stenosis-routine remove {}", user_file.name());
            return Err(CommandError::NobodyHere { command }.into());
        }
        writeln!(out, "{path}")?;
        if prompt::ask(&files::TAKE_AWAY, out)? != 'y' {
            writeln!(out, "{}", files::NOT_TAKEN)?;
            return Ok(Exit::Done);
        }
    }
    user_file.remove()?;
    writeln!(out, "{}", files::taken_away(&shown(&user_file.path(Edition::Before))))?;
    if embedded::text(kind.built_in(), user_file.name()).is_some() {
        writeln!(out, "{}", files::built_in_again(user_file.name()))?;
    }
    Ok(Exit::Done)
}
