//! The language a reader is addressed in, and its habits.

use super::{Strings, en};

/// How hours are counted (CLDR `hourCycle`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourCycle {
    /// 12 hours: 12:00 am, 1:00 am … 11:00 pm.
    H12,
    /// 24 hours: 00:00 … 23:00.
    H23,
}

/// A language with its order of dates and its clock. English so far; other languages get English words with the
/// habits of `en-GB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// How clocks are written.
    pub hour_cycle: HourCycle,
    /// Whether the month stands before the day, as in American English.
    pub(super) month_first: bool,
}

/// English-speaking regions whose clocks count to 12 (CLDR `timeData`).
const H12_REGIONS: [&str; 11] = ["US", "AU", "CA", "HK", "IN", "MY", "NZ", "PH", "PK", "PR", "SG"];

impl Locale {
    /// The habits of the language `tag` (BCP 47). As in CLDR, plain `en` is American.
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
        // A region has two letters or three digits (RFC 5646, section 2.2.4); before it a script may stand, after a
        // subtag of one letter come extensions.
        let is_region = |subtag: &&str| match subtag.len() {
            2 => true,
            3 => subtag.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        let region = subtags.take_while(|subtag| subtag.len() > 1).find(is_region);
        let region = region.unwrap_or(if english { "US" } else { "GB" });
        let among = |regions: &[&str]| english && regions.iter().any(|other| other.eq_ignore_ascii_case(region));
        Self {
            hour_cycle: if among(&H12_REGIONS) { HourCycle::H12 } else { HourCycle::H23 },
            month_first: among(&["US", "PH", "PR"]),
        }
    }

    /// The strings of the language.
    #[must_use]
    pub fn strings(self) -> &'static Strings {
        &en::STRINGS
    }
}
