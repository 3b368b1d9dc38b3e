//! Which sentences fit between two marks: as they are, a little faster, in fewer words, or not at all.

use std::ops::{RangeInclusive, RangeToInclusive};

use crate::script::Rank;

use super::SAMPLES_A_SECOND;
use super::stretch::{Stretch, ToSay};

/// Wording a minute.
pub const USUAL_RATE: u16 = 150;
/// The fastest that a sentence is said that has little time.
pub const FASTEST: u16 = 175;
/// From one rate to the next.
const RATE_STEP: usize = 5;
/// Between two sentences: 200 ms.
pub(super) const PAUSE: u64 = SAMPLES_A_SECOND / 5;
/// What is never left out where everything else gives way to it.
pub(super) const NEVER_DROPPED: RangeInclusive<Rank> = Rank::Safety..=Rank::Name;

/// Which words of a sentence are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// All.
    Full,
    /// The fewest that still say it.
    Short,
}

impl Wording {
    /// What is said then.
    pub fn of(self, sentence: &ToSay) -> &str {
        match self {
            Wording::Full => &sentence.full,
            Wording::Short => &sentence.short,
        }
    }
}

/// A sentence that fits, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// Its place among the sentences of the stretch.
    pub nth: usize,
    /// The sample at which it begins.
    pub begin: u64,
    /// In which words.
    pub words: Wording,
    /// How fast, in words a minute.
    pub rate: u16,
    /// How many samples it has.
    pub length: u64,
}

/// Ways in which what matters most is said, and the least rate of all else; the first that leaves nothing
/// out of what has to be known is taken.
const MANNERS: [(Wording, u16); 5] = [
    (Wording::Full, USUAL_RATE),
    (Wording::Full, 160),
    (Wording::Full, FASTEST),
    (Wording::Short, USUAL_RATE),
    (Wording::Short, FASTEST),
];

/// Lays the sentences of a stretch into its time, none before `from`. `length` gives the samples of words
/// at a rate, and ends it all with its error. What matters most is placed first; what then finds no room at
/// the usual rate is said faster, then in short, and then not at all.
pub fn fit<E>(
    stretch: &Stretch,
    from: u64,
    length: &mut impl FnMut(&str, u16) -> Result<u64, E>,
) -> Result<Vec<Fitted>, E> {
    let mut best: Option<((usize, bool, usize), Vec<Fitted>)> = None;
    for (words, rate) in MANNERS {
        let mut room = StretchRoom { stretch, from, least: rate, fitted: Vec::new() };
        room.fill(words, length)?;
        // A movement can do without its count, and does before a name is cut short for it.
        let (known, counts) = (room.left_out(..=Rank::Next), room.left_out(..=Rank::Count));
        let left_out = (known, words == Wording::Short, counts);
        if best.as_ref().is_none_or(|(least, _)| left_out < *least) {
            best = Some((left_out, room.fitted));
        }
        if counts == 0 {
            break;
        }
    }
    Ok(best.map(|(_, fitted)| fitted).unwrap_or_default())
}

struct StretchRoom<'s> {
    stretch: &'s Stretch,
    from: u64,
    /// Nothing is said slower.
    least: u16,
    fitted: Vec<Fitted>,
}

impl StretchRoom<'_> {
    /// Everything that fits: first what is never left out, all of it in the same words.
    fn fill<E>(
        &mut self,
        words: Wording,
        length: &mut impl FnMut(&str, u16) -> Result<u64, E>,
    ) -> Result<(), E> {
        let rank = |nth: usize| self.stretch.sentences.get(nth).map(|said| said.rank);
        let is_first = |nth: &usize| rank(*nth).is_some_and(|rank| NEVER_DROPPED.contains(&rank));
        let (mut first, mut rest): (Vec<usize>, Vec<usize>) =
            (0..self.stretch.sentences.len()).partition(is_first);
        // Of one rank, what comes first is placed first.
        rest.sort_by_key(|nth| (rank(*nth), *nth));
        let mut together = Vec::new();
        for nth in &first {
            together.push(self.said(*nth, words, self.least, length)?);
        }
        if let Some(fitted) = self.laid_out(&together) {
            self.fitted = fitted;
            first.clear();
        }
        first.sort_by_key(|nth| (rank(*nth), *nth));
        for nth in first.into_iter().chain(rest) {
            self.place(nth, length)?;
        }
        Ok(())
    }

    /// How much of these ranks found no room.
    fn left_out(&self, ranks: RangeToInclusive<Rank>) -> usize {
        let left_out = self.stretch.not_said(&self.fitted);
        left_out.filter(|said| ranks.contains(&said.rank)).count()
    }

    /// One more, where it fits in some manner.
    fn place<E>(
        &mut self,
        nth: usize,
        length: &mut impl FnMut(&str, u16) -> Result<u64, E>,
    ) -> Result<(), E> {
        for words in [Wording::Full, Wording::Short] {
            let mut usual: Option<Fitted> = None;
            for rate in (self.least..=FASTEST).step_by(RATE_STEP) {
                let guess = usual.map(|said| Fitted { length: faster(&said, rate), ..said });
                if guess.is_some_and(|guess| self.with(guess).is_none()) {
                    continue;
                }
                let said = self.said(nth, words, rate, length)?;
                if let Some(fitted) = self.with(said) {
                    self.fitted = fitted;
                    return Ok(());
                }
                usual.get_or_insert(said);
            }
        }
        Ok(())
    }

    fn said<E>(
        &self,
        nth: usize,
        words: Wording,
        rate: u16,
        length: &mut impl FnMut(&str, u16) -> Result<u64, E>,
    ) -> Result<Fitted, E> {
        let sentence = self.stretch.sentences.get(nth);
        let length = sentence.map_or(Ok(0), |sentence| length(words.of(sentence), rate))?;
        Ok(Fitted { nth, begin: 0, words, rate, length })
    }

    /// What is placed already with one more, where all of it has room.
    fn with(&self, one: Fitted) -> Option<Vec<Fitted>> {
        let mut all = self.fitted.clone();
        let place = all.partition_point(|fitted| fitted.nth < one.nth);
        all.insert(place, one);
        self.laid_out(&all)
    }

    /// One after the other, each as early as it may begin; what belongs to the end, as late as it can.
    fn laid_out(&self, all: &[Fitted]) -> Option<Vec<Fitted>> {
        let mut next = self.from;
        let mut placed = Vec::new();
        for said in all {
            let sentence = self.stretch.sentences.get(said.nth)?;
            let begin = next.max(sentence.earliest);
            next = begin + said.length + PAUSE;
            placed.push(Fitted { begin, ..*said });
        }
        let end = placed.last().map_or(0, |last| last.begin + last.length);
        let left = self.stretch.until.checked_sub(end)?;
        for said in &mut placed {
            let at_the_end = self.stretch.sentences.get(said.nth).is_some_and(|s| s.at_the_end);
            said.begin += if at_the_end { left } else { 0 };
        }
        Some(placed)
    }
}

/// How long a sentence takes at another rate.
fn faster(said: &Fitted, rate: u16) -> u64 {
    said.length * u64::from(said.rate) / u64::from(rate.max(1))
}
