//! The swap of the prerendered tree for the live one, within one frame.

use gloo::utils::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Window};

use crate::platform::{focus, object, select_all};

/// What can have the focus in both trees.
const FOCUSABLE: &str = ":is(summary, a[href], button):not(.sb-live *)";

/// Puts `host` in the place of all that `element` contains, and carries over focus, what is open above the page, and
/// what the reader has in sight: from an element that ends above the window everything below it stays where it is.
pub(super) fn swap(element: &HtmlElement, host: &Element) {
    let focused = document().active_element().filter(|active| element.contains(Some(active)));
    let target = focused.and_then(|focused| focus_target(&focused, element, host));
    let (x, y) = (scroll(Window::scroll_x), scroll(Window::scroll_y));
    let end = bottom(element);
    // An engine that knows no popovers knows no such selector: nothing matches.
    let is_open = element.query_selector("[popover]:popover-open").is_ok_and(|open| open.is_some());

    element.replace_children_with_node_1(host);

    if is_open && let Ok(Some(popover)) = host.query_selector("[popover]") {
        let _ = popover.unchecked_ref::<HtmlElement>().show_popover();
    }
    if let Some(target) = target {
        focus(&target);
    }
    // Some engines have kept what is in sight by themselves by now, and some scroll.
    let (left, top) = match end <= 0.0 {
        true => (0.0, bottom(element) - end),
        false => (x - scroll(Window::scroll_x), y - scroll(Window::scroll_y)),
    };
    if left != 0.0 || top != 0.0 {
        let by = [("left", left.into()), ("top", top.into()), ("behavior", "instant".into())];
        window().scroll_by_with_scroll_to_options(object(&by).unchecked_ref());
    }
}

fn scroll(position: fn(&Window) -> Result<f64, JsValue>) -> f64 {
    position(&window()).unwrap_or_default()
}

/// Where `element` ends, in pixels below the top of the window.
fn bottom(element: &Element) -> f64 {
    element.get_bounding_client_rect().bottom()
}

/// What corresponds in `host` to `focused` in `prerendered`: the one with the same words, counted among those; where it
/// is not there any more, the first of all.
fn focus_target(focused: &Element, rendered: &Element, host: &Element) -> Option<Element> {
    let words = focused.text_content();
    let (rendered, live) = (select_all(rendered, FOCUSABLE), select_all(host, FOCUSABLE));
    let is_alike = |other: &&Element| other.text_content() == words;
    let index = rendered.iter().filter(is_alike).position(|other| other.is_same_node(Some(focused)))?;
    live.iter().filter(is_alike).nth(index).or_else(|| live.first()).cloned()
}
