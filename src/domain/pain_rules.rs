//! Answers on pain and legs, and what they change today: the rows P-01 to P-11 of the clinical notes
//! (section 3.2, amendment A-5), as pure functions.
//!
//! Pain is 0 (none) to 10 (worst). The numbers and minutes that the notes mark as their own choice
//! are `O` there; the zones follow published traffic lights (0 to 3 fine, 4 smaller, 5 only with a
//! rest, 6 and more stop).

use serde::{Serialize, Serializer};

use super::answers::{BackToUsual, Noticed};

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// P-01: before the start, 0 to 3. Everything is on.
    StartGreen,
    /// P-02: before the start, 4 or 5. Lighter, and nothing for strength.
    StartAmber,
    /// P-03: before the start, 6 or more. No exercise.
    StartRed,
    /// P-04: go on.
    Green,
    /// P-05: 4, or up by two. Smaller from the next repetition.
    AmberLow,
    /// P-06: 5. The rest of this exercise is left out; ease, then breathing and small movement.
    AmberHigh,
    /// P-07: 6 or more, up by three, or sharp. Enough for today.
    Red,
    /// P-08: leg symptoms new, stronger or further down. This exercise ends at any pain.
    Legs,
    /// P-09: symptoms move up toward the back, or ease. Go on.
    Retreat,
    /// P-10: dizzy, short of breath, tingling lips. Breathe freely; it ends if that stays.
    Dizzy,
    /// P-11: a sign of the first list. Medical help now.
    Emergency,
}

impl Row {
    /// All of them, in the order of the notes.
    pub const ALL: [Row; 11] = [
        Row::StartGreen,
        Row::StartAmber,
        Row::StartRed,
        Row::Green,
        Row::AmberLow,
        Row::AmberHigh,
        Row::Red,
        Row::Legs,
        Row::Retreat,
        Row::Dizzy,
        Row::Emergency,
    ];

    /// Its number in the notes.
    pub const fn id(self) -> &'static str {
        match self {
            Row::StartGreen => "P-01",
            Row::StartAmber => "P-02",
            Row::StartRed => "P-03",
            Row::Green => "P-04",
            Row::AmberLow => "P-05",
            Row::AmberHigh => "P-06",
            Row::Red => "P-07",
            Row::Legs => "P-08",
            Row::Retreat => "P-09",
            Row::Dizzy => "P-10",
            Row::Emergency => "P-11",
        }
    }
}

/// Why it was too much for today (P-07).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedReason {
    /// The number.
    Pain,
    /// A sharp or shooting pain.
    Sharp,
    /// Legs that have not settled.
    Legs,
}

vocabulary! {
    /// What was answered where an emergency sign was meant (P-11, A-22).
    pub enum Sign {
        /// Something of the safety card's first list.
        Card = "card",
        /// The fifth line of key `p`.
        Noticed = "noticed",
        /// The signs beside legs that have not settled.
        Legs = "legs",
        /// Those beside dizziness.
        Dizzy = "dizzy",
        /// Those of a red stop.
        RedStop = "red-stop",
        /// Those beside the reasons for an early stop.
        Why = "why",
        /// One of another day that no doctor has looked at.
        StillOpen = "still-open",
    }
}

impl Serialize for Sign {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What a person is told of an answer, in one sentence: what it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Response {
    /// No number for pain before the start: without strength today.
    WithoutStrength,
    /// Pain of 4 or 5 at the end: it is asked about next time.
    EasesSoon,
    /// The next session is lighter.
    NextIsLighter,
    /// The same, for the second time in a row.
    NextIsLighterAsk,
    /// Legs that have settled late, for the second time in a row: somebody is to be asked.
    AskAboutThis,
    /// After dizziness that has gone: nothing on the feet today.
    OffTheFeet,
}

impl Response {
    /// All of them.
    pub const ALL: [Response; 6] = [
        Response::WithoutStrength,
        Response::EasesSoon,
        Response::NextIsLighter,
        Response::NextIsLighterAsk,
        Response::AskAboutThis,
        Response::OffTheFeet,
    ];
}

/// Why a session is lighter than its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LighterFor {
    /// Pain before the start.
    Pain(u8),
    /// No number for it.
    NoNumber,
    /// How the last session was felt.
    LastTime,
    /// Something is new.
    SomethingNew,
}

/// Pain from which "up by two" counts: from 0 to 3 is still green.
const TWO_COUNTS_FROM: u8 = 4;
/// Pain from which "up by three" counts.
const THREE_COUNTS_FROM: u8 = 5;
/// Too much for exercise.
const RED: u8 = 6;

/// Pain before the first movement.
pub const fn before(pain: u8) -> Row {
    match pain {
        0..=3 => Row::StartGreen,
        4 | 5 => Row::StartAmber,
        _ => Row::StartRed,
    }
}

/// Pain when the movement is over: 4 and 5 are answered, also where it began so.
pub fn after(start: Option<u8>, pain: u8, max_pain: u8) -> Row {
    match during(start, pain, max_pain) {
        Row::Green if pain >= TWO_COUNTS_FROM => Row::AmberLow,
        row => row,
    }
}

/// What a person notices at key `p`. More pain without a number counts as five: it gives no more than an
/// honest answer does that still goes on (`O`).
pub const fn noticed(sign: Noticed) -> Row {
    match sign {
        Noticed::Emergency => Row::Emergency,
        Noticed::Legs => Row::Legs,
        Noticed::Dizzy => Row::Dizzy,
        Noticed::Sharp => Row::Red,
        Noticed::MorePain => Row::AmberHigh,
        Noticed::Eases => Row::Retreat,
    }
}

/// Pain during or after a session that began with `start`. `max_pain` is the file's: above it the
/// exercise does not go on; it only ever makes the rows stricter.
pub fn during(start: Option<u8>, pain: u8, max_pain: u8) -> Row {
    let up = start.map_or(0, |start| pain.saturating_sub(start));
    let unchanged = matches!(start, Some(4 | 5)) && up == 0;
    match pain {
        RED.. => Row::Red,
        THREE_COUNTS_FROM.. if up >= 3 => Row::Red,
        _ if unchanged || pain == 0 => Row::Green,
        5 => Row::AmberHigh,
        _ if pain > max_pain => Row::AmberHigh,
        TWO_COUNTS_FROM.. => Row::AmberLow,
        _ => Row::Green,
    }
}

/// How long the last session was felt, and whether that was too much (section 3.3): the next one is
/// lighter.
pub const fn was_too_much(back: BackToUsual) -> bool {
    matches!(back, BackToUsual::Later | BackToUsual::CostSleepOrPlans)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pain(start: impl Into<Option<u8>>, now: u8) -> Row {
        during(start.into(), now, 4)
    }

    #[test]
    fn p_01_to_p_03_before_the_start() {
        let rows: Vec<Row> = (0..=10).map(before).collect();
        assert_eq!(rows[..4], [Row::StartGreen; 4]);
        assert_eq!(rows[4..6], [Row::StartAmber; 2]);
        assert_eq!(rows[6..], [Row::StartRed; 5]);
    }

    #[test]
    fn p_04_up_to_three_is_green_wherever_it_began() {
        for start in 0..=3 {
            for now in 0..=3 {
                assert_eq!(pain(start, now), Row::Green, "{start} to {now}");
            }
        }
    }

    #[test]
    fn p_05_four_is_smaller() {
        assert_eq!(pain(3, 4), Row::AmberLow);
        assert_eq!(pain(2, 4), Row::AmberLow);
        assert_eq!(pain(None, 4), Row::AmberLow);
        assert_eq!(pain(4, 4), Row::Green, "it began so");
    }

    #[test]
    fn p_06_five_ends_the_exercise() {
        assert_eq!(pain(3, 5), Row::AmberHigh);
        assert_eq!(pain(4, 5), Row::AmberHigh, "one more than four at the start");
        assert_eq!(pain(5, 5), Row::Green, "it began so");
        assert_eq!(pain(None, 5), Row::AmberHigh);
        assert_eq!(noticed(Noticed::MorePain), Row::AmberHigh, "more pain without a number");
    }

    #[test]
    fn p_07_six_or_three_more_or_sharp_is_enough() {
        assert_eq!(pain(5, 6), Row::Red);
        assert_eq!(pain(2, 5), Row::Red, "up by three, and five");
        assert_eq!(pain(0, 3), Row::Green, "up by three, but three");
        assert_eq!(pain(1, 4), Row::AmberLow, "up by three, but four");
        assert_eq!(noticed(Noticed::Sharp), Row::Red, "at any pain");
    }

    #[test]
    fn p_08_to_p_11_at_any_pain() {
        assert_eq!(noticed(Noticed::Legs), Row::Legs);
        assert_eq!(noticed(Noticed::Eases), Row::Retreat);
        assert_eq!(noticed(Noticed::Dizzy), Row::Dizzy);
        assert_eq!(noticed(Noticed::Emergency), Row::Emergency);
    }

    #[test]
    fn later_than_the_next_day_or_at_the_cost_of_sleep_was_too_much() {
        assert!(!was_too_much(BackToUsual::WithinTheHour));
        assert!(!was_too_much(BackToUsual::ByTheNextDay));
        assert!(was_too_much(BackToUsual::Later));
        assert!(was_too_much(BackToUsual::CostSleepOrPlans));
    }

    #[test]
    fn a_file_can_only_be_stricter() {
        assert_eq!(during(Some(3), 3, 2), Row::AmberHigh);
        assert_eq!(during(Some(3), 5, 9), Row::AmberHigh);
    }

    #[test]
    fn more_pain_is_never_answered_with_more_movement() {
        let weight = |row: Row| {
            [Row::Green, Row::AmberLow, Row::AmberHigh, Row::Red].iter().position(|r| *r == row)
        };
        for start in (0..=10).map(Some).chain([None]) {
            for max_pain in 0..=5 {
                let rows: Vec<_> =
                    (0..=10).map(|now| weight(during(start, now, max_pain))).collect();
                // What a session began with is not held against it; everything above is.
                let above = usize::from(start.unwrap_or(0));
                assert!(rows.iter().skip(above).is_sorted(), "{start:?}, {max_pain}: {rows:?}");
            }
        }
    }
}
