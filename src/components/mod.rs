//! The widget's markup, in Yew: props down, one callback up. The current time, the reader's zone and the language
//! are props; without a time a component renders its static view. Must not import anything of a browser.

mod calendar;
mod card_body;
mod compare_table;
mod controls;
mod countdown;
mod day_band;
mod header;
mod issue_card;
mod issue_cards;
mod moment;
mod reader_controls;
pub mod root;
mod schedule_table;
mod widget;

pub use root::{SummitBrief, SummitBriefProps};
pub use widget::{WidgetProps, widget};
