//! Reads strings: their escapes, and the quotation marks that word processors put in place of plain ones.

use super::Text;
use super::reader::{Reader, clip};

impl Reader<'_> {
    /// The string that begins at the place, if one does: in plain quotation marks, or, with an error, in others.
    pub(super) fn quoted(&mut self) -> Option<Text> {
        let start = self.at;
        let open = self.source[start..].chars().next()?;
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
        let mut text = Text { start: self.at as u32, ..Text::default() };
        loop {
            // What needs no second look is copied whole.
            let rest = &self.source[self.at..];
            let special = |c: char| c == '\\' || c < ' ' || close.contains(&c);
            let plain = rest.find(special).unwrap_or(rest.len());
            text.text.push_str(&rest[..plain]);
            self.at += plain;
            let Some(next) = rest[plain..].chars().next() else {
                let found = clip(&self.source[start..]);
                self.error(start..start + 1, format!("the string {found} is never closed"), "write the missing \"");
                self.ended = true;
                return text;
            };
            match next {
                '\\' => {
                    self.escape(&mut text.text);
                    text.marks.push((text.text.len() as u32, self.at as u32));
                }
                '\n' | '\r' => {
                    let message = "the string is not closed on its line".to_owned();
                    self.error(start..self.at, message, "write the missing \"; a new paragraph is a new item of body");
                    // A comma at its end was meant to follow the string.
                    if self.bytes[start..self.at].ends_with(b",") && text.text.ends_with(',') {
                        text.text.pop();
                        self.at -= 1;
                    }
                    return text;
                }
                c if c < ' ' => {
                    let message = format!("a raw control character (U+{:04X}) stands in a string", u32::from(c));
                    self.error(self.at..self.at + 1, message, "remove it");
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
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.source[self.at..].chars().next() else { return };
        let plain = match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                self.at += 1;
                match self.unicode() {
                    Some(c) => text.push(c),
                    None => {
                        text.push('\u{fffd}');
                        let span = start..self.at;
                        self.error(
                            span,
                            "this escape names no character",
                            "write the character itself, the file being UTF-8",
                        );
                    }
                }
                return;
            }
            _ => {
                // A line's end is looked at by the caller.
                let length = if letter < ' ' { 0 } else { letter.len_utf8() };
                self.at += length;
                text.push_str(&self.source[self.at - length..self.at]);
                self.error(start..self.at, "JSON has no such escape", "write \\\\ for a backslash");
                return;
            }
        };
        text.push(plain);
        self.at += letter.len_utf8();
    }

    /// Four hexadecimal digits, or eight in two escapes where they are a surrogate pair.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if !(0xd800..0xe000).contains(&first) {
            return char::from_u32(first);
        }
        let follows = first < 0xdc00 && self.bytes[self.at..].starts_with(b"\\u");
        if !follows {
            return None;
        }
        let before = self.at;
        self.at += 2;
        match self.hexadecimal() {
            Some(second @ 0xdc00..0xe000) => char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)),
            _ => {
                self.at = before;
                None
            }
        }
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = self.bytes.get(self.at..self.at + 4)?;
        let digits =
            std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}
