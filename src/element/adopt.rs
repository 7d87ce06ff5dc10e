//! Swaps the prerendered tree for the live one, within one frame.

use gloo::utils::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Window};

use crate::platform::{focus, object, select_all};

/// Elements that can have the focus in both trees.
const FOCUSABLE: &str = ":is(summary, a[href], button):not(.sb-live *)";

/// Replaces the content of `element` with `host`. Carries over the focus and an open popover. Keeps the page from
/// moving on the reader's screen: if the element ends above the viewport, everything below it stays where it is.
pub(super) fn swap(element: &HtmlElement, host: &Element) {
    let focused = document().active_element().filter(|active| element.contains(Some(active)));
    let target = focused.and_then(|focused| focus_target(&focused, element, host));
    let (x, y) = (scroll_offset(Window::scroll_x), scroll_offset(Window::scroll_y));
    let end = bottom(element);
    // Engines without popovers reject the selector, and nothing is open.
    let popover_is_open = element.query_selector("[popover]:popover-open").is_ok_and(|open| open.is_some());

    element.replace_children_with_node_1(host);

    if popover_is_open && let Ok(Some(popover)) = host.query_selector("[popover]") {
        let _ = popover.unchecked_ref::<HtmlElement>().show_popover();
    }
    if let Some(target) = target {
        focus(&target);
    }
    // Measured now, because some engines compensate by themselves, and some scroll.
    let (left, top) = match end <= 0.0 {
        true => (0.0, bottom(element) - end),
        false => (x - scroll_offset(Window::scroll_x), y - scroll_offset(Window::scroll_y)),
    };
    if left != 0.0 || top != 0.0 {
        let by = [("left", left.into()), ("top", top.into()), ("behavior", "instant".into())];
        window().scroll_by_with_scroll_to_options(object(&by).unchecked_ref());
    }
}

fn scroll_offset(axis: fn(&Window) -> Result<f64, JsValue>) -> f64 {
    axis(&window()).unwrap_or_default()
}

/// The bottom edge of `element`, in pixels below the top of the viewport.
fn bottom(element: &Element) -> f64 {
    element.get_bounding_client_rect().bottom()
}

/// The counterpart in `host` of the element `focused` in `prerendered`: the one with the same text, and the same index
/// among the elements with that text. If it is gone, the first card.
fn focus_target(focused: &Element, prerendered: &Element, host: &Element) -> Option<Element> {
    let text = focused.text_content();
    let (prerendered, live) = (select_all(prerendered, FOCUSABLE), select_all(host, FOCUSABLE));
    let has_same_text = |other: &&Element| other.text_content() == text;
    let index = prerendered.iter().filter(has_same_text).position(|other| other.is_same_node(Some(focused)))?;
    live.iter()
        .filter(has_same_text)
        .nth(index)
        .cloned()
        .or_else(|| host.query_selector(".sb-card__head").ok().flatten())
}
