//! The brief, version 1, as serde reads and writes it. Unknown fields are ignored. `decode.rs` also reads each field:
//! add new ones there too.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::{DateOrTime, PartialDate, Timestamp};

/// One event, explained: what the parties disagree on, and when it happens. All text is plain text, never markup.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "desk", schemars(rename = "Brief"))]
pub struct Brief<Stamp = Timestamp> {
    /// Identifies the brief in links, in storage and in readers' calendars: `[a-z0-9]+(-[a-z0-9]+)*`.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ID), example = &"helsinki-2018"))]
    pub id: String,
    /// The language of the content, as a BCP 47 tag.
    #[serde(default = "default_language")]
    #[cfg_attr(feature = "desk", schemars(example = &"en-GB"))]
    pub lang: String,
    /// The widget's title.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"Nine issues that divide the two presidents"))]
    pub title: String,
    /// One line under the title.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK)))]
    pub summary: String,
    /// When the brief was first published.
    pub published: Stamp,
    /// When the brief was last changed; not before `published`.
    pub updated: Stamp,
    /// Where the event takes place; left out for a webinar or a deadline. Without it, the schedule's days are those of
    /// the first column that is not UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Where the content comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Who disagrees with whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// The columns of the schedule, in order.
    pub zones: Vec<ZoneColumn>,
    /// The sessions of the event: what happens, and when.
    pub sessions: Vec<Session>,
    /// The issues: what the parties disagree on.
    pub issues: Vec<Issue>,
}

/// A brief that may lack `published` or `updated`.
pub type PartialBrief = Brief<Option<Timestamp>>;

impl PartialBrief {
    /// The complete brief; `None` if `published` or `updated` is missing.
    #[must_use]
    pub fn whole(self) -> Option<Brief> {
        let Self { id, lang, title, summary, place, credit, parties, zones, sessions, issues, .. } = self;
        let (published, updated) = (self.published?, self.updated?);
        Some(Brief { id, lang, title, summary, published, updated, place, credit, parties, zones, sessions, issues })
    }
}

impl Brief {
    /// One column for each zone in `names`, with the label of the brief's column for that zone, if there is one.
    #[must_use]
    pub fn columns(&self, names: &[String]) -> Vec<ZoneColumn> {
        let mut columns = Vec::new();
        for name in names {
            let own = self.zones.iter().find(|column| column.zone == *name);
            columns.push(ZoneColumn { zone: name.clone(), label: own.and_then(|column| column.label.clone()) });
        }
        columns
    }

    /// The fragment that identifies `issue` in the page's address, without `#`: `helsinki-2018-ukraine`.
    #[must_use]
    pub fn fragment(&self, issue: &Issue) -> String {
        [&self.id, "-", &issue.id].concat()
    }

    /// The fragment that identifies `session`: `helsinki-2018-session-meeting`.
    #[must_use]
    pub fn session_fragment(&self, session: &Session) -> String {
        [&self.id, "-session-", &session.id].concat()
    }
}

/// The language of a brief without `lang`.
pub const DEFAULT_LANGUAGE: &str = "en-GB";

fn default_language() -> String {
    DEFAULT_LANGUAGE.to_owned()
}

/// The venue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Place {
    /// The venue's name, usually a city.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"Helsinki"))]
    pub name: String,
    /// The venue's IANA time zone. The schedule groups sessions by day in this zone.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ZONE), example = &"Europe/Helsinki"))]
    pub zone: String,
}

/// One of the parties that disagree.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Party {
    /// Identifies the party. Positions refer to it.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ID), example = &"russia"))]
    pub id: String,
    /// The name that readers see.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"Russia"))]
    pub name: String,
}

/// A column of the schedule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct ZoneColumn {
    /// The column's IANA time zone.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ZONE), example = &"UTC", example = &"Asia/Hong_Kong"))]
    pub zone: String,
    /// The column's heading. The default is `GMT` for UTC, and the city in the zone's name for other zones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "desk", schemars(example = &"Hong Kong"))]
    pub label: Option<String>,
}

/// Something that happens at a given time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Session {
    /// Identifies the session within the brief.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ID), example = &"press-conference"))]
    pub id: String,
    /// What happens.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"Joint press conference"))]
    pub title: String,
    /// When the session begins. A date alone means that the time is to be confirmed, or with `allDay` that the session
    /// lasts the whole day.
    pub start: DateOrTime,
    /// When the session ends, if known: a time after `start`, or the last day if `start` is a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DateOrTime>,
    /// Whether the session lasts all day: from the beginning of the day `start` to the end of the day `end`, or of
    /// `start` if there is no `end`.
    #[serde(default, rename = "allDay", skip_serializing_if = "is_false")]
    pub all_day: bool,
    /// Whether the session is confirmed, expected, postponed or cancelled.
    #[serde(default, skip_serializing_if = "Status::is_confirmed")]
    pub status: Status,
    /// The former start, if the session was moved; a date if its time was never known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<DateOrTime>,
    /// A remark for readers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The outcome, once it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

impl Session {
    /// Whether the session takes place at `start`: it is neither cancelled nor postponed without a new time.
    #[must_use]
    pub fn is_held(&self) -> bool {
        !self.is_cancelled() && !self.lacks_new_time()
    }

    /// Whether the session is cancelled, or gone from the brief.
    #[must_use]
    pub const fn is_cancelled(&self) -> bool {
        matches!(self.status, Status::Cancelled | Status::Removed)
    }

    /// Whether the session is postponed and has no new time yet.
    #[must_use]
    pub fn lacks_new_time(&self) -> bool {
        self.status == Status::Postponed && self.was.is_none()
    }

    /// Whether only the day is known, and the time is to be confirmed.
    #[must_use]
    pub const fn lacks_clock_time(&self) -> bool {
        matches!(self.start, DateOrTime::Date(_)) && !self.all_day
    }

    /// Whether it is known when the session is over.
    #[must_use]
    pub const fn has_known_end(&self) -> bool {
        match self.start {
            DateOrTime::Date(_) => self.all_day,
            DateOrTime::Time(_) => self.end.is_some(),
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// How certain a session is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub enum Status {
    /// It takes place as scheduled.
    #[default]
    Confirmed,
    /// It is expected but not confirmed.
    Expected,
    /// It was postponed: to `start` if there is a `was`; otherwise `start` is the old time, and there is no new time yet.
    Postponed,
    /// It does not take place. The schedule lists it, but the countdown skips it.
    Cancelled,
    /// It was in an older version of the brief ([`Brief::keep`]). No brief says so itself.
    #[serde(skip)]
    Removed,
}

impl Status {
    /// The status with this name in a brief; `None` for any other string.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "confirmed" => Some(Self::Confirmed),
            "expected" => Some(Self::Expected),
            "postponed" => Some(Self::Postponed),
            "cancelled" => Some(Self::Cancelled),
            _ => None,
        }
    }

    fn is_confirmed(&self) -> bool {
        *self == Self::Confirmed
    }
}

/// A point of contention, shown as one card.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Issue {
    /// Identifies the issue within the brief. Links to its card end in `#<brief id>-<issue id>`.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ID), example = &"north-korea"))]
    pub id: String,
    /// The card's title.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"North Korea"))]
    pub title: String,
    /// One line, visible while the card is closed.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK)))]
    pub summary: String,
    /// Paragraphs that do not repeat the summary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "desk", schemars(inner(regex(pattern = super::pattern::NOT_BLANK))))]
    pub body: Vec<String>,
    /// What each party says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// What happened, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DatedText>,
    /// Further reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The ids of the sessions that deal with this issue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<String>,
    /// When this issue was last changed. The card is marked for readers who have not seen the update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// The outcome, once it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

impl Issue {
    /// An issue with only its required fields.
    #[must_use]
    pub const fn new(id: String, title: String, summary: String) -> Self {
        Self {
            id,
            title,
            summary,
            body: Vec::new(),
            positions: Vec::new(),
            dates: Vec::new(),
            links: Vec::new(),
            sessions: Vec::new(),
            updated: None,
            outcome: None,
        }
    }
}

/// What one party says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Position {
    /// The party's id.
    #[cfg_attr(feature = "desk", schemars(example = &"russia"))]
    pub party: String,
    /// The party's position.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"Denies any interference."))]
    pub text: String,
}

/// What happened on a date.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct DatedText {
    /// A year, a month or a day.
    pub date: PartialDate,
    /// What happened.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK)))]
    pub text: String,
}

/// Further reading. Without `url`, only the title is shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Link {
    /// The title of the page or publication.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK)))]
    pub title: String,
    /// An `http` or `https` address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::HTTP), example = &"https://example.org/story"))]
    pub url: Option<String>,
}

/// Deserializes a string with `parse`, for the types of `time`.
struct StringVisitor<T, E> {
    expecting: &'static str,
    parse: fn(&str) -> Result<T, E>,
}

impl<T, E: std::fmt::Display> Visitor<'_> for StringVisitor<T, E> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.expecting)
    }

    fn visit_str<F: Error>(self, text: &str) -> Result<T, F> {
        (self.parse)(text).map_err(|error| F::custom(format_args!("“{text}” {error}")))
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expecting = "a date and time such as 2018-07-16T10:20:00Z (RFC 3339)";
        deserializer.deserialize_str(StringVisitor { expecting, parse: Self::parse })
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateOrTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expecting = "a date such as 2018-07-16, or a date and time such as 2018-07-16T10:20:00Z (RFC 3339)";
        deserializer.deserialize_str(StringVisitor { expecting, parse: Self::parse })
    }
}

impl Serialize for DateOrTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const EXPECTING: &str = "a date: YYYY, YYYY-MM or YYYY-MM-DD";
        let parse = |text: &str| Self::parse(text).ok_or("is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD");
        deserializer.deserialize_str(StringVisitor { expecting: EXPECTING, parse })
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
