//! Files of tones: from text to a [`Theme`], or to every fault in it at once.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use toml::de::DeTable;

use crate::domain::severity::Severity;
use crate::domain::theme::{CUE_AT_MOST, Cue, Theme, Tone, ToneSound};
use crate::domain::units::Gain;
use crate::format::diagnostic::{Code, Diagnostic, Location, Source};
use crate::limits::{self, FileKey};
use crate::text::faults::{self, NoRecording};

use super::document::Document;
use super::embedded;
use super::limit_diagnostics::at_place;
use super::read::{Reading, fault, required};
use super::repair::Repair;
use super::theme_entry::{ThemeEntry, ToneEntry};

/// The theme that is heard where nobody chose one.
pub const USUAL_THEME: &str = "soft";
/// How loud a tone is that does not say it.
const LOUD: f32 = 0.4;

/// Hands over the sound files that a theme names.
pub trait Recordings {
    /// The samples of a file beside the theme: 48,000 a second, one channel, from -1 to 1, ten seconds at
    /// most.
    ///
    /// # Errors
    /// Why there are none.
    fn recording(&self, file: &str) -> Result<Arc<[f32]>, NoRecording>;
}

/// No files at all: as the themes that come with the program need.
#[derive(Clone, Copy, Debug)]
pub struct NoRecordings;

impl Recordings for NoRecordings {
    fn recording(&self, _: &str) -> Result<Arc<[f32]>, NoRecording> {
        Err(NoRecording::Missing)
    }
}

/// What came of checking a theme.
#[derive(Debug, Default)]
pub struct CheckedTheme {
    /// The theme; nothing where there is a fault.
    pub theme: Option<Arc<Theme>>,
    /// Everything that was found, in the order of the file.
    pub findings: Vec<Diagnostic>,
}

impl CheckedTheme {
    /// How many findings weigh this much.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Whether a text is a theme, as far as it can be read: it has a cue, and nothing of a routine.
pub fn is_theme_file(text: &str) -> bool {
    let root = DeTable::parse_recoverable(text).0;
    let has =
        |names: &[&str]| root.get_ref().iter().any(|(key, _)| names.contains(&&**key.get_ref()));
    has(Cue::NAMES) && !has(&["exercise", "use", "phase", "kind", "position", "setup"])
}

/// A theme that comes with the program.
pub fn theme_of_ours(name: &str) -> Option<Arc<Theme>> {
    let text = embedded::text(embedded::THEMES, name)?;
    check_theme(&Source::new(name, text), &NoRecordings).theme
}

/// Checks a theme. A cue that it does not name sounds as in the usual one.
pub fn check_theme(source: &Arc<Source>, recordings: &dyn Recordings) -> CheckedTheme {
    let repair = Repair::of(source);
    let document = Document::parse(&repair.source);
    let mut reading = Reading::new(Arc::clone(&repair.source));
    let entry = ThemeEntry::read_table(document.root(), document.head(), &mut reading);
    let mut findings = reading.findings;
    document.check_format(&entry.format, &mut findings);
    let theme = build(&entry, recordings, &mut findings);
    if let Some(theme) = &theme {
        let found = limits::theme(theme).into_iter();
        findings.extend(found.map(|finding| at_place(&finding, place(&entry, finding.key))));
    }
    let findings = super::in_order(source, repair.findings_as_written(findings));
    let faulty = findings.iter().any(|finding| finding.severity == Severity::Fault);
    CheckedTheme { theme: theme.filter(|_| !faulty).map(Arc::new), findings }
}

fn build(
    entry: &ThemeEntry,
    recordings: &dyn Recordings,
    findings: &mut Vec<Diagnostic>,
) -> Option<Theme> {
    let title = required(&entry.title, "title", &entry.place, findings);
    let mut cues = BTreeMap::new();
    let mut is_whole = true;
    for &cue in Cue::ALL {
        let written = entry.tones(cue);
        let tones: Option<Vec<Tone>> = match written.value() {
            Some(tones) => {
                let built = tones.0.iter().map(|entry| tone(entry, recordings, findings));
                // All of them, so that every fault is found.
                built.collect::<Vec<_>>().into_iter().collect()
            }
            None if written.is_absent() => {
                theme_of_ours(USUAL_THEME).map(|usual| usual.tones(cue).to_vec())
            }
            None => None,
        };
        is_whole &= tones.is_some();
        cues.insert(cue, tones.unwrap_or_default());
    }
    let theme = Theme::new(title?.0.clone(), cues);
    is_whole.then_some(theme)
}

fn tone(
    entry: &ToneEntry,
    recordings: &dyn Recordings,
    findings: &mut Vec<Diagnostic>,
) -> Option<Tone> {
    let time = entry.time.value().map(|time| time.0);
    let (sound, time) = match (entry.hz.value(), entry.file.given()) {
        (Some(hz), None) => (ToneSound::Wave(hz.0), time),
        (None, Some(file)) => {
            let samples = recordings.recording(&file.value.0).map_err(|why| {
                let text = faults::no_recording(&file.value.0, &why);
                findings.push(fault(Code::Unreadable, file.place.clone(), text));
            });
            let samples = samples.ok()?;
            let length = length(&samples);
            (ToneSound::Recorded(samples), Some(time.map_or(length, |time| time.min(length))))
        }
        (hz, file) => {
            let is_spoilt = entry.hz.is_wrong() || entry.file.is_wrong();
            if !is_spoilt {
                let text = faults::one_of_two(hz.is_some() && file.is_some());
                findings.push(fault(Code::MissingKey, entry.place.clone(), text));
            }
            return None;
        }
    };
    Some(Tone {
        sound,
        time,
        at: entry.at.value().map(|at| at.0).unwrap_or_default(),
        loud: Gain(entry.loud.value().map_or(LOUD, |loud| loud.0)),
        halves_in: entry.halves_in.value().map(|half| half.0),
    })
}

/// How long so many samples last.
fn length(samples: &[f32]) -> Duration {
    const RATE: u64 = 48_000;
    let nanos = samples.len() as u64 * 1_000_000_000 / RATE;
    Duration::from_nanos(nanos).min(CUE_AT_MOST)
}

/// Where what a limit is about is written.
fn place(entry: &ThemeEntry, key: FileKey) -> Location {
    let FileKey::Tone(cue, nth) = key else { return entry.place.clone() };
    // What is wrong between in and out lies in the one of them that is written.
    let written = [(cue, nth), (Cue::In, 0)].into_iter();
    let tone = |(cue, nth): (Cue, usize)| entry.tones(cue).value()?.0.get(nth);
    let mut tones = written.filter_map(tone);
    tones.next().map_or_else(|| entry.place.clone(), |tone| tone.place.clone())
}
