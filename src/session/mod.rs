//! A timeline being lived: where a person is in it, and what a key does there.
//!
//! Told the time and what happened, it says what is due and when to look again. Knows no clock, no
//! terminal and no sound; [`driver`] asks a stage for those.

pub mod driver;
mod events;
mod growth;
mod key_commands;
mod memory;
mod outcomes;
mod playhead;
mod progress;
mod queries;
mod questions;
pub mod recorder;
mod weekly;

pub use crate::conversation::typed::KeyPress;
pub use crate::domain::ending::{Closing, How, Instead, Signal};
pub use crate::domain::timeline::COUNT_IN;
pub use events::{Ending, Event, Gates, Happening, Manner, NotNow, OpenPage, Reached, Standstill};
pub use key_commands::{KEYS, KeyCommand};
pub use memory::ForOtherDays;
pub use playhead::BEGINS_AGAIN;
pub use questions::Past;
pub use weekly::{CardToShow, OnceAWeek};

use std::sync::Arc;

use crate::conversation::PageId;
use crate::domain::pain_rules::RedReason;
use crate::domain::plan::{Item, Plan};
use crate::domain::routine::{Ends, Position};
use crate::domain::timeline::{Part, Span, Step, Timeline, compile};
use crate::domain::units::{Moment, Offset};

use playhead::{Playhead, State};
use progress::Done;
use questions::Talk;

/// A session in progress.
#[derive(Clone, Debug)]
pub struct Session {
    plan: Plan,
    timeline: Arc<Timeline>,
    manner: Manner,
    playhead: Playhead,
    talk: Talk,
    weekly: OnceAWeek,
    done: Done,
}

impl Session {
    /// A session at its plan; without a keyboard, or without gates, it begins when first looked at.
    pub fn new(plan: Plan, manner: Manner) -> Session {
        let timeline = Arc::new(compile(&plan));
        let playhead = Playhead::at_the_start();
        let (talk, weekly, done) = (Talk::default(), OnceAWeek::default(), Done::default());
        Session { plan, timeline, manner, playhead, talk, weekly, done }
    }

    /// The same with a clock that runs this many times as fast as time.
    #[must_use]
    pub fn at_pace(self, pace: u32) -> Session {
        Session { playhead: self.playhead.at_pace(pace), ..self }
    }

    /// The first thing that is to be told: a question or the plan, where somebody can answer it.
    pub fn open(&mut self, now: Moment) -> Vec<Event> {
        if !self.talk.queue.is_empty() {
            self.ask_next(now);
            return self.told(now, Vec::new());
        }
        match self.at_the_plan(now) {
            Some(event) => self.told(now, vec![event]),
            None if self.talk.open.is_some() => self.told(now, Vec::new()),
            None => self.advance(now),
        }
    }

    /// The questions are over: the plan waits for a key, or it begins. Where the answers have left
    /// nothing of it, that is said, and what can be done instead.
    fn at_the_plan(&mut self, now: Moment) -> Option<Event> {
        if self.plan.is_empty() {
            return self.nothing_is_left(now);
        }
        if self.waits(self.manner.gates != Gates::None) {
            self.playhead.state = State::Gate;
            return Some(self.planned());
        }
        self.playhead.state = State::Running { at: Offset::ZERO, since: now };
        None
    }

    /// Everything that is due by `now`. A late call loses nothing, and one more does no harm.
    pub fn advance(&mut self, now: Moment) -> Vec<Event> {
        let late = self.is_late(now).then(|| self.stand_still(now, Standstill::Stalled));
        self.tell_due(now, late.flatten())
    }

    /// Whether it is looked at so late that nobody can have gone along.
    fn is_late(&self, now: Moment) -> bool {
        self.playhead.is_late(&self.timeline, now)
    }

    fn tell_due(&mut self, now: Moment, first: Option<Event>) -> Vec<Event> {
        let mut events = Vec::from_iter(first);
        self.playhead.end_count_in(now);
        while let State::Running { .. } = self.playhead.state {
            if self.starts(self.playhead.next) > self.offset(now) {
                break;
            }
            events.push(self.settle(now).unwrap_or_else(|| self.arrive(now)));
        }
        events.extend(self.give_up_asking(now));
        self.playhead.shown = self.offset(now);
        self.told(now, events)
    }

    /// What happened outside, and what comes of it.
    pub fn handle(&mut self, now: Moment, happening: Happening) -> Vec<Event> {
        if happening == Happening::Slept {
            return self.wake_up(now);
        }
        let mut events = self.advance(now);
        match happening {
            _ if self.is_over() => {}
            Happening::Key(key) if self.talk.open.is_some() => events.extend(self.answer(now, key)),
            Happening::Key(key) => events.extend(self.press(now, key)),
            Happening::Suspend => events.extend(self.pause(now, Standstill::ByKey)),
            Happening::SoundLost => events.push(Event::SoundLost),
            Happening::VoiceLost => events.push(Event::VoiceLost),
            Happening::Resized | Happening::Slept => {}
            Happening::Stop(signal) => events.push(self.stop(now, signal)),
        }
        self.told(now, events)
    }

    /// The same events, before the last of them how to get up, and behind them the question that was opened.
    fn told(&mut self, now: Moment, mut events: Vec<Event>) -> Vec<Event> {
        if std::mem::take(&mut self.done.has_just_ended) {
            self.ask_afterwards(now);
            let nothing_is_asked = self.talk.open.is_none();
            events.extend(self.getting_up().filter(|_| nothing_is_asked));
        }
        if let Some(place) = events.iter().position(|event| *event == Event::Closed) {
            events.splice(place..place, self.getting_up());
        }
        events.extend(self.talk.changed.tells_last.take());
        let opened = self.talk.newly_open().map(|page| self.open_page(page));
        events.extend(opened.map(Event::Asked));
        events.extend(self.talk.changed.tells_behind.take());
        events
    }

    /// Where the span with this index begins, and the last one's end behind it.
    fn starts(&self, index: usize) -> Offset {
        Playhead::starts(&self.timeline, index)
    }

    /// The span a person is in; at a gate the one that is waited for.
    pub fn here(&self) -> usize {
        self.playhead.here()
    }

    fn span_here(&self) -> Option<&Span> {
        self.timeline.spans().get(self.here())
    }

    fn waits(&self, asked: bool) -> bool {
        self.manner.keyboard && asked
    }

    /// A phase that lasts until a key, where keys are waited for, has had its time: just now, and not before a repetition that
    /// begins again behind it.
    fn settle(&mut self, now: Moment) -> Option<Event> {
        let here = self.span_here()?;
        let until_key = self.timeline.phase(here)?.ends == Ends::TimeThenKey;
        let just_now = self.playhead.shown < here.end();
        let by_key = self.manner.gates != Gates::None;
        self.waits(until_key && just_now && by_key).then(|| {
            self.playhead.hold(&self.timeline, now, State::Settling);
            Event::Settling
        })
    }

    /// The next span is reached: a gate, or it begins.
    fn arrive(&mut self, now: Moment) -> Event {
        if self.is_gate() {
            self.playhead.hold(&self.timeline, now, State::Gate);
            return Event::Gate(self.reached(self.playhead.next));
        }
        self.begin_next(now)
    }

    fn begin_next(&mut self, now: Moment) -> Event {
        let index = self.playhead.next;
        let Some(span) = self.timeline.spans().get(index) else {
            return self.end(now, How::Finished);
        };
        match span.part {
            Part::Rest { set: None } => {
                let round = self.plan.items().get(span.item).map_or(1, Item::round);
                self.done.exercises.insert((span.exercise, round));
            }
            Part::Transition(Step::SitDown) => self.plan.sit_down_after(span.item),
            Part::Finished => return self.end(now, How::Finished),
            _ => {}
        }
        self.playhead.next += 1;
        Event::Began(self.reached(index))
    }

    pub(super) fn reached(&self, index: usize) -> Reached {
        Reached { timeline: Arc::clone(&self.timeline), index }
    }

    fn is_gate(&self) -> bool {
        let next = self.playhead.next;
        self.waits(match self.manner.gates {
            Gates::Usual => self.timeline.is_gate(next),
            Gates::Every => self.timeline.is_setting_up(next) || self.timeline.is_gate(next),
            Gates::None => false,
        })
    }

    /// A key has come: the next span begins now.
    fn pass(&mut self, now: Moment) -> Event {
        self.playhead.run_from_next(&self.timeline, now);
        self.begin_next(now)
    }

    fn pause(&mut self, now: Moment, why: Standstill) -> Option<Event> {
        let paused = self.playhead.pause(&self.timeline, now, why);
        paused.then_some(Event::Paused(why))
    }

    /// The machine slept. What is late behind a sleep is late because of it.
    fn wake_up(&mut self, now: Moment) -> Vec<Event> {
        if let Some(open) = &mut self.talk.open {
            open.slept = true;
        }
        if self.is_late(now) {
            let asleep = self.stand_still(now, Standstill::Slept);
            return self.tell_due(now, asleep);
        }
        let mut events = self.advance(now);
        events.extend(self.stand_still(now, Standstill::Slept));
        self.told(now, events)
    }

    /// Nobody can have gone along: a pause where it was last looked at. With nobody there it goes on by
    /// itself.
    fn stand_still(&mut self, now: Moment, why: Standstill) -> Option<Event> {
        let paused = self.pause(now, why)?;
        if self.manner.keyboard {
            return Some(paused);
        }
        self.playhead.resume(&self.timeline, now);
        Some(Event::CountIn(why))
    }

    /// The movement is over. Who came to its end or stopped it is asked how it was.
    fn end(&mut self, now: Moment, how: How) -> Event {
        let at = self.offset(now).min(Offset::at(self.timeline.total()));
        let position = self.position();
        let asked = self.talk.open.map(|open| open.page);
        let helped = [PageId::Emergency, PageId::EmergencyAgain].map(Some).contains(&asked);
        let closing = match helped || how == How::Emergency {
            true => Closing::MedicalHelp,
            false => Closing::of(position, self.is_settled(how)),
        };
        self.playhead.settle_up(now, at);
        self.playhead.shown = at;
        self.playhead.state = State::Over;
        self.talk.open = None;
        let placed = (position, closing);
        Event::Ended(self.done.end(how, &self.plan, placed, self.playhead.lived))
    }

    /// Whether who ends it so may get up; whoever is asked about dizziness or legs has not said yet that
    /// they have settled.
    fn is_settled(&self, how: How) -> bool {
        let asked = self.talk.open.map(|open| open.page);
        let waits = asked.is_some_and(|page| outcomes::UNSETTLED.contains(&page));
        let not_settled = how == How::RedStop && self.talk.red() == Some(RedReason::Legs);
        how != How::Dizzy && !not_settled && !waits
    }

    /// How the body is placed.
    fn position(&self) -> Position {
        self.playhead.placed(&self.timeline)
    }

    /// The plan has become another one; everything up to now is as it was.
    fn recompile(&mut self) {
        self.playhead.stay(&self.timeline);
        self.timeline = Arc::new(compile(&self.plan));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::routine::{
        Breath, Direction, Exercise, Extension, Kind, Phase, Precautions, Routine, Sides, Version,
    };
    use crate::domain::units::seconds;

    fn phase(breath: Breath, time: u64) -> Phase {
        Phase::new(breath, seconds(time))
    }

    /// Four repetitions of ten seconds on a chair, after five seconds to get ready.
    fn exercise(kind: Kind) -> Exercise {
        let full = Version {
            title: kind.name().into(),
            position: Position::Seated,
            direction: vec![Direction::Flexion],
            extension: Extension::None,
            setup: Vec::new(),
            setup_time: seconds(5),
            sides: Sides::Both,
            reps: 4,
            sets: 1,
            rest_between_sets: seconds(60),
            change_over: None,
            rest: seconds(15),
            phases: vec![phase(Breath::In, 4), phase(Breath::Out, 6)],
        };
        Exercise {
            name: None,
            kind,
            areas: Vec::new(),
            full,
            easier: None,
            up_to: false,
            reps_range: None,
            ladder: Vec::new(),
            progression: None,
            note: None,
            cautions: Vec::new(),
            hide_if: Vec::new(),
            warn_if: Vec::new(),
            inherited: Precautions::default(),
            instead: Vec::new(),
            needs: Vec::new(),
            tags: Vec::new(),
            sources: Vec::new(),
            own_choice: true,
            one_side_reason: None,
            clearance: None,
        }
    }

    /// The whole of a routine with an exercise of each of these kinds.
    pub(super) fn plan(kinds: &[Kind]) -> Plan {
        let exercises = kinds.iter().map(|kind| exercise(*kind)).collect();
        Plan::today(Arc::new(Routine::of("Test", exercises)))
    }
}
