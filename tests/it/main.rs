//! Everything that is tested from outside, in one binary.
//!
//! No test sleeps, none needs a terminal, a sound device or a network.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on says so by panicking, and reads the files it is about"
)]

mod run;

mod answers;
mod any_session;
mod audio_edges;
mod bounds;
mod broken;
mod commands;
mod conversation;
mod conversation_laws;
mod days;
mod days_edges;
mod desktop;
mod diary;
mod digest;
mod disk;
mod documents;
mod easing;
mod figures;
mod first_questions;
mod five_people;
mod flags;
mod forgetting;
mod frozen;
mod gentler;
mod groups;
mod growth;
mod hardening;
mod health_questions;
mod hostile_files;
mod icon;
mod journal;
mod kept_edges;
mod kept_memory;
mod keyboard;
mod keys;
mod laws;
mod layers;
mod layout;
mod limit_edges;
mod limits;
mod lived;
mod memory;
mod mistakes;
mod mistyped;
mod never_panics;
mod nothing_left;
mod obeyed;
mod own_files;
mod page;
mod page_player;
mod people;
mod plans;
mod programmes;
mod read_aloud;
mod reminders;
mod rewritten;
mod routines;
mod schema;
mod screens;
mod script;
mod script_edges;
mod senders;
mod sent;
mod session_edges;
mod sessions;
mod shape;
mod shells;
mod silent_memory;
mod sitting_down;
mod smaller_days;
mod sound_files;
mod sound_server;
mod speech;
mod streams;
mod taking_nothing_away;
mod terminal;
mod themes;
mod tones;
mod turns;
mod type_names;
mod unread;
mod versions;
mod weekly;
mod weeks;
mod whereabouts;
mod words;
mod written_edges;
mod zones;
