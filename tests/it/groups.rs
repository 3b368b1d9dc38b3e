//! Groups of exercises: their rounds, the rest between them, and those that are done only where asked for.

use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::domain::digest::digest;
use stenosis_routine::domain::plan::{Again, Ease, Eased, Item, Plan};
use stenosis_routine::domain::routine::Position;
use stenosis_routine::domain::routine_diff::differences;
use stenosis_routine::domain::timeline::{Part, Span, Step, Timeline, compile};
use stenosis_routine::journal::{Entry, WhyNot};
use stenosis_routine::limits;
use stenosis_routine::script;
use stenosis_routine::session::{Event, NotNow};
use stenosis_routine::text::{self, files};

use crate::keys::said_of;
use crate::lived::{self, Lived};
use crate::own_files::Person;
use crate::run::{routine, run};

/// A warm-up, A and B in a group, an end; each of four repetitions of 5 s, with a rest of 20 s.
fn circuit(group: &str) -> String {
    let more = |more: &str| format!("reps = 4\nsetup-time = \"5s\"\nrest = \"20s\"\n{more}");
    let (alone, member) = (more(""), more("group = \"c\""));
    let exercises = lived::text(&[
        ("Warm", "mobility", "seated", &alone),
        ("A", "mobility", "seated", &member),
        ("B", "mobility", "standing", &member),
        ("End", "mobility", "seated", &alone),
    ]);
    format!("{exercises}\n[group.c]\n{group}\n")
}

fn three_rounds() -> String {
    circuit("title = \"Circle\"\nrounds = 3\nrest-between-rounds = \"60s\"")
}

/// What is done, in its order: the title, the round, and how many repetitions.
fn done(plan: &Plan) -> String {
    let items = plan.items().iter().filter(|item| item.is_done());
    let word = |item: &Item| {
        let title = &plan.routine().exercise(item.exercise()).full.title;
        let easier = item.turns().iter().any(|turn| turn.ease != Ease::Full);
        format!("{title}{}x{}{}", item.round(), item.turns().len(), if easier { "e" } else { "" })
    };
    items.map(word).collect::<Vec<_>>().join(" ")
}

fn whole(text: &str) -> Plan {
    Plan::whole(routine(text))
}

/// The rests in their order, in seconds, with the exercise that they follow.
fn rests(timeline: &Timeline) -> String {
    let rests = timeline.spans().iter().filter(|span| span.part == Part::Rest { set: None });
    let rest = |span: &Span| format!("{} {}", timeline.version(span).title, span.length.as_secs());
    rests.map(rest).collect::<Vec<_>>().join(", ")
}

#[test]
fn exercises_of_a_group_are_done_in_turn_round_by_round() {
    let plan = whole(&three_rounds());
    assert_eq!(done(&plan), "Warm1x4 A1x4 B1x4 A2x4 B2x4 A3x4 B3x4 End1x4");
    let timeline = compile(&plan);
    assert_eq!(
        rests(&timeline),
        "Warm 20, A 20, B 60, A 20, B 60, A 20, B 20, End 20",
        "after the last round the last exercise's own"
    );
    let count = |part: Part| timeline.spans().iter().filter(|span| span.part == part).count();
    assert_eq!(count(Part::Setup), 8, "each is got ready for in each round");
    assert_eq!(count(Part::Transition(Step::Stand)), 3);
    assert_eq!(count(Part::Transition(Step::SitDown)), 3);
    assert_eq!(done(&whole(&circuit(""))), "Warm1x4 A1x4 B1x4 End1x4", "one round when absent");
}

#[test]
fn a_round_is_named_where_there_are_several() {
    let (shown, ..) = run(&["show", "a.toml"]).file("a.toml", three_rounds()).output();
    assert!(shown.contains("\nWhat belongs together\n- Circle: exercises 2 to 3, 3 rounds with 1 minute of rest between them\n"), "{shown}");
    assert!(
        shown.contains("  A, 2 of 4, round 1 of 3.\n")
            && shown.contains("B, 3 of 4, round 3 of 3."),
        "{shown}"
    );
    assert_eq!(shown.matches("Then round 2 of 3.").count(), 1, "{shown}");
    assert_eq!(shown.matches("Warm, 1 of 4.\n").count(), 1, "{shown}");

    let (json, ..) = run(&["show", "--json", "a.toml"]).file("a.toml", three_rounds()).output();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let places: Vec<(u64, Option<&str>, Option<u64>)> = json["cues"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|cue| cue["kind"] == "setup")
        .map(|cue| {
            (cue["exercise"].as_u64().unwrap(), cue["group"].as_str(), cue["round"].as_u64())
        })
        .collect();
    let of = |exercise, round| (exercise, Some("c"), Some(round));
    assert_eq!(
        places,
        [
            (1, None, None),
            of(2, 1),
            of(3, 1),
            of(2, 2),
            of(3, 2),
            of(2, 3),
            of(3, 3),
            (4, None, None)
        ]
    );
    let (json, ..) = run(&["show", "--json", "a.toml"]).file("a.toml", circuit("")).output();
    assert!(json.contains("\"group\": \"c\"") && !json.contains("\"round\""), "{json}");
}

#[test]
fn members_follow_each_other_in_a_group_that_is_there() {
    let good = three_rounds();
    assert!(said_of(&good).iter().all(|said| !said.starts_with("fault")), "{:?}", said_of(&good));
    let faults = |text: &str| -> Vec<String> {
        let mut found = said_of(text);
        found.retain(|said| said.starts_with("fault") || said.contains("no-effect"));
        found
    };
    let (one, more) = ("group = \"c\"", "\nreps = 4\nsetup-time = \"5s\"\nrest = \"20s\"\n");
    for (text, said) in [
        (good.replacen("[group.c]", "[group.circle]", 1), &["fault group \"c\""][..]),
        (good.replacen(one, "group = \"d\"", 1), &["fault group \"d\""]),
        (good.replacen(one, "group = 3", 1), &["fault wrong-type 3"]),
        (good.replacen("title = \"End\"", "title = \"End\"\ngroup = \"c\"", 1), &[]),
        (
            good.replacen("title = \"Warm\"", "title = \"Warm\"\ngroup = \"c\"", 1).replacen(
                &format!("{more}{one}"),
                more,
                1,
            ),
            &["fault group \"c\""],
        ),
        (good.replacen("rounds = 3", "rounds = 4", 1), &["fault out-of-range 4"]),
        (good.replacen("rounds = 3", "rounds = 0", 1), &["fault out-of-range 0"]),
        (good.replacen(one, "group = \"c\"\nsets = 2", 1), &["fault not-together 2"]),
        (
            good.replacen(
                &format!("reps = 4\nsetup-time = \"5s\"\nrest = \"20s\"\n{one}"),
                &format!("setup-time = \"5s\"\nsteps = [{{ sets = 1 }}, {{ sets = 2 }}]\n{one}"),
                1,
            ),
            &["fault not-together [{ sets = 1 }, { sets = 2 }]"],
        ),
        (good.replace(one, ""), &["warning no-effect [group.c]"]),
        (good.replacen("rounds = 3", "rounds = 1", 1), &["warning no-effect \"60s\""]),
        (good.replacen("rounds = 3", "lap = 3", 1), &["fault unknown-key lap"]),
    ] {
        let found = faults(&text);
        let first: Vec<&str> = found.iter().map(String::as_str).take(said.len().max(1)).collect();
        assert_eq!(first, said, "{text}\n{found:?}");
    }
    let one_round = circuit("optional = true").replacen(one, "group = \"c\"\nsets = 2", 1);
    assert_eq!(faults(&one_round), [""; 0], "sets may be where there is one round");
}

#[test]
fn only_a_routine_says_what_belongs_together() {
    let exercise = "format = 1\nuse = \"seated-cat-cow\"\ngroup = \"c\"\n";
    assert_eq!(said_of(exercise), ["fault unknown-key \"c\""]);
    let brought = "format = 1\ntitle = \"T\"\n[[exercise]]\nuse = \"mine\"\n\n\
                   [library.mine]\nuse = \"seated-cat-cow\"\ngroup = \"c\"\n";
    assert_eq!(said_of(brought), ["fault unknown-key \"c\""]);
}

#[test]
fn rounds_count_as_sets_and_what_lies_between_them_as_a_rest_between_sets() {
    let lim = |text: &str, number: &str| -> Vec<String> {
        let mut found = said_of(text);
        found.retain(|said| said.contains(number));
        found
    };
    assert_eq!(lim(&three_rounds(), "LIM-05"), ["warning LIM-05 3"]);
    assert_eq!(lim(&circuit("rounds = 1"), "LIM-05"), [""; 0]);
    for (rest, said) in [
        ("60s", None),
        ("45s", Some("warning LIM-17 \"45s\"")),
        ("20s", Some("fault LIM-17 \"20s\"")),
    ] {
        let found = lim(
            &three_rounds().replace("rounds = \"60s\"", &format!("rounds = \"{rest}\"")),
            "LIM-17",
        );
        assert_eq!(found, said.into_iter().map(ToOwned::to_owned).collect::<Vec<_>>());
    }
    let breathing = three_rounds()
        .replace("rounds = \"60s\"", "rounds = \"5s\"")
        .replace("\"mobility\"", "\"breath\"");
    assert_eq!(lim(&breathing, "LIM-17"), [""; 0], "breathing is free");
    let strong = three_rounds()
        .replace("\"mobility\"", "\"strength\"")
        .replace("rest = \"20s\"", "rest = \"30s\"");
    assert_eq!(lim(&strong, "LIM-21"), [""; 0], "four exercises, each counted once");
    let down = three_rounds().replacen("\"standing\"", "\"lying\"", 1);
    assert_eq!(lim(&down, "LIM-31"), ["fault LIM-31 [[exercise]]"], "down and up in every round");
    let loads = limits::loads(&routine(&three_rounds()));
    assert_eq!(loads.iter().map(|load| load.load.sets).collect::<Vec<_>>(), [1, 3, 3, 1]);
    let promise = circuit("title = \"Heal your back\"");
    assert_eq!(lim(&promise, "LIM-41"), ["warning LIM-41 Heal"]);
}

#[test]
fn a_lighter_day_has_half_the_rounds_and_keeps_the_repetitions() {
    let lighter = |rounds: u32| done(&whole(&circuit(&format!("rounds = {rounds}"))).lighter());
    assert_eq!(lighter(3), "Warm1x2 A1x4 B1x4 A2x4 B2x4 End1x2");
    assert_eq!(lighter(2), "Warm1x2 A1x4 B1x4 End1x2");
    assert_eq!(lighter(1), "Warm1x2 A1x2 B1x2 End1x2");
    let timeline = compile(&whole(&three_rounds()).lighter());
    assert_eq!(rests(&timeline), "Warm 20, A 20, B 60, A 20, B 20, End 20");
    assert!(timeline.spans().iter().filter_map(|span| span.round).all(|round| round.of == 2));
}

#[test]
fn what_is_eased_stays_so_in_later_rounds() {
    let mut plan = whole(&three_rounds());
    assert_eq!(plan.ease(1, 2), Eased::Fewer);
    assert_eq!(done(&plan), "Warm1x4 A1x3 B1x4 A2x2 B2x4 A3x2 B3x4 End1x4");
    assert_eq!(plan.ease(4, 3), Eased::Fewer, "this round is nearly over, the next ones are not");
    assert_eq!(done(&plan), "Warm1x4 A1x3 B1x4 A2x2 B2x4 A3x2 B3x2 End1x4");
    let easier =
        three_rounds().replacen("group = \"c\"", "group = \"c\"\neasier = { reps = 3 }", 1);
    let mut plan = whole(&easier);
    assert_eq!(plan.ease(3, 1), Eased::Easier);
    assert_eq!(
        done(&plan),
        "Warm1x4 A1x4 B1x4 A2x4e B2x4 A3x3e B3x4 End1x4",
        "not the round before"
    );
}

#[test]
fn key_n_is_this_round() {
    let mut lived = Lived::of(&three_rounds());
    // Getting ready, and the first repetition, of A.
    lived.press(" ").wait(45.0 + 7.0);
    assert_eq!(lived.title(), "A");
    lived.press("n").wait(1.0);
    assert_eq!(lived.title(), "B");
    assert_eq!(done(lived.session.plan()), "Warm1x4 A1x1 B1x4 A2x4 B2x4 A3x4 B3x4 End1x4");
    lived.live();
    let rounds = |entry: &Entry| match entry {
        Entry::Exercise(done) => {
            Some((done.title.clone(), done.round, done.whole, done.why.is_some()))
        }
        _ => None,
    };
    let written: Vec<_> = lived.entries().iter().filter_map(rounds).collect();
    let line = |title: &str, round, whole: bool| (title.to_owned(), round, whole, !whole);
    assert_eq!(
        written,
        [
            line("Warm", None, true),
            line("A", Some(1), false),
            line("B", Some(1), true),
            line("A", Some(2), true),
            line("B", Some(2), true),
            line("A", Some(3), true),
            line("B", Some(3), true),
            line("End", None, true),
        ]
    );
    let ending = lived.session.ending().unwrap();
    assert_eq!((ending.done, ending.of), (3, 4), "A was not done in every round");
}

#[test]
fn what_is_skipped_before_another_round_was_not_begun_again() {
    let mut lived = Lived::of(&three_rounds());
    lived.press(" ");
    let moves = |lived: &Lived| {
        lived.title() == "B"
            && lived.session.timeline().spans()[lived.session.here()].turn().is_some()
    };
    while !moves(&lived) {
        lived.wait(1.0);
        if lived.session.is_at_a_gate() {
            lived.press(" ");
        }
    }
    lived.press("n").wait(1.0).live();
    let why = lived.entries().iter().find_map(|entry| match entry {
        Entry::Exercise(done) if done.title == "B" => Some(done.why),
        _ => None,
    });
    assert_eq!(why, Some(Some(WhyNot::Skipped)));
}

#[test]
fn key_b_begins_a_round_of_an_exercise_again_once() {
    let mut plan = whole(&three_rounds());
    assert_eq!(plan.again(1, (2, 1), false), Again::From(2));
    assert_eq!(done(&plan), "Warm1x4 A1x2 A1x3 B1x4 A2x4 B2x4 A3x4 B3x4 End1x4");
    assert_eq!(plan.again(2, (1, 0), false), Again::Once);
    assert_eq!(plan.again(4, (1, 0), false), Again::From(5), "the next round is another one");
    let lived = compile(&plan);
    assert_eq!(lived.spans().last().map(|span| span.part), Some(Part::Finished));
}

#[test]
fn what_is_noticed_holds_for_later_rounds() {
    let mut plan = whole(
        &three_rounds()
            .replacen(
                "\"mobility\"\nposition = \"standing\"",
                "\"strength\"\nposition = \"standing\"",
                1,
            )
            .replace("rest = \"20s\"", "rest = \"30s\""),
    );
    plan.rest_and_shrink(2, 1, Position::Standing);
    assert_eq!(done(&plan), "Warm1x4 A1x4 B1x1 A2x4 A3x4 End1x4");
    let timeline = compile(&plan);
    assert_eq!(
        rests(&timeline),
        "Warm 30, A 30, A 60, A 30, End 30",
        "the rest between rounds is kept"
    );
    let mut stopped = whole(&three_rounds()).after_leg_stops(&["A"].into(), &[].into());
    assert_eq!(done(&stopped), "Warm1x4 B1x4 B2x4 B3x4 End1x4");
    stopped = stopped.from_exercise(3);
    assert_eq!(done(&stopped), "B1x4 B2x4 B3x4 End1x4");
    assert_eq!(done(&whole(&three_rounds()).from_exercise(3)), "B1x4 A2x4 B2x4 A3x4 B3x4 End1x4");
}

#[test]
fn an_optional_group_is_done_where_it_was_asked_for() {
    let text = circuit("title = \"Circle\"\noptional = true");
    let file = |args: &[&str]| run(args).file("a.toml", &text).output();
    let (shown, ..) = file(&["show", "a.toml"]);
    assert!(shown.contains("- Circle: exercises 2 to 3, optional, with  --with c\n"), "{shown}");
    assert!(!shown.contains("A, 2 of 4."), "{shown}");
    let (shown, ..) = file(&["show", "a.toml", "--with", "c"]);
    assert!(shown.contains("A, 2 of 4."), "{shown}");
    let plan = Plan::today(routine(&text)).with_options(&[]);
    let line = "Left out, because it is optional: Circle. To do it too:  --with c";
    assert_eq!(text::all_left_out(&plan), [line]);

    let (_, said, status) = file(&["start", "a.toml", "--with", "d"]);
    assert_eq!(status, 2);
    assert!(
        said.starts_with("T has no optional group d.\n") && said.contains("--with c"),
        "{said}"
    );
    let (_, said, _) = run(&["show", "--with", "c", "daily-5"]).output();
    assert!(said.contains("All of it is done without --with."), "{said}");

    let plan = Plan::today(routine(&text));
    assert_eq!(done(&plan.clone().with_options(&[])), "Warm1x4 End1x4");
    assert_eq!(done(&plan.with_options(&["c".into()])), "Warm1x4 A1x4 B1x4 End1x4");
    let long = circuit("optional = true\nrounds = 3")
        .replace("reps = 4", "reps = 10")
        .replace("\"5s\", cue", "\"10s\", cue");
    assert!(
        said_of(&long).iter().any(|said| said.contains("LIM-18")),
        "checks count it in: {:?}",
        said_of(&long)
    );
}

#[test]
fn what_differs_in_a_group_has_words_and_is_content() {
    let was = three_rounds();
    let said = |now: &str| -> Vec<String> {
        assert_ne!(digest(&routine(&was)), digest(&routine(now)), "{now}");
        differences(&routine(&was), &routine(now)).iter().map(files::change).collect()
    };
    for (from, to, words) in [
        ("rounds = 3", "rounds = 2", "Circle: 2 rounds, was 3."),
        (
            "rounds = \"60s\"",
            "rounds = \"90s\"",
            "Circle: 1 minute 30 seconds of rest between rounds, was 1 minute.",
        ),
        (
            "rounds = 3",
            "rounds = 3\noptional = true",
            "Circle: optional now, done only where you ask for it.",
        ),
        ("\"Circle\"", "\"Ring\"", "Ring: the group has another title."),
        (
            "title = \"End\"",
            "title = \"End\"\ngroup = \"c\"",
            "Circle: other exercises belong to it.",
        ),
    ] {
        assert_eq!(said(&was.replacen(from, to, 1)), [words], "{to}");
    }
    let apart = was
        .replace("group = \"c\"\n", "")
        .replace("[group.c]\ntitle = \"Circle\"\nrounds = 3\nrest-between-rounds = \"60s\"\n", "");
    assert_eq!(said(&apart), ["Circle: its exercises are done once each, on their own."]);
    let back: Vec<String> =
        differences(&routine(&apart), &routine(&was)).iter().map(files::change).collect();
    assert_eq!(back, ["Circle: A and B, 3 rounds of them."]);
}

#[test]
fn fewer_rounds_and_more_rest_between_them_stay() {
    let anna = Person::new();
    let file = |rounds: u32, reps: u32| {
        three_rounds()
            .replace("rounds = 3", &format!("rounds = {rounds}"))
            .replacen("reps = 4", &format!("reps = {reps}"), 1)
            .replacen("title = \"T\"", "title = \"T\"\nauthor = \"A\"", 1)
    };
    anna.write("work/t.toml", file(2, 4));
    anna.does(&["add", "t.toml", "--yes"]);
    let mine = file(2, 4)
        .replace("rounds = 2", "rounds = 1\noptional = true")
        .replace("rest-between-rounds = \"60s\"", "");
    anna.write("home/routines/t.toml", mine);
    anna.write("work/t.toml", file(3, 5));
    let said = anna.does(&["add", "t.toml", "--yes"]);
    for line in [
        "  Circle: 1 round; the file says 3.\n",
        "  Circle: only where you ask for it.\n",
        "Warm: 5 repetitions, was 4.",
    ] {
        assert!(said.contains(line), "{said}");
    }
    let kept = routine(&std::fs::read_to_string(anna.routine("t")).unwrap());
    assert_eq!((kept.groups[0].rounds, kept.groups[0].optional), (1, true));
    // Who longs for more of it again says so.
    anna.write("work/t.toml", file(2, 5));
    anna.does(&["add", "t.toml", "--yes", "--as-sent"]);
    let now = routine(&std::fs::read_to_string(anna.routine("t")).unwrap());
    assert_eq!((now.groups[0].rounds, now.groups[0].optional), (2, false));
    let slower = file(2, 5).replace("rounds = \"60s\"", "rounds = \"120s\"");
    anna.write("home/routines/t.toml", slower);
    anna.write("work/t.toml", file(3, 5));
    let said = anna.does(&["add", "t.toml", "--yes"]);
    assert!(
        said.contains("  Circle: 2 minutes of rest between rounds; the file says 1 minute.\n"),
        "{said}"
    );
    let now = routine(&std::fs::read_to_string(anna.routine("t")).unwrap());
    assert_eq!(
        (now.groups[0].rounds, now.groups[0].rest_between_rounds),
        (3, Duration::from_secs(120))
    );
}

#[test]
fn the_screen_says_the_round_beside_the_exercise() {
    let timeline = Arc::new(compile(&whole(&three_rounds())));
    let span = timeline
        .spans()
        .iter()
        .find(|span| span.round.is_some_and(|round| round.nth == 2))
        .unwrap();
    let place = script::place(&timeline, span);
    assert_eq!(place.as_deref(), Some("exercise 2 of 4, round 2 of 3"));
}

#[test]
fn a_session_of_rounds_is_whole_when_all_of_them_are() {
    let mut lived = Lived::of(&three_rounds());
    lived.live();
    let ending = lived.session.ending().unwrap();
    assert_eq!((ending.done, ending.of), (4, 4));
    assert!(!lived.brought(|event| matches!(event, Event::NotNow(NotNow::AllDone))));
    assert_eq!(lived.done().len(), 8, "a line for each round");
}
