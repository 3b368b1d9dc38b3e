//! The words that are read from two metres, and the short lines around them.

use std::time::Duration;

use crate::domain::plan::{Round, Turn};
use crate::domain::routine::{Breath, Kind, Phase, Position, Side, Version};
use crate::domain::timeline::Step;
use crate::domain::units::Clock;

use super::lists::InWords;
use super::lying_on;

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
        (Breath::Free, Kind::Rest) => "EASE",
        (Breath::Free, Kind::Walk | Kind::Posture) => REST_BIG,
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

/// On the way to an exercise, for whoever asks where in a session they are.
pub const ON_THE_WAY: &str = "On the way to it.";
/// The same before its first repetition.
pub const GETTING_READY: &str = "Getting ready.";
/// The same on the way to a seat, behind it.
pub const SITTING_DOWN: &str = "Sitting down.";
/// The same behind the last exercise.
pub const ALL_DONE_HERE: &str = "The exercises are over; getting up.";

/// The repetition that somebody is in who asks; nothing where there is but one.
pub fn which_repetition(turn: Turn, of: u32, sets: u32, position: Position) -> Option<String> {
    let side = turn.side.map(|side| match position {
        Position::SideLying => lying_on(side),
        _ => super::side(side),
    });
    let set = (sets > 1).then(|| format!("Set {} of {sets}.", turn.set));
    let rep = (of > 1).then(|| format!("Repetition {} of {of}.", turn.rep));
    let all: Vec<String> = side.map(str::to_owned).into_iter().chain(set).chain(rep).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// How much of a session is left, in words.
pub fn time_left(left: Duration) -> String {
    let whole = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    format!("{} left.", InWords(Duration::from_secs(whole)))
}

/// The keys, as many as there is room for; `p` and `q` never give way to anything.
pub const KEY_LINES: &[&str] = &[
    "space pause · e easier · p pain or legs · n next · b back · q finish · ? more",
    "space pause  e easier  p pain/legs  q finish  ? more",
    "space pause  p pain/legs  q finish",
    "p pain/legs  q finish",
];
