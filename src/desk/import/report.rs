//! The report of an import: one item for each thing that was inferred, offered or left to the editor. For programs, as
//! JSON; for people, as a sentence.

use std::ops::Range;

use serde_json::{Value, json};

use crate::brief::{Path, Session};
use crate::desk::words::clip_to;
use crate::time::Timestamp;

/// How many characters of a quotation a message has.
pub(super) const CLIPPED: usize = 70;

/// How certain an inference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Confidence {
    /// Stated in the article, or given by the editor.
    Certain,
    /// Supported by the article's wording or layout.
    Likely,
    /// May well be wrong.
    Guess,
    /// Left to the editor: missing, not placed, or wrong in the article.
    Open,
}

impl Confidence {
    /// Its name in the report.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What an item of the report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// The title of the brief.
    Headline,
    /// The summary of the brief.
    Summary,
    /// Where the content comes from.
    Credit,
    /// The language of the brief.
    Language,
    /// The newsroom's time zone.
    Newsroom,
    /// When the article was published.
    Published,
    /// When the article was last updated.
    Updated,
    /// Where the event takes place.
    Place,
    /// A column of the schedule.
    Column,
    /// The id of the brief.
    Id,
    /// A session of the brief, or a change to its status.
    Session,
    /// A time that is not sure enough to be in the brief.
    Candidate,
    /// A time that is not when an event begins.
    OtherTime,
    /// An issue of the brief.
    Issue,
    /// A party's position on an issue.
    Position,
    /// A link to another story.
    Link,
    /// The number of issues that the headline announces.
    Count,
    /// Text that is not in the brief.
    Leftover,
    /// An error in the article or in the brief.
    Error,
    /// A probable mistake in the article or in the brief.
    Warning,
    /// How many items the report leaves out.
    Omitted,
}

impl Kind {
    /// Its name in the report.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The field of the brief that it is about.
    fn field(self) -> Option<&'static str> {
        Some(match self {
            Self::Headline => "title",
            Self::Summary => "summary",
            Self::Credit => "credit",
            Self::Language => "lang",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Place => "place",
            Self::Column => "zones",
            Self::Id => "id",
            Self::Session => "sessions",
            Self::Issue | Self::Count => "issues",
            Self::Position => "parties",
            _ => return None,
        })
    }
}

/// Where an item's words are in the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column, from 1, if the words were found. Columns count characters.
    pub column: Option<usize>,
    /// The byte range, if the words were found.
    pub span: Option<Range<usize>>,
}

/// An item of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is about.
    pub kind: Kind,
    /// How certain it is.
    pub sure: Confidence,
    /// Where the article says so.
    pub spot: Spot,
    /// Where it is in the brief, or where it is missing.
    pub path: Option<Path>,
    /// The time that it states; the start of a session or candidate.
    pub instant: Option<Timestamp>,
    /// That time in the columns of the brief.
    pub when: Option<String>,
    /// The words or the value; empty if it is missing.
    pub text: String,
    /// How it was inferred, why it is not sure, or what to do.
    pub why: String,
    /// The sentence that states a session or candidate.
    pub sentence: Option<String>,
    /// The session; of a candidate, the session that it would become.
    pub session: Option<Session>,
}

impl Item {
    pub(super) fn new(kind: Kind, sure: Confidence, text: impl Into<String>) -> Self {
        Self {
            kind,
            sure,
            spot: Spot::default(),
            path: kind.field().map(Path::field),
            instant: None,
            when: None,
            text: text.into(),
            why: String::new(),
            sentence: None,
            session: None,
        }
    }

    /// Something that is left to the editor.
    pub(super) fn open(kind: Kind, why: impl Into<String>) -> Self {
        Self::new(kind, Confidence::Open, "").why(why)
    }

    pub(super) fn why(self, why: impl Into<String>) -> Self {
        Self { why: why.into(), ..self }
    }

    pub(super) fn at(self, spot: Spot) -> Self {
        Self { spot, ..self }
    }

    pub(super) fn path(self, path: Path) -> Self {
        Self { path: Some(path), ..self }
    }

    pub(super) fn stating(self, instant: Timestamp) -> Self {
        Self { instant: Some(instant), ..self }
    }

    /// The item in a sentence.
    #[must_use]
    pub fn message(&self) -> String {
        let Self { kind, why, .. } = self;
        let (name, text) = (kind.name(), self.shown(CLIPPED));
        let when = self.when.as_ref().map_or(String::new(), |when| format!(" ({when})"));
        let sentence =
            self.sentence.as_deref().map_or(String::new(), |sentence| format!(": “{}”", clip_to(sentence, CLIPPED)));
        match kind {
            Kind::OtherTime => format!("{why}, so no session was added: {text}"),
            Kind::Leftover => format!("{why}: {text}"),
            Kind::Count => format!("the headline says {text}, which {why}"),
            Kind::Position | Kind::Link if !text.is_empty() => format!("{name} {why}: {text}"),
            Kind::Candidate => format!("candidate {text}{when}, because {why}{sentence}"),
            Kind::Session if self.instant.is_some() => {
                let status = self.status().map_or(String::new(), |status| format!(", {status}"));
                let why = if why.is_empty() { String::new() } else { format!(", {why}") };
                format!("session {text}{when}{status}{why}{sentence}")
            }
            Kind::Error | Kind::Warning => match self.path.as_ref().filter(|_| self.spot.line.is_none()) {
                Some(path) => format!("{name}: {path}: {text}"),
                None => format!("{name}: {text}"),
            },
            _ if text.is_empty() => format!("{name}: {why}"),
            _ if why.is_empty() => format!("{name}: {text}{when}"),
            _ => format!("{name}, {why}: {text}{when}"),
        }
    }

    /// The status of a session, unless it is confirmed.
    #[must_use]
    pub fn status(&self) -> Option<&'static str> {
        use crate::brief::Status;
        match self.session.as_ref()?.status {
            Status::Expected => Some("expected"),
            Status::Postponed => Some("postponed"),
            Status::Cancelled => Some("cancelled"),
            Status::Confirmed | Status::Removed => None,
        }
    }

    /// The text, shortened to `max` characters, and in quotation marks if it is the article's.
    #[must_use]
    pub fn shown(&self, max: usize) -> String {
        match self.kind {
            Kind::Language | Kind::Newsroom | Kind::Published | Kind::Updated | Kind::Place | Kind::Column => {
                clip_to(&self.text, max)
            }
            Kind::Id | Kind::Error | Kind::Warning | Kind::Omitted => self.text.clone(),
            _ if self.text.is_empty() => String::new(),
            _ => format!("“{}”", clip_to(&self.text, max)),
        }
    }

    /// The item for programs.
    #[must_use]
    pub fn json(&self) -> Value {
        let Spot { line, column, span } = &self.spot;
        let words = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
        json!({
            "kind": self.kind.name(),
            "sure": self.sure.name(),
            "line": line,
            "column": column,
            "span": span.as_ref().map(|span| [span.start, span.end]),
            "path": self.path.as_ref().map(Path::describe),
            "instant": self.instant.map(|instant| instant.to_string()),
            "when": self.when,
            "text": words(&self.text),
            "why": words(&self.why),
            "sentence": self.sentence,
            "message": self.message(),
            "session": self.session,
        })
    }
}
