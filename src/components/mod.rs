//! The widget in Yew: props down, one callback up. The current time, the reader's zone and the language are props;
//! without a time, a component renders its static view. Parts that render on their own are components; the others are
//! functions that return `Html`. Must not import browser crates: whatever touches the browser is in `platform`.

mod brief_text;
mod calendar;
mod card_bar;
mod card_body;
mod compare_table;
mod control;
mod copy_link;
mod countdown;
mod day;
mod day_band;
mod header;
mod issue_card;
mod issue_cards;
mod issues;
mod moment;
mod news;
mod party_colour;
mod reader_controls;
pub mod root;
mod schedule_table;
mod updated_line;
mod widget;

pub use root::{SummitBrief, SummitBriefProps};
pub use widget::{Now, WidgetInput, widget};
