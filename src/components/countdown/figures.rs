//! The figures of a countdown.

use yew::{AttrValue, Html, html};

use super::super::control::control;
use super::Live;
use crate::text::{Locale, time_left, two_digits};
use crate::time::{Countdown, decimal};
use crate::widget::Action;

/// `2 days 6 h 27 min`; less than a day before the start, `6 h 27 min 00 s`, and a control that hides the seconds or
/// shows them again. Those who listen hear words instead, which change once a minute.
pub(super) fn figures(locale: &Locale, left: Countdown, live: Live<'_>) -> Html {
    let strings = locale.strings();
    let rounded = left.without_seconds();
    let shown = if live.is_none_or(|(view, _)| view.seconds) { left } else { rounded };
    html! {
        <>
            <span translate="no" class="sb-hidden">{time_left(locale, rounded)}{" "}</span>
            <span aria-hidden="true" translate="no" class="sb-figures">
                if shown.days > 0 {
                    {figure(decimal(shown.days), locale.language.plural(strings.days, shown.days).into(), None)}
                }
                {figure(decimal(shown.hours), strings.hours.into(), None)}
                {figure(two_digits(shown.minutes), strings.minutes.into(), None)}
                if let Some(seconds) = shown.seconds {
                    {figure(two_digits(seconds), strings.seconds.into(), Some(""))}
                }
            </span>
            if let (Some((view, on_action)), Some(_)) = (live, left.seconds) {
                {control(
                    if view.seconds { strings.hide_seconds } else { strings.show_seconds },
                    Action::Seconds(!view.seconds),
                    on_action,
                )}
            }
        </>
    }
}

/// A value with its unit, or a clock time with its place.
pub(super) fn figure(value: String, unit: AttrValue, seconds: Option<&'static str>) -> Html {
    html! {
        <>
            <span data-seconds={seconds} class="sb-figure">
                <span class="sb-figure__value">{value}</span>
                {" "}
                <span class="sb-figure__unit">{unit}</span>
            </span>
            {" "}
        </>
    }
}
