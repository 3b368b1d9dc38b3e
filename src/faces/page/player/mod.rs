//! The player of a page: a script that plays the same session as the terminal, and the data that it plays.
//!
//! The script knows no sentence and no number of its own: blocks, tables, words, tones and poses come from here as JSON.
//! What it does with them is what `domain`, `session`, `audio` and `figure` do; `scripts/page-joins` holds one against
//! the other, and `docs/joining.md` says how blocks become time.

mod blocks;
mod conversation;
mod legend;
mod packed;
mod poses;
mod said;
mod tones;
mod words;

use std::sync::Arc;
use std::time::Duration;

use maud::html;
use serde_json::{Map, Value, json};

use crate::conversation::key_places::KEY_PLACES;
use crate::conversation::pages::LEGS_SETTLE;
use crate::domain::answers::{Note, Score};
use crate::domain::ending::Instead;
use crate::domain::pain_rules::{self, Row};
use crate::domain::plan::{LIGHT_HOLD, SMALL};
use crate::domain::profile::{ASKED_LAST, Flag, LEANING_BACK, ON_THE_CARD, UNSAFE_ALONE};
use crate::domain::routine::{Position, Routine};
use crate::domain::theme::Theme;
use crate::domain::timeline::{COUNT_IN, LEAD_IN};
use crate::faces::page::{Insert, call, close_set, uncommented};
use crate::figure;
use crate::session::BEGINS_AGAIN;
use crate::text::player::{ONLY_READ, OPEN};
use crate::text::questions::LEFT_OUT_AT_MOST;

pub use legend::{Legend, legend};

/// The parts of the script, in the order in which they stand in the page.
const SCRIPT: &[&str] = &[
    include_str!("plan.js"),
    include_str!("timeline.js"),
    include_str!("words.js"),
    include_str!("talk.js"),
    include_str!("playhead.js"),
    include_str!("conversation.js"),
    include_str!("session.js"),
    include_str!("tones.js"),
    include_str!("figure.js"),
    include_str!("sound.js"),
    include_str!("clock.js"),
    include_str!("view.js"),
    include_str!("report.js"),
    include_str!("player.js"),
];
/// How the player looks, beside the sheet's own style.
const STYLE: &str = include_str!("player.css");
/// The element that the script fills.
const ROOT: &str = "player";
/// The element that the data stands in.
const DATA: &str = "session";

/// The whole script: a function of its own, which leaves no name behind.
pub fn script() -> String {
    let unpack = without_comments(UNPACK).concat();
    let parts: String = SCRIPT.iter().flat_map(|part| without_comments(part)).collect();
    format!(
        "(() => {{\n'use strict';\n{unpack}\nconst DATA = \
         JSON.parse(unpacked(JSON.parse(document.getElementById('{DATA}').textContent)));\n{parts}\noffer(document.getElementById('{ROOT}'));\n}})();\n"
    )
}

/// The lines of a script without what is only for its readers: comments and indents. None of its texts has the beginning
/// of a comment in it.
fn without_comments(part: &str) -> Vec<String> {
    let code = uncommented(part, "/**");
    let lines =
        code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.map(squeezed).collect()
}

/// A line without the blanks that mean nothing, those of its texts kept, and without its end where the next one may follow at
/// once; one that divides, or has a pattern in it, stays as it is.
fn squeezed(line: &str) -> String {
    if line.contains('/') {
        return line.to_owned() + "\n";
    }
    let joins =
        |letter: Option<char>| letter.is_some_and(|letter| "=(){}[],;:?<>&|*!.'".contains(letter));
    let mut squeezed = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    let mut text_ends = None;
    while let Some(letter) = letters.next() {
        let is_idle = letter == ' '
            && text_ends.is_none()
            && (joins(squeezed.chars().next_back()) || joins(letters.peek().copied()));
        if !is_idle {
            squeezed.push(letter);
        }
        text_ends = match (text_ends, letter) {
            (None, '\'' | '"' | '`') => Some(letter),
            (Some(end), letter) if end == letter => None,
            (ends, _) => ends,
        };
    }
    if !squeezed.ends_with(['{', ',', ';', '(']) {
        squeezed.push('\n');
    }
    squeezed
}

/// What is played.
#[derive(Clone, Debug)]
pub struct Playable<'r> {
    /// The routine, with what relieves.
    pub routine: &'r Arc<Routine>,
    /// The optional groups of it that are done.
    pub with: &'r [String],
    /// The tones.
    pub theme: &'r Theme,
    /// What is done instead where the conversation says so.
    pub instead: &'r [(Instead, Arc<Routine>)],
}

/// Undoes [`packed()`].
const UNPACK: &str = include_str!("packed.js");

/// The player, to be put into a page.
pub fn insert(playable: &Playable<'_>) -> Insert {
    Insert {
        style: close_set(STYLE),
        html: html! { section id=(ROOT) aria-label=(OPEN) { noscript { p { (ONLY_READ) } } } },
        data: packed(playable),
        script: script(),
    }
}

/// What stands in the page: one text as JSON, with [`data`] in it, made short.
pub fn packed(playable: &Playable<'_>) -> String {
    let packed = packed::packed(&data(playable));
    Value::from(packed).to_string()
}

/// All that the script needs, as JSON in ASCII in which nothing can end a script element.
pub fn data(playable: &Playable<'_>) -> String {
    let mut poses = poses::PoseTable::default();
    let mut said = said::PageWords::of(playable.routine);
    let routine = blocks::routine(playable.routine, playable.with, &mut poses);
    let instead: Map<String, Value> = playable
        .instead
        .iter()
        .map(|(instead, routine)| {
            let blocks = blocks::routine(routine, &[], &mut poses);
            (conversation::instead(*instead).to_owned(), blocks)
        })
        .collect();
    let spare = blocks::relief(playable.routine, &mut poses);
    let (slow, times) = blocks::times(playable.routine);
    let mut outcomes = conversation::Outcomes::default();
    let pages = conversation::pages(&mut said, &mut outcomes, playable.routine.max_pain);
    let rows = conversation::rows(&mut outcomes);
    let longest_sit = times.values().filter_map(|times| times["sit"].as_u64()).max().unwrap_or(0);
    let mut data = rules();
    let more = json!({
        "routine": routine,
        "instead": instead,
        "spare": spare,
        "slow": slow,
        "times": times,
        "pages": pages,
        "lines": said.lines,
        "texts": said.texts,
        "rows": rows,
        "outcomes": outcomes.0,
        "afterwards": conversation::asked_after(),
        "words": words::words(playable.routine, Duration::from_millis(longest_sit)),
        "tones": tones::tones(playable.theme),
        "call": call(playable.routine),
        "poses": poses.into_values(),
    });
    if let (Some(data), Value::Object(more)) = (data.as_object_mut(), more) {
        data.extend(more);
    }
    escaped(&data)
}

/// Whom to ask, as it stands among the words, and the address by which a phone calls there.
fn call(routine: &Routine) -> Option<[String; 2]> {
    let contact = routine.contact.clone()?;
    call::link(&contact).map(|link| [contact, link])
}

/// Numbers and lists that are the same for every routine.
fn rules() -> Value {
    let severe = (0..=Score::WORST).find(|pain| pain_rules::before(*pain) == Row::StartRed);
    let mut order = Flag::ALL.to_vec();
    order.sort_by_key(|flag| *flag == ASKED_LAST);
    let positions: Map<String, Value> = Position::ALL
        .iter()
        .map(|one| {
            (one.name().to_owned(), json!({ "down": one.is_down(), "feet": one.is_on_feet() }))
        })
        .collect();
    let places = KEY_PLACES.iter().map(|(there, latin)| (there.to_string(), json!(latin)));
    json!({
        "positions": positions,
        "leadIn": millis(LEAD_IN),
        "countIn": millis(COUNT_IN),
        "lightHold": millis(LIGHT_HOLD),
        "beginsAgain": millis(BEGINS_AGAIN),
        "legsSettle": millis(LEGS_SETTLE),
        "small": SMALL.iter().map(|kind| kind.name()).collect::<Vec<_>>(),
        "onTheCard": blocks::names(ON_THE_CARD),
        "leaningBack": blocks::names(LEANING_BACK),
        "unsafeAlone": blocks::names(UNSAFE_ALONE),
        "flags": blocks::names(Flag::ALL),
        "flagOrder": blocks::names(&order),
        "severe": severe,
        "leftOutAtMost": LEFT_OUT_AT_MOST,
        "noteAtMost": Note::AT_MOST,
        "keyPlaces": places.collect::<Map<_, _>>(),
        "moves": millis(figure::MOVES),
        "breathAtMost": millis(figure::BREATH_AT_MOST),
    })
}

fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

/// JSON in ASCII, without a character that could end the element around it, or that [`packed()`] needs for itself.
fn escaped(data: &Value) -> String {
    let json = data.to_string();
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            ' '..='~' if !['<', '>', '&', '~', '^'].contains(&letter) => safe.push(letter),
            letter => {
                let mut units = [0; 2];
                safe.extend(
                    letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")),
                );
            }
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_set_close_and_its_texts_stay() {
        let part = "/** Told. @param {string} a */\n// Why.\nfunction one(a, b) {\n  if (a === 'x  = y') return a + \"( c )\";\n\n  \
                    const all = [1, -2], half = a / b;\n  return of - one;\n}\n";
        let lines = without_comments(part).concat();
        assert_eq!(
            lines,
            "function one(a,b){if(a==='x  = y')return a + \"( c )\";const all = [1, -2], half = a / b;\nreturn of - one;}\n"
        );
    }
}
