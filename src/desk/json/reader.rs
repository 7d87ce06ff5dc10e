//! Reads values, objects and lists. Recursive, but never deeper than [`DEEPEST`].

mod scalar;

use std::ops::Range;

use super::{DEEPEST, Member, Node, SyntaxError, Text, Value};

/// More errors than these help nobody: the file is no JSON.
const MOST_ERRORS: usize = 200;

/// The value that `source` holds, and everything wrong with how it is written.
pub(crate) fn read(source: &str) -> (Node, Vec<SyntaxError>) {
    let mut reader = Reader {
        source,
        bytes: source.as_bytes(),
        at: 0,
        errors: Vec::new(),
        silenced: false,
        comma: 0,
        ended: false,
        open: Vec::new(),
    };
    reader.space();
    if reader.at == source.len() {
        reader.error(0..0, "the file is empty", "start from what `summit-brief new` writes");
        return (reader.node(0, Value::Broken), reader.errors);
    }
    let node = reader.value();
    reader.space();
    if reader.at < source.len() {
        let end = source[reader.at..].find('\n').map_or(source.len(), |length| reader.at + length);
        reader.error(
            reader.at..end,
            "text follows the end of the document",
            "remove it, or the bracket that closes too early",
        );
    }
    (node, reader.errors)
}

pub(super) struct Reader<'a> {
    pub(super) source: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    errors: Vec<SyntaxError>,
    silenced: bool,
    /// Where the comma before this item stands, if there is one.
    comma: usize,
    /// Whether the end was met where it should not be, and this was said.
    pub(super) ended: bool,
    /// The brackets around the place, and where they stand.
    open: Vec<(u8, usize)>,
}

impl Reader<'_> {
    pub(super) fn error(&mut self, span: Range<usize>, message: impl Into<String>, remedy: impl Into<String>) {
        if self.silenced {
            return;
        }
        self.silenced = self.errors.len() + 1 >= MOST_ERRORS;
        let (message, remedy) = match self.silenced {
            true => ("too many errors of notation to list them all".to_owned(), "is this file JSON?".to_owned()),
            false => (message.into(), remedy.into()),
        };
        self.errors.push(SyntaxError { span, message, remedy });
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The character at the place; there must be one.
    fn char(&self) -> char {
        self.source[self.at..].chars().next().unwrap_or('\0')
    }

    fn node(&self, start: usize, value: Value) -> Node {
        // A file of more than 4 GB is refused long before.
        Node { start: start as u32, end: self.at as u32, value }
    }

    /// Passes white space, and comments, which JSON has not.
    fn space(&mut self) {
        loop {
            while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
                self.at += 1;
            }
            let rest = &self.source[self.at..];
            let length = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else if let Some(odd) = rest.chars().next().filter(|c| c.is_whitespace() || *c == '\u{feff}') {
                let span = self.at..self.at + odd.len_utf8();
                self.error(span, format!("U+{:04X} is no space in JSON", u32::from(odd)), "type an ordinary space");
                self.at += odd.len_utf8();
                continue;
            } else {
                return;
            };
            self.error(self.at..self.at + length, "JSON has no comments", "remove the comment");
            self.at += length;
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
            Some(b'{' | b'[') if self.open.len() >= DEEPEST => {
                self.skip_nested();
                let message = format!("values are nested more than {DEEPEST} deep");
                self.error(start..start + 1, message, "a brief needs six levels");
                Value::Broken
            }
            Some(open @ (b'{' | b'[')) => {
                self.open.push((open, start));
                self.at += 1;
                let value = if open == b'{' { Value::Object(self.members()) } else { Value::List(self.items()) };
                self.open.pop();
                value
            }
            Some(b'}' | b']' | b',' | b':') => {
                self.error(start..start + 1, "a value is missing here", "write one, or remove the field or comma");
                Value::Broken
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => match self.quoted() {
                Some(text) => Value::Text(Box::new(text)),
                None => self.word(),
            },
        };
        self.node(start, value)
    }

    fn members(&mut self) -> Vec<Member> {
        let mut members = Vec::new();
        while self.goes_on(b'}', !members.is_empty()) {
            let start = self.at;
            let in_list = self.open.iter().rev().nth(1).is_some_and(|(open, _)| *open == b'[');
            if self.peek() == Some(b'{') && in_list && !members.is_empty() {
                self.error(start..start + 1, "the object is not closed before this {", "write } before it");
                // The comma belongs to the list.
                self.at = self.comma.min(start);
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
                    let remedy = format!("write \"{}\"", clip(&word));
                    self.error(start..self.at, "a field's name stands in double quotation marks", remedy);
                    word
                }
            };
            let end = self.at;
            self.space();
            if self.peek() == Some(b':') {
                self.at += 1;
                self.space();
            } else {
                self.error(start..end, "a colon is missing after the field's name", "write : and the value");
                if matches!(self.peek(), None | Some(b',' | b'}' | b']')) {
                    members.push(Member {
                        name,
                        start: start as u32,
                        end: end as u32,
                        node: self.node(end, Value::Broken),
                    });
                    continue;
                }
            }
            let node = self.value();
            members.push(Member { name, start: start as u32, end: end as u32, node });
        }
        members
    }

    fn items(&mut self) -> Vec<Node> {
        let mut items = Vec::new();
        while self.goes_on(b']', !items.is_empty()) {
            if self.peek() == Some(b':') {
                self.unexpected("a value, a comma or ]");
                continue;
            }
            items.push(self.value());
        }
        items
    }

    /// Passes what stands between two items, up to the next or past `close`; whether there is a next.
    fn goes_on(&mut self, close: u8, after_item: bool) -> bool {
        let before = self.at;
        self.space();
        self.comma = usize::MAX;
        let mut comma = None;
        while self.peek() == Some(b',') {
            if comma.is_some() || !after_item {
                self.error(self.at..self.at + 1, "a comma stands here with nothing before it", "remove it");
            }
            comma = Some(self.at);
            self.comma = self.at;
            self.at += 1;
            self.space();
        }
        let what = if close == b'}' { "object" } else { "list" };
        match self.peek() {
            None => {
                // The brackets around this one are open too, which is no other fault.
                if !self.ended {
                    let opened = self.open.last().map_or(0, |(_, at)| *at);
                    let missing: String =
                        self.open.iter().rev().take(20).map(|(open, _)| char::from(closing(*open))).collect();
                    let message = format!("the {what} that begins here is never closed");
                    self.error(
                        opened..opened + 1,
                        message,
                        format!("write the missing {missing}; or is the file cut off?"),
                    );
                }
                self.ended = true;
                false
            }
            Some(next @ (b'}' | b']')) => {
                if let Some(comma) = comma {
                    self.error(
                        comma..comma + 1,
                        format!("a comma stands after the last item of this {what}"),
                        "remove it",
                    );
                }
                let outer = self.open.iter().rev().skip(1).position(|(open, _)| closing(*open) == next);
                // What would end the document in its middle is the wrong bracket.
                let is_last =
                    |outer: usize| outer + 2 < self.open.len() || self.source[self.at + 1..].trim().is_empty();
                let closes_outer = outer.is_some_and(is_last);
                if next == close {
                    self.at += 1;
                } else if closes_outer {
                    let message = format!("the {what} is not closed before this {}", char::from(next));
                    self.error(self.at..self.at + 1, message, format!("write {} before it", char::from(close)));
                } else {
                    let message = format!("{} closes nothing here", char::from(next));
                    self.error(self.at..self.at + 1, message, format!("write {} instead", char::from(close)));
                    self.at += 1;
                }
                false
            }
            Some(_) => {
                if after_item && comma.is_none() {
                    self.error(before..before, "a comma is missing here", "write a comma between items");
                }
                true
            }
        }
    }

    /// Complains, and passes everything up to where reading can go on.
    fn unexpected(&mut self, wanted: &str) {
        let start = self.at;
        self.at += self.char().len_utf8();
        let rest = &self.source[self.at..];
        self.at += rest.find([',', '{', '}', '[', ']', '"', '\n']).unwrap_or(rest.len());
        let found = clip(self.source[start..self.at].trim_end());
        self.error(start..self.at, format!("“{found}” stands where {wanted} should be"), "remove it or put it right");
    }

    /// Passes a list or object, however deep, without reading it.
    fn skip_nested(&mut self) {
        let (mut depth, mut in_text) = (0_usize, false);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' if in_text => self.at += usize::from(self.peek().is_some_and(|next| next.is_ascii())),
                b'"' => in_text = !in_text,
                b'{' | b'[' if !in_text => depth += 1,
                b'}' | b']' if !in_text => {
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

fn closing(open: u8) -> u8 {
    if open == b'{' { b'}' } else { b']' }
}

/// At most forty characters of `text`.
pub(crate) fn clip(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
