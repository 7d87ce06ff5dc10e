//! What the widget remembers for a reader: the newest update seen, zone, clock and open cards.

use summit_brief::text::HourCycle;
use summit_brief::widget::Memory;

use super::support::at;

fn memory(zone: Option<&str>, clock: Option<HourCycle>) -> Memory {
    Memory { zone: zone.map(str::to_owned), clock, ..Memory::default() }
}

#[test]
fn memory_survives_a_round_trip() {
    let seen = at("2018-07-16T04:29:00Z");
    for zone in [None, Some("UTC"), Some("Asia/Hong_Kong"), Some("America/Argentina/Buenos_Aires"), Some("Etc/GMT+5")] {
        for clock in [None, Some(HourCycle::H12), Some(HourCycle::H23)] {
            for open in [None, Some(vec![]), Some(vec!["nato".to_owned(), "trade-war".to_owned()])] {
                for seen in [None, Some(seen)] {
                    for seconds in [None, Some(false), Some(true)] {
                        let memory = Memory { seen, seconds, open: open.clone(), ..memory(zone, clock) };
                        assert_eq!(Memory::read(&memory.write()), memory, "{}", memory.write());
                    }
                }
            }
        }
    }
}

#[test]
fn the_stored_format_does_not_change() {
    let seen = Some(at("2018-07-16T04:29:00Z"));
    let open = Some(vec!["nato".to_owned()]);
    let whole = Memory { seen, open, ..memory(Some("Asia/Tokyo"), Some(HourCycle::H12)) };
    assert_eq!(whole.write(), "1531715340000 zone Asia/Tokyo h12 open nato");
    assert_eq!(
        Memory { seconds: Some(false), ..whole.clone() }.write(),
        "1531715340000 zone Asia/Tokyo h12 minutes open nato"
    );
    assert_eq!(Memory { seconds: Some(true), ..memory(None, None) }.write(), "- seconds");
    assert_eq!(memory(None, None).write(), "-");
    assert_eq!(Memory::read("1531715340000 open nato"), Memory { zone: None, clock: None, ..whole });
}

#[test]
fn cards_whose_ids_are_keywords_stay_cards() {
    let open = ["h12", "zone", "open", "h23", "seconds", "minutes"].map(str::to_owned).to_vec();
    let memory = Memory { open: Some(open), ..memory(None, Some(HourCycle::H23)) };
    assert_eq!(Memory::read(&memory.write()), memory);
}

#[test]
fn unreadable_parts_are_skipped() {
    for (text, expected) in [
        ("", memory(None, None)),
        ("nonsense", memory(None, None)),
        ("- zone", memory(None, None)),
        ("- h24 zone Asia/Tokyo", memory(Some("Asia/Tokyo"), None)),
        ("- h12 h23", memory(None, Some(HourCycle::H23))),
        ("99999999999999999999999 zone UTC", memory(Some("UTC"), None)),
    ] {
        assert_eq!(Memory::read(text), expected, "{text:?}");
    }
}
