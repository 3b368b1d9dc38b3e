//! What can be typed: commands, arguments and the pages of help.

mod files;
mod journal;
mod overview;
mod pages;
mod weeks;

pub use files::{
    Add, Edit, Handout, New, PeopleArgs, PeopleCommand, Remove, Render, Schema, Share,
};
pub use journal::{
    Elsewhere, JournalAdd, JournalArgs, JournalCommand, JournalForget, SomeWords, StoppedByArg,
    Walk,
};
pub use overview::overview;
pub use pages::{Complete, Completions, Help, InAWindow, InstallIcon, Man, Shell};

pub use weeks::{GoalArgs, ProgressArgs, Remind, ReportArgs};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::domain::profile::{Flag, Told};

/// Short, gentle exercise sessions for spinal stenosis.
#[derive(Debug, Parser)]
// The first page of help is `overview`: made of all commands, and only when somebody asks for it.
#[command(version, disable_help_subcommand = true, override_help = "")]
pub struct Cli {
    /// What to do; nothing begins with the plan of a first session.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A command. What it does is said where its arguments stand: clap reads it there.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// `start`
    Start(Start),
    /// `list`
    List(List),
    /// `show`
    Show(Show),
    /// `preview`
    Preview(Preview),
    /// `journal`
    Journal(JournalArgs),
    /// `progress`
    Progress(ProgressArgs),
    /// `report`
    Report(ReportArgs),
    /// `goal`
    Goal(GoalArgs),
    /// `remind`
    Remind(Remind),
    /// `safety`
    Safety(Safety),
    /// What trials say, and what helps in daily life
    About,
    /// `profile`
    Profile(ProfileArgs),
    /// `check`
    Check(Check),
    /// `new`
    New(New),
    /// `edit`
    Edit(Edit),
    /// `share`
    Share(Share),
    /// `handout`
    Handout(Handout),
    /// `add`
    Add(Add),
    /// `people`
    People(PeopleArgs),
    /// `remove`
    Remove(Remove),
    /// `render`
    Render(Render),
    /// `schema`
    Schema(Schema),
    /// `sounds`
    Sounds(Sounds),
    /// What sound, screen and folders there are
    Doctor,
    /// `install-icon`
    InstallIcon(InstallIcon),
    /// `in-a-window`
    #[command(hide = true)]
    InAWindow(InAWindow),
    /// `completions`
    Completions(Completions),
    /// `man`
    Man(Man),
    /// `complete`
    #[command(hide = true)]
    Complete(Complete),
    /// `help`
    Help(Help),
}

/// When to stop, and whom to ask
#[derive(Clone, Copy, Debug, Args)]
pub struct Safety {
    /// Every page of the conversation, its keys, what follows and what is kept
    #[arg(long)]
    pub all: bool,
}

/// A routine or exercise by name, or the path of a file.
#[derive(Debug, Args)]
pub struct RoutineName {
    /// A routine or an exercise by its name, or the path of a file
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// Guide a session, breath by breath
#[derive(Debug, Args)]
pub struct Start {
    /// What to play.
    #[command(flatten)]
    pub routine: RoutineName,
    /// Begin with exercise N of the routine
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub from: Option<u8>,
    /// With this optional group of exercises; can be given several times
    #[arg(long, value_name = "GROUP")]
    pub with: Vec<String>,
    /// Wait for the space bar before every exercise
    #[arg(long)]
    pub gates: bool,
    /// Never wait for a key
    #[arg(long, conflicts_with = "gates")]
    pub hands_free: bool,
    /// Fewer repetitions today
    #[arg(long)]
    pub lighter: bool,
    /// The whole file, whatever health answers and past days say
    #[arg(long, conflicts_with = "lighter")]
    pub as_written: bool,
    /// In bed: do lying what can be done lying
    #[arg(long)]
    pub in_bed: bool,
    /// Begin without tones
    #[arg(long)]
    pub mute: bool,
    /// How loud the tones are, from 0 to 10
    #[arg(long, value_name = "STEP", value_parser = clap::value_parser!(u8).range(0..=10))]
    pub volume: Option<u8>,
    /// Other tones, this time
    #[arg(long, value_name = "THEME")]
    pub theme: Option<String>,
    /// Say what comes, from now on; `--voice reader` in the voice of a screen reader
    #[arg(long, value_name = "reader", num_args = 0..=1, default_missing_value = "on")]
    pub voice: Option<VoiceArg>,
    /// Say nothing, from now on
    #[arg(long, conflicts_with = "voice")]
    pub no_voice: bool,
    /// Plain lines of text, also for a screen reader
    #[arg(long)]
    pub plain: bool,
    /// Fill the screen with the words
    #[arg(long, conflicts_with = "plain")]
    pub big: bool,
    /// Show each position without the way to it
    #[arg(long)]
    pub reduced_motion: bool,
    /// Write no session down
    #[arg(long)]
    pub no_journal: bool,
    /// Begun by an icon: at the end wait for Enter, so that the window stays
    #[arg(long, hide = true)]
    pub stay: bool,
}

/// Who says what comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VoiceArg {
    /// A program that makes speech
    #[value(hide = true)]
    On,
    /// The screen reader's own voice
    Reader,
}

/// The routines, with minutes and position
#[derive(Debug, Args)]
pub struct List {
    /// List the exercises that a routine can use
    #[arg(long)]
    pub exercises: bool,
    /// List the poses that a phase can name
    #[arg(long, conflicts_with_all = ["exercises", "mine"])]
    pub poses: bool,
    /// List only what is your own
    #[arg(long)]
    pub mine: bool,
}

/// What a session asks, second by second
#[derive(Debug, Args)]
pub struct Show {
    /// What to show.
    #[command(flatten)]
    pub routine: RoutineName,
    /// With this optional group of exercises; can be given several times
    #[arg(long, value_name = "GROUP")]
    pub with: Vec<String>,
    /// Print the timeline as JSON, for another program
    #[arg(long)]
    pub json: bool,
}

/// Play a session eight times faster, asking nothing
#[derive(Debug, Args)]
pub struct Preview {
    /// What to play.
    #[command(flatten)]
    pub routine: RoutineName,
    /// Plain lines of text
    #[arg(long)]
    pub plain: bool,
}

/// Every fault, and what to write instead
#[derive(Debug, Args)]
pub struct Check {
    /// Files to check, or names; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
    /// Print the limits that keep routines gentle, and where they come from
    #[arg(long, exclusive = true)]
    pub rules: bool,
    /// Let warnings count as faults
    #[arg(long)]
    pub strict: bool,
}

/// Health answers that make sessions smaller
#[derive(Debug, Args)]
pub struct ProfileArgs {
    /// What to do; nothing asks for them, or shows them where there is no keyboard.
    #[command(subcommand)]
    pub command: Option<ProfileCommand>,
}

/// What can be done with the health answers.
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Set one or more answers
    Set(SetFlag),
    /// Say whether a clinician has cleared bending the low back backwards, as one routine asks for it
    Cleared {
        /// A routine by its name, or the path of a file
        #[arg(value_name = "NAME")]
        name: String,
        /// yes or no
        told: ToldArg,
    },
    /// Forget every answer
    Forget,
}

/// `profile set`
#[derive(Debug, Args)]
pub struct SetFlag {
    /// The names, as the list shows them
    #[arg(value_name = "ANSWER", required = true, value_parser = flag)]
    pub flags: Vec<Flag>,
    /// yes, no or not-sure
    pub told: ToldArg,
}

/// What may be said of a health answer.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ToldArg {
    /// It is so
    Yes,
    /// It is not so
    No,
    /// Not known: the smaller version
    NotSure,
}

impl ToldArg {
    /// Whether it is yes.
    pub const fn is_yes(self) -> bool {
        matches!(self, ToldArg::Yes)
    }
}

impl From<ToldArg> for Told {
    fn from(answer: ToldArg) -> Told {
        match answer {
            ToldArg::Yes => Told::Yes,
            ToldArg::No => Told::No,
            ToldArg::NotSure => Told::NotSure,
        }
    }
}

/// What is said of another name is said by `mistyped`.
fn flag(name: &str) -> Result<Flag, &'static str> {
    Flag::named(name).ok_or("")
}

/// The tones: hear them, choose others
#[derive(Debug, Args)]
pub struct Sounds {
    /// What to do; nothing lists them.
    #[command(subcommand)]
    pub command: Option<SoundsCommand>,
}

/// What can be done with the tones.
#[derive(Clone, Debug, Subcommand)]
pub enum SoundsCommand {
    /// The themes of tones that there are
    List,
    /// Play each tone and name it
    Test(ThemeArg),
    /// Take these tones from now on
    Use(ThemeArg),
}

/// A theme of tones.
#[derive(Clone, Debug, Args)]
pub struct ThemeArg {
    /// A theme by its name, or the path of a file; without it, the usual one
    #[arg(value_name = "THEME")]
    pub theme: Option<String>,
}
