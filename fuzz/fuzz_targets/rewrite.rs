//! Any two texts as a person's own routine and a new version of it: what `edit`, `new` and `add` write of
//! them is in order, says what was asked for, and leaves the rest as it was.

#![no_main]

use libfuzzer_sys::fuzz_target;

use stenosis_routine::domain::digest::digest;
use stenosis_routine::domain::gentler::{beside, made_gentler};
use stenosis_routine::domain::routine::Routine;
use stenosis_routine::domain::routine_diff::differences;
use stenosis_routine::format::diagnostic::Source;
use stenosis_routine::format::rewrite::{text_digest, titled, with_schema_line, without_schema_line};
use stenosis_routine::format::rewrite_gentler::{remembered, to_remember, with_gentler};
use stenosis_routine::format::{Checked, Library, check, decode};
use stenosis_routine::text::files;
use stenosis_routine_fuzz::{BuiltIn, assert_printable};

/// What stands between the two texts.
const BETWEEN: &str = "\n#----\n";

fn checked(text: &str) -> Checked {
    check(&Source::new("fuzz.toml", text), &Library::new(&BuiltIn))
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = decode("fuzz.toml", bytes) else { return };
    let (mine, new) = source.text.split_once(BETWEEN).unwrap_or((&source.text, &source.text));

    let Some(own_routine) = checked(mine).routine else { return };

    // As `edit` shows it to an editor, once and again.
    let helped = with_schema_line(mine, "../routine.schema.json");
    assert_eq!(without_schema_line(&helped), without_schema_line(mine));
    assert_eq!(with_schema_line(&helped, "../routine.schema.json"), helped);
    let again = checked(&helped).routine.expect("a comment more leaves it in order");
    assert_eq!(digest(&again), digest(&own_routine));
    assert_eq!(text_digest(&helped).ok(), text_digest(mine).ok());

    // As `new --like` begins with it.
    let other = titled(mine, "Another title").expect("in order, and cannot get a title");
    let other = checked(&other).routine.expect("another title leaves it in order");
    assert_eq!(other.title, "Another title");
    // A file of one exercise is called as it is.
    let doses = |routine: &Routine| -> Vec<_> {
        let exercises = routine.exercises.iter();
        exercises.map(|one| (one.dose(), one.full.phases.clone(), one.ladder.clone())).collect()
    };
    assert_eq!(doses(&other), doses(&own_routine));

    // As `add` keeps what is gentler in the own one.
    let Some(theirs) = checked(new).routine else { return };
    for change in differences(&own_routine, &theirs) {
        assert_printable(&files::change(&change));
    }
    let own = made_gentler(&own_routine, Some(&theirs), &[]);
    let kept = to_remember(&own).map_or(Vec::new(), |text| remembered(&text));
    assert_eq!(kept, own, "what is remembered is what was theirs");
    let (mut text, mut now) = (without_schema_line(new), theirs);
    for easier in [false, true] {
        let gentler = beside(&own, &now, easier);
        for one in &gentler {
            assert_printable(&files::gentler(one));
        }
        let Ok(rewritten) = with_gentler(&text, &gentler, &now, &BuiltIn) else { return };
        // Where both together are not in order, `add` says so and asks.
        let Some(routine) = checked(&rewritten).routine else { return };
        (text, now) = (rewritten, routine);
    }
    let left: Vec<_> = [false, true].iter().flat_map(|easier| beside(&own, &now, *easier)).collect();
    assert_eq!(left, [], "{text}");
});
