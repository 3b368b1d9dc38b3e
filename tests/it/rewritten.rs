//! Files with random changes, most of which stay in order: shared and taken in they mean the same, shared
//! again they are the same to the byte, and what is gentler in one stays so in another.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use stenosis_routine::domain::digest::digest;
use stenosis_routine::domain::gentler::{beside, made_gentler};
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::domain::routine_diff::differences;
use stenosis_routine::format::diagnostic::Source;
use stenosis_routine::format::embedded;
use stenosis_routine::format::rewrite::{self, Contained, NewSeal};
use stenosis_routine::format::rewrite_gentler::with_gentler;
use stenosis_routine::format::{self, Library};
use stenosis_routine::text::files;

use crate::programmes::{PROGRAMMES, programme};
use crate::run::{Exercises, cases};

const GROUPED: &str = "format = 1\ntitle = \"Round\"\n\n[[exercise]]\nuse = \"seated-cat-cow\"\ngroup = \"c\"\n\n\
    [[exercise]]\nuse = \"supported-march\"\ngroup = \"c\"\nreps = 4\n\n[[exercise]]\nuse = \"bridge-low\"\n\n\
    [group.c]\ntitle = \"Circle\"\nrounds = 2\nrest-between-rounds = \"60s\"\n";

/// Lines that can stand in many places.
const LINES: &[&str] = &[
    "group = \"c\"",
    "[group.c]\nrounds = 3",
    "[group.d]\noptional = true",
    "group.c.rest-between-rounds = \"90s\"",
    "group = { c = { rounds = 2 } }",
    "up-to = true",
    "sets = 2",
    "reps = 3",
    "rest = \"1m\"",
    "steps = [{ reps = 2 }, { reps = 4 }]",
    "note = \"\\u00e9 # \\\"so\\\"\"",
    "easier = { reps = 2 }",
    "hide-if = [\"knee\"]",
    "instead.knee = \"seated-march\"",
    "[[exercise]]\nuse = \"belly-breath-easy\"",
    "[[exercise]]\nuse = \"heel-slide\"\nposition = \"lying\"",
    "max-pain = 3",
    "stop-if = [\n  \"numbness\", # as told\n]",
    "days = [\"monday\"]",
    "# a remark",
    "\t",
];

fn any_file() -> impl Strategy<Value = String> {
    let ours = embedded::ROUTINES.iter().map(|(_, text)| (*text).to_owned());
    let programmes = PROGRAMMES.iter().map(|(name, _)| programme(name));
    let grouped = std::iter::repeat_n(GROUPED.to_owned(), 8);
    prop::sample::select(ours.chain(programmes).chain(grouped).collect::<Vec<_>>())
}

/// What happens to a line.
#[derive(Clone, Debug)]
enum Change {
    Gone,
    Twice,
    Behind(&'static str),
    Number(u32),
    Swapped,
    Returns,
}

fn any_change() -> impl Strategy<Value = (Index, Change)> {
    let change = prop_oneof![
        1 => Just(Change::Gone),
        1 => Just(Change::Twice),
        3 => prop::sample::select(LINES).prop_map(Change::Behind),
        3 => (1..12_u32).prop_map(Change::Number),
        1 => Just(Change::Swapped),
        1 => Just(Change::Returns),
    ];
    (any::<Index>(), change)
}

fn changed(file: &str, changes: &[(Index, Change)]) -> String {
    let mut lines: Vec<String> = file.lines().map(ToOwned::to_owned).collect();
    let mut newline = "\n";
    for (index, change) in changes.iter().filter(|_| !file.is_empty()) {
        let at = index.index(lines.len().max(1)).min(lines.len().saturating_sub(1));
        match change {
            Change::Gone => drop(lines.remove(at)),
            Change::Twice => lines.insert(at, lines[at].clone()),
            Change::Behind(line) => lines.insert(at + 1, (*line).to_owned()),
            Change::Number(number) => {
                let digits = |c: char| c.is_ascii_digit();
                if let Some(first) = lines[at].find(digits) {
                    let rest = lines[at][first..].trim_start_matches(digits).to_owned();
                    lines[at] = format!("{}{number}{rest}", &lines[at][..first]);
                }
            }
            Change::Swapped if at > 0 => lines.swap(at - 1, at),
            Change::Swapped => {}
            Change::Returns => newline = "\r\n",
        }
        if lines.is_empty() {
            lines.push(String::new());
        }
    }
    lines.join(newline) + newline
}

fn read(text: &str) -> Option<std::sync::Arc<Routine>> {
    format::check(&Source::new("any.toml", text), &Library::new(&Exercises::default())).routine
}

/// The routine of a text that is in order, which survives whatever rewrites it.
fn survives(text: &str) -> Option<std::sync::Arc<Routine>> {
    let shelf = Exercises::default();
    let routine = read(text)?;
    let content = digest(&routine);
    let on = jiff::civil::date(2026, 10, 1);
    let seal =
        NewSeal { name: "any", by: Some("A. Therapist"), on, digest: &content, secret: None };
    let sent = Contained::new(text, "any", &routine.title, &shelf).unwrap().sealed(&seal);
    let there = read(&sent).unwrap_or_else(|| panic!("it is not whole\n{text}\n---\n{sent}"));
    assert_eq!(digest(&there), content, "it means something else\n{text}\n---\n{sent}");
    let again = Contained::new(&sent, "any", &there.title, &shelf).unwrap();
    assert_eq!(again.sealed_like(&sent).unwrap(), sent);
    let helped = rewrite::with_schema_line(text, "x.json");
    assert_eq!(read(&helped).map(|helped| digest(&helped)), Some(content));
    let titled = rewrite::titled(text, "Another").unwrap();
    assert!(read(&titled).is_some(), "{text}\n---\n{titled}");
    Some(routine)
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn what_is_in_order_survives_being_shared_and_what_is_gentler_stays(
        file in any_file(), one in vec(any_change(), 0..4), other in vec(any_change(), 0..4),
    ) {
        let (mine_text, new_text) = (changed(&file, &one), changed(&file, &other));
        let (mine, new) = (survives(&mine_text), survives(&new_text));
        let (Some(mine), Some(new)) = (mine, new) else { return Ok(()) };
        for change in differences(&mine, &new) {
            prop_assert!(!files::change(&change).is_empty());
        }
        let own = made_gentler(&mine, Some(&new), &[]);
        let gentler = beside(&own, &new, false);
        let text = with_gentler(&new_text, &gentler, &new, &Exercises::default()).unwrap();
        // What does not fit together is said, and the file is left as it was sent.
        if let Some(kept) = read(&text) {
            let missing = beside(&own, &kept, false);
            prop_assert!(missing.is_empty(), "{:?}\n{}\n---\n{}", missing, mine_text, text);
        }
    }
}
