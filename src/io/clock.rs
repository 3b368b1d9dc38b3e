//! The clock of a session, and the time of day.

use std::time::{Duration, Instant, SystemTime};

use crate::domain::units::Moment;

/// A clock that began when it was made. It stands still while the machine sleeps.
#[derive(Clone, Copy, Debug)]
pub struct SessionClock {
    began: Instant,
    began_with_sleep: Duration,
    pace: u32,
}

impl SessionClock {
    /// A clock that runs `pace` times as fast as time; 1 for a session, more for a preview.
    #[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
    pub fn start(pace: u32) -> SessionClock {
        SessionClock { began: Instant::now(), began_with_sleep: with_sleep(), pace: pace.max(1) }
    }

    /// What it says now.
    pub fn now(&self) -> Moment {
        Moment::at(self.awake() * self.pace)
    }

    /// What it said at a time of day, as another program of this machine noted it; between two
    /// readings of its own, because a time of day can be set.
    #[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
    pub fn at(&self, noted: SystemTime, between: (Moment, Moment)) -> Moment {
        let ago = SystemTime::now().duration_since(noted).unwrap_or_default();
        (self.now() - ago * self.pace).clamp(between.0, between.1)
    }

    /// The time of day, as another program of this machine reads it.
    #[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
    pub fn time_of_day(&self) -> SystemTime {
        SystemTime::now()
    }

    /// How long to wait until it says `then`.
    pub fn until(&self, then: Moment) -> Duration {
        (then.since_zero() / self.pace).saturating_sub(self.awake())
    }

    /// How long the machine has slept since the clock began.
    pub fn slept(&self) -> Duration {
        with_sleep().saturating_sub(self.began_with_sleep).saturating_sub(self.awake())
    }

    #[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
    fn awake(&self) -> Duration {
        self.began.elapsed()
    }
}

/// A clock that runs on while the machine sleeps, where the system has one.
#[cfg(unix)]
fn with_sleep() -> Duration {
    #[cfg(target_os = "linux")]
    const RUNS_ON: rustix::time::ClockId = rustix::time::ClockId::Boottime;
    #[cfg(not(target_os = "linux"))]
    const RUNS_ON: rustix::time::ClockId = rustix::time::ClockId::Monotonic;
    let reading = rustix::time::clock_gettime(RUNS_ON);
    let seconds = u64::try_from(reading.tv_sec).unwrap_or(0);
    let nanos = u32::try_from(reading.tv_nsec).unwrap_or(0);
    Duration::new(seconds, nanos)
}

/// Elsewhere the session's own clock runs on, and a late wake-up says the same.
#[cfg(not(unix))]
fn with_sleep() -> Duration {
    Duration::ZERO
}

/// The time of day where the person is, as the system tells it now.
#[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
pub fn now_here() -> jiff::Zoned {
    jiff::Zoned::now()
}

/// The time of day that lies `ahead` of now, as a wall clock shows it.
#[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
pub fn time_of_day(ahead: Duration) -> String {
    let now = jiff::Zoned::now();
    let then = now.checked_add(ahead).unwrap_or(now);
    format!("{}:{:02}", then.hour(), then.minute())
}

/// The day of today.
#[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
pub fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

/// A number that is another one every day.
pub fn day_number() -> usize {
    let epoch = jiff::civil::Date::ZERO;
    today().since(epoch).map_or(0, |span| span.get_days().unsigned_abs() as usize)
}
