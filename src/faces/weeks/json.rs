//! Weeks as JSON, for another program: a contract.

use serde::Serialize;

use crate::domain::answers::{Legs, Score, StoppedBy};
use crate::journal::{Felt, Median, Spread, Week};

use super::Overview;

#[derive(Serialize)]
struct WeeksDocument<'j> {
    weeks: Vec<WeekRow>,
    goal: Option<&'j str>,
    eased: Vec<FeltRow<'j>>,
    provoked: Vec<FeltRow<'j>>,
    easier: Vec<&'j str>,
    cards: Vec<&'j str>,
}

/// A week. What nobody has said is null.
#[derive(Serialize)]
struct WeekRow {
    from: String,
    goes_on: bool,
    days: usize,
    sessions: usize,
    pain_before: Option<Median>,
    pain_before_range: Option<[u8; 2]>,
    pain_after: Option<Median>,
    pain_after_range: Option<[u8; 2]>,
    legs: Option<Legs>,
    slow: usize,
    red_stops: usize,
    leg_stops: usize,
    dizzy: usize,
    high_starts: usize,
    emergencies: usize,
    falls: usize,
    walks: usize,
    walk_minutes: Option<u16>,
    walk_stopped_by: Option<StoppedBy>,
    goal: Option<Score>,
}

#[derive(Serialize)]
struct FeltRow<'j> {
    exercise: &'j str,
    felt: Felt,
    times: usize,
}

/// Everything that is known of these weeks, on one line.
///
/// # Errors
/// None that is known: everything in it has a form in JSON.
pub fn json(overview: &Overview<'_>) -> serde_json::Result<String> {
    let felt = overview.account.felt.iter();
    let rows =
        felt.map(|((exercise, felt), times)| FeltRow { exercise, felt: *felt, times: *times });
    let (eased, provoked) = rows.partition(|row| row.felt == Felt::Eased);
    let document = WeeksDocument {
        weeks: overview.weeks.iter().map(row).collect(),
        goal: overview.goal,
        eased,
        provoked,
        easier: overview.account.easier().collect(),
        cards: overview.cards.iter().map(|due| due.card.name()).collect(),
    };
    Ok(serde_json::to_string(&document)? + "\n")
}

fn row(week: &Week) -> WeekRow {
    let median = |spread: Option<Spread>| Some(spread?.median);
    let range = |spread: Option<Spread>| spread.map(|spread| [spread.least, spread.most]);
    WeekRow {
        from: week.from.to_string(),
        goes_on: week.goes_on,
        days: week.days,
        sessions: week.sessions,
        pain_before: median(week.pain_before),
        pain_before_range: range(week.pain_before),
        pain_after: median(week.pain_after),
        pain_after_range: range(week.pain_after),
        legs: week.legs,
        slow: week.slow,
        red_stops: week.red_stops,
        leg_stops: week.leg_stops,
        dizzy: week.dizzy,
        high_starts: week.high_starts,
        emergencies: week.emergencies,
        falls: week.falls,
        walks: week.walks,
        walk_minutes: week.walk.map(|walk| walk.minutes),
        walk_stopped_by: week.walk.and_then(|walk| walk.stopped_by),
        goal: week.goal,
    }
}
