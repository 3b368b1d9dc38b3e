//! How loud a session begins, what is said about that before it, and what is kept of it.

use std::io::Write;

use crate::cli::args::Start;
use crate::cli::error::Failure;
use crate::domain::profile::{Flag, Profile};
use crate::domain::settings::Volume;
use crate::io::store::Store;
use crate::session::{Ending, How};
use crate::text;

/// So many steps from the usual are heard as a leap.
const LEAP: u8 = 2;

/// How loud it begins. Who has a breathing plan of their own begins without tones (section 3.1 C).
pub(super) fn at_first(asked: &Start, profile: &Profile, remembered: Volume) -> Volume {
    let untold = asked.volume.is_none();
    let muted = remembered.muted || profile.has(Flag::Breathing);
    Volume { step: asked.volume.unwrap_or(remembered.step), muted: asked.mute || (muted && untold) }
}

/// What is said about it: nothing of what was just asked for, and nothing of what is usual.
pub(super) fn words(
    asked: &Start,
    profile: &Profile,
    remembered: Volume,
    keyboard: bool,
) -> Option<String> {
    if asked.mute || asked.volume.is_some() {
        return None;
    }
    let leaps = remembered.step.abs_diff(Volume::default().step) >= LEAP;
    match (remembered.muted, profile.has(Flag::Breathing)) {
        (true, _) => Some(text::sound_off_as_last_time(keyboard)),
        (_, true) => Some(text::sound_off_for_breathing(keyboard)),
        _ => leaps.then(|| text::volume_as_last_time(remembered.step)),
    }
}

/// Keeps how loud it has become; where that cannot be, says so, but not behind the words of an emergency.
#[expect(clippy::disallowed_methods, reason = "the session that had the output is over")]
pub(super) fn remember(
    volume: Volume,
    ending: Option<Ending>,
    store: &Store,
) -> Result<(), Failure> {
    let is_emergency = ending.is_some_and(|ending| ending.how == How::Emergency);
    if let (Err(why), false) = (store.remember(volume), is_emergency) {
        writeln!(anstream::stdout().lock(), "{}", text::volume_not_kept(&why.to_string()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::domain::profile::Told;

    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        start: Start,
    }

    fn typed(line: &str) -> Start {
        Typed::parse_from(line.split_whitespace()).start
    }

    fn breathing() -> Profile {
        let mut profile = Profile::default();
        profile.flags.insert(Flag::Breathing, Told::Yes);
        profile
    }

    #[test]
    fn what_is_asked_for_wins_over_what_is_remembered() {
        let (usual, off) = (Volume::default(), Volume { step: 5, muted: true });
        let nothing = Profile::default();
        for (line, profile, remembered, step, muted) in [
            ("start", &nothing, usual, 8, false),
            ("start", &nothing, off, 5, true),
            ("start --mute", &nothing, usual, 8, true),
            ("start --volume 3", &nothing, off, 3, false),
            ("start --volume 3 --mute", &nothing, usual, 3, true),
            ("start", &breathing(), usual, 8, true),
            ("start --volume 4", &breathing(), usual, 4, false),
        ] {
            let begins = at_first(&typed(line), profile, remembered);
            assert_eq!(begins, Volume { step, muted }, "{line}");
        }
    }

    #[test]
    fn w_25_a_leap_and_a_remembered_mute_are_said() {
        let said = |line, profile: &Profile, step, muted, keyboard| {
            words(&typed(line), profile, Volume { step, muted }, keyboard).unwrap_or_default()
        };
        let nothing = Profile::default();
        assert_eq!(said("start", &nothing, 10, false, true), "Volume 10 of 10, as last time.");
        assert_eq!(said("start", &nothing, 2, false, false), "Volume 2 of 10, as last time.");
        for usual in [7, 8, 9] {
            assert_eq!(said("start", &nothing, usual, false, true), "");
        }
        let off = "Sound off, as last time.";
        assert_eq!(said("start", &nothing, 8, true, true), format!("{off} Sound on: m"));
        assert_eq!(said("start", &nothing, 8, true, false), format!("{off} Sound on: --volume 8"));
        let plan = said("start", &breathing(), 8, false, true);
        assert_eq!(plan, "Sound off: you have a breathing plan of your own. Sound on: m");
        for asked in ["start --mute", "start --volume 2"] {
            assert_eq!(said(asked, &breathing(), 10, true, true), "", "{asked}");
        }
    }
}
