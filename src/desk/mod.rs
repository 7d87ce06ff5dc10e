//! The editor's tools: `import` turns an article into a brief, and `check` reports problems in a brief. Pure: texts and
//! zone rules are arguments. Must not import anything that touches files, terminals or browsers.

pub mod check;
mod finding;
pub mod import;
mod json;
mod language;
mod lexicon;
mod schema;
mod suggest;
mod timetable;
mod tz_database;
pub(crate) mod words;
mod zone_remedies;

pub(crate) use finding::Certainty;
pub use finding::{Code, Finding, Level, line_column};
pub use language::{Count, headline_count};
pub use schema::schema;
pub(crate) use tz_database::WallClock;
pub use tz_database::{TzDatabase, ZoneNames};

/// The brief that `summit-brief new` writes.
pub(crate) const TEMPLATE: &str = include_str!("new.json");
