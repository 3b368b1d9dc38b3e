//! The person's text editor.

use std::env;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::Duration;

use crate::domain::units::Moment;
use crate::text::errors;

use super::clock::SessionClock;

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

/// An editor that comes back within this time, with nothing changed, is likely still open.
const AT_ONCE: Duration = Duration::from_secs(2);

/// How an editor came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameBack {
    /// Sooner than a person can read what is in it: its window may stand there yet.
    AtOnce,
    /// When the person was done with it.
    Closed,
}

impl CameBack {
    fn after(took: Duration) -> CameBack {
        if took < AT_ONCE { CameBack::AtOnce } else { CameBack::Closed }
    }
}

/// The program and its arguments, as `VISUAL` or `EDITOR` name them.
#[expect(clippy::disallowed_methods, reason = "the one place that asks for an editor")]
pub fn of_this_person() -> Option<Vec<String>> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    let home = env::home_dir().map(|home| home.to_string_lossy().into_owned());
    let is_file = |path: &str| Path::new(path).is_file();
    let mut editors = named.filter_map(|line| words(&line, home.as_deref(), WRITTEN_AS, is_file));
    editors.find(|words| !words.is_empty())
}

/// How paths are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paths {
    /// A backslash takes the meaning from the next character.
    Posix,
    /// A backslash parts folders.
    Windows,
}

const WRITTEN_AS: Paths = if cfg!(windows) { Paths::Windows } else { Paths::Posix };

/// The words of a command line, with the home folder in place of `~` and `$HOME`. A line that is the
/// path of a file, blanks and all, is one word.
fn words(
    line: &str,
    home: Option<&str>,
    paths: Paths,
    is_file: impl Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let at_home = |word: &str| home.map_or_else(|| word.to_owned(), |home| in_home(word, home));
    let whole = at_home(line.trim());
    if is_file(&whole) {
        return Some(vec![whole]);
    }
    let line = match paths {
        Paths::Posix => line.to_owned(),
        Paths::Windows => line.replace('\\', r"\\"),
    };
    let words = shell_words::split(&line).ok()?;
    Some(words.iter().map(|word| at_home(word)).collect())
}

fn in_home(word: &str, home: &str) -> String {
    let rest = ["~", "$HOME", "${HOME}"].into_iter().find_map(|name| word.strip_prefix(name));
    match rest.filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\'])) {
        Some(rest) => format!("{home}{rest}"),
        None => word.to_owned(),
    }
}

/// Opens a file and waits until the editor comes back.
///
/// # Errors
/// Where there is no such program, or it says that it has failed.
#[expect(clippy::disallowed_methods, reason = "the editor is another program")]
pub fn open(editor: &[String], path: &Path) -> Result<CameBack, EditorError> {
    let Some((program, arguments)) = editor.split_first() else { return Ok(CameBack::Closed) };
    let clock = SessionClock::start(1);
    match Command::new(program).args(arguments).arg(path).status() {
        Ok(status) if status.success() => Ok(CameBack::after(clock.now().since(Moment::ZERO))),
        Ok(status) => Err(EditorError::Ended(program.clone(), status)),
        Err(error) => Err(EditorError::NotStarted(program.clone(), error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w_12_an_editor_is_named_as_in_a_shell_or_by_its_path() {
        let split = |line, paths| {
            let is_file =
                |path: &str| path == "/opt/My Editor/ed" || path == r"C:\Apps\My Ed\ed.exe";
            words(line, Some("/home/a"), paths, is_file)
        };
        for (line, wanted) in [
            ("code --wait", vec!["code", "--wait"]),
            ("~/bin/ed -w", vec!["/home/a/bin/ed", "-w"]),
            ("$HOME/bin/ed", vec!["/home/a/bin/ed"]),
            ("\"${HOME}/my bin/ed\" -w", vec!["/home/a/my bin/ed", "-w"]),
            (r"/opt/my\ bin/ed -w", vec!["/opt/my bin/ed", "-w"]),
            ("/opt/My Editor/ed", vec!["/opt/My Editor/ed"]),
            ("ed ~other $HOMEWORK ~", vec!["ed", "~other", "$HOMEWORK", "/home/a"]),
            ("  ", vec![]),
        ] {
            let wanted = wanted.into_iter().map(ToOwned::to_owned).collect();
            assert_eq!(split(line, Paths::Posix), Some(wanted), "{line}");
        }
        for (line, wanted) in [
            (r"C:\Windows\notepad.exe", vec![r"C:\Windows\notepad.exe"]),
            (r"C:\Apps\My Ed\ed.exe", vec![r"C:\Apps\My Ed\ed.exe"]),
            (r#""C:\My Apps\code.cmd" --wait"#, vec![r"C:\My Apps\code.cmd", "--wait"]),
            (r"~\ed.exe", vec![r"/home/a\ed.exe"]),
        ] {
            let wanted = wanted.into_iter().map(ToOwned::to_owned).collect();
            assert_eq!(split(line, Paths::Windows), Some(wanted), "{line}");
        }
        assert_eq!(split("ed 'x", Paths::Posix), None);
    }

    #[test]
    fn w_12_only_what_comes_back_at_once_may_still_be_open() {
        assert_eq!(CameBack::after(Duration::from_millis(900)), CameBack::AtOnce);
        assert_eq!(CameBack::after(AT_ONCE), CameBack::Closed);
    }
}
