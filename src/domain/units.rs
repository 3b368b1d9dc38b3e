//! Places in time, and how a person reads them.
//!
//! A *length* is a [`Duration`]. A place in a timeline is an [`Offset`], a reading of the clock a
//! [`Moment`]; neither can be taken for the other. Nothing here reads a clock.

use std::fmt;
use std::ops::{Add, Sub};
use std::time::Duration;

/// A place in a timeline: how much of the session lies before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(Duration);

/// A reading of the clock, counted from a zero of the clock's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Duration);

macro_rules! place_in_time {
    ($place:ident) => {
        impl $place {
            /// Where counting begins.
            pub const ZERO: $place = $place(Duration::ZERO);

            /// The place that lies `length` after zero.
            pub const fn at(length: Duration) -> $place {
                $place(length)
            }

            /// How far this lies after zero.
            pub const fn since_zero(self) -> Duration {
                self.0
            }

            /// How far this lies after `earlier`; nothing when it lies before.
            pub const fn since(self, earlier: $place) -> Duration {
                self.0.saturating_sub(earlier.0)
            }
        }

        impl Add<Duration> for $place {
            type Output = $place;

            fn add(self, length: Duration) -> $place {
                $place(self.0.saturating_add(length))
            }
        }

        impl Sub<Duration> for $place {
            type Output = $place;

            fn sub(self, length: Duration) -> $place {
                $place(self.0.saturating_sub(length))
            }
        }
    };
}

place_in_time!(Offset);
place_in_time!(Moment);

/// The shortest time that a file may ask for: nobody could follow a shorter one.
pub const SHORTEST_TIME: Duration = Duration::from_millis(500);
/// The longest time that a file may ask for in one piece.
pub const LONGEST_TIME: Duration = minutes(30);

/// A pitch.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Hertz(pub f64);

/// How loud something is, as a factor on its amplitude: 0 is silence, 1 as loud as it goes.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Gain(pub f32);

/// Whole seconds, for constants that are read beside their sources.
pub const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// Whole minutes, for the same.
pub const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

/// A length as a clock shows it: `0:05`, `12:52`, `1:02:03`; a part of a second only where there is one.
///
/// ```
/// use stenosis_routine::domain::units::Clock;
/// use std::time::Duration;
/// assert_eq!(Clock(Duration::from_secs(300)).to_string(), "5:00");
/// assert_eq!(Clock(Duration::from_millis(62_500)).to_string(), "1:02.5");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Clock(pub Duration);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.0.as_secs();
        let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
        let mut text = match hours {
            0 => format!("{minutes}:{seconds:02}"),
            _ => format!("{hours}:{minutes:02}:{seconds:02}"),
        };
        let part = self.0.subsec_millis();
        if part > 0 {
            text.push_str(format!(".{part:03}").trim_end_matches('0'));
        }
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_shows_hours_only_when_there_are_some() {
        let clock = |seconds| Clock(Duration::from_secs(seconds)).to_string();
        assert_eq!(clock(5), "0:05");
        assert_eq!(clock(772), "12:52");
        assert_eq!(clock(3723), "1:02:03");
        assert_eq!(format!("{:>6}", Clock(seconds(43))), "  0:43");
    }

    #[test]
    fn a_place_before_zero_is_zero() {
        let early = Offset::at(seconds(1));
        assert_eq!(early - seconds(5), Offset::ZERO);
        assert_eq!(early.since(Offset::at(seconds(2))), Duration::ZERO);
    }
}
