//! `list`: what there is, with minutes and position.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use crate::cli::args::List;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::domain::plan::Plan;
use crate::domain::routine::Routine;
use crate::domain::timeline::compile;
use crate::domain::units::Clock;
use crate::format::diagnostic::Code;
use crate::format::{self, ExerciseTexts as _, Library, embedded};
use crate::io::store::Store;
use crate::io::user_files::FileKind;
use crate::text::{commands, files};

use super::{checked, library};

/// `list`
pub(super) fn list(asked: &List, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    if asked.poses {
        return poses(out);
    }
    let names = match (asked.exercises, asked.mine) {
        (true, false) => store.exercise_names(),
        (false, false) => store.routine_names(),
        (true, true) => store.own_names(FileKind::Exercise),
        (false, true) => store.own_names(FileKind::Routine),
    };
    let kind = if asked.exercises { FileKind::Exercise } else { FileKind::Routine };
    let remarks = store.remarks_on_names(kind);
    if names.is_empty() {
        let lines = remarks.iter().map(String::as_str).chain([files::NONE_OF_YOUR_OWN]);
        lines.into_iter().try_for_each(|line| writeln!(out, "{line}"))?;
        return Ok(Exit::Done);
    }
    let library = library(store);
    let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
    for name in &names {
        let about = about(name, asked.exercises, store, &library);
        let blanks = " ".repeat(widest.saturating_sub(name.width()));
        let alike = format::looks_like(name).map(commands::not_the_built_in).unwrap_or_default();
        writeln!(out, "{name}{blanks}  {about}{alike}")?;
    }
    writeln!(out)?;
    remarks.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    if !remarks.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{}\n{}", commands::not_reviewed(), commands::BEGIN_WITH_A_NAME)?;
    Ok(Exit::Done)
}

/// The poses that a phase can name, each with the first remark in its file.
fn poses(out: &mut impl Write) -> Result<Exit, Failure> {
    let widest = embedded::POSES.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, text) in embedded::POSES {
        let about =
            text.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default();
        writeln!(out, "{}", format!("{name:widest$}  {about}").trim_end())?;
    }
    writeln!(out, "\n{}", commands::HOW_TO_NAME_A_POSE)?;
    Ok(Exit::Done)
}

/// Minutes and positions of a routine or an exercise, or why it has none.
pub(super) fn about(name: &str, exercises: bool, store: &Store, library: &Library<'_>) -> String {
    let found = if exercises { store.exercise_file(name) } else { store.routine(name) };
    let Some(checked) = found.map(|found| checked(&found, library)) else {
        return commands::has_faults(name);
    };
    match checked.routine {
        Some(routine) => {
            let positions = positions(&routine);
            let total = compile(&Plan::whole(routine).with_options(&[])).total();
            format!("{:>5}  {positions}", Clock(total))
        }
        None if checked.findings.iter().any(|finding| finding.code == Code::Limit(26)) => {
            commands::NOT_WITHOUT_A_CLINICIAN.into()
        }
        None => commands::has_faults(name),
    }
}

/// The positions in the order in which they come: `lying, then standing`.
pub(super) fn positions(routine: &Routine) -> String {
    let mut positions: Vec<&str> = Vec::new();
    for exercise in &routine.exercises {
        let name = exercise.full.position.name();
        if !positions.contains(&name) {
            positions.push(name);
        }
    }
    commands::positions(&positions)
}
