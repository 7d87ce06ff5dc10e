//! Which colour a party has.

use crate::brief::Brief;
use crate::time::decimal;

/// How many party colours the style sheet has; further parties reuse them.
const PARTY_COLOURS: usize = 6;

/// The value of `data-party`, by which the style sheet colours the party with the id `party`: 1 to 6.
pub(super) fn party_colour(brief: &Brief, party: &str) -> String {
    let index = brief.parties.iter().position(|other| other.id == party).unwrap_or_default();
    decimal(index % PARTY_COLOURS + 1)
}
