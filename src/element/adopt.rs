//! The exchange of the rendered tree for the live one, within one frame.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, NodeList};

/// What can have the focus inside a card.
const FOCUSABLE: &str = "summary, a[href], button, select, input";

/// Puts `host` in the place of all that `element` contains, and carries over what the reader already did: cards
/// opened and closed, focus, scroll position.
pub(super) fn exchange(element: &HtmlElement, host: &Element) {
    for card in cards(element) {
        if let Some(counterpart) = counterpart(&card, host) {
            counterpart.set_open(card.open());
        }
    }
    let focused = document().active_element().filter(|active| element.contains(Some(active)));
    let focus = focused.and_then(|focused| focus_target(&focused, host));
    let (x, y) = (window().scroll_x(), window().scroll_y());

    element.replace_children_with_node_1(host);

    if let Some(focus) = focus {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it with the page, as after any removal.
        let _ = focus.focus_with_options(&options);
    }
    if let (Ok(x), Ok(y)) = (x, y)
        && (window().scroll_x() != Ok(x) || window().scroll_y() != Ok(y))
    {
        window().scroll_to_with_x_and_y(x, y);
    }
}

/// The cards inside `tree`.
fn cards(tree: &Element) -> Vec<HtmlDetailsElement> {
    select(tree, "details")
}

/// The card in `host` whose content has the same id.
fn counterpart(card: &HtmlDetailsElement, host: &Element) -> Option<HtmlDetailsElement> {
    let id = card.query_selector(":scope > [id]").ok()??.id();
    let body = host.query_selector(&["[id=\"", &id, "\"]"].concat()).ok()??;
    body.parent_element()?.dyn_into().ok()
}

/// What corresponds in `host` to `focused`, which is inside a card or its head.
fn focus_target(focused: &Element, host: &Element) -> Option<HtmlElement> {
    let card: HtmlDetailsElement = focused.closest("details").ok()??.dyn_into().ok()?;
    let index = select::<HtmlElement>(&card, FOCUSABLE).iter().position(|other| other.is_same_node(Some(focused)))?;
    let counterpart = counterpart(&card, host)?;
    select(&counterpart, FOCUSABLE).into_iter().nth(index)
}

fn select<T: JsCast>(tree: &Element, selector: &str) -> Vec<T> {
    let found =
        |list: NodeList| (0..list.length()).filter_map(move |index| list.item(index)?.dyn_into().ok()).collect();
    tree.query_selector_all(selector).map(found).unwrap_or_default()
}
