//! Updates a brief from its changed article: adds sessions and issues, moves sessions, and keeps the editor's changes.

use serde_json::{Map, Value};

use super::report::CLIPPED;
use super::{Imported, Kind};
use crate::brief::Path;
use crate::desk::words::{clip_to, letters};
use crate::time::{Instant, Timestamp};

/// A difference between the brief and the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it is in the brief.
    pub path: Path,
    /// What changes, or what the brief keeps.
    pub message: String,
    /// Whether the brief changes.
    pub applies: bool,
}

/// An updated brief.
#[derive(Clone, Debug)]
pub struct Updated {
    /// The brief as JSON.
    pub json: String,
    /// The changes, and the differences that are kept.
    pub changes: Vec<Change>,
}

/// Updates `brief` from the import of its changed `article`. Given the import of the article as it was `before`, fields
/// that the editor has not changed since take their new values.
///
/// # Errors
/// Why `brief` cannot be updated, if it is not a JSON object.
pub fn update(brief: &str, article: &Imported, before: Option<&Imported>) -> Result<Updated, String> {
    let read = |json: &str| serde_json::from_str::<Value>(json).map_err(|error| error.to_string());
    let (mut own, new) = (read(brief)?, read(&article.json)?);
    let base = before.map_or(Ok(Value::Null), |before| read(&before.json))?;
    let object = own.as_object_mut().ok_or("is not a JSON object")?;
    let mut update = Update { article, is_compared: before.is_some(), changes: Vec::new() };
    for name in ["title", "summary", "published", "place", "credit", "zones", "parties"] {
        update.text(object, &Path::field(name), name, &new[name], &base[name]);
    }
    let updated = object.get("updated").and_then(instant);
    if updated.is_some() && instant(&new["updated"]) > updated {
        update.set(object, &Path::field("updated"), "updated", &new["updated"]);
    }
    update.sessions(object, &new, &base);
    update.issues(object, &new, &base);
    let json = serde_json::to_string_pretty(&own).map_err(|error| error.to_string())? + "\n";
    Ok(Updated { json, changes: update.changes })
}

struct Update<'a> {
    article: &'a Imported,
    /// Whether the earlier article is known.
    is_compared: bool,
    changes: Vec<Change>,
}

impl Update<'_> {
    fn report(&mut self, path: &Path, applies: bool, message: String) {
        self.changes.push(Change { path: path.clone(), message, applies });
    }

    fn set(&mut self, object: &mut Map<String, Value>, path: &Path, name: &str, new: &Value) {
        let verb = if object.contains_key(name) { "changed to" } else { "added:" };
        self.report(path, true, format!("{verb} {}", shown(new)));
        object.insert(name.to_owned(), new.clone());
    }

    /// Adds a missing field, and updates one that still has the value of the earlier article. Keeps any other.
    fn text(&mut self, object: &mut Map<String, Value>, path: &Path, name: &str, new: &Value, base: &Value) {
        match object.get(name) {
            _ if new.is_null() => {}
            Some(own) if own == new => {}
            None => self.set(object, path, name, new),
            Some(own) if self.is_compared && own == base => self.set(object, path, name, new),
            // The editor changed it, and the article did not.
            Some(_) if self.is_compared && new == base => {}
            Some(_) => self.report(path, false, format!("the article has {}", shown(new))),
        }
    }

    fn sessions(&mut self, brief: &mut Map<String, Value>, new: &Value, base: &Value) {
        let list = Path::field("sessions");
        let mut own = take(brief, "sessions");
        let mut is_known = vec![false; own.len()];
        for session in items(new, "sessions") {
            let same_start = |one: &Value| start(one).is_some() && start(one) == start(session);
            let at = (0..own.len()).find(|at| !is_known[*at] && same_start(&own[*at]));
            let at = at.or_else(|| (0..own.len()).find(|at| !is_known[*at] && is_same(&own[*at], session)));
            let Some(at) = at else {
                let at = own.iter().position(|one| start(one) > start(session)).unwrap_or(own.len());
                self.report(
                    &list.item(at),
                    true,
                    format!("added: {} at {}", shown(&session["title"]), time(&session["start"])),
                );
                own.insert(at, with_own_id(session, &own));
                is_known.insert(at, true);
                continue;
            };
            is_known[at] = true;
            let before = items(base, "sessions").iter().find(|one| is_same(one, session));
            self.session(&list.item(at), &mut own[at], session, before);
        }
        let candidates = self.article.items.iter().filter(|item| item.kind == Kind::Candidate);
        let offered: Vec<_> = candidates.filter_map(|item| item.instant).map(|stamp| stamp.instant).collect();
        for (at, session) in own.iter().enumerate().filter(|(at, _)| !is_known[*at]) {
            if start(session).is_none_or(|start| !offered.contains(&start)) {
                let message =
                    format!("the article does not state {} at {}", shown(&session["title"]), time(&session["start"]));
                self.report(&list.item(at), false, message);
            }
        }
        brief.insert("sessions".to_owned(), own.into());
    }

    /// Updates the times and the status of a session; its texts stay.
    fn session(&mut self, path: &Path, own: &mut Value, new: &Value, before: Option<&Value>) {
        let Some(object) = own.as_object_mut() else { return };
        let old = object.get("start").cloned().unwrap_or_default();
        let is_moved = instant(&old) != start(new);
        // The editor may have changed the time, unless the earlier article had it or the article says that it moved.
        let is_the_articles =
            before.is_some_and(|before| start(before) == instant(&old)) || instant(&new["was"]) == instant(&old);
        if is_moved && !is_the_articles {
            let message =
                format!("{} is at {}; the article has {}", shown(&new["title"]), time(&old), time(&new["start"]));
            return self.report(path, false, message);
        }
        if is_moved {
            self.report(
                path,
                true,
                format!("moved from {} to {}: {}", time(&old), time(&new["start"]), shown(&new["title"])),
            );
            object.insert("start".to_owned(), new["start"].clone());
            object.remove("end");
            let is_later = start(new) > instant(&old);
            object.insert("was".to_owned(), if new["was"].is_null() { old } else { new["was"].clone() });
            if is_later
                && new["status"].is_null()
                && matches!(object.get("status").and_then(Value::as_str), None | Some("confirmed"))
            {
                object.insert("status".to_owned(), "postponed".into());
            }
        }
        let status = object.get("status").and_then(Value::as_str).unwrap_or("confirmed");
        if new["status"].as_str().is_some_and(|new| new != status && matches!(status, "confirmed" | "expected")) {
            self.set(object, &path.then("status"), "status", &new["status"]);
        }
        if !new["end"].is_null() && !object.contains_key("end") {
            self.set(object, &path.then("end"), "end", &new["end"]);
        }
    }

    fn issues(&mut self, brief: &mut Map<String, Value>, new: &Value, base: &Value) {
        let list = Path::field("issues");
        let mut own = take(brief, "issues");
        let mut is_known = vec![false; own.len()];
        let mut next = 0;
        for issue in items(new, "issues") {
            let Some(at) = (0..own.len()).find(|at| !is_known[*at] && is_same(&own[*at], issue)) else {
                self.report(&list.item(next), true, format!("added: {}", shown(&issue["title"])));
                own.insert(next, with_own_id(issue, &own));
                is_known.insert(next, true);
                next += 1;
                continue;
            };
            (is_known[at], next) = (true, at + 1);
            let before = items(base, "issues").iter().find(|one| is_same(one, issue)).cloned().unwrap_or_default();
            let Some(object) = own[at].as_object_mut() else { continue };
            for name in ["title", "summary", "body", "positions", "links"] {
                self.text(object, &list.item(at).then(name), name, &issue[name], &before[name]);
            }
        }
        for (at, issue) in own.iter().enumerate().filter(|(at, _)| !is_known[*at]) {
            self.report(&list.item(at), false, format!("the article has no section {}", shown(&issue["title"])));
        }
        brief.insert("issues".to_owned(), own.into());
    }
}

/// The items of the list called `name`.
fn items<'a>(brief: &'a Value, name: &str) -> &'a [Value] {
    brief[name].as_array().map_or(&[], Vec::as_slice)
}

fn take(brief: &mut Map<String, Value>, name: &str) -> Vec<Value> {
    match brief.get_mut(name).map(Value::take) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// Whether two sessions or issues have the same id or title.
fn is_same(one: &Value, other: &Value) -> bool {
    let letters = |value: &Value| letters(value["title"].as_str().unwrap_or_default());
    one["id"].is_string() && one["id"] == other["id"] || !letters(one).is_empty() && letters(one) == letters(other)
}

/// `item` with an id that none of `others` has.
fn with_own_id(item: &Value, others: &[Value]) -> Value {
    let id = item["id"].as_str().unwrap_or("item");
    let ids = std::iter::once(id.to_owned()).chain((2..).map(|number| format!("{id}-{number}")));
    let free = ids.into_iter().find(|id| others.iter().all(|other| other["id"] != id.as_str()));
    let mut item = item.clone();
    item["id"] = free.into();
    item
}

fn instant(time: &Value) -> Option<Instant> {
    Timestamp::parse(time.as_str()?).ok().map(|stamp| stamp.instant)
}

fn start(session: &Value) -> Option<Instant> {
    instant(&session["start"])
}

/// A text in quotation marks, or another value as JSON, clipped.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("“{}”", clip_to(text, CLIPPED)),
        value => clip_to(&value.to_string(), CLIPPED),
    }
}

fn time(value: &Value) -> &str {
    value.as_str().unwrap_or("an unknown time")
}
