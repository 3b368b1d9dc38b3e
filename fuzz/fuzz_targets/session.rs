//! A person, a routine, answers and keys, all out of the bytes: the session ends, nothing panics, and
//! what is printed is harmless.

#![no_main]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::units::Moment;
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::format::diagnostic::Source;
use stenosis_routine::format::{Library, check, embedded};
use stenosis_routine::session::{Gates, Happening, KeyPress, Manner, Past, Session, driver};
use stenosis_routine_fuzz::{BuiltIn, assert_printable};

const PAGES: [PageId; 5] =
    [PageId::AfterLast, PageId::LeaningBack, PageId::Flags, PageId::Caution, PageId::Before];
/// Keys that mean something somewhere.
const KEYS: &[u8] = b" elpnbm+-q?yk0123456789\n\n\n";
/// Whoever is asked something answers it in the end.
const IN_THE_END: &[u8] = b" n0k1y\nq";

fn key(letter: u8) -> KeyPress {
    if letter == b'\n' { KeyPress::Enter } else { KeyPress::Char(letter.into()) }
}

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.iter().copied();
    let mut next = || bytes.next().unwrap_or(0);
    let (_, text) = embedded::ROUTINES[usize::from(next()) % embedded::ROUTINES.len()];
    let checked = check(&Source::new("built-in", text), &Library::new(&BuiltIn));
    let routine = checked.routine.expect("what comes with the program is in order");

    let told = |byte: u8| [None, Some(Told::Yes), Some(Told::NotSure), Some(Told::No)][usize::from(byte % 4)];
    let flags: BTreeMap<Flag, Told> =
        Flag::ALL.iter().filter_map(|flag| Some((*flag, told(next())?))).collect();
    let profile = Profile { flags, ..Profile::default() };
    let mut plan = Plan::today(Arc::clone(&routine)).for_person(&profile);
    let days = next();
    if days & 1 > 0 {
        plan = plan.off_the_feet();
    }
    if days & 2 > 0 {
        plan = plan.lighter();
    }
    let past = Past {
        was_too_much: days & 4 > 0,
        was_worse: days & 8 > 0,
        was_sore: days & 16 > 0,
        ..Past::default()
    };
    let manner = Manner {
        keyboard: days & 32 == 0,
        gates: [Gates::Usual, Gates::Every, Gates::None, Gates::Usual][usize::from(days >> 6)],
        volume: None,
    };
    let pages = next();
    let asked = PAGES.iter().enumerate().filter(|(at, _)| pages & (1 << at) > 0);
    let mut session = Session::new(plan, manner)
        .asking(asked.map(|(_, page)| *page))
        .about(vec![Flag::Osteoporosis, Flag::Knee, Flag::FallsRisk])
        .after(past);

    let mut now = Moment::ZERO;
    let mut script = Vec::new();
    for _ in 0..60 {
        let (gap, letter) = (next(), next());
        now = now + Duration::from_millis(u64::from(gap) * 250);
        let letter = KEYS[usize::from(letter) % KEYS.len()];
        script.push((now, Happening::Key(key(letter))));
    }
    let mut stage = Rehearsal::new(Plain::new(Narrator::new(0)), script);
    stage.when_waiting = IN_THE_END.iter().map(|letter| key(*letter)).collect();
    driver::run(&mut session, &mut stage);
    assert!(session.is_over());
    assert_printable(&stage.log);
});
