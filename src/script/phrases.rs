//! The sentences that a span can become, one by one, with places for what only its session knows: for the page, whose
//! script puts them together as this floor does. `tests/it/page_player.rs` holds one against the other.

pub use crate::text::{
    GuidanceMoment, big_change_over, big_phase, big_side, big_step, change_over, coming, guidance,
    how_to_rest, left, next, next_on, next_set, phase_word, place, rep_of, repetition, rest, side,
    sit_before_standing, step_from,
};
