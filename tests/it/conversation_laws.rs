//! The laws of the conversation, by walking all of it: every page in every position, every pain, every key
//! and every silence, breadth first. A law that fails prints the shortest way there, as keys.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::conversation::graph::{self, leads_to};
use stenosis_routine::conversation::pages::AT_FIRST;
use stenosis_routine::conversation::{Fact, Page, PageId, Takes, rows};
use stenosis_routine::domain::answers::{Answer, BackToUsual};
use stenosis_routine::domain::pain_rules::{RedReason, Row, Sign};
use stenosis_routine::domain::plan::{Ease, Plan};
use stenosis_routine::domain::profile::Flag;
use stenosis_routine::domain::routine::{Exercise, Position, Routine, StepDose};
use stenosis_routine::domain::timeline::{Part, Span};
use stenosis_routine::domain::units::{Moment, Offset};
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::plain::Plain;
use stenosis_routine::format::{Library, embedded, with_relief};
use stenosis_routine::journal::GrowthSteps;
use stenosis_routine::session::driver::EventAt;
use stenosis_routine::session::{
    CardToShow, Closing, Ending, Event, Gates, Happening, How, KeyPress, Manner, OnceAWeek, Past,
    Session, Signal,
};

use stenosis_routine::text::questions::About;

use crate::answers::BENDS_BACK;
use crate::run::{Exercises, built_in, read, repository, routine};

const AT_THE_KEYBOARD: Manner = Manner { keyboard: true, gates: Gates::Usual, volume: None };
/// Chair, bed, bed and worktop, chair and worktop, walk; and one that needs leave.
const ROUTINES: &[&str] = &[
    "seated-cat-cow",
    "knees-to-chest",
    "core-drills",
    "daily-10",
    "walking-intervals",
    BENDS_BACK,
];

/// A routine by its name or its text.
fn read_in(name: &str) -> Arc<Routine> {
    match name.contains('\n') {
        true => Arc::new(with_relief(&routine(name), &Library::new(&Exercises::default()))),
        false => built_in(name),
    }
}

/// A session somewhere, and how it came there.
#[derive(Clone)]
struct Here {
    session: Session,
    now: Moment,
    keys: String,
    /// What the last input brought.
    events: Vec<Event>,
    /// Dizzy, or legs that have not settled, and not said to be over.
    unsettled: bool,
}

/// One thing that can be done: keys, or silence of so many seconds.
#[derive(Clone, Debug)]
enum Input {
    Keys(String),
    Silence(u64),
    Sleep,
}

impl Here {
    /// `was_bad`: the last session was too much, and signs of another day are open.
    fn begin(routine: &Arc<Routine>, asks: &[PageId], was_bad: bool) -> Here {
        let session = Session::new(Plan::today(Arc::clone(routine)), AT_THE_KEYBOARD)
            .asking(asks.iter().copied())
            .about(vec![Flag::Osteoporosis, Flag::Knee]);
        let keys = routine.exercises.iter().map(|exercise| exercise.key().to_owned());
        let by_name = vec![Flag::RecentSurgery, Flag::FallsRisk];
        let past = Past {
            was_too_much: was_bad,
            something_new: was_bad,
            no_emergency: was_bad,
            by_name,
            steps: GrowthSteps { returning: keys.collect(), ..crate::growth::ready(routine) },
            ..Past::default()
        };
        let card = CardToShow { name: "two-weeks", lines: vec!["Two weeks.".into()] };
        let goal = Some("climb the stairs".to_owned());
        let weekly = OnceAWeek { card: Some(card), goal, is_over: false };
        let mut session = session.after(past).once_a_week(weekly);
        let now = Moment::ZERO;
        let events = session.open(now);
        Here { session, now, keys: String::new(), events, unsettled: false }
    }

    fn page(&self) -> Option<PageId> {
        self.session.asked().map(|open| open.page)
    }

    fn after(&self, input: &Input) -> Here {
        let mut here = self.clone();
        here.events.clear();
        match input {
            Input::Keys(keys) => {
                for letter in keys.chars() {
                    let key = if letter == '\n' { KeyPress::Enter } else { KeyPress::Char(letter) };
                    here.events.extend(here.session.handle(here.now, Happening::Key(key)));
                }
                here.keys += &keys.replace('\n', "<Enter>").replace(' ', "<space>");
            }
            Input::Silence(seconds) => {
                here.now = here.now + Duration::from_secs(*seconds);
                here.events.extend(here.session.advance(here.now));
                here.keys = format!("{}<{seconds} s>", here.keys);
            }
            Input::Sleep => {
                here.events.extend(here.session.handle(here.now, Happening::Slept));
                here.keys += "<sleep>";
            }
        }
        let y = matches!(input, Input::Keys(keys) if keys == "y");
        let bodily = [PageId::DizzyGone, PageId::LegsBack];
        if self.page().is_some_and(|page| bodily.contains(&page)) && y {
            here.unsettled = false;
        }
        here.unsettled |= here.page().is_some_and(|page| bodily.contains(&page));
        here
    }

    /// On to the next span that begins, whatever gate stands before it.
    fn live_on(&mut self) {
        match self.session.wake_at() {
            Some(due) => self.now = due,
            None => drop(self.session.handle(self.now, Happening::Key(KeyPress::Char(' ')))),
        }
        self.events = self.session.advance(self.now);
    }
}

/// Everything that can be done at a page.
fn inputs(page: &Page) -> Vec<Input> {
    let keys = |keys: String| Input::Keys(keys);
    let mut inputs: Vec<Input> =
        page.choices().iter().map(|choice| keys(choice.key.into())).collect();
    match page.takes {
        Takes::Keys(_) => {}
        Takes::Confirm { .. } => inputs.push(keys("x".into())),
        Takes::Pain { .. } => {
            inputs.extend((0..=10).map(|pain| keys(format!("{pain}\n"))));
            inputs.push(keys("\n".into()));
        }
        Takes::Score { .. } => inputs.extend(["0\n", "10\n", "\n"].map(|n| keys(n.into()))),
        Takes::List { .. } => inputs.extend(["0\n", "1\n", "1 2\n", "\n"].map(|l| keys(l.into()))),
        Takes::Words { .. } => inputs.extend(["warm\n", "\n"].map(|words| keys(words.into()))),
    }
    if let Some((wait, _)) = &page.silence {
        inputs.push(Input::Silence(wait.as_secs()));
        inputs.push(Input::Silence(wait.as_secs() / 3 + 1));
        inputs.push(Input::Sleep);
    }
    inputs
}

/// What makes two places of a conversation the same one.
fn place(here: &Here) -> String {
    let facts: Vec<String> = here.session.facts().iter().map(|fact| format!("{fact:?}")).collect();
    let facts: BTreeSet<String> = facts.into_iter().collect();
    let open = here.session.asked().map(|open| (open.page, open.about.before));
    let over = here.session.ending().map(|ending| ending.how);
    format!("{open:?} {over:?} {facts:?} {}", here.unsettled)
}

/// Walks on from here until the movement goes on or it is over; gives every step to `law`.
fn walk(from: Here, law: &mut impl FnMut(&Here, &Input, &Here)) -> usize {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut queue: VecDeque<Here> = [from].into();
    let mut walked = 0;
    while let Some(here) = queue.pop_front() {
        let Some(page) = here.page().filter(|_| seen.insert(place(&here))) else { continue };
        for input in inputs(page.page()) {
            let after = here.after(&input);
            law(&here, &input, &after);
            walked += 1;
            queue.push_back(after);
        }
    }
    walked
}

/// Sessions at the beginning of everything that is asked, and with key `p` or `q` pressed at some span of
/// every kind of every exercise; and at the end.
fn beginnings() -> Vec<Here> {
    let mut all = Vec::new();
    for name in ROUTINES {
        let routine = read_in(name);
        for page in AT_FIRST {
            for was_bad in [false, true] {
                all.push(Here::begin(&routine, &[*page, PageId::Before], was_bad));
            }
        }
        // From six on there is no movement: that is walked as a page.
        let pains = (0..=5).map(|pain| format!("{pain}\n"));
        for pain in pains.chain(["\n".into()]) {
            let here = Here::begin(&routine, &[PageId::Before], false);
            // What is offered is taken without pain, and left with some.
            let answer = if pain == "0\n" { "y" } else { "n" };
            let here = here.after(&Input::Keys(pain));
            let here = match here.page() {
                Some(PageId::OneMore) => here.after(&Input::Keys(answer.into())),
                _ => here,
            };
            moments(&here, &mut all);
        }
    }
    all
}

/// The moments of a session that is at its plan.
fn moments(plan: &Here, all: &mut Vec<Here>) {
    let mut here = plan.after(&Input::Keys(" ".into()));
    let mut met: BTreeSet<(usize, String)> = BTreeSet::new();
    while here.session.ending().is_none() {
        let timeline = Arc::clone(here.session.timeline());
        if let Some(span) = timeline.spans().get(here.session.here()) {
            let kind = format!("{:?}", std::mem::discriminant(&span.part));
            if met.insert((span.exercise % 4, kind)) {
                let at = Here {
                    keys: format!("{} {}: ", here.keys, span.at.since_zero().as_secs()),
                    ..here.clone()
                };
                all.extend(["p", "q"].map(|key| at.after(&Input::Keys(key.into()))));
            }
        }
        here.live_on();
    }
    all.push(Here { keys: "to the end: ".into(), ..here });
}

/// Calls the law on every step of every walk.
fn everywhere(mut law: impl FnMut(&Here, &Input, &Here)) {
    let walked: usize = beginnings().into_iter().map(|from| walk(from, &mut law)).sum();
    assert!(walked > 20_000, "{walked}");
}

#[test]
fn law_1_the_table_has_no_circle() {
    let mut edges: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
    for page in PageId::ALL.iter().map(|id| id.page()) {
        let keys = page.choices().iter().map(|choice| choice.then);
        let typed = match page.takes {
            // What is refused is asked again.
            Takes::Keys(_) | Takes::Confirm { .. } => Vec::new(),
            Takes::Pain { no_number, .. } => {
                Row::ALL.iter().map(|row| rows::outcome(*row)).chain([no_number]).collect()
            }
            Takes::List { then, not_sure, .. } => vec![then, not_sure],
            Takes::Words { then, .. } | Takes::Score { then, .. } => vec![then],
        };
        let silence = page.silence.as_ref().map(|(_, outcome)| *outcome);
        let all = keys.chain(typed).chain(silence);
        edges.insert(page.id, all.flat_map(|outcome| leads_to(&outcome)).collect());
    }
    // Take away what leads nowhere, until nothing is left.
    while let Some(end) = edges.iter().find(|(_, to)| to.iter().all(|to| !edges.contains_key(to))) {
        let end = *end.0;
        edges.remove(&end);
    }
    assert!(edges.is_empty(), "a circle in {edges:?}");
}

#[test]
fn law_1_it_ends_and_leaves_something_to_do() {
    everywhere(|before, _, after| {
        let way = &after.keys;
        let goes_on = after.page().is_none() && !after.session.is_over();
        let parts = after.session.timeline().spans();
        assert!(
            !goes_on || parts.iter().any(|span| matches!(span.part, Part::Phase { .. })),
            "{way}"
        );
        if after.keys.ends_with("p<Enter>") {
            assert_eq!(before.session.plan(), after.session.plan(), "{way}");
        }
    });
}

#[test]
fn law_2_what_fits_nothing_is_answered_and_changes_nothing() {
    let letters: Vec<char> = ('a'..='z').chain('0'..='9').chain([' ', '\n', '?', 'é']).collect();
    let mut taken_back = 0;
    everywhere(|before, input, after| {
        let way = &after.keys;
        if before.page() == Some(PageId::Emergency) && matches!(input, Input::Keys(k) if k == "k") {
            taken_back += 1;
            assert!(after.session.facts().contains(&Fact::WrongKey), "{way}");
            assert!(after.session.ending() == before.session.ending(), "{way}");
            assert!(after.page().is_some_and(|page| page != PageId::Emergency), "{way}");
        }
        let again = after.session.facts().contains(&Fact::WrongKey);
        assert!(!again || after.page() != Some(PageId::Emergency), "it is taken back once: {way}");
        let Some(page) = after.page().map(PageId::page) else { return };
        if !matches!(page.takes, Takes::Keys(_)) {
            return;
        }
        let wrong = letters.iter().find(|key| page.choice(**key).is_none()).unwrap();
        let refused = after.after(&Input::Keys(wrong.to_string()));
        assert!(matches!(refused.events.as_slice(), [Event::Refused(_)]), "{way} {wrong:?}");
        assert_eq!(refused.page(), after.page(), "{way} {wrong:?}");
        assert_eq!(refused.session.facts(), after.session.facts(), "{way} {wrong:?}");
    });
    assert!(taken_back > 10, "{taken_back}");
}

/// An emergency page shows what it was taken for, and "wrong key" where a slip can be taken back.
#[test]
fn law_2_an_emergency_says_what_it_was_taken_for() {
    let mut met: BTreeSet<String> = BTreeSet::new();
    everywhere(|before, input, after| {
        let Some(open) = after.session.asked() else { return };
        let once = open.page == PageId::Emergency;
        if !once && open.page != PageId::EmergencyAgain || before.page() == Some(open.page) {
            return;
        }
        let Input::Keys(key) = input else { panic!("silence is no sign: {}", after.keys) };
        let words = (open.page.page().words)(&open.about);
        let said = words.iter().skip_while(|line| !line.starts_with("You pressed "));
        let said: String = said.map(String::as_str).collect::<Vec<_>>().join(" ");
        assert!(said.starts_with(&format!("You pressed {key}:")), "{}", after.keys);
        let back = words.last().is_some_and(|keys| keys.contains("k  wrong key"));
        assert_eq!(back, once, "{}", after.keys);
        met.extend(said.split(". ").next().map(ToOwned::to_owned));
    });
    assert_eq!(met.len(), Sign::ALL.len(), "{met:?}");
}

#[test]
fn law_3_who_has_not_settled_is_never_told_to_get_up() {
    let mut met = 0;
    everywhere(|_, _, after| {
        let way = &after.keys;
        let ups = ["Stand when", "Roll to your side", "slowly up"];
        let words: Vec<String> = after
            .events
            .iter()
            .filter_map(|event| match event {
                Event::Asked(open) => Some((open.page.page().words)(&open.about).join(" ")),
                _ => None,
            })
            .collect();
        let is_upright = |ending: &Ending| ending.position.is_on_feet();
        // Ctrl-C is a way out, too.
        let mut left = after.clone();
        let stop = Happening::Stop(Signal::Interrupt);
        let goes = match after.session.is_over() {
            true => Vec::new(),
            false => left.session.handle(left.now, stop),
        };
        for event in after.events.iter().chain(&goes) {
            let (Event::Ended(ending) | Event::GettingUp { ending, .. }) = event else { continue };
            let sits = [Closing::SitDown, Closing::MedicalHelp].contains(&ending.closing);
            assert!(!is_upright(ending) || sits, "who stands is to sit: {way}");
            let stays = sits || ending.closing == Closing::StayDown;
            assert!(!after.unsettled || stays, "{way}: {ending:?}");
        }
        // How to get up is said behind every answer, and never behind a page that nobody may miss.
        let asks = after.page().is_some();
        let says_up = |event: &Event| matches!(event, Event::GettingUp { .. });
        assert!(!asks || !after.events.iter().any(says_up), "{way}");
        let warned = after.page().is_some_and(|page| page.page().is_a_warning);
        assert!(!warned || !goes.iter().any(says_up), "{way}");
        if after.unsettled {
            met += 1;
            assert!(
                !words.iter().any(|words| ups.iter().any(|up| words.contains(up))),
                "{way}: {words:?}"
            );
        }
        if let Some(open) = after.session.asked().filter(|open| open.page == PageId::DizzyGone) {
            let words = (open.page.page().words)(&open.about).join(" ");
            let stands = open.about.position.is_on_feet();
            assert_eq!(words.contains("sit down now"), stands, "{way}: {words}");
        }
    });
    assert!(met > 500, "{met}");
}

/// behind the words of an emergency nothing is said, whoever ends it and however.
#[test]
fn law_3_the_words_of_an_emergency_stand_alone() {
    let pages = [PageId::Emergency, PageId::EmergencyAgain];
    let mut met = 0;
    everywhere(|_, _, after| {
        if !after.page().is_some_and(|page| pages.contains(&page)) {
            return;
        }
        met += 1;
        let keys = [KeyPress::Enter, KeyPress::Char('y')].map(Happening::Key);
        for happening in keys.into_iter().chain([Happening::Stop(Signal::Interrupt)]) {
            let mut session = after.session.clone();
            let mut face = Plain::new(Narrator::without_guidance());
            for event in session.handle(after.now, happening) {
                let timeline = Arc::clone(session.timeline());
                let told = EventAt { event, at: Offset::ZERO, timeline };
                assert_eq!(face.lines(&told), [""; 0], "{} {happening:?}", after.keys);
            }
        }
    });
    assert!(met > 100, "{met}");
}

#[test]
fn law_3_after_dizziness_nothing_is_done_on_the_feet() {
    let mut met = 0;
    everywhere(|before, input, after| {
        let y = matches!(input, Input::Keys(keys) if keys == "y");
        if before.page() != Some(PageId::DizzyGone) || !y || after.session.ending().is_some() {
            return;
        }
        met += 1;
        let timeline = after.session.timeline();
        let ahead = timeline.spans().iter().skip(after.session.here());
        let on_feet = |span: &&Span| {
            matches!(span.part, Part::Phase { .. }) && timeline.version(span).is_on_feet()
        };
        assert_eq!(ahead.filter(on_feet).count(), 0, "{}", after.keys);
    });
    assert!(met > 50, "{met}");
}

/// Whether a plan asks for no more than another one: no other exercises, no more turns, no fuller version,
/// no longer holds. Relief is free.
fn is_at_most(one: &Plan, other: &Plan) -> bool {
    let doses = |plan: &Plan| {
        let mut doses: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for item in plan.items().iter().filter(|item| item.is_done()) {
            let (turns, full) = doses.entry(item.exercise()).or_default();
            *turns += item.turns().len();
            *full += item.turns().iter().filter(|turn| turn.ease == Ease::Full).count();
        }
        doses
    };
    let relief = one.routine().exercises.len();
    let (mine, theirs) = (doses(one), doses(other));
    let fits = |(exercise, (turns, full)): (&usize, &(usize, usize))| {
        let of = theirs.get(exercise).copied().unwrap_or_default();
        *exercise >= relief || (*turns <= of.0 && *full <= of.1)
    };
    mine.iter().all(fits) && (one.is_lighter() || !other.is_lighter())
}

#[test]
fn law_4_silence_gives_at_most_what_no_trouble_gives() {
    let no_trouble = [
        (PageId::Before, "0\n"),
        (PageId::AfterLast, "1"),
        (PageId::LeaningBack, "n"),
        (PageId::Flags, "0\n\n"),
        (PageId::Caution, "y"),
        (PageId::FullAgain, "y"),
        (PageId::OneMore, "y"),
        (PageId::Now, "0\n"),
        (PageId::LegsBack, "y"),
        (PageId::DizzyGone, "y"),
    ];
    let frees = |fact: &Fact| {
        [
            Fact::NoneOnTheCard,
            Fact::AskedFirst,
            Fact::DoctorLooked,
            Fact::CautionAccepted,
            Fact::FullAgain(true),
            Fact::OneMore(true),
            Fact::WrongKey,
        ]
        .contains(fact)
    };
    everywhere(|before, input, after| {
        let way = &after.keys;
        let silent = matches!(input, Input::Silence(_))
            || matches!(input, Input::Keys(keys) if keys == "\n");
        let known = before.session.facts().len();
        if !silent || before.page() == Some(PageId::FlagsRight) {
            return;
        }
        assert!(!after.session.facts().iter().skip(known).any(frees), "{way}");
        let page = before.page().unwrap();
        if let Some((_, fine)) = no_trouble.iter().find(|(id, _)| *id == page) {
            let fine = before.after(&Input::Keys((*fine).into()));
            let goes_on = after.session.ending().is_none() && after.page().is_none();
            let (plan, most) = (after.session.plan(), fine.session.plan());
            assert!(!goes_on || is_at_most(plan, most), "{way}");
        }
    });
    for page in [PageId::Card, PageId::Emergency, PageId::New, PageId::Looked] {
        assert!(page.page().silence.is_none(), "{page:?} waits");
    }
}

/// Silence is no better than what an honest answer gives that still goes on, nor tomorrow.
#[test]
fn law_4_silence_gives_at_most_what_an_honest_answer_gives() {
    let honest = [
        (PageId::Before, "5\n"),
        (PageId::Now, "5\n"),
        (PageId::LeaningBack, "y"),
        (PageId::FullAgain, "n"),
        (PageId::OneMore, "n"),
    ];
    let mut met: BTreeSet<PageId> = BTreeSet::new();
    everywhere(|before, input, after| {
        let silent = matches!(input, Input::Keys(keys) if keys == "\n");
        let page = before.page().filter(|_| silent);
        let Some((page, said)) = honest.iter().find(|(id, _)| Some(*id) == page) else { return };
        let said = before.after(&Input::Keys((*said).into()));
        let goes_on = |here: &Here| here.session.ending().is_none() && here.page().is_none();
        if !goes_on(after) || !goes_on(&said) {
            return;
        }
        met.insert(*page);
        let (plan, most) = (after.session.plan(), said.session.plan());
        assert!(is_at_most(plan, most), "{}", after.keys);
    });
    assert!(met.len() >= 2, "{met:?}");
    // A last session that ended badly counts as it ended.
    let plan = Plan::today(built_in("seated-cat-cow"));
    let lighter = |was_bad: bool, key: char| {
        let past = Past { was_bad, ..Past::default() };
        let session = Session::new(plan.clone(), AT_THE_KEYBOARD).asking([PageId::AfterLast]);
        let mut session = session.after(past);
        session.open(Moment::ZERO);
        let key = if key == '\n' { KeyPress::Enter } else { KeyPress::Char(key) };
        session.handle(Moment::ZERO, Happening::Key(key));
        session.plan().is_lighter()
    };
    assert!(lighter(true, '\n') && !lighter(true, '1') && !lighter(false, '\n'));
}

/// Section 6b: what is offered is taken by key `y` alone, one step of one exercise, never above its file,
/// and never offered where anything hurts, was too much, or is smaller today.
#[test]
fn nothing_grows_but_by_one_key_and_by_one_step() {
    let (mut taken, mut left) = (0, 0);
    everywhere(|before, input, after| {
        let way = &after.keys;
        let takes = matches!(input, Input::Keys(keys) if keys == "y");
        let is_offer = before.page() == Some(PageId::OneMore);
        let (was, now) = (before.session.plan(), after.session.plan());
        let doses = |plan: &Plan| -> Vec<StepDose> {
            plan.routine().exercises.iter().map(Exercise::dose).collect()
        };
        let (was_asked, asked) = (doses(was), doses(now));
        if !(is_offer && takes) {
            assert!(asked.iter().zip(&was_asked).all(|(now, was)| now.is_at_most(*was)), "{way}");
        }
        if is_offer {
            let file = &before.session.plan().routine().exercises;
            let other = asked.iter().zip(&was_asked).filter(|(now, was)| now != was).count();
            assert_eq!(other, usize::from(takes), "{way}");
            let steps = file.iter().zip(&was_asked).zip(&asked);
            let fits = |((file, was), now): ((&Exercise, &StepDose), &StepDose)| {
                now == was || file.step_after(*was) == Some(*now)
            };
            assert!(steps.into_iter().all(fits), "{way}");
            taken += usize::from(takes);
            left += usize::from(!takes);
        }
        if after.page() == Some(PageId::OneMore) {
            let said = |answer: &Answer| match answer {
                Answer::PainBefore(pain) => pain.is_some_and(|pain| pain.number() <= 3),
                Answer::AfterLastTime(back) => *back == Some(BackToUsual::WithinTheHour),
                _ => true,
            };
            assert!(after.session.answers().iter().all(said), "{way}");
            assert!(!now.is_lighter(), "{way}");
        }
    });
    assert!(taken > 10 && left > 20, "{taken} {left}");
}

/// Section 6b: of what is not met every time a session has one at most. A card of weeks changes nothing of
/// today, and is kept before whatever follows; the goal changes nothing, whatever is said.
#[test]
fn one_thing_a_day_and_it_changes_nothing() {
    let (mut cards, mut goals) = (0, 0);
    everywhere(|before, input, after| {
        let way = &after.keys;
        let (page, next) = (before.page(), after.page());
        let opened = after.events.iter().any(|event| {
            matches!(event, Event::Asked(open) if open.page == PageId::Goal || open.page == PageId::OneMore)
        });
        assert!(!opened || !before.session.facts().contains(&Fact::WeekCardRead), "{way}");
        let same = before.session.plan() == after.session.plan();
        if page == Some(PageId::WeekCard) && next != page {
            cards += 1;
            assert!(same, "{way}");
            let read = after.session.facts().contains(&Fact::WeekCardRead);
            assert!(read && matches!(after.events.get(1), Some(Event::ForOtherDays(_))), "{way}");
        }
        if page == Some(PageId::Goal) && next != page {
            goals += 1;
            let known = before.session.facts().len();
            assert!(same && after.session.facts().len() == known, "{way} {input:?}");
            let offered = |fact: &Fact| matches!(fact, Fact::OneMore(_) | Fact::FullAgain(_));
            assert!(!after.session.facts().iter().any(offered), "{way}");
        }
    });
    assert!(cards > 10 && goals > 10, "{cards} {goals}");
}

/// Words that stand for a sign that needs help now.
const SIGNS: &[&str] =
    &["between the legs", "bladder", "chest pain", "fainting", "face or speech", "weak leg"];

/// Where such a sign is read, a key says that it is so: on that page, or on the next one.
#[test]
fn law_5_a_page_that_names_emergency_signs_has_a_key_for_them() {
    let reaches = |page: &Page| {
        let outcomes = page.choices().iter().map(|choice| choice.then);
        outcomes.flat_map(|then| leads_to(&then)).collect::<BTreeSet<_>>()
    };
    let ends = [PageId::Emergency, PageId::EmergencyAgain];
    let mut named: BTreeSet<PageId> = BTreeSet::new();
    for page in PageId::ALL.iter().map(|id| id.page()).filter(|page| !ends.contains(&page.id)) {
        let names =
            [Position::Seated, Position::Lying, Position::Standing].iter().any(|position| {
                let words = (page.words)(&About::nothing_yet(*position)).join(" ").to_lowercase();
                SIGNS.iter().any(|sign| words.contains(sign))
            });
        if names {
            named.insert(page.id);
            let (first, keys) = (reaches(page), page.choices());
            let then = first.iter().flat_map(|next| reaches(next.page())).collect::<BTreeSet<_>>();
            let all: BTreeSet<_> = first.union(&then).copied().collect();
            assert!(ends.iter().any(|end| all.contains(end)), "{:?}: {keys:?}", page.id);
        }
    }
    assert!(named.len() >= 8, "{named:?}");
}

#[test]
fn law_4_of_legs_and_dizziness_silence_says_what_no_says() {
    let mut met = 0;
    everywhere(|before, input, after| {
        let asks = [PageId::LegsBack, PageId::DizzyGone];
        let Some(page) = before.page().filter(|page| asks.contains(page)) else { return };
        let (wait, _) = page.page().silence.unwrap();
        if !matches!(input, Input::Silence(seconds) if *seconds == wait.as_secs()) {
            return;
        }
        met += 1;
        let no = before.after(&Input::Keys("n".into()));
        let how = |here: &Here| here.session.ending().map(|ending| ending.how);
        assert_eq!((after.page(), how(after)), (no.page(), how(&no)), "{}", after.keys);
        assert_eq!(after.session.facts(), no.session.facts(), "{}", after.keys);
    });
    assert!(met > 100, "{met}");
}

/// Answers that tell of something worse.
fn is_worse(page: PageId, keys: &str) -> bool {
    let pain = keys.trim_end().parse::<u8>().unwrap_or(0);
    match page {
        PageId::Notice => ["1", "2", "3", "4", "5"].contains(&keys),
        PageId::Before | PageId::Now | PageId::After => pain >= 6,
        PageId::LegsBack | PageId::DizzyGone => ["n", "5"].contains(&keys),
        PageId::Legs | PageId::Amount => keys == "3",
        PageId::Why => ["2", "3", "4", "5"].contains(&keys),
        PageId::RedStop | PageId::DizzyStays => keys == "5",
        PageId::AfterLast => ["3", "4"].contains(&keys),
        PageId::New => keys == "y",
        PageId::Looked => keys == "n",
        PageId::Card | PageId::FirstList => ["1", "2"].contains(&keys),
        PageId::Usual => true,
        _ => false,
    }
}

#[test]
fn law_5_bad_news_is_answered_and_changes_something() {
    let mut met: BTreeSet<PageId> = BTreeSet::new();
    everywhere(|before, input, after| {
        let (Some(page), Input::Keys(keys)) = (before.page(), input) else { return };
        let pain = keys.trim_end().parse::<u8>().unwrap_or(0);
        let sore = page == PageId::After && pain >= 4;
        if !is_worse(page, keys) && !sore || keys == "q" {
            return;
        }
        met.insert(page);
        let way = &after.keys;
        let kept = |event: &Event| matches!(event, Event::Replied { answer: Some(_), .. });
        assert!(after.events.iter().any(kept), "{way}: the journal does not have it");
        let said = |event: &Event| {
            matches!(event, Event::Responded(_) | Event::Adapted { .. } | Event::Ended(_))
        };
        let opened =
            |event: &Event| matches!(event, Event::Asked(open) if open.page != PageId::Before);
        let changed = before.session.plan() != after.session.plan()
            || before.session.facts() != after.session.facts();
        let answered = after.events.iter().any(|event| said(event) || opened(event));
        assert!(changed || answered, "{way}: {:?}", after.events);
    });
    assert!(met.len() >= 11, "{met:?}");
}

/// Pages that ask on about what was told: what it leads to is kept there, whatever comes, and nothing too.
const ASKS_ON: &[PageId] = &[PageId::Now, PageId::Usual, PageId::LegsBack, PageId::DizzyGone];

/// Whoever leaves then has told it all the same: it is kept before the next page, and the next start is
/// another one.
#[test]
fn law_5_bad_news_is_kept_and_changes_the_next_start() {
    let mut met: BTreeSet<PageId> = BTreeSet::new();
    everywhere(|before, input, after| {
        let Some(page) = before.page() else { return };
        let silent = !matches!(input, Input::Keys(keys) if ["y", "5"].contains(&&**keys));
        let is_bad = match input {
            Input::Keys(keys) => is_worse(page, keys) && (page != PageId::Usual || keys == "n"),
            Input::Silence(_) | Input::Sleep => false,
        };
        let stays = [PageId::LegsBack, PageId::DizzyGone].contains(&page) && silent;
        let asks_on = after.page().is_some_and(|page| ASKS_ON.contains(&page));
        let is_refused = after.page() == before.page();
        if asks_on || is_refused || !is_bad && !stays || page == PageId::AfterLast {
            return;
        }
        met.insert(page);
        let known = before.session.facts().len();
        let facts = after.session.facts();
        assert!(facts.len() > known, "{}: {facts:?}", after.keys);
        let told = after.events.iter().position(|event| matches!(event, Event::ForOtherDays(_)));
        let asked = after.events.iter().position(|event| matches!(event, Event::Asked(_)));
        assert!(told.is_some() && (asked.is_none() || told < asked), "{}", after.keys);
    });
    assert!(met.len() >= 11, "{met:?}");
}

#[test]
fn law_5_the_worst_ends_it_with_its_page() {
    everywhere(|before, input, after| {
        let (Some(page), Input::Keys(keys)) = (before.page(), input) else { return };
        let way = &after.keys;
        let pain = keys.trim_end().parse::<u8>().unwrap_or(0);
        if [PageId::Now, PageId::After].contains(&page) && pain >= 6 {
            assert_eq!(after.page(), Some(PageId::RedStop), "{way}");
        }
        if page == PageId::LegsBack && keys == "n" {
            let red = Fact::TooMuchForToday(RedReason::Legs);
            assert!(after.session.facts().contains(&red), "{way}");
            assert_eq!(after.page(), Some(PageId::RedStop), "no Why: {way}");
        }
        if page == PageId::DizzyGone && keys == "n" {
            assert_eq!(after.page(), Some(PageId::DizzyStays), "no Why: {way}");
            let how = after.session.ending().map(|ending| ending.how);
            assert!(before.session.ending().is_some() || how == Some(How::Dizzy), "{way}");
        }
    });
}

#[test]
fn law_7_what_relieves_is_always_built_in() {
    for name in ROUTINES.iter().filter(|name| !name.contains('\n')) {
        let own = routine(embedded::text(embedded::ROUTINES, name).unwrap());
        let with = with_relief(&own, &Library::new(&Exercises::default()));
        assert!(!with.spare.is_empty(), "{name}");
        for spare in &with.spare {
            let built_in = |(_, text): &(&str, &str)| text.contains(spare.full.title.as_str());
            assert!(embedded::EXERCISES.iter().any(built_in), "{}", spare.full.title);
        }
    }
}

/// The whole conversation as a page; `UPDATE_DOCS=1 cargo test` writes it.
#[test]
fn the_page_on_the_conversation_is_the_table() {
    let path = repository("docs/conversation.md");
    let wanted = graph::document(true);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    assert!(read(&path) == wanted, "run UPDATE_DOCS=1 cargo test");
}
