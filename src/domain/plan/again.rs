//! An exercise begun again: what is left of its dose, and never more.

use std::collections::BTreeMap;

use crate::domain::routine::Side;

use super::{Ease, Item, Plan, Turn};

/// What came of beginning something again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// It goes on with this item.
    From(usize),
    /// It was begun again already.
    Once,
    /// Nothing of its dose is left.
    AllDone,
}

impl Plan {
    /// Cuts an item after the repetitions that have begun and puts it, or the one before it and it, in
    /// again behind: what is left of its dose, beyond the repetitions that are whole.
    pub fn again(
        &mut self,
        item: usize,
        (begun, whole): (usize, usize),
        with_the_one_before: bool,
    ) -> Again {
        let before = self.before(item).filter(|_| with_the_one_before);
        let Some(first) = self.items.get(before.unwrap_or(item)) else { return Again::AllDone };
        if self.was_begun_again(first) {
            return Again::Once;
        }
        let done = if before.is_some() { first.turns().len() } else { whole };
        let left = first.anew(done);
        if left.turns.is_empty() {
            return Again::AllDone;
        }
        let mut copies = vec![Item { begun_again: true, ..left }];
        if before.is_some() {
            copies.push(self.items[item].anew(whole));
        }
        self.end_item(item, begun);
        self.items.splice(item + 1..=item, copies);
        Again::From(item + 1)
    }

    fn was_begun_again(&self, first: &Item) -> bool {
        let place = |item: &Item| (item.exercise, item.round);
        self.items.iter().any(|item| item.begun_again && place(item) == place(first))
    }
}

impl Item {
    /// What is left of an item behind the repetitions that are done, no larger than it had become.
    fn anew(&self, done: usize) -> Item {
        let ease = self.turns.last().map_or(Ease::Full, |turn| turn.ease);
        let mut reps: BTreeMap<(u32, Option<Side>), u32> = BTreeMap::new();
        let left = self.turns.iter().skip(done).map(|turn| {
            let rep = reps.entry((turn.set, turn.side)).or_default();
            *rep += 1;
            Turn { ease, rep: *rep, ..*turn }
        });
        let turns = left.collect();
        Item { turns, ends_after: None, sits_down: false, longer: Vec::new(), ..self.clone() }
    }
}
