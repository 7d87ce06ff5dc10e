//! The element's attributes, read without a browser.

use summit_brief::widget::{AsOf, Expand, HeadingLevel, Settings};

use summit_brief::text::{HourCycle, Locale};

use super::support::{at, helsinki};

/// The settings of an element with these attributes, and the warnings.
fn read(attributes: &[(&str, &str)]) -> (Settings, Vec<String>) {
    Settings::read(|name| {
        let attribute = attributes.iter().find(|(other, _)| *other == name);
        attribute.map(|(_, value)| (*value).to_owned())
    })
}

const FEED: &str = "https://example.com/brief.ics";

fn level(level: u8) -> HeadingLevel {
    HeadingLevel::new(level).unwrap()
}

#[test]
fn without_attributes_every_setting_has_its_default() {
    let defaults = Settings {
        as_of: AsOf::Now,
        zone: None,
        zones: None,
        hour_cycle: None,
        level: level(2),
        expand: Expand::None,
        refresh: None,
        calendar: None,
        issues_first: false,
        remember: true,
    };
    assert_eq!(read(&[]), (defaults, vec![]));
}

#[test]
fn blank_attributes_count_as_absent() {
    for value in ["", " ", "\n\t"] {
        let attributes = Settings::OBSERVED.map(|name| (name, value));
        assert_eq!(read(&attributes), read(&[]), "{value:?}");
    }
}

#[test]
fn each_attribute_sets_its_setting() {
    let defaults = || read(&[]).0;
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    for (name, value, expected) in [
        ("as-of", "published", Settings { as_of: AsOf::Published, ..defaults() }),
        ("as-of", "2018-07-16T11:53:00+08:00", Settings { as_of: AsOf::At(at("2018-07-16T03:53:00Z")), ..defaults() }),
        ("zone", "Asia/Kathmandu", Settings { zone: Some("Asia/Kathmandu".to_owned()), ..defaults() }),
        ("zones", "UTC", Settings { zones: Some(names(&["UTC"])), ..defaults() }),
        ("zones", " UTC  Asia/Tokyo\n", Settings { zones: Some(names(&["UTC", "Asia/Tokyo"])), ..defaults() }),
        ("refresh", "15", Settings { refresh: Some(15), ..defaults() }),
        ("refresh", " 3600 ", Settings { refresh: Some(3_600), ..defaults() }),
        ("calendar", " https://example.com/brief.ics ", Settings { calendar: Some(FEED.to_owned()), ..defaults() }),
        ("order", "schedule", defaults()),
        ("order", " issues ", Settings { issues_first: true, ..defaults() }),
        ("hour-cycle", "auto", defaults()),
        ("hour-cycle", "h12", Settings { hour_cycle: Some(HourCycle::H12), ..defaults() }),
        ("hour-cycle", "h23", Settings { hour_cycle: Some(HourCycle::H23), ..defaults() }),
        ("heading-level", "2", defaults()),
        ("heading-level", "3", Settings { level: level(3), ..defaults() }),
        ("heading-level", "6", Settings { level: level(6), ..defaults() }),
        ("expand", "none", defaults()),
        ("expand", "all", Settings { expand: Expand::All, ..defaults() }),
        ("expand", "first", Settings { expand: Expand::First, ..defaults() }),
        ("remember", "on", defaults()),
        ("remember", "off", Settings { remember: false, ..defaults() }),
        ("expand", "nato", Settings { expand: Expand::Ids(names(&["nato"])), ..defaults() }),
        ("expand", "nato  iran", Settings { expand: Expand::Ids(names(&["nato", "iran"])), ..defaults() }),
    ] {
        assert_eq!(read(&[(name, value)]), (expected, vec![]), "{name}={value:?}");
    }
}

#[test]
fn invalid_values_fall_back_to_the_default_with_a_warning() {
    for (name, value, allowed) in [
        ("as-of", "yesterday", "“published” or a date and time such as 2018-07-16T10:20:00Z"),
        ("as-of", "2018-07-16T10:20:00", "“published” or a date and time such as 2018-07-16T10:20:00Z"),
        ("as-of", "2018-07-16", "“published” or a date and time such as 2018-07-16T10:20:00Z"),
        ("refresh", "14", "a number of seconds, at least 15"),
        ("refresh", "-60", "a number of seconds, at least 15"),
        ("refresh", "1.5", "a number of seconds, at least 15"),
        ("refresh", "60s", "a number of seconds, at least 15"),
        ("refresh", "99999999999999999999", "a number of seconds, at least 15"),
        ("hour-cycle", "24", "auto, h12 or h23"),
        ("hour-cycle", "H12", "auto, h12 or h23"),
        ("remember", "never", "on or off"),
        ("order", "cards", "schedule or issues"),
        ("heading-level", "1", "a number from 2 to 6"),
        ("heading-level", "7", "a number from 2 to 6"),
        ("heading-level", "h3", "a number from 2 to 6"),
        ("heading-level", "-3", "a number from 2 to 6"),
        ("heading-level", "300", "a number from 2 to 6"),
    ] {
        let warning = format!("invalid {name}=\"{value}\": expected {allowed}");
        assert_eq!(read(&[(name, value)]), (read(&[]).0, vec![warning]));
    }
}

#[test]
fn each_invalid_attribute_has_its_own_warning_and_valid_ones_still_apply() {
    let (settings, warnings) =
        read(&[("as-of", "x"), ("hour-cycle", "x"), ("heading-level", "x"), ("expand", "all"), ("remember", "off")]);
    assert_eq!(warnings.len(), 3);
    assert_eq!(settings, Settings { remember: false, expand: Expand::All, ..read(&[]).0 });
}

#[test]
fn a_chosen_hour_cycle_overrides_the_locales() {
    for (language, hour_cycle, expected) in [
        ("en-GB", None, HourCycle::H23),
        ("en-US", None, HourCycle::H12),
        ("en-GB", Some("h12"), HourCycle::H12),
        ("en-US", Some("h23"), HourCycle::H23),
        ("en-US", Some("auto"), HourCycle::H12),
    ] {
        let attributes: Vec<(&str, &str)> = hour_cycle.into_iter().map(|value| ("hour-cycle", value)).collect();
        assert_eq!(
            read(&attributes).0.locale(Locale::from_tag(language)).hour_cycle,
            expected,
            "{language} {hour_cycle:?}"
        );
    }
}

#[test]
fn the_class_observes_exactly_the_attributes_in_observed() {
    let class = include_str!("../../src/element/summit-brief.js");
    let list = class.split_once("observedAttributes =").and_then(|(_, rest)| rest.split('"').nth(1)).unwrap();
    let observed: Vec<&str> = list.split(' ').collect();
    assert_eq!(observed, Settings::OBSERVED);
}

#[test]
fn every_attribute_that_is_read_is_observed() {
    let read = std::cell::RefCell::new(Vec::new());
    let _ = Settings::read(|name| {
        read.borrow_mut().push(name.to_owned());
        None
    });
    // The class reads the others.
    let is_read = |name: &&str| !["brief", "src", "strings", "lang"].contains(name);
    let mut expected: Vec<&str> = Settings::OBSERVED.into_iter().filter(is_read).collect();
    expected.sort_unstable();
    let mut read = read.into_inner();
    read.sort_unstable();
    read.dedup();
    assert_eq!(read, expected);
}

#[test]
fn heading_levels_run_from_2_to_6_and_cards_are_one_below() {
    for (number, tags) in
        [(2, ("h2", "h3")), (3, ("h3", "h4")), (4, ("h4", "h5")), (5, ("h5", "h6")), (6, ("h6", "h6"))]
    {
        assert_eq!((level(number).title_tag(), level(number).card_tag()), tags);
    }
    for number in [0, 1, 7, 255] {
        assert_eq!(HeadingLevel::new(number), None, "{number}");
    }
    assert_eq!(HeadingLevel::default(), level(2));
}

#[test]
fn expand_decides_which_cards_open() {
    let ids = Expand::Ids(vec!["nato".to_owned(), "gone".to_owned()]);
    for (expand, first, second) in
        [(Expand::None, false, false), (Expand::All, true, true), (Expand::First, true, false), (ids, false, true)]
    {
        assert_eq!((expand.opens("syria", 0), expand.opens("nato", 1)), (first, second), "{expand:?}");
    }
}

#[test]
fn expand_names_the_ids_that_no_issue_has() {
    let brief = helsinki();
    for (attribute, unknown) in [
        ("none", &[][..]),
        ("all", &[]),
        ("first", &[]),
        ("ukraine", &[]),
        ("nosuch", &["nosuch"]),
        ("first ukraine Ukraine syria", &["first", "Ukraine"]),
    ] {
        let (settings, _) = read(&[("expand", attribute)]);
        assert_eq!(settings.expand.unknown(&brief).collect::<Vec<_>>(), unknown, "{attribute}");
    }
}
