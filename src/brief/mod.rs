//! The document: its model, its decoder and its rules. Must not import browser APIs.

mod decode;
mod edits;
mod model;
mod path;
mod rules;

pub use decode::{Fault, Kind, Node, decode};
pub use edits::{Edit, EditKind};
pub use model::{
    Brief, DEFAULT_LANGUAGE, DatedText, Issue, Link, PartialBrief, Party, Place, Position, Session, Status, ZoneColumn,
};
pub use path::{Path, Step};
pub use rules::{Problem, Violation, is_http, pattern, violations};
