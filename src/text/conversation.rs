//! The conversation as a document: what `safety --all` and `docs/conversation.md` say around the pages.

use crate::domain::ending::Closing;
use crate::domain::pain_rules::Sign;

/// Above all pages.
pub fn head(digest: &str) -> String {
    format!(
        "# The conversation\n\nEvery page that a session may show, its keys, what follows and what is kept. \
         Not reviewed by a clinician.\n\nDigest of all safety sentences: {digest}\n"
    )
}

/// Above the graph.
pub const GRAPH: &str = "## Which page leads where\n\n\
    A first start asks `card`; a later day `new`, or `card` where somebody was to be asked first, or \
    `looked` and `card` where a doctor was to look. Then, each where it applies: `after-last`, \
    `week-card`, `leaning-back` or `flags`, `full-again`, `caution`, `before`. Behind a session that was \
    finished `goal` stands before `note`, once a week, where there is a goal and nothing else was asked \
    that day that is not asked every time.";
/// A number for pain, whose rows stand at the end.
pub const A_NUMBER: &str = "a number: its row of the table below";
/// A number that leads to the same, whatever it is.
pub const ANY_NUMBER: &str = "a number";
/// Above the rows.
pub const ROWS: &str = "## What each row of the pain table does";
/// Words and Enter.
pub const SOME_WORDS: &str = "some words";
/// Numbers of a list.
pub const NUMBERS: &str = "numbers";
/// Every key that has no meaning of its own.
pub const OTHER_KEYS: &str = "any other key";
/// Where a page is closed by nothing but a key.
pub const WAITS: &str = "silence: it waits";
/// Where the answer is written down.
pub const KEPT: &str = "The answer is in the journal, and that none came, too.";

/// What comes of so many seconds of silence.
pub fn after_silence(seconds: u64) -> String {
    format!("{} minutes of silence", seconds / 60)
}

/// On what words depend, above those that differ.
pub fn the_same(place_or_answer: &str) -> String {
    format!("The same, {place_or_answer}, but:")
}

/// Above the numbers for pain.
pub const NUMBERS_OF_PAIN: &str = "## Which number for pain leads to which row";
/// Before the first movement.
pub const BEFORE: &str = "before the start";
/// At key `p`.
pub const DURING: &str = "during";
/// When the movement is over.
pub const AFTERWARDS: &str = "afterwards";
/// Above the sentences that reply to an answer.
pub const REPLIES: &str = "## What is said of an answer";
/// Above what cards of weeks say.
pub const CARDS: &str = "## What a card of weeks says, with made-up numbers";
/// Above the endings.
pub const ENDINGS: &str = "## What is said at the end";
/// When the movement is over.
pub const IS_OVER: &str = "when the movement is over";
/// After a sharp pain.
pub const SHARP: &str = "after a sharp pain";
/// After legs that have not settled.
pub const LEGS: &str = "after legs that have not settled";
/// For limits on bending at the hip.
pub const SITS_HIGH: &str = "for somebody who sits high";

/// The number that a session began with.
pub fn began_with(start: Option<u8>) -> String {
    start.map_or("without a number at the start".to_owned(), |pain| format!("from {pain}"))
}

/// Every end in its words, and how to get up from where.
pub fn endings() -> Vec<String> {
    let closings = [
        Closing::StandWhenSteady,
        Closing::SitDown,
        Closing::StayDown,
        Closing::KneelUp,
        Closing::RollUp,
    ];
    let said = [
        ("not today", super::NOT_TODAY),
        ("not today, with something to ask about", super::NOT_TODAY_ASK_FIRST),
        ("not today, with pain that a doctor is to see", super::NOT_TODAY_ASK),
        ("not today, before a doctor has said that it is fine", super::NOT_TODAY_DOCTORS_WORD),
        ("stopped early, then why, then getting up", super::STOPPED),
        ("a red stop, or dizziness that stays, then its page", super::STOPPED_HERE),
        ("legs that have settled", super::LEGS_SETTLED_LATE),
        ("in bed", super::STAY_LYING),
    ];
    let said = said.into_iter().map(|(when, words)| format!("{when}: {words}"));
    said.chain(closings.map(|closing| format!("getting up: {}", super::closing(closing)))).collect()
}

/// Where an emergency sign was answered, above words that depend on it.
pub const fn answered(sign: Sign) -> &'static str {
    match sign {
        Sign::Card => "after 1 on the card",
        Sign::Noticed => "after 5 at key p",
        Sign::Legs => "after 5 beside legs that have not settled",
        Sign::Dizzy => "after 5 beside dizziness",
        Sign::RedStop => "after 5 at a red stop",
        Sign::Why => "after 5 at the reasons for an early stop",
        Sign::StillOpen => "after n to whether a doctor has seen you",
    }
}

/// What the name of an effect, of what comes next or of a condition means.
pub fn meaning(name: &str) -> &'static str {
    match name {
        "Lighter" => "today is lighter: half the repetitions, no hold over 5 seconds",
        "ForASoreDay" => "today is lighter, and without strength",
        "WithoutNumber" => "today is without strength, and lighter",
        "OffTheFeet" => "nothing on the feet for the rest of the session",
        "UnsureOfLeaningBack" => "no lift today, only the round",
        "AskByName" => "what the card asks for is asked by name, where this routine names it",
        "EasierForLegs" => "it stays in its easier version",
        "ForToldFlags" => "what the answers concern is smaller or left out",
        "WithCautionAccepted" => "the exercise is part of today",
        "StepBack" => "what had grown last goes back by a step",
        "Ease" => "easier, or fewer repetitions, from the next one on",
        "RestAndShrink" => {
            "this exercise ends; a minute of ease, then breathing and small movement"
        }
        "OnlyBreathe" => "this exercise ends; only breathing is left",
        "NoneOnTheCard" => "kept: nothing on the card is so",
        "AskedFirst" => "kept, with the date: somebody was asked",
        "AskFirst" => "kept until somebody was asked: the card comes first",
        "DoctorToday" => "kept: the next start asks whether a doctor has looked",
        "DoctorLooked" => "kept: a doctor has looked; gentle-day comes first",
        "AfterLast" => "kept: how long the last session was felt",
        "LeaningBack" => "kept: what was said of leaning back",
        "ToldFlags" => "kept: the flags",
        "CautionAccepted" => "kept: the caution is accepted",
        "LegStop" => "kept: this exercise ended with leg symptoms",
        "TooMuchForToday" => {
            "kept: a red stop; gentle-day comes first next time, what had grown last is a step smaller"
        }
        "OneMore" => "one step more of what was offered, never above its file",
        "OneMore(true)" => "kept: one step more",
        "OneMore(false)" => "kept: as it is, until three more sessions have gone well",
        "FullAgain(true)" => "kept: in full again",
        "FullAgain(false)" => "kept: easier, until three more sessions have gone well",
        "WeekCardRead" => "kept: it was read, and does not come again",
        "Sore" => "kept: pain that is to ease within 45 minutes",
        "LighterNext" => {
            "kept: the next session is lighter, and what had grown last a step smaller"
        }
        "DizzyToday" => "kept: dizzy today",
        "EmergencySign" => "kept before the page is shown: an emergency sign",
        "WrongKey" => "kept: it was a slip of a key",
        "Journal" | "Tell" => "written down, by its row",
        "Mute" => "the tones stop for this session",
        "Queue" => "on with the next question, or to the plan, or to the end",
        "Back" => "back to the movement, as it was",
        "PageBefore" => "back to the page before",
        "GoOn" => "on with what is left",
        "Close" | "End(Finished)" => "the end",
        "End(NotToday)" => "the end: not today",
        "End(Stopped)" => "the end: stopped early",
        "End(AskDoctor)" => "the end: a doctor today",
        "End(AskFirst)" => "the end: not today, ask first",
        "End(DoctorsWord)" => "the end: not today, and it is asked again",
        "End(Legs)" => "the end: the legs have settled",
        "End(Dizzy)" => "the end, with the page on dizziness that stays",
        "End(RedStop)" => "the end, with the page of the red stop",
        "End(Emergency)" => "the end: medical help",
        "End(Instead(GentleDay))" => "gentle-day instead",
        "End(Instead(Rest))" => "a minute of rest instead",
        "End(Instead(Breathing))" => "only breathing instead",
        _ => condition(name),
    }
}

/// What the name of a condition means.
fn condition(name: &str) -> &'static str {
    match name {
        "Begun" => "if the movement has begun",
        "Over" => "if the movement is over",
        "WasTooMuch" => "if the session before the last one was too much, too",
        "LastWasTooMuch" => "if the last session was too much, too",
        "WasSore" => "if the last session ended with pain of 4 or 5",
        "WasBad" => "if the last session ended with that, with legs or with a red stop",
        "ReadyForMore" => "if something has gone well for long enough, and is not smaller today",
        "HasStrength" => "if something of today is for strength",
        "BadNews" => "if something was told for which somebody is to be asked",
        "LegsBackInTime" => "if within three minutes",
        "OnTheFeet" => "if on the feet",
        "NothingSmaller" => "if nothing can become smaller",
        "NewToday" => "kept until somebody was asked: the card comes first, then a lighter day",
        "SomethingNew" => "if something is new, and nobody was asked yet",
        "AsksFirst" => "if that, or the second list, is open, today or from another day",
        "NoEmergency" => "if what a doctor was to look at is no emergency sign",
        "TakenBack" => "if an emergency was taken back already",
        _ => "",
    }
}
