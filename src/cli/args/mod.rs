//! What can be typed: commands, arguments and the pages of help.

mod files;

pub use files::{Add, Edit, New, Remove, Schema, Share};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::domain::profile::{Flag, Told};

/// Short, gentle exercise sessions for spinal stenosis.
#[derive(Debug, Parser)]
#[command(version, disable_help_subcommand = true, override_help = OVERVIEW)]
pub struct Cli {
    /// What to do; nothing begins with the plan of a first session.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A command.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Guide a session, breath by breath
    Start(Start),
    /// Show the routines, with minutes and position
    List(List),
    /// Show what a session asks, second by second
    Show(Show),
    /// Play a session eight times faster; ask nothing and keep nothing
    Preview(Preview),
    /// List what you did and how it felt; add to it, or forget it
    Journal(Journal),
    /// Say when to stop, and whom to ask
    Safety,
    /// Show or set the health answers that make sessions smaller
    Profile(ProfileArgs),
    /// Find every fault in routine files, and say what to write instead
    Check(Check),
    /// Write a routine of your own, from a short template
    New(New),
    /// Change a routine in your own copy
    Edit(Edit),
    /// Write a routine into one file that can be sent
    Share(Share),
    /// Take in a routine that somebody sent
    Add(Add),
    /// Take away a routine of your own
    Remove(Remove),
    /// Print the JSON Schema by which editors help while you write
    Schema(Schema),
    /// List the tones, or hear each by its name
    Sounds(Sounds),
    /// Say what sound, screen and folders there are, and what is missing
    Doctor,
    /// Print a file that completes commands and names in your shell
    Completions(Completions),
    /// Print the manual page
    Man,
    /// Help for one command, or --all commands
    Help(Help),
}

/// A routine or exercise by name, or the path of a file.
#[derive(Debug, Args)]
pub struct Named {
    /// A routine or an exercise by its name, or the path of a file
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// `start`
#[derive(Debug, Args)]
pub struct Start {
    /// What to play.
    #[command(flatten)]
    pub routine: Named,
    /// Begin with exercise N of the routine
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub from: Option<u8>,
    /// Wait for the space bar before every exercise
    #[arg(long)]
    pub gates: bool,
    /// Never wait for a key
    #[arg(long, conflicts_with = "gates")]
    pub hands_free: bool,
    /// Fewer repetitions today
    #[arg(long)]
    pub lighter: bool,
    /// In bed: do lying what can be done lying
    #[arg(long)]
    pub in_bed: bool,
    /// Begin without tones
    #[arg(long)]
    pub mute: bool,
    /// How loud the tones are, from 0 to 10
    #[arg(long, value_name = "STEP", value_parser = clap::value_parser!(u8).range(0..=10))]
    pub volume: Option<u8>,
    /// Plain lines of text, also for a screen reader
    #[arg(long)]
    pub plain: bool,
    /// Fill the screen with the words
    #[arg(long, conflicts_with = "plain")]
    pub big: bool,
    /// Show each position without the way to it
    #[arg(long)]
    pub reduced_motion: bool,
    /// Write nothing down
    #[arg(long)]
    pub no_journal: bool,
}

/// `list`
#[derive(Debug, Args)]
pub struct List {
    /// List the exercises that a routine can use
    #[arg(long)]
    pub exercises: bool,
    /// List only what is your own
    #[arg(long)]
    pub mine: bool,
}

/// `show`
#[derive(Debug, Args)]
pub struct Show {
    /// What to show.
    #[command(flatten)]
    pub routine: Named,
    /// Print the timeline as JSON, for another program
    #[arg(long)]
    pub json: bool,
}

/// `preview`
#[derive(Debug, Args)]
pub struct Preview {
    /// What to play.
    #[command(flatten)]
    pub routine: Named,
    /// Plain lines of text
    #[arg(long)]
    pub plain: bool,
}

/// `journal`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Journal {
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
    /// A walk
    Walk(Elsewhere),
    /// A time in the water
    Pool(Elsewhere),
    /// A ride on a bicycle, also one that stands still
    Cycling(Elsewhere),
    /// A few words
    Note {
        /// The words
        #[arg(required = true)]
        words: Vec<String>,
    },
}

/// Something that was done elsewhere.
#[derive(Debug, Args)]
pub struct Elsewhere {
    /// For how many minutes
    #[arg(value_parser = clap::value_parser!(u16).range(1..=1440))]
    pub minutes: Option<u16>,
    /// A few words about it
    #[arg(long, value_name = "WORDS")]
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

/// `check`
#[derive(Debug, Args)]
pub struct Check {
    /// Files to check, or names; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "rules")]
    pub files: Vec<String>,
    /// Print the limits that keep routines gentle, and where they come from
    #[arg(long)]
    pub rules: bool,
    /// Let warnings count as faults
    #[arg(long)]
    pub strict: bool,
}

/// `profile`
#[derive(Debug, Args)]
pub struct ProfileArgs {
    /// What to do; nothing shows them.
    #[command(subcommand)]
    pub command: Option<ProfileCommand>,
}

/// What can be done with the health answers.
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Set one or more answers
    Set(SetFlag),
    /// Say whether a clinician has cleared bending the low back backwards
    Cleared {
        /// yes or no
        told: Answer,
    },
    /// Forget every answer, the card and the last stop
    Forget,
}

/// `profile set`
#[derive(Debug, Args)]
pub struct SetFlag {
    /// The names, as the list shows them
    #[arg(value_name = "ANSWER", required = true, value_parser = flag)]
    pub flags: Vec<Flag>,
    /// yes, no or not-sure
    pub told: Answer,
}

/// What may be said of a health answer.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Answer {
    /// It is so
    Yes,
    /// It is not so
    No,
    /// Not known: the smaller version
    NotSure,
}

impl Answer {
    /// Whether it is yes.
    pub const fn is_yes(self) -> bool {
        matches!(self, Answer::Yes)
    }
}

impl From<Answer> for Told {
    fn from(answer: Answer) -> Told {
        match answer {
            Answer::Yes => Told::Yes,
            Answer::No => Told::No,
            Answer::NotSure => Told::NotSure,
        }
    }
}

fn flag(name: &str) -> Result<Flag, String> {
    let known = || format!("the names are: {}", Flag::NAMES.join(", "));
    Flag::named(name).ok_or_else(known)
}

/// `sounds`
#[derive(Debug, Args)]
pub struct Sounds {
    /// What to do; nothing lists them.
    #[command(subcommand)]
    pub command: Option<SoundsCommand>,
}

/// What can be done with the tones.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum SoundsCommand {
    /// Play each tone and name it
    Test,
}

/// `completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell you use
    pub shell: clap_complete::Shell,
}

/// `help`
#[derive(Debug, Args)]
pub struct Help {
    /// The command to explain
    pub command: Option<String>,
    /// Show the rare commands too
    #[arg(long)]
    pub all: bool,
}

/// What `--help` prints. A test holds it against the commands there are.
pub const OVERVIEW: &str = "\
Short, gentle exercise sessions for spinal stenosis.
General information, not medical advice.

Usage: stenosis-routine [COMMAND]

Move
  start [NAME]   guide a session, breath by breath
  preview NAME   the same eight times faster, asking nothing
  list           the routines, with minutes and position
  show NAME      what a session asks, second by second
  safety         when to stop, and whom to ask
Keep track
  journal        what you did and how it felt
Make it yours
  profile        health answers that make sessions smaller
  edit NAME      your own copy, to change the repetitions
  new NAME       a routine from a short template
  check FILE     every fault, and what to write instead
  share NAME     one file with all that belongs to it, to send
  add FILE       take in a routine that somebody sent
  sounds         the tones; `sounds test` plays them

Begin with:  stenosis-routine start seated-cat-cow
Everything else:  stenosis-routine help --all
";

/// What `help --all` adds.
pub const THE_REST: &str = "\
Rarely needed
  doctor              what sound, screen and folders there are
  remove NAME         takes away a routine of your own
  schema              what editors need to help while you write a file
  completions SHELL   completes commands and names while you type
  man                 the manual page
  help COMMAND        everything about one command

Files of your own are looked for in your usual folder for program data, or in
the folder that STENOSIS_ROUTINE_HOME names.
";
