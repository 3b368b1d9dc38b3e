//! What may become one step more at the plan, and what goes back by one after a sore answer.

use crate::conversation::Fact;
use crate::domain::answers::{Answer, BackToUsual};
use crate::domain::pain_rules;
use crate::domain::routine::StepDose;
use crate::journal::{GrowthStep, Memo};

use super::Session;
use super::questions::Talk;

impl Talk {
    /// What was answered about the last sessions; nothing where that was not asked.
    fn said_of_last(&self) -> Option<&Answer> {
        let is_it = |answer: &&Answer| matches!(answer, Answer::AfterLastTime(_));
        self.answers.iter().rev().find(is_it)
    }

    /// The step that is offered today, whatever became of the plan.
    fn offered(&self) -> Option<&GrowthStep> {
        let steps = &self.past.steps;
        match self.said_of_last() {
            None => steps.offer.as_ref(),
            Some(Answer::AfterLastTime(Some(BackToUsual::WithinTheHour))) => {
                steps.offer_if_well.as_ref()
            }
            Some(_) => None,
        }
    }

    /// Whether the last sessions were too much, as it is said in this one; pain that was to ease within
    /// the hour, and did not, was.
    fn last_was_sore(&self) -> bool {
        let Some(Answer::AfterLastTime(Some(back))) = self.said_of_last() else { return false };
        let not_soon = *back != BackToUsual::WithinTheHour;
        pain_rules::was_too_much(*back) || self.past.was_sore && not_soon
    }

    /// What goes back by a step today, since the last session of this routine was too much.
    pub(super) fn back_today(&self) -> Option<(usize, StepDose)> {
        let steps = &self.past.steps;
        let back = steps.back.first().filter(|_| steps.is_open)?;
        Some((back.index, back.then))
    }

    /// What is written down of a step where a fact is kept: taken or left at the plan, or taken back after
    /// a sore answer, once at the beginning and once in the session and behind it.
    pub(super) fn steps_of(&self, fact: Fact) -> Vec<Memo> {
        let is_sore_today =
            |fact: &Fact| matches!(fact, Fact::LighterNext | Fact::TooMuchForToday(_));
        match fact {
            Fact::OneMore(true) => self.offered().map(GrowthStep::taken).into_iter().collect(),
            Fact::OneMore(false) => self.offered().map(GrowthStep::left).into_iter().collect(),
            Fact::AfterLast(_) if self.last_was_sore() => self.past.steps.back_after_last.clone(),
            fact if is_sore_today(&fact) => {
                let times = self.facts.iter().filter(|fact| is_sore_today(fact)).count();
                let back = self.own_way_back().filter(|_| times <= 1);
                back.map(GrowthStep::taken_back).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The step that this session goes back by.
    fn own_way_back(&self) -> Option<&GrowthStep> {
        let steps = &self.past.steps;
        if self.facts.contains(&Fact::OneMore(true)) {
            return self.offered();
        }
        // At its beginning one of them may have been taken back already.
        steps.back.get(usize::from(steps.is_open && self.last_was_sore()))
    }
}

impl Session {
    /// The step that is offered now: today nothing has made its exercise smaller.
    pub(super) fn offer(&self) -> Option<&GrowthStep> {
        self.talk.offered().filter(|step| self.plan.is_as_asked(step.index, step.now))
    }

    /// One step more, since somebody said so.
    pub(super) fn grow(&mut self) {
        if let Some(step) = self.offer().cloned() {
            self.plan = self.plan.clone().one_more(step.index, step.now, step.then);
            self.recompile();
        }
    }
}
