//! Fetching text over HTTP.

use std::fmt;

use gloo::utils::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Why fetching failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No complete response: no network, an unknown host, a lost connection, or a request that the browser blocked.
    Network,
    /// A response with a status outside 200 to 299.
    Status(u16),
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.clone().describe())
    }
}

impl FetchError {
    /// The error in words.
    #[must_use]
    pub fn describe(self) -> String {
        match self {
            Self::Network => "could not be fetched (no network, or blocked by the browser)".to_owned(),
            Self::Status(status) => ["the server responded with ", &u32::from(status).to_string()].concat(),
        }
    }
}

impl std::error::Error for FetchError {}

/// The text at `url`, which is relative to the document's base.
///
/// # Errors
/// [`FetchError`] if there was no complete response, or its status was not 200 to 299.
pub async fn fetch_text(url: &str) -> Result<String, FetchError> {
    let network = |_: JsValue| FetchError::Network;
    let response = JsFuture::from(window().fetch_with_str(url)).await.map_err(network)?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let text = JsFuture::from(response.text().map_err(network)?).await.map_err(network)?;
    text.as_string().ok_or(FetchError::Network)
}
