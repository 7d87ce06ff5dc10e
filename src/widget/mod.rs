//! What a widget shows, is set to and remembers, and which of its cards are open and why, in plain values. Must not import Yew, nor anything of a browser.

mod action;
mod cards;
mod content;
mod memory;
mod report;
mod settings;
mod view;

pub use action::Action;
pub use cards::{Cards, Cause, Change, Clicked, Prerendered, Step, leads_to};
pub use content::Content;
pub use memory::Memory;
pub use report::Report;
pub use settings::{AsOf, Expand, HeadingLevel, Settings};
pub use view::{CardView, Link, ReaderView, View};
