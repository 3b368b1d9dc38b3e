//! What can be typed behind `journal`.

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::answers::StoppedBy;

/// What you did and how it felt
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct JournalArgs {
    /// What to do; nothing lists the last sessions.
    #[command(subcommand)]
    pub command: Option<JournalCommand>,
    /// Only the last N entries; 10 in plain words, all for a program
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub last: Option<u32>,
    /// Print a session a line as JSON, the newest first, for another program
    #[arg(long)]
    pub json: bool,
    /// The same as a table of comma-separated values
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
}

/// What can be done with the journal.
#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// Write down something that you did elsewhere, or a few words
    #[command(subcommand)]
    Add(JournalAdd),
    /// Forget one entry, or all, for good
    Forget(JournalForget),
}

/// `journal add`
#[derive(Debug, Subcommand)]
pub enum JournalAdd {
    /// A walk, to the first stop
    Walk(Walk),
    /// A time in the water
    Pool(Elsewhere),
    /// A ride on a bicycle, also one that stands still
    Cycling(Elsewhere),
    /// Warmth on the back
    Heat(Elsewhere),
    /// Something cold on it
    Cold(Elsewhere),
    /// A fall, or nearly one
    Fall(SomeWords),
    /// A few words
    Note {
        /// The words
        #[arg(required = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
}

/// A walk.
#[derive(Debug, Args)]
pub struct Walk {
    /// For how long.
    #[command(flatten)]
    pub more: Elsewhere,
    /// What made you stop
    #[arg(long, value_name = "WHAT")]
    pub stopped_by: Option<StoppedByArg>,
}

/// What may be said to have ended a walk.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum StoppedByArg {
    /// Pain, tingling, numbness or heaviness in the legs
    Legs,
    /// Pain in the back
    Back,
    /// Short of breath
    Breath,
    /// Unsteady or dizzy
    Balance,
    /// Tired
    Tired,
    /// Something else
    Other,
}

impl From<StoppedByArg> for StoppedBy {
    fn from(by: StoppedByArg) -> StoppedBy {
        match by {
            StoppedByArg::Legs => StoppedBy::Legs,
            StoppedByArg::Back => StoppedBy::Back,
            StoppedByArg::Breath => StoppedBy::Breath,
            StoppedByArg::Balance => StoppedBy::Balance,
            StoppedByArg::Tired => StoppedBy::Tired,
            StoppedByArg::Other => StoppedBy::Other,
        }
    }
}

/// A few words about something.
#[derive(Debug, Args)]
pub struct SomeWords {
    /// A few words about it
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub note: Option<String>,
}

/// Something that was done elsewhere.
#[derive(Debug, Args)]
pub struct Elsewhere {
    /// For how many minutes
    #[arg(value_parser = clap::value_parser!(u16).range(1..=1440))]
    pub minutes: Option<u16>,
    /// A few words about it
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub note: Option<String>,
}

/// `journal forget`
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("which").required(true))]
pub struct JournalForget {
    /// The number of an entry as `journal` lists it, or its id
    #[arg(group = "which")]
    pub entry: Option<String>,
    /// The whole journal
    #[arg(long, group = "which")]
    pub all: bool,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}
