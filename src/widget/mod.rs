//! What a widget shows, is set to and remembers, in plain values. Must not import Yew, nor anything of a browser.

mod cards;
mod content;
mod memory;
mod options;
mod settings;
mod view;

pub use cards::{Cards, Cause, Change, Clicked, Prerendered, Step, leads_to};
pub use content::Content;
pub use memory::Memory;
pub use options::{Expand, HeadingLevel};
pub use settings::{AsOf, Settings};
pub use view::{Action, CardView, Link, ReaderView, View};
