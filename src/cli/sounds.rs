//! `sounds`: the tones, by name and by ear.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use crate::audio::synth::length_of;
use crate::cli::args::{Sounds, SoundsCommand};
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::domain::theme::Theme;
use crate::format::theme::USUAL_THEME;
use crate::io::clock::SessionClock;
use crate::io::input::InputQueue;
use crate::io::sound::{self, Sound};
use crate::io::store::Store;
use crate::session::Happening;
use crate::text::{self, commands, recording};

use super::themes;

/// Between two cues, so that each is heard for itself.
const BETWEEN: Duration = Duration::from_millis(900);
/// A sound server that is there has answered by then.
const ANSWERS_WITHIN: Duration = Duration::from_millis(1500);

/// `sounds`
pub(super) fn sounds(asked: &Sounds, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    match &asked.command {
        None => {
            for (cue, meaning) in text::CUES {
                writeln!(out, "{cue:<12} {meaning}")?;
            }
            writeln!(out, "\n{}", commands::HEAR_THEM)?;
            Ok(Exit::Done)
        }
        Some(SoundsCommand::List) => list(store, out),
        Some(SoundsCommand::Test(which)) => {
            let theme = themes::asked_or_chosen(which.theme.as_deref(), None, store)?;
            test(&theme, store, out)
        }
        Some(SoundsCommand::Use(which)) => {
            let name = which.theme.as_deref().unwrap_or(USUAL_THEME);
            let theme = themes::theme(name, store)?;
            store.choose_theme(
                Some(themes::lasting_name(name)).filter(|name| name != USUAL_THEME),
            )?;
            writeln!(out, "{}", recording::tones_chosen(&theme.title))?;
            Ok(Exit::Done)
        }
    }
}

/// The themes by name, with their titles.
fn list(store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let names = store.theme_names();
    let wide = names.iter().map(|name| name.width()).max().unwrap_or(0) + 2;
    let used = store.chosen_theme().unwrap_or_else(|| USUAL_THEME.to_owned());
    for name in names {
        let title = match themes::checked(&name, store)?.theme {
            Some(theme) => theme.title.clone(),
            None => recording::theme_has_faults(&name),
        };
        let mark = if name == used { recording::IS_USED } else { "" };
        let gap = " ".repeat(wide.saturating_sub(name.width()));
        writeln!(out, "{name}{gap}{title}{mark}")?;
    }
    writeln!(out, "\n{}", recording::HEAR_A_THEME)?;
    Ok(Exit::Done)
}

/// Plays each cue and names it, until it is stopped.
fn test(theme: &Arc<Theme>, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let clock = SessionClock::start(1);
    let mut input = InputQueue::open();
    let post = input.post();
    let lost = move || {
        // Nobody is left to tell when the test is over.
        let _ = post.send(Happening::SoundLost);
    };
    let gain = store.settings().value.gain();
    let Some(sound) = Sound::open(Arc::clone(theme), gain, clock, lost) else {
        return no_sound(clock, out);
    };
    if input.wait(Some(ANSWERS_WITHIN)) == Some(Happening::SoundLost) {
        return no_sound(clock, out);
    }
    for (cue, meaning) in text::CUES {
        writeln!(out, "{cue:<12} {meaning}")?;
        out.flush()?;
        sound.mark(*cue, clock.now());
        match input.wait(Some(length_of(theme, *cue) + BETWEEN)) {
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
