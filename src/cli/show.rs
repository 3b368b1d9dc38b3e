//! `show`: everything about a routine, for a person or for a program.

use std::io::Write;
use std::sync::Arc;

use crate::cli::args::Show;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::domain::plan::Plan;
use crate::domain::timeline::compile;
use crate::faces::timeline_table;
use crate::io::store::Store;
use crate::io::terminal;

use super::{load, looks_like_line, options, shadow_line};

/// `show`
pub(super) fn show(asked: &Show, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let loaded = load(asked.routine.name.as_deref(), store)?;
    options::check(&asked.with, &loaded.routine)?;
    let plan = Plan::whole(Arc::clone(&loaded.routine)).with_options(&asked.with);
    let timeline = compile(&plan);
    if asked.json {
        timeline_table::write_json(&timeline, out)?;
        return Ok(Exit::Done);
    }
    let alike = looks_like_line(&loaded.name);
    for line in alike.iter().chain(&shadow_line(&loaded)).chain(&loaded.more) {
        writeln!(out, "{line}")?;
    }
    timeline_table::write(&plan, &timeline, terminal::width(), out)?;
    Ok(Exit::Done)
}
