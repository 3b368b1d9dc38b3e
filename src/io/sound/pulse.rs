//! The sound thread on Linux: a stream at a PulseAudio or PipeWire server, about two seconds ahead.
//!
//! The stream counts its own samples and never stops, so one figure ties it to the session's clock:
//! the moment at which its first sample was heard. What changes time writes the samples that nobody
//! has heard yet once more, from a few milliseconds ahead. Long silences are corked.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use pulseaudio::protocol::{
    ChannelMap, Command, CorkStreamParams, CreatePlaybackStreamReply, LatencyParams,
    PlaybackLatency, PlaybackStreamParams, Prop, Props, SampleFormat, SampleSpec,
    stream::{BufferAttr, StreamFlags},
};

use crate::audio::mixer::Mix;
use crate::audio::playback::{Playback, Zero};
use crate::audio::synth::{self, RATE};
use crate::domain::theme::Theme;
use crate::domain::units::{Gain, Moment, Offset};
use crate::io::clock::SessionClock;
use crate::text::commands;

use super::bell::BellReceiver;
pub(super) use super::bell::BellSender as OrderSender;
use super::connection::{self, Connection, ServerMessage, Trouble};
use super::{Order, note, tell_done};

/// How much the server holds, and how much of that is gone before it asks for more.
const AHEAD: Duration = Duration::from_millis(2500);
const ASKS_AFTER: Duration = Duration::from_millis(1200);
/// Samples are written again from this far ahead of what is heard: nearer ones are on their way to
/// the loudspeaker.
const MARGIN: Duration = Duration::from_millis(30);
/// A silence longer than this is not played but waited for.
const LONG_SILENCE: Duration = Duration::from_secs(10);
/// How long before the next sound the stream runs again, so that its clock is known by then.
const WARM_UP: Duration = Duration::from_millis(1500);
/// Without a server somebody looks for one this often.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// A running stream is asked where it is whenever it wants samples, and this often at least.
const ASK_EVERY: Duration = Duration::from_millis(1500);
/// The clocks of a sound card and of the session part slowly; this far apart they are set right.
const APART: Duration = Duration::from_millis(5);
/// Readings of the stream's clock from which it is known: when it begins to run, and how many.
const READ_EVERY: Duration = Duration::from_millis(8);
const READ_FOR: Duration = Duration::from_millis(200);
const READINGS: usize = 16;

/// What is rendered at once.
const BLOCK: usize = 1024;

const BYTES_A_SECOND: u32 = RATE * 2;

/// Looks for a server, plays, and looks again when it is gone, until it is told to end.
pub(super) fn run(
    orders: &BellReceiver,
    theme: &Arc<Theme>,
    gain: Gain,
    clock: SessionClock,
    tell_gone: &dyn Fn(bool),
) {
    let mut playback = Playback::silence(Arc::clone(theme), gain);
    loop {
        let stream = Connection::open(clock)
            .and_then(|connection| Stream::open(connection, clock, &playback));
        tell_gone(stream.is_err());
        let ended = match stream {
            Ok(mut stream) => stream.play(orders, &mut playback),
            Err(_) => without(orders, &mut playback, clock),
        };
        if ended {
            return;
        }
    }
}

/// Keeps up with what is wanted, until it is time to look for a server again. Says whether it was
/// told to end.
fn without(orders: &BellReceiver, playback: &mut Playback, clock: SessionClock) -> bool {
    let until = clock.now() + LOOK_AGAIN;
    loop {
        while let Some(order) = orders.next() {
            match order {
                Order::End(done) => {
                    tell_done(&done);
                    return true;
                }
                order => note(playback, order),
            }
        }
        playback.forget_marks();
        let left = until.since(clock.now());
        if left.is_zero() {
            return false;
        }
        orders.wait(left);
    }
}

/// A stream at a server.
struct Stream {
    connection: Connection,
    clock: SessionClock,
    channel: u32,
    mix: Mix,
    /// Samples that were written, from the stream's beginning.
    written: u64,
    /// Samples that the server wants beyond those.
    wants: i64,
    corked: bool,
    /// Known only while it plays.
    zero: Option<Zero>,
    readings: VecDeque<Zero>,
    asked: Moment,
}

impl Stream {
    fn open(
        mut connection: Connection,
        clock: SessionClock,
        playback: &Playback,
    ) -> Result<Stream, Trouble> {
        let bytes = |length: Duration| {
            u32::try_from(length.as_millis()).unwrap_or(0) * (BYTES_A_SECOND / 1000)
        };
        let mut about = Props::new();
        about.set(Prop::MediaName, c"Session");
        about.set(Prop::MediaRole, c"a11y");
        let params = PlaybackStreamParams {
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
        };
        let made: CreatePlaybackStreamReply =
            connection.ask(&Command::CreatePlaybackStream(params))?;
        Ok(Stream {
            connection,
            clock,
            channel: made.channel,
            mix: playback.silent_mix(),
            written: 0,
            wants: i64::from(made.requested_bytes / 2),
            corked: true,
            zero: None,
            readings: VecDeque::new(),
            asked: clock.now(),
        })
    }

    /// Plays what is wanted, until the server is lost. Says whether it was told to end.
    fn play(&mut self, orders: &BellReceiver, playback: &mut Playback) -> bool {
        loop {
            match self.round(orders, playback) {
                Ok(false) => {}
                Ok(true) => return true,
                Err(_) => return false,
            }
        }
    }

    fn round(&mut self, orders: &BellReceiver, playback: &mut Playback) -> Result<bool, Trouble> {
        let mut waiting = Vec::new();
        while let Some(order) = orders.next() {
            match order {
                Order::Hush(done) => waiting.push(done),
                Order::End(done) => {
                    let faded = self.end();
                    tell_done(&done);
                    return faded.map(|()| true);
                }
                order => note(playback, order),
            }
        }
        self.listen()?;
        self.cork_or_play(playback)?;
        if self.zero.is_some() {
            self.follow(playback)?;
            let fed = self.wants > 0;
            self.fill()?;
            self.ask_where_it_is(fed)?;
        }
        for done in waiting {
            self.connection.wait(None, MARGIN + Duration::from_millis(20));
            tell_done(&done);
        }
        let wait = self.wait(playback);
        self.connection.wait(Some(orders.bell()), wait);
        Ok(false)
    }

    fn listen(&mut self) -> Result<(), Trouble> {
        while let Some(message) = self.connection.next_from_server()? {
            match message {
                ServerMessage::Wants(bytes) => self.wants += i64::from(bytes / 2),
                ServerMessage::Ended => return Err(Trouble::Broken),
            }
        }
        Ok(())
    }

    /// Long silences are corked; the stream runs again in time for the next sound.
    fn cork_or_play(&mut self, playback: &Playback) -> Result<(), Trouble> {
        let now = self.clock.now();
        let next = playback.next_sound(now);
        if self.corked && next.is_some_and(|next| next.since(now) <= WARM_UP) {
            return self.uncork();
        }
        let long_silence = next.is_none_or(|next| next.since(now) > LONG_SILENCE);
        let still_heard = self.sample_heard(now).and_then(|here| {
            self.mix.next_sound(here).filter(|next| next - here < index(LONG_SILENCE))
        });
        if !self.corked && long_silence && still_heard.is_none() {
            self.cork(true)?;
            self.zero = None;
            self.mix = playback.silent_mix();
        }
        Ok(())
    }

    fn cork(&mut self, cork: bool) -> Result<(), Trouble> {
        let params = CorkStreamParams { channel: self.channel, cork };
        self.connection.tell(&Command::CorkPlaybackStream(params))?;
        self.corked = cork;
        Ok(())
    }

    /// Runs the stream on silence until its clock is known.
    fn uncork(&mut self) -> Result<(), Trouble> {
        self.cork(false)?;
        self.readings.clear();
        let mut until = self.clock.now() + ASK_EVERY;
        while self.clock.now() < until {
            self.listen()?;
            self.fill()?;
            let before = self.readings.len();
            self.read_clock()?;
            if before == 0 && !self.readings.is_empty() {
                until = self.clock.now() + READ_FOR;
            }
            self.connection.wait(None, READ_EVERY);
        }
        self.zero = self.readings.iter().min().copied();
        if self.zero.is_some() { Ok(()) } else { Err(Trouble::Silent) }
    }

    /// Notes when the stream's first sample was heard, as the server has it just now; nothing while
    /// it does not play yet. PipeWire's figures are those of its last cycle, so a reading can be late
    /// by a cycle and never early: the least of several is the one that counts.
    fn read_clock(&mut self) -> Result<(), Trouble> {
        let before = self.clock.now();
        let params = LatencyParams { channel: self.channel, now: self.clock.time_of_day() };
        let reply: PlaybackLatency = self.connection.ask(&Command::GetPlaybackLatency(params))?;
        self.asked = self.clock.now();
        if reply.playing {
            let noted = self.clock.at(reply.remote_time, (before, self.asked));
            let heard = noted + Duration::from_micros(reply.sink_usec);
            self.readings.push_back(Zero::of_sample(reply.read_offset / 2, heard));
            while self.readings.len() > READINGS {
                self.readings.pop_front();
            }
        }
        Ok(())
    }

    /// Which sample is heard at a moment.
    fn sample_heard(&self, at: Moment) -> Option<u64> {
        self.zero.map(|zero| u64::try_from(zero.sample_at(at)).unwrap_or(0))
    }

    /// The first sample that can still be written otherwise.
    fn next_free(&self) -> u64 {
        self.sample_heard(self.clock.now() + MARGIN).unwrap_or(self.written)
    }

    /// Brings the mix to what is wanted, as far as it has not been heard.
    fn follow(&mut self, playback: &mut Playback) -> Result<(), Trouble> {
        let (Some(zero), free) = (self.zero, self.next_free()) else { return Ok(()) };
        let changed = playback.bring(&mut self.mix, zero, free);
        changed.map_or(Ok(()), |from| self.write_again(from))
    }

    /// What was written from this sample on and not heard yet is written once more.
    fn write_again(&mut self, from: u64) -> Result<(), Trouble> {
        let count = self.written.saturating_sub(from);
        self.write(from, count)?;
        self.wants -= i64::try_from(count).unwrap_or(0);
        Ok(())
    }

    /// Gives the server what it wants.
    fn fill(&mut self) -> Result<(), Trouble> {
        if let Some(free) = self.sample_heard(self.clock.now()) {
            // After a stop of this program the server has gone on, in silence.
            self.written = self.written.max(free);
        }
        let Ok(count) = u64::try_from(self.wants) else { return Ok(()) };
        self.write(self.written, count)?;
        self.written += count;
        self.wants = 0;
        let here = self.sample_heard(self.clock.now()).unwrap_or(0);
        self.mix.forget_before(here);
        Ok(())
    }

    /// Writes a stretch in one packet: a server counts its time by packets, and rounds at each.
    fn write(&mut self, from: u64, count: u64) -> Result<(), Trouble> {
        let mut samples = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
        let mut heard = [0.0; BLOCK];
        for at in (from..from + count).step_by(BLOCK) {
            let left = usize::try_from(from + count - at).unwrap_or(BLOCK);
            let block = &mut heard[..left.min(BLOCK)];
            self.mix.render(at, block);
            samples.extend(block.iter().map(|sample| to_i16(*sample)));
        }
        if samples.is_empty() {
            return Ok(());
        }
        self.connection.write(self.channel, from, &samples)
    }

    /// Asks a running stream where it is: a stopped server does not answer, and a sound card has a
    /// clock of its own.
    fn ask_where_it_is(&mut self, fed: bool) -> Result<(), Trouble> {
        if !fed && self.clock.now().since(self.asked) < ASK_EVERY {
            return Ok(());
        }
        self.read_clock()?;
        let (Some(zero), Some(&reading)) = (self.zero, self.readings.iter().min()) else {
            return Ok(());
        };
        let here = self.next_free();
        let silent = self.mix.next_sound(here).is_none_or(|next| next > self.written);
        if reading.apart(zero) > APART && silent {
            self.zero = Some(reading);
        }
        Ok(())
    }

    /// Lets what sounds fade, and waits until it has.
    fn end(&mut self) -> Result<(), Trouble> {
        let Some(here) = self.sample_heard(self.clock.now()) else { return Ok(()) };
        if self.mix.next_sound(here).is_some_and(|next| next < self.written) {
            let free = self.next_free();
            self.mix.end(free);
            self.write_again(free)?;
            self.connection.wait(None, MARGIN + Duration::from_millis(20));
        }
        Ok(())
    }

    /// How long nothing has to be done.
    fn wait(&self, playback: &Playback) -> Duration {
        let now = self.clock.now();
        if !self.corked {
            return (self.asked + ASK_EVERY).since(now);
        }
        let next = playback.next_sound(now).map(|next| (next - WARM_UP).since(now));
        next.unwrap_or(Duration::from_secs(3600))
    }
}

/// What there is to make sound with, in sentences.
pub(super) fn describe(clock: SessionClock) -> Vec<String> {
    match Connection::open(clock) {
        Ok(connection) => vec![commands::sound_server(&connection.place().display().to_string())],
        Err(trouble) => {
            let mut lines = vec![commands::no_sound_server(&trouble.to_string())];
            let looked = connection::places();
            lines.extend(
                looked.iter().map(|place| commands::looked_at(&place.display().to_string())),
            );
            lines.push(commands::INSTALL_A_SOUND_SERVER.into());
            lines
        }
    }
}

fn index(length: Duration) -> u64 {
    synth::index(Offset::at(length))
}

fn to_i16(sample: f32) -> i16 {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the bounds of an i16")]
    let scaled = (sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16;
    scaled
}
