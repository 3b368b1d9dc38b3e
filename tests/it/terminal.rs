//! The program in a real pseudo-terminal: whatever happens, the terminal is given back as it was.

#![cfg(unix)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::process::{Child, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use rustix::fd::AsFd;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use rustix::termios::{InputModes, LocalModes, OutputModes, tcgetattr};

use stenosis_routine::cli;
use stenosis_routine::io::terminal::{OwnScreen, SingleKeys};

use crate::run::program;

/// Long enough for a busy machine; reached only where something is broken.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program at a terminal, with somebody who watches.
pub(crate) struct Terminal {
    pty: Pty,
    pub(crate) child: Child,
    bytes: Receiver<Vec<u8>>,
    pub(crate) emulator: vt100::Parser,
    found: (LocalModes, InputModes, OutputModes),
    _home: tempfile::TempDir,
}

impl Terminal {
    fn open(program: &std::path::Path, args: &[&str]) -> Terminal {
        Terminal::at_home(tempfile::tempdir().unwrap(), program, args)
    }

    pub(crate) fn at_home(
        home: tempfile::TempDir,
        program: &std::path::Path,
        args: &[&str],
    ) -> Terminal {
        Terminal::of_kind("xterm-256color", "", home, program, args)
    }

    /// The same at a terminal of that kind, where programs are looked for in that folder.
    pub(crate) fn of_kind(
        term: &str,
        path: impl AsRef<std::ffi::OsStr>,
        home: tempfile::TempDir,
        program: &std::path::Path,
        args: &[&str],
    ) -> Terminal {
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(24, 80)).unwrap();
        let found = modes(&pty);
        let command = Command::new(program).args(args).env_clear().env("HOME", home.path());
        let command = command.env("LANG", "C.UTF-8").env("TERM", term).env("PATH", path);
        let child = command.spawn(pts).unwrap();
        let mut reader = std::fs::File::from(pty.as_fd().try_clone_to_owned().unwrap());
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            // Ends with an error when the program is gone.
            while let Ok(count @ 1..) = reader.read(&mut piece) {
                let _ = sender.send(piece[..count].to_vec());
            }
        });
        let emulator = vt100::Parser::new(cells(24), cells(80), 0);
        Terminal { pty, child, bytes, emulator, found, _home: home }
    }

    /// A session at its plan, and then in its first set-up.
    fn started() -> Terminal {
        let mut terminal = Terminal::open(&program(), &["start", "--mute", "seated-cat-cow"]);
        terminal.go_to_the_plan();
        terminal.press(" ");
        terminal.until("q finish");
        terminal
    }

    /// Through the questions of a first run, with no trouble.
    pub(crate) fn go_to_the_plan(&mut self) {
        self.until("BEFORE YOU BEGIN");
        self.press("n");
        self.until("leaning back");
        self.press("n");
        self.until("Number, then Enter");
        self.press("\r");
        self.until("space  begin");
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.send(keys.as_bytes());
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.pty.write_all(bytes).unwrap();
    }

    pub(crate) fn text(&self) -> String {
        self.emulator.screen().contents()
    }

    /// Watches until this can be read.
    #[track_caller]
    pub(crate) fn until(&mut self, text: &str) {
        self.until_screen(text, |screen| screen.contents().contains(text));
    }

    #[track_caller]
    pub(crate) fn until_screen(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        while !is_so(self.emulator.screen()) {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(piece) => self.emulator.process(&piece),
                Err(error) => panic!("{error}: no {what:?} in\n{}", self.text()),
            }
        }
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Watches to the end; gives how it ended.
    #[track_caller]
    pub(crate) fn end(&mut self) -> ExitStatus {
        loop {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(piece) => self.emulator.process(&piece),
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap(),
                Err(RecvTimeoutError::Timeout) => panic!("it goes on:\n{}", self.text()),
            }
        }
    }

    /// The terminal is as it was found: its modes, its cursor, its normal screen.
    #[track_caller]
    pub(crate) fn is_as_it_was(&self) {
        assert_eq!(modes(&self.pty), self.found);
        assert!(!self.emulator.screen().alternate_screen(), "{}", self.text());
        assert!(!self.emulator.screen().hide_cursor());
        assert!(!self.emulator.screen().bracketed_paste());
    }
}

pub(crate) fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn modes(pty: &Pty) -> (LocalModes, InputModes, OutputModes) {
    let found = tcgetattr(pty).unwrap();
    (found.local_modes, found.input_modes, found.output_modes)
}

#[test]
fn by_key_or_by_signal_it_leaves_a_working_terminal_and_the_way_up() {
    for (signal, key, code) in [
        (None, "qq\r", 0),
        (None, "\u{3}", 130),
        (Some(Signal::TERM), "", 143),
        (Some(Signal::HUP), "", 129),
        (Some(Signal::QUIT), "", 130),
        (Some(Signal::USR1), "", 143),
        (Some(Signal::ALARM), "", 143),
        (Some(Signal::XCPU), "", 143),
    ] {
        let mut terminal = Terminal::started();
        for key in key.chars() {
            terminal.press(&key.to_string());
            if key == 'q' {
                terminal.until(if terminal.text().contains("Finish here?") {
                    "Why?"
                } else {
                    "Finish here?"
                });
            }
        }
        if let Some(signal) = signal {
            terminal.signal(signal);
        }
        assert_eq!(terminal.end().code(), Some(code));
        terminal.is_as_it_was();
        assert!(terminal.text().contains("Stand when you feel steady."), "{}", terminal.text());
    }
}

#[test]
fn ctrl_c_is_heard_whatever_began_before() {
    for begun in ["\u{1b}[?2026;2", "\u{1b}]11;rgb:11", "\u{1b}P", "\u{1b}[200~n", "\u{1b}"] {
        let mut terminal = Terminal::open(&program(), &["start", "--mute", "seated-cat-cow"]);
        terminal.until("BEFORE YOU BEGIN");
        terminal.press(&format!("{begun}\u{3}"));
        assert_eq!(terminal.end().code(), Some(130));
        terminal.is_as_it_was();
    }
}

#[test]
fn a_screen_that_somebody_has_written_on_is_drawn_anew() {
    let mut terminal = Terminal::started();
    terminal.emulator.process(b"\x1b[2J\x1b[HBroadcast message");
    terminal.press("\u{c}");
    terminal.until_screen("a clean screen", |screen| {
        let text = screen.contents();
        text.contains("q finish") && !text.contains("Broadcast")
    });
    terminal.signal(Signal::TERM);
    terminal.end();
}

#[test]
fn too_much_twice_leads_to_gentle_day() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().to_owned();
    let own = path.join(".local/share/stenosis-routine");
    std::fs::create_dir_all(&own).unwrap();
    let today = jiff::Zoned::now().date();
    let ago = |days: i32| today - jiff::Span::new().days(days);
    std::fs::write(own.join("profile.toml"), "[flags]\next-sensitive = \"no\"\n").unwrap();
    let log = [
        crate::memory::line(ago(3), "a", r#""event":"remembered","fact":"card","card":1"#),
        crate::memory::finished(ago(3), "a", "seated-cat-cow"),
        crate::memory::line(
            ago(2),
            "b",
            r#""event":"answer","question":"after-last-time","answer":"later","offset_ms":0"#,
        ),
        crate::memory::finished(ago(1), "b", "seated-cat-cow"),
    ];
    std::fs::write(own.join("journal.jsonl"), log.concat()).unwrap();
    let mut terminal = Terminal::at_home(home, &program(), &["start", "--mute", "seated-cat-cow"]);
    for (seen, key) in [
        ("Anything new", "n"),
        ("back to your usual", "3"),
        ("Too much twice in a row", " "),
        ("Gentle day", "q"),
    ] {
        terminal.until(seen);
        terminal.press(key);
    }
    assert_eq!(terminal.end().code(), Some(0));
    terminal.is_as_it_was();
    // And so it stays for the day.
    let kept = std::fs::read_to_string(own.join("journal.jsonl")).unwrap();
    let again = tempfile::tempdir().unwrap();
    let own = again.path().join(".local/share/stenosis-routine");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("journal.jsonl"), kept).unwrap();
    let mut terminal = Terminal::at_home(again, &program(), &["start", "--mute", "seated-cat-cow"]);
    for (seen, key) in
        [("Anything new", "n"), ("Which is so", "\r"), ("Pain now", "\r"), ("Gentle day", "q")]
    {
        terminal.until(seen);
        terminal.press(key);
    }
    assert_eq!(terminal.end().code(), Some(0));
}

/// What is seen and pressed; what is shown then; the file that knows it, and what it says.
type Way = (&'static [(&'static str, &'static str)], &'static str, &'static str, &'static str);

/// C-02: killed while the page stands there, the next start knows.
#[test]
fn what_a_page_was_shown_for_survives_a_kill() {
    let ways: [Way; 3] = [
        (&[("BEFORE YOU BEGIN", "1")], "STOP. THIS NEEDS", "journal.jsonl", "emergency"),
        (&[("BEFORE YOU BEGIN", "n")], "leaning back", "journal.jsonl", "card"),
        (
            &[("BEFORE YOU BEGIN", "n"), ("leaning back", "n")],
            "Number, then Enter",
            "profile.toml",
            "spondylolisthesis = \"no\"",
        ),
    ];
    for (keys, shown, file, known) in ways {
        let home = tempfile::tempdir().unwrap();
        let kept = home.path().join(".local/share/stenosis-routine").join(file);
        let mut terminal =
            Terminal::at_home(home, &program(), &["start", "--mute", "seated-cat-cow"]);
        for (seen, key) in keys {
            terminal.until(seen);
            terminal.press(key);
        }
        terminal.until(shown);
        terminal.signal(Signal::KILL);
        terminal.child.wait().unwrap();
        let kept = std::fs::read_to_string(kept).unwrap();
        assert!(kept.contains(known), "{shown}: {kept}");
    }
}

/// The disk fails while the answers are read, and is well again when new ones would be written.
#[test]
fn answers_that_could_not_be_read_are_not_written_over_by_a_session() {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join(".local/share/stenosis-routine");
    std::fs::create_dir_all(&own).unwrap();
    let path = own.join("profile.toml");
    std::fs::write(&path, "[flags\n").unwrap();
    let mut terminal = Terminal::at_home(home, &program(), &["start", "--mute", "seated-cat-cow"]);
    terminal.until("BEFORE YOU BEGIN");
    terminal.press("n");
    terminal.until("leaning back");
    let told = "[flags]\nosteoporosis = \"yes\"\n";
    std::fs::write(&path, told).unwrap();
    terminal.press("n");
    terminal.until("Number, then Enter");
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
    assert!(terminal.text().contains("are not kept"), "{}", terminal.text());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), told);
}

#[test]
fn it_sleeps_and_wakes_three_times() {
    let mut terminal = Terminal::started();
    for _ in 0..3 {
        terminal.press("\u{1a}");
        let pid = Pid::from_child(&terminal.child);
        waitpid(Some(pid), WaitOptions::UNTRACED).unwrap();
        terminal.until_screen("normal screen", |screen| !screen.alternate_screen());
        assert_eq!(modes(&terminal.pty), terminal.found);
        terminal.signal(Signal::CONT);
        terminal.until("Paused. Space goes on.");
        terminal.press(" ");
        terminal.until("in three seconds.");
    }
    terminal.press("q");
    terminal.until("Finish here?");
    terminal.press("q");
    terminal.until("Why?");
    terminal.press("\r");
    assert_eq!(terminal.end().code(), Some(0));
    terminal.is_as_it_was();
}

#[test]
fn twenty_sizes_leave_no_old_line() {
    let mut terminal = Terminal::started();
    let sizes = (0..20_u16).map(|nth| (16 + nth % 7 * 3, 60 + nth % 5 * 17));
    for (rows, columns) in sizes {
        terminal.pty.resize(Size::new(rows, columns)).unwrap();
        terminal.emulator.screen_mut().set_size(cells(rows), cells(columns));
        terminal.emulator.process(b"\x1b[2J");
        terminal.until("q finish");
        let text = terminal.text();
        assert_eq!(text.matches("q finish").count(), 1, "{rows} x {columns}\n{text}");
        assert_eq!(text.matches("exercise 1 of 5").count(), 1, "{rows} x {columns}\n{text}");
    }
    terminal.signal(Signal::TERM);
    terminal.end();
    terminal.is_as_it_was();
}

#[test]
fn a_key_behind_a_resize_is_heard_at_once() {
    for (columns, rows) in [(60, 20), (80, 25), (100, 30)] {
        let mut terminal = Terminal::started();
        terminal.pty.resize(Size::new(rows, columns)).unwrap();
        terminal.emulator.screen_mut().set_size(cells(rows), cells(columns));
        terminal.emulator.process(b"\x1b[2J");
        terminal.until("q finish");
        terminal.press("p");
        terminal.until("What do you notice?");
        terminal.signal(Signal::TERM);
        terminal.end();
    }
}

#[test]
fn a_fault_in_the_program_leaves_a_working_terminal() {
    let this = std::env::current_exe().unwrap();
    let args = ["--exact", "terminal::a_screen_that_breaks", "--ignored", "--nocapture"];
    let mut terminal = Terminal::open(&this, &args);
    terminal.end();
    terminal.is_as_it_was();
    assert!(terminal.text().contains("a fault in the program"), "{}", terminal.text());
}

#[test]
#[ignore = "breaks on purpose, in a terminal of its own; the test above runs it"]
fn a_screen_that_breaks() {
    cli::give_back_the_terminal_on_a_fault();
    let _keys = SingleKeys::begin().unwrap();
    let _screen = OwnScreen::enter();
    panic!("on purpose");
}
