//! The conversation's table for the page: the pages that can come without a memory, their keys and outcomes, the rows
//! of pain, and the words as each of them depends on.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::conversation::pages::afterwards;
use crate::conversation::rows::outcome as of_row;
use crate::conversation::typed::wanted;
use crate::conversation::{Cond, Effect, Fact, Next, Outcome, Page, PageId, Smaller, Takes};
use crate::domain::answers::{Answer, Score};
use crate::domain::ending::{How, Instead};
use crate::domain::pain_rules::{RedReason, Row};
use crate::domain::profile::Told;
use crate::text;
use crate::text::questions::please;
use crate::text::questions::{About, Wanted};

use super::millis;
use super::said::PageWords;

/// What a session without a memory begins with, or comes to by a key.
const FIRST: &[PageId] = &[
    PageId::Card,
    PageId::LeaningBack,
    PageId::Flags,
    PageId::Before,
    PageId::NothingLeft,
    PageId::Notice,
    PageId::Finish,
];
/// The endings after which something is asked.
const ASKED_AFTER: &[How] = &[How::Finished, How::Stopped, How::RedStop, How::Dizzy];

/// Every page that can come, by its name.
pub(super) fn pages(
    said: &mut PageWords,
    outcomes: &mut Outcomes,
    max_pain: u8,
) -> Map<String, Value> {
    let pages = reachable();
    pages
        .iter()
        .map(|id| (id.name().to_owned(), page(id.page(), said, outcomes, max_pain)))
        .collect()
}

/// What is asked after each ending.
pub(super) fn asked_after() -> Map<String, Value> {
    let asked = |how: &How| {
        let pages: Vec<&str> = afterwards(*how).iter().map(|page| page.name()).collect();
        (ending(*how).to_owned(), json!(pages))
    };
    ASKED_AFTER.iter().map(asked).collect()
}

/// The rows of pain, in the order of [`Row::ALL`].
pub(super) fn rows(outcomes: &mut Outcomes) -> Vec<Value> {
    let row = |row: &Row| json!({ "id": row.id(), "then": outcomes.place(&of_row(*row)) });
    Row::ALL.iter().map(row).collect()
}

/// What can come of an answer, each once.
#[derive(Debug, Default)]
pub(super) struct Outcomes(pub(super) Vec<Value>);

impl Outcomes {
    fn place(&mut self, of: &Outcome) -> usize {
        let data = self.in_names(of);
        let known = self.0.iter().position(|known| *known == data);
        known.unwrap_or_else(|| {
            self.0.push(data);
            self.0.len() - 1
        })
    }

    fn in_names(&mut self, of: &Outcome) -> Value {
        let mut does: Vec<Effect> = of.does.to_vec();
        let mut next = of.next;
        while let Next::When(cond, _, otherwise) = next
            && is_never(cond)
        {
            does.extend(otherwise.does);
            next = otherwise.next;
        }
        let does: Vec<[&str; 2]> = does.into_iter().filter_map(effect).collect();
        let next = match next {
            Next::Page(page) => json!(["page", page.name()]),
            Next::Queue => json!(["queue"]),
            Next::Back => json!(["back"]),
            Next::PageBefore => json!(["page-before"]),
            Next::GoOn => json!(["go-on"]),
            Next::End(how) => json!(["end", ending(how)]),
            Next::Close => json!(["close"]),
            Next::When(cond, then, otherwise) => {
                json!(["when", condition(cond), self.place(then), self.place(otherwise)])
            }
        };
        json!({ "does": does, "next": next })
    }
}

fn reachable() -> BTreeSet<PageId> {
    let asked = ASKED_AFTER.iter().flat_map(|how| afterwards(*how));
    let mut open: Vec<PageId> = FIRST.iter().chain(asked).copied().collect();
    let mut pages = BTreeSet::new();
    while let Some(id) = open.pop() {
        if pages.insert(id) {
            for outcome in &outcomes(id.page()) {
                leads_to(outcome, &mut open);
            }
        }
    }
    pages
}

fn leads_to(outcome: &Outcome, pages: &mut Vec<PageId>) {
    match outcome.next {
        Next::Page(page) => pages.push(page),
        Next::When(cond, _, otherwise) if is_never(cond) => leads_to(otherwise, pages),
        Next::When(_, then, otherwise) => {
            leads_to(then, pages);
            leads_to(otherwise, pages);
        }
        _ => {}
    }
}

fn outcomes(page: &Page) -> Vec<Outcome> {
    let keys = page.choices().iter().map(|choice| choice.then);
    let typed = match page.takes {
        Takes::Keys(_) => Vec::new(),
        Takes::Confirm { otherwise, .. } => vec![otherwise],
        Takes::Pain { no_number, .. } => {
            Row::ALL.map(of_row).into_iter().chain([no_number]).collect()
        }
        Takes::List { then, not_sure, .. } => vec![then, not_sure],
        Takes::Words { then, .. } | Takes::Score { then, .. } => vec![then],
    };
    keys.chain(typed).chain(page.silence.map(|(_, then)| then)).collect()
}

const NEVER: &str = "never";

/// What only a memory could make true: a page has none.
fn is_never(cond: Cond) -> bool {
    condition(cond) == NEVER
}

fn page(page: &Page, said: &mut PageWords, outcomes: &mut Outcomes, max_pain: u8) -> Value {
    let spoken = said.page(page);
    let keys = page.choices().iter().map(|choice| {
        let label = spoken.legend.label(choice);
        let answer = page.answer(choice).map(|answer| in_words(&answer));
        json!({ "key": choice.key, "label": label, "answer": answer, "then": outcomes.place(&choice.then) })
    });
    let keys: Vec<Value> = keys.collect();
    let mut data = json!({
        "isAWarning": page.is_a_warning,
        "noAnswer": page.no_answer.as_ref().map(in_words),
        "silence": page.silence.as_ref().map(|(wait, then)| json!([millis(*wait), outcomes.place(then)])),
        "by": spoken.by,
        "words": spoken.words,
        "keys": keys,
        "takes": "keys",
        "please": "",
    });
    match page.takes {
        Takes::Keys(keys) => data["please"] = json!(please(&wanted(page, keys))),
        Takes::Confirm { otherwise, .. } => {
            data["takes"] = json!("confirm");
            data["then"] = outcomes.place(&otherwise).into();
        }
        Takes::Pain { answer, row, no_number, .. } => {
            data["takes"] = json!("pain");
            data["answers"] = json!(question(&answer(None)));
            data["noNumber"] = outcomes.place(&no_number).into();
            data["please"] = json!(please(&Wanted::Score));
            data["rows"] = json!([false, true].map(|is_over| letters(row, is_over, max_pain)));
        }
        Takes::List { then, not_sure, .. } => {
            data["takes"] = json!("list");
            data["then"] = outcomes.place(&then).into();
            data["noNumber"] = outcomes.place(&not_sure).into();
        }
        Takes::Words { answer, then } => {
            data["takes"] = json!("words");
            data["answers"] = json!(question(&answer(None)));
            data["then"] = outcomes.place(&then).into();
        }
        // What comes once a week needs a memory.
        Takes::Score { .. } => {}
    }
    data
}

/// For no number before, and for each: which row each number from 0 to 10 leads to, as a letter of [`Row::ALL`].
fn letters(row: fn(&About, Score) -> Row, is_over: bool, max_pain: u8) -> Vec<String> {
    let before = [None].into_iter().chain((0..=Score::WORST).map(Some));
    let of = |before| {
        let nothing = About::nothing_yet(crate::domain::routine::Position::Seated);
        let about = About { before, max_pain, is_over, ..nothing };
        let scores = (0..=Score::WORST).filter_map(Score::new);
        let place = |score| Row::ALL.iter().position(|known| *known == row(&about, score));
        let letter = |place| ('a'..='z').nth(place);
        scores.filter_map(place).filter_map(letter).collect()
    };
    before.map(of).collect()
}

/// An answer as the question and what was said to it.
fn in_words(answer: &Answer) -> String {
    let value = serde_json::to_value(answer).unwrap_or_default();
    format!("{} {}", value["question"].as_str().unwrap_or_default(), value["answer"])
}

fn question(answer: &Answer) -> String {
    in_words(answer).split(' ').next().unwrap_or_default().to_owned()
}

fn effect(effect: Effect) -> Option<[&'static str; 2]> {
    Some(match effect {
        Effect::Plan(smaller) => ["plan", function(smaller)?],
        Effect::Remember(kept) => ["remember", fact(kept)?],
        Effect::Journal(row) => ["journal", row.id()],
        Effect::Tell(row) => ["tell", row.id()],
        Effect::Say(response) => ["say", text::response(response)],
        Effect::AskByName => ["ask-by-name", ""],
        Effect::Mute => ["mute", ""],
        Effect::OneMore => return None,
    })
}

/// The function of a plan; nothing where only a memory leads to it.
fn function(smaller: Smaller) -> Option<&'static str> {
    Some(match smaller {
        Smaller::Lighter => "lighter",
        Smaller::ForASoreDay => "for-a-sore-day",
        Smaller::WithoutNumber => "without-number",
        Smaller::OffTheFeet => "off-the-feet",
        Smaller::UnsureOfLeaningBack => "unsure-of-leaning-back",
        Smaller::ForToldFlags => "for-told-flags",
        Smaller::Ease => "ease",
        Smaller::RestAndShrink => "rest-and-shrink",
        Smaller::OnlyBreathe => "only-breathe",
        Smaller::WithCautionAccepted | Smaller::EasierForLegs | Smaller::StepBack => return None,
    })
}

/// What a page keeps until it is closed, or says at the end; nothing of what is only for other days.
fn fact(fact: Fact) -> Option<&'static str> {
    Some(match fact {
        Fact::NoneOnTheCard => "none-on-the-card",
        Fact::AskedFirst => "asked-first",
        Fact::AskFirst => "ask-first",
        Fact::DoctorToday => "doctor-today",
        Fact::LeaningBack(Told::No) => "leaning-back:no",
        Fact::LeaningBack(Told::Yes | Told::NotSure) => "leaning-back:not-sure",
        Fact::ToldFlags => "told-flags",
        Fact::LegStop => "leg-stop",
        Fact::Sore => "sore",
        Fact::TooMuchForToday(RedReason::Pain) => "red:pain",
        Fact::TooMuchForToday(RedReason::Sharp) => "red:sharp",
        Fact::TooMuchForToday(RedReason::Legs) => "red:legs",
        Fact::LighterNext => "lighter-next",
        Fact::DizzyToday => "dizzy-today",
        Fact::EmergencySign(sign) => super::said::sign(Some(sign)),
        Fact::WrongKey => "wrong-key",
        Fact::NewToday
        | Fact::DoctorLooked
        | Fact::AfterLast(_)
        | Fact::CautionAccepted
        | Fact::FullAgain(_)
        | Fact::WeekCardRead
        | Fact::OneMore(_) => return None,
    })
}

const fn condition(cond: Cond) -> &'static str {
    match cond {
        Cond::Begun => "begun",
        Cond::Over => "over",
        Cond::HasStrength => "has-strength",
        Cond::BadNews => "bad-news",
        Cond::LegsBackInTime => "legs-back-in-time",
        Cond::OnTheFeet => "on-the-feet",
        Cond::NothingSmaller => "nothing-smaller",
        Cond::AsksFirst => "asks-first",
        Cond::TakenBack => "taken-back",
        Cond::WasTooMuch
        | Cond::LastWasTooMuch
        | Cond::WasSore
        | Cond::WasBad
        | Cond::SomethingNew
        | Cond::NoEmergency
        | Cond::ReadyForMore => NEVER,
    }
}

/// An ending by its name.
pub(super) const fn ending(how: How) -> &'static str {
    match how {
        How::Finished => "finished",
        How::NotToday => "not-today",
        How::Stopped => "stopped",
        How::AskDoctor => "ask-doctor",
        How::AskFirst => "ask-first",
        How::DoctorsWord => "doctors-word",
        How::Legs => "legs",
        How::Dizzy => "dizzy",
        How::RedStop => "red-stop",
        How::Emergency => "emergency",
        How::Instead(instead) => self::instead(instead),
        How::Signal(_) => "signal",
    }
}

/// What is done instead of a session, by its name.
pub(super) const fn instead(instead: Instead) -> &'static str {
    match instead {
        Instead::GentleDay => "instead:gentle-day",
        Instead::Rest => "instead:rest",
        Instead::Breathing => "instead:breathing",
    }
}
