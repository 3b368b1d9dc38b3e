//! Keys and signals, brought to one place: each has a thread that waits for nothing else.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyCode, KeyEventKind, KeyModifiers};

use crate::session::{Happening, KeyPress, Signal};

/// What comes from outside.
#[derive(Debug)]
pub struct Inbox {
    letters: Receiver<Happening>,
    /// What came while keys were forgotten.
    kept: VecDeque<Happening>,
    /// Kept, so that an inbox without keyboard and signals waits instead of ending.
    open: Sender<Happening>,
}

impl Inbox {
    /// Begins to listen: to signals always, to keys where there is a keyboard.
    pub fn open(keyboard: bool) -> Inbox {
        let (sender, letters) = channel();
        listen_to_signals(sender.clone());
        if keyboard {
            let sender = sender.clone();
            thread::spawn(move || listen_to_keys(&sender));
        }
        Inbox { letters, kept: VecDeque::new(), open: sender }
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
            None => self.letters.recv().ok(),
            Some(at_most) => self.letters.recv_timeout(at_most).ok(),
        }
    }

    /// Forgets the keys that have come so far, and nothing else.
    pub fn forget_keys(&mut self) {
        let come = std::iter::from_fn(|| self.letters.try_recv().ok());
        self.kept.extend(come.filter(|happening| !matches!(happening, Happening::Key(_))));
    }
}

/// Where a key is there and was not told of yet, it is asked for again after this.
const ASK_AGAIN: Duration = Duration::from_millis(20);

/// Ends when the keyboard is gone.
fn listen_to_keys(inbox: &Sender<Happening>) {
    let resized = wakes_on_resize();
    loop {
        if !keyboard_is_there(resized.as_ref()) {
            let _ = inbox.send(Happening::Stop(Signal::HangUp));
            return;
        }
        let mut told = false;
        while event::poll(ASK_AGAIN).unwrap_or(false) {
            told = true;
            let Ok(read) = event::read() else { return };
            if let Some(happening) = happening(&read)
                && inbox.send(happening).is_err()
            {
                return;
            }
        }
        if !told {
            for happening in forgotten() {
                if inbox.send(happening).is_err() {
                    return;
                }
            }
        }
    }
}

/// Keys that wait and that crossterm will not tell of before the next one.
#[cfg(unix)]
fn forgotten() -> Vec<Happening> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = std::io::stdin();
    let mut waiting = [PollFd::new(&stdin, PollFlags::IN)];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    if !poll(&mut waiting, Some(&now)).is_ok_and(|ready| ready > 0) {
        return Vec::new();
    }
    let mut bytes = [0; 64];
    let read = rustix::io::read(&stdin, &mut bytes).unwrap_or(0);
    bytes[..read].iter().filter_map(|byte| of_byte(*byte)).collect()
}

#[cfg(not(unix))]
fn forgotten() -> Vec<Happening> {
    Vec::new()
}

/// What a key sends in raw mode, as far as a session knows it.
#[cfg(unix)]
fn of_byte(byte: u8) -> Option<Happening> {
    Some(match byte {
        0x03 | 0x1c => Happening::Stop(Signal::Interrupt),
        0x1a => Happening::Suspend,
        0x08 | 0x7f => Happening::Key(KeyPress::Erase),
        b'\r' | b'\n' => Happening::Key(KeyPress::Enter),
        b' '..=b'~' => Happening::Key(KeyPress::Char(byte.into())),
        _ => return None,
    })
}

/// Becomes readable when the size has changed. crossterm tells of that before it tells of a key, and
/// then forgets the key: so it is asked as soon as there is a new size, and not with the next key.
#[cfg(unix)]
fn wakes_on_resize() -> Option<std::os::unix::net::UnixStream> {
    let (wakes, told) = std::os::unix::net::UnixStream::pair().ok()?;
    wakes.set_nonblocking(true).ok()?;
    signal_hook::low_level::pipe::register(signal_hook::consts::SIGWINCH, told).ok()?;
    Some(wakes)
}

#[cfg(not(unix))]
fn wakes_on_resize() -> Option<()> {
    None
}

/// Waits for a key, or for another size. A closed terminal makes crossterm spin for ever, so it is
/// asked for first.
#[cfg(unix)]
fn keyboard_is_there(resized: Option<&std::os::unix::net::UnixStream>) -> bool {
    use std::io::Read;

    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = std::io::stdin();
    let mut waiting = vec![PollFd::new(&stdin, PollFlags::IN)];
    waiting.extend(resized.map(|resized| PollFd::new(resized, PollFlags::IN)));
    match poll(&mut waiting, None) {
        Err(rustix::io::Errno::INTR) => true,
        Err(_) => false,
        Ok(_) => {
            let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
            let is_there = !waiting[0].revents().intersects(gone);
            // How often it was told does not matter.
            let _ = resized.map(|mut resized| resized.read(&mut [0; 64]));
            is_there
        }
    }
}

#[cfg(not(unix))]
fn keyboard_is_there(_: Option<&()>) -> bool {
    event::poll(Duration::from_secs(3600)).is_ok()
}

fn happening(read: &event::Event) -> Option<Happening> {
    let key = match read {
        event::Event::Key(key) => key,
        // Elsewhere a signal says so.
        event::Event::Resize(..) if cfg!(windows) => return Some(Happening::Resized),
        _ => return None,
    };
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c' | '\\') if control => Some(Happening::Stop(Signal::Interrupt)),
        KeyCode::Char('z') if control => Some(Happening::Suspend),
        KeyCode::Char(letter) if !control => Some(Happening::Key(KeyPress::Char(letter))),
        KeyCode::Backspace => Some(Happening::Key(KeyPress::Erase)),
        KeyCode::Enter => Some(Happening::Key(KeyPress::Enter)),
        _ => None,
    }
}

#[cfg(unix)]
fn listen_to_signals(inbox: Sender<Happening>) {
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
            if inbox.send(happening).is_err() {
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
