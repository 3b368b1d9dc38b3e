//! Any answers of a sound server: so many proper ones, and then these bytes. The program goes on without
//! sound, and says why in words that a terminal can print.

#![no_main]

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use pulseaudio::protocol::{
    AuthReply, Command, CreatePlaybackStreamReply, DESCRIPTOR_SIZE, MAX_VERSION, PlaybackLatency,
    SetClientNameReply, read_descriptor, write_ack_message, write_reply_message,
};

use stenosis_routine::domain::timeline::Place;
use stenosis_routine::domain::units::{Gain, Moment};
use stenosis_routine::format::theme::theme_of_ours;
use stenosis_routine::io::clock::SessionClock;
use stenosis_routine::io::sound::{Sound, describe};
use stenosis_routine_fuzz::assert_printable;

/// What the server says next: how many proper answers, and what comes then.
static SAYS: Mutex<(u8, Vec<u8>)> = Mutex::new((0, Vec::new()));

/// A server for the whole run, at a place of its own.
fn server() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let place = PathBuf::from(format!("/tmp/fuzz-sound-{}", std::process::id()));
        let _ = std::fs::remove_file(&place);
        let listener = UnixListener::bind(&place).expect("a socket in /tmp");
        // Safe: no thread of this process reads the environment yet.
        unsafe { std::env::set_var("PULSE_SERVER", format!("unix:{}", place.display())) };
        thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                thread::spawn(move || serve(socket));
            }
        });
    });
}

fn serve(mut socket: UnixStream) {
    let (proper, bytes) = SAYS.lock().expect("nobody panics with it").clone();
    for _ in 0..proper {
        if answer(&mut socket).is_none() {
            return;
        }
    }
    let _ = socket.write_all(&bytes);
}

/// One message, and its answer.
fn answer(socket: &mut UnixStream) -> Option<()> {
    let mut head = [0; DESCRIPTOR_SIZE];
    socket.read_exact(&mut head).ok()?;
    let head = read_descriptor(&mut head.as_slice()).ok()?;
    let mut message = vec![0; head.length as usize];
    socket.read_exact(&mut message).ok()?;
    if head.channel != u32::MAX {
        return Some(());
    }
    let (number, command) = Command::read_tag_prefixed(&mut message.as_slice(), MAX_VERSION).ok()?;
    let mut said = Vec::new();
    match command {
        Command::Auth(_) => {
            let reply = AuthReply { version: MAX_VERSION, use_memfd: false, use_shm: false };
            write_reply_message(&mut said, number, &reply, MAX_VERSION)
        }
        Command::SetClientName(_) => {
            let reply = SetClientNameReply { client_id: 0 };
            write_reply_message(&mut said, number, &reply, MAX_VERSION)
        }
        Command::CreatePlaybackStream(params) => {
            let reply = CreatePlaybackStreamReply {
                requested_bytes: 4_096,
                buffer_attr: params.buffer_attr,
                sample_spec: params.sample_spec,
                channel_map: params.channel_map,
                ..CreatePlaybackStreamReply::default()
            };
            write_reply_message(&mut said, number, &reply, MAX_VERSION)
        }
        Command::GetPlaybackLatency(params) => {
            let reply = PlaybackLatency {
                sink_usec: 0,
                source_usec: 0,
                playing: true,
                local_time: params.now,
                remote_time: params.now,
                write_offset: 0,
                read_offset: 0,
                underrun_for: 0,
                playing_for: 0,
            };
            write_reply_message(&mut said, number, &reply, MAX_VERSION)
        }
        _ => write_ack_message(&mut said, number),
    }
    .ok()?;
    socket.write_all(&said).ok()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((proper, bytes)) = bytes.split_first() else { return };
    server();
    *SAYS.lock().expect("nobody panics with it") = (proper % 8, bytes.to_owned());
    match describe(SessionClock::start(1)) {
        Ok(line) => assert_printable(&line),
        Err(lines) => lines.iter().for_each(|line| assert_printable(line)),
    }
    let theme = theme_of_ours("soft").expect("it comes with the program");
    let (lost, told): (Sender<()>, _) = channel();
    let sound = Sound::open(theme, Gain(1.0), SessionClock::start(1), move || {
        let _ = lost.send(());
    });
    if let Some(sound) = sound {
        sound.mark(stenosis_routine::domain::theme::Cue::Pause, Moment::ZERO);
        let _ = told.recv_timeout(Duration::from_millis(20));
        let _ = Place::Held;
    }
});
