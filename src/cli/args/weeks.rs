//! What can be typed behind the commands that look at weeks.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Time;

use crate::domain::routine::Weekday;

/// What has changed from week to week
#[derive(Debug, Args)]
pub struct ProgressArgs {
    /// So many weeks, this one among them
    #[arg(long, value_name = "N", default_value = "8", value_parser = clap::value_parser!(u16).range(1..=520))]
    pub weeks: u16,
    /// One line a week, without plots
    #[arg(long)]
    pub plain: bool,
    /// Print the weeks as JSON, for another program
    #[arg(long, conflicts_with = "plain")]
    pub json: bool,
}

/// One page for your physiotherapist or doctor
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// The file to write; it ends in .html or .txt
    #[arg(short, long, value_name = "REPORT")]
    pub output: PathBuf,
    /// So many weeks, this one among them
    #[arg(long, value_name = "N", default_value = "8", value_parser = clap::value_parser!(u16).range(1..=12))]
    pub weeks: u16,
    /// With your last three notes
    #[arg(long)]
    pub notes: bool,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// One thing that is hard because of your back or legs
#[derive(Debug, Args)]
pub struct GoalArgs {
    /// The thing, in your own words; without them, what is kept
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Forget it for good, and its numbers
    #[arg(long, conflicts_with = "words")]
    pub forget: bool,
    /// Do not ask
    #[arg(long, requires = "forget")]
    pub yes: bool,
}

/// A calendar file that reminds you
#[derive(Debug, Args)]
pub struct Remind {
    /// A routine or an exercise by its name, or the path of a file
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The time of day; once for each time in a day
    #[arg(long, value_name = "TIME", required = true, value_parser = time)]
    pub at: Vec<Time>,
    /// On these days only, as mon,thu
    #[arg(long, value_name = "DAYS", value_delimiter = ',', value_parser = weekday)]
    pub days: Vec<Weekday>,
    /// The file to write; it ends in .ics
    #[arg(short, long, value_name = "CALENDAR")]
    pub output: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// A time of day, as 9:00. What is said of another is said by `mistyped`.
fn time(typed: &str) -> Result<Time, &'static str> {
    let (hour, minute) = typed.split_once(':').ok_or("")?;
    let number = |digits: &str, count: usize| {
        let is_one = digits.len() <= count && digits.chars().all(|c| c.is_ascii_digit());
        digits.parse::<i8>().ok().filter(|_| is_one)
    };
    let minute = number(minute, 2).filter(|_| minute.len() == 2);
    let time = number(hour, 2).zip(minute);
    time.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok()).ok_or("")
}

/// A day of the week by its name, or the beginning of it.
fn weekday(typed: &str) -> Result<Weekday, &'static str> {
    let typed = typed.trim().to_lowercase();
    let is_it = |day: &&Weekday| typed.len() >= 2 && day.name().starts_with(&typed);
    Weekday::ALL.iter().find(is_it).copied().ok_or("")
}
