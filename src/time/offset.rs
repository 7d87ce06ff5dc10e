//! Offsets from UTC, and the trait that looks them up.

use super::Instant;

/// An offset from UTC in seconds, east positive. In the tz database, offsets range from −15:56:08 (Asia/Manila before
/// 1845) to +15:13:42 (America/Metlakatla before 1867).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset {
    seconds: i32,
}

impl Offset {
    /// UTC itself.
    pub const UTC: Self = Self { seconds: 0 };

    /// The offset of `seconds` seconds east of UTC; `None` if it is a day or more in either direction.
    #[must_use]
    pub const fn from_seconds(seconds: i32) -> Option<Self> {
        if -86_400 < seconds && seconds < 86_400 { Some(Self { seconds }) } else { None }
    }

    /// Seconds east of UTC.
    #[must_use]
    pub const fn seconds(self) -> i32 {
        self.seconds
    }

    /// Parses the offset that `Intl.DateTimeFormat` writes for `timeZoneName: "longOffset"` (ECMA-402, CLDR pattern
    /// `GMT{0}`): `GMT`, `GMT+08:00`, `GMT-09:30`, `GMT+00:20:08`. The minus sign may be U+2212.
    ///
    /// ```
    /// use summit_brief::time::Offset;
    ///
    /// assert_eq!(Offset::from_long_offset("GMT+05:45").map(Offset::seconds), Some(20_700));
    /// assert_eq!(Offset::from_long_offset("GMT"), Some(Offset::UTC));
    /// ```
    #[must_use]
    pub fn from_long_offset(name: &str) -> Option<Self> {
        let rest = name.strip_prefix("GMT")?;
        if rest.is_empty() {
            return Some(Self::UTC);
        }
        let (sign, fields) = match rest.strip_prefix('+') {
            Some(fields) => (1, fields),
            None => (-1, rest.strip_prefix('-').or_else(|| rest.strip_prefix('\u{2212}'))?),
        };
        let mut seconds = 0;
        let mut unit = 3_600;
        for field in fields.split(':') {
            // The third field is seconds. For a fourth, `unit` is zero.
            let value = match field.as_bytes() {
                [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] if unit > 0 => {
                    i32::from(tens - b'0') * 10 + i32::from(ones - b'0')
                }
                _ => return None,
            };
            seconds += value * unit;
            unit /= 60;
        }
        Self::from_seconds(sign * seconds)
    }
}

/// A zone name that the zone rules do not contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone {
    /// The name, as given.
    pub zone: String,
}

/// Time zone rules: jiff with its bundled tz database natively, `Intl` in a browser.
pub trait Zones {
    /// The offset in force in `zone` (an IANA name) at `at`.
    ///
    /// # Errors
    /// [`UnknownZone`] if the rules do not contain the name.
    fn offset(&self, zone: &str, at: Instant) -> Result<Offset, UnknownZone>;
}
