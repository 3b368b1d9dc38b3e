//! Records as rows, for other programs: one session a row, with what was done elsewhere.

use serde::Serialize;

use crate::domain::answers::{Amount, BackToUsual, Legs, Score, StoppedBy, WhyStopped};

use super::activity::Activity;
use super::line::EndedBy;
use super::memo::Memo;
use super::record::{End, Record, SessionRecord, What, WhyRed};
use super::stamp::Stamp;

/// What a formula begins with, and what some input methods write for it.
const FORMULA_SIGNS: [char; 8] =
    ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// One row of `journal --json` and `journal --csv`: a contract. What was not answered, or does not
/// apply, is null or an empty cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableRow {
    id: String,
    at: Stamp,
    zone: Option<String>,
    what: RowKind,
    name: Option<String>,
    title: Option<String>,
    digest: Option<String>,
    end: End,
    how: Option<EndedBy>,
    emergency: bool,
    red_stop: Option<WhyRed>,
    done: Option<usize>,
    of: Option<usize>,
    reps: Option<usize>,
    reps_of: Option<usize>,
    lived_ms: Option<u64>,
    eased: Option<usize>,
    longer: Option<usize>,
    paused: Option<usize>,
    pain_before: Option<Score>,
    pain_during: Option<Score>,
    pain_after: Option<Score>,
    legs: Option<Legs>,
    amount: Option<Amount>,
    why_stopped: Option<WhyStopped>,
    after_last_time: Option<BackToUsual>,
    resumes: Option<String>,
    stopped_by: Option<StoppedBy>,
    goal: Option<Score>,
    note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum RowKind {
    Session,
    Walk,
    Pool,
    Cycling,
    Heat,
    Cold,
    Fall,
}

impl TableRow {
    /// A row in which nothing else is known.
    fn bare(record: &Record, what: RowKind, end: End) -> TableRow {
        TableRow {
            id: record.id.name().to_owned(),
            at: record.at,
            zone: record.zone.clone(),
            what,
            name: None,
            title: None,
            digest: None,
            end,
            how: None,
            emergency: false,
            red_stop: None,
            done: None,
            of: None,
            reps: None,
            reps_of: None,
            lived_ms: None,
            eased: None,
            longer: None,
            paused: None,
            pain_before: None,
            pain_during: None,
            pain_after: None,
            legs: None,
            amount: None,
            why_stopped: None,
            after_last_time: None,
            resumes: None,
            stopped_by: None,
            goal: None,
            note: None,
        }
    }

    /// The same for a spreadsheet, which takes a text that begins with a sign of arithmetic for a formula:
    /// also a wide one, and also behind blanks, tabs and line ends.
    #[must_use]
    pub fn for_a_spreadsheet(self) -> TableRow {
        let guarded = |text: Option<String>| {
            let formula = |text: &String| text.trim_start().starts_with(FORMULA_SIGNS);
            text.map(|text| if formula(&text) { format!("'{text}") } else { text })
        };
        let (name, title, note) = (guarded(self.name), guarded(self.title), guarded(self.note));
        TableRow { name, title, note, ..self }
    }
}

/// A record as a row. A note alone is none, nor is a session that goes on just now, nor what a session that
/// was not to be written down has told but for an emergency or a red stop.
pub fn row(record: &Record, live: bool) -> Option<TableRow> {
    match &record.what {
        What::Note(_) | What::Goal { .. } => None,
        What::Fact(fact) => of_fact(record, fact),
        What::Session(session) => Some(of_session(record, session, session.end(live)?)),
        What::Activity { what, minutes, stopped_by, note } => {
            let kind = match what {
                Activity::Walk => RowKind::Walk,
                Activity::Pool => RowKind::Pool,
                Activity::Cycling => RowKind::Cycling,
                Activity::Heat => RowKind::Heat,
                Activity::Cold => RowKind::Cold,
                Activity::Fall => RowKind::Fall,
            };
            Some(TableRow {
                stopped_by: *stopped_by,
                lived_ms: minutes.map(|minutes| u64::from(minutes) * 60_000),
                note: note.as_ref().map(|note| note.text().to_owned()),
                ..TableRow::bare(record, kind, End::Finished)
            })
        }
    }
}

fn of_fact(record: &Record, fact: &Memo) -> Option<TableRow> {
    let how = match fact {
        Memo::Emergency { .. } => EndedBy::Emergency,
        Memo::RedStop => EndedBy::RedStop,
        _ => return None,
    };
    let emergency = how == EndedBy::Emergency;
    let row = TableRow::bare(record, RowKind::Session, End::NotWritten);
    Some(TableRow { how: Some(how), emergency, ..row })
}

fn of_session(record: &Record, session: &SessionRecord, end: End) -> TableRow {
    let (done, of) = session.count();
    let (reps, reps_of) = session.reps();
    let begun = session.has_begun();
    let about = session.about.clone();
    // A key that was a slip took it back.
    let signs = session.facts.iter().rev();
    let sign =
        signs.into_iter().find(|fact| matches!(fact, Memo::Emergency { .. } | Memo::WrongKey));
    TableRow {
        how: session.ended.map(|ended| ended.how),
        emergency: matches!(sign, Some(Memo::Emergency { .. })),
        red_stop: session.red_stop,
        reps: begun.then_some(reps),
        reps_of: begun.then_some(reps_of),
        pain_during: session.pain_during(),
        name: Some(about.name),
        title: Some(about.title),
        digest: Some(about.digest),
        done: Some(done),
        of: Some(of),
        lived_ms: session.ended.map(|ended| ended.lived_ms),
        eased: Some(session.eased),
        longer: Some(session.longer),
        paused: Some(session.paused),
        pain_before: session.pain_before(),
        pain_after: session.pain_after(),
        legs: session.legs(),
        amount: session.amount(),
        why_stopped: session.why_stopped(),
        after_last_time: session.after_last_time(),
        goal: session.goal(),
        resumes: about.resumes.map(|id| id.name().to_owned()),
        note: session.note().map(|note| note.text().to_owned()),
        ..TableRow::bare(record, RowKind::Session, end)
    }
}
