//! The document: its model and its rules; natively also what editors make and check it with. Must not import anything
//! of a browser.

#[cfg(feature = "cli")]
pub mod check;
#[cfg(feature = "cli")]
pub mod import;
mod model;
mod path;
#[cfg(feature = "cli")]
mod prose;
mod rules;
#[cfg(feature = "cli")]
mod schema;
#[cfg(feature = "cli")]
mod zone_names;

/// What `summit-brief new` writes.
#[cfg(feature = "cli")]
pub(crate) const TEMPLATE: &str = include_str!("new.json");

pub use model::{Brief, DEFAULT_LANGUAGE, DatedText, Issue, Link, Party, Place, Position, Session, Status, ZoneColumn};
pub use path::Path;
pub use rules::{IdSet, Problem, Violation, is_http, violations, violations_in};
#[cfg(feature = "cli")]
pub use schema::schema;
#[cfg(feature = "cli")]
pub use zone_names::ZoneNames;
#[cfg(feature = "cli")]
use zone_names::fold;
