//! The safety card, and the texts that stay until a key: what nobody may miss. Each is at most 58 columns
//! and 19 rows.

use std::borrow::Cow;

use crate::domain::ending::Closing;
use crate::domain::pain_rules::{RedReason, Sign};

use crate::text::questions::{About, SIT_HIGH, contact};

/// The safety card (section 3.1, amendment A-8).
pub const CARD: &[&str] = &[
    "BEFORE YOU BEGIN",
    "For low-back stenosis that a professional has examined.",
    "Their word comes first.",
    "",
    "GET EMERGENCY HELP NOW if any of these is new:",
    "- numbness between the legs or around the bottom",
    "- bladder, bowel or sexual trouble",
    "- sudden leg weakness, a foot that drops, both legs numb",
    "- chest pain, fainting, short of breath at rest,",
    "  face or speech trouble",
    "",
    "NOT TODAY, ask first:",
    "- legs slowly getting weaker or more numb",
    "- a recent fall, injury or broken bone",
    "- back, hip, knee or belly operation within 12 weeks",
    "- fever, dizzy, ill, weight loss, back pain after cancer",
    "- pain that stays severe at rest",
];
/// For whom it is, without the heading.
pub fn card_for_whom() -> String {
    let lines = CARD.iter().skip(1).take_while(|line| !line.is_empty());
    lines.copied().collect::<Vec<_>>().join(" ")
}

/// The card's two lists: what each is for, and what is in it.
pub fn card_lists() -> Vec<(&'static str, Vec<String>)> {
    let lists = CARD.split(|line| line.is_empty()).skip(1);
    lists.filter_map(|list| list.split_first().map(|(head, list)| (*head, entries(list)))).collect()
}

/// The entries of a list; what is no new one goes on with the one before.
fn entries(lines: &[&str]) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in lines {
        match (line.strip_prefix("- "), entries.last_mut()) {
            (None, Some(last)) => *last = format!("{last} {}", line.trim_start()),
            (entry, _) => entries.push(entry.unwrap_or(line).to_owned()),
        }
    }
    entries
}

const CARD_KEYS: &str = "n none   1 maybe, first list   2 maybe, second   q close";

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
    "Chest pain, fainting, short of breath at rest,",
    "face or speech trouble:",
    "  sit or lie down and call.",
    "",
];

/// The key that was pressed, and what its page says beside it.
const fn answered(sign: Sign) -> (char, &'static str) {
    match sign {
        Sign::Card => ('1', "something of the first list is new."),
        Sign::Noticed => (
            '5',
            "numb between the legs, bladder or bowel trouble, leg suddenly weak, foot drops, both \
             legs numb, chest pain, fainting, face or speech trouble.",
        ),
        Sign::Legs => (
            '5',
            "leg newly weak, a foot that drops, both legs numb, numb between the legs, bladder or \
             bowel trouble.",
        ),
        Sign::Dizzy => {
            ('5', "chest pain, fainting, face or speech trouble, short of breath at rest.")
        }
        Sign::RedStop => {
            ('5', "numb between the legs, bladder or bowel trouble, a leg suddenly weak.")
        }
        Sign::Why => ('5', "numb between the legs, bladder, bowel, weak leg, chest."),
        Sign::StillOpen => ('n', "no doctor has seen you since."),
    }
}

/// What was answered, for somebody who was not there: which of several signs it was, nobody was asked.
pub fn answered_with(sign: Option<Sign>) -> String {
    match sign {
        None => "an emergency sign".to_owned(),
        Some(Sign::StillOpen) => "no doctor has seen it yet".to_owned(),
        Some(Sign::Card) => {
            let first = card_lists().into_iter().next().map(|(_, signs)| signs);
            format!("new, one of: {}", first.unwrap_or_default().join("; "))
        }
        Some(sign) => format!("one of: {}", answered(sign).1.trim_end_matches('.')),
    }
}

/// Whoever did not mean it sees what it was taken for.
fn taken_for(sign: Option<Sign>) -> Vec<String> {
    let Some(sign) = sign else { return Vec::new() };
    let (key, signs) = answered(sign);
    let pressed = format!("You pressed {key}: {signs}");
    let lines = textwrap::wrap(&pressed, COLUMNS).into_iter().map(Cow::into_owned);
    lines.chain([String::new()]).collect()
}

/// The widest line of a page.
const COLUMNS: usize = 58;
/// A slip of a key takes it back.
const WRONG_KEY: &str = "k  wrong key";
const FIRST_LIST_KEYS: &str = "1  one of these is so          Enter  back";

const DIZZY_STAYS: &[&str] = &[
    "Stay seated or lie down. Do not get up alone.",
    "Not gone in 15 minutes, or back again: call your doctor",
    "today. Fainting, chest pain, short of breath at rest,",
    "face or speech trouble: your emergency number, now.",
    "",
    DIZZY_KEYS,
];
const DIZZY_KEYS: &str = "5  one of these          Enter or q  close";
/// The keys below a red stop.
const RED_STOP_KEYS: &str = "5  one of these          Enter  close";

/// How a text that stays is put away.
const ENTER_CLOSES: &str = "Enter  close";

/// A text that stays, for where it is read again and no key is waited for.
pub fn to_keep(lines: &[String]) -> Vec<String> {
    let keys = [DIZZY_KEYS, RED_STOP_KEYS, WRONG_KEY, ENTER_CLOSES];
    let without =
        |line: &String| keys.iter().fold(line.clone(), |line, keys| line.replace(keys, ""));
    let mut lines: Vec<String> =
        lines.iter().map(without).map(|line| line.trim_end().to_owned()).collect();
    lines.truncate(lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1));
    lines
}

/// The card, with its keys.
pub fn card(_: &About) -> Vec<String> {
    CARD.iter().chain(&["", CARD_KEYS]).map(ToString::to_string).collect()
}

/// An emergency sign: help now.
pub fn emergency(about: &About) -> Vec<String> {
    let keys = format!("{ENTER_CLOSES}          {WRONG_KEY}");
    let lines = EMERGENCY.iter().map(ToString::to_string).chain(taken_for(about.sign));
    lines.chain([keys]).collect()
}

/// The same, where it cannot be taken back.
pub fn emergency_again(about: &About) -> Vec<String> {
    let lines = EMERGENCY.iter().map(ToString::to_string).chain(taken_for(about.sign));
    lines.chain([ENTER_CLOSES.to_owned()]).collect()
}

/// The card's first list, to be read.
pub fn first_list(_: &About) -> Vec<String> {
    let list = CARD.iter().skip_while(|line| !line.is_empty()).skip(1);
    let list = list.take_while(|line| !line.is_empty());
    list.chain(&["", FIRST_LIST_KEYS]).map(ToString::to_string).collect()
}

/// Dizziness that does not go.
pub fn dizzy_stays(_: &About) -> Vec<String> {
    DIZZY_STAYS.iter().map(ToString::to_string).collect()
}

/// Too much for today.
pub fn red_stop(about: &About) -> Vec<String> {
    let sit: &[&str] = match about.sits_high {
        true => &[SIT_HIGH, "Or lie with knees up."],
        false => &["Sit and lean forward on your arms, or lie with knees up."],
    };
    let first = ["That is enough for today."].iter().chain(sit).map(ToString::to_string);
    let page = [
        match about.red {
            Some(RedReason::Sharp) => "A sharp pain ends it for today.",
            Some(RedReason::Legs) => "Legs that have not settled end it for today.",
            Some(RedReason::Pain) | None => "The number sets the dose. It is not a grade.",
        },
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
            crate::text::closing(Closing::of(about.position, about.red != Some(RedReason::Legs))),
            "",
            "Next time starts with gentle-day.",
            RED_STOP_KEYS,
        ]
        .map(ToString::to_string),
    );
    first.chain(page).collect()
}
