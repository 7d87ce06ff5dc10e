//! Brief to HTML, ahead of time: Yew's server renderer over the components the browser runs.

use futures::executor::block_on;
use yew::LocalServerRenderer;

use crate::components::{Widget, WidgetProps};

/// The static tree of a widget: a `div.sb` as it stands inside `<summit-brief>` before, or without, any script.
#[must_use]
pub fn html(props: WidgetProps) -> String {
    let inner = block_on(LocalServerRenderer::<Widget>::with_props(props).hydratable(false).render());
    ["<div class=\"sb sb--static\">", &inner, "</div>"].concat()
}
