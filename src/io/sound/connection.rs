//! A connection to a PulseAudio server, or to PipeWire in its place.
//!
//! The `pulseaudio` crate knows the protocol; this keeps the socket. Its own client is not used: it
//! cannot write again what it wrote (which is how a pause comes without a click), ends when this
//! program is stopped and continued, and waits for ever on a server that was stopped. Here every
//! answer is awaited half a second at most.

use std::collections::VecDeque;
use std::ffi::CString;
use std::fmt;
use std::io::{self, Cursor, ErrorKind, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use pulseaudio::protocol::{
    AuthParams, AuthReply, Command, CommandReply, DESCRIPTOR_SIZE, Descriptor, DescriptorFlags,
    MAX_VERSION, Prop, Props, SetClientNameReply, TagStructReader, encode_command_message,
    encode_descriptor, read_descriptor,
};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with};

use crate::io::clock::SessionClock;
use crate::text::commands;
use crate::text::printable::printable;

use super::places::{self, Cookie};

/// No answer is awaited longer.
const PATIENCE: Duration = Duration::from_millis(500);
/// A stream's samples may be written again at any place: the lowest byte of a packet's flags.
const SEEK_ABSOLUTE: u32 = 1;
/// The length of the password that a server may want.
const COOKIE: usize = 256;
/// Control messages are small; whatever says otherwise is no sound server. As much waits to be sent
/// at most: ten seconds of samples.
const MESSAGE_AT_MOST: u32 = 1 << 20;

/// Why there is no connection, or none any more.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Nobody listens where a server usually does.
    NoServer,
    /// The only server that is named is on a network.
    OnANetwork(String),
    /// It does not know this program: there is no cookie, it cannot be read, or it is another one.
    NotLetIn(Cookie),
    /// It said no, or something that cannot be understood.
    Refused(String),
    /// It took the question and gave no answer.
    Silent,
    /// The connection broke.
    Broken,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NoServer => f.write_str(commands::NO_SERVER_LISTENS),
            Trouble::OnANetwork(server) => {
                f.write_str(&commands::server_on_a_network(&printable(server)))
            }
            Trouble::NotLetIn(Cookie { path, bytes }) => {
                let path = path.as_ref().map(|path| printable(&path.to_string_lossy()));
                let why = bytes.as_ref().err().map(ToString::to_string);
                f.write_str(&commands::not_let_in(path.as_deref(), why.as_deref()))
            }
            Trouble::Refused(why) => f.write_str(&commands::sound_server_says(why)),
            Trouble::Silent => f.write_str(commands::SOUND_SERVER_SILENT),
            Trouble::Broken => f.write_str(commands::SOUND_SERVER_HUNG_UP),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(_: io::Error) -> Trouble {
        Trouble::Broken
    }
}

impl From<pulseaudio::protocol::ProtocolError> for Trouble {
    fn from(error: pulseaudio::protocol::ProtocolError) -> Trouble {
        Trouble::Refused(error.to_string())
    }
}

/// What the server says without being asked.
#[derive(Debug)]
pub(super) enum ServerMessage {
    /// So many more bytes of the stream are wanted.
    Wants(u32),
    /// What plays the stream sleeps; or it plays on after a sleep, or something else does, and the
    /// stream's clock is another one.
    Suspended(bool),
    /// The stream was ended.
    Ended,
}

/// An open connection.
#[derive(Debug)]
pub(super) struct Connection {
    socket: UnixStream,
    place: PathBuf,
    clock: SessionClock,
    version: u16,
    next: u32,
    incoming: Vec<u8>,
    outgoing: Vec<u8>,
    answers: VecDeque<(u32, Result<Vec<u8>, String>)>,
    messages: VecDeque<ServerMessage>,
}

impl Connection {
    /// Calls the first server that answers, where servers usually are.
    pub(super) fn open(clock: SessionClock) -> Result<Connection, Trouble> {
        let places = places::of_this_person();
        let mut trouble = places.on_a_network.map_or(Trouble::NoServer, Trouble::OnANetwork);
        for path in places.sockets {
            let Ok(socket) = call(&path) else { continue };
            match Connection::over(socket, path, clock) {
                Ok(connection) => return Ok(connection),
                Err(other) => trouble = other,
            }
        }
        Err(trouble)
    }

    /// Introduces itself over a socket that does not block.
    pub(super) fn over(
        socket: UnixStream,
        place: PathBuf,
        clock: SessionClock,
    ) -> Result<Connection, Trouble> {
        let mut connection = Connection {
            socket,
            place,
            clock,
            version: MAX_VERSION,
            next: 0,
            incoming: Vec::new(),
            outgoing: Vec::new(),
            answers: VecDeque::new(),
            messages: VecDeque::new(),
        };
        connection.introduce().map(|()| connection)
    }

    /// Where it listens.
    pub(super) fn place(&self) -> &Path {
        &self.place
    }

    fn introduce(&mut self) -> Result<(), Trouble> {
        let found = Cookie::of_this_person();
        // Without one a server that knows the user lets them in all the same, but wants its length.
        let mut cookie = found.bytes.as_ref().map_or(Vec::new(), Clone::clone);
        cookie.resize(COOKIE, 0);
        let auth =
            AuthParams { version: MAX_VERSION, supports_shm: false, supports_memfd: false, cookie };
        let reply: AuthReply = self.ask(&Command::Auth(auth)).map_err(|trouble| match trouble {
            Trouble::Refused(_) => Trouble::NotLetIn(found),
            other => other,
        })?;
        self.version = self.version.min(reply.version);
        let mut about = Props::new();
        about.set(Prop::ApplicationName, c"stenosis-routine");
        if let Ok(id) = CString::new(std::process::id().to_string()) {
            about.set(Prop::ApplicationProcessId, id);
        }
        self.ask::<SetClientNameReply>(&Command::SetClientName(about))?;
        Ok(())
    }

    /// Asks, and waits for the answer; what the server says meanwhile is kept.
    pub(super) fn ask<R: CommandReply>(&mut self, command: &Command) -> Result<R, Trouble> {
        let payload = self.answer_to(command)?;
        let mut payload = Cursor::new(payload);
        Ok(TagStructReader::new(&mut payload, self.version).read()?)
    }

    /// Asks for something that is answered by being done.
    pub(super) fn tell(&mut self, command: &Command) -> Result<(), Trouble> {
        self.answer_to(command).map(drop)
    }

    fn answer_to(&mut self, command: &Command) -> Result<Vec<u8>, Trouble> {
        let number = self.next;
        self.next = self.next.wrapping_add(1);
        let mut message = Vec::new();
        encode_command_message(&mut message, number, command, self.version)?;
        self.outgoing.extend(message);
        let until = self.clock.now() + PATIENCE;
        loop {
            self.exchange()?;
            while let Some((answered, answer)) = self.answers.pop_front() {
                if answered == number {
                    return answer.map_err(Trouble::Refused);
                }
            }
            let left = until.since(self.clock.now());
            if left.is_zero() {
                return Err(Trouble::Silent);
            }
            self.wait(None, left);
        }
    }

    /// Writes so many samples, in blocks, at a place of a stream, whatever was written there before.
    pub(super) fn write(
        &mut self,
        channel: u32,
        at: u64,
        count: u64,
        blocks: impl Iterator<Item = Vec<u8>>,
    ) -> Result<(), Trouble> {
        let length = u32::try_from(count * 2).map_err(|_| Trouble::Broken)?;
        if length == 0 {
            return Ok(());
        }
        if self.outgoing.len() > MESSAGE_AT_MOST as usize {
            return Err(Trouble::Silent);
        }
        let flags = DescriptorFlags::from_bits_retain(SEEK_ABSOLUTE);
        let mut head = [0; DESCRIPTOR_SIZE];
        encode_descriptor(&mut head, &Descriptor { length, channel, offset: at * 2, flags });
        // Seconds of samples: not twice in memory, and no longer than until they are sent.
        self.outgoing.reserve_exact(DESCRIPTOR_SIZE + length as usize);
        self.outgoing.extend(head);
        blocks.for_each(|block| self.outgoing.extend(block));
        self.exchange()
    }

    /// The next thing the server said.
    pub(super) fn next_from_server(&mut self) -> Result<Option<ServerMessage>, Trouble> {
        if self.messages.is_empty() {
            self.exchange()?;
        }
        Ok(self.messages.pop_front())
    }

    /// Waits until the server says something, somebody rings, or the time is over.
    pub(super) fn wait(&self, bell: Option<BorrowedFd<'_>>, at_most: Duration) {
        let events = match self.outgoing.is_empty() {
            true => PollFlags::IN,
            false => PollFlags::IN | PollFlags::OUT,
        };
        let mut waiting = vec![PollFd::from_borrowed_fd(self.socket.as_fd(), events)];
        waiting.extend(bell.map(|bell| PollFd::from_borrowed_fd(bell, PollFlags::IN)));
        let timeout = at_most.try_into().ok();
        // A signal ends the wait early, and whoever waits looks around and waits again.
        let _ = poll(&mut waiting, timeout.as_ref());
    }

    /// Sends what can be sent, and takes apart what has come.
    fn exchange(&mut self) -> Result<(), Trouble> {
        self.send()?;
        self.receive()?;
        while let Some(message) = self.next_message()? {
            self.sort(&message);
        }
        Ok(())
    }

    fn send(&mut self) -> Result<(), Trouble> {
        while !self.outgoing.is_empty() {
            match self.socket.write(&self.outgoing) {
                Ok(0) => return Err(Trouble::Broken),
                Ok(sent) => drop(self.outgoing.drain(..sent)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        if self.outgoing.is_empty() {
            self.outgoing = Vec::new();
        }
        Ok(())
    }

    fn receive(&mut self) -> Result<(), Trouble> {
        let mut piece = [0; 4096];
        // One that never stops talking is heard out message by message.
        while self.incoming.len() <= MESSAGE_AT_MOST as usize + DESCRIPTOR_SIZE {
            match self.socket.read(&mut piece) {
                Ok(0) => return Err(Trouble::Broken),
                Ok(got) => self.incoming.extend(piece.iter().take(got)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// A whole control message, if one has come.
    fn next_message(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        if self.incoming.len() < DESCRIPTOR_SIZE {
            return Ok(None);
        }
        let head = read_descriptor(&mut self.incoming.as_slice())?;
        if head.length > MESSAGE_AT_MOST {
            return Err(Trouble::Refused(commands::ABSURD_MESSAGE.into()));
        }
        let length = DESCRIPTOR_SIZE + head.length as usize;
        if self.incoming.len() < length {
            return Ok(None);
        }
        let mut message: Vec<u8> = self.incoming.drain(..length).collect();
        Ok(Some(message.split_off(DESCRIPTOR_SIZE)))
    }

    fn sort(&mut self, message: &[u8]) {
        let mut rest = Cursor::new(message);
        // What this program has no word for is not meant for it.
        let Ok((number, command)) = Command::read_tag_prefixed(&mut rest, self.version) else {
            return;
        };
        let place = usize::try_from(rest.position()).unwrap_or(usize::MAX);
        let payload = message.get(place..).unwrap_or_default().to_vec();
        match command {
            Command::Reply => self.answers.push_back((number, Ok(payload))),
            Command::Error(error) => self.answers.push_back((number, Err(error.to_string()))),
            Command::Request(request) => {
                self.messages.push_back(ServerMessage::Wants(request.length));
            }
            Command::PlaybackStreamKilled(_) => self.messages.push_back(ServerMessage::Ended),
            Command::PlaybackStreamSuspended(what) => {
                self.messages.push_back(ServerMessage::Suspended(what.suspended));
            }
            Command::PlaybackStreamMoved(what) => {
                self.messages.push_back(ServerMessage::Suspended(what.device_suspended));
            }
            _ => {}
        }
    }
}

/// Connects without waiting: a stopped server has a queue, and a full one would hold us for ever.
fn call(path: &Path) -> io::Result<UnixStream> {
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    let socket = socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
    connect(&socket, &SocketAddrUnix::new(path)?)?;
    Ok(UnixStream::from(socket))
}

#[cfg(test)]
mod tests {
    use super::super::fake_server::FakeServer;
    use super::*;
    use crate::io::read_file::ReadError;

    #[test]
    fn w_10_a_cookie_that_is_not_taken_is_named() {
        let (_server, refused) = FakeServer::that_refuses(SessionClock::start(1));
        assert!(matches!(refused, Err(Trouble::NotLetIn(_))), "{refused:?}");
        let said = |path: Option<&str>, bytes| {
            Trouble::NotLetIn(Cookie { path: path.map(PathBuf::from), bytes }).to_string()
        };
        let begins = "The sound server does not let this program in: ";
        let ends = ". PULSE_COOKIE names another.";
        for (path, bytes, why) in [
            (None, Ok(vec![]), "there is no cookie file"),
            (Some("/a"), Ok(vec![1]), "the cookie in /a is not the one it wants"),
            (
                Some("/a"),
                Err(ReadError::NotOrdinary),
                "the cookie in /a cannot be used (this is not an ordinary file)",
            ),
        ] {
            assert_eq!(said(path, bytes), format!("{begins}{why}{ends}"));
        }
    }
}
