//! `new`: a routine of one's own, from a short template or from another routine.

use std::io::Write;

use crate::cli::args::New;
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::format::diagnostic::Source;
use crate::format::embedded::TEMPLATE;
use crate::format::rewrite::{self, Unfit};
use crate::format::schema::File;
use crate::format::{self, file_name};
use crate::io::store::Store;
use crate::io::user_files::{Edition, FileKind};
use crate::text::files;

use super::edit::with_help;
use super::{library, load, shown, unknown, usable};

/// `new`
pub(super) fn new(asked: &New, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let refuse = || CommandError::NotAFileName(asked.name.clone());
    let name = file_name(&asked.name).ok_or_else(refuse)?;
    let user_file = store.user_file(FileKind::Routine, &name)?;
    if user_file.text(Edition::Current).is_some() {
        return Err(CommandError::ThereAlready(name).into());
    }
    let begins_with = match &asked.from {
        Some(from) => copied(from, store)?,
        None => TEMPLATE.to_owned(),
    };
    let text = rewrite::titled(&begins_with, &title(&asked.name)).map_err(|Unfit| refuse())?;
    let source = Source::new(&name, &text);
    usable(&format::check(&source, &library(store)))?;
    user_file.put(&with_help(&text, File::Routine, store), None, &[])?;
    writeln!(out, "{}", files::made(&name, &shown(&user_file.path(Edition::Current))))?;
    Ok(Exit::Done)
}

/// The text of a routine, or a routine of that exercise.
fn copied(from: &str, store: &Store) -> Result<String, Failure> {
    load(Some(from), store)?;
    let found = store.routine(from).ok_or_else(|| unknown(from, store))?;
    let text = found.text.map(|source| source.text.clone()).unwrap_or_default();
    match format::is_exercise_file(&text) {
        true => rewrite::routine_using(from, from)
            .map_err(|Unfit| CommandError::NotAFileName(from.to_owned()).into()),
        false => Ok(text),
    }
}

/// A title from what was typed: `morning-gentle` is called "Morning gentle".
fn title(typed: &str) -> String {
    let words = match typed.contains(char::is_whitespace) {
        true => typed.trim().to_owned(),
        false => typed.replace(['-', '_'], " "),
    };
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
