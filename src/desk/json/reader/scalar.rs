//! Reads numbers, `true`, `false` and `null`, and text that lacks its quotation marks.

use super::super::Value;
use super::{Reader, clip};

impl Reader<'_> {
    pub(super) fn number(&mut self) -> Value {
        let start = self.at;
        let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b'_');
        self.at += self.bytes[start..].iter().take_while(|byte| word(**byte)).count();
        if is_number(&self.bytes[start..self.at]) {
            return Value::Number;
        }
        self.rest_of_item();
        let message = format!("“{}” is neither a number nor a string", clip(&self.source[start..self.at]));
        self.error(start..self.at, message, "text, dates and times stand in double quotation marks");
        Value::Broken
    }

    /// `true`, `false`, `null`, or text that lacks its quotation marks.
    pub(super) fn word(&mut self) -> Value {
        let start = self.at;
        match self.bare().as_str() {
            "true" | "false" => Value::Bool,
            "null" => Value::Null,
            "" => {
                self.unexpected("a value");
                Value::Broken
            }
            _ => {
                self.rest_of_item();
                let found = clip(&self.source[start..self.at]);
                let message = format!("“{found}” is no value in JSON");
                self.error(start..self.at, message, "text stands in double quotation marks");
                Value::Broken
            }
        }
    }

    /// Passes the rest of text that lacks its quotation marks.
    fn rest_of_item(&mut self) {
        let rest = &self.source[self.at..];
        let end = rest.find([',', '}', ']', '\n', '\r', '"']).unwrap_or(rest.len());
        self.at += rest[..end].trim_end().len();
    }

    pub(super) fn bare(&mut self) -> String {
        let rest = &self.source[self.at..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
        self.at += end;
        rest[..end].to_owned()
    }
}

/// RFC 8259 section 6.
fn is_number(bytes: &[u8]) -> bool {
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || (whole > 1 && bytes[at] == b'0') {
        return false;
    }
    at += whole;
    if bytes.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return false;
        }
        at += 1 + fraction;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at.min(bytes.len()));
        if exponent == 0 {
            return false;
        }
        at += exponent;
    }
    at == bytes.len()
}
