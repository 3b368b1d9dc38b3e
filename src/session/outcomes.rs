//! The conversation's table, walked: what is asked when, and what an answer does to the session.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::conversation::effects::{self, Here};
use crate::conversation::pages::{LEGS_SETTLE, afterwards};
use crate::conversation::{Cond, Effect, Fact, Listed, Next, Outcome, PageId, Smaller};

use crate::domain::pain_rules::LighterFor;
use crate::domain::plan::Eased;
use crate::domain::profile::Told;
use crate::domain::routine::{Exercise, Kind};
use crate::domain::settings::Volume;
use crate::domain::units::{Moment, Offset};
use crate::text::{self, questions, questions::About};

use super::events::Standstill;
use super::playhead::State;
use super::questions::KeyHeard;
use super::{Closing, Ending, Event, How, KeyPress, OpenPage, Session, Signal};

/// Who is asked these has not settled, or has not said so.
pub(super) const UNSETTLED: &[PageId] = &[PageId::DizzyGone, PageId::LegsBack];

impl Session {
    /// The page with what its words depend on now.
    pub(super) fn open_page(&self, page: PageId) -> OpenPage {
        let routine = self.plan.routine();
        let list = match page.page().lists {
            None => Vec::new(),
            Some(Listed::Flags) => {
                let flags = self.talk.flags.iter();
                flags.map(|flag| text::flag_in_words(*flag).to_owned()).collect()
            }
            Some(Listed::ToldFlags) => {
                let flags = self.talk.flags.iter();
                let told = |flag| self.talk.told_flags.get(flag) == Some(&Told::Yes);
                let flags = flags.filter(|flag| told(*flag));
                flags.map(|flag| text::flag_in_words(*flag).to_owned()).collect()
            }
            Some(Listed::LeftOut) => text::all_left_out(&self.plan),
            Some(Listed::Returning) => {
                let titles = self.returning().map(|exercise| exercise.full.title.clone());
                titles.collect::<BTreeSet<_>>().into_iter().collect()
            }
            Some(Listed::OneMore) => self.offer().map_or(Vec::new(), |step| {
                let title = &routine.exercise(step.index).full.title;
                vec![questions::went_well(title, step.now, step.then)]
            }),
            Some(Listed::WeekCard) => self.weekly.said(),
            Some(Listed::Goal) => self.weekly.goal.iter().cloned().collect(),
            Some(Listed::Cautions) => {
                effects::waits_for_leave(&self.plan).map_or(Vec::new(), questions::caution)
            }
        };
        let about = About {
            name: String::new(),
            contact: routine.contact.clone(),
            position: self.done.ending.map_or_else(|| self.position(), |ending| ending.position),
            before: self.before(),
            max_pain: routine.max_pain,
            left: self.left_behind(self.playhead.shown),
            is_over: self.done.ending.is_some(),
            red: self.talk.red(),
            sign: self.talk.sign(),
            sits_high: self.plan.sits_high(),
            list,
        };
        OpenPage { page, about }
    }

    /// What is left of the session where it goes on: behind what a changed plan passes over, else from
    /// `at`.
    fn left_behind(&self, at: Offset) -> Duration {
        let goes_on = self.playhead.goes_on_with;
        let index = goes_on.and_then(|item| self.timeline.way_to(item, self.playhead.stood));
        let at = index.map_or(at, |index| self.starts(index));
        self.timeline.total().saturating_sub(at.since_zero())
    }

    pub(super) fn ask(&mut self, now: Moment, page: PageId) {
        self.done.is_warned = page.page().is_a_warning;
        self.playhead.state = State::Asking;
        self.weekly.opens(page);
        self.talk.ask(page, now);
    }

    /// The next page before the plan or after the end; where there is none left, the plan, or the end
    /// of all.
    pub(super) fn ask_next(&mut self, now: Moment) -> Option<Event> {
        self.talk.trail.clear();
        while let Some(page) = self.talk.queue.pop_front() {
            if !self.is_moot(page) {
                self.ask(now, page);
                return None;
            }
        }
        if self.done.ending.is_some() {
            return Some(self.close());
        }
        self.at_the_plan(now)
    }

    /// Whether answers have left a page nothing to ask about.
    pub(super) fn is_moot(&self, page: PageId) -> bool {
        match page {
            PageId::Caution => effects::waits_for_leave(&self.plan).is_none(),
            PageId::FullAgain => self.returning().next().is_none(),
            PageId::WeekCard => self.has_no_card(),
            _ => false,
        }
    }

    /// The exercises of today that may come back in full.
    pub(super) fn returning(&self) -> impl Iterator<Item = &Exercise> {
        let items = self.plan.items().iter().filter(|item| item.is_done());
        let exercises = items.map(|item| self.plan.routine().exercise(item.exercise()));
        exercises.filter(|exercise| {
            exercise.easier.is_some() && self.talk.past.steps.returning.contains(exercise.key())
        })
    }

    /// A plan without anything in it is not begun. With nobody there that is its end.
    pub(super) fn nothing_is_left(&mut self, now: Moment) -> Option<Event> {
        if !self.manner.keyboard {
            return Some(self.end(now, How::NotToday));
        }
        self.ask(now, PageId::NothingLeft);
        None
    }

    pub(super) fn planned(&self) -> Event {
        Event::Planned { plan: Arc::new(self.plan.clone()), because: self.talk.changed.lighter_for }
    }

    fn close(&mut self) -> Event {
        self.playhead.state = State::Over;
        let left = self.talk.open.take().map(|open| open.page);
        self.done.is_unsettled = left.is_some_and(|page| UNSETTLED.contains(&page));
        Event::Closed
    }

    /// How to get up, where nothing more is asked: what was answered may forbid it, and a page that nobody
    /// may miss says it itself.
    pub(super) fn getting_up(&self) -> Option<Event> {
        let asks_how_it_was = |how| matches!(how, How::Finished | How::Stopped);
        let ending = self.done.ending.filter(|ending| asks_how_it_was(ending.how))?;
        let closing = match self.done.is_unsettled {
            true => Closing::of(ending.position, false),
            false => ending.closing,
        };
        let dizzy_today = self.talk.past.dizzy_today || self.talk.facts.contains(&Fact::DizzyToday);
        let event = Event::GettingUp { ending: Ending { closing, ..ending }, dizzy_today };
        (!self.done.is_warned).then_some(event)
    }

    /// What is asked, or told until a key, when the movement is over.
    pub(super) fn ask_afterwards(&mut self, now: Moment) {
        let Some(ending) = self.done.ending.filter(|_| self.manner.keyboard) else { return };
        self.talk.queue = afterwards(ending.how).iter().copied().collect();
        self.ask_for_the_goal(ending.how);
        if !self.talk.queue.is_empty() {
            self.ask_next(now);
        }
    }

    /// The system says stop; where only questions were left, they are left.
    pub(super) fn stop(&mut self, now: Moment, signal: Signal) -> Event {
        match self.done.ending {
            Some(_) => self.close(),
            None => self.end(now, How::Signal(signal)),
        }
    }

    /// Keys `p` and `q`: the clock stops at once.
    pub(super) fn stop_and_ask(&mut self, now: Moment, page: PageId) {
        // The question says itself that the clock stands still.
        self.pause(now, Standstill::ByKey);
        self.playhead.returns_to = self.playhead.state;
        self.playhead.shown = self.offset(now);
        self.talk.trail.clear();
        self.ask(now, page);
    }

    /// A key while a page is open.
    pub(super) fn answer(&mut self, now: Moment, key: KeyPress) -> Vec<Event> {
        let Some(open) = self.talk.open else { return Vec::new() };
        let about = self.open_page(open.page).about;
        let answered = match self.talk.press(open.page, key, &about) {
            KeyHeard::Answered(answered) => answered,
            KeyHeard::Refused(wanted) => return vec![Event::Refused(wanted)],
            KeyHeard::Part => {
                // Whoever types is still there.
                if let Some(open) = self.talk.open.as_mut().filter(|_| about.is_over) {
                    open.since = now;
                }
                return Vec::new();
            }
        };
        let replied = Event::Replied { page: open.page, answer: answered.answer };
        let follows = self.follow(now, open.since, answered.outcome);
        [replied].into_iter().chain(follows).collect()
    }

    /// Nobody has answered for as long as the page waits.
    pub(super) fn give_up_asking(&mut self, now: Moment) -> Vec<Event> {
        match (self.talk.open, self.talk.silence()) {
            (Some(open), Some((due, outcome))) if now >= due => {
                self.follow(now, open.since, outcome)
            }
            _ => Vec::new(),
        }
    }

    /// What comes of an answer, or of silence, to the page that was opened then.
    fn follow(&mut self, now: Moment, opened: Moment, outcome: Outcome) -> Vec<Event> {
        let (does, next) = effects::resolve(outcome, |cond| self.holds(cond, now, opened));
        let left = self.talk.open.take().map(|open| open.page);
        let mut events = Vec::new();
        for effect in does {
            events.extend(self.apply(now, effect));
        }
        events.extend(match next {
            Next::Page(page) => {
                self.talk.trail.extend(left);
                self.ask(now, page);
                None
            }
            Next::PageBefore => match self.talk.trail.pop() {
                Some(page) => {
                    self.ask(now, page);
                    None
                }
                None => self.ask_next(now),
            },
            Next::Queue => self.ask_next(now),
            Next::Back => Some(self.go_back(now)),
            Next::GoOn => Some(self.go_on(now)),
            Next::End(how) => Some(self.end(now, how)),
            Next::Close | Next::When(..) => Some(self.close()),
        });
        events
    }

    fn holds(&self, cond: Cond, now: Moment, opened: Moment) -> bool {
        match cond {
            Cond::Begun => self.playhead.next > 0,
            Cond::Over => self.done.ending.is_some(),
            Cond::WasTooMuch => self.talk.past.was_too_much,
            Cond::LastWasTooMuch => self.talk.last_was_too_much(),
            Cond::WasSore => self.talk.past.was_sore,
            Cond::WasBad => self.talk.past.was_bad,
            Cond::ReadyForMore => !self.weekly.is_over && self.offer().is_some(),
            Cond::HasStrength => {
                let items = self.plan.items().iter().filter(|item| item.is_done());
                let mut exercises = items.map(|item| self.plan.routine().exercise(item.exercise()));
                exercises.any(|exercise| exercise.kind == Kind::Strength)
            }
            Cond::BadNews => self.talk.is_bad_news(),
            Cond::LegsBackInTime => {
                let slept = self.talk.open.is_some_and(|open| open.slept);
                !slept && now.since(opened) <= LEGS_SETTLE
            }
            Cond::OnTheFeet => self.is_on_the_feet(),
            Cond::NothingSmaller => {
                let ease = |(item, turn)| self.plan.clone().ease(item, turn);
                self.next_turn().is_none_or(|next| ease(next) == Eased::Not)
            }
            Cond::SomethingNew => self.talk.is_something_new(),
            Cond::AsksFirst => self.talk.asks_first(),
            Cond::NoEmergency => self.talk.past.no_emergency,
            Cond::TakenBack => self.talk.facts.contains(&Fact::WrongKey),
        }
    }

    fn apply(&mut self, now: Moment, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Plan(how) => self.shrink(how),
            Effect::Remember(fact) => return Some(self.remember(fact)),
            Effect::Journal(row) => {
                let left = self.left(now);
                return Some(Event::Adapted { row, eased: None, left });
            }
            Effect::Tell(row) => {
                let left = self.left_behind(self.offset(now));
                let eased = self.talk.changed.eased.take();
                self.talk.changed.tells_last = Some(Event::Adapted { row, eased, left });
            }
            Effect::Say(response) => return Some(Event::Responded(response)),
            Effect::OneMore => self.grow(),
            Effect::AskByName => self.talk.ask_by_name(),
            Effect::Mute => {
                let heard = self.manner.volume.filter(|volume| !volume.is_silent())?;
                let hushed = Volume { muted: true, ..heard };
                self.manner.volume = Some(hushed);
                // What the body is to do stands first.
                self.talk.changed.tells_behind = Some(Event::Hushed(hushed));
            }
        }
        None
    }

    pub(super) fn item_here(&self) -> usize {
        self.span_here().map_or(0, |span| span.item)
    }

    /// Whether what goes on, or is got ready for, is done standing or walking.
    fn is_on_the_feet(&self) -> bool {
        let item = self.plan.items().get(self.item_here());
        item.is_some_and(|item| item.is_on_feet(self.plan.routine()))
    }

    /// Why an answer makes today lighter.
    fn lighter_for(&self, how: Smaller) -> Option<LighterFor> {
        match how {
            Smaller::Lighter => Some(LighterFor::LastTime),
            Smaller::WithoutNumber => Some(LighterFor::NoNumber),
            Smaller::ForASoreDay if self.before().is_none() => Some(LighterFor::SomethingNew),
            Smaller::ForASoreDay => self.before().map(LighterFor::Pain),
            _ => None,
        }
    }

    fn shrink(&mut self, how: Smaller) {
        let item = self.item_here();
        self.talk.changed.lighter_for = self.lighter_for(how).or(self.talk.changed.lighter_for);
        if how == Smaller::Ease {
            let ease = |(item, turn)| self.plan.clone().ease(item, turn);
            self.talk.changed.eased = self.next_turn().map(ease);
        }
        if matches!(how, Smaller::RestAndShrink | Smaller::OnlyBreathe | Smaller::OffTheFeet) {
            self.playhead.stood = self.sit_down_from_the_middle(item);
        }
        let here = Here {
            item,
            begun: self.begun_of(item),
            next_turn: self.next_turn(),
            position: self.position(),
            told: &self.talk.told_flags,
            returning: &self.talk.past.steps.returning,
            back: self.talk.back_today(),
        };
        self.playhead.goes_on_with = effects::shrink(&mut self.plan, how, here);
        self.recompile();
    }

    /// Back to where key `p` was pressed.
    fn go_back(&mut self, now: Moment) -> Event {
        self.playhead.state = self.playhead.returns_to;
        match self.playhead.state {
            State::Paused { .. } => {
                self.playhead.resume(&self.timeline, now);
                Event::CountIn(Standstill::ByKey)
            }
            State::Gate => Event::Gate(self.reached(self.playhead.next)),
            _ => Event::Settling,
        }
    }

    /// On to the item that the changed plan goes on with, without a count-in: getting ready comes first
    /// there. Where nothing is left, it ends.
    fn go_on(&mut self, now: Moment) -> Event {
        let item = self.playhead.goes_on_with.take().unwrap_or_else(|| self.item_here());
        let Some(index) = self.timeline.way_to(item, self.playhead.stood) else {
            return self.end(now, How::Stopped);
        };
        self.playhead.next = index;
        self.playhead.shown = self.starts(index);
        self.pass(now)
    }
}
