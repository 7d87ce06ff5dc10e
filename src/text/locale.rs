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

impl HourCycle {
    /// `h12` or `h23`, as in BCP 47, in the attribute and in storage.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::H12 => "h12",
            Self::H23 => "h23",
        }
    }

    /// The hour cycle with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::H12, Self::H23].into_iter().find(|cycle| cycle.name() == name)
    }
}

/// How am and pm are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AmPm {
    /// `pm`.
    Lower,
    /// `PM`.
    Upper,
    /// `p.m.`.
    Dotted,
}

/// A language with its date order and hour cycle. Only English so far: other languages get English words in the formats
/// of `en-GB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// The hour cycle of clock times.
    pub hour_cycle: HourCycle,
    /// Whether the month comes before the day, as in American English.
    pub(super) month_first: bool,
    /// How 12-hour times end.
    pub(super) am_pm: AmPm,
}

// English by region, from CLDR 48: `node tools/english-habits.mjs` prints these tables, and tests/native/english.rs lists
// where the widget differs from CLDR. As in CLDR, regions in neither of the long tables use the formats of the United
// States.

/// Regions where English text uses the 24-hour clock, separated by spaces.
pub const ENGLISH_H23: &str = "\
    150 AI AT BE BI BW BZ CC CH CK CM CX CZ DE DG DK EE ES EU FI FK FR GB GE GG GI GS HU ID IE IL IM IO IT JE JP \
    KE LT LV MG MS MT MU MV NF NG NL NO NR NU PL PN PT RO RW SC SE SH SI SK SX TK TV TZ UA UG UK ZA ZW";
/// Regions with 24-hour clocks that write the month first.
const H23_MONTH_FIRST: &str = "BI JP";
/// Regions that use the 12-hour clock and write the day first.
const H12_DAY_FIRST: &str = "\
    001 AE AG AU BB BM BS CY DM ER FJ FM GD GH GM GY HK IN JM KI KN KY LC LR LS MO MW MY NA NZ PG PK PW SB SD SG \
    SL SS SZ TC TO TT VC VG VU WS ZM";
/// Regions that write the day first and use `PM`.
const UPPER_DAY_FIRST: &str = "AE";
/// Regions that write `p.m.`.
const DOTTED: &str = "CA";

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
        let region = if english { region.unwrap_or("US") } else { "GB" };
        let is_in = |regions: &str| regions.split(' ').any(|other| other.eq_ignore_ascii_case(region));
        let h23 = is_in(ENGLISH_H23);
        let day_first = h23 || is_in(H12_DAY_FIRST);
        let am_pm = if is_in(DOTTED) {
            AmPm::Dotted
        } else if day_first && !is_in(UPPER_DAY_FIRST) {
            AmPm::Lower
        } else {
            AmPm::Upper
        };
        Self {
            hour_cycle: if h23 { HourCycle::H23 } else { HourCycle::H12 },
            month_first: !day_first || is_in(H23_MONTH_FIRST),
            am_pm,
        }
    }

    /// The strings in this language.
    #[must_use]
    pub fn strings(self) -> &'static Strings {
        &en::STRINGS
    }
}
