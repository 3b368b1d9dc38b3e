//! Every question, and the texts that stay until a key. Each is at most 58 columns and 19 rows, so
//! that one text serves a screen of any size.

use std::time::Duration;

use crate::domain::routine::{DEFAULT_MAX_PAIN, Exercise, Position};

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
            list: Vec::new(),
        }
    }
}

/// The safety card (section 3.1, amendment A-8).
pub const CARD: &[&str] = &[
    "BEFORE YOU BEGIN",
    "For low-back stenosis that a professional has examined.",
    "What they told you comes first.",
    "",
    "GET EMERGENCY HELP NOW if any of these is new:",
    "- numbness between the legs or around the bottom",
    "- bladder, bowel or sexual trouble",
    "- sudden leg weakness, a foot that drops, both legs numb",
    "- chest pain, fainting, no breath, face or speech trouble",
    "",
    "NOT TODAY, ask first:",
    "- legs slowly getting weaker or more numb",
    "- a recent fall, injury or broken bone",
    "- back, hip, knee or belly operation within 12 weeks",
    "- fever, dizzy, ill, weight loss, back pain after cancer",
    "- pain that stays severe at rest",
];
const CARD_KEYS: &str = "n none of these   1 maybe, first list   2 maybe, second";

const EMERGENCY: &[&str] = &[
    "STOP. THIS NEEDS MEDICAL HELP NOW.",
    "",
    "Call your emergency number (112, 911 or 999 in many",
    "countries), or have somebody take you to an emergency",
    "department now. Do not drive. Do not wait for it to pass.",
    "",
    "Numbness between the legs, bladder, bowel or sexual",
    "trouble, sudden leg weakness:",
    "  say that you have spinal stenosis and that this is new;",
    "  ask to be checked for cauda equina syndrome.",
    "Chest pain, fainting, no breath, face or speech trouble:",
    "  sit or lie down and call.",
    "",
    ENTER_CLOSES,
];

const NOTICE: &[&str] = &[
    "Paused. What do you notice?",
    "1  more pain",
    "2  legs: pain, tingling, numbness or heaviness, if new,",
    "   stronger or further down",
    "3  a sharp or shooting pain",
    "4  dizzy, short of breath, tingling lips or fingers",
    "5  numb between the legs, bladder or bowel trouble, sudden",
    "   leg weakness, chest pain",
    "6  it eases, or moves up toward the back",
    "Enter  nothing, go on          q  finish here",
];

const LEGS_FIRST: &[&str] = &[
    "Your legs come first. This exercise ends here.",
    "Sitting: lean forward, arms on thighs or a table.",
    "Lying: knees up, feet flat. Breathe as you like.",
    "",
    "Back as they were?   y  yes     q  finish here",
];

const LEANING: &[&str] = &[
    "Does leaning back bring on leg pain or tingling? Or have",
    "you osteoporosis, a slipped vertebra or vertigo?",
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
fn contact(about: &About) -> String {
    about.contact.as_ref().map_or(String::new(), |contact| format!("   {contact}"))
}

const DOCTOR_TODAY: &[&str] = &[
    "Please ask a doctor today. The first list on the card",
    "means emergency help now.",
    "c  show what that means       Enter  close",
];

/// How a text that stays is put away.
const ENTER_CLOSES: &str = "Enter  close";

/// A text that stays, for where it is read again and no key is waited for.
pub fn to_keep(lines: &[String]) -> Vec<String> {
    let lines = lines.iter().map(|line| line.replace(ENTER_CLOSES, "").trim_end().to_owned());
    let mut lines: Vec<String> = lines.collect();
    lines.truncate(lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1));
    lines
}

/// Lines that depend on nothing.
fn fixed(lines: &[&str]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}

/// The card, with its keys.
pub fn card(_: &About) -> Vec<String> {
    CARD.iter().chain(&["", CARD_KEYS]).map(ToString::to_string).collect()
}

/// An emergency sign: help now.
pub fn emergency(_: &About) -> Vec<String> {
    fixed(EMERGENCY)
}

/// Key `p`.
pub fn notice(_: &About) -> Vec<String> {
    fixed(NOTICE)
}

/// Leg symptoms: this exercise ends.
pub fn legs_back(_: &About) -> Vec<String> {
    fixed(LEGS_FIRST)
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
pub fn doctor_today(_: &About) -> Vec<String> {
    fixed(DOCTOR_TODAY)
}

/// Later days: anything new, in one line.
pub fn new(_: &About) -> Vec<String> {
    fixed(&["New numbness, weak leg, bladder, bowel trouble, fall? n/y"])
}

/// After an emergency answer: whether a doctor has looked at it.
pub fn looked(_: &About) -> Vec<String> {
    fixed(&["Has a doctor looked at what you had?   y  yes     n  no"])
}

/// Pain of six or more at rest.
pub fn usual(_: &About) -> Vec<String> {
    fixed(&[
        "Six or more at rest is too much for exercise today.",
        "Is this usual for you?  y  usual   n  new or worse",
    ])
}

/// A minute of rest in place of a session.
pub fn rest_instead(_: &About) -> Vec<String> {
    fixed(&[
        "A minute of rest instead? Arms on a table, or knees up.",
        "space  rest with me     q  close",
    ])
}

/// Dizzy: the tones stop.
pub fn dizzy_gone(_: &About) -> Vec<String> {
    fixed(&[
        "Breathe as you like, without the tones. Stay as you are.",
        "Gone within two minutes?  y  yes     n  no, finish",
    ])
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
    fixed(&["Why?  1 enough  2 pain  3 legs  4 dizzy  5 other   Enter"])
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

/// Too much for today.
pub fn red_stop(about: &About) -> Vec<String> {
    [
        "That is enough for today.",
        "Sit and lean forward on your arms, or lie with knees up.",
        "The number sets the dose. It is not a mark for you.",
        "",
        "Not settled by tomorrow, or getting worse: ask your doctor",
    ]
    .map(ToString::to_string)
    .into_iter()
    .chain([format!("or physiotherapist.{}", contact(about))])
    .chain(
        [
            "Numb between the legs, bladder or bowel trouble, a leg",
            "suddenly weak: emergency help now.",
            "",
            super::getting_up(about.position),
            "",
            "Next time starts with gentle-day.        Enter  close",
        ]
        .map(ToString::to_string),
    )
    .collect()
}
