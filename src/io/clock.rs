//! The clock of a session, and the time of day.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use jiff::tz::TimeZone;

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
    jiff::Timestamp::now().to_zoned(zone_here())
}

/// The zone where the person is. A search by name walks through the whole database, which takes longer
/// than most commands: so the file that the name leads to is read first.
fn zone_here() -> TimeZone {
    static HERE: OnceLock<TimeZone> = OnceLock::new();
    HERE.get_or_init(|| zone_by_name().unwrap_or_else(TimeZone::system)).clone()
}

/// The zone that `TZ` names, where nothing knows it; days and hours are in UTC then.
#[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
pub fn unknown_zone() -> Option<String> {
    let named = std::env::var_os("TZ").filter(|zone| !zone.is_empty())?;
    zone_here().is_unknown().then(|| named.to_string_lossy().into_owned())
}

/// The zone that `TZ` names, or that `/etc/localtime` leads to, by its file in the database; nothing
/// where that is not as simple.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
fn zone_by_name() -> Option<TimeZone> {
    use std::io::Read;
    use std::path::Path;
    const DATABASE: &str = "/usr/share/zoneinfo";
    /// The largest zone has a few KiB.
    const AT_MOST: u64 = 64 * 1024;
    let name = match std::env::var("TZ") {
        Ok(name) => name,
        Err(std::env::VarError::NotUnicode(_)) => return None,
        Err(std::env::VarError::NotPresent) => {
            let leads_to = std::fs::read_link("/etc/localtime").ok()?;
            leads_to.to_str()?.rsplit_once("zoneinfo/")?.1.to_owned()
        }
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-' | '/');
    if name.is_empty() || name.starts_with('/') || !name.chars().all(is_plain) {
        return None;
    }
    let database = std::env::var_os("TZDIR");
    let database = database.as_deref().map_or(Path::new(DATABASE), Path::new);
    let mut content = Vec::new();
    let file = std::fs::File::open(database.join(&name)).ok()?;
    file.take(AT_MOST).read_to_end(&mut content).ok()?;
    TimeZone::tzif(&name, &content).ok()
}

#[cfg(not(unix))]
fn zone_by_name() -> Option<TimeZone> {
    None
}

/// The time of day that lies `ahead` of now, as a wall clock shows it.
pub fn time_of_day(ahead: Duration) -> String {
    let now = now_here();
    let then = now.checked_add(ahead).unwrap_or(now);
    format!("{}:{:02}", then.hour(), then.minute())
}

/// The day of today.
pub fn today() -> jiff::civil::Date {
    now_here().date()
}

/// A number that is another one every day.
pub fn day_number() -> usize {
    let epoch = jiff::civil::Date::ZERO;
    today().since(epoch).map_or(0, |span| span.get_days().unsigned_abs() as usize)
}
