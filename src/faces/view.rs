//! What there is to see: a session at a moment, as a value. Knows no terminal and no size.

use std::time::Duration;

use crate::conversation::PageId;
use crate::conversation::pages::afterwards;
use crate::domain::pose::{Bounds, Pose};
use crate::domain::routine::{Breath, Position, Side};
use crate::domain::timeline::{COUNT_IN, Part, Span, Timeline};
use crate::domain::units::{Moment, Offset, seconds};
use crate::faces::grid::Style;
use crate::faces::narrator::Narrator;
use crate::faces::remark::{Remark, RemarkTopic};
use crate::figure::{self, Motion};
use crate::script::{self, Topic};
use crate::session::driver::EventAt;
use crate::session::{Event, KEYS, KeyCommand, KeyPress, Reached, Session};
use crate::text;
use crate::text::questions::Wanted;

/// From one picture of a movement to the next: in a calm movement a limb goes about an eighth of a cell
/// meanwhile, and nothing finer can be shown.
const FRAME: Duration = Duration::from_millis(120);
/// How long a remark stays.
const REMARK: Duration = seconds(8);
/// How long the keys stay, once asked for.
const HELP: Duration = seconds(20);

/// What is on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Frame {
    /// Text to read and a key to press.
    Page(PageText),
    /// The session goes on.
    Moving(Box<Moving>),
}

/// A question, the plan, a gate: at most 19 lines of 58 columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageText {
    /// The text, a sentence or a row each.
    pub lines: Vec<String>,
    /// What is typed so far, where something is.
    pub typed: Option<String>,
    /// Something to say beside it.
    pub remark: Option<String>,
}

/// A moment of the session.
#[derive(Clone, Debug, PartialEq)]
pub struct Moving {
    /// The exercise.
    pub title: String,
    /// Its number among all.
    pub place: String,
    /// What is left of the session, in whole seconds.
    pub left: String,
    /// The word that is read from two metres.
    pub word: &'static str,
    /// How it looks.
    pub style: Style,
    /// The side that a movement is for, read from two metres as well.
    pub side: Option<&'static str>,
    /// What is left of this part, in whole seconds, rounded up.
    pub seconds: u64,
    /// What to do: a cue, or how to get ready.
    pub cue: Vec<String>,
    /// How much of this part is over, from 0 to 1.
    pub phase: f32,
    /// Which repetition.
    pub rep: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// How much of the session is over, from 0 to 1.
    pub session: f32,
    /// A line of guidance, or what came of a key.
    pub remark: Option<String>,
    /// The movement, as a figure.
    pub figure: Option<Pose>,
    /// What is looked at of it once it has got there; the same for a whole span.
    pub frame: Option<Bounds>,
    /// The letter for the limb that works, to stand beside it.
    pub label: Option<char>,
}

impl Moving {
    /// Whether another moment differs in nothing but bars and figure.
    pub fn has_the_words_of(&self, other: &Moving) -> bool {
        let words = |moving: &Moving| {
            (moving.word, moving.style, moving.side, moving.seconds, moving.frame)
        };
        words(self) == words(other)
            && self.left == other.left
            && self.title == other.title
            && self.place == other.place
            && self.cue == other.cue
            && (&self.rep, &self.next, &self.remark) == (&other.rep, &other.next, &other.remark)
    }
}

/// The screen's face: what was said last, as far as it is still to be seen.
#[derive(Debug)]
pub struct View {
    narrator: Narrator,
    /// The page that is open.
    page: Vec<String>,
    /// The line of guidance of the span that is going on.
    guidance: Option<String>,
    remark: Option<Remark>,
    help: Option<Moment>,
    closing: Vec<String>,
    /// What is asked when it is over; the closing words stand above these only.
    afterwards: &'static [PageId],
    /// What was said in reply to answers, and whether the page shows it already.
    replies: Vec<String>,
    reply: Option<String>,
    warning: Vec<String>,
    motion: Motion,
}

/// How long a place stays the same, where so much of the session is left.
fn left_here(place: &Reached, left: Duration) -> Duration {
    let behind =
        place.span().map(|span| place.timeline.total().saturating_sub(span.end().since_zero()));
    left.saturating_sub(behind.unwrap_or_default())
}

impl View {
    /// A view of what this narrator says, and a figure that moves or stands still.
    pub fn new(narrator: Narrator, motion: Motion) -> View {
        View {
            narrator: narrator.to_read(),
            page: Vec::new(),
            guidance: None,
            remark: None,
            help: None,
            closing: Vec::new(),
            afterwards: &[],
            replies: Vec::new(),
            reply: None,
            warning: Vec::new(),
            motion,
        }
    }

    /// Something happened at that moment.
    pub fn tell(&mut self, told: &EventAt, now: Moment) {
        let event = &told.event;
        if let Event::Began(reached) = event {
            self.began(reached);
            return;
        }
        if let Event::Asked(_) | Event::Planned { .. } | Event::Ended(_) = event {
            self.remark = None;
            // A key is for the page that can be seen.
            self.help = None;
        }
        if let (Event::Responded(_), Some(reply)) = (event, self.narrator.remark(event)) {
            self.replies.push(reply.clone());
            self.reply = Some(reply);
            return;
        }
        // That a key does nothing hides nothing that was said.
        let is_quiet = *event == Event::Refused(Wanted::Command);
        if is_quiet && self.remark(now).is_some() {
            return;
        }
        if let Some(line) = self.narrator.remark(event) {
            let until = match event {
                Event::CountIn(_) => Some(now + COUNT_IN),
                Event::Paused(_) | Event::Settling => None,
                Event::Place { place, left, stands: false } => {
                    Some(now + left_here(place, *left).min(REMARK))
                }
                _ => Some(now + REMARK),
            };
            let about = match event {
                Event::Refused(wanted) if *wanted != Wanted::Command => RemarkTopic::Page,
                Event::Eased { .. } => RemarkTopic::exercise_at(&told.timeline, told.at),
                _ => RemarkTopic::Session,
            };
            self.remark = Some(Remark { line, until, about });
        }
        if let Event::Keys = event {
            self.help = Some(now + HELP);
            return;
        }
        let lines = self.narrator.page(event, &told.timeline);
        match event {
            Event::Planned { .. } => {
                let reply = self.reply.take();
                self.replies.clear();
                self.page = reply.into_iter().chain(lines).collect();
            }
            Event::Gate(_) => self.page = lines,
            Event::Asked(asked) if asked.page.page().is_a_warning => self.warn(asked.page, lines),
            Event::Asked(asked) => self.page = self.asked(asked.page, lines),
            Event::Ended(ending) => {
                self.closing = lines;
                self.afterwards = afterwards(ending.how);
            }
            Event::GettingUp { .. } => self.closing.extend(lines),
            _ => {}
        }
    }

    /// A span begins. A line of guidance that came with an exercise stays for all of it.
    fn began(&mut self, reached: &Reached) {
        let Reached { timeline, index } = reached;
        let opens = timeline.is_first_phase(*index);
        let goes_on = match reached.span().and_then(Span::turn) {
            Some((nth, _)) => nth > 0 || !opens,
            None => false,
        };
        let utterances = self.narrator.began(reached);
        if !goes_on {
            let guidance = utterances.iter().find(|utterance| utterance.topic == Topic::Guidance);
            self.guidance = guidance.map(|utterance| utterance.full.clone());
        }
        let item = reached.span().map(|span| span.item);
        let stays = |remark: &Remark| remark.until.is_some() && remark.about.includes(item);
        self.remark = self.remark.take().filter(stays);
    }

    /// Whether a key may turn to the next part of a page that has several, instead of what it does. The keys
    /// on the list of keys do what it says, while that is open.
    pub fn may_turn(&self, key: KeyPress, now: Moment) -> bool {
        let command = self.listed(key, now);
        command.is_none_or(|does| does == KeyCommand::PauseOrGo)
    }

    /// A key was pressed that turned nothing: the list of keys goes. Whether that was all it was for.
    pub fn puts_keys_away(&mut self, key: KeyPress, now: Moment) -> bool {
        let acts = self.listed(key, now).is_some();
        self.help.take().is_some_and(|until| now < until) && !acts
    }

    /// What a key on the open list of keys does, besides putting it away.
    fn listed(&self, key: KeyPress, now: Moment) -> Option<KeyCommand> {
        self.help.filter(|until| now < *until)?;
        let name = key.name()?;
        let (_, command) = KEYS.iter().find(|(known, _)| *known == name)?;
        let acts = !matches!(command, KeyCommand::Pass | KeyCommand::ShowKeys);
        acts.then_some(*command)
    }

    /// A page that nobody may miss. Where it follows from an answer, how to get up is said no more.
    fn warn(&mut self, page: PageId, lines: Vec<String>) {
        if !self.afterwards.contains(&page) {
            self.closing.clear();
        }
        self.replies.clear();
        self.warning.clone_from(&lines);
        self.page = lines;
    }

    /// What was said at the end stays above the questions, and what the last answer changes.
    fn asked(&mut self, page: PageId, lines: Vec<String>) -> Vec<String> {
        // A warning that was taken back.
        self.warning.clear();
        let closing = self.closing.iter().filter(|_| self.afterwards.contains(&page)).cloned();
        let mut above: Vec<String> = closing.chain(self.reply.take()).collect();
        above.extend((!above.is_empty()).then(String::new));
        above.into_iter().chain(lines).collect()
    }

    /// What a person has to find where the screen was: how it ended, and a warning once more.
    pub fn parting_lines(&self) -> Vec<String> {
        let warning = text::questions::to_keep(&self.warning);
        [&self.closing[..], &self.replies, &warning].concat()
    }

    /// When the session would end, as a time of day.
    pub fn ends_at(&mut self, time_of_day: String) {
        self.narrator.ends_at(time_of_day);
    }

    /// There is something to make sound with, or nothing any more.
    pub fn there_is_sound(&mut self, is_so: bool) {
        self.narrator.there_is_sound(is_so);
    }

    /// What came of a key, as long as it stays.
    fn remark(&self, now: Moment) -> Option<String> {
        let stays = |remark: &&Remark| remark.until.is_none_or(|until| now < until);
        self.remark.as_ref().filter(stays).map(|remark| remark.line.clone())
    }

    /// What there is to see now.
    pub fn frame(&self, session: &Session, now: Moment) -> Frame {
        let remark = self.remark(now);
        if self.help.is_some_and(|until| now < until) {
            let lines = text::KEYS.iter().chain(&["", text::BACK]);
            let lines = lines.map(ToString::to_string).collect();
            return Frame::Page(PageText { lines, typed: None, remark: None });
        }
        let asked = session.asked();
        if asked.is_some() || session.is_at_a_gate() {
            let typed = asked.filter(|asked| asked.page.is_typed());
            let typed = typed.map(|_| session.typed().to_owned());
            return Frame::Page(PageText { lines: self.page.clone(), typed, remark });
        }
        let of_a_page = |remark: &Remark| remark.about == RemarkTopic::Page;
        let goes = self.remark.as_ref().is_some_and(of_a_page);
        self.moving(session, now, remark.filter(|_| !goes))
    }

    /// How long what there is to see now stays as it is, but for what happens: a figure and the bar of
    /// a breath move all the time, a rest by the second.
    pub fn stays(&self, session: &Session, now: Moment) -> Duration {
        let (timeline, offset) = (session.timeline(), session.offset(now));
        let span = timeline.spans().get(timeline.index_at(offset));
        let Some(span) = span.filter(|_| session.counting_in(now).is_none()) else { return FRAME };
        let over = offset.since(span.at);
        let glides =
            over < figure::MOVES || timeline.position_at(session.here()) == Position::Walking;
        let is_phase = timeline.phase(span).is_some();
        if glides || is_phase && span.length <= figure::BREATH_AT_MOST {
            return FRAME;
        }
        let left = span.length.saturating_sub(over);
        // Just behind the change of the second, so that it is seen as another one.
        Duration::from_nanos(left.subsec_nanos().into()) + Duration::from_millis(2)
    }

    fn moving(&self, session: &Session, now: Moment, remark: Option<String>) -> Frame {
        let (timeline, offset) = (session.timeline(), session.offset(now));
        let index = timeline.index_at(offset);
        let Some(span) = timeline.spans().get(index) else {
            return Frame::Page(PageText::default());
        };
        let (begins, ends) = stretch(timeline, index);
        let counting = session.counting_in(now);
        let remaining = counting.unwrap_or(ends.since(offset));
        let figure = figure::at(timeline, offset, self.motion);
        let side = script::side(timeline, index);
        Frame::Moving(Box::new(Moving {
            title: timeline.version(span).title.clone(),
            place: script::place(timeline, span).unwrap_or_default(),
            left: text::left(session.left(now)),
            word: match (session.is_paused(), counting) {
                (true, _) => text::PAUSE_BIG,
                (_, Some(_)) => text::READY_BIG,
                _ => script::big_word(timeline, span),
            },
            style: style(timeline, span),
            side: script::side_word(timeline, index).filter(|_| !session.is_paused()),
            seconds: remaining.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX),
            cue: script::cue(timeline, index),
            phase: fraction(offset.since(begins), ends.since(begins)),
            rep: script::at_its_side(timeline, span),
            next: script::coming(timeline, index),
            session: fraction(offset.since_zero(), timeline.total()),
            remark: remark.or_else(|| self.guidance.clone()),
            frame: figure::frame(timeline, index),
            label: side
                .filter(|side| figure.as_ref().is_some_and(|pose| works_on(pose, *side)))
                .map(text::side_letter),
            figure,
        }))
    }
}

/// From where to where seconds are counted: a set-up and its last three seconds are one.
fn stretch(timeline: &Timeline, index: usize) -> (Offset, Offset) {
    let spans = timeline.spans();
    let (span, next) = (&spans[index], spans.get(index + 1));
    let before = index.checked_sub(1).map(|before| &spans[before]);
    let ends = next.filter(|next| (span.part, next.part) == (Part::Setup, Part::LeadIn));
    let begins = before.filter(|before| (before.part, span.part) == (Part::Setup, Part::LeadIn));
    (begins.unwrap_or(span).at, ends.unwrap_or(span).end())
}

/// Whether the limb that works is one of this side.
fn works_on(pose: &Pose, side: Side) -> bool {
    let near = usize::from(side == Side::Left);
    pose.working.is_some_and(|limb| limb.place() == near)
}

fn style(timeline: &Timeline, span: &Span) -> Style {
    match (timeline.phase(span), span.part) {
        (Some(phase), _) => match phase.breath {
            Breath::In => Style::In,
            Breath::Out => Style::Out,
            Breath::Free => Style::Still,
        },
        (None, Part::Rest { .. }) => Style::Still,
        _ => Style::Strong,
    }
}

/// How much of a length is over.
#[expect(clippy::cast_precision_loss, reason = "a bar is as wide as a screen")]
fn fraction(over: Duration, length: Duration) -> f32 {
    match length.is_zero() {
        true => 1.0,
        false => (over.as_millis() as f32 / length.as_millis() as f32).min(1.0),
    }
}
