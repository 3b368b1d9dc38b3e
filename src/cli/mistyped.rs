//! What is said of a line that clap cannot read.

use std::error::Error;
use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use crate::cli::args::Cli;
use crate::cli::meant::names_of;
use crate::cli::meant_values::is_toml;
use crate::cli::synonyms::{self, meaning};
use crate::text::errors::{self, Wrong};
use crate::text::printable::printable;

/// A line that clap cannot read, and what is wrong with it.
#[derive(Debug)]
pub(super) struct Mistyped {
    error: clap::Error,
    /// The commands that are at its beginning.
    pub(super) way: String,
    typed: Vec<String>,
}

impl Mistyped {
    pub(super) fn new(error: clap::Error, typed: &[String]) -> Mistyped {
        Mistyped { error, way: way(typed).join(" "), typed: typed.to_vec() }
    }

    /// What clap says of its error, as one word or several.
    fn about(&self, kind: ContextKind) -> String {
        printable(&match self.error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.first().cloned().unwrap_or_default(),
            _ => String::new(),
        })
    }

    /// The option, if it is one, and what its value is called: `--from <N>`, `<ANSWER>...`.
    fn option_and_value(&self) -> (String, String) {
        let argument = self.about(ContextKind::InvalidArg);
        let option = argument.split(' ').next().filter(|word| word.starts_with('-'));
        let value = argument.rsplit(' ').next().unwrap_or_default();
        let value = value.trim_matches(['<', '>', '[', ']', '.']);
        let value = value.split(['|', '>']).next().unwrap_or_default();
        (option.unwrap_or_default().to_owned(), value.to_owned())
    }

    /// The word that clap has read as several options, or has named as it is.
    fn typed_option(&self, named: &str) -> String {
        let is_it = |word: &&String| word.starts_with(named) && !word.starts_with("--");
        self.typed.iter().find(is_it).map_or_else(|| named.to_owned(), |word| printable(word))
    }

    fn too_much(&self, word: String) -> Wrong {
        let command = command(&self.way);
        let value = command.and_then(|command| {
            let first = command.get_positionals().next()?.get_value_names()?.first()?;
            Some(first.to_string())
        });
        match value.as_deref() {
            Some("NAME" | "FILE") if is_toml(&word) => Wrong::Blanks,
            Some("NAME") => Wrong::OneName(word),
            _ => Wrong::TooMuch(word),
        }
    }

    fn wrong(&self) -> Wrong {
        let argument = self.about(ContextKind::InvalidArg);
        let typed = self.about(ContextKind::InvalidValue);
        let (option, value) = self.option_and_value();
        match self.error.kind() {
            ErrorKind::InvalidSubcommand => {
                let names = command(&self.way).map(|command| names_of(&command));
                let word = self.about(ContextKind::InvalidSubcommand);
                Wrong::Command(word, names.unwrap_or_default())
            }
            ErrorKind::UnknownArgument if argument.starts_with('-') => {
                Wrong::Option(self.typed_option(&argument))
            }
            ErrorKind::UnknownArgument => self.too_much(argument),
            ErrorKind::TooManyValues => Wrong::Alone(option),
            ErrorKind::InvalidValue | ErrorKind::ValueValidation if typed.is_empty() => {
                Wrong::Missing(option, value)
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                Wrong::Value(typed, option, value)
            }
            ErrorKind::ArgumentConflict => match self.about(ContextKind::PriorArg) {
                other if other.is_empty() => Wrong::Alone(option),
                other => Wrong::Together(argument, other),
            },
            ErrorKind::InvalidUtf8 => Wrong::NotUtf8,
            ErrorKind::MissingRequiredArgument => Wrong::Missing(String::new(), value),
            _ => Wrong::Otherwise,
        }
    }
}

impl fmt::Display for Mistyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = match &self.wrong() {
            // Nobody can do that at a command line; it is done in a session.
            Wrong::Command(word, _) if is_key(word) => errors::A_SESSION_HAS_KEYS.to_owned(),
            wrong => errors::wrong(&self.way, wrong),
        };
        f.write_str(&first)
    }
}

impl Error for Mistyped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}

fn is_key(word: &str) -> bool {
    meaning(synonyms::KEYS, &word.to_lowercase()).is_some()
}

fn command(way: &str) -> Option<Command> {
    let mut cli = Cli::command();
    cli.build();
    way.split_whitespace().try_fold(&cli, |command, word| command.find_subcommand(word)).cloned()
}

/// The commands at the beginning of a line.
fn way(typed: &[String]) -> Vec<String> {
    let mut cli = Cli::command();
    cli.build();
    let mut command = &cli;
    let mut way = Vec::new();
    for word in typed.iter().filter(|word| !word.starts_with('-')) {
        let Some(next) = command.find_subcommand(word) else { break };
        command = next;
        way.push(word.clone());
    }
    way
}
