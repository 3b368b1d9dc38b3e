//! How often a routine is meant to be done, as data.

use std::collections::BTreeSet;

use super::Weekday;

/// How often a routine is meant to be done, as far as its file says so in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequency {
    /// Times on a day on which it is done, 1 to 4.
    pub times_a_day: Option<u8>,
    /// On which days.
    pub days: Option<DaysOfTheWeek>,
}

/// The days of a week on which a routine is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DaysOfTheWeek {
    /// So many, 1 to 7, whichever they are.
    AWeek(u8),
    /// These; at least one.
    On(BTreeSet<Weekday>),
}
