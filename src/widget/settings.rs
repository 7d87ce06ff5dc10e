//! The attributes of the element: their values and how they are read. Must not import browser APIs.

use std::str::SplitAsciiWhitespace;

use crate::brief::{Brief, is_http};
use crate::text::{HourCycle, Locale};
use crate::time::{Instant, Timestamp, from_decimal};

/// Where the widget's clock starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AsOf {
    /// Real time.
    #[default]
    Now,
    /// When the brief was published.
    Published,
    /// This moment.
    At(Instant),
}

/// The heading level of the widget's title, 2 to 6. Card headings are one level below, at most 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// The heading level; `None` unless `level` is 2 to 6.
    #[must_use]
    pub const fn new(level: u8) -> Option<Self> {
        if level >= 2 && level <= 6 { Some(Self(level)) } else { None }
    }

    /// The tag of the widget's title.
    #[must_use]
    pub fn title_tag(self) -> &'static str {
        ["h2", "h3", "h4", "h5", "h6"][usize::from(self.0 - 2)]
    }

    /// The tag of a card heading.
    #[must_use]
    pub fn card_tag(self) -> &'static str {
        Self((self.0 + 1).min(6)).title_tag()
    }
}

impl Default for HeadingLevel {
    fn default() -> Self {
        Self(2)
    }
}

/// The cards that are open at the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Expand {
    /// No card.
    #[default]
    None,
    /// Every card.
    All,
    /// The first card.
    First,
    /// The cards of the issues with these ids.
    Ids(Vec<String>),
}

impl Expand {
    /// Whether the card of the issue `id` is open; `index` is its position, from 0.
    #[must_use]
    pub fn opens(&self, id: &str, index: usize) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::First => index == 0,
            Self::Ids(ids) => ids.iter().any(|other| other == id),
        }
    }

    /// The ids that no issue of `brief` has.
    pub fn unknown<'a>(&'a self, brief: &'a Brief) -> impl Iterator<Item = &'a str> {
        let ids: &[String] = if let Self::Ids(ids) = self { ids } else { &[] };
        ids.iter().map(String::as_str).filter(|id| brief.issues.iter().all(|issue| issue.id != *id))
    }
}

/// The values of the attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where the clock starts.
    pub as_of: AsOf,
    /// The reader's zone (an IANA name), in place of the browser's.
    pub zone: Option<String>,
    /// The zones of the columns (IANA names), in place of the brief's.
    pub zones: Option<Vec<String>>,
    /// The hour cycle, in place of the language's.
    pub hour_cycle: Option<HourCycle>,
    /// The heading level of the title.
    pub level: HeadingLevel,
    /// The cards open at the start.
    pub expand: Expand,
    /// How often an open page looks for a newer version of its brief when a session is near, in seconds; at least
    /// [`Self::SHORTEST_REFRESH`].
    pub refresh: Option<i64>,
    /// The address of a hosted calendar file (`http` or `https`) that readers can subscribe to.
    pub calendar: Option<String>,
    /// Whether the issues come before the schedule.
    pub issues_first: bool,
    /// Whether the reader's choices and open cards are stored for the next visit.
    pub remember: bool,
}

impl Default for Settings {
    /// The settings without any attributes.
    fn default() -> Self {
        Self::read(|_| None).0
    }
}

impl Settings {
    /// The attributes whose changes a live element follows. The element's class reads `brief`, `src`, `strings` and
    /// `lang`.
    pub const OBSERVED: [&str; 14] = [
        "brief", "src", "as-of", "zone", "zones", "hour-cycle", "heading-level", "expand", "order", "refresh",
        "calendar", "strings", "remember", "lang",
    ];

    /// The shortest `refresh`, in seconds.
    pub const SHORTEST_REFRESH: i64 = 15;

    /// The attributes that only the loader, the style sheet or the browser reads, with their allowed values.
    pub const UNOBSERVED: [(&str, &[&str]); 3] =
        [("loading", &["lazy", "eager"]), ("print", &["expanded", "as-is"]), ("dir", &["ltr", "rtl", "auto"])];

    /// Reads the attributes with `attribute`. Invalid values fall back to the default, and each adds a warning to the
    /// returned list.
    #[must_use]
    pub fn read(attribute: impl Fn(&str) -> Option<String>) -> (Self, Vec<String>) {
        let mut warnings = Vec::new();
        let given =
            |name: &str| attribute(name).map(|value| value.trim_ascii().to_owned()).filter(|value| !value.is_empty());
        let mut warn = |name: &str, value: &str, allowed: &str| {
            warnings.push(["invalid ", name, "=\"", value, "\": expected ", allowed].concat());
        };

        let as_of = match given("as-of") {
            None => AsOf::Now,
            Some(value) if value == "published" => AsOf::Published,
            Some(value) => match Timestamp::parse(&value) {
                Ok(start) => AsOf::At(start.instant),
                Err(_) => {
                    warn("as-of", &value, "“published” or a date and time such as 2018-07-16T10:20:00Z");
                    AsOf::Now
                }
            },
        };
        let hour_cycle = match given("hour-cycle").as_deref() {
            None | Some("auto") => None,
            Some(value) => {
                let cycle = HourCycle::from_name(value);
                if cycle.is_none() {
                    warn("hour-cycle", value, "auto, h12 or h23");
                }
                cycle
            }
        };
        let level = given("heading-level").and_then(|value| {
            let level = from_decimal(&value).and_then(|level| HeadingLevel::new(level.try_into().ok()?));
            if level.is_none() {
                warn("heading-level", &value, "a number from 2 to 6");
            }
            level
        });
        let refresh = given("refresh").and_then(|value| {
            let seconds = from_decimal(&value).filter(|seconds| *seconds >= Self::SHORTEST_REFRESH);
            if seconds.is_none() {
                warn("refresh", &value, "a number of seconds, at least 15");
            }
            seconds
        });
        let calendar = given("calendar").filter(|url| {
            if !is_http(url) {
                warn("calendar", url, "an address that begins with https://");
            }
            is_http(url)
        });
        let expand = match given("expand").as_deref() {
            None | Some("none") => Expand::None,
            Some("all") => Expand::All,
            Some("first") => Expand::First,
            Some(ids) => Expand::Ids(words(ids)),
        };
        let mut second_of_two = |name: &str, first: &str, second: &str| match given(name) {
            None => false,
            Some(value) if value == first => false,
            Some(value) if value == second => true,
            Some(value) => {
                warn(name, &value, &[first, " or ", second].concat());
                false
            }
        };
        let issues_first = second_of_two("order", "schedule", "issues");
        let remember = !second_of_two("remember", "on", "off");
        let settings = Self {
            as_of,
            zone: given("zone"),
            zones: given("zones").map(|zones| words(&zones)),
            hour_cycle,
            level: level.unwrap_or_default(),
            expand,
            refresh,
            calendar,
            issues_first,
            remember,
        };
        (settings, warnings)
    }

    /// `locale`, with the hour cycle that the publisher chose.
    #[must_use]
    pub fn locale(&self, mut locale: Locale) -> Locale {
        locale.hour_cycle = self.hour_cycle.unwrap_or(locale.hour_cycle);
        locale
    }
}

fn words(text: &str) -> Vec<String> {
    to_strings(&mut text.split_ascii_whitespace())
}

/// The remaining `words`.
pub(super) fn to_strings(words: &mut SplitAsciiWhitespace) -> Vec<String> {
    let mut strings = Vec::new();
    for word in words {
        strings.push(word.to_owned());
    }
    strings
}
