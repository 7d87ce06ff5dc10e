//! A cursor that reads words, numbers and punctuation.

/// Reads `text` from byte `at`. Cheap to copy, so that callers can try a parse and go back.
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

    /// Skips white space, including no-break spaces.
    pub(crate) fn space(mut self) -> Self {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self
    }

    /// Consumes `c`; `None` if it is not next.
    pub(crate) fn sign(self, c: char) -> Option<Self> {
        self.sign_of(&[c])
    }

    /// Consumes one of `signs`; `None` if none of them is next.
    pub(crate) fn sign_of(mut self, signs: &[char]) -> Option<Self> {
        let sign = self.next_char().filter(|c| signs.contains(c))?;
        self.at += sign.len_utf8();
        Some(self)
    }

    /// Skips `c` and the space after it, if `c` is next.
    pub(crate) fn skip_sign(self, c: char) -> Self {
        self.sign(c).map_or(self, Self::space)
    }

    /// Reads the next word, at most 40 letters and apostrophes. Empty if the next character is neither.
    pub(crate) fn word(mut self) -> (&'a str, Self) {
        let rest = self.rest();
        let letters = rest.char_indices().take(40).take_while(|(_, c)| c.is_alphabetic() || matches!(c, '\'' | '’'));
        let length = letters.last().map_or(0, |(at, c)| at + c.len_utf8());
        self.at += length;
        (&rest[..length], self)
    }

    /// Consumes `word`, ignoring ASCII case; `None` if it is not next.
    pub(crate) fn eat(self, word: &str) -> Option<Self> {
        self.eat_any(&[word])
    }

    /// Consumes one of `words`, ignoring ASCII case; `None` if none of them is next.
    pub(crate) fn eat_any(self, words: &[&str]) -> Option<Self> {
        let (found, after) = self.word();
        words.iter().any(|word| found.eq_ignore_ascii_case(word)).then_some(after)
    }

    /// Consumes the space-separated `words`; `None` if they are not next.
    pub(crate) fn eat_all(self, words: &str) -> Option<Self> {
        words.split(' ').try_fold(self, |cursor, word| cursor.space().eat(word))
    }

    /// Skips `word` and the space after it, if `word` is next.
    pub(crate) fn skip(self, word: &str) -> Self {
        self.eat(word).map_or(self, Self::space)
    }

    /// Skips `figures` and the space after them, if they are next.
    pub(crate) fn skip_figures(self, figures: &str) -> Self {
        let (digits, after) = self.digits();
        if digits == figures { after.space() } else { self }
    }

    /// Reads the next digits, at most nine.
    pub(crate) fn digits(mut self) -> (&'a str, Self) {
        let rest = self.rest();
        let length = rest.bytes().take(9).take_while(u8::is_ascii_digit).count();
        self.at += length;
        (&rest[..length], self)
    }

    /// Reads a number of one or two digits.
    pub(crate) fn small_number(self) -> Option<(u8, Self)> {
        let (digits, after) = self.digits();
        if !(1..=2).contains(&digits.len()) {
            return None;
        }
        Some((digits.parse().ok()?, after))
    }

    /// Moves to the next letter or figure; `None` at the end of the text.
    pub(crate) fn next_start(mut self) -> Option<Self> {
        self.at += self.rest().find(char::is_alphanumeric)?;
        Some(self)
    }

    /// Skips the letters and figures at the cursor.
    pub(crate) fn past_word(mut self) -> Self {
        let rest = self.rest();
        self.at += rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        self
    }
}
