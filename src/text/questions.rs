//! Every question, and the texts that stay until a key. Each is at most 58 columns and 19 rows, so
//! that one text serves a screen of any size.

use std::borrow::Cow;
use std::time::Duration;

pub use super::safety::*;
pub use super::wanted::{Wanted, key_name, please};

use super::lists::{Count, InWords};
use crate::domain::pain_rules::{RedReason, Sign};
use crate::domain::routine::{DEFAULT_MAX_PAIN, Exercise, Position, StepDose};

/// What the words of a question depend on, and what an answer is weighed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What is started, as it is typed.
    pub name: String,
    /// Whom to ask: a line of the file's own.
    pub contact: Option<String>,
    /// How the body is placed.
    pub position: Position,
    /// Pain before the first movement, where it was told.
    pub before: Option<u8>,
    /// The pain up to which the file lets an exercise go on.
    pub max_pain: u8,
    /// How much of the session is left.
    pub left: Duration,
    /// The movement is over.
    pub is_over: bool,
    /// Why it was too much, where it was.
    pub red: Option<RedReason>,
    /// What was taken for an emergency, where something was.
    pub sign: Option<Sign>,
    /// Who is asked sits high, and does not lean forward.
    pub sits_high: bool,
    /// What is asked about, where that is a list.
    pub list: Vec<String>,
}

impl About {
    /// Before anything is known but how the body is placed.
    pub fn nothing_yet(position: Position) -> About {
        About {
            name: String::new(),
            contact: None,
            position,
            before: None,
            max_pain: DEFAULT_MAX_PAIN,
            left: Duration::ZERO,
            is_over: false,
            red: None,
            sign: None,
            sits_high: false,
            list: Vec::new(),
        }
    }
}

const NOTICE: &[&str] = &[
    "Paused. What do you notice?",
    "1  more pain",
    "2  legs: pain, tingling, numbness or heaviness, if new,",
    "   stronger or further down",
    "3  a sharp or shooting pain",
    "4  dizzy, short of breath, tingling lips or fingers",
    "5  numb between the legs, bladder or bowel trouble, leg",
    "   suddenly weak, foot drops, both legs numb, chest pain,",
    "   fainting, face or speech trouble",
    "6  it eases, or moves up toward the back",
    "Enter  nothing, go on          q  finish here",
];

const LEGS_SIGNS: &[&str] = &[
    "Leg newly weak, a foot that drops, both legs numb,",
    "numb between the legs, bladder or bowel trouble:",
    "emergency help.",
    "y  as before    n  not yet, finish    5  one of these",
];

const LEANING: &[&str] = &[
    "Have you a slipped vertebra, or does leaning back",
    "bring on leg pain or tingling?",
    "n  no     y  yes     Enter  not sure",
];

const AFTER_LAST: &[&str] = &[
    "After last time, when were you back to your usual?",
    "1 within the hour   2 by the next day   3 later",
    "4 it cost me sleep or plans          Enter  no answer",
];

/// The last two sessions were too much (section 3.3).
pub fn too_much_again(about: &About) -> Vec<String> {
    vec![
        "Too much twice in a row: today only gentle-day.".into(),
        format!("Ask your doctor or physiotherapist about it.{}", contact(about)),
        "space  gentle-day, mostly rest     q  close".into(),
    ]
}

/// Whom the file names to be asked.
pub(super) fn contact(about: &About) -> String {
    about.contact.as_ref().map_or(String::new(), |contact| format!("   {contact}"))
}

const DOCTOR_TODAY: [&str; 3] = [
    "Please ask a doctor today; at night, an out-of-hours line.",
    "Rest meanwhile: arms on a table, or lie with knees up.",
    "c  signs that need emergency help now       Enter  close",
];
const REST_HIGH_MEANWHILE: &str = "Rest meanwhile: on a high seat, or lie with knees up.";

/// Lines that depend on nothing.
fn fixed(lines: &[&str]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}

/// Nothing is left to make smaller.
pub fn nothing_smaller(_: &About) -> Vec<String> {
    fixed(&[
        "Good to know. What is left is as small as it can be.",
        "space  go on     q  finish here",
    ])
}

/// Key `q`: whether that was meant.
pub fn finish(_: &About) -> Vec<String> {
    fixed(&["Finish here?  q yes   space go on"])
}

/// What relieves somebody with limits on bending at the hip.
pub(super) const SIT_HIGH: &str = "Sit on a high, firm seat, hands on thighs.";

/// Key `p`.
pub fn notice(_: &About) -> Vec<String> {
    fixed(NOTICE)
}

/// Leg symptoms: this exercise ends.
pub fn legs_back(about: &About) -> Vec<String> {
    let first = match about.is_over {
        true => "Your legs come first.",
        false => "Your legs come first. This exercise ends here.",
    };
    let ease = match (about.position.is_down(), about.sits_high) {
        (true, _) => "Knees up, feet flat.",
        (false, true) => SIT_HIGH,
        (false, false) => "Sit down, lean forward, arms on thighs or a table.",
    };
    [first, ease].iter().chain(LEGS_SIGNS).map(ToString::to_string).collect()
}

/// Four flags in one question, for the first run of the flagship.
pub fn leaning_back(_: &About) -> Vec<String> {
    fixed(LEANING)
}

/// How long the last session was felt.
pub fn after_last(_: &About) -> Vec<String> {
    fixed(AFTER_LAST)
}

/// Too much, and new.
pub fn doctor_today(about: &About) -> Vec<String> {
    let [ask, rest, keys] = DOCTOR_TODAY;
    let rest = if about.sits_high { REST_HIGH_MEANWHILE } else { rest };
    fixed(&[ask, rest, keys])
}

/// Later days: anything new, in one line.
pub fn new(_: &About) -> Vec<String> {
    fixed(&[
        "Anything new? Numb or weak, bladder, bowel, chest, breath,",
        "dizzy, fever, fall, operation, bad night pain?",
        "n  no    y  yes",
    ])
}

/// After an emergency answer: whether a doctor has looked at it.
pub fn looked(_: &About) -> Vec<String> {
    fixed(&[
        "Has a doctor seen you since, and is gentle exercise fine?",
        "y  yes    n  not seen    w  seen, exercise not yet",
    ])
}

/// Pain of six or more at rest.
pub fn usual(_: &About) -> Vec<String> {
    fixed(&[
        "Six or more at rest is too much for exercise today.",
        "Is this usual for you?  y  usual   n  new or worse",
    ])
}

/// A minute of rest in place of a session.
pub fn rest_instead(about: &About) -> Vec<String> {
    fixed(&[
        match about.sits_high {
            true => "A minute of rest instead? On a high seat, or knees up.",
            false => "A minute of rest instead? Arms on a table, or knees up.",
        },
        "Severe pain at rest that stays: ask your doctor this week.",
        "space  rest with me     b  only breathing     q  close",
    ])
}

const DIZZY_GONE: &[&str] = &[
    "Chest pain, fainting, face or speech trouble, short of",
    "breath at rest: emergency help.",
    "Gone within two minutes?",
    "y  yes     n  no     5  one of these",
];

/// Dizzy: the tones stop.
pub fn dizzy_gone(about: &About) -> Vec<String> {
    let first = match about.position {
        Position::Standing | Position::Walking => "Hold on, and sit down now.",
        Position::AllFours => "Lie down on your side.",
        _ => "Stay where you are.",
    };
    let first = format!("{first} Breathe as you like.");
    [&*first].iter().chain(DIZZY_GONE).map(ToString::to_string).collect()
}

/// The legs, afterwards.
pub fn legs(_: &About) -> Vec<String> {
    fixed(&["Legs, against the start:  1 easier  2 same  3 worse"])
}

/// How much it was.
pub fn amount(_: &About) -> Vec<String> {
    fixed(&["The amount:  1 too little  2 about right  3 too much"])
}

/// A few words.
pub fn note(_: &About) -> Vec<String> {
    fixed(&["A note, or Enter:"])
}

/// Why it was stopped early.
pub fn why(_: &About) -> Vec<String> {
    fixed(&[
        "Why?  1 enough  2 pain  3 legs  4 dizzy  6 other   Enter",
        "5  numb between the legs, bladder, bowel, weak leg, chest",
    ])
}

/// Pain before the first movement; who is to lie down does not lie yet.
pub fn pain_before(about: &About) -> Vec<String> {
    match about.position.is_down() {
        true => vec![
            "Pain now, before you lie down: 0 none, 10 worst.".into(),
            "Number, then Enter:".into(),
        ],
        false => pain(about),
    }
}

/// Stenosis pain depends on how the body is placed: never asked without it.
pub fn pain(about: &About) -> Vec<String> {
    let placed = match about.position {
        Position::Standing | Position::Walking => "as you stand",
        position if position.is_down() => "as you lie",
        _ => "as you sit",
    };
    vec![
        format!("Pain now, {placed}, back or legs: 0 none, 10 worst."),
        "Number, then Enter:".into(),
    ]
}

/// Pain, when the movement is over.
pub fn pain_afterwards(about: &About) -> Vec<String> {
    let was = about.before.map_or(String::new(), |pain| format!(" (it was {pain})"));
    vec![format!("Pain now, 0 to 10{was}:")]
}

/// The card's second list: ask first.
pub fn asked_first(about: &About) -> Vec<String> {
    vec![
        "Then not today. Ask your doctor or physiotherapist first,".into(),
        format!("and show them:  stenosis-routine show {}", about.name),
        "a  I have asked, and gentle exercise is fine   q  close".into(),
    ]
}

/// After a leg stop.
pub fn only_breathing(about: &About) -> Vec<String> {
    let left = super::whole_seconds(about.left);
    vec![format!("Only breathing is left today, {left}."), "space  go on     q  finish".into()]
}

/// The flags that this routine's exercises name.
pub fn flags(about: &About) -> Vec<String> {
    let numbered = about.list.iter().enumerate();
    let numbered = numbered.map(|(nth, line)| format!("{:>2}  {line}", nth + 1));
    ["Some of these exercises depend on this. Which is so?".to_owned()]
        .into_iter()
        .chain(numbered)
        .chain(["Numbers, then Enter. 0 none. Enter alone: not sure.".to_owned()])
        .collect()
}

/// What was understood of the list, said back.
pub fn flags_right(about: &About) -> Vec<String> {
    let told = match about.list.as_slice() {
        [] => "None of these".to_owned(),
        some => some.join("; "),
    };
    let mut letters = told.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let told = format!("{first}{}.", letters.as_str());
    let mut lines: Vec<String> =
        textwrap::wrap(&told, 58).into_iter().map(Cow::into_owned).collect();
    match lines.last_mut() {
        Some(last) if last.len() + RIGHT.len() < 58 => *last = format!("{last} {RIGHT}"),
        _ => lines.push(RIGHT.into()),
    }
    lines
}

const RIGHT: &str = "Right?   Enter yes";

/// The most lines that say what is left out; the page has room for them at 58 columns.
const LEFT_OUT_AT_MOST: usize = 5;

/// The answers have left nothing of a routine: why, and what can be done instead.
pub fn nothing_left(about: &About) -> Vec<String> {
    let mut left_out = about.list.clone();
    if left_out.len() > LEFT_OUT_AT_MOST {
        let more = left_out.len() - (LEFT_OUT_AT_MOST - 1);
        left_out.truncate(LEFT_OUT_AT_MOST - 1);
        left_out.push(format!("And {more} more."));
    }
    [super::NOTHING_FOR_TODAY.to_owned()]
        .into_iter()
        .chain(left_out)
        .chain(
            ["", "space  gentle-day, mostly rest", "b  a minute of rest     q  close"]
                .map(ToString::to_string),
        )
        .collect()
}

/// Whether what the legs have made smaller comes back in full.
pub fn full_again(about: &About) -> Vec<String> {
    ["Three sessions have gone well since your legs spoke up:".to_owned()]
        .into_iter()
        .chain(about.list.iter().map(|title| super::sentence(title)))
        .chain(["In full again?   y  yes     n or Enter  stay easier".to_owned()])
        .collect()
}

/// Whether what has gone well may be one step more (section 6b).
pub fn one_more(about: &About) -> Vec<String> {
    let asks = "Ready for one more?   y  yes     n or Enter  leave it".to_owned();
    about.list.iter().cloned().chain([asks]).collect()
}

/// What has gone well, and how much it would be.
pub fn went_well(title: &str, now: StepDose, then: StepDose) -> String {
    let (now, then) = match (now.walk, then.walk) {
        (Some(now), Some(then)) if then > now => {
            (InWords(now).to_string(), InWords(then).to_string())
        }
        _ if then.sets > now.sets => {
            (now.sets.to_string(), Count(then.sets.into(), "set").to_string())
        }
        _ => (now.reps.to_string(), Count(then.reps.into(), "time").to_string()),
    };
    format!("{title} has gone well. Next: {then}, not {now}.")
}

/// Whether a caution is accepted.
pub fn caution_of(about: &About) -> Vec<String> {
    let answers = "y  I have read it, include it     Enter  leave it out".to_owned();
    about.list.iter().cloned().chain([answers]).collect()
}

/// What has to be read before an exercise that bends the upper back backwards (LIM-25).
pub fn caution(exercise: &Exercise) -> Vec<String> {
    let head = format!("{} bends the upper back backwards.", exercise.full.title);
    [head].into_iter().chain(exercise.cautions.iter().map(|line| super::sentence(line))).collect()
}
