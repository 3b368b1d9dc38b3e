//! What is said of groups of exercises: their rounds, and whether they are optional.

use std::time::Duration;

use crate::domain::gentler::{GroupDial, OwnOfGroup};
use crate::domain::plan::Round;
use crate::domain::routine::ExerciseGroup;
use crate::domain::routine_diff::GroupChange;

use super::commands::quoted;
use super::lists::{Count, InWords, all_of, commas};
use super::sentence;

/// In `show`, above what belongs together.
pub const GROUPS: &str = "What belongs together";
/// A group: which exercises, how many rounds, and how to ask for it where it is optional.
pub fn group(group: &ExerciseGroup) -> String {
    let asked = group.optional.then(|| format!("optional, with  --with {}", quoted(&group.name)));
    described(group, "", asked)
}

/// The same on paper, where nobody types anything. What was asked for is part of it as any other.
pub fn group_on_paper(group: &ExerciseGroup, is_asked_for: bool) -> String {
    let optional = (group.optional && !is_asked_for).then(|| "optional".to_owned());
    // There nothing leads from one to the next.
    let how = if group.rounds > 1 { " one after the other" } else { "" };
    sentence(&described(group, how, optional))
}

fn described(group: &ExerciseGroup, how: &str, optional: Option<String>) -> String {
    let ExerciseGroup { rounds, rest_between_rounds, members, .. } = group;
    let exercises = match members.len() {
        1 => format!("exercise {}", members.end),
        _ => format!("exercises {} to {}{how}", members.start + 1, members.end),
    };
    let rounds = (*rounds > 1).then(|| {
        let rest = InWords(*rest_between_rounds);
        format!("{} with {rest} of rest between them", Count(u64::from(*rounds), "round"))
    });
    let all: Vec<String> = [exercises].into_iter().chain(rounds).chain(optional).collect();
    format!("{}: {}", group.called(), commas(&all))
}

/// What follows a rest between two rounds.
pub fn next_round(Round { nth, of }: Round) -> String {
    format!("Then round {nth} of {of}.")
}

/// A group that nobody asked for.
pub fn optional_left_out(title: &str) -> String {
    format!("Left out, because it is optional: {title}.")
}

/// The same, and how to ask.
pub fn option_left_out(title: &str, name: &str) -> String {
    format!("{} To do it too:  --with {}", optional_left_out(title), quoted(name))
}

/// What is another one in a group than it was.
pub fn group_change(title: &str, what: &GroupChange) -> String {
    let rounds = |rounds: u32| Count(u64::from(rounds), "round");
    match what {
        GroupChange::Rounds { now, was } => format!("{title}: {}, was {was}.", rounds(*now)),
        GroupChange::Rest { now, was } => {
            let (now, was) = (InWords(*now), InWords(*was));
            format!("{title}: {now} of rest between rounds, was {was}.")
        }
        GroupChange::Optional { now: true } => {
            format!("{title}: optional now, done only where you ask for it.")
        }
        GroupChange::Optional { now: false } => format!("{title}: always part of it now."),
        GroupChange::Title => format!("{title}: the group has another title."),
        GroupChange::Members => format!("{title}: other exercises belong to it."),
        GroupChange::New { rounds: 1, members } => {
            format!("{title}: {} belong together now.", all_of(members))
        }
        GroupChange::New { rounds: now, members } => {
            format!("{title}: {}, {} of them.", all_of(members), rounds(*now))
        }
        GroupChange::Gone => format!("{title}: its exercises are done once each, on their own."),
    }
}

/// Something of a group that a person has made gentler; `file` is what the file says.
pub fn own_of_group(group: &OwnOfGroup, file: u64) -> String {
    let length = |millis| InWords(Duration::from_millis(millis));
    match group.of {
        GroupDial::Rounds => format!("{}; the file says {file}.", Count(group.own, "round")),
        GroupDial::Rest => {
            let (own, file) = (length(group.own), length(file));
            format!("{own} of rest between rounds; the file says {file}.")
        }
        GroupDial::Optional => "only where you ask for it.".into(),
    }
}
