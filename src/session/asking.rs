//! Questions of a session: what is asked when, and what an answer leads to.

use crate::interview::{LEGS_SETTLE, Question, Reply, answer};
use crate::units::{Moment, Offset};

use super::{Asked, Event, Gates, How, Key, Session, Signal, State};

/// After a session with movement.
const AFTERWARDS: [Question; 4] =
    [Question::After, Question::Legs, Question::Amount, Question::Note];

impl Session {
    /// The question that is open, with what its words depend on.
    pub fn asked(&self) -> Option<Asked> {
        let State::Asking { question, .. } = self.state else { return None };
        let position = self.ending.map_or_else(|| self.position(), |ending| ending.position);
        let left = self.timeline.total().saturating_sub(self.shown.since_zero());
        Some(Asked { question, position, before: self.before(), left })
    }

    /// What is typed of an answer so far.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Every answer so far, in order.
    pub fn replies(&self) -> &[(Question, Reply)] {
        &self.replies
    }

    /// Pain before the first movement.
    fn before(&self) -> Option<u8> {
        let pain = |(question, reply): &(Question, Reply)| match (question, reply) {
            (Question::Before, Reply::Number(pain)) => Some(*pain),
            _ => None,
        };
        self.replies.iter().rev().find_map(pain)
    }

    pub(super) fn is_asking(&self) -> bool {
        matches!(self.state, State::Asking { .. })
    }

    fn ask(&mut self, now: Moment, question: Question) {
        self.typed.clear();
        self.state = State::Asking { question, since: now };
        self.opened = true;
    }

    /// The next question before the plan or after the end; nothing where there is none left.
    pub(super) fn ask_next(&mut self, now: Moment) -> Option<Event> {
        if let Some(question) = self.queue.pop_front() {
            self.ask(now, question);
            return None;
        }
        if self.ending.is_some() {
            return Some(self.close());
        }
        self.state = State::Gate;
        if self.manner.gates == Gates::None {
            self.state = State::Running { at: Offset::ZERO, since: now };
            return None;
        }
        Some(Event::Planned)
    }

    fn close(&mut self) -> Event {
        self.state = State::Over;
        Event::Closed
    }

    /// What is asked, or told until a key, when the movement is over.
    pub(super) fn ask_afterwards(&mut self, now: Moment) {
        let Some(ending) = self.ending.filter(|_| self.manner.keyboard) else { return };
        let questions: &[Question] = match ending.how {
            How::Finished => &AFTERWARDS,
            How::Stopped => &[Question::Why],
            How::RedStop => &[Question::RedStop],
            How::Emergency => &[Question::Emergency],
            How::NotToday | How::Signal(_) => return,
        };
        self.queue = questions.iter().copied().collect();
        self.ask_next(now);
    }

    /// The system says stop; where only questions were left, they are left.
    pub(super) fn stop(&mut self, now: Moment, signal: Signal) -> Event {
        match self.ending {
            Some(_) => self.close(),
            None => self.end(now, How::Signal(signal)),
        }
    }

    /// Key `p`: the clock stops at once.
    pub(super) fn ask_what_is_noticed(&mut self, now: Moment) -> Option<Event> {
        let paused = self.pause(now, false);
        self.behind = self.state;
        self.shown = self.offset(now);
        self.ask(now, Question::Notice);
        paused
    }

    /// A key while a question is open.
    pub(super) fn take(&mut self, now: Moment, key: Key) -> Vec<Event> {
        let State::Asking { question, since } = self.state else { return Vec::new() };
        let Some(reply) = answer(question, &mut self.typed, key) else {
            // Whoever types is still there.
            let since = if self.ending.is_some() { now } else { since };
            self.state = State::Asking { question, since };
            return Vec::new();
        };
        self.replies.push((question, reply.clone()));
        let next = self.follow_up(now, since, question, &reply);
        [Event::Replied(question, reply)].into_iter().chain(next).collect()
    }

    /// Nobody has answered for as long as the question waits.
    pub(super) fn give_up_asking(&mut self, now: Moment) -> Option<Event> {
        let State::Asking { question, since } = self.state else { return None };
        let due = since + question.waits()?;
        if now < due {
            return None;
        }
        match question {
            Question::LegsBack => Some(self.end(now, How::RedStop)),
            Question::DizzyGone => Some(self.end(now, How::Stopped)),
            _ => Some(self.close()),
        }
    }

    /// What an answer leads to.
    fn follow_up(
        &mut self,
        now: Moment,
        since: Moment,
        question: Question,
        reply: &Reply,
    ) -> Option<Event> {
        use Question as Q;
        match (question, reply) {
            (Q::RedStop | Q::Emergency, _) => Some(self.close()),
            (_, Reply::Key('q')) => Some(self.leave(now)),
            (Q::Card | Q::Notice, Reply::Key(key)) => self.sort(now, question, *key),
            (Q::Notice | Q::Now, _) | (Q::DizzyGone, Reply::Key('y')) => Some(self.go_on(now)),
            (Q::LegsBack, _) if now.since(since) <= LEGS_SETTLE => Some(self.go_on(now)),
            (Q::LegsBack | Q::DizzyGone, _) => Some(self.end(now, How::Stopped)),
            _ => self.ask_next(now),
        }
    }

    /// `q` leaves the questions that are left; before the first movement, today.
    fn leave(&mut self, now: Moment) -> Event {
        match (self.ending, self.next) {
            (Some(_), _) => self.close(),
            (None, 0) => self.end(now, How::NotToday),
            (None, _) => self.end(now, How::Stopped),
        }
    }

    /// Where a list of signs or symptoms leads.
    fn sort(&mut self, now: Moment, question: Question, key: char) -> Option<Event> {
        match (question, key) {
            (Question::Card, 'n') => return self.ask_next(now),
            (Question::Card, '2') => self.ask(now, Question::AskedFirst),
            (Question::Card, _) | (_, '5') => return Some(self.end(now, How::Emergency)),
            (_, '1') => self.ask(now, Question::Now),
            (_, '2') => self.ask(now, Question::LegsBack),
            (_, '3') => return Some(self.end(now, How::RedStop)),
            _ => self.ask(now, Question::DizzyGone),
        }
        None
    }

    /// Back to where key `p` was pressed.
    fn go_on(&mut self, now: Moment) -> Event {
        self.state = self.behind;
        match self.state {
            State::Paused { .. } => {
                self.resume(now);
                Event::CountIn { slept: false }
            }
            State::Gate => Event::Gate(self.next),
            _ => Event::Settling,
        }
    }
}
