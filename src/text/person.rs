//! What is different today, for this person, and why.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::Date;

use crate::domain::pain_rules::{LighterFor, Response, Row};
use crate::domain::plan::{EasierFor, InPlaceOf, Item, LeftOut, Plan};
use crate::domain::profile::Flag;
use crate::domain::units::Clock;
use crate::limits::{More, Pace};

use super::groups::option_left_out;
use super::lists::Count;
use super::whole_seconds;

/// Why an exercise is not part of today.
pub fn left_out(title: &str, why: LeftOut) -> Option<String> {
    let because = match why {
        // What is done only where it was asked for is told of its group.
        LeftOut::BeforeTheStart | LeftOut::Optional => return None,
        LeftOut::CautionNotAccepted => {
            "it bends the upper back backwards, which needs your consent"
        }
        LeftOut::NotCleared => {
            "it bends the low back backwards, which needs a clinician's clearance"
        }
        LeftOut::Flag(flag) => flag_in_words(flag),
        LeftOut::Sore => "not on a sore day",
        LeftOut::Legs => "only breathing today",
        LeftOut::LegStop => "it ended with leg symptoms today",
        LeftOut::NoNumber => "no number for pain today",
        LeftOut::Dizzy => "not on the feet after dizziness",
    };
    Some(format!("Left out for you: {title} ({because})."))
}

/// Everything of a plan that is not part of today, and why, each once.
pub fn all_left_out(plan: &Plan) -> Vec<String> {
    let items = plan.items().iter().filter_map(|item| Some((item, item.left_out()?)));
    // By the name that its file has for it.
    let title = |item: &Item| match item.in_place_of() {
        Some(of) => of.title.clone(),
        None => plan.routine().exercise(item.exercise()).full.title.clone(),
    };
    let mut lines: Vec<String> = Vec::new();
    for line in items.filter_map(|(item, why)| left_out(&title(item), why)) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.extend(options_left_out(plan));
    lines
}

/// The groups that nobody asked for, and how to ask.
fn options_left_out(plan: &Plan) -> impl Iterator<Item = String> {
    let left = plan.items().iter().filter(|item| item.left_out() == Some(LeftOut::Optional));
    let groups = left.filter_map(|item| plan.routine().group_of(item.exercise()));
    let names: BTreeSet<(&str, &str)> =
        groups.map(|group| (group.called(), group.name.as_str())).collect();
    let lines = names.into_iter().map(|(title, name)| option_left_out(title, name));
    lines.collect::<Vec<_>>().into_iter()
}

/// What a flag means, as a person would say it.
pub const fn flag_in_words(flag: Flag) -> &'static str {
    match flag {
        Flag::ExtSensitive => "leaning back brings on leg symptoms",
        Flag::Spondylolisthesis => "a slipped vertebra",
        Flag::Osteoporosis => "osteoporosis, thin bones",
        Flag::RecentFracture => "a fracture lately, or of a vertebra",
        Flag::RecentSurgery => "back, hip, knee or belly operation within 12 weeks",
        Flag::HipReplacement => "a hip replacement, with limits on bending",
        Flag::Knee => "knee trouble",
        Flag::FloorDifficulty => "getting down to the floor, or up, is hard",
        Flag::FallsRisk => "falls, or fear of falling",
        Flag::HighBpHeart => "high blood pressure or heart trouble",
        Flag::Glaucoma => "glaucoma",
        Flag::Vertigo => "vertigo",
        Flag::Pregnancy16w => "pregnant, 16 weeks or more",
        Flag::Breathing => "a breathing plan from a lung or heart team",
        Flag::HerniaPelvic => "a hernia, or a weak pelvic floor",
        Flag::DrowsyMeds => "medicines that make you dizzy or drowsy",
        Flag::WristShoulder => "wrist or shoulder trouble",
        Flag::Neck => "neck trouble",
    }
}

/// Exercises that are done in their easier version from the start, and why, once.
pub fn smaller(titles: &[&str], why: &[EasierFor]) -> Option<String> {
    let because = easier_for(why).map_or(String::new(), |why| format!(" ({why})"));
    match titles {
        [] => None,
        [one] => Some(format!("Smaller today: {one}, in its easier version{because}.")),
        [one, two] => {
            Some(format!("Smaller today: {one} and {two}, in their easier versions{because}."))
        }
        more => {
            let count = more.len();
            Some(format!("Smaller today: {count} exercises, in their easier versions{because}."))
        }
    }
}

/// What is smaller until it was asked about something: in few words, on a first run.
pub const SMALL_UNTIL_ASKED: &str = "Small version today.";

/// An exercise that is done in the place of another, and why.
pub fn in_place_of(title: &str, of: &InPlaceOf) -> String {
    format!("{title}, in place of {} ({}).", of.title, reason(of.why))
}

/// What would be done in the place of an exercise, and for which answer.
pub fn instead(title: &str, flag: Flag) -> String {
    format!("{title} ({})", flag_in_words(flag))
}

/// Why something is smaller, as a person would say it.
pub fn reason(why: EasierFor) -> String {
    match why {
        EasierFor::Flag(flag) => flag_in_words(flag).to_owned(),
        EasierFor::Unsure(flag) => format!("not sure: {}", flag_in_words(flag)),
        EasierFor::NotAsked(flag) => format!("not asked yet: {}", flag_in_words(flag)),
        EasierFor::Legs => "it ended with leg symptoms".to_owned(),
    }
}

/// Why something is done in its easier version; more than two reasons are your answers.
fn easier_for(why: &[EasierFor]) -> Option<String> {
    match why {
        [] => None,
        [_] | [_, _] => Some(why.iter().copied().map(reason).collect::<Vec<_>>().join("; ")),
        _ => Some("your health answers".into()),
    }
}

/// For whom standing is not safe alone (section 3.1 C: falls, drowsy medicines).
pub const SOMEBODY_NEAR: &str = "For the parts on your feet, have somebody near you.";

/// An exercise that ended with leg symptoms three times (P-08).
pub fn ask_about(title: &str) -> String {
    format!(
        "{title} has ended with leg symptoms three times or more: ask your physiotherapist about it."
    )
}

/// The plan is lighter than its file; "lighter", never "half": rests stay whole.
pub fn lighter(because: Option<LighterFor>, total: Duration) -> String {
    let why = match because {
        None => "Today is lighter".to_owned(),
        Some(LighterFor::Pain(pain)) => format!("Pain {pain}: today is lighter"),
        Some(LighterFor::NoNumber) => "No number: today is lighter".into(),
        Some(LighterFor::LastTime) => "Last time was too much: today is lighter".into(),
        Some(LighterFor::SomethingNew) => "Something is new: today is lighter".into(),
    };
    format!("{why}. Fewer repetitions, {}.", Clock(total))
}

/// What an answer changes, in one sentence.
pub const fn response(response: Response) -> &'static str {
    match response {
        Response::WithoutStrength => "No number: without strength today.",
        Response::EasesSoon => {
            "It should ease within 45 minutes. If not, next time is lighter; it asks you."
        }
        Response::NextIsLighter => "Next time is lighter.",
        Response::NextIsLighterAsk => "Next time is lighter. Ask your clinician about this.",
        Response::AskAboutThis => "Ask your clinician about this.",
        Response::OffTheFeet => "No standing exercises for the rest of today.",
    }
}

/// What follows from what was noticed.
pub fn adapted(row: Row, left: Duration) -> Option<String> {
    let left = whole_seconds(left);
    match row {
        Row::AmberLow => {
            Some(format!("Good to know. Smaller from the next repetition. {left} left."))
        }
        // It can be more than before, and is no more to do.
        Row::AmberHigh => Some(format!(
            "We leave the rest of this one out. A minute of ease, then only breathing and small \
             movement. {left} left, with that minute."
        )),
        Row::Dizzy => Some(format!("{} {left} left.", response(Response::OffTheFeet))),
        Row::Retreat => Some("Good to know: this one eases. Go on as you are.".into()),
        _ => None,
    }
}

/// Above the list of health answers.
pub const PROFILE: &str = "Health answers. They make sessions smaller, and stay on this computer.";
/// Below it.
pub const HOW_TO_SET: &str = "Change one:  stenosis-routine profile set knee yes\n\
                              Forget all:  stenosis-routine profile forget";
/// A clinician has cleared bending the low back backwards, as a file asks for it.
pub fn cleared(file: &str, on: Date) -> String {
    format!("  A clinician has cleared {file}, which bends the low back backwards. Told on {on}.")
}

/// A routine once more on the same day (LIM-20); `times` is how often it was done already.
pub fn once_more(times: usize) -> Option<String> {
    match times {
        0 | 1 => None,
        2 => Some("This is the third time today; twice is plenty.".into()),
        more => {
            Some(format!("Done {more} times today. Kinder now:  stenosis-routine start gentle-day"))
        }
    }
}

/// More repetitions of an exercise than when the routine was last done (LIM-35).
pub fn more_than_before(title: &str, more: &More) -> Option<String> {
    let More { now, was, pace, .. } = more;
    let today = match pace {
        Pace::Fine => return None,
        Pace::Soon => "A few days lie between two steps.".to_owned(),
        Pace::Fast => "One or two more at a time are plenty.".to_owned(),
        Pace::AtMost(reps) => format!("{reps} for now."),
    };
    Some(format!("{title}: {}, {was} before. {today}", Count((*now).into(), "repetition")))
}

/// Some days were missed, and what had grown last is a step smaller for a day (section 3.3).
pub fn a_step_back(title: &str) -> String {
    format!("{title}: a step back today, after some days without it.")
}

/// Two numbers of a routine have grown (LIM-36).
pub const TWO_THINGS: &str = "Two things have grown at once: if it hurts, nobody knows which.";
/// Strength exercises yesterday and today (LIM-22).
pub const STRENGTH_YESTERDAY: &str = "Strength was yesterday: muscles need the day between.";
/// Strength exercises on a fourth day of the week (LIM-22).
pub const STRENGTH_OFTEN: &str =
    "More than three days of strength in a week; two or three are plenty.";
/// Before noon, where the back rounds much (LIM-43).
pub const JUST_UP: &str = "Just up? In the first hour less bending is kinder to the back.";

/// Much paced breathing in the first week (LIM-14).
pub fn much_paced(paced: Duration) -> String {
    let minutes = paced.as_secs().div_ceil(60);
    format!("{minutes} minutes of paced breathing; in the first week three are plenty.")
}

/// All sessions of a day together (LIM-19).
pub fn much_today(together: Duration) -> String {
    format!("With this it is {} minutes today; 30 are plenty.", together.as_secs().div_ceil(60))
}
