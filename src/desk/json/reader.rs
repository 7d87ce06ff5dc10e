//! Reads values, objects and lists. Recurses at most [`MAX_DEPTH`] levels.

mod scalar;

use std::ops::Range;

use super::{MAX_DEPTH, Member, Node, SyntaxError, Text, Value};
use crate::desk::words::clip_to;

/// The greatest number of errors to report. A file with more is probably not JSON.
const MAX_ERRORS: usize = 200;

/// Reads `source`. Returns its value and at most [`MAX_ERRORS`] syntax errors. If there are more, the last one says so.
pub(crate) fn read(source: &str) -> (Node, Vec<SyntaxError>) {
    let mut reader = Reader { source, at: 0, errors: Vec::new(), comma: None, end_reported: false, open: Vec::new() };
    reader.skip_space();
    if reader.at == source.len() {
        reader.error(0..0, "the file is empty", "start with a brief from `summit-brief new`");
        return (reader.node(0, Value::Broken), reader.errors);
    }
    let node = reader.value();
    reader.skip_space();
    if reader.at < source.len() {
        let end = reader.rest().find('\n').map_or(source.len(), |length| reader.at + length);
        let remedy = "remove it, or the bracket that closes the document too early";
        reader.error(reader.at..end, "unexpected text after the end of the document", remedy);
    }
    (node, reader.errors)
}

pub(super) struct Reader<'a> {
    pub(super) source: &'a str,
    pub(super) at: usize,
    errors: Vec<SyntaxError>,
    /// The offset of the comma before the current item, if there is one.
    comma: Option<usize>,
    /// Whether the unexpected end of the file has been reported.
    pub(super) end_reported: bool,
    /// The brackets open at the cursor, with their offsets.
    open: Vec<(char, usize)>,
}

impl<'a> Reader<'a> {
    pub(super) fn error(&mut self, span: Range<usize>, message: impl Into<String>, remedy: impl Into<String>) {
        let (message, remedy) = match MAX_ERRORS.saturating_sub(self.errors.len()) {
            0 => return,
            1 => ("too many syntax errors to list them all".to_owned(), "check that the file is JSON".to_owned()),
            _ => (message.into(), remedy.into()),
        };
        self.errors.push(SyntaxError { span, message, remedy });
    }

    /// Reports an error about the one-byte character at the cursor.
    pub(super) fn error_here(&mut self, message: impl Into<String>, remedy: impl Into<String>) {
        self.error(self.at..self.at + 1, message, remedy);
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Advances by `length` bytes, or to the end of the source.
    pub(super) fn advance(&mut self, length: Option<usize>) {
        self.at = length.map_or(self.source.len(), |length| self.at + length);
    }

    /// The text from `start` to the cursor, clipped for a message.
    pub(super) fn quote(&self, start: usize) -> String {
        clip_to(self.source[start..self.at].trim_end(), 40)
    }

    fn node(&self, start: usize, value: Value) -> Node {
        Node { span: start..self.at, value }
    }

    /// Skips white space and comments. Reports comments and non-JSON white space.
    fn skip_space(&mut self) {
        while let Some(next) = self.peek() {
            let (start, rest) = (self.at, self.rest());
            if matches!(next, ' ' | '\t' | '\n' | '\r') {
                self.at += 1;
            } else if next.is_whitespace() || next == '\u{feff}' {
                self.at += next.len_utf8();
                let message = format!("U+{:04X} does not count as a space in JSON", u32::from(next));
                self.error(start..self.at, message, "replace it with an ordinary space");
            } else if rest.starts_with("//") || rest.starts_with("/*") {
                let line = rest.starts_with("//").then(|| rest.find('\n'));
                self.advance(line.unwrap_or_else(|| rest.find("*/").map(|end| end + 2)));
                self.error(start..self.at, "JSON does not allow comments", "remove the comment");
            } else {
                return;
            }
        }
    }

    fn value(&mut self) -> Node {
        let start = self.at;
        let value = match self.peek() {
            None => {
                self.error(
                    start..start,
                    "expected a value, found the end of the file",
                    "check whether the file is cut off",
                );
                self.end_reported = true;
                Value::Broken
            }
            Some('{' | '[') if self.open.len() >= MAX_DEPTH => {
                self.error_here(
                    format!("values are nested more than {MAX_DEPTH} levels deep"),
                    "reduce the nesting; a brief needs only six levels",
                );
                self.skip_nested();
                Value::Broken
            }
            Some(open @ ('{' | '[')) => {
                self.open.push((open, start));
                self.at += 1;
                let value = if open == '{' { Value::Object(self.members()) } else { Value::List(self.items()) };
                self.open.pop();
                value
            }
            Some('}' | ']' | ',' | ':') => {
                self.error_here("a value is missing here", "add one, or remove the field or comma");
                Value::Broken
            }
            Some('-' | '0'..='9') => self.number(),
            _ => match self.string() {
                Some(text) => Value::Text(text),
                None => self.literal(),
            },
        };
        self.node(start, value)
    }

    fn members(&mut self) -> Vec<Member> {
        let mut members = Vec::new();
        while self.skip_to_item('}', !members.is_empty()) {
            let start = self.at;
            let in_list = self.open.iter().rev().nth(1).is_some_and(|(open, _)| *open == '[');
            if self.peek() == Some('{') && in_list && !members.is_empty() {
                self.error_here("the object is not closed before this {", "add } before it");
                // The comma belongs to the list.
                self.at = self.comma.unwrap_or(start);
                break;
            }
            let name = match self.string() {
                Some(Text { text, .. }) => text,
                None => {
                    let word = self.bare_word();
                    if word.is_empty() {
                        self.unexpected("a field name in quotation marks");
                        continue;
                    }
                    let remedy = format!("write \"{}\"", self.quote(start));
                    self.error(start..self.at, "field names need double quotation marks", remedy);
                    word.to_owned()
                }
            };
            let span = start..self.at;
            self.skip_space();
            if self.peek() == Some(':') {
                self.at += 1;
                self.skip_space();
            } else {
                self.error(span.clone(), "a colon is missing after the field name", "add : and the value");
                if matches!(self.peek(), None | Some(',' | '}' | ']')) {
                    members.push(Member { name, node: self.node(span.end, Value::Broken), span });
                    continue;
                }
            }
            members.push(Member { name, span, node: self.value() });
        }
        members
    }

    fn items(&mut self) -> Vec<Node> {
        let mut items = Vec::new();
        while self.skip_to_item(']', !items.is_empty()) {
            if self.peek() == Some(':') {
                self.unexpected("a value, a comma or ]");
            } else {
                items.push(self.value());
            }
        }
        items
    }

    /// Advances to the next item, or past the closing bracket. Returns whether there is another item.
    fn skip_to_item(&mut self, close: char, after_item: bool) -> bool {
        let before = self.at;
        self.skip_space();
        self.comma = None;
        while self.peek() == Some(',') {
            if self.comma.is_some() || !after_item {
                self.error_here("unexpected comma", "remove it");
            }
            self.comma = Some(self.at);
            self.at += 1;
            self.skip_space();
        }
        let what = if close == '}' { "object" } else { "list" };
        match self.peek() {
            None => {
                // The enclosing brackets are open too; one error covers them all.
                if !self.end_reported {
                    let opened = self.open.last().map_or(0, |(_, at)| *at);
                    let missing: String =
                        self.open.iter().rev().take(20).map(|(open, _)| closing_bracket(*open)).collect();
                    let message = format!("the {what} that starts here is never closed");
                    let remedy = format!("check whether the file is cut off, or add the missing {missing}");
                    self.error(opened..opened + 1, message, remedy);
                }
                self.end_reported = true;
                false
            }
            Some(next @ ('}' | ']')) => {
                if let Some(comma) = self.comma {
                    let message = format!("unexpected comma after the last item of this {what}");
                    self.error(comma..comma + 1, message, "remove it");
                }
                let outer = self.open.iter().rev().skip(1).position(|(open, _)| closing_bracket(*open) == next);
                // A bracket that would end the document while text still follows is the wrong bracket.
                let can_close = |outer: usize| outer + 2 < self.open.len() || self.rest()[1..].trim().is_empty();
                let closes_outer = outer.is_some_and(can_close);
                if next != close && closes_outer {
                    let message = format!("the {what} is not closed before this {next}");
                    self.error_here(message, format!("add {close} before it"));
                    return false;
                }
                if next != close {
                    self.error_here(format!("unexpected {next} in this {what}"), format!("replace it with {close}"));
                }
                self.at += 1;
                false
            }
            Some(_) => {
                if after_item && self.comma.is_none() {
                    self.error(before..before, "a comma is missing here", "add a comma between the items");
                }
                true
            }
        }
    }

    /// Reports unexpected text and skips to the next character that reading can resume from.
    fn unexpected(&mut self, expected: &str) {
        let (start, rest) = (self.at, self.rest());
        let resume = rest.char_indices().skip(1).find(|(_, c)| matches!(c, ',' | '{' | '}' | '[' | ']' | '"' | '\n'));
        self.advance(resume.map(|(length, _)| length));
        let message = format!("expected {expected}, found “{}”", self.quote(start));
        self.error(start..self.at, message, "remove or correct it");
    }

    /// Skips a list or object of any depth without reading it.
    fn skip_nested(&mut self) {
        let (mut depth, mut in_text) = (0_usize, false);
        while let Some(next) = self.peek() {
            self.at += next.len_utf8();
            match next {
                '\\' if in_text => self.at += self.peek().map_or(0, char::len_utf8),
                '"' => in_text = !in_text,
                '{' | '[' if !in_text => depth += 1,
                '}' | ']' if !in_text => {
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }
}

fn closing_bracket(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}
