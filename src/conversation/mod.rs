//! What a person is asked, what counts as an answer, and what comes of it.

pub mod pages;
