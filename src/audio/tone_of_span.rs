//! Which tone belongs to a span: in, out, hold, rest. What it sounds like is the theme's.

use crate::domain::routine::Breath;
use crate::domain::theme::Cue;
use crate::domain::timeline::{Part, Span, Timeline};

/// The cue that a span begins with.
pub(super) fn cue_of(timeline: &Timeline, span: &Span) -> Option<Cue> {
    match span.part {
        Part::Transition(_) | Part::ChangeOver { .. } => Some(Cue::ChangeOver),
        Part::LeadIn => Some(Cue::LeadIn),
        Part::Rest { .. } => Some(Cue::Rest),
        Part::Phase { .. } => timeline.phase(span).map(|phase| match phase.breath {
            Breath::In => Cue::In,
            Breath::Out => Cue::Out,
            Breath::Free => Cue::Hold,
        }),
        Part::Setup | Part::Finished => None,
    }
}

/// Whether the end of the session is heard in this span.
pub(super) fn is_last(timeline: &Timeline, nth: usize) -> bool {
    nth + 2 == timeline.spans().len()
}
