//! No file that somebody sent weakens what a person has told: transcripts, and a property over files.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use stenosis_routine::domain::digest::of_exercise;
use stenosis_routine::domain::plan::{Ease, LeftOut, Plan};
use stenosis_routine::domain::profile::{Flag, Profile, Told};
use stenosis_routine::domain::routine::{Direction, Exercise, Position, Precautions};
use stenosis_routine::format::diagnostic::Code;
use stenosis_routine::format::{embedded, precautions_by_movement};

use crate::run::{Exercises, cases, check_text, routine};

fn person(flags: &[Flag], told: Told) -> Profile {
    Profile { flags: flags.iter().map(|flag| (*flag, told)).collect(), ..Profile::default() }
}

fn file(exercise: &str) -> String {
    format!("format = 1\ntitle = \"From a friend\"\n\n[[exercise]]\n{exercise}\n")
}

/// What is done of the last exercise of this file, and in which version.
fn done(text: &str, profile: &Profile) -> Result<(String, Ease), LeftOut> {
    let plan = Plan::today(routine(text)).for_person(profile);
    let item = plan.items().last().unwrap();
    let title = plan.routine().exercise(item.exercise()).full.title.clone();
    item.left_out().map_or_else(|| Ok((title, item.turns()[0].ease)), Err)
}

fn codes(text: &str) -> Vec<Code> {
    let found = check_text("sent.toml", text.as_bytes(), &Exercises::default()).findings;
    found.iter().map(|finding| finding.code).collect()
}

const OWN: &str = "title = \"Knees\"\nkind = \"stretch\"\nposition = \"lying\"\ndirection = [\"flexion\"]\n\
                   reps = 2\nphase = [{ breath = \"out\", time = \"4s\", cue = \"Both knees in\" }]";

#[test]
fn c_31_no_way_of_writing_it_takes_an_answer_away() {
    let brought = format!(
        "use = \"double-knee-to-chest\"\n\n[library.double-knee-to-chest]\n{}\nhide-if = []",
        OWN.replace("\"flexion\"", "\"neutral\"")
    );
    let in_two = format!("use = \"soft\"\n\n[library.soft]\n{OWN}\nhide-if = []\nwarn-if = []");
    let ways = [
        "use = \"double-knee-to-chest\"\nhide-if = []\nwarn-if = []",
        "use = \"a\"\n\n[library.a]\nuse = \"b\"\nhide-if = []\n\n[library.b]\nuse = \"double-knee-to-chest\"\nhide-if = []",
        "use = \"pelvic-tilt\"\neasier = { use = \"double-knee-to-chest\" }",
        &brought,
        OWN,
        &in_two,
    ];
    for way in ways {
        for flag in [Flag::HipReplacement, Flag::RecentSurgery] {
            let why = done(&file(way), &person(&[flag], Told::Yes));
            assert_eq!(why, Err(LeftOut::Flag(flag)), "{way}");
        }
        assert!(done(&file(way), &person(&[Flag::HipReplacement], Told::No)).is_ok(), "{way}");
    }
    // What is neutral is done easier; what a file adds counts, too.
    let neutral = OWN.replace("\"flexion\"", "\"neutral\"") + "\neasier = { reps = 1 }";
    for (more, flag) in [("", Flag::HipReplacement), ("warn-if = [\"breathing\"]", Flag::Breathing)]
    {
        let file = file(&format!("{neutral}\n{more}"));
        let version = done(&file, &person(&[flag], Told::Yes)).unwrap().1;
        assert_eq!(version, Ease::Easier, "{more}");
    }
}

#[test]
fn c_31_check_says_which_answers_stay() {
    let uses = |lists: &str| file(&format!("use = \"double-knee-to-chest\"\n{lists}"));
    assert_eq!(codes(&uses("hide-if = []")), [Code::NoEffect]);
    assert_eq!(codes(&uses("hide-if = [\"recent-surgery\"]")), [Code::NoEffect]);
    assert_eq!(codes(&uses("hide-if = [\"neck\"]")), [], "who writes only others adds them");
    let found = check_text("sent.toml", uses("hide-if = []").as_bytes(), &Exercises::default());
    insta::assert_snapshot!(found.findings[0].draw(false));
}

#[test]
fn c_31_another_dose_of_the_librarys_movement_is_no_movement_of_ones_own() {
    let easy = file(
        "use = \"position-of-ease\"\nphase = [{ breath = \"free\", hold = true, time = \"90s\", cue = \"Rest\" }]",
    );
    let exercise = &routine(&easy).exercises[0];
    assert!(!exercise.hidden_by().any(|flag| flag == Flag::RecentSurgery));
    let turned = file("use = \"seated-march\"\ndirection = [\"flexion\"]");
    let exercise = &routine(&turned).exercises[0];
    assert!(exercise.hidden_by().any(|flag| flag == Flag::HipReplacement), "it bends now");
}

/// The format's `instead`.
#[test]
fn what_is_done_in_its_place_is_built_in_and_minds_every_other_answer() {
    let text = file(
        "use = \"seated-cat-cow\"\nreps = 3\ninstead.osteoporosis = \"seated-march\"\n\n\
         [library.seated-march]\nuse = \"seated-forward-fold\"",
    );
    let osteoporosis = Flag::Osteoporosis;
    let does = |flags: &[Flag], told| done(&text, &person(flags, told));
    let march = |ease| Ok(("Seated march".to_owned(), ease));
    assert_eq!(does(&[osteoporosis], Told::Yes), march(Ease::Full));
    assert_eq!(does(&[osteoporosis], Told::NotSure), march(Ease::Full));
    assert_eq!(does(&[], Told::Yes), Ok(("Seated cat-cow".to_owned(), Ease::Full)));
    assert_eq!(does(&[osteoporosis], Told::No), Ok(("Seated cat-cow".to_owned(), Ease::Full)));
    // One of the exercise's own, and one of the other's.
    for other in [Flag::ExtSensitive, Flag::HipReplacement] {
        assert_eq!(does(&[osteoporosis, other], Told::Yes), march(Ease::Easier), "{other}");
    }
    let hidden = does(&[osteoporosis, Flag::RecentSurgery], Told::Yes);
    assert_eq!(hidden, Err(LeftOut::Flag(Flag::RecentSurgery)));

    let plan = Plan::today(routine(&text)).for_person(&person(&[osteoporosis], Told::Yes));
    let item = &plan.items()[0];
    assert!(item.turns().len() <= 3, "no more repetitions, a side each");
    let done = plan.routine().exercise(0);
    assert_eq!(done.key(), "seated-cat-cow", "it is remembered as what it takes the place of");
    assert!(done.full.rest >= routine(&text).exercises[0].full.rest);
    let again = plan.clone().for_person(&person(&[osteoporosis], Told::Yes));
    assert_eq!(again.items(), plan.items(), "an answer heard twice changes nothing more");
    let lighter = Plan::today(routine(&text)).lighter();
    let turns = lighter.items()[0].turns().len();
    let lighter = lighter.for_person(&person(&[osteoporosis], Told::Yes));
    assert!(lighter.items()[0].turns().len() <= turns);
    let legs = plan.after_leg_stops(&[].into(), &["seated-cat-cow"].into());
    assert_eq!(legs.items()[0].turns()[0].ease, Ease::Easier, "A-7");
}

#[test]
fn what_is_done_in_its_place_is_never_larger() {
    let uses = |name: &str, instead: &str| file(&format!("use = \"{name}\"\n{instead}"));
    for (instead, code) in [
        ("instead.knee = \"seated-marhc\"", Code::UnknownExercise),
        ("instead.knee = \"controlled-back-extension\"", Code::PositionNotOffered),
        ("instead.knee = \"pelvic-tilt\"", Code::PositionNotOffered),
        ("instead.knee = \"seated-hamstring\"", Code::EasierAsksMore),
        ("instead.knee = \"seated-thoracic-extension\"", Code::EasierAsksMore),
        ("instead.knees = \"seated-march\"", Code::UnknownWord),
    ] {
        assert_eq!(codes(&uses("shoulder-blade-squeeze", instead)), [code], "{instead}");
    }
    // What the library does instead is larger than this rest of half a minute: the easier version is done.
    let short = uses(
        "position-of-ease",
        "position = \"seated\"\nphase = [{ breath = \"free\", hold = true, time = \"30s\", cue = \"Rest\" }]",
    );
    let hip = person(&[Flag::HipReplacement], Told::Yes);
    assert_eq!(done(&short, &hip).unwrap(), ("Position of ease".into(), Ease::Easier));
    // It is for the chair: lying, there is nothing to mind.
    let lying = uses("position-of-ease", "position = \"lying\"");
    assert_eq!(done(&lying, &hip).unwrap(), ("Position of ease".into(), Ease::Full));
}

/// A library exercise that is done instead for an answer must not name that answer itself: then its easier
/// version would be done.
#[test]
fn what_the_library_does_instead_is_for_whom_it_is_done() {
    let mut seen = 0;
    for (name, text) in embedded::EXERCISES {
        let checked = check_text(name, text.as_bytes(), &Exercises::default());
        for exercise in checked.routine.iter().flat_map(|routine| &routine.exercises) {
            for instead in &exercise.instead {
                let mut named = instead.exercise.hidden_by().chain(instead.exercise.warned_by());
                assert!(!named.any(|flag| flag == instead.flag), "{name}: {}", instead.name);
                seen += 1;
            }
        }
    }
    assert!(seen > 0);
}

/// A-28.
#[test]
fn a_28_with_a_hip_replacement_one_sits_high_and_does_not_lean() {
    let hip = person(&[Flag::HipReplacement], Told::Yes);
    for name in ["sit-to-stand", "walk-interval", "position-of-ease"] {
        let text = file(&format!("use = \"{name}\"\n"))
            + if name == "position-of-ease" { "position = \"seated\"\n" } else { "" };
        let plan = Plan::today(routine(&text)).for_person(&hip);
        let item = &plan.items()[0];
        assert!(item.in_place_of().is_some(), "{name}");
        let words = format!("{:?}", plan.routine().exercise(item.exercise()).full);
        assert!(words.contains("igh, firm seat"), "{words}");
        assert!(!words.contains("forearms") && !words.contains("from the hips"), "{words}");
        assert!(plan.sits_high());
    }
}

#[cfg(unix)]
mod transcripts {
    use jiff::ToSpan;

    use super::*;
    use crate::first_questions::{
        NEW, NO_FLAG, PAIN, PLAN, after, kept, met_at_home, met_told, told,
    };
    use crate::own_files::{everything, gets};

    fn all_but(yes: &str) -> String {
        told(Flag::NAMES.iter().copied(), yes)
    }

    /// The plan of this file, for somebody who has told one answer.
    fn plan(file: &str, yes: &str) -> String {
        met_told(&all_but(yes), &after(""), file, &[NEW, PAIN], PLAN)
    }

    /// As one text, however wide the screen.
    fn flat(screen: &str) -> String {
        screen.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    const BREATH: &str = "use = \"belly-breath-easy\"\nreps = 1\n\n[[exercise]]\n";

    #[test]
    fn the_hip_replacement_by_mail() {
        let sent =
            file(&format!("{BREATH}use = \"double-knee-to-chest\"\nhide-if = []\nwarn-if = []"));
        let person = gets(&sent);
        insta::assert_snapshot!(person.does(&["add", "morning.toml", "--yes", "--as", "knees"]));
        let said = flat(&plan(&sent, "hip-replacement"));
        let left_out =
            "Left out for you: Double knee to chest (a hip replacement, with limits on bending).";
        assert!(said.contains(left_out), "{said}");
        assert!(!flat(&plan(&sent, "")).contains("Left out"));
    }

    #[test]
    fn c_32_the_mailed_gentle_day() {
        let sent = file("use = \"bridge-low\"").replace("From a friend", "Core drills");
        for (name, kind) in [("gentle-day", &sent), ("position-of-ease", &sent)] {
            let person = gets(kind);
            let (said, status) = person.types(&["add", "morning.toml", "--yes", "--as", name]);
            assert_eq!(status, 2, "{said}");
            let taken = format!(
                "The name {name} is taken: where a session needs it, it is always the built-in one.\n\
                 Give this one another:  stenosis-routine add morning.toml --as NAME\n"
            );
            assert_eq!(said, taken);
            let kept = everything(&person.path("home"));
            assert!(kept.iter().all(|(path, _)| path.ends_with("sender.toml")), "{kept:?}");
        }
        // However it came there, and whatever it says of itself.
        let drills = sent.replace("use = \"bridge-low\"", "title = \"Drill\"\nkind = \"rest\"\nposition = \"seated\"\ndirection = [\"neutral\"]\nphase = [{ breath = \"out\", time = \"5s\", cue = \"Drill\" }]");
        let journal = after(&kept(4, "\"red-stop\""));
        for own in [&sent, &drills] {
            let files = [
                ("profile.toml", &*all_but("")),
                ("journal.jsonl", &*journal),
                ("routines/gentle-day.toml", own),
            ];
            let said = flat(&met_at_home(&files, "gentle-day", &[NEW, PAIN], PLAN));
            assert!(said.contains("gentle-day comes first now"), "{said}");
            assert!(said.contains("Gentle day") && !said.contains("Core drills"), "{said}");
        }
    }

    #[test]
    fn c_33_the_accepted_caution_with_another_content() {
        let uses = file(&format!("{BREATH}use = \"seated-thoracic-extension\""));
        let other = format!("{uses}\n[library.seated-thoracic-extension]\n")
            + &embedded::text(embedded::EXERCISES, "seated-thoracic-extension")
                .unwrap()
                .replace("format = 1\n", "")
                .replace("cue = \"", "cue = \"Far: ");
        let content = of_exercise(&routine(&uses).exercises[1]);
        let accepted = format!(
            "\"caution-accepted\",\"key\":\"seated-thoracic-extension\",\"content\":\"{content}\""
        );
        let journal = after(&kept(3, &accepted));
        met_told(&all_but(""), &journal, &uses, &[NEW, PAIN], PLAN);
        let asks = [NEW, ("bends the upper back backwards", "\r"), PAIN];
        let said = flat(&met_told(&all_but(""), &journal, &other, &asks, PLAN));
        assert!(said.contains("which needs your consent"), "{said}");
    }

    #[test]
    fn the_pregnant_person() {
        let lies = "use = \"shoulder-blade-squeeze\"\neasier = { use = \"pelvic-tilt\" }";
        for own in ["use = \"pelvic-tilt\"\nhide-if = []", OWN, lies] {
            let said = flat(&plan(&file(&format!("{BREATH}{own}")), "pregnancy-16w"));
            assert!(said.contains("(pregnant, 16 weeks or more)."), "{own}\n{said}");
            assert!(said.contains("Left out for you"), "{own}\n{said}");
        }
    }

    #[test]
    fn the_recent_operation_that_is_thirteen_weeks_old() {
        let since = |days: i64| {
            let day = jiff::Zoned::now().date().checked_sub(days.days()).unwrap();
            format!("{}\n[since]\nrecent-surgery = \"{day}\"\n", all_but("recent-surgery"))
        };
        let meets = |days, keys: &[(&str, &str)]| {
            flat(&met_told(&since(days), &after(""), "knees-to-chest", keys, PLAN))
        };
        let asked = ("back, hip, knee or belly operation within 12 weeks", "0\r");
        let said = meets(91, &[NEW, asked, NO_FLAG, PAIN]);
        assert!(!said.contains("Left out for you: Single knee"), "{said}");
        let said = meets(83, &[NEW, PAIN]);
        assert!(
            said.contains("Left out for you: Single knee"),
            "it holds for twelve weeks: {said}"
        );
    }
}

/// An exercise of somebody's file, and the answers that it has whatever it says.
#[derive(Clone, Debug)]
struct Written {
    text: String,
    library: String,
    has: Precautions,
}

fn built_in(name: &str) -> Exercise {
    let text = embedded::text(embedded::EXERCISES, name).unwrap();
    let checked = check_text(name, text.as_bytes(), &Exercises::default());
    checked.routine.unwrap().exercises[0].clone()
}

fn lists() -> impl Strategy<Value = String> {
    let some = || subsequence(Flag::NAMES.to_vec(), 0..4);
    let list = |key: &'static str| some().prop_map(move |flags| format!("{key} = {flags:?}\n"));
    (list("hide-if"), list("warn-if")).prop_map(|(hide, warn)| hide + &warn)
}

fn library_names() -> Vec<&'static str> {
    let names = embedded::EXERCISES.iter().map(|(name, _)| *name);
    names.filter(|name| *name != "controlled-back-extension").collect()
}

/// An exercise with this done in its place, where that is in order.
fn with_instead(text: String, flag: Flag, other: &str) -> String {
    let with = format!("{text}instead.{flag} = \"{other}\"\n");
    let checked = check_text("sent.toml", file(&with).as_bytes(), &Exercises::default());
    if checked.routine.is_some() { with } else { text }
}

const POSITIONS: &[Position] = &[Position::Seated, Position::Lying, Position::Standing];

fn own_movement(position: Position, direction: Direction) -> String {
    let extension = if direction == Direction::Extension { "extension = \"mild\"\n" } else { "" };
    format!(
        "title = \"Own\"\nkind = \"mobility\"\nposition = \"{position}\"\ndirection = [\"{direction}\"]\n{extension}\
         reps = 2\nphase = [{{ breath = \"out\", time = \"5s\", cue = \"Move\" }}]\n\
         easier = {{ reps = 1, extension = \"none\", direction = [\"{}\"] }}\n",
        if direction == Direction::Extension { Direction::Neutral } else { direction }
    )
}

/// The library's exercise under other lists, by `use` or brought along under its name, or a movement of the
/// file's own.
fn any_exercise(nth: usize) -> impl Strategy<Value = Written> {
    let own = (select(POSITIONS), select(Direction::ALL), select(library_names()), lists(), 0..3);
    let instead = (select(Flag::ALL), select(library_names()));
    (own, instead).prop_map(move |((position, direction, name, lists, way), (flag, other))| {
        let moves = own_movement(position, direction) + &lists;
        let library = built_in(name);
        let of_library = Precautions {
            hide: library.hidden_by().collect(),
            warn: library.warned_by().collect(),
        };
        let of_movement =
            precautions_by_movement().get(&(position, direction)).cloned().unwrap_or_default();
        match way {
            0 => Written {
                text: with_instead(format!("use = \"{name}\"\n{lists}"), flag, other),
                library: String::new(),
                has: of_library,
            },
            1 => Written { text: moves, library: String::new(), has: of_movement },
            _ => {
                let called = format!("{name}-{nth}");
                let none = "hide-if = []\nwarn-if = []\n";
                Written {
                    text: format!("use = \"{called}\"\n{lists}"),
                    library: format!("[library.{called}]\nuse = \"{name}\"\n{none}"),
                    has: of_library,
                }
            }
        }
    })
}

proptest! {
    #![proptest_config(cases(64))]

    /// What an answer leaves out is left out, and what it makes easier is easier, in whatever file.
    #[test]
    fn no_received_file_weakens_a_recorded_answer(
        written in (any_exercise(0), any_exercise(1), any_exercise(2)),
        flags in subsequence(Flag::ALL.to_vec(), 1..4),
        sure in any::<bool>(),
    ) {
        let written = [written.0, written.1, written.2];
        let text: Vec<String> = written.iter().map(|one| format!("[[exercise]]\n{}", one.text)).collect();
        let library: String = written.iter().map(|one| one.library.as_str()).collect();
        let text = format!("format = 1\ntitle = \"Sent\"\n{}{library}", text.concat());
        let checked = check_text("sent.toml", text.as_bytes(), &Exercises::default());
        // What is refused is not done at all.
        let Some(routine) = checked.routine else { return Ok(()) };
        let told = if sure { Told::Yes } else { Told::NotSure };
        let plan = Plan::today(Arc::clone(&routine))
            .allowing(|_| true)
            .for_person(&person(&flags, told));
        for (item, written) in plan.items().iter().zip(&written) {
            let easier = || item.in_place_of().is_some()
                || item.turns().iter().all(|turn| turn.ease == Ease::Easier);
            let has_easier = routine.exercise(item.exercise()).easier.is_some();
            let hides = flags.iter().any(|flag| written.has.hide.contains(flag));
            let warns = flags.iter().any(|flag| written.has.warn.contains(flag));
            let left_out = item.left_out().is_some();
            if hides && sure {
                prop_assert!(left_out || item.in_place_of().is_some(), "{text}\n{flags:?}");
            }
            let done = plan.routine().exercise(item.exercise());
            prop_assert!(left_out || !sure || !done.hidden_by().any(|flag| flags.contains(&flag)));
            let whole = Plan::whole(Arc::clone(&routine));
            let most = whole.items()[item.exercise()].turns().len();
            prop_assert!(item.turns().len() <= most, "{text}\n{flags:?}");
            if hides {
                prop_assert!(left_out || easier(), "{text}\n{flags:?}");
            }
            if warns && has_easier {
                prop_assert!(left_out || easier(), "{text}\n{flags:?}");
            }
        }
    }
}
