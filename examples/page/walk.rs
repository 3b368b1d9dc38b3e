//! A session without a memory, walked by keys and told line by line: what the page has to tell, too.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use stenosis_routine::conversation::{Choice, PageId};
use stenosis_routine::domain::plan::{Ease, Plan};
use stenosis_routine::domain::profile::LEANING_BACK;
use stenosis_routine::domain::routine::{Routine, Side};
use stenosis_routine::domain::settings::Volume;
use stenosis_routine::domain::timeline::{Part, Span, Step, Timeline};
use stenosis_routine::domain::units::Moment;
use stenosis_routine::faces::narrator::Narrator;
use stenosis_routine::faces::page::player::legend;
use stenosis_routine::script;
use stenosis_routine::session::{
    Event, Gates, Happening, KeyPress, Manner, OpenPage, Past, Session,
};
use stenosis_routine::text::{self, questions::Wanted};

/// Keys and when they are pressed, in milliseconds.
pub(crate) type Keys = [(u64, String)];

/// The transcript of a session of this routine, with these optional groups, in which these keys are pressed.
pub(crate) fn walk(routine: &Arc<Routine>, with: &[String], keys: &Keys) -> Vec<String> {
    let manner = Manner { keyboard: true, gates: Gates::Usual, volume: Some(Volume::default()) };
    let flags = routine.flags_to_ask();
    let about_flags = match flags.as_slice() {
        [] => None,
        some if some.iter().all(|flag| LEANING_BACK.contains(flag)) => Some(PageId::LeaningBack),
        _ => Some(PageId::Flags),
    };
    let asks = [PageId::Card].into_iter().chain(about_flags).chain([PageId::Before]);
    let past = Past { by_name: routine.flags_by_name().collect(), ..Past::default() };
    let mut session = Session::new(Plan::today(Arc::clone(routine)).with_options(with), manner)
        .asking(asks)
        .about(flags)
        .after(past);
    let options = routine.groups.iter().filter(|group| group.optional);
    let without_command = options.map(|group| {
        let title = group.called();
        (text::option_left_out(title, &group.name), text::optional_left_out(title))
    });
    let mut told = Told {
        lines: Vec::new(),
        narrator: Narrator::without_guidance(),
        without_command: without_command.collect(),
    };
    let at = |millis| Moment::at(Duration::from_millis(millis));
    let events = session.open(at(0));
    told.tell(&session, events);
    for (time, key) in keys {
        while let Some(due) = session.wake_at().filter(|due| *due <= at(*time)) {
            let events = session.advance(due);
            told.tell(&session, events);
        }
        let events = session.handle(at(*time), Happening::Key(key_press(key)));
        told.tell(&session, events);
        if session.is_over() {
            break;
        }
    }
    told.lines.push(spans(session.timeline()));
    told.lines
}

fn key_press(key: &str) -> KeyPress {
    match key {
        "\n" => KeyPress::Enter,
        key => KeyPress::Char(key.chars().next().unwrap_or(' ')),
    }
}

struct Told {
    lines: Vec<String>,
    narrator: Narrator,
    /// What names a command that nobody can type on a phone, and what the page says.
    without_command: Vec<(String, String)>,
}

impl Told {
    fn as_on_a_phone(&self, lines: Vec<String>) -> Vec<String> {
        let shorter = |line: String| {
            let known = self.without_command.iter().find(|(typed, _)| *typed == line);
            known.map_or(line.clone(), |(_, told)| told.clone())
        };
        lines.into_iter().map(shorter).collect()
    }

    fn tell(&mut self, session: &Session, events: Vec<Event>) {
        for event in events {
            let line = self.line(session, &event);
            self.lines.extend(line);
        }
    }

    fn line(&mut self, session: &Session, event: &Event) -> Option<String> {
        Some(match event {
            Event::Asked(asked) => {
                let mut asked = asked.clone();
                asked.about.list = self.as_on_a_phone(asked.about.list);
                format!("asked {}", in_words(&asked))
            }
            Event::Replied { page, answer } => {
                let answer =
                    answer.as_ref().map(|answer| serde_json::to_value(answer).unwrap_or_default());
                let answer = answer.map(|answer| {
                    format!(
                        "{} {}",
                        answer["question"].as_str().unwrap_or_default(),
                        answer["answer"]
                    )
                });
                format!("replied {page} {}", answer.unwrap_or_default())
            }
            Event::Planned { .. } => {
                let lines = self.narrator.page(event, session.timeline());
                let keys =
                    [text::ALREADY_LYING, "", text::KEYS_AT_THE_PLAN, text::KEYS_AT_A_LIGHTER_PLAN];
                let lines: Vec<String> =
                    lines.into_iter().filter(|line| !keys.contains(&line.as_str())).collect();
                format!("planned {}", self.as_on_a_phone(lines).join(" "))
            }
            Event::Gate(reached) => {
                let mut lines = self.narrator.page(event, &reached.timeline);
                lines.retain(|line| line != text::KEYS_AT_A_GATE);
                format!("gate {} {}", reached.index, lines.join(" "))
            }
            Event::Began(reached) => {
                format!("began {} {}", reached.index, shown(&reached.timeline, reached.index))
            }
            Event::Ended(_) | Event::GettingUp { .. } => {
                format!("end {}", self.narrator.page(event, session.timeline()).join(" "))
            }
            Event::Closed => "closed".to_owned(),
            Event::ForOtherDays(_) => return None,
            // The page has fewer keys, and lists them beside its buttons.
            Event::Refused(Wanted::Command) => format!("said {}", text::player::NO_SUCH_KEY),
            Event::Volume(volume) | Event::Hushed(volume) => {
                format!("volume {}", volume.is_silent())
            }
            other => format!("said {}", self.narrator.remark(other)?),
        })
    }
}

fn in_words(asked: &OpenPage) -> String {
    let page = asked.page.page();
    let legend = legend(page, &(page.words)(&asked.about));
    let label = |choice: &Choice| format!(" [{:?} {}]", choice.key, legend.label(choice));
    let labels: String = page.choices().iter().map(label).collect();
    let prose: Vec<String> =
        legend.prose.join(" ").split_whitespace().map(ToOwned::to_owned).collect();
    format!("{} {}{labels}", asked.page, prose.join(" "))
}

fn shown(timeline: &Timeline, index: usize) -> String {
    let Some(span) = timeline.spans().get(index) else { return String::new() };
    let side = match timeline.is_for_noticing(span) {
        true => Some("worse".to_owned()),
        false => script::at_its_side(timeline, span),
    };
    [
        script::big_word(timeline, span).to_owned(),
        script::cue(timeline, index).join(" "),
        side.unwrap_or_default(),
        script::coming(timeline, index).unwrap_or_default(),
        script::place(timeline, span).unwrap_or_default(),
    ]
    .join(" | ")
}

/// The spans of a timeline, a line each.
pub(crate) fn spans(timeline: &Timeline) -> String {
    let mut all = String::new();
    for span in timeline.spans() {
        let Span { at, length, item, exercise, ease, part, round: _ } = span;
        let ease = u8::from(*ease == Ease::Easier);
        let (at, length) = (at.since_zero().as_millis(), length.as_millis());
        // Writing to a text cannot fail.
        let _ = writeln!(all, "{at} {length} {item} {exercise} {ease} {}", name(part));
    }
    all
}

fn name(part: &Part) -> String {
    match part {
        Part::Transition(step) => step_name(*step).to_owned(),
        Part::Setup => "setup".to_owned(),
        Part::LeadIn => "lead-in".to_owned(),
        Part::Phase { turn, of, nth, phase } => {
            let side = turn.side.map_or("", Side::name);
            format!("phase {}/{side}/{} of {of} nth {nth} phase {phase}", turn.set, turn.rep)
        }
        Part::ChangeOver { set } => format!("change-over {set}"),
        Part::Rest { set } => format!("rest {}", set.unwrap_or(0)),
        Part::Finished => "finished".to_owned(),
    }
}

fn step_name(step: Step) -> &'static str {
    match step {
        Step::LieDown => "lie-down",
        Step::Roll => "roll",
        Step::PushUp => "push-up",
        Step::Sit => "sit",
        Step::Stand => "stand",
        Step::StandAgain => "stand-again",
        Step::SitDown => "sit-down",
        Step::Turn => "turn",
    }
}
