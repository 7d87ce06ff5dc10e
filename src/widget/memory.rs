//! What is kept for a reader of a brief, and how it is written: the newest update seen, zone and clock, the open cards.
//! Must not import anything of a browser.

use super::settings::owned;
use crate::text::HourCycle;
use crate::time::Instant;

/// What a reader left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Nothing that was updated after this moment had been seen.
    pub seen: Option<Instant>,
    /// The reader's choice of a time zone (IANA name).
    pub zone: Option<String>,
    /// The reader's choice of a clock.
    pub clock: Option<HourCycle>,
    /// The ids of the issues whose cards were open; `None` while the reader had opened or closed none.
    pub open: Option<Vec<String>>,
}

const ZONE: &str = "zone";
const H12: &str = "h12";
const H23: &str = "h23";
/// Stands before the ids, at the end.
const OPEN: &str = "open";

impl Memory {
    /// Reads what [`Memory::write`] wrote. Of anything else, what makes sense.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut words = text.split_ascii_whitespace();
        let seen = words.next().and_then(|millis| millis.parse().ok()).map(Instant::from_millis);
        let mut memory = Self { seen, ..Self::default() };
        while let Some(word) = words.next() {
            match word {
                ZONE => memory.zone = words.next().map(str::to_owned),
                H12 => memory.clock = Some(HourCycle::H12),
                H23 => memory.clock = Some(HourCycle::H23),
                OPEN => memory.open = Some(owned(&mut words)),
                _ => {}
            }
        }
        memory
    }

    /// Words with blanks between, which no id and no zone has: the moment in milliseconds since 1970, `zone` and the
    /// zone, the clock, `open` and the ids; without what is not known.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = self.seen.map_or_else(|| "-".to_owned(), |seen| seen.millis().to_string());
        let mut add = |word: &str| {
            text.push(' ');
            text.push_str(word);
        };
        if let Some(zone) = &self.zone {
            add(ZONE);
            add(zone);
        }
        match self.clock {
            Some(HourCycle::H12) => add(H12),
            Some(HourCycle::H23) => add(H23),
            None => {}
        }
        if let Some(ids) = &self.open {
            add(OPEN);
            for id in ids {
                add(id);
            }
        }
        text
    }
}
