//! The exchange of the rendered tree for the live one, within one frame.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, NodeList};

use super::cards::{content_id, focus};

/// What can have the focus inside a card.
const FOCUSABLE: &str = "summary, a[href], button, select, input";

/// Puts `host` in the place of all that `element` contains, and carries over focus and scroll position.
pub(super) fn exchange(element: &HtmlElement, host: &Element) {
    let focused = document().active_element().filter(|active| element.contains(Some(active)));
    let target = focused.and_then(|focused| focus_target(&focused, host));
    let (x, y) = (window().scroll_x(), window().scroll_y());

    element.replace_children_with_node_1(host);

    if let Some(target) = target {
        focus(&target);
    }
    if let (Ok(x), Ok(y)) = (x, y)
        && (window().scroll_x() != Ok(x) || window().scroll_y() != Ok(y))
    {
        window().scroll_to_with_x_and_y(x, y);
    }
}

/// What corresponds in `host` to `focused`, which is inside a card or its head.
fn focus_target(focused: &Element, host: &Element) -> Option<HtmlElement> {
    let card: HtmlDetailsElement = focused.closest("details").ok()??.dyn_into().ok()?;
    let index =
        select_all::<HtmlElement>(&card, FOCUSABLE).iter().position(|other| other.is_same_node(Some(focused)))?;
    let content = host.query_selector(&["[id=\"", &content_id(&card), "\"]"].concat()).ok()??;
    select_all(&content.parent_element()?, FOCUSABLE).into_iter().nth(index)
}

/// All inside `tree` that `selector` matches.
pub(super) fn select_all<T: JsCast>(tree: &Element, selector: &str) -> Vec<T> {
    let found =
        |list: NodeList| (0..list.length()).filter_map(move |index| list.item(index)?.dyn_into().ok()).collect();
    tree.query_selector_all(selector).map(found).unwrap_or_default()
}
