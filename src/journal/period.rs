//! Weeks, Monday to Sunday.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// The days of a week.
pub(super) const A_WEEK: i32 = 7;

/// Some whole weeks, the last of which holds a day that is called today: no more is known of it yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The Monday of the first week.
    pub from: Date,
    /// The last day that counts.
    pub today: Date,
}

impl Period {
    /// So many weeks, at least one, the last of which is that of today.
    pub fn of(weeks: u16, today: Date) -> Period {
        let back = Span::new().weeks(i64::from(weeks.max(1)) - 1);
        let monday = monday(today);
        Period { from: monday.checked_sub(back).unwrap_or(Date::MIN), today }
    }

    /// Whether a day is one of it.
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && day <= self.today
    }
}

/// The Monday of a day's week.
pub(super) fn monday(day: Date) -> Date {
    let after = day.weekday().since(Weekday::Monday);
    day.checked_sub(i64::from(after).days()).unwrap_or(day)
}
