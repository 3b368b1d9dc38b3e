//! What a session tells other days: facts for the journal, and answers for the profile, when they are told.

use std::collections::BTreeMap;

use crate::conversation::Fact;
use crate::domain::digest::of_exercise;
use crate::domain::profile::{CARD, Flag, ON_THE_CARD, Told};
use crate::domain::routine::Exercise;
use crate::journal::Memo;

use super::{CardToShow, Event, Session};

/// Something that other days have to know: it is safe on the disk before the next page is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForOtherDays {
    /// Lines of the journal.
    pub facts: Vec<Memo>,
    /// What a person declared.
    pub told: BTreeMap<Flag, Told>,
}

impl Session {
    /// Keeps a fact, and tells it.
    pub(super) fn remember(&mut self, fact: Fact) -> Event {
        self.talk.facts.push(fact);
        Event::ForOtherDays(self.for_other_days(fact))
    }

    /// Everything that was declared in it.
    pub fn declarations(&self) -> BTreeMap<Flag, Told> {
        self.talk.facts.iter().flat_map(|fact| self.declared(*fact)).collect()
    }

    fn for_other_days(&self, fact: Fact) -> ForOtherDays {
        let told = self.declared(fact);
        let asked = |told: &BTreeMap<Flag, Told>| {
            let flags = told.keys().map(|flag| flag.name().to_owned()).collect();
            vec![Memo::FlagsAsked { flags }]
        };
        let facts = match fact {
            Fact::NoneOnTheCard => vec![Memo::Card { card: CARD }],
            Fact::AskedFirst => vec![Memo::AskedFirst { card: CARD }],
            Fact::AskFirst => vec![Memo::AskFirst],
            Fact::NewToday => vec![Memo::SomethingNew],
            Fact::DoctorToday => vec![Memo::DoctorToday],
            Fact::DoctorLooked => vec![Memo::DoctorLooked],
            Fact::EmergencySign(sign) => vec![Memo::Emergency { sign: Some(sign) }],
            Fact::WrongKey => vec![Memo::WrongKey],
            Fact::LighterNext => {
                [Memo::LighterNext].into_iter().chain(self.talk.steps_of(fact)).collect()
            }
            Fact::DizzyToday => vec![Memo::Dizzy],
            Fact::Sore => vec![Memo::Sore],
            Fact::FullAgain(full) => {
                let keys = self.returning().map(|exercise| exercise.key().to_owned());
                keys.map(|key| Memo::FullAgain { key, full }).collect()
            }
            Fact::WeekCardRead => {
                let read = |card: &CardToShow| Memo::WeekCardRead { card: card.name.to_owned() };
                self.weekly.card.as_ref().map(read).into_iter().collect()
            }
            // The answer says it; what goes back is said beside it.
            Fact::AfterLast(_) | Fact::OneMore(_) => self.talk.steps_of(fact),
            Fact::LeaningBack(_) | Fact::ToldFlags => asked(&told),
            Fact::CautionAccepted => self.accepted().map(accepted).collect(),
            Fact::LegStop => {
                let here = self.span_here().map(|span| self.timeline.exercise(span).key());
                here.map(|key| Memo::LegStop { key: key.to_owned() }).into_iter().collect()
            }
            Fact::TooMuchForToday(_) => {
                [Memo::RedStop].into_iter().chain(self.talk.steps_of(fact)).collect()
            }
        };
        ForOtherDays { facts, told }
    }

    /// What a fact declares of a person's health. Who was told to ask first, and did, knows neither of the
    /// card's own flags (C-04).
    fn declared(&self, fact: Fact) -> BTreeMap<Flag, Told> {
        let all = |flags: &[Flag], told| flags.iter().map(|flag| (*flag, told)).collect();
        match fact {
            Fact::NoneOnTheCard => all(ON_THE_CARD, Told::No),
            Fact::AskedFirst => all(ON_THE_CARD, Told::NotSure),
            Fact::LeaningBack(told) => all(&self.talk.flags, told),
            Fact::ToldFlags => self.talk.told_flags.clone(),
            _ => BTreeMap::new(),
        }
    }
}

fn accepted(exercise: &Exercise) -> Memo {
    Memo::CautionAccepted { key: exercise.key().to_owned(), content: of_exercise(exercise) }
}
