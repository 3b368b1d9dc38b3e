//! Another program that is given words and answers with bytes: within a time, within a size, or not.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::domain::units::Moment;
use crate::io::clock::SessionClock;

/// Between two looks at whether a program that has said everything is over.
const LOOK_AGAIN: Duration = Duration::from_millis(2);

/// What a program writes that reads these words; nothing where it fails, writes more than `most` bytes, or
/// takes longer than `within`. Then it is ended, and whatever it has started.
pub(super) fn answer(
    mut command: Command,
    words: String,
    most: usize,
    within: Duration,
) -> Option<Vec<u8>> {
    let clock = SessionClock::start(1);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let heard = talk(&mut child, words, most, within);
    let is_well = heard.is_some() && ends_well(&mut child, clock, Moment::at(within));
    if !is_well {
        end(&mut child);
    }
    heard.filter(|bytes| is_well && bytes.len() <= most)
}

/// Tells the words and takes the answer, each on a thread of its own: a program may do neither.
fn talk(child: &mut Child, words: String, most: usize, within: Duration) -> Option<Vec<u8>> {
    let (mut stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    let tell = move || {
        // Who does not read to the end may have heard enough.
        let _ = stdin.write_all(words.as_bytes());
    };
    let (told, heard) = channel();
    let listen = move || {
        let mut bytes = Vec::new();
        let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let read = stdout.take(limit).read_to_end(&mut bytes).map(|_| bytes);
        // Nobody may be waiting any more.
        let _ = told.send(read);
    };
    thread::Builder::new().name("words".into()).spawn(tell).ok()?;
    thread::Builder::new().name("speech".into()).spawn(listen).ok()?;
    heard.recv_timeout(within).ok()?.ok()
}

/// Whether a program that has closed its end says, in time, that all went well.
fn ends_well(child: &mut Child, clock: SessionClock, until: Moment) -> bool {
    let (_open, never) = channel::<()>();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if clock.now() < until => {}
            Ok(None) | Err(_) => return false,
        }
        // Nothing comes: this is how a thread here waits.
        if never.recv_timeout(LOOK_AGAIN) == Err(RecvTimeoutError::Disconnected) {
            return false;
        }
    }
}

/// Ends a program, with what it has started where the system can tell.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Ok(None) = child.try_wait() {
        let group = rustix::process::Pid::from_child(child);
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    // It may be over already.
    let _ = child.kill().and_then(|()| child.wait());
}
