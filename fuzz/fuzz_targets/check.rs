//! Any bytes as a routine file: checked, drawn, compiled and lived through, without a panic.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;

use stenosis_routine::format::embedded;
use stenosis_routine::format::diagnostic::{Diagnostic, Source};
use stenosis_routine::text::printable::is_unsafe;
use stenosis_routine::session::driver;
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::format::{ExerciseTexts, Library, check, decode};
use stenosis_routine::session::{Gates, Manner, Session};
use stenosis_routine::domain::timeline::compile;

struct BuiltIn;

impl ExerciseTexts for BuiltIn {
    fn exercise(&self, name: &str) -> Option<Result<Arc<Source>, Box<Diagnostic>>> {
        embedded::text(embedded::EXERCISES, name).map(|text| Ok(Source::new(name, text)))
    }

    fn exercise_names(&self) -> Vec<String> {
        embedded::EXERCISES.iter().map(|(name, _)| (*name).to_owned()).collect()
    }
}

fuzz_target!(|bytes: &[u8]| {
    let findings = match decode("fuzz.toml", bytes) {
        Err(finding) => vec![*finding],
        Ok(source) => {
            let checked = check(&source, &Library::new(&BuiltIn));
            if let Some(routine) = checked.routine {
                let plan = Plan::whole(routine);
                if compile(&plan).spans().len() < 2_000 {
                    let mut stage = Rehearsal::new(Plain::new(Narrator::new(0)), []);
                    let manner = Manner { keyboard: true, gates: Gates::Every, volume: None };
                    driver::run(&mut Session::new(plan, manner), &mut stage);
                }
            }
            checked.findings
        }
    };
    for finding in findings {
        assert!(!finding.draw(false).chars().any(|c| c != '\n' && is_unsafe(c)));
    }
});
