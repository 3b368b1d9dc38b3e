//! What a person is asked, what counts as an answer, and what comes of it, as a table.
//!
//! A [`Page`] has words, takes keys or something typed, and each answer leads to an [`Outcome`]: effects,
//! and what comes next. `session` walks the table. Silence is never an answer: Enter alone, a key that
//! fits nothing and time that passes are "no answer" at most.
//!
//! To add a question: a name in [`PageId`], a page in `pages`, its words in `text::questions`, or in `text::weekly` where
//! it comes once a week at most.

pub mod effects;
pub mod graph;
pub mod key_places;
mod page_id;
pub mod pages;
pub mod rows;
mod table;
pub mod typed;

pub use page_id::PageId;
pub use table::{Choice, Cond, Effect, Fact, Listed, Next, Outcome, Page, Smaller, Takes};
