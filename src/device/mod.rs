//! The edge: the only code that touches clock, keyboard, signals, terminal and disk.

pub mod ask;
mod awake;
pub mod canvas;
pub mod clock;
pub mod disk;
pub mod editor;
pub mod front;
pub mod inbox;
pub mod journal;
pub mod own;
pub mod seat;
pub mod sound;
pub mod stage;
pub mod terminal;
mod whole;
