//! What a session sounds like, as data: for each cue the tones it is made of.
//!
//! Knows no time and no samples; `synth` lays a theme over a timeline.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::units::{Gain, Hertz, seconds};

/// As loud as everything together may be that sounds at once: 1 dB below the loudest there is.
pub const LOUDEST_AT_ONCE: f32 = 0.89;
/// The longest that a cue lasts by itself.
pub const CUE_AT_MOST: Duration = seconds(10);
/// The middle of a hold is marked at least so far behind its beginning.
const HALFWAY_AT_LEAST: Duration = seconds(5);

/// Cues that can sound at once; over each a key can bring one more, and so can the end.
const TOGETHER: &[&[(Cue, Duration)]] = &[
    &[(Cue::In, Duration::ZERO)],
    &[(Cue::Out, Duration::ZERO)],
    &[(Cue::LeadIn, Duration::ZERO)],
    &[(Cue::Rest, Duration::ZERO)],
    &[(Cue::ChangeOver, Duration::ZERO)],
    &[(Cue::Hold, Duration::ZERO), (Cue::Halfway, HALFWAY_AT_LEAST)],
];
/// Cues over whatever sounds. Behind the last repetition nothing becomes easier, and whoever pauses lets
/// the rest fade; so it is one of them at a time.
const OVER: &[Cue] = &[Cue::Pause, Cue::Resume, Cue::Easier, Cue::End, Cue::EndInBed];

vocabulary! {
    /// A theme that comes with the program.
    pub enum ThemeName {
        /// Soft tones, the usual ones.
        Soft = "soft",
        /// Struck bowls.
        Bowl = "bowl",
        /// Low tones, for ears that have lost the high ones.
        Low = "low",
    }
}

vocabulary! {
    /// Something that is heard.
    pub enum Cue {
        /// Breathe in.
        In = "in",
        /// Breathe out.
        Out = "out",
        /// A position is held, or a free movement begins.
        Hold = "hold",
        /// Half of a long hold is over.
        Halfway = "halfway",
        /// A rest begins.
        Rest = "rest",
        /// The other side, or another position.
        ChangeOver = "change-over",
        /// The last three seconds before a first repetition, or after a pause.
        LeadIn = "lead-in",
        /// The clock stands still.
        Pause = "pause",
        /// It goes on in three seconds.
        Resume = "resume",
        /// From the next repetition it is smaller.
        Easier = "easier",
        /// The end of a session.
        End = "end",
        /// The end of a session in bed: whoever dozes is not woken.
        EndInBed = "end-in-bed",
    }
}

/// What a tone is made of.
#[derive(Clone, PartialEq)]
pub enum ToneSound {
    /// A wave, from one pitch to another; the same twice for a steady tone.
    Wave([Hertz; 2]),
    /// Samples of a file, 48,000 a second, from -1 to 1.
    Recorded(Arc<[f32]>),
}

impl fmt::Debug for ToneSound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ToneSound::Wave(hz) => f.debug_tuple("Wave").field(hz).finish(),
            ToneSound::Recorded(samples) => {
                f.debug_tuple("Recorded").field(&samples.len()).finish()
            }
        }
    }
}

/// A tone, or a glide from one pitch to another, or a recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Tone {
    /// What is heard.
    pub sound: ToneSound,
    /// How long; as long as the span it belongs to where there is none.
    pub time: Option<Duration>,
    /// How far behind the beginning of its cue it begins.
    pub at: Duration,
    /// From silence to as loud as it goes.
    pub loud: Gain,
    /// In which time it fades to half of that, as a bell does; not at all where there is none.
    pub halves_in: Option<Duration>,
}

impl Tone {
    /// From which pitch to which, where it has one.
    pub fn hz(&self) -> Option<[Hertz; 2]> {
        match self.sound {
            ToneSound::Wave(hz) => Some(hz),
            ToneSound::Recorded(_) => None,
        }
    }

    /// Whether it sounds so far behind the beginning of its cue.
    fn sounds_at(&self, at: Duration) -> bool {
        self.at <= at && self.time.is_none_or(|time| at < self.at + time)
    }
}

/// The tones of every cue.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// What it is called.
    pub title: String,
    cues: BTreeMap<Cue, Vec<Tone>>,
}

impl Theme {
    /// A theme of these tones: all softer by the same, where some that can sound at once would be too
    /// loud together.
    pub fn new(title: String, cues: BTreeMap<Cue, Vec<Tone>>) -> Theme {
        let mut theme = Theme { title, cues };
        let softer = (LOUDEST_AT_ONCE / theme.loudest()).min(1.0);
        for tone in theme.cues.values_mut().flatten() {
            tone.loud.0 *= softer;
        }
        theme
    }

    /// The tones of a cue.
    pub fn tones(&self, cue: Cue) -> &[Tone] {
        self.cues.get(&cue).map_or(&[], Vec::as_slice)
    }

    /// Whether all of it can be calculated: no tone is a recording.
    pub fn is_calculated(&self) -> bool {
        self.cues.values().flatten().all(|tone| tone.hz().is_some())
    }

    /// How loud everything is together that can sound at once.
    fn loudest(&self) -> f32 {
        let spans = TOGETHER.iter().map(|cues| self.loudest_of(cues));
        let over = OVER.iter().map(|cue| self.loudest_of(&[(*cue, Duration::ZERO)]));
        spans.fold(0.0, f32::max) + over.fold(0.0, f32::max)
    }

    /// The same of cues that each begin so late. It is loudest where one of the tones begins.
    fn loudest_of(&self, cues: &[(Cue, Duration)]) -> f32 {
        let tones =
            || cues.iter().flat_map(|(cue, late)| self.tones(*cue).iter().map(|t| (t, *late)));
        let at = |place: Duration| -> f32 {
            let sounding = tones().filter(|(tone, late)| {
                place.checked_sub(*late).is_some_and(|place| tone.sounds_at(place))
            });
            sounding.map(|(tone, _)| tone.loud.0).sum()
        };
        tones().map(|(tone, late)| at(tone.at + late)).fold(0.0, f32::max)
    }
}
