//! The sound thread on Linux: it looks for a PulseAudio or PipeWire server, plays there, and looks
//! again when the server is gone.

use std::sync::Arc;
use std::time::Duration;

use crate::audio::playback::Playback;
use crate::domain::theme::Theme;
use crate::domain::units::Gain;
use crate::io::clock::SessionClock;
use crate::text::commands;

use super::bell::BellReceiver;
pub(super) use super::bell::BellSender as OrderSender;
use super::connection::{Connection, Trouble};
use super::player::Player;
use super::server_stream::ServerStream;
use super::{Order, note, places, tell_done};

/// Without a server somebody looks for one this often.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

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
        let stream =
            Connection::open(clock).and_then(|connection| ServerStream::open(connection, clock));
        tell_gone(stream.is_err());
        let ended = match stream {
            Ok(stream) => {
                Player::new(stream, clock, &playback).play(orders, &mut playback, tell_gone)
            }
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

/// The server that answers, or why none does and where it was looked for.
pub(super) fn describe(clock: SessionClock) -> Result<String, Vec<String>> {
    match Connection::open(clock) {
        Ok(connection) => Ok(commands::sound_server(&connection.place().display().to_string())),
        Err(trouble) => {
            let places = places::of_this_person();
            let mut lines = vec![commands::no_sound_server(&trouble.to_string())];
            let looked = places.sockets.iter().map(|place| place.display().to_string());
            lines.extend(looked.map(|place| commands::looked_at(&place)));
            if matches!(trouble, Trouble::NoServer) {
                lines.push(commands::INSTALL_A_SOUND_SERVER.into());
            }
            Err(lines)
        }
    }
}
