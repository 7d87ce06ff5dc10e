//! JSON by the browser's own parser, and the brief from what it gives: the crate ships no parser.
//!
//! Natively serde reads briefs. Here its derived code, whatever the deserializer, weighs several times what stands
//! below (docs/decisions/0004); `tests/web.rs` holds the two readings against each other.

use std::cell::OnceCell;
use std::fmt;

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::brief::{
    Brief, DEFAULT_LANGUAGE, DatedText, Issue, Link, Party, Place, Position, Session, Status, ZoneColumn,
};
use crate::time::{Instant, ParseError, PartialDate, Timestamp};

/// Why a text is no brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// Where, like `issues[3].title`; empty for the document itself.
    pub path: String,
    /// What is wrong there.
    pub reason: String,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe())
    }
}

impl DecodeError {
    /// Where and what, in words.
    #[must_use]
    pub fn describe(&self) -> String {
        [self.path.as_str(), if self.path.is_empty() { "" } else { ": " }, &self.reason].concat()
    }
}

impl std::error::Error for DecodeError {}

/// Reads a brief; its rules are not checked here.
///
/// # Errors
/// [`DecodeError`] where the text is not JSON, or a field is missing or of the wrong type.
pub fn brief_from_json(text: &str) -> Result<Brief, DecodeError> {
    let value = JSON::parse(text).map_err(|error| {
        let reason = Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
        DecodeError { path: String::new(), reason: ["not JSON: ", &reason.unwrap_or_default()].concat() }
    })?;
    let fault = OnceCell::new();
    let brief = brief(&Node { value, parent: None, step: Step::Index(0), fault: &fault });
    match fault.into_inner() {
        Some(fault) => Err(fault),
        None => Ok(brief),
    }
}

/// A value and the way to it. Reading never stops: what cannot be read is noted in `fault` and read as nothing, so
/// that no reading has to be undone half-way, which costs several times as much code.
struct Node<'a> {
    /// Undefined where the parent has no such field.
    value: JsValue,
    /// `None` for the document.
    parent: Option<&'a Node<'a>>,
    step: Step,
    /// The first thing that is wrong in the document.
    fault: &'a OnceCell<DecodeError>,
}

#[derive(Clone, Copy)]
enum Step {
    Field(&'static str),
    Index(u32),
}

impl<'a> Node<'a> {
    fn path(&self) -> String {
        let Some(parent) = self.parent else {
            return String::new();
        };
        let mut path = parent.path();
        match self.step {
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
            Step::Field(name) => {
                path.push_str(if path.is_empty() { "" } else { "." });
                path.push_str(name);
            }
        }
        path
    }

    /// Notes what is wrong with this value, unless something was before.
    fn refuse(&self, words: &[&str]) {
        self.fault.get_or_init(|| DecodeError { path: self.path(), reason: words.concat() });
    }

    /// Notes that this is not what it should be, or not there.
    fn expected(&self, what: &str) {
        if self.value.is_undefined()
            && let (Some(parent), Step::Field(name)) = (self.parent, self.step)
        {
            return parent.refuse(&["the field “", name, "” is missing"]);
        }
        let found = match &self.value {
            value if value.is_null() => "null",
            value if value.is_string() => "a string",
            value if value.as_bool().is_some() => "true or false",
            value if Array::is_array(value) => "an array",
            value if value.is_object() => "an object",
            _ => "a number",
        };
        self.refuse(&["expected ", what, ", found ", found]);
    }

    /// The field `name` of this object.
    fn field(&'a self, name: &'static str) -> Node<'a> {
        if !self.value.is_object() || Array::is_array(&self.value) {
            self.expected("an object");
        }
        // Only what is no object has no fields to ask for.
        let value = Reflect::get(&self.value, &name.into()).unwrap_or_default();
        Node { value, parent: Some(self), step: Step::Field(name), fault: self.fault }
    }

    fn string(&self) -> String {
        self.value.as_string().unwrap_or_else(|| {
            self.expected("a string");
            String::new()
        })
    }

    /// What this string means to `parse`, which says what is wrong with any other.
    fn parsed<T>(&self, parse: fn(&str) -> Result<T, &'static str>) -> Option<T> {
        let text = self.string();
        parse(&text).map_err(|problem| self.refuse(&["“", &text, "” ", problem])).ok()
    }

    fn timestamp(&self) -> Timestamp {
        let parsed = self.parsed(|text| Timestamp::parse(text).map_err(ParseError::describe));
        parsed.unwrap_or_else(|| Instant::from_millis(0).into())
    }

    // Fields of this object.

    fn text(&self, name: &'static str) -> String {
        self.field(name).string()
    }

    fn text_if(&self, name: &'static str) -> Option<String> {
        let field = self.field(name);
        field.is_given().then(|| field.string())
    }

    fn time(&self, name: &'static str) -> Timestamp {
        self.field(name).timestamp()
    }

    fn time_if(&self, name: &'static str) -> Option<Timestamp> {
        let field = self.field(name);
        field.is_given().then(|| field.timestamp())
    }

    fn list<T>(&self, name: &'static str, read: fn(&Node) -> T) -> Vec<T> {
        let mut list = Vec::new();
        self.for_each(name, true, &mut |node| list.push(read(node)));
        list
    }

    /// The same for a list that may be missing.
    fn list_if<T>(&self, name: &'static str, read: fn(&Node) -> T) -> Vec<T> {
        let mut list = Vec::new();
        self.for_each(name, false, &mut |node| list.push(read(node)));
        list
    }

    /// Not generic, so that each kind of list costs the code of its items only.
    fn for_each(&self, name: &'static str, required: bool, read: &mut dyn FnMut(&Node)) {
        let field = self.field(name);
        if field.value.is_undefined() && !required {
            return;
        }
        let Some(items) = field.value.dyn_ref::<Array>() else {
            return field.expected("an array");
        };
        for index in 0..items.length() {
            let step = Step::Index(index);
            read(&Node { value: items.get(index), parent: Some(&field), step, fault: self.fault });
        }
    }

    /// Whether an optional field is there and not null.
    fn is_given(&self) -> bool {
        !self.value.is_undefined() && !self.value.is_null()
    }
}

fn brief(node: &Node) -> Brief {
    let (lang, place) = (node.field("lang"), node.field("place"));
    Brief {
        id: node.text("id"),
        lang: if lang.value.is_undefined() { DEFAULT_LANGUAGE.to_owned() } else { lang.string() },
        title: node.text("title"),
        summary: node.text("summary"),
        published: node.time("published"),
        updated: node.time("updated"),
        place: Place { name: place.text("name"), zone: place.text("zone") },
        credit: node.text_if("credit"),
        parties: node.list_if("parties", party),
        zones: node.list("zones", zone_column),
        sessions: node.list("sessions", session),
        issues: node.list("issues", issue),
    }
}

fn party(node: &Node) -> Party {
    Party { id: node.text("id"), name: node.text("name") }
}

fn zone_column(node: &Node) -> ZoneColumn {
    ZoneColumn { zone: node.text("zone"), label: node.text_if("label") }
}

fn session(node: &Node) -> Session {
    Session {
        id: node.text("id"),
        title: node.text("title"),
        start: node.time("start"),
        end: node.time_if("end"),
        status: status(&node.field("status")),
        was: node.time_if("was"),
        note: node.text_if("note"),
        outcome: node.text_if("outcome"),
    }
}

fn status(node: &Node) -> Status {
    if node.value.is_undefined() {
        return Status::default();
    }
    let parse = |text: &str| Status::from_name(text).ok_or("is none of confirmed, expected, postponed, cancelled");
    node.parsed(parse).unwrap_or_default()
}

fn issue(node: &Node) -> Issue {
    Issue {
        id: node.text("id"),
        title: node.text("title"),
        summary: node.text("summary"),
        body: node.list_if("body", |node| node.string()),
        positions: node.list_if("positions", position),
        dates: node.list_if("dates", dated_text),
        links: node.list_if("links", link),
        sessions: node.list_if("sessions", |node| node.string()),
        updated: node.time_if("updated"),
        outcome: node.text_if("outcome"),
    }
}

fn position(node: &Node) -> Position {
    Position { party: node.text("party"), text: node.text("text") }
}

fn dated_text(node: &Node) -> DatedText {
    let parse = |text: &str| PartialDate::parse(text).ok_or("is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD");
    let date = node.field("date").parsed(parse).unwrap_or(PartialDate::Year(0));
    DatedText { date, text: node.text("text") }
}

fn link(node: &Node) -> Link {
    Link { title: node.text("title"), url: node.text_if("url") }
}
