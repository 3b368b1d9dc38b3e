//! A sound server for tests: it plays when it is told so, and keeps what it is sent.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;

use pulseaudio::protocol::{
    AuthReply, Command, CreatePlaybackStreamReply, DESCRIPTOR_SIZE, MAX_VERSION, PlaybackLatency,
    PulseError, Request, SetClientNameReply, StreamSuspendedParams, read_descriptor,
    write_ack_message, write_command_message, write_error, write_reply_message,
};

use super::connection::{Connection, Trouble};
use crate::io::clock::SessionClock;

/// What the server does, and was sent: where each packet begins, in samples, and its samples.
#[derive(Debug)]
struct Served {
    lets_in: bool,
    wants_at_first: u32,
    plays: bool,
    plays_next: u64,
    packets: Vec<(u64, Vec<i16>)>,
}

impl Served {
    fn playing() -> Served {
        Served { lets_in: true, wants_at_first: 0, plays: true, plays_next: 0, packets: Vec::new() }
    }
}

#[derive(Debug)]
pub(super) struct FakeServer {
    served: Arc<Mutex<Served>>,
    socket: UnixStream,
}

impl FakeServer {
    /// One that plays from its first sample on, and somebody who is connected to it. It wants so many
    /// bytes at first.
    pub(super) fn start(
        clock: SessionClock,
        wants_at_first: u32,
    ) -> (FakeServer, Result<Connection, Trouble>) {
        let served = Served { wants_at_first, ..Served::playing() };
        FakeServer::with(served, clock)
    }

    /// One that wants another cookie.
    pub(super) fn that_refuses(clock: SessionClock) -> (FakeServer, Result<Connection, Trouble>) {
        FakeServer::with(Served { lets_in: false, ..Served::playing() }, clock)
    }

    fn with(served: Served, clock: SessionClock) -> (FakeServer, Result<Connection, Trouble>) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        theirs.set_nonblocking(true).unwrap();
        let served = Arc::new(Mutex::new(served));
        let (state, mut socket) = (Arc::clone(&served), ours.try_clone().unwrap());
        thread::spawn(move || while serve(&mut socket, &state, clock).is_some() {});
        let connection = Connection::over(theirs, PathBuf::from("test"), clock);
        (FakeServer { served, socket: ours }, connection)
    }

    /// From now on it plays, or not, and the next sample that it plays is this one.
    pub(super) fn plays(&self, plays: bool, next: u64) {
        let mut served = self.served.lock().unwrap();
        (served.plays, served.plays_next) = (plays, next);
    }

    /// What it was sent since this was last asked.
    pub(super) fn packets(&self) -> Vec<(u64, Vec<i16>)> {
        std::mem::take(&mut self.served.lock().unwrap().packets)
    }

    pub(super) fn says_suspended(&self, suspended: bool) {
        self.says(&Command::PlaybackStreamSuspended(StreamSuspendedParams {
            stream_index: 0,
            suspended,
        }));
    }

    pub(super) fn says_it_wants(&self, length: u32) {
        self.says(&Command::Request(Request { channel: 0, length }));
    }

    fn says(&self, command: &Command) {
        write_command_message(&mut &self.socket, u32::MAX, command, MAX_VERSION).unwrap();
    }
}

impl Drop for FakeServer {
    fn drop(&mut self) {
        let _ = self.socket.shutdown(std::net::Shutdown::Both);
    }
}

/// One message, and its answer; nothing when nobody is connected any more.
fn serve(socket: &mut UnixStream, served: &Mutex<Served>, clock: SessionClock) -> Option<()> {
    let mut head = [0; DESCRIPTOR_SIZE];
    socket.read_exact(&mut head).ok()?;
    let head = read_descriptor(&mut head.as_slice()).unwrap();
    let mut message = vec![0; head.length as usize];
    socket.read_exact(&mut message).ok()?;
    let mut served = served.lock().unwrap();
    if head.channel != u32::MAX {
        let samples = message.chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]]));
        served.packets.push((head.offset / 2, samples.collect()));
        return Some(());
    }
    let mut message = message.as_slice();
    let (number, command) = Command::read_tag_prefixed(&mut message, MAX_VERSION).unwrap();
    let mut answer = Vec::new();
    let written = match command {
        Command::Auth(_) if !served.lets_in => {
            write_error(&mut answer, number, &PulseError::AccessDenied)
        }
        Command::Auth(_) => {
            let reply = AuthReply { version: MAX_VERSION, use_memfd: false, use_shm: false };
            write_reply_message(&mut answer, number, &reply, MAX_VERSION)
        }
        Command::SetClientName(_) => {
            let reply = SetClientNameReply { client_id: 0 };
            write_reply_message(&mut answer, number, &reply, MAX_VERSION)
        }
        Command::CreatePlaybackStream(params) => {
            let reply = CreatePlaybackStreamReply {
                channel: 0,
                stream_index: 0,
                requested_bytes: served.wants_at_first,
                buffer_attr: params.buffer_attr,
                sample_spec: params.sample_spec,
                channel_map: params.channel_map,
                ..CreatePlaybackStreamReply::default()
            };
            write_reply_message(&mut answer, number, &reply, MAX_VERSION)
        }
        Command::GetPlaybackLatency(params) => {
            let reply = PlaybackLatency {
                sink_usec: 0,
                source_usec: 0,
                playing: served.plays,
                local_time: params.now,
                remote_time: clock.time_of_day(),
                write_offset: 0,
                read_offset: i64::try_from(served.plays_next * 2).unwrap(),
                underrun_for: 0,
                playing_for: 0,
            };
            write_reply_message(&mut answer, number, &reply, MAX_VERSION)
        }
        _ => write_ack_message(&mut answer, number),
    };
    written.unwrap();
    socket.write_all(&answer).ok()
}
