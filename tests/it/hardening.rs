//! What the program denies itself, as the kernel says it of a program that runs.

#![cfg(target_os = "linux")]

use std::io::Read;
use std::process::{Command, Stdio};

use crate::run::{program, read};

/// More lines than a pipe holds, so that who lists them waits for a reader.
fn long_journal() -> String {
    let line = |nth: usize| {
        format!(
            "{{\"v\":1,\"id\":\"20261101T080000.000Z-{nth}\",\"at\":\"2026-11-01T09:00:00.000+01:00\",\
             \"event\":\"activity\",\"what\":\"walk\",\"minutes\":9}}\n"
        )
    };
    (0..2_000).map(line).collect()
}

/// The soft limits of a program that has begun to write and waits for a reader: of core files, and of memory.
fn limits(args: &[&str]) -> [String; 2] {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    std::fs::create_dir(&home).unwrap();
    std::fs::write(home.join("journal.jsonl"), long_journal()).unwrap();
    // Whoever starts it would like a core file.
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -S -c $(ulimit -H -c); exec \"$0\" \"$@\""])
        .arg(program())
        .args(args)
        .current_dir(folder.path())
        .env_clear()
        .env("STENOSIS_ROUTINE_HOME", &home)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0];
    let begun = child.stdout.as_mut().unwrap().read(&mut first).unwrap();
    let limits = read(format!("/proc/{}/limits", child.id()));
    let _ = child.kill();
    child.wait().unwrap();
    assert_eq!(begun, 1, "{args:?} wrote nothing");
    ["Max core file size", "Max address space"].map(|name| {
        let line = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().next().unwrap().to_owned()
    })
}

/// 1 is as good as none, and the kernel then gives memory to no other program either.
fn is_none(core: &str) -> bool {
    ["0", "1"].contains(&core)
}

#[test]
fn whoever_reads_what_others_wrote_has_a_bound_and_leaves_no_core_file() {
    let [core, memory] = limits(&["journal", "--json"]);
    assert!(is_none(&core), "{core}");
    assert_eq!(memory, (512_u64 << 20).to_string());
}

/// What a session starts, an editor or a speech engine, would have the same bound.
#[test]
fn a_session_leaves_no_core_file_and_has_no_bound() {
    let [core, memory] = limits(&["start", "--plain", "--mute", "seated-cat-cow"]);
    assert!(is_none(&core), "{core}");
    assert_eq!(memory, "unlimited");
}
