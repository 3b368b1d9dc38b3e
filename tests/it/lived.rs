//! A session lived key by key, for tests that look at it on the way.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::digest::digest;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::settings::Volume;
use stenosis_routine::domain::units::Moment;
use stenosis_routine::journal::memory::memory;
use stenosis_routine::journal::{Entry, Id, LogLine, Memory, Opening};
use stenosis_routine::session::recorder::Recorder;
use stenosis_routine::session::{Event, Gates, Happening, KeyPress, Manner, Session};

use crate::run::{built_in, routine};

pub(crate) const TODAY: Date = Date::constant(2026, 11, 26);
pub(crate) const AT_THE_KEYBOARD: Manner =
    Manner { keyboard: true, gates: Gates::Usual, volume: Some(Volume { step: 5, muted: false }) };

/// A session, the moment it has come to, and what the last input brought.
pub(crate) struct Lived {
    pub(crate) session: Session,
    pub(crate) now: Moment,
    pub(crate) events: Vec<Event>,
    recorder: Recorder,
    lines: Vec<LogLine>,
}

impl Lived {
    pub(crate) fn begin(mut session: Session) -> Lived {
        let events = session.open(Moment::ZERO);
        let routine = session.plan().routine();
        let recorder = Recorder::new(Opening {
            name: "a-name".into(),
            title: routine.title.clone(),
            digest: digest(routine),
            keyboard: true,
            resumes: None,
            program: "0".into(),
        });
        let now = Moment::ZERO;
        let mut lived = Lived { session, now, events: Vec::new(), recorder, lines: Vec::new() };
        lived.events = lived.written(events);
        lived
    }

    /// The same events, written down.
    fn written(&mut self, events: Vec<Event>) -> Vec<Event> {
        let clock = TODAY.at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        let id = Id::new(&clock, 1);
        for event in &events {
            let at = match event {
                Event::Began(reached) => reached.at(),
                _ => self.session.offset(self.now),
            };
            let entries = self.recorder.tell(event, at, self.session.timeline());
            self.lines.extend(entries.into_iter().map(|entry| LogLine::new(&id, &clock, entry)));
        }
        events
    }

    /// A text of a routine or the name of one, asked nothing, at its plan.
    pub(crate) fn of(what: &str) -> Lived {
        Lived::begin(Session::new(plan(what), AT_THE_KEYBOARD))
    }

    /// The same with these pages before the plan.
    pub(crate) fn asked(what: &str, pages: &[PageId]) -> Lived {
        Lived::begin(Session::new(plan(what), AT_THE_KEYBOARD).asking(pages.iter().copied()))
    }

    pub(crate) fn happen(&mut self, happening: Happening) -> &mut Lived {
        let events = self.session.handle(self.now, happening);
        self.events = self.written(events);
        self
    }

    /// Keys in this moment; the events are those of all of them.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Lived {
        let mut events = Vec::new();
        for key in keys.chars() {
            let key = if key == '\n' { KeyPress::Enter } else { KeyPress::Char(key) };
            self.happen(Happening::Key(key));
            events.append(&mut self.events);
        }
        self.events = events;
        self
    }

    /// So much later; what is due on the way comes in its time.
    pub(crate) fn wait(&mut self, seconds: f64) -> &mut Lived {
        let until = self.now + Duration::from_secs_f64(seconds);
        let mut events = Vec::new();
        while let Some(due) = self.session.wake_at().filter(|due| *due < until) {
            self.now = due.max(self.now);
            let due = self.session.advance(self.now);
            events.extend(self.written(due));
        }
        self.now = until;
        let due = self.session.advance(self.now);
        events.extend(self.written(due));
        self.events = events;
        self
    }

    /// On until something is asked or all is over; whatever waits is passed.
    pub(crate) fn live(&mut self) -> &mut Lived {
        let mut events = Vec::new();
        while self.session.asked().is_none() && !self.session.is_over() {
            match self.session.wake_at() {
                Some(due) => {
                    self.now = due.max(self.now);
                    let due = self.session.advance(self.now);
                    events.extend(self.written(due));
                }
                None => events.append(&mut self.press(" ").events),
            }
        }
        self.events = events;
        self
    }

    pub(crate) fn page(&self) -> Option<PageId> {
        self.session.asked().map(|open| open.page)
    }

    /// Where in the session it is, in seconds.
    pub(crate) fn at(&self) -> f64 {
        self.session.offset(self.now).since_zero().as_secs_f64()
    }

    /// The title of the exercise it is in.
    pub(crate) fn title(&self) -> &str {
        let timeline = self.session.timeline();
        &timeline.version(&timeline.spans()[self.session.here()]).title
    }

    pub(crate) fn brought(&self, is_so: impl Fn(&Event) -> bool) -> bool {
        self.events.iter().any(is_so)
    }

    /// What was done of each exercise, as it is written down: whole, and how many repetitions.
    pub(crate) fn done(&self) -> Vec<(bool, usize)> {
        let done = |line: &LogLine| match &line.entry {
            Entry::Exercise(done) => Some((done.whole, done.reps)),
            _ => None,
        };
        self.lines.iter().filter_map(done).collect()
    }

    /// Everything that is written down.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.lines.iter().map(|line| line.entry.clone()).collect()
    }

    /// What it means for other days.
    pub(crate) fn kept(&self) -> Memory {
        memory(self.lines.iter().cloned())
    }
}

pub(crate) fn plan(what: &str) -> Plan {
    Plan::today(if what.contains('\n') { routine(what) } else { built_in(what) })
}

/// A routine of exercises, each a title, a kind, a position and more lines.
pub(crate) fn text(exercises: &[(&str, &str, &str, &str)]) -> String {
    let exercise = |(title, kind, position, more): &(&str, &str, &str, &str)| {
        let phase = "phase = [{ breath = \"out\", time = \"5s\", cue = \"Move\" }]";
        let phase = if more.contains("phase") { "" } else { phase };
        format!(
            "[[exercise]]\ntitle = \"{title}\"\nkind = \"{kind}\"\nposition = \"{position}\"\n\
             direction = [\"neutral\"]\n{more}\n{phase}\n"
        )
    };
    let exercises: String = exercises.iter().map(exercise).collect();
    format!("format = 1\ntitle = \"T\"\n{exercises}")
}
