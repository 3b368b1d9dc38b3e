//! W-08: the program at a terminal that nobody reads ends all the same, and gives it back.

#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus};
use std::sync::mpsc::channel;
use std::time::Duration;

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Termios, tcgetattr};

use crate::run::program;
use crate::terminal::cells;

/// A slow disk has five seconds; a terminal has none.
const ENDS_WITHIN: Duration = Duration::from_secs(5);

fn start(home: &Path) -> (Pty, Child, Termios) {
    let (pty, inside) = open().unwrap();
    pty.resize(Size::new(24, 80)).unwrap();
    let found = tcgetattr(&pty).unwrap();
    let command = Command::new(program()).args(["start", "--mute", "seated-cat-cow"]).env_clear();
    let command = command.env("HOME", home).env("LANG", "C.UTF-8").env("TERM", "xterm-256color");
    let child = command.spawn(inside).unwrap();
    (pty, child, found)
}

/// The terminal as the program has it.
fn inside(child: &Child) -> PathBuf {
    std::fs::read_link(format!("/proc/{}/fd/1", child.id())).unwrap()
}

/// Writes into it until it takes no more, also a moment later: the system has room of its own.
fn fill(path: &Path) {
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    let mut full = std::fs::OpenOptions::new().write(true).custom_flags(flags).open(path).unwrap();
    let moment = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
    while poll(&mut [PollFd::new(&full, PollFlags::OUT)], Some(&moment)).unwrap() > 0 {
        while full.write(&[b'x'; 256]).is_ok() {}
    }
}

/// How it ended, within the time.
#[track_caller]
fn end(mut child: Child) -> ExitStatus {
    let pid = Pid::from_child(&child);
    let (sender, ended) = channel();
    std::thread::spawn(move || sender.send(child.wait().unwrap()));
    ended.recv_timeout(ENDS_WITHIN).unwrap_or_else(|error| {
        kill_process(pid, Signal::KILL).unwrap();
        panic!("{error}: it goes on");
    })
}

/// What there is to read behind its end.
fn rest(pty: &mut Pty) -> Vec<u8> {
    let mut rest = Vec::new();
    // Ends with an error when all of it was read.
    let _ = pty.read_to_end(&mut rest);
    rest
}

#[test]
fn w_08_a_terminal_that_nobody_reads_is_given_back_at_any_signal() {
    let ways: [(Option<Signal>, i32); 7] = [
        (Some(Signal::HUP), 129),
        (Some(Signal::INT), 130),
        (Some(Signal::QUIT), 130),
        (Some(Signal::TERM), 143),
        (Some(Signal::USR1), 143),
        (Some(Signal::ALARM), 143),
        // Ctrl-C as a key.
        (None, 130),
    ];
    for (signal, code) in ways {
        let home = tempfile::tempdir().unwrap();
        let (mut pty, child, found) = start(home.path());
        let mut emulator = vt100::Parser::new(cells(24), cells(80), 0);
        let mut piece = [0; 4096];
        while !emulator.screen().contents().contains("BEFORE YOU BEGIN") {
            let count = pty.read(&mut piece).unwrap();
            emulator.process(&piece[..count]);
        }
        assert!(emulator.screen().alternate_screen());
        fill(&inside(&child));
        // Something new is to be shown, and nobody takes it.
        pty.write_all(b"n").unwrap();
        match signal {
            Some(signal) => kill_process(Pid::from_child(&child), signal).unwrap(),
            None => pty.write_all(b"\x03").unwrap(),
        }
        assert_eq!(end(child).code(), Some(code), "{signal:?}");
        let now = tcgetattr(&pty).unwrap();
        assert_eq!(now.local_modes, found.local_modes);
        assert_eq!(now.input_modes, found.input_modes);
        assert_eq!(now.output_modes, found.output_modes);
        emulator.process(&rest(&mut pty));
        let screen = emulator.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor(), "{signal:?}");
        assert!(!screen.bracketed_paste(), "{signal:?}");
    }
}
