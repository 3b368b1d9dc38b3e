//! What a session says to whoever it is shown to: the script as spans begin, and beside it the plan,
//! gates, questions, what came of a key, and the end.
//!
//! Gives sentences, and knows neither lines nor screens; plain lines and the screen lay them out.

mod plan;

pub use plan::{Briefing, needs};

use crate::domain::timeline::Timeline;
use crate::script::{self, Guidance, Script, Telling, Utterance};
use crate::session::{Closing, Ending, Event, How, NotNow, OpenPage, Reached, Signal, Standstill};
use crate::text::{self, questions::About};

/// Tells a session, and keeps what was said so far, so that nothing is said twice.
#[derive(Debug)]
pub struct Narrator {
    script: Script,
    told_of_silence: bool,
    /// Whether tones can be heard just now.
    there_is_sound: bool,
    /// What was started, as it is typed.
    name: String,
    briefing: Briefing,
}

impl Narrator {
    /// One who has said nothing. `turn` chooses among lines that would all do, so that days differ
    /// and tests do not.
    pub fn new(turn: usize) -> Narrator {
        Narrator::of(Telling { turn, guidance: Guidance::Between, keys: false, aloud: false })
    }

    /// The same without guidance: only what is in the timeline.
    pub fn without_guidance() -> Narrator {
        Narrator::of(Telling { turn: 0, guidance: Guidance::Nowhere, keys: false, aloud: false })
    }

    fn of(telling: Telling) -> Narrator {
        Narrator {
            script: Script::new(telling),
            told_of_silence: false,
            there_is_sound: true,
            name: String::new(),
            briefing: Briefing::default(),
        }
    }

    /// The same for a routine that was started by this name.
    #[must_use]
    pub fn named(self, name: &str) -> Narrator {
        Narrator { name: name.into(), ..self }
    }

    /// The same with what a plan needs to know beyond the routine.
    #[must_use]
    pub fn briefed(mut self, briefing: Briefing) -> Narrator {
        self.script.with_keys(briefing.keys);
        Narrator { briefing, ..self }
    }

    /// The same for somebody who reads: guidance stands beside movements.
    #[must_use]
    pub fn to_read(mut self) -> Narrator {
        self.script.with_guidance(Guidance::Beside);
        self
    }

    /// When the session would end, as a time of day.
    pub fn ends_at(&mut self, time_of_day: String) {
        self.briefing.ends_at = Some(time_of_day);
    }

    /// There is something to make sound with, or nothing any more.
    pub fn there_is_sound(&mut self, is_so: bool) {
        self.there_is_sound = is_so;
    }

    /// What is said as a span begins.
    pub fn began(&mut self, reached: &Reached) -> &[Utterance] {
        self.script.began(&reached.timeline, reached.index)
    }

    /// A sentence on what came of a key, or of the machine.
    pub fn remark(&mut self, event: &Event) -> Option<String> {
        match event {
            Event::Adapted { row, left, .. } => text::adapted(*row, *left),
            Event::Refused(wanted) => Some(text::questions::please(wanted)),
            Event::Responded(response) => Some(text::response(*response).into()),
            Event::Settling => Some(text::WHEN_SETTLED.into()),
            Event::Paused(Standstill::ByKey) => Some(text::PAUSED.into()),
            Event::Paused(Standstill::Slept) => Some(text::PAUSED_AFTER_SLEEP.into()),
            Event::Paused(Standstill::Stalled) => Some(text::PAUSED_AFTER_A_STALL.into()),
            Event::CountIn(Standstill::ByKey) => Some(text::COUNT_IN.into()),
            Event::CountIn(Standstill::Slept) => Some(text::AFTER_SLEEP.into()),
            Event::CountIn(Standstill::Stalled) => Some(text::AFTER_A_STALL.into()),
            Event::Eased { eased, left } => Some(text::eased(*eased, *left)),
            Event::Longer(longer) => Some(text::longer(*longer).into()),
            Event::Volume(volume) | Event::Hushed(volume) => {
                Some(text::volume(*volume, self.there_is_sound))
            }
            Event::SoundLost => {
                let told = std::mem::replace(&mut self.told_of_silence, true);
                (!told).then(|| text::NO_SOUND.into())
            }
            Event::VoiceLost => Some(text::voice::NO_VOICE.into()),
            Event::NotNow(why) => Some(not_now(*why)),
            Event::Place { place, left, stands } => {
                Some(script::where_one_is(&place.timeline, place.index, *left, *stands))
            }
            Event::Planned { .. }
            | Event::Gate(_)
            | Event::Began(_)
            | Event::Keys
            | Event::ForOtherDays(_)
            | Event::Ended(_)
            | Event::GettingUp { .. }
            | Event::Asked(_)
            | Event::Replied { .. }
            | Event::Closed => None,
        }
    }

    /// A page to read: the plan, a gate, a question, the keys, the end. Nothing for other events.
    pub fn page(&mut self, event: &Event, timeline: &Timeline) -> Vec<String> {
        match event {
            Event::Planned { plan, because } => self.planned(plan, timeline, *because),
            Event::Gate(reached) => self.gate(reached),
            Event::Keys => text::KEYS.iter().map(ToString::to_string).collect(),
            Event::Ended(ending) => ended(ending),
            Event::GettingUp { ending, dizzy_today } => {
                self.getting_up(ending, *dizzy_today, timeline)
            }
            Event::Asked(asked) => self.asked(asked),
            _ => Vec::new(),
        }
    }

    /// The words of a question.
    fn asked(&self, asked: &OpenPage) -> Vec<String> {
        let about = About { name: self.name.clone(), ..asked.about.clone() };
        (asked.page.page().words)(&about)
    }

    fn gate(&mut self, reached: &Reached) -> Vec<String> {
        let mut lines = full(self.script.at_a_gate(&reached.timeline, reached.index));
        lines.push(text::KEYS_AT_A_GATE.into());
        lines
    }

    fn getting_up(
        &mut self,
        ending: &Ending,
        dizzy_today: bool,
        timeline: &Timeline,
    ) -> Vec<String> {
        let stays = ending.closing == Closing::StayDown;
        if ending.how == How::Finished && ending.position.is_down() && !stays {
            return vec![text::STAY_LYING.into()];
        }
        // Who stands is to sit down first; who was dizzy is not sent on.
        let goes_on = ending.how == How::Finished && ending.closing == Closing::StandWhenSteady;
        let guidance = (goes_on && !dizzy_today).then(|| self.script.at_the_end(timeline));
        let getting_up = text::closing(ending.closing).to_owned();
        [getting_up].into_iter().chain(guidance.into_iter().flatten()).collect()
    }
}

/// What is said of an end at once. Who is asked how it was is told of getting up behind that.
fn ended(ending: &Ending) -> Vec<String> {
    let getting_up = text::closing(ending.closing).to_owned();
    match ending.how {
        How::Finished => vec![text::finished(ending.done, ending.of, ending.lived)],
        How::Stopped => vec![text::STOPPED.into()],
        How::NotToday => vec![text::NOT_TODAY.into()],
        How::AskFirst => vec![text::NOT_TODAY_ASK_FIRST.into()],
        How::DoctorsWord => vec![text::NOT_TODAY_DOCTORS_WORD.into()],
        How::AskDoctor => vec![text::NOT_TODAY_ASK.into()],
        How::RedStop | How::Dizzy => vec![text::STOPPED_HERE.into()],
        How::Legs => vec![text::LEGS_SETTLED_LATE.into(), getting_up],
        // The words of an emergency stand alone.
        How::Signal(_) if ending.closing == Closing::MedicalHelp => Vec::new(),
        How::Emergency | How::Instead(_) | How::Signal(Signal::Unheard) => Vec::new(),
        How::Signal(_) => vec![text::STOPPED.into(), getting_up],
    }
}

/// Utterances in full words.
fn full(utterances: Vec<Utterance>) -> Vec<String> {
    utterances.into_iter().map(|utterance| utterance.full).collect()
}

fn not_now(why: NotNow) -> String {
    match why {
        NotNow::Enough { other_side } => text::enough(other_side).into(),
        NotNow::NextAfterThis => text::NEXT_AFTER_THIS.into(),
        NotNow::Moving => text::NOT_WHILE_MOVING.into(),
        NotNow::BegunAgainOnce => text::ONCE_AGAIN_IS_ENOUGH.into(),
        NotNow::AllDone => text::ALL_DONE.into(),
        NotNow::AtLeast(left) => text::at_least(left),
    }
}
