//! The sentences of a session that the script puts together, with places for what only it knows: those of `text`, in
//! every case.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::domain::ending::Closing;
use crate::domain::pain_rules::{LighterFor, Row};
use crate::domain::plan::{Eased, EasierFor, InPlaceOf, LeftOut, Round};
use crate::domain::profile::Flag;
use crate::domain::routine::{Position, Routine, Side};
use crate::domain::timeline::Step;
use crate::script::phrases::{self, GuidanceMoment};
use crate::text;
use crate::text::player;
use crate::text::questions::{self, Wanted, please};

use super::{conversation, millis};

/// A length as a clock shows it, and the place that it holds.
const CLOCK: (Duration, &str) = (Duration::from_secs(754), "12:34");
/// Numbers that stand for others: too large to be in any sentence.
const FIRST: u32 = 701;
const SECOND: u32 = 809;
/// The same for a round, and for how many there are.
const ROUND: Round = Round { nth: 907, of: 953 };

/// Every step of a change of position, by its name in the script.
pub(super) const STEPS: &[(Step, &str)] = &[
    (Step::LieDown, "lie-down"),
    (Step::Roll, "roll"),
    (Step::PushUp, "push-up"),
    (Step::Sit, "sit"),
    (Step::Stand, "stand"),
    (Step::StandAgain, "stand-again"),
    (Step::SitDown, "sit-down"),
    (Step::Turn, "turn"),
];

/// Everything that is said while a session goes on, and around it.
pub(super) fn words(routine: &Routine, longest_sit: Duration) -> Value {
    let mut words = Map::new();
    let named = [player::BUTTONS, player::REMARKS].concat();
    words.extend(named.into_iter().map(|(name, words)| (name.to_owned(), json!(words))));
    for part in [around_keys(), on_the_way(longest_sit), of_the_plan(routine), at_the_end()] {
        if let Value::Object(part) = part {
            words.extend(part);
        }
    }
    words.into()
}

/// A sentence with the places of a clock and of two numbers.
fn with_places(words: &str, first: &str, second: &str) -> String {
    let words = words.replace(CLOCK.1, "{left}").replace(&FIRST.to_string(), first);
    words.replace(&SECOND.to_string(), second)
}

/// The same with a round.
fn with_round(words: &str) -> String {
    let words = with_places(words, "{n}", "{of}");
    words.replace(&ROUND.nth.to_string(), "{round}").replace(&ROUND.of.to_string(), "{rounds}")
}

fn around_keys() -> Value {
    let wanted = |more: &[char]| {
        let keys = [' '].iter().chain(more).chain(&['q']).copied().collect();
        please(&Wanted::Keys(keys))
    };
    let numbers = |not| {
        let (of, not) = (FIRST as usize, not);
        with_places(&please(&Wanted::Numbers { of, not }), "{of}", "{not}")
    };
    let eased = |eased| with_places(&text::eased(eased, CLOCK.0), "", "");
    let adapted = Row::ALL.iter().filter_map(|row| Some((row, text::adapted(*row, CLOCK.0)?)));
    let adapted: Map<String, Value> = adapted
        .map(|(row, words)| (row.id().to_owned(), json!(with_places(&words, "", ""))))
        .collect();
    json!({
        "please": { "": wanted(&[]), "n": wanted(&['n']), "g": wanted(&['g']), "ng": wanted(&['n', 'g']) },
        "zeroAlone": numbers(Some(0)),
        "notThis": numbers(Some(SECOND as usize)),
        "orZero": numbers(None),
        "nextAfterThis": text::NEXT_AFTER_THIS,
        "enough": text::enough(false),
        "enoughAndOther": text::enough(true),
        "atLeast": with_places(&text::at_least(CLOCK.0), "", ""),
        "paused": text::PAUSED,
        "countIn": text::COUNT_IN,
        "settling": text::WHEN_SETTLED,
        "gate": text::KEYS_AT_A_GATE,
        "eased": { "easier": eased(Eased::Easier), "fewer": eased(Eased::Fewer), "not": eased(Eased::Not) },
        "adapted": adapted,
    })
}

fn on_the_way(longest_sit: Duration) -> Value {
    let mut steps = Map::new();
    for (step, name) in STEPS {
        let big = Position::ALL
            .iter()
            .map(|there| (there.name().to_owned(), json!(phrases::big_step(*step, *there))));
        let says = Position::ALL.iter().map(|from| {
            let there = |there: &Position| {
                (there.name().to_owned(), json!(phrases::step_from(*step, *from, *there)))
            };
            (from.name().to_owned(), same(&Position::ALL.iter().map(there).collect()))
        });
        let big: Map<String, Value> = big.collect();
        let says: Map<String, Value> = says.collect();
        steps.insert((*name).to_owned(), json!({ "big": same(&big), "says": same(&says) }));
    }
    let sits = [Duration::from_secs(60), longest_sit].map(|length| {
        let words = [false, true].map(|stands| phrases::sit_before_standing(length, stands));
        (millis(length).to_string(), json!(words))
    });
    let by_position = |words: &dyn Fn(Position) -> Value| -> Map<String, Value> {
        Position::ALL.iter().map(|one| (one.name().to_owned(), words(*one))).collect()
    };
    let rep = |side| {
        phrases::rep_of(FIRST, SECOND, side).map(|words| with_places(&words, "{rep}", "{of}"))
    };
    let place = |round| {
        phrases::place(FIRST as usize, SECOND as usize, round).map(|words| with_round(&words))
    };
    let with_title = |words: &str| words.replace(TITLE, "{title}");
    json!({
        "steps": steps,
        "sits": sits.into_iter().collect::<Map<_, _>>(),
        "readyBig": text::READY_BIG, "pauseBig": text::PAUSE_BIG, "restBig": text::REST_BIG,
        "readySoon": text::READY,
        "changeOver": same(&by_position(&|one| json!(phrases::change_over(one)))),
        "howToRest": same(&by_position(&|one| json!(phrases::how_to_rest(one)))),
        "restWord": phrases::rest(Duration::ZERO),
        "nextThere": same(&by_position(&|one| json!(with_title(&phrases::next_on(one, TITLE))))),
        "nextIs": with_title(&phrases::next(TITLE)),
        "nextSet": with_places(&phrases::next_set(FIRST, SECOND), "{set}", "{of}"),
        "rep": { "": rep(None), "left": rep(Some(Side::Left)), "right": rep(Some(Side::Right)) },
        "sidesBig": same(&by_position(&|one| json!(phrases::big_change_over(one)))),
        "sideBig": { "left": phrases::big_side(Side::Left), "right": phrases::big_side(Side::Right) },
        "side": { "left": phrases::side(Side::Left), "right": phrases::side(Side::Right) },
        "lyingOn": { "left": text::lying_on(Side::Left), "right": text::lying_on(Side::Right) },
        "repetition": phrases::repetition(FIRST, SECOND).map(|words| with_places(&words, "{rep}", "{of}")),
        "coming": phrases::coming("{word}"),
        "place": place(None),
        "placeInRound": place(Some(ROUND)),
        "nextRound": with_round(&text::next_round(ROUND)),
        "left": with_places(&phrases::left(CLOCK.0), "", ""),
    })
}

/// A title that no sentence has to end.
const TITLE: &str = "{title}.";

/// A list of which all are the same as one.
fn same(all: &Map<String, Value>) -> Value {
    let first = all.values().next().cloned().unwrap_or_default();
    let inner: Map<String, Value> = all
        .iter()
        .filter(|(_, value)| **value != first)
        .map(|(name, value)| (name.clone(), value.clone()))
        .chain([(String::new(), first.clone())])
        .collect();
    inner.into()
}

fn of_the_plan(routine: &Routine) -> Value {
    let knee = text::flag_in_words(Flag::Knee);
    let why = |words: String| words.replace(knee, "{why}");
    let three = [EasierFor::Flag(Flag::Knee), EasierFor::Legs, EasierFor::Flag(Flag::Neck)];
    let smaller = |titles: &[&str]| {
        why(text::smaller(titles, &[EasierFor::Flag(Flag::Knee)]).unwrap_or_default())
    };
    let health = text::smaller(&["{a}"], &three).unwrap_or_default();
    let health = health.split(['(', ')']).nth(1).unwrap_or_default();
    let of = InPlaceOf { title: "{of}".into(), why: EasierFor::Flag(Flag::Knee) };
    let lighter = |because| text::lighter(because, CLOCK.0).replace(CLOCK.1, "{total}");
    let language = routine.language.as_deref();
    let list = text::lists::all_of(&["{a}", "{b}", "{c}"]);
    let flags: Map<String, Value> = Flag::ALL
        .iter()
        .map(|flag| (flag.name().to_owned(), json!(text::flag_in_words(*flag))))
        .collect();
    json!({
        "leftOut": left_out(),
        "optionalLeftOut": text::optional_left_out("{title}"),
        "flags": flags,
        "whyUnsure": text::reason(EasierFor::Unsure(Flag::Knee)).replace(knee, "{why}"),
        "smaller": [smaller(&["{a}"]), smaller(&["{a}", "{b}"]), smaller(&["", "", ""]).replace('3', "{n}")],
        "healthAnswers": health,
        "inPlaceOf": why(text::in_place_of("{title}", &of)),
        "lighterToday": {
            "": lighter(None), "no-number": lighter(Some(LighterFor::NoNumber)),
            "last-time": lighter(Some(LighterFor::LastTime)), "something-new": lighter(Some(LighterFor::SomethingNew)),
            "pain": lighter(Some(LighterFor::Pain(250))).replace("250", "{pain}"),
        },
        "needs": text::needs(&["{list}"], language),
        "isEnglish": text::is_english(language),
        "and": list,
        "aBed": text::A_BED,
        "places": [text::ON_A_BED, text::ON_ALL_FOURS, text::ON_YOUR_FEET, text::ON_YOUR_FEET_AFTER_A_BED, text::ON_A_WALK],
        "company": text::SOMEBODY_NEAR,
        "tones": text::TONES,
        "more": questions::and_more(FIRST as usize).replace(&FIRST.to_string(), "{n}"),
        "cannot": player::CANNOT,
        "guidance": guidance(),
    })
}

/// Why something is not part of today, with the place of its title: by the reason, for a flag by the flag.
fn left_out() -> Map<String, Value> {
    let reasons = [
        (LeftOut::CautionNotAccepted, "caution"),
        (LeftOut::NotCleared, "clearance"),
        (LeftOut::Sore, "sore"),
        (LeftOut::Legs, "legs"),
        (LeftOut::NoNumber, "no-number"),
        (LeftOut::Dizzy, "dizzy"),
    ];
    let flags = Flag::ALL.iter().map(|flag| (LeftOut::Flag(*flag), flag.name()));
    let all = reasons.into_iter().chain(flags);
    all.map(|(why, name)| (name.to_owned(), json!(text::left_out("{title}", why)))).collect()
}

fn guidance() -> Value {
    json!({
        "start": phrases::guidance(GuidanceMoment::Start),
        "rest": phrases::guidance(GuidanceMoment::Rest),
        "end": phrases::guidance(GuidanceMoment::End),
    })
}

fn at_the_end() -> Value {
    use crate::domain::ending::How;
    let closings = [
        (Closing::SitDown, "sit-down"),
        (Closing::StayDown, "stay-down"),
        (Closing::KneelUp, "kneel-up"),
        (Closing::RollUp, "roll-up"),
        (Closing::StandWhenSteady, "stand-when-steady"),
        (Closing::MedicalHelp, "medical-help"),
    ];
    let closings = closings.map(|(closing, name)| (name.to_owned(), json!(text::closing(closing))));
    let ended = [
        (How::Stopped, text::STOPPED),
        (How::NotToday, text::NOT_TODAY),
        (How::AskFirst, text::NOT_TODAY_ASK_FIRST),
        (How::AskDoctor, text::NOT_TODAY_ASK),
        (How::RedStop, text::STOPPED_HERE),
        (How::Dizzy, text::STOPPED_HERE),
        (How::Legs, text::LEGS_SETTLED_LATE),
    ];
    let ended = ended.map(|(how, words)| (conversation::ending(how).to_owned(), json!(words)));
    let finished = text::finished(FIRST as usize, SECOND as usize, CLOCK.0);
    let line: Map<String, Value> =
        player::LINE.iter().map(|(name, words)| ((*name).to_owned(), json!(words))).collect();
    json!({
        "closings": closings.into_iter().collect::<Map<_, _>>(),
        "ended": ended.into_iter().collect::<Map<_, _>>(),
        "finished": with_places(&finished, "{done}", "{of}"),
        "numbers": (0..=10).map(text::number).collect::<Vec<_>>(),
        "stayLying": text::STAY_LYING,
        "line": line,
    })
}
