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
            _ => Timestamp::parse(text).map(Self::Time),
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

/// The first moment of `date` in `zone`: midnight, or the end of a DST gap that begins then.
///
/// # Errors
/// [`UnknownZone`] if `zones` does not contain `zone`.
pub fn start_of_day(date: CivilDate, zone: &str, zones: &dyn Zones) -> Result<Instant, UnknownZone> {
    let midnight = Instant::from_millis(date.days_since_epoch() * DAY_MS);
    let at = |offset: Offset| midnight.plus_millis(-i64::from(offset.seconds()) * 1_000);
    let guess = at(zones.offset(zone, midnight)?);
    // Clocks change by three hours at most. If they show midnight twice, the first has the offset before the change.
    let before = zones.offset(zone, guess.plus_millis(-3 * HOUR_MS))?;
    let after = zones.offset(zone, guess.plus_millis(3 * HOUR_MS))?;
    for offset in [before, after] {
        if zones.offset(zone, at(offset))? == offset {
            return Ok(at(offset));
        }
    }
    Ok(at(before))
}

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
