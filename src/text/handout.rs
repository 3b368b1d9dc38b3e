//! What stands on the page for paper and phone, beside the words of the routine's own file. The card and
//! the rules about pain are in `safety`.

use std::time::Duration;

use crate::domain::profile::Flag;
use crate::domain::routine::{
    Breath, Clearance, Ends, Extension, Kind, Phase, Position, Sides, Version, Weekday,
};

use super::commands::{line, quoted};
use super::lists::InWords;
use super::{capitalised, flag_in_words, lists, sentence};

/// The fixed words are not in the language of the file.
pub const FIXED_WORDS_ARE_ENGLISH: &str = "The exercises are in the words of whoever wrote them. Headings and safety words are in English.";
/// Before who wrote it.
pub const FROM: &str = "From";
/// Before whom to ask.
pub const QUESTIONS: &str = "Questions";
/// Before what it is called for whom: a line to write on.
pub const FOR: &str = "For";
/// Before the first day: a line to write on.
pub const BEGINS_ON: &str = "From which day";
/// Before whom to ask, where the file does not say it: a line to write on.
pub const ASK: &str = "Questions to";
/// Before what is hoped for: a line to write on.
pub const GOAL: &str = "One thing that is hard because of my back or legs";
/// Before how often.
pub const HOW_OFTEN: &str = "How often";
/// Before what has to be at hand.
pub const YOU_NEED: &str = "You need";
/// Before how long.
pub const HOW_LONG: &str = "How long";
/// How long all of it takes, in whole minutes.
pub fn about_so_long(total: Duration) -> String {
    let minutes = total.as_secs().div_ceil(60).max(1);
    format!("About {}, with rests and changes of position.", lists::Count(minutes, "minute"))
}

/// Above the lists of the card.
pub const WHEN_TO_STOP: &str = "When to stop, and when not to begin";
/// Below the first list.
pub const EMERGENCY_NUMBER: &str = "Call your emergency number (112, 911 or 999 in many countries), or have \
                                    somebody take you to an emergency department now. Do not drive. Do not \
                                    wait for it to pass.";
/// Above what ends a session for whom the file was written.
pub const STOP_AT: &str = "STOP, and ask first:";
/// Above the rules about pain.
pub const PAIN: &str = "Pain, from 0 (none) to 10 (worst)";
/// The rules about pain, with the number up to which this file lets an exercise go on.
pub fn pain_rules(max_pain: u8) -> Vec<String> {
    let so_far = |up_to: u8| if up_to == 0 { "0".to_owned() } else { format!("0 to {up_to}") };
    let mut lines = vec![
        "Before you begin: 4 or 5, do it fewer times today. 6 or more, not today; if that stays, ask your \
         doctor this week."
            .to_owned(),
        format!("While you move, {}: carry on.", so_far(max_pain.min(3))),
    ];
    if max_pain >= 4 {
        lines.push("4: make it smaller, or take the easier version.".into());
    }
    let leave = match max_pain {
        4.. => "5".to_owned(),
        3 => "4 or 5".to_owned(),
        less => format!("{} to 5", less + 1),
    };
    lines.push(format!("{leave}: leave the rest of that exercise out."));
    lines.push("6 or more, or a sharp or shooting pain: enough for today.".into());
    lines.push("Leg pain, tingling, numbness or heaviness that is new, stronger or further down ends that \
                exercise, at any pain. Sit down and lean forward, or lie with knees up."
        .into());
    lines.push("Dizzy: hold on, and sit down now. Breathe as you like; nothing on the feet for the rest of \
                the day. Not gone in 15 minutes, or back again: call your doctor today."
        .into());
    lines.push(
        "What you feel should be gone within 45 minutes, and not cost sleep or the next day. \
                Otherwise less next time, and ask."
            .into(),
    );
    lines
}

/// Above health answers and what they change.
pub const IF_SO_FOR_YOU: &str = "Is one of these so for you?";
/// Below that.
pub const NOT_SURE_COUNTS: &str =
    "Not sure counts as yes. What whoever examined you has told you comes first.";
/// The health answer that a row is about.
pub fn health_answer(flag: Flag) -> String {
    capitalised(flag_in_words(flag))
}
/// Exercises that an answer leaves out, by their numbers.
pub fn leave_out(numbers: &[usize]) -> Option<String> {
    (!numbers.is_empty()).then(|| format!("Leave out {}.", by_number(numbers)))
}
/// Exercises that an answer makes easier.
pub fn take_easier(numbers: &[usize]) -> Option<String> {
    let easier = || format!("Take the easier version of {}.", by_number(numbers));
    (!numbers.is_empty()).then(easier)
}
/// Exercises that an answer concerns, and that have no easier version.
pub fn ask_first(numbers: &[usize]) -> Option<String> {
    (!numbers.is_empty()).then(|| format!("Ask first about {}.", by_number(numbers)))
}
/// How to rest where it says to lean forward, for who may not.
pub const SITS_HIGH: &str =
    "Where it says to lean forward: sit on a high, firm seat instead, hands on thighs.";
/// An exercise that something else is done for.
pub fn ask_for_another(number: usize, instead: &str) -> String {
    format!("In place of number {number}, ask for: {}", sentence(instead))
}
fn by_number(numbers: &[usize]) -> String {
    let noun = if numbers.len() == 1 { "number" } else { "numbers" };
    format!("{noun} {}", lists::all_of(numbers))
}

/// What leads to each exercise, on a screen.
pub const GO_TO: &str = "Go to";
/// Above the exercises.
pub const EXERCISES: &str = "The exercises";
/// Below that.
pub const LESS_IS_FINE: &str = "You may always do less: fewer times, a smaller movement, or the easier \
                                version. Do not do more than it says. Never hold your breath.";
/// Before how to get where an exercise is done.
pub const FIRST: &str = "First";
/// Before how to get ready.
pub const TO_BEGIN: &str = "To begin";
/// Before the easier version.
pub const EASIER: &str = "Easier";
/// Before what to mind.
pub const MIND: &str = "Mind";
/// Before a note.
pub const NOTE: &str = "Note";
/// Before the steps by which it may grow.
pub const MAY_GROW: &str =
    "It may grow by one step at a time, after three easy sessions on different days";
/// Above how to get up when it is over.
pub const AT_THE_END: &str = "At the end";
/// What a figure shows: the start, these steps counted from 1, or both.
pub fn figure_of(begins: bool, steps: &[usize]) -> String {
    let numbers = match steps {
        [first, .., last] if last - first + 1 == steps.len() && steps.len() > 2 => {
            format!("{first} to {last}")
        }
        some => lists::all_of(some),
    };
    match (begins, steps) {
        (true, []) => "Start".to_owned(),
        (true, _) => format!("Start, {numbers}"),
        (false, [_]) => format!("Step {numbers}"),
        (false, _) => format!("Steps {numbers}"),
    }
}
/// The steps are those of an earlier exercise.
pub fn steps_as_in(number: usize) -> String {
    format!("Done as number {number}; figures, steps and easier version are there.")
}
/// Where an exercise is done.
pub fn place(version: &Version, kind: Kind) -> &'static str {
    match version.position {
        Position::Seated if kind == Kind::Walk && !version.is_on_feet() => "On a bicycle.",
        Position::Seated => "On a chair.",
        Position::Lying => "Lying on your back.",
        Position::SideLying => "Lying on your side.",
        Position::Prone => "Lying on your front.",
        Position::AllFours => "On hands and knees.",
        Position::Standing => "Standing.",
        Position::Walking => "Walking.",
    }
}
/// How often an exercise is done, a sentence each.
pub fn amount(version: &Version, between_sets: Option<Duration>, up_to: bool) -> Vec<String> {
    let times = times(version.reps);
    let up_to = up_to && version.reps > 1;
    let most = |text: &str| if up_to { format!("up to {text}") } else { text.to_owned() };
    let mut all = vec![match version.sides {
        Sides::Both => format!("{}.", capitalised(&most(&times))),
        Sides::Each => {
            format!("{} on the left, then {times} on the right.", capitalised(&most(&times)))
        }
        Sides::Alternate => format!("Left and right in turn, {} each.", most(&times)),
        Sides::Left => format!("{}, the left side only.", capitalised(&most(&times))),
        Sides::Right => format!("{}, the right side only.", capitalised(&most(&times))),
    }];
    if let Some(rest) = between_sets {
        let rest = InWords(rest);
        all.push(format!("{} sets of that, with a rest of {rest} between.", version.sets));
    }
    if up_to {
        let sides = if version.sides.count() > 1 { ", with as many on the other side" } else { "" };
        all.push(format!("Finish after any of them when it is enough{sides}."));
    }
    all
}
fn times(count: u32) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        more => format!("{more} times"),
    }
}
/// Room for another dose, on paper.
pub const fn yours(reps: u32) -> &'static str {
    match reps {
        0 | 1 => "Yours: ________.",
        _ => "Yours: ______ times.",
    }
}

/// What the breath or the body does in a step, and how long: its cue comes after it.
pub fn step(phase: &Phase, length: Duration, kind: Kind) -> String {
    let length = InWords(length);
    let time = match phase.ends {
        Ends::Time => length.to_string(),
        Ends::KeyOrTime => format!("up to {length}"),
        Ends::TimeThenKey => format!("at least {length}"),
    };
    match (phase.breath, kind.holds(phase), kind) {
        (Breath::In, ..) => format!("Breathe in, {time}"),
        (Breath::Out, ..) => format!("Breathe out, {time}"),
        (Breath::Free, true, kind) if kind != Kind::Posture => {
            format!("Hold the position, {time}, and go on breathing")
        }
        (Breath::Free, ..) => format!("For {time}"),
    }
}
/// Between the sides.
pub fn between_sides(how: &str, length: Duration) -> String {
    format!("Between the sides, {}: {how}", InWords(length))
}
/// After an exercise.
pub fn rest(position: Position, length: Duration) -> String {
    let how = super::how_to_rest(position).map_or(String::new(), |how| format!(" {how}"));
    format!("Then rest for {}.{how}", InWords(length))
}
/// What is done before a repetition that follows another.
pub fn before_each(how: &str) -> String {
    format!("Before each further time: {how}")
}
/// What bends the back backwards wants to be asked about first.
pub fn bends_back(extension: Extension, clearance: Option<&Clearance>) -> Option<String> {
    match (extension, clearance) {
        (Extension::None | Extension::Mild, _) => None,
        (Extension::Thoracic, _) => Some(
            "It bends the upper back backwards. Leave it out until somebody who has examined you agrees."
                .into(),
        ),
        (Extension::Lumbar, None) => Some(
            "It bends the low back backwards. Leave it out: a clinician has to clear it for you first."
                .into(),
        ),
        (Extension::Lumbar, Some(Clearance { by, on })) => Some(format!(
            "It bends the low back backwards. Cleared by {by} on {on}. Not for anybody else."
        )),
    }
}

/// Above the days to tick.
pub const TWO_WEEKS: &str = "Two weeks";
/// What is written there.
pub const HOW_TO_TICK: &str = "Tick each time you have done it, also when you stopped early: that counts. Pain is \
                               a number from 0, none, to 10, worst. Legs, against the start: E easier, S same, \
                               W worse.";
/// A row of that.
pub const DONE: &str = "Done";
/// A row of that.
pub const PAIN_BEFORE: &str = "Pain before";
/// A row of that.
pub const PAIN_AFTER: &str = "Pain after";
/// A row of that.
pub const LEGS: &str = "Legs";
/// Above a week.
pub fn week(number: usize) -> String {
    format!("Week {number}")
}
/// A day at the head of its column.
pub fn day(day: Weekday) -> String {
    capitalised(day.name().get(..3).unwrap_or_default())
}
/// Below: a line to write on.
pub const TO_TELL: &str = "To tell or to ask";

/// Above the sources.
pub const SOURCES: &str = "Where the doses come from";
/// At the very end.
pub const MADE_BY: &str = "Made with stenosis-routine, a free program. It is no medical device.";

/// Above the sound.
pub const LISTEN: &str = "To listen";
/// What the sound is, and what it cannot do.
pub const THE_SOUND: &str = "The whole session as sound, at its pace. Rising tone: breathe in. Falling tone: \
                             breathe out. It asks nothing and stops for nobody: read when to stop first, and \
                             press pause whenever you like.";
/// A sound file that may have come beside the page.
pub fn sound_beside(name: &str) -> String {
    format!(
        "Nothing to hear here? Open the sound file, if it came with this page: {}",
        sentence(name)
    )
}
/// Exercises that are not in the sound.
pub fn not_in_the_sound(titles: &[&str]) -> Option<String> {
    let titles = Some(lists::all_of(titles)).filter(|titles| !titles.is_empty())?;
    Some(format!(
        "Not in the sound, for it bends the back backwards and a file cannot ask: {titles}."
    ))
}

/// What was written, and its size in bytes.
pub fn written(path: &str, size: u64) -> String {
    let size = match size {
        0..1_000_000 => format!("{} KB", size.div_ceil(1000)),
        more => format!("{}.{} MB", more / 1_000_000, more / 100_000 % 10),
    };
    format!("{path}: {size}. A browser opens it, and prints it; it needs no network.")
}
/// How the same sound comes beside a page: with these optional groups, in this theme where it is another one.
pub fn and_the_sound(name: &str, file: &str, with: &[String], theme: Option<&str>) -> String {
    let with = with.iter().flat_map(|group| ["--with", group]);
    let theme = theme.into_iter().flat_map(|theme| ["--theme", theme]);
    let words: Vec<&str> =
        ["render", name, "-o", file].into_iter().chain(with).chain(theme).collect();
    format!("The sound as a file beside it:  {}", line(&words))
}
/// A page of another kind: how its name is to end.
pub fn no_page_format(stem: &str) -> String {
    format!(
        "A handout is written as .html, which every browser opens and prints: -o {}",
        quoted(&format!("{stem}.html"))
    )
}
