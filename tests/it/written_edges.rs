//! What a session leaves in the journal where it ends, or an exercise does, in the middle of something.

use stenosis_routine::conversation::PageId;
use stenosis_routine::domain::answers::{Answer, Noticed};
use stenosis_routine::journal::{EndedBy, Entry, ExerciseDone, Opening, WhyNot};
use stenosis_routine::session::recorder::Recorder;
use stenosis_routine::session::{Event, Happening, Signal};

use crate::lived::{Lived, text};

/// A session with somebody who writes it down.
struct Written {
    lived: Lived,
    recorder: Recorder,
    entries: Vec<Entry>,
}

impl Written {
    fn begin(lived: Lived) -> Written {
        let about = Opening {
            name: "a-name".into(),
            title: "T".into(),
            digest: "d".into(),
            keyboard: true,
            resumes: None,
            program: "0".into(),
        };
        let mut written = Written { lived, recorder: Recorder::new(about), entries: Vec::new() };
        written.write();
        written
    }

    fn write(&mut self) {
        let Lived { session, now, events, .. } = &mut self.lived;
        for event in events.drain(..) {
            let (at, timeline) = match &event {
                Event::Began(reached) | Event::Gate(reached) => {
                    (reached.at(), reached.timeline.clone())
                }
                _ => (session.offset(*now), session.timeline().clone()),
            };
            self.entries.extend(self.recorder.tell(&event, at, &timeline));
        }
    }

    fn press(&mut self, keys: &str) -> &mut Written {
        for key in keys.chars() {
            self.lived.press(&key.to_string());
            self.write();
        }
        self
    }

    fn wait(&mut self, seconds: f64) -> &mut Written {
        self.lived.wait(seconds);
        self.write();
        self
    }

    fn exercises(&self) -> Vec<&ExerciseDone> {
        let entries = self.entries.iter();
        entries
            .filter_map(|entry| if let Entry::Exercise(done) = entry { Some(done) } else { None })
            .collect()
    }

    fn ended(&self) -> Option<EndedBy> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Ended(ended) => Some(ended.how),
            _ => None,
        })
    }
}

fn two() -> String {
    let more = "setup-time = \"5s\"\nreps = 4";
    text(&[("One", "mobility", "seated", more), ("Two", "mobility", "seated", more)])
}

#[test]
fn who_answered_and_then_said_not_today_has_left_that() {
    let mut looked = Written::begin(Lived::of(&two()));
    assert!(looked.press("q").entries.is_empty(), "only the plan was looked at");
    let mut answered = Written::begin(Lived::asked(&two(), &[PageId::Before]));
    answered.press("3\nq");
    assert_eq!(answered.ended(), Some(EndedBy::NotToday));
    assert!(matches!(answered.entries[0], Entry::Opened(_)));
}

#[test]
fn a_question_that_a_signal_has_closed_was_asked() {
    let mut written = Written::begin(Lived::of(&two()));
    written.press(" ").wait(8.0).press("p");
    written.lived.happen(Happening::Stop(Signal::HangUp));
    written.write();
    let asked =
        |entry: &Entry| matches!(entry, Entry::Answer { answer: Answer::Noticed(None), .. });
    assert!(written.entries.iter().any(asked), "{:?}", written.entries);
    assert_eq!(written.ended(), Some(EndedBy::HangUp));
}

#[test]
fn an_exercise_that_the_legs_have_ended_was_not_skipped() {
    let why = |keys: &str| {
        let mut written = Written::begin(Lived::of("seated-cat-cow"));
        written.press(" ").wait(60.0).press(keys).wait(30.0);
        written.exercises().last().and_then(|done| done.why)
    };
    assert_eq!(why("p2y "), Some(WhyNot::Noticed));
    assert_eq!(why("n"), Some(WhyNot::Skipped));
    let answer = Answer::Noticed(Some(Noticed::Legs));
    let mut written = Written::begin(Lived::of("seated-cat-cow"));
    written.press(" ").wait(60.0).press("p2");
    assert!(
        written
            .entries
            .iter()
            .any(|entry| matches!(entry, Entry::Answer { answer: told, .. } if *told == answer))
    );
}
