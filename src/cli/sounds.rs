//! `sounds`: the tones, by name and by ear.

use std::io::Write;
use std::time::Duration;

use crate::audio::synth::length_of;
use crate::cli::args::{Sounds, SoundsCommand};
use crate::cli::error::{Exit, Failure};
use crate::domain::theme::Theme;
use crate::io::clock::SessionClock;
use crate::io::input::InputQueue;
use crate::io::sound::{self, Sound};
use crate::io::store::Store;
use crate::session::Happening;
use crate::text::{self, commands};

/// Between two cues, so that each is heard for itself.
const BETWEEN: Duration = Duration::from_millis(900);
/// A sound server that is there has answered by then.
const ANSWERS_WITHIN: Duration = Duration::from_millis(1500);

/// `sounds`
pub(super) fn sounds(asked: &Sounds, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    match asked.command {
        None => {
            for (cue, meaning) in text::CUES {
                writeln!(out, "{cue:<12} {meaning}")?;
            }
            writeln!(out, "\n{}", commands::HEAR_THEM)?;
            Ok(Exit::Done)
        }
        Some(SoundsCommand::Test) => test(store, out),
    }
}

/// Plays each cue and names it, until it is stopped.
fn test(store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let Ok(theme) = Theme::soft() else { return Ok(Exit::Machine) };
    let clock = SessionClock::start(1);
    let mut input = InputQueue::open();
    let post = input.post();
    let lost = move || {
        // Nobody is left to tell when the test is over.
        let _ = post.send(Happening::SoundLost);
    };
    let gain = store.settings().value.gain();
    let Some(sound) = Sound::open(gain, clock, lost) else { return no_sound(clock, out) };
    if input.wait(Some(ANSWERS_WITHIN)) == Some(Happening::SoundLost) {
        return no_sound(clock, out);
    }
    for (cue, meaning) in text::CUES {
        writeln!(out, "{cue:<12} {meaning}")?;
        out.flush()?;
        sound.mark(*cue, clock.now());
        match input.wait(Some(length_of(&theme, *cue) + BETWEEN)) {
            Some(Happening::Stop(signal)) => return Ok(Exit::Signal(signal)),
            Some(Happening::SoundLost) => return no_sound(clock, out),
            _ => {}
        }
    }
    Ok(Exit::Done)
}

fn no_sound(clock: SessionClock, out: &mut impl Write) -> Result<Exit, Failure> {
    for line in why_silent(sound::describe(clock)) {
        writeln!(out, "{line}")?;
    }
    Ok(Exit::Machine)
}

/// Why nothing is heard, where this was found. What answers and is not heard does not play.
fn why_silent(found: Result<String, Vec<String>>) -> Vec<String> {
    found.map_or_else(|lines| lines, |line| vec![line, commands::IT_DOES_NOT_PLAY.into()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w_09_a_server_that_answers_and_does_not_play_is_said_to_be_so() {
        let server = commands::sound_server("/run/native");
        let lines = why_silent(Ok(server.clone()));
        assert_eq!(lines, [&*server, commands::IT_DOES_NOT_PLAY]);
        let none = vec![commands::no_sound_server(commands::NO_SERVER_LISTENS)];
        assert_eq!(why_silent(Err(none.clone())), none);
    }
}
