//! Reads a brief from JSON with source positions, and reports every fault in its shape: missing, unknown and repeated
//! fields, and values of the wrong type.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::brief::{Fault, Kind, Node, PartialBrief, Path, Step, decode};
use crate::desk::json::{self, Member, Text, Value};
use crate::desk::suggest::Suggestions;
use crate::desk::words::clip;
use crate::desk::{Code, Finding};
use crate::time::ParseError;

/// Everything that could be read from a document, and where reading failed.
pub(super) struct Outline<'n> {
    /// `None` if the document is not an object.
    pub(super) brief: Option<PartialBrief>,
    /// The texts that readers see, in document order.
    pub(super) texts: Vec<(Path, &'n Text)>,
    /// The value of every field and item that the decoder requested.
    nodes: HashMap<Path, &'n json::Node>,
    /// The places of missing fields and refused values.
    refused: HashSet<Path>,
    /// For each list, the indices of the items left out of the brief, in ascending order.
    left_out: HashMap<Path, Vec<usize>>,
}

impl Outline<'_> {
    /// Converts a path in the brief to a path in the document. The document's lists also contain the items left out of
    /// the brief.
    pub(super) fn in_document(&self, path: &Path) -> Path {
        let mut place = Path::default();
        for step in path.steps() {
            place = match step {
                Step::Field(name) => place.then(name.clone()),
                Step::Index(index) => {
                    let mut at = *index;
                    for left_out in self.left_out.get(&place).into_iter().flatten() {
                        at += usize::from(*left_out <= at);
                    }
                    place.item(at)
                }
            };
        }
        place
    }

    /// The value at `place` in the document.
    pub(super) fn node(&self, place: &Path) -> Option<&json::Node> {
        self.nodes.get(place).copied()
    }

    /// Whether the value at `place` in the document, or a value that contains it, is missing or was refused.
    pub(super) fn is_refused(&self, place: &Path) -> bool {
        (1..=place.steps().len()).any(|length| self.refused.contains(&place.steps()[..length]))
    }

    /// Whether the brief has every item of the document's list `list`.
    pub(super) fn is_whole(&self, list: &'static str) -> bool {
        let list = Path::field(list);
        !self.refused.contains(&list) && !self.left_out.contains_key(&list)
    }

    /// Whether some ids in the document's list `list` could not be read. If so, a reference to any id may be correct.
    pub(super) fn lacks_ids(&self, list: &'static str) -> bool {
        let is_id = |path: &Path| match path.steps() {
            [Step::Field(first), Step::Index(_), Step::Field(last)] => first == list && last == "id",
            _ => false,
        };
        !self.is_whole(list) || self.refused.iter().any(is_id)
    }
}

/// Reads the brief in `root`.
pub(super) fn outline<'n>(
    root: &'n json::Node,
    findings: &mut Vec<Finding>,
    suggestions: &mut Suggestions,
) -> Outline<'n> {
    let reading = Reading {
        findings,
        suggestions,
        nodes: HashMap::new(),
        refused: HashSet::new(),
        left_out: HashMap::new(),
        texts: Vec::new(),
    };
    let reading = RefCell::new(reading);
    let brief = decode(&Located::new(root, Path::default(), &reading), |time| time);
    let Reading { nodes, refused, left_out, texts, .. } = reading.into_inner();
    Outline { brief, texts, nodes, refused, left_out }
}

struct Reading<'n, 'f> {
    findings: &'f mut Vec<Finding>,
    suggestions: &'f mut Suggestions,
    nodes: HashMap<Path, &'n json::Node>,
    refused: HashSet<Path>,
    left_out: HashMap<Path, Vec<usize>>,
    texts: Vec<(Path, &'n Text)>,
}

/// A value of the document. By the time it is dropped, the decoder has requested every field it knows, so `drop` can
/// report unknown and repeated fields.
struct Located<'n, 'f, 'r> {
    node: &'n json::Node,
    path: Path,
    /// The names of the requested fields.
    requested: RefCell<Vec<&'static str>>,
    reading: &'r RefCell<Reading<'n, 'f>>,
}

impl<'n, 'f, 'r> Located<'n, 'f, 'r> {
    fn new(node: &'n json::Node, path: Path, reading: &'r RefCell<Reading<'n, 'f>>) -> Self {
        reading.borrow_mut().nodes.insert(path.clone(), node);
        Self { node, path, requested: RefCell::default(), reading }
    }

    fn members(&self) -> &'n [Member] {
        match &self.node.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }
}

impl Node for Located<'_, '_, '_> {
    fn kind(&self) -> Option<Kind> {
        match self.node.value {
            Value::Broken => None,
            Value::Null => Some(Kind::Null),
            Value::Bool(_) => Some(Kind::Bool),
            Value::Number => Some(Kind::Number),
            Value::Text(_) => Some(Kind::String),
            Value::List(_) => Some(Kind::List),
            Value::Object(_) => Some(Kind::Object),
        }
    }

    fn field(&self, name: &'static str) -> Option<Self> {
        self.requested.borrow_mut().push(name);
        let member = self.members().iter().find(|member| member.name == name)?;
        Some(Self::new(&member.node, self.path.then(name), self.reading))
    }

    fn items(&self) -> Vec<Self> {
        let Value::List(items) = &self.node.value else { return Vec::new() };
        items.iter().enumerate().map(|(index, item)| Self::new(item, self.path.item(index), self.reading)).collect()
    }

    fn string(&self) -> String {
        match &self.node.value {
            Value::Text(text) => text.text.clone(),
            _ => String::new(),
        }
    }

    fn text(&self) -> String {
        if let Value::Text(text) = &self.node.value {
            self.reading.borrow_mut().texts.push((self.path.clone(), text));
        }
        self.string()
    }

    fn boolean(&self) -> bool {
        matches!(self.node.value, Value::Bool(true))
    }

    fn refuse(&self, fault: &Fault<'_>) {
        let reading = &mut *self.reading.borrow_mut();
        let path = match *fault {
            Fault::Missing(name) => self.path.then(name),
            _ => self.path.clone(),
        };
        reading.refused.insert(path.clone());
        let (code, message, remedy) = match *fault {
            // The JSON reader has already reported a syntax error here.
            Fault::Expected(_) if self.kind().is_none() => return,
            Fault::Expected(kind) => {
                let message = format!("expected {}, found {}", kind.name(), self.kind().map_or("", Kind::name));
                (Code::WrongType, message, remedy(kind, &self.node.value).to_owned())
            }
            Fault::Missing(name) => {
                (Code::MissingField, format!("the field “{name}” is missing"), format!("add \"{name}\""))
            }
            Fault::Status(text) => {
                let names = ["confirmed", "expected", "postponed", "cancelled"];
                let nearest = reading.suggestions.did_you_mean(text, names);
                let remedy = nearest.unwrap_or_else(|| "write confirmed, expected, postponed or cancelled".to_owned());
                (Code::WrongValue, format!("expected a status, found “{}”", clip(text)), remedy)
            }
            Fault::Date(text) => {
                let remedy = "write YYYY, YYYY-MM or YYYY-MM-DD".to_owned();
                (Code::WrongValue, format!("expected a date, found “{}”", clip(text)), remedy)
            }
            Fault::Timestamp(text, error) => {
                let remedy = match error {
                    ParseError::NoOffset => {
                        "add the offset of the place whose clock shows this time; without it, the instant is unknown"
                    }
                    ParseError::Form => "write YYYY-MM-DDThh:mm:ss and the offset, as in 2018-07-16T18:20:00+08:00",
                    ParseError::NeitherForm => {
                        "write YYYY-MM-DDThh:mm:ss and the offset, as in 2018-07-16T18:20:00+08:00; \
                         if the time is not known yet, write the date alone, as in 2018-07-16"
                    }
                    ParseError::Range => "correct the date, the time or the offset",
                };
                (Code::WrongTime, format!("“{}” {error}", clip(text)), remedy.to_owned())
            }
        };
        reading.findings.push(Finding { code, path, span: self.node.head(), message, remedy });
    }

    fn leave_out(&self) {
        let mut reading = self.reading.borrow_mut();
        if let [list @ .., Step::Index(index)] = self.path.steps() {
            reading.left_out.entry(list.iter().cloned().collect()).or_default().push(*index);
        }
    }
}

impl Drop for Located<'_, '_, '_> {
    fn drop(&mut self) {
        let mut requested = self.requested.take();
        if requested.is_empty() {
            return;
        }
        // Code editors find the schema through this field.
        if self.path.is_empty() {
            requested.push("$schema");
        }
        let reading = &mut *self.reading.borrow_mut();
        let mut seen = HashSet::new();
        for member in self.members() {
            let span = member.span.clone();
            if !requested.contains(&member.name.as_str()) {
                let nearest = reading.suggestions.did_you_mean(&member.name, requested.iter().copied());
                let shown = clip(&member.name);
                let message = format!("unknown field “{shown}”; the widget ignores it");
                let remedy = nearest.unwrap_or_else(|| "remove it".to_owned());
                let path = self.path.then(shown);
                reading.findings.push(Finding { code: Code::UnknownField, path, span, message, remedy });
            } else if !seen.insert(&member.name) {
                let message = format!("the field “{}” is used twice in this object", member.name);
                let (path, remedy) = (self.path.then(member.name.clone()), "remove one of them".to_owned());
                reading.findings.push(Finding { code: Code::DuplicateField, path, span, message, remedy });
            }
        }
    }
}

fn remedy(expected: Kind, found: &Value) -> &'static str {
    match (expected, found) {
        (Kind::String, Value::Null) => "write text in double quotation marks",
        (Kind::String, _) => "put it in double quotation marks",
        (Kind::Bool, _) => "write true or false, without quotation marks",
        (Kind::List, Value::Text(_)) => "put it in square brackets: [\"…\"]",
        (Kind::List, Value::Object(_)) => "put it in square brackets: [{ … }]",
        (Kind::List, _) => "write a list: [ … ]",
        _ => "write an object with its fields: { … }",
    }
}
