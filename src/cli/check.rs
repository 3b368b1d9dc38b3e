//! `check`: every fault in every file, at once.

use std::io::{self, Write};
use std::sync::Arc;

use crate::cli::args::Check;
use crate::cli::error::{Exit, Failure};
use crate::domain::plan::Plan;
use crate::domain::routine::Routine;
use crate::domain::severity::Severity;
use crate::domain::timeline::compile;
use crate::format::report::CheckReport;
use crate::format::{self, Checked, Library, precautions_by_movement};
use crate::io::read_file;
use crate::io::store::Store;
use crate::io::terminal;
use crate::limits;
use crate::text::limits::{explained, precautions, words};
use crate::text::printable::printable;
use crate::text::{commands, is_english};

use super::{checked, library, unknown};

/// `check`
#[expect(clippy::disallowed_methods, reason = "only the stream knows whether it shows colours")]
pub(super) fn check(asked: &Check, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    if asked.rules {
        return rules(out);
    }
    let library = library(store);
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let mut report = CheckReport::new(colour);
    let (mut usable, mut others) = (true, false);
    for name in &asked.files {
        let checked = checked_file(name, store, &library)?;
        for finding in report.drawn(&checked.findings) {
            writeln!(out, "{finding}\n")?;
        }
        writeln!(out, "{}: {}", printable(name), verdict(&checked))?;
        let warned = asked.strict && checked.warnings() > 0;
        usable &= checked.routine.is_some() && !warned;
        let language = checked.routine.as_ref().and_then(|routine| routine.language.as_deref());
        others |= !is_english(language);
    }
    if others {
        writeln!(out, "{}", commands::WORD_RULES_KNOW_ENGLISH)?;
    }
    Ok(if usable { Exit::Done } else { Exit::Usage })
}

/// The limits that keep routines gentle, in plain words.
fn rules(out: &mut impl Write) -> Result<Exit, Failure> {
    let indent = " ".repeat(8);
    let options = textwrap::Options::new(terminal::width()).subsequent_indent(&indent);
    for limit in limits::ALL {
        let mut lines = vec![format!("{}  {}", limit.name(), words(limit.number).what)];
        lines.extend(explained(limit).into_iter().map(|line| format!("{indent}{line}")));
        for line in lines.iter().flat_map(|line| textwrap::wrap(line, options.clone())) {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out)?;
    for line in precautions(&precautions_by_movement())
        .iter()
        .flat_map(|line| textwrap::wrap(line, options.clone()))
    {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "\n{}", commands::not_reviewed())?;
    Ok(Exit::Done)
}

fn checked_file(name: &str, store: &Store, library: &Library<'_>) -> Result<Checked, Failure> {
    if name == "-" {
        return Ok(match read_file::read_standard_input() {
            Ok(source) => format::check(&source, library),
            Err(finding) => Checked::refused(*finding),
        });
    }
    let found = store.routine(name).ok_or_else(|| unknown(name, store))?;
    Ok(checked(&found, library))
}

fn verdict(checked: &Checked) -> String {
    let size = |routine: &Arc<Routine>| {
        (routine.exercises.len(), compile(&Plan::whole(Arc::clone(routine))).total())
    };
    let faults = checked.of(Severity::Fault).count();
    commands::verdict(checked.routine.as_ref().map(size), faults, checked.warnings())
}
