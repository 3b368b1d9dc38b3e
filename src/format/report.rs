//! What is printed of many findings: faults first, what is said twice folded, all within bounds, and how
//! many there are besides.

use crate::text::faults;

use super::diagnostic::Diagnostic;

/// No more findings of a file are shown.
const SHOWN_AT_MOST: usize = 50;
/// No more bytes are shown; with the words around them, below 64 KiB.
const BYTES_AT_MOST: usize = 60 * 1024;

/// So many lines are named that say the same.
const LINES_AT_MOST: usize = 10;

/// What one command prints of its findings, however many files it looks at.
#[derive(Debug)]
pub struct CheckReport {
    colour: bool,
    /// The bytes that may still be shown.
    left: usize,
}

impl CheckReport {
    /// A report with or without colour, with nothing in it yet.
    pub fn new(colour: bool) -> CheckReport {
        CheckReport { colour, left: BYTES_AT_MOST }
    }

    /// The findings of a file, drawn: faults first, each kind in the order of the file. What is said
    /// again of other lines is not drawn again; the lines are named. The last line says how many are
    /// not shown.
    pub fn drawn(&mut self, findings: &[Diagnostic]) -> Vec<String> {
        let mut order: Vec<&Diagnostic> = findings.iter().collect();
        order.sort_by_key(|finding| finding.severity);
        let mut drawn = Vec::new();
        let mut told = 0;
        for same in folded(&order).into_iter().take(SHOWN_AT_MOST) {
            let Some((first, others)) = same.split_first() else { continue };
            let named = others.iter().take(LINES_AT_MOST);
            let lines: Vec<usize> = named.map(|other| other.place.line()).collect();
            let mut one = first.draw(self.colour);
            if !lines.is_empty() {
                let more = others.len() - lines.len();
                one = format!("{one}\n  {}", faults::and_the_same(&lines, more));
            }
            if one.len() > self.left {
                // Whatever comes behind is not shown either, so that none is left out in between.
                self.left = 0;
                break;
            }
            self.left -= one.len();
            told += same.len();
            drawn.push(one);
        }
        let more = order.len() - told;
        drawn.extend((more > 0).then(|| faults::and_more(more)));
        drawn
    }
}

/// The findings that say the same of the same file, together, in the order of the first of each.
fn folded<'f>(order: &[&'f Diagnostic]) -> Vec<Vec<&'f Diagnostic>> {
    let mut index = std::collections::BTreeMap::new();
    let mut folded: Vec<Vec<&Diagnostic>> = Vec::new();
    for finding in order {
        let Diagnostic { code, message, label, place, .. } = finding;
        let nth = *index.entry((code, message, label, &place.source.name)).or_insert(folded.len());
        match folded.get_mut(nth) {
            Some(same) => same.push(finding),
            None => folded.push(vec![finding]),
        }
    }
    folded
}
