//! A session as a person meets it: lines, a screen, a table.

pub mod big_text;
pub mod grid;
pub mod narrator;
pub mod plain;
pub mod screen;
pub mod testing;
pub mod timeline_table;
pub mod view;
