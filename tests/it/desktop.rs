//! What a session finds around it: other programs, consoles, a machine without sound.

#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::process::Signal;

use crate::run::program;
use crate::terminal::Terminal;

/// Long enough for a busy machine; reached only where something is broken.
const PATIENCE: Duration = Duration::from_secs(20);

fn script(path: &Path, text: &str) {
    std::fs::write(path, format!("#!/bin/sh\n{text}\n")).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// The lines that are written into a pipe of that name, by whoever opens it.
fn lines_of(pipe: &Path) -> Receiver<String> {
    let made = std::process::Command::new("mkfifo").arg(pipe).status().unwrap();
    assert!(made.success());
    // Open for writing too, so that it does not end between two writers.
    let open = std::fs::File::options().read(true).write(true).open(pipe).unwrap();
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(open).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    lines
}

/// The processes that this one has begun and not yet taken leave of, and whether each has ended.
#[cfg(target_os = "linux")]
fn children(of: u32) -> Vec<(String, bool)> {
    let stat = |entry: std::fs::DirEntry| std::fs::read_to_string(entry.path().join("stat")).ok();
    let all = std::fs::read_dir("/proc").unwrap().filter_map(|entry| stat(entry.ok()?));
    let child = |stat: String| {
        let (name, rest) = stat.split_once('(')?.1.rsplit_once(") ")?;
        let mut rest = rest.split(' ');
        let (state, parent) = (rest.next()?, rest.next()?);
        (parent == of.to_string()).then(|| (name.to_owned(), state == "Z"))
    };
    all.filter_map(child).collect()
}

/// W-11: the first way exists and fails, the second one holds.
#[cfg(target_os = "linux")]
#[test]
fn w_11_the_display_stays_lit_by_the_first_way_that_holds() {
    for face in ["--plain", "--reduced-motion"] {
        let ways = tempfile::tempdir().unwrap();
        let pipe = ways.path().join("pipe");
        let began = lines_of(&pipe);
        let says = |what: &str| format!("echo {what} > {}", pipe.display());
        script(&ways.path().join("gnome-session-inhibit"), &format!("{}; exit 1", says("failed")));
        let holds = format!("{}; /bin/cat; {}", says("holds"), says("let go"));
        script(&ways.path().join("systemd-inhibit"), &holds);
        let home = tempfile::tempdir().unwrap();
        let args = ["start", "--mute", face, "seated-cat-cow"];
        let mut terminal =
            Terminal::of_kind("xterm-256color", ways.path(), home, &program(), &args);
        terminal.go_to_the_plan();
        terminal.press(" ");
        assert_eq!(began.recv_timeout(PATIENCE).as_deref(), Ok("failed"), "{face}");
        // Whenever something is shown it is looked whether that has ended.
        let holds = (0..200).any(|_| {
            terminal.press("m");
            began.recv_timeout(Duration::from_millis(20)).as_deref() == Ok("holds")
        });
        assert!(holds, "{face}: {}", terminal.text());
        assert_eq!(
            children(terminal.child.id()),
            [("systemd-inhibit".to_owned(), false)],
            "{face}"
        );
        terminal.signal(Signal::TERM);
        assert_eq!(terminal.end().code(), Some(143));
        assert_eq!(children(terminal.child.id()), []);
    }
}

/// W-16: a console has no Braille, and few blocks.
#[test]
fn w_16_on_a_console_everything_is_ascii() {
    let home = tempfile::tempdir().unwrap();
    let args = ["start", "--mute", "seated-cat-cow"];
    let mut terminal = Terminal::of_kind("linux", "", home, &program(), &args);
    terminal.go_to_the_plan();
    assert!(terminal.text().is_ascii(), "{}", terminal.text());
    terminal.press(" ");
    terminal.until("q finish");
    assert!(terminal.text().is_ascii(), "{}", terminal.text());
    terminal.signal(Signal::TERM);
    terminal.end();
}

/// W-25: a volume that nobody can hear is not told as if it were heard.
#[test]
fn w_25_the_volume_is_told_with_the_truth_about_the_sound() {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join(".local/share/stenosis-routine");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("settings.toml"), "volume = 3\nmute = true\n").unwrap();
    let args = ["start", "--plain", "seated-cat-cow"];
    let mut terminal = Terminal::of_kind("xterm-256color", "", home, &program(), &args);
    terminal.go_to_the_plan();
    assert!(
        terminal.text().contains("Sound off, as last time. Sound on: m"),
        "{}",
        terminal.text()
    );
    terminal.press("m");
    terminal.until("Volume 3 of 10, once there is sound.");
    terminal.signal(Signal::TERM);
    terminal.end();
}
