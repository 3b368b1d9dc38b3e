//! The person's text editor.

use std::env;
use std::path::Path;
use std::process::Command;

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
/// The sentence of the system where there is no such program, or what it ended with.
#[expect(clippy::disallowed_methods, reason = "the editor is another program")]
pub fn open(editor: &[String], path: &Path) -> Result<(), String> {
    let Some((program, arguments)) = editor.split_first() else { return Ok(()) };
    match Command::new(program).args(arguments).arg(path).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program}: {status}")),
        Err(error) => Err(format!("{program}: {error}")),
    }
}
