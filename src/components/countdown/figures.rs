//! The figures of a countdown.

use yew::{AttrValue, Html, html};

use crate::text::{Locale, two_digits};
use crate::time::Countdown;

/// `2 days 6 h 27 min`; less than a day before the start, `6 h 27 min 00 s`.
pub(super) fn figures(locale: Locale, left: Countdown) -> Html {
    let strings = locale.strings();
    html! {
        <>
            if left.days > 0 {
                {figure(left.days.to_string(), strings.days.of(left.days).into(), None)}
            }
            {figure(left.hours.to_string(), strings.hours.into(), None)}
            {figure(two_digits(left.minutes), strings.minutes.into(), None)}
            if let Some(seconds) = left.seconds {
                {figure(two_digits(seconds), strings.seconds.into(), Some(""))}
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
