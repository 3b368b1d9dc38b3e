//! The types of the table.

use std::time::Duration;

use crate::domain::answers::{Answer, BackToUsual, Note, Score};
use crate::domain::ending::How;
use crate::domain::pain_rules::{RedReason, Response, Row, Sign};
use crate::domain::profile::Told;
use crate::text::questions::About;

use super::page_id::PageId;

/// A page of the table.
#[derive(Debug)]
pub struct Page {
    /// Its name.
    pub id: PageId,
    /// Its words: at most 58 columns and 19 rows.
    pub words: fn(&About) -> Vec<String>,
    /// What its words list, where they list something.
    pub lists: Option<Listed>,
    /// What counts as an answer, and what comes of each.
    pub takes: Takes,
    /// What the journal keeps where no answer came; nothing where the journal does not keep its answers.
    pub no_answer: Option<Answer>,
    /// How long it waits for a key, and what comes of silence; without it, it waits for ever.
    pub silence: Option<(Duration, Outcome)>,
    /// Nobody may miss it: it stays until a key, and is printed once more when the screen is gone.
    pub is_a_warning: bool,
}

/// What the words of a page list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// The flags that are asked about.
    Flags,
    /// Those of them that were told to be so.
    ToldFlags,
    /// The exercises that are left out, and why.
    LeftOut,
    /// The exercises that may come back in full.
    Returning,
    /// What has gone well, and one step more of it.
    OneMore,
    /// What a card of weeks says.
    WeekCard,
    /// The goal, in a person's own words.
    Goal,
    /// The cautions of the first exercise that waits for its caution to be accepted.
    Cautions,
}

/// What a page takes for an answer.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// One of these keys.
    Keys(&'static [Choice]),
    /// One of these keys; every other key does this.
    Confirm {
        /// The keys.
        keys: &'static [Choice],
        /// What comes of any other.
        otherwise: Outcome,
    },
    /// A number from 0 to 10 and Enter, or Enter alone, or one of these keys.
    Pain {
        /// Keys that are no number.
        keys: &'static [Choice],
        /// What the journal keeps of a number.
        answer: fn(Option<Score>) -> Answer,
        /// The row of the clinical notes that a number leads to; `rows` says what it does.
        row: fn(&About, Score) -> Row,
        /// What comes of Enter alone.
        no_number: Outcome,
    },
    /// A number from 0 to 10 and Enter, or Enter alone, or one of these keys; whatever it is, the same
    /// comes of it.
    Score {
        /// Keys that are no number.
        keys: &'static [Choice],
        /// What the journal keeps of a number.
        answer: fn(Option<Score>) -> Answer,
        /// What comes then.
        then: Outcome,
    },
    /// Numbers of a list and Enter, or Enter alone, or one of these keys.
    List {
        /// Keys that are no number; only before something is typed.
        keys: &'static [Choice],
        /// What comes of numbers that the list has.
        then: Outcome,
        /// What comes of Enter alone.
        not_sure: Outcome,
    },
    /// Some words and Enter.
    Words {
        /// What the journal keeps of them.
        answer: fn(Option<Note>) -> Answer,
        /// What comes of them.
        then: Outcome,
    },
}

/// A key of a page.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The key, in lower case; `\n` stands for Enter.
    pub key: char,
    /// What it says to the question; without one it counts as no answer.
    pub answer: Option<Answer>,
    /// What comes of it.
    pub then: Outcome,
}

/// What comes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What it changes, in this order.
    pub does: &'static [Effect],
    /// What comes then.
    pub next: Next,
}

/// Something that an answer changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The plan becomes another one.
    Plan(Smaller),
    /// Something is kept for other days.
    Remember(Fact),
    /// This row has changed the plan: written down before what follows.
    Journal(Row),
    /// This row is answered: said and written down behind what follows.
    Tell(Row),
    /// This is said in reply.
    Say(Response),
    /// The plan has one step more of what was offered, the only effect that makes it larger; never above
    /// what its file offers.
    OneMore,
    /// The flags of the card are asked for one by one, in this session (C-04).
    AskByName,
    /// The tones stop for this session: breathing is as it likes. Key `m` brings them back.
    Mute,
}

/// A function of [`crate::domain::plan::Plan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Smaller {
    /// [`crate::domain::plan::Plan::lighter`]
    Lighter,
    /// [`crate::domain::plan::Plan::for_a_sore_day`]
    ForASoreDay,
    /// [`crate::domain::plan::Plan::without_strength`], and lighter: nobody knows how much it hurts, so that
    /// it is no more than with pain of four or five. A-23 asks for the first; the second is our own choice
    /// (`O`).
    WithoutNumber,
    /// [`crate::domain::plan::Plan::keep_off_the_feet`] from here.
    OffTheFeet,
    /// [`crate::domain::plan::Plan::unsure_of`] the flags of leaning back.
    UnsureOfLeaningBack,
    /// [`crate::domain::plan::Plan::for_person`] with the flags that were just told.
    ForToldFlags,
    /// [`crate::domain::plan::Plan::for_person`] who has accepted the caution that was just read.
    WithCautionAccepted,
    /// [`crate::domain::plan::Plan::after_leg_stops`] with the exercises that were asked about.
    EasierForLegs,
    /// [`crate::domain::plan::Plan::back_to`] the dose before the last step, where that was too much.
    StepBack,
    /// [`crate::domain::plan::Plan::ease`] from the next repetition.
    Ease,
    /// [`crate::domain::plan::Plan::rest_and_shrink`] from here.
    RestAndShrink,
    /// [`crate::domain::plan::Plan::only_breathe`] from here.
    OnlyBreathe,
}

/// Something that is kept for other days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Nothing on the card is so.
    NoneOnTheCard,
    /// Somebody was asked who says that gentle exercise is fine.
    AskedFirst,
    /// Something of the card's second list may be so, until somebody was asked.
    AskFirst,
    /// Something is new, until somebody was asked.
    NewToday,
    /// A doctor is to be asked today, and the next start asks whether one has looked.
    DoctorToday,
    /// A doctor has looked at the emergency sign, or at what one was to be asked about.
    DoctorLooked,
    /// How long the last session was felt; nothing where that was left open.
    AfterLast(Option<BackToUsual>),
    /// What was told of every flag that is asked about.
    LeaningBack(Told),
    /// The flags that were just told, one by one.
    ToldFlags,
    /// The caution that was just read is accepted.
    CautionAccepted,
    /// The exercise that is going on ended with leg symptoms.
    LegStop,
    /// What the legs have made smaller comes back in full, or stays as it is until three more green
    /// sessions.
    FullAgain(bool),
    /// One step more of what was offered, or not until three more sessions have gone well.
    OneMore(bool),
    /// The card of weeks was read, and does not come again.
    WeekCardRead,
    /// It ended with pain that is to ease within 45 minutes.
    Sore,
    /// It was too much for today, and why: the next session is gentle-day.
    TooMuchForToday(RedReason),
    /// The next session is lighter.
    LighterNext,
    /// Dizzy: nothing on the feet for the rest of the day.
    DizzyToday,
    /// An emergency sign, until a doctor has looked at it.
    EmergencySign(Sign),
    /// That was a slip of a key.
    WrongKey,
}

/// What comes after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another page.
    Page(PageId),
    /// The next page of those before the plan or after the end; then the plan, or [`Next::Close`].
    Queue,
    /// Back to where key `p` or `q` was pressed.
    Back,
    /// Back to the page that led here.
    PageBefore,
    /// On to the place that the changed plan goes on from.
    GoOn,
    /// The movement ends.
    End(How),
    /// There is nothing more to say.
    Close,
    /// The first where this is so, else the second.
    When(Cond, &'static Outcome, &'static Outcome),
}

/// What an outcome may depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cond {
    /// The movement has begun.
    Begun,
    /// The movement is over.
    Over,
    /// The session before the last one was too much.
    WasTooMuch,
    /// The last session was: said at its end, or at the beginning of this one.
    LastWasTooMuch,
    /// The last session ended with pain that was to ease within 45 minutes.
    WasSore,
    /// The last session ended with that, with legs or with a red stop.
    WasBad,
    /// Something has gone well for long enough, and today nothing has made it smaller.
    ReadyForMore,
    /// Something of the plan is for strength.
    HasStrength,
    /// Something was told for which a professional is to be asked: "that is fine" would be false comfort.
    BadNews,
    /// The page was opened no longer than [`super::pages::LEGS_SETTLE`] ago, and the machine has not
    /// slept since.
    LegsBackInTime,
    /// What is going on is done standing or walking.
    OnTheFeet,
    /// Nothing that is left can become easier or fewer.
    NothingSmaller,
    /// Something was said to be new, today or on another day, and nobody was asked yet.
    SomethingNew,
    /// That, or something of the card's second list may be so.
    AsksFirst,
    /// What a doctor was to look at, on another day, is no emergency sign.
    NoEmergency,
    /// An emergency sign was taken back in this session.
    TakenBack,
}

impl Page {
    /// The keys that answer at once.
    pub fn choices(&self) -> &'static [Choice] {
        match self.takes {
            Takes::Keys(keys)
            | Takes::Confirm { keys, .. }
            | Takes::Pain { keys, .. }
            | Takes::Score { keys, .. }
            | Takes::List { keys, .. } => keys,
            Takes::Words { .. } => &[],
        }
    }

    /// The choice of a key.
    pub fn choice(&self, key: char) -> Option<&'static Choice> {
        let key = key.to_ascii_lowercase();
        self.choices().iter().find(|choice| choice.key == key)
    }

    /// What the journal keeps of a choice.
    pub fn answer(&self, choice: &Choice) -> Option<Answer> {
        choice.answer.clone().or_else(|| self.no_answer.clone())
    }
}

impl Choice {
    /// A key that says something.
    pub(super) const fn says(key: char, answer: Answer, then: Outcome) -> Choice {
        Choice { key, answer: Some(answer), then }
    }

    /// A key that says nothing to the question, or nothing that the journal keeps.
    pub(super) const fn only(key: char, then: Outcome) -> Choice {
        Choice { key, answer: None, then }
    }
}

impl Outcome {
    /// Nothing changes.
    pub(super) const fn to(next: Next) -> Outcome {
        Outcome { does: &[], next }
    }

    /// Something changes.
    pub(super) const fn doing(does: &'static [Effect], next: Next) -> Outcome {
        Outcome { does, next }
    }
}
