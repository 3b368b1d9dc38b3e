//! A timeline being lived: where a person is in it, and what a key does there.
//!
//! Told the time and what happened, it says what is due and when to look again. Knows no clock, no
//! terminal and no sound; `live` brings those.

mod asking;
pub mod driver;
mod events;
mod keys;
mod queries;
pub mod recorder;
mod rows;

pub use crate::conversation::pages::Key;
pub use asking::flags_told;
pub use events::{
    Asked, Ending, Event, Gates, Happening, How, Instead, Manner, NotNow, Reached, Signal,
};

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use crate::conversation::pages::{Question, Reply};
use crate::domain::plan::{Item, Plan};
use crate::domain::profile::Flag;
use crate::domain::routine::{Ends, Position};
use crate::domain::timeline::{Part, Timeline, compile};
use crate::domain::units::{Moment, Offset, seconds};

/// From the key that ends a pause to the first movement.
pub const COUNT_IN: Duration = seconds(3);
/// A repetition no longer than this begins again after a pause; anything longer goes on.
const BEGINS_AGAIN: Duration = seconds(30);
/// A wake-up that comes later than this was no wake-up: the machine slept.
const SLEPT: Duration = seconds(2);

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// Waiting for a key before the span that comes next.
    Gate,
    /// A phase has had its time and waits for a key.
    Settling,
    Running {
        at: Offset,
        since: Moment,
    },
    Paused {
        at: Offset,
    },
    CountIn {
        at: Offset,
        from: Moment,
    },
    /// A question is open, since then.
    Asking {
        question: Question,
        since: Moment,
    },
    Over,
}

/// A session in progress.
#[derive(Debug)]
pub struct Session {
    plan: Plan,
    timeline: Arc<Timeline>,
    manner: Manner,
    state: State,
    /// The index of the span that is announced next.
    next: usize,
    /// Where the session was when it was last looked at.
    shown: Offset,
    lived: Duration,
    done: BTreeSet<usize>,
    /// What is asked next, before the plan or after the end.
    queue: VecDeque<Question>,
    /// What is typed of an answer.
    typed: String,
    /// A question was opened and has not been told.
    opened: bool,
    /// What it goes back to when the questions of key `p` are over.
    behind: State,
    replies: Vec<(Question, Reply)>,
    /// The flags that are asked about.
    flags: Vec<Flag>,
    leg_stops: Vec<String>,
    /// The last session was too much.
    was_too_much: bool,
    /// Pain afterwards, or legs that did not settle, were too much.
    red: bool,
    /// Where only breathing is left: where that begins.
    breathing_at: usize,
    /// Something to tell behind everything else.
    also: Option<Event>,
    ending: Option<Ending>,
    /// It ended, and what is asked afterwards has not been.
    just_ended: bool,
}

impl Session {
    /// A session at its plan; without a keyboard, or without gates, it begins when first looked at.
    pub fn new(plan: Plan, manner: Manner) -> Session {
        let timeline = Arc::new(compile(&plan));
        let (state, shown, lived) = (State::Gate, Offset::ZERO, Duration::ZERO);
        Session {
            plan,
            timeline,
            manner,
            state,
            next: 0,
            shown,
            lived,
            done: BTreeSet::new(),
            queue: VecDeque::new(),
            typed: String::new(),
            opened: false,
            behind: state,
            replies: Vec::new(),
            flags: Vec::new(),
            leg_stops: Vec::new(),
            was_too_much: false,
            red: false,
            breathing_at: 0,
            also: None,
            ending: None,
            just_ended: false,
        }
    }

    /// The first thing that is to be told: a question or the plan, where somebody can answer it.
    pub fn open(&mut self, now: Moment) -> Vec<Event> {
        if !self.queue.is_empty() {
            self.ask_next(now);
            return self.told(now, Vec::new());
        }
        match self.at_the_plan(now) {
            Some(event) => self.told(now, vec![event]),
            None if self.is_asking() => self.told(now, Vec::new()),
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
            self.state = State::Gate;
            return Some(self.planned());
        }
        self.state = State::Running { at: Offset::ZERO, since: now };
        None
    }

    /// Everything that is due by `now`. A late call loses nothing, and one more does no harm.
    pub fn advance(&mut self, now: Moment) -> Vec<Event> {
        let mut events = Vec::new();
        if self.wake_at().is_some_and(|due| now.since(due) > SLEPT) {
            events.extend(self.fall_asleep(now));
        }
        if let State::CountIn { at, from } = self.state
            && now >= from + COUNT_IN
        {
            self.state = State::Running { at, since: from + COUNT_IN };
        }
        while let State::Running { .. } = self.state {
            if self.starts(self.next) > self.offset(now) {
                break;
            }
            events.push(self.settle(now).unwrap_or_else(|| self.arrive(now)));
        }
        events.extend(self.give_up_asking(now));
        self.shown = self.offset(now);
        self.told(now, events)
    }

    /// What happened outside, and what comes of it.
    pub fn handle(&mut self, now: Moment, happening: Happening) -> Vec<Event> {
        let mut events = self.advance(now);
        match happening {
            _ if self.is_over() => {}
            Happening::Key(key) if self.is_asking() => events.extend(self.take(now, key)),
            Happening::Key(key) => events.extend(self.press(now, key)),
            Happening::Suspend => events.extend(self.pause(now, false)),
            Happening::Slept => events.extend(self.fall_asleep(now)),
            Happening::SoundLost => events.push(Event::SoundLost),
            Happening::Resized => {}
            Happening::Stop(signal) => events.push(self.stop(now, signal)),
        }
        self.told(now, events)
    }

    /// The same events, and behind them the question that was opened.
    fn told(&mut self, now: Moment, mut events: Vec<Event>) -> Vec<Event> {
        if std::mem::take(&mut self.just_ended) {
            self.ask_afterwards(now);
        }
        events.extend(self.also.take());
        if std::mem::take(&mut self.opened) {
            events.extend(self.asked().map(Event::Asked));
        }
        events
    }

    /// Where the span with this index begins, and the last one's end behind it.
    fn starts(&self, index: usize) -> Offset {
        let end = || Offset::at(self.timeline.total());
        self.timeline.spans().get(index).map_or_else(end, |span| span.at)
    }

    /// The span a person is in; at a gate the one that is waited for.
    pub fn here(&self) -> usize {
        match self.state {
            State::Gate => self.next,
            _ => self.next.saturating_sub(1),
        }
    }

    fn waits(&self, asked: bool) -> bool {
        self.manner.keyboard && asked
    }

    /// A phase that lasts until a key has had its time: just now, and not before a repetition that
    /// begins again behind it.
    fn settle(&mut self, now: Moment) -> Option<Event> {
        let here = self.timeline.spans().get(self.here())?;
        let until_key = self.timeline.phase(here)?.ends == Ends::TimeThenKey;
        let just_now = self.shown < here.end();
        self.waits(until_key && just_now).then(|| {
            self.hold(now, State::Settling);
            Event::Settling
        })
    }

    /// The next span is reached: a gate, or it begins.
    fn arrive(&mut self, now: Moment) -> Event {
        if self.is_gate() {
            self.hold(now, State::Gate);
            return Event::Gate(self.reached(self.next));
        }
        self.begin_next(now)
    }

    fn begin_next(&mut self, now: Moment) -> Event {
        let Some(span) = self.timeline.spans().get(self.next) else {
            return self.end(now, How::Finished);
        };
        match span.part {
            Part::Rest { set: None } => drop(self.done.insert(span.exercise)),
            Part::Finished => return self.end(now, How::Finished),
            _ => {}
        }
        self.next += 1;
        Event::Began(self.reached(self.next - 1))
    }

    pub(super) fn reached(&self, index: usize) -> Reached {
        Reached { timeline: Arc::clone(&self.timeline), index }
    }

    fn is_gate(&self) -> bool {
        self.waits(match self.manner.gates {
            Gates::Usual => self.timeline.is_gate(self.next),
            Gates::Every => self.timeline.is_setting_up(self.next),
            Gates::None => false,
        })
    }

    /// The clock stands still at the beginning of the next span.
    fn hold(&mut self, now: Moment, state: State) {
        let at = self.starts(self.next);
        self.settle_up(now, at);
        self.state = state;
    }

    /// Adds what was lived since the clock last began to run, up to `at`.
    fn settle_up(&mut self, now: Moment, at: Offset) {
        if let State::Running { at: from, since } = self.state {
            self.lived += at.since(from).min(now.since(since));
        }
    }

    /// A key has come: the next span begins now.
    fn pass(&mut self, now: Moment) -> Event {
        self.state = State::Running { at: self.starts(self.next), since: now };
        self.begin_next(now)
    }

    fn pause(&mut self, now: Moment, slept: bool) -> Option<Event> {
        let at = match self.state {
            State::Running { .. } if slept => self.shown,
            State::Running { .. } => self.offset(now),
            State::CountIn { at, .. } => at,
            _ => return None,
        };
        self.settle_up(now, at);
        self.state = State::Paused { at };
        Some(Event::Paused { slept })
    }

    /// The machine slept: a pause where it was last looked at. With nobody there it goes on by itself.
    fn fall_asleep(&mut self, now: Moment) -> Option<Event> {
        let paused = self.pause(now, true)?;
        if self.manner.keyboard {
            return Some(paused);
        }
        self.resume(now);
        Some(Event::CountIn { slept: true })
    }

    /// A short repetition begins again; anything longer goes on where it stopped.
    fn resume(&mut self, now: Moment) {
        let State::Paused { mut at } = self.state else { return };
        let index = self.timeline.index_at(at);
        if self.next > index {
            let short = |&(_, length): &(Offset, Duration)| length <= BEGINS_AGAIN;
            let repetition = self.timeline.repetition_around(index).filter(short);
            self.next = match repetition {
                Some((start, _)) => self.timeline.index_at(start),
                None => index + 1,
            };
            at = repetition.map_or(at, |(start, _)| start);
        }
        self.state = State::CountIn { at, from: now };
    }

    /// The movement is over. Who came to its end or stopped it is asked how it was.
    fn end(&mut self, now: Moment, how: How) -> Event {
        let at = self.offset(now).min(Offset::at(self.timeline.total()));
        let position = self.position();
        self.settle_up(now, at);
        self.shown = at;
        self.state = State::Over;
        let planned = self.plan.items().iter().filter(|item| item.left_out().is_none());
        let of = planned.map(Item::exercise).collect::<BTreeSet<_>>().len();
        let ending = Ending { how, position, done: self.done.len(), of, lived: self.lived };
        self.ending = Some(ending);
        self.just_ended = true;
        Event::Ended(ending)
    }

    /// How the body is placed.
    fn position(&self) -> Position {
        self.timeline.position_at(self.here())
    }
}
