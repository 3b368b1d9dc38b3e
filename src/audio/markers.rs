//! What a sound file says beside its sound: its title, where each exercise begins, and the words of
//! each moment.

use crate::domain::units::Offset;

/// Words at their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Where.
    pub at: Offset,
    /// Which.
    pub words: String,
}

/// Everything that is said beside a sound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markers {
    /// What it is called.
    pub title: String,
    /// Where the exercises begin.
    pub chapters: Vec<Marker>,
    /// What is said when.
    pub lines: Vec<Marker>,
}

impl Markers {
    /// The lines as players that show the words of a song read them: `[MM:SS.cc]words`.
    pub(super) fn lrc(&self) -> String {
        let line = |line: &Marker| {
            let at = line.at.since_zero();
            let (minutes, seconds, hundredths) =
                (at.as_secs() / 60, at.as_secs() % 60, at.subsec_millis() / 10);
            format!("[{minutes:02}:{seconds:02}.{hundredths:02}]{}\n", line.words)
        };
        self.lines.iter().map(line).collect()
    }
}

impl Marker {
    /// Its place as `HH:MM:SS.mmm`, as chapters have it.
    pub(super) fn chapter_time(&self) -> String {
        let at = self.at.since_zero();
        let all = at.as_secs();
        let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
        format!("{hours:02}:{minutes:02}:{seconds:02}.{:03}", at.subsec_millis())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_place_is_written_as_players_read_it() {
        let written = |millis| {
            let at = Offset::at(Duration::from_millis(millis));
            let marker = Marker { at, words: "In.".into() };
            let chapter = marker.chapter_time();
            (Markers { lines: vec![marker], ..Markers::default() }.lrc(), chapter)
        };
        assert_eq!(written(0), ("[00:00.00]In.\n".into(), "00:00:00.000".into()));
        assert_eq!(written(65_250), ("[01:05.25]In.\n".into(), "00:01:05.250".into()));
        assert_eq!(written(3_723_999), ("[62:03.99]In.\n".into(), "01:02:03.999".into()));
    }
}
