//! The first page of help: the commands in the order in which a person comes to need them, each with
//! the words that clap has of it.

use clap::{Arg, Command, CommandFactory};

use crate::text::GENERAL;

use super::Cli;

/// Commands under what they are for.
type Group = (&'static str, &'static [&'static str]);

const OFTEN: &[Group] = &[
    ("Move", &["start", "preview", "list", "show", "safety", "about"]),
    ("Keep track", &["journal", "goal", "progress", "report", "remind"]),
    (
        "Make it yours",
        &["profile", "edit", "new", "check", "share", "handout", "add", "render", "sounds"],
    ),
];
const RARELY: &[Group] = &[(
    "Rarely needed",
    &["doctor", "people", "remove", "schema", "install-icon", "completions", "man", "help"],
)];

/// Blanks between a command and what it does.
const GAP: usize = 3;

/// What `--help` prints, and with `all` what `help --all` adds.
pub fn overview(all: bool) -> String {
    let mut cli = Cli::command();
    cli.build();
    let about = cli.get_about().map(ToString::to_string).unwrap_or_default();
    let often = page(&cli, OFTEN);
    let first = format!(
        "{about}.\n{GENERAL}\n\nUsage: stenosis-routine [COMMAND]\n\n{often}\n\
         Begin with:  stenosis-routine start seated-cat-cow\n\
         Everything else:  stenosis-routine help --all\n"
    );
    if !all {
        return first;
    }
    let rarely = page(&cli, RARELY);
    format!(
        "{first}\n{rarely}\n\
         Files of your own are looked for in your usual folder for program data, or in\n\
         the folder that STENOSIS_ROUTINE_HOME names.\n"
    )
}

fn page(cli: &Command, groups: &[Group]) -> String {
    let commands = |names: &[&str]| -> Vec<&Command> {
        names.iter().filter_map(|name| cli.find_subcommand(name)).collect()
    };
    let all = groups.iter().flat_map(|(_, names)| commands(names));
    let wide = all.map(|command| typed(command).len()).max().unwrap_or(0) + GAP;
    let line = |command| format!("  {:<wide$}{}\n", typed(command), does(command));
    let group = |(heading, names): &Group| {
        format!("{heading}\n{}", commands(names).into_iter().map(line).collect::<String>())
    };
    groups.iter().map(group).collect()
}

/// What is typed: a command, and what it wants behind it.
fn typed(command: &Command) -> String {
    let name = command.get_name();
    let wants = |arg: &Arg| {
        let value = arg.get_value_names()?.first()?;
        Some(if arg.is_required_set() { format!(" {value}") } else { format!(" [{value}]") })
    };
    let wants = command.get_positionals().next().and_then(wants).unwrap_or_default();
    format!("{name}{wants}")
}

/// What a command does, as the rest of a line.
fn does(command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut letters = about.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}
