//! Reads strings: their escapes, and the quotation marks that word processors put in place of plain ones.

use super::Text;
use super::reader::Reader;

impl Reader<'_> {
    /// The string that begins at the place, if one does: in plain quotation marks, or, with an error, in others.
    pub(super) fn quoted(&mut self) -> Option<Text> {
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
            let remedy = "use plain double quotation marks around it; inside a text “ and ” are fine";
            self.error(start..start + open.len_utf8(), format!("{open} does not begin a string in JSON"), remedy);
        }
        Some(text)
    }

    fn characters(&mut self, start: usize, close: &[char]) -> Text {
        let mut text = Text { start: self.at, ..Text::default() };
        loop {
            // What needs no second look is copied whole.
            let from = self.at;
            self.pass(self.rest().find(|c: char| c == '\\' || c < ' ' || close.contains(&c)));
            text.text.push_str(&self.source[from..self.at]);
            let Some(next) = self.peek() else {
                let message = format!("the string {} is never closed", self.quote(start));
                self.error(start..text.start, message, "write the missing \"");
                self.ended = true;
                return text;
            };
            match next {
                '\\' => {
                    self.escape(&mut text.text);
                    text.marks.push((text.text.len(), self.at));
                }
                '\n' | '\r' => {
                    let remedy = "write the missing \"; a new paragraph is a new item of body";
                    self.error(start..self.at, "the string is not closed on its line", remedy);
                    // A comma at its end was meant to follow the string.
                    if self.source[start..self.at].ends_with(',') && text.text.ends_with(',') {
                        text.text.pop();
                        self.at -= 1;
                    }
                    return text;
                }
                c if c < ' ' => {
                    let message = format!("a raw control character (U+{:04X}) stands in a string", u32::from(c));
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

    /// Reads the escape at the place (RFC 8259 section 7).
    fn escape(&mut self, text: &mut String) {
        let (start, rest) = (self.at, self.rest());
        // `\n`, `\u00e9`, or two of these where they are a surrogate pair.
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
            let is_half = rest.get(2..6).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
            self.at += if is_half { 6 } else { 2 };
            text.push('\u{fffd}');
            let remedy = "write the character itself, the file being UTF-8";
            self.error(start..self.at, "this escape names no character", remedy);
        } else {
            // A line's end is looked at by the caller.
            let letter = if letter < ' ' { "" } else { &rest[1..1 + letter.len_utf8()] };
            self.at += 1 + letter.len();
            text.push_str(letter);
            self.error(start..self.at, "JSON has no such escape", "write \\\\ for a backslash");
        }
    }
}
