//! The edge: the only code that touches clock, keyboard, signals, terminal and disk.

pub mod atomic_file;
pub mod clock;
pub mod editor;
mod file_lock;
pub mod hardening;
pub mod icon;
pub mod input;
pub mod journal;
mod keep_awake;
pub mod kept_files;
pub mod key_codes;
pub mod key_parser;
mod keyboard;
pub mod output;
mod own_names;
pub mod page_file;
pub mod prompt;
mod random;
pub mod read_file;
pub mod recordings;
pub mod screen_writer;
pub mod sender_files;
#[cfg(unix)]
mod signals;
pub mod sound;
pub mod sound_file;
pub mod stage;
pub mod store;
pub mod terminal;
pub mod terminal_session;
pub mod user_files;
pub mod voice;
