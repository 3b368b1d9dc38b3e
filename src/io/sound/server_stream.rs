//! A stream at a sound server, about two seconds ahead of what is heard, and its clock.
//!
//! The stream counts its own samples and never stops, so one figure ties it to the session's clock:
//! the moment at which its first sample was heard.

use std::collections::VecDeque;
use std::os::fd::BorrowedFd;
use std::time::Duration;

use pulseaudio::protocol::{
    ChannelMap, Command, CorkStreamParams, CreatePlaybackStreamReply, LatencyParams,
    PlaybackLatency, PlaybackStreamParams, Prop, Props, SampleFormat, SampleSpec,
    stream::{BufferAttr, StreamFlags},
};

use crate::audio::playback::Zero;
use crate::audio::synth::RATE;
use crate::io::clock::SessionClock;

use super::connection::{Connection, ServerMessage, Trouble};

/// How much the server holds, and how much of that is gone before it asks for more.
pub(super) const AHEAD: Duration = Duration::from_millis(2500);
const ASKS_AFTER: Duration = Duration::from_millis(1200);
/// Readings of the clock that are kept.
const READINGS: usize = 16;
const BYTES_A_SECOND: u32 = RATE * 2;

/// A stream at a server, and the last readings of its clock.
pub(super) struct ServerStream {
    connection: Connection,
    clock: SessionClock,
    channel: u32,
    /// Samples that the server wanted when it was made.
    pub(super) wanted_first: i64,
    readings: VecDeque<Zero>,
    /// The sample that the server plays next, when it was last asked.
    pub(super) plays_next: u64,
}

impl ServerStream {
    /// A new one, corked.
    pub(super) fn open(
        mut connection: Connection,
        clock: SessionClock,
    ) -> Result<ServerStream, Trouble> {
        let made: CreatePlaybackStreamReply =
            connection.ask(&Command::CreatePlaybackStream(what_is_played()))?;
        Ok(ServerStream {
            connection,
            clock,
            channel: made.channel,
            wanted_first: i64::from(made.requested_bytes / 2),
            readings: VecDeque::new(),
            plays_next: 0,
        })
    }

    /// Stops it where it is, or lets it run.
    pub(super) fn cork(&mut self, cork: bool) -> Result<(), Trouble> {
        let params = CorkStreamParams { channel: self.channel, cork };
        self.connection.tell(&Command::CorkPlaybackStream(params))
    }

    /// Notes when the first sample was heard, as the server has it just now; says whether the stream
    /// plays at all. `PipeWire`'s figures are those of its last cycle, so a reading can be late by a
    /// cycle and never early: the least of several is the one that counts.
    pub(super) fn read_clock(&mut self) -> Result<bool, Trouble> {
        let before = self.clock.now();
        let params = LatencyParams { channel: self.channel, now: self.clock.time_of_day() };
        let reply: PlaybackLatency = self.connection.ask(&Command::GetPlaybackLatency(params))?;
        self.plays_next = u64::try_from(reply.read_offset / 2).unwrap_or(0);
        if reply.playing {
            let noted = self.clock.at(reply.remote_time, (before, self.clock.now()));
            let heard = noted + Duration::from_micros(reply.sink_usec);
            self.readings.push_back(Zero::of_sample(reply.read_offset / 2, heard));
            while self.readings.len() > READINGS {
                self.readings.pop_front();
            }
        }
        Ok(reply.playing)
    }

    /// When the first sample was heard, by the readings that are kept.
    pub(super) fn zero(&self) -> Option<Zero> {
        self.readings.iter().min().copied()
    }

    /// What was read belongs to another clock.
    pub(super) fn forget_readings(&mut self) {
        self.readings.clear();
    }

    /// Writes so many samples, in blocks, at a place of the stream, whatever was written there before.
    pub(super) fn write(
        &mut self,
        at: u64,
        count: u64,
        blocks: impl Iterator<Item = Vec<u8>>,
    ) -> Result<(), Trouble> {
        self.connection.write(self.channel, at, count, blocks)
    }

    /// The next thing the server said.
    pub(super) fn next_from_server(&mut self) -> Result<Option<ServerMessage>, Trouble> {
        self.connection.next_from_server()
    }

    /// Waits until the server says something, somebody rings, or the time is over.
    pub(super) fn wait(&self, bell: Option<BorrowedFd<'_>>, at_most: Duration) {
        self.connection.wait(bell, at_most);
    }
}

fn what_is_played() -> PlaybackStreamParams {
    let bytes =
        |length: Duration| u32::try_from(length.as_millis()).unwrap_or(0) * (BYTES_A_SECOND / 1000);
    let mut about = Props::new();
    about.set(Prop::MediaName, c"Session");
    about.set(Prop::MediaRole, c"a11y");
    PlaybackStreamParams {
        sample_spec: SampleSpec { format: SampleFormat::S16Le, channels: 1, sample_rate: RATE },
        channel_map: ChannelMap::mono(),
        buffer_attr: BufferAttr {
            max_length: u32::MAX,
            target_length: bytes(AHEAD),
            // The stream never waits for samples: what is not there is silence.
            pre_buffering: 0,
            minimum_request_length: bytes(ASKS_AFTER),
            ..BufferAttr::default()
        },
        props: about,
        flags: StreamFlags { start_corked: true, ..StreamFlags::default() },
        ..PlaybackStreamParams::default()
    }
}
