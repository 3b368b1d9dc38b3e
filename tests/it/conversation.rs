//! The conversation's table against the session that walks it: every key of every page, every number of
//! pain and every silence lead where the table says.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::conversation::effects::resolve;
use stenosis_routine::conversation::pages::{LEGS_SETTLE, afterwards};
use stenosis_routine::conversation::{
    Cond, Effect, Fact, Next, Outcome, Page, PageId, Takes, rows,
};
use stenosis_routine::domain::answers::{Answer, BackToUsual, Note, Score};
use stenosis_routine::domain::pain_rules::{self, LighterFor, Response, Row};
use stenosis_routine::domain::plan::{Item, LeftOut, Plan};
use stenosis_routine::domain::profile::{Flag, LEANING_BACK, Profile, Told};
use stenosis_routine::domain::routine::Kind;
use stenosis_routine::domain::settings::Volume;
use stenosis_routine::domain::timeline::Part;
use stenosis_routine::domain::units::Moment;
use stenosis_routine::format::{Library, with_relief};
use stenosis_routine::journal::GrowthSteps;
use stenosis_routine::session::{
    CardToShow, Event, Gates, Happening, How, KeyPress, Manner, NotNow, OnceAWeek, Past, Session,
};
use stenosis_routine::text::questions::please;

use crate::answers::BENDS_BACK;
use crate::run::{Exercises, built_in};

/// Where a walk begins.
#[derive(Clone, Copy)]
struct Scene {
    routine: &'static str,
    asks: &'static [PageId],
    was_too_much: bool,
    was_sore: bool,
    /// Something new, and something for a doctor, of another day.
    is_open: bool,
    /// A card of weeks is to be shown, or the goal to be asked for.
    has_card: bool,
    has_goal: bool,
    /// Something has gone well for long enough; where that is asked, if the last session was well too.
    is_ready: bool,
    flags: &'static [Flag],
}

const FIRST_RUN: Scene = Scene {
    routine: "seated-cat-cow",
    asks: &[PageId::Card, PageId::LeaningBack, PageId::Before],
    was_too_much: false,
    was_sore: false,
    is_open: false,
    has_card: false,
    has_goal: false,
    is_ready: false,
    flags: LEANING_BACK,
};
const SCENES: &[Scene] = &[
    FIRST_RUN,
    Scene { asks: &[PageId::New, PageId::AfterLast, PageId::Before], ..FIRST_RUN },
    Scene { asks: &[PageId::AfterLast, PageId::Before], was_too_much: true, ..FIRST_RUN },
    Scene { asks: &[PageId::AfterLast, PageId::FullAgain], was_sore: true, ..FIRST_RUN },
    Scene {
        routine: BENDS_BACK,
        asks: &[PageId::Looked, PageId::Card, PageId::Flags, PageId::Caution, PageId::Before],
        flags: &[Flag::Neck, Flag::Osteoporosis],
        ..FIRST_RUN
    },
    Scene { asks: &[PageId::Looked, PageId::Card, PageId::Before], is_open: true, ..FIRST_RUN },
    Scene { asks: &[PageId::AfterLast, PageId::Before], is_ready: true, ..FIRST_RUN },
    Scene { asks: &[PageId::Before], is_ready: true, ..FIRST_RUN },
    Scene { asks: &[PageId::Before], has_goal: true, ..FIRST_RUN },
    Scene {
        asks: &[PageId::AfterLast, PageId::WeekCard, PageId::Before],
        has_card: true,
        has_goal: true,
        is_ready: true,
        ..FIRST_RUN
    },
    // Nothing of it can become smaller.
    Scene { routine: ONCE, asks: &[PageId::Before], ..FIRST_RUN },
    // Both lead to nothing that is left, on a sore day and by flags.
    Scene { routine: STRENGTH, asks: &[PageId::Before], ..FIRST_RUN },
];

/// A routine of which nothing can become smaller.
pub(crate) const ONCE: &str = r#"
format = 1
title = "Once"

[[exercise]]
title = "Round"
kind = "mobility"
position = "seated"
direction = ["flexion"]
setup = ["Sit"]
setup-time = "5s"
phase = [{ breath = "out", time = "6s", cue = "Round" }]
"#;

/// A routine of which a sore day leaves nothing.
pub(crate) const STRENGTH: &str = r#"
format = 1
title = "Strong"
exercise = [{ use = "heel-slide" }]
"#;

#[derive(Clone, Debug, PartialEq)]
enum Input {
    Keys(String),
    Wait(Duration),
    /// On until a page opens, the plan waits or it is over.
    Live,
}

/// A session as far as these inputs bring it.
struct Walk {
    session: Session,
    now: Moment,
    /// Every page that was opened, in order.
    asked: Vec<PageId>,
    /// What the last input brought.
    events: Vec<Event>,
}

impl Walk {
    fn open(scene: Scene) -> Walk {
        let volume = Some(Volume { step: 5, muted: false });
        let manner = Manner { keyboard: true, gates: Gates::Usual, volume };
        let routine = match scene.routine.contains('\n') {
            true => {
                let own = crate::run::routine(scene.routine);
                Arc::new(with_relief(&own, &Library::new(&Exercises::default())))
            }
            false => built_in(scene.routine),
        };
        let mut session = Session::new(Plan::today(routine), manner)
            .asking(scene.asks.iter().copied())
            .about(scene.flags.to_vec());
        let Scene { was_too_much, was_sore, is_open, is_ready, .. } = scene;
        let returning =
            scene.asks.contains(&PageId::FullAgain).then(|| "seated-cat-cow".to_owned());
        let returning = returning.into_iter().collect();
        let steps = match is_ready {
            true => crate::growth::ready(session.plan().routine()),
            false => GrowthSteps::default(),
        };
        session = session.after(Past {
            was_too_much,
            was_sore,
            something_new: is_open,
            no_emergency: is_open,
            steps: GrowthSteps { returning, ..steps },
            ..Past::default()
        });
        let card = CardToShow { name: "two-weeks", lines: vec!["Two weeks.".into()] };
        session = session.once_a_week(OnceAWeek {
            card: scene.has_card.then_some(card),
            goal: scene.has_goal.then(|| "climb the stairs".into()),
            is_over: false,
        });
        let mut walk = Walk { session, now: Moment::ZERO, asked: Vec::new(), events: Vec::new() };
        let events = walk.session.open(walk.now);
        walk.take(events);
        walk
    }

    fn replay(scene: Scene, path: &[Input]) -> Walk {
        let mut walk = Walk::open(scene);
        for input in path {
            walk.input(input);
        }
        walk
    }

    fn take(&mut self, events: Vec<Event>) {
        for event in &events {
            if let Event::Asked(open) = event {
                self.asked.push(open.page);
            }
        }
        self.events.extend(events);
    }

    fn key(&mut self, letter: char) {
        let key = if letter == '\n' { KeyPress::Enter } else { KeyPress::Char(letter) };
        let events = self.session.handle(self.now, Happening::Key(key));
        self.take(events);
    }

    fn input(&mut self, input: &Input) {
        self.events.clear();
        match input {
            Input::Keys(keys) => keys.chars().for_each(|key| self.key(key)),
            Input::Wait(length) => {
                self.now = self.now + *length;
                let events = self.session.advance(self.now);
                self.take(events);
            }
            Input::Live => {
                while self.session.asked().is_none() && !self.session.is_over() {
                    match self.session.wake_at() {
                        Some(due) => self.now = due,
                        None => self.key(' '),
                    }
                    let events = self.session.advance(self.now);
                    self.take(events);
                }
            }
        }
    }

    fn page(&self) -> Option<PageId> {
        self.session.asked().map(|open| open.page)
    }

    fn has_been_in_motion(&self) -> bool {
        self.asked.iter().any(|page| [PageId::Notice, PageId::Finish].contains(page))
    }

    fn is_on_the_feet(&self) -> bool {
        let timeline = self.session.timeline();
        timeline.position_at(self.session.here()).is_on_feet()
    }

    fn has_begun(&self) -> bool {
        self.session.ending().is_some_and(|ending| !ending.lived.is_zero())
            || self.session.here() > 0
            || !self.session.is_at_a_gate()
    }
}

/// Something that can be done at a page: the input, what the journal keeps of it, what comes of it.
type Edge = (Input, Option<Answer>, Outcome);

/// All that can be done at the page that is open.
fn edges(page: &Page, walk: &Walk) -> Vec<Edge> {
    let about = walk.session.asked().unwrap().about;
    let keys = |keys: String| Input::Keys(keys);
    let mut edges: Vec<Edge> = page
        .choices()
        .iter()
        .map(|choice| (keys(choice.key.into()), page.answer(choice), choice.then))
        .collect();
    match page.takes {
        Takes::Keys(_) => {}
        Takes::Confirm { otherwise, .. } => edges.push((keys("x".into()), None, otherwise)),
        Takes::Pain { answer, row, no_number, .. } => {
            let scores = (0..=10).filter_map(Score::new);
            edges.extend(scores.map(|score| {
                let then = rows::outcome(row(&about, score));
                (keys(format!("{}\n", score.number())), Some(answer(Some(score))), then)
            }));
            edges.push((keys("\n".into()), Some(answer(None)), no_number));
        }
        Takes::Score { answer, then, .. } => {
            let scores = (0..=10).filter_map(Score::new);
            edges.extend(scores.map(|score| {
                (keys(format!("{}\n", score.number())), Some(answer(Some(score))), then)
            }));
            edges.push((keys("\n".into()), Some(answer(None)), then));
        }
        Takes::List { then, not_sure, .. } => {
            edges.extend(["1 2\n", "0\n"].map(|typed| (keys(typed.into()), None, then)));
            edges.push((keys("\n".into()), None, not_sure));
        }
        Takes::Words { answer, then } => {
            edges.extend(
                ["warm\n", "\n"]
                    .map(|typed| (keys(typed.into()), Some(answer(Note::new(typed))), then)),
            );
        }
    }
    if page.id == PageId::LegsBack {
        // Too late for the breathing to go on.
        let late: Vec<Edge> = edges.clone();
        edges.extend(late.into_iter().map(|(input, answer, then)| match input {
            Input::Keys(typed) => (Input::Keys(format!("\u{1}{typed}")), answer, then),
            input => (input, answer, then),
        }));
    }
    edges.extend(page.silence.map(|(wait, then)| (Input::Wait(wait), None, then)));
    edges
}

/// Checks that an input at the page that is open does what the table says; gives where it leads.
fn check(
    scene: Scene,
    path: &[Input],
    before: &Walk,
    (input, answer, outcome): &Edge,
) -> (Vec<Input>, Walk) {
    let page = before.page().unwrap();
    let mut path = path.to_vec();
    let late = matches!(input, Input::Keys(keys) if keys.starts_with('\u{1}'));
    match input {
        Input::Keys(keys) if late => {
            path.push(Input::Wait(LEGS_SETTLE + Duration::from_millis(1)));
            path.push(Input::Keys(keys[1..].into()));
        }
        input => path.push(input.clone()),
    }
    let after = Walk::replay(scene, &path);
    let over = before.session.ending().is_some();
    let (does, next) = resolve(*outcome, |cond| match cond {
        Cond::Over => over,
        Cond::Begun => before.has_been_in_motion() || over,
        Cond::WasTooMuch => scene.was_too_much,
        Cond::LastWasTooMuch => {
            let last = before.session.answers().iter().rev().find_map(|answer| match answer {
                Answer::AfterLastTime(back) => *back,
                _ => None,
            });
            last.map_or(scene.was_too_much, pain_rules::was_too_much)
        }
        Cond::WasSore => scene.was_sore,
        Cond::WasBad => false,
        Cond::ReadyForMore => {
            let last = before.session.answers().iter().rev().find_map(|answer| match answer {
                Answer::AfterLastTime(back) => Some(*back),
                _ => None,
            });
            let well = last.is_none_or(|back| back == Some(BackToUsual::WithinTheHour));
            let quiet = !before.asked.iter().any(|page| NOW_AND_THEN.contains(page));
            scene.is_ready && well && quiet && !before.session.plan().is_lighter()
        }
        Cond::HasStrength => {
            let plan = before.session.plan();
            let done = plan.items().iter().filter(|item| item.is_done());
            let mut kinds = done.map(|item| plan.routine().exercise(item.exercise()).kind);
            kinds.any(|kind| kind == Kind::Strength)
        }
        Cond::BadNews => is_bad_news(scene, &before.session),
        Cond::LegsBackInTime => !late,
        Cond::OnTheFeet => before.is_on_the_feet(),
        Cond::NothingSmaller => after.page() == Some(PageId::NothingSmaller),
        Cond::SomethingNew => {
            scene.is_open || before.session.answers().contains(&Answer::AnythingNew(Some(true)))
        }
        Cond::AsksFirst => {
            let told = [Fact::NewToday, Fact::AskFirst];
            scene.is_open || before.session.facts().iter().any(|fact| told.contains(fact))
        }
        Cond::NoEmergency => scene.is_open,
        Cond::TakenBack => before.session.facts().contains(&Fact::WrongKey),
    });
    let place = format!("{page:?} {path:?}: {next:?}, but {:?}", after.events);
    leads_to(scene, before, &after, next, &place);
    has_done(before, &after, &does, &place);
    if let Input::Keys(_) = input {
        let replied = after.events.iter().find_map(|event| match event {
            Event::Replied { page, answer } => Some((*page, answer.clone())),
            _ => None,
        });
        assert_eq!(replied, Some((page, answer.clone())), "{place}");
    }
    let said = before.session.answers().iter().chain(answer);
    assert!(after.session.answers().iter().eq(said), "{place}");
    (path, after)
}

/// Whether something was told for which somebody is to be asked.
fn is_bad_news(scene: Scene, session: &Session) -> bool {
    let facts = session.facts();
    let told = [Fact::NewToday, Fact::AskFirst].iter().any(|fact| facts.contains(fact));
    let too_much = |answer: &Answer| match answer {
        Answer::AfterLastTime(Some(back)) => pain_rules::was_too_much(*back),
        _ => false,
    };
    let again = scene.was_too_much && session.answers().iter().any(too_much);
    let asks_first = (told || scene.is_open) && !facts.contains(&Fact::AskedFirst);
    asks_first || again || session.before().is_some_and(|pain| pain >= 6)
}

/// Of these a day has one at most.
pub(crate) const NOW_AND_THEN: &[PageId] =
    &[PageId::WeekCard, PageId::LeaningBack, PageId::Flags, PageId::FullAgain, PageId::OneMore];

/// What is asked behind an end, the goal among it where it is due.
fn behind(scene: Scene, before: &Walk, how: How) -> Vec<PageId> {
    let mut pages = afterwards(how).to_vec();
    let met = before.asked.iter().any(|page| NOW_AND_THEN.contains(page));
    if scene.has_goal && !met && how == How::Finished {
        pages.insert(pages.len() - 1, PageId::Goal);
    }
    pages
}

fn leads_to(scene: Scene, before: &Walk, after: &Walk, next: Next, place: &str) {
    let ending = after.session.ending();
    let first_after = |how| afterwards(how).first().copied();
    match next {
        Next::Page(page) => assert_eq!(after.page(), Some(page), "{place}"),
        Next::PageBefore => assert!(after.page().is_some(), "{place}"),
        Next::Queue => {
            let queue = match before.session.ending() {
                Some(ending) => behind(scene, before, ending.how),
                None => scene.asks.to_vec(),
            };
            let waits = |item: &Item| item.left_out() == Some(LeftOut::CautionNotAccepted);
            let is_moot = |page: &PageId| {
                *page == PageId::Caution && !after.session.plan().items().iter().any(waits)
            };
            let left = queue.iter().find(|page| !before.asked.contains(page) && !is_moot(page));
            match left {
                None if ending.is_some() => assert!(after.session.is_over(), "{place}"),
                None if after.session.plan().is_empty() => {
                    assert_eq!(after.page(), Some(PageId::NothingLeft), "{place}");
                }
                None => {
                    let plan = |event: &Event| matches!(event, Event::Planned { .. });
                    assert!(after.events.iter().any(plan), "{place}");
                }
                left => assert_eq!(after.page().as_ref(), left, "{place}"),
            }
        }
        Next::Back => {
            let resumes = |event: &Event| {
                matches!(event, Event::CountIn { .. } | Event::Gate(_) | Event::Settling)
            };
            assert!(after.events.iter().any(resumes), "{place}");
            assert!(after.page().is_none() && ending.is_none(), "{place}");
        }
        Next::GoOn => {
            let begins = |event: &Event| matches!(event, Event::Began(_));
            assert!(after.events.iter().any(begins), "{place}");
            assert!(after.page().is_none() && ending.is_none(), "{place}");
        }
        Next::End(how) => {
            assert_eq!(ending.map(|ending| ending.how), Some(how), "{place}");
            assert_eq!(after.page(), first_after(how), "{place}");
        }
        Next::Close => assert!(after.session.is_over(), "{place}"),
        Next::When(..) => panic!("{place}"),
    }
}

fn has_done(before: &Walk, after: &Walk, does: &[Effect], place: &str) {
    let mut facts: Vec<Fact> = before.session.facts().to_vec();
    let adapted = |row: Row| {
        after
            .events
            .iter()
            .any(|event| matches!(event, Event::Adapted { row: told, .. } if *told == row))
    };
    for effect in does {
        match effect {
            Effect::Remember(fact) => facts.push(*fact),
            Effect::Journal(row) | Effect::Tell(row) => assert!(adapted(*row), "{place}"),
            Effect::Mute => {
                let muted = |event: &Event| matches!(event, Event::Hushed(volume) if volume.muted);
                assert!(after.events.iter().any(muted), "{place}");
            }
            Effect::Say(response) => {
                assert!(after.events.contains(&Event::Responded(*response)), "{place}");
            }
            Effect::Plan(_) | Effect::AskByName | Effect::OneMore => {}
        }
    }
    assert_eq!(after.session.facts(), facts, "{place}");
    let same = before.session.plan() == after.session.plan();
    let changes = |effect: &Effect| matches!(effect, Effect::Plan(_) | Effect::OneMore);
    assert!(same || does.iter().any(changes), "{place}");
    assert!(!same || !does.contains(&Effect::OneMore), "{place}");
}

/// Walks on from here, into everything that was not walked yet; gives every page that was open.
fn walk(
    scene: Scene,
    path: &[Input],
    here: &Walk,
    seen: &mut BTreeSet<(Option<PageId>, bool)>,
) -> usize {
    if here.session.is_over() || !seen.insert((here.page(), here.session.ending().is_some())) {
        return 0;
    }
    let mut walked = 0;
    if let Some(page) = here.page() {
        for edge in edges(page.page(), here) {
            let (path, after) = check(scene, path, here, &edge);
            walked += 1 + walk(scene, &path, &after, seen);
        }
    } else {
        // At the plan or in movement.
        let moves = if here.has_begun() { "" } else { " " };
        let keys = |key: &str| Input::Keys(format!("{moves}{key}"));
        for next in [keys("p"), keys("q"), Input::Live] {
            let path = [path, &[next]].concat();
            walked += walk(scene, &path, &Walk::replay(scene, &path), seen);
        }
    }
    walked
}

#[test]
fn every_key_of_every_page_leads_where_the_table_says() {
    let mut met: BTreeSet<PageId> = BTreeSet::new();
    let mut walked = 0;
    for scene in SCENES {
        let mut seen = BTreeSet::new();
        walked += walk(*scene, &[], &Walk::open(*scene), &mut seen);
        met.extend(seen.into_iter().filter_map(|(page, _)| page));
    }
    assert!(walked > 500, "{walked}");
    let missing: Vec<&PageId> = PageId::ALL.iter().filter(|page| !met.contains(page)).collect();
    assert!(missing.is_empty(), "no session comes to {missing:?}");
}

#[test]
fn a_key_that_is_no_choice_changes_nothing() {
    for page in PageId::ALL.iter().map(|id| id.page()) {
        let manner = Manner { keyboard: true, gates: Gates::Usual, volume: None };
        let plan = crate::lived::plan(BENDS_BACK);
        let keys = plan.routine().exercises.iter().map(|exercise| exercise.key().to_owned());
        let steps = GrowthSteps { returning: keys.collect(), ..GrowthSteps::default() };
        let past = Past { steps, ..Past::default() };
        let card = CardToShow { name: "two-weeks", lines: vec!["Two weeks.".into()] };
        let weekly = OnceAWeek { card: Some(card), ..OnceAWeek::default() };
        let session = Session::new(plan.clone(), manner).asking([page.id]).after(past);
        let mut session = session.once_a_week(weekly);
        session.open(Moment::ZERO);
        for key in ('a'..='z').chain('0'..='9').chain([' ', '\n', '?', '-', '+']) {
            let fits = |key: &char| page.choice(*key).is_some();
            if fits(&key) || !matches!(page.takes, Takes::Keys(_)) {
                continue;
            }
            let press = if key == '\n' { KeyPress::Enter } else { KeyPress::Char(key) };
            let events = session.handle(Moment::ZERO, Happening::Key(press));
            let [Event::Refused(wanted)] = events.as_slice() else {
                panic!("{:?} {key:?}: {events:?}", page.id)
            };
            let words = please(wanted);
            assert!(words.len() > ", please.".len() && words.len() <= 58, "{words}");
        }
        assert_eq!(session.asked().map(|open| open.page), Some(page.id));
        assert_eq!(session.plan(), &plan);
    }
}

/// An outcome on one line, branches in brackets.
fn in_words(outcome: &Outcome) -> String {
    let does: Vec<String> = outcome.does.iter().map(|effect| format!("{effect:?}, ")).collect();
    let next = match outcome.next {
        Next::When(cond, then, otherwise) => {
            format!("{cond:?} [{}] else [{}]", in_words(then), in_words(otherwise))
        }
        next => format!("{next:?}"),
    };
    does.concat() + &next
}

/// What can be answered to a page, and what comes of it.
fn page_in_words(page: &Page) -> String {
    let mut lines = vec![page.id.name().to_owned()];
    lines.extend(page.choices().iter().map(|choice| {
        format!("  {:?} {:?}: {}", choice.key, page.answer(choice), in_words(&choice.then))
    }));
    lines.extend(match page.takes {
        Takes::Keys(_) => None,
        Takes::Confirm { otherwise, .. } => {
            Some(format!("  any other key: {}", in_words(&otherwise)))
        }
        Takes::Pain { no_number, .. } => {
            Some(format!("  a number: its row\n  Enter: {}", in_words(&no_number)))
        }
        Takes::List { then, not_sure, .. } => {
            Some(format!("  numbers: {}\n  Enter: {}", in_words(&then), in_words(&not_sure)))
        }
        Takes::Words { then, .. } => Some(format!("  words: {}", in_words(&then))),
        Takes::Score { then, .. } => Some(format!("  a number or Enter: {}", in_words(&then))),
    });
    let silence = page.silence.as_ref();
    lines.extend(silence.map(|(wait, then)| format!("  {wait:?} of silence: {}", in_words(then))));
    lines.join("\n") + "\n"
}

#[test]
fn the_table_as_it_stands() {
    let pages: String = PageId::ALL.iter().map(|id| page_in_words(id.page())).collect();
    let rows = Row::ALL
        .iter()
        .map(|row| format!("{} {row:?}: {}\n", row.id(), in_words(&rows::outcome(*row))));
    insta::assert_snapshot!(pages + &rows.collect::<String>());
}

fn keys(keys: &str) -> Input {
    Input::Keys(keys.into())
}

fn after(scene: Scene, typed: &str) -> Walk {
    Walk::replay(scene, &[keys(typed)])
}

#[test]
fn c_03_numbers_that_do_not_exist_are_refused_and_the_rest_is_said_back() {
    let scene = Scene {
        asks: &[PageId::Flags],
        flags: &[Flag::Osteoporosis, Flag::FallsRisk],
        ..FIRST_RUN
    };
    let refused = after(scene, "13\n");
    let said = refused.events.iter().find_map(|event| match event {
        Event::Refused(wanted) => Some(please(wanted)),
        _ => None,
    });
    assert_eq!(said.as_deref(), Some("1 to 2, please. Not 13."));
    assert_eq!(refused.page(), Some(PageId::Flags));
    let back = after(scene, "1 2\n");
    let open = back.session.asked().unwrap();
    let words = (open.page.page().words)(&open.about).join(" ");
    assert_eq!(words, "Osteoporosis, thin bones; falls, or fear of falling. Right?   Enter yes");
    assert!(back.session.facts().is_empty(), "it counts only then");
    assert_eq!(after(scene, "1 2\nx").page(), Some(PageId::Flags));
    assert_eq!(after(scene, "1 2\n\n").session.facts(), [Fact::ToldFlags]);
}

#[test]
fn c_04_who_was_asked_first_is_asked_by_name_in_the_same_session() {
    let by_name = [Flag::RecentSurgery, Flag::RecentFracture];
    let begin = |asks: &[PageId], keys: &str| {
        let plan = Plan::today(built_in("knees-to-chest"));
        let manner = Manner { keyboard: true, gates: Gates::Usual, volume: None };
        let past = Past { by_name: by_name.to_vec(), ..Past::default() };
        let session = Session::new(plan, manner).asking(asks.iter().copied());
        let mut session = session.about(vec![Flag::Knee]).after(past);
        session.open(Moment::ZERO);
        for key in keys.chars() {
            let key = if key == '\n' { KeyPress::Enter } else { KeyPress::Char(key) };
            session.handle(Moment::ZERO, Happening::Key(key));
        }
        session
    };
    let page = |session: &Session| session.asked().map(|open| open.page);
    let first = [PageId::Card, PageId::LeaningBack, PageId::Caution, PageId::Before];
    let asked = begin(&first, "2a");
    assert_eq!(page(&asked), Some(PageId::Flags), "before what depends on them");
    assert_eq!(asked.asked().unwrap().about.list.len(), 3, "with what was asked anyway");
    for flag in by_name {
        assert_eq!(asked.declarations().get(&flag), Some(&Told::NotSure), "until it is told");
    }
    let turns = |session: &Session| -> usize {
        let items = session.plan().items().iter().filter(|item| item.is_done());
        items.map(|item| item.turns().len()).sum()
    };
    let told = |keys: &str| {
        let session = begin(&first, &format!("2a{keys}"));
        assert_eq!(page(&session), Some(PageId::Before), "{keys:?}");
        (session.declarations().get(&Flag::RecentFracture).copied(), turns(&session))
    };
    let whole = turns(&begin(&[], ""));
    assert_eq!(told("0\n\n"), (Some(Told::No), whole));
    let (yes, so_many) = told("1\n\n");
    assert!(yes == Some(Told::Yes) && so_many < whole, "{yes:?} {so_many}");
    let (open, so_many) = told("\n");
    assert!(open == Some(Told::NotSure) && so_many < whole, "{open:?} {so_many}");
    // Nothing on the card: nobody is asked by name.
    assert_eq!(page(&begin(&[PageId::Card, PageId::Before], "n")), Some(PageId::Before));
    assert_eq!(page(&begin(&[PageId::Card, PageId::Before], "2a")), Some(PageId::Flags));
}

#[test]
fn c_07_something_new_is_asked_about_first_and_makes_today_lighter() {
    let scene = Scene { asks: &[PageId::New, PageId::Before], routine: "core-drills", ..FIRST_RUN };
    assert_eq!(after(scene, "yn").page(), Some(PageId::AskedFirst));
    let plan = after(scene, "yna2\n").session.plan().clone();
    let strength = plan.items().iter().filter(|item| item.is_done());
    let kinds = strength.map(|item| plan.routine().exercise(item.exercise()).kind);
    assert!(plan.is_lighter() && kinds.clone().all(|kind| kind != Kind::Strength));
}

#[test]
fn c_13_the_number_shown_is_the_number_lived() {
    for (routine, asks) in
        [("seated-cat-cow", "p2y"), ("knees-to-chest", "p2y"), ("daily-10", "p2y")]
    {
        let scene = Scene { routine, asks: &[], ..FIRST_RUN };
        let walk = after(scene, &format!(" {asks}"));
        let shown = walk.session.asked().unwrap().about.left;
        let lived = after(scene, &format!(" {asks} "));
        assert_eq!(lived.session.left(lived.now), shown, "{routine}");
    }
}

#[test]
fn c_11_no_number_is_without_strength_and_lighter_and_says_what_is_so() {
    let scene = Scene { asks: &[PageId::Before], routine: "core-drills", ..FIRST_RUN };
    let walk = after(scene, "\n");
    assert!(walk.events.contains(&Event::Responded(Response::WithoutStrength)));
    let easy = after(Scene { routine: "seated-cat-cow", ..scene }, "\n");
    assert!(!easy.events.contains(&Event::Responded(Response::WithoutStrength)), "it has none");
    let because =
        |event: &Event| matches!(event, Event::Planned { because: Some(LighterFor::NoNumber), .. });
    assert!(easy.session.plan().is_lighter() && easy.events.iter().any(because));
    let plan = walk.session.plan();
    let done = plan.items().iter().filter(|item| item.is_done());
    assert!(done.clone().count() > 0);
    assert!(
        done.map(|item| plan.routine().exercise(item.exercise()).kind)
            .all(|kind| kind != Kind::Strength)
    );
}

/// Whoever leaves behind bad news is not told that it is fine.
#[test]
fn not_today_is_fine_only_where_it_is() {
    let how = |asks: &'static [PageId], was_too_much: bool, keys: &str| {
        let walk = after(Scene { asks, was_too_much, ..FIRST_RUN }, keys);
        walk.session.ending().map(|ending| ending.how)
    };
    let first = &[PageId::Card, PageId::Before];
    for keys in ["2q", "n7\nq", "n7\nyq"] {
        assert_eq!(how(first, false, keys), Some(How::AskFirst), "{keys:?}");
    }
    let later = &[PageId::New, PageId::AfterLast, PageId::Before];
    assert_eq!(how(later, false, "yq"), Some(How::AskFirst));
    assert_eq!(how(later, false, "yna1q"), Some(How::NotToday), "somebody was asked");
    assert_eq!(how(later, true, "n3q"), Some(How::AskFirst));
    for keys in ["q", "nq", "n3\nq"] {
        assert_eq!(how(first, false, keys), Some(How::NotToday), "{keys:?}");
    }
    // No doctor has said that it is fine: it is asked again.
    for keys in ["w", "q"] {
        let walk = after(Scene { asks: &[PageId::Looked, PageId::Card], ..FIRST_RUN }, keys);
        assert_eq!(walk.session.ending().map(|ending| ending.how), Some(How::DoctorsWord));
        assert!(walk.session.facts().is_empty(), "{keys:?}");
    }
}

/// Where dizziness is asked about, the sound comes last.
#[test]
fn c_16_what_the_body_is_to_do_stands_before_the_sound() {
    let walk = after(Scene { asks: &[], ..FIRST_RUN }, " p4");
    let asked =
        |event: &Event| matches!(event, Event::Asked(open) if open.page == PageId::DizzyGone);
    let hushed = |event: &Event| matches!(event, Event::Hushed(_));
    let place = |is: fn(&Event) -> bool| walk.events.iter().position(is);
    assert!(place(asked).is_some() && place(asked) < place(hushed));
}

#[test]
fn c_16_dizziness_hushes_this_session_and_is_no_setting() {
    let scene = Scene { asks: &[], ..FIRST_RUN };
    let walk = after(scene, " p4");
    let hushed = |event: &Event| matches!(event, Event::Hushed(volume) if volume.muted);
    assert!(walk.events.iter().any(hushed));
    assert!(!walk.events.iter().any(|event| matches!(event, Event::Volume(_))));
}

#[test]
fn c_25_the_red_stop_names_its_reason() {
    let scene = Scene { asks: &[], ..FIRST_RUN };
    for (typed, line) in [
        (" p17\n", "The number sets the dose. It is not a grade."),
        (" p3", "A sharp pain ends it for today."),
        (" p2n", "Legs that have not settled end it for today."),
    ] {
        let open = after(scene, typed).session.asked().unwrap();
        assert_eq!(open.page, PageId::RedStop);
        assert!((open.page.page().words)(&open.about).contains(&line.to_owned()), "{typed:?}");
    }
}

#[test]
fn c_26_a_machine_that_slept_has_not_seen_three_minutes() {
    let mut walk = after(Scene { asks: &[], ..FIRST_RUN }, " p2");
    let slept = walk.session.handle(walk.now, Happening::Slept);
    walk.take(slept);
    walk.key('y');
    assert_eq!(walk.session.ending().map(|ending| ending.how), Some(How::Legs));
}

/// Of one answer two keys follow, and neither gives more the next time.
#[test]
fn after_legs_that_settled_the_next_time_is_lighter_whatever_follows() {
    for key in [" ", "q"] {
        let walk = after(Scene { asks: &[], ..FIRST_RUN }, &format!(" p2y{key}"));
        assert_eq!(walk.session.facts(), [Fact::LegStop, Fact::LighterNext], "{key:?}");
    }
}

#[test]
fn c_34_begun_again_is_what_is_left_of_the_dose() {
    let scene = Scene { asks: &[], ..FIRST_RUN };
    let mut walk = after(scene, " ");
    let most = |session: &Session| -> usize {
        let first = session.plan().items().iter().filter(|item| item.exercise() == 0);
        first.map(|item| item.turns().len()).sum()
    };
    let dose = most(&walk.session);
    // To the rest behind the first exercise.
    while !matches!(walk.session.timeline().spans()[walk.session.here()].part, Part::Rest { .. }) {
        walk.now = walk.session.wake_at().unwrap();
        let events = walk.session.advance(walk.now);
        walk.take(events);
    }
    walk.now = walk.now + Duration::from_secs(4);
    walk.events.clear();
    walk.key('b');
    assert_eq!(walk.events, [Event::NotNow(NotNow::AllDone)]);
    assert_eq!(most(&walk.session), dose);
}

/// A session of somebody, by keys at their seconds, as lines.
fn transcript(name: &str, asks: &[PageId], keys: &[(f64, &str)]) -> String {
    crate::people::walk(name, &Profile::default(), asks, &[], keys)
}

#[test]
fn dizzy_on_the_feet_and_not_gone() {
    let keys = [(0.0, "2\n "), (200.0, " "), (220.0, "p4"), (230.0, "n"), (240.0, "\n")];
    insta::assert_snapshot!(transcript("walking-intervals", &[PageId::Before], &keys));
}

#[test]
fn legs_that_do_not_settle() {
    let keys = [(0.0, "2\n "), (60.0, "p2"), (700.0, "\n")];
    insta::assert_snapshot!(transcript("seated-cat-cow", &[PageId::Before], &keys));
}

#[test]
fn a_slip_of_1_on_the_card() {
    let keys = [(1.0, "1"), (2.0, "k"), (3.0, "n"), (4.0, "2\n"), (5.0, "q")];
    insta::assert_snapshot!(transcript("seated-cat-cow", &[PageId::Card, PageId::Before], &keys));
}

/// The first start, and the three that follow it (A-22, A-11).
#[test]
fn an_emergency_that_was_one_and_the_next_three_starts() {
    let first = [PageId::Card, PageId::LeaningBack, PageId::Before];
    let days = [
        transcript("seated-cat-cow", &first, &[(1.0, "1"), (2.0, "x"), (30.0, "\n")]),
        transcript("seated-cat-cow", &[PageId::Looked, PageId::Card], &[(1.0, "n"), (9.0, "\n")]),
        transcript("gentle-day", &[PageId::Looked, PageId::Card], &[(1.0, "yn"), (4.0, "q")]),
        transcript("gentle-day", &[PageId::New, PageId::Before], &[(1.0, "n2\n"), (4.0, "q")]),
    ];
    insta::assert_snapshot!(days.join("--- the next start ---\n"));
}

/// From the first page that silence can pass to the last.
#[test]
fn silence_throughout() {
    // A warning is put away by a key; the plan, by one.
    let keys = [(0.0, "\n "), (60.0, "p4"), (400.0, "\n")];
    let dizzy = transcript("seated-cat-cow", &[PageId::Before], &keys);
    let legs = transcript(
        "seated-cat-cow",
        &[PageId::Before],
        &[(0.0, "\n "), (60.0, "p2"), (700.0, "\n")],
    );
    let end = transcript("seated-cat-cow", &[PageId::Before], &[(0.0, "\n ")]);
    insta::assert_snapshot!([dizzy, legs, end].join("--- another day ---\n"));
}

/// A movement is disturbed by one line at most, and only by a key that fits nothing.
#[test]
fn c_12_in_movement_a_key_that_fits_nothing_is_answered_once() {
    let mut walk = after(Scene { asks: &[], ..FIRST_RUN }, " ");
    let refused = |walk: &mut Walk, key: char| {
        walk.events.clear();
        walk.key(key);
        walk.events.iter().find_map(|event| match event {
            Event::Refused(wanted) => Some(please(wanted)),
            _ => None,
        })
    };
    let lists = Some("That key does nothing. ? lists the keys.".to_owned());
    for key in ['?', 'm', 'e', '+'] {
        assert_eq!(refused(&mut walk, key), None, "{key:?} fits");
    }
    assert_eq!(refused(&mut walk, 'x'), lists);
    for key in ['x', 'g', '\n', '7'] {
        assert_eq!(refused(&mut walk, key), None, "{key:?}: it was said");
    }
    // Another exercise; in a pause somebody is there, and is told each time.
    refused(&mut walk, 'n');
    assert_eq!(refused(&mut walk, '\n'), lists);
    refused(&mut walk, ' ');
    for _ in 0..2 {
        assert_eq!(refused(&mut walk, 'x').as_deref(), Some("space or q, please."));
    }
    let plan = walk.session.plan().clone();
    for happening in [Happening::Resized, Happening::SoundLost] {
        let events = walk.session.handle(walk.now, happening);
        assert!(!events.iter().any(|event| matches!(event, Event::Refused(_))), "{happening:?}");
    }
    assert_eq!(walk.session.plan(), &plan);
}

#[test]
fn c_12_a_gate_answers_a_key_that_fits_nothing() {
    let said = |routine: &'static str, asks: &'static [PageId], keys: &str| {
        let walk = after(Scene { routine, asks, ..FIRST_RUN }, keys);
        match walk.events.last() {
            Some(Event::Refused(wanted)) => please(wanted),
            other => panic!("{other:?}"),
        }
    };
    // Also keys that mean something only when it has begun.
    for key in ["x", "e", "l", "b", "p", "g", "\u{7f}"] {
        assert_eq!(said("seated-cat-cow", &[], key), "space or q, please.", "{key:?}");
    }
    assert_eq!(said("knees-to-chest", &[], "x"), "space, n or q, please.");
    let sore = said("seated-cat-cow", &[PageId::Before], "5\nx");
    assert_eq!(sore, "space, g or q, please.");
}
