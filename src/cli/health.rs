//! `safety` and `profile`: when to stop, and the answers that make sessions smaller.

use std::io::Write;

use crate::cli::args::{ProfileCommand, Safety, SetFlag};
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::conversation::graph;
use crate::domain::digest::of_exercise;
use crate::domain::profile::{Flag, Profile, Told};
use crate::domain::routine::Extension;
use crate::io::clock;
use crate::io::kept_files::Recalled;
use crate::io::prompt::wait_for_enter;
use crate::io::store::Store;
use crate::io::terminal;
use crate::text;
use crate::text::printable::printable;

use super::{broken_line, health_questions, load};

/// `about`
pub(super) fn about(out: &mut impl Write) -> Result<Exit, Failure> {
    filled(text::about::ABOUT).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(Exit::Done)
}

/// Paragraphs broken at the width of the terminal; what belongs to a list hangs beneath its sign.
fn filled(paragraphs: &[&str]) -> Vec<String> {
    let options = textwrap::Options::new(terminal::width());
    let fill = |line: &&str| {
        let further = if line.starts_with("- ") { "  " } else { "" };
        textwrap::fill(line, options.clone().subsequent_indent(further))
    };
    paragraphs.iter().map(fill).collect()
}

/// `safety`
pub(super) fn safety(asked: Safety, out: &mut impl Write) -> Result<Exit, Failure> {
    if asked.all {
        write!(out, "{}", graph::document(false))?;
        return Ok(Exit::Done);
    }
    let all = [text::questions::CARD, &[""], text::SAFETY].concat();
    by_the_screen(&filled(&all).join("\n"), out)?;
    Ok(Exit::Done)
}

/// A long text: whoever reads it on a screen reads its beginning first, and goes on with Enter.
fn by_the_screen(text: &str, out: &mut impl Write) -> Result<(), Failure> {
    let lines: Vec<&str> = text.lines().collect();
    let rows = terminal::size().1.saturating_sub(2).max(1);
    let at_once = if terminal::has_keyboard() { rows } else { lines.len().max(1) };
    for (nth, part) in lines.chunks(at_once).enumerate() {
        if nth > 0 {
            out.flush()?;
            wait_for_enter(text::ENTER_FOR_MORE);
        }
        part.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    Ok(())
}

/// `profile`
pub(super) fn profile(
    command: Option<&ProfileCommand>,
    store: &Store,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let profile = match command {
        None if terminal::has_keyboard() && store.own_folder().is_some() => {
            return health_questions::ask(store, out);
        }
        None => {
            let Recalled { value, broken } = store.profile();
            if let Some(broken) = &broken {
                writeln!(out, "{}", broken_line(broken))?;
            }
            value
        }
        Some(ProfileCommand::Set(asked)) => store.change_profile(|profile| set(profile, asked))?,
        Some(ProfileCommand::Cleared { name, told }) => {
            let content = if told.is_yes() { to_clear(name, store)? } else { Vec::new() };
            let file = printable(name);
            store.change_profile(|profile| profile.clear(&file, content, clock::today()))?
        }
        Some(ProfileCommand::Forget) => store.forget_profile()?,
    };
    show(&profile, out)
}

fn set(profile: &mut Profile, asked: &SetFlag) {
    for flag in &asked.flags {
        profile.tell(*flag, asked.told.into(), clock::today());
    }
}

/// What of a file a clinician has to clear, by its content: with another one it is not cleared.
fn to_clear(name: &str, store: &Store) -> Result<Vec<String>, Failure> {
    let routine = load(Some(name), store)?.routine;
    let exercises = routine.exercises.iter();
    let lumbar = exercises.filter(|exercise| exercise.full.extension == Extension::Lumbar);
    let content: Vec<String> = lumbar.map(of_exercise).collect();
    match content.is_empty() {
        true => Err(CommandError::NothingToClear(name.to_owned()).into()),
        false => Ok(content),
    }
}

pub(super) fn show(profile: &Profile, out: &mut impl Write) -> Result<Exit, Failure> {
    let now = profile.on(clock::today());
    writeln!(out, "{}", text::PROFILE)?;
    for flag in Flag::ALL {
        let told = match profile.told(*flag) {
            Some(Told::Yes) if !now.has(*flag) => "lapsed",
            told => told.map_or("-", text::health::told_in_words),
        };
        writeln!(out, "  {flag:<17} {told:<9} {}", text::flag_in_words(*flag))?;
    }
    for cleared in &profile.cleared {
        writeln!(out, "{}", text::cleared(&cleared.file, cleared.on))?;
    }
    writeln!(out, "{}", text::HOW_TO_SET)?;
    Ok(Exit::Done)
}
