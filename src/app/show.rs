//! `show`: everything about a routine, for a person or for a program.

use std::io::Write;
use std::sync::Arc;

use crate::cli::Show;
use crate::device::disk::Shelf;
use crate::device::terminal;
use crate::error::{Error, Exit};
use crate::plan::Plan;
use crate::show;
use crate::timeline::compile;

use super::{load, shadow_line};

/// `show`
pub(super) fn show(asked: &Show, shelf: &Shelf, out: &mut impl Write) -> Result<Exit, Error> {
    let loaded = load(asked.routine.name.as_deref(), shelf)?;
    let plan = Plan::whole(Arc::clone(&loaded.routine));
    let timeline = compile(&plan);
    if asked.json {
        show::write_json(&timeline, out)?;
        return Ok(Exit::Done);
    }
    for line in shadow_line(&loaded).iter().chain(&loaded.more) {
        writeln!(out, "{line}")?;
    }
    show::write(&plan, &timeline, terminal::width(), out)?;
    Ok(Exit::Done)
}
