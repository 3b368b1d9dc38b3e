//! The person's text editor.

use std::env;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

use crate::text::errors;

/// Why an editor was of no use; names its program.
#[derive(Debug)]
pub enum EditorError {
    /// The system did not start it.
    NotStarted(String, io::Error),
    /// It ended as programs do that have failed.
    Ended(String, ExitStatus),
}

impl fmt::Display for EditorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            EditorError::NotStarted(program, error) => errors::editor(program, &error.to_string()),
            EditorError::Ended(program, status) => errors::editor(program, &status.to_string()),
        })
    }
}

impl Error for EditorError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            EditorError::NotStarted(_, error) => Some(error),
            EditorError::Ended(..) => None,
        }
    }
}

/// The program and its arguments, as `VISUAL` or `EDITOR` name them.
#[expect(clippy::disallowed_methods, reason = "the one place that asks for an editor")]
pub fn of_this_person() -> Option<Vec<String>> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    let mut words = named.filter_map(|line| shell_words::split(&line).ok());
    words.find(|words| !words.is_empty())
}

/// Opens a file and waits until the editor is closed.
///
/// # Errors
/// Where there is no such program, or it says that it has failed.
#[expect(clippy::disallowed_methods, reason = "the editor is another program")]
pub fn open(editor: &[String], path: &Path) -> Result<(), EditorError> {
    let Some((program, arguments)) = editor.split_first() else { return Ok(()) };
    match Command::new(program).args(arguments).arg(path).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(EditorError::Ended(program.clone(), status)),
        Err(error) => Err(EditorError::NotStarted(program.clone(), error)),
    }
}
