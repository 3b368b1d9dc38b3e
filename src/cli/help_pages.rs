//! Pages about the program itself: help and the manual.

use std::io::Write;
use std::path::Path;

use clap::{Command, CommandFactory};

use crate::cli::args::{self, Cli, Help, Man, Schema};
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::format::ExerciseTexts;
use crate::format::schema::{self, File};
use crate::io::store::Store;
use crate::io::user_files;
use crate::text::{commands, printable::printable};

/// `help`
pub(super) fn help(asked: &Help, out: &mut impl Write) -> Result<Exit, Failure> {
    if asked.command.is_empty() {
        return overview(asked.all, out);
    }
    let mut command = found(&asked.command)?;
    write!(out, "{}", command.render_help().ansi())?;
    Ok(Exit::Done)
}

/// The command of these words; clap has made all of it.
fn found(words: &[String]) -> Result<Command, Failure> {
    let mut cli = Cli::command();
    cli.build();
    let mut command = &cli;
    for (at, word) in words.iter().enumerate() {
        let Some(next) = command.find_subcommand(word) else {
            let way = words.get(..=at).unwrap_or_default().join(" ");
            return Err(CommandError::NoCommand(way).into());
        };
        command = next;
    }
    Ok(command.clone())
}

/// What `--help` prints, and the rest.
pub(super) fn overview(all: bool, out: &mut impl Write) -> Result<Exit, Failure> {
    write!(out, "{}", args::overview(all))?;
    Ok(Exit::Done)
}

/// `schema`
pub(super) fn schema(asked: &Schema, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let file = if asked.exercise { File::Exercise } else { File::Routine };
    let text = match asked.mine {
        true => schema::text_with(file, &store.exercise_names()),
        false => schema::text(file),
    };
    let text = text.map_err(std::io::Error::from)?;
    out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

/// `man`
pub(super) fn man(asked: &Man, out: &mut impl Write) -> Result<Exit, Failure> {
    let command = found(&asked.command)?;
    let Some(folder) = &asked.dir else {
        out.write_all(page(command).1.as_bytes())?;
        return Ok(Exit::Done);
    };
    user_files::folder_for_everybody(folder)?;
    let pages = pages(&command, folder)?;
    let shown = printable(&folder.to_string_lossy());
    writeln!(out, "{}", commands::manual_written(pages, &shown))?;
    Ok(Exit::Done)
}

/// Writes the page of a command and of all below it; gives how many.
fn pages(command: &Command, folder: &Path) -> Result<usize, Failure> {
    let (name, text) = page(command.clone());
    user_files::put_to_send(&folder.join(name), &text)?;
    let below = command.get_subcommands().filter(|below| !below.is_hide_set());
    below.map(|below| pages(below, folder)).try_fold(1, |sum, written| Ok(sum + written?))
}

/// The name of a page's file, and the page.
fn page(command: Command) -> (String, String) {
    let page = clap_mangen::Man::new(command);
    let page = page.source(concat!("stenosis-routine ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    // Writing into memory does not fail.
    let _ = page.render(&mut text);
    (page.get_filename(), String::from_utf8_lossy(&text).into_owned())
}
