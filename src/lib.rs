//! Short, gentle exercise sessions, guided in the terminal.
//!
//! ```text
//! text --parse--> document --check--> Routine --today--> Plan --compile--> Timeline --> everything else
//! ```
//!
//! A [`routine::Routine`] is a checked file and cannot hold nonsense. A [`plan::Plan`] is today's
//! version of it and only ever becomes smaller. A [`timeline::Timeline`] is compiled from a plan: spans
//! without a gap, the total their sum. Everything that is seen, heard, printed or tested reads it.
//!
//! Each module imports from layers beneath its own, which a test proves (`tests/it/layers.rs`):
//!
//! | layer | modules | what lives there |
//! |---|---|---|
//! | 0 words | [`units`], [`diagnostic`], `vocabulary` | places in time; what is wrong with a file and how it is drawn; lists of words |
//! | 1 data | [`adapt`], [`builtin`], [`grid`], [`interview`], [`letters`], [`pose`], [`profile`], [`settings`], [`theme`] | what answers on pain and legs change; the texts inside the program; cells of a screen and big letters; what a person is asked; a stick figure; health answers; what is remembered; what a session sounds like |
//! | 2 domain | [`answer`], [`routine`] | what a person said; a routine in plain types |
//! | 3 today | [`plan`], [`digest`], [`changes`] | today's version, and what makes it smaller; a name for a routine's content; what differs between two versions |
//! | 4 time | [`timeline`] | plan to spans; nobody else knows how a breath becomes seconds |
//! | 5 limits, sound, figure | [`limits`], [`synth`], [`figure`] | what keeps a routine gentle; the n-th sample of a timeline; the pose of an offset, and how it is drawn |
//! | 6 sentences | [`words`] | every sentence of a session |
//! | 7 files, life | [`routine_file`], [`session`] | text to routine, or every fault at once; a timeline being lived: where a person is in it, and what a key does there |
//! | 8 face | [`plain`], [`programme`] | a session as lines to read, hear or pipe; as samples of a stream that never stops |
//! | 9 readers | [`journal`], [`live`], [`rewrite`], [`schema`], [`show`], [`view`] | events to lines to records; the loop that asks the world; a file rewritten with its comments; the format as a JSON Schema; a timeline as a table or JSON; what there is to see at a moment |
//! | 10 layout, past | [`days`], [`screen`] | what past days make of today; what there is to see, in cells, for a size |
//! | 11 edge | [`device`], [`rehearsal`] | the only code that touches clock, keyboard, terminal and disk; a stage without any |
//! | 12 top | [`cli`], [`app`], [`error`] | what can be typed; one function a command; exit codes |
//!
//! Below the edge nothing reads a clock, sleeps, prints or opens a file: time is an argument, and
//! `clippy.toml` forbids the rest.

#[macro_use]
mod vocabulary;

pub mod adapt;
pub mod answer;
pub mod app;
pub mod builtin;
pub mod changes;
pub mod cli;
pub mod days;
pub mod device;
pub mod diagnostic;
pub mod digest;
pub mod error;
pub mod figure;
pub mod grid;
pub mod interview;
pub mod journal;
pub mod letters;
pub mod limits;
pub mod live;
pub mod plain;
pub mod plan;
pub mod pose;
pub mod profile;
pub mod programme;
pub mod rehearsal;
pub mod rewrite;
pub mod routine;
pub mod routine_file;
pub mod schema;
pub mod screen;
pub mod session;
pub mod settings;
pub mod show;
pub mod synth;
pub mod theme;
pub mod timeline;
pub mod units;
pub mod view;
pub mod words;
