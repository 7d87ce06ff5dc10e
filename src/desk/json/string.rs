//! Reads strings, including escapes and the curly quotation marks that word processors insert.

use super::Text;
use super::reader::Reader;

impl Reader<'_> {
    /// Reads the string at the cursor, if there is one. Reports quotation marks other than `"`.
    pub(super) fn string(&mut self) -> Option<Text> {
        let start = self.at;
        let open = self.peek()?;
        let close: &[char] = match open {
            '"' => &['"'],
            '\'' => &['\''],
            '“' | '”' | '„' | '«' => &['”', '“', '»', '"'],
            _ => return None,
        };
        self.at += open.len_utf8();
        let text = self.characters(start, close);
        if open != '"' {
            let remedy = "use plain double quotation marks around the text; “ and ” are fine inside it";
            self.error(start..start + open.len_utf8(), format!("a string in JSON cannot start with {open}"), remedy);
        }
        Some(text)
    }

    fn characters(&mut self, start: usize, close: &[char]) -> Text {
        let mut text = Text { start: self.at, ..Text::default() };
        loop {
            // Copy everything up to the next character that needs attention.
            let from = self.at;
            self.advance(self.rest().find(|c: char| c == '\\' || c < ' ' || close.contains(&c)));
            text.text.push_str(&self.source[from..self.at]);
            let Some(next) = self.peek() else {
                let message = format!("the string {} is never closed", self.quote(start));
                self.error(start..text.start, message, "add the missing \"");
                self.end_reported = true;
                return text;
            };
            match next {
                '\\' => {
                    self.escape(&mut text.text);
                    text.escapes.push((text.text.len(), self.at));
                }
                '\n' | '\r' => {
                    let remedy = "add the missing \"; write each new paragraph as a separate item of body";
                    self.error(start..self.at, "the string is not closed on the line where it starts", remedy);
                    // A comma at the end of the line belongs after the string.
                    if self.source[start..self.at].ends_with(',') && text.text.ends_with(',') {
                        text.text.pop();
                        self.at -= 1;
                    }
                    return text;
                }
                c if c < ' ' => {
                    let message = format!("the string contains a raw control character (U+{:04X})", u32::from(c));
                    self.error_here(message, "remove it");
                    text.text.push(' ');
                    self.at += 1;
                }
                c => {
                    self.at += c.len_utf8();
                    return text;
                }
            }
        }
    }

    /// Reads the escape at the cursor (RFC 8259 section 7).
    fn escape(&mut self, text: &mut String) {
        let (start, rest) = (self.at, self.rest());
        // `\n`, `\u00e9`, or a surrogate pair of two `\u` escapes.
        for length in [2, 6, 12] {
            if let Some(escape) = rest.get(..length)
                && let Ok(character) = serde_json::from_str::<String>(&["\"", escape, "\""].concat())
            {
                text.push_str(&character);
                self.at += length;
                return;
            }
        }
        let Some(letter) = rest[1..].chars().next() else {
            self.at += 1;
            return;
        };
        if letter == 'u' {
            let is_surrogate = rest.get(2..6).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
            self.at += if is_surrogate { 6 } else { 2 };
            text.push('\u{fffd}');
            let remedy = "write the character itself; the file is UTF-8";
            self.error(start..self.at, "this is not a valid Unicode escape", remedy);
        } else {
            // The caller handles a line break.
            let letter = if letter < ' ' { "" } else { &rest[1..1 + letter.len_utf8()] };
            self.at += 1 + letter.len();
            text.push_str(letter);
            self.error(start..self.at, "JSON has no such escape", "write \\\\ for a backslash");
        }
    }
}
