//! The rules a brief must keep beyond its types (README, *The brief*). The widget refuses a brief that
//! breaks one, so that nothing half-right is published.

use std::fmt;

use super::{Brief, Path};
use crate::time::Timestamp;

/// What texts of a brief look like, as regular expressions (ECMA-262), for its JSON Schema.
pub mod pattern {
    /// What an id looks like.
    pub const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
    /// A text that says something.
    pub const NOT_BLANK: &str = "\\S";
    /// An address that readers may follow.
    pub const HTTP: &str = "^[hH][tT][tT][pP][sS]?://.";
    /// An IANA zone name, as far as a pattern can tell.
    pub const ZONE: &str = "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$";
}

/// A broken rule and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where.
    pub path: Path,
    /// What.
    pub problem: Problem,
}

/// What is wrong with a value of the right type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A text that must say something is empty or blank.
    Empty,
    /// An id is not of the form `[a-z0-9]+(-[a-z0-9]+)*`.
    MalformedId(String),
    /// An id stands twice in its list.
    DuplicateId(String),
    /// A reference to a party or session that is not there.
    UnknownReference(String),
    /// `updated` lies before `published`.
    UpdatedBeforePublished,
    /// `end` does not lie after `start`.
    EndNotAfterStart,
    /// `was` is the same instant as `start`.
    NotMoved,
    /// An address with another scheme than `http` or `https`.
    NotHttp(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe())
    }
}

impl Problem {
    /// What is wrong, as the end of a sentence that begins with the place.
    #[must_use]
    pub fn describe(&self) -> String {
        let (before, value, after) = match self {
            Self::Empty => ("is empty", None, ""),
            Self::MalformedId(id) => ("is not an id of a-z, 0-9 and single hyphens: “", Some(id), "”"),
            Self::DuplicateId(id) => ("stands twice: “", Some(id), "”"),
            Self::UnknownReference(id) => ("refers to “", Some(id), "”, which is not there"),
            Self::UpdatedBeforePublished => ("lies before published", None, ""),
            Self::EndNotAfterStart => ("does not lie after start", None, ""),
            Self::NotMoved => ("is the same time as start", None, ""),
            Self::NotHttp(url) => ("is not an http or https address: “", Some(url), "”"),
        };
        [before, value.map_or("", String::as_str), after].concat()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe())
    }
}

impl Violation {
    /// Where and what, in words.
    #[must_use]
    pub fn describe(&self) -> String {
        [&self.path.describe(), ": ", &self.problem.describe()].concat()
    }
}

/// Every broken rule of `brief`, in the order of the document. Zone names are checked where the zone rules are
/// at hand.
#[must_use]
pub fn violations<Stamp: Copy + Into<Option<Timestamp>>>(brief: &Brief<Stamp>) -> Vec<Violation> {
    let mut found = Findings::default();

    found.id("id", &brief.id);
    found.text("title", &brief.title);
    found.text("summary", &brief.summary);
    let stamps: (Option<Timestamp>, Option<Timestamp>) = (brief.published.into(), brief.updated.into());
    if let (Some(published), Some(updated)) = stamps
        && updated.instant < published.instant
    {
        found.add("updated", Problem::UpdatedBeforePublished);
    }
    found.at = Path::field("place");
    found.text("name", &brief.place.name);

    let mut parties = Vec::new();
    for (index, party) in brief.parties.iter().enumerate() {
        found.at = Path::field("parties").item(index);
        found.own_id(&party.id, &mut parties);
        found.text("name", &party.name);
    }

    let mut sessions = Vec::new();
    for (index, session) in brief.sessions.iter().enumerate() {
        found.at = Path::field("sessions").item(index);
        found.own_id(&session.id, &mut sessions);
        found.text("title", &session.title);
        if session.end.is_some_and(|end| end.instant <= session.start.instant) {
            found.add("end", Problem::EndNotAfterStart);
        }
        if session.was.is_some_and(|was| was.instant == session.start.instant) {
            found.add("was", Problem::NotMoved);
        }
    }

    let mut issues = Vec::new();
    for (index, issue) in brief.issues.iter().enumerate() {
        let at = Path::field("issues").item(index);
        found.at = at.clone();
        found.own_id(&issue.id, &mut issues);
        found.text("title", &issue.title);
        found.text("summary", &issue.summary);
        for (index, text) in issue.body.iter().enumerate() {
            found.at = at.then("body").item(index);
            found.text("", text);
        }
        for (index, position) in issue.positions.iter().enumerate() {
            found.at = at.then("positions").item(index);
            found.reference("party", &position.party, &parties);
            found.text("text", &position.text);
        }
        for (index, date) in issue.dates.iter().enumerate() {
            found.at = at.then("dates").item(index);
            found.text("text", &date.text);
        }
        for (index, link) in issue.links.iter().enumerate() {
            found.at = at.then("links").item(index);
            found.text("title", &link.title);
            if let Some(url) = link.url.as_ref().filter(|url| !is_http(url)) {
                found.add("url", Problem::NotHttp(url.clone()));
            }
        }
        for (index, session) in issue.sessions.iter().enumerate() {
            found.at = at.then("sessions").item(index);
            found.reference("", session, &sessions);
        }
    }
    found.list
}

/// Whether `id` is of the form `[a-z0-9]+(-[a-z0-9]+)*`.
fn is_id(id: &str) -> bool {
    id.split('-')
        .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// Whether `url` has the scheme `http` or `https` (schemes ignore case, RFC 3986 section 3.1).
#[must_use]
pub fn is_http(url: &str) -> bool {
    ["http://", "https://"].into_iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    })
}

#[derive(Default)]
struct Findings {
    list: Vec<Violation>,
    /// The object that is looked at.
    at: Path,
}

impl Findings {
    /// Adds a problem with the field `name`, or with what is looked at itself where that is empty.
    fn add(&mut self, name: &'static str, problem: Problem) {
        let path = if name.is_empty() { self.at.clone() } else { self.at.then(name) };
        self.list.push(Violation { path, problem });
    }

    fn text(&mut self, name: &'static str, text: &str) {
        if text.trim_ascii().is_empty() {
            self.add(name, Problem::Empty);
        }
    }

    fn id(&mut self, name: &'static str, id: &str) {
        if !is_id(id) {
            self.add(name, Problem::MalformedId(id.to_owned()));
        }
    }

    /// Checks the id of what is looked at, and that it is new to `ids`. A scan of a list costs readers the fewest bytes.
    fn own_id<'a>(&mut self, id: &'a str, ids: &mut Vec<&'a str>) {
        if ids.contains(&id) {
            self.add("id", Problem::DuplicateId(id.to_owned()));
        } else {
            ids.push(id);
            self.id("id", id);
        }
    }

    fn reference(&mut self, name: &'static str, id: &str, known: &[&str]) {
        if !known.contains(&id) {
            self.add(name, Problem::UnknownReference(id.to_owned()));
        }
    }
}
