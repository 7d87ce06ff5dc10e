//! Reads values, objects and lists. Recursive, but never deeper than [`DEEPEST`].

mod scalar;

use std::ops::Range;

use super::{DEEPEST, Member, Node, SyntaxError, Text, Value};
use crate::desk::words::clip_to;

/// More errors than these help nobody: the file is no JSON.
const MOST_ERRORS: usize = 200;

/// The value that `source` holds, and everything wrong with how it is written.
pub(crate) fn read(source: &str) -> (Node, Vec<SyntaxError>) {
    let mut reader = Reader { source, at: 0, errors: Vec::new(), comma: None, ended: false, open: Vec::new() };
    reader.space();
    if reader.at == source.len() {
        reader.error(0..0, "the file is empty", "start from what `summit-brief new` writes");
        return (reader.node(0, Value::Broken), reader.errors);
    }
    let node = reader.value();
    reader.space();
    if reader.at < source.len() {
        let end = reader.rest().find('\n').map_or(source.len(), |length| reader.at + length);
        let remedy = "remove it, or the bracket that closes too early";
        reader.error(reader.at..end, "text follows the end of the document", remedy);
    }
    (node, reader.errors)
}

pub(super) struct Reader<'a> {
    pub(super) source: &'a str,
    pub(super) at: usize,
    errors: Vec<SyntaxError>,
    /// Where the comma before this item stands, if there is one.
    comma: Option<usize>,
    /// Whether the end was met where it should not be, and this was said.
    pub(super) ended: bool,
    /// The brackets around the place, and where they stand.
    open: Vec<(char, usize)>,
}

impl<'a> Reader<'a> {
    pub(super) fn error(&mut self, span: Range<usize>, message: impl Into<String>, remedy: impl Into<String>) {
        let (message, remedy) = match MOST_ERRORS.saturating_sub(self.errors.len()) {
            0 => return,
            1 => ("too many errors of notation to list them all".to_owned(), "is this file JSON?".to_owned()),
            _ => (message.into(), remedy.into()),
        };
        self.errors.push(SyntaxError { span, message, remedy });
    }

    /// Complains about the sign at the place, which is of one byte.
    pub(super) fn error_here(&mut self, message: impl Into<String>, remedy: impl Into<String>) {
        self.error(self.at..self.at + 1, message, remedy);
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes everything up to `length` bytes on, or to the end.
    pub(super) fn pass(&mut self, length: Option<usize>) {
        self.at = length.map_or(self.source.len(), |length| self.at + length);
    }

    /// The first words of what stands between `start` and the place.
    pub(super) fn quote(&self, start: usize) -> String {
        clip_to(self.source[start..self.at].trim_end(), 40)
    }

    fn node(&self, start: usize, value: Value) -> Node {
        Node { span: start..self.at, value }
    }

    /// Passes white space, and comments, which JSON has not.
    fn space(&mut self) {
        while let Some(next) = self.peek() {
            let (start, rest) = (self.at, self.rest());
            if matches!(next, ' ' | '\t' | '\n' | '\r') {
                self.at += 1;
            } else if next.is_whitespace() || next == '\u{feff}' {
                self.at += next.len_utf8();
                let message = format!("U+{:04X} is no space in JSON", u32::from(next));
                self.error(start..self.at, message, "type an ordinary space");
            } else if rest.starts_with("//") || rest.starts_with("/*") {
                let line = rest.starts_with("//").then(|| rest.find('\n'));
                self.pass(line.unwrap_or_else(|| rest.find("*/").map(|end| end + 2)));
                self.error(start..self.at, "JSON has no comments", "remove the comment");
            } else {
                return;
            }
        }
    }

    fn value(&mut self) -> Node {
        let start = self.at;
        let value = match self.peek() {
            None => {
                self.error(start..start, "the file ends where a value should be", "is it cut off?");
                self.ended = true;
                Value::Broken
            }
            Some('{' | '[') if self.open.len() >= DEEPEST => {
                self.error_here(format!("values are nested more than {DEEPEST} deep"), "a brief needs six levels");
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
                self.error_here("a value is missing here", "write one, or remove the field or comma");
                Value::Broken
            }
            Some('-' | '0'..='9') => self.number(),
            _ => match self.quoted() {
                Some(text) => Value::Text(text),
                None => self.word(),
            },
        };
        self.node(start, value)
    }

    fn members(&mut self) -> Vec<Member> {
        let mut members = Vec::new();
        while self.goes_on('}', !members.is_empty()) {
            let start = self.at;
            let in_list = self.open.iter().rev().nth(1).is_some_and(|(open, _)| *open == '[');
            if self.peek() == Some('{') && in_list && !members.is_empty() {
                self.error_here("the object is not closed before this {", "write } before it");
                // The comma belongs to the list.
                self.at = self.comma.unwrap_or(start);
                break;
            }
            let name = match self.quoted() {
                Some(Text { text, .. }) => text,
                None => {
                    let word = self.bare();
                    if word.is_empty() {
                        self.unexpected("a field's name in quotation marks");
                        continue;
                    }
                    let remedy = format!("write \"{}\"", self.quote(start));
                    self.error(start..self.at, "a field's name stands in double quotation marks", remedy);
                    word.to_owned()
                }
            };
            let span = start..self.at;
            self.space();
            if self.peek() == Some(':') {
                self.at += 1;
                self.space();
            } else {
                self.error(span.clone(), "a colon is missing after the field's name", "write : and the value");
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
        while self.goes_on(']', !items.is_empty()) {
            if self.peek() == Some(':') {
                self.unexpected("a value, a comma or ]");
            } else {
                items.push(self.value());
            }
        }
        items
    }

    /// Passes what stands between two items, up to the next or past `close`; whether there is a next.
    fn goes_on(&mut self, close: char, after_item: bool) -> bool {
        let before = self.at;
        self.space();
        self.comma = None;
        while self.peek() == Some(',') {
            if self.comma.is_some() || !after_item {
                self.error_here("a comma stands here with nothing before it", "remove it");
            }
            self.comma = Some(self.at);
            self.at += 1;
            self.space();
        }
        let what = if close == '}' { "object" } else { "list" };
        match self.peek() {
            None => {
                // The brackets around this one are open too, which is no other fault.
                if !self.ended {
                    let opened = self.open.last().map_or(0, |(_, at)| *at);
                    let missing: String = self.open.iter().rev().take(20).map(|(open, _)| closing(*open)).collect();
                    let message = format!("the {what} that begins here is never closed");
                    let remedy = format!("write the missing {missing}; or is the file cut off?");
                    self.error(opened..opened + 1, message, remedy);
                }
                self.ended = true;
                false
            }
            Some(next @ ('}' | ']')) => {
                if let Some(comma) = self.comma {
                    let message = format!("a comma stands after the last item of this {what}");
                    self.error(comma..comma + 1, message, "remove it");
                }
                let outer = self.open.iter().rev().skip(1).position(|(open, _)| closing(*open) == next);
                // What would end the document in its middle is the wrong bracket.
                let is_last = |outer: usize| outer + 2 < self.open.len() || self.rest()[1..].trim().is_empty();
                let closes_outer = outer.is_some_and(is_last);
                if next != close && closes_outer {
                    let message = format!("the {what} is not closed before this {next}");
                    self.error_here(message, format!("write {close} before it"));
                    return false;
                }
                if next != close {
                    self.error_here(format!("{next} closes nothing here"), format!("write {close} instead"));
                }
                self.at += 1;
                false
            }
            Some(_) => {
                if after_item && self.comma.is_none() {
                    self.error(before..before, "a comma is missing here", "write a comma between items");
                }
                true
            }
        }
    }

    /// Complains, and passes everything up to where reading can go on.
    fn unexpected(&mut self, wanted: &str) {
        let (start, rest) = (self.at, self.rest());
        let goes_on = rest.char_indices().skip(1).find(|(_, c)| matches!(c, ',' | '{' | '}' | '[' | ']' | '"' | '\n'));
        self.pass(goes_on.map(|(length, _)| length));
        let message = format!("“{}” stands where {wanted} should be", self.quote(start));
        self.error(start..self.at, message, "remove it or put it right");
    }

    /// Passes a list or object, however deep, without reading it.
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

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}
