//! What can be typed behind the commands that look at weeks.

use std::path::PathBuf;

use clap::Args;

/// What has changed from week to week
#[derive(Debug, Args)]
pub struct Progress {
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
pub struct Report {
    /// The file to write; it ends in .html or .txt
    #[arg(short, long, value_name = "PAGE")]
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
