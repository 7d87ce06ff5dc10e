//! A widget in plain values: its content, settings, memory and reports, and the state of its cards. Must not import Yew
//! or browser APIs.

mod action;
mod cards;
mod content;
mod memory;
mod refresh;
mod report;
mod settings;
mod view;
mod zone_list;

pub use action::Action;
pub use cards::{CardStep, Cards, Cause, Change, LastClick, Prerendered, leads_to};
pub use content::Content;
pub use memory::Memory;
pub use refresh::refresh_delay_ms;
pub use report::Report;
pub use settings::{AsOf, Expand, HeadingLevel, Settings};
pub use view::{CopiedLink, ReaderView, View};
pub use zone_list::{ListedZone, zone_list};
