//! `handout`: a routine as one page, for paper and for who has only a phone.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::audio::source::WholeSession;
use crate::cli::args::Handout;
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::domain::ending::Instead;
use crate::domain::plan::Plan;
use crate::domain::theme::Theme;
use crate::domain::timeline::compile;
use crate::faces::page::player::{self, Playable};
use crate::faces::page::{Insert, SoundInside, page};
use crate::faces::sound_words::markers;
use crate::format;
use crate::format::diagnostic::Source;
use crate::format::embedded::{EASE, EASY_BREATH, GENTLE_DAY, SEATED_EASE};
use crate::format::theme::{USUAL_THEME, theme_of_ours};
use crate::io::page_file;
use crate::io::read_file;
use crate::io::store::Store;
use crate::text::{handout as words, recording};

use super::render::{Watched, may_write_over, not_in_it, watched};
use super::{library, load, looks_like_line, options, shadow_line, shown, themes, usable};

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
    options::check(&asked.with, &loaded.routine)?;
    let wished = loaded.routine.sound.theme;
    let theme = themes::asked_or_chosen(asked.theme.as_deref(), wished, store)?;
    if !read_file::is_missing(path) && !asked.force && !may_write_over(path, out)? {
        writeln!(out, "{}", recording::LEFT_AS_IT_IS)?;
        return Ok(Exit::Done);
    }
    let alike = looks_like_line(&loaded.name);
    for line in alike.iter().chain(&shadow_line(&loaded)).chain(&loaded.more) {
        writeln!(out, "{line}")?;
    }
    let plan = Plan::whole(Arc::clone(&loaded.routine)).with_options(&asked.with);
    let heard = Plan::today(Arc::clone(&loaded.routine)).with_options(&asked.with);
    let player = player(&heard, &asked.with, &theme)?;
    let size = match asked.with_sound {
        false => page_file::write(path, &page(&plan, None, player.as_ref()))?,
        true => match with_sound(path, (&plan, &heard), player.as_ref(), theme, out)? {
            Watched::Written(size) => size,
            Watched::Ended(signal) => return Ok(Exit::Signal(signal)),
        },
    };
    writeln!(out, "{}", words::written(&shown(path), size))?;
    if asked.with_sound {
        let (beside, theme) = (shown(&sound_beside(path)), asked.theme.as_deref());
        writeln!(out, "{}", words::and_the_sound(&asked.name, &beside, &asked.with, theme))?;
    }
    Ok(Exit::Done)
}

/// What plays it; nothing where nothing is left that nobody has to be asked about. A page has no files beside
/// it, so that a theme with recordings becomes the usual one. What safety rules start is always the one that
/// comes with the program (law 7).
fn player(heard: &Plan, with: &[String], theme: &Arc<Theme>) -> Result<Option<Insert>, Failure> {
    if heard.is_empty() {
        return Ok(None);
    }
    let ours = Store::built_in();
    let rest = format::check(&Source::new(EASE, SEATED_EASE), &library(&ours));
    let instead = [
        (Instead::GentleDay, load(Some(GENTLE_DAY), &ours)?.routine),
        (Instead::Rest, usable(&rest)?),
        (Instead::Breathing, load(Some(EASY_BREATH), &ours)?.routine),
    ];
    let usual = if theme.is_calculated() { None } else { theme_of_ours(USUAL_THEME) };
    let theme = usual.as_ref().unwrap_or(theme);
    let routine = heard.routine();
    Ok(Some(player::insert(&Playable { routine, with, theme, instead: &instead })))
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
    (plan, heard): (&Plan, &Plan),
    player: Option<&Insert>,
    theme: Arc<Theme>,
    out: &mut impl Write,
) -> Result<Watched, Failure> {
    if heard.is_empty() {
        return Err(CommandError::NothingForToday.into());
    }
    let beside = sound_beside(path);
    let beside = beside.file_name().map(|name| shown(Path::new(name))).unwrap_or_default();
    let without: Vec<&str> = not_in_it(heard).into_iter().map(String::as_str).collect();
    let page = page(plan, Some(SoundInside { beside: &beside, without: &without }), player);
    let timeline = compile(heard);
    let (total, words) = (timeline.total(), markers(&timeline));
    let sound = WholeSession::new(Arc::new(timeline), theme);
    watched(total, out, |tell| page_file::write_with_sound(path, &page, sound, &words, tell))
}
