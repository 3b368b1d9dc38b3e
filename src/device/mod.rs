//! The edge: the only code that touches clock, keyboard, signals, terminal and disk.

mod awake;
pub mod clock;
pub mod disk;
pub mod front;
pub mod inbox;
pub mod journal;
pub mod sound;
pub mod stage;
pub mod terminal;
