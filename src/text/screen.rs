//! The words that are read from two metres, and the short lines around them.

use std::time::Duration;

use crate::domain::plan::Round;
use crate::domain::routine::{Breath, Kind, Phase, Position, Side, Version};
use crate::domain::timeline::Step;
use crate::domain::units::Clock;

/// Before something begins.
pub const READY_BIG: &str = "READY";
/// The clock stands still.
pub const PAUSE_BIG: &str = "PAUSE";
/// Nothing to do.
pub const REST_BIG: &str = "REST";

/// A side.
pub const fn big_side(side: Side) -> &'static str {
    match side {
        Side::Left => "LEFT",
        Side::Right => "RIGHT",
    }
}

/// The letter beside the arm or leg that works.
pub const fn side_letter(side: Side) -> char {
    match side {
        Side::Left => 'L',
        Side::Right => 'R',
    }
}

/// From the left to the right.
pub const fn big_change_over(position: Position) -> &'static str {
    match position {
        Position::SideLying => "TURN",
        _ => big_side(Side::Right),
    }
}

/// A step of a change of position; `there` is how the body is placed in it.
pub const fn big_step(step: Step, there: Position) -> &'static str {
    match (step, there) {
        (Step::LieDown, Position::AllFours) => "DOWN",
        (Step::LieDown, _) => "LIE",
        (Step::Roll, Position::SideLying) => "STAY",
        (Step::Roll, Position::AllFours) => "KNEEL",
        (Step::Roll, _) => "ROLL",
        (Step::PushUp, _) => "UP",
        (Step::Sit | Step::SitDown, _) => "SIT",
        (Step::Stand | Step::StandAgain, _) => "STAND",
        (Step::Turn, _) => "TURN",
    }
}

/// A phase: what the breath does, or else the body.
pub fn big_phase(phase: &Phase, version: &Version, kind: Kind) -> &'static str {
    let position = phase.position.unwrap_or(version.position);
    match (phase.breath, kind) {
        (Breath::In, _) => "IN",
        (Breath::Out, _) => "OUT",
        (Breath::Free, Kind::Walk) if position == Position::Walking => "WALK",
        (Breath::Free, Kind::Walk) if !version.rests_from_a_walk(phase) => "RIDE",
        (Breath::Free, Kind::Posture) if !phase.hold => "CHECK",
        (Breath::Free, Kind::Rest | Kind::Walk | Kind::Posture) => REST_BIG,
        (Breath::Free, Kind::Breath) => "EASY",
        (Breath::Free, _) if kind.holds(phase) => "HOLD",
        (Breath::Free, _) => "MOVE",
    }
}

/// An exercise by its number; what was put in for relief has none.
pub fn place(number: usize, of: usize, round: Option<Round>) -> Option<String> {
    let round = round.map_or(String::new(), |Round { nth, of }| format!(", round {nth} of {of}"));
    (number <= of).then(|| format!("exercise {number} of {of}{round}"))
}

/// What comes next, by its big word.
pub fn coming(word: &str) -> String {
    format!("next: {}", word.to_lowercase())
}

/// What is left of the session.
pub fn left(left: Duration) -> String {
    format!(
        "{} left",
        Clock(Duration::from_secs(left.as_secs() + u64::from(left.subsec_nanos() > 0)))
    )
}

/// Seconds that are left, as minutes where there are many.
pub fn countdown(seconds: u64) -> String {
    match seconds {
        0..100 => seconds.to_string(),
        _ => Clock(Duration::from_secs(seconds)).to_string(),
    }
}

/// Which repetition, and on which side; nothing where there is only one.
pub fn rep_of(rep: u32, of: u32, side: Option<Side>) -> Option<String> {
    let side = match side {
        None if of == 1 => return None,
        None => "",
        Some(Side::Left) => "left, ",
        Some(Side::Right) => "right, ",
    };
    Some(format!("{side}rep {rep} of {of}"))
}

/// The keys, as many as there is room for; `p` and `q` never give way to anything.
pub const KEY_LINES: &[&str] = &[
    "space pause · e easier · p pain or legs · n next · b back · q finish · ? more",
    "space pause  e easier  p pain/legs  q finish  ? more",
    "space pause  p pain/legs  q finish",
    "p pain/legs  q finish",
];
