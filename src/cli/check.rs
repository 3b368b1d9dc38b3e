//! `check`: every fault in every file, at once.

use std::io::{self, Write};
use std::sync::Arc;

use crate::audio::voice::{self, LeftUnsaid};
use crate::cli::args::Check;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::domain::plan::Plan;
use crate::domain::routine::Routine;
use crate::domain::severity::Severity;
use crate::domain::theme::ThemeName;
use crate::domain::timeline::compile;
use crate::format::diagnostic::Diagnostic;
use crate::format::report::CheckReport;
use crate::format::theme::{USUAL_THEME, is_theme_file, theme_of_ours};
use crate::format::{self, Checked, Library, precautions_by_movement};
use crate::io::read_file;
use crate::io::store::Store;
use crate::io::terminal;
use crate::limits;
use crate::text::limits::{explained, precautions, words};
use crate::text::printable::printable;
use crate::text::recording;
use crate::text::{commands, is_english};

use super::{checked, library, themes, unknown};

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
        let FileVerdict { findings, unsaid, words, warnings, is_usable, is_foreign } =
            verdict_on(name, store, &library)?;
        for finding in report.drawn(&findings).into_iter().chain(unsaid) {
            writeln!(out, "{finding}\n")?;
        }
        writeln!(out, "{}: {words}", printable(name))?;
        usable &= is_usable && !(asked.strict && warnings > 0);
        others |= is_foreign;
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

/// What came of one file.
struct FileVerdict {
    findings: Vec<Diagnostic>,
    /// What a voice would have no time for, in words.
    unsaid: Vec<String>,
    words: String,
    warnings: usize,
    is_usable: bool,
    /// It says that its texts are in another language than English.
    is_foreign: bool,
}

fn verdict_on(name: &str, store: &Store, library: &Library<'_>) -> Result<FileVerdict, Failure> {
    if is_theme(name, store) {
        let checked = themes::checked(name, store)?;
        let (faults, is_usable) = (checked.count(Severity::Fault), checked.theme.is_some());
        let warnings = checked.count(Severity::Warning);
        let words = recording::theme_verdict(is_usable, faults, warnings);
        let (findings, unsaid, is_foreign) = (checked.findings, Vec::new(), false);
        return Ok(FileVerdict { findings, unsaid, words, warnings, is_usable, is_foreign });
    }
    let checked = checked_file(name, store, library)?;
    let unsaid = checked.routine.as_ref().map_or_else(Vec::new, unsaid);
    let warnings = checked.warnings() + unsaid.len();
    let words = verdict(&checked, warnings);
    let is_usable = checked.routine.is_some();
    let language = checked.routine.as_ref().and_then(|routine| routine.language.as_deref());
    let is_foreign = !is_english(language);
    let findings = checked.findings;
    Ok(FileVerdict { findings, unsaid, words, warnings, is_usable, is_foreign })
}

/// Whether it names a theme of tones, and no routine.
fn is_theme(name: &str, store: &Store) -> bool {
    match store.routine(name).filter(|_| name != "-") {
        Some(found) => found.text.is_ok_and(|source| is_theme_file(&source.text)),
        None => name != "-" && store.theme(name).is_some(),
    }
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

/// What a voice has no time to say of a routine, with the tones that it wishes.
fn unsaid(routine: &Arc<Routine>) -> Vec<String> {
    let theme = routine.sound.theme.map_or(USUAL_THEME, ThemeName::name);
    let Some(theme) = theme_of_ours(theme) else { return Vec::new() };
    let all = voice::unsaid(&compile(&Plan::whole(Arc::clone(routine))), &theme);
    let said = |one: &LeftUnsaid| {
        let title = &routine.exercises.get(one.exercise - 1)?.full.title;
        Some(recording::no_time_to_say(one.exercise, title, &one.words))
    };
    all.iter().filter_map(said).collect()
}

fn verdict(checked: &Checked, warnings: usize) -> String {
    let size = |routine: &Arc<Routine>| {
        (routine.exercises.len(), compile(&Plan::whole(Arc::clone(routine))).total())
    };
    let faults = checked.of(Severity::Fault).count();
    commands::verdict(checked.routine.as_ref().map(size), faults, warnings)
}
