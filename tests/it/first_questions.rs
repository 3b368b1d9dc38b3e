//! What is asked before a session, and what is done instead, from what is known: at a real terminal.

#![cfg(unix)]

use jiff::ToSpan;
use jiff::civil::Date;

use crate::days::{MOBILITY, TODAY, session};
use crate::lived::text;
use crate::run::program;
use crate::terminal::Terminal;

fn days_ago(days: i64) -> Date {
    jiff::Zoned::now().date().checked_sub(days.days()).unwrap()
}

/// A session of this routine for a person with this profile, as far as these keys bring it: each is
/// pressed when what stands beside it is seen. Gives the screen at which `at` is seen.
fn met(routine: &str, profile: &str, keys: &[(&str, &str)], at: &str) -> String {
    met_after("", routine, profile, keys, at)
}

/// The same after these days.
fn met_after(
    journal: &str,
    routine: &str,
    profile: &str,
    keys: &[(&str, &str)],
    at: &str,
) -> String {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join(".local/share/stenosis-routine");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("profile.toml"), profile).unwrap();
    std::fs::write(own.join("journal.jsonl"), journal).unwrap();
    let mut name = routine.to_owned();
    if routine.contains('\n') {
        let path = home.path().join("mine.toml");
        std::fs::write(&path, routine).unwrap();
        name = path.to_string_lossy().into_owned();
    }
    let args = ["start", "--mute", "--no-journal"].into_iter().chain(name.split(' '));
    let args: Vec<&str> = args.collect();
    let mut terminal = Terminal::at_home(home, &program(), &args);
    for (seen, key) in keys {
        terminal.until(seen);
        terminal.press(key);
    }
    terminal.until(at);
    let screen = terminal.text();
    terminal.press("\u{3}");
    terminal.end();
    screen
}

const NEW: (&str, &str) = ("New numbness", "n");
const FLAGS: (&str, &str) = ("Which is so", "0\r");
const PAIN: (&str, &str) = ("Pain now", "\r");
const PLAN: &str = "q  not today";

fn simple() -> String {
    text(&[("Move", "mobility", "seated", "reps = 4")])
}

fn remembered(lines: &str) -> String {
    format!("[remembered]\ncard = 1\n{lines}\n")
}

#[test]
fn the_card_comes_once_and_an_emergency_is_asked_about_first() {
    met(&simple(), "", &[], "BEFORE YOU BEGIN");
    met(&simple(), "[remembered]\ncard = 2\n", &[], "BEFORE YOU BEGIN");
    met(&simple(), &remembered(""), &[NEW, PAIN], PLAN);
    let emergency = remembered(&format!("emergency = \"{}\"", days_ago(3)));
    met(
        &simple(),
        &emergency,
        &[("Has a doctor looked", "y"), ("BEFORE YOU BEGIN", "n"), PAIN],
        PLAN,
    );
}

#[test]
fn the_last_session_is_asked_about_for_a_week() {
    for (days, is_asked) in [(0, false), (1, true), (7, true), (8, false)] {
        let moved = remembered(&format!("moved = \"{}\"", days_ago(days)));
        match is_asked {
            true => met(&simple(), &moved, &[NEW, ("back to your usual", "1"), PAIN], PLAN),
            false => met(&simple(), &moved, &[NEW, PAIN], PLAN),
        };
    }
}

#[test]
fn too_much_last_time_is_lighter_today_unless_it_is_asked_about() {
    let lighter = "today is lighter";
    let is_lighter = |screen: String| screen.to_lowercase().contains(lighter);
    assert!(is_lighter(met(&simple(), &remembered("too-much = true"), &[NEW, PAIN], PLAN)));
    assert!(!is_lighter(met(&simple(), &remembered(""), &[NEW, PAIN], PLAN)));
    let asked = remembered(&format!("too-much = true\nmoved = \"{}\"", days_ago(1)));
    let keys = |answer| [NEW, ("back to your usual", answer), PAIN];
    assert!(!is_lighter(met(&simple(), &asked, &keys("1"), PLAN)));
    assert!(is_lighter(met(&simple(), &asked, &keys("\r"), PLAN)));
    let breath = text(&[("Breathe", "breath", "seated", "reps = 4")]);
    assert!(!is_lighter(met(&breath, &remembered("too-much = true"), &[NEW, PAIN], PLAN)));
}

#[test]
fn gentle_day_comes_first_after_a_red_stop_and_on_the_day_that_rests() {
    let first = "gentle-day comes first now";
    let keys = [NEW, ("Which is so", "0\r"), PAIN];
    for kept in [format!("red-stop = \"{}\"", days_ago(4)), format!("rests = \"{}\"", days_ago(0))]
    {
        assert!(met(&simple(), &remembered(&kept), &keys, PLAN).contains(first), "{kept}");
        let breath = text(&[("Breathe", "breath", "seated", "reps = 4")]);
        assert!(!met(&breath, &remembered(&kept), &[NEW, PAIN], PLAN).contains(first), "{kept}");
        assert!(!met("gentle-day", &remembered(&kept), &keys, PLAN).contains(first), "{kept}");
    }
    let over = remembered(&format!("rests = \"{}\"", days_ago(1)));
    assert!(!met(&simple(), &over, &[NEW, PAIN], PLAN).contains(first));
}

#[test]
fn the_third_time_that_the_legs_speak_up_is_one_to_ask_about() {
    let asks = |stops: u32, more: &str| {
        let routine =
            text(&[("Move", "mobility", "seated", more), ("Turn", "mobility", "seated", "")]);
        let kept = format!(
            "[flags]\nknee = \"yes\"\n[remembered]\ncard = 1\n[remembered.leg-stops]\nMove = {stops}\n"
        );
        met(&routine, &kept, &[NEW, PAIN], PLAN).contains("Move has ended with leg symptoms")
    };
    assert!(!asks(2, "") && asks(3, ""));
    assert!(!asks(3, "hide-if = [\"knee\"]"), "it is left out today");
}

#[test]
fn only_flags_of_what_moves_are_asked_and_only_until_they_are_told() {
    let with = |kind: &str, flags: &str| {
        text(&[("Move", kind, "seated", &format!("warn-if = [{flags}]"))])
    };
    let card = &remembered("");
    met(
        &with("mobility", "\"knee\", \"ext-sensitive\""),
        card,
        &[NEW, ("Which is so", "0\r"), PAIN],
        PLAN,
    );
    met(
        &with("mobility", "\"vertigo\", \"ext-sensitive\""),
        card,
        &[NEW, ("leaning back", "n"), PAIN],
        PLAN,
    );
    met(&with("breath", "\"knee\""), card, &[NEW, PAIN], PLAN);
    met(&with("mobility", "\"recent-surgery\""), "", &[("BEFORE YOU BEGIN", "n"), PAIN], PLAN);
    let told = format!("[flags]\nknee = \"no\"\n{card}");
    met(&with("mobility", "\"knee\""), &told, &[NEW, PAIN], PLAN);
}

#[test]
fn a_caution_is_read_until_it_is_accepted_by_whom_it_is_for() {
    let bends = "format = 1\ntitle = \"T\"\n[[exercise]]\nuse = \"seated-thoracic-extension\"\n\
                 [[exercise]]\nuse = \"belly-breath\"\n";
    let flags = [
        "ext-sensitive",
        "spondylolisthesis",
        "osteoporosis",
        "vertigo",
        "neck",
        "pregnancy-16w",
        "high-bp-heart",
        "glaucoma",
        "wrist-shoulder",
        "recent-fracture",
        "recent-surgery",
        "floor-difficulty",
        "falls-risk",
    ];
    let all_told = |yes: &str| {
        let told =
            flags.map(|flag| format!("{flag} = \"{}\"\n", if flag == yes { "yes" } else { "no" }));
        format!("[flags]\n{}", told.concat())
    };
    let kept = |yes: &str, more: &str| all_told(yes) + &remembered(more);
    met(bends, &kept("", ""), &[NEW, ("bends the upper back backwards", "y"), PAIN], PLAN);
    met(bends, &kept("", "accepted = [\"seated-thoracic-extension\"]"), &[NEW, PAIN], PLAN);
    met(bends, &kept("ext-sensitive", ""), &[NEW, PAIN], PLAN);
    met(&simple(), &kept("", ""), &[NEW, PAIN], PLAN);
}

#[test]
fn what_is_gentle_is_free_on_a_day_with_much_in_it() {
    let today = days_ago(0).to_string();
    let log = ["a", "b", "c"].map(|name| session(0, name, "d", MOBILITY));
    let log = log.concat().replace(&TODAY.to_string(), &today);
    let says = |routine: &str| {
        met_after(&log, routine, &remembered(""), &[NEW, PAIN], PLAN).contains("30 are plenty")
    };
    assert!(says(&simple()));
    assert!(!says(&text(&[("Breathe", "breath", "seated", "reps = 4")])));
}

#[test]
fn a_routine_that_was_done_once_has_a_plan_of_one_line() {
    let plan = |done: &str, at: &str| {
        met("wind-down-breathing", &remembered(done), &[NEW, FLAGS, PAIN], at);
    };
    plan("", PLAN);
    plan("done = [\"another\"]", PLAN);
    plan("done = [\"wind-down-breathing\"]", "begins, q leaves");
}

#[test]
fn in_bed_is_for_what_can_all_be_done_lying() {
    let said = "Not all of this can be done lying";
    let sits = |routine: &str, keys: &[(&str, &str)]| {
        met(routine, &remembered(""), keys, PLAN).contains(said)
    };
    assert!(!sits("wind-down-breathing --in-bed", &[NEW, FLAGS, PAIN]));
    assert!(sits("chair-only --in-bed", &[NEW, FLAGS, PAIN]));
}
