//! Helpers for elements, and JavaScript objects for calls and events.

use gloo::utils::window;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// A JavaScript object, for the `detail` of an event or the options of a call.
#[must_use]
pub fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// All elements inside `tree` that match `selector`.
#[must_use]
pub fn select_all(tree: &Element, selector: &str) -> Vec<Element> {
    let mut found = Vec::new();
    if let Ok(list) = tree.query_selector_all(selector) {
        for index in 0..list.length() {
            if let Some(element) = list.item(index) {
                found.push(element.unchecked_into());
            }
        }
    }
    found
}

/// How much of an element readers must see, in CSS pixels.
const SEEN_PX: f64 = 100.0;

/// Whether the top edge of `element` is within the viewport's height, with room for what follows.
#[must_use]
pub fn is_in_sight(element: &Element) -> bool {
    let top = element.get_bounding_client_rect().top();
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    top >= 0.0 && height.is_some_and(|height| top + SEEN_PX < height)
}

/// Focuses `element` without scrolling.
pub fn focus(element: &Element) {
    let options = object(&[("preventScroll", JsValue::TRUE)]);
    // If the element is not focusable, the focus does not move.
    let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(options.unchecked_ref());
}
