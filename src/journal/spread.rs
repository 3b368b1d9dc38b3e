//! What lies in the middle of scores, and how far they reach.

use serde::{Serialize, Serializer};

use crate::domain::answers::Score;

/// What lies in the middle of some scores: a whole one, or half way between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Median {
    halves: u8,
}

impl Median {
    /// A median that is this score.
    pub const fn whole(score: u8) -> Median {
        Median { halves: score.saturating_mul(2) }
    }

    /// Twice what it is, which is always whole.
    pub const fn doubled(self) -> u8 {
        self.halves
    }
}

impl Serialize for Median {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.halves % 2 {
            0 => serializer.serialize_u8(self.halves / 2),
            _ => serializer.serialize_f32(f32::from(self.halves) / 2.0),
        }
    }
}

/// Scores of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// What lies in the middle; of an even count, half way between the middle two.
    pub median: Median,
    /// The lowest.
    pub least: u8,
    /// The highest.
    pub most: u8,
    /// How many there were.
    pub answers: u32,
}

/// How often each score was said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scores([u32; Score::WORST as usize + 1]);

impl Scores {
    pub(super) fn add(&mut self, score: Score) {
        if let Some(count) = self.0.get_mut(usize::from(score.number())) {
            *count += 1;
        }
    }

    pub(super) fn spread(&self) -> Option<Spread> {
        let answers: u32 = self.0.iter().sum();
        let said = || (0..=Score::WORST).zip(self.0).filter(|(_, count)| *count > 0);
        let at = |place: u32| {
            let mut left = place;
            said().find(|(_, count)| {
                let is_here = left < *count;
                left = left.saturating_sub(*count);
                is_here
            })
        };
        let (lower, upper) = (at((answers.checked_sub(1)?) / 2)?.0, at(answers / 2)?.0);
        let median = Median { halves: lower + upper };
        Some(Spread { median, least: said().next()?.0, most: said().next_back()?.0, answers })
    }
}
