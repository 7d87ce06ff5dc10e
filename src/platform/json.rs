//! JSON by the browser's own parser: the crate ships none.

use std::fmt;

use wasm_bindgen::JsValue;

use crate::brief::Brief;

/// Why a text is no brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// It is not JSON; the engine's reason.
    NotJson(String),
    /// It is JSON of another shape.
    Shape {
        /// Where, like `issues[3].title`; `.` for the document itself.
        path: String,
        /// What was found or missed there.
        reason: String,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (place, reason) = match self {
            Self::NotJson(reason) => ("not JSON", reason),
            Self::Shape { path, reason } => (path.as_str(), reason),
        };
        f.write_str(place)?;
        f.write_str(": ")?;
        f.write_str(reason)
    }
}

impl std::error::Error for DecodeError {}

/// Reads a brief; its rules are not checked here.
///
/// # Errors
/// [`DecodeError`] where the text is not JSON, or a field is missing or of the wrong type.
pub fn brief_from_json(text: &str) -> Result<Brief, DecodeError> {
    let value = js_sys::JSON::parse(text).map_err(|error| DecodeError::NotJson(message(&error)))?;
    let deserializer = serde_wasm_bindgen::Deserializer::from(value);
    serde_path_to_error::deserialize(deserializer).map_err(|error| DecodeError::Shape {
        path: error.path().to_string(),
        reason: message(&JsValue::from(error.into_inner())),
    })
}

/// The `message` of a JavaScript error.
fn message(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok();
    message.and_then(|message| message.as_string()).unwrap_or_default()
}
