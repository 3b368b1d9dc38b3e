//! The keyboard: a thread waits for it and for nothing else.

use std::sync::mpsc::Sender;

use crate::session::{Happening, Signal};

/// Passes on what comes of every key, until nobody listens any more or the keyboard is gone.
pub(super) fn listen(queue: &Sender<Happening>) {
    if system::listen(queue).is_none() {
        // Nobody is left to tell when the session is over.
        let _ = queue.send(Happening::Stop(Signal::HangUp));
    }
}

#[cfg(unix)]
mod system {
    use std::io::Stdin;
    use std::sync::mpsc::Sender;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    use crate::io::key_parser::KeyParser;
    use crate::io::signals;
    use crate::session::Happening;

    /// Nothing when the keyboard is gone.
    #[expect(clippy::disallowed_methods, reason = "this is the file that hears keys")]
    pub(super) fn listen(queue: &Sender<Happening>) -> Option<()> {
        let (stdin, mut parser) = (std::io::stdin(), KeyParser::default());
        loop {
            if !has_more(&stdin, parser.patience())? {
                parser.give_up();
                continue;
            }
            let bytes = read(&stdin)?;
            for happening in bytes.into_iter().filter_map(|byte| parser.feed(byte)) {
                if matches!(happening, Happening::Stop(_)) {
                    signals::see_to_the_end_of_an_interrupt();
                }
                if queue.send(happening).is_err() {
                    return Some(());
                }
            }
        }
    }

    /// Waits that long, or for ever; whether there is something to read.
    fn has_more(stdin: &Stdin, patience: Option<Duration>) -> Option<bool> {
        let at_most = patience.map(|at_most| Timespec {
            tv_sec: at_most.as_secs().try_into().unwrap_or(0),
            tv_nsec: at_most.subsec_nanos().into(),
        });
        let mut waiting = [PollFd::new(stdin, PollFlags::IN)];
        match poll(&mut waiting, at_most.as_ref()) {
            Ok(0) => Some(false),
            Ok(_) => {
                let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
                (!waiting[0].revents().intersects(gone)).then_some(true)
            }
            // A signal; nobody knows how much of the time is left, and it does not matter.
            Err(Errno::INTR) => has_more(stdin, patience),
            Err(_) => None,
        }
    }

    fn read(stdin: &Stdin) -> Option<Vec<u8>> {
        let mut bytes = [0; 1024];
        match rustix::io::read(stdin, &mut bytes) {
            Ok(read) => Some(bytes[..read].to_vec()),
            Err(Errno::INTR | Errno::AGAIN) => Some(Vec::new()),
            Err(_) => None,
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::sync::mpsc::Sender;

    use crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};

    use crate::io::key_codes::{key, with_control};
    use crate::session::Happening;

    /// Nothing when the keyboard is gone.
    pub(super) fn listen(queue: &Sender<Happening>) -> Option<()> {
        loop {
            let read = event::read().ok()?;
            if let Some(happening) = happening(&read)
                && queue.send(happening).is_err()
            {
                return Some(());
            }
        }
    }

    fn happening(read: &Event) -> Option<Happening> {
        let pressed = match read {
            Event::Key(pressed) if pressed.kind != KeyEventKind::Release => pressed,
            Event::Resize(..) => return Some(Happening::Resized),
            _ => return None,
        };
        let control = pressed.modifiers.contains(KeyModifiers::CONTROL);
        match pressed.code {
            _ if pressed.modifiers.contains(KeyModifiers::ALT) => None,
            KeyCode::Char(letter) if control => with_control(letter),
            KeyCode::Char(letter) => key(letter),
            KeyCode::Backspace => key('\x08'),
            KeyCode::Enter => key('\r'),
            _ => None,
        }
    }
}
