//! Prerenders a brief as HTML with Yew's server renderer, from the components that run in the browser. Also writes
//! snippets, pages, plain text and JSON-LD. Deterministic: the same brief and options give the same bytes.

mod escape;
mod feed;
mod iframe;
mod integrity;
mod json_ld;
mod outline;
mod plain_text;
mod snippet;
mod style;

use std::rc::Rc;

use futures::executor::block_on;
use yew::{Html, LocalServerRenderer, NodeRef, Properties, component};

use crate::brief::Brief;
use crate::components::{WidgetInput, widget};
use crate::text::Locale;
use crate::time::{UnknownZone, Zones};
use crate::widget::{Content, Settings};

pub use feed::feed;
pub use iframe::iframe;
pub use integrity::Integrity;
pub use json_ld::json_ld;
pub use plain_text::plain_text;
pub use snippet::{Assets, Style, page, snippet, stand_in};
pub use style::{embed_phrases, phrases, script_sources, style_sheet, style_sources};

#[derive(PartialEq, Properties)]
struct StaticWidgetProps {
    widget: WidgetInput,
}

#[component]
fn StaticWidget(props: &StaticWidgetProps) -> Html {
    widget(&props.widget)
}

/// The static tree of a widget: the `div.sb` inside `<summit-brief>` before any script runs, or if none does.
#[must_use]
pub fn html(props: WidgetInput) -> String {
    let language = escape::html(props.locale.tag(&props.content.brief.lang)).into_owned();
    let direction = props.locale.language.direction;
    let props = StaticWidgetProps { widget: props };
    let inner = block_on(LocalServerRenderer::<StaticWidget>::with_props(props).hydratable(false).render());
    [
        "<div class=\"sb sb--static\" lang=\"",
        &language,
        "\" dir=\"",
        direction,
        "\">",
        &separate_blocks(&inner),
        "</div>",
    ]
    .concat()
}

/// Elements that do not separate the text around them from their own.
const INLINE: [&str; 8] = ["a", "b", "bdi", "line", "rect", "s", "span", "time"];

/// Adds a space after every block and button, so that words stay apart where something removes the tags. Not before an end
/// tag, which is followed by a space itself: WordPress takes that space for a paragraph (`wpautop`).
fn separate_blocks(html: &str) -> String {
    let mut separated = String::with_capacity(html.len() + html.len() / 16);
    let mut tags = html.split_inclusive('>').peekable();
    while let Some(piece) = tags.next() {
        separated.push_str(piece);
        let ends_block = piece.rsplit_once("</").is_some_and(|(_, tag)| !INLINE.contains(&tag.trim_end_matches('>')));
        if ends_block && tags.peek().is_some_and(|next| !next.starts_with(' ') && !next.starts_with("</")) {
            separated.push(' ');
        }
    }
    separated
}

/// The props for the static view of `brief`, in an element with the attributes `settings`, with its words in `locale`.
///
/// # Errors
/// [`UnknownZone`] if `zones` does not know a zone of the brief or the settings.
pub fn static_props(
    brief: Rc<Brief>,
    settings: &Settings,
    locale: Locale,
    zones: &dyn Zones,
) -> Result<WidgetInput, UnknownZone> {
    let columns = settings.zones.as_ref().map(|names| brief.columns(names));
    let locale = settings.locale(locale).for_texts_in(&brief.lang);
    let content = Content::new(brief, columns.as_deref(), None, zones)?;
    Ok(WidgetInput {
        content: Rc::new(content),
        locale,
        level: settings.level,
        expand: Rc::new(settings.expand.clone()),
        reserve_room: true,
        issues_first: settings.issues_first,
        calendar: settings.calendar.clone(),
        sections: 2,
        now: None,
        live: None,
        header_ref: NodeRef::default(),
    })
}
