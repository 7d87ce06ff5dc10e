//! The document: its model and its rules. Must not import anything of a browser.

mod model;
mod path;
mod rules;

pub use model::{Brief, DEFAULT_LANGUAGE, DatedText, Issue, Link, Party, Place, Position, Session, Status, ZoneColumn};
pub use path::Path;
pub use rules::{Problem, Violation, is_http, pattern, violations};
