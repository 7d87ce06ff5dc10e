//! The current names of time zones, and the list that readers choose from.

use std::collections::BTreeMap;

use summit_brief::desk::{TzDatabase, ZoneNames};
use summit_brief::time::zone_name::{city, current, place, region};
use summit_brief::time::{Instant, Offset, Zones};
use summit_brief::widget::zone_list;

use super::support::at;

/// The offsets of `zone` in January and July of 1995 to 2035.
fn offsets(database: &TzDatabase, zone: &str) -> Vec<Offset> {
    let halves = (1995..=2035).flat_map(|year| ["01", "07"].map(|month| at(&format!("{year}-{month}-15T12:00:00Z"))));
    halves.map(|instant: Instant| database.offset(zone, instant).unwrap()).collect()
}

#[test]
fn each_old_name_is_a_link_to_its_current_name() {
    let database = TzDatabase::default();
    let old: Vec<&String> = database.names().iter().filter(|name| current(name) != *name).collect();
    assert_eq!(old.len(), 21, "the database has every old name: {old:?}");
    for old in old {
        let new = current(old);
        assert!(database.names().iter().any(|name| name == new), "{new}");
        assert_eq!(offsets(&database, old), offsets(&database, new), "{old} and {new}");
        assert_eq!(current(new), new);
        assert_eq!(region(old), region(new), "the list groups zones by the region of the browser's name");
    }
}

#[test]
fn places_are_named_as_readers_know_them() {
    for (names, place_name) in [
        (&["Europe/Kiev", "Europe/Kyiv", "Europe/Uzhgorod", "Europe/Zaporozhye"][..], "Kyiv"),
        (&["Asia/Calcutta", "Asia/Kolkata"], "Kolkata"),
        (&["Asia/Rangoon", "Asia/Yangon"], "Yangon"),
        (&["Asia/Saigon", "Asia/Ho_Chi_Minh"], "Ho Chi Minh City"),
        (&["Asia/Katmandu", "Asia/Kathmandu"], "Kathmandu"),
        (&["America/Buenos_Aires", "America/Argentina/Buenos_Aires"], "Buenos Aires, Argentina"),
        (&["America/Catamarca", "America/Argentina/Catamarca"], "Catamarca, Argentina"),
        (&["America/Cordoba", "America/Argentina/Cordoba"], "Cordoba, Argentina"),
        (&["America/Jujuy", "America/Argentina/Jujuy"], "Jujuy, Argentina"),
        (&["America/Mendoza", "America/Argentina/Mendoza"], "Mendoza, Argentina"),
        (&["America/Indianapolis", "America/Indiana/Indianapolis"], "Indianapolis, Indiana"),
        (&["America/Louisville", "America/Kentucky/Louisville"], "Louisville, Kentucky"),
        (&["America/Coral_Harbour", "America/Atikokan"], "Atikokan"),
        (&["America/Godthab", "America/Nuuk"], "Nuuk"),
        (&["Atlantic/Faeroe", "Atlantic/Faroe"], "Faroe"),
        (&["Africa/Asmera", "Africa/Asmara"], "Asmara"),
        (&["Pacific/Enderbury", "Pacific/Kanton"], "Kanton"),
        (&["Pacific/Ponape", "Pacific/Pohnpei"], "Pohnpei"),
        (&["Pacific/Truk", "Pacific/Chuuk"], "Chuuk"),
        (&["America/North_Dakota/New_Salem"], "New Salem, North Dakota"),
        (&["America/Port-au-Prince"], "Port-au-Prince"),
        (&["America/New_York"], "New York"),
        (&["UTC", "Etc/UTC"], "UTC"),
    ] {
        for name in names {
            assert_eq!(place(name), place_name, "{name}");
            assert_eq!(Some(city(name).as_str()), place_name.split(", ").next(), "{name}");
        }
    }
}

/// The zones and the places that the list of these names shows.
fn listed(names: &[&str]) -> Vec<(String, String)> {
    let list = zone_list(names.iter().map(|name| (*name).to_owned()).collect());
    list.into_iter().map(|listed| (listed.zone, listed.place)).collect()
}

#[test]
fn zones_are_listed_by_region_then_by_city_under_the_names_that_the_browser_knows() {
    let names = [
        "America/Argentina/Salta",
        "America/Bogota",
        "America/Buenos_Aires",
        "America/Cambridge_Bay",
        "Asia/Calcutta",
        "Asia/Karachi",
        "Asia/Kuwait",
        "Asia/Saigon",
        "Europe/Kiev",
        "Europe/Kirov",
        "Europe/Lisbon",
        "UTC",
    ];
    let expected = [
        ("America/Bogota", "Bogota"),
        ("America/Buenos_Aires", "Buenos Aires, Argentina"),
        ("America/Cambridge_Bay", "Cambridge Bay"),
        ("America/Argentina/Salta", "Salta, Argentina"),
        ("Asia/Saigon", "Ho Chi Minh City"),
        ("Asia/Karachi", "Karachi"),
        ("Asia/Calcutta", "Kolkata"),
        ("Asia/Kuwait", "Kuwait"),
        ("Europe/Kirov", "Kirov"),
        ("Europe/Kiev", "Kyiv"),
        ("Europe/Lisbon", "Lisbon"),
        ("UTC", "UTC"),
    ];
    assert_eq!(listed(&names), expected.map(|(zone, place)| (zone.to_owned(), place.to_owned())));
    assert_eq!(listed(&[]), []);
}

#[test]
fn a_zone_with_an_old_and_a_current_name_is_listed_once() {
    for names in [["Asia/Calcutta", "Asia/Kolkata"], ["Asia/Kolkata", "Asia/Calcutta"]] {
        assert_eq!(listed(&names), [(names[0].to_owned(), "Kolkata".to_owned())]);
    }
    let ukraine = ["Europe/Kiev", "Europe/Kyiv", "Europe/Uzhgorod", "Europe/Zaporozhye"];
    assert_eq!(listed(&ukraine), [("Europe/Kiev".to_owned(), "Kyiv".to_owned())]);
}

#[test]
fn zones_that_differ_are_never_listed_as_one() {
    let database = TzDatabase::default();
    let mut shown: BTreeMap<(&str, String), &str> = BTreeMap::new();
    let mut names_alike = 0;
    for name in database.names() {
        if let Some(other) = shown.insert((region(name), place(name)), name) {
            names_alike += 1;
            assert_eq!(offsets(&database, other), offsets(&database, name), "{other} and {name}");
        }
    }
    assert!(names_alike >= 21, "{names_alike}");
}
