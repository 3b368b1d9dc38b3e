//! Where a session is in its timeline, at which moment.

use crate::domain::units::{Moment, Offset};

/// Where a session is, for somebody who goes along with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At this offset at that moment, and on from there; before it nothing is heard.
    Running {
        /// Where.
        offset: Offset,
        /// When; it may be yet to come.
        at: Moment,
    },
    /// The clock stands still.
    Held,
}
