//! Which day it is where the writer is, and when the next one begins.
//!
//! The only place in the server that looks at a clock for a date.

use std::time::Duration;

use chrono::{Days, Local, NaiveDate, NaiveTime};

/// A wait for tomorrow is cut into pieces of this length: a computer that sleeps, or whose clock is set, is
/// late by no more.
const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// The source of today.
#[derive(Clone, Copy, Debug, Default)]
pub enum Clock {
    /// The system's, in its time zone.
    #[default]
    System,
    /// It is always this day.
    Fixed(NaiveDate),
    /// Another source, to be asked again at least this often. For tests.
    Told(fn() -> NaiveDate, Duration),
}

impl Clock {
    /// A clock that stands still at `day`, if there is one.
    pub fn fixed_at(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::System, Self::Fixed)
    }

    /// Today.
    pub fn today(self) -> NaiveDate {
        match self {
            Self::System => Local::now().date_naive(),
            Self::Fixed(day) => day,
            Self::Told(today, _) => today(),
        }
    }

    /// How long to wait before it is worth asking again which day it is. Nothing where it never changes.
    pub fn until_tomorrow(self) -> Option<Duration> {
        match self {
            Self::System => {}
            Self::Fixed(_) => return None,
            Self::Told(_, patience) => return Some(patience),
        }
        let now = Local::now().naive_local();
        let midnight = now.date().checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
        let left = (midnight - now).to_std().unwrap_or_default() + Duration::from_millis(5);
        Some(left.min(LONGEST_WAIT))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tomorrow_is_waited_for_in_pieces_and_never_where_the_day_is_fixed() {
        let left = Clock::System.until_tomorrow();
        assert!(left.is_some_and(|left| !left.is_zero() && left <= LONGEST_WAIT), "{left:?}");
        assert_eq!(Clock::Fixed(NaiveDate::MIN).until_tomorrow(), None);
    }
}
