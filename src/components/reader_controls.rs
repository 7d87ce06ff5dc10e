//! Under the schedule: the calendar, and the reader's own choices of time zone and clock.

use yew::{Callback, Html, html};

use super::calendar::calendar;
use super::controls::control;
use super::markup::{element, element_with, fragment, list, space, text};
use crate::platform::chosen;
use crate::schedule::Phase;
use crate::text::{HourCycle, Locale, fill};
use crate::widget::{Action, Content, ReaderView};

/// The line of controls under the schedule, with room for what only runs live in the static view.
pub(super) fn reader_controls(
    content: &Content,
    locale: Locale,
    phases: &[Phase],
    live: Option<(&ReaderView, &Callback<Action>)>,
) -> Html {
    let choices = live.map(|(view, on_action)| choices(locale, view, on_action));
    let line = [
        calendar(content, locale, phases, live.map(|(_, on_action)| on_action)),
        element("div", "sb-controls sb-live", choices.unwrap_or_default()),
    ];
    element("div", "sb-controls sb-reader", fragment(line))
}

/// The zone as a native list of the browser's, by region, and the switch between clocks.
fn choices(locale: Locale, view: &ReaderView, on_action: &Callback<Action>) -> Html {
    let strings = locale.strings();
    let (clock, cycle) = match locale.hour_cycle {
        HourCycle::H12 => (strings.clock_24, HourCycle::H23),
        HourCycle::H23 => (strings.clock_12, HourCycle::H12),
    };
    let mut zones = vec![option(view, "", &zone_name(&view.detected)), groups(view)];
    // Remembered under a name that this browser understands and does not list.
    if !view.zones.contains(&view.chosen) && !view.chosen.is_empty() {
        zones.push(option(view, &view.chosen, &zone_name(&view.chosen)));
    }
    let choice = [text(strings.your_time), space(), zone_list(fragment(zones), on_action)];
    let mut choices =
        vec![element("label", "sb-choice", fragment(choice)), control(clock, Action::Clock(cycle), on_action)];
    if let Some(unknown) = &view.unknown {
        choices.push(element("p", "sb-note", text(&fill(strings.unknown_zone, &[unknown]))));
    }
    fragment(choices)
}

fn zone_list(options: Html, on_action: &Callback<Action>) -> Html {
    let on_action = on_action.clone();
    let onchange = move |event| {
        if let Some(zone) = chosen(&event) {
            on_action.emit(Action::Zone(zone));
        }
    };
    html! { <select class="sb-zone" {onchange}>{options}</select> }
}

/// The zones by region, in the order they came.
fn groups(view: &ReaderView) -> Html {
    let mut groups = Vec::new();
    let mut rest = &view.zones[..];
    while let Some(first) = rest.first() {
        let region = region(first);
        let count = rest.iter().take_while(|zone| self::region(zone) == region).count();
        let (zones, others) = rest.split_at(count);
        let options = list(zones, &|zone| option(view, zone, &zone_name(zone)));
        groups.push(element_with("optgroup", &["label"], [region.to_owned().into()], options));
        rest = others;
    }
    fragment(groups)
}

fn option(view: &ReaderView, zone: &str, name: &str) -> Html {
    html! { <option value={zone.to_owned()} selected={view.chosen == zone}>{name}</option> }
}

/// `America` of `America/Argentina/Buenos_Aires`.
fn region(zone: &str) -> &str {
    zone.split('/').next().unwrap_or_default()
}

/// `Argentina, Buenos Aires` of `America/Argentina/Buenos_Aires`.
fn zone_name(zone: &str) -> String {
    let mut name = String::new();
    let after_region = zone.bytes().position(|byte| byte == b'/').map_or(zone, |slash| &zone[slash + 1..]);
    for character in after_region.chars() {
        match character {
            '/' => name.push_str(", "),
            '_' => name.push(' '),
            other => name.push(other),
        }
    }
    name
}
