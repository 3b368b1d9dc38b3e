//! The keys of a theme of tones: `sounds/NAME.toml`.
//!
//! Knows the bounds of every value, and nothing of how tones sound together.

use std::ops::Range;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::theme::{CUE_AT_MOST, Cue};
use crate::domain::units::Hertz;
use crate::format::diagnostic::{Code, Location};
use crate::text::faults;

use super::document::Format;
use super::key_tables::{Completed, entry, refuse_key};
use super::read::{Field, FromToml, Reading};
use super::shape::{KeySpec, Shape, TableSpec};
use super::time::{self, TimeError};
use super::values::{Number, Short, TextLine, table};

/// More tones than a cue needs.
const TONES_AT_MOST: usize = 20;
/// How the names of files end that can be read.
const ENDINGS: &[&str] = &["wav", "flac", "mp3"];

entry! {
    /// A theme.
    struct ThemeEntry, "a theme", ["format", "title"] {
        /// The version of the format: 1. The first line of every file.
        "format" format: Format,
        /// What the theme is called. At most 60 columns.
        "title" title: Short,
        /// Breathe in.
        "in" breathe_in: Tones,
        /// Breathe out.
        "out" breathe_out: Tones,
        /// A position is held, or a free movement begins.
        "hold" hold: Tones,
        /// Half of a long hold is over.
        "halfway" halfway: Tones,
        /// A rest begins.
        "rest" rest: Tones,
        /// The other side, or another position.
        "change-over" change_over: Tones,
        /// The last three seconds before a first repetition.
        "lead-in" lead_in: Tones,
        /// The clock stands still.
        "pause" pause: Tones,
        /// It goes on in three seconds.
        "resume" resume: Tones,
        /// From the next repetition it is smaller.
        "easier" easier: Tones,
        /// The end of a session.
        "end" end: Tones,
        /// The end of a session in bed.
        "end-in-bed" end_in_bed: Tones,
    }
}

entry! {
    /// A tone of a cue.
    struct ToneEntry, "a tone", [] {
        /// From which pitch to which: [from, to], the same twice for a steady one.
        "hz" hz: Pitches,
        /// In place of hz: a WAV, FLAC or MP3 file beside this one, at most 10 seconds of it.
        "file" file: SoundName,
        /// How long; as long as the breath where none is given.
        "time" time: ToneTime,
        /// How far behind the beginning of its cue it begins.
        "at" at: ToneTime,
        /// From 0 to 1; 0.4 when left out.
        "loud" loud: Number<0, 1>,
        /// In which time it fades to half of its loudness, as a bell does.
        "halves-in" halves_in: ToneTime,
    }
}

/// Every table of a theme.
const TABLES: &[TableSpec] = &[ThemeEntry::TABLE, ToneEntry::TABLE];

impl ThemeEntry {
    /// The tones of a cue, as they are written.
    pub(super) fn tones(&self, cue: Cue) -> &Field<Tones> {
        match cue {
            Cue::In => &self.breathe_in,
            Cue::Out => &self.breathe_out,
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

/// The tones of a cue.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tones(pub(super) Vec<ToneEntry>);

impl FromToml for Tones {
    const SHAPE: Shape = Shape::List { each: &ToneEntry::SHAPE, least: 0, most: TONES_AT_MOST };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        if let DeValue::Array(list) = value.get_ref()
            && list.len() > TONES_AT_MOST
        {
            let text = faults::list_too_long(list.len(), TONES_AT_MOST);
            reading.fault(Code::OutOfRange, value.span(), text);
            return None;
        }
        Vec::read(value, reading).map(Tones)
    }
}

/// Two pitches that can be heard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pitches(pub(super) [Hertz; 2]);

impl FromToml for Pitches {
    const SHAPE: Shape = Shape::List { each: &Number::<20, 20_000>::SHAPE, least: 2, most: 2 };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let numbers: Vec<Number<20, 20_000>> = Vec::read(value, reading)?;
        if let [Number(from), Number(to)] = numbers[..] {
            return Some(Pitches([from, to].map(|hz| Hertz(f64::from(hz)))));
        }
        reading.fault(Code::WrongType, value.span(), faults::not_two_pitches(numbers.len()));
        None
    }
}

/// A length of time inside a cue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ToneTime(pub(super) Duration);

impl FromToml for ToneTime {
    const SHAPE: Shape = Shape::Time(time::PATTERN);

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let read = match value.get_ref() {
            DeValue::String(text) => match time::parse(text) {
                // Tones are shorter than what a person does.
                Ok(length) | Err(TimeError::OutOfRange(length)) => Some(length),
                Err(TimeError::Unreadable(_)) => None,
            },
            // Says what is wrong with it.
            _ => return Duration::read(value, reading).map(ToneTime),
        };
        let Some(length) = read else { return Duration::read(value, reading).map(ToneTime) };
        if length.is_zero() || length > CUE_AT_MOST {
            let least = Duration::from_millis(1);
            let text = faults::time_out_of_range(length, least, CUE_AT_MOST);
            reading.fault(Code::OutOfRange, value.span(), text);
            return None;
        }
        Some(ToneTime(length))
    }
}

/// The name of a sound file beside the theme; never a path.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SoundName(pub(super) String);

impl FromToml for SoundName {
    const SHAPE: Shape = Shape::Text { least: 1, most: 100 };

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading) -> Option<Self> {
        let TextLine(name) = TextLine::<1, 100>::read(value, reading)?;
        let leads_away = name.starts_with('.') || name.contains(['/', '\\', ':']);
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        let known = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
        if leads_away || !known {
            let text = match leads_away {
                true => faults::sound_elsewhere(),
                false => faults::sound_of_another_kind(),
            };
            reading.fault(Code::NotAName, value.span(), text);
            return None;
        }
        Some(SoundName(name))
    }
}
