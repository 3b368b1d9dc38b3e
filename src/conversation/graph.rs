//! The whole table as a document, for somebody to read, take along and sign.

use std::fmt::Debug;

use crate::domain::digest;
use crate::domain::pain_rules::{Row, Sign};
use crate::domain::routine::Position;
use crate::text;
use crate::text::conversation::{self as words, meaning};
use crate::text::questions::{About, key_name};

use super::rows;
use super::table::{Effect, Next, Outcome, Page, PageId, Takes};

/// The places whose words may differ, as they are named above them.
const PLACES: &[(Position, &str)] = &[
    (Position::Seated, ""),
    (Position::Standing, "standing"),
    (Position::AllFours, "all-fours"),
    (Position::Lying, "lying"),
];

/// Every page as it looks, its keys, what follows and what is kept; with the graph where it can be drawn.
pub fn document(with_graph: bool) -> String {
    let mut all = vec![words::head(&digest_of_sentences())];
    if with_graph {
        all.push(format!("{}\n\n```mermaid\n{}```\n", words::GRAPH, graph()));
    }
    all.extend(PageId::ALL.iter().map(|id| page(id.page())));
    let rows = Row::ALL
        .iter()
        .map(|row| format!("- {} {row:?}: {}\n", row.id(), in_words(&rows::outcome(*row))));
    all.push(format!("{}\n\n{}", words::ROWS, rows.collect::<String>()));
    all.join("\n")
}

/// The name of everything that is said for safety: another one as soon as a word changes.
pub fn digest_of_sentences() -> String {
    let pages = PageId::ALL.iter().flat_map(|id| looks(id.page()));
    let pages: String = pages.map(|(_, words)| words).collect();
    digest::of_text(&(pages + &text::SAFETY.join("\n")))
}

/// What a page looks like, in each place and after each answer in which it differs.
fn looks(page: &Page) -> Vec<(&'static str, String)> {
    let mut looks: Vec<(&str, String)> = Vec::new();
    let placed = PLACES.iter().map(|(position, name)| (About::nothing_yet(*position), *name));
    let leads_here = |sign: &&Sign| leads_to(&rows::emergency(**sign)).contains(&page.id);
    let signs = Sign::ALL.iter().filter(leads_here).map(|sign| {
        let about = About::nothing_yet(Position::Seated);
        (About { sign: Some(*sign), ..about }, words::answered(*sign))
    });
    for (about, name) in placed.chain(signs) {
        let lines = (page.words)(&about);
        let look: String =
            lines.iter().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect();
        if !looks.iter().any(|(_, other)| *other == look) {
            looks.push((name, look));
        }
    }
    looks
}

fn page(page: &Page) -> String {
    let mut parts = vec![format!("## {}", page.id.name())];
    let looks = looks(page);
    let first = looks.first().map_or("", |(_, look)| look);
    for (place, look) in &looks {
        let differs = |line: &&str| place.is_empty() || !first.lines().any(|other| other == *line);
        let lines: Vec<&str> = look.lines().filter(differs).collect();
        parts.extend((!place.is_empty()).then(|| words::the_same(place)));
        parts.push(lines.join("\n"));
    }
    let edges = edges(page);
    let answers = edges.iter().map(|(key, then)| format!("- `{key}`: {}", in_words(then)));
    let a_number = matches!(page.takes, Takes::Pain { .. }).then_some(words::A_NUMBER);
    let waits = page.silence.is_none().then_some(words::WAITS);
    let more = a_number.into_iter().chain(waits).map(|line| format!("- {line}"));
    parts.push(answers.chain(more).collect::<Vec<_>>().join("\n"));
    parts.extend(page.no_answer.is_some().then(|| words::KEPT.to_owned()));
    parts.join("\n\n") + "\n"
}

/// Everything that can be done at a page but a number for pain, and what comes of it.
fn edges(page: &Page) -> Vec<(String, Outcome)> {
    let keys = page.choices().iter().map(|choice| (key_name(choice.key), choice.then));
    let enter = || key_name('\n');
    let typed = match page.takes {
        Takes::Keys(_) => Vec::new(),
        Takes::Confirm { otherwise, .. } => vec![(words::OTHER_KEYS.to_owned(), otherwise)],
        Takes::Pain { no_number, .. } => vec![(enter(), no_number)],
        Takes::List { then, not_sure, .. } => {
            vec![(words::NUMBERS.to_owned(), then), (enter(), not_sure)]
        }
        Takes::Words { then, .. } => vec![(words::SOME_WORDS.to_owned(), then)],
    };
    let silence = page.silence.as_ref();
    let silence = silence.map(|(wait, then)| (words::after_silence(wait.as_secs()), *then));
    keys.chain(typed).chain(silence).collect()
}

/// An outcome on one line, branches in brackets.
fn in_words(outcome: &Outcome) -> String {
    let does: String = outcome.does.iter().map(|effect| effect_in_words(*effect) + "; ").collect();
    let next = match outcome.next {
        Next::When(cond, then, otherwise) => {
            let cond = means(cond);
            format!("{cond} ({}), else ({})", in_words(then), in_words(otherwise))
        }
        Next::Page(page) => format!("-> {}", page.name()),
        next => means(next),
    };
    does + &next
}

fn effect_in_words(effect: Effect) -> String {
    match effect {
        Effect::Plan(smaller) => means(smaller),
        Effect::Remember(fact) => means(fact),
        Effect::Say(response) => format!("\"{}\"", text::response(response)),
        Effect::Journal(row) | Effect::Tell(row) => format!("{} {}", means("Journal"), row.id()),
        Effect::Mute | Effect::AskByName => means(effect),
    }
}

/// What a name means, by the whole of it or by its beginning.
fn means(name: impl Debug) -> String {
    let name = format!("{name:?}");
    let name = name.trim_matches('"');
    let head = name.split('(').next().unwrap_or(name);
    [name, head].map(meaning).into_iter().find(|words| !words.is_empty()).unwrap_or("?").to_owned()
}

/// The pages and what leads from one to another, for mermaid.
fn graph() -> String {
    let mut lines = vec!["graph TD".to_owned()];
    for page in PageId::ALL.iter().map(|id| id.page()) {
        let mut edges = edges(page);
        if matches!(page.takes, Takes::Pain { .. }) {
            let rows = Row::ALL.iter().filter(|row| is_of(page.id, **row));
            edges.extend(rows.map(|row| (row.id().to_owned(), rows::outcome(*row))));
        }
        for (key, outcome) in edges {
            let to = leads_to(&outcome).into_iter();
            lines.extend(to.map(|to| format!("  {} -->|{key}| {}", page.id.name(), to.name())));
        }
    }
    lines.dedup();
    lines.join("\n") + "\n"
}

/// Whether a number for pain can lead from a page to a row.
fn is_of(page: PageId, row: Row) -> bool {
    match row {
        Row::StartGreen | Row::StartAmber | Row::StartRed => page == PageId::Before,
        Row::Green | Row::AmberLow | Row::AmberHigh | Row::Red => page != PageId::Before,
        _ => false,
    }
}

/// The pages that may come of an outcome.
pub fn leads_to(outcome: &Outcome) -> Vec<PageId> {
    match outcome.next {
        Next::Page(page) => vec![page],
        Next::When(_, then, otherwise) => [leads_to(then), leads_to(otherwise)].concat(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_meaning_and_fits_its_line() {
        let all = document(true);
        assert!(
            !all.contains('?')
                || !all.lines().any(|line| line.starts_with("- ") && line.contains('?'))
        );
        for id in PageId::ALL {
            assert!(all.contains(&format!("## {}\n", id.name())), "{id:?}");
        }
    }
}
