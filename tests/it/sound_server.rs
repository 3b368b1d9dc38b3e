//! What `doctor` says of sound servers that cannot be used. Nothing here needs one.

#![cfg(all(target_os = "linux", not(feature = "alsa")))]

use std::os::unix::net::UnixListener;

use crate::own_files::Person;
use crate::run::program;

/// The lines about sound, where these variables are set.
fn sound(person: &Person, variables: &[(&str, &str)]) -> Vec<String> {
    let mut command = person.command(program());
    let (said, status) = person.said(command.arg("doctor").envs(variables.iter().copied()));
    assert_eq!(status, 0, "{said}");
    let lines = said.lines().skip_while(|line| !line.starts_with("Sound: "));
    lines
        .take_while(|line| line.starts_with("Sound: ") || line.starts_with("  "))
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn w_14_a_server_on_a_network_is_named_and_no_other_is_taken() {
    let person = Person::new();
    let listens = person.path("work/native");
    let _listener = UnixListener::bind(&listens).unwrap();
    let here = person.path("work").to_string_lossy().into_owned();
    let said = sound(&person, &[("PULSE_SERVER", "tcp:box:4713"), ("PULSE_RUNTIME_PATH", &here)]);
    let wanted = "Sound: none. PULSE_SERVER names tcp:box:4713, and sound goes only to a server on this machine: unix: and a path.";
    assert_eq!(said, [wanted]);
}

/// Opening a pipe waits for somebody who writes into it.
#[test]
fn w_10_a_cookie_that_is_a_pipe_is_not_opened() {
    let person = Person::new();
    let (listens, cookie) = (person.path("work/native"), person.path("work/cookie"));
    let _listener = UnixListener::bind(&listens).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&cookie).status().unwrap();
    assert!(made.success());
    let server = format!("unix:{}", listens.display());
    let cookie = cookie.to_string_lossy().into_owned();
    let said = sound(&person, &[("PULSE_SERVER", &server), ("PULSE_COOKIE", &cookie)]);
    assert_eq!(said.first().unwrap(), "Sound: none. The sound server does not answer.");
}
