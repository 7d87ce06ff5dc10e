//! Brief to HTML, ahead of time: Yew's server renderer over the components the browser runs, and what goes around
//! it on a page. Deterministic: the same brief and options give the same bytes.

mod escape;
mod json_ld;
mod plain_text;
mod snippet;

use std::rc::Rc;

use futures::executor::block_on;
use yew::{Html, LocalServerRenderer, NodeRef, Properties, component};

use crate::brief::Brief;
use crate::components::{WidgetProps, widget};
use crate::time::{UnknownZone, Zones};
use crate::widget::{Content, Settings};

pub use json_ld::json_ld;
pub use plain_text::plain_text;
pub use snippet::{Assets, page, snippet};

#[derive(PartialEq, Properties)]
struct AheadProps {
    widget: WidgetProps,
}

#[component]
fn Ahead(props: &AheadProps) -> Html {
    widget(&props.widget)
}

/// The static tree of a widget: the `div.sb` that stands inside `<summit-brief>` before, or without, any script.
#[must_use]
pub fn html(props: WidgetProps) -> String {
    let language = escape::html(&props.content.brief.lang).into_owned();
    let props = AheadProps { widget: props };
    let inner = block_on(LocalServerRenderer::<Ahead>::with_props(props).hydratable(false).render());
    ["<div class=\"sb sb--static\" lang=\"", &language, "\">", &inner, "</div>"].concat()
}

/// The props of the static view of `brief` in an element with the attributes `settings`, in the language
/// `language` (BCP 47).
///
/// # Errors
/// [`UnknownZone`] where `zones` does not know a zone of the brief or the settings.
pub fn static_props(
    brief: Rc<Brief>,
    settings: &Settings,
    language: &str,
    zones: &dyn Zones,
) -> Result<WidgetProps, UnknownZone> {
    let columns = settings.zones.as_ref().map(|names| brief.columns(names));
    let content = Content::new(brief, columns.as_deref(), None, zones)?;
    Ok(WidgetProps {
        content: Rc::new(content),
        locale: settings.locale(language),
        level: settings.level,
        expand: Rc::new(settings.expand.clone()),
        ahead: true,
        now: None,
        live: None,
        head: NodeRef::default(),
    })
}
