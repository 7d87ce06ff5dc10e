//! The header: kicker, title and standfirst.

use yew::{Html, NodeRef, html};

use crate::text::{Locale, date_range};
use crate::widget::{Content, HeadingLevel};

/// Place and dates, title, summary. `node_ref` is bound to the header's element.
pub(super) fn header(content: &Content, locale: Locale, level: HeadingLevel, node_ref: &NodeRef) -> Html {
    let brief = &content.brief;
    let dates = content.schedule.dates(brief).map(|(first, last)| date_range(locale, first, last));
    html! {
        <div ref={node_ref} class="sb-head">
            <p class="sb-kicker">
                if let Some(place) = &brief.place {
                    <span>{&place.name}</span>
                    if dates.is_some() {
                        {" · "}
                    }
                }
                if let Some(dates) = dates {
                    <span>{dates}</span>
                }
            </p>
            <@{level.title_tag()} class="sb-title">{&brief.title}</@>
            <p class="sb-standfirst">{&brief.summary}</p>
        </div>
    }
}
