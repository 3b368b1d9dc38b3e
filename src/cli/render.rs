//! `render`: a session as a sound file, which a phone plays by a tap.

use std::cell::Cell;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::audio::pcm::Tell;
use crate::audio::source::{SpokenSession, WholeSession};
use crate::audio::synth;
use crate::cli::args::Render;
use crate::cli::error::{CommandError, Failure};
use crate::cli::exit::Exit;
use crate::domain::plan::Plan;
use crate::domain::theme::Theme;
use crate::domain::timeline::{Timeline, compile};
use crate::domain::units::Offset;
use crate::faces::bar::Bar;
use crate::faces::sound_words::markers;
use crate::io::atomic_file::WriteError;
use crate::io::input::InputQueue;
use crate::io::sound_file::{self, SoundFormat};
use crate::io::store::Store;
use crate::io::voice::Engine;
use crate::io::{prompt, read_file, terminal};
use crate::script::{Guidance, Telling, script};
use crate::session::{Happening, Signal};
use crate::text::{printable::printable, recording};

use super::preparation::Known;
use super::{Loaded, load, looks_like_line, options, shadow_line, shown, themes, voice};

/// Columns of the bar that says how far it is.
const BAR: u16 = 40;

/// What is said in a file: the same on every day, and to whom nobody can give a key.
const ALOUD: Telling = Telling { turn: 0, guidance: Guidance::Between, keys: false, aloud: true };

/// `render`
pub(super) fn render(asked: &Render, store: &Store, out: &mut impl Write) -> Result<Exit, Failure> {
    let path = asked.output.as_path();
    let Some(format) = SoundFormat::of(path) else {
        let ending = path.extension().map(|ending| printable(&ending.to_string_lossy()));
        return Err(CommandError::NoSoundFormat(shown(&path.with_extension("")), ending).into());
    };
    let loaded = load(Some(&asked.name), store)?;
    options::check(&asked.with, &loaded.routine)?;
    let wished = loaded.routine.sound.theme;
    let theme = themes::asked_or_chosen(asked.theme.as_deref(), wished, store)?;
    let engine = asked.voice.then(|| voice::engine_for_a_file(&loaded.routine, store));
    let engine = engine.transpose()?;
    let plan = plan(&loaded, asked);
    if plan.is_empty() {
        return Err(CommandError::NothingForToday.into());
    }
    if !read_file::is_missing(path) && !asked.force && !may_write_over(path, out)? {
        writeln!(out, "{}", recording::LEFT_AS_IT_IS)?;
        return Ok(Exit::Done);
    }
    for line in remarks(&loaded, &plan, store) {
        writeln!(out, "{line}")?;
    }
    let file = SoundFile { path, format, theme, timeline: Arc::new(compile(&plan)) };
    file.write(engine, out)
}

/// The routine for nobody in particular: nobody can be asked by a file.
fn plan(loaded: &Loaded, asked: &Render) -> Plan {
    let plan = Plan::today(Arc::clone(&loaded.routine)).with_options(&asked.with);
    if asked.lighter { plan.lighter() } else { plan }
}

/// What of a plan a sound cannot be asked about.
pub(super) fn not_in_it(plan: &Plan) -> Vec<&String> {
    let not_in_it = plan.items().iter().filter(|item| item.left_out().is_some());
    not_in_it.map(|item| &plan.routine().exercise(item.exercise()).full.title).collect()
}

/// What is to be known about the file, a line each.
fn remarks(loaded: &Loaded, plan: &Plan, store: &Store) -> Vec<String> {
    let alike = looks_like_line(&loaded.name).into_iter().chain(shadow_line(loaded));
    let not_in_it = not_in_it(plan);
    let title = |exercise: usize| &plan.routine().exercise(exercise).full.title;
    let known = Known::read(store);
    let yours = plan.clone().for_person(&known.profile);
    let pairs = plan.items().iter().zip(yours.items());
    let without: Vec<&String> = pairs
        .filter(|(all, yours)| all.left_out().is_none() && yours.left_out().is_some())
        .map(|(all, _)| title(all.exercise()))
        .collect();
    alike
        .chain(loaded.more.iter().cloned())
        .chain(known.lines)
        .chain(recording::not_in_it(&not_in_it))
        .chain(recording::not_for_you(&without))
        .chain([recording::ASKS_NOTHING.to_owned()])
        .collect()
}

/// Whether a file that is there may become another one.
pub(super) fn may_write_over(path: &Path, out: &mut impl Write) -> Result<bool, Failure> {
    if !terminal::has_keyboard() {
        return Err(CommandError::FileThereAlready(path.to_owned()).into());
    }
    writeln!(out, "{}", recording::there_already(&shown(path)))?;
    Ok(prompt::ask(&recording::WRITE_OVER, out)? == 'y')
}

/// A file that is to be written.
struct SoundFile<'p> {
    path: &'p Path,
    format: SoundFormat,
    theme: Arc<Theme>,
    timeline: Arc<Timeline>,
}

impl SoundFile<'_> {
    /// Writes it. An engine that gives no speech ends it, and nothing is left of it.
    fn write(self, engine: Option<Engine>, out: &mut impl Write) -> Result<Exit, Failure> {
        let SoundFile { path, format, theme, timeline } = self;
        let (total, words) = (timeline.total(), markers(&timeline));
        let program = engine.as_ref().map(Engine::program).unwrap_or_default();
        let is_silent = Cell::new(false);
        let written = watched(total, out, |tell| {
            let mut tell = |written| match is_silent.get() {
                true => Err(io::ErrorKind::Interrupted.into()),
                false => tell(written),
            };
            let Some(mut engine) = engine else {
                let sound = WholeSession::new(timeline, theme);
                return sound_file::write(path, format, sound, &words, &mut tell);
            };
            let script = script(&timeline, ALOUD);
            let say = |words: &str, rate| {
                let samples = engine.say(words, rate);
                is_silent.set(samples.is_none());
                samples
            };
            let sound = SpokenSession::new(timeline, theme, &script, say);
            sound_file::write(path, format, sound, &words, &mut tell)
        });
        if is_silent.get() {
            return Err(CommandError::NoSpeech(program).into());
        }
        Ok(match written? {
            Watched::Ended(signal) => Exit::Signal(signal),
            Watched::Written(size) => {
                writeln!(out, "{}", recording::written(&shown(path), total, size))?;
                Exit::Done
            }
        })
    }
}

/// What came of writing a sound.
pub(super) enum Watched {
    /// It is there, and has so many bytes.
    Written(u64),
    /// A signal ended it, and nothing is left of it.
    Ended(Signal),
}

/// Writes a sound of that length, with a bar for whoever looks on.
pub(super) fn watched(
    total: Duration,
    out: &mut impl Write,
    write: impl FnOnce(&mut Tell<'_>) -> Result<u64, WriteError>,
) -> Result<Watched, Failure> {
    let mut input = InputQueue::open();
    let mut progress = Progress::of(synth::index(Offset::at(total)), out);
    let mut ended = None;
    let mut tell = |written| {
        if let Some(Happening::Stop(signal)) = input.wait(Some(Duration::ZERO)) {
            ended = Some(signal);
            return Err(io::ErrorKind::Interrupted.into());
        }
        progress.show(written);
        Ok(())
    };
    let size = write(&mut tell);
    progress.clear();
    Ok(match ended {
        Some(signal) => Watched::Ended(signal),
        None => Watched::Written(size?),
    })
}

/// A bar on a line of its own, drawn anew when it has grown by a column; nothing where nobody looks on.
struct Progress<'o, W: Write> {
    bar: Bar,
    all: u64,
    drawn: String,
    out: Option<&'o mut W>,
}

impl<'o, W: Write> Progress<'o, W> {
    fn of(all: u64, out: &'o mut W) -> Progress<'o, W> {
        let bar = Bar::new(BAR, terminal::ink());
        let out = Some(out).filter(|_| terminal::can_draw() && terminal::has_keyboard());
        Progress { bar, all: all.max(1), drawn: String::new(), out }
    }

    #[expect(clippy::cast_precision_loss, reason = "for the eye")]
    fn show(&mut self, written: u64) {
        let Some(out) = &mut self.out else { return };
        let bar = self.bar.text(written as f32 / self.all as f32);
        if *bar != self.drawn {
            bar.as_ref().clone_into(&mut self.drawn);
            // Who sees no bar still gets the file.
            let _ = write!(out, "\r{bar}").and_then(|()| out.flush());
        }
    }

    fn clear(&mut self) {
        if let Some(out) = self.out.as_mut().filter(|_| !self.drawn.is_empty()) {
            let _ = write!(out, "\r{:1$}\r", "", usize::from(BAR));
        }
    }
}
