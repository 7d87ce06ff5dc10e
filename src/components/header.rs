//! Kicker, title and standfirst.

use yew::{Html, NodeRef, html};

use super::markup::{element, element_with, fragment, text};
use crate::text::{Locale, date_range};
use crate::widget::{Content, HeadingLevel};

/// The head of the widget: place and dates, title, one line of summary.
pub(super) fn header(content: &Content, locale: Locale, level: HeadingLevel, head: &NodeRef) -> Html {
    let brief = &content.brief;
    let part = |content: &str| element_with("span", &[], [], text(content));
    let mut kicker = vec![part(&brief.place.name)];
    if let Some((first, last)) = content.schedule.dates(brief) {
        kicker.extend([text(" · "), part(&date_range(locale, first, last))]);
    }
    let lines = [
        element("p", "sb-kicker", fragment(kicker)),
        element(level.title_tag(), "sb-title", text(&brief.title)),
        element("p", "sb-standfirst", text(&brief.summary)),
    ];
    html! { <div ref={head} class="sb-head">{fragment(lines)}</div> }
}
