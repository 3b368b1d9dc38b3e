//! The words of the conversation's pages, as each of them depends on what is so: found by trying, so that no page has to
//! say it.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::conversation::{Listed, Page};
use crate::domain::pain_rules::{RedReason, Sign};
use crate::domain::routine::{Position, Routine};
use crate::text;
use crate::text::questions::About;

use super::legend::{Legend, legend};

/// Stands for pain before the start, and its place in a text.
const BEFORE: (u8, &str) = (250, "{before}");
/// Stands for what is left, as a clock shows it, and its place in a text.
const LEFT: (Duration, &str, &str) = (Duration::from_secs(754), "12:34", "{left}");
/// The place of what is listed.
const LIST: &str = "{list}";

/// Something that words may depend on: its name, and its values.
type Axis = (&'static str, &'static [&'static str]);
const AXES: &[Axis] = &[
    ("position", &["seated", "lying", "side-lying", "prone", "all-fours", "standing", "walking"]),
    ("over", &["", "over"]),
    ("red", &["", "pain", "sharp", "legs"]),
    ("sign", &["", "card", "noticed", "legs", "dizzy", "red-stop", "why", "still-open"]),
    ("high", &["", "high"]),
    ("before", &["", "told"]),
    ("list", &["", "more"]),
];
/// What the others are tried beside.
const BESIDE: &[usize] = &[0, 1, 4];

/// A value of each axis, by its place.
type Case = [usize; AXES.len()];

/// The texts of pages, each once.
#[derive(Debug)]
pub(super) struct PageWords {
    contact: Option<String>,
    max_pain: u8,
    /// The health answers that are asked for, and the same with those that the card asks for by name.
    flags: [Vec<String>; 2],
    /// Paragraphs, each once.
    pub(super) lines: Vec<String>,
    /// Texts, by the places of their paragraphs.
    pub(super) texts: Vec<Vec<usize>>,
}

/// The words of one page.
#[derive(Debug)]
pub(super) struct Spoken {
    /// What they depend on.
    pub(super) by: Vec<&'static str>,
    /// The text for each, by the values with a stroke between them.
    pub(super) words: BTreeMap<String, usize>,
    /// What its keys do.
    pub(super) legend: Legend,
}

impl PageWords {
    /// For a routine.
    pub(super) fn of(routine: &Routine) -> PageWords {
        let mut flags = routine.flags_to_ask();
        let words = |flags: &[crate::domain::profile::Flag]| {
            flags.iter().map(|flag| text::flag_in_words(*flag).to_owned()).collect()
        };
        let asked = words(&flags);
        flags.extend(routine.flags_by_name());
        flags.sort_by_key(|flag| (*flag == crate::domain::profile::ASKED_LAST, *flag));
        flags.dedup();
        let contact = routine.contact.clone();
        PageWords {
            contact,
            max_pain: routine.max_pain,
            flags: [asked, words(&flags)],
            lines: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// The words of a page in every case in which they differ.
    pub(super) fn page(&mut self, page: &Page) -> Spoken {
        let axes: Vec<usize> = (0..AXES.len()).filter(|axis| self.matters(page, *axis)).collect();
        let mut words = BTreeMap::new();
        let mut keys = Legend::default();
        for case in cases(&axes) {
            let legend = legend(page, &self.words(page, case));
            let prose = legend.prose.iter().map(|line| self.place(with_places(line))).collect();
            let text = self.texts.iter().position(|known| *known == prose);
            let text = text.unwrap_or_else(|| {
                self.texts.push(prose);
                self.texts.len() - 1
            });
            let name: Vec<&str> = axes.iter().map(|axis| AXES[*axis].1[case[*axis]]).collect();
            words.insert(name.join("|"), text);
            keys = legend;
        }
        Spoken { by: axes.into_iter().map(|axis| AXES[axis].0).collect(), words, legend: keys }
    }

    fn place(&mut self, line: String) -> usize {
        let known = self.lines.iter().position(|known| *known == line);
        known.unwrap_or_else(|| {
            self.lines.push(line);
            self.lines.len() - 1
        })
    }

    /// Whether the words of a page differ by the values of an axis, whatever stands beside it.
    fn matters(&self, page: &Page, axis: usize) -> bool {
        let beside: Vec<usize> = BESIDE.iter().copied().filter(|other| *other != axis).collect();
        cases(&beside).any(|case| {
            let with = |value| {
                let mut case = case;
                case[axis] = value;
                self.words(page, case)
            };
            let first = with(0);
            (1..AXES[axis].1.len()).any(|value| with(value) != first)
        })
    }

    fn words(&self, page: &Page, case: Case) -> Vec<String> {
        let [position, over, red, sign, high, before, list] = case;
        let list = match (page.lists, list) {
            (Some(Listed::Flags), list) => self.flags[list].clone(),
            (None, _) | (Some(_), 0) => Vec::new(),
            (Some(_), _) => vec![LIST.to_owned()],
        };
        let reds = [RedReason::Pain, RedReason::Sharp, RedReason::Legs];
        let about = About {
            name: String::new(),
            contact: self.contact.clone(),
            position: Position::named(AXES[0].1[position]).unwrap_or(Position::Seated),
            before: (before == 1).then_some(BEFORE.0),
            max_pain: self.max_pain,
            left: LEFT.0,
            is_over: over == 1,
            red: red.checked_sub(1).map(|red| reds[red]),
            sign: sign.checked_sub(1).map(|sign| Sign::ALL[sign]),
            sits_high: high == 1,
            list,
        };
        (page.words)(&about)
    }
}

/// A sign by its name, as a fact.
pub(super) const fn sign(sign: Option<Sign>) -> &'static str {
    match sign {
        None => "",
        Some(Sign::Card) => "sign:card",
        Some(Sign::Noticed) => "sign:noticed",
        Some(Sign::Legs) => "sign:legs",
        Some(Sign::Dizzy) => "sign:dizzy",
        Some(Sign::RedStop) => "sign:red-stop",
        Some(Sign::Why) => "sign:why",
        Some(Sign::StillOpen) => "sign:still-open",
    }
}

/// Every case in which only these axes vary.
fn cases(axes: &[usize]) -> impl Iterator<Item = Case> {
    let mut all = vec![[0; AXES.len()]];
    for axis in axes {
        let with = |case: &Case| {
            let case = *case;
            (0..AXES[*axis].1.len()).map(move |value| {
                let mut case = case;
                case[*axis] = value;
                case
            })
        };
        all = all.iter().flat_map(with).collect();
    }
    all.into_iter()
}

fn with_places(line: &str) -> String {
    line.replace(&BEFORE.0.to_string(), BEFORE.1).replace(LEFT.1, LEFT.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::PageId;
    use crate::domain::routine::Routine;

    fn said() -> PageWords {
        let contact = Some("Tel. 555 0100".to_owned());
        PageWords::of(&Routine { contact, ..Routine::of("Test", Vec::new()) })
    }

    #[test]
    fn a_page_depends_on_what_its_words_depend_on() {
        let by = |id: PageId| said().page(id.page()).by;
        assert_eq!(by(PageId::Notice), [""; 0]);
        assert_eq!(by(PageId::Now), ["position"]);
        assert_eq!(by(PageId::LegsBack), ["position", "over", "high"]);
        assert_eq!(by(PageId::RedStop), ["position", "red", "high"]);
        assert_eq!(by(PageId::Emergency), ["sign"]);
        assert_eq!(by(PageId::After), ["before"]);
    }

    #[test]
    fn every_case_of_every_page_has_the_words_of_the_table() {
        let mut said = said();
        let all: Vec<usize> = (0..AXES.len()).collect();
        for id in PageId::ALL {
            let spoken = said.page(id.page());
            // Every third: they are many.
            for case in cases(&all).step_by(3) {
                let values = spoken.by.iter().map(|name| {
                    let axis = AXES.iter().position(|(other, _)| other == name).unwrap_or(0);
                    AXES[axis].1[case[axis]]
                });
                let name = values.collect::<Vec<_>>().join("|");
                let legend = legend(id.page(), &said.words(id.page(), case));
                let prose: Vec<String> =
                    legend.prose.iter().map(|line| with_places(line)).collect();
                let text =
                    said.texts[spoken.words[&name]].iter().map(|line| said.lines[*line].clone());
                assert_eq!(text.collect::<Vec<_>>(), prose, "{id} {name}");
                assert_eq!(spoken.legend.labels, legend.labels, "{id} {name}");
            }
        }
    }
}
