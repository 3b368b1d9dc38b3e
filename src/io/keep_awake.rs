//! Keeps the display lit while a session moves, where the system offers a way; never required.
//!
//! The ways are programs that hold a lock for as long as another one runs. Theirs is `cat` on a pipe
//! of ours: when this program ends, however it ends, the pipe closes and the lock is gone. A crate
//! would bring a message bus along.

use std::process::{Child, Command, Stdio};

use crate::text::commands;

/// What each system has, tried in turn. The desktop's own comes first: it knows about the screen.
const WAYS: &[(&str, &[&str])] = &[
    ("gnome-session-inhibit", &["--inhibit", "idle", "--reason", WHY, "cat"]),
    ("systemd-inhibit", &["--what=idle", "--who=stenosis-routine", "--why", WHY, "cat"]),
    ("caffeinate", &["-d", "cat"]),
];
const WHY: &str = commands::KEEPS_THE_DISPLAY_LIT;

/// The display stays lit until this is dropped.
#[derive(Debug)]
pub(super) struct Awake(Child);

impl Awake {
    /// Begins; nothing where there is no way.
    #[expect(clippy::disallowed_methods, reason = "the lock is held by another program")]
    pub(super) fn begin() -> Option<Awake> {
        let spawn = |(program, arguments): &(&str, &[&str])| {
            let mut command = Command::new(program);
            command.args(*arguments).stdin(Stdio::piped());
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
        };
        WAYS.iter().find_map(spawn).map(Awake)
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // It ends by itself now; one that does not is ended, so that none is left behind.
        let _ = self.0.kill().and_then(|()| self.0.wait());
    }
}
