//! The limits in words: what each one says, and what it says of a file.

mod findings;
mod precautions;
mod ranges;
mod table;

use crate::limits::{Basis, EnforcedBy, Limit};

pub use findings::{add, finding};
pub use precautions::precautions;

/// The words of one limit.
#[derive(Clone, Copy, Debug)]
pub struct LimitWords {
    /// The number in its name.
    pub number: u8,
    /// What is looked at.
    pub what: &'static str,
    /// What holds, where ranges do not say it.
    pub rule: &'static str,
    /// Why; follows "because".
    pub because: &'static str,
}

/// The words of the limit of this number, from 1 to 51.
pub fn words(number: u8) -> &'static LimitWords {
    let all = table::WORDS;
    all.get(usize::from(number).saturating_sub(1)).unwrap_or(&all[0])
}

/// Everything about a limit, a line each.
pub fn explained(limit: &Limit) -> Vec<String> {
    let LimitWords { rule, because, .. } = words(limit.number);
    let ranges = limit.bands.iter().map(ranges::band);
    let rule = Some((*rule).to_owned()).filter(|rule| !rule.is_empty());
    let mut lines: Vec<String> = ranges.chain(rule).map(|line| capitalised(&line)).collect();
    lines.push(format!("Because {because}."));
    lines.push(format!("{} {}", basis(limit.basis), enforced_by(limit.enforced_by)));
    lines
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

fn basis(basis: Basis) -> String {
    match basis {
        Basis::Source(source) => format!("Source: {source}."),
        Basis::Both(source) => format!("Source: {source}. The bounds are our own choice."),
        Basis::Own => "Our own cautious choice.".into(),
    }
}

const fn enforced_by(enforcer: EnforcedBy) -> &'static str {
    match enforcer {
        EnforcedBy::File => "Held by: check and start.",
        EnforcedBy::Built => "Held by: the program itself; no file can break it.",
        EnforcedBy::Tones => "Held by: check, where it reads a theme of tones.",
        EnforcedBy::Start => "Held by: start, which knows the journal.",
    }
}

#[cfg(test)]
mod tests {
    use crate::limits;

    use super::*;

    #[test]
    fn every_limit_has_words_in_its_order() {
        let words: Vec<u8> = table::WORDS.iter().map(|words| words.number).collect();
        let limits: Vec<u8> = limits::ALL.iter().map(|limit| limit.number).collect();
        assert_eq!(words, limits);
    }
}
