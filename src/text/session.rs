//! What is said in a session: steps, breaths, rests, keys, sounds, and the end.

use std::time::Duration;

use crate::domain::ending::Closing;
use crate::domain::plan::{Eased, Round};
use crate::domain::routine::{Breath, Kind, Phase, Position, Side, Version};
use crate::domain::settings::{LOUDEST, Volume};
use crate::domain::theme::Cue;
use crate::domain::timeline::{Part, Span, Step, Timeline};

use super::lists::InWords;
use super::{number, sentence, whole_seconds};

/// What the keys do at a gate.
pub const KEYS_AT_A_GATE: &str = "Space when ready.";
/// What the keys do during a session.
pub const KEYS: &[&str] = &[
    "space  pause, and go on",
    "e  easier, from the next repetition",
    "p  pain or legs: pauses at once, and asks",
    "l  15 seconds more of this rest, or of the next",
    "n  next exercise     b  this one from its beginning",
    "m  sound off, and on     +  -  louder, softer",
    "w  where am I: exercise, repetition, time left",
    "q  finish here",
];

/// Health answers were told in a session, and the profile could not be read before it.
pub const ANSWERS_NOT_KEPT: &str =
    "The health answers of this session are not kept: earlier ones could not be read.";
/// How loud it has become could not be kept, and why: a whole sentence.
pub fn volume_not_kept(why: &str) -> String {
    format!("Next time the volume is the old one. {why}")
}

/// How the list of keys is left; the keys on it do what they say.
pub const BACK: &str = "any other key  back";
/// The rest of a long text that is printed comes then.
pub const ENTER_FOR_MORE: &str = "Enter  more";

/// One step of a change of position.
pub fn step(timeline: &Timeline, index: usize) -> String {
    let Some(Span { part: Part::Transition(step), length, .. }) = timeline.spans().get(index)
    else {
        return String::new();
    };
    if *step == Step::Sit {
        return sit_before_standing(*length, stands_next(timeline, index));
    }
    let from = timeline.position_at(index.saturating_sub(1));
    step_from(*step, from, timeline.position_at(index)).into()
}

/// A step of a change of position, from one way of being placed to another; for sitting before standing see
/// [`sit_before_standing`].
pub const fn step_from(step: Step, from: Position, there: Position) -> &'static str {
    match (step, from, there) {
        (Step::LieDown, _, Position::AllFours) => {
            "Slowly down to hands and knees, a hand on the chair."
        }
        (Step::LieDown, _, Position::Lying) => {
            "Slowly: sit on the bed, down on your side, then onto your back."
        }
        (Step::LieDown, ..) => "Slowly: sit on the bed, and down on your side.",
        (Step::Roll, _, Position::SideLying) => "Stay on your side.",
        (Step::Roll, _, Position::AllFours) => "Back to kneeling, a hand on the chair.",
        (Step::Roll, ..) => "Feet flat, knees bent, roll to your side.",
        (Step::PushUp, Position::AllFours, _) => "Slowly up, and sit on the chair.",
        (Step::PushUp, ..) => "Push up with your arms.",
        (Step::Sit, ..) => "",
        (Step::Stand | Step::StandAgain, ..) => "Stand up slowly, and hold on to something solid.",
        (Step::SitDown, ..) => "Reach back for the chair. Sit down slowly.",
        (Step::Turn, ..) => "Turn over slowly.",
    }
}

/// Sitting before standing; shoes come on there, before anything on the feet.
pub fn sit_before_standing(length: Duration, stands: bool) -> String {
    let time = match length == Duration::from_secs(60) {
        true => "a minute".to_owned(),
        false => InWords(length).to_string(),
    };
    let shoes = if stands { " Put your shoes on now." } else { "" };
    format!("Sit {time} before you stand.{shoes}")
}

/// Whether a person stands up straight after a span.
fn stands_next(timeline: &Timeline, index: usize) -> bool {
    let next = timeline.spans().get(index + 1);
    next.is_some_and(|span| span.part == Part::Transition(Step::Stand))
}

/// The three seconds before a first repetition.
pub const READY: &str = "Ready.";

/// The word for what a phase asks of the breath or the body. Who rests, or sits down after a walk, holds nothing.
pub fn phase_word(phase: &Phase, kind: Kind) -> Option<&'static str> {
    match (phase.breath, kind.holds(phase), kind) {
        (Breath::In, ..) => Some("In."),
        (Breath::Out, ..) => Some("Out."),
        // What a posture check holds, its own words say.
        (Breath::Free, _, Kind::Posture) | (Breath::Free, false, _) => None,
        (Breath::Free, true, _) => Some("Hold."),
    }
}

/// The side of a movement.
pub fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "Left.",
        Side::Right => "Right.",
    }
}

/// The same lying on a side, where it is the other arm or leg that moves.
pub fn lying_on(side: Side) -> &'static str {
    match side {
        Side::Left => "On your left side.",
        Side::Right => "On your right side.",
    }
}

/// Which repetition this is; the first one need not be said.
pub fn repetition(rep: u32, of: u32) -> Option<String> {
    (rep > 1).then(|| format!("{rep} of {of}."))
}

/// From the left to the right.
pub const fn change_over(position: Position) -> &'static str {
    match position {
        Position::SideLying => "Turn over slowly.",
        _ => "Change sides: now the right.",
    }
}

/// A rest, with its length where there is time to be glad of it.
pub fn rest(length: Duration) -> String {
    match length < Duration::from_secs(10) {
        true => "Rest.".into(),
        false => format!("Rest, {}.", InWords(length)),
    }
}

/// The same with how to rest there, where that is not plain.
pub fn rest_in(position: Position, length: Duration) -> String {
    let how = how_to_rest(position).map_or(String::new(), |how| format!(" {how}"));
    format!("{}{how}", rest(length))
}

/// How to rest on the feet, between two exercises done standing, and on hands and knees.
pub const fn how_to_rest(position: Position) -> Option<&'static str> {
    match position {
        Position::Standing | Position::Walking => Some("Hands on the worktop."),
        Position::AllFours => Some("Lie down on your side."),
        Position::Seated | Position::Lying | Position::SideLying | Position::Prone => None,
    }
}

/// What follows a rest between two sets.
pub fn next_set(set: u32, of: u32) -> String {
    format!("Then set {set} of {of}.")
}

/// What follows a rest.
pub fn next(title: &str) -> String {
    format!("Next: {}", sentence(title))
}

/// The same where the way there comes first; nothing where that is no way to another place.
pub fn next_there(timeline: &Timeline, index: usize) -> Option<String> {
    let next = timeline.spans().get(index)?;
    let way = Part::Transition;
    if ![Step::LieDown, Step::Turn, Step::Stand].map(way).contains(&next.part) {
        return None;
    }
    let Version { title, position, .. } = timeline.version(next);
    Some(next_on(*position, title))
}

/// What comes next, and where a person is for it.
pub fn next_on(position: Position, title: &str) -> String {
    let place = match position {
        Position::Seated => "on the chair",
        Position::Lying | Position::SideLying | Position::Prone => "on the bed",
        Position::AllFours => "on hands and knees",
        Position::Standing | Position::Walking => "on your feet",
    };
    format!("Next, {place}: {}", sentence(title))
}

/// An exercise by its number; what was put in for relief has none.
pub fn heading(title: &str, number: usize, of: usize, round: Option<Round>) -> String {
    let round = round.map(|Round { nth, of }| format!("round {nth} of {of}"));
    match (of, round) {
        (1, None) => sentence(title),
        (1, Some(round)) => format!("{title}, {round}."),
        _ if number > of => sentence(title),
        (_, None) => format!("{title}, {number} of {of}."),
        (_, Some(round)) => format!("{title}, {number} of {of}, {round}."),
    }
}

/// The same alone, for a short time to say it in.
pub fn short_heading(title: &str, round: Option<Round>) -> String {
    match round {
        None => sentence(title),
        Some(Round { nth, .. }) => format!("{title}, round {nth}."),
    }
}

/// How often a movement is done.
pub fn dose(reps: u32, sets: u32, each_side: bool) -> Option<String> {
    let times = match (reps, each_side) {
        (1, false) if sets == 1 => return None,
        (1, false) => "Once".to_owned(),
        (1, true) => "Once each side".to_owned(),
        (2, false) => "Twice".to_owned(),
        (2, true) => "Twice each side".to_owned(),
        (_, false) => format!("{reps} times"),
        (_, true) => format!("{reps} times each side"),
    };
    Some(match sets {
        1 => format!("{times}."),
        _ => format!("{times}, {sets} sets."),
    })
}

/// The same where a person may finish earlier; `keys` says whether somebody can press one.
pub fn dose_at_most(reps: u32, each_side: bool, keys: bool) -> Option<String> {
    let dose = dose(reps, 1, each_side)?;
    let enough = if keys && reps > 1 { " n when it is enough." } else { "" };
    Some(match reps {
        1 | 2 => format!("{dose}{enough}"),
        _ => format!("Up to {dose}{enough}"),
    })
}

/// The clock stands still.
pub const PAUSED: &str = "Paused. Space goes on.";
/// The machine slept.
pub const PAUSED_AFTER_SLEEP: &str = "Paused: the computer was away for a moment. Space goes on.";
/// The same with nobody at the keyboard.
pub const AFTER_SLEEP: &str = "The computer was away for a moment. It goes on in three seconds.";
/// Something else took so long that nobody can have gone along.
pub const PAUSED_AFTER_A_STALL: &str =
    "Paused: the program stood still for a moment. Space goes on.";
/// The same with nobody at the keyboard.
pub const AFTER_A_STALL: &str =
    "The program stood still for a moment. It goes on in three seconds.";
/// A pause is over.
pub const COUNT_IN: &str = "It goes on in three seconds.";
/// A phase has had its time and waits for a key.
pub const WHEN_SETTLED: &str = "When you are settled: space.";

/// What came of asking for less.
pub fn eased(eased: Eased, left: Duration) -> String {
    match eased {
        Eased::Easier => {
            format!("The easier version from the next repetition. {} left.", whole_seconds(left))
        }
        Eased::Fewer => format!("Fewer repetitions from here. {} left.", whole_seconds(left)),
        Eased::Not => "It is as small as it can be. n is the next exercise.".into(),
    }
}

/// In a rest after movement: the one passive line about pain.
pub const WORSE: &str = "Worse than at the start, back or legs?  Press p.";

/// 15 seconds more, or no more.
pub fn longer(longer: bool) -> &'static str {
    match longer {
        true => "15 seconds more.",
        false => "It is as long as it can be. Space stops the clock.",
    }
}

/// Every tone, and what it says.
pub const CUES: &[(Cue, &str)] = &[
    (Cue::In, "breathe in; it lasts as long as the breath"),
    (Cue::Out, "breathe out"),
    (Cue::Hold, "hold the position, and breathe; or the next movement"),
    (Cue::Halfway, "half of a long hold"),
    (Cue::Rest, "rest"),
    (Cue::ChangeOver, "change sides, or change position"),
    (Cue::LeadIn, "three, two, one"),
    (Cue::Pause, "the clock stands still"),
    (Cue::Resume, "it goes on in three seconds"),
    (Cue::Easier, "smaller from the next repetition"),
    (Cue::End, "the end"),
    (Cue::EndInBed, "the end, where you stay lying"),
];

/// How the breath is cued.
pub const TONES: &str = "Rising tone: breathe in. Falling tone: out.";
/// No sound server, or none any more. Said once.
pub const NO_SOUND: &str = "There is no sound here. The bell rings instead, where there is one.";

/// How loud it is now, or will be: there may be nothing to make sound with.
pub fn volume(volume: Volume, there_is_sound: bool) -> String {
    let once = if there_is_sound { "" } else { ", once there is sound" };
    match volume.is_silent() {
        true => "Sound off. Sound on again: m".into(),
        false => format!("Volume {} of {LOUDEST}{once}.", volume.step),
    }
}
/// In the plan: louder or softer than is usual.
pub fn volume_as_last_time(step: u8) -> String {
    format!("Volume {step} of {LOUDEST}, as last time.")
}
/// In the plan: sound was off at the end of the last session.
pub fn sound_off_as_last_time(keyboard: bool) -> String {
    format!("Sound off, as last time. {}", sound_on(keyboard))
}
/// In the plan: no tones for who breathes as a lung or heart team said (section 3.1 C).
pub fn sound_off_for_breathing(keyboard: bool) -> String {
    format!("Sound off: you have a breathing plan of your own. {}", sound_on(keyboard))
}
fn sound_on(keyboard: bool) -> String {
    match keyboard {
        true => "Sound on: m".into(),
        false => format!("Sound on: --volume {}", Volume::default().step),
    }
}

/// An exercise that may be finished after any repetition is, and what comes of it.
pub const fn enough(other_side: bool) -> &'static str {
    match other_side {
        true => "This one still, then as many to the other side.",
        false => "This one still, then it is done.",
    }
}
/// The way to the next exercise cannot be skipped.
pub const NEXT_AFTER_THIS: &str = "First this, then the next one.";
/// Key `b` while changing position.
pub const NOT_WHILE_MOVING: &str = "Not while you change position.";
/// Key `b` for the second time.
pub const ONCE_AGAIN_IS_ENOUGH: &str = "It was begun again once; once is enough.";
/// Key `b` where nothing of the exercise is left.
pub const ALL_DONE: &str = "All of that one is done; that is enough of it.";
/// Key `n` before a rest had its time.
pub fn at_least(left: Duration) -> String {
    format!("At least {} more.", whole_seconds(left.max(Duration::from_secs(1))))
}

/// Key `q` before a session has begun.
pub const NOT_TODAY: &str = "Not today, then. That is fine.";
/// The same where a doctor is to be asked today.
pub const NOT_TODAY_ASK: &str = "Not today, then. Ask a doctor today.";
/// The same where somebody is to be asked first.
pub const NOT_TODAY_ASK_FIRST: &str = "Not today, then. Ask your doctor or physiotherapist first.";
/// The same where a doctor has seen it, and exercise is not yet fine, or nobody has said so.
pub const NOT_TODAY_DOCTORS_WORD: &str = "Not today, then. Your doctor's word comes first.";
/// The legs took long to settle.
pub const LEGS_SETTLED_LATE: &str =
    "Your legs have settled. That is enough for today; next time is lighter.";
/// An early stop.
pub const STOPPED: &str = "Stopping here is sound judgement, and it counts.";
/// It was too much, or medical help is needed: said before the text that stays.
pub const STOPPED_HERE: &str = "We stop here.";
/// What is said last.
pub const NEXT_HOUR: &str = "See how the next hour feels.";
/// The end, in short.
pub const THAT_IS_ALL: &str = "That is all for today.";
/// The end.
pub fn finished(done: usize, of: usize, lived: Duration) -> String {
    let (done, of) = (number(done), number(of));
    format!("{THAT_IS_ALL} {done} of {}, {}.", of.to_lowercase(), whole_seconds(lived))
}

/// How to get up from where a person is, where they are steady; printed at every way out.
pub fn getting_up(position: Position) -> &'static str {
    closing(Closing::of(position, true))
}

/// How to get up, or that it is better to stay.
pub const fn closing(closing: Closing) -> &'static str {
    match closing {
        Closing::StandWhenSteady => "Stand when you feel steady.",
        Closing::SitDown => "Keep a hand on something solid, then sit.",
        Closing::StayDown => "Stay seated or lie down. Alone? Phone for somebody.",
        Closing::MedicalHelp => "",
        Closing::KneelUp => "Back to kneeling, a hand on the chair; then slowly up, and sit.",
        Closing::RollUp => {
            "Roll to your side, push up with your arms, sit a minute before you stand."
        }
    }
}

/// The end of breathing in bed, in short.
pub const STAY_AS_LONG: &str = "Stay as long as you like.";
/// The same in full.
pub const STAY_LYING: &str = "Stay as long as you like. Getting up later: roll to your side, push up with \
                              your arms, sit a minute before you stand.";
