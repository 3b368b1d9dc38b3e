//! What a page of the conversation says, apart from what its keys do: on a phone those are buttons.
//!
//! The words are those of a terminal, broken at 58 columns, with keys among them. Here they become
//! paragraphs, and a label for each key.

use crate::conversation::{Choice, Page};
use crate::text;
use crate::text::player::SHOW_THIS_PAGE;
use crate::text::questions::{SHOW_THEM, key_name};

/// The words of a page, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legend {
    /// Paragraphs: one that begins with `- ` or two blanks is part of a list, one without a small letter
    /// is a heading.
    pub prose: Vec<String>,
    /// Each key with what it does, in the order of the words.
    pub labels: Vec<(char, String)>,
    /// Whether what comes next belongs to the last label.
    goes_on: bool,
}

/// Takes the words of a page apart. How to type an answer is left out: on a phone nobody types one.
pub fn legend(page: &Page, words: &[String]) -> Legend {
    let mut legend = Legend::default();
    let keys: Vec<char> = page.choices().iter().map(|choice| choice.key).chain(['\n']).collect();
    let mut before = "";
    for line in words {
        // Nothing was started by a name here.
        let line = if line.starts_with(SHOW_THEM) { SHOW_THIS_PAGE } else { line.as_str() };
        legend.read(line, before, &keys);
        before = line;
    }
    legend.prose.retain(|line| !(page.id.is_typed() && line.contains(HOW_TO_TYPE)));
    while legend.prose.last().is_some_and(String::is_empty) {
        legend.prose.pop();
    }
    legend
}

impl Legend {
    /// What the button of a choice says.
    pub fn label(&self, choice: &Choice) -> String {
        let named = self.labels.iter().find(|(key, label)| *key == choice.key && !label.is_empty());
        named.map_or_else(|| text::player::label(choice.key).to_owned(), |(_, label)| label.clone())
    }
}

/// Stands in every line that says how to type an answer.
const HOW_TO_TYPE: &str = "Enter";
/// Between two keys there are so many blanks at least.
const BETWEEN: &str = "  ";

impl Legend {
    fn read(&mut self, line: &str, before: &str, keys: &[char]) {
        let is_continued = self.goes_on && line.starts_with(BETWEEN);
        if let Some((_, label)) = self.labels.last_mut().filter(|_| is_continued) {
            *label = format!("{label} {}", line.trim_start());
            return;
        }
        self.goes_on = false;
        let mut prose = Vec::new();
        let mut parts = line.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty());
        while let Some(part) = parts.next() {
            let Some((heads, label)) = heads(part, keys) else {
                prose.push(part);
                continue;
            };
            let label = if label.is_empty() { parts.next().unwrap_or_default() } else { label };
            self.labels.extend(heads.into_iter().map(|key| (key, label.to_owned())));
            self.goes_on = true;
        }
        let indent = if line.starts_with(BETWEEN) { BETWEEN } else { "" };
        let prose = indent.to_owned() + &prose.join("   ");
        if self.labels.is_empty() || !prose.trim().is_empty() {
            self.add(&prose, before);
        }
    }

    /// A line goes on with the one before that is no sentence yet.
    fn add(&mut self, line: &str, before: &str) {
        let is_open = |before: &str| {
            let ended = before.ends_with(['.', ':', ';', '?']) || before.contains("   ");
            !before.is_empty() && !ended && before.chars().any(char::is_lowercase)
        };
        match self.prose.last_mut() {
            Some(last) if is_open(before) && !line.starts_with("- ") && !line.is_empty() => {
                *last = format!("{last} {}", line.trim_start());
            }
            _ => self.prose.push(line.to_owned()),
        }
    }
}

/// The keys that a part of a line begins with, and the rest of it; nothing where that is none.
fn heads<'p>(part: &'p str, keys: &[char]) -> Option<(Vec<char>, &'p str)> {
    let one = |part: &'p str| {
        keys.iter().find_map(|key| {
            let rest = part.strip_prefix(&key_name(*key))?;
            (rest.is_empty() || rest.starts_with(' ')).then(|| (*key, rest.trim_start()))
        })
    };
    let (key, rest) = one(part)?;
    match rest.strip_prefix("or ").and_then(one) {
        Some((other, rest)) => Some((vec![key, other], rest)),
        None => Some((vec![key], rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::PageId;
    use crate::domain::routine::Position;
    use crate::text::questions::About;

    fn of(id: PageId) -> Legend {
        let about = About { list: vec!["A line.".into()], ..About::nothing_yet(Position::Seated) };
        legend(id.page(), &(id.page().words)(&about))
    }

    #[test]
    fn every_key_of_every_page_has_words_but_leaving_and_enter() {
        for id in PageId::ALL {
            let labels = of(*id).labels;
            for choice in id.page().choices() {
                let is_named =
                    labels.iter().any(|(key, words)| *key == choice.key && !words.is_empty());
                let goes_without = ['q', '\n'].contains(&choice.key)
                    || id.page().is_a_warning && choice.key == 'y';
                assert!(is_named || goes_without, "{id}: {:?} in {labels:?}", choice.key);
            }
        }
    }

    #[test]
    fn no_word_of_a_page_is_lost_but_how_to_type() {
        for id in PageId::ALL {
            let about = About::nothing_yet(Position::Seated);
            let lines = (id.page().words)(&about);
            let Legend { prose, labels, .. } = legend(id.page(), &lines);
            let all = prose.iter().chain(labels.iter().map(|(_, label)| label));
            let all: Vec<&str> = all.map(String::as_str).collect();
            let all = format!(" {} ", all.join("  "));
            let typing = |line: &&String| !(id.is_typed() && line.contains("Enter"));
            for word in lines.iter().filter(typing).flat_map(|line| line.split_whitespace()) {
                let is_key = SHOW_THEM.contains(word)
                    || word == "or"
                    || word == "Enter"
                    || word == "space"
                    || word.len() == 1;
                assert!(is_key || all.contains(word), "{id}: {word} in {all}");
            }
        }
    }

    #[test]
    fn lines_become_paragraphs_and_keys_buttons() {
        let Legend { prose, labels, .. } = of(PageId::Notice);
        assert_eq!(prose, ["Paused. What do you notice?"]);
        assert_eq!(
            labels[1].1,
            "legs: pain, tingling, numbness or heaviness, if new, stronger or further down"
        );
        assert_eq!(labels.len(), 8);
        let Legend { prose, labels, .. } = of(PageId::Card);
        assert_eq!(
            prose[..2],
            ["BEFORE YOU BEGIN", "For low-back stenosis that a professional has examined."]
        );
        assert!(prose.contains(
            &"- chest pain, fainting, short of breath at rest, face or speech trouble".into()
        ));
        assert_eq!(labels[1], ('1', "maybe, first list".into()));
        let Legend { prose, labels, .. } = of(PageId::DizzyStays);
        assert_eq!(prose.len(), 2);
        assert_eq!(
            labels,
            [('5', "one of these".into()), ('\n', "close".into()), ('q', "close".into())]
        );
    }
}
