//! Prerenders a brief as HTML with Yew's server renderer, from the components that run in the browser. Also writes
//! snippets, pages, plain text and JSON-LD. Deterministic: the same brief and options give the same bytes.

mod escape;
mod json_ld;
mod plain_text;
mod snippet;

use std::rc::Rc;

use futures::executor::block_on;
use yew::{Html, LocalServerRenderer, NodeRef, Properties, component};

use crate::brief::Brief;
use crate::components::{WidgetInput, widget};
use crate::time::{UnknownZone, Zones};
use crate::widget::{Content, Settings};

pub use json_ld::json_ld;
pub use plain_text::plain_text;
pub use snippet::{Assets, page, snippet};

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
    let language = escape::html(&props.content.brief.lang).into_owned();
    let props = StaticWidgetProps { widget: props };
    let inner = block_on(LocalServerRenderer::<StaticWidget>::with_props(props).hydratable(false).render());
    ["<div class=\"sb sb--static\" lang=\"", &language, "\">", &inner, "</div>"].concat()
}

/// The props for the static view of `brief`, in an element with the attributes `settings` and the language `language`
/// (BCP 47).
///
/// # Errors
/// [`UnknownZone`] if `zones` does not know a zone of the brief or the settings.
pub fn static_props(
    brief: Rc<Brief>,
    settings: &Settings,
    language: &str,
    zones: &dyn Zones,
) -> Result<WidgetInput, UnknownZone> {
    let columns = settings.zones.as_ref().map(|names| brief.columns(names));
    let content = Content::new(brief, columns.as_deref(), None, zones)?;
    Ok(WidgetInput {
        content: Rc::new(content),
        locale: settings.locale(language),
        level: settings.level,
        expand: Rc::new(settings.expand.clone()),
        reserve_room: true,
        issues_first: settings.issues_first,
        now: None,
        live: None,
        header_ref: NodeRef::default(),
    })
}
