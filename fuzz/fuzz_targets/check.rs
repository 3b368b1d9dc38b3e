//! Any bytes as a routine file: checked, drawn, compiled and lived through, without a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::timeline::compile;
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::format::{Library, check, decode};
use stenosis_routine::session::{Gates, Manner, Session, driver};
use stenosis_routine_fuzz::{BuiltIn, assert_printable};

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
                    assert_printable(&stage.log);
                }
            }
            checked.findings
        }
    };
    for finding in findings {
        assert_printable(&finding.draw(false));
    }
});
