//! The real stage: the plain face on standard output, tones, keys and signals.

use std::io::{self, ErrorKind, Write};
use std::sync::Arc;
use std::time::Duration;

use crate::live::Stage;
use crate::plain::{Layout, Plain};
use crate::plan::Eased;
use crate::session::{Event, Happening, Place, Session, Signal};
use crate::settings::Volume;
use crate::theme::Cue;
use crate::timeline::{Part, Timeline};
use crate::units::{Moment, Offset};
use crate::words;

use super::clock::Clock;
use super::inbox::{self, Inbox};
use super::sound::Sound;
use super::terminal::{self, SingleKeys};

/// The two clocks may part by this much before it counts as sleep.
const NODDED_OFF: Duration = Duration::from_secs(1);
/// From the key that ends a pause to the first tone that says so: a silent stream needs that long
/// to be sure of its clock.
const RESUMES_AFTER: Duration = Duration::from_millis(300);

/// A session on a terminal, or in a pipe.
#[derive(Debug)]
pub struct PlainStage {
    clock: Clock,
    slept: Duration,
    inbox: Inbox,
    face: Plain,
    sound: Option<Sound>,
    volume: Option<Volume>,
    /// Single keys, while somebody is at the keyboard.
    keys: Option<SingleKeys>,
    screen: bool,
    width: usize,
    /// Ctrl-Z was pressed; the program stops when it next waits.
    suspend: bool,
    unheard: bool,
    /// What is typed of an answer, as far as it was echoed.
    echoed: String,
}

impl PlainStage {
    /// A stage whose clock begins now, and runs `pace` times as fast as time. `volume` is how loud
    /// it begins; without one there are no tones.
    pub fn new(face: Plain, keyboard: bool, pace: u32, volume: Option<Volume>) -> PlainStage {
        let keys = keyboard.then(SingleKeys::begin).flatten();
        let clock = Clock::start(pace);
        let inbox = Inbox::open(keys.is_some());
        let sound = volume.and_then(|volume| {
            let post = inbox.post();
            let lost = move || {
                // Nobody is left to tell when the session is over.
                let _ = post.send(Happening::SoundLost);
            };
            Sound::open(volume.gain(), clock, lost)
        });
        PlainStage {
            clock,
            slept: Duration::ZERO,
            inbox,
            face,
            sound,
            volume,
            keys,
            screen: terminal::is_screen(),
            width: terminal::width(),
            suspend: false,
            unheard: false,
            echoed: String::new(),
        }
    }

    /// Whether somebody is at the keyboard.
    pub fn has_keyboard(&self) -> bool {
        self.keys.is_some()
    }

    /// How loud it has become.
    pub fn volume(&self) -> Option<Volume> {
        self.volume
    }

    /// Says something that is not part of the timeline.
    pub fn say(&mut self, lines: &[String]) {
        let layout = Layout { timed: false, ..self.layout() };
        self.print(&layout.page(lines, Offset::ZERO));
    }

    fn suspend_now(&mut self) {
        if let Some(sound) = &self.sound {
            sound.hush();
        }
        let had_keys = self.keys.take().is_some();
        inbox::stop_until_continued();
        if had_keys {
            self.keys = SingleKeys::begin();
            self.inbox.empty();
            self.say(&[words::PAUSED.to_owned()]);
        }
    }

    /// Single keys come without line ends of the terminal's own.
    fn layout(&self) -> Layout {
        let newline = if self.keys.is_some() { "\r\n" } else { "\n" };
        Layout { width: self.width, newline, timed: !self.screen }
    }

    fn print(&mut self, text: &str) {
        let mut out = io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        // A full disk behind a pipe costs the lines, not the session; a closed pipe ends it.
        self.unheard |= written.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe);
    }

    fn has_slept(&mut self) -> bool {
        let slept = self.clock.slept();
        let nodded = slept.saturating_sub(self.slept) > NODDED_OFF;
        self.slept = slept;
        nodded
    }

    /// What belongs to no timeline is heard at once.
    fn sound_out(&mut self, event: &Event) {
        if let Event::Volume(volume) = event {
            self.volume = Some(*volume);
        }
        let Some(sound) = &self.sound else { return };
        let now = self.clock.now();
        match event {
            Event::Volume(volume) => sound.loud(volume.gain()),
            Event::Paused { .. } => sound.mark(Cue::Pause, now),
            Event::CountIn { .. } => sound.mark(Cue::Resume, now + RESUMES_AFTER),
            Event::Eased { eased: Eased::Easier | Eased::Fewer, .. } => {
                sound.mark(Cue::Easier, now);
            }
            _ => {}
        }
    }

    /// Where there is no sound, the bell rings at every phase, if it was meant to be heard.
    fn ring(&mut self, event: &Event, timeline: &Timeline) {
        let phase = |index: &usize| {
            let span = timeline.spans().get(*index);
            span.is_some_and(|span| matches!(span.part, Part::Phase { .. } | Part::LeadIn))
        };
        let due = matches!(event, Event::Began(index) if phase(index));
        let silent = self.sound.as_ref().is_none_or(Sound::is_gone);
        let meant = self.volume.is_some_and(|volume| !volume.is_silent());
        if due && silent && meant && self.screen {
            self.print("\u{7}");
        }
    }
}

impl Stage for PlainStage {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn wait(&mut self, until: Option<Moment>) -> Option<Happening> {
        if self.unheard {
            return Some(Happening::Stop(Signal::Unheard));
        }
        if std::mem::take(&mut self.suspend) {
            self.suspend_now();
        }
        let came = self.inbox.wait(until.map(|until| self.clock.until(until)));
        if self.has_slept() && !matches!(came, Some(Happening::Stop(_))) {
            return Some(Happening::Slept);
        }
        if came == Some(Happening::Suspend) {
            if self.keys.is_none() {
                self.suspend_now();
                return None;
            }
            self.suspend = true;
        }
        came
    }

    fn follow(&mut self, timeline: &Arc<Timeline>, place: Place) {
        if let Some(sound) = &self.sound {
            sound.follow(timeline, place);
        }
    }

    /// Echoes what is typed of an answer.
    fn show(&mut self, session: &Session) {
        let typed = session.typed();
        let echo = match typed.strip_prefix(self.echoed.as_str()) {
            Some(new) => new.to_owned(),
            None if typed.is_empty() => "\r\n".to_owned(),
            None => "\u{8} \u{8}".to_owned(),
        };
        if !echo.is_empty() {
            typed.clone_into(&mut self.echoed);
            self.print(&echo);
        }
    }

    fn tell(&mut self, event: &Event, at: Offset, timeline: &Arc<Timeline>) {
        self.sound_out(event);
        self.ring(event, timeline);
        let layout = self.layout();
        let page = self.face.page(event, at, timeline, layout);
        self.print(&page);
    }
}
