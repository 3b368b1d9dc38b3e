//! Questions of a session: what is asked when, and what an answer leads to.

use std::sync::Arc;

use crate::conversation::pages::{Question, Reply, answer, numbers};
use crate::domain::pain_rules::{self, Noticed, Row};
use crate::domain::plan::{Item, LeftOut, Plan};
use crate::domain::profile::{Flag, LEANING_BACK, Profile, Remembered, Told};
use crate::domain::routine::{Exercise, Extension};
use crate::domain::units::Moment;
use crate::text::{self, questions};

use super::{Asked, Event, How, Instead, Key, Session, Signal, State};

/// After a session with movement.
const AFTERWARDS: [Question; 4] =
    [Question::After, Question::Legs, Question::Amount, Question::Note];

impl Session {
    /// The same with questions before the plan, where somebody can answer.
    #[must_use]
    pub fn asking(mut self, questions: impl IntoIterator<Item = Question>) -> Session {
        if self.manner.keyboard {
            self.queue.extend(questions);
        }
        self
    }

    /// The same after a session that was too much: once more, and this routine rests (section 3.3).
    /// Without an answer it counts as it did.
    #[must_use]
    pub fn after_too_much(mut self) -> Session {
        self.was_too_much = true;
        self
    }

    /// The same with these flags for the question that lists them.
    #[must_use]
    pub fn about(mut self, flags: Vec<Flag>) -> Session {
        self.flags = flags;
        self
    }

    /// The question that is open, with what its words depend on.
    pub fn asked(&self) -> Option<Asked> {
        let State::Asking { question, .. } = self.state else { return None };
        let position = self.ending.map_or_else(|| self.position(), |ending| ending.position);
        let left = self.timeline.total().saturating_sub(self.shown.since_zero());
        let list = match question {
            Question::Flags => {
                self.flags.iter().map(|flag| text::flag_in_words(*flag).to_owned()).collect()
            }
            Question::NothingLeft => text::all_left_out(&self.plan),
            Question::Caution => self.waiting_for_leave().map_or(Vec::new(), questions::caution),
            _ => Vec::new(),
        };
        Some(Asked { question, position, before: self.before(), left, list })
    }

    /// The exercises that ended with leg symptoms, by what they are remembered by.
    pub fn leg_stops(&self) -> &[String] {
        &self.leg_stops
    }

    /// The exercises that bend the upper back backwards and are part of today.
    pub fn accepted(&self) -> impl Iterator<Item = &str> {
        let routine = self.plan.routine();
        let items = self.plan.items().iter().filter(|item| item.left_out().is_none());
        let exercises = items.map(|item| routine.exercise(item.exercise()));
        let thoracic = exercises.filter(|exercise| exercise.full.extension == Extension::Thoracic);
        thoracic.map(Exercise::key)
    }

    /// Whether anything but breathing, posture and rest was done.
    pub fn has_moved(&self) -> bool {
        let routine = self.plan.routine();
        self.done.iter().any(|exercise| routine.exercise(*exercise).kind.is_movement())
    }

    /// The first exercise that waits for its caution to be accepted.
    fn waiting_for_leave(&self) -> Option<&Exercise> {
        let waits = |item: &&Item| item.left_out() == Some(LeftOut::CautionNotAccepted);
        let item = self.plan.items().iter().find(waits)?;
        Some(self.plan.routine().exercise(item.exercise()))
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
    pub fn before(&self) -> Option<u8> {
        let pain = |(question, reply): &(Question, Reply)| match (question, reply) {
            (Question::Before, Reply::Number(pain)) => Some(*pain),
            _ => None,
        };
        self.replies.iter().rev().find_map(pain)
    }

    pub(super) fn is_asking(&self) -> bool {
        matches!(self.state, State::Asking { .. })
    }

    pub(super) fn ask(&mut self, now: Moment, question: Question) {
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
        self.at_the_plan(now)
    }

    /// A plan without anything in it is not begun. With nobody there that is its end.
    pub(super) fn nothing_is_left(&mut self, now: Moment) -> Option<Event> {
        if !self.manner.keyboard {
            return Some(self.end(now, How::NotToday));
        }
        self.ask(now, Question::NothingLeft);
        None
    }

    pub(super) fn planned(&self) -> Event {
        Event::Planned { plan: Arc::new(self.plan.clone()), pain: self.before() }
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
            How::NotToday | How::Instead(_) | How::Signal(_) => return,
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
    pub(super) fn ask_what_is_noticed(&mut self, now: Moment) {
        // The question says itself that the clock stands still.
        self.pause(now, false);
        self.behind = self.state;
        self.shown = self.offset(now);
        self.ask(now, Question::Notice);
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
            Question::LegsBack if self.ending.is_none() => Some(self.end(now, How::RedStop)),
            Question::DizzyGone if self.ending.is_none() => Some(self.end(now, How::Stopped)),
            Question::LegsBack => {
                self.red = true;
                self.ask(now, Question::RedStop);
                None
            }
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
            _ if self.ending.is_some() => self.afterwards(now, question, reply),
            (Q::Notice | Q::Now | Q::LegsBack | Q::DizzyGone | Q::OnlyBreathing, _) => {
                self.during(now, since, question, reply)
            }
            _ => self.beforehand(now, question, reply),
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

    /// When the movement is over: reasons for stopping lead to the same rows as key `p`.
    fn afterwards(&mut self, now: Moment, question: Question, reply: &Reply) -> Option<Event> {
        use Question as Q;
        let next = match (question, reply) {
            (Q::Why, Reply::Key('2')) => Q::Now,
            (Q::Why, Reply::Key('3')) => {
                self.remember_the_legs();
                Q::LegsBack
            }
            (Q::Why, Reply::Key('4')) => Q::DizzyGone,
            (Q::Now | Q::After, Reply::Number(pain)) if self.is_red(*pain) => {
                self.red = true;
                Q::RedStop
            }
            (Q::LegsBack | Q::DizzyGone, _) => return Some(self.close()),
            _ => return self.ask_next(now),
        };
        self.ask(now, next);
        None
    }

    fn is_red(&self, pain: u8) -> bool {
        let noticed = Noticed { pain: Some(pain), ..Noticed::default() };
        pain_rules::during(self.before(), &noticed, self.plan.routine().max_pain) == Row::Red
    }

    /// Whether it was too much for today, in the middle or afterwards.
    pub fn was_red(&self) -> bool {
        self.red || self.ending.is_some_and(|ending| ending.how == How::RedStop)
    }

    /// Before the plan: what is left of it for this answer.
    fn beforehand(&mut self, now: Moment, question: Question, reply: &Reply) -> Option<Event> {
        use Question as Q;
        let next = match (question, reply) {
            (Q::Card, Reply::Key('1'))
            | (Q::Looked, Reply::Key('n'))
            | (Q::DoctorToday, Reply::Key(_)) => {
                return Some(self.end(now, How::Emergency));
            }
            (Q::DoctorToday, _) => return Some(self.end(now, How::NotToday)),
            (Q::AfterLast, Reply::Key(key))
                if self.was_too_much && pain_rules::was_too_much(*key) =>
            {
                Some(Q::TooMuchAgain)
            }
            (Q::NothingLeft, Reply::Key('b')) => {
                return Some(self.end(now, How::Instead(Instead::Rest)));
            }
            (Q::TooMuchAgain | Q::NothingLeft, _) => {
                return Some(self.end(now, How::Instead(Instead::GentleDay)));
            }
            (Q::RestInstead, _) => return Some(self.end(now, How::Instead(Instead::Rest))),
            (Q::Card, Reply::Key('2')) => Some(Q::AskedFirst),
            (Q::New, Reply::Key('y')) => Some(Q::Card),
            (Q::Usual, Reply::Key('y')) => Some(Q::RestInstead),
            (Q::Usual, _) => Some(Q::DoctorToday),
            (Q::Before, Reply::Number(pain)) => self.begin_with(*pain),
            _ => {
                self.heed(question, reply);
                None
            }
        };
        match next {
            Some(question) => {
                self.ask(now, question);
                None
            }
            None => self.ask_next(now),
        }
    }

    /// Pain before the first movement (P-01 to P-03); what has to be asked about it.
    fn begin_with(&mut self, pain: u8) -> Option<Question> {
        match pain_rules::before(Some(pain)) {
            Row::StartRed => return Some(Question::Usual),
            Row::StartAmber => self.replan(Plan::for_a_sore_day),
            _ => {}
        }
        None
    }

    /// Answers that make the plan smaller before it is shown. Not knowing counts as it does in A-9.
    fn heed(&mut self, question: Question, reply: &Reply) {
        match (question, reply) {
            (Question::AfterLast, Reply::Key(key)) if pain_rules::was_too_much(*key) => {
                self.replan(Plan::lighter);
            }
            (Question::AfterLast, Reply::None) if self.was_too_much => self.replan(Plan::lighter),
            (Question::LeaningBack, Reply::Key('y') | Reply::None) => {
                self.replan(|plan| plan.unsure_of(LEANING_BACK));
            }
            (Question::Flags, reply) => {
                let profile = flags_told(&self.flags, reply);
                self.replan(|plan| plan.for_person(&profile));
            }
            (Question::Caution, Reply::Key('y')) => {
                if let Some(key) =
                    self.waiting_for_leave().map(|exercise| exercise.key().to_owned())
                {
                    let accepted = [key].into();
                    let remembered = Remembered { accepted, ..Remembered::default() };
                    let profile = Profile { remembered, ..Profile::default() };
                    self.replan(|plan| plan.for_person(&profile));
                }
            }
            _ => {}
        }
    }

    /// The plan becomes another one before anything has begun.
    fn replan(&mut self, smaller: impl FnOnce(Plan) -> Plan) {
        self.plan = smaller(self.plan.clone());
        self.recompile();
    }

    /// Back to where key `p` was pressed.
    pub(super) fn go_on(&mut self, now: Moment) -> Event {
        self.state = self.behind;
        match self.state {
            State::Paused { .. } => {
                self.resume(now);
                Event::CountIn { slept: false }
            }
            State::Gate => Event::Gate(self.reached(self.next)),
            _ => Event::Settling,
        }
    }
}

/// What an answer to the list of flags says of each; without one, nobody knows.
pub fn flags_told(flags: &[Flag], reply: &Reply) -> Profile {
    let numbers = numbers(reply);
    let told = |nth: usize| match &numbers {
        None => Told::NotSure,
        Some(numbers) if numbers.contains(&(nth + 1)) => Told::Yes,
        Some(_) => Told::No,
    };
    let flags = flags.iter().enumerate().map(|(nth, flag)| (*flag, told(nth))).collect();
    Profile { flags, ..Profile::default() }
}
