//! Records in plain words, for the person they are about.

use std::time::Duration;

use jiff::civil::Date;

use crate::domain::answers::Score;
use crate::text::journal as said;
use crate::text::printable::printable;

use super::activity::Activity;
use super::memo::Memo;
use super::record::{End, Record, SessionRecord, What, WhyRed};
use super::stamp::Stamp;

/// How wide the number and the day are together.
const LEAD: usize = 25;

/// How a list is laid out.
#[derive(Clone, Copy, Debug)]
pub struct ListLayout {
    /// The longest line, in columns.
    pub width: usize,
    /// The day on which it is read.
    pub today: Date,
}

/// An entry of the list, with its number and its line end. `live` says whether it goes on just now.
pub fn page(page: ListLayout, number: u32, record: &Record, live: bool) -> String {
    let lead = format!("{number:>3}  {:<20}", day_and_time(record.at, page.today));
    let further = " ".repeat(LEAD);
    let options = textwrap::Options::new(page.width.max(2 * LEAD))
        .initial_indent(&lead)
        .subsequent_indent(&further);
    textwrap::fill(&sentences(record, live).join(" "), options) + "\n"
}

fn day_and_time(at: Stamp, today: Date) -> String {
    let clock = said::clock(at.civil.hour(), at.civil.minute());
    format!("{}, {clock}", said::day(at.civil.date(), today))
}

fn sentences(record: &Record, live: bool) -> Vec<String> {
    match &record.what {
        What::Session(session) => of_session(session, live),
        What::Activity { what, minutes, stopped_by, note } => {
            let what = match what {
                Activity::Walk => said::WALK,
                Activity::Pool => said::POOL,
                Activity::Cycling => said::CYCLING,
                Activity::Heat => said::HEAT,
                Activity::Cold => said::COLD,
                Activity::Fall => said::FALL,
            };
            let stopped = stopped_by.map(|by| said::stopped_by(by).to_owned());
            let note = note.as_ref().map(|note| said::quoted(&printable(note.text())));
            [said::activity(what, *minutes)].into_iter().chain(stopped).chain(note).collect()
        }
        What::Goal { words, hard } => {
            let words = words.as_ref().map(|words| printable(words.text()));
            vec![said::goal(words.as_deref(), hard.map(Score::number))]
        }
        What::Fact(fact) => fact_in_words(fact, None).into_iter().collect(),
        What::Note(note) => vec![said::quoted(&printable(note.text()))],
    }
}

/// What is said of a fact, where a person would want to read it.
fn fact_in_words(fact: &Memo, session: Option<&SessionRecord>) -> Option<String> {
    let why = session.and_then(|session| session.red_stop);
    Some(match fact {
        Memo::Emergency { .. } => said::EMERGENCY.to_owned(),
        Memo::WrongKey => said::WRONG_KEY.to_owned(),
        Memo::DoctorToday => said::DOCTOR_TODAY.to_owned(),
        Memo::DoctorLooked => said::DOCTOR_LOOKED.to_owned(),
        Memo::AskFirst | Memo::SomethingNew => said::ASK_FIRST.to_owned(),
        Memo::AskedFirst { .. } => said::ASKED_FIRST.to_owned(),
        Memo::RedStop => match why {
            Some(WhyRed::Pain) => said::RED_STOP_PAIN.to_owned(),
            Some(WhyRed::Sharp) => said::RED_STOP_SHARP.to_owned(),
            Some(WhyRed::Legs) => said::RED_STOP_LEGS.to_owned(),
            None => said::RED_STOP.to_owned(),
        },
        Memo::LegStop { key } => {
            let planned = session.and_then(|session| session.plan.as_ref());
            let mut planned = planned.iter().flat_map(|(_, exercises)| exercises);
            let title = planned.find(|one| one.key == *key).map_or(key, |one| &one.title);
            said::leg_stop(&printable(title))
        }
        _ => return None,
    })
}

fn of_session(session: &SessionRecord, live: bool) -> Vec<String> {
    let title = printable(&session.about.title);
    let again = session.about.resumes.is_some().then_some(said::TAKEN_UP_AGAIN);
    let pain = said::pain(
        session.pain_before().map(Score::number),
        session.pain_during().map(Score::number),
        session.pain_after().map(Score::number),
    );
    let facts = session.facts.iter().filter_map(|fact| fact_in_words(fact, Some(session)));
    let answers = [
        session.usual().map(said::usual),
        session.why_stopped().map(said::why_stopped),
        session.legs().map(said::legs),
        session.amount().map(said::amount),
        session.after_last_time().map(said::after_last_time),
    ];
    let note = session.note().map(|note| said::quoted(&printable(note.text())));
    let short = again.into_iter().chain(answers.into_iter().flatten()).map(ToOwned::to_owned);
    let first = first_sentence(&title, session, live);
    [first].into_iter().chain(facts).chain(pain).chain(short).chain(note).collect()
}

fn first_sentence(title: &str, session: &SessionRecord, live: bool) -> String {
    let end = match session.end(live) {
        Some(End::Finished) => said::FINISHED,
        Some(End::StoppedEarly) => said::STOPPED_EARLY,
        Some(End::Interrupted | End::NotWritten) => said::INTERRUPTED,
        Some(End::NotBegun) => return said::not_begun(title),
        None => said::GOING_ON,
    };
    let lived = session.ended.map(|ended| Duration::from_millis(ended.lived_ms));
    let (done, of) = session.count();
    let reps =
        Some(session.reps()).filter(|(reps, planned)| done < of && *reps > 0 && *planned > 0);
    said::session(title, end, &said::amount_done(done, of, reps, lived))
}
