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
        let mut keys: Vec<Key> = own.iter().map(Key::of).collect();
        let old: Vec<Key> = items(base, "sessions").iter().map(Key::of).collect();
        for session in items(new, "sessions") {
            let key = Key::of(session);
            let unknown = |fits: &dyn Fn(&Key) -> bool| keys.iter().position(|one| !one.is_known && fits(one));
            let same_start = unknown(&|one| one.start.is_some() && one.start == key.start);
            let Some(at) = same_start.or_else(|| unknown(&|one| one.is_same(&key))) else {
                let at = keys.iter().position(|one| one.start > key.start).unwrap_or(own.len());
                self.report(
                    &list.item(at),
                    true,
                    format!("added: {} at {}", shown(&session["title"]), time(&session["start"])),
                );
                own.insert(at, with_own_id(session, &keys));
                keys.insert(at, Key { is_known: true, ..Key::of(&own[at]) });
                continue;
            };
            let before = old.iter().find(|one| one.is_same(&key)).map(|before| before.start);
            self.session(&list.item(at), &mut own[at], session, before);
            keys[at] = Key { is_known: true, ..Key::of(&own[at]) };
        }
        let candidates = self.article.items.iter().filter(|item| item.kind == Kind::Candidate);
        let offered: Vec<_> = candidates.filter_map(|item| item.instant).map(|stamp| stamp.instant).collect();
        for (at, session) in own.iter().enumerate().filter(|(at, _)| !keys[*at].is_known) {
            if keys[at].start.is_none_or(|start| !offered.contains(&start)) {
                let message =
                    format!("the article does not state {} at {}", shown(&session["title"]), time(&session["start"]));
                self.report(&list.item(at), false, message);
            }
        }
        brief.insert("sessions".to_owned(), own.into());
    }

    /// Updates the times and the status of a session that started at `before` in the earlier article; its texts stay.
    fn session(&mut self, path: &Path, own: &mut Value, new: &Value, before: Option<Option<Instant>>) {
        let Some(object) = own.as_object_mut() else { return };
        let old = object.get("start").cloned().unwrap_or_default();
        let is_moved = instant(&old) != start(new);
        // The editor may have changed the time, unless the earlier article had it or the article says that it moved.
        let is_the_articles = before == Some(instant(&old)) || instant(&new["was"]) == instant(&old);
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
        let mut keys: Vec<Key> = own.iter().map(Key::of).collect();
        let old: Vec<(Key, &Value)> = items(base, "issues").iter().map(|issue| (Key::of(issue), issue)).collect();
        let mut next = 0;
        for issue in items(new, "issues") {
            let key = Key::of(issue);
            let Some(at) = keys.iter().position(|one| !one.is_known && one.is_same(&key)) else {
                self.report(&list.item(next), true, format!("added: {}", shown(&issue["title"])));
                own.insert(next, with_own_id(issue, &keys));
                keys.insert(next, Key { is_known: true, ..Key::of(&own[next]) });
                next += 1;
                continue;
            };
            (keys[at].is_known, next) = (true, at + 1);
            let before = old.iter().find(|(one, _)| one.is_same(&key)).map_or(&Value::Null, |(_, issue)| issue);
            let Some(object) = own[at].as_object_mut() else { continue };
            for name in ["title", "summary", "body", "positions", "links"] {
                self.text(object, &list.item(at).then(name), name, &issue[name], &before[name]);
            }
        }
        for (at, issue) in own.iter().enumerate().filter(|(at, _)| !keys[*at].is_known) {
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

/// What identifies a session or an issue. Read once, because every item is compared with all others.
struct Key {
    start: Option<Instant>,
    id: Option<String>,
    /// The letters of the title.
    title: String,
    /// Whether it was found in the article.
    is_known: bool,
}

impl Key {
    fn of(item: &Value) -> Self {
        let title = letters(item["title"].as_str().unwrap_or_default());
        Self { start: start(item), id: item["id"].as_str().map(str::to_owned), title, is_known: false }
    }

    /// Whether two sessions or issues have the same id or title.
    fn is_same(&self, other: &Self) -> bool {
        self.id.is_some() && self.id == other.id || !self.title.is_empty() && self.title == other.title
    }
}

/// `item` with an id that none of `others` has.
fn with_own_id(item: &Value, others: &[Key]) -> Value {
    let id = item["id"].as_str().unwrap_or("item");
    let ids = std::iter::once(id.to_owned()).chain((2..).map(|number| format!("{id}-{number}")));
    let free = ids.into_iter().find(|id| others.iter().all(|other| other.id.as_ref() != Some(id)));
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
