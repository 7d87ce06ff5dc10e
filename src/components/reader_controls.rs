//! The controls under the schedule: calendar, time zone and clock.

use yew::{Callback, Html, html};

use super::calendar::calendar;
use super::control::control;
use crate::platform::selected_value;
use crate::schedule::Phase;
use crate::text::{HourCycle, Locale};
use crate::time::zone_name::{current, place, region};
use crate::widget::{Action, Content, ListedZone, ReaderView};

/// The controls. `phases` has one phase per session, in the brief's order; it is empty in the static view, which
/// reserves room for the controls that only the live widget has. `hosted` is the address of a hosted calendar file.
pub(super) fn reader_controls(
    content: &Content,
    locale: &Locale,
    phases: &[Phase],
    hosted: Option<&str>,
    live: Option<(&ReaderView, &Callback<Action>)>,
) -> Html {
    html! {
        <div class="sb-controls sb-reader">
            {calendar(content, locale, phases, hosted, live)}
            <div class="sb-controls sb-live">
                if let Some((view, on_action)) = live {
                    {choices(locale, view, on_action)}
                }
            </div>
        </div>
    }
}

/// The time zone, as a native `<select>` grouped by region, and the switch between the 12- and 24-hour clock.
fn choices(locale: &Locale, view: &ReaderView, on_action: &Callback<Action>) -> Html {
    let strings = locale.strings();
    let cycle = locale.hour_cycle.other();
    let clock = if cycle == HourCycle::H12 { strings.clock_12 } else { strings.clock_24 };
    let onchange = {
        let on_action = on_action.clone();
        move |event| {
            if let Some(zone) = selected_value(&event) {
                on_action.emit(Action::Zone(zone));
            }
        }
    };
    // The list has several hundred options, so it is filled only when the reader points to it or focuses it.
    let onfocus = on_action.reform(|_| Action::ListZones);
    let onpointerover = on_action.reform(|_| Action::ListZones);
    // The list may have the chosen zone under its other name, or not at all, or not be filled yet.
    let chosen = current(&view.chosen);
    let is_chosen = |zone: &str| current(zone) == chosen;
    let unlisted = !chosen.is_empty() && !view.zones.iter().any(|listed| is_chosen(&listed.zone));
    html! {
        <>
            <label class="sb-choice">
                {strings.your_time}
                {" "}
                <select class="sb-zone" {onchange} {onfocus} {onpointerover}>
                    {option("", &place(&view.detected), chosen.is_empty())}
                    for zones in view.zones.chunk_by(|one, next| region(&one.zone) == region(&next.zone)) {
                        <optgroup label={region(&zones[0].zone).to_owned()}>
                            for ListedZone { zone, place } in zones {
                                {option(zone, place, is_chosen(zone))}
                            }
                        </optgroup>
                    }
                    if unlisted {
                        {option(&view.chosen, &place(chosen), true)}
                    }
                </select>
            </label>
            {control(clock, Action::Clock(cycle), on_action)}
            if let Some(unknown) = &view.unknown {
                <p class="sb-note">{locale.fill(strings.unknown_zone, &[unknown])}</p>
            }
        </>
    }
}

/// An option with the value `value` that shows `place`.
fn option(value: &str, place: &str, selected: bool) -> Html {
    html! { <option key={place} value={value.to_owned()} {selected}>{place}</option> }
}
