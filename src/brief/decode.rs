//! Reads a brief from any tree of values, and continues after a fault. Must not know where the values come from.
//!
//! Two kinds of tree implement [`Node`]: the browser's values, and the desk's located JSON (docs/decisions/0004). The
//! model's serde derives write briefs, and also read them natively. Tests check that serde and this decoder agree.

use super::{Brief, DEFAULT_LANGUAGE, DatedText, Issue, Link, Party, Place, Position, Session, Status, ZoneColumn};
use crate::time::{DateOrTime, ParseError, PartialDate, Timestamp};

/// A value of a document.
pub trait Node: Sized {
    /// The kind of this value; `None` if the value could not be parsed.
    fn kind(&self) -> Option<Kind>;

    /// The field `name` of this object.
    fn field(&self, name: &'static str) -> Option<Self>;

    /// The items of this list.
    fn items(&self) -> Vec<Self>;

    /// The content of this string; for strings that programs read, such as ids and times.
    fn string(&self) -> String;

    /// The content of this string; for strings that readers see.
    fn text(&self) -> String {
        self.string()
    }

    /// The value of this boolean.
    fn boolean(&self) -> bool;

    /// Records why this value cannot be read, or that one of its fields is missing.
    fn refuse(&self, fault: &Fault<'_>);

    /// Records that this item was left out of its list.
    fn leave_out(&self) {}
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// The kind in words, with its article.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

/// Why a value cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault<'a> {
    /// The object lacks this field.
    Missing(&'static str),
    /// The value is not of this kind.
    Expected(Kind),
    /// The string is not a status.
    Status(&'a str),
    /// The string is not a date.
    Date(&'a str),
    /// The string is not a date and time, nor a date where one is allowed.
    Timestamp(&'a str, ParseError),
}

/// Decodes as much as possible of the brief at `root`. A refused field is empty in the result; a list item that cannot
/// be decoded is left out. `stamp` stands for `published` and `updated`, which may be missing. `None` if the document is
/// not an object.
pub fn decode<N: Node, Stamp>(root: &N, stamp: fn(Option<Timestamp>) -> Stamp) -> Option<Brief<Stamp>> {
    if !expect(root, Kind::Object) {
        return None;
    }
    Some(Brief {
        id: string(root, "id"),
        lang: root.field("lang").map_or_else(|| DEFAULT_LANGUAGE.to_owned(), |lang| read_string(&lang)),
        title: text(root, "title"),
        summary: text(root, "summary"),
        published: stamp(time(root, "published")),
        updated: stamp(time(root, "updated")),
        place: optional(root, "place").map(|node| place(&node)),
        credit: optional_text(root, "credit"),
        parties: objects(root.field("parties"), party),
        zones: objects(required(root, "zones"), zone_column),
        sessions: objects(required(root, "sessions"), session),
        issues: objects(required(root, "issues"), issue),
    })
}

fn place<N: Node>(node: &N) -> Place {
    let is_object = expect(node, Kind::Object);
    let (name, zone) = if is_object { (text(node, "name"), string(node, "zone")) } else { <_>::default() };
    Place { name, zone }
}

fn party<N: Node>(node: &N) -> Option<Party> {
    Some(Party { id: string(node, "id"), name: text(node, "name") })
}

fn zone_column<N: Node>(node: &N) -> Option<ZoneColumn> {
    Some(ZoneColumn { zone: string(node, "zone"), label: optional_text(node, "label") })
}

fn session<N: Node>(node: &N) -> Option<Session> {
    let (id, title) = (string(node, "id"), text(node, "title"));
    let start = required(node, "start").and_then(|field| read_date_or_time(&field));
    let moment = |name| optional(node, name).and_then(|field| read_date_or_time(&field));
    Some(Session {
        id,
        title,
        end: moment("end"),
        all_day: node.field("allDay").is_some_and(|field| read_bool(&field)),
        status: node.field("status").and_then(|status| read_status(&status)).unwrap_or_default(),
        was: moment("was"),
        note: optional_text(node, "note"),
        outcome: optional_text(node, "outcome"),
        // Last, so that the other fields are read even without a start.
        start: start?,
    })
}

fn issue<N: Node>(node: &N) -> Option<Issue> {
    Some(Issue {
        id: string(node, "id"),
        title: text(node, "title"),
        summary: text(node, "summary"),
        body: strings(node.field("body"), Node::text),
        positions: objects(node.field("positions"), position),
        dates: objects(node.field("dates"), dated_text),
        links: objects(node.field("links"), link),
        sessions: strings(node.field("sessions"), Node::string),
        updated: optional_time(node, "updated"),
        outcome: optional_text(node, "outcome"),
    })
}

fn position<N: Node>(node: &N) -> Option<Position> {
    Some(Position { party: string(node, "party"), text: text(node, "text") })
}

fn dated_text<N: Node>(node: &N) -> Option<DatedText> {
    let date = required(node, "date").and_then(|date| read_date(&date));
    Some(DatedText { text: text(node, "text"), date: date? })
}

fn link<N: Node>(node: &N) -> Option<Link> {
    Some(Link { title: text(node, "title"), url: optional(node, "url").map(|url| read_string(&url)) })
}

// Single fields of an object.

fn required<N: Node>(object: &N, name: &'static str) -> Option<N> {
    let field = object.field(name);
    if field.is_none() {
        object.refuse(&Fault::Missing(name));
    }
    field
}

/// An optional field; `null` counts as absent.
fn optional<N: Node>(object: &N, name: &'static str) -> Option<N> {
    object.field(name).filter(|field| field.kind() != Some(Kind::Null))
}

fn string<N: Node>(object: &N, name: &'static str) -> String {
    required(object, name).map(|field| read_string(&field)).unwrap_or_default()
}

fn text<N: Node>(object: &N, name: &'static str) -> String {
    required(object, name).map(|field| read_text(&field)).unwrap_or_default()
}

fn optional_text<N: Node>(object: &N, name: &'static str) -> Option<String> {
    optional(object, name).map(|field| read_text(&field))
}

fn time<N: Node>(object: &N, name: &'static str) -> Option<Timestamp> {
    required(object, name).and_then(|field| read_time(&field))
}

fn optional_time<N: Node>(object: &N, name: &'static str) -> Option<Timestamp> {
    optional(object, name).and_then(|field| read_time(&field))
}

// Values.

fn read_string<N: Node>(node: &N) -> String {
    if expect(node, Kind::String) { node.string() } else { String::new() }
}

fn read_text<N: Node>(node: &N) -> String {
    if expect(node, Kind::String) { node.text() } else { String::new() }
}

fn read_time<N: Node>(node: &N) -> Option<Timestamp> {
    parsed(node, |text| Timestamp::parse(text).map_err(|error| Fault::Timestamp(text, error)))
}

fn read_date_or_time<N: Node>(node: &N) -> Option<DateOrTime> {
    parsed(node, |text| DateOrTime::parse(text).map_err(|error| Fault::Timestamp(text, error)))
}

fn read_bool<N: Node>(node: &N) -> bool {
    expect(node, Kind::Bool) && node.boolean()
}

fn read_status<N: Node>(node: &N) -> Option<Status> {
    parsed(node, |text| Status::from_name(text).ok_or(Fault::Status(text)))
}

fn read_date<N: Node>(node: &N) -> Option<PartialDate> {
    parsed(node, |text| PartialDate::parse(text).ok_or(Fault::Date(text)))
}

fn parsed<N: Node, T>(node: &N, parse: fn(&str) -> Result<T, Fault<'_>>) -> Option<T> {
    let text = expect(node, Kind::String).then(|| node.string())?;
    parse(&text).map_err(|fault| node.refuse(&fault)).ok()
}

/// Whether `node` is of this kind. Refuses it otherwise.
fn expect<N: Node>(node: &N, kind: Kind) -> bool {
    let fits = node.kind() == Some(kind);
    if !fits {
        node.refuse(&Fault::Expected(kind));
    }
    fits
}

// Lists.

fn objects<N: Node, T>(list: Option<N>, read: fn(&N) -> Option<T>) -> Vec<T> {
    let mut items = Vec::new();
    for_each_item(list, Kind::Object, &mut |item| read(item).map(|item| items.push(item)).is_some());
    items
}

fn strings<N: Node>(list: Option<N>, read: fn(&N) -> String) -> Vec<String> {
    let mut items = Vec::new();
    for_each_item(list, Kind::String, &mut |item| {
        items.push(read(item));
        true
    });
    items
}

/// Calls `read` for each item of this kind. Items of another kind are left out, and so are items for which `read`
/// returns `false`. Not generic over the type of the decoded items, so the wasm contains this function only once.
fn for_each_item<N: Node>(list: Option<N>, kind: Kind, read: &mut dyn FnMut(&N) -> bool) {
    for item in list.filter(|list| expect(list, Kind::List)).map(|list| list.items()).unwrap_or_default() {
        if !(expect(&item, kind) && read(&item)) {
            item.leave_out();
        }
    }
}
