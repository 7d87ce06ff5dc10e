//! The brief, version 1, as serde reads and writes it. Fields it does not know are ignored. A new field is also read in
//! `decode.rs`.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::{PartialDate, Timestamp};

/// One event, explained: what the parties disagree on, and when it happens. Text is text, never markup.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "desk", schemars(rename = "Brief"))]
pub struct Brief<Stamp = Timestamp> {
    /// Names the brief in fragments and storage: `[a-z0-9]+(-[a-z0-9]+)*`.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ID), example = &"helsinki-2018"))]
    pub id: String,
    /// BCP 47 tag of the content's language.
    #[serde(default = "default_language")]
    #[cfg_attr(feature = "desk", schemars(example = &"en-GB"))]
    pub lang: String,
    /// The widget's title.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"Nine issues that divide the two presidents"))]
    pub title: String,
    /// One line under the title.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK)))]
    pub summary: String,
    /// When the brief first went out.
    pub published: Stamp,
    /// When it last changed; not before `published`.
    pub updated: Stamp,
    /// Where the event is.
    pub place: Place,
    /// Where the content comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Who disagrees with whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// The columns of the schedule, in order.
    pub zones: Vec<ZoneColumn>,
    /// What happens when.
    pub sessions: Vec<Session>,
    /// What they disagree on.
    pub issues: Vec<Issue>,
}

/// A brief that may not say when it went out or changed.
pub type PartialBrief = Brief<Option<Timestamp>>;

impl PartialBrief {
    /// The brief, where it says both.
    #[must_use]
    pub fn whole(self) -> Option<Brief> {
        let Self { id, lang, title, summary, place, credit, parties, zones, sessions, issues, .. } = self;
        let (published, updated) = (self.published?, self.updated?);
        Some(Brief { id, lang, title, summary, published, updated, place, credit, parties, zones, sessions, issues })
    }
}

impl Brief {
    /// The columns for the zones `names`, with the brief's own labels where it has them.
    #[must_use]
    pub fn columns(&self, names: &[String]) -> Vec<ZoneColumn> {
        let mut columns = Vec::new();
        for name in names {
            let own = self.zones.iter().find(|column| column.zone == *name);
            columns.push(ZoneColumn { zone: name.clone(), label: own.and_then(|column| column.label.clone()) });
        }
        columns
    }

    /// What names `issue` in the address of a page, without `#`: `helsinki-2018-ukraine`.
    #[must_use]
    pub fn fragment(&self, issue: &Issue) -> String {
        [&self.id, "-", &issue.id].concat()
    }
}

/// The language of a brief that names none.
pub const DEFAULT_LANGUAGE: &str = "en-GB";

fn default_language() -> String {
    DEFAULT_LANGUAGE.to_owned()
}

/// The venue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Place {
    /// Its name, usually a city.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"Helsinki"))]
    pub name: String,
    /// Its IANA zone; sessions are grouped by its days.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ZONE), example = &"Europe/Helsinki"))]
    pub zone: String,
}

/// One of those who disagree.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Party {
    /// What positions refer to.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ID), example = &"russia"))]
    pub id: String,
    /// As readers know it.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"Russia"))]
    pub name: String,
}

/// A column of the schedule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct ZoneColumn {
    /// An IANA name.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ZONE), example = &"UTC", example = &"Asia/Hong_Kong"))]
    pub zone: String,
    /// The column's head. Without it, `GMT` for `UTC`, and otherwise the city in the zone's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "desk", schemars(example = &"Hong Kong"))]
    pub label: Option<String>,
}

/// Something that happens at a time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Session {
    /// Names it within the brief.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::ID), example = &"press-conference"))]
    pub id: String,
    /// What happens.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"Joint press conference"))]
    pub title: String,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Timestamp>,
    /// Whether it stands.
    #[serde(default, skip_serializing_if = "Status::is_confirmed")]
    pub status: Status,
    /// The start it was moved from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Timestamp>,
    /// A remark for readers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

/// How sure a session is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub enum Status {
    /// It takes place as given.
    #[default]
    Confirmed,
    /// It is expected, not confirmed.
    Expected,
    /// It was put off to the start given.
    Postponed,
    /// It does not take place; listed, never counted down to.
    Cancelled,
}

impl Status {
    /// The status a brief calls `name`.
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

/// A point of contention: one card.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Issue {
    /// Names it within the brief; `<brief id>-<issue id>` is its fragment.
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
    /// Who says what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// What happened when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DatedText>,
    /// Further reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Ids of the sessions that deal with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<String>,
    /// When this card last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

impl Issue {
    /// An issue of which nothing else is known.
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
    /// Id of the party.
    #[cfg_attr(feature = "desk", schemars(example = &"russia"))]
    pub party: String,
    /// Its view.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK), example = &"Denies any interference."))]
    pub text: String,
}

/// What happened at a date.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct DatedText {
    /// A year, a month or a day.
    pub date: PartialDate,
    /// What happened.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK)))]
    pub text: String,
}

/// Further reading; without `url`, only a title.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "desk", derive(schemars::JsonSchema))]
pub struct Link {
    /// The title of what is linked.
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::NOT_BLANK)))]
    pub title: String,
    /// An `http` or `https` address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "desk", schemars(regex(pattern = super::pattern::HTTP), example = &"https://example.org/story"))]
    pub url: Option<String>,
}

/// Reads a string through `parse`, for the types of `time`.
struct Parsed<T, E> {
    expecting: &'static str,
    parse: fn(&str) -> Result<T, E>,
}

impl<T, E: std::fmt::Display> Visitor<'_> for Parsed<T, E> {
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
        deserializer.deserialize_str(Parsed { expecting, parse: Self::parse })
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const EXPECTING: &str = "a date: YYYY, YYYY-MM or YYYY-MM-DD";
        let parse = |text: &str| Self::parse(text).ok_or("is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD");
        deserializer.deserialize_str(Parsed { expecting: EXPECTING, parse })
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
