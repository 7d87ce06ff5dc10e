//! The rules a brief must keep beyond its types (DESIGN: *Brief, version 1*). The widget refuses a brief that
//! breaks one, so that nothing half-right is published.

use std::collections::HashSet;
use std::fmt;

use super::{Brief, Path};

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
        f.write_str(before)?;
        f.write_str(value.map_or("", String::as_str))?;
        f.write_str(after)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

/// Every broken rule of `brief`, in the order of the document. Zone names are checked where the zone rules are
/// at hand.
#[must_use]
pub fn violations(brief: &Brief) -> Vec<Violation> {
    let mut found = Findings::default();
    let field = Path::field;

    found.id(field("id"), &brief.id);
    found.text(field("title"), &brief.title);
    found.text(field("summary"), &brief.summary);
    if brief.updated.instant < brief.published.instant {
        found.add(field("updated"), Problem::UpdatedBeforePublished);
    }
    found.text(field("place.name"), &brief.place.name);

    let parties = found.ids("parties", brief.parties.iter().map(|party| party.id.as_str()));
    for (index, party) in brief.parties.iter().enumerate() {
        found.text(field("parties").item(index).then("name"), &party.name);
    }

    let sessions = found.ids("sessions", brief.sessions.iter().map(|session| session.id.as_str()));
    for (index, session) in brief.sessions.iter().enumerate() {
        let at = field("sessions").item(index);
        found.text(at.then("title"), &session.title);
        if session.end.is_some_and(|end| end.instant <= session.start.instant) {
            found.add(at.then("end"), Problem::EndNotAfterStart);
        }
        if session.was.is_some_and(|was| was.instant == session.start.instant) {
            found.add(at.then("was"), Problem::NotMoved);
        }
    }

    found.ids("issues", brief.issues.iter().map(|issue| issue.id.as_str()));
    for (index, issue) in brief.issues.iter().enumerate() {
        let at = field("issues").item(index);
        found.text(at.then("title"), &issue.title);
        found.text(at.then("summary"), &issue.summary);
        for (index, text) in issue.body.iter().enumerate() {
            found.text(at.then("body").item(index), text);
        }
        for (index, position) in issue.positions.iter().enumerate() {
            let at = at.then("positions").item(index);
            found.reference(at.then("party"), &position.party, &parties);
            found.text(at.then("text"), &position.text);
        }
        for (index, date) in issue.dates.iter().enumerate() {
            found.text(at.then("dates").item(index).then("text"), &date.text);
        }
        for (index, link) in issue.links.iter().enumerate() {
            let at = at.then("links").item(index);
            found.text(at.then("title"), &link.title);
            if let Some(url) = link.url.as_ref().filter(|url| !is_http(url)) {
                found.add(at.then("url"), Problem::NotHttp(url.clone()));
            }
        }
        for (index, session) in issue.sessions.iter().enumerate() {
            found.reference(at.then("sessions").item(index), session, &sessions);
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
fn is_http(url: &str) -> bool {
    ["http://", "https://"].into_iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    })
}

#[derive(Default)]
struct Findings {
    list: Vec<Violation>,
}

impl Findings {
    fn add(&mut self, path: Path, problem: Problem) {
        self.list.push(Violation { path, problem });
    }

    fn text(&mut self, path: Path, text: &str) {
        if text.trim_ascii().is_empty() {
            self.add(path, Problem::Empty);
        }
    }

    fn id(&mut self, path: Path, id: &str) {
        if !is_id(id) {
            self.add(path, Problem::MalformedId(id.to_owned()));
        }
    }

    /// Checks the ids of the list `name` and returns them.
    fn ids<'a>(&mut self, name: &str, ids: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
        let mut seen = HashSet::new();
        for (index, id) in ids.enumerate() {
            let path = Path::field(name).item(index).then("id");
            if !seen.insert(id) {
                self.add(path, Problem::DuplicateId(id.to_owned()));
            } else {
                self.id(path, id);
            }
        }
        seen
    }

    fn reference(&mut self, path: Path, id: &str, known: &HashSet<&str>) {
        if !known.contains(id) {
            self.add(path, Problem::UnknownReference(id.to_owned()));
        }
    }
}
