//! The colours of the parties.

use crate::brief::Brief;

/// How many colours the style sheet has for parties; further parties share them.
const PARTY_COLOURS: usize = 6;

/// `class`, and the class that gives the party with the id `party` its colour.
pub(super) fn party_class(class: &str, brief: &Brief, party: &str) -> String {
    let index = brief.parties.iter().position(|other| other.id == party).unwrap_or_default();
    [class, " sb-party--", &(index % PARTY_COLOURS + 1).to_string()].concat()
}
