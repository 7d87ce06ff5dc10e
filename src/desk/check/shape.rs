//! Reads a brief from located JSON, past every wrong type and missing field: what is wrong is reported, and something
//! harmless put in its place, so that the rules can be applied to the rest.

mod fields;

use std::collections::{HashMap, HashSet};

use crate::brief::{
    Brief, DEFAULT_LANGUAGE, DatedText, Issue, Link, Party, Path, Place, Position, Session, Status, ZoneColumn,
};
use crate::desk::Finding;
use crate::desk::json::{Node, Text, Value};
use crate::desk::suggest::Suggestions;
use crate::desk::words::clip;
use crate::time::{Instant, Offset, ParseError, PartialDate, Timestamp};
use fields::{Fields, dash};

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

impl Outline<'_> {
    /// Whether the start of the session `index` could be read.
    pub(super) fn is_dated(&self, index: usize) -> bool {
        !self.broken.contains(Path::field("sessions").item(index).then("start").as_str())
    }

    /// The sessions whose start could be read, with their index.
    pub(super) fn dated(&self) -> impl Iterator<Item = (usize, &Session)> {
        self.brief.sessions.iter().enumerate().filter(|(index, _)| self.is_dated(*index))
    }
}

/// Reads the brief in `root`. `None` where it is no object at all.
pub(super) fn outline<'n>(
    root: &'n Node,
    findings: &mut Vec<Finding>,
    suggestions: &mut Suggestions,
) -> Option<Outline<'n>> {
    let (nodes, broken, texts) = (HashMap::new(), HashSet::new(), Vec::new());
    let mut shape = Shape { findings, suggestions, nodes, broken, texts };
    let brief = shape.brief(root);
    let Shape { nodes, broken, texts, .. } = shape;
    matches!(root.value, Value::Object(_)).then_some(Outline { brief, nodes, broken, texts })
}

struct Shape<'n, 'f> {
    findings: &'f mut Vec<Finding>,
    suggestions: &'f mut Suggestions,
    nodes: HashMap<String, &'n Node>,
    broken: HashSet<String>,
    texts: Vec<(Path, &'n Text)>,
}

const NOWHEN: Timestamp = Timestamp { instant: Instant::from_millis(0), offset: Offset::UTC };

impl<'n> Shape<'n, '_> {
    fn brief(&mut self, root: &'n Node) -> Brief {
        let required = ["id", "title", "summary", "published", "updated", "place", "zones", "sessions", "issues"];
        let fields = self.object(root, &Path::default(), &required, &["$schema", "lang", "credit", "parties"]);
        let id = self.plain(&fields, "id");
        let lang = if fields.has("lang") { self.plain(&fields, "lang") } else { DEFAULT_LANGUAGE.to_owned() };
        let title = self.prose(&fields, "title");
        let summary = self.prose(&fields, "summary");
        let published = self.stamp(&fields, "published");
        let updated = self.stamp(&fields, "updated");
        let place = fields.node("place").map(|node| {
            let fields = self.object(node, &fields.path("place"), &["name", "zone"], &[]);
            Place { name: self.prose(&fields, "name"), zone: self.plain(&fields, "zone") }
        });
        // Without a place, “local time” is no time at all.
        if place.is_none() {
            self.broken.insert("place.zone".to_owned());
        }
        let credit = self.optional_prose(&fields, "credit");
        let parties = self.list(&fields, "parties", |shape, node, path| {
            let fields = shape.object(node, path, &["id", "name"], &[]);
            Party { id: shape.plain(&fields, "id"), name: shape.prose(&fields, "name") }
        });
        let zones = self.list(&fields, "zones", |shape, node, path| {
            let fields = shape.object(node, path, &["zone"], &["label"]);
            ZoneColumn { zone: shape.plain(&fields, "zone"), label: shape.optional_prose(&fields, "label") }
        });
        let sessions = self.list(&fields, "sessions", Self::session);
        let issues = self.list(&fields, "issues", Self::issue);
        Brief {
            id,
            lang,
            title,
            summary,
            // What is unknown lies neither before nor after anything.
            published: published.or(updated).unwrap_or(NOWHEN),
            updated: updated.or(published).unwrap_or(NOWHEN),
            place: place.unwrap_or_else(|| Place { name: dash(), zone: dash() }),
            credit,
            parties,
            zones,
            sessions,
            issues,
        }
    }

    fn session(&mut self, node: &'n Node, path: &Path) -> Session {
        let optional = &["end", "status", "was", "note", "outcome"];
        let fields = self.object(node, path, &["id", "title", "start"], optional);
        let (id, title) = (self.plain(&fields, "id"), self.prose(&fields, "title"));
        let start = self.stamp(&fields, "start");
        let (end, was) = (self.optional_stamp(&fields, "end"), self.optional_stamp(&fields, "was"));
        let status = if fields.has("status") { self.status(&fields) } else { Status::default() };
        let (note, outcome) = (self.optional_prose(&fields, "note"), self.optional_prose(&fields, "outcome"));
        // Without a start nothing can be said of the other two.
        let (end, was) = if start.is_some() { (end, was) } else { (None, None) };
        Session { id, title, start: start.unwrap_or(NOWHEN), end, status, was, note, outcome }
    }

    fn issue(&mut self, node: &'n Node, path: &Path) -> Issue {
        let optional = &["body", "positions", "dates", "links", "sessions", "updated", "outcome"];
        let fields = self.object(node, path, &["id", "title", "summary"], optional);
        Issue {
            id: self.plain(&fields, "id"),
            title: self.prose(&fields, "title"),
            summary: self.prose(&fields, "summary"),
            body: self.list(&fields, "body", Self::prose_node),
            positions: self.list(&fields, "positions", |shape, node, path| {
                let fields = shape.object(node, path, &["party", "text"], &[]);
                Position { party: shape.plain(&fields, "party"), text: shape.prose(&fields, "text") }
            }),
            dates: self.list(&fields, "dates", |shape, node, path| {
                let fields = shape.object(node, path, &["date", "text"], &[]);
                DatedText { date: shape.date(&fields), text: shape.prose(&fields, "text") }
            }),
            links: self.list(&fields, "links", |shape, node, path| {
                let fields = shape.object(node, path, &["title"], &["url"]);
                let url = fields.present("url").map(|_| shape.plain(&fields, "url"));
                Link { title: shape.prose(&fields, "title"), url }
            }),
            sessions: self.list(&fields, "sessions", Self::plain_node),
            updated: self.optional_stamp(&fields, "updated"),
            outcome: self.optional_prose(&fields, "outcome"),
        }
    }

    fn status(&mut self, fields: &Fields<'n>) -> Status {
        let name = self.plain(fields, "status");
        Status::from_name(&name).unwrap_or_else(|| {
            let nearest = self.suggestions.did_you_mean(&name, ["confirmed", "expected", "postponed", "cancelled"]);
            let remedy = nearest.unwrap_or_else(|| "write confirmed, expected, postponed or cancelled".to_owned());
            self.wrong(fields, "status", "wrong-value", format!("is no status: “{}”", clip(&name)), &remedy);
            Status::default()
        })
    }

    fn date(&mut self, fields: &Fields<'n>) -> PartialDate {
        let text = self.plain(fields, "date");
        PartialDate::parse(&text).unwrap_or_else(|| {
            let message = format!("is no date: “{}”", clip(&text));
            self.wrong(fields, "date", "wrong-value", message, "write YYYY, YYYY-MM or YYYY-MM-DD");
            PartialDate::Year(0)
        })
    }

    fn stamp(&mut self, fields: &Fields<'n>, name: &'static str) -> Option<Timestamp> {
        let text = self.plain(fields, name);
        let error = match Timestamp::parse(&text) {
            Ok(stamp) => return Some(stamp),
            Err(error) => error,
        };
        let remedy = match error {
            ParseError::NoOffset => {
                "add the offset of the place whose clock this is; without it nobody knows when it is"
            }
            ParseError::Form => "write year-month-dayThour:minute:second and the offset, as 2018-07-16T18:20:00+08:00",
            ParseError::Range => "look at the calendar and the clock",
        };
        self.wrong(fields, name, "wrong-time", format!("“{}” {error}", clip(&text)), remedy);
        None
    }

    fn optional_stamp(&mut self, fields: &Fields<'n>, name: &'static str) -> Option<Timestamp> {
        fields.present(name).and_then(|_| self.stamp(fields, name))
    }
}
