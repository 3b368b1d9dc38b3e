//! What is noticed during a session, and what the rows of the clinical notes make of it.

use crate::conversation::pages::{LEGS_SETTLE, Question, Reply};
use crate::domain::pain_rules::{self, Noticed, Row};
use crate::domain::settings::Volume;
use crate::domain::units::Moment;

use super::{Event, How, Session, State};

impl Session {
    /// An answer while the clock stands still.
    pub(super) fn during(
        &mut self,
        now: Moment,
        since: Moment,
        question: Question,
        reply: &Reply,
    ) -> Option<Event> {
        use Question as Q;
        let row = match (question, reply) {
            (Q::Notice, Reply::Key('1')) => {
                self.ask(now, Q::Now);
                return None;
            }
            (Q::Notice, Reply::Key(key)) => {
                pain_rules::during(self.before(), &noticed(*key), self.max_pain())
            }
            (Q::Now, Reply::Number(pain)) => {
                let noticed = Noticed { pain: Some(*pain), ..Noticed::default() };
                pain_rules::during(self.before(), &noticed, self.max_pain())
            }
            (Q::Now, _) => {
                let noticed = Noticed { more: true, ..Noticed::default() };
                pain_rules::during(self.before(), &noticed, self.max_pain())
            }
            (Q::LegsBack, _) if now.since(since) <= LEGS_SETTLE => {
                self.only_breathe();
                self.ask(now, Q::OnlyBreathing);
                return None;
            }
            (Q::OnlyBreathing, _) => {
                let begun = self.begin_at(now, self.breathing_at);
                return begun.or_else(|| Some(self.end(now, How::Stopped)));
            }
            (Q::DizzyGone, Reply::Key('y')) => return Some(self.go_on(now)),
            (Q::LegsBack | Q::DizzyGone, _) => return Some(self.end(now, How::Stopped)),
            _ => return Some(self.go_on(now)),
        };
        self.act_on(now, row)
    }

    fn max_pain(&self) -> u8 {
        self.plan.routine().max_pain
    }

    fn act_on(&mut self, now: Moment, row: Row) -> Option<Event> {
        match row {
            Row::Emergency => return Some(self.end(now, How::Emergency)),
            Row::Red | Row::StartRed => return Some(self.end(now, How::RedStop)),
            Row::Legs => {
                self.remember_the_legs();
                self.ask(now, Question::LegsBack);
            }
            Row::Dizzy => {
                self.ask(now, Question::DizzyGone);
                // The tones stop: breathing is as it likes. `m` brings them back.
                let volume = self.manner.volume.map(|volume| Volume { muted: true, ..volume });
                self.manner.volume = volume;
                return volume.map(Event::Volume);
            }
            Row::AmberLow => {
                self.ease(now);
                self.also = Some(Event::Adapted { row, left: self.left(now) });
                return Some(self.go_on(now));
            }
            Row::Retreat => {
                self.also = Some(Event::Adapted { row, left: self.left(now) });
                return Some(self.go_on(now));
            }
            Row::AmberHigh => {
                let item = self.item_here();
                let next = self.plan.rest_and_shrink(item, self.begun_of(item), self.position());
                self.recompile();
                let begun = self.begin_at(now, next);
                self.also = Some(Event::Adapted { row, left: self.left(now) });
                return begun.or_else(|| Some(self.end(now, How::Stopped)));
            }
            _ => return Some(self.go_on(now)),
        }
        None
    }

    /// The exercise that is going on ended with leg symptoms.
    pub(super) fn remember_the_legs(&mut self) {
        let here = self.span_here().map(|span| self.timeline.exercise(span).key());
        self.leg_stops.extend(here.map(ToString::to_string));
    }

    /// The legs spoke up: this exercise ends, and only breathing is left.
    fn only_breathe(&mut self) {
        let item = self.item_here();
        self.breathing_at = self.plan.only_breathe(item, self.begun_of(item), self.position());
        self.recompile();
    }

    fn item_here(&self) -> usize {
        self.span_here().map_or(0, |span| span.item)
    }

    /// Goes to the beginning of an item, without a count-in: getting ready comes first there.
    fn begin_at(&mut self, now: Moment, item: usize) -> Option<Event> {
        let index = self.timeline.start_of(item)?;
        self.state = State::Running { at: self.starts(index), since: now };
        self.next = index;
        self.shown = self.starts(index);
        Some(self.begin_next(now))
    }
}

/// What the keys of the list say.
fn noticed(key: char) -> Noticed {
    let nothing = Noticed::default();
    match key {
        '2' => Noticed { legs: true, ..nothing },
        '3' => Noticed { sharp: true, ..nothing },
        '4' => Noticed { dizzy: true, ..nothing },
        '5' => Noticed { emergency: true, ..nothing },
        '6' => Noticed { retreat: true, ..nothing },
        _ => nothing,
    }
}
