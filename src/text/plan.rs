//! What stands before a session: the plan, what the file says of itself, and what will be needed;
//! and what `show` prints around it.

use std::time::Duration;

use crate::domain::routine::{DaysOfTheWeek, Frequency, LadderStep, Read, Review, Routine};
use crate::domain::units::Clock;

use super::commands::line;
use super::limits::capitalised;
use super::lists::{Count, InWords, all_of, commas};
use super::sentence;

/// A file that the program keeps for a person, and that cannot be read.
pub fn broken_file(path: &str, why: &str) -> String {
    format!("{path} cannot be read ({why}). It stays as it is, and the usual is used.")
}

/// Stands wherever the program speaks about health.
pub const GENERAL: &str = "General information, not medical advice.";

/// What a plan says of itself.
pub fn general(reviewed: &Review) -> Vec<String> {
    match reviewed.by {
        None => vec!["General information, not reviewed by a clinician.".into()],
        Some(_) => vec![review(reviewed), GENERAL.into()],
    }
}

/// What a plan and a list say of a routine that no clinician has read.
pub fn review(review: &Review) -> String {
    let reviewed = match (&review.by, review.on) {
        (None, _) => return "Not reviewed by a clinician.".into(),
        (Some(by), None) => format!("Reviewed by {by}"),
        (Some(by), Some(on)) => format!("Reviewed by {by} on {on}"),
    };
    match review.read {
        Read::Changed => format!("{reviewed}; changed since reviewed."),
        Read::Unknown | Read::Unchanged => sentence(&reviewed),
    }
}

/// How a reviewer names what was read, where the file does not say it.
pub fn reviewed_digest(review: &Review, digest: &str) -> Option<String> {
    let unnamed = review.by.is_some() && review.read != Read::Unchanged;
    unnamed.then(|| format!("For a reviewer: reviewed-digest = \"{digest}\""))
}

/// What goes far beyond what is usual, in full.
pub fn warned_strongly(message: &str) -> String {
    format!("Mind this: {}", sentence(message))
}

/// A file that goes beyond what is usual, in so many places.
pub fn warned(count: usize, name: &str) -> String {
    let places = Count(count as u64, "warning");
    format!("{places} about this file: {}", line(&["check", name]))
}

/// Things to have at hand, as one sentence; in another language, a list without a word of English in it.
pub fn needs(needs: &[&str], language: Option<&str>) -> Option<String> {
    let all = if is_english(language) {
        sentence(&format!("You need {}", all_of(needs)))
    } else {
        format!("You need: {}", sentence(&commas(needs)))
    };
    (!needs.is_empty()).then_some(all)
}

/// Whether a file's texts are in English, as far as it says.
pub fn is_english(language: Option<&str>) -> bool {
    language.is_none_or(|language| {
        let first = language.split(['-', '_', ' ']).next().unwrap_or_default().to_lowercase();
        ["", "en", "eng", "english"].contains(&first.as_str())
    })
}

/// What somebody lies on for whom getting down to the floor, or up, is hard.
pub const A_BED: &str = "a bed";
/// In a plan, when part of it is done lying or on all fours.
pub const ON_A_BED: &str = "Part of this is on a bed. Turn the screen so that it reaches you there. \
                            No key is needed while lying.";
/// In a plan that begins with lying down; `n` leaves that out.
pub const ALREADY_LYING: &str = "n  I am lying already";
/// In a plan, when part of it is done on hands and knees.
pub const ON_ALL_FOURS: &str =
    "Part of this is on hands and knees. A mat, a folded towel, and a chair to hold on to.";
/// In a plan, when part of it is done on the feet.
pub const ON_YOUR_FEET: &str =
    "Part of this is standing. Shoes on, chair beside the worktop, phone within reach.";
/// The same where a bed comes first.
pub const ON_YOUR_FEET_AFTER_A_BED: &str =
    "Part of this is standing. Shoes beside the bed, chair beside the worktop, phone within reach.";
/// In a plan, when part of it is a walk.
pub const ON_A_WALK: &str =
    "Part of this is a walk. Shoes on, phone with you, and seats on the way.";

/// What the keys do before a session.
pub const KEYS_AT_THE_PLAN: &str = "space  begin     ?  keys     q  not today";
/// The same where the plan is lighter than its file.
pub const KEYS_AT_A_LIGHTER_PLAN: &str =
    "space  begin    g  gentle-day, mostly rest   q  not today";

/// The same for somebody who knows the routine.
pub const KEYS_IN_SHORT: &str = "space begins, q leaves";

/// A plan for somebody who knows the routine.
pub fn plan_in_short(routine: &Routine, total: Duration, needs: &[&str]) -> String {
    let with = if needs.is_empty() { String::new() } else { format!(", {}", commas(needs)) };
    format!("{}, {}{with}.", routine.title, Clock(total))
}

/// What ends a session for the person a file was written for.
pub fn stop_if(signs: &[String]) -> Option<String> {
    (!signs.is_empty()).then(|| sentence(&format!("Stop at: {}", commas(signs))))
}

/// A red stop came before: gentle-day comes first.
pub const GENTLE_DAY_FIRST: &str = "gentle-day comes first now, after the last time.";

/// Nobody is at the keyboard to say how it hurts and what is so: the smaller version.
pub const NOBODY_WAS_ASKED: &str =
    "Nobody was asked, so this is the smaller version. `--as-written` plays it whole.";
/// The same on a day that is not for the whole.
pub const NOBODY_WAS_ASKED_TODAY: &str = "Nobody was asked, so this is the smaller version.";

/// `--as-written` on a day that is not for it.
pub const NOT_AS_WRITTEN: &str = "`--as-written` waits until then.";

/// The last session was too much, or left the legs worse.
pub const LIGHTER_AFTER_LAST: &str = "Lighter today, after what you said the last time.";

/// Without a keyboard, after an emergency answer.
pub const LOOKED_AT_A_KEYBOARD: &str =
    "Has a doctor seen you since? Start at a keyboard then, and say so there.";

/// Without a keyboard, where somebody is to be asked first.
pub const ASKED_AT_A_KEYBOARD: &str =
    "Have you asked since? Start at a keyboard then, and say so there.";

/// `--in-bed` with a routine that cannot be done lying from its beginning to its end.
pub const NOT_ALL_LYING: &str = "Not all of this can be done lying, so it stays as it is.";
/// A session of which nothing is left.
pub const NOTHING_FOR_TODAY: &str = "Nothing of this routine is left for today.";

/// In `show`, above the signs at which a routine is not done.
pub const STOP_AND_ASK_FIRST: &str = "Stop, and ask first";
/// In `show`, above the steps by which each exercise grows.
pub const STEPS: &str = "How it grows, a step at a time";
/// In `show`, above the notes on each exercise.
pub const NOTES: &str = "To read";
/// In `show`, above the cautions of each exercise.
pub const WHAT_TO_MIND: &str = "What to mind";
/// In `show`, above what is done in the place of each exercise.
pub const INSTEAD: &str = "Done in its place, for a health answer";
/// In `show`, above the timeline.
pub const SECOND_BY_SECOND: &str = "Second by second";
/// In `show`, below the timeline.
pub const THE_END: &str = "The end.";
/// In `show`, above the sources of each exercise.
pub const WHERE_DOSES_COME_FROM: &str = "Where the doses come from";
/// In `show`, when a dose has no source.
pub const OWN_CHOICE: &str =
    "Own choice: cautious, and not from a source. No clinician has confirmed it.";
/// In `show`, when there is more than one exercise.
pub const OWN_ORDER: &str = "The order, and repetitions or rests other than those named here, are the routine's own choice.";

/// How often a routine is done, as a sentence: `Twice a day, on Monday and Thursday.`
pub fn frequency(frequency: &Frequency) -> Option<String> {
    in_numbers(frequency).map(|numbers| sentence(&capitalised(&numbers)))
}

/// The words of a file on how often, and what follows them: the same in numbers, where it has some.
pub fn and_in_numbers(how_often: &str, frequency: &Frequency) -> [String; 2] {
    let ended = sentence(how_often);
    match in_numbers(frequency) {
        None => [ended, String::new()],
        Some(numbers) if ended.strip_prefix(how_often) == Some(".") => {
            [how_often.to_owned(), format!(", {numbers}.")]
        }
        Some(numbers) => [ended, format!(" {}", sentence(&capitalised(&numbers)))],
    }
}

fn in_numbers(frequency: &Frequency) -> Option<String> {
    let times = frequency.times_a_day.map(|times| match times {
        1 => "once a day".into(),
        2 => "twice a day".into(),
        more => format!("{more} times a day"),
    });
    let days = frequency.days.as_ref().map(|days| match days {
        DaysOfTheWeek::AWeek(7) => "every day".into(),
        DaysOfTheWeek::AWeek(number) => format!("{} a week", Count(u64::from(*number), "day")),
        DaysOfTheWeek::On(days) => {
            let names: Vec<String> = days.iter().map(|day| capitalised(day.name())).collect();
            format!("on {}", all_of(&names))
        }
    });
    let parts: Vec<String> = times.into_iter().chain(days).collect();
    (!parts.is_empty()).then(|| commas(&parts))
}

/// One step of a ladder.
pub fn ladder_step(step: LadderStep) -> String {
    match step {
        LadderStep::Reps(reps) => Count(u64::from(reps), "repetition").to_string(),
        LadderStep::Sets(sets) => Count(u64::from(sets), "set").to_string(),
        LadderStep::Time(time) => InWords(time).to_string(),
    }
}
