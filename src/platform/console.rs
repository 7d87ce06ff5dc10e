//! The browser's console. Every line starts with `summit-brief:`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = warn)]
    fn console_warn(line: &str);
}

/// Logs a one-line warning.
pub fn warn(message: &str) {
    console_warn(&["summit-brief: ", message].concat());
}
