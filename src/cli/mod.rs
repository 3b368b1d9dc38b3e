//! One function a command: what was typed in, an exit code out.

mod add;
pub mod args;
mod check;
mod doctor;
mod edit;
pub mod error;
mod health;
mod health_questions;
mod help_pages;
mod journal;
mod list;
mod new;
mod preparation;
mod record;
mod remove;
mod share;
mod show;
mod sounds;
mod start;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use crate::cli::args::{Cli, Command};
use crate::cli::error::{CommandError, Exit, Failure, Hint};
use crate::domain::digest::digest;
use crate::domain::routine::Routine;
use crate::domain::routine_diff;
use crate::domain::severity::Severity;
use crate::format::diagnostic::Source;
use crate::format::embedded::FLAGSHIP;
use crate::format::{self, Library};
use crate::io::clock;
use crate::io::kept_files::Unreadable;
use crate::io::store::{FoundText, Store};
use crate::io::terminal;
use crate::limits::{self, More};
use crate::text::printable::printable;
use crate::text::{self, commands, errors, files};

/// Runs the program.
#[expect(clippy::disallowed_methods, reason = "the last word goes to the error output")]
pub fn main() -> ExitCode {
    give_back_the_terminal_on_a_fault();
    let exit = typed().and_then(|cli| cli.map_or(Ok(Exit::Done), run)).unwrap_or_else(|failure| {
        // Where nobody reads that either, the exit code says it.
        let _ = failure.report(in_colour(), &mut anstream::stderr());
        failure.kind().exit()
    });
    exit.into()
}

/// What was typed; nothing where that was answered with the first page of help.
#[expect(clippy::disallowed_methods, reason = "the one place that hands the output in")]
fn typed() -> Result<Option<Cli>, Failure> {
    match Cli::try_parse() {
        Ok(cli) => Ok(Some(cli)),
        // Clap has left the place of that page empty.
        Err(error) if error.to_string().trim().is_empty() => {
            help_pages::overview(false, &mut anstream::stdout().lock()).map(|_| None)
        }
        Err(error) => error.exit(),
    }
}

/// Whatever breaks, the terminal is given back first.
#[expect(clippy::disallowed_methods, reason = "the last word goes to the error output")]
pub fn give_back_the_terminal_on_a_fault() {
    std::panic::set_hook(Box::new(|what| {
        terminal::restore();
        // If the error output is gone as well, there is nobody to tell.
        let _ = writeln!(io::stderr(), "{}", errors::fault_in_the_program(&what.to_string()));
    }));
}

#[expect(clippy::disallowed_methods, reason = "the one place that hands the output in")]
fn run(cli: Cli) -> Result<Exit, Failure> {
    let store = Store::of_this_person();
    let mut out = anstream::stdout().lock();
    match cli.command {
        None if terminal::has_keyboard() => {
            drop(out);
            start::first(&store)
        }
        None => help_pages::overview(false, &mut out),
        Some(Command::Start(start)) => {
            drop(out);
            start::start(&start, &store)
        }
        Some(Command::Preview(preview)) => {
            drop(out);
            start::preview(&preview, &store)
        }
        Some(Command::List(list)) => list::list(&list, &store, &mut out),
        Some(Command::Show(show)) => show::show(&show, &store, &mut out),
        Some(Command::Journal(journal)) => journal::journal(&journal, &store, &mut out),
        Some(Command::Check(check)) => check::check(&check, &store, &mut out),
        Some(Command::New(asked)) => new::new(&asked, &store, &mut out),
        Some(Command::Edit(asked)) => edit::edit(&asked, &store, &mut out),
        Some(Command::Share(asked)) => share::share(&asked, &store, &mut out),
        Some(Command::Add(asked)) => add::add(&asked, &store, &mut out),
        Some(Command::Remove(asked)) => remove::remove(&asked, &store, &mut out),
        Some(Command::Schema(asked)) => help_pages::schema(&asked, &mut out),
        Some(Command::Sounds(asked)) => sounds::sounds(&asked, &store, &mut out),
        Some(Command::Safety(asked)) => health::safety(asked, &mut out),
        Some(Command::Profile(asked)) => health::profile(asked.command.as_ref(), &store, &mut out),
        Some(Command::Doctor) => doctor::doctor(&store, &mut out),
        Some(Command::Completions(which)) => help_pages::completions(which.shell, &mut out),
        Some(Command::Man) => help_pages::man(&mut out),
        Some(Command::Help(help)) => help_pages::help(&help, &mut out),
    }
}

/// A routine that can be played, and where it came from.
struct Loaded {
    name: String,
    routine: Arc<Routine>,
    /// Names its content.
    digest: String,
    shadows: Option<String>,
    /// Lines about the file: that there are warnings, that it is another one than was asked for.
    more: Vec<String>,
}

/// The exercise library, on this day.
fn library(store: &Store) -> Library<'_> {
    Library::new(store).on(clock::today())
}

/// The routine of that name or path, or the flagship; every fault of its file, if it has any.
fn load(name: Option<&str>, store: &Store) -> Result<Loaded, Failure> {
    load_with(name, &library(store), store)
}

/// The same with this library.
fn load_with(name: Option<&str>, library: &Library<'_>, store: &Store) -> Result<Loaded, Failure> {
    let name = name.unwrap_or(FLAGSHIP);
    let found = store.routine(name).ok_or_else(|| unknown(name, store))?;
    let checked = checked(&found, library);
    let routine = usable(&checked)?;
    let warnings = checked.warnings();
    let shadows = found.shadows.map(|path| shown(&path));
    let warned = (warnings > 0).then(|| text::warned(warnings, &printable(name)));
    let routine = Arc::new(format::with_relief(&routine, &Library::new(&Store::built_in())));
    let strong = checked.of(Severity::Strong);
    let strong = strong.map(|finding| text::warned_strongly(&finding.message));
    let more = strong.chain(warned).collect();
    let digest = digest(&routine);
    Ok(Loaded { name: printable(name), routine, digest, shadows, more })
}

/// The routine of a checked file, or every fault of it.
fn usable(checked: &format::Checked) -> Result<Arc<Routine>, Failure> {
    checked
        .routine
        .clone()
        .ok_or_else(|| checked.of(Severity::Fault).cloned().collect::<Vec<_>>().into())
}

#[expect(clippy::disallowed_methods, reason = "only the stream knows whether it shows colours")]
fn in_colour() -> bool {
    anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never
}

/// A path as it can be printed.
fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

fn checked(found: &FoundText, library: &Library<'_>) -> format::Checked {
    match &found.text {
        Ok(source) => format::check(source, library),
        Err(finding) => format::Checked::refused((**finding).clone()),
    }
}

/// What differs between two versions, a line each, and what of it grows too fast.
fn differences(was: &Routine, now: &Routine) -> Vec<String> {
    let mut lines: Vec<String> =
        routine_diff::differences(was, now).iter().map(files::change).collect();
    let growth = limits::growth(&limits::loads(was), now, 0);
    let title = |more: &More| &now.exercise(more.exercise).full.title;
    lines.extend(growth.more.iter().filter_map(|more| text::more_than_before(title(more), more)));
    lines.extend(growth.two_things.then(|| text::TWO_THINGS.to_owned()));
    lines
}

/// A text as a file of that name.
fn checked_text(name: &str, text: &str, store: &Store) -> format::Checked {
    format::check(&Source::new(name, text), &library(store))
}

fn unknown(name: &str, store: &Store) -> Failure {
    let failure = Failure::from(CommandError::NoRoutine(name.to_owned()));
    let names = store.routine_names();
    let failure = match format::nearest_name(name, &names) {
        Some(near) => failure.hint(Hint::SameLine(errors::did_you_mean(near))),
        None => failure,
    };
    failure.hint(Hint::NextLine(errors::LIST_SHOWS_NAMES.into()))
}

/// The one line that names a file of the person's own that cannot be read.
fn broken_line(broken: &Unreadable) -> String {
    text::broken_file(&shown(&broken.path), &printable(&broken.why.to_string()))
}

/// The one line that says whose copy is used, where that is not the built-in one.
fn shadow_line(loaded: &Loaded) -> Option<String> {
    loaded.shadows.as_deref().map(commands::own_copy)
}

/// The one line that says that a name, or a file's, can be taken for a built-in one.
fn looks_like_line(name: &str) -> Option<String> {
    let name = Path::new(name).file_stem()?.to_str()?;
    format::looks_like(name).map(|built_in| commands::looks_like(name, built_in))
}
