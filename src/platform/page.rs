//! The page's address, and the clipboard.

use std::rc::Rc;

use gloo::utils::window;
use js_sys::decode_uri_component;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

use crate::brief::is_http;

#[wasm_bindgen]
extern "C" {
    // `navigator.clipboard` is undefined outside secure contexts.
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    fn write_text(text: &str) -> Result<Copying, JsValue>;

    /// The promise of a copy. A `JsFuture` would take 400 bytes more.
    type Copying;
    #[wasm_bindgen(method)]
    fn then(this: &Copying, copied: &JsValue, failed: &JsValue);
}

/// The page's address with this fragment in place of its own.
#[must_use]
pub fn address(fragment: &str) -> String {
    [&without_fragment(), "#", fragment].concat()
}

/// The page's address without a fragment; `None` if it is not `http` or `https`.
#[must_use]
pub fn page_address() -> Option<String> {
    Some(without_fragment()).filter(|page| is_http(page))
}

fn without_fragment() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// The fragment of the page's address, without `#`; percent-decoded, unless it is malformed.
#[must_use]
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    let fragment = hash.strip_prefix('#').unwrap_or_default();
    decode_uri_component(fragment).map_or_else(|_| fragment.to_owned(), String::from)
}

/// Whether the reader prefers reduced motion.
#[must_use]
pub fn prefers_reduced_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Copies `text` to the clipboard. Then calls `on_done` with whether that worked.
pub fn copy(text: &str, on_done: impl Fn(bool) + 'static) {
    let on_done = Rc::new(on_done);
    let done = |copied: bool| {
        let on_done = on_done.clone();
        Closure::once_into_js(move || on_done(copied))
    };
    match write_text(text) {
        Ok(copying) => copying.then(&done(true), &done(false)),
        Err(_) => on_done(false),
    }
}
