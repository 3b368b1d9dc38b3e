//! An exercise of which a person has done as much as is good today.

use super::{Plan, Turn};

impl Plan {
    /// Finishes an item with this repetition, which is all of it then: its rest follows. The other side, where
    /// it comes later, gets as many. Gives whether it has any left.
    pub fn finish_with(&mut self, item: usize, turn: usize) -> bool {
        let Some(item) = self.items.get_mut(item) else { return false };
        let Some(last) = item.turns.get(turn).copied() else { return false };
        let evens = |later: &Turn| later.side != last.side && later.rep <= last.rep;
        let others: Vec<Turn> = item.turns.iter().skip(turn + 1).copied().filter(evens).collect();
        item.turns.truncate(turn + 1);
        item.turns.extend(&others);
        !others.is_empty()
    }
}
