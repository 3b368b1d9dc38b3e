//! What comes once a week, or once: the goal behind a session, and cards of weeks before one.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::answers::{Answer, Note, Score};
use stenosis_routine::faces::weeks::card_page;
use stenosis_routine::io::journal::{Forget, forget};
use stenosis_routine::journal::{Because, LogLine, Overall, WeekCard};
use stenosis_routine::session::CardToShow;

use crate::five_people::{self, EVERYBODY, Somebody, Told};
use crate::memory::Does::{Keys, Lives, Waits};
use crate::memory::{Life, finished, line};
use crate::own_files::Person;

const MONDAY: Date = date(2026, 11, 2);
const CAT: &str = "seated-cat-cow";

fn day(after: i32) -> Date {
    MONDAY + Span::new().days(after)
}

fn goal(on: Date, words: &str) -> String {
    line(on, "goal", &format!(r#""event":"goal","words":"{words}""#))
}

fn answer(on: Date, id: &str, question: &str, answer: &str) -> String {
    let said =
        format!(r#""event":"answer","question":"{question}","answer":{answer},"offset_ms":0"#);
    line(on, id, &said)
}

/// Lives a session to its end, answers what is asked behind it, and the goal with this; gives every page.
fn lived(life: &mut Life, on: Date, asks: &[PageId], said: &'static str) -> (bool, Vec<Answer>) {
    let asked = life.weekly(on).goal.is_some() && !life.weekly(on).is_over;
    let keys = if asked { said } else { "" };
    let does = [Keys("2\n"), Lives, Keys("2\n22"), Keys(keys), Keys("\n"), Waits(300)];
    let session = life.on(on, CAT, asks, &does);
    assert!(session.is_over(), "{on}");
    (asked, session.answers().to_vec())
}

#[test]
fn the_goal_is_asked_for_once_a_week_and_silence_is_no_number() {
    let mut life = Life::with_log(goal(day(-3), "climb the stairs"));
    let mut numbers = Vec::new();
    for (nth, said) in [(0, "7\n"), (1, "1\n"), (6, "1\n"), (7, "\n"), (9, "4\n"), (14, "4\n")] {
        let (asked, answers) = lived(&mut life, day(nth), &[PageId::Before], said);
        let told = answers.iter().find_map(|answer| match answer {
            Answer::Goal(hard) => Some(hard.map(Score::number)),
            _ => None,
        });
        assert_eq!(told.is_some(), asked, "{nth}");
        numbers.push(told);
    }
    assert_eq!(numbers, [Some(Some(7)), None, None, Some(None), None, Some(Some(4))]);
    let memory = life.memory().weekly;
    assert_eq!(memory.hard.map(|(hard, on)| (hard.number(), on)), Some((4, day(14))));
    // Other words are another goal, and no number is known for it.
    life.log += &goal(day(15), "walk to the shop");
    let memory = life.memory().weekly;
    assert_eq!((memory.hard, memory.asked), (None, None));
    assert_eq!(memory.goal_due(day(15)).map(Note::text), Some("walk to the shop"));
}

#[test]
fn the_goal_stands_before_the_note_and_only_behind_a_session_that_was_finished() {
    let mut life = Life::with_log(goal(day(-3), "climb the stairs"));
    let stopped = life.on(day(0), CAT, &[PageId::Before], &[Keys("2\n qq1"), Waits(300)]);
    assert!(!stopped.answers().iter().any(|answer| matches!(answer, Answer::Goal(_))));
    let session = life.on(day(1), CAT, &[PageId::Before], &[Keys("2\n"), Lives, Keys("2\n22")]);
    let open = session.asked().unwrap();
    assert_eq!(open.page, PageId::Goal);
    let words = (open.page.page().words)(&open.about).join(" ");
    assert!(words.contains("\"climb the stairs\""), "{words}");
    // Nobody is there: asked for, and no number.
    let does = [Keys("2\n"), Lives, Keys("2\n22"), Waits(130)];
    let silent = life.on(day(2), CAT, &[PageId::Before], &does);
    assert!(silent.is_over());
    let memory = life.memory().weekly;
    assert_eq!((memory.asked, memory.hard), (Some(day(2)), None));
}

#[test]
fn a_goal_is_never_out_of_sight_however_long_the_log_is() {
    let mut log = goal(day(-400), "climb the stairs");
    log += &answer(day(-399), "a", "goal", "6");
    for nth in 0..200 {
        log += &finished(day(nth - 300), &format!("s{nth}"), "daily-5");
    }
    let memory =
        stenosis_routine::journal::memory::memory_of(std::io::Cursor::new(log), 1000).unwrap();
    assert_eq!(
        memory.weekly.goal.map(|goal| goal.text().to_owned()),
        Some("climb the stairs".into())
    );
    assert_eq!(memory.weekly.hard.map(|(hard, on)| (hard.number(), on)), Some((6, day(-399))));
}

/// The lines of a log before a day.
fn before(log: &str, on: Date) -> String {
    let earlier =
        |line: &&str| LogLine::read(line.as_bytes()).is_ok_and(|line| line.at.civil.date() < on);
    log.lines().filter(earlier).fold(String::new(), |all, line| all + line + "\n")
}

/// Everything that somebody is shown who starts every morning, by day.
fn shown(log: &str) -> Vec<(Date, CardToShow)> {
    let (mut read, mut shown) = (String::new(), Vec::new());
    let days = date(2026, 10, 12).series(1.day()).take_while(|on| *on <= date(2026, 12, 31));
    for on in days {
        let weekly = Life::with_log(before(log, on) + &read).weekly(on);
        if let Some(card) = weekly.card.filter(|_| !weekly.is_over) {
            let fact =
                format!(r#""event":"remembered","fact":"week-card-read","card":"{}""#, card.name);
            read += &line(on, "read", &fact);
            shown.push((on, card));
        }
    }
    shown
}

#[test]
fn six_weeks_of_five_people_call_for_these_cards() {
    for who in EVERYBODY {
        let cards = shown(&five_people::log(who));
        let said: Vec<String> = cards
            .iter()
            .map(|(on, card)| format!("{on} {}\n{}\n", card.name, card.lines.join("\n")))
            .collect();
        insta::assert_snapshot!(format!("cards_of_{who:?}").to_lowercase(), said.join("\n"));
    }
}

#[test]
fn what_six_weeks_were_is_said_by_their_own_numbers() {
    let overall = |who: Somebody| {
        let on = date(2026, 11, 24);
        let cards = Told::of(&five_people::log(who), on).cards;
        cards.into_iter().find_map(|due| match due.because {
            Because::Weeks(weeks) if due.card == WeekCard::SixWeeks => Some(weeks.overall()),
            _ => None,
        })
    };
    assert_eq!(overall(Somebody::Steady), Some(Overall::Better));
    assert_eq!(overall(Somebody::Sore), Some(Overall::Same));
    assert_eq!(
        overall(Somebody::Fearful),
        None,
        "one week was away: six with movement are not over"
    );
    assert_eq!(overall(Somebody::Overdoing), Some(Overall::Worse), "walks are shorter");
    assert_eq!(overall(Somebody::Worse), Some(Overall::Worse));
}

#[test]
fn goal_keeps_some_words_says_what_is_kept_and_forgets_it() {
    let person = Person::new();
    let none = "There is no goal. To name one thing that is hard because of your back or legs:\n\
        stenosis-routine goal \"climb the stairs\"\n";
    assert_eq!(person.does(&["goal"]), none);
    // With no keyboard nothing is asked, also not of what is typed into it.
    let (said, status) = person.pipes(b"7\n", &["goal", "climb\u{1b}[2J the", "stairs\n"]);
    let written = "Written down. Once a week a session asks how hard it is.\n";
    assert_eq!((said.as_str(), status), (written, 0));
    let kept = "The goal: \"climb [2J the stairs\". No number for it yet. A session asks once a\nweek, behind its end.\n";
    assert_eq!(person.does(&["goal"]), kept);
    assert!(person.does(&["progress"]).contains("The goal: \"climb [2J the stairs\"."));
    person.does(&["report", "-o", "page.txt"]);
    assert!(crate::run::read(person.path("work/page.txt")).contains("climb [2J the stairs"));
    for (words, why) in [("\u{7} \n", "A goal has words"), (&*"x".repeat(101), "101 characters")] {
        let (said, status) = person.types(&["goal", words]);
        assert!(status == 2 && said.contains(why), "{said}");
    }
    assert_eq!(person.types(&["goal", "--forget"]).1, 2, "nobody is there to be asked");
    assert_eq!(person.does(&["goal", "--forget", "--yes"]), "Forgotten.\n");
    assert_eq!(person.does(&["goal"]), none);
    assert!(!crate::run::read(person.path("home/journal.jsonl")).contains("stairs"));
}

#[cfg(unix)]
#[test]
fn goal_at_a_keyboard_asks_how_hard_it_is_and_enter_is_no_number() {
    let person = Person::new();
    let (said, _) = person.at_a_terminal(&["goal", "climb the stairs"], "", "11\nmuch\n7\n");
    assert_eq!(said.matches("0 to 10, please.").count(), 2, "{said}");
    assert!(
        person
            .does(&["goal"])
            .starts_with("The goal: \"climb the stairs\". 7 of 10 hard, told on ")
    );
    person.at_a_terminal(&["goal", "walk to the shop"], "", "\n");
    assert!(person.does(&["goal"]).contains("\"walk to the shop\". No number for it yet."));
    let (said, _) = person.at_a_terminal(&["goal", "--forget"], "", "n\n");
    assert!(said.contains("Kept."), "{said}");
    assert!(person.does(&["goal"]).contains("walk to the shop"));
}

#[test]
fn forgetting_the_goal_leaves_everything_else_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let other = finished(day(0), "a", "daily-5") + &answer(day(0), "a", "pain-after", "2");
    let log = goal(day(-1), "the stairs") + &other + &answer(day(0), "a", "goal", "7");
    let path = folder.path().join("journal.jsonl");
    std::fs::write(&path, log).unwrap();
    std::fs::write(folder.path().join("journal.torn"), goal(day(-2), "half a")).unwrap();
    forget(folder.path(), Forget::Goal).unwrap();
    assert_eq!(std::fs::read_to_string(path).unwrap(), other);
    assert_eq!(std::fs::read_to_string(folder.path().join("journal.torn")).unwrap(), "");
}

/// Whoever goes on living with the weeks of somebody, day after day and twice a day: of what is not met every
/// time there is one a day at most, and no card comes a second time.
#[test]
fn a_card_is_met_once_and_never_two_things_on_one_day() {
    for who in EVERYBODY {
        let mut life = Life::with_log(five_people::log(who));
        // What is open for a doctor comes first, and leaves room for nothing else.
        life.log +=
            &line(date(2026, 11, 22), "z", r#""event":"remembered","fact":"doctor-looked""#);
        let (mut met, mut days) = (Vec::new(), BTreeSet::new());
        for nth in 0..30 {
            let on = date(2026, 11, 23) + Span::new().days(nth / 2);
            let asks = [PageId::WeekCard, PageId::Before];
            let card = life.weekly(on).card.map(|card| card.name);
            let quiet = !life.weekly(on).is_over;
            let before = life.memory().weekly.cards;
            let does = [Keys(if card.is_some() && quiet { "\n2\nn" } else { "2\nn" }), Waits(1)];
            life.on(on, CAT, &asks, &does);
            let after = life.memory().weekly.cards;
            let new: Vec<String> = after.difference(&before).cloned().collect();
            assert!(new.is_empty() || days.insert(on), "{who:?} {on}: {new:?}");
            assert_eq!(new.first().map(String::as_str), card.filter(|_| quiet), "{who:?} {on}");
            met.extend(new);
        }
        let all: BTreeSet<&String> = met.iter().collect();
        assert_eq!(all.len(), met.len(), "{who:?}: {met:?}");
        assert!(!met.is_empty(), "{who:?}");
    }
}

#[test]
fn a_card_waits_where_something_has_to_be_asked_for_the_session() {
    let first = |asks: &[PageId]| {
        let mut life = Life::with_log(five_people::log(Somebody::Steady));
        let session = life.on(date(2026, 11, 23), CAT, asks, &[]);
        session.asked().map(|open| open.page)
    };
    assert_eq!(first(&[PageId::WeekCard, PageId::Before]), Some(PageId::WeekCard));
    let needed = [PageId::WeekCard, PageId::LeaningBack, PageId::Before];
    assert_eq!(first(&needed), Some(PageId::LeaningBack));
    // What is asked at every start leaves room for it.
    assert_eq!(first(&[PageId::WeekCard, PageId::Caution, PageId::Before]), Some(PageId::WeekCard));
    assert_eq!(
        first(&[PageId::WeekCard, PageId::FullAgain]),
        Some(PageId::WeekCard),
        "nothing returns"
    );
}

/// What is called for on a day, by name.
fn due(log: &str, on: Date) -> Vec<&'static str> {
    Told::of(log, on).cards.iter().map(|due| due.card.name()).collect()
}

/// A session with its pain before it, and what was said of the legs.
fn felt(on: i32, id: &str, before: u8, legs: &str) -> String {
    [
        finished(day(on), id, "daily-5"),
        answer(day(on), id, "pain-before", &before.to_string()),
        answer(day(on), id, "legs", &format!("\"{legs}\"")),
    ]
    .concat()
}

fn fact(on: i32, id: &str, fact: &str) -> String {
    finished(day(on), id, "daily-5")
        + &line(day(on), id, &format!(r#""event":"remembered","fact":{fact}"#))
}

fn walk(on: i32, minutes: u32) -> String {
    line(
        day(on),
        &format!("w{on}"),
        &format!(r#""event":"activity","what":"walk","minutes":{minutes}"#),
    )
}

/// Something on each of these days.
fn on_each(days: &[i32], what: impl Fn(i32, &str) -> String) -> String {
    days.iter().map(|on| what(*on, &format!("s{on}"))).collect()
}

#[test]
fn each_count_of_section_6b_is_kept_to_the_day() {
    let cases: &[(&str, &[i32], &str, bool)] = &[
        ("red-stop", &[0, 7, 13], "red-stops", true),
        ("red-stop", &[0, 7, 14], "red-stops", false),
        ("red-stop", &[0, 13], "red-stops", false),
        ("dizzy", &[0, 20], "dizzy", false),
    ];
    for (what, days, card, is_due) in cases {
        let log = on_each(days, |on, id| fact(on, id, &format!("\"{what}\"")));
        assert_eq!(due(&log, day(21)).contains(card), *is_due, "{what} {days:?}");
    }
    let high = |days: &[i32], pain| on_each(days, |on, id| felt(on, id, pain, "same"));
    assert!(due(&high(&[0, 5, 13], 6), day(14)).contains(&"high-starts"));
    assert!(!due(&high(&[0, 5, 13], 5), day(14)).contains(&"high-starts"));
    assert!(!due(&high(&[0, 5, 14], 6), day(14)).contains(&"high-starts"));
    let stops = |keys: &[&str]| -> String {
        (0..)
            .zip(keys)
            .map(|(on, key)| fact(on, &format!("s{on}"), &format!(r#""leg-stop","key":"{key}""#)))
            .collect()
    };
    assert!(due(&stops(&["lift", "hug", "lift", "lift"]), day(9)).contains(&"same-legs"));
    assert!(!due(&stops(&["lift", "hug", "lift", "hug"]), day(9)).contains(&"same-legs"));
    let noticed = |days: &[i32]| {
        on_each(days, |on, id| {
            finished(day(on), id, "x") + &answer(day(on), id, "noticed", "\"dizzy\"")
        })
    };
    assert!(due(&noticed(&[0, 20]), day(21)).contains(&"dizzy"));
    assert!(!due(&noticed(&[0]), day(21)).contains(&"dizzy"));
    let legs = |said: &[&str]| -> String {
        (0..).zip(said).map(|(on, said)| felt(on, &format!("s{on}"), 2, said)).collect()
    };
    assert!(due(&legs(&["same", "worse", "worse"]), day(4)).contains(&"legs-worse"));
    assert!(!due(&legs(&["worse", "same", "worse"]), day(4)).contains(&"legs-worse"));
    let fell = line(day(0), "f", r#""event":"activity","what":"fall""#);
    assert_eq!(due(&fell, day(1)), ["fall"]);
}

#[test]
fn pain_is_up_and_walks_are_down_in_two_weeks_running() {
    // Two numbers a week, from Monday on.
    let pains = |weeks: &[u8]| -> String {
        let two = |(nth, pain): (i32, &u8)| {
            let both = [nth * 7, nth * 7 + 1];
            on_each(&both, |on, id| felt(on, id, *pain, "same"))
        };
        (0..).zip(weeks).map(two).collect()
    };
    let up = |weeks: &[u8]| due(&pains(weeks), day(7 * i32::try_from(weeks.len()).unwrap()));
    assert!(up(&[2, 4, 4]).contains(&"pain-up") && !up(&[2, 4, 3]).contains(&"pain-up"));
    assert!(!up(&[2, 3, 4]).contains(&"pain-up") && !up(&[2, 4]).contains(&"pain-up"));
    assert!(!due(&pains(&[2, 4, 4]), day(20)).contains(&"pain-up"), "the last week is not over");
    let walks = |minutes: &[u32]| -> String {
        (0..).zip(minutes).map(|(nth, minutes)| walk(nth * 7, *minutes)).collect()
    };
    let down = |minutes: &[u32]| due(&walks(minutes), day(21)).contains(&"walk-down");
    assert!(down(&[10, 7, 7]) && !down(&[10, 7, 8]) && !down(&[10, 8, 7]));
    let gap = walk(0, 10) + &walk(7, 7) + &walk(21, 7);
    assert!(!due(&gap, day(28)).contains(&"walk-down"), "not running");
}

#[test]
fn the_cards_of_weeks_come_after_their_days_and_not_of_weeks_that_nobody_knows() {
    // Three days a week, beginning on a Wednesday.
    let days: Vec<i32> = (2..200).filter(|on| [0, 2, 4].contains(&(on % 7))).collect();
    let log = on_each(&days, |on, id| felt(on, id, 3, "same"));
    let of_weeks = |on: i32| {
        let due = due(&before(&log, day(on)), day(on));
        due.into_iter().find(|name| name.ends_with("-weeks"))
    };
    let expected = [
        (15, None),
        (16, Some("two-weeks")),
        (29, Some("two-weeks")),
        (30, Some("four-weeks")),
        (43, Some("four-weeks")),
        (44, Some("six-weeks")),
        // Twelve weeks are looked at: of a year nobody knows which was the first.
        (7 * 10 + 6, Some("six-weeks")),
        (7 * 11, None),
        (190, None),
    ];
    for (on, card) in expected {
        assert_eq!(of_weeks(on), card, "{on}");
    }
    let said = |on: i32| {
        let cards = Told::of(&before(&log, day(on)), day(on)).cards;
        cards.iter().flat_map(card_page).collect::<Vec<_>>().join(" ")
    };
    assert!(said(16).contains("You moved on 6 days."), "{}", said(16));
    assert!(said(44).contains("More of the same is not the answer"), "{}", said(44));
    // Nobody has said a number.
    let silent = on_each(&days, |on, id| finished(day(on), id, "daily-5"));
    let cards = Told::of(&before(&silent, day(44)), day(44)).cards;
    let words = cards.iter().flat_map(card_page).collect::<Vec<_>>().join(" ");
    assert!(words.contains("Too few numbers were told to say what has changed."), "{words}");
    assert!(cards.iter().any(
        |due| matches!(&due.because, Because::Weeks(weeks) if weeks.overall() == Overall::Unknown)
    ));
}

#[test]
fn the_goal_waits_where_something_else_was_asked_that_day() {
    let log = goal(day(-3), "the stairs") + &fact(0, "a", r#""flags-asked","flags":["knee"]"#);
    let memory = Life::with_log(log).memory().weekly;
    assert!(memory.goal_due(day(0)).is_none() && memory.goal_due(day(1)).is_some());
}

#[test]
fn what_is_worse_outweighs_what_is_better() {
    // Less pain, and shorter walks.
    let log: String = (0..)
        .zip([(7, 12), (3, 6)])
        .map(|(nth, (pain, minutes))| {
            let both = [nth * 7, nth * 7 + 1];
            on_each(&both, |on, id| felt(on, id, pain, "same")) + &walk(nth * 7, minutes)
        })
        .collect();
    let cards = Told::of(&log, day(16)).cards;
    let weeks = cards.iter().find_map(|due| match &due.because {
        Because::Weeks(weeks) => Some(weeks.overall()),
        _ => None,
    });
    assert_eq!(weeks, Some(Overall::Worse));
}
