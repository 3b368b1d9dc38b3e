//! The script: what is said when, as a list.

use std::collections::BTreeSet;
use std::sync::Arc;

use stenosis_routine::domain::plan::Plan;
use stenosis_routine::domain::timeline::{Part, Step, Timeline, compile};
use stenosis_routine::format::embedded;
use stenosis_routine::script::{Guidance, Rank, Script, Telling, Topic, Utterance, script};
use stenosis_routine::text::{self, GuidanceMoment};

use crate::run::{built_in, read, repository, routine};

const HEARD: Telling = Telling { turn: 3, guidance: Guidance::Between, keys: true, aloud: false };
const READ: Telling = Telling { guidance: Guidance::Beside, ..HEARD };
const BARE: Telling = Telling { turn: 0, guidance: Guidance::Nowhere, keys: false, aloud: false };

fn timelines() -> impl Iterator<Item = Timeline> {
    embedded::ROUTINES.iter().map(|(name, _)| compile(&Plan::whole(built_in(name))))
}

fn words(said: &[Utterance], topic: Topic) -> Vec<&str> {
    said.iter().filter(|said| said.topic == topic).map(|said| said.full.as_str()).collect()
}

/// Two sets, two sides, a change-over, and an easier version.
fn sided() -> Timeline {
    compile(&Plan::whole(routine(
        "format = 1\ntitle = \"x\"\n[[exercise]]\ntitle = \"Lean\"\nkind = \"mobility\"\nposition = \"seated\"\n\
         direction = [\"neutral\"]\nsetup = [\"Sit\", \"Feet flat\"]\nsetup-time = \"12s\"\nreps = 2\nsets = 2\nside = \"each\"\n\
         change-over = \"8s\"\nphase = [{ breath = \"in\", time = \"4s\", cue = \"Over\" }, { breath = \"out\", time = \"6s\", cue = \"Back\" }]\n",
    )))
}

#[test]
fn an_exercise_with_everything_in_words() {
    let said: Vec<String> = script(&sided(), BARE)
        .iter()
        .map(|said| {
            let seconds = said.at.since_zero().as_secs();
            format!("{seconds} {:?} {:?} {} / {}", said.topic, said.rank(), said.full, said.short)
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn everything_is_due_as_its_span_begins() {
    for timeline in timelines() {
        for telling in [HEARD, READ, BARE] {
            let said = script(&timeline, telling);
            assert!(said.is_sorted_by_key(|said| (said.at, said.span)));
            for said in &said {
                assert_eq!(said.at, timeline.spans()[said.span].at);
                assert!(!said.full.is_empty() && !said.short.is_empty(), "{said:?}");
                assert!(said.short.len() <= said.full.len(), "{said:?}");
            }
        }
    }
}

#[test]
fn what_comes_once_in_a_session_stands_in_the_list_once() {
    for timeline in timelines() {
        for turn in 0..12 {
            for telling in [HEARD, READ] {
                let said = script(&timeline, Telling { turn, ..telling });
                let lines = words(&said, Topic::Guidance);
                assert!(!lines.is_empty());
                assert_eq!(lines.len(), lines.iter().collect::<BTreeSet<_>>().len(), "{lines:?}");
            }
        }
        // Each set-up is said once, before its exercise or in the rest before that.
        let said = script(&timeline, HEARD);
        let set_ups = timeline.spans().iter().enumerate();
        let set_ups = set_ups.filter(|(index, _)| timeline.is_setting_up(*index));
        let all = set_ups.map(|(_, span)| timeline.version(span).setup.len()).sum::<usize>();
        assert_eq!(words(&said, Topic::SetUp).len(), all);
    }
}

#[test]
fn guidance_is_heard_between_movements_and_read_beside_them() {
    let of = |timeline: &Timeline, telling| -> BTreeSet<&'static str> {
        let said = script(timeline, telling);
        let guidance = said.iter().filter(|said| said.topic == Topic::Guidance);
        let part = |said: &Utterance| match timeline.spans()[said.span].part {
            Part::Setup => "set-up",
            Part::Phase { nth: 0, phase: 0, .. } => "movement",
            Part::Rest { set: None } => "rest",
            Part::Finished => "end",
            part => panic!("{part:?}"),
        };
        guidance.map(part).collect()
    };
    for timeline in timelines() {
        assert!(!of(&timeline, HEARD).contains("movement"));
        assert!(!of(&timeline, READ).contains("set-up"));
        assert!(of(&timeline, BARE).is_empty());
    }
    let flagship = compile(&Plan::whole(built_in("seated-cat-cow")));
    assert_eq!(of(&flagship, HEARD), BTreeSet::from(["set-up", "rest", "end"]));
    assert_eq!(of(&flagship, READ), BTreeSet::from(["movement", "rest", "end"]));
}

#[test]
fn days_differ_by_their_lines_of_guidance_and_by_nothing_else() {
    let timeline = compile(&Plan::whole(built_in("daily-10")));
    let on = |turn| script(&timeline, Telling { turn, ..HEARD });
    let (monday, tuesday) = (on(0), on(1));
    assert_ne!(words(&monday, Topic::Guidance), words(&tuesday, Topic::Guidance));
    assert!(text::guidance(GuidanceMoment::Start).contains(&words(&monday, Topic::Guidance)[0]));
    let rest = |said: Vec<Utterance>| -> Vec<Utterance> {
        said.into_iter().filter(|said| said.topic != Topic::Guidance).collect()
    };
    assert_eq!(rest(monday), rest(tuesday));
}

#[test]
fn what_to_press_is_said_to_who_can_press() {
    for timeline in timelines() {
        let said = script(&timeline, HEARD);
        for (index, span) in timeline.spans().iter().enumerate() {
            let told = said.iter().any(|said| said.span == index && said.topic == Topic::Notice);
            assert_eq!(told, timeline.is_for_noticing(span));
        }
        let nobody = script(&timeline, Telling { keys: false, ..HEARD });
        assert!(words(&nobody, Topic::Notice).is_empty());
    }
}

#[test]
fn getting_up_is_said_before_all_else_and_the_end_in_its_position() {
    for timeline in timelines() {
        let said = script(&timeline, HEARD);
        let [.., last] = timeline.spans() else { panic!("no spans") };
        let at_the_end: Vec<&Utterance> = said.iter().filter(|said| said.at == last.at).collect();
        assert_eq!(at_the_end[0].topic, Topic::End);
        assert_eq!((at_the_end[1].topic, at_the_end[1].rank()), (Topic::Position, Rank::Safety));
        for (index, span) in timeline.spans().iter().enumerate() {
            if let Part::Transition(_) = span.part {
                let own: Vec<&Utterance> = said.iter().filter(|said| said.span == index).collect();
                assert_eq!(own[0].rank(), Rank::Safety);
                // How to get ready is read before lying down.
                let lies = span.part == Part::Transition(Step::LieDown);
                assert!(own[1..].iter().all(|said| lies && said.topic == Topic::SetUp));
            }
        }
    }
    let ranks = [Rank::Safety, Rank::Side, Rank::Name, Rank::Next, Rank::Movement, Rank::Count];
    assert!(ranks.is_sorted() && Rank::Count < Rank::Guidance);
}

/// Lives through a timeline up to one span, puts another timeline in its place, and goes on there.
fn spliced(
    script: &mut Script,
    old: &Arc<Timeline>,
    at: usize,
    new: &Arc<Timeline>,
) -> Vec<String> {
    let mut said = Vec::new();
    let mut hear = |script: &mut Script, timeline: &Arc<Timeline>, index| {
        let began = script.began(timeline, index).iter();
        let kept = began.filter(|said| matches!(said.topic, Topic::Guidance | Topic::SetUp));
        said.extend(kept.map(|said| format!("{} {}", timeline.spans()[said.span].item, said.full)));
    };
    for index in 0..=at {
        hear(script, old, index);
    }
    for index in at + 1..new.spans().len() {
        hear(script, new, index);
    }
    said
}

#[test]
fn what_was_heard_is_not_said_again_when_a_plan_becomes_another() {
    let plan = Plan::whole(built_in("core-drills"));
    let old = Arc::new(compile(&plan));
    let rests = (0..old.spans().len()).filter(|index| old.is_rest(*index));
    for rest in rests {
        let mut eased = plan.clone();
        eased.ease(old.spans()[rest].item + 1, 0);
        let new = Arc::new(compile(&eased));
        let said = spliced(&mut Script::new(HEARD), &old, rest, &new);
        let lines: Vec<&str> =
            said.iter().filter_map(|line| line.split_once(' ')).map(|(_, line)| line).collect();
        for moment in [GuidanceMoment::Start, GuidanceMoment::Rest] {
            for line in text::guidance(moment) {
                assert!(lines.iter().filter(|said| *said == line).count() <= 1, "{line}");
            }
        }
        assert_eq!(said.len(), said.iter().collect::<BTreeSet<_>>().len(), "{rest}: {said:?}");
    }
}

#[test]
fn a_session_that_nothing_changes_hears_the_script() {
    for timeline in timelines().map(Arc::new) {
        let mut live = Script::new(HEARD);
        let heard: Vec<Utterance> = (0..timeline.spans().len())
            .flat_map(|index| live.began(&timeline, index).to_vec())
            .collect();
        assert_eq!(heard, script(&timeline, HEARD));
    }
}

#[test]
fn what_is_read_in_the_plan_or_at_a_gate_is_not_read_out_again() {
    let timeline = Arc::new(compile(&Plan::whole(built_in("seated-cat-cow"))));
    let mut live = Script::new(BARE);
    let read = words(&live.in_the_plan(&timeline), Topic::SetUp).len();
    assert!(read > 0);
    assert!(live.in_the_plan(&timeline).is_empty());
    assert!(words(live.began(&timeline, 0), Topic::SetUp).is_empty());
    let gate = (1..timeline.spans().len()).find(|index| timeline.is_setting_up(*index)).unwrap();
    for _ in 0..2 {
        let at_the_gate = live.at_a_gate(&timeline, gate);
        assert_eq!(words(&at_the_gate, Topic::Next).len(), 1);
        assert!(!words(&at_the_gate, Topic::SetUp).is_empty(), "whoever comes back reads it again");
    }
    assert!(words(live.began(&timeline, gate), Topic::SetUp).is_empty());
}

/// The sentences that a span becomes are asked for in one place.
#[test]
fn nobody_else_turns_a_span_into_words() {
    const OF_A_SPAN: [&str; 14] = [
        "text::step(",
        "text::next(",
        "text::next_there(",
        "text::next_set(",
        "text::rest(",
        "text::heading(",
        "text::dose(",
        "text::phase_word(",
        "text::repetition(",
        "text::rep_of(",
        "text::change_over(",
        "text::guidance(",
        "text::big_step(",
        "text::big_phase(",
    ];
    for floor in ["audio", "cli", "conversation", "faces", "io", "session"] {
        for path in crate::laws::sources(&repository("src").join(floor)) {
            let code = read(&path);
            for words in OF_A_SPAN {
                assert!(!code.contains(words), "{}: {words}", path.display());
            }
        }
    }
}
