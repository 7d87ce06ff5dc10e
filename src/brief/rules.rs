//! The rules that a brief must follow beyond its types (docs/format.md). The widget refuses a brief that breaks one, so
//! no partly wrong brief is published.

use std::fmt;

use super::{Brief, Path};
use crate::time::{DateOrTime, Timestamp};

/// Regular expressions (ECMA-262) for the strings of a brief, for its JSON Schema.
pub mod pattern {
    /// An id.
    pub const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
    /// A text with at least one character that is not white space.
    pub const NOT_BLANK: &str = "\\S";
    /// An `http` or `https` address.
    pub const HTTP: &str = "^[hH][tT][tT][pP][sS]?://.";
    /// The form of an IANA zone name; a pattern cannot tell whether the zone exists.
    pub const ZONE: &str = "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$";
}

/// A broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The path of the value that breaks the rule.
    pub path: Path,
    /// What is wrong with the value.
    pub problem: Problem,
}

/// What is wrong with a value of the right type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A required text is empty or blank.
    Empty,
    /// An id does not have the form `[a-z0-9]+(-[a-z0-9]+)*`.
    MalformedId(String),
    /// An earlier item of the list has the same id.
    DuplicateId(String),
    /// A reference to a party or session that does not exist.
    UnknownReference(String),
    /// `updated` is before `published`.
    UpdatedBeforePublished,
    /// `end` is not after `start`, and both have a time of day.
    EndNotAfterStart,
    /// `end` is before `start`, and both are dates.
    EndBeforeStart,
    /// Only one of `start` and `end` has a time of day.
    EndOfOtherKind,
    /// `was` is the same instant as `start`, or the same day if neither has a time of day.
    NotMoved,
    /// Not an `http` or `https` address.
    NotHttp(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe())
    }
}

impl Problem {
    /// The problem, as the end of a sentence that begins with the place.
    #[must_use]
    pub fn describe(&self) -> String {
        let (before, value, after) = match self {
            Self::Empty => ("is empty", None, ""),
            Self::MalformedId(id) => ("is not a valid id (a-z, 0-9 and single hyphens): “", Some(id), "”"),
            Self::DuplicateId(id) => ("is used twice: “", Some(id), "”"),
            Self::UnknownReference(id) => ("refers to “", Some(id), "”, which does not exist"),
            Self::UpdatedBeforePublished => ("is before published", None, ""),
            Self::EndNotAfterStart => ("is not after start", None, ""),
            Self::EndBeforeStart => ("is before start", None, ""),
            Self::EndOfOtherKind => ("must be a date if start is a date, and a date and time otherwise", None, ""),
            Self::NotMoved => ("is the same as start", None, ""),
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
    /// The place and the problem, in words.
    #[must_use]
    pub fn describe(&self) -> String {
        [&self.path.describe(), ": ", &self.problem.describe()].concat()
    }
}

/// Every violation in `brief`, in document order. Zone names are not checked, because that requires zone rules.
#[must_use]
pub fn violations<Stamp: Copy + Into<Option<Timestamp>>>(brief: &Brief<Stamp>) -> Vec<Violation> {
    let mut checker = Checker::default();

    checker.check_id("id", &brief.id);
    checker.check_text("title", &brief.title);
    checker.check_text("summary", &brief.summary);
    let stamps: (Option<Timestamp>, Option<Timestamp>) = (brief.published.into(), brief.updated.into());
    if let (Some(published), Some(updated)) = stamps
        && updated.instant < published.instant
    {
        checker.report("updated", Problem::UpdatedBeforePublished);
    }
    if let Some(place) = &brief.place {
        checker.at = Path::field("place");
        checker.check_text("name", &place.name);
    }

    let mut parties = Vec::new();
    for (index, party) in brief.parties.iter().enumerate() {
        checker.at = Path::field("parties").item(index);
        checker.check_own_id(&party.id, &mut parties);
        checker.check_text("name", &party.name);
    }

    let mut sessions = Vec::new();
    for (index, session) in brief.sessions.iter().enumerate() {
        checker.at = Path::field("sessions").item(index);
        checker.check_own_id(&session.id, &mut sessions);
        checker.check_text("title", &session.title);
        let problem = session.end.and_then(|end| match (session.start, end) {
            (DateOrTime::Time(start), DateOrTime::Time(end)) => {
                (end.instant <= start.instant).then_some(Problem::EndNotAfterStart)
            }
            (DateOrTime::Date(start), DateOrTime::Date(end)) => (end < start).then_some(Problem::EndBeforeStart),
            _ => Some(Problem::EndOfOtherKind),
        });
        if let Some(problem) = problem {
            checker.report("end", problem);
        }
        let is_same = |was: DateOrTime| match (session.start, was) {
            (DateOrTime::Time(start), DateOrTime::Time(was)) => start.instant == was.instant,
            (start, was) => start == was,
        };
        if session.was.is_some_and(is_same) {
            checker.report("was", Problem::NotMoved);
        }
    }

    let mut issues = Vec::new();
    for (index, issue) in brief.issues.iter().enumerate() {
        let at = Path::field("issues").item(index);
        checker.at = at.clone();
        checker.check_own_id(&issue.id, &mut issues);
        checker.check_text("title", &issue.title);
        checker.check_text("summary", &issue.summary);
        for (index, text) in issue.body.iter().enumerate() {
            checker.at = at.then("body").item(index);
            checker.check_text("", text);
        }
        for (index, position) in issue.positions.iter().enumerate() {
            checker.at = at.then("positions").item(index);
            checker.check_reference("party", &position.party, &parties);
            checker.check_text("text", &position.text);
        }
        for (index, date) in issue.dates.iter().enumerate() {
            checker.at = at.then("dates").item(index);
            checker.check_text("text", &date.text);
        }
        for (index, link) in issue.links.iter().enumerate() {
            checker.at = at.then("links").item(index);
            checker.check_text("title", &link.title);
            if let Some(url) = link.url.as_ref().filter(|url| !is_http(url)) {
                checker.report("url", Problem::NotHttp(url.clone()));
            }
        }
        for (index, session) in issue.sessions.iter().enumerate() {
            checker.at = at.then("sessions").item(index);
            checker.check_reference("", session, &sessions);
        }
    }
    checker.violations
}

/// Whether `id` has the form `[a-z0-9]+(-[a-z0-9]+)*`.
fn is_id(id: &str) -> bool {
    id.split('-')
        .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// Whether `url` is an `http` or `https` address. Schemes ignore case (RFC 3986, section 3.1).
#[must_use]
pub fn is_http(url: &str) -> bool {
    ["http://", "https://"].into_iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    })
}

#[derive(Default)]
struct Checker {
    violations: Vec<Violation>,
    /// The path of the value being checked.
    at: Path,
}

impl Checker {
    /// Reports a problem with the field `name` of the current value, or with the value itself if `name` is empty.
    fn report(&mut self, name: &'static str, problem: Problem) {
        let path = if name.is_empty() { self.at.clone() } else { self.at.then(name) };
        self.violations.push(Violation { path, problem });
    }

    fn check_text(&mut self, name: &'static str, text: &str) {
        if text.trim_ascii().is_empty() {
            self.report(name, Problem::Empty);
        }
    }

    fn check_id(&mut self, name: &'static str, id: &str) {
        if !is_id(id) {
            self.report(name, Problem::MalformedId(id.to_owned()));
        }
    }

    /// Checks that the id of the current value is valid and not yet in `ids`, and adds it. A linear search takes the
    /// least code.
    fn check_own_id<'a>(&mut self, id: &'a str, ids: &mut Vec<&'a str>) {
        if ids.contains(&id) {
            self.report("id", Problem::DuplicateId(id.to_owned()));
        } else {
            ids.push(id);
            self.check_id("id", id);
        }
    }

    fn check_reference(&mut self, name: &'static str, id: &str, known: &[&str]) {
        if !known.contains(&id) {
            self.report(name, Problem::UnknownReference(id.to_owned()));
        }
    }
}
