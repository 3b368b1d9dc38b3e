//! What was heard so far, and which line of guidance is the next one.

use crate::domain::routine::Routine;
use crate::domain::timeline::Span;
use crate::text::{self, GuidanceMoment};

/// What was heard in a session and is not said again.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    /// The item whose set-up was read out, in the rest before it or in the plan, and its exercise:
    /// what is begun again stands in the place of what comes next.
    set_up_of: Option<(usize, usize)>,
    /// The line that opens a session.
    opening: bool,
    /// How many lines of each moment were given; an author's own ones count as those of the first.
    given: [usize; GuidanceMoment::COUNT],
}

impl Heard {
    /// Nothing yet. One line is kept for the opening, whenever that is said.
    pub(super) fn nothing() -> Heard {
        let mut given = [0; GuidanceMoment::COUNT];
        given[GuidanceMoment::Start as usize] = 1;
        Heard { set_up_of: None, opening: false, given }
    }

    pub(super) fn forget_set_up(&mut self) {
        self.set_up_of = None;
    }

    /// Whether the set-up of a span's item has yet to be said; from now on it was.
    pub(super) fn set_up_is_due(&mut self, span: &Span) -> bool {
        let item = Some((span.item, span.exercise));
        std::mem::replace(&mut self.set_up_of, item) != item
    }

    /// The line that opens a session, once.
    pub(super) fn opening(&mut self, routine: &Routine, turn: usize) -> Option<String> {
        let due = !std::mem::replace(&mut self.opening, true);
        due.then(|| line(routine, GuidanceMoment::Start, turn, 0)).flatten()
    }

    /// The next line of a moment; nothing where all of them were given.
    pub(super) fn guidance(
        &mut self,
        routine: &Routine,
        turn: usize,
        moment: GuidanceMoment,
    ) -> Option<String> {
        let slot = if is_from_author(routine, moment) { GuidanceMoment::Start } else { moment };
        let given = self.given.get_mut(slot as usize)?;
        let next = line(routine, moment, turn, *given)?;
        *given += 1;
        Some(next)
    }
}

/// Whether the lines of a moment are the author's own: all but those at the end.
fn is_from_author(routine: &Routine, moment: GuidanceMoment) -> bool {
    moment != GuidanceMoment::End && !routine.guidance.is_empty()
}

/// The line of a moment that comes after `given` others on the day `turn`.
fn line(routine: &Routine, moment: GuidanceMoment, turn: usize, given: usize) -> Option<String> {
    let built_in = text::guidance(moment);
    let from_author = is_from_author(routine, moment);
    let count = if from_author { routine.guidance.len() } else { built_in.len() };
    let nth = (given < count).then(|| turn.wrapping_add(given) % count)?;
    match from_author {
        true => routine.guidance.get(nth).map(|line| text::sentence(line)),
        false => built_in.get(nth).map(ToString::to_string),
    }
}
