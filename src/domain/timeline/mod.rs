//! A plan laid out in time: a list of spans without a gap, from the first set-up to the end.
//!
//! Everything that is seen, heard, printed or tested reads this list. Nobody but [`compile`] knows
//! how a breath or a repetition becomes seconds. Knows no clock and nobody at the keyboard.

mod layout;
mod place;

use std::sync::Arc;
use std::time::Duration;

use crate::domain::plan::{Ease, LeftOut, Pause, Round, Turn, version};
use crate::domain::routine::{Exercise, Kind, Phase, Position, Routine, Version};
use crate::domain::units::{Offset, seconds};

pub use layout::compile;
pub use place::Place;

/// The end of a set-up, in which the first movement is counted down.
pub const LEAD_IN: Duration = seconds(3);
/// From the key that ends a pause to the first movement: counted as a lead-in is.
pub const COUNT_IN: Duration = LEAD_IN;

/// One step of a change of position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Lying down slowly (`T-LIE`).
    LieDown,
    /// Getting up, first: rolling to the side (`T-UP`).
    Roll,
    /// Getting up, second: pushing up with the arms (`T-UP`).
    PushUp,
    /// Getting up, third: sitting before standing (`T-UP`).
    Sit,
    /// Standing and holding support (`T-STAND`).
    Stand,
    /// The same in the middle of an exercise that has sat down, as a walk does.
    StandAgain,
    /// Sitting down, after something on the feet. It belongs to what it ends, before its rest.
    SitDown,
    /// Turning between two ways of lying.
    Turn,
}

impl Step {
    /// Whether this belongs to getting up, which nobody may shorten.
    pub const fn is_getting_up(self) -> bool {
        matches!(self, Step::Roll | Step::PushUp | Step::Sit)
    }
}

/// What a span is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Changing position, on the way to the exercise, or away from the last one.
    Transition(Step),
    /// Getting ready.
    Setup,
    /// The last three seconds of getting ready.
    LeadIn,
    /// A phase of a repetition.
    Phase {
        /// Which repetition.
        turn: Turn,
        /// How many there are in this set, for this side.
        of: u32,
        /// Its place among the repetitions of the item.
        nth: usize,
        /// Its place in the repetition.
        phase: usize,
    },
    /// From the left to the right.
    ChangeOver {
        /// The set.
        set: u32,
    },
    /// Between two sets, where a set is named; otherwise after the exercise.
    Rest {
        /// The set just done.
        set: Option<u32>,
    },
    /// The end; no length.
    Finished,
}

/// A stretch of the session in which one thing happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins.
    pub at: Offset,
    /// How long it lasts.
    pub length: Duration,
    /// The item of the plan, for a change of position the one it leads to, but for sitting down the one it
    /// ends; what comes after the last item counts as one more.
    pub item: usize,
    /// The exercise, by its index in the routine: for the last change of position the one it leaves.
    pub exercise: usize,
    /// Which round of how many, where its exercise belongs to several.
    pub round: Option<Round>,
    /// The version it is done in.
    pub ease: Ease,
    /// What it is for.
    pub part: Part,
}

impl Span {
    /// Where it ends.
    pub fn end(&self) -> Offset {
        self.at + self.length
    }

    /// What key `l` would make longer here.
    pub fn pause(&self) -> Option<Pause> {
        match self.part {
            Part::Transition(Step::StandAgain)
            | Part::LeadIn
            | Part::Phase { .. }
            | Part::Finished => None,
            Part::Transition(Step::SitDown) => Some(Pause::SitDown),
            Part::Transition(_) => Some(Pause::Transition),
            Part::Setup => Some(Pause::Setup),
            Part::ChangeOver { set } => Some(Pause::ChangeOver(set)),
            Part::Rest { set: Some(set) } => Some(Pause::BetweenSets(set)),
            Part::Rest { set: None } => Some(Pause::Rest),
        }
    }

    /// The repetition it belongs to.
    pub fn turn(&self) -> Option<(usize, Turn)> {
        match self.part {
            Part::Phase { turn, nth, .. } => Some((nth, turn)),
            _ => None,
        }
    }
}

/// A session laid out in time.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    routine: Arc<Routine>,
    spans: Vec<Span>,
    left_out: Vec<(usize, LeftOut)>,
}

impl Timeline {
    /// The routine it was made from.
    pub fn routine(&self) -> &Routine {
        &self.routine
    }

    /// The spans in their order; the last one is [`Part::Finished`].
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The exercises that are not part of it, by their index in the routine, and why.
    pub fn left_out(&self) -> &[(usize, LeftOut)] {
        &self.left_out
    }

    /// How long the session takes with nobody at the keyboard.
    pub fn total(&self) -> Duration {
        self.spans.last().map_or(Duration::ZERO, |last| last.end().since_zero())
    }

    /// The index of the span that is going on at `offset`; the end belongs to the last one.
    pub fn index_at(&self, offset: Offset) -> usize {
        self.spans.partition_point(|span| span.at <= offset).saturating_sub(1)
    }

    /// The first span of an item, its change of position included.
    pub fn start_of(&self, item: usize) -> Option<usize> {
        self.spans.iter().position(|span| span.item == item)
    }

    /// The first span on the way to an item: for whoever stands, sitting down before it, where that is to
    /// be done.
    pub fn way_to(&self, item: usize, stands: bool) -> Option<usize> {
        let start = self.start_of(item)?;
        let sits = |index: &usize| {
            let span = self.spans.get(*index);
            stands && span.is_some_and(|span| span.part == Part::Transition(Step::SitDown))
        };
        Some(start.checked_sub(1).filter(sits).unwrap_or(start))
    }

    /// The exercise of a span.
    pub fn exercise(&self, span: &Span) -> &Exercise {
        self.routine.exercise(span.exercise)
    }

    /// The version that a span belongs to.
    pub fn version(&self, span: &Span) -> &Version {
        version(self.exercise(span), span.ease)
    }

    /// The phase of a span that is part of a repetition.
    pub fn phase(&self, span: &Span) -> Option<&Phase> {
        match span.part {
            Part::Phase { phase, .. } => self.version(span).phases.get(phase),
            _ => None,
        }
    }

    /// Whether a position is held in a span, as an effort.
    pub fn holds(&self, span: &Span) -> bool {
        self.phase(span).is_some_and(|phase| self.exercise(span).kind.holds(phase))
    }

    /// Whether a span is a rest.
    pub fn is_rest(&self, index: usize) -> bool {
        self.spans.get(index).is_some_and(|span| matches!(span.part, Part::Rest { .. }))
    }

    /// The round that begins behind a rest, where one does.
    pub fn round_after(&self, index: usize) -> Option<Round> {
        let here = self.spans.get(index)?;
        let is_done = |span: &&Span| !matches!(span.part, Part::Transition(_));
        let next = self.spans.iter().skip(index + 1).find(is_done)?;
        let group = |span: &Span| Some(self.routine.group_of(span.exercise)?.members.start);
        let same = group(here).is_some() && group(here) == group(next);
        next.round.filter(|round| same && here.round.is_some_and(|here| here.nth < round.nth))
    }

    /// Where a span lies in the order of the file, round by round: what is further on has more.
    pub fn order(&self, span: &Span) -> (usize, u32, usize) {
        let first = self.routine.group_of(span.exercise).map_or(span.exercise, |g| g.members.start);
        (first, span.round.map_or(1, |round| round.nth), span.exercise)
    }

    /// Whether it begins with lying down.
    pub fn begins_lying_down(&self) -> bool {
        self.spans.first().is_some_and(|span| span.part == Part::Transition(Step::LieDown))
    }

    /// Whether a person rests after movement and can notice how it was: in a rest, or sitting in the
    /// middle of a walk; never after breath, posture or rest.
    pub fn is_for_noticing(&self, span: &Span) -> bool {
        let sits = |phase: &Phase| self.version(span).rests_from_a_walk(phase);
        match (self.exercise(span).kind, span.part) {
            (Kind::Walk, Part::Phase { .. }) => self.phase(span).is_some_and(sits),
            (kind, Part::Rest { .. }) => kind.is_movement(),
            _ => false,
        }
    }

    /// Whether a span opens a repetition.
    pub fn is_first_phase(&self, index: usize) -> bool {
        let own =
            |index: usize| self.spans.get(index).and_then(|span| Some((span.item, span.turn()?)));
        own(index).is_some() && index.checked_sub(1).is_none_or(|before| own(before) != own(index))
    }

    /// Where the repetition around a span begins, and how long it is.
    pub fn repetition_around(&self, index: usize) -> Option<(Offset, Duration)> {
        let turn = self.spans.get(index)?.turn()?;
        let same = |span: &&Span| span.turn() == Some(turn);
        let back = self.spans.iter().take(index + 1).rev().take_while(same).last()?;
        let ahead = self.spans.iter().skip(index).take_while(same).last()?;
        Some((back.at, ahead.end().since(back.at)))
    }

    /// Whether a person is upright here and has to walk a step: the session waits for a key.
    pub fn is_gate(&self, index: usize) -> bool {
        let part = |index: usize| self.spans.get(index).map(|span| span.part);
        let before = index.checked_sub(1).and_then(part);
        match before {
            Some(Part::Transition(Step::Sit)) => self.is_setting_up(index),
            Some(Part::Transition(Step::Stand)) => {
                self.is_setting_up(index) || part(index) == Some(Part::Transition(Step::LieDown))
            }
            _ => false,
        }
    }

    /// Whether a span opens the set-up of an exercise.
    pub fn is_setting_up(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.spans.get(before));
        match self.spans.get(index).map(|span| span.part) {
            Some(Part::Setup) => true,
            Some(Part::LeadIn) => before.is_none_or(|span| span.part != Part::Setup),
            _ => false,
        }
    }

    /// How the body is placed at a span; on the way to lie down a person counts as down already, on the way
    /// to a seat as standing.
    pub fn position_at(&self, index: usize) -> Position {
        let sits_down = |index: usize| {
            self.spans.get(index).is_some_and(|span| span.part == Part::Transition(Step::SitDown))
        };
        if sits_down(index) {
            return Position::Standing;
        }
        let placed = |(index, span): (usize, &Span)| match span.part {
            Part::Transition(Step::Roll) | Part::Finished => None,
            Part::Transition(Step::PushUp | Step::Sit | Step::SitDown) => Some(Position::Seated),
            Part::Transition(Step::Stand | Step::StandAgain) => Some(Position::Standing),
            Part::Rest { set: None } if index.checked_sub(1).is_some_and(sits_down) => None,
            Part::Rest { set: None } => Some(self.version(span).ends_in()),
            _ => {
                let own = self.phase(span).and_then(|phase| phase.position);
                own.or(Some(self.version(span).position))
            }
        };
        let mut so_far = self.spans.iter().enumerate().take(index + 1).rev();
        so_far.find_map(placed).unwrap_or(Position::Seated)
    }
}
