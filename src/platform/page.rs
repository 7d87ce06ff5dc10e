//! The page's address, and the clipboard.

use gloo::utils::window;
use js_sys::{Promise, decode_uri_component};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::brief::is_http;

#[wasm_bindgen]
extern "C" {
    // `navigator.clipboard` is undefined outside secure contexts.
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
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

/// Copies `text` to the clipboard. Returns whether that worked.
pub async fn copy(text: &str) -> bool {
    match write_text(text) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}
