//! The widget's markup, in Yew: props down, one callback up. The current time, the reader's zone and the language
//! are props; without a time a component renders its static view. Must not import anything of a browser.

mod calendar;
pub(crate) mod card_body;
mod compare_table;
mod content;
mod controls;
mod countdown;
mod day_band;
mod header;
mod issue_card;
mod markup;
mod memory;
mod moment;
mod options;
mod part;
mod reader_controls;
mod schedule_table;
mod settings;
mod view;
mod widget;

pub use content::Content;
pub use memory::Memory;
pub use options::{Expand, HeadingLevel};
pub use settings::{AsOf, Settings};
pub use view::{Action, CardView, Link, ReaderView, View};
pub use widget::{WidgetProps, widget};
