//! JSON by the browser's own parser, and the brief from what it gives: the crate ships no parser.
//!
//! Natively serde reads briefs. Here its derived code, whatever the deserializer, weighs several times what stands
//! below (docs/decisions/0004); `tests/web.rs` holds the two readings against each other.

use std::fmt;

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::brief::{
    Brief, DEFAULT_LANGUAGE, DatedText, Issue, Link, Party, Place, Position, Session, Status, ZoneColumn,
};
use crate::time::{PartialDate, Timestamp};

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
        f.write_str(&self.path)?;
        f.write_str(if self.path.is_empty() { "" } else { ": " })?;
        f.write_str(&self.reason)
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
    brief(&Node { value, parent: None, step: Step::Index(0) })
}

type Read<T> = Result<T, DecodeError>;

/// A value and the way to it.
struct Node<'a> {
    value: JsValue,
    /// `None` for the document.
    parent: Option<&'a Node<'a>>,
    step: Step,
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
        let before = parent.path();
        match self.step {
            Step::Index(index) => [&before, "[", &index.to_string(), "]"].concat(),
            Step::Field(name) if before.is_empty() => name.to_owned(),
            Step::Field(name) => [&before, ".", name].concat(),
        }
    }

    fn error(&self, words: &[&str]) -> DecodeError {
        DecodeError { path: self.path(), reason: words.concat() }
    }

    fn expected(&self, what: &str) -> DecodeError {
        let found = match &self.value {
            value if value.is_null() => "null",
            value if value.is_string() => "a string",
            value if value.as_bool().is_some() => "true or false",
            value if Array::is_array(value) => "an array",
            value if value.is_object() => "an object",
            _ => "a number",
        };
        self.error(&["expected ", what, ", found ", found])
    }

    /// The field `name` of this object, where it is there.
    fn get(&'a self, name: &'static str) -> Read<Option<Node<'a>>> {
        if !self.value.is_object() || Array::is_array(&self.value) {
            return Err(self.expected("an object"));
        }
        let value = Reflect::get(&self.value, &name.into()).ok().filter(|value| !value.is_undefined());
        Ok(value.map(|value| Node { value, parent: Some(self), step: Step::Field(name) }))
    }

    /// The field `name` of this object, where it is there and not null.
    fn optional(&'a self, name: &'static str) -> Read<Option<Node<'a>>> {
        Ok(self.get(name)?.filter(|node| !node.value.is_null()))
    }

    fn required(&'a self, name: &'static str) -> Read<Node<'a>> {
        self.get(name)?.ok_or_else(|| self.error(&["the field “", name, "” is missing"]))
    }

    fn string(&self) -> Read<String> {
        self.value.as_string().ok_or_else(|| self.expected("a string"))
    }

    fn timestamp(&self) -> Read<Timestamp> {
        let text = self.string()?;
        Timestamp::parse(&text).map_err(|error| self.error(&["“", &text, "” ", &error.to_string()]))
    }

    fn list<T>(&self, read: fn(&Node) -> Read<T>) -> Read<Vec<T>> {
        let items: &Array = self.value.dyn_ref().ok_or_else(|| self.expected("an array"))?;
        let mut list = Vec::with_capacity(items.length() as usize);
        for index in 0..items.length() {
            list.push(read(&Node { value: items.get(index), parent: Some(self), step: Step::Index(index) })?);
        }
        Ok(list)
    }

    // The same for a field of this object.

    fn text(&self, name: &'static str) -> Read<String> {
        self.required(name)?.string()
    }

    fn text_if(&self, name: &'static str) -> Read<Option<String>> {
        self.optional(name)?.map(|node| node.string()).transpose()
    }

    fn time(&self, name: &'static str) -> Read<Timestamp> {
        self.required(name)?.timestamp()
    }

    fn time_if(&self, name: &'static str) -> Read<Option<Timestamp>> {
        self.optional(name)?.map(|node| node.timestamp()).transpose()
    }

    fn list_if<T>(&self, name: &'static str, read: fn(&Node) -> Read<T>) -> Read<Vec<T>> {
        match self.get(name)? {
            Some(node) => node.list(read),
            None => Ok(Vec::new()),
        }
    }
}

fn brief(node: &Node) -> Read<Brief> {
    Ok(Brief {
        id: node.text("id")?,
        lang: match node.get("lang")? {
            Some(node) => node.string()?,
            None => DEFAULT_LANGUAGE.to_owned(),
        },
        title: node.text("title")?,
        summary: node.text("summary")?,
        published: node.time("published")?,
        updated: node.time("updated")?,
        place: place(&node.required("place")?)?,
        credit: node.text_if("credit")?,
        parties: node.list_if("parties", party)?,
        zones: node.required("zones")?.list(zone_column)?,
        sessions: node.required("sessions")?.list(session)?,
        issues: node.required("issues")?.list(issue)?,
    })
}

fn place(node: &Node) -> Read<Place> {
    Ok(Place { name: node.text("name")?, zone: node.text("zone")? })
}

fn party(node: &Node) -> Read<Party> {
    Ok(Party { id: node.text("id")?, name: node.text("name")? })
}

fn zone_column(node: &Node) -> Read<ZoneColumn> {
    Ok(ZoneColumn { zone: node.text("zone")?, label: node.text_if("label")? })
}

fn session(node: &Node) -> Read<Session> {
    Ok(Session {
        id: node.text("id")?,
        title: node.text("title")?,
        start: node.time("start")?,
        end: node.time_if("end")?,
        status: match node.get("status")? {
            Some(node) => status(&node)?,
            None => Status::default(),
        },
        was: node.time_if("was")?,
        note: node.text_if("note")?,
        outcome: node.text_if("outcome")?,
    })
}

fn status(node: &Node) -> Read<Status> {
    let text = node.string()?;
    Status::from_name(&text)
        .ok_or_else(|| node.error(&["“", &text, "” is none of confirmed, expected, postponed, cancelled"]))
}

fn issue(node: &Node) -> Read<Issue> {
    Ok(Issue {
        id: node.text("id")?,
        title: node.text("title")?,
        summary: node.text("summary")?,
        body: node.list_if("body", |node| node.string())?,
        positions: node.list_if("positions", position)?,
        dates: node.list_if("dates", dated_text)?,
        links: node.list_if("links", link)?,
        sessions: node.list_if("sessions", |node| node.string())?,
        updated: node.time_if("updated")?,
        outcome: node.text_if("outcome")?,
    })
}

fn position(node: &Node) -> Read<Position> {
    Ok(Position { party: node.text("party")?, text: node.text("text")? })
}

fn dated_text(node: &Node) -> Read<DatedText> {
    let date = node.required("date")?;
    let written = date.string()?;
    let parsed = PartialDate::parse(&written);
    let no_date = || date.error(&["“", &written, "” is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD"]);
    Ok(DatedText { date: parsed.ok_or_else(no_date)?, text: node.text("text")? })
}

fn link(node: &Node) -> Read<Link> {
    Ok(Link { title: node.text("title")?, url: node.text_if("url")? })
}
