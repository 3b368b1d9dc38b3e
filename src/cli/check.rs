//! `check`: every fault in every file, at once.

use std::io::{self, Write};
use std::sync::Arc;

use crate::cli::args::Check;
use crate::cli::error::{Error, Exit};
use crate::domain::plan::Plan;
use crate::domain::routine::Routine;
use crate::domain::severity::Severity;
use crate::domain::timeline::compile;
use crate::domain::units::Clock;
use crate::format::{self, Checked, Library};
use crate::io::store::{self, Shelf};
use crate::io::terminal;
use crate::limits;
use crate::text;
use crate::text::limits::{explained, words};
use crate::text::lists::{Count, commas};
use crate::text::printable::printable;

use super::{checked, library, unknown};

/// `check`
#[expect(clippy::disallowed_methods, reason = "only the stream knows whether it shows colours")]
pub(super) fn check(asked: &Check, shelf: &Shelf, out: &mut impl Write) -> Result<Exit, Error> {
    if asked.rules {
        return rules(out);
    }
    let library = library(shelf);
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let mut usable = true;
    for name in &asked.files {
        let checked = checked_file(name, shelf, &library)?;
        for finding in &checked.findings {
            writeln!(out, "{}\n", finding.draw(colour))?;
        }
        writeln!(out, "{}: {}", printable(name), verdict(&checked))?;
        let warned = asked.strict && checked.warnings() > 0;
        usable &= checked.routine.is_some() && !warned;
    }
    Ok(if usable { Exit::Done } else { Exit::Usage })
}

/// The limits that keep routines gentle, in plain words.
fn rules(out: &mut impl Write) -> Result<Exit, Error> {
    let indent = " ".repeat(8);
    let options = textwrap::Options::new(terminal::width()).subsequent_indent(&indent);
    for limit in limits::ALL {
        let mut lines = vec![format!("{}  {}", limit.name(), words(limit.number).what)];
        lines.extend(explained(limit).into_iter().map(|line| format!("{indent}{line}")));
        for line in lines.iter().flat_map(|line| textwrap::wrap(line, options.clone())) {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out, "\n{} Not reviewed by a clinician.", text::GENERAL)?;
    Ok(Exit::Done)
}

fn checked_file(name: &str, shelf: &Shelf, library: &Library<'_>) -> Result<Checked, Error> {
    if name == "-" {
        return Ok(match store::read_standard_input() {
            Ok(source) => format::check(&source, library),
            Err(finding) => Checked::refused(*finding),
        });
    }
    let found = shelf.routine(name).ok_or_else(|| unknown(name, shelf))?;
    Ok(checked(&found, library))
}

fn verdict(checked: &Checked) -> String {
    let faults = (checked.of(Severity::Fault).count(), "fault");
    let counts = [faults, (checked.warnings(), "warning")].into_iter();
    let counts = counts.filter(|(count, _)| *count > 0);
    let counts: Vec<Count> = counts.map(|(count, noun)| Count(count as u64, noun)).collect();
    let counts = commas(&counts);
    match (&checked.routine, counts.is_empty()) {
        (Some(routine), true) => format!("in order. {}", size(routine)),
        (Some(routine), false) => format!("usable, {counts}. {}", size(routine)),
        (None, _) => counts,
    }
}

fn size(routine: &Arc<Routine>) -> String {
    let count = Count(routine.exercises.len() as u64, "exercise");
    let total = compile(&Plan::whole(Arc::clone(routine))).total();
    format!("{count}, {}.", Clock(total))
}
