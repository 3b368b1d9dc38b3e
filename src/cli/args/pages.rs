//! What can be typed behind the commands about the program itself.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Completes commands and names while you type
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell you use; the script says where to put it
    pub shell: Shell,
}

/// A shell that can complete what is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Shell {
    /// The usual one on Linux
    Bash,
    /// The usual one on macOS
    Zsh,
    /// The friendly one
    Fish,
    /// The usual one on Windows
    Powershell,
}

/// What completes a word; shells ask it
#[derive(Debug, Args)]
pub struct Complete {
    /// As much of the word as is typed
    #[arg(long, value_name = "WORD", default_value = "", allow_hyphen_values = true)]
    pub word: String,
    /// The words before it, without the program's name
    #[arg(value_name = "WORDS", last = true, allow_hyphen_values = true)]
    pub before: Vec<String>,
}

/// An icon that begins a session
#[derive(Debug, Args)]
pub struct InstallIcon {
    /// The routine or exercise that it begins; without it, the usual one
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Take it away again; without a name, all of them
    #[arg(long)]
    pub remove: bool,
}

/// A session in a window of its own, with large letters; icons begin it
#[derive(Debug, Args)]
pub struct InAWindow {
    /// The routine or exercise to begin
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// The manual page
#[derive(Debug, Args)]
pub struct Man {
    /// The page of this command
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
    /// Write the page of every command into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub dir: Option<PathBuf>,
}

/// Everything about one command
#[derive(Debug, Args)]
pub struct Help {
    /// The command to explain
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
    /// Show the rare commands too
    #[arg(long, conflicts_with = "command")]
    pub all: bool,
}
