//! Keys and signals, brought to one place: each has a thread that waits for nothing else.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::session::Happening;

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
    /// Begins to listen to signals: before the terminal is changed, so that none leaves it so.
    pub fn open() -> InputQueue {
        let (sender, received) = channel();
        #[cfg(unix)]
        super::signals::listen(sender.clone());
        InputQueue { received, kept: VecDeque::new(), open: sender }
    }

    /// Listens to keys, too.
    pub fn listen_to_keys(&self) {
        let sender = self.open.clone();
        thread::spawn(move || keyboard::listen(&sender));
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

/// Stops this program as Ctrl-Z does; comes back when it is continued.
#[cfg(unix)]
pub fn stop_until_continued() {
    super::signals::stop_until_continued();
}

/// There is no such thing here.
#[cfg(not(unix))]
pub fn stop_until_continued() {}
