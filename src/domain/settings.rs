//! What the program remembers for a person, as data: how loud it is, and in which tones.

use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::units::Gain;

/// The loudest step.
pub const LOUDEST: u8 = 10;
/// One step, in decibels: as much as is heard as a step.
const STEP_DB: f32 = 4.0;

/// How loud the tones are: eleven steps that are heard as equal, and mute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Volume {
    /// From 0 to [`LOUDEST`].
    #[serde(rename = "volume", deserialize_with = "at_most_the_loudest")]
    pub step: u8,
    /// Silent, whatever the step.
    #[serde(rename = "mute")]
    pub muted: bool,
}

impl Default for Volume {
    fn default() -> Volume {
        Volume { step: 8, muted: false }
    }
}

impl Volume {
    /// A step louder; it can be heard again.
    #[must_use]
    pub fn louder(self) -> Volume {
        Volume { step: (self.step + 1).min(LOUDEST), muted: false }
    }

    /// A step softer; it can be heard again.
    #[must_use]
    pub fn softer(self) -> Volume {
        Volume { step: self.step.saturating_sub(1), muted: false }
    }

    /// Muted, or no longer.
    #[must_use]
    pub fn toggled(self) -> Volume {
        Volume { muted: !self.muted, ..self }
    }

    /// Whether nothing is heard.
    pub fn is_silent(self) -> bool {
        self.muted || self.step == 0
    }

    /// The factor that belongs to it.
    pub fn gain(self) -> Gain {
        if self.is_silent() {
            return Gain(0.0);
        }
        let below = f32::from(LOUDEST.saturating_sub(self.step)) * STEP_DB;
        Gain(10_f32.powf(-below / 20.0))
    }
}

/// Which tones a person has chosen. In the same file as the volume, each written by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ThemeChoice {
    /// The name of a theme, or the path of its file; the usual one where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
}

/// Who says what comes, where somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// A program that makes speech, over the tones.
    On,
    /// The person's own screen reader.
    Reader,
    /// Nobody.
    Off,
}

/// Which voice a person has chosen. In the same file as the volume, each written by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct VoiceChoice {
    /// Who speaks; nothing where nobody was asked, or has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
    /// A program that reads words from its standard input and writes a WAV, and its arguments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub voice_command: Vec<String>,
    /// A voice was offered once.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub voice_offered: bool,
}

fn at_most_the_loudest<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    Ok(u8::deserialize(deserializer)?.min(LOUDEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kept_document::Kept;

    #[test]
    fn what_is_written_is_read_again() {
        for step in 0..=LOUDEST {
            for muted in [false, true] {
                let volume = Volume { step, muted };
                let kept = Kept::from(volume);
                assert_eq!(Kept::read(&kept.write().unwrap()), Ok(kept));
            }
        }
        let loud = Kept::<Volume>::read("volume = 200\nmute = false").unwrap();
        assert_eq!(loud.value.step, LOUDEST);
    }

    #[test]
    fn steps_are_heard_as_equal_and_end_at_both_ends() {
        let volume = Volume { step: LOUDEST, muted: false };
        assert_eq!(volume.gain(), Gain(1.0));
        assert_eq!(volume.louder(), volume);
        let ratios: Vec<f32> = (1..LOUDEST)
            .map(|step| Volume { step, muted: false })
            .map(|softer| softer.gain().0 / softer.louder().gain().0)
            .collect();
        assert!(ratios.iter().all(|ratio| (ratio - ratios[0]).abs() < 1e-5), "{ratios:?}");
        assert!(Volume { step: 0, muted: false }.is_silent());
        assert!(!volume.toggled().softer().is_silent());
    }
}
