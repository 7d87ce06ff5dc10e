//! The widget's markup, in Yew: props down, one callback up. The current time, the reader's zone and the language
//! are props; without a time a component renders its static view. A part that renders on its own is a component; the
//! rest are functions that return `Html`. Must not import anything of a browser.

mod calendar;
mod card_body;
mod compare_table;
mod control;
mod controls;
mod countdown;
mod day_band;
mod header;
mod issue_card;
mod issue_cards;
mod moment;
mod party_class;
mod reader_controls;
pub mod root;
mod schedule_table;
mod updated_line;
mod widget;

pub use root::{SummitBrief, SummitBriefProps};
pub use widget::{WidgetProps, widget};
