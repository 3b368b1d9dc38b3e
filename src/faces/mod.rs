//! A session as a person meets it: lines, a screen, a table, a page; and what a sound file says of it.

pub mod bar;
pub mod big_text;
pub mod calendar;
pub mod grid;
pub mod narrator;
pub mod page;
pub mod plain;
mod remark;
pub mod report;
pub mod screen;
pub mod sound_words;
pub mod testing;
pub mod timeline_table;
pub mod view;
pub mod weeks;
