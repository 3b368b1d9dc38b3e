//! One page for a clinician, as a sheet that a browser prints or as lines of text: what a person has told
//! in some weeks, and nothing that was made of it.

mod html;
mod pictures;
mod sections;
mod sheet;
mod text;

use jiff::civil::Date;

use crate::domain::profile::Profile;
use crate::faces::weeks::Overview;

pub use html::html;
pub use text::text;

/// What a page is made of.
#[derive(Clone, Copy, Debug)]
pub struct ClinicianPage<'j> {
    /// The weeks.
    pub overview: Overview<'j>,
    /// What was told of health.
    pub profile: &'j Profile,
    /// The day on which it is written.
    pub today: Date,
    /// With the last notes.
    pub notes: bool,
    /// The version of the program.
    pub version: &'j str,
}

impl ClinicianPage<'_> {
    /// The first day of which it tells.
    fn from(&self) -> Date {
        self.overview.weeks.first().map_or(self.today, |week| week.from)
    }

    /// Sessions in which something was done.
    fn sessions(&self) -> usize {
        self.overview.weeks.iter().map(|week| week.sessions).sum()
    }
}
