//! `add`: a file from somebody else, shown, compared with what is there, and taken in if wished.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::cli::args::Add;
use crate::cli::error::{CommandError, Failure, Hint};
use crate::cli::exit::Exit;
use crate::domain::digest::digest;
use crate::domain::plan::Plan;
use crate::domain::routine::Routine;
use crate::domain::routine_diff::{self, OwnReduction};
use crate::domain::timeline::compile;
use crate::format::diagnostic::Source;
use crate::format::embedded;
use crate::format::rewrite;
use crate::format::{self, Seal, file_name};
use crate::io::read_file;
use crate::io::store::Store;
use crate::io::user_files::{Edition, FileKind, UserFile};
use crate::io::{prompt, terminal};
use crate::text;
use crate::text::commands::line;
use crate::text::errors;
use crate::text::files::{self, Intact};
use crate::text::printable::printable;

use super::list::positions;
use super::{checked_text, differences, library, looks_like_line, usable};

/// `add`
pub(super) fn add(asked: &Add, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let sent = Sent::read(asked, store)?;
    let there = There::of(&sent, store)?;
    sent.introduce(&printable(&asked.file), out)?;
    if there.text.as_deref() == Some(&*sent.source.text) {
        writeln!(out, "{}", files::have_it(&sent.name))?;
        return Ok(Exit::Done);
    }
    let smaller = if asked.as_sent { Vec::new() } else { there.kept_smaller(&sent.routine, store) };
    let kept = with_smaller(&sent, &smaller, store);
    there.compare(&sent.name, kept.as_ref().map_or(&sent.routine, |(_, kept)| kept), out)?;
    report_smaller(&smaller, kept.as_ref().map(|(_, kept)| kept), out)?;
    let kept = kept.as_ref().map(|(text, _)| text.as_str());
    let Some(text) = chosen(asked, &sent, !smaller.is_empty(), kept, out)? else {
        writeln!(out, "{}", files::NOT_TAKEN)?;
        return Ok(Exit::Done);
    };
    there.file.put(text, there.text.as_deref(), &[(Edition::Received, &sent.source.text)])?;
    there.say_where(&sent, out)?;
    Ok(Exit::Done)
}

/// A file from somebody else that is in order.
struct Sent {
    source: Arc<Source>,
    routine: Arc<Routine>,
    shared: Option<Seal>,
    kind: FileKind,
    name: String,
    warnings: usize,
}

impl Sent {
    fn read(asked: &Add, store: &Store) -> Result<Sent, Failure> {
        let text = match asked.file.as_str() {
            "-" => read_file::read_standard_input(),
            file if read_file::is_missing(Path::new(file)) => return Err(no_file(file, store)),
            file => read_file::read(Path::new(file), file),
        };
        let source = text?;
        let checked = format::check(&source, &library(store));
        let warnings = checked.warnings();
        let shared = checked.shared.clone();
        let routine = usable(&checked)?;
        let kind = match format::is_exercise_file(&source.text) {
            true => FileKind::Exercise,
            false => FileKind::Routine,
        };
        let name = name(asked, shared.as_ref(), &routine)?;
        if embedded::REFUGES.contains(&name.as_str()) {
            let file = printable(&asked.file);
            return Err(CommandError::TakenName { name, file }.into());
        }
        Ok(Sent { source, routine, shared, kind, name, warnings })
    }

    /// What it is, how long, from whom, and whether it is still what they sent.
    fn introduce(&self, file: &str, out: &mut impl Write) -> Result<(), Failure> {
        let routine = &self.routine;
        let size = files::size(routine.exercises.len(), length(routine), &positions(routine));
        writeln!(out, "{}\n{size}", routine.title)?;
        if let Some(line) = looks_like_line(&self.name) {
            writeln!(out, "{line}")?;
        }
        let whom = match &self.shared {
            Some(shared) if shared.digest.is_some() => {
                files::from_whom(shared.by.as_deref(), shared.on, self.intact(shared))
            }
            _ => files::by_its_author(routine.author.as_deref()),
        };
        writeln!(out, "{whom}\n{}", text::review(&routine.review))?;
        if self.warnings > 0 {
            writeln!(out, "{}", text::warned(self.warnings, file))?;
        }
        writeln!(out)?;
        Ok(())
    }

    fn intact(&self, shared: &Seal) -> Intact {
        let text = rewrite::text_digest(&self.source.text).ok();
        match shared.digest.as_deref() == Some(&digest(&self.routine)) {
            true if shared.text == text => Intact::Whole,
            true => Intact::Content,
            false => Intact::No,
        }
    }
}

/// What is said where there is no such file: another one, a routine of that name, or how to name it.
fn no_file(file: &str, store: &Store) -> Failure {
    let with_ending = format!("{file}.toml");
    let name = Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if !read_file::is_missing(Path::new(&with_ending)) {
        let failure = Failure::from(CommandError::NoFile(file.to_owned()));
        return failure.hint(Hint::Instead(file.to_owned(), vec![with_ending]));
    }
    if store.routine_names().iter().all(|one| one != name) {
        let failure = Failure::from(CommandError::NoFile(file.to_owned()));
        return failure.hint(Hint::NextLine(errors::NAME_THE_SENT_FILE.into()));
    }
    let begin = errors::type_this(&line(&["start", name]));
    Failure::from(CommandError::IsHere(name.to_owned())).hint(Hint::NextLine(begin))
}

/// The name it will have: the one asked for, the one it had, its file's, its title's.
fn name(asked: &Add, shared: Option<&Seal>, routine: &Routine) -> Result<String, Failure> {
    if let Some(asked_for) = &asked.name {
        let refused = || CommandError::NotAFileName(asked_for.clone()).into();
        return file_name(asked_for).ok_or_else(refused);
    }
    let had = shared.and_then(|shared| file_name(shared.name.as_deref()?));
    let file = || Path::new(&asked.file).file_stem().and_then(|stem| file_name(stem.to_str()?));
    let named = had.or_else(file).or_else(|| file_name(&routine.title));
    Ok(named.unwrap_or_else(|| "routine".into()))
}

/// What is there already under that name.
struct There {
    file: UserFile,
    /// The own file's text, where there is one.
    text: Option<String>,
    /// What is in use under that name: the own one, else the built-in one, where it has no fault.
    in_use: Option<Arc<Routine>>,
    built_in: Option<&'static str>,
}

impl There {
    fn of(sent: &Sent, store: &Store) -> Result<There, Failure> {
        let file = store.user_file(sent.kind, &sent.name)?;
        let text = match file.text(Edition::Current) {
            Some(Ok(source)) => Some(source.text.clone()),
            Some(Err(finding)) => return Err(finding.into()),
            None => None,
        };
        let built_in = embedded::text(sent.kind.built_in(), &sent.name);
        let in_use = text.as_deref().or(built_in);
        let in_use = in_use.and_then(|text| checked_text(&sent.name, text, store).routine);
        Ok(There { file, text, in_use, built_in })
    }

    /// What the person has made smaller in their own file since they were given it.
    fn kept_smaller(&self, new: &Routine, store: &Store) -> Vec<OwnReduction> {
        let (Some(text), Some(mine)) = (&self.text, &self.in_use) else { return Vec::new() };
        let checked = |text: &str| checked_text(self.file.name(), text, store);
        let untouched = checked(text).shared.and_then(|s| s.digest) == Some(digest(mine));
        let received = self.file.readable(Edition::Received);
        let given = match (untouched, received) {
            (true, _) => Some(Arc::clone(mine)),
            (false, Some(received)) => checked(&received.text).routine,
            (false, None) => self.built_in.and_then(|text| checked(text).routine),
        };
        routine_diff::kept_smaller(mine, given.as_deref(), new)
    }

    fn compare(&self, name: &str, now: &Routine, out: &mut impl Write) -> Result<(), Failure> {
        let heading = match (&self.text, &self.in_use) {
            (None, None) => return Ok(writeln!(out, "{}", files::new_here(name))?),
            (Some(_), None) => return Ok(writeln!(out, "{}", files::beside_a_faulty_one(name))?),
            (Some(_), Some(_)) => files::beside_yours(name),
            (None, Some(_)) => files::beside_the_built_in(name),
        };
        writeln!(out, "{heading}")?;
        let lines = self.in_use.as_ref().map_or(Vec::new(), |was| differences(was, now));
        for line in &lines {
            writeln!(out, "  {line}")?;
        }
        if lines.is_empty() {
            writeln!(out, "{}", files::THE_SAME)?;
        }
        Ok(())
    }

    fn say_where(&self, sent: &Sent, out: &mut impl Write) -> Result<(), Failure> {
        let taken = match sent.kind {
            FileKind::Routine => files::taken_in(&sent.name),
            FileKind::Exercise => files::exercise_taken_in(&sent.name),
        };
        writeln!(out, "{taken}")?;
        if sent.kind == FileKind::Exercise && self.built_in.is_some() {
            writeln!(out, "{}", files::built_in_ones_keep_theirs(&sent.name))?;
        }
        if self.text.is_some() {
            let before = super::shown(&self.file.path(Edition::Before));
            writeln!(out, "{}", files::before_kept(&before))?;
        }
        Ok(())
    }
}

/// The text with what the person had made smaller, where that gives a file in order.
fn with_smaller(
    sent: &Sent,
    smaller: &[OwnReduction],
    store: &Store,
) -> Option<(String, Arc<Routine>)> {
    if smaller.is_empty() {
        return None;
    }
    let text = rewrite::with_own(&sent.source.text, smaller, &sent.routine).ok()?;
    let routine = checked_text(&sent.name, &text, store).routine?;
    Some((text, routine))
}

/// What stays as the person had it, and how long that takes; or that it cannot stay.
fn report_smaller(
    smaller: &[OwnReduction],
    kept: Option<&Arc<Routine>>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    if smaller.is_empty() {
        return Ok(());
    }
    let heading = if kept.is_some() { files::YOURS_STAYS } else { files::YOURS_DOES_NOT_FIT };
    writeln!(out, "{heading}")?;
    for one in smaller {
        writeln!(out, "  {}", files::smaller(one))?;
    }
    if let Some(kept) = kept {
        writeln!(out, "{}", files::takes(length(kept)))?;
    }
    Ok(())
}

fn length(routine: &Arc<Routine>) -> Duration {
    compile(&Plan::whole(Arc::clone(routine))).total()
}

/// The text that is taken in, as was said beforehand or is said now; nothing where the answer is no.
/// `has_smaller`: the person has made something smaller; `kept`: the text in which it stays, if it can.
fn chosen<'t>(
    asked: &Add,
    sent: &'t Sent,
    has_smaller: bool,
    kept: Option<&'t str>,
    out: &mut impl Write,
) -> Result<Option<&'t str>, Failure> {
    let as_sent = sent.source.text.as_str();
    let file = printable(&asked.file);
    if asked.yes && has_smaller && kept.is_none() {
        return Err(CommandError::CannotStaySmaller { file }.into());
    }
    if asked.yes {
        return Ok(Some(kept.unwrap_or(as_sent)));
    }
    if asked.file == "-" || !terminal::has_keyboard() {
        let name = asked.name.iter().flat_map(|_| ["--as", &sent.name]);
        let command = line(&["add", &file].into_iter().chain(name).collect::<Vec<_>>());
        return Err(CommandError::NobodyHere { command }.into());
    }
    writeln!(out)?;
    let question = match kept {
        Some(_) => &files::TAKE_IN_BESIDE_YOUR_OWN,
        None => &files::TAKE_IN,
    };
    Ok(match prompt::ask(question, out)? {
        'y' => Some(kept.unwrap_or(as_sent)),
        'f' => Some(as_sent),
        _ => None,
    })
}
