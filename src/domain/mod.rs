//! What a session is, in plain types that know no file, no sentence, no clock and no device.

pub mod answers;
pub mod as_seen;
pub mod digest;
pub mod ending;
pub mod gentler;
mod gentler_groups;
pub mod kept_document;
pub mod mark;
pub mod pain_rules;
pub mod people;
pub mod phase_key;
pub mod plan;
pub mod pose;
pub mod profile;
pub mod routine;
pub mod routine_diff;
pub mod settings;
pub mod severity;
pub mod theme;
pub mod timeline;
pub mod units;
