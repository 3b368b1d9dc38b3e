//! The screen, through a real emulator: what a session writes is what a person sees.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::profile::{Flag, SMALLER_UNTIL_ASKED};
use stenosis_routine::domain::timeline::Place;
use stenosis_routine::domain::timeline::Timeline;
use stenosis_routine::domain::units::Moment;
use stenosis_routine::faces::big_text::{self, Ink, LetterSize};
use stenosis_routine::faces::grid::{Grid, Palette};
use stenosis_routine::faces::narrator::{Briefing, Narrator};
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::faces::screen::Screen;
use stenosis_routine::faces::testing::Rehearsal;
use stenosis_routine::faces::view::{Frame, PageText, View};
use stenosis_routine::figure::Motion;
use stenosis_routine::journal::GrowthSteps;
use stenosis_routine::session::driver::{self, EventAt, Stage};
use stenosis_routine::session::{Gates, Happening, KeyPress, Manner, Past, Session, Signal};

use crate::answers::BENDS_BACK;
use crate::lived::plan;
use crate::run::built_in;

const SIZES: [(u16, u16); 3] = [(80, 24), (60, 20), (40, 12)];
const FRAME: Duration = Duration::from_millis(100);
const AT_THE_KEYBOARD: Manner = Manner { keyboard: true, gates: Gates::Usual, volume: None };

/// A rehearsal that is looked at through an emulator.
struct Watching {
    rehearsal: Rehearsal,
    view: View,
    screen: Screen,
    shown: Option<Grid>,
    emulator: vt100::Parser,
    running: bool,
    /// When to keep what is seen.
    looks: Vec<Moment>,
    seen: Vec<String>,
    bytes: usize,
}

impl Watching {
    fn new(size: (u16, u16), script: Vec<(Moment, Happening)>) -> Watching {
        let ends_at = Some("9:42".to_owned());
        let briefing = Briefing { ends_at, tones: true, ..Briefing::default() };
        let narrator = Narrator::new(0).named("seated-cat-cow").briefed(briefing);
        let mut rehearsal = Rehearsal::new(Plain::new(Narrator::without_guidance()), script);
        // Nobody presses what the script does not press.
        rehearsal.when_waiting = vec![KeyPress::Erase];
        Watching {
            rehearsal,
            view: View::new(narrator, Motion::Full),
            screen: Screen::new(size.0.into(), size.1.into(), Ink::Blocks, false),
            shown: None,
            emulator: vt100::Parser::new(cells(size.1), cells(size.0), 0),
            running: false,
            looks: Vec::new(),
            seen: Vec::new(),
            bytes: 0,
        }
    }

    fn rows(&self) -> Vec<String> {
        let columns = self.emulator.screen().size().1;
        self.emulator.screen().rows(0, columns.get()).map(|row| row.trim_end().to_owned()).collect()
    }
}

impl Stage for Watching {
    fn now(&self) -> Moment {
        self.rehearsal.now()
    }

    fn wait(&mut self, until: Option<Moment>) -> Option<Happening> {
        let drawn = self.running.then(|| self.now() + FRAME);
        let came = self.rehearsal.wait(until.into_iter().chain(drawn).min());
        match came {
            Some(Happening::Key(key))
                if (self.view.may_turn(key, self.rehearsal.now()) && self.screen.turn())
                    || self.view.puts_keys_away(key, self.rehearsal.now()) =>
            {
                None
            }
            // Nothing comes any more: the system ends it.
            Some(Happening::Key(KeyPress::Erase)) => Some(Happening::Stop(Signal::Terminate)),
            came => came,
        }
    }

    fn follow(&mut self, timeline: &Arc<Timeline>, place: Place) {
        self.running = place != Place::Held;
        self.rehearsal.follow(timeline, place);
    }

    fn show(&mut self, session: &Session) {
        let grid = self.screen.draw(&self.view.frame(session, self.now()));
        let written = grid.changes_from(self.shown.as_ref(), Palette::Colours);
        self.bytes += written.len();
        self.emulator.process(written.as_bytes());
        let drawn: Vec<String> = (0..grid.rows()).map(|row| grid.row(row)).collect();
        assert_eq!(self.rows(), drawn, "half of it is old");
        if self.looks.first().is_some_and(|look| *look <= self.now()) {
            self.looks.remove(0);
            self.seen.push(drawn.join("\n"));
        }
        self.shown = Some(grid);
    }

    fn tell(&mut self, told: &EventAt) {
        let now = self.now();
        self.view.tell(told, now);
        self.rehearsal.tell(told);
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn key(seconds: f64, letter: char) -> (Moment, Happening) {
    let key = match letter {
        '\n' => KeyPress::Enter,
        letter => KeyPress::Char(letter),
    };
    (moment(seconds), Happening::Key(key))
}

fn moment(seconds: f64) -> Moment {
    Moment::at(Duration::from_secs_f64(seconds))
}

/// Lives through a routine with these keys; gives what was seen just before each and at the end.
fn watch(
    name: &str,
    size: (u16, u16),
    questions: &[PageId],
    script: &[(f64, char)],
    looks: &[f64],
) -> Watching {
    let keys = script.iter().map(|(seconds, letter)| key(*seconds, *letter)).collect();
    watched(Watching::new(size, keys), name, questions, looks)
}

/// Lives through a routine on this stage.
fn watched(mut stage: Watching, name: &str, questions: &[PageId], looks: &[f64]) -> Watching {
    let plan = plan(name);
    stage.looks = looks.iter().map(|seconds| moment(*seconds)).collect();
    let session = Session::new(plan, AT_THE_KEYBOARD).asking(questions.iter().copied());
    let returning = ["seated-cat-cow".to_owned()].into();
    let past =
        Past { steps: GrowthSteps { returning, ..GrowthSteps::default() }, ..Past::default() };
    let mut session = session.about(Flag::ALL[..6].to_vec()).after(past);
    driver::run(&mut session, &mut stage);
    stage
}

fn album(seen: &[String]) -> String {
    seen.join("\n════════════════════════════════════════\n")
}

#[test]
fn every_screen_of_a_morning() {
    let script = [
        (1.0, 'n'),
        (2.0, '3'),
        (3.0, '\n'),
        (4.0, '?'),
        (5.0, ' '),
        (40.0, ' '),
        (42.0, ' '),
        (60.0, 'e'),
        (62.0, '+'),
        (70.0, 'p'),
        (71.0, '1'),
        (72.0, '4'),
        (73.0, '\n'),
        (120.0, 'q'),
        (121.0, 'q'),
        (122.0, '\n'),
    ];
    let looks = [0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 20.0, 40.0, 42.5, 62.0, 70.0, 71.0, 74.0, 120.0];
    for size in SIZES {
        let mut script = script.to_vec();
        if size.1 < 20 {
            // The card has parts there, and a key turns to the next.
            script.splice(0..0, [(0.1, ' '), (0.2, ' ')]);
        }
        let questions = [PageId::Card, PageId::Before];
        let seen = watch("seated-cat-cow", size, &questions, &script, &looks).seen;
        insta::assert_snapshot!(format!("a_morning_{}x{}", size.0, size.1), album(&seen));
    }
}

#[test]
fn s_07_any_key_puts_the_list_of_keys_away_and_those_on_it_do_what_it_says() {
    let lists = |screen: &String| screen.contains("any other key  back");
    let eases = |screen: &String| screen.contains("from the next repetition.");
    for (key, eases_then) in [('x', false), ('?', false), ('\n', false), ('e', true)] {
        let script = [(1.0, ' '), (20.0, '?'), (21.0, key), (23.0, 'q'), (24.0, 'q')];
        let seen = watch("seated-cat-cow", (80, 24), &[], &script, &[20.9, 21.5]).seen;
        assert!(lists(&seen[0]), "{}", seen[0]);
        assert_eq!((lists(&seen[1]), eases(&seen[1])), (false, eases_then), "{key:?}");
        assert!(!seen[1].contains("does nothing"), "{}", seen[1]);
    }
}

#[test]
fn s_07_a_list_of_keys_that_does_not_fit_is_turned_and_keys_on_it_still_act() {
    let begins = (1.0, ' ');
    let ends = [(27.0, 'q'), (28.0, 'q')];
    let script = [&[begins, (20.0, '?'), (21.0, ' '), (23.0, 'x')][..], &ends].concat();
    let looks = [20.5, 21.5, 23.5];
    let seen = watch("seated-cat-cow", (40, 12), &[], &script, &looks).seen;
    assert!(seen[0].contains("pause, and go on"), "{}", seen[0]);
    assert!(seen[1].contains("any other key  back"), "space turned to the rest: {}", seen[1]);
    assert!(seen[2].contains("left"), "and then it was put away: {}", seen[2]);
    let script = [&[begins, (20.0, '?'), (21.0, 'e')][..], &ends].concat();
    let seen = watch("seated-cat-cow", (40, 12), &[], &script, &[21.5]).seen;
    assert!(seen[0].contains("from the next"), "{}", seen[0]);
}

#[test]
fn key_w_says_where_one_is_on_every_screen() {
    for size in SIZES {
        let script = [(1.0, ' '), (30.0, 'w'), (40.0, 'q'), (41.0, 'q')];
        let seen = watch("seated-cat-cow", size, &[], &script, &[30.2, 39.0]).seen;
        let words = |screen: &String| screen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&seen[0]).contains("Repetition 3 of 4."), "{}", seen[0]);
        assert!(words(&seen[0]).contains("seconds left."), "{}", seen[0]);
        assert!(!words(&seen[1]).contains("Repetition"), "{}", seen[1]);
    }
}

#[test]
fn every_screen_of_an_end() {
    let mut script: Vec<(f64, char)> =
        (0..5).map(|nth| (f64::from(nth) * 5.0 + 2.0, 'n')).collect();
    script.insert(0, (1.0, ' '));
    script.extend([(30.0, '2'), (31.0, '\n'), (32.0, '2'), (33.0, '2'), (34.0, 'g'), (35.0, '\n')]);
    let looks = [29.0, 30.0, 31.0, 32.0, 33.0, 34.0];
    for size in SIZES {
        let seen = watch("seated-cat-cow", size, &[], &script, &looks).seen;
        insta::assert_snapshot!(format!("an_end_{}x{}", size.0, size.1), album(&seen));
    }
}

/// The words that a person reads between `start` and the first paced breath.
fn words_until_the_first_breath(
    known: bool,
    unasked: &[Flag],
    questions: &[PageId],
    keys: &[(f64, char)],
) -> usize {
    let routine = built_in("seated-cat-cow");
    // Behind the first breath nobody looks any more.
    let leaves = [(30.0, 'q'), (31.0, 'q'), (32.0, ' ')];
    let script = keys.iter().chain(&leaves).map(|(seconds, letter)| key(*seconds, *letter));
    let mut stage = Watching::new((80, 24), script.collect());
    let briefing =
        Briefing { ends_at: Some("9:42".into()), keys: true, tones: true, known, more: Vec::new() };
    let narrator = Narrator::new(0).named("seated-cat-cow").briefed(briefing);
    stage.view = View::new(narrator, Motion::Full);
    // Just behind every key, and in the first set-up.
    stage.looks = keys.iter().map(|(seconds, _)| moment(*seconds)).collect();
    stage.looks.insert(0, Moment::ZERO);
    let plan = Plan::today(Arc::clone(&routine)).until_asked(unasked);
    let mut session = Session::new(plan, AT_THE_KEYBOARD).asking(questions.iter().copied());
    driver::run(&mut session, &mut stage);
    let mut read = std::collections::BTreeSet::new();
    let pages = stage.seen.iter().take(keys.len() + 1).flat_map(|page| page.lines());
    // A line that stays is read once, and what stands on every screen is looked up, not read: the
    // title, and the keys. Figure and bars are no words.
    let furniture = |line: &&str| !line.contains("exercise 1 of 5") && !line.contains("p pain");
    let lines = pages
        .filter(furniture)
        .map(|line| line.trim_start_matches(|c| !char::is_ascii(&c) || c == ' '))
        // What is typed is not read.
        .map(|line| line.trim_end_matches(['2', ' ', '_', '█']))
        .filter(|line| read.insert((*line).to_owned()));
    let is_word = |word: &&str| word.chars().any(|letter| letter.is_ascii_alphabetic());
    lines.map(|line| line.split_whitespace().filter(is_word).count()).sum()
}

#[test]
fn little_has_to_be_read_before_the_first_breath() {
    let first = [PageId::Card, PageId::LeaningBack, PageId::Before];
    let keys = [(1.0, 'n'), (2.0, 'n'), (3.0, '2'), (3.1, '\n'), (4.0, ' ')];
    // Nobody has asked about thin bones yet.
    let first = words_until_the_first_breath(false, &[SMALLER_UNTIL_ASKED], &first, &keys);
    let keys = [(1.0, 'n'), (2.0, '2'), (2.1, '\n'), (3.0, ' ')];
    let later = words_until_the_first_breath(true, &[], &[PageId::New, PageId::Before], &keys);
    assert!(first <= 190 && later <= 75, "{first} words on the first run, {later} later");
}

#[test]
fn every_question_on_every_screen() {
    for size in SIZES {
        let all = PageId::ALL.iter().map(|question| {
            let mut script = Vec::new();
            if size.1 < 20 {
                script.extend([(0.1, ' '), (0.2, ' '), (0.3, ' ')]);
            }
            let stage = watch(BENDS_BACK, size, &[*question], &script, &[0.0, 0.1, 0.2, 0.3]);
            let mut parts = stage.seen;
            parts.dedup();
            parts.join("\n----\n")
        });
        let all: Vec<String> = all.collect();
        insta::assert_snapshot!(format!("questions_{}x{}", size.0, size.1), album(&all));
    }
}

#[test]
fn where_one_is_is_said_for_as_long_as_it_is_so() {
    let script = [(1.0, ' '), (9.0, 'w'), (20.0, 'q'), (21.0, 'q'), (22.0, '\n')];
    let stage = watch("seated-cat-cow", (80, 24), &[], &script, &[9.5, 11.5]);
    let [before, behind] = &stage.seen[..] else { panic!("{:?}", stage.seen) };
    assert!(before.contains("1 of 5. Getting ready. 5 minutes 11 seconds left."), "{before}");
    assert!(!behind.contains("Getting ready"), "{behind}");
}

#[test]
fn what_was_refused_is_not_said_on_the_page_behind_it() {
    let script = [(1.0, 'x'), (2.0, '3'), (3.0, '\n'), (5.0, 'q')];
    let stage = watch("seated-cat-cow", (80, 24), &[PageId::Before], &script, &[1.0, 3.0]);
    let [asked, plan] = &stage.seen[..] else { panic!("{:?}", stage.seen) };
    assert!(asked.contains("0 to 10, please."), "{asked}");
    assert!(plan.contains("space begins") || plan.contains("space  begin"), "{plan}");
    assert!(!plan.contains("please"), "{plan}");
}

#[test]
fn what_was_refused_at_the_plan_is_not_said_beside_the_first_movement() {
    let script = [(1.0, 'x'), (2.0, ' '), (5.0, 'q'), (6.0, 'q'), (7.0, '\n')];
    let stage = watch("seated-cat-cow", (80, 24), &[], &script, &[1.0, 3.0]);
    let [plan, moving] = &stage.seen[..] else { panic!("{:?}", stage.seen) };
    assert!(plan.contains("space or q, please."), "{plan}");
    assert!(moving.contains("Sit easy") && !moving.contains("please"), "{moving}");
}

#[test]
fn a_whole_session_never_shows_a_frame_in_which_half_is_old() {
    for name in ["seated-cat-cow", "core-drills"] {
        let stage = watch(name, (80, 24), &[], &[(1.0, ' ')], &[]);
        let seconds = stage.now().since_zero().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "some thousand bytes")]
        let rate = stage.bytes as f64 / seconds;
        assert!(rate < 3_500.0, "{rate:.0} bytes a second");
    }
}

/// What is seen of a page on a screen, and of each part that follows.
fn parts_of(lines: &[&str], (columns, rows): (usize, usize), big: bool) -> Vec<String> {
    let lines = lines.iter().map(ToString::to_string).collect();
    let page = Frame::Page(PageText { lines, typed: None, remark: None });
    let mut screen = Screen::new(columns, rows, Ink::Blocks, big);
    let mut parts = Vec::new();
    loop {
        let grid = screen.draw(&page);
        let rows: Vec<String> = (0..grid.rows()).map(|row| grid.row(row)).collect();
        parts.push(rows.join("\n"));
        if !screen.turn() {
            return parts;
        }
    }
}

#[test]
fn a_page_is_in_letters_where_all_of_it_has_room() {
    let finish = ["Finish here?  q  yes   space  go on"];
    let is_text = |size, big| parts_of(&finish, size, big).concat().contains("Finish here?");
    assert!(is_text((80, 24), false) && is_text((99, 60), false) && is_text((200, 29), false));
    assert!(!is_text((100, 30), false) && !is_text((200, 60), false) && !is_text((80, 24), true));
    let rows_used = |size, big| {
        let seen = parts_of(&finish, size, big).concat();
        seen.lines().filter(|row| !row.trim().is_empty()).count()
    };
    assert!(rows_used((200, 60), false) > rows_used((100, 30), false), "they grow");
    let long = ["A line of which there are very many on this page, one beneath the other."; 20];
    assert!(parts_of(&long, (120, 40), false).concat().contains("A line of which"));
    // A letter that no bitmap has is no reason to leave it out.
    assert!(parts_of(&["右、左"], (120, 40), false).concat().contains("右"));
}

/// Above the words a figure leaves them few rows.
#[test]
fn s_04_the_side_is_in_letters_also_where_the_figure_is_above_the_words() {
    let text = "format = 1\nuse = \"clamshell\"\n";
    let script = [(1.0, ' '), (80.0, 'q'), (81.0, 'q')];
    let seen = watch(text, (80, 24), &[], &script, &[75.0]).seen;
    let side = big_text::word("LEFT", LetterSize::SMALLEST, Ink::Blocks);
    assert!(side.iter().all(|row| seen[0].contains(row.trim())), "{}", seen[0]);
}

#[test]
fn s_07_no_part_of_a_page_is_the_keys_alone() {
    for count in 1..40 {
        let lines = vec!["A line."; count];
        let parts = parts_of(&lines, (40, 12), false);
        let count_of = |part: &String| part.lines().filter(|row| row.contains("A line")).count();
        let counts: Vec<usize> = parts.iter().map(count_of).collect();
        assert_eq!(counts.iter().sum::<usize>(), count, "nothing is lost: {counts:?}");
        assert!(count <= 12 || counts.iter().all(|lines| *lines >= 4), "{count}: {counts:?}");
        let more = parts.iter().filter(|part| part.contains("space  more")).count();
        assert_eq!(more, parts.len() - 1);
    }
}

#[test]
fn a_key_is_on_the_line_of_its_word() {
    let seen = parts_of(&["Is this usual for you?  y  usual   n  new or worse"], (40, 12), false);
    assert!(seen[0].contains("\nn  new or worse"), "{}", seen[0]);
}

#[test]
fn on_a_large_screen_nothing_that_is_read_from_two_metres_is_small() {
    let script = [(1.0, ' '), (20.0, 'q'), (21.0, 'q')];
    let seen = watch("seated-cat-cow", (120, 40), &[], &script, &[15.0]).seen;
    assert!(!seen[0].contains("rep 1 of"), "{}", seen[0]);
    let small = watch("seated-cat-cow", (80, 24), &[], &script, &[15.0]).seen;
    assert!(small[0].contains("rep 1 of"), "{}", small[0]);
}

#[test]
fn that_an_exercise_becomes_easier_is_not_said_beside_the_next_one() {
    let script = [(1.0, ' '), (20.0, 'e'), (22.0, 'n'), (30.0, 'q'), (31.0, 'q'), (32.0, '\n')];
    let stage = watch("seated-cat-cow", (80, 24), &[], &script, &[21.0, 23.0]);
    let [eased, next] = &stage.seen[..] else { panic!("{:?}", stage.seen) };
    let remark = eased.lines().nth(21).unwrap().trim();
    assert!(!remark.is_empty() && !next.contains(remark), "{eased}\n{next}");
    assert!(next.contains("exercise 2 of 5"), "{next}");
}

/// A figure is smaller only where words become larger for it.
#[test]
fn where_words_that_fill_the_screen_become_no_larger_all_is_as_usual() {
    let seen = |name, (columns, rows): (u16, u16), big| {
        let mut stage =
            Watching::new((columns, rows), vec![key(1.0, ' '), key(99.0, 'q'), key(99.5, 'q')]);
        stage.screen = Screen::new(columns.into(), rows.into(), Ink::Blocks, big);
        watched(stage, name, &[], &[95.0]).seen.concat()
    };
    let clamshell = "format = 1\nuse = \"clamshell\"\n";
    assert_eq!(seen(clamshell, (80, 24), true), seen(clamshell, (80, 24), false));
    assert_ne!(seen(clamshell, (120, 40), true), seen(clamshell, (120, 40), false));
}

#[test]
fn without_colours_or_unicode_the_words_are_the_same() {
    let mut grid = Grid::new(20, 1);
    grid.put(0, 0, "Out", stenosis_routine::faces::grid::Style::Out);
    let plain = grid.changes_from(None, Palette::Plain);
    assert!(!plain.contains("38;5"), "{plain:?}");
    let ascii = stenosis_routine::faces::big_text::word(
        "READY",
        LetterSize::fitting("READY", 80, 4, Ink::Ascii).unwrap(),
        Ink::Ascii,
    )
    .concat();
    assert!(ascii.is_ascii());
}
