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
use super::output::Front;
use super::sound::Sound;
use super::terminal::{self, SingleKeys};
use super::terminal_session::TerminalSession;

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
    inbox: InputQueue,
    front: Front,
    sound: Option<Sound>,
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
        front: Front,
        seat: TerminalSession,
        pace: u32,
        volume: Option<Volume>,
        theme: Arc<Theme>,
    ) -> RealStage {
        let clock = SessionClock::start(pace);
        let TerminalSession { keys, input: inbox, .. } = seat;
        let sound = volume.and_then(|volume| {
            let post = inbox.post();
            let lost = move || {
                // Nobody is left to tell when the session is over.
                let _ = post.send(Happening::SoundLost);
            };
            Sound::open(theme, volume.gain(), clock, lost)
        });
        RealStage {
            clock,
            slept: Duration::ZERO,
            inbox,
            front,
            sound,
            volume,
            keys,
            has_told: false,
            running: false,
            suspend: false,
            awake: None,
            journal: Journal::off(),
        }
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
        self.front.close(lines);
        self.inbox.forget_keys();
        TerminalSession { keys: self.keys, input: self.inbox, canvas: None }
    }

    fn suspend_now(&mut self) {
        if let Some(sound) = &self.sound {
            sound.hush();
        }
        self.front.leave();
        let had_keys = self.keys.take().is_some();
        input::stop_until_continued();
        if had_keys {
            self.keys = SingleKeys::begin();
            self.inbox.forget_keys();
            self.front.say(&[text::PAUSED.to_owned()]);
        }
        self.front.come_back();
    }

    fn has_slept(&mut self) -> bool {
        let slept = self.clock.slept();
        let nodded = slept.saturating_sub(self.slept) > NODDED_OFF;
        // Where the two clocks are read far apart it seems less.
        self.slept = slept.max(self.slept);
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
            Event::Volume(volume) | Event::Hushed(volume) => sound.loud(volume.gain()),
            Event::Paused { .. } => sound.mark(Cue::Pause, now),
            Event::Asked(asked) if matches!(asked.page, PageId::Notice | PageId::Finish) => {
                sound.mark(Cue::Pause, now);
            }
            Event::CountIn { .. } => sound.mark(Cue::Resume, now + RESUMES_AFTER),
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
            self.front.ring();
        }
    }
}

impl Stage for RealStage {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn wait(&mut self, until: Option<Moment>) -> Option<Happening> {
        if self.front.is_unheard() {
            return Some(Happening::Stop(Signal::Unheard));
        }
        if std::mem::take(&mut self.suspend) {
            self.suspend_now();
            return None;
        }
        let until = until.map(|until| self.clock.until(until));
        let drawn = self.front.stays().filter(|_| self.running);
        let came = self.inbox.wait(until.into_iter().chain(drawn).min());
        if self.has_slept() && !matches!(came, Some(Happening::Stop(_))) {
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
                self.front.redraw();
                came
            }
            Some(Happening::Key(key)) if self.front.turn(key) => None,
            // Who wants none misses none.
            Some(Happening::SoundLost) if self.volume.is_none_or(Volume::is_silent) => None,
            _ => came,
        }
    }

    fn follow(&mut self, timeline: &Arc<Timeline>, place: Place) {
        self.running = place != Place::Held;
        if self.running && (self.front.moves() || self.keys.is_some()) {
            self.awake.get_or_insert_with(Awake::begin);
        }
        if let Some(sound) = &self.sound {
            sound.follow(timeline, place);
        }
    }

    fn show(&mut self, session: &Session) {
        self.journal.settle();
        if let Some(awake) = &mut self.awake {
            awake.look_after();
        }
        self.front.show(session, self.clock.now());
    }

    fn tell(&mut self, told: &EventAt) {
        let EventAt { event, at, timeline } = told;
        // What was typed before something is asked was meant for something else. Before the first
        // page that was forgotten when the keys were taken.
        let asks = matches!(event, Event::Asked(_) | Event::Planned { .. } | Event::Gate(_));
        if asks && self.has_told {
            self.inbox.forget_keys();
        }
        self.has_told = true;
        self.journal.tell(event, *at, timeline);
        self.sound_out(event);
        self.ring(event);
        // What has nothing to show waits for what has: then both are safe before either is seen.
        if !matches!(event, Event::ForOtherDays(_)) {
            self.journal.settle();
        }
        self.front.there_is_sound(self.there_is_sound());
        self.front.tell(told, self.clock.now());
    }
}
