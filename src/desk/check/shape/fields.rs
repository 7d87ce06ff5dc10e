//! The fields of one object, and the reading of single values.

use std::ops::Range;

use super::Shape;
use crate::brief::Path;
use crate::desk::json::{Node, Value};
use crate::desk::words::clip;
use crate::desk::{Finding, Level};

/// The known fields of an object that were found, by name.
pub(super) struct Fields<'n> {
    at: Path,
    found: Vec<(&'static str, &'n Node)>,
}

impl<'n> Fields<'n> {
    pub(super) fn node(&self, name: &str) -> Option<&'n Node> {
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
        self.at.then(name)
    }
}

/// What stands in for a text that cannot be read.
pub(super) fn dash() -> String {
    "-".to_owned()
}

impl<'n> Shape<'n, '_> {
    fn report(
        &mut self,
        level: Level,
        code: &'static str,
        path: &Path,
        span: Range<usize>,
        message: String,
        remedy: &str,
    ) {
        self.findings.push(Finding { level, code, path: path.clone(), span, message, remedy: remedy.to_owned() });
    }

    /// Reports what is wrong with the value of a field, unless it is already known to be wrong.
    pub(super) fn wrong(&mut self, fields: &Fields<'n>, name: &str, code: &'static str, message: String, remedy: &str) {
        let path = fields.path(name);
        if let Some(node) = fields.node(name)
            && self.broken.insert(path.to_string())
        {
            self.report(Level::Error, code, &path, node.head(), message, remedy);
        }
    }

    /// The fields of `node`, which should be an object: the missing, unknown and repeated ones are reported.
    pub(super) fn object(
        &mut self,
        node: &'n Node,
        path: &Path,
        required: &[&'static str],
        optional: &[&'static str],
    ) -> Fields<'n> {
        self.nodes.insert(path.to_string(), node);
        let mut fields = Fields { at: path.clone(), found: Vec::new() };
        let members = match &node.value {
            Value::Object(members) => Some(members),
            _ => None,
        };
        let known = || required.iter().chain(optional);
        for member in members.into_iter().flatten() {
            let span = member.span.clone();
            let Some(name) = known().find(|name| **name == member.name) else {
                let nearest = self.suggestions.did_you_mean(&member.name, known().copied());
                let shown = clip(&member.name);
                let message = format!("is no field of a brief, so readers never see it: “{shown}”");
                let remedy = nearest.as_deref().unwrap_or("remove it");
                self.report(Level::Warning, "unknown-field", &fields.path(&shown), span, message, remedy);
                continue;
            };
            let at = fields.path(name);
            if fields.has(name) {
                let message = format!("the field “{name}” stands twice in this object");
                self.report(Level::Error, "duplicate-field", &at, span, message, "remove one of them");
                continue;
            }
            self.nodes.insert(at.to_string(), &member.node);
            fields.found.push((name, &member.node));
        }
        if members.is_none() {
            self.wrong_type(node, path, "an object");
        }
        for name in required.iter().filter(|name| !fields.has(name)) {
            let at = fields.path(name);
            self.broken.insert(at.to_string());
            if members.is_some() {
                let message = format!("the field “{name}” is missing");
                self.report(Level::Error, "missing-field", &at, node.head(), message, &format!("add \"{name}\""));
            }
        }
        fields
    }

    /// Every item of a list as `read` reads it.
    pub(super) fn list<T>(
        &mut self,
        fields: &Fields<'n>,
        name: &'static str,
        read: impl Fn(&mut Self, &'n Node, &Path) -> T,
    ) -> Vec<T> {
        let (Some(node), path) = (fields.node(name), fields.path(name)) else { return Vec::new() };
        let Value::List(items) = &node.value else {
            self.wrong_type(node, &path, "a list");
            return Vec::new();
        };
        items.iter().enumerate().map(|(index, item)| read(self, item, &path.item(index))).collect()
    }

    /// A text that readers see.
    pub(super) fn prose(&mut self, fields: &Fields<'n>, name: &'static str) -> String {
        fields.node(name).map_or_else(dash, |node| self.prose_node(node, &fields.path(name)))
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
        fields.node(name).map_or_else(dash, |node| self.plain_node(node, &fields.path(name)))
    }

    pub(super) fn plain_node(&mut self, node: &'n Node, path: &Path) -> String {
        self.nodes.insert(path.to_string(), node);
        if let Value::Text(text) = &node.value {
            return text.text.clone();
        }
        self.wrong_type(node, path, "a string");
        dash()
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
        let message = format!("should be {wanted}, is {}", node.kind());
        self.report(Level::Error, "wrong-type", path, node.head(), message, remedy);
    }
}
