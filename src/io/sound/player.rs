//! Plays what a session wants on a stream at a sound server.
//!
//! What changes time writes the samples that nobody has heard yet once more, from a few milliseconds
//! ahead. Long silences are corked.

use std::time::Duration;

use crate::audio::mixer::Mix;
use crate::audio::pcm::pcm;
use crate::audio::playback::{Playback, Zero};
use crate::audio::synth;
use crate::domain::units::{Moment, Offset};
use crate::io::clock::SessionClock;

use super::bell::BellReceiver;
use super::connection::{ServerMessage, Trouble};
use super::server_stream::{AHEAD, ServerStream};
use super::{Order, note, tell_done};

/// Samples are written again from this far ahead of what is heard: nearer ones are on their way to
/// the loudspeaker.
const MARGIN: Duration = Duration::from_millis(30);
/// What fades has faded by then.
const FADED: Duration = Duration::from_millis(50);
/// A silence longer than this is not played but waited for.
const LONG_SILENCE: Duration = Duration::from_secs(10);
/// How long before the next sound the stream runs again, so that its clock is known by then.
const WARM_UP: Duration = Duration::from_millis(1500);
/// A running stream is asked where it is whenever it wants samples, and this often at least.
const ASK_EVERY: Duration = Duration::from_millis(1500);
/// A stream that the server has put to sleep is asked this often.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// A stream that is let run plays by then, or sleeps.
const WAKES_WITHIN: Duration = Duration::from_millis(1500);
/// The clocks of a sound card and of the session part slowly; this far apart they are set right.
const APART: Duration = Duration::from_millis(5);
/// How often, and how long, the clock of a stream is read that begins to run.
const READ_EVERY: Duration = Duration::from_millis(8);
const READ_FOR: Duration = Duration::from_millis(200);

/// What a server and its sound card hold together at most.
const HELD_AT_MOST: Duration = Duration::from_secs(10);

/// What is rendered at once.
const BLOCK: usize = 1024;

/// Whether a stream runs.
#[derive(Clone, Copy, Debug)]
enum StreamState {
    /// Not now: nothing is to be heard for a long time.
    Corked,
    /// It is to run, and its clock is not known yet.
    Waking,
    /// It is to run, and what plays it is suspended.
    Asleep,
    /// It runs; its first sample was heard at that moment.
    Running(Zero),
}

/// Plays on a stream what is wanted.
pub(super) struct Player {
    stream: ServerStream,
    clock: SessionClock,
    state: StreamState,
    mix: Mix,
    /// Samples that were written, from the stream's beginning.
    written: u64,
    /// Samples that the server wants beyond those.
    wants: i64,
    /// When the stream is asked again where it is.
    ask_at: Moment,
}

impl Player {
    /// One that has played nothing yet, on a new stream.
    pub(super) fn new(stream: ServerStream, clock: SessionClock, playback: &Playback) -> Player {
        Player {
            wants: stream.wanted_first,
            stream,
            clock,
            state: StreamState::Corked,
            mix: playback.silent_mix(),
            written: 0,
            ask_at: clock.now(),
        }
    }

    /// Plays what is wanted, until the server is lost. Says whether it was told to end.
    pub(super) fn play(
        &mut self,
        orders: &BellReceiver,
        playback: &mut Playback,
        tell_gone: &dyn Fn(bool),
    ) -> bool {
        loop {
            match self.round(orders, playback) {
                Ok(false) => {}
                Ok(true) => return true,
                Err(_) => return false,
            }
            if let Some(heard) = self.is_heard() {
                tell_gone(!heard);
            }
            let wait = self.wait(playback);
            self.stream.wait(Some(orders.bell()), wait);
        }
    }

    /// Whether what is played can be heard; unknown while nothing is to be heard.
    fn is_heard(&self) -> Option<bool> {
        match self.state {
            StreamState::Asleep => Some(false),
            StreamState::Running(_) => Some(true),
            StreamState::Corked | StreamState::Waking => None,
        }
    }

    /// Does what is due. Says whether it was told to end.
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
        self.listen(playback)?;
        self.cork_or_wake(playback)?;
        match self.state {
            StreamState::Running(zero) => {
                self.follow(playback, zero)?;
                let fed = self.wants > 0;
                self.fill()?;
                self.ask_where_it_is(fed)?;
            }
            // What nobody hears now is old when it wakes.
            StreamState::Asleep => playback.forget_marks(),
            StreamState::Corked | StreamState::Waking => {}
        }
        for done in waiting {
            self.stream.wait(None, FADED);
            tell_done(&done);
        }
        Ok(false)
    }

    /// Takes in what the server has said.
    fn listen(&mut self, playback: &Playback) -> Result<(), Trouble> {
        while let Some(message) = self.stream.next_from_server()? {
            match (message, self.state) {
                (ServerMessage::Wants(bytes), _) => self.wants += i64::from(bytes / 2),
                (ServerMessage::Ended, _) => return Err(Trouble::Broken),
                // A corked stream sleeps, and will wake when it is let run.
                (ServerMessage::Suspended(_), StreamState::Corked) => {}
                (ServerMessage::Suspended(true), _) => self.fall_asleep(playback)?,
                (ServerMessage::Suspended(false), _) => {
                    self.stream.forget_readings();
                    self.state = StreamState::Waking;
                }
            }
        }
        Ok(())
    }

    /// Nothing is played any more, and nobody is to hear later what was meant for now.
    fn fall_asleep(&mut self, playback: &Playback) -> Result<(), Trouble> {
        self.state = StreamState::Asleep;
        self.mix = playback.silent_mix();
        self.stream.read_clock()?;
        self.stream.forget_readings();
        self.ask_at = self.clock.now() + LOOK_AGAIN;
        self.write_again(self.stream.plays_next)
    }

    /// Long silences are corked; the stream runs again in time for the next sound.
    fn cork_or_wake(&mut self, playback: &Playback) -> Result<(), Trouble> {
        let now = self.clock.now();
        let next = playback.next_sound(now);
        match self.state {
            StreamState::Corked if next.is_some_and(|next| next.since(now) <= WARM_UP) => {
                self.stream.cork(false)?;
                self.stream.forget_readings();
                return self.wake(playback, WAKES_WITHIN);
            }
            StreamState::Corked => return Ok(()),
            StreamState::Waking => return self.wake(playback, WAKES_WITHIN),
            StreamState::Asleep if now >= self.ask_at => self.wake(playback, Duration::ZERO)?,
            StreamState::Asleep | StreamState::Running(_) => {}
        }
        let long_silence = next.is_none_or(|next| next.since(now) > LONG_SILENCE);
        let still_heard = self.sample_heard(now).and_then(|here| {
            self.mix.next_sound(here).filter(|next| next - here < index(LONG_SILENCE))
        });
        if long_silence && still_heard.is_none() {
            self.stream.cork(true)?;
            self.state = StreamState::Corked;
            self.mix = playback.silent_mix();
        }
        Ok(())
    }

    /// Runs the stream until its clock is known; it sleeps on if it does not play within that time.
    fn wake(&mut self, playback: &Playback, within: Duration) -> Result<(), Trouble> {
        self.state = StreamState::Waking;
        let mut until = self.clock.now() + within;
        loop {
            self.listen(playback)?;
            self.fill()?;
            let known = self.stream.zero().is_some();
            self.stream.read_clock()?;
            if !known && self.stream.zero().is_some() {
                until = self.clock.now() + READ_FOR;
            }
            if self.clock.now() >= until {
                break;
            }
            self.stream.wait(None, READ_EVERY);
        }
        match self.stream.zero() {
            None => return self.fall_asleep(playback),
            Some(zero) => self.state = StreamState::Running(zero),
        }
        self.ask_at = self.clock.now() + ASK_EVERY;
        Ok(())
    }

    /// Which sample is heard at a moment.
    fn sample_heard(&self, at: Moment) -> Option<u64> {
        let StreamState::Running(zero) = self.state else { return None };
        Some(u64::try_from(zero.sample_at(at)).unwrap_or(0))
    }

    /// The first sample that can still be written otherwise.
    fn next_free(&self) -> u64 {
        self.sample_heard(self.clock.now() + MARGIN).unwrap_or(self.written)
    }

    /// Brings the mix to what is wanted, as far as it has not been heard.
    fn follow(&mut self, playback: &mut Playback, zero: Zero) -> Result<(), Trouble> {
        let free = self.next_free();
        let changed = playback.bring(&mut self.mix, zero, free);
        changed.map_or(Ok(()), |from| self.write_again(from))
    }

    /// What was written from this sample on and not heard yet is written once more.
    fn write_again(&mut self, from: u64) -> Result<(), Trouble> {
        // A server that says it has played nothing for long gets no more than it was to hold.
        let from = from.max(self.written.saturating_sub(index(HELD_AT_MOST)));
        let count = self.written.saturating_sub(from);
        self.write(from, count)?;
        self.wants -= i64::try_from(count).unwrap_or(0);
        Ok(())
    }

    /// Gives the server what it wants, and never more than it was to hold.
    fn fill(&mut self) -> Result<(), Trouble> {
        if let Some(free) = self.sample_heard(self.clock.now()) {
            // After a stop of this program the server has gone on, in silence.
            self.written = self.written.max(free);
        }
        let Ok(count) = u64::try_from(self.wants) else { return Ok(()) };
        let count = count.min(index(AHEAD));
        self.write(self.written, count)?;
        self.written += count;
        self.wants = 0;
        let here = self.sample_heard(self.clock.now()).unwrap_or(0);
        self.mix.forget_before(here);
        Ok(())
    }

    /// Writes a stretch in one packet: a server counts its time by packets, and rounds at each.
    fn write(&mut self, from: u64, count: u64) -> Result<(), Trouble> {
        let block = |at: u64| -> Vec<u8> {
            let mut heard = [0.0; BLOCK];
            let left = usize::try_from(from + count - at).unwrap_or(BLOCK).min(BLOCK);
            self.mix.render(at, &mut heard[..left]);
            heard[..left].iter().flat_map(|sample| pcm(*sample).to_le_bytes()).collect()
        };
        self.stream.write(from, count, (from..from + count).step_by(BLOCK).map(block))
    }

    /// Asks a running stream where it is: a stopped server does not answer, a suspended one does not
    /// play, and a sound card has a clock of its own.
    fn ask_where_it_is(&mut self, fed: bool) -> Result<(), Trouble> {
        if !fed && self.clock.now() < self.ask_at {
            return Ok(());
        }
        let plays = self.stream.read_clock()?;
        self.ask_at = self.clock.now() + ASK_EVERY;
        if !plays {
            self.stream.forget_readings();
            self.state = StreamState::Waking;
        }
        let here = self.next_free();
        let silent = self.mix.next_sound(here).is_none_or(|next| next > self.written);
        if let (StreamState::Running(zero), Some(reading)) = (self.state, self.stream.zero())
            && reading.apart(zero) > APART
            && silent
        {
            self.state = StreamState::Running(reading);
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
            self.stream.wait(None, FADED);
        }
        Ok(())
    }

    /// How long nothing has to be done.
    fn wait(&self, playback: &Playback) -> Duration {
        let now = self.clock.now();
        match self.state {
            StreamState::Waking => Duration::ZERO,
            StreamState::Asleep | StreamState::Running(_) => self.ask_at.since(now),
            StreamState::Corked => {
                let next = playback.next_sound(now).map(|next| (next - WARM_UP).since(now));
                next.unwrap_or(Duration::from_secs(3600))
            }
        }
    }
}

fn index(length: Duration) -> u64 {
    synth::index(Offset::at(length))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fake_server::FakeServer;
    use super::*;
    use crate::domain::plan::Plan;
    use crate::domain::theme::Cue;
    use crate::domain::timeline::{Place, compile};
    use crate::domain::units::Gain;
    use crate::format::diagnostic::Source;
    use crate::format::theme::theme_of_ours;
    use crate::format::{self, Library, embedded};
    use crate::io::sound::bell::BellSender;
    use crate::io::store::Store;

    /// In the middle of a breath.
    fn breathing(clock: SessionClock) -> Playback {
        let text = embedded::text(embedded::ROUTINES, "seated-cat-cow").unwrap();
        let checked = format::check(&Source::new("test", text), &Library::new(&Store::built_in()));
        let timeline = Arc::new(compile(&Plan::whole(checked.routine.unwrap())));
        let mut playback = Playback::silence(theme_of_ours("soft").unwrap(), Gain(1.0));
        let offset = Offset::at(Duration::from_secs(11));
        playback.follow(timeline, Place::Running { offset, at: clock.now() });
        playback
    }

    fn is_silent((_, samples): &(u64, Vec<i16>)) -> bool {
        samples.iter().all(|sample| *sample == 0)
    }

    /// What the server was sent since this was last asked: it has all of it once it answers.
    fn sent(player: &mut Player, server: &FakeServer) -> Vec<(u64, Vec<i16>)> {
        player.stream.read_clock().unwrap();
        server.packets()
    }

    #[test]
    fn w_09_the_clock_of_a_stream_that_slept_is_read_anew_at_once() {
        let clock = SessionClock::start(1);
        let (server, connection) = FakeServer::start(clock, 240_000);
        let stream = ServerStream::open(connection.unwrap(), clock).unwrap();
        let (_bell, orders) = BellSender::new().unwrap();
        let mut playback = breathing(clock);
        let mut player = Player::new(stream, clock, &playback);
        player.round(&orders, &mut playback).unwrap();
        assert_eq!(player.is_heard(), Some(true));
        assert!(!sent(&mut player, &server).iter().all(is_silent));

        // Suspended: nothing of what was meant for now is left to be heard later.
        server.plays(false, 24_000);
        server.says_suspended(true);
        player.round(&orders, &mut playback).unwrap();
        assert_eq!(player.is_heard(), Some(false));
        let packets = sent(&mut player, &server);
        assert!(packets.iter().all(is_silent), "{packets:?}");
        let ends = |(at, samples): &(u64, Vec<i16>)| at + samples.len() as u64;
        assert_eq!(packets.first().map(|packet| packet.0), Some(24_000));
        assert_eq!(packets.last().map(ends), Some(player.written));
        let unmarked = format!("{playback:?}");
        playback.mark(Cue::Rest, clock.now());
        player.round(&orders, &mut playback).unwrap();
        assert_eq!(format!("{playback:?}"), unmarked);

        // It plays on from there: what is wanted by now is written where it will be heard.
        server.plays(true, 24_000);
        server.says_suspended(false);
        player.round(&orders, &mut playback).unwrap();
        assert_eq!(player.is_heard(), Some(true));
        let packets = sent(&mut player, &server);
        let again = packets.iter().find(|packet| !is_silent(packet)).unwrap();
        let second = u64::from(synth::RATE);
        assert!((24_000..24_000 + second).contains(&again.0), "at {}", again.0);
    }

    #[test]
    fn w_10_a_server_gets_no_more_than_it_was_to_hold() {
        let clock = SessionClock::start(1);
        let (server, connection) = FakeServer::start(clock, u32::MAX);
        let stream = ServerStream::open(connection.unwrap(), clock).unwrap();
        let (_bell, orders) = BellSender::new().unwrap();
        let mut playback = breathing(clock);
        let mut player = Player::new(stream, clock, &playback);
        for _ in 0..3 {
            player.round(&orders, &mut playback).unwrap();
            server.says_it_wants(u32::MAX);
        }
        let packets = sent(&mut player, &server);
        assert!(!packets.is_empty());
        assert!(packets.iter().all(|(_, samples)| samples.len() as u64 <= index(AHEAD)));
    }
}
