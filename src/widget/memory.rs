//! The values stored for a reader of a brief, and their format: the newest update seen, the zone, the clock style, the
//! countdown's seconds and the open cards. Must not import browser APIs.

use super::settings::to_strings;
use crate::text::HourCycle;
use crate::time::{Instant, decimal, from_decimal};

/// What a widget remembers from a reader's last visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The newest update that the reader saw.
    pub seen: Option<Instant>,
    /// The time zone that the reader chose (an IANA name).
    pub zone: Option<String>,
    /// The clock style that the reader chose.
    pub clock: Option<HourCycle>,
    /// Whether the reader chose to see the seconds of the countdown, or not to.
    pub seconds: Option<bool>,
    /// The ids of the issues whose cards were open; `None` if no card was ever opened or closed.
    pub open: Option<Vec<String>>,
}

const ZONE: &str = "zone";
const SECONDS: &str = "seconds";
const NO_SECONDS: &str = "minutes";
/// Precedes the ids, which come last.
const OPEN: &str = "open";

impl Memory {
    /// Parses the format of [`Memory::write`], and skips words that it cannot interpret.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut words = text.split_ascii_whitespace();
        let seen = words.next().and_then(from_decimal).map(Instant::from_millis);
        let mut memory = Self { seen, ..Self::default() };
        while let Some(word) = words.next() {
            match word {
                ZONE => memory.zone = words.next().map(str::to_owned),
                OPEN => memory.open = Some(to_strings(&mut words)),
                SECONDS => memory.seconds = Some(true),
                NO_SECONDS => memory.seconds = Some(false),
                _ => memory.clock = HourCycle::from_name(word).or(memory.clock),
            }
        }
        memory
    }

    /// The memory as words separated by spaces; ids and zone names contain no spaces. The first word is `seen` in
    /// milliseconds since 1970, or `-` if unknown. Then follow, each only if known: `zone` and the zone; `h12` or
    /// `h23`; `seconds` or `minutes`; `open` and the ids.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = self.seen.map_or_else(|| "-".to_owned(), |seen| decimal(seen.millis()));
        let mut add = |word: &str| {
            text.push(' ');
            text.push_str(word);
        };
        if let Some(zone) = &self.zone {
            add(ZONE);
            add(zone);
        }
        if let Some(clock) = self.clock {
            add(clock.name());
        }
        if let Some(seconds) = self.seconds {
            add(if seconds { SECONDS } else { NO_SECONDS });
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
