//! What is said when something went wrong.
//!
//! What goes wrong is a typed error of the module that met it. On its way to the top it becomes a
//! [`Failure`]: a kind is decided, hints are added. Only [`Failure::report`] makes words of it.

use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::cli::meant;
use crate::cli::mistyped::Mistyped;
use crate::format::diagnostic::Diagnostic;
use crate::format::report::CheckReport;
use crate::io::atomic_file::WriteError;
use crate::io::icon::NoWindow;
use crate::io::journal::JournalError;
use crate::io::kept_files::KeepError;
use crate::io::output::has_reader_left;
use crate::io::store::Store;
use crate::text;
use crate::text::errors;
use crate::text::handout;
use crate::text::people;
use crate::text::printable::printable;
use crate::text::recording;

use super::exit::Exit;

/// What kind of failure it is; exit code and colour come of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Nobody reads the output any more. That is no failure, and nothing is said.
    ReaderLeft,
    /// The machine failed.
    Machine,
    /// What was asked for does not exist or cannot be done.
    Usage,
    /// A file has faults; they are drawn in colour where there is some.
    File,
}

impl FailureKind {
    /// The exit code that belongs to it.
    pub const fn exit(self) -> Exit {
        match self {
            FailureKind::ReaderLeft => Exit::Done,
            FailureKind::Machine => Exit::Machine,
            FailureKind::Usage | FailureKind::File => Exit::Usage,
        }
    }
}

/// What to do about a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Behind the sentence, on its line.
    SameLine(String),
    /// On a line of its own.
    NextLine(String),
    /// The typed line, with these words in place of that one.
    Instead(String, Vec<String>),
    /// The line that was probably meant, whatever is wrong with the typed one; where nobody can guess
    /// it, this.
    Meant(String),
}

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub struct Failure {
    kind: FailureKind,
    source: Box<dyn Error + Send + Sync>,
    hints: Vec<Hint>,
}

impl Failure {
    fn new(kind: FailureKind, source: impl Error + Send + Sync + 'static) -> Failure {
        Failure { kind, source: Box::new(source), hints: Vec::new() }
    }

    /// What kind it is.
    pub fn kind(&self) -> FailureKind {
        self.kind
    }

    /// With this hint behind those that it has.
    #[must_use]
    pub(super) fn hint(mut self, hint: Hint) -> Failure {
        self.hints.push(hint);
        self
    }

    /// With lines to type in place of what they are made of.
    #[must_use]
    pub(super) fn with_lines(mut self, typed: &[String], store: &Store) -> Failure {
        for hint in &mut self.hints {
            let said = |line: meant::Line| line.said();
            let line = match hint {
                Hint::Instead(word, with) => meant::instead(typed, word, with).map(said),
                Hint::Meant(or) => meant::line(typed, store).map(said).or_else(|| Some(or.clone())),
                Hint::SameLine(_) | Hint::NextLine(_) => None,
            };
            if let Some(line) = line {
                *hint = Hint::NextLine(line);
            }
        }
        self
    }

    /// Says what went wrong and what to do about it.
    ///
    /// # Errors
    /// Where nobody reads it.
    pub fn report(&self, colour: bool, out: &mut impl Write) -> io::Result<()> {
        match self.kind {
            FailureKind::ReaderLeft => return Ok(()),
            // See `FaultyFile`.
            FailureKind::File if colour => write!(out, "{:#}", self.source)?,
            _ => write!(out, "{}", self.source)?,
        }
        for hint in &self.hints {
            match hint {
                Hint::SameLine(hint) => write!(out, " {hint}")?,
                Hint::NextLine(hint) => write!(out, "\n{hint}")?,
                // `with_lines` has made lines of those that lead to one.
                Hint::Instead(..) | Hint::Meant(_) => {}
            }
        }
        writeln!(out)
    }
}

/// A file with faults; the alternate form is in colour.
#[derive(Debug)]
pub(super) struct FaultyFile(pub(super) Vec<Diagnostic>);

impl fmt::Display for FaultyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drawn = CheckReport::new(f.alternate()).drawn(&self.0);
        let drawn = drawn.into_iter().map(|fault| fault + "\n");
        f.write_str(&drawn.collect::<Vec<String>>().join("\n"))
    }
}

impl Error for FaultyFile {}

/// What only a command can find out.
#[derive(Debug)]
pub(super) enum CommandError {
    /// What was printed went nowhere.
    Output(io::Error),
    /// There is no routine of this name.
    NoRoutine(String),
    /// There is no theme of tones of this name.
    NoTheme(String),
    /// There is no command of this name.
    NoCommand(String),
    /// There is no file of this name.
    NoFile(String),
    /// A file was asked for, and this is the name of a routine.
    IsHere(String),
    /// A routine of this title has fewer exercises than this.
    NoExercise {
        title: String,
        count: usize,
        number: usize,
    },
    /// No optional group of this name in a routine of this title.
    NoOption(String, String),
    /// Nothing of a routine is left for this person.
    NothingForToday,
    /// This can be no name of a file.
    NotAFileName(String),
    /// What safety rules start has this name; so it can be taken in under another.
    TakenName {
        name: String,
        file: String,
    },
    /// Nothing of a file needs a clinician's clearance.
    NothingToClear(String),
    /// There is a file of the person's own with this name.
    ThereAlready(String),
    /// There is none.
    NotYours(String),
    /// Nobody can be asked; this command does it without a question.
    NobodyHere {
        command: String,
    },
    /// Something that a command does not do unasked, and the line that does it.
    NotUnasked {
        why: String,
        instead: String,
    },
    /// What was made gentler cannot stay so, and nobody can be asked; this file was sent.
    CannotStaySmaller {
        file: String,
    },
    /// `share` has not written the file that is there.
    NotAShared(PathBuf),
    /// A sound file is to be of another kind: its path without the ending, and that.
    NoSoundFormat(String, Option<String>),
    /// A file is to be of another kind: a sentence that says which.
    OtherEnding(String),
    /// No reminder is written: why, and what to type instead.
    CannotRemind {
        why: String,
        instead: String,
    },
    /// A page is to be of another kind: its path without the ending.
    NoPageFormat(String),
    /// The file to write is there, and nobody can be asked.
    FileThereAlready(PathBuf),
    /// A routine does not mean the same in one file.
    NotSelfContained,
    /// A file to send would have more than so many KiB.
    TooLargeToShare(usize),
    /// The folder that was named for everything is no whole path.
    HomeNotWhole(PathBuf),
    /// Nobody can be asked whether to forget.
    NobodyToAsk,
    /// The journal does not forget during a session.
    SessionGoesOn,
    /// The journal has no such entry.
    NoEntry(String),
    /// Nothing here makes speech; or this does, and gave none.
    NoEngine,
    NoSpeech(String),
    /// No sender is called so.
    NobodyCalled(String),
    /// A goal has no word; or so many characters, and so many are room for one.
    NoGoal,
    GoalTooLong(usize, usize),
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            CommandError::Output(error) => errors::output(&error.to_string()),
            CommandError::NoRoutine(name) => errors::no_routine(&printable(name)),
            CommandError::NoTheme(name) => recording::no_theme(&printable(name)),
            CommandError::NoCommand(name) => errors::no_command(&printable(name)),
            CommandError::NoFile(name) => errors::no_file(&printable(name)),
            CommandError::IsHere(name) => errors::is_here_already(name),
            CommandError::NoExercise { title, count, number } => {
                errors::no_exercise(title, *count, *number)
            }
            CommandError::NoOption(name, title) => errors::no_option(&printable(name), title),
            CommandError::NothingForToday => text::NOTHING_FOR_TODAY.to_owned(),
            CommandError::NotAFileName(name) => errors::not_a_file_name(&printable(name)),
            CommandError::TakenName { name, .. } => errors::taken_name(name),
            CommandError::NothingToClear(name) => errors::nothing_to_clear(&printable(name)),
            CommandError::ThereAlready(name) => errors::there_already(name),
            CommandError::NotYours(name) => errors::not_yours(&printable(name)),
            CommandError::NobodyHere { .. } => errors::NOBODY_HERE.to_owned(),
            CommandError::NotUnasked { why, .. } | CommandError::CannotRemind { why, .. } => {
                why.clone()
            }
            CommandError::CannotStaySmaller { .. } => errors::NOTHING_CHANGED.to_owned(),
            CommandError::NotAShared(path) => {
                errors::not_a_shared_file(&printable(&path.to_string_lossy()))
            }
            CommandError::NoSoundFormat(whole, ending) => {
                recording::no_sound_format(&printable(whole), ending.as_deref())
            }
            CommandError::OtherEnding(which) => which.clone(),
            CommandError::NoPageFormat(stem) => handout::no_page_format(stem),
            CommandError::FileThereAlready(path) => {
                recording::there_already(&printable(&path.to_string_lossy()))
            }
            CommandError::NotSelfContained => errors::NOT_SELF_CONTAINED.to_owned(),
            CommandError::TooLargeToShare(most) => errors::too_large_to_share(*most),
            CommandError::HomeNotWhole(path) => {
                errors::home_not_whole(&printable(&path.to_string_lossy()))
            }
            CommandError::NobodyToAsk => errors::NOBODY_TO_ASK.to_owned(),
            CommandError::SessionGoesOn => errors::SESSION_GOES_ON.to_owned(),
            CommandError::NoEntry(which) => errors::no_entry(&printable(which)),
            CommandError::NoEngine => text::voice::NO_ENGINE.to_owned(),
            CommandError::NoSpeech(program) => text::voice::engine_failed(&printable(program)),
            CommandError::NoGoal => text::weekly::NO_WORDS.to_owned(),
            CommandError::GoalTooLong(long, most) => text::weekly::too_long(*long, *most),
            CommandError::NobodyCalled(who) => people::nobody_called(&printable(who)),
        })
    }
}

impl Error for CommandError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            CommandError::Output(error) => Some(error),
            _ => None,
        }
    }
}

impl From<CommandError> for Failure {
    fn from(error: CommandError) -> Failure {
        let kind = match &error {
            CommandError::Output(error) if has_reader_left(error) => FailureKind::ReaderLeft,
            CommandError::Output(_)
            | CommandError::NotSelfContained
            | CommandError::NoEngine
            | CommandError::NoSpeech(_) => FailureKind::Machine,
            _ => FailureKind::Usage,
        };
        let hints = match &error {
            CommandError::NoCommand(_) => vec![Hint::Meant(errors::HELP_SHOWS_COMMANDS.into())],
            CommandError::NoExercise { count, number, .. } => {
                vec![Hint::Instead(number.to_string(), vec![count.to_string()])]
            }
            error => error.hint().into_iter().collect(),
        };
        Failure { hints, ..Failure::new(kind, error) }
    }
}

impl From<Mistyped> for Failure {
    fn from(error: Mistyped) -> Failure {
        let hint = Hint::Meant(errors::help_explains(&error.way));
        Failure { hints: vec![hint], ..Failure::new(FailureKind::Usage, error) }
    }
}

/// Whatever is written with `?` alone is what a command prints.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        CommandError::Output(error).into()
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(faults: Vec<Diagnostic>) -> Failure {
        Failure::new(FailureKind::File, FaultyFile(faults))
    }
}

impl From<Box<Diagnostic>> for Failure {
    fn from(fault: Box<Diagnostic>) -> Failure {
        vec![*fault].into()
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Failure {
        let (kind, hint) = match &error {
            WriteError::NoFolder => {
                (FailureKind::Machine, Hint::SameLine(errors::NAME_A_FOLDER.into()))
            }
            WriteError::Link(_) => {
                (FailureKind::Usage, Hint::NextLine(errors::TAKE_THE_LINK_AWAY.into()))
            }
            WriteError::Changed(_) => {
                (FailureKind::Usage, Hint::NextLine(errors::DO_IT_AGAIN.into()))
            }
            WriteError::OtherNames(_) => {
                (FailureKind::Usage, Hint::NextLine(errors::NOTHING_CHANGED.into()))
            }
            WriteError::Failed(..) => {
                (FailureKind::Machine, Hint::NextLine(errors::NOTHING_CHANGED.into()))
            }
        };
        Failure::new(kind, error).hint(hint)
    }
}

impl From<KeepError> for Failure {
    fn from(error: KeepError) -> Failure {
        match error {
            KeepError::Unreadable(_) => {
                Failure::new(FailureKind::Usage, error).hint(Hint::NextLine(errors::MEND_IT.into()))
            }
            KeepError::Write(WriteError::Failed(..)) => Failure::new(FailureKind::Machine, error)
                .hint(Hint::SameLine(errors::ASKED_AGAIN.into())),
            KeepError::Write(error) => error.into(),
        }
    }
}

impl From<NoWindow> for Failure {
    fn from(error: NoWindow) -> Failure {
        Failure::new(FailureKind::Machine, error)
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Failure {
        let hint = match &error {
            JournalError::NoFolder => Some(Hint::SameLine(errors::NAME_ANOTHER_FOLDER.into())),
            JournalError::Failed(..) => None,
        };
        Failure { hints: hint.into_iter().collect(), ..Failure::new(FailureKind::Machine, error) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_exit_code_and_its_words() {
        let system = || io::Error::from(io::ErrorKind::StorageFull);
        let path = || PathBuf::from("a/b.toml");
        let failed = |error: Failure| {
            let mut said = Vec::new();
            error.report(false, &mut said).unwrap();
            (error.kind().exit(), String::from_utf8(said).unwrap())
        };
        let cases: [(Failure, Exit, &str); 8] = [
            (io::Error::from(io::ErrorKind::BrokenPipe).into(), Exit::Done, ""),
            (
                system().into(),
                Exit::Machine,
                "The output could not be written: no storage space.\n",
            ),
            (
                WriteError::Failed(path(), system()).into(),
                Exit::Machine,
                "a/b.toml cannot be written: no storage space.\nNothing was changed.\n",
            ),
            (
                WriteError::Link(path()).into(),
                Exit::Usage,
                "a/b.toml is a link to another place.\n\
                 Take the link away first. Nothing was changed.\n",
            ),
            (
                KeepError::Write(WriteError::Failed(path(), system())).into(),
                Exit::Machine,
                "Not kept: no storage space. Sessions ask again.\n",
            ),
            (
                JournalError::failed("a".as_ref(), system()).into(),
                Exit::Machine,
                "The journal a/journal.jsonl cannot be used: no storage space.\n",
            ),
            (
                CommandError::NoEntry("7".into()).into(),
                Exit::Usage,
                "There is no entry 7. `stenosis-routine journal` shows their numbers.\n",
            ),
            (
                Failure::from(CommandError::NoRoutine("x\u{1b}".into()))
                    .hint(Hint::SameLine(errors::did_you_mean("y")))
                    .hint(Hint::NextLine(errors::LIST_SHOWS_NAMES.into())),
                Exit::Usage,
                "There is no routine x\u{fffd}. Did you mean y?\n\
                 `stenosis-routine list` shows the names.\n",
            ),
        ];
        for (failure, exit, said) in cases {
            assert_eq!(failed(failure), (exit, said.to_owned()));
        }
    }

    #[test]
    fn an_error_keeps_what_the_system_said() {
        let failure =
            Failure::from(WriteError::Failed("x".into(), io::ErrorKind::StorageFull.into()));
        let source = failure.source.source().and_then(|error| error.downcast_ref::<io::Error>());
        assert_eq!(source.map(io::Error::kind), Some(io::ErrorKind::StorageFull));
    }
}
