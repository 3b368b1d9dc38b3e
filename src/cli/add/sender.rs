//! From whom a file is that `add` was given, by its mark, and what is remembered of that.

use std::io::Write;

use crate::cli::args::Add;
use crate::cli::broken_line;
use crate::cli::error::{CommandError, Failure};
use crate::domain::mark::PublicKey;
use crate::domain::people::{Marked, People, Sender};
use crate::domain::routine::Routine;
use crate::format::{Seal, mark};
use crate::io::kept_files::Recalled;
use crate::io::store::Store;
use crate::io::{clock, prompt, terminal};
use crate::text::people as words;
use crate::text::printable::printable;

/// What a file's mark says, beside whom the person knows.
pub(super) struct FromWhom {
    marked: Marked,
    by: Option<String>,
    is_in_doubt: bool,
    /// The words of a mark that was not seen here yet.
    words: String,
    /// What is said of it.
    lines: Vec<String>,
}

impl FromWhom {
    /// Compares a file with whom the person knows.
    pub(super) fn of(
        text: &str,
        seal: Option<&Seal>,
        routine: &Routine,
        store: &Store,
    ) -> FromWhom {
        let Recalled { value: people, broken } = store.people();
        let marked = mark::marked(text, seal);
        let by = seal.and_then(|seal| seal.by.clone());
        let sender = people.sender(marked, by.as_deref(), routine.author.as_deref());
        let words = new_key(&sender).map_or(String::new(), |key| key.words());
        let said = words::sender(&sender, by.as_deref(), &words);
        let lines = broken.as_ref().map(broken_line).into_iter().chain(said).collect();
        FromWhom { marked, is_in_doubt: sender.is_in_doubt(), words, lines, by }
    }

    /// What the person is to know of it.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Whether it may be from somebody else than it says.
    pub(super) fn is_in_doubt(&self) -> bool {
        self.is_in_doubt
    }

    /// Whether its mark does not fit; then it was changed, or is another's.
    fn is_broken(&self) -> bool {
        self.marked == Marked::Broken
    }

    /// Refuses what was changed on the way, unless that was asked for by name: a question is answered too soon.
    pub(super) fn refuse_what_is_broken(&self, asked: &Add) -> Result<(), Failure> {
        if !self.is_broken() || asked.any_sender {
            return Ok(());
        }
        let (why, instead) = (words::IN_DOUBT.to_owned(), words::SHARED_ONCE_MORE.to_owned());
        Err(CommandError::NotUnasked { why, instead }.into())
    }

    /// Whose mark it has, where that fits.
    pub(super) fn key(&self) -> Option<PublicKey> {
        match self.marked {
            Marked::By(key) => Some(key),
            Marked::No | Marked::Broken => None,
        }
    }

    /// Whether it is wanted: where it is in doubt from whom it is, somebody has to say so.
    pub(super) fn is_wanted(&self, asked: &Add, out: &mut impl Write) -> Result<bool, Failure> {
        if !self.is_in_doubt || asked.any_sender {
            return Ok(true);
        }
        if asked.yes || asked.file == "-" || !terminal::has_keyboard() {
            let why = words::IN_DOUBT.to_owned();
            let instead = words::to_take_it_all_the_same(&printable(&asked.file));
            return Err(CommandError::NotUnasked { why, instead }.into());
        }
        writeln!(out)?;
        Ok(prompt::ask(&words::TAKE_IN_ALL_THE_SAME, out)? == 'y')
    }

    /// Remembers whose file was taken in.
    pub(super) fn remember(&self, store: &Store, out: &mut impl Write) -> Result<(), Failure> {
        let Some(key) = self.key() else { return Ok(()) };
        let met = |people: &mut People| {
            // Who has another's name beside a known mark is not known by it from now on.
            let by = self.by.as_deref().filter(|_| !is_named_as_another(people, self));
            people.met(key, &self.words, by, clock::today());
        };
        if let Err(why) = store.change_people(met) {
            writeln!(out, "{}", words::not_remembered(&why.to_string()))?;
        }
        Ok(())
    }
}

fn is_named_as_another(people: &People, from: &FromWhom) -> bool {
    matches!(people.sender(from.marked, from.by.as_deref(), None), Sender::OneAsTheOther { .. })
}

fn new_key(sender: &Sender<'_>) -> Option<PublicKey> {
    match sender {
        Sender::FirstTime(key) | Sender::AnotherComputer(_, key) => Some(*key),
        _ => None,
    }
}
