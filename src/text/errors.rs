//! What is said when something cannot be done: the sentence, and apart from it what to do about it.

use crate::text::commands::line;
use crate::text::lists::{Count, commas, one_of};

/// The output is gone, or its disk is full.
pub fn output(why: &str) -> String {
    format!("The output could not be written: {why}.")
}

/// There is no place for files of a person's own.
pub const NO_FOLDER: &str = "There is no home folder, so nothing can be kept.";
/// There is no place for a journal.
pub const NO_JOURNAL_FOLDER: &str = "There is no home folder to keep a journal in.";
/// What to do where there is no home folder.
pub const NAME_A_FOLDER: &str = "STENOSIS_ROUTINE_HOME can name a folder.";
/// The same, of a journal.
pub const NAME_ANOTHER_FOLDER: &str = "STENOSIS_ROUTINE_HOME can name another folder.";

/// The folder that was named for everything depends on where one stands.
pub fn home_not_whole(path: &str) -> String {
    format!("STENOSIS_ROUTINE_HOME names {path}, which is another folder in every place.")
}
/// What to do about it.
pub const NAME_A_WHOLE_PATH: &str = "Give it the whole path, or one that begins with ~/.";

/// A file that was to be written is a link.
pub fn is_a_link(path: &str) -> String {
    format!("{path} is a link to another place.")
}
/// What to do about it.
pub const TAKE_THE_LINK_AWAY: &str = "Take the link away first. Nothing was changed.";

/// Why a file is not forgotten, and what to do about it.
pub const ANOTHER_NAME: &str = "it has a second name on this disk (a hard link), where its words \
     would stay; take that name away first";
/// The same, of a file.
pub fn has_other_names(path: &str) -> String {
    format!("{path} is not forgotten: {ANOTHER_NAME}.")
}

/// Somebody else wrote the file between a question and its answer.
pub fn changed_meanwhile(path: &str) -> String {
    format!("{path} was changed in the meantime.")
}
/// What to do about it.
pub const DO_IT_AGAIN: &str = "Nothing was changed. Please do it again.";

/// The system refused.
pub fn cannot_write(path: &str, why: &str) -> String {
    format!("{path} cannot be written: {why}.")
}
/// All is as it was.
pub const NOTHING_CHANGED: &str = "Nothing was changed.";

/// A file that the program keeps for a person is there and cannot be read, so it was not written over.
pub fn not_written_over(path: &str, why: &str) -> String {
    format!("{path} cannot be read ({why}). It was not written over.")
}
/// What to do about it.
pub const MEND_IT: &str = "Mend it or take it away. Then do it again.";
/// Where in a file, and what its reader says.
pub fn in_line(line: usize, why: &str) -> String {
    format!("line {line}: {}", why.replace('\n', ", "))
}
/// What was told cannot be kept.
pub fn not_kept(why: &str) -> String {
    format!("Not kept: {why}.")
}
/// What follows from it.
pub const ASKED_AGAIN: &str = "Sessions ask again.";

/// A folder where a file is needed, and what to do about it.
pub const FOLDER: (&str, &str) = ("this is a folder", "name a file in it, ending in .toml");
/// A device, a pipe or the like.
pub const NOT_ORDINARY: (&str, &str) =
    ("this is not an ordinary file", "copy it into a file first");
/// Nothing is there.
pub const MISSING: (&str, &str) = ("there is no such file", "look at the name and the folder");
/// The system says who may read it, and it is somebody else.
pub const MAY_NOT_READ: (&str, &str) =
    ("this file may not be read", "ask its owner, or copy it to your own folder");
/// Anything else that the system says.
pub fn cannot_read(why: &str) -> String {
    format!("this file cannot be read: {why}")
}
/// What to do about it.
pub const TRY_AGAIN: &str = "try again, or copy it first";
/// The journal is a device, a pipe or the like.
pub const JOURNAL_NOT_ORDINARY: &str = "it is not an ordinary file";

/// An editor that could not be started, or did not end well.
pub fn editor(program: &str, why: &str) -> String {
    format!("{program}: {why}")
}

/// A name that no routine has.
pub fn no_routine(name: &str) -> String {
    format!("There is no routine {name}.")
}
/// A name that is nearly that.
pub fn did_you_mean(near: &str) -> String {
    format!("Did you mean {near}?")
}
/// Names that have the word in them, a few of them.
pub fn names_with_it(names: &[String]) -> String {
    format!("Names with that in them: {}.", commas(names))
}
/// No file is there.
pub fn no_file(name: &str) -> String {
    format!("There is no file {name}.")
}
/// What to do about it.
pub const LOOK_AT_THE_NAME: &str = "Look at the name and the folder.";
/// The same, of a file that was sent.
pub const NAME_THE_SENT_FILE: &str = "Name the file that was sent, with its folder, such as:\n\
                                      stenosis-routine add Downloads/anna.toml";
/// A file was asked for, and its name is that of a routine that is there.
pub fn is_here_already(name: &str) -> String {
    format!("The routine {name} is here already.")
}

/// What is wrong with a typed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A word that no command has, and the words that there are behind these commands.
    Command(String, Vec<String>),
    /// An option that there is not.
    Option(String),
    /// A word for which there is no place.
    TooMuch(String),
    /// A word too many where one name belongs.
    OneName(String),
    /// A path that falls apart at its blanks.
    Blanks,
    /// An option that stands alone.
    Alone(String),
    /// A value is missing, of what option, if any, and what it is called in the pages of help.
    Missing(String, String),
    /// A value that does not fit: which, of what option, if any, and what it is called.
    Value(String, String, String),
    /// Two options that do not go together.
    Together(String, String),
    /// A name in other bytes than text has here.
    NotUtf8,
    /// Anything else.
    Otherwise,
}

/// What is wrong with a line that begins with these commands.
pub fn wrong(way: &str, wrong: &Wrong) -> String {
    let behind = |what: &str| match way {
        "" => format!("{what}."),
        _ => format!("{what} behind `{way}`."),
    };
    match wrong {
        Wrong::Command(word, _) if way.is_empty() => no_command(word),
        Wrong::Command(_, names) => format!("Behind `{way}` comes {}.", one_of(names)),
        Wrong::Option(option) => behind(&format!("There is no option {option}")),
        Wrong::TooMuch(word) => behind(&format!("{word} is a word too many")),
        Wrong::OneName(word) => {
            format!("`{way}` takes one name, without blanks: {word} is too many.")
        }
        Wrong::Blanks => "A path with blanks needs quotation marks.".to_owned(),
        Wrong::Alone(option) => format!("{option} stands alone, with nothing behind it."),
        Wrong::Missing(option, value) => {
            let missing = match option.as_str() {
                "" => behind("Something is missing"),
                _ => format!("Something is missing behind {option}."),
            };
            missing + &belongs_there(value)
        }
        Wrong::Value(typed, option, value) => {
            let place = if option.is_empty() { "there" } else { option };
            format!("{typed} does not fit {place}.{}", belongs_there(value))
        }
        Wrong::Together(one, other) => format!("{one} and {other} do not go together."),
        Wrong::NotUtf8 => behind("A name that is not UTF-8 cannot be read"),
        Wrong::Otherwise => behind("This cannot be read"),
    }
}

/// What belongs in a place, on a line of its own, by what the pages of help call it.
fn belongs_there(value: &str) -> String {
    let known = VALUES.iter().find(|(name, _)| *name == value);
    known.map_or(String::new(), |(_, what)| format!("\nWhat belongs there: {what}."))
}

/// What values are, by what the pages of help call them.
pub const VALUES: &[(&str, &str)] = &[
    ("NAME", "one name, such as seated-cat-cow"),
    ("ROUTINE", "the name of a routine"),
    ("FILE", "a file, with its folder"),
    ("THEME", "a theme of tones, such as bowl"),
    ("SOUND", "a file that ends in .wav or .flac"),
    ("DIR", "a folder"),
    ("N", "a number, from 1 on"),
    ("STEP", "a number from 0 to 10"),
    ("MINUTES", "a number of minutes"),
    ("ANSWER", "a health answer, such as knee"),
    ("TOLD", "yes, no or not-sure"),
    ("SHELL", "bash, zsh, fish or powershell"),
    ("ENTRY", "the number of an entry, or --all"),
    ("WORDS", "a few words"),
    ("WHO", "a person's name"),
    ("COMMAND", "a command"),
];

/// A note as somebody might write it into the journal.
pub const A_NOTE: &str = "a good day";
/// Words for what is done with a key.
pub const A_SESSION_HAS_KEYS: &str = "That is a key of a session:\n\
                                      q finishes, the space bar pauses, ? shows all.";
/// The line that was probably meant.
pub fn type_this(line: &str) -> String {
    format!("Type:  {line}")
}
/// A line like the one that was probably meant.
pub fn such_as(line: &str) -> String {
    format!("Such as:  {line}")
}
/// Where a command is explained.
pub fn help_explains(way: &str) -> String {
    match way {
        "" => "`stenosis-routine help` shows what can be typed.".to_owned(),
        _ => format!("`stenosis-routine help {way}` shows what can be typed."),
    }
}
/// Where the names of routines stand.
pub const LIST_SHOWS_NAMES: &str = "`stenosis-routine list` shows the names.";
/// A name that no command has.
pub fn no_command(name: &str) -> String {
    format!("There is no command {name}.")
}
/// Where the names of commands stand.
pub const HELP_SHOWS_COMMANDS: &str = "`stenosis-routine help --all` shows them.";
/// A group that is not there, or not optional.
pub fn no_option(name: &str, title: &str) -> String {
    format!("{title} has no optional group {name}.")
}
/// What is said where nothing of a routine is optional.
pub const NO_OPTIONAL_GROUP: &str = "All of it is done without --with.";
/// The number of an exercise that the routine does not have.
pub fn no_exercise(title: &str, count: usize, number: usize) -> String {
    format!("{title} has {}; there is no exercise {number}.", Count(count as u64, "exercise"))
}

/// What was typed has no letter in it, or is a path.
pub fn not_a_file_name(called: &str) -> String {
    format!("{called} cannot be a name.")
}
/// What to do about it.
pub const WRITE_A_NAME: &str = "Write a name of letters, not a path, such as: morning-gentle";
/// The name of what a session begins with after a stop, or puts in to relieve.
pub fn taken_name(name: &str) -> String {
    format!("The name {name} is taken: where a session needs it, it is always the built-in one.")
}
/// What to do about it.
pub fn under_another(file: &str) -> String {
    format!("Give this one another:  stenosis-routine add {file} --as NAME")
}
/// Nothing in it bends the low back backwards.
pub fn nothing_to_clear(name: &str) -> String {
    format!("Nothing in {name} bends the low back backwards, so nothing was changed.")
}
/// A name that an own file has already.
pub fn there_already(name: &str) -> String {
    format!("You have {name} already. Nothing was changed.")
}
/// What to do about it.
pub fn to_change_it(name: &str) -> String {
    format!("To change it:  stenosis-routine edit {name}")
}
/// There is no such own file.
pub fn not_yours(name: &str) -> String {
    format!("You have no file called {name}.")
}
/// Where the names of own files stand.
pub const LIST_SHOWS_YOURS: &str = "`stenosis-routine list --mine` shows yours.";

/// Nobody can be asked.
pub const NOBODY_HERE: &str = "Nobody can be asked here, so nothing was changed.";
/// How to do it without a question.
pub fn to_do_it(command: &str) -> String {
    format!("To do it:  {command} --yes")
}
/// How to take a file as it was sent.
pub fn as_sent(file: &str) -> String {
    format!("To take the file's own numbers:  {}", line(&["add", file, "--yes", "--as-sent"]))
}

/// The same name, from somebody else.
pub fn another_sender(name: &str, yours: &str, theirs: &str) -> String {
    format!(
        "You have {name} from {yours}. This one is from {theirs}: it is another routine.\n\
         Nothing was changed."
    )
}
/// What to do about it.
pub fn keep_both_or_not(file: &str, other: &str, name: &str) -> String {
    let (both, instead) = (line(&["add", file, "--as", other]), line(&["add", file, "--as", name]));
    format!("To have both:  {both}\nIn place of yours:  {instead}")
}
/// A mail was saved in place of what came with it.
pub fn is_the_mail(file: &str) -> String {
    format!("{file} is the mail, and not the file that came with it.")
}
/// What to do about it.
pub const SAVE_THE_ATTACHMENT: &str = "In your mail, save the attachment, and add that.";
/// A file of a format that this version does not know.
pub fn made_by_a_newer(file: &str) -> String {
    format!("{file} was made by a newer version of stenosis-routine.")
}
/// What to do about it.
pub const UPDATE_THE_PROGRAM: &str = "Update the program, then add it again.";
/// The beginning of a file.
pub fn not_whole(file: &str) -> String {
    format!("{file} did not arrive whole: its end is missing.")
}
/// What to do about it.
pub const ASK_FOR_IT_AGAIN: &str = "Ask for it again, as a file beside the mail.";
/// Below the faults of a file that somebody else has written.
pub const SEND_THESE_BACK: &str =
    "Nothing was changed. Who sent the file can mend it: send these lines back.";

/// A file would be written over that `share` has not made.
pub fn not_a_shared_file(path: &str) -> String {
    format!("{path} is there already, and `share` has not written it.")
}
/// What to do about it.
pub const NAME_ANOTHER_FILE: &str = "Nothing was changed. Name another file behind -o.";
/// The file that `share` would write is there, with another content.
pub fn is_there(path: &str) -> String {
    format!("{path} is there already, with another content. Nothing was changed.")
}
/// What to do about it.
pub fn to_write_over(name: &str, path: &str) -> String {
    format!("To write over it:  {}", line(&["share", name, "-o", path]))
}
/// A routine could not be written down so that it means the same without other files.
pub const NOT_SELF_CONTAINED: &str = "This routine cannot be written into one file.";
/// What to do about it.
pub const REPORT_IT: &str = "That is a fault of the program; please report it.";
/// With everything that belongs to it, the file is larger than `add` takes.
pub fn too_large_to_share(most: usize) -> String {
    format!("With all that it uses, this routine has more than {most} KiB.")
}
/// What to do about it.
pub const MAKE_IT_SMALLER: &str = "Make it smaller, or two.";

/// A question about forgetting that nobody can answer.
pub const NOBODY_TO_ASK: &str = "Nobody is at the keyboard to ask.";
/// How to forget without it.
pub const FORGET_WITH_YES: &str = "Add --yes to forget without a question.";
/// Somebody is doing a session while the journal is to forget.
pub const SESSION_GOES_ON: &str = "A session is going on, and writes in it.";
/// What to do about it.
pub const FORGET_LATER: &str = "Forget when it is over.";
/// A number or a name that is not in the journal.
pub fn no_entry(which: &str) -> String {
    format!("There is no entry {which}.")
}
/// Where the numbers stand.
pub const JOURNAL_SHOWS_NUMBERS: &str = "`stenosis-routine journal` shows their numbers.";
/// The journal cannot be read or written, outside of a session.
pub fn journal(path: &str, why: &str) -> String {
    format!("The journal {path} cannot be used: {why}.")
}

/// Something broke that cannot break.
pub fn fault_in_the_program(what: &str) -> String {
    format!("stenosis-routine: a fault in the program: {what}")
}
