//! Reads a brief from located JSON, past every wrong type and missing field: what is wrong is reported, and something
//! harmless put in its place, so that the rules can be applied to the rest.

mod fields;

use std::collections::{HashMap, HashSet};

use crate::brief::{
    Brief, DEFAULT_LANGUAGE, DatedText, Issue, Link, Party, Path, Place, Position, Session, Status, ZoneColumn,
};
use crate::desk::json::{Node, Text};
use crate::desk::suggest::did_you_mean;
use crate::desk::words::clip;
use crate::desk::{Finding, Level};
use crate::time::{Instant, PartialDate, Timestamp};
use fields::Fields;

/// A brief as far as it can be read.
pub(super) struct Outline<'n> {
    pub(super) brief: Brief,
    /// The value of every field and item, by its path.
    pub(super) nodes: HashMap<String, &'n Node>,
    /// Paths of what was replaced, about which nothing more should be said.
    pub(super) broken: HashSet<String>,
    /// Texts for readers, in the document's order.
    pub(super) texts: Vec<(Path, &'n Text)>,
}

/// Reads the brief in `root`. `None` where it is no object at all.
pub(super) fn outline<'n>(root: &'n Node, findings: &mut Vec<Finding>) -> Option<Outline<'n>> {
    let mut shape = Shape { findings, nodes: HashMap::new(), broken: HashSet::new(), texts: Vec::new() };
    let brief = shape.brief(root)?;
    let Shape { nodes, broken, texts, .. } = shape;
    Some(Outline { brief, nodes, broken, texts })
}

struct Shape<'n, 'f> {
    findings: &'f mut Vec<Finding>,
    nodes: HashMap<String, &'n Node>,
    broken: HashSet<String>,
    texts: Vec<(Path, &'n Text)>,
}

const NOWHEN: Timestamp = Timestamp { instant: Instant::from_millis(0), offset: crate::time::Offset::UTC };

impl<'n> Shape<'n, '_> {
    fn report(
        &mut self,
        level: Level,
        code: &'static str,
        path: &Path,
        span: std::ops::Range<usize>,
        said: [String; 2],
    ) {
        let [message, remedy] = said;
        self.findings.push(Finding { level, code, path: path.clone(), span, message, remedy });
    }

    fn brief(&mut self, root: &'n Node) -> Option<Brief> {
        let required = &["id", "title", "summary", "published", "updated", "place", "zones", "sessions", "issues"];
        let mut fields = self.object(root, &Path::default(), required, &["$schema", "lang", "credit", "parties"])?;
        let id = self.plain(&fields, "id");
        let lang = if fields.has("lang") { self.plain(&fields, "lang") } else { DEFAULT_LANGUAGE.to_owned() };
        let title = self.prose(&fields, "title");
        let summary = self.prose(&fields, "summary");
        let published = self.stamp(&fields, "published");
        let updated = self.stamp(&fields, "updated");
        let place = self.required_node(&mut fields, "place").and_then(|(node, path)| {
            let fields = self.object(node, &path, &["name", "zone"], &[])?;
            Some(Place { name: self.prose(&fields, "name"), zone: self.plain(&fields, "zone") })
        });
        let credit = self.optional_prose(&fields, "credit");
        let parties = self.list(&fields, "parties", |shape, node, path| {
            let fields = shape.object(node, path, &["id", "name"], &[])?;
            Some(Party { id: shape.plain(&fields, "id"), name: shape.prose(&fields, "name") })
        });
        let zones = self.list(&fields, "zones", |shape, node, path| {
            let fields = shape.object(node, path, &["zone"], &["label"])?;
            Some(ZoneColumn { zone: shape.plain(&fields, "zone"), label: shape.optional_prose(&fields, "label") })
        });
        let sessions = self.list(&fields, "sessions", Self::session);
        let issues = self.list(&fields, "issues", Self::issue);
        // Without a place, “local time” is no time at all.
        let nowhere = Place { name: "-".to_owned(), zone: "-".to_owned() };
        if place.is_none() {
            self.broken.insert("place.zone".to_owned());
        }
        Some(Brief {
            id,
            lang,
            title,
            summary,
            // What is unknown lies neither before nor after anything.
            published: published.or(updated).unwrap_or(NOWHEN),
            updated: updated.or(published).unwrap_or(NOWHEN),
            place: place.unwrap_or(nowhere),
            credit,
            parties: parties
                .into_iter()
                .map(|party| party.unwrap_or_else(|| Party { id: "-".into(), name: "-".into() }))
                .collect(),
            zones: zones.into_iter().map(|column| column.unwrap_or_else(no_column)).collect(),
            sessions: sessions.into_iter().map(|session| session.unwrap_or_else(no_session)).collect(),
            issues: issues.into_iter().map(|issue| issue.unwrap_or_else(no_issue)).collect(),
        })
    }

    fn session(&mut self, node: &'n Node, path: &Path) -> Option<Session> {
        let optional = &["end", "status", "was", "note", "outcome"];
        let fields = self.object(node, path, &["id", "title", "start"], optional)?;
        let (id, title) = (self.plain(&fields, "id"), self.prose(&fields, "title"));
        let start = self.stamp(&fields, "start");
        let (end, was) = (self.optional_stamp(&fields, "end"), self.optional_stamp(&fields, "was"));
        let status = if fields.has("status") { self.status(&fields) } else { Status::default() };
        let (note, outcome) = (self.optional_prose(&fields, "note"), self.optional_prose(&fields, "outcome"));
        // Without a start nothing can be said of the other two.
        let (end, was) = if start.is_some() { (end, was) } else { (None, None) };
        Some(Session { id, title, start: start.unwrap_or(NOWHEN), end, status, was, note, outcome })
    }

    fn issue(&mut self, node: &'n Node, path: &Path) -> Option<Issue> {
        let optional = &["body", "positions", "dates", "links", "sessions", "updated", "outcome"];
        let fields = self.object(node, path, &["id", "title", "summary"], optional)?;
        let (id, title) = (self.plain(&fields, "id"), self.prose(&fields, "title"));
        let summary = self.prose(&fields, "summary");
        let body = self.list(&fields, "body", |shape, node, path| Some(shape.prose_node(node, path)));
        let positions = self.list(&fields, "positions", |shape, node, path| {
            let fields = shape.object(node, path, &["party", "text"], &[])?;
            Some(Position { party: shape.plain(&fields, "party"), text: shape.prose(&fields, "text") })
        });
        let dates = self.list(&fields, "dates", |shape, node, path| {
            let fields = shape.object(node, path, &["date", "text"], &[])?;
            Some(DatedText { date: shape.date(&fields), text: shape.prose(&fields, "text") })
        });
        let links = self.list(&fields, "links", |shape, node, path| {
            let fields = shape.object(node, path, &["title"], &["url"])?;
            let url = fields.present("url").map(|_| shape.plain(&fields, "url"));
            Some(Link { title: shape.prose(&fields, "title"), url })
        });
        let sessions = self.list(&fields, "sessions", |shape, node, path| Some(shape.plain_node(node, path)));
        let updated = self.optional_stamp(&fields, "updated");
        let outcome = self.optional_prose(&fields, "outcome");
        let dash = || "-".to_owned();
        Some(Issue {
            id,
            title,
            summary,
            body: body.into_iter().map(|text| text.unwrap_or_else(dash)).collect(),
            positions: positions
                .into_iter()
                .map(|position| position.unwrap_or_else(|| Position { party: dash(), text: dash() }))
                .collect(),
            dates: dates
                .into_iter()
                .map(|date| date.unwrap_or_else(|| DatedText { date: PartialDate::Year(0), text: dash() }))
                .collect(),
            links: links.into_iter().map(|link| link.unwrap_or_else(|| Link { title: dash(), url: None })).collect(),
            sessions: sessions.into_iter().map(|id| id.unwrap_or_else(dash)).collect(),
            updated,
            outcome,
        })
    }

    fn status(&mut self, fields: &Fields<'n>) -> Status {
        let name = self.plain(fields, "status");
        let path = fields.path("status");
        if let Some(status) = Status::from_name(&name) {
            return status;
        }
        if self.broken.insert(path.to_string()) {
            let names = ["confirmed", "expected", "postponed", "cancelled"];
            let remedy = did_you_mean(&name, names)
                .unwrap_or_else(|| "write confirmed, expected, postponed or cancelled".to_owned());
            let message = format!("is no status: “{}”", clip(&name));
            self.report(Level::Error, "wrong-value", &path, fields.span("status"), [message, remedy]);
        }
        Status::default()
    }

    fn date(&mut self, fields: &Fields<'n>) -> PartialDate {
        let (text, path) = (self.plain(fields, "date"), fields.path("date"));
        PartialDate::parse(&text).unwrap_or_else(|| {
            if self.broken.insert(path.to_string()) {
                let message = format!("is no date: “{}”", clip(&text));
                let remedy = "write YYYY, YYYY-MM or YYYY-MM-DD".to_owned();
                self.report(Level::Error, "wrong-value", &path, fields.span("date"), [message, remedy]);
            }
            PartialDate::Year(0)
        })
    }

    fn stamp(&mut self, fields: &Fields<'n>, name: &'static str) -> Option<Timestamp> {
        let (text, path) = (self.plain(fields, name), fields.path(name));
        let error = match Timestamp::parse(&text) {
            Ok(stamp) => return Some(stamp),
            Err(error) => error,
        };
        if self.broken.insert(path.to_string()) {
            let message = format!("“{}” {error}", clip(&text));
            let remedy = match error {
                crate::time::ParseError::NoOffset => {
                    "add the offset of the place whose clock this is; without it nobody knows when it is"
                }
                crate::time::ParseError::Form => {
                    "write year-month-dayThour:minute:second and the offset, as 2018-07-16T18:20:00+08:00"
                }
                crate::time::ParseError::Range => "look at the calendar and the clock",
            };
            self.report(Level::Error, "wrong-time", &path, fields.span(name), [message, remedy.to_owned()]);
        }
        None
    }

    fn optional_stamp(&mut self, fields: &Fields<'n>, name: &'static str) -> Option<Timestamp> {
        fields.present(name).and_then(|_| self.stamp(fields, name))
    }
}

fn no_column() -> ZoneColumn {
    ZoneColumn { zone: "UTC".to_owned(), label: None }
}

fn no_session() -> Session {
    let dash = || "-".to_owned();
    let status = Status::Cancelled;
    Session { id: dash(), title: dash(), start: NOWHEN, end: None, status, was: None, note: None, outcome: None }
}

fn no_issue() -> Issue {
    let dash = || "-".to_owned();
    Issue::new(dash(), dash(), dash())
}
