//! What is asked before a session, and what is done instead, from what is known: at a real terminal.

#![cfg(unix)]

use jiff::ToSpan;
use jiff::civil::Date;

use stenosis_routine::domain::digest::{digest, of_exercise};
use stenosis_routine::domain::profile::{CARD, Flag};
use stenosis_routine::domain::routine::Routine;

use crate::days::{MOBILITY, TODAY, session};
use crate::growth::GROWS;
use crate::lived::text;
use crate::memory::{finished, line};
use crate::run::{program, routine};
use crate::terminal::Terminal;

fn days_ago(days: i64) -> Date {
    jiff::Zoned::now().date().checked_sub(days.days()).unwrap()
}

/// A session of this routine for a person with this journal, as far as these keys bring it: each is
/// pressed when what stands beside it is seen. Gives the screen at which `at` is seen.
fn met(routine: &str, journal: &str, keys: &[(&str, &str)], at: &str) -> String {
    // An own movement has the answers of all that move so; only those that it names itself are open.
    let open = |name: &&str| !routine.contains('\n') || routine.contains(&format!("\"{name}\""));
    let known = Flag::NAMES.iter().copied().filter(|name| !open(name));
    met_told(&told(known, ""), journal, routine, keys, at)
}

/// A profile in which all of these answers are no, but this one.
pub(crate) fn told<'n>(flags: impl IntoIterator<Item = &'n str>, yes: &str) -> String {
    let told = |flag| format!("{flag} = \"{}\"\n", if flag == yes { "yes" } else { "no" });
    format!("[flags]\n{}", flags.into_iter().map(told).collect::<String>())
}

/// The same for a person who has told this of themselves.
pub(crate) fn met_told(
    profile: &str,
    journal: &str,
    routine: &str,
    keys: &[(&str, &str)],
    at: &str,
) -> String {
    met_at_home(&[("profile.toml", profile), ("journal.jsonl", journal)], routine, keys, at)
}

/// The same where these files lie in the person's own folder.
pub(crate) fn met_at_home(
    files: &[(&str, &str)],
    routine: &str,
    keys: &[(&str, &str)],
    at: &str,
) -> String {
    let mut terminal = begun_at_home(files, routine);
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

/// A session of this routine, by its name or its text, that begins where these files lie in the person's own
/// folder.
pub(crate) fn begun_at_home(files: &[(&str, &str)], routine: &str) -> Terminal {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join(".local/share/stenosis-routine");
    std::fs::create_dir_all(own.join("routines")).unwrap();
    for (name, text) in files {
        std::fs::write(own.join(name), text).unwrap();
    }
    let mut name = routine.to_owned();
    if routine.contains('\n') {
        let path = home.path().join("mine.toml");
        std::fs::write(&path, routine).unwrap();
        name = path.to_string_lossy().into_owned();
    }
    let args = ["start", "--mute"].into_iter().chain(name.split(' '));
    let args: Vec<&str> = args.collect();
    Terminal::at_home(home, &program(), &args)
}

pub(crate) const NEW: (&str, &str) = ("Anything new?", "n");
pub(crate) const FLAGS: (&str, &str) = ("Which is so", "0\r");
pub(crate) const NO_FLAG: (&str, &str) = ("None of these. Right?", "\r");
pub(crate) const PAIN: (&str, &str) = ("Pain now", "2\r");
pub(crate) const PLAN: &str = "q  not today";

fn simple() -> String {
    text(&[("Move", "mobility", "seated", "reps = 4")])
}

fn breath() -> String {
    text(&[("Breathe", "breath", "seated", "reps = 4")])
}

/// Something that was kept so many days ago.
pub(crate) fn kept(days: i64, fact: &str) -> String {
    line(days_ago(days), &days.to_string(), &format!("\"event\":\"remembered\",\"fact\":{fact}"))
}

fn card(number: u32) -> String {
    kept(90, &format!("\"card\",\"card\":{number}"))
}

/// The safety card was answered, and then there was this.
pub(crate) fn after(lines: &str) -> String {
    card(CARD) + lines
}

/// So many days ago the session before was said to be felt for too long.
pub(crate) fn was_too_much(days: i64) -> String {
    let answer = r#""event":"answer","question":"after-last-time","answer":"later","offset_ms":0"#;
    line(days_ago(days), &format!("much-{days}"), answer)
}

/// So many days ago something was written down by hand.
pub(crate) fn by_hand(days: i64, entry: &str) -> String {
    line(days_ago(days), &format!("hand-{days}"), entry)
}

pub(crate) fn moved(days: i64) -> String {
    finished(days_ago(days), &format!("moved-{days}"), "another")
}

#[test]
fn the_card_comes_once_and_an_emergency_is_asked_about_first() {
    met(&simple(), "", &[], "BEFORE YOU BEGIN");
    met(&simple(), &card(CARD + 1), &[], "BEFORE YOU BEGIN");
    met(&simple(), &after(""), &[NEW, PAIN], PLAN);
    met(
        &simple(),
        &after(&kept(3, "\"emergency\"")),
        &[("Has a doctor seen you", "y"), ("BEFORE YOU BEGIN", "n"), PAIN],
        PLAN,
    );
}

/// A-19, A-21: what was told at one start is met at the next.
#[test]
fn what_was_told_and_left_comes_first_at_the_next_start() {
    let lighter = "gentle-day, mostly rest";
    for (fact, is_lighter) in [("\"something-new\"", true), ("\"ask-first\"", false)] {
        let asked = [("BEFORE YOU BEGIN", "n"), ("I have asked", "a"), FLAGS, NO_FLAG];
        let keys = [&asked[..], &[("Pain now", "2\r")]].concat();
        let screen = met(&simple(), &after(&kept(0, fact)), &keys, PLAN);
        assert_eq!(screen.contains(lighter), is_lighter, "{screen}");
    }
    let looked = [("Has a doctor seen you", "y"), ("BEFORE YOU BEGIN", "n"), PAIN];
    let screen = met(&simple(), &after(&kept(0, "\"doctor-today\"")), &looked, PLAN);
    assert!(screen.contains("gentle-day comes first now"), "{screen}");
}

#[test]
fn the_last_session_is_asked_about_for_a_week() {
    for (days, is_asked) in [(0, false), (1, true), (7, true), (8, false)] {
        let moved = after(&moved(days));
        match is_asked {
            true => met(&simple(), &moved, &[NEW, ("back to your usual", "1"), PAIN], PLAN),
            false => met(&simple(), &moved, &[NEW, PAIN], PLAN),
        };
    }
}

#[test]
fn too_much_last_time_is_lighter_today_unless_it_is_asked_about() {
    let is_lighter = |screen: String| {
        let screen = screen.to_lowercase();
        screen.contains("today is lighter") || screen.contains("lighter today")
    };
    let much = after(&was_too_much(2));
    assert!(is_lighter(met(&simple(), &much, &[NEW, PAIN], PLAN)));
    assert!(!is_lighter(met(&simple(), &after(""), &[NEW, PAIN], PLAN)));
    let asked = after(&(was_too_much(2) + &moved(1)));
    let keys = |answer| [NEW, ("back to your usual", answer), PAIN];
    assert!(!is_lighter(met(&simple(), &asked, &keys("1"), PLAN)));
    assert!(is_lighter(met(&simple(), &asked, &keys("\r"), PLAN)));
    // Enter alone counts as the last session ended.
    let legs = after(&(moved(1) + &kept(1, "\"leg-stop\",\"key\":\"Other\"")));
    assert!(is_lighter(met(&simple(), &legs, &keys("\r"), PLAN)));
    assert!(!is_lighter(met(&simple(), &legs, &keys("1"), PLAN)));
    assert!(!is_lighter(met("belly-breath", &much, &[NEW, PAIN], PLAN)));
}

/// A-21: what was promised at the end of the last session comes, however that session was felt.
#[test]
fn c_09_the_lighter_day_that_was_promised_comes() {
    let promised = |fact: &str| after(&(moved(1) + &kept(1, fact)));
    let is_lighter = |fact: &str, answer: &str| {
        let keys = [NEW, ("back to your usual", answer), PAIN];
        met(&simple(), &promised(fact), &keys, PLAN).contains("gentle-day, mostly rest")
    };
    for answer in ["1", "2", "\r"] {
        assert!(is_lighter("\"lighter-next\"", answer), "{answer:?}");
    }
    // It was to ease within 45 minutes, and it asks.
    assert!(is_lighter("\"sore\"", "2") && is_lighter("\"sore\"", "\r"));
    assert!(!is_lighter("\"sore\"", "1"));
    // On the same day it does not ask: nobody knows.
    let today = after(&(moved(0) + &kept(0, "\"sore\"")));
    assert!(met(&simple(), &today, &[NEW, PAIN], PLAN).contains("gentle-day, mostly rest"));
}

#[test]
fn c_04_who_was_told_to_ask_first_is_asked_by_name_and_the_card_again_after_12_weeks() {
    let moves = text(&[("Move", "mobility", "seated", "warn-if = [\"recent-surgery\"]")]);
    let keys = [
        ("BEFORE YOU BEGIN", "2"),
        ("I have asked", "a"),
        ("operation within 12 weeks", "0\r"),
        NO_FLAG,
        PAIN,
    ];
    met(&moves, "", &keys, PLAN);
    let asked = |days| kept(days, &format!("\"asked-first\",\"card\":{CARD}"));
    let all = Flag::ALL.iter().map(|flag| format!("{flag} = \"no\"\n"));
    let told = &format!("[flags]\n{}", all.collect::<String>());
    met_told(told, &asked(83), &moves, &[NEW, PAIN], PLAN);
    met_told(told, &asked(84), &moves, &[], "BEFORE YOU BEGIN");
    let since = asked(200) + &kept(90, &format!("\"card\",\"card\":{CARD}"));
    met_told(told, &since, &moves, &[NEW, PAIN], PLAN);
    // A fall lately: what was said of falls is asked again.
    let stands = text(&[("Move", "mobility", "seated", "warn-if = [\"falls-risk\"]")]);
    let keys = [NEW.0, "BEFORE YOU BEGIN", "I have asked", "falls, or fear of falling"];
    let keys: Vec<(&str, &str)> = keys.into_iter().zip(["y", "2", "a", "1\r"]).collect();
    let keys = [&keys[..], &[("Right?", "\r"), PAIN]].concat();
    met_told(told, &after(""), &stands, &keys, PLAN);
}

/// A-23: three green sessions in which it was done, and then it is asked.
/// A session so many days ago in which this exercise went well.
fn green(days: i64, key: &str) -> String {
    let id = format!("green-{days}");
    let answer = |question: &str, answer: &str| {
        let entry = format!(
            "\"event\":\"answer\",\"question\":\"{question}\",\"answer\":{answer},\"offset_ms\":0"
        );
        line(days_ago(days), &id, &entry)
    };
    answer("after-last-time", "\"within-the-hour\"")
        + &finished(days_ago(days), &id, "another").replace("\"lift\"", &format!("\"{key}\""))
        + &answer("pain-after", "1")
        + &answer("legs", "\"same\"")
}

/// The same on each of the days from the tenth to this one, the oldest first, behind a stop of the legs.
pub(crate) fn greens(from: i64, key: &str) -> String {
    let stopped = after(&kept(30, &format!("\"leg-stop\",\"key\":\"{key}\"")));
    stopped + &(10..=from).rev().map(|days| green(days, key)).collect::<String>()
}

/// Four sessions of this routine, of which three were said to have gone well; how the last one was felt is
/// asked next.
pub(crate) fn went_well(text: &str, key: &str) -> String {
    went_well_of(&routine(text), key)
}

pub(crate) fn went_well_of(routine: &Routine, key: &str) -> String {
    let digest = digest(routine);
    let days = (2..=5).rev().map(|days| green(days, key)).collect::<String>();
    after(&days.replace(r#""digest":"d""#, &format!(r#""digest":"{digest}""#)))
}

#[test]
fn one_more_is_asked_at_the_plan_and_taken_by_a_key_alone() {
    let journal = went_well(GROWS, "Round");
    let asks = |answer| {
        [NEW, ("within the hour", "1"), ("Pain now", "2\r"), ("Ready for one more?", answer)]
    };
    let grown = "0:41";
    assert!(met(GROWS, &journal, &asks("y"), PLAN).contains(grown));
    for answer in ["n", "\r"] {
        assert!(!met(GROWS, &journal, &asks(answer), PLAN).contains(grown), "{answer:?}");
    }
    // What hurts, or took longer, is no day for more.
    for (last, pain) in [("1", "4\r"), ("2", "2\r"), ("3", "2\r"), ("\r", "2\r"), ("1", "\r")] {
        let asks = [NEW, ("within the hour", last), ("Pain now", pain)];
        assert!(
            !met(GROWS, &journal, &asks, PLAN).contains("Ready for one more?"),
            "{last} {pain}"
        );
    }
}

#[test]
fn c_11_what_the_legs_have_made_smaller_asks_before_it_comes_back_in_full() {
    let moves = text(&[("Move", "mobility", "seated", "reps = 4\neasier = { reps = 2 }")]);
    let easier = "Smaller today: Move";
    let two = greens(12, "Move");
    assert!(met(&moves, &two, &[NEW, PAIN], PLAN).contains(easier), "two are judged");
    let three = greens(13, "Move");
    let asks = |answer| [NEW, ("In full again?", answer), PAIN];
    for answer in ["n", "\r"] {
        assert!(met(&moves, &three, &asks(answer), PLAN).contains(easier), "{answer:?}");
    }
    assert!(!met(&moves, &three, &asks("y"), PLAN).contains(easier));
}

#[test]
fn gentle_day_comes_first_after_a_red_stop_and_on_the_day_that_rests() {
    let first = "gentle-day comes first now";
    let keys = [NEW, FLAGS, NO_FLAG, PAIN];
    for past in [kept(4, "\"red-stop\""), was_too_much(1) + &was_too_much(0)] {
        // C-32: what somebody else calls breathing is none that safety rules know.
        for own in [simple(), breath()] {
            assert!(met(&own, &after(&past), &[NEW, PAIN], PLAN).contains(first), "{past}");
        }
        assert!(!met("belly-breath", &after(&past), &[NEW, PAIN], PLAN).contains(first), "{past}");
        assert!(!met("gentle-day", &after(&past), &keys, PLAN).contains(first), "{past}");
    }
    let over = after(&(was_too_much(2) + &was_too_much(1)));
    assert!(!met(&simple(), &over, &[NEW, PAIN], PLAN).contains(first));
}

#[test]
fn the_third_time_that_the_legs_speak_up_is_one_to_ask_about() {
    let asks = |stops: i64, more: &str| {
        let routine =
            text(&[("Move", "mobility", "seated", more), ("Turn", "mobility", "seated", "")]);
        let stops = (1..=stops).rev().map(|days| kept(days, "\"leg-stop\",\"key\":\"Move\""));
        let journal = after(&stops.collect::<String>());
        let knee = told(Flag::NAMES.iter().copied(), "knee");
        let screen = met_told(&knee, &journal, &routine, &[NEW, PAIN], PLAN);
        screen.contains("Move has ended with leg symptoms")
    };
    assert!(!asks(2, "") && asks(3, ""));
    assert!(!asks(3, "hide-if = [\"knee\"]"), "it is left out today");
}

#[test]
fn only_flags_of_what_moves_are_asked_and_only_until_they_are_told() {
    let with = |kind: &str, flags: &str| {
        text(&[("Move", kind, "seated", &format!("warn-if = [{flags}]"))])
    };
    let card = &after("");
    met(&with("mobility", "\"knee\", \"ext-sensitive\""), card, &[NEW, FLAGS, NO_FLAG, PAIN], PLAN);
    met(
        &with("mobility", "\"vertigo\", \"ext-sensitive\""),
        card,
        &[NEW, ("leaning back", "n"), PAIN],
        PLAN,
    );
    met(&with("breath", "\"knee\""), card, &[NEW, PAIN], PLAN);
    met(&with("mobility", "\"recent-surgery\""), "", &[("BEFORE YOU BEGIN", "n"), PAIN], PLAN);
    let all_no = told(Flag::NAMES.iter().copied(), "");
    met_told(&all_no, card, &with("mobility", "\"knee\""), &[NEW, PAIN], PLAN);
}

#[test]
fn a_caution_is_read_until_it_is_accepted_by_whom_it_is_for() {
    let bends = "format = 1\ntitle = \"T\"\n[[exercise]]\nuse = \"seated-thoracic-extension\"\n\
                 [[exercise]]\nuse = \"belly-breath\"\n";
    let all_told = |yes: &str| told(Flag::NAMES.iter().copied(), yes);
    let content = of_exercise(&routine(bends).exercises[0]);
    let accepted = kept(
        30,
        &format!(
            "\"caution-accepted\",\"key\":\"seated-thoracic-extension\",\"content\":\"{content}\""
        ),
    );
    let reads = [NEW, ("bends the upper back backwards", "y"), PAIN];
    met_told(&all_told(""), &after(""), bends, &reads, PLAN);
    met_told(&all_told(""), &after(&accepted), bends, &[NEW, PAIN], PLAN);
    met_told(&all_told("ext-sensitive"), &after(""), bends, &[NEW, PAIN], PLAN);
    met_told(&all_told(""), &after(""), &simple(), &[NEW, PAIN], PLAN);
}

#[test]
fn what_is_gentle_is_free_on_a_day_with_much_in_it() {
    let today = days_ago(0).to_string();
    let log = ["a", "b", "c"].map(|name| session(0, name, "d", MOBILITY));
    let log = after(&log.concat().replace(&TODAY.to_string(), &today));
    let says = |routine: &str| met(routine, &log, &[NEW, PAIN], PLAN).contains("30 are plenty");
    assert!(says(&simple()));
    assert!(!says("belly-breath"));
}

#[test]
fn a_routine_that_was_done_once_has_a_plan_of_one_line() {
    let plan = |done: &str, at: &str| {
        met("wind-down-breathing", &after(done), &[NEW, FLAGS, NO_FLAG, PAIN], at);
    };
    let done = |name: &str| finished(days_ago(30), "done", name);
    plan("", PLAN);
    plan(&done("another"), PLAN);
    plan(&done("wind-down-breathing"), "begins, q leaves");
}

#[test]
fn in_bed_is_for_what_can_all_be_done_lying() {
    let said = "Not all of this can be done lying";
    let sits =
        |routine: &str| met(routine, &after(""), &[NEW, FLAGS, NO_FLAG, PAIN], PLAN).contains(said);
    assert!(!sits("wind-down-breathing --in-bed"));
    assert!(sits("chair-only --in-bed"));
}
