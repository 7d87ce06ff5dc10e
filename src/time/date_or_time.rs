//! A time that may be known to the day only.

use std::fmt;

use super::{CivilDate, Instant, Offset, ParseError, PartialDate, Timestamp, UnknownZone, Zones};

/// A moment (`2018-07-16T10:20:00Z`), or a day whose time of day is not given (`2018-07-16`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrTime {
    /// A day, in whichever zone it is read.
    Date(CivilDate),
    /// A moment.
    Time(Timestamp),
}

impl DateOrTime {
    /// Parses a date as ISO 8601 writes it (ISO 8601-1, 5.2.2), or an RFC 3339 date-time.
    ///
    /// # Errors
    /// [`ParseError`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        match PartialDate::parse(text) {
            Some(PartialDate::Day(date)) => Ok(Self::Date(date)),
            None if is_date(text) => Err(ParseError::Range),
            _ => match Timestamp::parse(text) {
                Err(ParseError::Form) => Err(ParseError::NeitherForm),
                parsed => parsed.map(Self::Time),
            },
        }
    }

    /// The moment, if the time of day is given.
    #[must_use]
    pub const fn timestamp(self) -> Option<Timestamp> {
        match self {
            Self::Date(_) => None,
            Self::Time(stamp) => Some(stamp),
        }
    }

    /// The day, if the time of day is not given.
    #[must_use]
    pub const fn date(self) -> Option<CivilDate> {
        match self {
            Self::Date(date) => Some(date),
            Self::Time(_) => None,
        }
    }

    /// The moment, or the first moment of the day in `zone`.
    ///
    /// # Errors
    /// [`UnknownZone`] if `zones` does not contain `zone`.
    pub fn instant(self, zone: &str, zones: &dyn Zones) -> Result<Instant, UnknownZone> {
        match self {
            Self::Date(date) => start_of_day(date, zone, zones),
            Self::Time(stamp) => Ok(stamp.instant),
        }
    }

    /// The text that [`DateOrTime::parse`] reads.
    #[must_use]
    pub fn iso(self) -> String {
        match self {
            Self::Date(date) => date.iso(),
            Self::Time(stamp) => stamp.rfc3339(),
        }
    }
}

impl fmt::Display for DateOrTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

impl From<Timestamp> for DateOrTime {
    fn from(stamp: Timestamp) -> Self {
        Self::Time(stamp)
    }
}

/// Whether `text` has the form `2018-07-16`.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

/// The first moment of `date` in `zone`: midnight, or the earlier midnight if clocks show it twice. If clocks skip
/// midnight, the day begins when they go forward. The result is that moment if the gap begins at midnight. If the gap
/// begins earlier, the result is midnight at the old offset, which is later. The tz database has one such gap:
/// America/Toronto skipped 23:30 to 00:30 on the night before 1919-03-31, so for that date the result is 30 minutes
/// late.
///
/// # Errors
/// [`UnknownZone`] if `zones` does not contain `zone`.
pub fn start_of_day(date: CivilDate, zone: &str, zones: &dyn Zones) -> Result<Instant, UnknownZone> {
    let utc = Instant::from_millis(date.days_since_epoch() * DAY_MS);
    // Offsets are less than a day, so these two are in force before midnight and after it.
    let [before, after] = [zones.offset(zone, utc.plus_millis(-DAY_MS))?, zones.offset(zone, utc.plus_millis(DAY_MS))?];
    let midnight = |offset: Offset| utc.plus_millis(-i64::from(offset.seconds()) * 1_000);
    let [old, new] = [midnight(before), midnight(after)];
    // Midnight is at the new offset if clocks have changed by then. If clocks skip midnight, it is at neither offset.
    let has_changed = before != after && zones.offset(zone, old)? != before && zones.offset(zone, new)? == after;
    Ok(if has_changed { new } else { old })
}

const DAY_MS: i64 = 86_400_000;
