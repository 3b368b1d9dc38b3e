//! How the program ends: its exit codes, and what is said when something went wrong.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::io::user_files::Refusal;
use crate::session::{Ending, How, Signal};
use crate::text::files;
use crate::text::printable::printable;

/// What a shell is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All went as it should; stopping early is part of that.
    Done,
    /// The machine failed.
    Machine,
    /// What was asked for, or a file, cannot be used.
    Usage,
    /// A signal ended it.
    Signal(Signal),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done | Exit::Signal(Signal::Unheard) => 0,
            Exit::Machine => 1,
            Exit::Usage => 2,
            Exit::Signal(Signal::HangUp) => 129,
            Exit::Signal(Signal::Interrupt) => 130,
            Exit::Signal(Signal::Terminate) => 143,
        })
    }
}

impl From<Ending> for Exit {
    fn from(ending: Ending) -> Exit {
        match ending.how {
            How::Signal(signal) => Exit::Signal(signal),
            _ => Exit::Done,
        }
    }
}

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub enum Error {
    /// Nobody reads the output any more; that is no failure.
    Unheard,
    /// The output could not be written.
    Output(io::Error),
    /// The machine failed otherwise; the whole answer, ready to print.
    Machine(String),
    /// What was asked for does not exist or cannot be used; the whole answer, ready to print.
    Usage(String),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        let shown = |path: &Path| printable(&path.to_string_lossy());
        match refusal {
            Refusal::NoFolder => Error::Machine(files::NO_FOLDER.into()),
            Refusal::Link(path) => Error::Usage(files::is_a_link(&shown(&path))),
            Refusal::Changed(path) => Error::Usage(files::changed_meanwhile(&shown(&path))),
            Refusal::Failed(path, error) => {
                Error::Machine(files::cannot_write(&shown(&path), &error.to_string()))
            }
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Error::Unheard,
            _ => Error::Output(error),
        }
    }
}

impl Error {
    /// The exit code that belongs to it.
    pub fn exit(&self) -> Exit {
        match self {
            Error::Unheard => Exit::Done,
            Error::Output(_) | Error::Machine(_) => Exit::Machine,
            Error::Usage(_) => Exit::Usage,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unheard => Ok(()),
            Error::Output(error) => write!(f, "The output could not be written: {error}."),
            Error::Usage(answer) | Error::Machine(answer) => f.write_str(answer),
        }
    }
}
