//! What keeps a person safe, in words: the pages of a session that nobody may miss (card, emergency, red
//! stop, dizziness), and in full when to stop and whom to ask.

mod emergency_and_red_stop;
mod printed_list;

pub use emergency_and_red_stop::*;
pub use printed_list::SAFETY;
