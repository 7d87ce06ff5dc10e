//! A place in a text that reads words, numbers and signs.

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
    pub(crate) fn sign(self, c: char) -> Option<Self> {
        self.sign_of(&[c])
    }

    /// Passes one of `signs`, if it is next.
    pub(crate) fn sign_of(mut self, signs: &[char]) -> Option<Self> {
        let sign = self.next_char().filter(|c| signs.contains(c))?;
        self.at += sign.len_utf8();
        Some(self)
    }

    /// Passes `c` and the space after it, if `c` is next.
    pub(crate) fn skip_sign(self, c: char) -> Self {
        self.sign(c).map_or(self, Self::space)
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
        self.eat_any(&[word])
    }

    /// Passes one of `words`, whatever its case, if it is next.
    pub(crate) fn eat_any(self, words: &[&str]) -> Option<Self> {
        let (found, after) = self.word();
        words.iter().any(|word| found.eq_ignore_ascii_case(word)).then_some(after)
    }

    /// Passes `words`, which are parted by spaces, if they are next.
    pub(crate) fn eat_all(self, words: &str) -> Option<Self> {
        words.split(' ').try_fold(self, |cursor, word| cursor.space().eat(word))
    }

    /// Passes `word` and the space after it, if `word` is next.
    pub(crate) fn skip(self, word: &str) -> Self {
        self.eat(word).map_or(self, Self::space)
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

    /// At the next letter or figure; `None` at the end.
    pub(crate) fn next_start(mut self) -> Option<Self> {
        self.at += self.rest().find(char::is_alphanumeric)?;
        Some(self)
    }

    /// Passes the letters and figures that are next.
    pub(crate) fn past_word(mut self) -> Self {
        let rest = self.rest();
        self.at += rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        self
    }
}
