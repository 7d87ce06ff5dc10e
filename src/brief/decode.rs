//! Reads a brief from any tree of values, on past its faults. Must not know where the values come from.
//!
//! The browser's values and the desk's located JSON are the two trees (docs/decisions/0004). serde's derive on the model
//! writes briefs, and natively reads them; tests hold the readings against each other.

use super::{
    Brief, DEFAULT_LANGUAGE, DatedText, Issue, Link, PartialBrief, Party, Place, Position, Session, Status, ZoneColumn,
};
use crate::time::{ParseError, PartialDate, Timestamp};

/// A value of a document.
pub trait Node: Sized {
    /// What kind of value it is; `None` where it could not be read at all.
    fn kind(&self) -> Option<Kind>;

    /// The field `name` of this object.
    fn field(&self, name: &'static str) -> Option<Self>;

    /// The items of this list.
    fn items(&self) -> Vec<Self>;

    /// This string, which programs read.
    fn string(&self) -> String;

    /// This string, which readers see.
    fn text(&self) -> String {
        self.string()
    }

    /// Notes why this value cannot be read, or that a field of it is missing.
    fn refuse(&self, fault: &Fault<'_>);

    /// Notes that this item is left out of its list in the brief.
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
    /// The kind in words, with an article.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "true or false",
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
    /// An object lacks this field.
    Missing(&'static str),
    /// A value is not of this kind.
    Expected(Kind),
    /// A string is no status.
    Status(&'a str),
    /// A string is no date.
    Date(&'a str),
    /// A string is no date and time.
    Timestamp(&'a str, ParseError),
}

/// The brief that `root` holds, as far as it can be read: what is refused is empty in it, or left out of its list.
/// `None` where the document is not an object.
pub fn decode<N: Node>(root: &N) -> Option<PartialBrief> {
    if !expect(root, Kind::Object) {
        return None;
    }
    Some(Brief {
        id: string(root, "id"),
        lang: root.field("lang").map_or_else(|| DEFAULT_LANGUAGE.to_owned(), |lang| read_string(&lang)),
        title: text(root, "title"),
        summary: text(root, "summary"),
        published: time(root, "published"),
        updated: time(root, "updated"),
        place: place(required(root, "place")),
        credit: optional_text(root, "credit"),
        parties: objects(root.field("parties"), party),
        zones: objects(required(root, "zones"), zone_column),
        sessions: objects(required(root, "sessions"), session),
        issues: objects(required(root, "issues"), issue),
    })
}

fn place<N: Node>(node: Option<N>) -> Place {
    let node = node.filter(|node| expect(node, Kind::Object));
    let (name, zone) = node.map(|node| (text(&node, "name"), string(&node, "zone"))).unwrap_or_default();
    Place { name, zone }
}

fn party<N: Node>(node: &N) -> Option<Party> {
    Some(Party { id: string(node, "id"), name: text(node, "name") })
}

fn zone_column<N: Node>(node: &N) -> Option<ZoneColumn> {
    Some(ZoneColumn { zone: string(node, "zone"), label: optional_text(node, "label") })
}

fn session<N: Node>(node: &N) -> Option<Session> {
    let (id, title, start) = (string(node, "id"), text(node, "title"), time(node, "start"));
    Some(Session {
        id,
        title,
        end: optional_time(node, "end"),
        status: node.field("status").and_then(|status| read_status(&status)).unwrap_or_default(),
        was: optional_time(node, "was"),
        note: optional_text(node, "note"),
        outcome: optional_text(node, "outcome"),
        // Last, so that all fields are read even where there is no start.
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
    Some(Link { title: text(node, "title"), url: given(node, "url").map(|url| read_string(&url)) })
}

// Single fields of an object.

fn required<N: Node>(object: &N, name: &'static str) -> Option<N> {
    let field = object.field(name);
    if field.is_none() {
        object.refuse(&Fault::Missing(name));
    }
    field
}

/// An optional field, unless it is null.
fn given<N: Node>(object: &N, name: &'static str) -> Option<N> {
    object.field(name).filter(|field| field.kind() != Some(Kind::Null))
}

fn string<N: Node>(object: &N, name: &'static str) -> String {
    required(object, name).map(|field| read_string(&field)).unwrap_or_default()
}

fn text<N: Node>(object: &N, name: &'static str) -> String {
    required(object, name).map(|field| read_text(&field)).unwrap_or_default()
}

fn optional_text<N: Node>(object: &N, name: &'static str) -> Option<String> {
    given(object, name).map(|field| read_text(&field))
}

fn time<N: Node>(object: &N, name: &'static str) -> Option<Timestamp> {
    required(object, name).and_then(|field| read_time(&field))
}

fn optional_time<N: Node>(object: &N, name: &'static str) -> Option<Timestamp> {
    given(object, name).and_then(|field| read_time(&field))
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

/// Whether `node` is of this kind; otherwise it is refused.
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
    each(list, Kind::Object, &mut |item| read(item).map(|item| items.push(item)).is_some());
    items
}

fn strings<N: Node>(list: Option<N>, read: fn(&N) -> String) -> Vec<String> {
    let mut items = Vec::new();
    each(list, Kind::String, &mut |item| {
        items.push(read(item));
        true
    });
    items
}

/// Not generic over what `read` makes of an item, so that readers download it once.
fn each<N: Node>(list: Option<N>, kind: Kind, read: &mut dyn FnMut(&N) -> bool) {
    for item in list.filter(|list| expect(list, Kind::List)).map(|list| list.items()).unwrap_or_default() {
        if !(expect(&item, kind) && read(&item)) {
            item.leave_out();
        }
    }
}
