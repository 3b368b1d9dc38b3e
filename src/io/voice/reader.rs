//! A screen reader's own voice: lines for speech-dispatcher, in the voice, rate and language that a
//! person has set there.
//!
//! By its `spd-say`, which starts the service where it does not run: a process for a session, a line for
//! a message.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use super::places::on_path;

/// How a line begins that is a command.
const COMMAND: &str = "!-!";
/// It has found its service by then, or has ended.
const CONNECTS_WITHIN: Duration = Duration::from_millis(600);
/// Everything that waits to be said is dropped.
const CANCEL: &str = "!-!CANCEL SELF\n";

/// Where lines are said.
#[derive(Debug)]
pub struct Reader {
    child: Child,
}

impl Reader {
    /// The reader of this machine, where there is one.
    #[expect(clippy::disallowed_methods, reason = "the voice belongs to another program")]
    pub fn begin() -> Option<Reader> {
        let mut command = Command::new(on_path("spd-say")?);
        command.args(["--pipe-mode", "--priority", "message", "--application-name"]);
        command.arg("stenosis-routine").stdin(Stdio::piped());
        // Ctrl-C at the terminal is for this program, which then still has something to say.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
        // Where there is no service it ends, and then lines are printed.
        let (_open, never) = channel::<()>();
        let _ = never.recv_timeout(CONNECTS_WITHIN);
        matches!(child.try_wait(), Ok(None)).then_some(Reader { child })
    }

    /// Says lines, each as a message of its own; whether they are on their way.
    pub fn say(&mut self, lines: &[String]) -> bool {
        let words: String = lines.iter().map(|line| message(line)).collect();
        self.write(&words)
    }

    /// Says no more of what was to be said.
    pub fn hush(&mut self) -> bool {
        self.write(CANCEL)
    }

    fn write(&mut self, words: &str) -> bool {
        let runs = matches!(self.child.try_wait(), Ok(None));
        let written = self.child.stdin.as_mut().map(|stdin| stdin.write_all(words.as_bytes()));
        runs && written.is_some_and(|written| written.is_ok())
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Once nothing comes any more it says the rest and ends by itself.
        drop(self.child.stdin.take());
    }
}

/// One line, of which nothing is a command.
fn message(line: &str) -> String {
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.trim().trim_start_matches(COMMAND).trim();
    if line.is_empty() { String::new() } else { format!("{line}\n") }
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn a_line_is_words_and_never_a_command() {
        assert_eq!(message("In. Float up."), "In. Float up.\n");
        assert_eq!(message(" !-!!-!CANCEL ALL\n!-!QUIT"), "CANCEL ALL !-!QUIT\n");
        assert_eq!(message(" \t "), "");
    }
}
