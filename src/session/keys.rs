//! What each key does to a session, where it is.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::plan::Eased;
use crate::domain::routine::Ends;
use crate::domain::settings::Volume;
use crate::domain::timeline::{Part, Span, compile};
use crate::domain::units::{Moment, Offset, seconds};

use super::{Event, How, Instead, Key, NotNow, Session, State};

/// Within this time of an exercise's beginning, `b` means the one before.
const JUST_BEGUN: Duration = seconds(3);

impl Session {
    pub(super) fn press(&mut self, now: Moment, key: Key) -> Option<Event> {
        match key.by_place() {
            Key::Char('q' | 'Q') => Some(self.quit(now)),
            Key::Char('?') => Some(Event::Keys),
            Key::Char('m' | 'M') => self.turn(Volume::toggled),
            Key::Char('+' | '=') => self.turn(Volume::louder),
            Key::Char('-') => self.turn(Volume::softer),
            Key::Char(' ') | Key::Enter => self.go(now, key),
            Key::Char('g' | 'G') if self.is_at_the_plan() && self.plan.is_lighter() => {
                Some(self.end(now, How::Instead(Instead::GentleDay)))
            }
            Key::Char('n' | 'N') if self.is_at_the_plan() && self.timeline.begins_lying_down() => {
                self.plan = self.plan.clone().already_lying();
                self.recompile();
                Some(self.pass(now))
            }
            _ if self.is_at_the_plan() => None,
            Key::Char('e' | 'E') => Some(self.ease(now)),
            Key::Char('l' | 'L') => Some(self.lengthen()),
            Key::Char('n' | 'N') => self.next_exercise(now),
            Key::Char('b' | 'B') => self.begin_again(now),
            Key::Char('p' | 'P') => {
                self.ask_what_is_noticed(now);
                None
            }
            Key::Char(_) | Key::Erase => None,
        }
    }

    /// Louder, softer or silent; nothing where no tones are meant to be heard.
    fn turn(&mut self, how: impl Fn(Volume) -> Volume) -> Option<Event> {
        let volume = how(self.manner.volume?);
        self.manner.volume = Some(volume);
        Some(Event::Volume(volume))
    }

    fn is_at_the_plan(&self) -> bool {
        self.state == State::Gate && self.next == 0
    }

    fn quit(&mut self, now: Moment) -> Event {
        let how = if self.is_at_the_plan() { How::NotToday } else { How::Stopped };
        self.end(now, how)
    }

    /// Space and Enter pass a gate; space alone stops the clock and sets it going again.
    fn go(&mut self, now: Moment, key: Key) -> Option<Event> {
        match (self.state, key) {
            (State::Gate | State::Settling, _) => Some(self.pass(now)),
            (_, Key::Enter) => None,
            (State::Paused { .. }, _) => {
                self.resume(now);
                Some(Event::CountIn { slept: false })
            }
            _ => self.pause(now, false),
        }
    }

    /// The plan has become another one; everything up to now is as it was.
    pub(super) fn recompile(&mut self) {
        self.timeline = Arc::new(compile(&self.plan));
    }

    pub(super) fn ease(&mut self, now: Moment) -> Event {
        let eased = self.next_turn().map_or(Eased::Not, |(item, turn)| self.plan.ease(item, turn));
        self.recompile();
        Event::Eased { eased, left: self.left(now) }
    }

    /// The first repetition that has not begun.
    fn next_turn(&self) -> Option<(usize, usize)> {
        let turn = |span: &Span| span.turn().map(|(nth, _)| (span.item, nth));
        let current = self.span_here().and_then(turn);
        let ahead = self.timeline.spans().iter().skip(self.here());
        ahead.filter_map(turn).find(|&turn| Some(turn) != current)
    }

    pub(super) fn span_here(&self) -> Option<&Span> {
        self.timeline.spans().get(self.here())
    }

    /// This rest, set-up or change of position; otherwise the next rest.
    fn lengthen(&mut self) -> Event {
        let is_rest = |span: &&Span| matches!(span.part, Part::Rest { .. });
        let here = self.span_here().filter(|span| span.pause().is_some());
        let behind = || self.timeline.spans().iter().skip(self.here()).find(is_rest);
        let pause = here.or_else(behind).and_then(|span| Some((span.item, span.pause()?)));
        let longer = pause.is_some_and(|(item, pause)| self.plan.lengthen(item, pause));
        self.recompile();
        Event::Longer(longer)
    }

    fn next_exercise(&mut self, now: Moment) -> Option<Event> {
        let here = *self.span_here()?;
        let ends = self.timeline.phase(&here).map(|phase| phase.ends);
        match (here.part, ends) {
            (Part::Finished, _) => None,
            _ if self.state == State::Settling => Some(self.pass(now)),
            (Part::Transition(_), _) => {
                self.plan.cut(here.item, 0);
                self.recompile();
                Some(Event::NotNow(NotNow::NextAfterThis))
            }
            (_, Some(Ends::TimeThenKey)) => {
                let left = here.end().since(self.offset(now));
                Some(Event::NotNow(NotNow::AtLeast(left)))
            }
            (_, Some(Ends::KeyOrTime)) => self.land(now, self.next),
            _ => {
                self.plan.cut(here.item, self.begun_of(here.item));
                self.recompile();
                let behind = |span: &Span| span.item > here.item;
                let next = self.timeline.spans().iter().position(behind)?;
                self.land(now, next)
            }
        }
    }

    fn begin_again(&mut self, now: Moment) -> Option<Event> {
        let here = *self.span_here()?;
        if matches!(here.part, Part::Transition(_) | Part::Finished) {
            return Some(Event::NotNow(NotNow::Moving));
        }
        let just_begun = self.offset(now).since(self.set_up_of(here.item)) <= JUST_BEGUN;
        let begun = self.begun_of(here.item);
        let Some(again) = self.plan.again(here.item, begun, just_begun) else {
            return Some(Event::NotNow(NotNow::BegunAgainOnce));
        };
        self.recompile();
        let next = self.timeline.start_of(again)?;
        self.land(now, next)
    }

    /// Where the set-up of an item begins, behind the change of position to it.
    fn set_up_of(&self, item: usize) -> Offset {
        let is_set_up =
            |span: &&Span| span.item == item && !matches!(span.part, Part::Transition(_));
        self.timeline.spans().iter().find(is_set_up).map_or(Offset::ZERO, |span| span.at)
    }

    /// How many repetitions of an item have begun.
    pub(super) fn begun_of(&self, item: usize) -> usize {
        let so_far = self.timeline.spans().iter().take(self.next);
        let turns = so_far.filter(|span| span.item == item).filter_map(Span::turn);
        turns.map(|(nth, _)| nth + 1).max().unwrap_or(0)
    }

    /// Goes to the beginning of a span; a pause stays a pause.
    fn land(&mut self, now: Moment, index: usize) -> Option<Event> {
        self.settle_up(now, self.offset(now));
        self.next = index;
        let at = self.starts(index);
        self.shown = at;
        match self.state {
            State::Paused { .. } => {
                self.state = State::Paused { at };
                None
            }
            State::CountIn { from, .. } => {
                self.state = State::CountIn { at, from };
                None
            }
            _ => {
                self.state = State::Running { at, since: now };
                Some(self.arrive(now))
            }
        }
    }
}
