//! One function a command: what was typed in, an exit code out.

mod add;
pub mod args;
mod check;
mod comes_first;
mod complete;
mod doctor;
mod edit;
pub mod error;
mod exit;
mod goal;
mod handout;
mod health;
mod health_questions;
mod help_pages;
mod hints;
mod icon;
mod journal;
mod list;
mod look;
mod meant;
mod meant_values;
mod mistyped;
mod new;
mod options;
mod people;
mod preparation;
mod progress;
mod record;
mod remind;
mod remove;
mod render;
mod report;
mod share;
mod show;
mod sounds;
mod start;
mod synonyms;
mod themes;
mod voice;
mod volume;
mod weekly;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use clap::error::ErrorKind;

use crate::cli::args::{Cli, Command};
use crate::cli::error::{CommandError, Failure, Hint};
use crate::cli::exit::Exit;
use crate::cli::mistyped::Mistyped;
use crate::domain::digest::digest;
use crate::domain::routine::Routine;
use crate::domain::routine_diff;
use crate::domain::severity::Severity;
use crate::format::diagnostic::Source;
use crate::format::embedded::{self, FLAGSHIP};
use crate::format::{self, Library};
use crate::io::clock;
use crate::io::hardening;
use crate::io::kept_files::Unreadable;
use crate::io::prompt;
use crate::io::read_file;
use crate::io::store::{FoundText, Store, is_path};
use crate::io::terminal;
use crate::limits::{self, More};
use crate::text::printable::printable;
use crate::text::{self, commands, errors, files};

/// Runs the program.
#[expect(clippy::disallowed_methods, reason = "the last word goes to the error output")]
pub fn main() -> ExitCode {
    give_back_the_terminal_on_a_fault();
    hardening::no_core_files();
    let mut typed: Vec<String> =
        std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    // Icons type it, and nobody who reads what is wrong with a line.
    let stays = typed.iter().any(|word| word == "--stay");
    typed.retain(|word| word != "--stay");
    let (home, built_in) = (Store::of_this_person(), Store::built_in());
    let store = home.as_ref().unwrap_or(&built_in);
    let done = read(&typed).and_then(|cli| match (cli, &home) {
        (None, _) => Ok(Exit::Done),
        (Some(cli), Err(written)) if !keeps_nothing(cli.command.as_ref()) => {
            Err(CommandError::HomeNotWhole(written.clone()).into())
        }
        (Some(cli), _) => run(cli, store),
    });
    let exit = done.unwrap_or_else(|failure| {
        let failure = failure.with_lines(&typed, store);
        // Where nobody reads that either, the exit code says it.
        let _ = failure.report(in_colour(), &mut anstream::stderr());
        failure.kind().exit()
    });
    // Again, where what gave it back was thrown away because nobody read it.
    terminal::restore();
    if stays {
        prompt::wait_for_enter(text::icon::ENTER_CLOSES);
    }
    exit.into()
}

/// What was typed; nothing where that was answered with the first page of help.
#[expect(clippy::disallowed_methods, reason = "the one place that hands the output in")]
fn read(typed: &[String]) -> Result<Option<Cli>, Failure> {
    match Cli::try_parse() {
        Ok(cli) => Ok(Some(cli)),
        // Clap has left the place of that page empty.
        Err(error) if error.to_string().trim().is_empty() => {
            help_pages::overview(false, &mut anstream::stdout().lock()).map(|_| None)
        }
        Err(error) if error.use_stderr() && !shows_help(&error) => {
            Err(Mistyped::new(error, typed).into())
        }
        Err(error) => error.exit(),
    }
}

/// A command that wants another one behind it shows them.
fn shows_help(error: &clap::Error) -> bool {
    error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
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
fn run(cli: Cli, store: &Store) -> Result<Exit, Failure> {
    let mut out = anstream::stdout().lock();
    if reads_only(cli.command.as_ref()) {
        hardening::bound_memory();
    }
    match cli.command {
        None if terminal::has_keyboard() => {
            drop(out);
            start::first(store)
        }
        None => help_pages::overview(false, &mut out),
        Some(Command::Start(start)) => {
            drop(out);
            start::start(&start, store)
        }
        Some(Command::Preview(preview)) => {
            drop(out);
            start::preview(&preview, store)
        }
        Some(Command::List(list)) => list::list(&list, store, &mut out),
        Some(Command::Show(show)) => show::show(&show, store, &mut out),
        Some(Command::Journal(journal)) => journal::journal(&journal, store, &mut out),
        Some(Command::Progress(asked)) => progress::progress(&asked, store, &mut out),
        Some(Command::Goal(asked)) => goal::goal(&asked, store, &mut out),
        Some(Command::Remind(asked)) => remind::remind(&asked, store, &mut out),
        Some(Command::About) => health::about(&mut out),
        Some(Command::Report(asked)) => report::report(&asked, store, &mut out),
        Some(Command::Check(check)) => check::check(&check, store, &mut out),
        Some(Command::New(asked)) => new::new(&asked, store, &mut out),
        Some(Command::Edit(asked)) => edit::edit(&asked, store, &mut out),
        Some(Command::Share(asked)) => share::share(&asked, store, &mut out),
        Some(Command::Handout(asked)) => handout::handout(&asked, store, &mut out),
        Some(Command::Add(asked)) => add::add(&asked, store, &mut out),
        Some(Command::People(asked)) => people::people(&asked, store, &mut out),
        Some(Command::Remove(asked)) => remove::remove(&asked, store, &mut out),
        Some(Command::Render(asked)) => render::render(&asked, store, &mut out),
        Some(Command::Schema(asked)) => help_pages::schema(&asked, store, &mut out),
        Some(Command::Sounds(asked)) => sounds::sounds(&asked, store, &mut out),
        Some(Command::Safety(asked)) => health::safety(asked, &mut out),
        Some(Command::Profile(asked)) => health::profile(asked.command.as_ref(), store, &mut out),
        Some(Command::Doctor) => doctor::doctor(store, &mut out),
        Some(Command::InstallIcon(asked)) => icon::install_icon(&asked, store, &mut out),
        Some(Command::InAWindow(asked)) => icon::in_a_window(&asked),
        Some(Command::Completions(which)) => complete::completions(which.shell, &mut out),
        Some(Command::Complete(asked)) => complete::complete(&asked, store, &mut out),
        Some(Command::Man(asked)) => help_pages::man(&asked, &mut out),
        Some(Command::Help(help)) => help_pages::help(&help, &mut out),
    }
}

/// Whether a command reads what others have written, and starts no other program.
fn reads_only(command: Option<&Command>) -> bool {
    matches!(
        command,
        Some(
            Command::Add(_)
                | Command::Check(_)
                | Command::List(_)
                | Command::Show(_)
                | Command::Share(_)
                | Command::Journal(_)
        )
    )
}

/// Whether a command neither reads nor writes anything of the person's own.
fn keeps_nothing(command: Option<&Command>) -> bool {
    matches!(
        command,
        Some(
            Command::Safety(_)
                | Command::About
                | Command::Schema(args::Schema { mine: false, .. })
                | Command::Completions(_)
                | Command::Complete(_)
                | Command::Man(_)
                | Command::Help(_)
        )
    )
}

/// A routine that can be played, and where it came from.
struct Loaded {
    name: String,
    routine: Arc<Routine>,
    /// Names its content.
    digest: String,
    /// It comes with the program.
    is_ours: bool,
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
    if found.text.is_err() && read_file::is_missing(Path::new(name)) && is_path(name) {
        return Err(no_file(name, store));
    }
    let checked = checked(&found, library);
    let routine = usable(&checked)?;
    let warnings = checked.warnings();
    let shadows = found.shadows.map(|path| shown(&path));
    let warned = (warnings > 0).then(|| text::warned(warnings, &printable(name)));
    let routine = Arc::new(format::with_relief(&routine, &Library::new(&Store::built_in())));
    let strong = checked.of(Severity::Strong);
    let strong = strong.map(|finding| text::warned_strongly(&finding.message));
    let called = found.called.map(|file| files::used_as(&file, name));
    let more = strong.chain(warned).chain(called).collect();
    let digest = digest(&routine);
    let is_ours = found.text.as_ref().is_ok_and(|source| embedded::is_ours(source));
    Ok(Loaded { name: printable(name), routine, digest, is_ours, shadows, more })
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

/// There is no routine of this name: another one, a file, an option, or a few that have it in them.
fn unknown(name: &str, store: &Store) -> Failure {
    let failure = Failure::from(CommandError::NoRoutine(name.to_owned()));
    let file = format!("{name}.toml");
    let there = (!read_file::is_missing(Path::new(&file))).then_some(file);
    let near = there.or_else(|| meant_values::name(name, store));
    let failure = match (near, &meant_values::with_it(name, store)[..]) {
        (Some(near), _) => meaning(failure, name, near),
        (None, []) => return failure.hint(Hint::Meant(errors::LIST_SHOWS_NAMES.into())),
        (None, some) => {
            let some = some.get(..NAMES_NAMED.min(some.len())).unwrap_or_default();
            failure.hint(Hint::NextLine(errors::names_with_it(some)))
        }
    };
    failure.hint(Hint::NextLine(errors::LIST_SHOWS_NAMES.into()))
}

/// There is no file of this name: a routine that is called so, or another look at the name.
fn no_file(path: &str, store: &Store) -> Failure {
    let failure = Failure::from(CommandError::NoFile(path.to_owned()));
    match meant_values::name(path, store) {
        Some(near) => meaning(failure, path, near),
        None => failure.hint(Hint::Meant(errors::LOOK_AT_THE_NAME.into())),
    }
}

/// With the name that was meant, and the line with it.
fn meaning(failure: Failure, typed: &str, near: String) -> Failure {
    let asked = Hint::SameLine(errors::did_you_mean(&near));
    failure.hint(asked).hint(Hint::Instead(typed.to_owned(), vec![near]))
}

/// So many names are named where more are alike.
const NAMES_NAMED: usize = 4;

/// The one line that names a file of the person's own that cannot be read.
fn broken_line(broken: &Unreadable) -> String {
    text::broken_file(&shown(&broken.path), &printable(&broken.why.to_string()))
}

/// The one line that says that days and hours are not those of the zone that was named.
fn zone_line() -> Option<String> {
    clock::unknown_zone().map(|zone| commands::unknown_zone(&printable(&zone)))
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
