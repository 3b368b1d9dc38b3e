//! Six weeks of five people, made up and plausible, out of a seed each; and what their weeks look like.

use std::io::Cursor;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan, Zoned};

use stenosis_routine::domain::answers::{
    Amount, Answer, BackToUsual, Legs, Note, Noticed, Score, StoppedBy, WhyStopped,
};
use stenosis_routine::domain::pain_rules::Sign;
use stenosis_routine::domain::profile::{Flag, Profile, Told as FlagTold};
use stenosis_routine::faces::report::{ClinicianPage, html, text};
use stenosis_routine::faces::weeks::{Overview, drawn, json, plain};
use stenosis_routine::journal::{
    Account, Activity, CameOfIt, CardDue, EmergencyTold, Ended, EndedBy, Entry, ExerciseDone, Felt,
    Happened, Id, LastWeeks, LogLine, Memo, Opening, Period, Planned, Record, Records, RoutineDone,
    Week, Weeks, WhyLeftOut, WhyNot, WrittenPlace,
};

/// The first day of the six weeks, and the last.
const FIRST: Date = date(2026, 10, 12);
pub(crate) const LAST: Date = date(2026, 11, 22);
/// Summer time ends in the second week.
const BERLIN: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// Somebody whose weeks are made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Somebody {
    /// Moves on most days, and it eases slowly.
    Steady,
    /// Pain of four and five, and a slow next day.
    Sore,
    /// Little, often ended early; many questions left open.
    Fearful,
    /// Two and three times a day, and pays for it.
    Overdoing,
    /// It gets worse.
    Worse,
}

pub(crate) const EVERYBODY: [Somebody; 5] =
    [Somebody::Steady, Somebody::Sore, Somebody::Fearful, Somebody::Overdoing, Somebody::Worse];

/// Chance that is the same every time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % end
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    /// A score about so high.
    fn about(&mut self, middle: i64) -> Option<Score> {
        let score = middle + i64::try_from(self.below(3)).unwrap() - 1;
        Score::new(u8::try_from(score.clamp(0, 10)).unwrap())
    }
}

/// Name, title, and the exercises with their repetitions.
type Does =
    (&'static str, &'static str, &'static [(&'static str, &'static str, &'static str, usize)]);

const CHAIR: Does = (
    "seated-cat-cow",
    "Seated cat-cow",
    &[
        ("belly-breath-easy", "Belly breathing, starter pace", "breath", 6),
        ("seated-cat-cow", "Seated cat-cow", "mobility", 6),
        ("seated-knee-hug", "Seated knee hug", "mobility", 4),
    ],
);
const STRONG: Does = (
    "core-drills",
    "Core drills",
    &[
        ("pelvic-tilt", "Pelvic tilt", "mobility", 6),
        ("bridge-low", "Low bridge", "strength", 4),
        ("bird-dog-worktop", "Bird-dog at the worktop", "strength", 4),
    ],
);
const GENTLE: Does = (
    "gentle-day",
    "Gentle day",
    &[
        ("position-of-ease", "Position of ease", "breath", 1),
        ("belly-breath-easy", "Belly breathing, starter pace", "breath", 6),
    ],
);

/// How one session goes.
#[derive(Clone, Copy, Default)]
struct Goes {
    after_last: Option<BackToUsual>,
    before: Option<Score>,
    after: Option<Score>,
    legs: Option<Legs>,
    amount: Option<Amount>,
    goal: Option<Score>,
    /// What was noticed in which exercise.
    noticed: Option<(Noticed, usize)>,
    /// Finished behind so many exercises, and why.
    stops: Option<(usize, WhyStopped)>,
    /// Easier versions from the start.
    easier: bool,
    facts: &'static [Fact],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fact {
    RedStop,
    LegStop(usize),
    Emergency,
    DoctorLooked,
}

/// A journal that is being made up.
struct Diary {
    log: String,
    now: Zoned,
    count: u32,
}

impl Diary {
    fn line(&mut self, id: &Id, entry: Entry) {
        self.log += &LogLine::new(id, &self.now, entry).write();
        self.now = self.now.checked_add(20.seconds()).unwrap();
    }

    fn id(&mut self) -> Id {
        self.count += 1;
        Id::new(&self.now, self.count)
    }

    fn on(&mut self, day: Date, hour: i8) {
        let zone = TimeZone::posix(BERLIN).unwrap();
        self.now = day.at(hour, 0, 0, 0).to_zoned(zone).unwrap();
    }

    fn elsewhere(&mut self, what: Activity, minutes: Option<u16>, stopped_by: Option<StoppedBy>) {
        let id = self.id();
        self.line(&id, Entry::Activity { what, minutes, stopped_by, note: None });
    }

    fn note(&mut self, words: &str) {
        let id = self.id();
        self.line(&id, Entry::Note { note: Note::new(words).unwrap() });
    }

    fn goal(&mut self, words: &str, hard: u8) {
        let id = self.id();
        self.line(&id, Entry::Goal { words: Note::new(words), hard: Score::new(hard) });
    }

    fn session(&mut self, does: Does, goes: &Goes) {
        let (name, title, exercises) = does;
        let id = self.id();
        let place = |exercise| WrittenPlace { offset_ms: 0, exercise };
        let answer = |answer, exercise| Entry::Answer { answer, place: place(exercise) };
        let fact = |fact| Entry::Remembered { fact, alone: false };
        self.line(
            &id,
            Entry::Opened(Opening {
                name: name.into(),
                title: title.into(),
                digest: name.into(),
                keyboard: true,
                resumes: None,
                program: "0".into(),
            }),
        );
        self.line(&id, answer(Answer::AfterLastTime(goes.after_last), None));
        if goes.facts.contains(&Fact::DoctorLooked) {
            self.line(&id, fact(Memo::DoctorLooked));
        }
        if goes.goal.is_some() {
            self.line(&id, answer(Answer::Goal(goes.goal), None));
        }
        self.line(&id, answer(Answer::PainBefore(goes.before), None));
        let planned =
            |(nth, (key, title, kind, reps)): (usize, &(&str, &str, &str, usize))| Planned {
                exercise: nth + 1,
                title: (*title).into(),
                key: (*key).into(),
                reps: *reps,
                easier: if goes.easier && *kind != "breath" { *reps } else { 0 },
                left_out: None,
                rounds: None,
                kind: (*kind).into(),
                asked: None,
                fewer: false,
            };
        let planned: Vec<Planned> = exercises.iter().enumerate().map(planned).collect();
        self.line(&id, Entry::Planned { total_ms: 300_000, exercises: planned.clone() });
        let until = goes.stops.map_or(exercises.len(), |(until, _)| until);
        for one in planned.iter().take(until) {
            if let Some((noticed, _)) = goes.noticed.filter(|(_, at)| *at == one.exercise) {
                self.line(&id, answer(Answer::Noticed(Some(noticed)), Some(one.exercise)));
            }
            let fell = goes.facts.contains(&Fact::LegStop(one.exercise));
            if fell {
                self.line(&id, fact(Memo::LegStop { key: one.key.clone() }));
            }
            self.line(
                &id,
                Entry::Exercise(ExerciseDone {
                    exercise: one.exercise,
                    title: one.title.clone(),
                    round: None,
                    whole: !fell,
                    reps: if fell { 2 } else { one.reps },
                    easier: one.easier,
                    why: fell.then_some(WhyNot::Noticed),
                }),
            );
        }
        let how = match goes.stops {
            _ if goes.facts.contains(&Fact::Emergency) => EndedBy::Emergency,
            _ if goes.facts.contains(&Fact::RedStop) => EndedBy::RedStop,
            Some(_) => EndedBy::Stopped,
            None => EndedBy::Finished,
        };
        self.line(
            &id,
            Entry::Ended(Ended { how, done: until, of: exercises.len(), lived_ms: 250_000 }),
        );
        if let Some((until, why)) = goes.stops {
            self.line(&id, answer(Answer::WhyStopped(Some(why)), Some(until.max(1))));
        }
        self.line(&id, answer(Answer::PainAfter(goes.after), None));
        if goes.facts.contains(&Fact::RedStop) {
            self.line(&id, fact(Memo::RedStop));
        }
        if goes.facts.contains(&Fact::Emergency) {
            self.line(&id, fact(Memo::Emergency { sign: Some(Sign::Noticed) }));
        }
        self.line(&id, answer(Answer::Legs(goes.legs), None));
        self.line(&id, answer(Answer::Amount(goes.amount), None));
    }
}

/// The journal of somebody, from the first day to the last.
pub(crate) fn log(who: Somebody) -> String {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (who as u64 + 1));
    let start = FIRST.at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
    let mut diary = Diary { log: String::new(), now: start, count: 0 };
    for (nth, day) in
        (0_i64..).zip(FIRST.series(Span::new().days(1)).take_while(|day| *day <= LAST))
    {
        diary.on(day, 9);
        let (week, of_the_week) = (nth / 7, nth % 7);
        match who {
            Somebody::Steady => steady(&mut diary, &mut chance, week, of_the_week),
            Somebody::Sore => sore(&mut diary, &mut chance, week, of_the_week),
            Somebody::Fearful => fearful(&mut diary, &mut chance, week, of_the_week),
            Somebody::Overdoing => overdoing(&mut diary, &mut chance, week, of_the_week),
            Somebody::Worse => worse(&mut diary, &mut chance, week, of_the_week),
        }
    }
    diary.log
}

fn steady(diary: &mut Diary, chance: &mut Chance, week: i64, day: i64) {
    if (week, day) == (0, 0) {
        diary.goal("walk to the shop and back", 7);
    }
    if day < 6 && !chance.one_in(7) {
        let before = chance.about(6 - week * 3 / 4);
        let eases = (Noticed::Eases, 3);
        let goes = Goes {
            after_last: Some(BackToUsual::WithinTheHour),
            before,
            after: chance.about(5 - week),
            legs: Some(if chance.one_in(3) { Legs::Easier } else { Legs::Same }),
            amount: Some(Amount::AboutRight),
            goal: Score::new(u8::try_from(7 - week / 2).unwrap()).filter(|_| day == 0 && week > 0),
            noticed: chance.one_in(5).then_some(eases),
            ..Goes::default()
        };
        diary.session(CHAIR, &goes);
    }
    if day == 2 || day == 5 {
        diary.on(diary.now.date(), 16);
        let minutes = u16::try_from(6 + week).unwrap();
        diary.elsewhere(Activity::Walk, Some(minutes), Some(StoppedBy::Legs));
    }
    if (week, day) == (3, 4) {
        diary.note("Slept well after the evening session.");
    }
}

fn sore(diary: &mut Diary, chance: &mut Chance, week: i64, day: i64) {
    if day % 2 == 1 {
        return;
    }
    let slow = chance.one_in(3);
    let goes = Goes {
        after_last: Some(if slow { BackToUsual::Later } else { BackToUsual::ByTheNextDay }),
        before: chance.about(5),
        after: chance.about(5),
        legs: Some(if chance.one_in(4) { Legs::Worse } else { Legs::Same }),
        amount: Some(if slow { Amount::TooMuch } else { Amount::AboutRight }),
        noticed: chance.one_in(4).then_some((Noticed::MorePain, 2)),
        easier: slow || week > 2,
        ..Goes::default()
    };
    diary.session(if slow { GENTLE } else { CHAIR }, &goes);
    if day == 4 {
        diary.elsewhere(Activity::Heat, Some(15), None);
    }
}

fn fearful(diary: &mut Diary, chance: &mut Chance, week: i64, day: i64) {
    if (week, day) == (0, 1) {
        diary.goal("stand at the stove for ten minutes", 8);
    }
    // The third week is away.
    if week == 2 || day % 3 != 1 {
        return;
    }
    let before = chance.about(6);
    let stops = chance.one_in(2).then_some((1, WhyStopped::Enough));
    let answers = !chance.one_in(2);
    let goes = Goes {
        before: before.filter(|_| answers || day == 1),
        after: chance.about(5).filter(|_| answers),
        legs: Some(Legs::Same).filter(|_| answers),
        goal: Score::new(8).filter(|_| day == 1 && week % 2 == 1),
        stops,
        ..Goes::default()
    };
    diary.session(GENTLE, &goes);
}

fn overdoing(diary: &mut Diary, chance: &mut Chance, week: i64, day: i64) {
    let times = 2 + chance.below(2);
    let bad = chance.one_in(3);
    for nth in 0..times {
        diary.on(diary.now.date(), i8::try_from(8 + nth * 5).unwrap());
        let legs = nth + 1 == times && chance.one_in(5);
        let goes = Goes {
            after_last: Some(if bad {
                BackToUsual::CostSleepOrPlans
            } else {
                BackToUsual::ByTheNextDay
            }),
            before: chance.about(3 + i64::from(bad)),
            after: chance.about(4 + i64::from(bad)),
            legs: Some(if legs { Legs::Worse } else { Legs::Same }),
            amount: Some(if bad { Amount::TooMuch } else { Amount::TooLittle }),
            noticed: legs.then_some((Noticed::Legs, 2)),
            facts: match (legs, bad && nth == 1 && chance.one_in(4)) {
                (true, _) => &[Fact::LegStop(2)],
                (_, true) => &[Fact::RedStop],
                _ => &[],
            },
            ..Goes::default()
        };
        diary.session(if nth == 0 { CHAIR } else { STRONG }, &goes);
    }
    if day % 2 == 0 {
        diary.on(diary.now.date(), 20);
        diary.elsewhere(Activity::Walk, Some(u16::try_from(40 - week * 3).unwrap()), None);
    }
}

fn worse(diary: &mut Diary, chance: &mut Chance, week: i64, day: i64) {
    if (week, day) == (0, 0) {
        diary.goal("climb the stairs", 5);
    }
    if day == 6 {
        return;
    }
    let legs = week > 1 && day == 2;
    let dizzy = (week, day) == (3, 3);
    let alarm = (week, day) == (4, 1);
    let goes = Goes {
        after_last: Some(if week > 3 { BackToUsual::Later } else { BackToUsual::ByTheNextDay }),
        before: chance.about(4 + week * 2 / 3),
        after: chance.about(4 + week * 2 / 3),
        legs: Some(if week > 1 && day > 3 { Legs::Worse } else { Legs::Same }),
        amount: Some(Amount::AboutRight),
        goal: Score::new(u8::try_from(5 + week * 3 / 5).unwrap()).filter(|_| day == 1),
        noticed: match (legs, dizzy) {
            (true, _) => Some((Noticed::Legs, 3)),
            (_, true) => Some((Noticed::Dizzy, 2)),
            _ => None,
        },
        facts: match (legs, alarm, (week, day) == (4, 3)) {
            (true, ..) => &[Fact::LegStop(3)],
            (_, true, _) => &[Fact::Emergency],
            (.., true) => &[Fact::DoctorLooked],
            _ => &[],
        },
        easier: week > 2,
        ..Goes::default()
    };
    diary.session(CHAIR, &goes);
    if day == 0 || day == 4 {
        diary.on(diary.now.date(), 15);
        let minutes = u16::try_from(9 - week).unwrap();
        diary.elsewhere(Activity::Walk, Some(minutes), Some(StoppedBy::Legs));
    }
    if (week, day) == (5, 1) {
        diary.elsewhere(Activity::Fall, None, None);
        diary.note("Caught my foot on the mat; nothing broken, frightened.");
    }
}

/// The weeks of a log, as they are read on a day, and what its sessions tell.
pub(crate) struct Told {
    pub(crate) weeks: Vec<Week>,
    pub(crate) account: Account,
    pub(crate) goal: Option<Note>,
    pub(crate) cards: Vec<CardDue>,
}

impl Told {
    pub(crate) fn of(log: &str, today: Date) -> Told {
        let period = Period::of(8, today);
        let (mut weeks, mut account) = (Weeks::of(period), Account::default());
        let mut last = LastWeeks::on(today);
        let from = period.from.min(last.period().from);
        let records: Vec<Record> = Records::of(Cursor::new(log), Period { from, ..period })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for record in &records {
            if weeks.add(record) {
                account.add(record);
            }
            last.add(record);
        }
        let (goal, cards) = (weeks.goal().cloned(), last.cards());
        Told { goal, weeks: weeks.counted(), account, cards }
    }

    pub(crate) fn overview(&self) -> Overview<'_> {
        let goal = self.goal.as_ref().map(Note::text);
        Overview { weeks: &self.weeks, account: &self.account, cards: &self.cards, goal }
    }
}

#[test]
fn six_weeks_as_they_are_looked_at() {
    for who in EVERYBODY {
        let told = Told::of(&log(who), LAST);
        let overview = told.overview();
        let wide = drawn(&overview, 80, true);
        let narrow = drawn(&overview, 40, false);
        for (lines, width) in [(&wide, 80), (&narrow, 40)] {
            let fits =
                |line: &String| unicode_width::UnicodeWidthStr::width(line.as_str()) <= width;
            assert!(lines.iter().all(fits), "{lines:#?}");
        }
        let plain = plain(&overview);
        assert_eq!(plain.iter().filter(|line| line.starts_with("Week of")).count(), 6);
        let shown =
            [wide.join("\n"), plain.join("\n"), narrow.join("\n"), json(&overview).unwrap()];
        insta::assert_snapshot!(
            format!("weeks_of_{who:?}").to_lowercase(),
            shown.join("\n\n---\n\n")
        );
    }
}

#[test]
fn nothing_is_praised_counted_up_or_missed() {
    const NEVER: &[&str] = &["streak", "missed", "great", "well done", "!", "goal reached", "%"];
    for who in EVERYBODY {
        let told = Told::of(&log(who), LAST);
        let all = [drawn(&told.overview(), 80, true), plain(&told.overview())].concat().join("\n");
        let all = all.to_lowercase();
        assert!(NEVER.iter().all(|never| !all.contains(never)), "{all}");
    }
}

#[test]
fn the_lines_of_a_made_up_journal_can_all_be_read() {
    for who in EVERYBODY {
        let log = log(who);
        let mut records = Records::new(Cursor::new(log.as_str())).unwrap();
        let count = records.by_ref().map(Result::unwrap).count();
        assert_eq!(records.not_understood, 0);
        assert!(count > 10, "{who:?}: {count}");
    }
}

fn profile() -> Profile {
    let mut profile = Profile::default();
    profile.tell(Flag::Knee, FlagTold::Yes, FIRST);
    profile.tell(Flag::Osteoporosis, FlagTold::NotSure, FIRST);
    profile.tell(Flag::Glaucoma, FlagTold::No, FIRST);
    profile
}

/// The page of somebody, as HTML and as text.
fn pages(told: &Told, notes: bool) -> (String, String) {
    let profile = profile();
    let report = ClinicianPage {
        overview: told.overview(),
        profile: &profile,
        today: LAST,
        notes,
        version: "0",
    };
    (html(&report), text(&report))
}

#[test]
fn the_page_for_a_clinician() {
    for who in EVERYBODY {
        let (html, text) = pages(&Told::of(&log(who), LAST), true);
        assert!(text.lines().all(|line| line.chars().count() <= 78), "{text}");
        let name = format!("page_of_{who:?}").to_lowercase();
        insta::assert_snapshot!(name, format!("{text}\n---\n{html}"));
    }
}

#[test]
fn the_page_asks_nothing_of_a_network_and_escapes_every_word() {
    let log = log(Somebody::Worse)
        .replace("Seated knee hug", "</style><script>alert(1)</script>")
        .replace("climb the stairs", "<img src=x onerror=alert(1)>")
        .replace("Seated cat-cow", r#"& \u001b[2J \""#);
    let (html, text) = pages(&Told::of(&log, LAST), true);
    assert!(html.contains("&lt;script&gt;") && html.contains("&lt;img src=x"), "{html}");
    for never in
        ["<script", "<img", "<link", "<iframe", "http:", "https:", "url(", "@import", "\u{1b}"]
    {
        assert!(!html.contains(never), "{never}");
    }
    assert!(!text.contains('\u{1b}'), "{text}");
    // Notes are there when they are asked for.
    let told = Told::of(&self::log(Somebody::Worse), LAST);
    assert!(pages(&told, true).0.contains("Caught my foot"));
    assert!(!pages(&told, false).0.contains("Caught my foot"));
}

/// The words of a page on one line.
fn in_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_emergency_says_what_was_answered_and_what_came_of_it() {
    let (_, text) = pages(&Told::of(&log(Somebody::Worse), LAST), false);
    let said = "10 Nov: one of: numb between the legs, bladder or bowel trouble, leg suddenly weak, foot \
                drops, both legs numb, chest pain, fainting, face or speech trouble. A doctor has looked \
                since, told on 12 Nov";
    assert!(in_a_line(&text).contains(said), "{text}");
    for (sign, said) in [
        ("card", "10 Nov: new, one of: numbness between the legs or around the bottom; bladder,"),
        ("still-open", "10 Nov: no doctor has seen it yet."),
        ("of another version", "10 Nov: an emergency sign."),
    ] {
        let log =
            log(Somebody::Worse).replace(r#""sign":"noticed""#, &format!(r#""sign":"{sign}""#));
        let (_, text) = pages(&Told::of(&log, LAST), false);
        assert!(in_a_line(&text).contains(said), "{sign}: {text}");
    }
    let before = log(Somebody::Worse)
        .lines()
        .filter(|line| !line.contains("doctor-looked"))
        .fold(String::new(), |all, line| all + line + "\n");
    let (_, text) = pages(&Told::of(&before, LAST), false);
    let said = "trouble. Nobody has said that a doctor has looked";
    assert!(in_a_line(&text).contains(said), "{text}");
}

/// Somebody with whom everything happens, and of whom the page cannot tell all.
fn everything(told: &Told) -> Account {
    let title = |nth: i32| format!("An exercise with a rather long title, number {nth}");
    let mut account = Account::default();
    account.notes.clone_from(&told.account.notes);
    for nth in 0..12 {
        let day = FIRST + Span::new().days(nth);
        account.events.push((day, Happened::LegStop(title(nth))));
        account.felt.insert((title(nth), Felt::MorePain), 3);
        account.felt.insert((title(nth), Felt::Eased), 2);
        account.left_out.insert((title(nth), WhyLeftOut::Sore), 4);
        account.routines.insert(title(nth), RoutineDone::default());
        let sign = Some(Sign::Why);
        account.emergencies.push(EmergencyTold { day, sign, came: CameOfIt::Open });
    }
    account
}

#[test]
fn a_page_of_too_much_is_set_smaller_and_its_later_parts_are_cut() {
    for who in EVERYBODY {
        let (html, _) = pages(&Told::of(&log(who), LAST), true);
        let is_dense = html.contains("class=\"dense\"");
        assert_eq!(is_dense, who == Somebody::Worse, "{who:?}");
        assert!(!html.contains("more)"), "{who:?}");
    }
    let mut told = Told::of(&log(Somebody::Worse), LAST);
    told.account = everything(&told);
    let (html, text) = pages(&told, true);
    assert!(html.contains("<body class=\"dense\">"), "{html}");
    let items = |heading: &str| {
        let part = html.split(&format!("<h2>{heading}")).nth(1).unwrap();
        let part = part.split("</section>").next().unwrap();
        part.matches("<li>").count() + part.matches("<p>").count()
    };
    let (first, last) = (items("Emergency answers"), items("Left out"));
    assert!(first > last && last == 1, "{first} {last}");
    // Nothing is passed over without a word, and a text file has room.
    assert!(html.contains("(and 11 more)") && text.contains("(and 4 more)"), "{html}");
    assert!(html.contains("The last notes"), "{html}");
}
