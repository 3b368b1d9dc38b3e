//! The terminal: whether there is one, how wide it is, and single keys without Enter.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the file that asks and tells the terminal, by its own streams"
)]

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::faces::big_text::Ink;
use crate::faces::grid::Palette;

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

/// How many columns and rows there are.
pub fn size() -> (usize, usize) {
    let size = asked_size().filter(|(columns, rows)| *columns > 0 && *rows > 0);
    size.map_or((WIDTH, 24), |(columns, rows)| (columns.into(), rows.into()))
}

/// Asked here: crossterm runs another program where there is no terminal.
#[cfg(unix)]
fn asked_size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    Some((size.ws_col, size.ws_row))
}

#[cfg(not(unix))]
fn asked_size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok().filter(|_| is_screen())
}

/// Whether a session can have a screen of its own: a terminal that knows more than lines, and a
/// person who did not ask for lines.
pub fn can_draw() -> bool {
    let set = |name| environment(name).is_some_and(|value| !value.is_empty() && value != "0");
    is_screen() && environment("TERM").is_none_or(|term| term != "dumb") && !set("ACCESSIBLE")
}

/// The colours that the terminal has, and that a person wants: `NO_COLOR` and `CLICOLOR_FORCE` say so.
pub fn palette() -> Palette {
    let wants_colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let many = environment("COLORTERM").is_some_and(|value| !value.is_empty())
        || environment("TERM").is_some_and(|term| term.contains("256color"));
    if wants_colour && many { Palette::Colours } else { Palette::Plain }
}

/// Terminals whose letters are those of a console or of a printer: no Braille, few blocks.
const FEW_CHARACTERS: &[&str] =
    &["linux", "ansi", "cons25", "dumb", "vt52", "vt100", "vt102", "vt220", "wsvt25"];

/// Terminals that draw sixths of a cell themselves, whatever their font has. Others may, but their names do not
/// say so.
const SIXTHS_OF_A_CELL: &[&str] = &[
    "contour",
    "foot",
    "foot-direct",
    "foot-extra",
    "ghostty",
    "wezterm",
    "xterm-ghostty",
    "xterm-kitty",
];

/// What there is to draw with: ASCII without UTF-8, and on a console.
pub fn ink() -> Ink {
    let told = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(environment);
    let locale = told.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    let term = environment("TERM").unwrap_or_default();
    if cfg!(windows) { Ink::Blocks } else { ink_of(&locale, &term) }
}

fn ink_of(locale: &str, term: &str) -> Ink {
    // What `screen` and `tmux` call themselves may name what they run on: `screen.linux`.
    let is_console = term.split(['-', '.']).any(|part| FEW_CHARACTERS.contains(&part));
    match is_utf_8(locale) && !is_console {
        true if SIXTHS_OF_A_CELL.contains(&term) => Ink::Sextants,
        true => Ink::Blocks,
        false => Ink::Ascii,
    }
}

fn is_utf_8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is where what a terminal says of itself is read"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Whether the other screen is shown, for whoever has to give it back in a hurry.
static OWN: AtomicBool = AtomicBool::new(false);
/// Whether pasted text comes between marks, for the same.
static MARKED: AtomicBool = AtomicBool::new(false);
/// Whether either was ever so: what gave it back may have been thrown away unread.
static WAS_OWN: AtomicBool = AtomicBool::new(false);
static WAS_MARKED: AtomicBool = AtomicBool::new(false);

/// Whether nobody reads the terminal any more, and the program is to end.
static UNREAD: AtomicBool = AtomicBool::new(false);

/// Whether what is written still goes somewhere; if not, only what gives the terminal back does.
pub fn is_read() -> bool {
    !UNREAD.load(Ordering::SeqCst)
}

/// Whether what is written now is taken at once.
#[cfg(unix)]
pub(super) fn takes_more() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let out = io::stdout();
    let mut waiting = [PollFd::new(&out, PollFlags::OUT)];
    poll(&mut waiting, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
}

/// What nobody has read is thrown away, so that a write that hangs comes back, and one that was held
/// up goes on; from then on only what gives the terminal back is written. Whether that can be done.
#[cfg(unix)]
pub(super) fn throw_away_what_is_unread() -> bool {
    use rustix::termios::{Action, QueueSelector, tcflow, tcflush};
    UNREAD.store(true, Ordering::SeqCst);
    OWN.store(WAS_OWN.load(Ordering::SeqCst), Ordering::SeqCst);
    MARKED.store(WAS_MARKED.load(Ordering::SeqCst), Ordering::SeqCst);
    let thrown_away = tcflush(io::stdout(), QueueSelector::OFlush);
    thrown_away.and_then(|()| tcflow(io::stdout(), Action::OOn)).is_ok()
}

/// Gives the terminal back past whoever hangs in a write.
#[cfg(unix)]
pub(super) fn give_back_in_a_hurry() {
    raw_mode::end();
    let left = if OWN.load(Ordering::SeqCst) { LEAVE } else { "" };
    let unmarked = if MARKED.load(Ordering::SeqCst) { UNMARKED } else { "" };
    if takes_more() {
        // Nobody is left to tell when this fails: the terminal is gone.
        let _ = rustix::io::write(io::stdout(), [left, unmarked].concat().as_bytes());
    }
}

/// Ends the other screen, and shows the cursor.
const LEAVE: &str = "\x1b[0m\x1b[?2026l\x1b[?25h\x1b[?1049l";
/// Pasted text comes without marks again.
const UNMARKED: &str = "\x1b[?2004l";

/// A screen beside the normal one, without a cursor, until it is dropped.
#[derive(Debug)]
pub struct OwnScreen(());

impl OwnScreen {
    /// Begins, with whatever is written first.
    pub fn enter() -> OwnScreen {
        if !is_read() {
            return OwnScreen(());
        }
        OWN.store(true, Ordering::SeqCst);
        WAS_OWN.store(true, Ordering::SeqCst);
        // Nobody is left to tell when this fails: the terminal is gone.
        let _ = io::stdout().lock().write_all(b"\x1b[?1049h\x1b[?25l");
        OwnScreen(())
    }
}

impl Drop for OwnScreen {
    fn drop(&mut self) {
        leave_own_screen();
    }
}

fn leave_own_screen() {
    if OWN.swap(false, Ordering::SeqCst) {
        write(LEAVE);
    }
}

fn write(text: &str) {
    #[cfg(unix)]
    if !is_read() && !takes_more() {
        throw_away_what_is_unread();
    }
    let mut out = io::stdout().lock();
    // Nobody is left to tell when this fails: the terminal is gone.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// How many columns a line may have.
pub fn width() -> usize {
    size().0.clamp(20, 100)
}

/// Single keys without Enter, until it is dropped.
#[derive(Debug)]
pub struct SingleKeys;

impl SingleKeys {
    /// Begins, where a person can press keys.
    pub fn of_a_person() -> Option<SingleKeys> {
        has_keyboard().then(SingleKeys::begin).flatten()
    }

    /// Begins; nothing where the terminal cannot do that. What was typed before is forgotten: it
    /// was meant for somebody else.
    pub fn begin() -> Option<SingleKeys> {
        raw_mode::begin()?;
        forget_what_was_typed();
        if environment("TERM").is_none_or(|term| term != "dumb") {
            // What is pasted is no answer, and these marks tell it from keys.
            MARKED.store(true, Ordering::SeqCst);
            WAS_MARKED.store(true, Ordering::SeqCst);
            write("\x1b[?2004h");
        }
        Some(SingleKeys)
    }
}

impl Drop for SingleKeys {
    fn drop(&mut self) {
        give_back_keys();
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
    leave_own_screen();
    give_back_keys();
}

fn give_back_keys() {
    // First what no terminal can hold up.
    raw_mode::end();
    if MARKED.swap(false, Ordering::SeqCst) {
        write(UNMARKED);
    }
}

#[cfg(unix)]
mod raw_mode {
    use std::io::stdin;
    use std::sync::{Mutex, PoisonError};

    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

    /// The terminal as it was found, while keys come one by one.
    static FOUND: Mutex<Option<Termios>> = Mutex::new(None);

    pub(super) fn begin() -> Option<()> {
        let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
        let before = tcgetattr(stdin()).ok()?;
        let mut raw = before.clone();
        raw.make_raw();
        tcsetattr(stdin(), OptionalActions::Now, &raw).ok()?;
        found.get_or_insert(before);
        Some(())
    }

    pub(super) fn end() {
        let found = FOUND.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Nobody is left to tell when this fails: the terminal is gone.
        let _ = found.map(|found| tcsetattr(stdin(), OptionalActions::Now, &found));
    }
}

#[cfg(not(unix))]
mod raw_mode {
    pub(super) fn begin() -> Option<()> {
        crossterm::terminal::enable_raw_mode().ok()
    }

    pub(super) fn end() {
        // Nobody is left to tell when this fails: the terminal is gone.
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w_16_a_console_is_drawn_on_in_ascii() {
        for (locale, term, ink) in [
            ("de_DE.UTF-8", "xterm-256color", Ink::Blocks),
            ("C.utf8", "screen.xterm-256color", Ink::Blocks),
            ("C.UTF-8", "", Ink::Blocks),
            ("C.UTF-8", "xterm-kitty", Ink::Sextants),
            ("C.UTF-8", "foot", Ink::Sextants),
            // What runs in one of them may not know the letters, or may be elsewhere.
            ("C.UTF-8", "tmux-256color", Ink::Blocks),
            ("C.UTF-8", "screen.xterm-kitty", Ink::Blocks),
            ("C", "xterm-kitty", Ink::Ascii),
            ("C", "xterm", Ink::Ascii),
            ("", "xterm", Ink::Ascii),
            ("C.UTF-8", "linux", Ink::Ascii),
            ("C.UTF-8", "linux-16color", Ink::Ascii),
            ("C.UTF-8", "screen.linux", Ink::Ascii),
            ("C.UTF-8", "vt100", Ink::Ascii),
            ("C.UTF-8", "dumb", Ink::Ascii),
        ] {
            assert_eq!(ink_of(locale, term), ink, "{locale} {term}");
        }
    }
}
