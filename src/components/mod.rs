//! The widget's markup, in Yew: props down, one callback up. The current time, the reader's zone and the language
//! are props; without a time a component renders its static view. Must not import anything of a browser.

mod card_body;
mod content;
mod countdown;
mod header;
mod issue_card;
mod moment;
mod options;
mod schedule_table;
mod widget;

pub use content::Content;
pub use options::{Expand, HeadingLevel};
pub use widget::{Widget, WidgetProps};
