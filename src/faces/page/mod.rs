//! A routine as one page that prints, and plays on a phone.

pub mod player;
