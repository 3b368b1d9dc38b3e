//! `report`: one page for a clinician, in a file; nothing leaves the computer.

use std::io::Write;
use std::path::Path;

use crate::cli::args::ReportArgs;
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::faces::report::{ClinicianPage, html, text};
use crate::io::kept_files::Recalled;
use crate::io::store::Store;
use crate::io::user_files;
use crate::io::{clock, read_file};
use crate::journal::Period;
use crate::text::printable::printable;
use crate::text::{recording, report as words};

use super::progress::ReadWeeks;
use super::render::may_write_over;
use super::{broken_line, shown, zone_line};

/// What a page is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReportFormat {
    Html,
    Text,
}

impl ReportFormat {
    /// By how a name ends.
    fn of(path: &Path) -> Option<ReportFormat> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "html" | "htm" => Some(ReportFormat::Html),
            "txt" => Some(ReportFormat::Text),
            _ => None,
        }
    }
}

/// `report`
pub(super) fn report(
    asked: &ReportArgs,
    store: &Store,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let path = asked.output.as_path();
    let Some(format) = ReportFormat::of(path) else {
        let which = words::no_report_format(&shown(&path.with_extension("")));
        return Err(CommandError::OtherEnding(which).into());
    };
    let today = clock::today();
    let read = ReadWeeks::of(store.own_folder(), Period::of(asked.weeks, today))?;
    if read.weeks.is_empty() {
        writeln!(out, "{}", words::nothing_lately(asked.weeks))?;
        return Ok(Exit::Done);
    }
    if !read_file::is_missing(path) && !asked.force && !may_write_over(path, out)? {
        writeln!(out, "{}", recording::LEFT_AS_IT_IS)?;
        return Ok(Exit::Done);
    }
    let Recalled { value: profile, broken } = store.profile();
    let profile = profile.on(today);
    let page = ClinicianPage {
        overview: read.overview(),
        profile: &profile,
        today,
        notes: asked.notes,
        version: env!("CARGO_PKG_VERSION"),
    };
    let page = match format {
        ReportFormat::Html => html(&page),
        ReportFormat::Text => text(&page),
    };
    user_files::put_for_its_owner(path, &page)?;
    let written = words::written(&printable(&path.to_string_lossy()));
    let lines =
        broken.iter().map(broken_line).chain([written]).chain(read.left_out()).chain(zone_line());
    lines.into_iter().try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(Exit::Done)
}
