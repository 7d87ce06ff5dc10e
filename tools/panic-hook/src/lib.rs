//! Stands for the crate of this name, which Yew uses to log panics. A panic of the published build is a bare trap, so
//! there the message and its formatter would only add bytes (docs/decisions/0002).

use std::panic::PanicHookInfo;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(message: &str);
}

/// Logs a panic, in a build for development.
pub fn hook(info: &PanicHookInfo<'_>) {
    if cfg!(debug_assertions) {
        error(&info.to_string());
    }
}
