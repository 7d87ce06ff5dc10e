//! RFC 3339 date-times.

use std::fmt;

use super::civil::{digits, push_padded};
use super::{CivilDate, CivilDateTime, CivilTime, Instant, Offset};

/// An RFC 3339 date-time (section 5.6), to the millisecond: an instant and the offset it was written with.
///
/// # Example
/// ```
/// use summit_brief::time::Timestamp;
///
/// let published = Timestamp::parse("2018-07-16T11:53:00+08:00")?;
/// assert_eq!(published.instant.millis(), 1_531_713_180_000);
/// assert_eq!(published.to_string(), "2018-07-16T11:53:00+08:00");
/// # Ok::<(), summit_brief::time::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timestamp {
    /// The point in time.
    pub instant: Instant,
    /// The offset from UTC that it was written with. It does not affect the instant.
    pub offset: Offset,
}

/// Why a text cannot be parsed as an RFC 3339 date-time, or as either a date or a date-time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// It does not have the form `2018-07-16T10:20:00Z`.
    Form,
    /// It has neither that form nor that of a date, `2018-07-16`.
    NeitherForm,
    /// It has the form but no offset (`Z` or `+08:00`), so it does not identify an instant.
    NoOffset,
    /// It has the form, but its day, clock time or offset does not exist.
    Range,
}

impl ParseError {
    /// The problem, as the end of a sentence that begins with the text.
    #[must_use]
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Form => "is not a date and time such as 2018-07-16T10:20:00Z (RFC 3339)",
            Self::NeitherForm => {
                "is neither a date such as 2018-07-16 nor a date and time such as 2018-07-16T10:20:00Z"
            }
            Self::NoOffset => "has no offset from UTC: end it with Z or an offset such as +08:00",
            Self::Range => "names a day or time that does not exist",
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.describe())
    }
}

impl std::error::Error for ParseError {}

impl Timestamp {
    /// Parses a date-time. `T` and `Z` may be lower case, and a space may replace `T` (RFC 3339, section 5.6). Digits
    /// after the millisecond are dropped. A leap second (`:60`) becomes the next second, as in POSIX time.
    ///
    /// # Errors
    /// [`ParseError`] says what is wrong. Years run from 0000 to 9999, offsets from −23:59 to +23:59.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        use ParseError::{Form, NoOffset, Range};
        let field = |from: usize, to: usize| text.get(from..to).and_then(|field| digits(field, to - from));
        let is = |at: usize, allowed: &[u8]| text.as_bytes().get(at).is_some_and(|byte| allowed.contains(byte));

        let has_separators = is(4, b"-") && is(7, b"-") && is(10, b"Tt ") && is(13, b":") && is(16, b":");
        let (true, Some(year), Some(month), Some(day), Some(hour), Some(minute), Some(second)) =
            (has_separators, field(0, 4), field(5, 7), field(8, 10), field(11, 13), field(14, 16), field(17, 19))
        else {
            return Err(Form);
        };

        let mut rest = text.get(19..).unwrap_or_default();
        let mut millis = 0;
        if let Some(fraction) = rest.strip_prefix('.') {
            let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if length == 0 {
                return Err(Form);
            }
            for (place, digit) in [100, 10, 1].into_iter().zip(fraction[..length].bytes()) {
                millis += place * i64::from(digit - b'0');
            }
            rest = &fraction[length..];
        }

        let offset = match rest.as_bytes() {
            [] => return Err(NoOffset),
            b"Z" | b"z" => Offset::UTC,
            [sign @ (b'+' | b'-'), _, _, b':', _, _] => {
                let (Some(hours), Some(minutes)) = (digits(&rest[1..3], 2), digits(&rest[4..6], 2)) else {
                    return Err(Form);
                };
                if hours > 23 || minutes > 59 {
                    return Err(Range);
                }
                let seconds = i32::from(hours) * 3_600 + i32::from(minutes) * 60;
                Offset::from_seconds(if *sign == b'+' { seconds } else { -seconds }).ok_or(Range)?
            }
            _ => return Err(Form),
        };

        let date = CivilDate::new(i32::from(year), month as u8, day as u8).ok_or(Range)?;
        if hour > 23 || minute > 59 || second > 60 {
            return Err(Range);
        }
        let time = CivilTime { hour: hour as u8, minute: minute as u8, second: second as u8 };
        let instant = CivilDateTime { date, time }.instant(offset).plus_millis(millis);
        Ok(Self { instant, offset })
    }

    /// The date-time at its own offset, with a fraction only if it is not zero.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let CivilDateTime { date, time } = self.instant.civil(self.offset);
        let mut text = date.iso();
        for (before, number) in [("T", time.hour), (":", time.minute), (":", time.second)] {
            push_padded(&mut text, before, i32::from(number), 2);
        }
        let millis = self.instant.millis().rem_euclid(1_000) as i32;
        if millis != 0 {
            push_padded(&mut text, ".", millis, 3);
        }
        match self.offset.seconds() {
            0 => text.push('Z'),
            seconds => {
                let minutes = seconds.abs() / 60;
                push_padded(&mut text, if seconds < 0 { "-" } else { "+" }, minutes / 60, 2);
                push_padded(&mut text, ":", minutes % 60, 2);
            }
        }
        text
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

impl From<Instant> for Timestamp {
    /// The instant, in UTC.
    fn from(instant: Instant) -> Self {
        Self { instant, offset: Offset::UTC }
    }
}
