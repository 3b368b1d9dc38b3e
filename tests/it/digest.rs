//! The name of a routine's content: what changes it, and what does not.

use stenosis_routine::domain::digest::digest;
use stenosis_routine::format::embedded;
use stenosis_routine::text::GENERAL;

use crate::run::{built_in, routine, run};

const WRITTEN: &str = r#"format = 1
title = "Morning"
rest = "20s"

[[exercise]]
use = "seated-cat-cow"
reps = 6
"#;

#[test]
fn comments_order_and_the_way_of_writing_change_nothing() {
    let name = digest(&routine(WRITTEN));
    let otherwise = "rest = \"0m20s\"\ntitle = 'Morning'\nformat = 1\nmax-pain = 4 # as usual\n\
                     [[exercise]]\nreps = 0x6\nuse = \"seated-cat-cow\"\n";
    assert_eq!(digest(&routine(otherwise)), name);
    let reviewed = WRITTEN.replace("rest =", "reviewed-by = \"B. Clinician\"\nrest =");
    assert_eq!(digest(&routine(&reviewed)), name, "a review can name what was read");
}

#[test]
fn an_exercise_written_out_has_the_name_of_one_that_was_used() {
    let library = embedded::text(embedded::EXERCISES, "seated-cat-cow").unwrap();
    let own = library.split_once('\n').unwrap().1;
    let out = format!("format = 1\ntitle = \"Morning\"\nrest = \"20s\"\n\n[[exercise]]\n{own}");
    assert_eq!(digest(&routine(&out)), digest(&routine(WRITTEN)));
}

#[test]
fn every_change_of_meaning_changes_it() {
    let name = digest(&routine(WRITTEN));
    for change in [
        "reps = 5",
        "reps = 6\nrest = \"21s\"",
        "reps = 6\nside = \"both\"\ntitle = \"Cat-cow\"",
        "reps = 6\ncaution = [\"Other.\"]",
        "reps = 6\nhide-if = []",
        "reps = 6\nsource = [\"Nowhere.\"]",
        "reps = 6\nown-choice = false",
        "reps = 6\n\n[[exercise]]\nuse = \"belly-breath\"",
    ] {
        assert_ne!(digest(&routine(&WRITTEN.replace("reps = 6", change))), name, "{change}");
    }
    for top in
        ["max-pain = 3", "stop-if = [\"numbness\"]", "contact = \"Tel. 1\"", "summary = \"S\""]
    {
        let text = WRITTEN.replace("rest = ", &format!("{top}\nrest = "));
        assert_ne!(digest(&routine(&text)), name, "{top}");
    }
}

/// A later version of the program gives the same name, or every review would seem out of date.
#[test]
fn it_stays_as_it_is() {
    let text = "format = 1\ntitle = \"One\"\n\n[[exercise]]\ntitle = \"Round\"\nkind = \"mobility\"\n\
                position = \"seated\"\ndirection = [\"flexion\"]\nreps = 4\ncaution = [\"Small.\"]\nown-choice = true\n\
                phase = [{ breath = \"in\", time = \"3s\" }, { breath = \"out\", time = \"4s\", cue = \"Round\" }]\n\
                easier = { reps = 3 }\n";
    insta::assert_snapshot!(digest(&routine(text)), @"e9d7e715d46920c8a4a2b0e173cb0041");
}

#[test]
fn a_figure_of_the_file_is_content_and_one_of_the_program_is_not() {
    let text = |neck: u8| {
        format!(
            "format = 1\ntitle = \"x\"\n[[exercise]]\nuse = \"posture-check-chair\"\n\
             phase = [{{ breath = \"free\", time = \"5s\", cue = \"Nod\", pose = \"nod\" }}]\n\
             [pose.nod]\nlike = \"seated\"\nspine = {{ neck = {neck} }}\n"
        )
    };
    assert_eq!(digest(&routine(&text(5))), digest(&routine(&text(5))));
    assert_ne!(digest(&routine(&text(5))), digest(&routine(&text(15))));
}

#[test]
fn a_review_says_when_the_content_has_changed_since() {
    let file = |more: &str| WRITTEN.replace("rest =", &format!("{more}\nrest ="));
    let about = |text: String| {
        let (stdout, _, status) = run(&["show", "m.toml"]).file("m.toml", text).output();
        assert_eq!(status, 0, "{stdout}");
        let mut lines = stdout.lines().skip(3).map(ToString::to_string);
        [lines.next().unwrap(), lines.next().unwrap()]
    };
    let by = "reviewed-by = \"B. Clinician\"\nreviewed-on = 2026-10-01";
    let name = digest(&routine(WRITTEN));
    let read = file(&format!("{by}\nreviewed-digest = \"{name}\""));
    let reader = format!("For a reviewer: reviewed-digest = \"{name}\"");
    assert_eq!(about(file(by)), ["Reviewed by B. Clinician on 2026-10-01.", &reader]);
    assert_eq!(about(read.clone()), ["Reviewed by B. Clinician on 2026-10-01.", GENERAL]);
    let [changed, reader] = about(read.replace("reps = 6", "reps = 5"));
    assert_eq!(changed, "Reviewed by B. Clinician on 2026-10-01; changed since reviewed.");
    assert!(reader.starts_with("For a reviewer: ") && !reader.contains(&name), "{reader}");
    assert_eq!(about(WRITTEN.to_owned()), ["Not reviewed by a clinician.", GENERAL]);
}

#[test]
fn the_routines_that_come_with_the_program_have_names_of_their_own() {
    let names: std::collections::BTreeSet<String> =
        embedded::ROUTINES.iter().map(|(name, _)| digest(&built_in(name))).collect();
    assert_eq!(names.len(), embedded::ROUTINES.len());
    assert!(names.iter().all(|name| name.len() == 32));
}
