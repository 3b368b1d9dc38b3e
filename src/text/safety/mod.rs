//! What keeps a person safe, in words: the pages of a session that nobody may miss (card, emergency, red
//! stop, dizziness), and in full when to stop and whom to ask.

mod pages;
mod when_to_stop;

pub use pages::*;
pub use when_to_stop::SAFETY;
