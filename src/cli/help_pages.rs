//! Pages about the program itself: help, the manual page, completions.

use std::io::Write;

use clap::CommandFactory;

use crate::cli::args::{self, Cli, Help, Schema};
use crate::cli::error::{CommandError, Exit, Failure};
use crate::format::schema::{self, File};

/// `help`
pub(super) fn help(asked: &Help, out: &mut impl Write) -> Result<Exit, Failure> {
    let Some(name) = &asked.command else { return overview(asked.all, out) };
    let mut cli = Cli::command();
    cli.build();
    let Some(command) = cli.find_subcommand_mut(name) else {
        return Err(CommandError::NoCommand(name.clone()).into());
    };
    write!(out, "{}", command.render_help().ansi())?;
    Ok(Exit::Done)
}

/// What `--help` prints, and the rest.
pub(super) fn overview(all: bool, out: &mut impl Write) -> Result<Exit, Failure> {
    write!(out, "{}", args::overview(all))?;
    Ok(Exit::Done)
}

/// `schema`
pub(super) fn schema(asked: &Schema, out: &mut impl Write) -> Result<Exit, Failure> {
    let file = if asked.exercise { File::Exercise } else { File::Routine };
    let text = schema::text(file).map_err(std::io::Error::from)?;
    out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

/// `completions`
pub(super) fn completions(
    shell: clap_complete::Shell,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let mut page = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "stenosis-routine", &mut page);
    out.write_all(&page)?;
    Ok(Exit::Done)
}

/// `man`
pub(super) fn man(out: &mut impl Write) -> Result<Exit, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    out.write_all(&page)?;
    Ok(Exit::Done)
}
