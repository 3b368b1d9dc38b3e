//! What is asked in a session, and what was said.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::conversation::typed::{self, KeyPress, Pressed, Reply};
use crate::conversation::{Fact, Outcome, PageId, Takes, effects, rows};
use crate::domain::answers::{Answer, BackToUsual, Score};
use crate::domain::pain_rules::{self, LighterFor, RedReason, Row, Sign};
use crate::domain::plan::Eased;
use crate::domain::profile::{Flag, Told};
use crate::domain::units::Moment;
use crate::journal::{GrowthSteps, Memory};
use crate::text::questions::{About, Wanted};

use super::Event;

/// A page that waits for an answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) page: PageId,
    /// Its silence is counted from here.
    pub(super) since: Moment,
    /// Whether it was told that it is open.
    told: bool,
    /// The machine has slept since it was opened.
    pub(super) slept: bool,
}

/// The conversation of a session.
#[derive(Clone, Debug, Default)]
pub(super) struct Talk {
    /// The pages that follow, before the plan or after the end.
    pub(super) queue: VecDeque<PageId>,
    pub(super) open: Option<Open>,
    /// The pages that led to the one that is open.
    pub(super) trail: Vec<PageId>,
    /// What is typed of an answer.
    pub(super) typed: String,
    /// Every answer that the journal keeps, in order.
    pub(super) answers: Vec<Answer>,
    /// Everything that is kept for other days, in order.
    pub(super) facts: Vec<Fact>,
    /// The flags that are asked about.
    pub(super) flags: Vec<Flag>,
    /// What was told of them in the list.
    pub(super) told_flags: BTreeMap<Flag, Told>,
    pub(super) past: Past,
    pub(super) changed: Changed,
}

/// What past sessions mean for what is asked in this one.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The session before the last one was too much: once more, and this routine rests (section 3.3).
    /// Without an answer it counts as it did.
    pub was_too_much: bool,
    /// The last session was said at its end to be too much, or left the legs worse.
    pub was_worse: bool,
    /// The last session ended with pain that was to ease within 45 minutes.
    pub was_sore: bool,
    /// The last session ended with that, with legs or with a red stop.
    pub was_bad: bool,
    /// Somebody was dizzy on this day.
    pub dizzy_today: bool,
    /// Something was said to be new, and nobody was asked yet.
    pub something_new: bool,
    /// Something of the card's second list may be so, and nobody was asked yet.
    pub ask_first: bool,
    /// What a doctor was to look at is no emergency sign.
    pub no_emergency: bool,
    /// The flags that are asked for by name where something on the card may be so (C-04).
    pub by_name: Vec<Flag>,
    /// What may come back in full, or be one step more, and what goes back by one.
    pub steps: GrowthSteps,
}

impl From<&Memory> for Past {
    /// What every routine is asked by; the flags of one are not known here.
    fn from(memory: &Memory) -> Past {
        let returning = memory.legs_returning().into_iter().map(ToOwned::to_owned);
        Past {
            was_too_much: memory.slow > 0 || memory.worse_before,
            was_worse: memory.lighter,
            was_sore: memory.sore,
            was_bad: memory.ended_badly(),
            dizzy_today: false,
            something_new: memory.something_new.is_some(),
            ask_first: memory.ask_first.is_some(),
            no_emergency: memory.emergency.is_none() && memory.doctor_today.is_some(),
            by_name: Vec::new(),
            steps: GrowthSteps { returning: returning.collect(), ..GrowthSteps::default() },
        }
    }
}

/// What an answer has changed, until it is told.
#[derive(Clone, Debug, Default)]
pub(super) struct Changed {
    /// What became of the repetitions that were to become easier last.
    pub(super) eased: Option<Eased>,
    /// Why the plan became lighter.
    pub(super) lighter_for: Option<LighterFor>,
    /// Something to tell behind everything else.
    pub(super) tells_last: Option<Event>,
    /// Something to tell behind the page that was opened.
    pub(super) tells_behind: Option<Event>,
}

/// What a page was answered with, as data.
pub(super) struct Answered {
    pub(super) answer: Option<Answer>,
    pub(super) outcome: Outcome,
}

/// What came of a key on a page, as data.
pub(super) enum KeyHeard {
    /// It is part of an answer.
    Part,
    /// It was answered.
    Answered(Answered),
    /// It fits nothing; this would.
    Refused(Wanted),
}

impl Talk {
    /// Opens a page.
    pub(super) fn ask(&mut self, page: PageId, now: Moment) {
        self.typed.clear();
        self.open = Some(Open { page, since: now, told: false, slept: false });
    }

    /// The page that was opened and not told of yet; it counts as told then.
    pub(super) fn newly_open(&mut self) -> Option<PageId> {
        let open = self.open.as_mut().filter(|open| !open.told)?;
        open.told = true;
        Some(open.page)
    }

    /// A key for a page.
    pub(super) fn press(&mut self, page: PageId, key: KeyPress, about: &About) -> KeyHeard {
        let page = page.page();
        let reply = match typed::press(page, &mut self.typed, key, self.flags.len()) {
            Pressed::Typed => return KeyHeard::Part,
            Pressed::Refused(wanted) => return KeyHeard::Refused(wanted),
            Pressed::Reply(reply) => reply,
        };
        let (answer, outcome) = match (reply, &page.takes) {
            (Reply::Choice(choice), _) => (page.answer(choice), choice.then),
            (Reply::Otherwise(outcome), _) => (page.no_answer.clone(), outcome),
            (Reply::Score(Some(pain)), Takes::Pain { answer, row, .. }) => {
                (Some(answer(Some(pain))), rows::outcome(row(about, pain)))
            }
            (Reply::Score(None), Takes::Pain { answer, no_number, .. }) => {
                (Some(answer(None)), *no_number)
            }
            (Reply::Score(said), Takes::Score { answer, then, .. }) => (Some(answer(said)), *then),
            (Reply::Words(note), Takes::Words { answer, then }) => (Some(answer(note)), *then),
            (Reply::List(numbers), Takes::List { then, not_sure, .. }) => {
                self.told_flags = effects::told(&self.flags, numbers.as_deref());
                (None, if numbers.is_some() { *then } else { *not_sure })
            }
            _ => return KeyHeard::Part,
        };
        self.answers.extend(answer.clone());
        KeyHeard::Answered(Answered { answer, outcome })
    }

    /// Whether something was said to be new, and nobody was asked yet.
    pub(super) fn is_something_new(&self) -> bool {
        self.past.something_new || self.facts.contains(&Fact::NewToday)
    }

    /// Whether somebody is to be asked first.
    pub(super) fn asks_first(&self) -> bool {
        let told = self.past.ask_first || self.facts.contains(&Fact::AskFirst);
        (told || self.is_something_new()) && !self.facts.contains(&Fact::AskedFirst)
    }

    /// Whether something was told for which somebody is to be asked.
    pub(super) fn is_bad_news(&self) -> bool {
        let too_much_again = self.past.was_too_much && self.last_answer_is_too_much();
        let severe = |pain| pain_rules::before(pain) == Row::StartRed;
        self.asks_first() || too_much_again || self.before().is_some_and(severe)
    }

    /// Whether the last session was said to be too much, at the beginning of this one.
    fn last_answer_is_too_much(&self) -> bool {
        self.after_last().is_some_and(pain_rules::was_too_much)
    }

    fn after_last(&self) -> Option<BackToUsual> {
        self.answers.iter().rev().find_map(|answer| match answer {
            Answer::AfterLastTime(back) => *back,
            _ => None,
        })
    }

    /// Why it was too much for today, where it was.
    pub(super) fn red(&self) -> Option<RedReason> {
        self.facts.iter().rev().find_map(|fact| match fact {
            Fact::TooMuchForToday(reason) => Some(*reason),
            _ => None,
        })
    }

    /// The last emergency sign, where there was one.
    pub(super) fn sign(&self) -> Option<Sign> {
        self.facts.iter().rev().find_map(|fact| match fact {
            Fact::EmergencySign(sign) => Some(*sign),
            _ => None,
        })
    }

    /// Whether the last session was too much: said at its end, or at the beginning of this one.
    pub(super) fn last_was_too_much(&self) -> bool {
        let said = self.after_last().map(pain_rules::was_too_much);
        self.past.was_worse || said.unwrap_or(self.past.was_too_much)
    }

    /// Asks for the card's flags one by one: in the list of flags, in front of what depends on them.
    pub(super) fn ask_by_name(&mut self) {
        let by_name = std::mem::take(&mut self.past.by_name);
        if by_name.is_empty() {
            return;
        }
        self.flags.extend(by_name);
        self.flags.sort_by_key(|flag| (*flag == Flag::Pregnancy16w, *flag));
        self.flags.dedup();
        self.queue.retain(|page| ![PageId::LeaningBack, PageId::Flags].contains(page));
        let behind = [PageId::FullAgain, PageId::Caution, PageId::Before];
        let place = self.queue.iter().position(|page| behind.contains(page));
        self.queue.insert(place.unwrap_or(self.queue.len()), PageId::Flags);
    }

    /// Until when the open page waits, and what comes of silence then.
    pub(super) fn silence(&self) -> Option<(Moment, Outcome)> {
        let Open { page, since, .. } = self.open?;
        let (wait, outcome): (Duration, Outcome) = page.page().silence?;
        Some((since + wait, outcome))
    }

    /// Pain before the first movement.
    pub(super) fn before(&self) -> Option<u8> {
        let pain = |answer: &Answer| match answer {
            Answer::PainBefore(Some(pain)) => Some(Score::number(*pain)),
            _ => None,
        };
        self.answers.iter().rev().find_map(pain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ending::How;
    use crate::domain::routine::Position;
    use crate::domain::units::minutes;

    fn press(talk: &mut Talk, page: PageId, keys: &str) -> Option<Answered> {
        talk.ask(page, Moment::ZERO);
        let about = About { before: talk.before(), ..About::nothing_yet(Position::Seated) };
        let key = |letter| match letter {
            '\n' => KeyPress::Enter,
            letter => KeyPress::Char(letter),
        };
        keys.chars().find_map(|letter| match talk.press(page, key(letter), &about) {
            KeyHeard::Answered(answered) => Some(answered),
            KeyHeard::Part | KeyHeard::Refused(_) => None,
        })
    }

    #[test]
    fn a_page_is_told_of_once() {
        let mut talk = Talk::default();
        assert_eq!(talk.newly_open(), None);
        talk.ask(PageId::Card, Moment::ZERO);
        assert_eq!((talk.newly_open(), talk.newly_open()), (Some(PageId::Card), None));
    }

    #[test]
    fn the_last_number_counts_as_pain_before_and_silence_takes_none_back() {
        let mut talk = Talk::default();
        assert!(press(&mut talk, PageId::Before, "3").is_none());
        assert!(press(&mut talk, PageId::Before, "3\n").is_some());
        assert_eq!(talk.before(), Some(3));
        press(&mut talk, PageId::Before, "\n");
        assert_eq!(talk.before(), Some(3));
        press(&mut talk, PageId::Before, "5\n");
        assert_eq!((talk.before(), talk.answers.len()), (Some(5), 3));
    }

    #[test]
    fn pain_is_weighed_by_the_pain_before() {
        let mut talk = Talk::default();
        press(&mut talk, PageId::Before, "5\n");
        let unchanged = press(&mut talk, PageId::Now, "5\n").map(|answered| answered.outcome);
        assert_eq!(unchanged, Some(rows::outcome(crate::domain::pain_rules::Row::Green)));
    }

    #[test]
    fn a_list_tells_of_every_flag_that_was_asked() {
        let mut talk = Talk { flags: vec![Flag::Knee, Flag::Neck], ..Talk::default() };
        let answered = press(&mut talk, PageId::Flags, "2\n");
        assert!(answered.is_some_and(|answered| answered.answer.is_none()));
        assert_eq!(talk.told_flags, [(Flag::Knee, Told::No), (Flag::Neck, Told::Yes)].into());
    }

    #[test]
    fn silence_has_its_time_where_the_page_has_one() {
        let mut talk = Talk::default();
        assert!(talk.silence().is_none());
        talk.ask(PageId::Card, Moment::ZERO);
        assert!(talk.silence().is_none(), "the card waits");
        talk.ask(PageId::DizzyGone, Moment::at(minutes(1)));
        let due = talk.silence().map(|(due, _)| due);
        assert_eq!(due, Some(Moment::at(minutes(3))));
    }

    #[test]
    fn every_ending_asks_what_belongs_to_it() {
        use crate::conversation::pages::afterwards;
        assert_eq!(afterwards(How::Finished).first(), Some(&PageId::After));
        assert_eq!(afterwards(How::Stopped), [PageId::Why]);
        assert_eq!(afterwards(How::NotToday), []);
    }
}
