//! What is kept for a reader of a brief, and how it is written: the newest update seen, and the open cards.

use crate::time::Instant;

/// What a reader left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Nothing that was updated after this moment had been seen.
    pub seen: Option<Instant>,
    /// The ids of the issues whose cards were open; `None` while the reader had opened or closed none.
    pub open: Option<Vec<String>>,
}

/// Stands before the ids.
const OPEN: &str = "open";

impl Memory {
    /// Reads what [`Memory::write`] wrote. Of anything else, what makes sense.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut words = text.split_ascii_whitespace();
        let seen = words.next().and_then(|millis| millis.parse().ok()).map(Instant::from_millis);
        let open = (words.next() == Some(OPEN)).then(|| words.map(str::to_owned).collect());
        Self { seen, open }
    }

    /// Words with blanks between: the moment in milliseconds since 1970, and where it is known which cards are open,
    /// `open` and their ids. An id has no blanks.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = self.seen.map_or_else(|| "-".to_owned(), |seen| seen.millis().to_string());
        for word in self.open.iter().flat_map(|ids| [OPEN].into_iter().chain(ids.iter().map(String::as_str))) {
            text.push(' ');
            text.push_str(word);
        }
        text
    }
}
