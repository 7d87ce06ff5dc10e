//! The header: kicker, title and standfirst.

use yew::{Html, NodeRef, html};

use super::brief_text::block;
use crate::text::{Locale, date_range};
use crate::widget::{Content, HeadingLevel};

/// Place and dates, title, summary. `node_ref` is bound to the header's element.
pub(super) fn header(content: &Content, locale: &Locale, level: HeadingLevel, node_ref: &NodeRef) -> Html {
    let brief = &content.brief;
    let dates = content.schedule.dates(brief).map(|(first, last)| date_range(locale, first, last));
    let place = brief.place.as_ref().map(|place| place.name.as_str());
    let kicker = locale.joined(&mut [place, dates.as_deref()].into_iter().flatten());
    html! {
        <div ref={node_ref} class="sb-head">
            <p class="sb-kicker">{kicker}</p>
            <@{level.title_tag()} class="sb-title">{block(brief, locale, &brief.title)}</@>
            <p class="sb-standfirst">{block(brief, locale, &brief.summary)}</p>
        </div>
    }
}
