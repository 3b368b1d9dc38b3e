//! Keeps the display lit while a session moves, where the system offers a way; never required.
//!
//! The ways are programs that hold a lock for as long as another one runs. Theirs is `cat` on a pipe
//! of ours: when this program ends, however it ends, the pipe closes and the lock is gone. A crate
//! would bring a message bus along.

use std::process::{Child, Command, Stdio};
use std::slice;

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
pub(super) struct Awake {
    /// The program that holds the lock.
    holder: Option<Child>,
    /// What is tried next, should it end by itself.
    ways: slice::Iter<'static, (&'static str, &'static [&'static str])>,
}

impl Awake {
    /// Begins with the first way that there is.
    pub(super) fn begin() -> Awake {
        let mut awake = Awake { holder: None, ways: WAYS.iter() };
        awake.try_next();
        awake
    }

    /// A program that has ended holds nothing: then the next way is tried. Waits for nobody.
    pub(super) fn look_after(&mut self) {
        let ended = |holder: &mut Child| !matches!(holder.try_wait(), Ok(None));
        if self.holder.as_mut().is_some_and(ended) {
            self.try_next();
        }
    }

    #[expect(clippy::disallowed_methods, reason = "the lock is held by another program")]
    fn try_next(&mut self) {
        self.holder = self.ways.find_map(|(program, arguments)| {
            let mut command = Command::new(program);
            command.args(*arguments).stdin(Stdio::piped());
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
        });
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        if let Some(holder) = &mut self.holder {
            drop(holder.stdin.take());
            // It ends by itself now; one that does not is ended, so that none is left behind.
            let _ = holder.kill().and_then(|()| holder.wait());
        }
    }
}
