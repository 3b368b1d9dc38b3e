//! `handout`: a routine as one page, for paper and for who has only a phone.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::audio::source::WholeSession;
use crate::cli::args::Handout;
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::domain::plan::Plan;
use crate::domain::theme::Theme;
use crate::domain::timeline::compile;
use crate::faces::page::{SoundInside, page};
use crate::faces::sound_words::markers;
use crate::io::page_file;
use crate::io::read_file;
use crate::io::store::Store;
use crate::text::{handout as words, recording};

use super::render::{Watched, may_write_over, not_in_it, watched};
use super::{load, looks_like_line, shadow_line, shown, themes};

/// `handout`
pub(super) fn handout(
    asked: &Handout,
    store: &Store,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let usual = Path::new(&asked.name).with_extension("html");
    let usual = usual.file_name().map(PathBuf::from).unwrap_or_default();
    let path = asked.output.as_ref().unwrap_or(&usual);
    if !is_a_page(path) {
        let stem = if path.as_path() == Path::new("-") { &usual } else { path };
        return Err(CommandError::NoPageFormat(shown(&stem.with_extension(""))).into());
    }
    let loaded = load(Some(&asked.name), store)?;
    let wished = loaded.routine.sound.theme;
    let theme = || themes::asked_or_chosen(asked.theme.as_deref(), wished, store);
    let theme = asked.with_sound.then(theme).transpose()?;
    if !read_file::is_missing(path) && !asked.force && !may_write_over(path, out)? {
        writeln!(out, "{}", recording::LEFT_AS_IT_IS)?;
        return Ok(Exit::Done);
    }
    let alike = looks_like_line(&loaded.name);
    for line in alike.iter().chain(&shadow_line(&loaded)).chain(&loaded.more) {
        writeln!(out, "{line}")?;
    }
    let plan = Plan::whole(Arc::clone(&loaded.routine));
    let size = match theme {
        None => page_file::write(path, &page(&plan, None, None))?,
        Some(theme) => match with_sound(path, &plan, theme, out)? {
            Watched::Written(size) => size,
            Watched::Ended(signal) => return Ok(Exit::Signal(signal)),
        },
    };
    writeln!(out, "{}", words::written(&shown(path), size))?;
    if asked.with_sound {
        writeln!(out, "{}", words::and_the_sound(&asked.name, &shown(&sound_beside(path))))?;
    }
    Ok(Exit::Done)
}

fn is_a_page(path: &Path) -> bool {
    let is =
        |known: &str| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(known));
    is("html") || is("htm")
}

/// How a sound of the same session is called beside a page.
fn sound_beside(path: &Path) -> PathBuf {
    path.with_extension("flac")
}

/// Writes the page with the session in it as sound: all of it that nobody has to be asked about.
fn with_sound(
    path: &Path,
    plan: &Plan,
    theme: Arc<Theme>,
    out: &mut impl Write,
) -> Result<Watched, Failure> {
    let heard = Plan::today(Arc::clone(plan.routine()));
    if heard.is_empty() {
        return Err(CommandError::NothingForToday.into());
    }
    let beside = sound_beside(path);
    let beside = beside.file_name().map(|name| shown(Path::new(name))).unwrap_or_default();
    let without: Vec<&str> = not_in_it(&heard).into_iter().map(String::as_str).collect();
    let page = page(plan, Some(SoundInside { beside: &beside, without: &without }), None);
    let timeline = compile(&heard);
    let (total, words) = (timeline.total(), markers(&timeline));
    let sound = WholeSession::source(Arc::new(timeline), theme);
    watched(total, out, |tell| page_file::write_with_sound(path, &page, sound, &words, tell))
}
