//! Values that were probably meant: names, files, numbers, answers.

use std::path::Path;

use clap::{Arg, CommandFactory, ValueEnum};

use crate::cli::args::{Cli, StoppedByArg};
use crate::cli::meant::{is_number, names_of, nearest, normal, one_name};
use crate::cli::synonyms::{self, meaning};
use crate::domain::profile::Flag;
use crate::format::embedded::FLAGSHIP;
use crate::format::theme::USUAL_THEME;
use crate::format::{self, ExerciseTexts as _, file_name};
use crate::io::store::Store;
use crate::io::user_files::FileKind;
use crate::text::errors;

/// A value or some, and whether they are made up.
type Values = (Vec<String>, bool);

/// All names of routines, then of exercises.
pub(super) fn names(store: &Store) -> Vec<String> {
    let mut names = store.routine_names();
    let exercises = store.exercise_names();
    names.extend(exercises.into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
    names
}

/// Whether these words are a name, put together.
pub(super) fn known_name(words: &[String], store: &Store) -> bool {
    one_name(words).is_some_and(|name| names(store).contains(&name))
}

/// The one name that was meant.
pub(super) fn name(typed: &str, store: &Store) -> Option<String> {
    let bare = typed.strip_suffix(".toml").unwrap_or(typed);
    let names = names(store);
    let exact = file_name(bare).filter(|name| names.contains(name));
    let near = || format::nearest_name(bare, &names).map(ToOwned::to_owned);
    exact.or_else(near).or_else(|| match &with_it(bare, store)[..] {
        [one] => Some(one.clone()),
        _ => None,
    })
}

/// The names with this word in them: of routines, or else of exercises.
pub(super) fn with_it(typed: &str, store: &Store) -> Vec<String> {
    let Some(word) = file_name(typed).filter(|word| word.chars().count() >= 3) else {
        return Vec::new();
    };
    let having = |names: Vec<String>| -> Vec<String> {
        names.into_iter().filter(|name| name.contains(&word)).collect()
    };
    let routines = having(store.routine_names());
    if routines.is_empty() { having(store.exercise_names()) } else { routines }
}

/// The next words as the value of an option: one, or those that are a name together.
pub(super) fn in_one(
    arg: &Arg,
    rest: &mut std::slice::Iter<'_, String>,
    store: &Store,
) -> Option<String> {
    let words = rest.as_slice();
    let names_routine = called(arg) == "ROUTINE";
    let is_name = |count: &usize| words.get(..*count).is_some_and(|name| known_name(name, store));
    let count = (1..=words.len()).rev().find(is_name).filter(|_| names_routine).unwrap_or(1);
    let value = words.get(..count).map(|words| words.join(" "));
    *rest = words.get(count..).unwrap_or_default().iter();
    value
}

/// What the pages of help call a value.
fn called(arg: &Arg) -> &str {
    arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name)
}

/// The value of an option, mended or made up.
pub(super) fn of_option(arg: &Arg, typed: Option<&str>, store: &Store) -> (String, bool) {
    let typed = typed.unwrap_or_default();
    let kind = called(arg);
    let meant = match kind {
        "N" => number(typed).filter(|number| *number > 0).map(|number| number.to_string()),
        "STEP" => number(typed).filter(|_| !typed.ends_with('%')).map(|n| n.min(10).to_string()),
        "ROUTINE" => name(typed, store),
        "THEME" => theme(typed, store),
        "WHAT" => stopped_by(typed),
        "TIME" => time_of_day(typed),
        "DAYS" => days(typed),
        _ => Some(typed.to_owned()).filter(|typed| !typed.is_empty()),
    };
    let example = match kind {
        "N" => "2",
        "STEP" => "5",
        "ROUTINE" => FLAGSHIP,
        "FILE" => "routine.toml",
        "SOUND" => "session.flac",
        "PAGE" => "page.html",
        "REPORT" => "report.html",
        "THEME" => USUAL_THEME,
        "WHAT" => "legs",
        "TIME" => "9:00",
        "DAYS" => "mon,thu",
        "CALENDAR" => "reminder.ics",
        "DIR" => "man1",
        _ => "anna",
    };
    meant.map_or_else(|| (example.to_owned(), true), |meant| (meant, false))
}

/// The theme of this name, or of one like it.
fn theme(typed: &str, store: &Store) -> Option<String> {
    let names = store.theme_names();
    let exact = names.contains(&normal(typed)).then(|| normal(typed));
    exact.or_else(|| format::nearest_name(typed, &names).map(ToOwned::to_owned))
}

/// A whole number, in digits or in a word.
fn number(typed: &str) -> Option<u32> {
    let typed = normal(typed);
    meaning(synonyms::NUMBERS, &typed).unwrap_or(&typed).trim_start_matches('#').parse().ok()
}

/// What stands by itself behind the commands of `way`; `value` is what the first such word is called.
pub(super) fn places(way: &[&str], value: &str, typed: &[String], store: &Store) -> Values {
    let known = |meant: Vec<String>| (meant, false);
    let or_example = |meant: Option<String>, example: &str| match meant {
        Some(meant) => (vec![meant], false),
        None => (vec![example.to_owned()], true),
    };
    match (way, value) {
        (["new"], _) => or_example(one_name(typed), "my-morning"),
        (["journal", "add"], _) => known(told_in_words(typed)),
        (["profile"], _) => {
            let (answers, is_example) = answers(typed);
            (
                if typed.is_empty() { Vec::new() } else { [vec!["set".into()], answers].concat() },
                is_example,
            )
        }
        (["remove"], _) if typed.is_empty() => {
            (vec![own_name(store).unwrap_or_else(|| "my-morning".into())], true)
        }
        (_, "NAME") => or_example(named(typed, store), FLAGSHIP),
        (["check"], _) if typed.len() > 1 && known_name(typed, store) => {
            or_example(one_name(typed), FLAGSHIP)
        }
        (["check"], _) if !typed.is_empty() => known(typed.to_vec()),
        (_, "FILE") => or_example(file(typed), "anna.toml"),
        (_, "ANSWER") => answers(typed),
        // Nobody is led to say more than they know.
        (_, "TOLD") => or_example(typed.first().and_then(|word| told(word)), "no"),
        (_, "SHELL") => or_example(typed.first().and_then(|word| shell(word)), "bash"),
        (_, "MINUTES") => known(minutes(typed).map(|n| n.to_string()).into_iter().collect()),
        (_, "ENTRY") => {
            let number = typed.first().and_then(|word| number(word));
            or_example(number.map(|number| number.to_string()), "1")
        }
        (_, "WORDS") if !typed.is_empty() => known(vec![typed.join(" ")]),
        (_, "WORDS") => (vec![errors::A_NOTE.to_owned()], true),
        (_, "THEME") => {
            known(typed.first().and_then(|word| theme(word, store)).into_iter().collect())
        }
        (_, "COMMAND") => known(commands(typed)),
        _ => known(Vec::new()),
    }
}

/// One name out of several words.
fn named(typed: &[String], store: &Store) -> Option<String> {
    let one = match typed {
        [] => return None,
        [one] => one.clone(),
        _ if typed.last().is_some_and(|last| is_toml(last)) => return file(typed),
        [first, ..] if known_name(std::slice::from_ref(first), store) => first.clone(),
        _ => typed.join(" "),
    };
    Some(name(&one, store).unwrap_or(one))
}

/// Whether a word ends as the path of a routine file does.
pub(super) fn is_toml(word: &str) -> bool {
    Path::new(word).extension().is_some_and(|ending| ending == "toml")
}

/// A path with blanks that nobody has quoted.
fn file(typed: &[String]) -> Option<String> {
    let first = typed.first()?;
    let end = typed.iter().position(|word| is_toml(word));
    Some(end.and_then(|end| typed.get(..=end)).map_or_else(|| first.clone(), |path| path.join(" ")))
}

fn told(word: &str) -> Option<String> {
    meaning(synonyms::TOLD, &normal(word)).map(ToOwned::to_owned)
}

/// What ended a walk.
fn stopped_by(word: &str) -> Option<String> {
    let names = StoppedByArg::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let names: Vec<String> = names.map(|name| name.get_name().to_owned()).collect();
    let known = meaning(synonyms::STOPPED_BY, &normal(word)).map(ToOwned::to_owned);
    known.or_else(|| nearest(&normal(word), &names))
}

/// A time of day as `--at` takes it: out of `9`, `9.30`, `9am`, `21h`.
fn time_of_day(typed: &str) -> Option<String> {
    let typed = normal(typed).replace(['.', 'h'], ":");
    let (digits, half) = match typed.strip_suffix("pm") {
        Some(digits) => (digits, 12),
        None => (typed.strip_suffix("am").unwrap_or(&typed), 0),
    };
    let mut parts = digits.trim().trim_end_matches(':').split(':');
    let hour = parts.next()?.parse::<u8>().ok().filter(|hour| *hour < 24)?;
    let minute = parts.next().map_or(Some(0), |minute| minute.parse::<u8>().ok());
    let minute = minute.filter(|minute| *minute < 60)?;
    let is_twelve = hour == 12 && typed.ends_with('m');
    let hour = if is_twelve { half } else { hour + if hour < 12 { half } else { 0 } };
    Some(format!("{hour}:{minute:02}"))
}

/// Days as `--days` takes them, one behind the other.
fn days(typed: &str) -> Option<String> {
    let words = typed.split([',', ' ', ';', '+']).map(normal);
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let day = |word: &String| meaning(synonyms::DAYS, word.get(..3).unwrap_or(word));
    let days: Option<Vec<&str>> = words.iter().map(day).collect();
    days.filter(|days| !days.is_empty()).map(|days| days.join(","))
}

fn shell(word: &str) -> Option<String> {
    let names = ["bash", "zsh", "fish", "powershell"].map(ToOwned::to_owned).to_vec();
    let known = meaning(synonyms::SHELLS, &normal(word)).map(ToOwned::to_owned);
    known.or_else(|| nearest(&normal(word), &names))
}

/// Commands behind commands, each by its own name or by one like it.
fn commands(typed: &[String]) -> Vec<String> {
    let mut cli = Cli::command();
    cli.build();
    let mut command = Some(&cli);
    let mut way = Vec::new();
    for word in typed.iter().map(|word| normal(word)) {
        let names = command.map(names_of).unwrap_or_default();
        let synonym = meaning(synonyms::COMMANDS, &word).filter(|meant| !meant.contains(' '));
        let exact = names.contains(&word).then(|| word.clone());
        let synonym = synonym.filter(|_| way.is_empty()).map(ToOwned::to_owned);
        let meant = exact.or(synonym).or_else(|| nearest(&word, &names)).unwrap_or(word);
        command = command.and_then(|command| command.find_subcommand(&meant));
        way.push(meant);
    }
    // A command that is not there explains nothing.
    if command.is_none() { typed.to_vec() } else { way }
}

fn own_name(store: &Store) -> Option<String> {
    let own = [FileKind::Routine, FileKind::Exercise].into_iter();
    own.flat_map(|kind| store.own_names(kind)).next()
}

/// Health answers, and what is said of them.
fn answers(typed: &[String]) -> Values {
    let said: Vec<String> = typed.iter().filter_map(|word| told(word)).collect();
    let of = typed.iter().filter(|word| told(word).is_none());
    let mut flags: Vec<String> = of.filter_map(|word| answer(word)).collect();
    let is_example = said.is_empty() || flags.is_empty();
    if flags.is_empty() {
        flags.push(Flag::Knee.name().to_owned());
    }
    flags.push(said.first().map_or("yes", String::as_str).to_owned());
    (flags, is_example)
}

/// The health answer of this name, or of one like it.
pub(super) fn answer(word: &str) -> Option<String> {
    let word = normal(word);
    let names: Vec<String> = Flag::NAMES.iter().map(|name| (*name).to_owned()).collect();
    let known = meaning(synonyms::ANSWERS, &word).map(ToOwned::to_owned);
    let having = || names.iter().find(|name| word.len() >= 4 && name.contains(&word)).cloned();
    known.or_else(|| nearest(&word, &names)).or_else(having)
}

/// What `journal add` calls a fall.
const FALL: &str = "fall";

/// What was done, from a sentence: an activity with its minutes, or else a note.
fn told_in_words(typed: &[String]) -> Vec<String> {
    let text = typed.join(" ");
    let words: Vec<String> = text.split_whitespace().map(ToOwned::to_owned).collect();
    let activity = words.iter().find_map(|word| meaning(synonyms::ACTIVITIES, &normal(word)));
    let at = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let minutes = at.and_then(|at| minutes(words.get(at..)?));
    match (activity, minutes) {
        (Some(activity), Some(minutes)) => vec![activity.to_owned(), minutes.to_string()],
        (Some(activity), None) if words.len() == 1 => vec![activity.to_owned()],
        // Of a fall nobody counts minutes.
        (Some(FALL), None) => vec![FALL.to_owned(), "--note".to_owned(), text],
        _ if text.is_empty() => Vec::new(),
        _ => vec!["note".to_owned(), text],
    }
}

/// Minutes from `10`, `10min`, `10 minutes`, `1 hour`; nothing where another unit follows.
fn minutes(words: &[String]) -> Option<u32> {
    let first = normal(words.first()?);
    let digits: String = first.chars().take_while(char::is_ascii_digit).collect();
    let number = if is_number(&digits) { digits.parse().ok()? } else { number(&first)? };
    let own = first.get(digits.len()..).filter(|unit| !digits.is_empty() && !unit.is_empty());
    let unit = own.map(ToOwned::to_owned).or_else(|| words.get(1).map(|word| normal(word)));
    match unit.as_deref() {
        None | Some("m" | "min" | "mins" | "minute" | "minutes" | "minuten") => Some(number),
        Some("h" | "hour" | "hours" | "stunde" | "stunden") => number.checked_mul(60),
        Some(_) => None,
    }
}
