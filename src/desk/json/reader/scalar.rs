//! Reads numbers, `true`, `false` and `null`, and text that lacks its quotation marks.

use super::super::Value;
use super::Reader;

impl<'a> Reader<'a> {
    pub(super) fn number(&mut self) -> Value {
        let start = self.at;
        let in_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | '_');
        self.pass(self.rest().find(|c: char| !in_number(c)));
        if serde_json::from_str::<f64>(&self.source[start..self.at]).is_ok() {
            return Value::Number;
        }
        self.rest_of_item();
        let message = format!("“{}” is neither a number nor a string", self.quote(start));
        self.error(start..self.at, message, "text, dates and times stand in double quotation marks");
        Value::Broken
    }

    /// `true`, `false`, `null`, or text that lacks its quotation marks.
    pub(super) fn word(&mut self) -> Value {
        let start = self.at;
        match self.bare() {
            "true" | "false" => Value::Bool,
            "null" => Value::Null,
            "" => {
                self.unexpected("a value");
                Value::Broken
            }
            _ => {
                self.rest_of_item();
                let message = format!("“{}” is no value in JSON", self.quote(start));
                self.error(start..self.at, message, "text stands in double quotation marks");
                Value::Broken
            }
        }
    }

    /// Passes the rest of text that lacks its quotation marks.
    fn rest_of_item(&mut self) {
        let start = self.at;
        self.pass(self.rest().find([',', '}', ']', '\n', '\r', '"']));
        self.at = start + self.source[start..self.at].trim_end().len();
    }

    pub(super) fn bare(&mut self) -> &'a str {
        let start = self.at;
        self.pass(self.rest().find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')));
        &self.source[start..self.at]
    }
}
