//! Reads numbers, `true`, `false`, `null` and text without quotation marks.

use super::super::Value;
use super::Reader;

impl<'a> Reader<'a> {
    pub(super) fn number(&mut self) -> Value {
        let start = self.at;
        let in_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | '_');
        self.advance(self.rest().find(|c: char| !in_number(c)));
        if serde_json::from_str::<f64>(&self.source[start..self.at]).is_ok() {
            return Value::Number;
        }
        self.skip_unquoted();
        let message = format!("“{}” is neither a number nor a string", self.quote(start));
        self.error(start..self.at, message, "put text, dates and times in double quotation marks");
        Value::Broken
    }

    /// Reads `true`, `false` or `null`; reports anything else.
    pub(super) fn literal(&mut self) -> Value {
        let start = self.at;
        match self.bare_word() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            "" => {
                self.unexpected("a value");
                Value::Broken
            }
            _ => {
                self.skip_unquoted();
                let message = format!("“{}” is not a JSON value", self.quote(start));
                self.error(start..self.at, message, "put text in double quotation marks");
                Value::Broken
            }
        }
    }

    /// Advances to the end of text without quotation marks.
    fn skip_unquoted(&mut self) {
        let start = self.at;
        self.advance(self.rest().find([',', '}', ']', '\n', '\r', '"']));
        self.at = start + self.source[start..self.at].trim_end().len();
    }

    pub(super) fn bare_word(&mut self) -> &'a str {
        let start = self.at;
        self.advance(self.rest().find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')));
        &self.source[start..self.at]
    }
}
