//! What a session sounds like, as data: for each cue the tones it is made of.
//!
//! Knows no time and no samples; `synth` lays a theme over a timeline.

use std::time::Duration;

use serde::Deserialize;

use crate::domain::units::{Gain, Hertz};

/// The theme that comes with the program.
const SOFT: &str = include_str!("../../sounds/soft.toml");

vocabulary! {
    /// A theme that comes with the program.
    pub enum ThemeName {
        /// Soft tones, the usual ones.
        Soft = "soft",
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

/// A tone, or a glide from one pitch to another.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tone {
    /// From which pitch to which; the same twice for a steady tone.
    pub hz: [Hertz; 2],
    /// How long; as long as the span it belongs to where there is none.
    #[serde(default, with = "span")]
    pub time: Option<Duration>,
    /// How far behind the beginning of its cue it begins.
    #[serde(default, with = "at")]
    pub at: Duration,
    /// From silence to as loud as it goes.
    pub loud: Gain,
}

/// The tones of every cue.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Theme {
    /// What it is called.
    pub title: String,
    r#in: Vec<Tone>,
    out: Vec<Tone>,
    hold: Vec<Tone>,
    halfway: Vec<Tone>,
    rest: Vec<Tone>,
    change_over: Vec<Tone>,
    lead_in: Vec<Tone>,
    pause: Vec<Tone>,
    resume: Vec<Tone>,
    easier: Vec<Tone>,
    end: Vec<Tone>,
    end_in_bed: Vec<Tone>,
}

impl Theme {
    /// The theme `soft`.
    ///
    /// # Errors
    /// Where its file is wrong; a test sees to it that it is not.
    pub fn soft() -> Result<Theme, toml::de::Error> {
        toml::from_str(SOFT)
    }

    /// The tones of a cue.
    pub fn tones(&self, cue: Cue) -> &[Tone] {
        match cue {
            Cue::In => &self.r#in,
            Cue::Out => &self.out,
            Cue::Hold => &self.hold,
            Cue::Halfway => &self.halfway,
            Cue::Rest => &self.rest,
            Cue::ChangeOver => &self.change_over,
            Cue::LeadIn => &self.lead_in,
            Cue::Pause => &self.pause,
            Cue::Resume => &self.resume,
            Cue::Easier => &self.easier,
            Cue::End => &self.end,
            Cue::EndInBed => &self.end_in_bed,
        }
    }
}

/// Reading `"400ms"`.
mod at {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, de::Error};

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Duration, D::Error> {
        humantime::parse_duration(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// Reading a length that may be left out.
mod span {
    use std::time::Duration;

    use serde::Deserializer;

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(
        from: D,
    ) -> Result<Option<Duration>, D::Error> {
        super::at::deserialize(from).map(Some)
    }
}
