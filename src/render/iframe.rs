//! The widget in a page of its own, for an `<iframe>`: `embed.html`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::escape;
use super::snippet::folder;
use crate::brief::Session;
use crate::components::WidgetInput;

/// An `<iframe>` with the widget, and the script that gives it the height of its content. `base` is the address of the
/// folder with the widget's files; `attributes` are those of the element.
#[must_use]
pub fn iframe(props: &WidgetInput, base: &str, attributes: &[(String, String)]) -> String {
    let base = escape::html(&folder(base)).into_owned();
    let title = escape::html(&props.content.brief.title).into_owned();
    let parameter = |(name, value): &(String, String)| format!("{name}={}", utf8_percent_encode(value, ENCODED));
    let query: Vec<String> = attributes.iter().map(parameter).collect();
    let address = [&base, "embed.html?", &escape::html(&query.join("&"))].concat();
    [
        "<iframe src=\"",
        &address,
        "\" title=\"",
        &title,
        "\" loading=\"lazy\" allow=\"clipboard-write\" style=\"display: block; width: 100%; height: ",
        &height(props),
        "; border: 0\"><a href=\"",
        &address,
        "\">",
        &title,
        "</a></iframe>\n<script async src=\"",
        &base,
        "embed-parent.js\"></script>\n",
    ]
    .concat()
}

/// What is encoded in the value of a query: all but letters, digits, and characters that addresses and times contain (RFC
/// 3986, section 3.4, allows them there).
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b':').remove(b',');

/// The height before the page inside has reported its own: that at the width of an article, and on phones, where the frame
/// is nearly as wide as the screen, up to that at the width of a phone.
fn height(props: &WidgetInput) -> String {
    let (wide, narrow) = (estimate(props, WIDE), estimate(props, NARROW));
    let slope = (narrow - wide) / (WIDE - NARROW);
    let at_zero = (WIDE + MARGINS).mul_add(slope, wide);
    format!("clamp({wide:.0}px, {at_zero:.0}px - {:.0}vw, {narrow:.0}px)", 100.0 * slope)
}

/// Widths of frames, in CSS pixels, on screens of 752 px and 320 px.
const WIDE: f64 = 720.0;
const NARROW: f64 = 288.0;
const MARGINS: f64 = 32.0;

/// The height of the widget with closed cards in a frame of this width, in CSS pixels: an estimate, because fonts differ.
fn estimate(props: &WidgetInput, width: f64) -> f64 {
    let (brief, schedule) = (&props.content.brief, &props.content.schedule);
    let inside = width - 16.0;
    let is_wide = width > 600.0;
    // The height of a text in lines of this height, whose average Latin letter is half as wide as the font is high.
    let text = |text: &str, size: f64, line: f64, width: f64| {
        let letters: f64 = text.chars().map(|char| if char >= '\u{2e80}' { 2.0 } else { 1.0 }).sum();
        (letters * size * 0.5 / (width - size)).ceil() * line
    };
    let head = 60.0 + text(&brief.title, 27.0, 30.0, inside) + text(&brief.summary, 16.0, 24.0, inside);
    let next = if is_wide { 85.0 } else { 150.0 };
    let columns = schedule.columns.len() as f64 + 1.0;
    let is_table = is_wide && columns < 5.0;
    let rows = |session: &Session| {
        let notes: f64 = session.note.iter().chain(&session.outcome).map(|note| text(note, 14.0, 20.0, inside)).sum();
        let clocks = if is_table { 0.0 } else { (columns / 2.0).ceil() * 23.0 };
        text(&session.title, 14.0, 20.0, if is_table { inside / 3.0 } else { inside }) + notes + clocks + 20.0
    };
    let day = if is_table || schedule.days.len() > 1 { 45.0 } else { 0.0 };
    let table: f64 = brief.sessions.iter().map(rows).sum::<f64>() + day * schedule.days.len() as f64;
    let band = if is_wide { 17.0 * columns + 25.0 } else { 45.0 };
    let issues = brief.issues.iter();
    let cards = issues.map(|issue| {
        let (title, summary) = (&issue.title, &issue.summary);
        27.0 + text(title, 17.0, 25.0, inside - 60.0) + text(summary, 15.0, 22.5, inside - 30.0)
    });
    let foot = brief.credit.as_ref().map_or(0.0, |credit| text(credit, 13.0, 19.0, inside));
    head + next + table + band + 120.0 + cards.sum::<f64>() + 30.0 + foot
}
