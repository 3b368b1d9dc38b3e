//! What a shell is told when the program ends.

use std::process::ExitCode;

use crate::session::{Ending, How, Signal};

/// What a shell is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All went as it should; stopping early is part of that.
    Done,
    /// The machine failed.
    Machine,
    /// What was asked for, or a file, cannot be used.
    Usage,
    /// Medical help comes first, and nobody is at the keyboard who could say that it was there.
    Emergency,
    /// A signal ended it.
    Signal(Signal),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done | Exit::Signal(Signal::Unheard) => 0,
            Exit::Machine => 1,
            Exit::Usage => 2,
            Exit::Emergency => 4,
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
