//! File downloads.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// Downloads a text file: the browser saves it, or asks what to do with it.
pub fn download(name: &str, media_type: &str, text: &str) {
    let Ok(link) = document().create_element("a") else {
        return;
    };
    let link: HtmlAnchorElement = link.unchecked_into();
    let text: String = js_sys::encode_uri_component(text).into();
    link.set_href(&["data:", media_type, ";charset=utf-8,", &text].concat());
    link.set_download(name);
    link.click();
}
