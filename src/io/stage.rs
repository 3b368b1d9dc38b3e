//! The real stage: a face on standard output, tones, keys and signals.

use std::sync::Arc;
use std::time::Duration;

use crate::conversation::PageId;
use crate::domain::pain_rules::Row;
use crate::domain::plan::Eased;
use crate::domain::settings::Volume;
use crate::domain::theme::{Cue, Theme};
use crate::domain::timeline::Place;
use crate::domain::timeline::{Part, Timeline};
use crate::domain::units::Moment;
use crate::session::driver::{EventAt, Stage};
use crate::session::{Event, Happening, Session, Signal};
use crate::text;

use super::clock::SessionClock;
use super::input::{self, InputQueue};
use super::journal::{Journal, Verdict};
use super::keep_awake::Awake;
use super::output::Output;
use super::sound::Sound;
use super::terminal::{self, SingleKeys};
use super::terminal_session::TerminalSession;
use super::voice::{Engine, Speaking};
use crate::script::Telling;

/// The two clocks may part by this much before it counts as sleep.
const NODDED_OFF: Duration = Duration::from_secs(1);
/// From the key that ends a pause to the first tone that says so: a silent stream needs that long
/// to be sure of its clock.
const RESUMES_AFTER: Duration = Duration::from_millis(300);
/// A session on a terminal, or in a pipe.
#[derive(Debug)]
pub struct RealStage {
    clock: SessionClock,
    slept: Duration,
    input: InputQueue,
    output: Output,
    sound: Option<Sound>,
    speaking: Option<Speaking>,
    volume: Option<Volume>,
    /// Single keys, while somebody is at the keyboard.
    keys: Option<SingleKeys>,
    /// Something was told already.
    has_told: bool,
    /// The session's clock runs.
    running: bool,
    /// Ctrl-Z was pressed; the program stops when it next waits.
    suspend: bool,
    /// The display stays lit, once there is a movement for somebody to see.
    awake: Option<Awake>,
    journal: Journal,
}

impl RealStage {
    /// A stage whose clock begins now, and runs `pace` times as fast as time. `volume` is how loud
    /// it begins, in the tones of `theme`; without one there are no tones.
    pub fn new(
        output: Output,
        terminal: TerminalSession,
        pace: u32,
        volume: Option<Volume>,
        theme: Arc<Theme>,
    ) -> RealStage {
        let clock = SessionClock::start(pace);
        let TerminalSession { keys, input, .. } = terminal;
        let sound = volume.and_then(|volume| {
            let post = input.post();
            let lost = move || {
                // Nobody is left to tell when the session is over.
                let _ = post.send(Happening::SoundLost);
            };
            Sound::open(theme, volume.gain(), clock, lost)
        });
        RealStage {
            clock,
            slept: Duration::ZERO,
            input,
            output,
            sound,
            speaking: None,
            volume,
            keys,
            has_told: false,
            running: false,
            suspend: false,
            awake: None,
            journal: Journal::off(),
        }
    }

    /// The same with speech over its tones, where there are tones.
    #[must_use]
    pub fn spoken(self, voice: Option<(Engine, Telling)>, theme: Arc<Theme>) -> RealStage {
        let speaking = voice.zip(self.sound.as_ref()).and_then(|((engine, telling), sound)| {
            let post = self.input.post();
            let lost = move || {
                // Nobody is left to tell when the session is over.
                let _ = post.send(Happening::VoiceLost);
            };
            Speaking::begin(engine, telling, theme, self.clock, sound.mouth(), lost)
        });
        RealStage { speaking, ..self }
    }

    /// The same with a journal that writes down what is told.
    #[must_use]
    pub fn recorded_in(self, journal: Journal) -> RealStage {
        RealStage { journal, ..self }
    }

    /// Waits, within bounds, until what was told is safe, and says whether it is.
    pub fn finish_journal(&mut self) -> Option<Verdict> {
        self.journal.finish()
    }

    /// How loud it has become.
    pub fn volume(&self) -> Option<Volume> {
        self.volume
    }

    /// Gives the screen back, with what must not be missed on it, and these lines behind it; and the
    /// place at the terminal, for whatever is done instead.
    pub fn close(mut self, lines: &[String]) -> TerminalSession {
        self.output.close(lines);
        self.input.forget_keys();
        TerminalSession { keys: self.keys, input: self.input, canvas: None }
    }

    fn suspend_now(&mut self) {
        if let Some(sound) = &self.sound {
            sound.hush();
        }
        self.output.leave();
        let had_keys = self.keys.take().is_some();
        input::stop_until_continued();
        if had_keys {
            self.keys = SingleKeys::begin();
            self.input.forget_keys();
            self.output.say(&[text::PAUSED.to_owned()]);
        }
        self.output.come_back();
    }

    /// What belongs to no timeline is heard at once.
    fn sound_out(&mut self, event: &Event) {
        if let Event::Volume(volume) = event {
            self.volume = Some(*volume);
        }
        let Some(sound) = &self.sound else { return };
        let now = self.clock.now();
        match event {
            Event::Volume(volume) | Event::Hushed(volume) => sound.loud(volume.gain()),
            Event::Paused(_) => sound.mark(Cue::Pause, now),
            Event::Asked(asked) if matches!(asked.page, PageId::Notice | PageId::Finish) => {
                sound.mark(Cue::Pause, now);
            }
            Event::CountIn(_) => sound.mark(Cue::Resume, now + RESUMES_AFTER),
            Event::Eased { eased: Eased::Easier | Eased::Fewer, .. }
            | Event::Adapted { row: Row::AmberLow, .. } => {
                sound.mark(Cue::Easier, now);
            }
            _ => {}
        }
    }

    fn there_is_sound(&self) -> bool {
        self.sound.as_ref().is_some_and(|sound| !sound.is_gone())
    }

    /// Where there is no sound, the bell rings at every phase, if it was meant to be heard.
    fn ring(&mut self, event: &Event) {
        let Event::Began(reached) = event else { return };
        let part = reached.span().map(|span| span.part);
        let due = matches!(part, Some(Part::Phase { .. } | Part::LeadIn));
        let silent = !self.there_is_sound();
        let meant = self.volume.is_some_and(|volume| !volume.is_silent());
        if due && silent && meant && terminal::is_screen() {
            self.output.ring();
        }
    }
}

/// Whether more of `slept` has come than was known, and not only because two clocks cannot be read at once.
fn nodded_off(known: &mut Duration, slept: Duration) -> bool {
    let nodded = slept.saturating_sub(*known) > NODDED_OFF;
    // Where they are read far apart it seems less.
    *known = slept.max(*known);
    nodded
}

impl Stage for RealStage {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn wait(&mut self, until: Option<Moment>) -> Option<Happening> {
        if self.output.is_unheard() {
            return Some(Happening::Stop(Signal::Unheard));
        }
        if std::mem::take(&mut self.suspend) {
            self.suspend_now();
            return None;
        }
        let until = until.map(|until| self.clock.until(until));
        let drawn = self.output.stays().filter(|_| self.running);
        let came = self.input.wait(until.into_iter().chain(drawn).min());
        if nodded_off(&mut self.slept, self.clock.slept())
            && !matches!(came, Some(Happening::Stop(_)))
        {
            return Some(Happening::Slept);
        }
        match came {
            Some(Happening::Suspend) if self.keys.is_none() => {
                self.suspend_now();
                None
            }
            Some(Happening::Suspend) => {
                self.suspend = true;
                came
            }
            Some(Happening::Resized) => {
                self.output.redraw();
                came
            }
            Some(Happening::Key(key)) if self.output.turn(key, self.clock.now()) => None,
            // Who wants none misses none.
            Some(Happening::SoundLost) if self.volume.is_none_or(Volume::is_silent) => None,
            _ => came,
        }
    }

    fn follow(&mut self, timeline: &Arc<Timeline>, place: Place) {
        self.running = place != Place::Held;
        if self.running && (self.output.moves() || self.keys.is_some()) {
            self.awake.get_or_insert_with(Awake::begin);
        }
        if let Some(sound) = &self.sound {
            sound.follow(timeline, place);
        }
        if let Some(speaking) = &self.speaking {
            speaking.follow(timeline, place, self.clock.now());
        }
    }

    fn show(&mut self, session: &Session) {
        self.journal.settle();
        if let Some(awake) = &mut self.awake {
            awake.look_after();
        }
        self.output.show(session, self.clock.now());
    }

    fn tell(&mut self, told: &EventAt) {
        let EventAt { event, at, timeline } = told;
        // What was typed before something is asked was meant for something else. Before the first
        // page that was forgotten when the keys were taken.
        let asks = matches!(event, Event::Asked(_) | Event::Planned { .. } | Event::Gate(_));
        if asks && self.has_told {
            self.input.forget_keys();
        }
        self.has_told = true;
        self.journal.tell(event, *at, timeline);
        self.sound_out(event);
        self.ring(event);
        // What has nothing to show waits for what has: then both are safe before either is seen.
        if !matches!(event, Event::ForOtherDays(_)) {
            self.journal.settle();
        }
        self.output.there_is_sound(self.there_is_sound());
        self.output.tell(told, self.clock.now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w_19_only_what_the_clocks_call_sleep_is_sleep() {
        let seconds = Duration::from_secs_f64;
        let mut known = Duration::ZERO;
        // However slow the machine: both clocks run, and part by what lies between their readings.
        assert!(!nodded_off(&mut known, seconds(0.9)));
        assert!(!nodded_off(&mut known, seconds(0.1)));
        assert!(nodded_off(&mut known, seconds(30.0)));
        assert!(!nodded_off(&mut known, seconds(30.5)), "it is told once");
        assert!(nodded_off(&mut known, seconds(32.0)));
    }
}
