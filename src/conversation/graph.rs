//! The whole table as a document, for somebody to read, take along and sign.

use std::fmt::Debug;
use std::time::Duration;

use crate::domain::answers::Score;
use crate::domain::digest;
use crate::domain::ending::How;
use crate::domain::pain_rules::{self, RedReason, Response, Row, Sign};
use crate::domain::routine::{DEFAULT_MAX_PAIN, Position};
use crate::text;
use crate::text::conversation::{self as words, meaning};
use crate::text::questions::{About, key_name};

use super::PageId;
use super::rows;
use super::table::{Cond, Effect, Next, Outcome, Page, Takes};

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
    all.push(format!("{}\n\n{}", words::NUMBERS_OF_PAIN, lines(&numbers_of_pain())));
    all.push(format!("{}\n\n{}", words::REPLIES, lines(&replies())));
    all.push(format!("{}\n\n{}", words::CARDS, lines(&text::weekly::cards())));
    all.push(format!("{}\n\n{}", words::ENDINGS, lines(&words::endings())));
    all.join("\n")
}

fn lines(lines: &[String]) -> String {
    format!("- {}\n", lines.join("\n- "))
}

/// Which number for pain leads to which row, by the number that it began with.
fn numbers_of_pain() -> Vec<String> {
    let start = |start: Option<u8>| words::began_with(start);
    let mut all = vec![format!("{}: {}", words::BEFORE, spans(pain_rules::before))];
    for began in [None].into_iter().chain((0..=5).map(Some)) {
        let row = |pain| pain_rules::during(began, pain, DEFAULT_MAX_PAIN);
        all.push(format!("{}, {}: {}", words::DURING, start(began), spans(row)));
    }
    for began in [None].into_iter().chain((0..=5).map(Some)) {
        let row = |pain| pain_rules::after(began, pain, DEFAULT_MAX_PAIN);
        all.push(format!("{}, {}: {}", words::AFTERWARDS, start(began), spans(row)));
    }
    all
}

/// The numbers from 0 to 10 by the row each leads to.
fn spans(row: impl Fn(u8) -> Row) -> String {
    let mut spans: Vec<(u8, u8, &str)> = Vec::new();
    for pain in 0..=Score::WORST {
        let id = row(pain).id();
        match spans.last_mut() {
            Some((_, to, same)) if *same == id => *to = pain,
            _ => spans.push((pain, pain, id)),
        }
    }
    let span = |(from, to, id): &(u8, u8, &str)| match from == to {
        true => format!("{from} {id}"),
        false => format!("{from} to {to} {id}"),
    };
    spans.iter().map(span).collect::<Vec<_>>().join(", ")
}

/// What is said of an answer in a sentence.
fn replies() -> Vec<String> {
    let said = Response::ALL.iter().map(|response| text::response(*response).to_owned());
    let adapted = Row::ALL.iter().filter_map(|row| {
        text::adapted(*row, Duration::ZERO).map(|words| format!("{}: {words}", row.id()))
    });
    said.chain(adapted).collect()
}

/// The name of everything that is said for safety: another one as soon as a word changes.
pub fn digest_of_sentences() -> String {
    let pages = PageId::ALL.iter().flat_map(|id| looks(id.page()));
    let pages = pages.map(|(_, words)| words);
    let cards = text::weekly::cards();
    let around = [numbers_of_pain(), replies(), cards, words::endings()].concat();
    let all: String = pages.chain(around).collect();
    digest::of_text(&(all + &text::SAFETY.join("\n")))
}

/// What a page looks like, in each place, after each answer and for whom it differs.
fn looks(page: &Page) -> Vec<(&'static str, String)> {
    let mut looks: Vec<(&str, String)> = Vec::new();
    let placed = PLACES.iter().map(|(position, name)| (About::nothing_yet(*position), *name));
    let leads_here = |sign: &&Sign| leads_to(&rows::emergency(**sign)).contains(&page.id);
    let signs = Sign::ALL.iter().filter(leads_here).map(|sign| {
        let about = About::nothing_yet(Position::Seated);
        (About { sign: Some(*sign), ..about }, words::answered(*sign))
    });
    let seated = || About::nothing_yet(Position::Seated);
    let states = [
        (About { is_over: true, ..seated() }, words::IS_OVER),
        (About { red: Some(RedReason::Sharp), ..seated() }, words::SHARP),
        (About { red: Some(RedReason::Legs), ..seated() }, words::LEGS),
        (About { sits_high: true, ..seated() }, words::SITS_HIGH),
    ];
    for (about, name) in placed.chain(signs).chain(states) {
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
        Takes::Score { then, .. } => vec![(words::ANY_NUMBER.to_owned(), then), (enter(), then)],
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
        Effect::Mute | Effect::AskByName | Effect::OneMore => means(effect),
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
    let first = [PageId::Card, PageId::New, PageId::Looked, PageId::Notice, PageId::Finish];
    lines.extend(first.map(|page| format!("  start --> {}", page.name())));
    for page in PageId::ALL.iter().map(|id| id.page()) {
        let mut edges = edges(page);
        if matches!(page.takes, Takes::Pain { .. }) {
            let rows = Row::ALL.iter().filter(|row| is_of(page.id, **row));
            edges.extend(rows.map(|row| (row.id().to_owned(), rows::outcome(*row))));
        }
        for (key, outcome) in edges {
            let to = goes_to(page.id, &outcome).into_iter();
            lines.extend(to.map(|to| format!("  {} -->|{key}| {to}", page.id.name())));
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

/// The names of what may come of an outcome at a page: pages, and what is none.
fn goes_to(page: PageId, outcome: &Outcome) -> Vec<&'static str> {
    let before = [Cond::Over, Cond::Begun];
    let never = |cond: Cond| before.contains(&cond) && BEFORE_THE_PLAN.contains(&page);
    let always = |cond: Cond| cond == Cond::Over && WHEN_OVER.contains(&page);
    match outcome.next {
        Next::Page(page) => vec![page.name()],
        Next::When(cond, then, _) if always(cond) => goes_to(page, then),
        Next::When(cond, _, otherwise) if never(cond) => goes_to(page, otherwise),
        Next::When(_, then, otherwise) => {
            let mut both = [goes_to(page, then), goes_to(page, otherwise)].concat();
            both.dedup();
            both
        }
        Next::Queue => vec!["next-question"],
        Next::Back | Next::GoOn => vec!["movement"],
        Next::PageBefore => vec!["page-before"],
        Next::End(How::RedStop) => vec![PageId::RedStop.name()],
        Next::End(How::Dizzy) => vec![PageId::DizzyStays.name()],
        Next::End(How::Stopped) => vec![PageId::Why.name()],
        Next::End(_) | Next::Close => vec!["the-end"],
    }
}

/// Pages that are met before the movement only.
const BEFORE_THE_PLAN: &[PageId] = &[
    PageId::Card,
    PageId::AskedFirst,
    PageId::New,
    PageId::Looked,
    PageId::AfterLast,
    PageId::TooMuchAgain,
    PageId::WeekCard,
    PageId::LeaningBack,
    PageId::Flags,
    PageId::FlagsRight,
    PageId::FullAgain,
    PageId::Caution,
    PageId::Before,
    PageId::OneMore,
    PageId::Usual,
    PageId::RestInstead,
    PageId::DoctorToday,
    PageId::FirstList,
];
/// Pages that are met when the movement is over only.
const WHEN_OVER: &[PageId] = &[
    PageId::After,
    PageId::Legs,
    PageId::Amount,
    PageId::Goal,
    PageId::Note,
    PageId::Why,
    PageId::RedStop,
    PageId::DizzyStays,
];

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
        let unknown = |word: &str| word.trim_matches(|c| "();,".contains(c)) == "?";
        assert!(!all.split_whitespace().any(unknown));
        for id in PageId::ALL {
            assert!(all.contains(&format!("## {}\n", id.name())), "{id:?}");
        }
    }
}
