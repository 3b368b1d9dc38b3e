//! What came of a key, as long as it is to be read and true.

use crate::domain::timeline::Timeline;
use crate::domain::units::{Moment, Offset};

/// What came of a key.
#[derive(Debug)]
pub(super) struct Remark {
    pub(super) line: String,
    /// Until when it stays; without a time, until something begins.
    pub(super) until: Option<Moment>,
    pub(super) about: RemarkTopic,
}

/// What a remark is about: it goes when that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RemarkTopic {
    /// The keys that a page takes.
    Page,
    /// How the exercise goes on that is this item of the plan.
    Exercise(usize),
    /// The session.
    Session,
}

impl RemarkTopic {
    /// The exercise at a place; between two, where what is said is about the one that comes, the session.
    pub(super) fn exercise_at(timeline: &Timeline, at: Offset) -> RemarkTopic {
        let index = timeline.index_at(at);
        let span = timeline.spans().get(index);
        let span = span.filter(|span| span.turn().is_some() || timeline.is_setting_up(index));
        span.map_or(RemarkTopic::Session, |span| RemarkTopic::Exercise(span.item))
    }

    /// Whether it is still so in an item of the plan.
    pub(super) fn includes(self, item: Option<usize>) -> bool {
        !matches!(self, RemarkTopic::Exercise(its) if Some(its) != item)
    }
}
