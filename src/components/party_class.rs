//! The class that gives a party its colour.

use crate::brief::Brief;

/// How many party colours the style sheet has; further parties reuse them.
const PARTY_COLOURS: usize = 6;

/// `class`, followed by the colour class of the party with the id `party`.
pub(super) fn party_class(class: &str, brief: &Brief, party: &str) -> String {
    let index = brief.parties.iter().position(|other| other.id == party).unwrap_or_default();
    [class, " sb-party--", &(index % PARTY_COLOURS + 1).to_string()].concat()
}
