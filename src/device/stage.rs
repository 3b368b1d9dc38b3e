//! The real stage: the plain face on standard output, keys and signals from the inbox.

use std::io::{self, ErrorKind, Write};
use std::sync::Arc;
use std::time::Duration;

use crate::live::Stage;
use crate::plain::{Layout, Plain};
use crate::session::{Event, Happening, Signal};
use crate::timeline::Timeline;
use crate::units::{Moment, Offset};
use crate::words;

use super::clock::Clock;
use super::inbox::{self, Inbox};
use super::terminal::{self, SingleKeys};

/// The two clocks may part by this much before it counts as sleep.
const NODDED_OFF: Duration = Duration::from_secs(1);

/// A session on a terminal, or in a pipe.
#[derive(Debug)]
pub struct PlainStage {
    clock: Clock,
    slept: Duration,
    inbox: Inbox,
    face: Plain,
    /// Single keys, while somebody is at the keyboard.
    keys: Option<SingleKeys>,
    screen: bool,
    width: usize,
    /// Ctrl-Z was pressed; the program stops when it next waits.
    suspend: bool,
    unheard: bool,
}

impl PlainStage {
    /// A stage whose clock begins now.
    pub fn new(face: Plain, keyboard: bool, pace: u32) -> PlainStage {
        let keys = keyboard.then(SingleKeys::begin).flatten();
        PlainStage {
            clock: Clock::start(pace),
            slept: Duration::ZERO,
            inbox: Inbox::open(keys.is_some()),
            face,
            keys,
            screen: terminal::is_screen(),
            width: terminal::width(),
            suspend: false,
            unheard: false,
        }
    }

    /// Whether somebody is at the keyboard.
    pub fn has_keyboard(&self) -> bool {
        self.keys.is_some()
    }

    /// Says something that is not part of the timeline.
    pub fn say(&mut self, lines: &[String]) {
        let layout = Layout { timed: false, ..self.layout() };
        self.print(&layout.page(lines, Offset::ZERO));
    }

    fn suspend_now(&mut self) {
        let had_keys = self.keys.take().is_some();
        inbox::stop_until_continued();
        if had_keys {
            self.keys = SingleKeys::begin();
            self.inbox.empty();
            self.say(&[words::PAUSED.to_owned()]);
        }
    }

    /// Single keys come without line ends of the terminal's own.
    fn layout(&self) -> Layout {
        let newline = if self.keys.is_some() { "\r\n" } else { "\n" };
        Layout { width: self.width, newline, timed: !self.screen }
    }

    fn print(&mut self, text: &str) {
        let mut out = io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        // A full disk behind a pipe costs the lines, not the session; a closed pipe ends it.
        self.unheard |= written.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe);
    }

    fn has_slept(&mut self) -> bool {
        let slept = self.clock.slept();
        let nodded = slept.saturating_sub(self.slept) > NODDED_OFF;
        self.slept = slept;
        nodded
    }
}

impl Stage for PlainStage {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn wait(&mut self, until: Option<Moment>) -> Option<Happening> {
        if self.unheard {
            return Some(Happening::Stop(Signal::Unheard));
        }
        if std::mem::take(&mut self.suspend) {
            self.suspend_now();
        }
        let came = self.inbox.wait(until.map(|until| self.clock.until(until)));
        if self.has_slept() && !matches!(came, Some(Happening::Stop(_))) {
            return Some(Happening::Slept);
        }
        match came {
            Some(Happening::Suspend) if self.keys.is_none() => {
                self.suspend_now();
                None
            }
            Some(Happening::Suspend) => {
                self.suspend = true;
                came
            }
            _ => came,
        }
    }

    fn tell(&mut self, event: &Event, at: Offset, timeline: &Arc<Timeline>) {
        let layout = self.layout();
        let page = self.face.page(event, at, timeline, layout);
        self.print(&page);
    }
}
