//! What a person is asked, what counts as an answer, and what comes of it.

pub mod answers;
pub mod key_places;
pub mod pages;
mod words;

pub use words::words;
