//! The widget's markup, in Yew: props down, one callback up. The current time, the reader's zone and the language
//! are props; without a time a component renders its static view. Must not import anything of a browser.

mod card_body;
mod compare_table;
mod content;
mod controls;
mod countdown;
mod header;
mod issue_card;
mod list;
mod moment;
mod options;
mod part;
mod schedule_table;
mod settings;
mod view;
mod widget;

pub use content::Content;
pub use options::{Expand, HeadingLevel};
pub use settings::{AsOf, Settings};
pub use view::{Action, CardView, Link, View};
pub use widget::{WidgetProps, widget};
