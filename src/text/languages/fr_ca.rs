//! French of Canada.

use super::fr::FRENCH;
use crate::text::{Formats, Language};

/// French of Canada. It differs only in its clocks.
pub(super) const FRENCH_CANADA: Language = Language {
    tag: "fr-CA",
    other_cycle: "",
    formats: Formats {
        h23: "{1}\u{a0}h\u{a0}{2}",
        h12: "{0}\u{a0}h\u{a0}{2}\u{a0}{3}",
        am_pm: ["a.m.", "p.m."],
        ..FRENCH.formats
    },
    ..FRENCH
};
