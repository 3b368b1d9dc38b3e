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
//! Folders are floors: the first row is the ground, and each stands on those before it. A file imports
//! from its own folder and from those that its row names, `all` being every row before its own;
//! `tests/it/layers.rs` proves it.
//!
//! | floor | may import | lives there |
//! |---|---|---|
//! | `macros` | - | the macro for enums whose names are words of the file format |
//! | [`domain`] | `macros` | what a session is, in plain types: routine, plan, and the timeline in which breaths and repetitions become seconds; pain rules, health flags, poses, themes of tones |
//! | [`limits`] | `macros`, `domain` | what keeps a routine gentle: rules with bounds and sources, and what breaks them |
//! | [`text`] | `macros`, `domain`, `limits` | every sentence that a person meets, those about safety in `text::safety` |
//! | [`script`] | `macros`, `domain`, `text` | a timeline in words: what is said when, in full and in short |
//! | [`figure`] | `macros`, `domain` | the pose of an offset, drawn in cells of a terminal or as SVG |
//! | [`mod@format`] | `macros`, `domain`, `limits`, `text` | routine files: text to routine, or every fault at once; the files inside the program |
//! | [`journal`] | `macros`, `domain`, `limits`, `text` | lines of what was done, read back; what past days make of today |
//! | [`conversation`] | `macros`, `domain`, `text`, `journal` | a table of pages: what a person is asked, what counts as an answer, and what each does |
//! | [`session`] | `macros`, `domain`, `limits`, `text`, `journal`, `conversation` | a timeline being lived: where a person is in it, what a key does there, what is asked and done |
//! | [`audio`] | `macros`, `domain`, `script` | sound as arithmetic: which tone a span has, the n-th sample of a timeline, and where its words fit |
//! | [`faces`] | `macros`, `domain`, `limits`, `text`, `script`, `figure`, `journal`, `conversation`, `session`, `audio` | a session as lines, on a screen, as a table |
//! | [`io`] | all | the only code that touches clock, keyboard, terminal, sound and disk; each line of the journal is synced there |
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
