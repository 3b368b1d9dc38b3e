//! Signals. What ends the program ends it whatever the terminal does, and gives the terminal back.
//!
//! A signal is put where the session waits. A session that hangs in a write, because nobody reads the
//! terminal, waits nowhere: what nobody has read is then thrown away, the write comes back, and the
//! session ends as it always does. Not to be caught are `KILL` and `STOP`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{
    SIGALRM, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;

use crate::session::{Happening, Signal};

use super::terminal;

/// What would end the program where nobody listened, and what it stands for.
const ENDS: &[(i32, Signal)] = &[
    (SIGHUP, Signal::HangUp),
    (SIGINT, Signal::Interrupt),
    (SIGQUIT, Signal::Interrupt),
    (SIGTERM, Signal::Terminate),
    (SIGUSR1, Signal::Terminate),
    (SIGUSR2, Signal::Terminate),
    (SIGALRM, Signal::Terminate),
    (SIGVTALRM, Signal::Terminate),
    (SIGPROF, Signal::Terminate),
    (SIGXCPU, Signal::Terminate),
    (SIGIO, Signal::Terminate),
];
/// What else is heard; a file that may not grow any more is an error of its write, and no more than that.
const HEARD: &[i32] = &[SIGTSTP, SIGWINCH, SIGXFSZ];
/// How often it is looked whether the program has ended.
const LOOKS_EVERY: Duration = Duration::from_millis(50);
/// So many looks at a terminal that takes nothing, and nobody reads it.
const UNREAD_AFTER: u32 = 4;
/// So many looks until the program ends whatever it does: a slow disk has five seconds.
const ENDS_AFTER: u32 = 140;

/// Begins to listen. Nothing ends the program before the terminal is given back from then on.
pub(super) fn listen(queue: Sender<Happening>) {
    let all = ENDS.iter().map(|(number, _)| number).chain(HEARD);
    let Ok(mut signals) = Signals::new(all) else { return };
    let heard = move || {
        for number in signals.forever() {
            match (ENDS.iter().find(|(ends, _)| *ends == number), number) {
                (Some((_, signal)), _) => {
                    see_to_the_end(number);
                    // Where nobody waits any more the program is about to end.
                    let _ = queue.send(Happening::Stop(*signal));
                }
                (None, SIGTSTP) => drop(queue.send(Happening::Suspend)),
                (None, SIGWINCH) => drop(queue.send(Happening::Resized)),
                _ => {}
            }
        }
    };
    // Without a thread nobody hears a signal; keys end the session still.
    let _ = thread::Builder::new().name("signals".into()).spawn(heard);
}

/// The same for Ctrl-C as a key.
pub(super) fn see_to_the_end_of_an_interrupt() {
    see_to_the_end(SIGINT);
}

/// Looks on until the program has ended, and helps where it cannot.
#[expect(clippy::disallowed_methods, reason = "it looks on beside the session, which may hang")]
fn see_to_the_end(number: i32) {
    static LOOKS_ON: AtomicBool = AtomicBool::new(false);
    if LOOKS_ON.swap(true, Ordering::SeqCst) {
        return;
    }
    let look_on = move || {
        let mut full = 0;
        for _ in 0..ENDS_AFTER {
            thread::sleep(LOOKS_EVERY);
            full = if terminal::takes_more() { 0 } else { full + 1 };
            if full < UNREAD_AFTER {
                continue;
            }
            if !terminal::throw_away_what_is_unread() {
                // A pipe keeps what it has.
                break;
            }
            wake_whoever_writes();
        }
        terminal::give_back_in_a_hurry();
        signal_hook::low_level::exit(128 + number);
    };
    // Without a thread the session has to end by itself, as it nearly always does.
    let _ = thread::Builder::new().name("end".into()).spawn(look_on);
}

/// A write that hangs begins again when a signal has come; this one means nothing.
fn wake_whoever_writes() {
    // Where it cannot be sent, the last look ends the program.
    let _ =
        rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::WINCH);
}

/// Stops this program as Ctrl-Z does; comes back when it is continued.
pub(super) fn stop_until_continued() {
    // Where a program cannot be stopped it simply goes on, paused.
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}
