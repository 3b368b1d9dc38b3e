//! What can be typed behind the commands for a person's own files.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// A routine from a short template
#[derive(Debug, Args)]
pub struct New {
    /// What it is called
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Begin with a copy of this routine
    #[arg(long, value_name = "ROUTINE")]
    pub from: Option<String>,
}

/// Your own copy, to change the repetitions
#[derive(Debug, Args)]
pub struct Edit {
    /// A routine or an exercise by its name
    #[arg(value_name = "NAME")]
    pub name: String,
}

/// One file with all that belongs to it, to send
#[derive(Debug, Args)]
pub struct Share {
    /// A routine or an exercise by its name, or the path of a file
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The file to write; without it, NAME.toml here; - prints it
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Who shares it; without it, the author that the file names
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
}

/// Take in a routine that somebody sent
#[derive(Debug, Args)]
pub struct Add {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Ask nothing; what you made gentler stays so
    #[arg(long)]
    pub yes: bool,
    /// Also where its mark is not that of the sender you know
    #[arg(long)]
    pub any_sender: bool,
    /// Take the file's numbers also where yours are gentler
    #[arg(long)]
    pub as_sent: bool,
    /// Keep it under this name
    #[arg(long = "as", value_name = "NAME")]
    pub name: Option<String>,
}

/// Your own mark, and whose files you know
#[derive(Debug, Args)]
pub struct PeopleArgs {
    /// What to do; nothing lists them.
    #[command(subcommand)]
    pub command: Option<PeopleCommand>,
}

/// What can be done with those who sent files.
#[derive(Debug, Subcommand)]
pub enum PeopleCommand {
    /// Forget somebody whose files you have taken in
    Forget {
        /// Their name, or the four words of their mark
        #[arg(value_name = "WHO", required = true)]
        who: Vec<String>,
    },
}

/// Takes away a routine of your own
#[derive(Debug, Args)]
pub struct Remove {
    /// A routine or an exercise of your own
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Ask nothing
    #[arg(long)]
    pub yes: bool,
}

/// A session as a sound file, for a phone
#[derive(Debug, Args)]
pub struct Render {
    /// A routine or an exercise by its name, or the path of a file
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The file to write; it ends in .wav or .flac
    #[arg(short, long, value_name = "SOUND")]
    pub output: PathBuf,
    /// Other tones
    #[arg(long, value_name = "THEME")]
    pub theme: Option<String>,
    /// Say what comes, and the name of each exercise
    #[arg(long)]
    pub voice: bool,
    /// Fewer repetitions
    #[arg(long)]
    pub lighter: bool,
    /// With this optional group of exercises; can be given several times
    #[arg(long, value_name = "GROUP")]
    pub with: Vec<String>,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// One page that prints, and that a phone shows
#[derive(Debug, Args)]
pub struct Handout {
    /// A routine or an exercise by its name, or the path of a file
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The file to write; it ends in .html. Without it, NAME.html here
    #[arg(short, long, value_name = "PAGE")]
    pub output: Option<PathBuf>,
    /// Put the session into it as sound; then it has megabytes
    #[arg(long)]
    pub with_sound: bool,
    /// Other tones
    #[arg(long, value_name = "THEME", requires = "with_sound")]
    pub theme: Option<String>,
    /// With this optional group of exercises; can be given several times
    #[arg(long, value_name = "GROUP")]
    pub with: Vec<String>,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// What editors need to help while you write a file
#[derive(Debug, Args)]
pub struct Schema {
    /// The schema of exercise files, in place of routine files
    #[arg(long)]
    pub exercise: bool,
    /// With the names of your own exercises
    #[arg(long)]
    pub mine: bool,
}
