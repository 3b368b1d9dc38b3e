//! Short, gentle exercise sessions, guided in the terminal.
//!
//! ```text
//! text --parse--> document --check--> Routine --today--> Plan --compile--> Timeline --> everything else
//! ```
//!
//! A [`domain::routine::Routine`] is a checked file and cannot hold nonsense. A [`domain::plan::Plan`] is
//! today's version of it and only ever becomes smaller. A [`domain::timeline::Timeline`] is compiled from a
//! plan: spans without a gap, the total their sum. Everything that is seen, heard, printed or tested
//! reads it; its words are the [`script`]'s.
//!
//! Folders are floors, here from the lowest up. A file imports from its own folder and from those that
//! its row names, all of them above it in this table; `tests/it/layers.rs` proves it.
//!
//! | floor | may import | lives there |
//! |---|---|---|
//! | `macros` | - | enums that are the words of the file format |
//! | [`domain`] | `macros` | routine, plan, timeline, pose, profile, theme, answers: what a session is, in plain types |
//! | [`limits`] | `macros`, `domain` | what keeps a routine gentle: rules with bounds and sources, and what breaks them |
//! | [`text`] | `macros`, `domain`, `limits` | every sentence that a person meets |
//! | [`script`] | `macros`, `domain`, `text` | a timeline in words: what is said when, in full and in short |
//! | [`figure`] | `macros`, `domain` | the pose of an offset, drawn in cells of a terminal or as SVG |
//! | [`mod@format`] | `macros`, `domain`, `limits`, `text` | routine files: text to routine, or every fault at once; the files inside the program |
//! | [`journal`] | `macros`, `domain`, `limits`, `text` | lines of what was done, read back; what past days make of today |
//! | [`conversation`] | `macros`, `domain`, `text`, `journal` | a table of pages: what a person is asked, what counts as an answer, and what each does |
//! | [`session`] | `macros`, `domain`, `limits`, `text`, `journal`, `conversation` | a timeline being lived, in three parts: playhead, talk, what is done; the driver and the recorder |
//! | [`audio`] | `macros`, `domain` | the n-th sample of a timeline: synth, mixer, sync |
//! | [`faces`] | `macros`, `domain`, `limits`, `text`, `script`, `figure`, `journal`, `conversation`, `session`, `audio` | a session as lines, on a screen, as a table |
//! | [`io`] | all | the only code that touches clock, keyboard, terminal, sound and disk |
//! | [`cli`] | all | what can be typed, one function a command, and errors with kind, source and hint |
//!
//! Below `io` nothing reads a clock, sleeps, prints or opens a file: time is an argument, and
//! `clippy.toml` forbids the rest.

#[macro_use]
mod macros;

pub mod audio;
pub mod cli;
pub mod conversation;
pub mod domain;
pub mod faces;
pub mod figure;
pub mod format;
pub mod io;
pub mod journal;
pub mod limits;
pub mod script;
pub mod session;
pub mod text;
