//! The limits that keep a routine gentle: LIM-01 to LIM-51, one table, and what breaks them.
//!
//! A limit looks at a checked exercise or routine and gives a [`Finding`]: which limit, how much it
//! weighs, which key it lies in, and what was measured. Knows no files and no lines: `format` puts a
//! finding at the line it was written in, whether that came by `use`, by another position or by an
//! easier version. Knows no sentence: `text::limits` says what was found and what to write instead.

mod dose;
mod finding;
mod growth;
mod quantity;
mod routine;
mod table;
mod theme;
mod wording;

use std::time::Duration;

use crate::domain::severity::Severity;

pub use dose::{clearance, exercise, understated_extension, version};
pub use finding::{FileKey, Finding, Measured, Unsaid};
pub use growth::{Growth, Load, MISSED, More, Pace, PastLoad, growth, loads, numbered, step_up};
pub use quantity::{Quantity, Unit};
pub use routine::{longest_paced, routine};
pub use table::ALL;
pub use theme::theme;
pub use wording::{texts, texts_of_exercise, texts_of_routine};

/// Where a limit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The number or the rule is in these sources.
    Source(&'static str),
    /// The rule follows these sources; its bounds are our own cautious choice.
    Both(&'static str),
    /// Our own cautious choice.
    Own,
}

/// What enforces a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnforcedBy {
    /// `check` and `start`, when they read a file.
    File,
    /// Nothing can break it: the format has no words for it, or the program puts it in itself.
    Built,
    /// `check`, when it reads a theme, and the tests of the themes that come with the program.
    Tones,
    /// `start`, from the journal and the time of day.
    Start,
}

/// A range that is fine, and a wider one that warns; outside both is refused. In thousandths, both
/// ends included, so that lengths of time are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// What it is a range of.
    pub of: Quantity,
    /// What its numbers count.
    pub unit: Unit,
    /// Nothing is said.
    pub fine: (u64, u64),
    /// A warning.
    pub warned: (u64, u64),
    /// Above this the warning is a strong one.
    pub strong: u64,
}

impl Band {
    /// How much a value weighs; nothing where it is fine.
    pub fn weigh(&self, thousandths: u64) -> Option<Severity> {
        let within = |(low, high): (u64, u64)| (low..=high).contains(&thousandths);
        match (within(self.fine), within(self.warned)) {
            (true, _) => None,
            (false, true) if thousandths > self.strong => Some(Severity::Strong),
            (false, true) => Some(Severity::Warning),
            (false, false) => Some(Severity::Fault),
        }
    }
}

/// One limit: its numbers, and where they come from.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The number in its name.
    pub number: u8,
    /// Its ranges, where it is about a number.
    pub bands: &'static [Band],
    /// Where it comes from.
    pub basis: Basis,
    /// What enforces it.
    pub enforced_by: EnforcedBy,
}

impl Limit {
    /// The name by which `check` calls it.
    pub fn name(&self) -> String {
        format!("LIM-{:02}", self.number)
    }
}

/// The limit of this number, from 1 to 51; they stand in their order, which a test proves.
pub fn limit(number: u8) -> &'static Limit {
    ALL.get(usize::from(number).saturating_sub(1)).unwrap_or(&ALL[0])
}

/// The range of a quantity, and the number of the limit that it belongs to.
pub fn range(of: Quantity) -> Option<(u8, &'static Band)> {
    let ranges = ALL.iter().flat_map(|limit| limit.bands.iter().map(|band| (limit.number, band)));
    ranges.into_iter().find(|(_, band)| band.of == of)
}

/// What breaks a range, if the value lies outside it.
fn outside(of: Quantity, thousandths: u64, key: FileKey) -> Option<Finding> {
    let (number, band) = range(of)?;
    let severity = band.weigh(thousandths)?;
    Some(Finding { number, severity, key, measured: Measured::Outside(of, thousandths) })
}

/// So many, as thousandths.
fn count(number: impl TryInto<u64>) -> u64 {
    number.try_into().unwrap_or(u64::MAX).saturating_mul(1_000)
}

/// A length of time, as thousandths of a second.
pub fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_is_of_a_quantity_of_its_own() {
        for band in ALL.iter().flat_map(|limit| limit.bands) {
            assert_eq!(range(band.of).map(|(_, found)| found), Some(band));
        }
    }
}
