//! What a terminal sends: keys are heard, and nothing else is.

use proptest::prelude::*;
use stenosis_routine::io::key_parser::KeyParser;
use stenosis_routine::session::{Happening, KeyPress, Signal};

use crate::run::cases;

/// What terminals send that is no key, by the documents of xterm, kitty, iTerm2, VTE, tmux, foot,
/// Windows Terminal, the Linux console, rxvt and urxvt.
const REPORTS: &[(&str, &[u8])] = &[
    ("foreground, VTE", b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    ("background, xterm", b"\x1b]11;rgb:1111/1111/1111\x07"),
    ("cursor colour", b"\x1b]12;rgb:1/2/3\x1b\\"),
    ("a colour of the palette", b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\"),
    ("clipboard", b"\x1b]52;c;MTIzbg==\x1b\\"),
    ("folder", b"\x1b]7;file://host/home/n\x1b\\"),
    ("title", "\u{1b}]lÜbung 1: n\u{1b}\\".as_bytes()),
    ("icon name", b"\x1b]L12n\x1b\\"),
    ("iTerm2 cell size", b"\x1b]1337;ReportCellSize=17.50;8.00;2.0\x1b\\"),
    ("iTerm2 variable", b"\x1b]1337;ReportVariable=bjEy\x07"),
    ("kitty colours", b"\x1b]21;foreground=rgb:1/2/3\x1b\\"),
    ("kitty notification", b"\x1b]99;i=1:p=?;a=focus:o=always\x1b\\"),
    ("8-bit OSC", b"\x9d11;rgb:1111/1111/1111\x9c"),
    ("8-bit OSC in UTF-8", "\u{9d}11;rgb:1111/1111/1111\u{9c}".as_bytes()),
    ("XTVERSION", b"\x1bP>|XTerm(390)\x1b\\"),
    ("XTVERSION, tmux", b"\x1bP>|tmux 3.5a\x1b\\"),
    ("DECRQSS", b"\x1bP1$r0;1m\x1b\\"),
    ("XTGETTCAP", b"\x1bP1+r544e=787465726d\x1b\\"),
    ("DA3", b"\x1bP!|7E565445\x1b\\"),
    ("DECRSPS", b"\x1bP1$u1;1;1;@;@;@;0;2;@;BB%5%5\x1b\\"),
    ("Sixel", b"\x1bPq#1;2;0;0;0#1~~@@n-\x1b\\"),
    ("8-bit DCS", b"\x90>|n12\x9c"),
    ("kitty graphics", b"\x1b_Gi=31;OK\x1b\\"),
    ("kitty graphics, a fault", b"\x1b_Gi=31;EINVAL:12 n\x1b\\"),
    ("PM", b"\x1b^n12\x1b\\"),
    ("SOS", b"\x1bXn12\x07n\x1b\\"),
    ("DA1", b"\x1b[?62;1;2;4;6;9;15;16;17;18;21;22;28c"),
    ("DA2", b"\x1b[>41;390;0c"),
    ("DA2, VTE", b"\x1b[>65;7802;1c"),
    ("DA3 asked for", b"\x1b[=1c"),
    ("DECRPM, synchronised output", b"\x1b[?2026;2$y"),
    ("DECRPM, ANSI", b"\x1b[4;2$y"),
    ("colour scheme", b"\x1b[?997;1n"),
    ("XTSMGRAPHICS", b"\x1b[?1;0;256S"),
    ("all is well", b"\x1b[0n"),
    ("printer", b"\x1b[?13n"),
    ("where the cursor is", b"\x1b[12;1R"),
    ("the same, DEC", b"\x1b[?12;1;1R"),
    ("kitty keyboard flags", b"\x1b[?1u"),
    ("modifyOtherKeys", b"\x1b[>4;2m"),
    ("window in characters", b"\x1b[8;24;80t"),
    ("window in pixels", b"\x1b[4;600;800t"),
    ("window moved to icon", b"\x1b[2t"),
    ("resized in band", b"\x1b[48;24;80;600;800t"),
    ("terminal parameters", b"\x1b[2;1;1;128;128;1;0x"),
    ("checksum", b"\x1bP1!~0A1n\x1b\\"),
    ("macro space", b"\x1b[12*{"),
    ("colour stack", b"\x1b[1;2#Q"),
    ("locator", b"\x1b[1;2;3;4;0&w"),
    ("focus", b"\x1b[I\x1b[O"),
    ("mouse, SGR", b"\x1b[<0;12;1M\x1b[<0;12;1m"),
    ("mouse, urxvt", b"\x1b[32;12;1M"),
    ("mouse, X10", b"\x1b[M n1"),
    ("mouse, X10, far out", b"\x1b[M \xf1\xa1"),
    ("mouse, in UTF-8", "\u{1b}[M \u{f1}1".as_bytes()),
    ("mouse, a click", b"\x1b[tn1"),
    ("mouse, marked", b"\x1b[Tn1n1n1"),
    ("arrows and their modifiers", b"\x1b[A\x1b[1;5B\x1bOC\x1bO5D\x1b[a\x1bOb"),
    ("home, end, page", b"\x1b[H\x1b[4~\x1b[5~\x1bOF\x1b[7;2~"),
    ("function keys", b"\x1bOP\x1bOq\x1b[15~\x1b[1;2P\x1b[24;5~\x1b[57364u"),
    ("function keys, Linux", b"\x1b[[A\x1b[[E"),
    ("delete, insert", b"\x1b[3~\x1b[2;5~\x1b[11^"),
    ("Shift-Tab, Tab", b"\x1b[Z\t"),
    ("Alt and a digit", b"\x1b1"),
    ("Alt and a letter", b"\x1bn\x1bq"),
    ("Alt and Enter", b"\x1b\r"),
    ("Alt and Erase", b"\x1b\x7f"),
    ("Alt and an arrow, rxvt", b"\x1b\x1b[A"),
    ("Alt, kitty", b"\x1b[49;3u"),
    ("Super, kitty", b"\x1b[110;9u"),
    ("let go, kitty", b"\x1b[110;1:3u"),
    ("a bare Shift, kitty", b"\x1b[57441;2u"),
    ("Alt, xterm", b"\x1b[27;3;49~"),
    ("Ctrl and a digit, xterm", b"\x1b[27;5;49~"),
    ("let go, Windows", b"\x1b[78;49;110;0;0;1_"),
    ("a bare Shift, Windows", b"\x1b[16;42;0;1;16;1_"),
    ("Alt, Windows", b"\x1b[49;2;49;1;2;1_"),
    ("Ctrl and other letters", b"\x01\x02\x04\x05\x06\x07\x0e\x10\x11\x13\x15\x17\x19"),
    ("pasted", b"\x1b[200~1\n2\rn q\x1b[201~"),
    ("pasted, with something in it", b"\x1b[200~\x1b[31mn\x1b[2\x1b[201\x1b[201~"),
    ("nothing pasted", b"\x1b[200~\x1b[201~"),
    ("no UTF-8", b"\xb1\xff\xe9"),
    ("ST alone", b"\x1b\\"),
];

/// What keys send, in every form that a terminal may be left in.
const KEYS: &[(&str, &[u8], Happening)] = &[
    ("letter", b"q", pressed('q')),
    ("letter of two bytes", "й".as_bytes(), pressed('й')),
    ("letter of four bytes", "𝄞".as_bytes(), pressed('𝄞')),
    ("kitty", b"\x1b[113u", pressed('q')),
    ("kitty, no modifier", b"\x1b[113;1u", pressed('q')),
    ("kitty, held", b"\x1b[113;1:2u", pressed('q')),
    ("kitty, shift", b"\x1b[113;2u", pressed('Q')),
    ("kitty, shift, with the letter", b"\x1b[49:33;2u", pressed('!')),
    ("kitty, with its text", b"\x1b[49;2;33u", pressed('!')),
    ("kitty, num lock", b"\x1b[110;129u", pressed('n')),
    ("kitty, keypad", b"\x1b[57402u", pressed('3')),
    ("kitty, keypad, plus", b"\x1b[57413u", pressed('+')),
    ("kitty, keypad, Enter", b"\x1b[57414u", ENTER),
    ("kitty, Enter", b"\x1b[13u", ENTER),
    ("kitty, Backspace", b"\x1b[127u", ERASE),
    ("kitty, Ctrl-C", b"\x1b[99;5u", INTERRUPT),
    ("kitty, Ctrl-C, Cyrillic", b"\x1b[1089;5u", INTERRUPT),
    ("kitty, Ctrl-Z", b"\x1b[122;5u", Happening::Suspend),
    ("kitty, 8-bit", b"\x9b113u", pressed('q')),
    ("xterm", b"\x1b[27;1;113~", pressed('q')),
    ("xterm, shift", b"\x1b[27;2;33~", pressed('!')),
    ("xterm, Ctrl-C", b"\x1b[27;5;99~", INTERRUPT),
    ("xterm, Enter", b"\x1b[27;2;13~", ENTER),
    ("Windows", b"\x1b[78;49;110;1;0;1_", pressed('n')),
    ("Windows, Ctrl-C", b"\x1b[67;46;3;1;8;1_", INTERRUPT),
    ("Enter", b"\r", ENTER),
    ("Enter, or Ctrl-J", b"\n", ENTER),
    ("Backspace", b"\x7f", ERASE),
    ("Backspace, or Ctrl-H", b"\x08", ERASE),
    ("Ctrl-C", b"\x03", INTERRUPT),
    ("Ctrl-C, with Alt", b"\x1b\x03", INTERRUPT),
    ("Ctrl-backslash", b"\x1c", INTERRUPT),
    ("Ctrl-Z", b"\x1a", Happening::Suspend),
    ("Ctrl-L", b"\x0c", Happening::Resized),
];

const ENTER: Happening = Happening::Key(KeyPress::Enter);
const ERASE: Happening = Happening::Key(KeyPress::Erase);
const INTERRUPT: Happening = Happening::Stop(Signal::Interrupt);

const fn pressed(letter: char) -> Happening {
    Happening::Key(KeyPress::Char(letter))
}

fn heard(parser: &mut KeyParser, bytes: &[u8]) -> Vec<Happening> {
    bytes.iter().filter_map(|byte| parser.feed(*byte)).collect()
}

fn all_heard(bytes: &[u8]) -> Vec<Happening> {
    heard(&mut KeyParser::default(), bytes)
}

#[test]
fn what_is_no_key_is_not_heard_and_the_next_key_is() {
    let mut burst = KeyParser::default();
    for (what, report) in REPORTS {
        let around = [b"n", *report, b"n\x03"].concat();
        let keys = [pressed('n'), pressed('n'), INTERRUPT];
        assert_eq!(all_heard(&around), keys, "{what}");
        assert_eq!(heard(&mut burst, &around), keys, "{what}, behind the others");
        assert_eq!(burst.patience(), None, "{what}");
    }
}

#[test]
fn a_sequence_that_is_cut_off_is_given_up() {
    for (what, report) in REPORTS {
        for cut in 1..report.len() {
            let (begun, rest) = report.split_at(cut);
            let mut parser = KeyParser::default();
            assert_eq!(heard(&mut parser, begun), [], "{what} cut at {cut}");
            let mut stopped = KeyParser::default();
            heard(&mut stopped, begun);
            assert_eq!(heard(&mut stopped, b"\x03"), [INTERRUPT], "{what} cut at {cut}");
            let mut late = KeyParser::default();
            heard(&mut late, begun);
            if late.patience().is_some() {
                late.give_up();
            }
            assert_eq!(late.patience(), None);
            assert_eq!(heard(&mut late, b"n"), [pressed('n')], "{what} cut at {cut}");
            // In two reads, with nothing lost between them.
            assert_eq!(heard(&mut parser, rest), [], "{what} cut at {cut}");
            assert_eq!(heard(&mut parser, b"n"), [pressed('n')], "{what} cut at {cut}");
        }
    }
}

#[test]
fn a_lone_escape_waits_for_less_than_a_sequence() {
    let patience = |bytes: &[u8]| {
        let mut parser = KeyParser::default();
        heard(&mut parser, bytes);
        parser.patience().map(|patience| patience.as_millis())
    };
    assert_eq!(patience(b"n"), None);
    assert_eq!(patience(b"\x1b"), Some(100));
    for begun in [&b"\x1b[1"[..], b"\x1b]11;", b"\x1bP", b"\x1bO", b"\x1b[M", b"\x1b[200~", b"\xd1"]
    {
        assert_eq!(patience(begun), Some(500), "{begun:?}");
    }
}

#[test]
fn every_form_of_a_key_is_heard() {
    for (what, bytes, key) in KEYS {
        assert_eq!(all_heard(bytes), [*key], "{what}");
        let around = [b"\x1b]11;1\x07", *bytes, b"\x1b[?1;2c"].concat();
        assert_eq!(all_heard(&around), [*key], "{what}");
    }
}

#[test]
fn a_sequence_longer_than_any_is_none() {
    let long = format!("\x1b[113;1{}u", ":1".repeat(60));
    assert_eq!(all_heard(format!("{long}n").as_bytes()), [pressed('n')]);
}

/// A text, as a terminal may send it within a control string.
fn any_text() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        8 => proptest::char::range(' ', '~'),
        1 => proptest::char::range('\u{a0}', '\u{2fff}'),
    ];
    proptest::collection::vec(letter, 0..40).prop_map(String::from_iter)
}

fn any_report() -> impl Strategy<Value = String> {
    let string =
        (proptest::sample::select(vec!["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX"]), any_text())
            .prop_map(|(begin, text)| format!("{begin}{text}\x1b\\"));
    let private = ("[<=>?]", "[0-9;:]{0,20}", "[ -/]{0,2}", "[@-~]")
        .prop_map(|(mark, numbers, more, last)| format!("\x1b[{mark}{numbers}{more}{last}"));
    let pasted = any_text().prop_map(|text| format!("\x1b[200~{text}\x1b[201~"));
    prop_oneof![string, private, pasted]
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn ctrl_c_is_heard_whatever_came_before(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let mut parser = KeyParser::default();
        heard(&mut parser, &bytes);
        prop_assert_eq!(heard(&mut parser, b"\x03"), [INTERRUPT]);
    }

    #[test]
    fn no_report_is_a_key(reports in proptest::collection::vec(any_report(), 1..4)) {
        let bytes = [reports.concat().as_bytes(), b"n"].concat();
        prop_assert_eq!(all_heard(&bytes), [pressed('n')]);
    }

    #[test]
    fn a_key_is_heard_once_the_rest_was_given_up(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let mut parser = KeyParser::default();
        heard(&mut parser, &bytes);
        parser.give_up();
        prop_assert_eq!(heard(&mut parser, b"n"), [pressed('n')]);
    }

    #[test]
    fn words_are_heard_as_they_are_typed(words in "[a-zA-Zа-яёα-ω0-9 .,äöü漢字]{0,40}") {
        let keys: Vec<_> = words.chars().map(pressed).collect();
        prop_assert_eq!(all_heard(words.as_bytes()), keys);
    }
}

/// At a real terminal, on every page and in a session.
#[cfg(unix)]
mod at_a_terminal {
    use std::collections::BTreeSet;

    use stenosis_routine::conversation::PageId::{self, *};
    use stenosis_routine::domain::profile::Flag;
    use stenosis_routine::domain::routine::Position;
    use stenosis_routine::text::questions::About;

    use super::REPORTS;
    use crate::answers::BENDS_BACK;
    use crate::conversation::{ONCE, STRENGTH};
    use crate::first_questions::{
        after, begun_at_home, by_hand, greens, kept, moved, told, was_too_much, went_well,
    };
    use crate::growth::GROWS;

    /// Where reports come in, and what is pressed behind them: on a page, or where this is seen instead.
    enum At {
        Page(PageId, &'static str),
        Session(&'static str, &'static str),
    }

    use At::{Page, Session};

    /// What is known of whoever starts it.
    enum Known {
        /// The card was never answered.
        Nothing,
        /// Every health answer is no, and the card was answered.
        Well,
        /// The same after an emergency.
        Emergency,
        /// The same after a session that was too much, and another one.
        TooMuch,
        /// The same after a stop of the legs and three sessions that went well.
        ThreeGreens,
        /// The same after three sessions that went well of something that may grow.
        Ready,
        /// The same after a fall, and with a goal.
        Fell,
        Goal,
    }

    impl Known {
        /// The profile and the journal.
        fn files(&self) -> [String; 2] {
            let journal = match self {
                Known::Nothing => return [String::new(), String::new()],
                Known::Well => after(""),
                Known::Emergency => after(&kept(3, "\"emergency\"")),
                Known::TooMuch => after(&(was_too_much(3) + &moved(1))),
                Known::ThreeGreens => greens(13, CAT),
                Known::Fell => after(&by_hand(3, r#""event":"activity","what":"fall""#)),
                Known::Goal => after(&by_hand(3, r#""event":"goal","words":"stairs""#)),
                Known::Ready => went_well(GROWS, "Round"),
            };
            [told(Flag::NAMES.iter().copied(), ""), journal]
        }
    }

    /// A routine, by its name or its text, for whom, and the places on the way.
    type Way = (&'static str, Known, &'static [At]);

    const CAT: &str = "seated-cat-cow";
    const FIRST: At = Page(Card, "n");
    const NEVER: At = Page(LeaningBack, "n");
    const NO_NEWS: At = Page(New, "n");
    const NO_NUMBER: At = Page(Before, "\r");
    const BEGIN: At = Session("space  begin", " ");
    const ASK: At = Session("q finish", "p");
    const WORSE: At = Page(Notice, "1");

    /// Together these come to every page.
    const WAYS: &[Way] = &[
        // Before a session.
        (CAT, Known::Nothing, &[Page(Card, "2"), Page(AskedFirst, "")]),
        (
            CAT,
            Known::Nothing,
            &[Page(Card, "1"), Page(Emergency, "k"), Page(Card, "1"), Page(EmergencyAgain, "")],
        ),
        (
            CAT,
            Known::Nothing,
            &[FIRST, NEVER, Page(Before, "8\u{8}7\r"), Page(Usual, "y"), Page(RestInstead, "")],
        ),
        (
            CAT,
            Known::Nothing,
            &[
                FIRST,
                NEVER,
                Page(Before, "7\r"),
                Page(Usual, "n"),
                Page(DoctorToday, "c"),
                Page(FirstList, ""),
            ],
        ),
        (
            CAT,
            Known::Emergency,
            &[Page(Looked, "y"), FIRST, NO_NUMBER, Session("space  begin", "")],
        ),
        (CAT, Known::TooMuch, &[NO_NEWS, Page(AfterLast, "3"), Page(TooMuchAgain, "")]),
        (CAT, Known::ThreeGreens, &[NO_NEWS, Page(FullAgain, "y"), NO_NUMBER]),
        (
            GROWS,
            Known::Ready,
            &[NO_NEWS, Page(AfterLast, "1"), Page(Before, "1\r"), Page(OneMore, "y"), BEGIN],
        ),
        (
            "knees-to-chest",
            Known::Nothing,
            &[FIRST, Page(Flags, "0\r"), Page(FlagsRight, "\r"), NO_NUMBER],
        ),
        (BENDS_BACK, Known::Well, &[NO_NEWS, Page(Caution, "y"), NO_NUMBER]),
        (STRENGTH, Known::Well, &[NO_NEWS, NO_NUMBER, Page(NothingLeft, "")]),
        // In it.
        (
            CAT,
            Known::Well,
            &[
                NO_NEWS,
                NO_NUMBER,
                BEGIN,
                ASK,
                WORSE,
                Page(Now, "0\r"),
                Session("q finish", " "),
                Session("Paused. Space goes on.", " "),
                Session("in three seconds.", ""),
            ],
        ),
        (
            CAT,
            Known::Well,
            &[NO_NEWS, NO_NUMBER, BEGIN, ASK, WORSE, Page(Now, "7\r"), Page(RedStop, "")],
        ),
        (
            ONCE,
            Known::Well,
            &[NO_NEWS, NO_NUMBER, BEGIN, ASK, WORSE, Page(Now, "4\r"), Page(NothingSmaller, "")],
        ),
        (
            CAT,
            Known::Well,
            &[
                NO_NEWS,
                NO_NUMBER,
                BEGIN,
                ASK,
                Page(Notice, "2"),
                Page(LegsBack, "y"),
                Page(OnlyBreathing, ""),
            ],
        ),
        (
            CAT,
            Known::Well,
            &[
                NO_NEWS,
                NO_NUMBER,
                BEGIN,
                ASK,
                Page(Notice, "4"),
                Page(DizzyGone, "n"),
                Page(DizzyStays, ""),
            ],
        ),
        // Behind it.
        (
            CAT,
            Known::Well,
            &[
                NO_NEWS,
                NO_NUMBER,
                BEGIN,
                Session("q finish", "q"),
                Page(Finish, "q"),
                Page(Why, "2"),
                Page(Now, ""),
            ],
        ),
        (
            ONCE,
            Known::Well,
            &[
                NO_NEWS,
                NO_NUMBER,
                BEGIN,
                Session("q finish", "n"),
                Page(After, "1\r"),
                Page(Legs, "2"),
                Page(Amount, "2"),
                Page(Note, ""),
            ],
        ),
        // What comes once.
        (CAT, Known::Fell, &[NO_NEWS, Page(WeekCard, "")]),
        (
            ONCE,
            Known::Goal,
            &[
                NO_NEWS,
                NO_NUMBER,
                BEGIN,
                Session("q finish", "n"),
                Page(After, "1\r"),
                Page(Legs, "2"),
                Page(Amount, "2"),
                Page(PageId::Goal, ""),
            ],
        ),
    ];

    /// The whole of a page in its plainest form, as it stands in the table, wherever one is; a length of
    /// time is no part of it.
    fn is_open(page: PageId, screen: &str) -> bool {
        Position::ALL.iter().any(|position| {
            let lines = (page.page().words)(&About::nothing_yet(*position));
            let mut lines = lines.iter().filter(|line| !line.contains("0:00"));
            lines.all(|line| screen.contains(line.trim()))
        })
    }

    fn walk((routine, known, places): &Way, met: &mut BTreeSet<PageId>) {
        let burst: Vec<u8> = REPORTS.iter().flat_map(|(_, report)| *report).copied().collect();
        let [profile, journal] = known.files();
        let files = [("profile.toml", &*profile), ("journal.jsonl", &*journal)];
        let mut terminal = begun_at_home(&files, routine);
        for at in *places {
            let keys = match at {
                Page(page, keys) => {
                    let is_open = |screen: &vt100::Screen| is_open(*page, &screen.contents());
                    terminal.until_screen(page.name(), is_open);
                    met.insert(*page);
                    keys
                }
                Session(seen, keys) => {
                    terminal.until(seen);
                    keys
                }
            };
            assert!(terminal.emulator.screen().bracketed_paste());
            terminal.send(&burst);
            burst.chunks(1).for_each(|byte| terminal.send(byte));
            terminal.press(keys);
        }
        terminal.press("\u{3}");
        terminal.end();
        terminal.is_as_it_was();
    }

    /// W-01, W-02: where the keys behind the reports lead says that these were none, and that those were heard.
    #[test]
    fn w_01_reports_are_no_answer_on_any_page_and_nothing_in_a_session() {
        let mut met = BTreeSet::new();
        for way in WAYS {
            walk(way, &mut met);
        }
        let missing: Vec<&PageId> = PageId::ALL.iter().filter(|page| !met.contains(page)).collect();
        assert!(missing.is_empty(), "no way comes to {missing:?}");
    }
}
