//! `add`: a file from somebody else, shown, compared with what is there, and taken in if wished.

mod sender;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::cli::args::Add;
use crate::cli::error::{CommandError, Failure, Hint};
use crate::cli::exit::Exit;
use crate::domain::digest::digest;
use crate::domain::gentler::{self, Gentler, Own};
use crate::domain::people::is_the_same_name;
use crate::domain::plan::Plan;
use crate::domain::routine::Routine;
use crate::domain::timeline::compile;
use crate::format::diagnostic::Source;
use crate::format::embedded;
use crate::format::rewrite;
use crate::format::rewrite_gentler::{self, remembered as remembered_in, with_gentler};
use crate::format::{self, Arrival, Seal, file_name};
use crate::io::read_file;
use crate::io::store::Store;
use crate::io::user_files::{Edition, FileKind, UserFile};
use crate::io::{prompt, terminal};
use crate::text;
use crate::text::commands::line;
use crate::text::errors;
use crate::text::files::{self, Intact};
use crate::text::printable::printable;

use self::sender::FromWhom;
use super::list::positions;
use super::{checked_text, differences, library, looks_like_line, usable};

/// `add`
pub(super) fn add(asked: &Add, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let sent = Sent::read(asked, store)?;
    let there = There::of(&sent, store)?;
    let from = FromWhom::of(&sent.source.text, sent.shared.as_ref(), &sent.routine, store);
    sent.introduce(&printable(&asked.file), &from, out)?;
    if there.text.as_deref() == Some(&*sent.source.text) {
        writeln!(out, "{}", files::have_it(&sent.name))?;
        return Ok(Exit::Done);
    }
    from.refuse_what_is_broken(asked)?;
    if asked.name.is_none() {
        there.refuse_another_sender(&sent, &from, &asked.file)?;
    }
    let own = if asked.as_sent { Vec::new() } else { there.made_gentler(store) };
    let gentler = with_own(&sent, &own, store);
    there.compare(&sent.name, gentler.kept.as_ref().map_or(&sent.routine, |kept| &kept.1), out)?;
    gentler.report(out)?;
    let wanted = from.is_wanted(asked, out)?;
    let Some(chosen) = wanted.then(|| chosen(asked, &gentler, out)).transpose()?.flatten() else {
        writeln!(out, "{}", files::NOT_TAKEN)?;
        return Ok(Exit::Done);
    };
    let text = gentler.kept.as_ref().filter(|_| chosen == Chosen::WithOwn).map(|kept| &kept.0);
    let remembered = Some(own).filter(|_| chosen == Chosen::WithOwn);
    there.put(&sent, text.unwrap_or(&sent.source.text), &remembered.unwrap_or_default())?;
    there.say_where(&sent, out)?;
    from.remember(store, out)?;
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
        if let Some(arrival) = format::arrival(&source.text, checked.routine.is_some()) {
            return Err(not_the_file(arrival, &printable(&asked.file)));
        }
        let warnings = checked.warnings();
        let shared = checked.shared.clone();
        let routine = usable(&checked)
            .map_err(|failure| failure.hint(Hint::NextLine(errors::SEND_THESE_BACK.into())))?;
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
    fn introduce(&self, file: &str, from: &FromWhom, out: &mut impl Write) -> Result<(), Failure> {
        let routine = &self.routine;
        let size = files::size(routine.exercises.len(), length(routine), &positions(routine));
        writeln!(out, "{}\n{size}", routine.title)?;
        if let Some(line) = looks_like_line(&self.name) {
            writeln!(out, "{line}")?;
        }
        let whom = match &self.shared {
            Some(shared) if shared.digest.is_some() => {
                let intact = self.intact(shared);
                files::from_whom(shared.by.as_deref(), shared.on, intact, from.is_in_doubt())
            }
            _ => files::by_its_author(routine.author.as_deref()),
        };
        writeln!(out, "{whom}")?;
        for line in from.lines() {
            writeln!(out, "{line}")?;
        }
        writeln!(out, "{}", text::review(&routine.review))?;
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

/// What is said to who has been sent a file and got something else.
fn not_the_file(arrival: Arrival, file: &str) -> Failure {
    let (why, instead) = match arrival {
        Arrival::Mail => (errors::is_the_mail(file), errors::SAVE_THE_ATTACHMENT),
        Arrival::Newer => (errors::made_by_a_newer(file), errors::UPDATE_THE_PROGRAM),
        Arrival::CutShort => (errors::not_whole(file), errors::ASK_FOR_IT_AGAIN),
    };
    CommandError::NotUnasked { why, instead: instead.to_owned() }.into()
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
    /// From whom the own one is, where that is known.
    sender: Option<String>,
    /// The key of their mark.
    key: Option<String>,
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
        let checked = in_use.map(|text| checked_text(&sent.name, text, store));
        let in_use = checked.as_ref().and_then(|checked| checked.routine.clone());
        let shared = checked.as_ref().and_then(|checked| checked.shared.as_ref());
        let own = in_use.as_ref().filter(|_| text.is_some());
        let sender = own.and_then(|own| sender(shared, own));
        let key = shared.and_then(|shared| shared.key.clone());
        Ok(There { file, text, in_use, built_in, sender, key })
    }

    /// Another's file is another routine, whatever it is called: it takes no place unasked.
    fn refuse_another_sender(
        &self,
        sent: &Sent,
        from: &FromWhom,
        file: &str,
    ) -> Result<(), Failure> {
        let theirs = sender(sent.shared.as_ref(), &sent.routine);
        let (Some(yours), Some(theirs)) = (&self.sender, theirs) else { return Ok(()) };
        let is_their_key = self.key.is_some() && self.key == from.key().map(|key| key.to_string());
        if is_their_key || is_the_same_name(yours, &theirs) {
            return Ok(());
        }
        let name = sent.name.clone();
        let other = file_name(&format!("{name} {theirs}"));
        let other = other.unwrap_or_else(|| format!("{name}-2"));
        let why = errors::another_sender(&name, &printable(yours), &printable(&theirs));
        let instead = errors::keep_both_or_not(file, &other, &name);
        Err(CommandError::NotUnasked { why, instead }.into())
    }

    /// What the person has made gentler in their own file since they were given it, or before.
    fn made_gentler(&self, store: &Store) -> Vec<Own> {
        let remembered = self.file.readable(Edition::Own);
        let remembered = remembered.map_or(Vec::new(), |own| remembered_in(&own.text));
        let Some(text) = &self.text else { return remembered };
        let checked = |text: &str| checked_text(self.file.name(), text, store);
        let Some(mine) = &self.in_use else { return remembered };
        let untouched = checked(text).shared.and_then(|s| s.digest) == Some(digest(mine));
        let received = self.file.readable(Edition::Received);
        let given = match (untouched, received) {
            (true, _) => Some(Arc::clone(mine)),
            (false, Some(received)) => checked(&received.text).routine,
            (false, None) => self.built_in.and_then(|text| checked(text).routine),
        };
        gentler::made_gentler(mine, given.as_deref(), &remembered)
    }

    /// Takes it in, with what is to be remembered of the person's own.
    fn put(&self, sent: &Sent, text: &str, own: &[Own]) -> Result<(), Failure> {
        let own = rewrite_gentler::to_remember(own);
        let received = (Edition::Received, sent.source.text.as_str());
        let own = own.as_deref().map(|own| (Edition::Own, own));
        let beside: Vec<(Edition, &str)> = [Some(received), own].into_iter().flatten().collect();
        self.file.put(text, self.text.as_deref(), &beside)?;
        if own.is_none() {
            self.file.forget(Edition::Own);
        }
        Ok(())
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

/// From whom a file is: who shared it, else who wrote it.
fn sender(shared: Option<&Seal>, routine: &Routine) -> Option<String> {
    match shared {
        Some(shared) => shared.by.clone(),
        None => routine.author.clone(),
    }
}

/// What of the person's own is gentler than the file that was sent.
struct BesideTheFile {
    parts: Vec<Gentler>,
    /// The text and the routine in which it stays so, if it can.
    kept: Option<(String, Arc<Routine>)>,
}

/// The sent file with what is gentler: first in the exercises, then in the easier versions, which take
/// over from those.
fn with_own(sent: &Sent, own: &[Own], store: &Store) -> BesideTheFile {
    let mut parts = Vec::new();
    let mut kept = Some((sent.source.text.clone(), Arc::clone(&sent.routine)));
    for easier in [false, true] {
        let routine = kept.as_ref().map_or(&sent.routine, |(_, routine)| routine);
        let more = gentler::beside(own, routine, easier);
        if !more.is_empty() {
            kept = kept.and_then(|(text, routine)| {
                let text = with_gentler(&text, &more, &routine, store).ok()?;
                let routine = checked_text(&sent.name, &text, store).routine?;
                Some((text, routine))
            });
        }
        parts.extend(more);
    }
    let kept = kept.filter(|_| !parts.is_empty());
    BesideTheFile { parts, kept }
}

impl BesideTheFile {
    /// What stays as the person had it, and how long that takes; or that it cannot stay.
    fn report(&self, out: &mut impl Write) -> Result<(), Failure> {
        if self.parts.is_empty() {
            return Ok(());
        }
        let stays = self.kept.is_some();
        writeln!(out, "{}", if stays { files::YOURS_STAYS } else { files::YOURS_DOES_NOT_FIT })?;
        for one in &self.parts {
            writeln!(out, "  {}", files::gentler(one))?;
        }
        if let Some((_, kept)) = &self.kept {
            writeln!(out, "{}", files::takes(length(kept)))?;
        }
        Ok(())
    }
}

fn length(routine: &Arc<Routine>) -> Duration {
    compile(&Plan::whole(Arc::clone(routine)).with_options(&[])).total()
}

/// How a file is taken in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chosen {
    /// With what the person made gentler, if there is any.
    WithOwn,
    /// All as the file says.
    AsSent,
}

/// How it is taken in, as was said beforehand or is said now; nothing where the answer is no.
fn chosen(
    asked: &Add,
    gentler: &BesideTheFile,
    out: &mut impl Write,
) -> Result<Option<Chosen>, Failure> {
    let file = printable(&asked.file);
    let cannot_stay = !gentler.parts.is_empty() && gentler.kept.is_none();
    if asked.yes && cannot_stay {
        return Err(CommandError::CannotStaySmaller { file }.into());
    }
    if asked.yes {
        return Ok(Some(if asked.as_sent { Chosen::AsSent } else { Chosen::WithOwn }));
    }
    if asked.file == "-" || !terminal::has_keyboard() {
        let name = asked.name.iter().flat_map(|name| ["--as", name]);
        let command = line(&["add", &file].into_iter().chain(name).collect::<Vec<_>>());
        return Err(CommandError::NobodyHere { command }.into());
    }
    writeln!(out)?;
    let question = match &gentler.kept {
        Some(_) => &files::TAKE_IN_BESIDE_YOUR_OWN,
        None => &files::TAKE_IN,
    };
    Ok(match prompt::ask(question, out)? {
        'y' if asked.as_sent || cannot_stay => Some(Chosen::AsSent),
        'y' => Some(Chosen::WithOwn),
        'f' => Some(Chosen::AsSent),
        _ => None,
    })
}
