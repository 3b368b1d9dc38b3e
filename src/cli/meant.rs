//! What was probably meant by a line that cannot be carried out: the line to type.
//!
//! A line is taken apart with clap's own tree of commands, each part is mended by itself, and the
//! parts are put together in the order of the pages of help. Only a line that clap can read is given.

use clap::{Arg, Command, CommandFactory, Parser};

use crate::cli::args::Cli;
use crate::cli::meant_values as values;
use crate::cli::synonyms::{self, meaning};
use crate::format::{self, file_name};
use crate::io::store::Store;
use crate::text::{commands, errors};

/// A line to type, as words without the program's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) words: Vec<String>,
    /// Something was made up: a name, a number.
    pub(super) is_example: bool,
}

impl Line {
    /// The line, and whether it is one of several.
    pub(super) fn said(&self) -> String {
        let line = commands::line(&self.words);
        if self.is_example { errors::such_as(&line) } else { errors::type_this(&line) }
    }
}

/// The line with these words in place of that one, where clap can read it.
pub(super) fn instead(typed: &[String], word: &str, with: &[String]) -> Option<Line> {
    let mended = |typed: &String| match typed.split_once('=') {
        _ if typed == word => with.to_vec(),
        Some((option, value)) if value == word => [vec![option.to_owned()], with.to_vec()].concat(),
        _ => vec![typed.clone()],
    };
    readable(typed.iter().flat_map(mended).collect(), false, typed)
}

/// The line that was meant, where one can be guessed that is not the one that was typed.
pub(super) fn line(typed: &[String], store: &Store) -> Option<Line> {
    let mut cli = Cli::command();
    cli.build();
    let words: Vec<String> = typed.iter().map(|word| with_plain_dashes(word)).collect();
    let (way, rest) = way(&cli, &words, store)?;
    if way == ["--version"] {
        return Some(Line { words: way, is_example: false });
    }
    let asks_for_help =
        |word: &String| matches!(normal(word).as_str(), "help" | "h" | "?" | "hilfe");
    if way.first().is_some_and(|word| word != "help") && rest.iter().any(asks_for_help) {
        return readable([vec!["help".into()], way].concat(), false, typed);
    }
    if way == ["help"] && values::known_name(&rest, store) {
        return readable(vec!["show".into(), one_name(&rest)?], false, typed);
    }
    let mut mended = Mended::behind(&cli, way, store);
    mended.take_apart(&rest)?;
    mended.together(typed)
}

/// The words, if clap can read them and they are others than were typed.
fn readable(words: Vec<String>, is_example: bool, typed: &[String]) -> Option<Line> {
    (words != typed && can_be_read(&words)).then_some(Line { words, is_example })
}

pub(super) fn can_be_read(words: &[String]) -> bool {
    Cli::try_parse_from(["stenosis-routine"].into_iter().chain(words.iter().map(String::as_str)))
        .is_ok()
}

/// `--mute`, whatever was written in place of its dashes.
fn with_plain_dashes(word: &str) -> String {
    let bare = word.trim_start_matches(['-', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}']);
    let dashes = word.len() != bare.len();
    let slash = word.strip_prefix('/').filter(|rest| matches!(*rest, "help" | "h" | "?"));
    match slash {
        Some(rest) => format!("--{rest}"),
        None if dashes && bare.chars().nth(1).is_some() && !is_number(bare) => format!("--{bare}"),
        None => word.to_owned(),
    }
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// A word as tables have it.
pub(super) fn normal(word: &str) -> String {
    word.trim_start_matches('-').trim_end_matches(['.', ',', ';']).to_lowercase().replace('_', "-")
}

fn is_option(word: &str) -> bool {
    word.len() > 1 && word.starts_with('-') && !is_number(&word[1..])
}

/// The commands of a line, and what is left of it.
fn way(cli: &Command, words: &[String], store: &Store) -> Option<(Vec<String>, Vec<String>)> {
    let plain = |word: &&String| !is_option(word);
    let exact = |word: &&String| cli.find_subcommand(normal(word)).is_some();
    let first = words.iter().position(|word| plain(&word));
    let command = first.filter(|at| words.get(*at).is_some_and(|word| exact(&word)));
    let command = command.or_else(|| words.iter().position(|word| plain(&word) && exact(&word)));
    let without = |at: usize| -> Vec<String> {
        words.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, word)| word.clone()).collect()
    };
    let (begin, rest) = match (command, first) {
        (Some(at), _) => (vec![normal(words.get(at)?)], without(at)),
        (None, Some(at)) => {
            let word = normal(words.get(at)?);
            if values::known_name(&words.iter().filter(plain).cloned().collect::<Vec<_>>(), store) {
                (vec!["start".into()], words.to_vec())
            } else if let Some(meant) = meaning(synonyms::COMMANDS, &word) {
                (split(meant), without(at))
            } else if meaning(synonyms::KEYS, &word).is_some() {
                return None;
            } else if let Some(near) = nearest(&word, &names_of(cli)) {
                (vec![near], without(at))
            } else {
                values::name(words.get(at)?, store)?;
                (vec!["start".into()], words.to_vec())
            }
        }
        (None, None) => match words.first() {
            Some(word) if matches!(normal(word).as_str(), "v" | "version") => {
                (vec!["--version".into()], Vec::new())
            }
            Some(word) if matches!(normal(word).as_str(), "help" | "h" | "?") => {
                (vec!["help".into()], Vec::new())
            }
            _ => (vec!["start".into()], words.to_vec()),
        },
    };
    Some(further(cli, begin, rest))
}

/// Goes on with commands behind commands.
fn further(
    cli: &Command,
    mut way: Vec<String>,
    mut rest: Vec<String>,
) -> (Vec<String>, Vec<String>) {
    while let Some(command) = at(cli, &way).filter(|command| command.has_subcommands()) {
        let Some(first) = rest.first().map(|word| normal(word)) else { break };
        let behind = synonyms::BEHIND.iter().find(|(name, _)| *name == command.get_name());
        let meant = behind.and_then(|(_, table)| meaning(table, &first)).map(split);
        let exact = || command.find_subcommand(&first).map(|_| vec![first.clone()]);
        let activity = || {
            let known = meaning(synonyms::ACTIVITIES, &first).filter(|_| rest.len() <= 2);
            known.filter(|name| command.find_subcommand(name).is_some()).map(split)
        };
        let near = || nearest(&first, &names_of(command)).map(|near| vec![near]);
        let Some(next) = meant.or_else(exact).or_else(activity).or_else(near) else { break };
        rest.remove(0);
        if next.is_empty() {
            break;
        }
        way.extend(next);
    }
    (way, rest)
}

fn split(words: &str) -> Vec<String> {
    words.split_whitespace().map(ToOwned::to_owned).collect()
}

pub(super) fn names_of(command: &Command) -> Vec<String> {
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| command.get_name().to_owned()).collect()
}

pub(super) fn nearest(word: &str, names: &[String]) -> Option<String> {
    // A plural is no slip of spelling, and short words are near to many.
    let singular = word.strip_suffix('s').filter(|one| names.iter().any(|name| name == one));
    let near = singular.or_else(|| format::nearest_name(word, names));
    let begun = || {
        let mut begins = names.iter().filter(|name| name.starts_with(word) && word.len() >= 2);
        begins.next().filter(|_| begins.next().is_none()).map(String::as_str)
    };
    near.or_else(begun).map(ToOwned::to_owned)
}

/// The command at the end of a way; options on it lead nowhere.
fn at<'c>(cli: &'c Command, way: &[String]) -> Option<&'c Command> {
    way.iter()
        .filter(|word| !is_option(word))
        .try_fold(cli, |command, word| command.find_subcommand(word))
}

/// The parts of a line, mended.
struct Mended<'m> {
    command: Option<&'m Command>,
    store: &'m Store,
    way: Vec<String>,
    places: Vec<String>,
    options: Vec<Vec<String>>,
    is_example: bool,
}

impl<'m> Mended<'m> {
    fn behind(cli: &'m Command, way: Vec<String>, store: &'m Store) -> Mended<'m> {
        let command = at(cli, &way);
        let (options, way): (Vec<String>, Vec<String>) =
            way.into_iter().partition(|word| is_option(word));
        let options = options.into_iter().map(|option| vec![option]).collect();
        Mended { command, store, way, places: Vec::new(), options, is_example: false }
    }

    /// Nothing where an option is met that nobody knows.
    fn take_apart(&mut self, rest: &[String]) -> Option<()> {
        let mut rest = rest.iter();
        let mut bare = false;
        while let Some(word) = rest.next() {
            if word == "--" {
                bare = true;
            } else if bare || !is_option(word) {
                self.places.push(word.clone());
            } else {
                let (name, value) = match word.split_once('=') {
                    Some((name, value)) => (name, Some(value.to_owned())),
                    None => (word.as_str(), None),
                };
                let arg = self.option(name)?;
                let takes = arg.get_action().takes_values();
                let next = match takes && value.is_none() {
                    true => values::in_one(arg, &mut rest, self.store),
                    false => value,
                };
                self.take_option(arg, next);
            }
        }
        Some(())
    }

    fn option(&self, typed: &str) -> Option<&'m Arg> {
        let command = self.command?;
        let (name, short) = (normal(typed), typed.trim_start_matches('-'));
        let long = |name: &str| command.get_arguments().find(|arg| arg.get_long() == Some(name));
        let letter = || {
            let is = |arg: &&Arg| arg.get_short().is_some_and(|c| short == c.to_string());
            command.get_arguments().find(is)
        };
        let names = || command.get_arguments().filter_map(Arg::get_long).map(ToOwned::to_owned);
        long(&name)
            .or_else(letter)
            .or_else(|| long(meaning(synonyms::OPTIONS, &name)?))
            .or_else(|| long(&nearest(&name, &names().collect::<Vec<_>>())?))
    }

    fn take_option(&mut self, arg: &Arg, value: Option<String>) {
        let name = format!("--{}", arg.get_long().unwrap_or_default());
        if arg.get_action().takes_values() {
            let (value, is_example) = values::of_option(arg, value.as_deref(), self.store);
            self.is_example |= is_example;
            self.options.push(vec![name, value]);
        } else if meaning(synonyms::TOLD, &normal(&value.unwrap_or_default())) != Some("no") {
            self.options.push(vec![name]);
        }
    }

    /// Words that are the names of options, or numbers where a name belongs.
    fn words_for_options(&mut self) {
        let places = std::mem::take(&mut self.places);
        let wants_name = self.first_value() == "NAME";
        for place in places {
            let from = wants_name && is_number(&place) && self.has("from");
            let last = self.way == ["journal"] && is_number(&place);
            let number = if from { "--from" } else { "--last" };
            if from || last {
                self.options.push(vec![number.to_owned(), place]);
            } else if self.has(&normal(&place)) {
                self.options.push(vec![format!("--{}", normal(&place))]);
            } else {
                self.places.push(place);
            }
        }
    }

    /// Whether the command has this option, and it takes no value.
    fn has(&self, name: &str) -> bool {
        let is = |arg: &Arg| {
            arg.get_long() == Some(name) && (name == "from" || !arg.get_action().takes_values())
        };
        self.command.is_some_and(|command| command.get_arguments().any(is))
    }

    /// The name of the first value that stands by itself.
    fn first_value(&self) -> &'m str {
        let first = self.command.and_then(|command| command.get_positionals().next());
        let names = first.and_then(Arg::get_value_names).and_then(|names| names.first());
        names.map_or("", |name| name.as_str())
    }

    fn together(mut self, typed: &[String]) -> Option<Line> {
        let value = self.first_value();
        if value != "WORDS" {
            self.words_for_options();
        }
        let way: Vec<&str> = self.way.iter().map(String::as_str).collect();
        let (places, is_example) = values::places(&way, value, &self.places, self.store);
        let first = self.command.and_then(|command| command.get_positionals().next());
        // Where nothing was typed, nothing need be made up that can be left out.
        let left_out =
            is_example && self.places.is_empty() && !first.is_some_and(Arg::is_required_set);
        let (places, is_example) =
            if left_out { (Vec::new(), false) } else { (places, is_example) };
        let is_example = is_example || self.is_example;
        let line = |options: &[Vec<String>]| [&self.way[..], &places, &options.concat()].concat();
        // Of options that do not go together, the first ones win.
        (0..=self.options.len()).rev().find_map(|count| {
            let words = line(self.options.get(..count).unwrap_or_default());
            readable(words, is_example, typed)
        })
    }
}

/// What `new` would call it.
pub(super) fn one_name(places: &[String]) -> Option<String> {
    file_name(&places.join(" "))
}
