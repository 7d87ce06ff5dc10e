//! A place in a text that reads words, numbers and signs.

use std::ops::Range;

/// Reads `text` from `at` on. Cheap to copy, so that a reading can be tried.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    pub(crate) text: &'a str,
    pub(crate) at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) const fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn next_char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes white space, no-break spaces among it.
    pub(crate) fn space(mut self) -> Self {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self
    }

    /// Passes `c`, if it is next.
    pub(crate) fn sign(mut self, c: char) -> Option<Self> {
        (self.next_char() == Some(c)).then(|| {
            self.at += c.len_utf8();
            self
        })
    }

    /// The next word, of letters and apostrophes; empty where there is none. At most 40 characters are looked at.
    pub(crate) fn word(mut self) -> (&'a str, Self) {
        let rest = self.rest();
        let letters = rest.char_indices().take(40).take_while(|(_, c)| c.is_alphabetic() || matches!(c, '\'' | '’'));
        let length = letters.last().map_or(0, |(at, c)| at + c.len_utf8());
        self.at += length;
        (&rest[..length], self)
    }

    /// Passes `word`, whatever its case, if it is next.
    pub(crate) fn eat(self, word: &str) -> Option<Self> {
        let (found, after) = self.word();
        found.eq_ignore_ascii_case(word).then_some(after)
    }

    /// The next digits, at most nine.
    pub(crate) fn digits(mut self) -> (&'a str, Self) {
        let rest = self.rest();
        let length = rest.bytes().take(9).take_while(u8::is_ascii_digit).count();
        self.at += length;
        (&rest[..length], self)
    }

    /// The number of one or two digits that is next.
    pub(crate) fn small_number(self) -> Option<(u8, Self)> {
        let (digits, after) = self.digits();
        if !(1..=2).contains(&digits.len()) {
            return None;
        }
        Some((digits.parse().ok()?, after))
    }

    pub(crate) fn since(&self, start: usize) -> Range<usize> {
        start..self.at
    }
}
