//! What is said of a person's own files: written, changed, given away, taken in.

use std::time::Duration;

use jiff::civil::Date;

use crate::domain::gentler::{Dial, Gentler, OwnPart};
use crate::domain::profile::Flag;
use crate::domain::routine_diff::{Change, Dose};
use crate::domain::units::Clock;

use super::commands::line;
use super::groups::{group_change, own_of_group};
use super::lists::{Count, InWords};
use super::people::day;
use super::person::flag_in_words;
use super::plan::frequency;
use super::sentence;

/// A question that a letter and Enter answer.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The question.
    pub text: &'static str,
    /// The letters, and what each does.
    pub answers: &'static [(char, &'static str)],
    /// What Enter alone means: the answer that changes nothing.
    pub enter: char,
}

/// Before a file from somebody else is taken in.
pub const TAKE_IN: Question = Question {
    text: "Take it in?",
    answers: &[('y', "yes"), ('n', "no, change nothing (Enter)")],
    enter: 'n',
};

/// The same, where the person has made something gentler for themselves.
pub const TAKE_IN_BESIDE_YOUR_OWN: Question = Question {
    text: "Take it in?",
    answers: &[
        ('y', "yes, and what you made gentler stays so"),
        ('f', "yes, all as the file says"),
        ('n', "no, change nothing (Enter)"),
    ],
    enter: 'n',
};

/// After an editor was closed on a file with faults.
pub const FAULTY: Question = Question {
    text: "What now?",
    answers: &[
        ('b', "back to the editor"),
        ('k', "keep it as a draft; what you had stays in use (Enter)"),
        ('d', "drop what you wrote"),
    ],
    enter: 'k',
};

/// Before an own file is taken away.
pub const TAKE_AWAY: Question = Question {
    text: "Take it away?",
    answers: &[('y', "yes; a copy stays in the folder"), ('n', "no (Enter)")],
    enter: 'n',
};

/// A new file.
pub fn made(name: &str, path: &str) -> String {
    format!(
        "{path}\nThis is a file of yours now. It can be done as it is:\n  \
         stenosis-routine start {name}\nTo change it:  stenosis-routine edit {name}"
    )
}

/// There is no editor, or nobody to use one.
pub fn edit_it_yourself(name: &str, path: &str) -> String {
    format!(
        "{path}\nOpen this file with any text editor, change it, and save it. Then:\n  \
         stenosis-routine check {name}\nVISUAL or EDITOR can name your editor; then `edit` opens it."
    )
}
/// The editor could not be used.
pub fn no_editor(why: &str) -> String {
    format!("Your editor did not do its work ({why}).")
}
/// A draft from an earlier time is opened.
pub const DRAFT_OPENED: &str = "This is your draft from last time.";
/// The editor was back before anybody can have read the file.
pub const EDITOR_CAME_BACK_AT_ONCE: &str = "\
Nothing was changed: your editor came back at once. Where its window is still
open, save there, and close it. Some editors wait with --wait:
  EDITOR=\"code --wait\"";
/// Nothing was changed in the editor.
pub const UNCHANGED: &str = "Nothing was changed.";
/// What was written is dropped.
pub const DROPPED: &str = "Dropped. What you had is still there.";
/// What was written is kept, but is not in use.
pub fn draft_kept(name: &str, path: &str) -> String {
    format!("Kept as a draft: {path}\nTo go on with it:  stenosis-routine edit {name}")
}
/// What was written is in use.
pub fn in_use(name: &str, path: &str) -> String {
    format!("In order, and in use: {path}\nBegin with:  stenosis-routine start {name}")
}
/// The version before is kept.
pub fn before_kept(path: &str) -> String {
    format!("The version before is kept: {path}")
}

/// A file that was written for somebody else: how it gets there, and what there is without the program.
pub fn shared(path: &str, name: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let page = format!("{}.html", file.trim_end_matches(".toml"));
    let (add, handout) = (line(&["add", file]), line(&["handout", name, "-o", &page]));
    format!(
        "{path}\nSend this file as it is: beside a mail, not in it, or on a stick.\n\
         Who gets it types:  {add}\n\
         For paper, or for who has only a phone:  {handout}"
    )
}
/// Before a file that `share` wrote earlier is written anew.
pub const WRITE_OVER: Question = Question {
    text: "A file of this name is there, with another content. Write over it?",
    answers: &[('y', "yes"), ('n', "no, change nothing (Enter)")],
    enter: 'n',
};
/// The answer was no.
pub const NOT_WRITTEN: &str = "Nothing was changed. Another name can stand behind -o.";
/// In a shared file, above the first exercise that it brings along.
pub const ABOVE_THE_LIBRARY: &str = "\
# What the exercises above are. To change a dose, write it above, below its `use`.

";
/// Nobody is named in a shared file.
pub const NOBODY_NAMED: &str = "It does not say from whom it is. To say it:  --by \"YOUR NAME\"";
/// How much of a file is still what was shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intact {
    /// Every byte.
    Whole,
    /// What is done and said; not the comments, the layout or the figures.
    Content,
    /// Less than that.
    No,
}

/// Who shared a file, when, and whether it is still that. Of a file in doubt it is what it says of itself:
/// who forges a name makes the rest fit.
pub fn from_whom(by: Option<&str>, on: Option<Date>, intact: Intact, is_in_doubt: bool) -> String {
    let by = match (by, is_in_doubt) {
        (Some(by), false) => format!("Shared by {by}"),
        (None, false) => "Shared".into(),
        (Some(by), true) => format!("It says that {by} shared it"),
        (None, true) => "It says that it was shared".into(),
    };
    let on = on.map_or(String::new(), |on| format!(" on {}", day(on)));
    let intact = match intact {
        Intact::Whole | Intact::Content if is_in_doubt => "",
        Intact::Whole => " The content is what was shared.",
        Intact::Content => {
            " Doses and words are what was shared;\ncomments, layout or figures were changed after that."
        }
        Intact::No => {
            "\nTHE CONTENT IS NOT WHAT WAS SHARED: it was changed after that. \
             Ask them before you use it."
        }
    };
    format!("{by}{on}.{intact}")
}
/// A file without a word of who shared it.
pub fn by_its_author(author: Option<&str>) -> String {
    match author {
        Some(author) => format!("It was not written by `share`. It says: by {}", sentence(author)),
        None => "It does not say from whom it is.".into(),
    }
}
/// How many exercises, how long, where.
pub fn size(exercises: usize, total: Duration, positions: &str) -> String {
    format!("{}, {}, {positions}.", Count(exercises as u64, "exercise"), Clock(total))
}
/// A name that is new here.
pub fn new_here(name: &str) -> String {
    format!("It is new here, and will be called {name}.")
}
/// What follows is what differs from the own one.
pub fn beside_yours(name: &str) -> String {
    format!("You have {name}. With this file it changes so:")
}
/// The same, from the built-in one.
pub fn beside_the_built_in(name: &str) -> String {
    format!("It takes the place of the built-in {name}, which changes so:")
}
/// The own one cannot be compared.
pub fn beside_a_faulty_one(name: &str) -> String {
    format!("You have {name}, but it has faults. This file takes its place.")
}
/// It means the same as the one that is there.
pub const THE_SAME: &str = "  Nothing that is done or said.";
/// What follows stays as the person has it.
pub const YOURS_STAYS: &str = "You had made this gentler. It stays so, unless you say otherwise:";
/// Above the file that remembers it.
pub const ABOVE_YOUR_OWN: &str =
    "# What you made gentler in this routine. `add` keeps it so in every new version.\n\n";
/// How long it takes with what stays gentler.
pub fn takes(total: Duration) -> String {
    format!("So it takes {}.", Clock(total))
}
/// What the person made gentler does not fit.
pub const YOURS_DOES_NOT_FIT: &str =
    "What you had made gentler does not fit into this version, and cannot stay by itself:";
/// The file that is there is the same, to the byte.
pub fn have_it(name: &str) -> String {
    format!("You have exactly this already. Begin with:  stenosis-routine start {name}")
}
/// Taken in.
pub fn taken_in(name: &str) -> String {
    format!("Taken in. Begin with:  stenosis-routine start {name}")
}
/// An exercise was taken in.
pub fn exercise_taken_in(name: &str) -> String {
    format!("Taken in. Routines can use it:  use = \"{name}\"")
}
/// The same, where there is a built-in exercise of that name.
pub fn built_in_ones_keep_theirs(name: &str) -> String {
    format!("Built-in routines go on with the built-in {name}.")
}
/// The answer was no.
pub const NOT_TAKEN: &str = "Nothing was changed.";

/// Taken away.
pub fn taken_away(path: &str) -> String {
    format!("Taken away. A copy is kept: {path}")
}
/// The built-in one of the same name is in use again.
pub fn built_in_again(name: &str) -> String {
    format!("The built-in {name} is used again.")
}
/// A list of own files without one.
pub const NONE_OF_YOUR_OWN: &str =
    "There is none of your own yet. To write one:  stenosis-routine new NAME";

/// Why a file among a person's own is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotUsed {
    /// It does not end in `.toml`.
    Ending,
    /// Its name is no text.
    NotUnicode,
    /// No letter of it is left in a name.
    NoName,
    /// Another one goes by the name that it would have.
    Taken(String),
    /// It lies beside the folders for routines and exercises.
    Outside,
}

/// A file is used under a name that was made of its own.
pub fn used_as(file: &str, name: &str) -> String {
    format!("The file {file} is used as {name}.")
}
/// A file is not used.
pub fn not_used(file: &str, why: &NotUsed) -> String {
    let why = match why {
        NotUsed::Ending => "its name does not end in .toml".into(),
        NotUsed::NotUnicode => "its name is not in UTF-8. Give it one of letters and digits".into(),
        NotUsed::NoName => "there is no letter or digit in its name. Give it another one".into(),
        NotUsed::Taken(name) => format!("there is another {name}. Give it another name"),
        NotUsed::Outside => "it lies outside. Put it into the folder routines or exercises".into(),
    };
    format!("The file {file} is not used: {why}.")
}

/// One difference, as a line.
pub fn change(change: &Change) -> String {
    match change {
        Change::Title { was } => format!("Its title; it was {}", sentence(was)),
        Change::MaxPain { now, was } => format!("Pain up to {now} of 10, was {was}."),
        Change::Added { title, reps } => {
            format!("{title}: new, {}.", Count(u64::from(*reps), "repetition"))
        }
        Change::Removed { title } => format!("{title}: no longer part of it."),
        Change::Dose { title, easier, now, was } => {
            let version = if *easier { ", the easier version" } else { "" };
            format!("{title}{version}: {}, was {}.", dose(*now), short(*was))
        }
        Change::Instead { title, flag, now: Some(now) } => {
            format!("{title}: {now} in its place ({}).", flag_in_words(*flag))
        }
        Change::Instead { title, flag, now: None } => {
            format!("{title}: nothing in its place any more ({}).", flag_in_words(*flag))
        }
        Change::Details { title } => format!("{title}: other words or movements."),
        Change::Note { title } => format!("{title}: another note."),
        Change::Steps { title } => format!("{title}: other steps by which it grows."),
        Change::UpTo { title, now: true } => format!("{title}: up to that many, no longer all."),
        Change::UpTo { title, now: false } => {
            format!("{title}: all of them, no longer up to that many.")
        }
        Change::Frequency { now, was } => match (frequency(now), frequency(was)) {
            (Some(now), Some(was)) => format!("{now} Before: {was}"),
            (Some(now), None) => now,
            (None, _) => "It does not say any more how many times, or on which days.".into(),
        },
        Change::Group { title, what } => group_change(title, what),
        Change::Sound => "The tones that it asks for, or the voice.".into(),
        Change::Order => "The exercises come in another order.".into(),
        Change::About => "What it says of itself, or its guidance.".into(),
    }
}

/// Something gentler of the person's own, as a line.
pub fn gentler(one: &Gentler) -> String {
    let flag = |name: &str| Flag::named(name).map_or("", flag_in_words);
    let version = if one.easier { ", the easier version" } else { "" };
    let said = match &one.part {
        OwnPart::Amount { own, of } => match (turned(*own, of, one.phase), file(one.file, of)) {
            (own, Some(file)) => format!("{own}; the file says {file}."),
            (own, None) => format!("{own}; the file names no end."),
        },
        OwnPart::HideIf(name) => format!("left out for an answer ({}).", flag(name)),
        OwnPart::WarnIf(name) => format!("care for an answer ({}).", flag(name)),
        OwnPart::LeftOut => "left out.".into(),
        OwnPart::MaxPain(pain) => {
            return format!("Pain up to {pain} of 10; the file says {}.", one.file);
        }
        OwnPart::StopIf(line) => return format!("What ends a session: {}", sentence(line)),
        OwnPart::Group(group) => own_of_group(group, one.file),
    };
    format!("{}{version}: {said}", one.title)
}

/// An amount of a person's own in words.
fn turned(own: u64, of: &Dial, phase: Option<usize>) -> String {
    let length = InWords(Duration::from_millis(own));
    match of {
        Dial::Reps => Count(own, "repetition").to_string(),
        Dial::Sets => Count(own, "set").to_string(),
        Dial::Most => format!("it grows to {}", Count(own, "repetition")),
        Dial::MostSets => format!("it grows to {}", Count(own, "set")),
        Dial::LongestWalk => format!("it grows to {length}"),
        Dial::Phase(_) => format!("{length} in phase {}", phase.unwrap_or(0) + 1),
        Dial::Rest => format!("rest of {length}"),
        Dial::BetweenSets => format!("rest between sets of {length}"),
        Dial::Setup => format!("{length} to get ready"),
        Dial::ChangeOver => format!("{length} to change sides"),
    }
}

/// The amount of a file alone; nothing where it names none.
fn file(amount: u64, of: &Dial) -> Option<String> {
    Some(match of {
        Dial::Reps | Dial::Sets | Dial::Most if amount == u64::MAX => return None,
        Dial::Reps | Dial::Sets | Dial::Most | Dial::MostSets => amount.to_string(),
        _ => InWords(Duration::from_millis(amount)).to_string(),
    })
}

fn dose(dose: Dose) -> String {
    match dose {
        Dose::Reps(count) => Count(u64::from(count), "repetition").to_string(),
        Dose::Sets(count) => Count(u64::from(count), "set").to_string(),
        Dose::Repetition(length) => format!("a repetition of {}", InWords(length)),
        Dose::Rest(length) => format!("rest of {}", InWords(length)),
        Dose::BetweenSets(length) => format!("rest between sets of {}", InWords(length)),
        Dose::Setup(length) => format!("{} to get ready", InWords(length)),
    }
}

/// The number alone.
fn short(dose: Dose) -> String {
    match dose {
        Dose::Reps(count) | Dose::Sets(count) => count.to_string(),
        Dose::Repetition(length)
        | Dose::Rest(length)
        | Dose::BetweenSets(length)
        | Dose::Setup(length) => InWords(length).to_string(),
    }
}
