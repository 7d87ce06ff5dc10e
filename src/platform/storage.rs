//! Storage for the reader's next visit. Where storage is unavailable (a sandboxed frame, blocked cookies, a full disk),
//! reading finds nothing and writing is a no-op.

use gloo::utils::window;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The value stored under `key`.
#[must_use]
pub fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Stores `value` under `key`.
pub fn store(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}
