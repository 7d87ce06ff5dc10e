//! The list of time zones that a reader can choose from.

use crate::time::zone_name::{place, region};

/// A zone in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedZone {
    /// The name that the browser knows, which may be an old one.
    pub zone: String,
    /// The name to show, which starts with the city.
    pub place: String,
}

/// The list of the zones `names`, sorted by region, then by the name shown. If a browser knows a zone by several names,
/// the first is listed.
#[must_use]
pub fn zone_list(names: Vec<String>) -> Vec<ListedZone> {
    let mut list: Vec<ListedZone> = Vec::with_capacity(names.len());
    for zone in names {
        let place = place(&zone);
        let key = (region(&zone), place.as_str());
        let position = list.partition_point(|other| (region(&other.zone), other.place.as_str()) < key);
        if list.get(position).is_none_or(|other| (region(&other.zone), other.place.as_str()) != key) {
            list.insert(position, ListedZone { zone, place });
        }
    }
    list
}
