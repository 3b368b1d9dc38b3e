//! Nine programmes as clinics print them: in order with their dose, or refused for the bound that they
//! break.

use std::collections::BTreeMap;

use stenosis_routine::domain::severity::Severity;
use stenosis_routine::limits::limit;

use crate::keys::said_of;
use crate::run::{Exercises, check_text, read, repository, routine};

/// Each programme with what `check` refuses in it: the limit, and the text under the caret.
pub(crate) const PROGRAMMES: &[(&str, &[&str])] = &[
    ("p01-nhs-decompression", &["LIM-11 \"90s\""]),
    (
        "p02-pure-physio-advanced",
        &["LIM-18 \"Stenosis, advanced\"", "LIM-31 [[exercise]]", "LIM-04 15", "LIM-04 15"],
    ),
    (
        "p03-williams",
        &[
            "LIM-18 \"Williams flexion exercises\"",
            "LIM-03 10",
            "LIM-03 10",
            "LIM-03 10",
            "LIM-03 10",
        ],
    ),
    ("p04-nhk-hizakakae", &[]),
    (
        "p06-otago-b",
        &[
            "LIM-26 \"lumbar\"",
            "LIM-28 ankle weight",
            "LIM-28 ankle weight",
            "LIM-28 weighted",
            "LIM-28 ankle weight",
            "LIM-28 ankle weight",
        ],
    ),
    ("p07-circuit", &[]),
    (
        "p08-dutchess-tempo",
        &["LIM-17 \"8s\"", "LIM-28 ankle weight", "LIM-17 \"8s\"", "LIM-28 ankle weight"],
    ),
    ("p09-walk-progress", &["LIM-32 \"12m\""]),
    ("p12-katzenbuckel", &[]),
];

pub(crate) fn programme(name: &str) -> String {
    read(repository(&format!("tests/it/programmes/{name}.toml")))
}

#[test]
fn each_programme_is_in_order_or_refused_for_its_bound() {
    for (name, refused) in PROGRAMMES {
        let faults = said_of(&programme(name)).into_iter();
        let faults: Vec<String> =
            faults.filter_map(|said| Some(said.strip_prefix("fault ")?.to_owned())).collect();
        assert_eq!(faults, *refused, "{name}");
    }
}

#[test]
fn a_refused_number_is_named_with_its_range_once() {
    for (name, _) in PROGRAMMES {
        let found = check_text(name, programme(name).as_bytes(), &Exercises::default());
        let mut places = BTreeMap::new();
        for fault in found.of(Severity::Fault) {
            *places.entry(fault.place.span.start).or_insert(0) += 1;
            let number: u8 = fault.code.to_string().trim_start_matches("LIM-").parse().unwrap();
            let has_range = !limit(number).bands.is_empty() && number != 26;
            assert!(
                !has_range
                    || ["the range", "is the most", "is the least"]
                        .iter()
                        .any(|bound| fault.message.contains(bound)),
                "{}",
                fault.message
            );
        }
        assert!(places.values().all(|said| *said == 1), "{name}: {places:?}");
    }
}

#[test]
fn what_is_in_order_says_its_dose_in_full() {
    let circuit = routine(&programme("p07-circuit"));
    let heels: Vec<_> = circuit.exercises.iter().filter(|one| one.up_to).collect();
    assert!(heels.len() == 1 && heels[0].full.reps == 12, "10 to 15");
    assert_eq!((circuit.groups[0].rounds, circuit.groups[0].members.clone()), (2, 1..4));
    let knees = routine(&programme("p04-nhk-hizakakae"));
    assert_eq!((knees.frequency.times_a_day, knees.exercises[0].full.reps), (Some(3), 2));
    let cat = routine(&programme("p12-katzenbuckel"));
    assert_eq!((cat.frequency.times_a_day, cat.exercises[0].full.reps), (Some(2), 10));
}
