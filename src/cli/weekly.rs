//! What a session asks or shows once a week at most, out of what is known before it.

use std::path::Path;

use jiff::civil::Date;

use crate::faces::weeks::card_page;
use crate::io::journal;
use crate::journal::{CardDue, LastWeeks};
use crate::session::{CardToShow, OnceAWeek};

use super::preparation::Known;

/// What this day has of it.
pub(super) fn of(known: &Known, today: Date) -> OnceAWeek {
    let weekly = OnceAWeek::of(&known.memory, today);
    let folder = known.folder.as_deref().filter(|_| !weekly.is_over);
    let cards = folder.map(|folder| cards(folder, today)).unwrap_or_default();
    let read = &known.memory.weekly.cards;
    let first = cards.into_iter().find(|due| !read.contains(due.card.name()));
    let card = first.map(|due| CardToShow { name: due.card.name(), lines: card_page(&due) });
    OnceAWeek { card, ..weekly }
}

/// What the last weeks call for.
fn cards(folder: &Path, today: Date) -> Vec<CardDue> {
    let mut last = LastWeeks::on(today);
    journal::recent_of(folder, last.period()).for_each(|record| last.add(&record));
    last.cards()
}
