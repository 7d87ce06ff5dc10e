//! The browser boundary: the clock, the page's timer, `Intl`, JSON, the DOM, clicks, downloads, storage, the
//! clipboard, the address and the console, behind domain values and typed errors.

mod clock;
mod console;
mod dom;
mod download;
mod input;
mod intl;
mod json;
mod page;
mod storage;
mod timer;
mod tree;

pub use clock::{now, random};
pub use console::warn;
pub use dom::{focus, is_in_sight, object, select_all};
pub use download::download;
pub use input::{Click, Input, PageInput, selected_value, toggled_open};
pub use intl::{IntlZones, browser_zone, is_known, zone_names, zones};
pub use json::{DecodeError, brief_from_json};
pub use page::{address, copy, fragment, page_address, prefers_reduced_motion};
pub use storage::{store, stored};
pub use timer::Alarm;
pub use tree::{Card, Tree, focused_link, is_at_fragment_or_top, shows};
