//! `install-icon`, and what the icon does: a session in a window of its own.

use std::io::Write;

use crate::cli::args::{InAWindow, InstallIcon};
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::io::icon::{self, Shortcut};
use crate::io::store::Store;
use crate::text::icon as words;

use super::{load, shown};

/// `install-icon`
pub(super) fn install_icon(
    asked: &InstallIcon,
    store: &Store,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let routine = asked.name.as_deref();
    if asked.remove {
        let gone = icon::take_away(routine)?;
        let gone: Vec<String> = gone.iter().map(|path| shown(path)).collect();
        let said =
            if gone.is_empty() { words::NONE_THERE.into() } else { words::taken_away(&gone) };
        writeln!(out, "{said}")?;
        return Ok(Exit::Done);
    }
    let title = match routine {
        Some(name) => load(Some(name), store)?.routine.title.clone(),
        None => words::TITLE.to_owned(),
    };
    let put = icon::put(Shortcut { routine, title: &title })?;
    let put: Vec<String> = put.iter().map(|path| shown(path)).collect();
    writeln!(out, "{}", words::put(&put, icon::window()))?;
    Ok(Exit::Done)
}

/// `in-a-window`
pub(super) fn in_a_window(asked: &InAWindow) -> Result<Exit, Failure> {
    icon::open_window(asked.name.as_deref())?;
    Ok(Exit::Done)
}
