//! The locale: the language of the widget's own words, with its date order and hour cycle.

use super::{Strings, en};

/// The hour cycle of a clock (CLDR `hourCycle`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourCycle {
    /// 12 hours: 12:00 am, 1:00 am … 11:00 pm.
    H12,
    /// 24 hours: 00:00 … 23:00.
    H23,
}

/// A language with its date order and hour cycle. Only English so far: other languages get English words in the formats
/// of `en-GB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// The hour cycle of clock times.
    pub hour_cycle: HourCycle,
    /// Whether the month comes before the day, as in American English.
    pub(super) month_first: bool,
}

/// English-speaking regions with 12-hour clocks (CLDR `timeData`).
const H12_REGIONS: [&str; 11] = ["US", "AU", "CA", "HK", "IN", "MY", "NZ", "PH", "PK", "PR", "SG"];

impl Locale {
    /// The locale of the language tag `tag` (BCP 47). As in CLDR, plain `en` is American English.
    ///
    /// ```
    /// use summit_brief::text::{HourCycle, Locale};
    ///
    /// assert_eq!(Locale::from_tag("en-GB").hour_cycle, HourCycle::H23);
    /// assert_eq!(Locale::from_tag("en-us").hour_cycle, HourCycle::H12);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let mut subtags = tag.split('-');
        let english = subtags.next().is_some_and(|language| language.eq_ignore_ascii_case("en"));
        // A region has two letters or three digits (RFC 5646, section 2.2.4). A script may come before it. A subtag of
        // one character starts the extensions.
        let is_region = |subtag: &&str| match subtag.len() {
            2 => true,
            3 => subtag.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        let region = subtags.take_while(|subtag| subtag.len() > 1).find(is_region);
        let region = region.unwrap_or(if english { "US" } else { "GB" });
        let is_in = |regions: &[&str]| english && regions.iter().any(|other| other.eq_ignore_ascii_case(region));
        Self {
            hour_cycle: if is_in(&H12_REGIONS) { HourCycle::H12 } else { HourCycle::H23 },
            month_first: is_in(&["US", "PH", "PR"]),
        }
    }

    /// The strings in this language.
    #[must_use]
    pub fn strings(self) -> &'static Strings {
        &en::STRINGS
    }
}
