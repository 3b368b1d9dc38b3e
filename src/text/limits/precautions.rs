//! The health answers that movements of one's own have, in words.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::profile::Flag;
use crate::domain::routine::{Direction, Position, Precautions};

/// The answers by position and direction, a line each, below what they are for.
pub fn precautions(all: &BTreeMap<(Position, Direction), Precautions>) -> Vec<String> {
    let head = "Health answers of movements that are not the library's: all that the library's own have in \
                the same position and direction. A file adds answers and takes none away. Where the spine \
                stays neutral, what leaves out there makes easier here.";
    let names = |flags: &BTreeSet<Flag>| -> String {
        flags.iter().map(|flag| flag.name()).collect::<Vec<_>>().join(", ")
    };
    let line = |((position, direction), flags): (&(Position, Direction), &Precautions)| {
        let easier = flags.warn.difference(&flags.hide).copied().collect();
        let lists = [("left out: ", &flags.hide), ("easier: ", &easier)];
        let lists = lists.into_iter().filter(|(_, flags)| !flags.is_empty());
        let lists: Vec<String> =
            lists.map(|(what, flags)| what.to_owned() + &names(flags)).collect();
        format!("{position}, {direction}: {}", lists.join("; "))
    };
    [head.to_owned()].into_iter().chain(all.iter().map(line)).collect()
}
