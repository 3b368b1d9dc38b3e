//! The terminal: whether there is one, how wide it is, and single keys without Enter.

use std::io::{self, IsTerminal};

/// How wide a page is where nobody says.
const WIDTH: usize = 80;

/// Whether a person reads what is printed.
pub fn is_screen() -> bool {
    io::stdout().is_terminal()
}

/// Whether a person can press keys: both ends are a terminal, and it is ours to read.
pub fn has_keyboard() -> bool {
    io::stdin().is_terminal() && is_screen() && in_foreground()
}

/// A program in the background that reads keys is stopped by the system.
#[cfg(unix)]
fn in_foreground() -> bool {
    let ours = rustix::process::getpgrp();
    rustix::termios::tcgetpgrp(io::stdin()).is_ok_and(|group| group == ours)
}

#[cfg(not(unix))]
fn in_foreground() -> bool {
    true
}

/// How many columns a line may have.
pub fn width() -> usize {
    let size = || crossterm::terminal::size().ok().filter(|_| is_screen());
    size().map_or(WIDTH, |(columns, _)| usize::from(columns).clamp(20, 100))
}

/// Single keys without Enter, until it is dropped.
#[derive(Debug)]
pub struct SingleKeys;

impl SingleKeys {
    /// Begins; nothing where the terminal cannot do that. What was typed before is forgotten: it
    /// was meant for somebody else.
    pub fn begin() -> Option<SingleKeys> {
        crossterm::terminal::enable_raw_mode().ok()?;
        forget_what_was_typed();
        Some(SingleKeys)
    }
}

impl Drop for SingleKeys {
    fn drop(&mut self) {
        restore();
    }
}

#[cfg(unix)]
fn forget_what_was_typed() {
    // A terminal that cannot forget costs a key too many, and nothing else.
    let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
}

#[cfg(not(unix))]
fn forget_what_was_typed() {
    use crossterm::event;
    while event::poll(std::time::Duration::ZERO).is_ok_and(|typed| typed) && event::read().is_ok() {
    }
}

/// Gives the terminal back as it was found.
pub fn restore() {
    // Nobody is left to tell when this fails: the terminal is gone.
    let _ = crossterm::terminal::disable_raw_mode();
}
