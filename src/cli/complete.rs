//! `complete` and `completions`: what fits where somebody presses Tab.
//!
//! The scripts for the shells are small and ask the program, so that the answer knows the person's own
//! files and is made of what clap reads. An answer is a line each: the word, a tab, what it is. A line
//! that begins with a colon is no word: it asks the shell for files, which it knows better.

use std::io::Write;

use clap::{Arg, Command, CommandFactory};

use crate::cli::args::{Cli, Complete, Shell};
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::domain::profile::Flag;
use crate::format::ExerciseTexts as _;
use crate::io::store::Store;
use crate::io::user_files::FileKind;
use crate::text;

use super::list::about;
use super::{checked, library, themes};

/// What a value can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offer {
    /// A routine, an exercise, or a file.
    Named,
    /// A routine or an exercise.
    Name,
    /// A routine or an exercise of the person's own.
    Own,
    /// A routine file.
    File,
    /// A folder.
    Folder,
    /// A theme of tones.
    Theme,
    /// A health answer.
    Answer,
    /// An optional group of the routine that is named before.
    Group,
    /// A command, and what is behind it.
    Command,
    /// Only the person knows.
    Nothing,
}

/// What each value is, by the command, or any, and by the name that it has in the pages of help.
const OFFERS: &[(&str, &str, Offer)] = &[
    ("new", "NAME", Offer::Nothing),
    ("edit", "NAME", Offer::Name),
    ("remove", "NAME", Offer::Own),
    ("add", "NAME", Offer::Own),
    ("check", "FILE", Offer::Named),
    ("", "NAME", Offer::Named),
    ("", "WHO", Offer::Nothing),
    ("", "ROUTINE", Offer::Named),
    ("", "FILE", Offer::File),
    ("", "SOUND", Offer::Folder),
    ("", "PAGE", Offer::Folder),
    ("", "REPORT", Offer::Folder),
    ("", "CALENDAR", Offer::Folder),
    ("", "THEME", Offer::Theme),
    ("", "GROUP", Offer::Group),
    ("", "DIR", Offer::Folder),
    ("", "ANSWER", Offer::Answer),
    ("", "COMMAND", Offer::Command),
];

/// `completions`
pub(super) fn completions(shell: Shell, out: &mut impl Write) -> Result<Exit, Failure> {
    let script = match shell {
        Shell::Bash => include_str!("../../completions/bash.sh"),
        Shell::Zsh => include_str!("../../completions/zsh.zsh"),
        Shell::Fish => include_str!("../../completions/fish.fish"),
        Shell::Powershell => include_str!("../../completions/powershell.ps1"),
    };
    out.write_all(script.as_bytes())?;
    Ok(Exit::Done)
}

/// `complete`
pub(super) fn complete(
    asked: &Complete,
    store: &Store,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let mut cli = Cli::command();
    cli.build();
    let before: Vec<&str> = asked.before.iter().map(String::as_str).collect();
    let fitting = Typed::read(&cli, &before).fitting(&asked.word, &before, store);
    for Fitting { word, about } in fitting.iter().filter(|one| one.fits(&asked.word)) {
        writeln!(out, "{word}\t{about}")?;
    }
    Ok(Exit::Done)
}

/// A word that can be typed, or a wish for files.
#[derive(Debug)]
struct Fitting {
    word: String,
    about: String,
}

impl Fitting {
    fn new(word: impl Into<String>, about: impl Into<String>) -> Fitting {
        Fitting { word: word.into(), about: about.into() }
    }

    /// Some shells complete from the middle of a word; which part counts is theirs to say.
    fn fits(&self, typed: &str) -> bool {
        self.word.starts_with(':') || self.word.contains(typed)
    }
}

/// Where the words before have led.
struct Typed<'c> {
    command: &'c Command,
    /// The option whose value comes next.
    option: Option<&'c Arg>,
    /// Words that were neither commands nor options.
    places: usize,
    /// Behind `--` nothing is an option.
    only_words: bool,
}

impl<'c> Typed<'c> {
    fn read(cli: &'c Command, before: &[&str]) -> Typed<'c> {
        let mut typed = Typed { command: cli, option: None, places: 0, only_words: false };
        // Of `--from=3` bash makes three words.
        for word in before.iter().filter(|word| **word != "=") {
            typed.goes_on_with(word);
        }
        typed
    }

    fn goes_on_with(&mut self, word: &str) {
        if self.option.take().is_some() {
            return;
        }
        if word == "--" {
            self.only_words = true;
        } else if word.starts_with('-') && !self.only_words {
            let wants = option(self.command, word).filter(|arg| arg.get_action().takes_values());
            self.option = wants.filter(|_| !word.contains('='));
        } else if let Some(command) = self.subcommand(word) {
            self.command = command;
        } else {
            self.places += 1;
        }
    }

    fn subcommand(&self, word: &str) -> Option<&'c Command> {
        let first = self.places == 0 && !self.only_words;
        self.command.find_subcommand(word).filter(|_| first)
    }

    /// What can stand here, `word` being what is there of it.
    fn fitting(&self, word: &str, before: &[&str], store: &Store) -> Vec<Fitting> {
        let of = |arg: &Arg| self.values(arg, word, before, store);
        if let Some(arg) = self.option {
            return of(arg);
        }
        if word.starts_with('-') && !self.only_words {
            return options(self.command, before);
        }
        let commands = if self.places == 0 { subcommands(self.command) } else { Vec::new() };
        commands.into_iter().chain(self.next_places().into_iter().flat_map(of)).collect()
    }

    /// The arguments that the next word can be: behind one that takes several, also the one after it.
    fn next_places(&self) -> Vec<&'c Arg> {
        let places: Vec<&Arg> = self.command.get_positionals().collect();
        let many = |arg: &&Arg| arg.get_num_args().is_some_and(|range| range.max_values() > 1);
        match places.iter().position(many) {
            Some(at) if at < self.places => places.into_iter().skip(at).collect(),
            _ => places.into_iter().skip(self.places).take(1).collect(),
        }
    }

    fn values(&self, arg: &Arg, word: &str, before: &[&str], store: &Store) -> Vec<Fitting> {
        let possible = arg.get_possible_values();
        if !possible.is_empty() {
            let about = |help: Option<&_>| help.map(ToString::to_string).unwrap_or_default();
            let fitting = |value: &clap::builder::PossibleValue| {
                Fitting::new(value.get_name(), about(value.get_help()))
            };
            return possible.iter().filter(|value| !value.is_hide_set()).map(fitting).collect();
        }
        match offer(self.command.get_name(), arg) {
            Offer::Named => {
                [names(store, word), vec![files(":toml")]].into_iter().flatten().collect()
            }
            Offer::Name => names(store, word),
            Offer::Own => own_names(store),
            Offer::File => vec![files(":toml")],
            Offer::Folder => vec![files(":folder")],
            Offer::Theme => theme_names(store),
            Offer::Answer => answers(),
            Offer::Group => optional_groups(before, store),
            Offer::Command => behind_help(before),
            Offer::Nothing => Vec::new(),
        }
    }
}

fn offer(command: &str, arg: &Arg) -> Offer {
    let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name);
    let fits =
        |(of, value, _): &&(&str, &str, Offer)| *value == name && (of.is_empty() || *of == command);
    OFFERS.iter().find(fits).map_or(Offer::Nothing, |(.., offer)| *offer)
}

fn option<'c>(command: &'c Command, word: &str) -> Option<&'c Arg> {
    let name = word.split('=').next().unwrap_or(word);
    let is = |arg: &&Arg| {
        let long = arg.get_long().is_some_and(|long| name.strip_prefix("--") == Some(long));
        long || arg.get_short().is_some_and(|short| name == format!("-{short}"))
    };
    command.get_arguments().find(is)
}

/// The options of a command that are not there yet.
fn options(command: &Command, before: &[&str]) -> Vec<Fitting> {
    let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
    let fitting = |arg: &Arg| {
        let word = format!("--{}", arg.get_long()?);
        let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
        (!before.contains(&word.as_str())).then(|| Fitting::new(word, about))
    };
    shown.filter_map(fitting).collect()
}

fn subcommands(command: &Command) -> Vec<Fitting> {
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    let about = |command: &Command| command.get_about().map(ToString::to_string);
    shown
        .map(|command| Fitting::new(command.get_name(), about(command).unwrap_or_default()))
        .collect()
}

/// What is behind `help` and `man`: the way to a command.
fn behind_help(before: &[&str]) -> Vec<Fitting> {
    let mut cli = Cli::command();
    cli.build();
    subcommands(Typed::read(&cli, before.get(1..).unwrap_or_default()).command)
}

fn files(which: &str) -> Fitting {
    Fitting::new(which, "")
}

fn answers() -> Vec<Fitting> {
    Flag::ALL.iter().map(|flag| Fitting::new(flag.name(), text::flag_in_words(*flag))).collect()
}

/// Routines, and once a letter is there, the many exercises too.
fn names(store: &Store, word: &str) -> Vec<Fitting> {
    let mut names = described(store, false, store.routine_names(), word);
    let exercises = match word.is_empty() {
        true => store.own_names(FileKind::Exercise),
        false => store.exercise_names(),
    };
    names.extend(described(store, true, exercises, word));
    names
}

/// Themes with their titles.
fn theme_names(store: &Store) -> Vec<Fitting> {
    let title = |name: &str| Some(themes::theme(name, store).ok()?.title.clone());
    let described = |name: String| Fitting::new(name.clone(), title(&name).unwrap_or_default());
    store.theme_names().into_iter().map(described).collect()
}

/// The optional groups of a routine that stands on the line.
fn optional_groups(before: &[&str], store: &Store) -> Vec<Fitting> {
    let library = library(store);
    let found = before.iter().skip(1).filter(|word| !word.starts_with('-'));
    let mut found = found.filter_map(|word| store.routine(word));
    let routine = found.find_map(|found| checked(&found, &library).routine);
    let groups = routine.iter().flat_map(|routine| &routine.groups);
    let optional = groups.filter(|group| group.optional);
    optional.map(|group| Fitting::new(group.name.clone(), group.called())).collect()
}

fn own_names(store: &Store) -> Vec<Fitting> {
    let mut names = described(store, false, store.own_names(FileKind::Routine), "");
    names.extend(described(store, true, store.own_names(FileKind::Exercise), ""));
    names
}

/// Names with minutes and positions, as `list` has them; each file is read for that.
fn described(store: &Store, exercises: bool, names: Vec<String>, word: &str) -> Vec<Fitting> {
    let library = library(store);
    let described = |name: String| {
        let about = about(&name, exercises, store, &library);
        Fitting::new(name, about.trim_start())
    };
    names.into_iter().filter(|name| name.contains(word)).map(described).collect()
}
