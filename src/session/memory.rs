//! What a session leaves behind for other days.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::conversation::effects::{Occasion, remember};
use crate::domain::answers::{Answer, Legs};
use crate::domain::pain_rules::{self, Row};
use crate::domain::profile::Profile;

use super::{How, Session};

impl Session {
    /// The profile as it is after this session of the routine of that name.
    #[must_use]
    pub fn remembered(&self, mut profile: Profile, name: &str, today: Date) -> Profile {
        let accepted: Vec<String> = self.accepted().map(ToOwned::to_owned).collect();
        let (asked, told) = (&self.talk.flags, &self.talk.told_flags);
        for fact in &self.talk.facts {
            let occasion = Occasion { today, asked, told, accepted: &accepted };
            remember(&mut profile, *fact, occasion);
        }
        let remembered = &mut profile.remembered;
        let stops: BTreeSet<&String> = self.done.leg_stops.iter().collect();
        for stop in stops {
            remembered.legs.insert(stop.clone());
            *remembered.leg_stops.entry(stop.clone()).or_default() += 1;
        }
        let Some(ending) = self.done.ending else { return profile };
        match ending.how {
            How::Finished if remembered.red_stop.is_some_and(|day| day < today) => {
                remembered.red_stop = None;
            }
            _ => {}
        }
        if ending.how == How::Finished {
            remembered.done.insert(name.to_owned());
        }
        if self.done.has_moved {
            remembered.moved = Some(today);
        }
        if self.done.leg_stops.is_empty() && self.was_green() {
            for exercise in &self.plan.routine().exercises {
                remembered.legs.remove(exercise.key());
            }
        }
        profile
    }

    /// To the end, with pain up to three and legs no worse.
    fn was_green(&self) -> bool {
        let finished = self.done.ending.is_some_and(|ending| ending.how == How::Finished);
        let worse = self.talk.answers.iter().any(|answer| match answer {
            Answer::PainAfter(pain) => {
                pain.is_some_and(|pain| pain_rules::before(pain.number()) != Row::StartGreen)
            }
            Answer::Legs(legs) => *legs == Some(Legs::Worse),
            _ => false,
        });
        finished && !worse
    }
}
