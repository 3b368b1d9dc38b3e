//! `share`: a routine as one file that means the same anywhere.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::args::Share;
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::domain::digest::digest;
use crate::domain::mark::SecretKey;
use crate::domain::people::Marked;
use crate::domain::routine::Routine;
use crate::format::diagnostic::{Diagnostic, Source};
use crate::format::mark;
use crate::format::rewrite::{Contained, NewSeal};
use crate::format::{self, FILE_AT_MOST, Library, file_name};
use crate::io::clock;
use crate::io::kept_files::KeepError;
use crate::io::read_file;
use crate::io::sender_files::OwnMark;
use crate::io::store::Store;
use crate::io::user_files::{self, Edition, FileKind, UserFile};
use crate::io::{prompt, terminal};
use crate::text::{errors, files, people};

use super::{checked_text, library, shown, unknown, usable};

/// `share`
pub(super) fn share(asked: &Share, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let found = store.routine(&asked.name).ok_or_else(|| unknown(&asked.name, store))?;
    let routine = usable(&super::checked(&found, &library(store)))?;
    let Ok(source) = found.text else { return Err(unknown(&asked.name, store)) };
    let name = short_name(&asked.name, &routine);
    let remembered = store.user_file(FileKind::Routine, &asked.name).ok();
    let own = store.own_mark_made(clock::today());
    let secret = own.as_ref().ok().map(|own| &own.secret);
    let text = sealed(asked, &source, &name, &routine, remembered.as_ref(), secret, store)
        .filter(|text| means_the_same(text, &routine))
        .ok_or(CommandError::NotSelfContained)?;
    if text.len() > FILE_AT_MOST {
        return Err(CommandError::TooLargeToShare(FILE_AT_MOST / 1024).into());
    }
    if asked.output.as_deref() == Some(Path::new("-")) {
        out.write_all(text.as_bytes())?;
    } else {
        let Some(path) = written(asked, &name, &text, out)? else {
            writeln!(out, "{}", files::NOT_WRITTEN)?;
            return Ok(Exit::Done);
        };
        writeln!(out, "{}", files::shared(&shown(&path), &asked.name))?;
        let named = checked_text(&name, &text, store).shared.is_some_and(|s| s.by.is_some());
        if !named {
            writeln!(out, "{}", files::NOBODY_NAMED)?;
        }
        if let Some(line) = about_the_mark(&text, &name, &own, store) {
            writeln!(out, "{line}")?;
        }
    }
    if let Some(remembered) = remembered {
        // Where it cannot be remembered, the day of sharing is another one next time; that is all.
        let _ = remembered.put_beside(Edition::Seal, &text);
    }
    Ok(Exit::Done)
}

/// What is said of the person's own mark; nothing where the file keeps another's.
fn about_the_mark(
    text: &str,
    name: &str,
    own: &Result<OwnMark, KeepError>,
    store: &Store,
) -> Option<String> {
    let marked = mark::marked(text, checked_text(name, text, store).shared.as_ref());
    match (marked, own) {
        (Marked::By(key), Ok(own)) if key == own.secret.public() => {
            Some(people::your_mark(&key.words()))
        }
        (Marked::No | Marked::Broken, Err(why)) => Some(people::no_mark(&why.to_string())),
        _ => None,
    }
}

/// The name under which it is shared: its own, or that of its file.
fn short_name(asked: &str, routine: &Routine) -> String {
    let stem = Path::new(asked).file_stem().and_then(|stem| stem.to_str());
    let named = stem.and_then(file_name).or_else(|| file_name(&routine.title));
    named.unwrap_or_else(|| "routine".into())
}

/// The file to send. What was written about unchanged content stays: by whom, and the day.
fn sealed(
    asked: &Share,
    source: &Arc<Source>,
    name: &str,
    routine: &Routine,
    remembered: Option<&UserFile>,
    secret: Option<&SecretKey>,
    store: &Store,
) -> Option<String> {
    let content = digest(routine);
    let exercises = format::exercise_texts(source, store);
    let contained = Contained::new(&source.text, name, &routine.title, exercises).ok()?;
    let text = contained.text_digest();
    let remembered = remembered.and_then(|own| own.readable(Edition::Seal));
    let earlier = [Some(Arc::clone(source)), remembered].into_iter().flatten().find(|earlier| {
        let shared = format::check(earlier, &library(store)).shared;
        let is_theirs = mark::marked(&earlier.text, shared.as_ref()) != Marked::Broken;
        shared.filter(|_| is_theirs).is_some_and(|shared| {
            let by = asked.by.is_none() || shared.by == asked.by;
            by && shared.digest.as_ref() == Some(&content) && shared.text.as_ref() == Some(&text)
        })
    });
    if let Some(earlier) = earlier {
        return contained.sealed_like(&earlier.text).ok();
    }
    // Who changes what somebody else has shared has not written it, nor has the author written that.
    let from_another = checked_text(name, &source.text, store).shared.is_some();
    let author = routine.author.as_deref().filter(|_| !from_another);
    let by = asked.by.as_deref().map(str::trim).or(author).filter(|by| !by.is_empty());
    let stamp = NewSeal { name, by, on: clock::today(), digest: &content, secret };
    Some(contained.sealed(&stamp))
}

/// Whether a text says and shows the same as the routine where there is no other file.
fn means_the_same(text: &str, routine: &Routine) -> bool {
    let source = Source::new("shared", text);
    let alone = format::check(&source, &Library::new(&NoExercises)).routine;
    let versions = |routine: &Routine| -> Vec<_> {
        let both = routine.exercises.iter().map(|one| (one.full.clone(), one.easier.clone()));
        both.collect()
    };
    alone.is_some_and(|alone| {
        digest(&alone) == digest(routine) && versions(&alone) == versions(routine)
    })
}

/// A library without any exercise: as on a machine that has only this file.
struct NoExercises;

impl format::ExerciseTexts for NoExercises {
    fn exercise(&self, _: &str) -> Option<Result<Arc<Source>, Box<Diagnostic>>> {
        None
    }

    fn exercise_names(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Writes the file, and gives where; nothing where the person did not want that.
fn written(
    asked: &Share,
    name: &str,
    text: &str,
    out: &mut impl Write,
) -> Result<Option<PathBuf>, Failure> {
    if let Some(path) = &asked.output {
        write_to(path, text)?;
        return Ok(Some(path.clone()));
    }
    let path = PathBuf::from(format!("{name}.toml"));
    if !read_file::is_missing(&path) {
        let there = shared_before(&path)?;
        if there.text == text {
            return Ok(Some(path));
        }
        if !terminal::has_keyboard() {
            let why = errors::is_there(&shown(&path));
            let instead = errors::to_write_over(&asked.name, &shown(&path));
            return Err(CommandError::NotUnasked { why, instead }.into());
        }
        if prompt::ask(&files::WRITE_OVER, out)? != 'y' {
            return Ok(None);
        }
    }
    user_files::put_to_send(&path, text)?;
    Ok(Some(path))
}

/// Writes over what `share` wrote earlier, and over nothing else.
fn write_to(path: &Path, text: &str) -> Result<(), Failure> {
    if !read_file::is_missing(path) {
        shared_before(path)?;
    }
    Ok(user_files::put_to_send(path, text)?)
}

/// The file that is there, where `share` has written it.
fn shared_before(path: &Path) -> Result<Arc<Source>, Failure> {
    let there = read_file::read(path, &shown(path)).ok();
    let shared =
        there.filter(|there| format::check(there, &Library::new(&NoExercises)).shared.is_some());
    shared.ok_or_else(|| CommandError::NotAShared(path.to_owned()).into())
}
