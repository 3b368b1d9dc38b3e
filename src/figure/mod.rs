//! The figure of a session: which pose belongs to an offset, and the pose as cells or as SVG.
//!
//! Every span has poses that it goes to, one after another; the figure comes from wherever the span
//! before has left it. Knows no screen and no clock.

mod cells;
mod glyphs;
mod plot_of_weeks;
mod raster;
mod strokes;
mod svg;

use std::sync::Arc;
use std::time::Duration;

use crate::domain::pose::{self, Bounds, Pose, Stance, WorkingLimb};
use crate::domain::routine::{Position, Side};
use crate::domain::timeline::{Part, Span, Step, Timeline};
use crate::domain::units::{Offset, seconds};

pub use cells::{Drawing, MovingFigure, draw};
pub use glyphs::Glyphs;
pub use plot_of_weeks::{WEEK_COLUMNS, plot};
pub use strokes::Shade;
pub use svg::{inline_svg, moving_svg, svg};

/// Whether a figure moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// From pose to pose.
    Full,
    /// Each pose stands still: for a person whom movement on a screen disturbs.
    Reduced,
}

/// How long the figure moves where no phase says how long. Own choice.
pub const MOVES: Duration = seconds(3);
/// A phase that is longer is no movement with the breath (LIM-13), but one that begins and stays.
pub const BREATH_AT_MOST: Duration = seconds(10);
/// How long a step is shown. Own choice; nobody is meant to keep step with it.
const STEP: Duration = Duration::from_millis(1200);

/// The pose that a session shows at `offset`. Nothing where neither a phase nor the routine has one,
/// as in a routine that no file made.
pub fn at(timeline: &Timeline, offset: Offset, motion: Motion) -> Option<Pose> {
    let index = timeline.index_at(offset);
    let span = timeline.spans().get(index)?;
    let way = Way::of(timeline, index);
    let each = span.length / number(way.stops.len()).max(1);
    let gone = offset.since(span.at);
    let nth = (1..way.stops.len()).rev().find(|nth| each * number(*nth) <= gone).unwrap_or(0);
    let to = way.stop(nth)?;
    if motion == Motion::Reduced {
        return Some(to);
    }
    let from = match nth.checked_sub(1) {
        Some(before) => way.stop(before),
        None => index.checked_sub(1).and_then(|before| Way::of(timeline, before).end()),
    };
    let Some(from) = from else { return Some(to) };
    let moves = match timeline.phase(span) {
        Some(_) if span.length <= BREATH_AT_MOST => each,
        _ => each.min(MOVES),
    };
    let pose = from.toward(&to, eased(gone.saturating_sub(each * number(nth)), moves));
    let walks = timeline.phase(span).is_some() && timeline.position_at(index) == Position::Walking;
    Some(if walks { stepping(&pose, gone) } else { pose })
}

/// What a session looks at in a span, once its figure has got there.
pub fn frame(timeline: &Timeline, index: usize) -> Option<Bounds> {
    timeline.spans().get(index)?;
    let way = Way::of(timeline, index);
    way.frame.or_else(|| way.end().map(|pose| pose.frame))
}

/// Somebody who walks: now this foot in front, now the other.
fn stepping(pose: &Pose, gone: Duration) -> Pose {
    let steps = gone.as_secs_f32() / STEP.as_secs_f32();
    let there = if steps % 2.0 < 1.0 { steps % 1.0 } else { 1.0 - steps % 1.0 };
    pose.toward(&pose.mirrored(), soft(there))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The part of a way that is done after `moved` of `moves`: slow, faster, slow, and never too far.
fn eased(moved: Duration, moves: Duration) -> f32 {
    soft((moved.as_secs_f32() / moves.as_secs_f32().max(f32::EPSILON)).min(1.0))
}

/// A way from 0 to 1 with a soft start and end.
fn soft(part: f32) -> f32 {
    part * part * (3.0 - 2.0 * part)
}

/// Where the figure goes in one span.
struct Way<'t> {
    /// The poses, one after another.
    stops: Vec<&'t Arc<Pose>>,
    /// The side that the last one is for.
    side: Option<Side>,
    /// Whether the others are for that side too.
    for_one_side: bool,
    frame: Option<Bounds>,
    /// The limb that works, on the side for which poses are written.
    working: Option<WorkingLimb>,
}

impl<'t> Way<'t> {
    fn of(timeline: &'t Timeline, index: usize) -> Way<'t> {
        let span = &timeline.spans()[index];
        let poses = &timeline.routine().poses;
        let known = |stances: &[Stance]| stances.iter().filter_map(|one| poses.of(*one)).collect();
        let ready = || ready(timeline, span).into_iter().collect::<Vec<_>>();
        let stops: Vec<&Arc<Pose>> = match span.part {
            Part::Phase { phase, .. } => in_phase(timeline, span, phase),
            Part::Transition(step) => {
                let mut stops: Vec<_> = known(on_the_way(step, timeline.version(span).position));
                if matches!(step, Step::LieDown | Step::Turn) {
                    stops.extend(ready());
                }
                stops
            }
            Part::Rest { set: None } if sits_after_standing(timeline, index) => {
                known(&[Stance::Seated])
            }
            Part::Rest { set: None } => done(timeline, span).into_iter().collect(),
            Part::Setup | Part::LeadIn | Part::ChangeOver { .. } | Part::Rest { .. } => ready(),
            Part::Finished => known(&[stance(timeline.position_at(index))]),
        };
        let frame = match span.part {
            Part::Transition(_) | Part::Finished => around(stops.iter().copied()),
            Part::Rest { set: None } if sits_after_standing(timeline, index) => {
                around(stops.iter().copied())
            }
            _ => around(shown(timeline, span)),
        };
        let for_one_side = timeline.phase(span).is_some();
        // Whoever gets up rolls to the side of the bed.
        let rises = matches!(span.part, Part::Transition(step) if step.is_getting_up());
        let side = side(timeline, index).filter(|_| !rises);
        let is_for_a_side = matches!(
            span.part,
            Part::Setup | Part::LeadIn | Part::ChangeOver { .. } | Part::Phase { .. }
        );
        let working = side
            .filter(|_| is_for_a_side)
            .and_then(|_| pose::working(shown(timeline, span).map(Arc::as_ref)));
        Way { stops, side, for_one_side, frame, working }
    }

    fn end(&self) -> Option<Pose> {
        self.stop(self.stops.len().checked_sub(1)?)
    }

    fn stop(&self, nth: usize) -> Option<Pose> {
        let pose = self.stops.get(nth)?;
        let is_last = nth + 1 == self.stops.len();
        let left = self.side == Some(Side::Left) && (is_last || self.for_one_side);
        let pose = Pose { working: self.working, ..Pose::clone(pose) };
        let pose = if left { pose.mirrored() } else { pose };
        Some(Pose { frame: self.frame.unwrap_or(pose.frame), ..pose })
    }
}

/// The pose of a phase, and before it those that lie on the way from the pose before.
fn in_phase<'t>(timeline: &'t Timeline, span: &Span, phase: usize) -> Vec<&'t Arc<Pose>> {
    let phases = &timeline.version(span).phases;
    let up_to = |count: usize| phases.iter().take(count).rev().find_map(|one| one.pose.as_ref());
    let last = || phases.iter().rev().find_map(|one| one.pose.as_ref());
    let Some(to) = up_to(phase + 1) else { return ready(timeline, span).into_iter().collect() };
    let from = up_to(phase).or_else(last).filter(|from| from.name != to.name);
    let back = from.and_then(|from| from.through.as_ref());
    let on = from.and(to.through.as_ref());
    back.into_iter().chain(on).chain([to]).collect()
}

/// The steps of a change of position, as far as they are the same for every exercise.
fn on_the_way(step: Step, to: Position) -> &'static [Stance] {
    match step {
        Step::LieDown if matches!(to, Position::Prone | Position::AllFours) => &[Stance::AllFours],
        Step::LieDown if to == Position::SideLying => &[Stance::BedSit, Stance::BedElbow],
        Step::LieDown => &[Stance::BedSit, Stance::BedElbow, Stance::SideLying],
        Step::Roll => &[Stance::SideLying],
        Step::PushUp => &[Stance::BedElbow, Stance::BedSit],
        Step::Sit => &[Stance::BedSit],
        Step::Stand | Step::StandAgain => &[Stance::Hinge, Stance::Support],
        Step::SitDown => &[Stance::Hinge, Stance::Seated],
        Step::Turn => &[],
    }
}

/// Whether a rest is seated, though what it belongs to ends on the feet.
fn sits_after_standing(timeline: &Timeline, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| timeline.spans().get(before));
    before.is_some_and(|span| span.part == Part::Transition(Step::SitDown))
}

/// The pose that stands for a way of being placed.
fn stance(position: Position) -> Stance {
    match position {
        Position::Seated => Stance::Seated,
        Position::Lying => Stance::Lying,
        Position::SideLying => Stance::SideLying,
        Position::Prone => Stance::Prone,
        Position::AllFours => Stance::AllFours,
        Position::Standing => Stance::Standing,
        Position::Walking => Stance::Walking,
    }
}

/// The pose in which an exercise is awaited: what its first pose begins from.
fn ready<'t>(timeline: &'t Timeline, span: &Span) -> Option<&'t Arc<Pose>> {
    let version = timeline.version(span);
    let first = version.phases.iter().find_map(|phase| phase.pose.as_ref());
    first.map(begun).or_else(|| timeline.routine().poses.of(stance(version.position)))
}

/// The pose in which an exercise ends: what its last pose begins from.
fn done<'t>(timeline: &'t Timeline, span: &Span) -> Option<&'t Arc<Pose>> {
    let version = timeline.version(span);
    let last = version.phases.iter().rev().find_map(|phase| phase.pose.as_ref());
    last.map(begun).or_else(|| timeline.routine().poses.of(stance(version.ends_in())))
}

fn begun(pose: &Arc<Pose>) -> &Arc<Pose> {
    pose.begins.as_ref().unwrap_or(pose)
}

/// Every pose of an exercise, also of its easier version: one frame serves both.
fn shown<'t>(timeline: &'t Timeline, span: &Span) -> impl Iterator<Item = &'t Arc<Pose>> {
    let exercise = timeline.exercise(span);
    let phases = exercise.easier.iter().chain([&exercise.full]).flat_map(|version| &version.phases);
    let poses = phases.filter_map(|phase| phase.pose.as_ref());
    poses.flat_map(|pose| [pose, begun(pose)].into_iter().chain(&pose.through))
}

/// One frame around all poses.
fn around<'t>(poses: impl Iterator<Item = &'t Arc<Pose>>) -> Option<Bounds> {
    poses.map(|pose| pose.frame).reduce(Bounds::around)
}

/// The side of a span: its own, else that of the next repetition, else that of the last one.
fn side(timeline: &Timeline, index: usize) -> Option<Side> {
    let (before, from_here) = timeline.spans().split_at(index);
    let turn = |span: &Span| span.turn().map(|(_, turn)| turn);
    let is_over = matches!(from_here.first()?.part, Part::Rest { set: None } | Part::Finished);
    let turn = match is_over {
        true => before.iter().rev().find_map(turn),
        false => from_here.iter().find_map(turn),
    };
    turn?.side
}
