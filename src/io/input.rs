//! Keys and signals, brought to one place: each has a thread that waits for nothing else.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::session::Happening;
#[cfg(unix)]
use crate::session::Signal;

use super::keyboard;

/// What comes from outside.
#[derive(Debug)]
pub struct InputQueue {
    received: Receiver<Happening>,
    /// What came while keys were forgotten.
    kept: VecDeque<Happening>,
    /// Kept, so that a queue without keyboard and signals waits instead of ending.
    open: Sender<Happening>,
}

impl InputQueue {
    /// Begins to listen: to signals always, to keys where there is a keyboard.
    pub fn open(keyboard: bool) -> InputQueue {
        let (sender, received) = channel();
        listen_to_signals(sender.clone());
        if keyboard {
            let sender = sender.clone();
            thread::spawn(move || keyboard::listen(&sender));
        }
        InputQueue { received, kept: VecDeque::new(), open: sender }
    }

    /// Where others may put something in.
    pub fn post(&self) -> Sender<Happening> {
        self.open.clone()
    }

    /// Waits that long, or for ever.
    pub fn wait(&mut self, at_most: Option<Duration>) -> Option<Happening> {
        if let Some(kept) = self.kept.pop_front() {
            return Some(kept);
        }
        match at_most {
            None => self.received.recv().ok(),
            Some(at_most) => self.received.recv_timeout(at_most).ok(),
        }
    }

    /// Forgets the keys that have come so far, and nothing else.
    pub fn forget_keys(&mut self) {
        let come = std::iter::from_fn(|| self.received.try_recv().ok());
        self.kept.extend(come.filter(|happening| !matches!(happening, Happening::Key(_))));
    }
}

#[cfg(unix)]
fn listen_to_signals(queue: Sender<Happening>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    let Ok(mut signals) =
        signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH])
    else {
        return;
    };
    thread::spawn(move || {
        for signal in signals.forever() {
            let happening = match signal {
                SIGHUP => Happening::Stop(Signal::HangUp),
                SIGTERM => Happening::Stop(Signal::Terminate),
                SIGTSTP => Happening::Suspend,
                SIGWINCH => Happening::Resized,
                _ => Happening::Stop(Signal::Interrupt),
            };
            if queue.send(happening).is_err() {
                return;
            }
        }
    });
}

#[cfg(not(unix))]
fn listen_to_signals(_: Sender<Happening>) {}

/// Stops this program as Ctrl-Z does; comes back when it is continued.
#[cfg(unix)]
pub fn stop_until_continued() {
    use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};
    // Where a program cannot be stopped it simply goes on, paused.
    let _ = emulate_default_handler(SIGTSTP);
}

/// There is no such thing here.
#[cfg(not(unix))]
pub fn stop_until_continued() {}
