//! What each key does to a session, where it is.

use std::time::Duration;

use crate::conversation::PageId;
use crate::domain::plan::{Again, Eased, Item};
use crate::domain::routine::Ends;
use crate::domain::settings::Volume;
use crate::domain::timeline::{Part, Span, Step};
use crate::domain::units::{Moment, Offset, seconds};
use crate::text::questions::Wanted;

use super::playhead::State;
use super::{Event, How, Instead, KeyPress, NotNow, Session, Standstill};

/// Within this time of an exercise's beginning, `b` means the one before.
const JUST_BEGUN: Duration = seconds(3);

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyCommand {
    /// Pass a gate, pause, go on.
    PauseOrGo,
    /// Pass a gate, and nothing else.
    Pass,
    /// The next exercise; at a plan that begins lying down: that one lies already.
    NextExercise,
    /// This exercise from its beginning.
    BeginAgain,
    /// Easier, from the next repetition.
    Ease,
    /// 15 seconds more of this rest, or of the next.
    Longer,
    /// Pain or legs: pause at once, and ask.
    Notice,
    /// Sound off, and on.
    Mute,
    /// Louder.
    Louder,
    /// Softer.
    Softer,
    /// Finish here.
    Finish,
    /// Show what the keys do.
    ShowKeys,
    /// Say where in the session one is.
    WhereAmI,
    /// At a plan that is lighter than its file: gentle-day instead.
    GentleDay,
}

/// The keys of a running session and of its plan: in lower case, Enter as `\n`.
pub const KEYS: &[(char, KeyCommand)] = &[
    (' ', KeyCommand::PauseOrGo),
    ('\n', KeyCommand::Pass),
    ('n', KeyCommand::NextExercise),
    ('b', KeyCommand::BeginAgain),
    ('e', KeyCommand::Ease),
    ('l', KeyCommand::Longer),
    ('p', KeyCommand::Notice),
    ('m', KeyCommand::Mute),
    ('+', KeyCommand::Louder),
    ('=', KeyCommand::Louder),
    ('-', KeyCommand::Softer),
    ('q', KeyCommand::Finish),
    ('?', KeyCommand::ShowKeys),
    ('w', KeyCommand::WhereAmI),
    ('g', KeyCommand::GentleDay),
];

impl Session {
    pub(super) fn press(&mut self, now: Moment, key: KeyPress) -> Option<Event> {
        let known = key.name().and_then(|key| KEYS.iter().find(|(name, _)| *name == key));
        let Some((_, command)) = known else { return self.fits_nothing() };
        match command {
            KeyCommand::Finish => self.quit(now),
            KeyCommand::ShowKeys => Some(Event::Keys),
            KeyCommand::Mute => self.turn(Volume::toggled),
            KeyCommand::Louder => self.turn(Volume::louder),
            KeyCommand::Softer => self.turn(Volume::softer),
            KeyCommand::PauseOrGo => self.pass_pause_or_go(now),
            KeyCommand::Pass => self.pass_a_gate(now),
            _ if self.is_at_the_plan() => self.press_at_the_plan(now, *command),
            KeyCommand::Ease => Some(self.ease(now)),
            KeyCommand::Longer => Some(self.lengthen()),
            KeyCommand::NextExercise => self.next_exercise(now),
            KeyCommand::BeginAgain => self.begin_again(now),
            KeyCommand::WhereAmI => Some(self.where_am_i(now)),
            KeyCommand::Notice => {
                self.stop_and_ask(now, PageId::Notice);
                None
            }
            KeyCommand::GentleDay => self.fits_nothing(),
        }
    }

    /// A key that means nothing here (C-12). Where it waits for somebody, that is said each time; while it
    /// runs, once in each exercise, so that a hand or a cat on the keyboard disturbs nobody.
    fn fits_nothing(&mut self) -> Option<Event> {
        match self.playhead.state {
            State::Gate | State::Settling | State::Paused { .. } => {
                let plan = self.is_at_the_plan();
                let lies = (plan && self.timeline.begins_lying_down()).then_some('n');
                let gentle = (plan && self.plan.is_lighter()).then_some('g');
                let keys = [Some(' '), lies, gentle, Some('q')].into_iter().flatten().collect();
                Some(Event::Refused(Wanted::Keys(keys)))
            }
            State::Running { .. } | State::CountIn { .. } => {
                let here = Some(self.item_here());
                let told = std::mem::replace(&mut self.playhead.told_of_keys_in, here);
                (told != here).then_some(Event::Refused(Wanted::Command))
            }
            State::Asking | State::Over => None,
        }
    }

    fn press_at_the_plan(&mut self, now: Moment, command: KeyCommand) -> Option<Event> {
        match command {
            KeyCommand::GentleDay if self.plan.is_lighter() => {
                Some(self.end(now, How::Instead(Instead::GentleDay)))
            }
            KeyCommand::NextExercise if self.timeline.begins_lying_down() => {
                self.plan = self.plan.clone().already_lying();
                self.recompile();
                Some(self.pass(now))
            }
            _ => self.fits_nothing(),
        }
    }

    /// Louder, softer or silent; nothing where no tones are meant to be heard.
    fn turn(&mut self, how: impl Fn(Volume) -> Volume) -> Option<Event> {
        let volume = how(self.manner.volume?);
        self.manner.volume = Some(volume);
        Some(Event::Volume(volume))
    }

    fn is_at_the_plan(&self) -> bool {
        self.playhead.state == State::Gate && self.playhead.next == 0
    }

    /// Before it begins that is all; then it is asked whether it was meant.
    fn quit(&mut self, now: Moment) -> Option<Event> {
        if self.is_at_the_plan() {
            let is_bad = self.talk.is_bad_news();
            return Some(self.end(now, if is_bad { How::AskFirst } else { How::NotToday }));
        }
        self.stop_and_ask(now, PageId::Finish);
        None
    }

    fn pass_a_gate(&mut self, now: Moment) -> Option<Event> {
        match self.playhead.state {
            State::Gate | State::Settling => Some(self.pass(now)),
            _ => self.fits_nothing(),
        }
    }

    /// Space passes a gate too; elsewhere it stops the clock and sets it going again.
    fn pass_pause_or_go(&mut self, now: Moment) -> Option<Event> {
        match self.playhead.state {
            State::Gate | State::Settling => self.pass_a_gate(now),
            State::Paused { .. } => {
                self.playhead.resume(&self.timeline, now);
                Some(Event::CountIn(Standstill::ByKey))
            }
            _ => self.pause(now, Standstill::ByKey),
        }
    }

    fn where_am_i(&self, now: Moment) -> Event {
        let place = self.reached(self.here());
        Event::Place { place, left: self.left(now), stands: self.is_paused() }
    }

    fn ease(&mut self, now: Moment) -> Event {
        let eased = self.next_turn().map_or(Eased::Not, |(item, turn)| self.plan.ease(item, turn));
        self.recompile();
        Event::Eased { eased, left: self.left(now) }
    }

    /// The first repetition that has not begun.
    pub(super) fn next_turn(&self) -> Option<(usize, usize)> {
        let turn = |span: &Span| span.turn().map(|(nth, _)| (span.item, nth));
        let current = self.span_here().and_then(turn);
        let ahead = self.timeline.spans().iter().skip(self.here());
        ahead.filter_map(turn).find(|&turn| Some(turn) != current)
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
            _ if self.playhead.state == State::Settling => Some(self.pass(now)),
            (Part::Transition(step), _) if step != Step::StandAgain => {
                // What a way leads to is the next one already; sitting down ends the one before, and its rest.
                if step == Step::SitDown {
                    self.plan.end_item(here.item, self.begun_of(here.item));
                    self.recompile();
                }
                Some(Event::NotNow(NotNow::NextAfterThis))
            }
            (Part::Phase { nth, .. }, _) if self.timeline.exercise(&here).up_to => {
                let other_side = self.plan.finish_with(here.item, nth);
                self.recompile();
                Some(Event::NotNow(NotNow::Enough { other_side }))
            }
            (_, Some(Ends::TimeThenKey)) => {
                let left = here.end().since(self.offset(now));
                Some(Event::NotNow(NotNow::AtLeast(left)))
            }
            (_, Some(Ends::KeyOrTime)) => self.land(now, self.playhead.next),
            _ => {
                let stands = self.sit_down_from_the_middle(here.item);
                self.plan.end_item(here.item, self.begun_of(here.item));
                self.recompile();
                let behind = |span: &&Span| span.item > here.item;
                let next = self.timeline.spans().iter().find(behind)?.item;
                let next = self.timeline.way_to(next, stands)?;
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
        // A repetition that is going on is done once more.
        let whole = begun.saturating_sub(usize::from(here.turn().is_some()));
        let again = match self.plan.again(here.item, (begun, whole), just_begun) {
            Again::From(item) => item,
            Again::Once => return Some(Event::NotNow(NotNow::BegunAgainOnce)),
            Again::AllDone => return Some(Event::NotNow(NotNow::AllDone)),
        };
        let stands = self.sit_down_from_the_middle(here.item);
        self.recompile();
        let next = self.timeline.way_to(again, stands)?;
        self.land(now, next)
    }

    /// Whoever ends an item on the feet, where its end would have been none, sits down after it. Says whether
    /// they stand.
    pub(super) fn sit_down_from_the_middle(&mut self, index: usize) -> bool {
        let routine = self.plan.routine();
        // Of what has not begun nothing is left that ends anywhere.
        let ends_in = |item: &Item| match self.begun_of(index) {
            0 => item.version(routine).position,
            _ => item.last_version(routine).ends_in(),
        };
        let ends_seated = |item: &Item| !ends_in(item).is_on_feet();
        let seated = self.plan.items().get(index).is_some_and(ends_seated);
        let stands = self.position().is_on_feet();
        if seated && stands {
            self.plan.sit_down_after(index);
        }
        stands
    }

    /// Where the set-up of an item begins, behind the change of position to it.
    fn set_up_of(&self, item: usize) -> Offset {
        let is_set_up =
            |span: &&Span| span.item == item && !matches!(span.part, Part::Transition(_));
        self.timeline.spans().iter().find(is_set_up).map_or(Offset::ZERO, |span| span.at)
    }

    /// How many repetitions of an item have begun.
    pub(super) fn begun_of(&self, item: usize) -> usize {
        let so_far = self.timeline.spans().iter().take(self.playhead.next);
        let turns = so_far.filter(|span| span.item == item).filter_map(Span::turn);
        turns.map(|(nth, _)| nth + 1).max().unwrap_or(0)
    }

    /// Goes to the beginning of a span, which begins unless the clock stands still.
    fn land(&mut self, now: Moment, index: usize) -> Option<Event> {
        let runs = self.playhead.land(&self.timeline, now, index);
        runs.then(|| self.arrive(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn a_key_stands_in_the_table_once_and_every_command_has_one() {
        for (nth, (key, _)) in KEYS.iter().enumerate() {
            assert!(KEYS.iter().skip(nth + 1).all(|(other, _)| other != key), "{key:?}");
            assert_eq!(key.to_ascii_lowercase(), *key);
        }
    }

    #[test]
    fn the_page_of_keys_names_every_key_of_a_running_session() {
        let page = text::KEYS.join(" ");
        let named = |key: char| page.split(' ').any(|word| word == key.to_string());
        for (key, command) in KEYS {
            let is_told_elsewhere = matches!(
                command,
                KeyCommand::Pass
                    | KeyCommand::ShowKeys
                    | KeyCommand::GentleDay
                    | KeyCommand::PauseOrGo
            );
            // `=` is `+` without the shift key.
            assert!(is_told_elsewhere || *key == '=' || named(*key), "{key:?} {command:?}");
        }
        assert!(page.starts_with("space"));
    }
}
