//! The attributes of the element: what they may say, and how they are read. Must not import anything of a browser.

use std::str::SplitAsciiWhitespace;

use crate::text::{HourCycle, Locale};
use crate::time::{Instant, Timestamp};

/// Where the widget's clock starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AsOf {
    /// Real time.
    #[default]
    Now,
    /// When the brief was published.
    Published,
    /// A given moment.
    At(Instant),
}

/// The level of the widget's title, 2 to 6; cards are one below, 6 at the deepest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// The level, where it is 2 to 6.
    #[must_use]
    pub const fn new(level: u8) -> Option<Self> {
        if level >= 2 && level <= 6 { Some(Self(level)) } else { None }
    }

    /// The tag of a title.
    #[must_use]
    pub fn title_tag(self) -> &'static str {
        ["h2", "h3", "h4", "h5", "h6"][usize::from(self.0 - 2)]
    }

    /// The tag of a card's title.
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
    /// None of them.
    #[default]
    None,
    /// All of them.
    All,
    /// The first.
    First,
    /// Those of the issues with these ids.
    Ids(Vec<String>),
}

impl Expand {
    /// Whether the card of the issue `id`, at `index` from 0, is open.
    #[must_use]
    pub fn opens(&self, id: &str, index: usize) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::First => index == 0,
            Self::Ids(ids) => ids.iter().any(|other| other == id),
        }
    }
}

/// What the attributes say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The brief's address.
    pub src: Option<String>,
    /// Where the clock starts.
    pub as_of: AsOf,
    /// The reader's zone instead of the browser's.
    pub zone: Option<String>,
    /// The columns instead of the brief's, as IANA names.
    pub zones: Option<Vec<String>>,
    /// The clock style instead of the language's.
    pub hour_cycle: Option<HourCycle>,
    /// The level of the title.
    pub level: HeadingLevel,
    /// The cards open at the start.
    pub expand: Expand,
    /// Whether something is kept for the reader's next visit.
    pub remember: bool,
}

impl Default for Settings {
    /// As where no attribute is set.
    fn default() -> Self {
        Self::read(|_| None).0
    }
}

impl Settings {
    /// The attributes that make a difference while the element lives.
    pub const OBSERVED: [&str; 9] =
        ["src", "as-of", "zone", "zones", "hour-cycle", "heading-level", "expand", "remember", "lang"];

    /// The attributes that the loader, the style sheet and the browser read, with their values.
    pub const UNOBSERVED: [(&str, &[&str]); 3] =
        [("loading", &["lazy", "eager"]), ("print", &["expanded", "as-is"]), ("dir", &["ltr", "rtl", "auto"])];

    /// Reads the attributes through `attribute`. A value that means nothing leaves the default, and a line in the
    /// list returned.
    #[must_use]
    pub fn read(attribute: impl Fn(&str) -> Option<String>) -> (Self, Vec<String>) {
        let mut complaints = Vec::new();
        let given =
            |name: &str| attribute(name).map(|value| value.trim_ascii().to_owned()).filter(|value| !value.is_empty());
        let mut complain = |name: &str, value: &str, allowed: &str| {
            complaints.push(["the attribute ", name, "=\"", value, "\" is not ", allowed].concat());
        };

        let as_of = match given("as-of") {
            None => AsOf::Now,
            Some(value) if value == "published" => AsOf::Published,
            Some(value) => match Timestamp::parse(&value) {
                Ok(start) => AsOf::At(start.instant),
                Err(_) => {
                    complain("as-of", &value, "“published” or a date and time such as 2018-07-16T10:20:00Z");
                    AsOf::Now
                }
            },
        };
        let hour_cycle = match given("hour-cycle").as_deref() {
            None | Some("auto") => None,
            Some("h12") => Some(HourCycle::H12),
            Some("h23") => Some(HourCycle::H23),
            Some(value) => {
                complain("hour-cycle", value, "auto, h12 or h23");
                None
            }
        };
        let level = given("heading-level").and_then(|value| {
            let level = value.parse().ok().and_then(HeadingLevel::new);
            if level.is_none() {
                complain("heading-level", &value, "a number from 2 to 6");
            }
            level
        });
        let expand = match given("expand").as_deref() {
            None | Some("none") => Expand::None,
            Some("all") => Expand::All,
            Some("first") => Expand::First,
            Some(ids) => Expand::Ids(words(ids)),
        };
        let remember = match given("remember").as_deref() {
            None | Some("on") => true,
            Some("off") => false,
            Some(value) => {
                complain("remember", value, "on or off");
                true
            }
        };
        let settings = Self {
            src: given("src"),
            as_of,
            zone: given("zone"),
            zones: given("zones").map(|zones| words(&zones)),
            hour_cycle,
            level: level.unwrap_or_default(),
            expand,
            remember,
        };
        (settings, complaints)
    }

    /// The language's habits, with the clock style the publisher chose.
    #[must_use]
    pub fn locale(&self, language: &str) -> Locale {
        let mut locale = Locale::from_tag(language);
        locale.hour_cycle = self.hour_cycle.unwrap_or(locale.hour_cycle);
        locale
    }
}

fn words(text: &str) -> Vec<String> {
    owned(&mut text.split_ascii_whitespace())
}

/// The rest of `words`.
pub(super) fn owned(words: &mut SplitAsciiWhitespace) -> Vec<String> {
    let mut owned = Vec::new();
    for word in words {
        owned.push(word.to_owned());
    }
    owned
}
