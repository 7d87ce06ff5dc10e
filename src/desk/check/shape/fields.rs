//! The fields of one object, and the reading of single values.

use super::Shape;
use crate::brief::Path;
use crate::desk::Level;
use crate::desk::json::{Node, Value};
use crate::desk::suggest::did_you_mean;
use crate::desk::words::clip;

/// The known fields of an object that was found, by name.
pub(super) struct Fields<'n> {
    at: Path,
    object: &'n Node,
    found: Vec<(&'static str, &'n Node)>,
}

impl<'n> Fields<'n> {
    fn node(&self, name: &str) -> Option<&'n Node> {
        self.found.iter().find(|(other, _)| *other == name).map(|(_, node)| *node)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.node(name).is_some()
    }

    /// The value of an optional field, which may be null.
    pub(super) fn present(&self, name: &str) -> Option<&'n Node> {
        self.node(name).filter(|node| !matches!(node.value, Value::Null))
    }

    pub(super) fn path(&self, name: &str) -> Path {
        if self.at == Path::default() { Path::field(name) } else { self.at.then(name) }
    }

    pub(super) fn span(&self, name: &str) -> std::ops::Range<usize> {
        self.node(name).map_or_else(|| opening(self.object), Node::span)
    }
}

/// The bracket that opens an object or list.
fn opening(node: &Node) -> std::ops::Range<usize> {
    node.start as usize..node.start as usize + 1
}

impl<'n> Shape<'n, '_> {
    /// The fields of `node`, which should be an object: the missing, unknown and repeated ones are reported.
    pub(super) fn object(
        &mut self,
        node: &'n Node,
        path: &Path,
        required: &[&'static str],
        optional: &[&'static str],
    ) -> Option<Fields<'n>> {
        self.nodes.insert(path.to_string(), node);
        let Value::Object(members) = &node.value else {
            self.wrong_type(node, path, "an object");
            return None;
        };
        let mut fields = Fields { at: path.clone(), object: node, found: Vec::new() };
        let known = || required.iter().chain(optional);
        for member in members {
            let span = member.start as usize..member.end as usize;
            let Some(name) = known().find(|name| **name == member.name) else {
                let remedy = did_you_mean(&member.name, known().copied()).unwrap_or_else(|| "remove it".to_owned());
                let shown = clip(&member.name);
                let message = format!("is no field of a brief, so readers never see it: “{shown}”");
                self.report(Level::Warning, "unknown-field", &fields.path(&shown), span, [message, remedy]);
                continue;
            };
            let at = fields.path(name);
            if fields.has(name) {
                let message = format!("the field “{name}” stands twice in this object");
                self.report(Level::Error, "duplicate-field", &at, span, [message, "remove one of them".to_owned()]);
                continue;
            }
            self.nodes.insert(at.to_string(), &member.node);
            fields.found.push((name, &member.node));
        }
        for name in required.iter().filter(|name| !fields.has(name)) {
            let at = fields.path(name);
            self.broken.insert(at.to_string());
            let message = format!("the field “{name}” is missing");
            self.report(Level::Error, "missing-field", &at, opening(node), [message, format!("add \"{name}\"")]);
        }
        Some(fields)
    }

    /// The value of a field that must be there; where it is not, that is already reported.
    pub(super) fn required_node(&mut self, fields: &mut Fields<'n>, name: &str) -> Option<(&'n Node, Path)> {
        Some((fields.node(name)?, fields.path(name)))
    }

    /// Every item of a list as `read` reads it; `None` for those it cannot.
    pub(super) fn list<T>(
        &mut self,
        fields: &Fields<'n>,
        name: &'static str,
        read: impl Fn(&mut Self, &'n Node, &Path) -> Option<T>,
    ) -> Vec<Option<T>> {
        let Some(node) = fields.node(name) else { return Vec::new() };
        let path = fields.path(name);
        let Value::List(items) = &node.value else {
            self.wrong_type(node, &path, "a list");
            return Vec::new();
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let path = path.item(index);
            let read = read(self, item, &path);
            if read.is_none() {
                // Whatever stands in for it has no faults of its own.
                for field in ["id", "party"] {
                    self.broken.insert(path.then(field).to_string());
                }
            }
            list.push(read);
        }
        list
    }

    /// A text that readers see.
    pub(super) fn prose(&mut self, fields: &Fields<'n>, name: &'static str) -> String {
        match fields.node(name) {
            Some(node) => self.prose_node(node, &fields.path(name)),
            None => "-".to_owned(),
        }
    }

    pub(super) fn optional_prose(&mut self, fields: &Fields<'n>, name: &'static str) -> Option<String> {
        fields.present(name).map(|node| self.prose_node(node, &fields.path(name)))
    }

    pub(super) fn prose_node(&mut self, node: &'n Node, path: &Path) -> String {
        if let Value::Text(text) = &node.value {
            self.texts.push((path.clone(), text));
        }
        self.plain_node(node, path)
    }

    /// A text that programs read.
    pub(super) fn plain(&mut self, fields: &Fields<'n>, name: &'static str) -> String {
        match fields.node(name) {
            Some(node) => self.plain_node(node, &fields.path(name)),
            None => "-".to_owned(),
        }
    }

    pub(super) fn plain_node(&mut self, node: &'n Node, path: &Path) -> String {
        self.nodes.insert(path.to_string(), node);
        if let Value::Text(text) = &node.value {
            return text.text.clone();
        }
        self.wrong_type(node, path, "a string");
        "-".to_owned()
    }

    fn wrong_type(&mut self, node: &Node, path: &Path, wanted: &str) {
        self.broken.insert(path.to_string());
        // Why nothing could be read, the syntax error says.
        if matches!(node.value, Value::Broken) {
            return;
        }
        let remedy = match (wanted, &node.value) {
            ("a string", Value::Null) => "write a text in double quotation marks",
            ("a string", _) => "put it in double quotation marks",
            ("a list", Value::Text(_)) => "put it in square brackets: [\"…\"]",
            ("a list", Value::Object(_)) => "put it in square brackets: [{ … }]",
            ("a list", _) => "write [ … ]",
            _ => "write { … } with its fields",
        };
        let span = match node.value {
            Value::Object(_) | Value::List(_) => opening(node),
            _ => node.span(),
        };
        let message = format!("should be {wanted}, is {}", node.kind());
        self.report(Level::Error, "wrong-type", path, span, [message, remedy.to_owned()]);
    }
}
